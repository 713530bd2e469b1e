/**
 * What somebody still wrote in a dossier that had become one with another, before their laptop heard of it. The laptop that merged the two brings it along
 * into the dossier that stays, as a deed of its own that one undo takes back: new rows come under the id that merging would have given them, a changed
 * answer takes the place of the one it was changed from, and where something else stands by now both stand and are asked about. Nothing is removed.
 *
 * Only that laptop does so, or each would write it once more. Documents stay where they are: a sealed file belongs to one row of one dossier.
 */
import { z } from 'zod';
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Database, Reader, Writer } from './database.ts';
import { firstAnswers } from './dossier.ts';
import { idOfCopy } from './duplicates.ts';
import { addNotice } from './notices.ts';
import { fieldsOfRow, fromColumn, type StoredRow } from './rows.ts';
import { readSetting, writeSetting } from './stores.ts';
import { write, type Author, type Change } from './write.ts';

/** Of each dossier that went, up to which operation was looked. */
const LOOKED = 'merge.late';
const lookedSchema = z.record(z.string(), z.number());
const MERGES = `o."concept" = 'candidate' AND o."fields" LIKE '%"mergedInto":"candidate/%'`;

const isConcept = (name: string): name is ConceptName => (CONCEPT_NAMES as readonly string[]).includes(name);

type Late = {
  readonly concept: ConceptName;
  readonly row: string;
  /** Field → what its author saw in it. */
  readonly seen: Map<string, FieldValue>;
};

/**
 * @param dossiers of which something came in
 * @returns those that changed by it
 */
export function bringLate({ db, author }: { db: Database; author: Author }, dossiers: readonly string[]): string[] {
  const gone = db.all<{ id: string; mergedInto: string }>(
    `SELECT "id", "mergedInto" FROM "candidate" WHERE "id" IN (SELECT "value" FROM json_each(?)) AND "deleted" = 1 AND "mergedInto" IS NOT NULL`,
    JSON.stringify(dossiers),
  );
  if (gone.length === 0) return [];
  return db.transact((tx) => gone.flatMap(({ id }) => bringFrom(tx, author, id)));
}

function bringFrom(tx: Writer, author: Author, other: string): string[] {
  const chain = wentInto(tx, other);
  const keep = chain.at(-1);
  if (keep === undefined || !tx.get(`SELECT 1 FROM "candidate" WHERE "id" = ? AND "deleted" = 0`, keep)) return [];
  const looked = readSetting(tx, LOOKED, lookedSchema) ?? {};
  const merging = tx.get<{ number: number; seq: number | null; isOwn: number }>(
    `SELECT o."number", o."seq", g."device" IS NULL AS "isOwn" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
      WHERE o."dossier" = ? AND ${MERGES} AND o."onRow" = 1 ORDER BY o."number" DESC LIMIT 1`,
    other,
  );
  if (!merging) return [];
  if (!merging.isOwn) {
    // Written here before this laptop heard of it: who merged brings it along, and whoever wrote it is told where it went.
    const mine = tx.get(
      `SELECT 1 FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
        WHERE o."dossier" = ? AND g."device" IS NULL AND (o."seq" IS NULL OR o."seq" > ?) LIMIT 1`,
      other,
      merging.seq ?? 0,
    );
    if (!mine || other in looked) return [];
    writeSetting(tx, LOOKED, { ...looked, [other]: merging.number });
    addNotice(tx, author.now(), 'lateWritten', keep);
    return [keep];
  }
  const operations = tx.all<{
    number: number;
    concept: ConceptName;
    row: string;
    fields: string;
    before: string | null;
  }>(
    `SELECT o."number", o."concept", o."row", o."fields", o."before" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
      WHERE o."dossier" = ? AND o."number" > ? AND g."device" IS NOT NULL AND o."onRow" = 1 ORDER BY o."number"`,
    other,
    Math.max(merging.number, looked[other] ?? 0),
  );
  const last = operations.at(-1);
  if (!last) return [];
  writeSetting(tx, LOOKED, { ...looked, [other]: last.number });
  const late = new Map<string, Late>();
  for (const { concept, row, fields, before } of operations) {
    if (concept === 'document') continue;
    const key = `${concept}/${row}`;
    const known: Late = late.get(key) ?? { concept, row, seen: new Map() };
    late.set(key, known);
    const saw = (before === null ? {} : JSON.parse(before)) as Record<string, FieldValue>;
    for (const field of Object.keys(JSON.parse(fields) as object))
      if (field in conceptOf(concept).fields && field !== 'mergedInto' && !known.seen.has(field))
        known.seen.set(field, saw[field] ?? null);
  }
  const rowIn = (row: string): string =>
    row === other ? keep : chain.reduce((id, dossier) => idOfCopy(id, dossier), row);
  const isThere = (concept: ConceptName, row: string): boolean =>
    tx.get(`SELECT 1 FROM "${concept}" WHERE "id" = ? AND "dossier" = ?`, row, keep) !== undefined;
  /** What a row refers to has another id in the dossier that stays, where it came along. */
  const renamed = (concept: ConceptName, field: string, value: FieldValue): FieldValue => {
    if (conceptOf(concept).fields[field]?.kind !== 'reference' || typeof value !== 'string') return value;
    const [named = '', row = ''] = value.split('/');
    const there = rowIn(row);
    return late.has(value) || (isConcept(named) && isThere(named, there)) ? `${named}/${there}` : value;
  };
  const changes = [...late.values()].flatMap((each) => changeFor(tx, each, keep, rowIn(each.row), renamed));
  if (changes.length === 0) return [];
  write(tx, author, 'merge', changes, { dossier: keep });
  addNotice(tx, author.now(), 'lateBrought', keep);
  return [keep];
}

