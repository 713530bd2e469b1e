/** Files that are written outside the caseload: copies, backups, what is handed over. */
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Database } from './database.ts';

/** Whether a file chosen for writing lies beside the database itself: written there it could take its place. */
export function isWithCaseload(db: Database, path: string): boolean {
  const folder = (file: string): string => {
    try {
      return realpathSync(dirname(resolve(file)));
    } catch {
      // No such folder: the writing says so.
      return '';
    }
  };
  return folder(path) === folder(db.file);
}

/**
 * Whether a file can not be put there: beside the database, or in the place of what is no file. A whole file takes the place of what
 * has its name, and a device or a pipe (`/dev/stdout`) would be gone for everybody.
 */
export function mayNotTake(db: Database, path: string): boolean {
  try {
    return isWithCaseload(db, path) || statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  } catch {
    // What can not even be looked at can not be written.
    return true;
  }
}

/** Whole or not at all: half a file never has its name. */
export function writeOutside(db: Database, path: string, bytes: Uint8Array): Result<null, { type: 'NotWritten' }> {
  if (mayNotTake(db, path)) return err({ type: 'NotWritten' });
  const half = join(dirname(path), `.${basename(path)}.half`);
  try {
    writeFileSync(half, bytes, { mode: 0o600 });
    renameSync(half, path);
    return ok(null);
  } catch {
    rmSync(half, { force: true });
    return err({ type: 'NotWritten' });
  }
}
