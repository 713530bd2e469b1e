/**
 * Opens the encrypted caseload, and is the only file that does. Promises: the key never stands in a statement's text or an
 * error; a file that can not be opened is told apart by name; a database of a newer application is refused before anything is
 * written; nothing personal reaches a temp file.
 *
 * knex opens the file and applies the migrations; from then on the one connection is used synchronously, since the
 * worker thread has nothing else to do and a query then costs no promise (docs/decisions/0003-one-connection.md).
 */
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, openSync, readSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { Knex } from 'knex';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { eraseAtOnceAgain } from './erased-words.ts';
import { mergeAsUsual } from './search.ts';

export type Parameter = string | number | null | Buffer;

/** A handle that can only look. Statements are prepared once and kept. */
export type Reader = {
  get<T>(sql: string, ...parameters: Parameter[]): T | undefined;
  all<T>(sql: string, ...parameters: Parameter[]): T[];
  iterate<T>(sql: string, ...parameters: Parameter[]): IterableIterator<T>;
};

/** A handle inside a transaction: the only way to change anything (I: every write is in a transaction). */
export type Writer = Reader & {
  run(sql: string, ...parameters: Parameter[]): { changes: number; lastInsertRowid: number };
  /** A place named for tests that kill the process between two writes; does nothing in the product. */
  reached(point: string): void;
};

export type Database = Reader & {
  readonly file: string;
  /** The number of the newest migration: travels with each operation. */
  readonly schema: number;
  readonly knex: Knex;
  transact<T>(work: (tx: Writer) => T): T;
  /** A whole copy under the same key. `VACUUM INTO`: the driver's own backup fails on an encrypted file. */
  copyTo(file: string): void;
  /**
   * While much comes in, each page is written to its place, with what stood there beside it until the transaction is through (SQLite's rollback
   * journal), instead of to the log and later from there: enciphered once and not twice. As safe at every moment; but each transaction
   * waits for the disk four times and not once, so it is for a bulk. Not inside a transaction.
   */
  writeStraight(isStraight: boolean): void;
  pragma(text: string): unknown;
  exec(sql: string): void;
  close(): Promise<void>;
};

export type OpenError =
  | { type: 'DatabaseTruncated' }
  | { type: 'NotADatabase' }
  | { type: 'DatabaseDamaged' }
  | { type: 'SchemaNewer' }
  | { type: 'DatabaseBusy' }
  | { type: 'DiskFull' }
  | { type: 'NoAccess' };

const PAGE = 4096;
/** Pages that are kept open, in KiB. */
export const CACHE_KIB = 32_000;
const OWNERS_ONLY = 0o600;

/** knex takes a while to read; whoever has a moment before the adviser unlocks calls this early. */
export const loadKnex = () => import('knex');

export type OpenOptions = {
  readonly file: string;
  /** 32 bytes; the caller zeroes its own copy. `null` opens a plain file: for the benchmark that compares the two, only. */
  readonly key: Uint8Array | null;
  readonly migrationsDir: string;
  readonly reached?: (point: string) => void;
};

/** The lock of the folder: beside the database, and empty. */
const LOCK_FILE = 'caseload.lock';
/** A command of the headless door, and an application that closes, are soon done. */
const HELD_FOR_MS = 2_000;

/** What is done once, when the folder may be another's again. */
export type Held = { readonly letGo: () => void };

/**
 * Holds the folder of a caseload for this process alone. Two that write are kept apart by SQLite, but each has its own idea of which files
 * of documents belong to nobody and are tidied away, and neither window hears of what the other changed.
 *
 * A lock of SQLite on a file of its own: the system lets go of it when the process ends, however it ends, so that none is ever left behind. Nothing else
 * may open that file: on Linux closing it anywhere in the process would let go as well, which is why it is not the database itself.
 */