/** The dossiers in which one went up, one after the other; the last is where everything stands now. */
function wentInto(db: Reader, dossier: string): string[] {
  const chain: string[] = [];
  for (let at = dossier; ;) {
    const stored = db.get<{ mergedInto: string | null; deleted: number }>(
      `SELECT "mergedInto", "deleted" FROM "candidate" WHERE "id" = ?`,
      at,
    );
    const next = stored?.deleted === 1 ? stored.mergedInto?.split('/').at(-1) : undefined;
    if (next === undefined || next === dossier || chain.includes(next)) return chain;
    chain.push(next);
    at = next;
  }
}

function changeFor(
  tx: Writer,
  { concept, row, seen }: Late,
  keep: string,
  to: string,
  renamed: (concept: ConceptName, field: string, value: FieldValue) => FieldValue,
): Change[] {
  const from = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, row);
  if (!from || (from.deleted === 1 && concept !== 'candidate')) return [];
  const there = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, to);
  const said = (field: string, value: FieldValue): FieldValue => renamed(concept, field, value);
  if (!there || (there.deleted === 1 && concept !== 'candidate')) {
    const fields = Object.fromEntries(
      Object.entries(fieldsOfRow(concept, from)).flatMap(([field, value]) =>
        value === null ? [] : [[field, said(field, value)]],
      ),
    );
    return Object.keys(fields).length === 0 ? [] : [firstAnswers(tx, { concept, row: to, dossier: keep, fields })];
  }
  const fields: Record<string, FieldValue> = {};
  const sees: Record<string, readonly string[]> = {};
  for (const [field, saw] of seen) {
    const value = said(field, fromColumn(concept, field, from[field] ?? null));
    const stands = fromColumn(concept, field, there[field] ?? null);
    if (JSON.stringify(value) === JSON.stringify(stands)) continue;
    // An answer that was taken away there stays here, where it was not looked at.
    if (value === null) continue;
    fields[field] = value;
    // Something else stands here than what was changed there: both stand, and the adviser chooses.
    if (stands !== null && JSON.stringify(stands) !== JSON.stringify(said(field, saw))) sees[field] = [];
  }
  if (Object.keys(fields).length === 0) return [];
  return [{ concept, row: to, dossier: keep, fields, ...(Object.keys(sees).length > 0 ? { sees } : {}) }];
}
