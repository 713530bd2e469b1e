/**
 * The server's database: SQLite in a folder, or PostgreSQL. Owns opening, migrating and transactions. Promises: every query is
 * written once and means the same on both; what one `read` sees is one snapshot; a `write` is whole or not at all, and is tried
 * again when two got into each other's way.
 *
 * Questions that do not need each other's answers are asked together (`Promise.all`): they are answered in the order in which they were
 * asked, so what stands after a lock is read under it, and PostgreSQL has them all in one go.
 *
 * Two notations stand for what the two databases say differently: `IN (?*)` takes a list as one parameter, and `FOR UPDATE` is
 * left out on SQLite, where a write is alone anyway. knex applies the migrations and keeps the connections.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import makeKnex, { type Knex } from 'knex';

export type Parameter = string | number | null | readonly string[];
export type Row = Readonly<Record<string, Parameter>>;

/** Sees one moment of the database, and can only look. */
export type Reader = {
  all<T>(sql: string, ...parameters: Parameter[]): Promise<T[]>;
  get<T>(sql: string, ...parameters: Parameter[]): Promise<T | undefined>;
  /** Nothing follows on what was asked up to now: the transaction may end right behind it, without a way back and forth in between. */
  thatIsAll(): void;
};

export type Writer = Reader & {
  /** How many rows it touched. */
  run(sql: string, ...parameters: Parameter[]): Promise<number>;
  /** Many rows in one go, all with the same columns. Gives how many were written. */
  insert(table: string, rows: readonly Row[], options?: InsertOptions): Promise<number>;
};

export type InsertOptions = {
  /** What stands after ON CONFLICT. */
  readonly conflict?: string;
  /**
   * What stands in this column is counted back from the counter of an organisation, as it is then: so whoever has made it go on need not
   * hear its number first, and holds it that much shorter.
   */
  readonly counted?: { readonly column: string; readonly organisation: string };
};

export type Store = {
  readonly kind: 'sqlite' | 'postgres';
  readonly cost: Cost;
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  write<T>(work: (db: Writer) => Promise<T>): Promise<T>;
  /** A single statement is a transaction by itself: asked without beginning and ending one it is one question instead of three. */
  readonly alone: Pick<Writer, 'all' | 'get' | 'run'>;
  /** Differs once somebody else than this store wrote; null where the database says such things by itself. */
  readonly writtenByOthers: (() => Promise<number>) | null;
  /** Outside any transaction, on one connection: what a database only allows there (VACUUM). */
  maintain(...statements: string[]): Promise<void>;
  close(): Promise<void>;
};

/** What was asked of the database since it was opened: printed as the cost of an operation. */
export type Cost = { queries: number; transactions: number; retries: number };

export type StoreOptions = { readonly kind: 'sqlite'; readonly file: string } | { kind: 'postgres'; url: string };

/** The database was made by a later version of the server than this one. */
export class SchemaNewer extends Error {
  override readonly name = 'SchemaNewer';
  override readonly message = 'the database was made by a later version of the server';
}

/** Thrown inside a `write` where somebody else was first: everything is done over, with what they did in sight. */
export class DoOver extends Error {
  override readonly name = 'DoOver';
}

const MOST_TRIES = 8;

const migrationsFolder = new URL('../migrations/server/', import.meta.url).pathname;
const MIGRATED = 'migration';

const migrationsIn = (folder: string): { name: string; sql: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));

/** All that this version of the server makes in a database. */
export const tablesOfServer = (): string[] => [
  ...migrationsIn(migrationsFolder).flatMap(({ sql }) =>
    [...sql.matchAll(/CREATE TABLE "(\w+)"/g)].map(([, name]) => name ?? ''),
  ),
  MIGRATED,
  `${MIGRATED}_lock`,
];