export async function holdFolder(dir: string): Promise<Result<Held, OpenError>> {
  // Together with knex, which loads the same driver.
  const [{ default: Sqlite }] = await Promise.all([import('better-sqlite3'), loadKnex()]);
  let raw: BetterSqlite3.Database | null = null;
  try {
    raw = new Sqlite(join(dir, LOCK_FILE), { timeout: HELD_FOR_MS });
    raw.exec('BEGIN EXCLUSIVE');
    ownersOnly(join(dir, LOCK_FILE));
  } catch (error) {
    raw?.close();
    const known = databaseError(error);
    if (known?.type === 'DatabaseBusy' || known?.type === 'NoAccess' || known?.type === 'DiskFull') return err(known);
    // A disk that knows no locks, on a server far away: as it was before there was a lock.
    return ok({ letGo: () => undefined });
  }
  const held = raw;
  return ok({ letGo: () => void held.close() });
}

const silent = (): void => undefined;

export async function openDatabase(options: OpenOptions): Promise<Result<Database, OpenError>> {
  const isNew = !existsSync(options.file);
  // SQLite throws a write-ahead log away that stands beside no database, or an empty one: what was saved last may be in it.
  if (isNew && existsSync(`${options.file}-wal`)) return err({ type: 'DatabaseTruncated' });
  if (!isNew) {
    const wrong = lookAtFile(options.file, options.key);
    if (wrong) return err(wrong);
  }
  const migrations = readMigrations(options.migrationsDir);
  const { default: makeKnex } = await loadKnex();
  const knex = makeKnex({
    client: 'better-sqlite3',
    connection: { filename: options.file },
    useNullAsDefault: true,
    // Otherwise knex puts the bound values, which are somebody's data, into the messages of its errors.
    compileSqlOnError: false,
    // What goes wrong comes back as a value; nothing of it belongs on standard output.
    log: { warn: silent, error: silent, debug: silent, deprecate: silent },
    acquireConnectionTimeout: 10_000,
    pool: {
      min: 0,
      max: 1,
      afterCreate: (raw: BetterSqlite3.Database, done: (error: Error | null, raw: unknown) => void) => {
        try {
          ownersOnly(options.file);
          if (options.key) unlock(raw, options.key);
          prepareConnection(raw);
          done(null, raw);
        } catch (error) {
          raw.close();
          done(error as Error, undefined);
        }
      },
    },
    migrations: { migrationSource: migrationSource(migrations, options.reached), tableName: 'migration' },
  });

  let raw: BetterSqlite3.Database | undefined;
  try {
    const applied = isNew ? [] : await appliedMigrations(knex);
    if (applied.some((name) => !migrations.some((each) => each.name === name))) {
      await knex.destroy();
      return err({ type: 'SchemaNewer' });
    }
    // Only where something is to be applied: it takes the write lock, which another window may hold.
    if (applied.length < migrations.length) await knex.migrate.latest();
    raw = (await knex.client.acquireConnection()) as BetterSqlite3.Database;
    raw.prepare(`INSERT INTO wordParts(wordParts, rank) VALUES('secure-delete', 1)`).run();
    // What a bulk puts in is gathered in memory up to 8 MB before it is written out as one piece; FTS5's own is 1 MB.
    raw.prepare(`INSERT INTO searchIndex(searchIndex, rank) VALUES('hashsize', 8388608)`).run();
  } catch (error) {
    if (raw) await knex.client.releaseConnection(raw);
    await knex.destroy().catch(() => undefined);
    const known = databaseError(error);
    if (known) return err(known);
    throw error;
  }
  const db = handle(raw, knex, options, migrations.length);
  db.transact((tx) => {
    mergeAsUsual(tx);
    eraseAtOnceAgain(tx);
  });
  return ok(db);
}

