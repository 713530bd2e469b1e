/**
 * Backup and restore. A restored database is another server (P9): it gets a new epoch, so that laptops send again what it may not
 * have, and what was erased or taken is so again before anybody is let in. A restore that was broken off is finished at the next start: the
 * file `restoring` in the journal says so.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { FilesOptions } from './document-files.ts';
import { openFiles } from './documents.ts';
import { clearErased } from './erasure.ts';
import { openJournal } from './journal.ts';
import { replayJournal, type Replayed } from './replay.ts';
import { ensureEpoch, renewEpoch } from './server-epoch.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';
import type { World } from './world.ts';

export type BackupError = { type: 'FileExists' } | { type: 'FileMissing' } | { type: 'ToolFailed'; tool: string };

export async function backup(store: Store, options: StoreOptions, file: string): Promise<Result<null, BackupError>> {
  if (existsSync(file)) return err({ type: 'FileExists' });
  if (options.kind === 'sqlite') {
    await store.maintain(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
    return ok(null);
  }
  return runTool('pg_dump', ['--format=custom', '--no-owner', `--dbname=${options.url}`, `--file=${file}`]);
}

export type Kept = { readonly journalFolder: string; readonly documents: FilesOptions };

/** Call with no server running on this database. */
export async function restore(
  options: StoreOptions,
  { journalFolder, documents }: Kept,
  world: World,
  file: string,
): Promise<Result<Replayed & { serverEpoch: string; setAside: string | null }, BackupError>> {
  if (!existsSync(file)) return err({ type: 'FileMissing' });
  openJournal(journalFolder);
  writeFileSync(markOf(journalFolder), file);
  let setAside: string | null = null;
  if (options.kind === 'sqlite') {
    if (existsSync(options.file)) {
      setAside = `${options.file}.before-${world.now()}`;
      for (const end of ['', '-wal', '-shm']) {
        if (existsSync(options.file + end)) renameSync(options.file + end, setAside + end);
      }
    }
    copyFileSync(file, options.file);
  } else {
    const done = runTool('pg_restore', [
      '--clean',
      '--if-exists',
      '--no-owner',
      '--single-transaction',
      `--dbname=${options.url}`,
      file,
    ]);
    if (!done.ok) {
      // In one transaction: nothing was changed.
      rmSync(markOf(journalFolder));
      return done;
    }
  }
  const store = await openStore(options);
  try {
    const prepared = await prepareStore(store, world, journalFolder);
    // Where the documents can not be reached now, the server does it as soon as it runs.
    await clearErased({ store, world, files: await openFiles(documents, store) }).catch(() => undefined);
    return ok({ ...prepared, setAside });
  } finally {
    await store.close();
  }
}

/** What comes before the doors open, at every start. */
export async function prepareStore(
  store: Store,
  world: World,
  journalFolder: string,
  instance?: string,
): Promise<Replayed & { serverEpoch: string }> {
  const journal = openJournal(journalFolder, instance);
  const mark = markOf(journalFolder);
  await store.write((db) => ensureEpoch(db, world));
  const replayed = await replayJournal({ store, world, journal });
  // Documents may have been put back by themselves, from before an erasure.
  await store.write((db) => db.run(`UPDATE "erasure" SET "clearedAt" = NULL`));
  if (existsSync(mark)) {
    await store.write((db) => renewEpoch(db, world));
    rmSync(mark);
  }
  const row = await store.read((db) => db.get<{ epoch: string }>(`SELECT "epoch" FROM "server"`));
  return { serverEpoch: row?.epoch ?? '', ...replayed };
}

const markOf = (journalFolder: string): string => join(journalFolder, 'restoring');

/** Debian keeps the tools of each version apart. */
const DEBIAN_TOOLS = '/usr/lib/postgresql/15/bin';

function runTool(tool: string, args: readonly string[]): Result<null, BackupError> {
  const path = `${process.env['PATH'] ?? ''}:${DEBIAN_TOOLS}`;
  const ran = spawnSync(tool, args, { env: { ...process.env, PATH: path }, encoding: 'utf8' });
  return ran.status === 0 ? ok(null) : err({ type: 'ToolFailed', tool });
}
