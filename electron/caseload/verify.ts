/**
 * Holds a caseload against everything it promises: pages, audit chain, register, operations, search index. Says what is
 * wrong in words without a personal datum; changes nothing.
 */
import { CONCEPTS, fieldNames } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import { MACHINERY, REGISTER, TECHNICAL_COLUMNS } from '../../core/register/register.ts';
import { firstBrokenLine } from './audit.ts';
import { databaseError, type Database, type Reader } from './database.ts';
import { apartOf } from './merged-row.ts';
import { fromColumn, type StoredRow } from './rows.ts';
import { allIndexed } from './search.ts';
import type { Job } from './service.ts';

export type Verified = {
  readonly integrity: boolean;
  readonly audit: boolean;
  readonly register: boolean;
  readonly search: boolean;
  readonly operations: boolean;
  readonly problems: string[];
};

export function verifyCaseload(db: Database, job: Pick<Job, 'progress'>): Verified {
  const problems: string[] = [];
  const step = (phase: string, done: number, look: (db: Database) => string[]): boolean => {
    const found = readable(phase, () => look(db));
    job.progress(`verify.${phase}`, done, 5);
    problems.push(...found);
    return found.length === 0;
  };
  const integrity = step('integrity', 1, integrityProblems);
  const audit = step('audit', 2, auditProblems);
  const register = step('register', 3, registerProblems);
  const operations = step('operations', 4, operationProblems);
  const search = step('search', 5, searchProblems);
  return { integrity, audit, register, operations, search, problems };
}

/** A damaged page is what is looked for, and no reason to stop looking. */
function readable(phase: string, look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    const type = databaseError(error)?.type;
    if (type !== 'DatabaseDamaged' && type !== 'NotADatabase') throw error;
    return [`${phase}: a page can not be read`];
  }
}

function integrityProblems(db: Database): string[] {
  const found = db.pragma('integrity_check(10)') as { integrity_check: string }[];
  return found
    .filter((line) => line.integrity_check !== 'ok')
    .map((_, index) => `integrity: page problem ${index + 1}`);
}

function auditProblems(db: Reader): string[] {
  const line = firstBrokenLine(db);
  return line === null ? [] : [`audit: the chain is broken at line ${line}`];
}

/**
 * Tables that hold no personal data at all: those of the migrations, of SQLite, the shadow tables of the search index, and lists that anybody
 * may download (migrations 0007 and 0008).
 */
const PLAIN_TABLES =
  /^(?:migration|migration_lock|assessmentPack|sqlite_.*|searchIndex.*|wordParts.*|pack|pack[A-Z].*)$/;

/** Every column of every table is technical or in the register, and every entry of the register has its column. */
export function registerProblems(db: Reader): string[] {
  const problems: string[] = [];
  const machinery: Readonly<Record<string, readonly string[]>> = {
    operation: [
      'n',
      'device',
      'groupNumber',
      'concept',
      'row',
      'schema',
      'at',
      'sees',
      'acknowledgedAt',
      'answer',
      'why',
      'onRow',
    ],
    operationGroup: ['at', 'label', 'operations', 'undoes', 'undoneBy', 'device'],
    scope: ['told', 'until', 'held', 'epoch', 'isOwn'],
    unknownRow: ['concept', 'row'],
    documentFile: ['length', 'sha256', 'here', 'atOffice', 'pinned', 'wantedAt', 'leaving', 'damaged', 'usedAt'],
    conflict: ['concept', 'row', 'field', 'against'],
    notice: ['at', 'kind', 'count', 'seenAt'],
    audit: ['at', 'device', 'action', 'previous', 'hash'],
    draft: ['key', 'savedAt'],
    setting: ['key'],
  };
  const tables = db
    .all<{ name: string }>(`SELECT "name" FROM sqlite_master WHERE "type" = 'table'`)
    .map((row) => row.name);
  const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries(
    [...Object.keys(REGISTER), ...Object.keys(MACHINERY)].map((table) => [
      table,
      { ...(REGISTER as Record<string, object>)[table], ...MACHINERY[table] },
    ]),
  );
  for (const table of tables) {
    if (PLAIN_TABLES.test(table)) continue;
    const columns = db.all<{ name: string }>(`SELECT "name" FROM pragma_table_info(?)`, table).map((row) => row.name);
    for (const column of columns) {
      const isKnown =
        TECHNICAL_COLUMNS.includes(column) || machinery[table]?.includes(column) || column in (known[table] ?? {});
      if (!isKnown) problems.push(`register: column ${table}.${column} is not in the register`);
    }
    for (const column of Object.keys(known[table] ?? {})) {
      if (!columns.includes(column)) problems.push(`register: ${table}.${column} has no column`);
    }
  }
  for (const table of Object.keys(known))
    if (!tables.includes(table)) problems.push(`register: table ${table} is not there`);
  return problems;
}