function handle(raw: BetterSqlite3.Database, knex: Knex, options: OpenOptions, schema: number): Database {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const statement = (sql: string): BetterSqlite3.Statement => {
    let found = prepared.get(sql);
    if (!found) {
      found = raw.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  const reader: Reader = {
    get: <T>(sql: string, ...parameters: Parameter[]) => statement(sql).get(...parameters) as T | undefined,
    all: <T>(sql: string, ...parameters: Parameter[]) => statement(sql).all(...parameters) as T[],
    // Not from the cache: an iterator keeps its statement busy, and two may run at once.
    iterate: <T>(sql: string, ...parameters: Parameter[]) =>
      raw.prepare(sql).iterate(...parameters) as IterableIterator<T>,
  };
  const writer: Writer = {
    ...reader,
    run: (sql, ...parameters) => {
      const { changes, lastInsertRowid } = statement(sql).run(...parameters);
      return { changes, lastInsertRowid: Number(lastInsertRowid) };
    },
    reached: options.reached ?? (() => undefined),
  };
  return {
    ...reader,
    file: options.file,
    schema,
    knex,
    transact(work) {
      // Immediate: the write lock is taken at the start, so a transaction never fails half-way for want of it.
      return raw.transaction(() => work(writer)).immediate();
    },
    copyTo(file) {
      // Made first, since SQLite would make it readable for everybody; it fills an empty file, and no other.
      closeSync(openSync(file, 'wx', OWNERS_ONLY));
      raw.prepare('VACUUM INTO ?').run(file);
    },
    writeStraight(isStraight) {
      try {
        raw.pragma(`journal_mode=${isStraight ? 'TRUNCATE' : 'WAL'}`);
      } catch {
        // Somebody else looks at the file at this moment: it stays as it was, which is only slower. Opening it brings the log back.
      }
    },
    pragma: (text) => raw.pragma(text),
    exec: (sql) => void raw.exec(sql),
    async close() {
      prepared.clear();
      try {
        if (raw.open) raw.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // A full disk: the log stays beside the file and is read at the next opening.
      } finally {
        await knex.client.releaseConnection(raw);
        await knex.destroy();
      }
    },
  };
}

/**
 * Encrypted, and still nobody else's to guess at. Called when the file is there and nothing is in it yet: what SQLite makes
 * beside it later gets the mode of the file itself. What was left by an earlier version or a crash is closed as well.
 */
function ownersOnly(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) {
    try {
      chmodSync(each, OWNERS_ONLY);
    } catch {
      // Not there, or on a disk that keeps no such bits: no reason to keep the adviser from the caseload.
    }
  }
}

/** The order matters: cipher before key, key before the first read (STACK.md, "Data"). */
function unlock(raw: BetterSqlite3.Database, key: Uint8Array): void {
  raw.pragma(`cipher='sqlcipher'`);
  raw.pragma('legacy=4');
  const text = Buffer.from(`x'${Buffer.from(key).toString('hex')}'`);
  // Of the cipher build, not in the types of the plain driver.
  (raw as BetterSqlite3.Database & { key(key: Buffer): void }).key(text);
  text.fill(0);
}

function prepareConnection(raw: BetterSqlite3.Database): void {
  // A wrong key, and a file that is no database, show themselves at this first read.
  try {
    raw.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (error) {
    throw isCutOff(raw, error) ? Object.assign(new Error('cut off'), { code: 'TRUNCATED' }) : error;
  }
  raw.pragma('temp_store=MEMORY');
  raw.pragma('secure_delete=ON');
  raw.pragma('journal_mode=WAL');
  // FULL in WAL: what was acknowledged to the adviser survives a power cut, not only a crash of the application.
  raw.pragma('synchronous=FULL');
  raw.pragma('foreign_keys=ON');
  raw.pragma('busy_timeout=5000');
  raw.pragma(`cache_size=-${CACHE_KIB}`);
}

/**
 * A file with fewer pages than its first page says is "corrupt" to SQLite, like one that was written over. With a writable
 * schema it takes the file as it is: when only that makes the first page readable, the end is missing.
 */
function isCutOff(raw: BetterSqlite3.Database, error: unknown): boolean {
  if (!String((error as { code?: string }).code).startsWith('SQLITE_CORRUPT')) return false;
  const firstPageReads = (): boolean => {
    try {
      raw.pragma('user_version');
      return true;
    } catch {
      return false;
    }
  };
  if (firstPageReads()) return false;
  // The driver is careful and ignores the pragma otherwise. Nothing is written: this connection is closed right after.
  raw.unsafeMode(true);
  raw.pragma('writable_schema=ON');
  return firstPageReads();
}

/** What can be said before SQLite touches the file; only read, never written. */
function lookAtFile(file: string, key: Uint8Array | null): OpenError | null {
  let size: number;
  const first = Buffer.alloc(PAGE);
  try {
    size = statSync(file).size;
    const descriptor = openSync(file, 'r');
    readSync(descriptor, first, 0, PAGE, 0);
    closeSync(descriptor);
  } catch {
    return { type: 'NoAccess' };
  }
  const head = first.subarray(0, 16);
  if (size < head.length) return { type: 'DatabaseTruncated' };
  // An encrypted file begins with sixteen random bytes: once in five million they could all be letters.
  if (key && /^(?:SQLite format 3\0|[\t\n\r -~]{16})$/.test(head.toString('latin1'))) return { type: 'NotADatabase' };
  if (size < PAGE) return { type: 'DatabaseTruncated' };
  // SQLite takes a piece of a page at the end for a page; whose file it is, only the key can tell.
  if (size % PAGE !== 0)
    return key && isFirstPageOf(key, first) ? { type: 'DatabaseTruncated' } : { type: 'NotADatabase' };
  return null;
}

/**
 * Whether this page was written first under this key: SQLCipher 4 (which `unlock` chooses) ends each page with a mark over its
 * content, made with a key that follows from ours and the salt in the first sixteen bytes.
 */
function isFirstPageOf(key: Uint8Array, page: Buffer): boolean {
  const MARK = 64;
  const salt = page.subarray(0, 16);
  const markKey = pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ 0x3a),
    2,
    32,
    'sha512',
  );
  const number = Buffer.from([1, 0, 0, 0]);
  const mark = createHmac('sha512', markKey).update(page.subarray(16, -MARK)).update(number).digest();
  markKey.fill(0);
  return timingSafeEqual(mark, page.subarray(-MARK));
}

