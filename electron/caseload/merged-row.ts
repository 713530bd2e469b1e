/**
 * Between a row of a table and a row of the merge kernel (core/sync/merge.ts). What is shown stands in the columns; what stands
 * beside it (other heads, what is awaited, fields this version does not know: S10) in `apart`. Promises: whatever the kernel says is
 * stored whole, the search index and the list of conflicts go along in the same transaction.
 */
import { CONCEPT_NAMES, conceptOf, fieldNames, type ConceptName } from '../../core/domain/concepts.ts';
import { fold } from '../../core/domain/fold.ts';
import { fitsPlainly, type FieldValue } from '../../core/domain/field.ts';
import type { NameParts } from '../../core/domain/name.ts';
import { headsOf, REST, valueOfHead, type RowHeads, type RowState } from '../../core/sync/merge.ts';
import type { Parameter, Writer } from './database.ts';
import { fieldsOfRow, toColumn, type StoredRow } from './rows.ts';
import { beginIndexing, endIndexing, indexRow, OWN_DOSSIER, type Indexing } from './search.ts';

type Apart = {
  readonly others?: RowState['others'];
  readonly awaited?: RowState['awaited'];
  /** Values of fields, or in fields, that this version does not know. */
  readonly unknown?: Readonly<Record<string, unknown>>;
};

export const apartOf = (stored: { readonly apart: string | null }): Apart =>
  stored.apart === null ? {} : (JSON.parse(stored.apart) as Apart);

export function stateOf(concept: ConceptName, stored: StoredRow): RowState {
  const { others = {}, awaited = {}, unknown = {} } = apartOf(stored);
  return {
    heads: JSON.parse(stored.heads) as RowHeads,
    values: { ...fieldsOfRow(concept, stored), deleted: stored.deleted, ...unknown },
    others,
    awaited,
  };
}

/** What is kept from row to row within one transaction. */
export type RowWriting = {
  readonly indexing: Indexing;
  /** Dossier → the number of its candidate, under which its words stand in the index. */
  readonly dossierNumbers: Map<string, number>;
  /** Rows of others come in any order; one that is made here has its candidate. */
  readonly isFromElsewhere: boolean;
  /** The adviser's own dossier: it has no candidate. */
  readonly own: string;
};

/** What is the organisation's is not in the search index. */
export const isSearched = (concept: ConceptName): boolean => conceptOf(concept).place !== 'organisation';

export type Stamp = {
  readonly seq: number;
  readonly unsent: number;
  readonly unconfirmed: number;
  readonly createdAt: number;
  readonly changedAt: number;
};

const COLUMNS = ['dossier', 'deleted', 'heads', 'apart', 'seq', 'unsent', 'unconfirmed', 'createdAt', 'changedAt'];
type Statements = { readonly names: readonly string[]; readonly update: string; readonly insert: string };
const statements = new Map<ConceptName, Statements>();

/** Put together once: a first fetch stores a hundred thousand rows. */
function statementsOf(concept: ConceptName): Statements {
  const made = statements.get(concept);
  if (made) return made;
  const names = fieldNames(concept);
  const all = [...COLUMNS, ...names];
  const found = {
    names,
    update: `UPDATE "${concept}" SET ${all.map((name) => `"${name}" = ?`).join(', ')} WHERE "number" = ?`,
    insert: `INSERT INTO "${concept}" (${all.map((name) => `"${name}"`).join(', ')}, "id") VALUES (${'?, '.repeat(all.length)}?)`,
  };
  statements.set(concept, found);
  return found;
}

/** Brings the row of a table to what the kernel says of it; makes it where it is not there. */
export function storeRow(
  tx: Writer,
  at: { readonly concept: ConceptName; readonly row: string; readonly dossier: string },
  before: StoredRow | undefined,
  state: RowState,
  stamp: Stamp,
  writing: RowWriting,
): void {
  const { concept } = at;
  const { fields, deleted, unknown } = split(concept, state.values);
  const apart: Apart = {
    ...(isEmpty(state.others) ? {} : { others: state.others }),
    ...(isEmpty(state.awaited) ? {} : { awaited: state.awaited }),
    ...(isEmpty(unknown) ? {} : { unknown }),
  };
  const { names, update, insert } = statementsOf(concept);
  const parameters: Parameter[] = [
    at.dossier,
    deleted,
    JSON.stringify(state.heads),
    isEmpty(apart) ? null : JSON.stringify(apart),
    stamp.seq,
    stamp.unsent,
    stamp.unconfirmed,
    stamp.createdAt,
    stamp.changedAt,
    ...names.map((name) => toColumn(fields[name] ?? null)),
  ];
  let number: number;
  if (before) {
    number = before.number;
    tx.run(update, ...parameters, number);
  } else {
    number = tx.run(insert, ...parameters, at.row).lastInsertRowid;
  }
  if (concept === 'candidate') {
    setSortKey(tx, number);
    writing.dossierNumbers.set(at.dossier, number);
  }
  if (isSearched(concept)) {
    const dossierNumber = dossierNumberOf(tx, at.dossier, writing);
    const after = { fields, deleted: deleted === 1, isWhole: true };
    indexRow(tx, concept, { dossierNumber, rowNumber: number, before: before ?? null, after }, writing.indexing);
  }
  if (before?.apart != null || !isEmpty(state.others)) noteConflicts(tx, at, state);
}

/** What goes for good leaves the table, the index and the list of conflicts; its words are for `forgetWords`. */
export function removeRow(tx: Writer, concept: ConceptName, stored: StoredRow, writing: RowWriting): void {
  if (isSearched(concept)) {
    const dossierNumber = dossierNumberOf(tx, stored.dossier, writing);
    const after = { fields: {}, deleted: true };
    indexRow(tx, concept, { dossierNumber, rowNumber: stored.number, before: stored, after }, writing.indexing);
  }
  tx.run(`DELETE FROM "${concept}" WHERE "number" = ?`, stored.number);
  tx.run(`DELETE FROM "conflict" WHERE "concept" = ? AND "row" = ?`, concept, stored.id);
}