export async function openStore(options: StoreOptions, migrationsDir = migrationsFolder): Promise<Store> {
  const migrations = migrationsIn(migrationsDir);
  const knex = makeKnex({
    ...(options.kind === 'sqlite'
      ? { client: 'better-sqlite3', connection: { filename: options.file }, pool: { min: 1, max: 1 } }
      : {
          client: 'pg',
          // What is asked without waiting for the answer before it goes along with it: one way to the database and back instead of five.
          connection: { connectionString: options.url, types: { getTypeParser }, pipeline: true },
          pool: { min: 0, max: 10 },
        }),
    useNullAsDefault: true,
    // Otherwise knex puts the bound values, which are somebody's data, into the messages of its errors.
    compileSqlOnError: false,
    acquireConnectionTimeout: 10_000,
    log: { warn: silent, error: silent, debug: silent, deprecate: silent },
    migrations: { migrationSource: migrationSource(migrations), tableName: MIGRATED },
  });
  try {
    if (await knex.schema.hasTable(MIGRATED)) {
      const applied = (await knex(MIGRATED).select('name')) as { name: string }[];
      if (applied.some(({ name }) => !migrations.some((each) => each.name === name))) throw new SchemaNewer();
    }
    // Several instances may start at once: knex lets one apply them and the others fail; these look again.
    await knex.migrate.latest().catch(async (error: unknown) => {
      if (options.kind === 'sqlite') throw error;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await knex.migrate.latest();
    });
    return options.kind === 'sqlite' ? await sqliteStore(knex) : await postgresStore(knex);
  } catch (error) {
    await knex.destroy().catch(() => undefined);
    throw error;
  }
}

// --- SQLite: one connection, one transaction at a time -------------------------------------------------------------

/** The part of better-sqlite3 that is used here: knex opened it. */
type SqliteStatement = {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number };
};
type SqliteConnection = {
  prepare(sql: string): SqliteStatement;
  pragma(text: string, options?: { simple: boolean }): unknown;
  exec(sql: string): unknown;
};

/** What is written of late and the upper floors of every index: with SQLite's 2 MB each thousand operations would read it all again. */
const CACHE_KIB = 64_000;
/** 32 MB: what a laptop hands in goes over the same pages again and again, so that each is brought home once instead of ten times. */
const PAGES_OF_LOG = 8_000;

async function sqliteStore(knex: Knex): Promise<Store> {
  const raw = (await knex.client.acquireConnection()) as SqliteConnection;
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'temp_store = MEMORY',
    'busy_timeout = 10000',
    `cache_size = -${CACHE_KIB}`,
    `wal_autocheckpoint = ${PAGES_OF_LOG}`,
  ]) {
    raw.pragma(pragma);
  }
  const cost: Cost = { queries: 0, transactions: 0, retries: 0 };
  const prepared = new Map<string, SqliteStatement>();
  const statement = (sql: string): SqliteStatement => {
    cost.queries++;
    let found = prepared.get(sql);
    if (!found) {
      found = raw.prepare(
        sql.replaceAll('IN (?*)', 'IN (SELECT "value" FROM json_each(?))').replaceAll(/ FOR UPDATE( OF "?\w+"?)?/g, ''),
      );
      prepared.set(sql, found);
    }
    return found;
  };
  const bound = (parameters: readonly Parameter[]): unknown[] =>
    parameters.map((each) => (Array.isArray(each) ? JSON.stringify(each) : each));
  const all = async <T>(sql: string, ...parameters: Parameter[]): Promise<T[]> =>
    statement(sql).all(...bound(parameters)) as T[];
  const db: Writer = {
    all,
    get: async <T>(sql: string, ...parameters: Parameter[]) => (await all<T>(sql, ...parameters))[0],
    run: async (sql, ...parameters) => statement(sql).run(...bound(parameters)).changes,
    insert: async (table, rows, { conflict, counted } = {}) => {
      const [first] = rows;
      if (!first) return 0;
      const columns = Object.keys(first);
      const marks = columns.map((name) =>
        name === counted?.column ? `(SELECT "counter" FROM "organisation" WHERE "id" = ?) - ?` : '?',
      );
      const insert = statement(
        `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${marks.join(', ')})${onConflict(conflict)}`,
      );
      let written = 0;
      for (const row of rows) {
        const values = columns.flatMap((name) =>
          name === counted?.column ? [counted.organisation, row[name] ?? null] : [row[name] ?? null],
        );
        written += insert.run(...values).changes;
      }
      return written;
    },
    thatIsAll: () => undefined,
  };

  /** Transactions wait for each other here: the one connection can hold only one. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const transact = <T>(begin: string, work: (db: Writer) => Promise<T>): Promise<T> =>
    inTurn(() =>
      tryAgain(cost, async () => {
        cost.transactions++;
        statement(begin).run();
        try {
          const value = await work(db);
          statement('COMMIT').run();
          return value;
        } catch (error) {
          statement('ROLLBACK').run();
          throw error;
        }
      }),
    );
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(() =>
      tryAgain(cost, () => {
        cost.transactions++;
        return work();
      }),
    );
  return {
    kind: 'sqlite',
    cost,
    read: (work) => transact('BEGIN', work),
    write: (work) => transact('BEGIN IMMEDIATE', work),
    alone: {
      all: (sql, ...parameters) => alone(() => db.all(sql, ...parameters)),
      get: (sql, ...parameters) => alone(() => db.get(sql, ...parameters)),
      run: (sql, ...parameters) => alone(() => db.run(sql, ...parameters)),
    },
    writtenByOthers: () => inTurn(async () => raw.pragma('data_version', { simple: true }) as number),
    maintain: (...statements) =>
      inTurn(async () => {
        for (const sql of statements) raw.exec(sql);
      }),
    close: () =>
      inTurn(async () => {
        prepared.clear();
        await knex.client.releaseConnection(raw);
        await knex.destroy();
      }),
  };
}

// --- PostgreSQL ----------------------------------------------------------------------------------------------------

type PostgresConnection = {
  /** The line under it: what is asked in one go is written in one go, for each writing is a way into the kernel. */
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
  query(query: {
    name?: string;
    text: string;
    values: unknown[];
  }): Promise<{ rows: unknown[]; rowCount: number | null }>;
};

