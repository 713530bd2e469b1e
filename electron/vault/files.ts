/**
 * The vault's files in the folder of the caseload: the envelope, its copy, and the fact that a database is there.
 *
 * Promises, at every instant of a kill:
 * - one of the two envelopes is whole (each is replaced atomically: temporary file, fsync, rename, fsync of the folder;
 *   first the one that is worse);
 * - nothing that could be somebody's only way in is deleted or overwritten: it is renamed aside, with the date, and an
 *   interrupted renaming is finished at the next look;
 * - what can not be read is damaged, never absent: only ENOENT means that there is nothing.
 */
import { link, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { decodeEnvelope, type DecodedEnvelope, encodeEnvelope, type Envelope } from './envelope.ts';
import { ENVELOPE_MAXIMUM_BYTES } from './envelope.ts';

export const DATABASE_FILE = 'caseload.db';
export const ENVELOPE_FILE = 'vault.json';
export const ENVELOPE_COPY_FILE = 'vault.copy.json';
/** The envelope stands beside a backup under this ending; it opens with the same passphrase and recovery code. */
export const BACKUP_ENVELOPE_ENDING = '.vault.json';
/** The folder with the sealed files of the documents in a backup. */
export const BACKUP_DOCUMENTS_ENDING = '.documents';
const INTENT_FILE = 'setting-aside.json';

const DATABASE_FILES = [
  DATABASE_FILE,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  // Of a large fetch that was killed in the middle of a page.
  `${DATABASE_FILE}-journal`,
];
const ENVELOPE_FILES = [ENVELOPE_COPY_FILE, ENVELOPE_FILE];

type WrittenFile = typeof ENVELOPE_FILE | typeof ENVELOPE_COPY_FILE | typeof INTENT_FILE;

/** The named points between two steps on the disk, where tests kill the process. */
export type FilePoint = `${WrittenFile}: ${'begun' | 'written' | 'synced' | 'renamed' | 'done'}` | `aside: ${string}`;

export type NotWritable = { type: 'VaultNotWritable'; code: string };
export type EnvelopeExists = { type: 'EnvelopeExists' };

export type Standing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer'; readonly version: number }
  | {
      readonly kind: 'whole';
      readonly envelope: Envelope;
      /** The envelope came from the copy, because the other is gone or damaged. */
      readonly fromCopy: boolean;
      /** Both files hold this envelope: nothing needs to be healed. */
      readonly tidy: boolean;
      /** The copy is whole but of another vault: it must be kept before a write. */
      readonly foreignCopy: boolean;
    };

const intentSchema = z.strictObject({ stamp: z.string().regex(/^[0-9-]+$/), files: z.array(z.string()) });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

export const createVaultFiles = ({
  dir,
  now,
  reached = () => undefined,
}: {
  dir: string;
  now: () => number;
  reached?: (point: FilePoint) => void;
}) => {
  const path = (name: string) => join(dir, name);

  const exists = async (name: string): Promise<boolean> => {
    try {
      await lstat(path(name));
      return true;
    } catch (error) {
      // ENOTDIR: the folder itself is a file. There is no vault in it, and writing will say so.
      return codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR';
    }
  };

  const readOne = async (name: string): Promise<DecodedEnvelope | { readonly kind: 'absent' }> => {
    if (!(await exists(name))) return { kind: 'absent' };
    try {
      const file = await open(path(name), 'r');
      try {
        // One byte more than an envelope may have, so that a larger file is seen to be larger.
        const bytes = new Uint8Array(ENVELOPE_MAXIMUM_BYTES + 1);
        let length = 0;
        for (;;) {
          const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
          length += bytesRead;
          if (bytesRead === 0 || length === bytes.length) break;
        }
        return decodeEnvelope(bytes.subarray(0, length));
      } finally {
        await file.close();
      }
    } catch {
      return { kind: 'damaged' };
    }
  };

  const syncFolder = async (): Promise<void> => {
    // Windows can not open a folder; NTFS orders the rename in its journal.
    if (process.platform === 'win32') return;
    const folder = await open(dir, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  };

  const renameOver = async (from: string, to: string): Promise<void> => {
    // Windows refuses for an instant while a virus scanner or a backup reads the file.
    for (let tries = 1; ; tries++) {
      try {
        return await rename(path(from), path(to));
      } catch (error) {
        if (process.platform !== 'win32' || tries === 6 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error)))
          throw error;
        await pause(40 * tries);
      }
    }
  };

  const isRunning = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return codeOf(error) === 'EPERM';
    }
  };

  // Temporary files of a process that was killed hold wrapped keys of an older state: they do not stay.
  const sweep = async (): Promise<void> => {
    for (const name of await readdir(dir)) {
      const pid = /^(?:vault(?:\.copy)?|setting-aside)\.json\.(\d+)\.new$/.exec(name)?.[1];
      if (pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid)))
        await rm(path(name), { force: true });
    }
  };

  const putNew = async (temporary: string, name: string): Promise<void> => {
    try {
      // A link fails where a rename would overwrite: of two processes that create at once, one wins.
      await link(path(temporary), path(name));
      await rm(path(temporary));
    } catch (error) {
      // A folder on a file system without links (some network homes): the vault has looked a moment ago.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error)) || (await exists(name))) throw error;
      await renameOver(temporary, name);
    }
  };

  const replace = async (name: WrittenFile, bytes: Uint8Array, mustBeNew = false): Promise<void> => {
    reached(`${name}: begun`);
    const temporary = `${name}.${process.pid}.new`;
    try {
      const file = await open(path(temporary), 'w', 0o600);
      try {
        await file.writeFile(bytes);
        reached(`${name}: written`);
        await file.sync();
      } finally {
        await file.close();
      }
      reached(`${name}: synced`);
      if (mustBeNew) {
        await putNew(temporary, name);
      } else await renameOver(temporary, name);
    } catch (error) {
      await rm(path(temporary), { force: true }).catch(() => undefined);
      throw error;
    }
    reached(`${name}: renamed`);
    await syncFolder();
    reached(`${name}: done`);
  };

  const prepared = async (): Promise<void> => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await sweep();
  };

  const asideName = (name: string, stamp: string): string => {
    // caseload.db.aside-2026-11-23-101500 with -wal and -shm after it: SQLite still finds the three together.
    const base = name.startsWith(DATABASE_FILE) ? DATABASE_FILE : name;
    return `${base}.aside-${stamp}${name.slice(base.length)}`;
  };

  const carryOut = async (intent: { stamp: string; files: readonly string[] }): Promise<void> => {
    for (const name of intent.files) {
      const target = asideName(name, intent.stamp);
      if ((await exists(name)) && !(await exists(target))) await renameOver(name, target);
      reached(`aside: ${name}`);
    }
    await syncFolder();
    await rm(path(INTENT_FILE), { force: true });
    await syncFolder();
  };

  const freeStamp = async (): Promise<string> => {
    const second = new Date(now()).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
    const names = await readdir(dir);
    for (let nth = 1; ; nth++) {
      const stamp = nth === 1 ? second : `${second}-${nth}`;
      if (!names.some((name) => name.includes(`.aside-${stamp}`))) return stamp;
    }
  };

  const moveAside = async (candidates: readonly string[]): Promise<string[]> => {
    const files: string[] = [];
    for (const name of candidates) if (await exists(name)) files.push(name);
    if (files.length === 0) return [];
    const intent = { stamp: await freeStamp(), files };
    // Written first: a database whose write-ahead log stayed behind would lose what was saved last.
    await replace(INTENT_FILE, new TextEncoder().encode(JSON.stringify(intent)));
    await carryOut(intent);
    return files.map((name) => asideName(name, intent.stamp));
  };

  /** Finishes a setting aside that a kill interrupted. */
  const finishMovingAside = async (): Promise<void> => {
    if (!(await exists(INTENT_FILE))) return;
    const file = await open(path(INTENT_FILE), 'r');
    let intent: z.infer<typeof intentSchema> | undefined;
    try {
      intent = intentSchema.parse(JSON.parse(await file.readFile('utf8')));
    } catch {
      // Written atomically, so this was never ours to finish; it moves nothing.
    } finally {
      await file.close();
    }
    const ours = intent?.files.filter((name) => [...DATABASE_FILES, ...ENVELOPE_FILES].includes(name)) ?? [];
    await carryOut({ stamp: intent?.stamp ?? '', files: ours });
  };

  const writing = async <T>(work: () => Promise<T>): Promise<Result<T, NotWritable>> => {
    try {
      return ok(await work());
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return err({ type: 'VaultNotWritable', code: codeOf(error) });
    }
  };

  return {
    databaseExists: async (): Promise<boolean> => {
      for (const name of DATABASE_FILES.slice(0, 2)) if (await exists(name)) return true;
      return false;
    },

    finishMovingAside: () => writing(finishMovingAside),

    read: async (): Promise<Standing> => {
      const main = await readOne(ENVELOPE_FILE);
      const copy = await readOne(ENVELOPE_COPY_FILE);
      // One newer file is enough: a newer application wrote here, and this one must not write over it.
      if (main.kind === 'newer') return main;
      if (copy.kind === 'newer') return copy;
      if (main.kind === 'whole') {
        const related = copy.kind === 'whole' && copy.envelope.vaultId === main.envelope.vaultId;
        // A kill between the two writes leaves the copy ahead.
        const ahead = related && copy.envelope.generation > main.envelope.generation;
        return {
          kind: 'whole',
          envelope: ahead ? copy.envelope : main.envelope,
          fromCopy: false,
          tidy: related && copy.envelope.generation === main.envelope.generation,
          foreignCopy: copy.kind === 'whole' && !related,
        };
      }
      if (copy.kind === 'whole')
        return { kind: 'whole', envelope: copy.envelope, fromCopy: true, tidy: false, foreignCopy: false };
      return main.kind === 'absent' && copy.kind === 'absent' ? { kind: 'absent' } : { kind: 'damaged' };
    },

    /** The next state of a vault that is there. */
    write: (envelope: Envelope, over: Standing & { kind: 'whole' }): Promise<Result<void, NotWritable>> =>
      writing(async () => {
        await prepared();
        if (over.foreignCopy) await moveAside([ENVELOPE_COPY_FILE]);
        const bytes = encodeEnvelope(envelope);
        const first = over.fromCopy ? ENVELOPE_FILE : ENVELOPE_COPY_FILE;
        await replace(first, bytes);
        await replace(first === ENVELOPE_FILE ? ENVELOPE_COPY_FILE : ENVELOPE_FILE, bytes);
      }),

    /** The first envelope of this folder; never over another. */
    writeNew: async (envelope: Envelope): Promise<Result<void, NotWritable | EnvelopeExists>> => {
      const bytes = encodeEnvelope(envelope);
      const written = await writing(async () => {
        await prepared();
        await replace(ENVELOPE_COPY_FILE, bytes, true);
        try {
          await replace(ENVELOPE_FILE, bytes, true);
        } catch (error) {
          // Nobody was given its key: half a vault would only stand in the way of the next try.
          await rm(path(ENVELOPE_COPY_FILE), { force: true });
          throw error;
        }
      });
      return !written.ok && written.error.code === 'EEXIST' ? err({ type: 'EnvelopeExists' }) : written;
    },

    setAside: (what: 'database' | 'envelopes' | 'all'): Promise<Result<string[], NotWritable>> =>
      writing(async () => {
        await prepared();
        return moveAside([
          ...(what === 'envelopes' ? [] : DATABASE_FILES),
          ...(what === 'database' ? [] : ENVELOPE_FILES),
        ]);
      }),
  };
};