/**
 * The system refused to write a file that is open: its disk became read only (a system that saw an error on it does that by itself), was locked or pulled
 * out. Nothing that was written is harmed, so it is no damage: SQLite takes the transaction back, and goes on when it may.
 */
const NOT_WRITTEN: ReadonlySet<string> = new Set(
  ['WRITE', 'FSYNC', 'DIR_FSYNC', 'TRUNCATE', 'DELETE', 'SHMOPEN', 'SHMSIZE', 'SHMMAP'].map(
    (what) => `SQLITE_IOERR_${what}`,
  ),
);

/** What SQLite said by its code, in the words of the product; null when it is none of these. */
export function databaseError(error: unknown): OpenError | null {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'TRUNCATED') return { type: 'DatabaseTruncated' };
  if (error instanceof Error && error.name === 'MigrationLocked') return { type: 'DatabaseBusy' };
  if (code === 'SQLITE_NOTADB') return { type: 'NotADatabase' };
  if (NOT_WRITTEN.has(code)) return { type: 'NoAccess' };
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR')) return { type: 'DatabaseDamaged' };
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return { type: 'DatabaseBusy' };
  if (code === 'SQLITE_FULL') return { type: 'DiskFull' };
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return { type: 'NoAccess' };
  return null;
}

type Migration = { readonly name: string; readonly sql: string };

function readMigrations(dir: string): Migration[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(dir, name), 'utf8') }));
}

async function appliedMigrations(knex: Knex): Promise<string[]> {
  if (!(await knex.schema.hasTable('migration'))) return [];
  const rows = (await knex('migration').select('name')) as { name: string }[];
  return rows.map((row) => row.name);
}

function migrationSource(
  migrations: readonly Migration[],
  reached?: (point: string) => void,
): Knex.MigrationSource<Migration> {
  return {
    getMigrations: async () => [...migrations],
    getMigrationName: (migration) => migration.name,
    getMigration: async (migration) => ({
      up: async (knex: Knex) => {
        let done = 0;
        for (const statement of statementsOf(migration.sql)) {
          await knex.raw(statement);
          reached?.(`migration ${migration.name}: ${++done}`);
        }
      },
      // There is no way back: an older application refuses the newer schema by name.
      down: async () => {
        throw new Error('migrations only go forward');
      },
    }),
  };
}

/** Our migrations end each statement with `;` at the end of a line and hold no `?`. */
function statementsOf(sql: string): string[] {
  return sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.length > 0);
}