async function postgresStore(knex: Knex): Promise<Store> {
  const cost: Cost = { queries: 0, transactions: 0, retries: 0 };
  /** Column types, so that many rows go as one array a column. */
  const types = new Map<string, string>();
  const { rows } = (await knex.raw(
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()`,
  )) as { rows: { table_name: string; column_name: string; data_type: string }[] };
  for (const row of rows) types.set(`${row.table_name}.${row.column_name}`, row.data_type);

  const prepared = new Map<string, { name: string; text: string }>();
  const statement = (sql: string): { name: string; text: string } => {
    let found = prepared.get(sql);
    if (!found) {
      let number = 0;
      const text = sql.replaceAll(/IN \(\?\*\)|\?/g, (mark) =>
        mark === '?' ? `$${++number}` : `= ANY($${++number}::text[])`,
      );
      found = { name: `s${prepared.size}`, text };
      prepared.set(sql, found);
    }
    return found;
  };
  const queryOn = (raw: PostgresConnection, query: Parameters<PostgresConnection['query']>[0]) => {
    const { stream } = raw.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    return raw.query(query);
  };
  const onConnection = (raw: PostgresConnection, thatIsAll: () => void = () => undefined): Writer => {
    const ask = (sql: string, values: readonly unknown[]) => {
      cost.queries++;
      return queryOn(raw, { ...statement(sql), values: [...values] });
    };
    return {
      all: async <T>(sql: string, ...parameters: Parameter[]) => (await ask(sql, parameters)).rows as T[],
      get: async <T>(sql: string, ...parameters: Parameter[]) => (await ask(sql, parameters)).rows[0] as T | undefined,
      run: async (sql, ...parameters) => (await ask(sql, parameters)).rowCount ?? 0,
      insert: async (table, rows, { conflict, counted } = {}) => {
        const [first] = rows;
        if (!first) return 0;
        const columns = Object.keys(first);
        const arrays = columns.map((name) => `?::${types.get(`${table}.${name}`) ?? 'text'}[]`);
        const values: unknown[] = columns.map((name) => rows.map((row) => row[name] ?? null));
        const given = columns.map((name) =>
          name === counted?.column ? `"counting"."counter" - "given"."${name}"` : `"given"."${name}"`,
        );
        const counting = counted ? `, "organisation" "counting" WHERE "counting"."id" = ?` : '';
        if (counted) values.push(counted.organisation);
        const sql = `INSERT INTO "${table}" (${quoted(columns)}) SELECT ${given.join(', ')} FROM unnest(${arrays.join(', ')}) AS "given" (${quoted(columns)})${counting}${onConflict(conflict)}`;
        return (await ask(sql, values)).rowCount ?? 0;
      },
      thatIsAll,
    };
  };
  const onOne = async <T>(work: (raw: PostgresConnection) => Promise<T>): Promise<T> => {
    const raw = (await knex.client.acquireConnection()) as PostgresConnection;
    try {
      return await work(raw);
    } finally {
      await knex.client.releaseConnection(raw);
    }
  };
  const transact = <T>(begin: string, work: (db: Writer) => Promise<T>): Promise<T> =>
    tryAgain(cost, () =>
      onOne(async (raw) => {
        cost.transactions++;
        cost.queries += 2;
        const begun = queryOn(raw, { text: begin, values: [] });
        // Where something before it failed, PostgreSQL takes it for a ROLLBACK.
        let ended: Promise<unknown> | null = null;
        const end = (): Promise<unknown> => (ended ??= queryOn(raw, { text: 'COMMIT', values: [] }));
        const thatIsAll = (): void => void end().catch(() => undefined);
        try {
          // What it asks first goes right behind.
          const [value] = await Promise.all([work(onConnection(raw, thatIsAll)), begun]);
          await end();
          return value;
        } catch (error) {
          await raw.query({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
          throw error;
        }
      }),
    );
  const alone = <T>(work: (db: Writer) => Promise<T>): Promise<T> =>
    tryAgain(cost, () =>
      onOne((raw) => {
        cost.transactions++;
        return work(onConnection(raw));
      }),
    );
  return {
    kind: 'postgres',
    cost,
    read: (work) => transact('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    write: (work) => transact('BEGIN', work),
    alone: {
      all: (sql, ...parameters) => alone((db) => db.all(sql, ...parameters)),
      get: (sql, ...parameters) => alone((db) => db.get(sql, ...parameters)),
      run: (sql, ...parameters) => alone((db) => db.run(sql, ...parameters)),
    },
    writtenByOthers: null,
    maintain: (...statements) =>
      onOne(async (raw) => {
        for (const text of statements) await raw.query({ text, values: [] });
      }),
    close: () => knex.destroy(),
  };
}

// --- both ------------------------------------------------------------------------------------------------------------

const silent = (): void => undefined;
const quoted = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');
const onConflict = (conflict: string | undefined): string => (conflict === undefined ? '' : ` ON CONFLICT ${conflict}`);

/** 64-bit numbers as numbers: ours are counters and milliseconds, far below 2^53. True and false as SQLite has them. All else is text. */
const INT8 = 20;
const INT4 = 23;
const BOOL = 16;
function getTypeParser(oid: number): (value: string) => unknown {
  if (oid === BOOL) return (value) => (value === 't' ? 1 : 0);
  return oid === INT8 || oid === INT4 ? Number : (value) => value;
}

/** 23505 two made the same row; 40001, 40P01 two waited for each other. */
const isCollision = (error: unknown): boolean =>
  error instanceof DoOver || ['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '');

async function tryAgain<T>(cost: Cost, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isCollision(error) || tries === MOST_TRIES) throw error;
      cost.retries++;
      await new Promise((resolve) => setTimeout(resolve, tries * 3));
    }
  }
}

type Migration = { readonly name: string; readonly sql: string };

function migrationSource(migrations: readonly Migration[]): Knex.MigrationSource<Migration> {
  return {
    getMigrations: async () => [...migrations],
    getMigrationName: (migration) => migration.name,
    getMigration: async (migration) => ({
      up: async (knex: Knex) => {
        // Each statement ends with `;` at the end of a line, and none holds a `?`.
        const statements = migration.sql.replace(/^--.*$/gm, '').split(/;\s*$/m);
        for (const statement of statements) if (statement.trim() !== '') await knex.raw(statement.trim());
      },
      down: async () => {
        throw new Error('migrations only go forward');
      },
    }),
  };
}
