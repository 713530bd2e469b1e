/**
 * Backup and restore. A restored database is another server (P9): it gets a new epoch, so that laptops send again what it may not
 * have, and what was erased or taken is so again before anybody is let in. A restore that was broken off is finished at the next start: the
 * file `restoring` in the journal says so.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { FilesOptions } from './document-files.ts';
import { openFiles } from './documents.ts';
import { clearErased } from './erasure.ts';
import { RUNNING_LOCK } from './events.ts';
import { openJournal } from './journal.ts';
import { replayJournal, type Replayed } from './replay.ts';
import { ensureEpoch, epochOf, renewEpoch } from './server-epoch.ts';
import { openStore, SchemaNewer, tablesOfServer, type Store, type StoreOptions } from './store.ts';
import type { World } from './world.ts';

export type BackupError =
  | { type: 'FileExists' }
  | { type: 'FileMissing' }
  | { type: 'NotWritable' }
  | { type: 'NotABackup' }
  | { type: 'ServerRunning' }
  | { type: 'ToolFailed'; tool: string; says: string };

export async function backup(store: Store, options: StoreOptions, file: string): Promise<Result<null, BackupError>> {
  if (existsSync(file)) return err({ type: 'FileExists' });
  // All of the organisation, unsealed: for nobody at this machine but who asked for it.
  const before = process.umask(0o077);
  try {
    return await writeBackup(store, options, file);
  } finally {
    process.umask(before);
  }
}

async function writeBackup(store: Store, options: StoreOptions, file: string): Promise<Result<null, BackupError>> {
  if (options.kind === 'sqlite') {
    const into = `VACUUM INTO '${file.replaceAll("'", "''")}'`;
    const isDone = await store.maintain(into).then(
      () => true,
      () => false,
    );
    return isDone ? ok(null) : err({ type: 'NotWritable' });
  }
  const { database, env } = toolsFor(options.url);
  return run(spawn('pg_dump', ['--format=custom', '--no-owner', database, `--file=${file}`], { env }));
}

export type Kept = { readonly journalFolder: string; readonly documents: FilesOptions };

/**
 * Call with no server running on this database.
 *
 * @param file null where the database was put back already, by its own means
 */
export async function restore(
  options: StoreOptions,
  { journalFolder, documents }: Kept,
  world: World,
  file: string | null,
): Promise<Result<Replayed & { serverEpoch: string; setAside: string | null }, BackupError>> {
  if (file !== null && !existsSync(file)) return err({ type: 'FileMissing' });
  const turn = options.kind === 'postgres' ? await takeTurn(options.url) : null;
  if (turn && !turn.isOurs) return err({ type: 'ServerRunning' });
  try {
    openJournal(journalFolder);
    let setAside: string | null = null;
    if (options.kind === 'sqlite' && file !== null) {
      const copy = await copyOfBackup(options.file, file);
      if (copy === null) return err({ type: 'NotABackup' });
      writeFileSync(markOf(journalFolder), file);
      if (existsSync(options.file)) {
        setAside = `${options.file}.before-${world.now()}`;
        for (const end of ['', '-wal', '-shm']) {
          if (existsSync(options.file + end)) renameSync(options.file + end, setAside + end);
        }
      }
      renameSync(copy, options.file);
    } else {
      const before = existsSync(markOf(journalFolder));
      writeFileSync(markOf(journalFolder), file ?? '');
      const done = options.kind === 'postgres' && file !== null ? await putBack(options.url, file) : ok(null);
      if (!done.ok) {
        // In one transaction: nothing was changed.
        if (!before) rmSync(markOf(journalFolder));
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
  } finally {
    await turn?.end();
  }
}

/**
 * A copy beside the database, once it is sure that there is one in it: half a backup, or one that a full disk left empty, may not take the place
 * of what is there.
 */
async function copyOfBackup(database: string, file: string): Promise<string | null> {
  const copy = `${database}.restoring`;
  const forget = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
  };
  forget();
  copyFileSync(file, copy);
  try {
    const store = await openStore({ kind: 'sqlite', file: copy });
    try {
      await store.read(epochOf);
    } finally {
      await store.close();
    }
    return copy;
  } catch (error) {
    forget();
    if (error instanceof SchemaNewer) throw error;
    return null;
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

/** How the tools find the database. The password goes by the environment: what stands on a command line, everybody at the machine can read. */
function toolsFor(url: string): { database: string; env: NodeJS.ProcessEnv } {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const PATH = `${process.env['PATH'] ?? ''}:${DEBIAN_TOOLS}`;
  const env = { ...process.env, PATH, ...(password === '' ? {} : { PGPASSWORD: password }) };
  return { database: `--dbname=${address.href}`, env };
}

/**
 * What is there goes and what is in the backup comes, in one transaction. pg_restore alone lets go only of tables that it knows: those that came with
 * a later version of the server would stay, and be in the way of the migration that makes them.
 */
async function putBack(url: string, file: string): Promise<Result<null, BackupError>> {
  const { database, env } = toolsFor(url);
  const reading = spawn('pg_restore', ['--no-owner', '--file=-', file], { env });
  const writing = spawn('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', database], { env });
  // Of a psql that has stopped already: why stands in its own answer.
  writing.stdin.on('error', () => undefined);
  const tables = tablesOfServer().map((name) => `"${name}"`);
  writing.stdin.write(`BEGIN; DROP TABLE IF EXISTS ${tables.join(', ')} CASCADE;\n`);
  reading.stdout.pipe(writing.stdin, { end: false });
  const written = run(writing);
  const read = await run(reading);
  // Without this last word psql takes nothing for true.
  writing.stdin.end(read.ok ? '\nCOMMIT;\n' : '');
  const done = await written;
  return read.ok ? done : read;
}

/** What a tool says first goes along: it names what is wrong (a file, a version), and no values, which stand below it. */
const run = (tool: ChildProcess): Promise<Result<null, BackupError>> =>
  new Promise((resolve) => {
    const { spawnfile } = tool;
    let said = '';
    tool.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    if (tool.stdout && tool.stdout.listenerCount('data') === 0) tool.stdout.resume();
    const failed = (says: string): void => resolve(err({ type: 'ToolFailed', tool: spawnfile, says }));
    tool.once('error', () => failed('is not installed'));
    tool.once('close', (code) => (code === 0 ? resolve(ok(null)) : failed(said.split('\n')[0] ?? '')));
  });

/** While this is ours no server opens, and it is not ours while one runs. */
async function takeTurn(url: string): Promise<{ isOurs: boolean; end(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ isOurs: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOurs"', [
    RUNNING_LOCK,
  ]);
  const isOurs = rows[0]?.isOurs === true;
  if (!isOurs) await client.end();
  return { isOurs, end: () => client.end() };
}