/**
 * The number of the dossier's candidate; the adviser's own has none, and a number that no candidate has. A row may come before the
 * candidate it belongs to: then an empty one holds the place, which nobody sees until the real one comes.
 */
export function dossierNumberOf(tx: Writer, dossier: string, writing: Omit<RowWriting, 'indexing'>): number {
  if (dossier === writing.own) return OWN_DOSSIER;
  let found = writing.dossierNumbers.get(dossier);
  if (found === undefined) {
    found = tx.get<{ number: number }>(`SELECT "number" FROM "candidate" WHERE "id" = ?`, dossier)?.number;
    if (found === undefined && !writing.isFromElsewhere) throw new Error('a row needs its candidate first');
    found ??= tx.run(
      `INSERT INTO "candidate" ("id", "dossier", "deleted", "heads", "unsent", "createdAt", "changedAt") VALUES (?, ?, 1, '{}', 0, 0, 0)`,
      dossier,
      dossier,
    ).lastInsertRowid;
    writing.dossierNumbers.set(dossier, found);
  }
  return found;
}

/** Surname, given name and prefix, folded: the order of the list (Dutch names sort without the prefix). */
export function setSortKey(tx: Writer, number: number): void {
  const name = tx.get<NameParts>(
    `SELECT "initials", "givenName", "prefix", "surname" FROM "candidate" WHERE "number" = ?`,
    number,
  );
  const key = name
    ? [name.surname, name.givenName ?? name.initials, name.prefix]
        .map((part) => fold(part ?? ''))
        .join(' ')
        .trim()
    : '';
  tx.run(`UPDATE "candidate" SET "sortKey" = ? WHERE "number" = ? AND "sortKey" <> ?`, key, number, key);
}

/**
 * After an upgrade (`own` is the adviser's own dossier): what came in for a later version and stood beside the rows goes to its place (S10). Heads and values were merged
 * all along, so nothing is decided here.
 */
export function settleUnknown(tx: Writer, own: string): void {
  const writing: RowWriting = { indexing: beginIndexing(), dossierNumbers: new Map(), isFromElsewhere: true, own };
  for (const concept of CONCEPT_NAMES) {
    const rows = tx.all<StoredRow>(`SELECT * FROM "${concept}" WHERE "apart" IS NOT NULL`);
    for (const stored of rows) {
      if (!apartOf(stored).unknown) continue;
      storeRow(
        tx,
        { concept, row: stored.id, dossier: stored.dossier },
        stored,
        stateOf(concept, stored),
        stored,
        writing,
      );
    }
    const parked = tx.all<Stamp & { row: string; dossier: string; state: string }>(
      `SELECT *, 0 AS "unsent", 0 AS "unconfirmed" FROM "unknownRow" WHERE "concept" = ?`,
      concept,
    );
    for (const { row, dossier, state, ...stamp } of parked) {
      const at = { concept, row, dossier };
      storeRow(tx, at, undefined, JSON.parse(state) as RowState, stamp, writing);
    }
    tx.run(`DELETE FROM "unknownRow" WHERE "concept" = ?`, concept);
  }
  endIndexing(tx, writing.indexing);
}

/** What has a column, and what has none or would not fit it: a newer version may know fields and answers that this one does not. */
function split(
  concept: ConceptName,
  values: Readonly<Record<string, unknown>>,
): { fields: Record<string, FieldValue>; deleted: 0 | 1; unknown: Record<string, unknown> } {
  const known = conceptOf(concept).fields;
  const fields: Record<string, FieldValue> = {};
  const unknown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === 'deleted' || name === REST) continue;
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field && (fitsPlainly(field, value) || field.schema.safeParse(value).success))
      fields[name] = value as FieldValue;
    else unknown[name] = value;
  }
  return { fields, deleted: values['deleted'] === 1 ? 1 : 0, unknown };
}

/** M3: equal values are one answer to whoever looks. */
function noteConflicts(
  tx: Writer,
  at: { readonly concept: ConceptName; readonly row: string; readonly dossier: string },
  state: RowState,
): void {
  tx.run(`DELETE FROM "conflict" WHERE "concept" = ? AND "row" = ? AND "against" IS NULL`, at.concept, at.row);
  for (const field of Object.keys(state.others)) {
    if (field !== 'deleted' && !(field in conceptOf(at.concept).fields)) continue;
    const said = headsOf(state.heads, field).map((head) => JSON.stringify(valueOfHead(state, field, head)));
    if (said.every((each) => each === said[0])) continue;
    noteConflict(tx, at, field, null);
  }
}

export function noteConflict(
  tx: Writer,
  at: { readonly concept: ConceptName; readonly row: string; readonly dossier: string },
  field: string,
  against: string | null,
): void {
  tx.run(
    `INSERT OR REPLACE INTO "conflict" ("concept", "row", "field", "dossier", "against") VALUES (?, ?, ?, ?, ?)`,
    at.concept,
    at.row,
    field,
    at.dossier,
    against,
  );
}

/** No conflict any more between removing the row and changing it. */
export const forgetRemoval = (tx: Writer, at: { readonly concept: ConceptName; readonly row: string }): void =>
  void tx.run(
    `DELETE FROM "conflict" WHERE "concept" = ? AND "row" = ? AND "field" = 'deleted' AND "against" IS NOT NULL`,
    at.concept,
    at.row,
  );

const isEmpty = (object: object): boolean => {
  for (const _ in object) return false;
  return true;
};