/** Every row says what its operations say: replaying the heads gives the row. */
function operationProblems(db: Reader): string[] {
  let wrong = 0;
  for (const { name } of CONCEPTS) {
    const fields = fieldNames(name);
    for (const row of db.iterate<StoredRow>(`SELECT * FROM "${name}"`)) {
      const heads = JSON.parse(row.heads) as RowHeads;
      for (const field of [...fields, 'deleted']) {
        const shown = headsOf(heads, field).at(0);
        const operation = shown && db.get<{ fields: string }>(`SELECT "fields" FROM "operation" WHERE "id" = ?`, shown);
        // What came whole from the server came without the operations it was made of; of an empty place there are none.
        if (!operation && (row.seq > 0 || row.heads === '{}')) continue;
        if (field in (apartOf(row).unknown ?? {})) continue;
        const said = operation
          ? ((JSON.parse(operation.fields) as Record<string, FieldValue>)[field] ?? (field === 'deleted' ? 0 : null))
          : undefined;
        const held = field === 'deleted' ? row.deleted : fromColumn(name, field, row[field] ?? null);
        if (JSON.stringify(said) !== JSON.stringify(held)) {
          wrong++;
          break;
        }
      }
    }
  }
  return wrong === 0 ? [] : [`operations: ${wrong} rows do not say what their operations say`];
}

/** An index made anew from the rows has the same words, in as many rows, as the one that was kept along. */
function searchProblems(db: Database): string[] {
  db.exec(
    `CREATE VIRTUAL TABLE temp."anew" USING fts5("name", "words", content='', tokenize="unicode61 remove_diacritics 0", detail='column');
     CREATE VIRTUAL TABLE temp."anewWords" USING fts5vocab(temp, 'anew', 'col');
     CREATE VIRTUAL TABLE temp."keptWords" USING fts5vocab(main, 'searchIndex', 'col')`,
  );
  try {
    db.transact((tx) => {
      for (const [at, held] of allIndexed(db)) {
        tx.run(`INSERT INTO temp."anew"("rowid", "name", "words") VALUES (?, ?, ?)`, at, held.name, held.words);
      }
    });
    const counted = (from: string, but: string): string =>
      `(SELECT count(*) FROM (SELECT "term", "col", "doc" FROM temp."${from}" EXCEPT SELECT "term", "col", "doc" FROM temp."${but}"))`;
    const differences = db.get<{ missing: number; left: number }>(
      `SELECT ${counted('anewWords', 'keptWords')} AS "missing", ${counted('keptWords', 'anewWords')} AS "left"`,
    );
    // Which way says where to look; which words is nobody's business here. One that stands in fewer or more rows counts on both sides.
    return differences && differences.missing + differences.left > 0
      ? [
          `search: ${differences.missing + differences.left} words stand differently in the index than in the rows (of the rows ${differences.missing}, of the index ${differences.left})`,
        ]
      : [];
  } finally {
    db.exec(`DROP TABLE temp."keptWords"; DROP TABLE temp."anewWords"; DROP TABLE temp."anew"`);
  }
}
