/**
 * The folder in which a scanner puts its files: looked at now and then, and what is new in it is offered, to be put into a dossier. Promises: only
 * whole files that lie in that very folder, no links and nothing hidden; the window hears names and never a path; nothing is removed that was not
 * put into a dossier just now, unchanged, and that somebody asked to remove. The folder is of this laptop: its path stands in the encrypted
 * database and does not sync.
 */
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Answer } from '../../core/contract/contract.ts';
import { LARGEST_FILE } from '../../core/domain/concepts.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Database } from './database.ts';
import { isWithCaseload } from './outside.ts';
import { readSetting, removeSetting, writeSetting } from './stores.ts';

type Failure = { readonly type: string };
type Scan = { readonly token: string; readonly name: string; readonly bytes: number; readonly changedAt: number };

const SETTING = 'scans.folder';
/** A folder on a network drive tells nobody of what comes: it is looked at. */
const LOOK_EVERY_MS = 3_000;
/** More than these are not offered at once: whoever chose a folder of years did not mean all of it. */
const MOST = 200;

export type Scans = ReturnType<typeof createScans>;

/** @param changed told when there is something else in the folder than before */
export function createScans(db: Database, newId: () => string, changed: () => void) {
  const tokens = new Map<string, string>();
  const taken = new Map<string, Scan>();
  let files: readonly Scan[] = [];
  let isThere = false;
  /** Sizes of the look before: a file that still grows is still being written. */
  let before = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let looking: Promise<void> = Promise.resolve();

  const folder = (): string | null => readSetting(db, SETTING, z.string()) ?? null;
  const tokenOf = (name: string): string => {
    const known = tokens.get(name) ?? newId();
    tokens.set(name, known);
    return known;
  };

  async function look(): Promise<void> {
    const path = folder();
    const names = path === null ? null : await readdir(path).catch(() => null);
    const now = new Map<string, string>();
    const found: Scan[] = [];
    for (const name of (names ?? []).filter(mayBeAScan).slice(0, 10 * MOST)) {
      const file = await lstat(join(path ?? '', name)).catch(() => null);
      if (!file?.isFile() || file.size === 0 || file.size > LARGEST_FILE) continue;
      const mark = `${file.size} ${file.mtimeMs}`;
      now.set(name, mark);
      if (before.get(name) === mark)
        found.push({ token: tokenOf(name), name, bytes: file.size, changedAt: Math.round(file.mtimeMs) });
    }
    if (isClosed || path !== folder()) return;
    found.sort((a, b) => b.changedAt - a.changedAt);
    const shown = found.slice(0, MOST);
    const isDifferent = JSON.stringify(shown) !== JSON.stringify(files) || isThere !== (names !== null);
    before = now;
    files = shown;
    isThere = names !== null;
    if (isDifferent) changed();
  }
  const later = (): void => {
    if (isClosed) return;
    timer = setTimeout(() => {
      looking = look()
        .catch(() => undefined)
        .then(later);
    }, LOOK_EVERY_MS);
    timer.unref();
  };
  looking = look()
    .catch(() => undefined)
    .then(later);

  const start = async (): Promise<void> => {
    files = [];
    before = new Map();
    tokens.clear();
    taken.clear();
    await look();
    changed();
  };

  return {
    state(): Answer<'scans.state'> {
      const path = folder();
      return { folder: path === null ? null : basename(path) || path, isThere, files: [...files] };
    },

    async choose(path: string): Promise<Result<null, Failure>> {
      if (isWithCaseload(db, join(path, 'x'))) return err({ type: 'NoAccess' });
      db.transact((tx) => writeSetting(tx, SETTING, path));
      await start();
      return ok(null);
    },

    async forget(): Promise<void> {
      db.transact((tx) => removeSetting(tx, SETTING));
      await start();
    },

    /** Where the file is that this token stands for, for whoever puts it into a dossier. */
    take(token: string): Result<{ path: string }, Failure> {
      const path = folder();
      const scan = files.find((each) => each.token === token);
      if (path === null || !scan) return err({ type: 'UnknownFile' });
      taken.set(token, scan);
      return ok({ path: join(path, scan.name) });
    },

    /** Away from the folder: what was put into a dossier, and is still what was put there. */
    async remove(token: string): Promise<Result<null, Failure>> {
      const path = folder();
      const scan = taken.get(token);
      if (path === null || !scan) return err({ type: 'UnknownFile' });
      const at = join(path, scan.name);
      const now = await lstat(at).catch(() => null);
      if (!now?.isFile() || now.size !== scan.bytes || Math.round(now.mtimeMs) !== scan.changedAt)
        return err({ type: 'FileChanged' });
      try {
        await rm(at);
      } catch {
        return err({ type: 'NoAccess' });
      }
      taken.delete(token);
      await look();
      return ok(null);
    },

    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** Not what hides, and not what a program is still writing. */
const mayBeAScan = (name: string): boolean =>
  !/^[.~]|\.(?:tmp|temp|part|partial|crdownload|lnk|ini|db)$/i.test(name) && name.length <= 255;
