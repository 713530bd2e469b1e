/** A disk of a few megabytes, for what happens when it is full or may not be written. Needs root: a mount of its own. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolder } from './caseload.ts';

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

export type SmallDisk = {
  readonly dir: string;
  /** Until not one more byte fits. */
  fill(): void;
  makeRoom(): void;
  /** For everybody, root too. */
  makeReadOnly(): boolean;
  makeWritable(): boolean;
  remove(): void;
};

export function newSmallDisk(megabytes: number): SmallDisk {
  const dir = newFolder('disk');
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir)) throw new Error('not mounted');
  const ballast = join(dir, 'ballast');
  return {
    dir,
    fill() {
      const descriptor = openSync(ballast, 'a');
      for (const size of [65_536, 4096, 1]) {
        try {
          for (;;) writeSync(descriptor, Buffer.alloc(size));
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOSPC') throw error;
        }
      }
      closeSync(descriptor);
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    makeReadOnly: () => run('mount', '-o', 'remount,ro', dir),
    makeWritable: () => run('mount', '-o', 'remount,rw', dir),
    remove() {
      run('umount', '-l', dir);
      removeFolder(dir);
    },
  };
}

/** Whether this machine lets us; a test that needs it says so and is skipped otherwise. */
export const mayMakeDisks = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    newSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
})();

/**
 * A folder that may not be written any more while files in it are open, as on a disk that the system made read only. A mount that is in use can
 * not be made so on purpose; files that are marked as immutable refuse a write to what is open as well. For everybody, root too.
 */
export const makeUnwritable = (dir: string): boolean =>
  // But for the file that SQLite has in memory: a write to that is no call that could be refused, so the system would end the process.
  run('find', dir, '-not', '-name', '*-shm', '-exec', 'chattr', '+i', '{}', '+');
export const makeWritableAgain = (dir: string): boolean => run('chattr', '-R', '-i', dir);

/** Whether this machine and the disk of its temporary files let us (ext4 and xfs do, a tmpfs does not). */
export const whyNotUnwritable =
  'no file can be made unwritable here while it is open: that needs root on Linux, and ext4 or xfs';
export const mayMakeUnwritable = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const dir = newFolder('unwritable');
  const descriptor = openSync(join(dir, 'file'), 'w');
  try {
    if (!makeUnwritable(dir)) return false;
    writeSync(descriptor, 'x');
    return false;
  } catch {
    return true;
  } finally {
    closeSync(descriptor);
    makeWritableAgain(dir);
    removeFolder(dir);
  }
})();
