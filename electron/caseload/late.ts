/**
 * What somebody still wrote in a dossier that had become one with another, before their laptop heard of it. The laptop that merged the two brings it along
 * into the dossier that stays, as a deed of its own that one undo takes back: new rows come under the id that merging would have given them, a changed
 * answer takes the place of the one it was changed from, and where something else stands by now both stand and are asked about. Nothing is removed.
 *
 * Only that laptop does so, or each would write it once more. A late document comes along as a row at once, so that everybody sees it is there. Its file is
 * sealed anew as soon as this laptop has its bytes, since a sealed file belongs to one row of one dossier; until then it is fetched.
 */
import { z } from 'zod';
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import type { Database, Reader, Writer } from './database.ts';
import { fileOf, isHere, putFile, type Documents, type StoredFile } from './documents.ts';
import { firstAnswers } from './dossier.ts';
import { idOfCopy, keepMerge, mergesMade } from './duplicates.ts';
import { addNotice } from './notices.ts';
import { fieldsOfRow, fromColumn, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import { readSetting, writeSetting } from './stores.ts';
import { write, type Author, type Change } from './write.ts';

/** Of each dossier that went, up to which operation was looked. */
const LOOKED = 'merge.late';
const lookedSchema = z.record(z.string(), z.number());
/** Documents that came along and have no file yet → the document whose file it is. */
const DUE = 'merge.files';
const dueSchema = z.record(z.string(), z.string());

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
  const merging = mergingOf(tx, other);
  if (!merging) return [];
  if (!merging.isOwn) {
    // Written here before this laptop heard of it: who merged brings it along, and whoever wrote it is told where it went.
    const mine = tx.get(
      `SELECT 1 FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
        WHERE o."dossier" = ? AND g."device" IS NULL AND g."label" <> 'merge' AND (o."seq" IS NULL OR o."seq" > ?) LIMIT 1`,
      other,
      merging.seq ?? 0,
    );
    if (!mine || other in looked) return [];
    writeSetting(tx, LOOKED, { ...looked, [other]: merging.number });
    addNotice(tx, author.now(), 'lateWritten', keep);
    return [keep];
  }
  const merges = mergesMade(tx);
  const made = merges[other];
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
    Math.max(made?.since ?? merging.number, looked[other] ?? 0),
  );
  const last = operations.at(-1);
  if (last) writeSetting(tx, LOOKED, { ...looked, [other]: last.number });
  const late = new Map<string, Late>();
  const lateOf = (concept: ConceptName, row: string): Late => {
    const known = late.get(`${concept}/${row}`) ?? { concept, row, seen: new Map() };
    late.set(`${concept}/${row}`, known);
    return known;
  };
  for (const { concept, row, fields, before } of operations) {
    const { seen } = lateOf(concept, row);
    const saw = (before === null ? {} : JSON.parse(before)) as Record<string, FieldValue>;
    for (const field of Object.keys(JSON.parse(fields) as object))
      if (field in conceptOf(concept).fields && field !== 'mergedInto' && !seen.has(field))
        seen.set(field, saw[field] ?? null);
  }
  const documents = lateDocuments(tx, other, made, late);
  for (const row of documents) lateOf('document', row);
  if (late.size === 0) return [];
  const rowIn = (row: string): string => {
    if (row === other) return keep;
    let [id, from] = [row, other];
    for (const into of chain) [id, from] = [merges[from]?.rows[id] ?? idOfCopy(id, into), into];
    return id;
  };
  const isThere = (concept: ConceptName, row: string): boolean =>
    tx.get(`SELECT 1 FROM "${concept}" WHERE "id" = ? AND "dossier" = ?`, row, keep) !== undefined;
  /** What a row refers to has another id in the dossier that stays, where it came along. */
  const renamed = (concept: ConceptName, field: string, value: FieldValue): FieldValue => {
    if (conceptOf(concept).fields[field]?.kind !== 'reference' || typeof value !== 'string') return value;
    const [named = '', row = ''] = value.split('/');
    const there = rowIn(row);
    return late.has(value) || (isConcept(named) && isThere(named, there)) ? `${named}/${there}` : value;
  };
  const changes = [...late.values()]
    // One that was merged by an earlier version: what it is called there is not known here.
    .filter(({ concept, row }) => concept !== 'document' || documents.includes(row) || isThere(concept, rowIn(row)))
    .flatMap((each) => changeFor(tx, each, keep, rowIn(each.row), renamed));
  if (changes.length === 0) return [];
  write(tx, author, 'merge', changes, { dossier: keep, ofOthers: true });
  if (documents.length > 0) {
    const [into = keep] = chain;
    const known = Object.fromEntries(documents.map((row) => [row, idOfCopy(row, into)]));
    if (made) keepMerge(tx, other, { ...made, rows: { ...made.rows, ...known } });
    writeDue(tx, { ...dueIn(tx), ...Object.fromEntries(documents.map((row) => [rowIn(row), row])) });
  }
  addNotice(tx, author.now(), 'lateBrought', keep);
  return [keep];
}

/** The deed that made one of the two. Where two laptops did so, each without the other, it is the same one to both: what the office had first. */
function mergingOf(db: Reader, other: string): { number: number; seq: number | null; isOwn: number } | undefined {
  const { heads } = db.get<{ heads: string }>(`SELECT "heads" FROM "candidate" WHERE "id" = ?`, other) ?? {
    heads: '{}',
  };
  return db.get(
    `SELECT o."number", o."seq", g."device" IS NULL AS "isOwn" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
      WHERE o."id" IN (SELECT "value" FROM json_each(?)) ORDER BY o."seq" IS NULL, o."seq" LIMIT 1`,
    JSON.stringify(headsOf(JSON.parse(heads) as RowHeads, 'mergedInto')),
  );
}

/** Documents that were not there when the two became one, however they came in. */
function lateDocuments(
  db: Reader,
  other: string,
  made: { readonly rows: Readonly<Record<string, string>> } | undefined,
  late: ReadonlyMap<string, Late>,
): string[] {
  const standing = db.all<{ id: string }>(
    `SELECT "id" FROM "document" WHERE "dossier" = ? AND "deleted" = 0 ORDER BY "number"`,
    other,
  );
  // An earlier version did not write down which it took along: how long a file is, is said once, when it is added.
  const isLate = (row: string): boolean =>
    made ? !(row in made.rows) : (late.get(`document/${row}`)?.seen.has('bytes') ?? false);
  return standing.map(({ id }) => id).filter(isLate);
}

const dueIn = (db: Reader): Readonly<Record<string, string>> => readSetting(db, DUE, dueSchema) ?? {};
const writeDue = (tx: Writer, due: Readonly<Record<string, string>>): void => writeSetting(tx, DUE, due);

/**
 * Files of late documents: those whose bytes are here are sealed for their new row, the others are fetched.
 * @returns the dossiers whose documents changed by it, and whether there is something to be fetched
 */
export async function bringFiles(
  { db, author, documents }: { readonly db: Database; readonly author: Author; readonly documents: Documents },
  job: Pick<Job, 'cancelled'>,
): Promise<{ dossiers: string[]; wanted: boolean }> {
  const dossiers = new Set<string>();
  let wanted = false;
  for (const [to, from] of Object.entries(dueIn(db))) {
    if (job.cancelled()) break;
    const settled = (tx: Writer): void =>
      writeDue(tx, Object.fromEntries(Object.entries(dueIn(tx)).filter(([row]) => row !== to)));
    const target = db.get<StoredRow>(`SELECT * FROM "document" WHERE "id" = ?`, to);
    if (!target || fileOf(db, to)) {
      // Let go, or erased; or it has its file.
      db.transact(settled);
      continue;
    }
    // Taken back: its file comes when it is given back.
    if (target.deleted === 1) continue;
    const source = db.get<StoredRow>(`SELECT * FROM "document" WHERE "id" = ?`, from);
    const file = fileOf(db, from);
    if (source?.deleted === 1) {
      // Taken away again by whoever added it, before its file could come along.
      const { dossier } = target;
      db.transact((tx) => {
        const gone = { concept: 'document', row: to, dossier, fields: {}, deleted: true } as const;
        write(tx, author, 'merge', [gone], { dossier, ofOthers: true });
        settled(tx);
      });
      dossiers.add(dossier);
    } else if (file && isHere(file)) {
      if (await sealFor({ db, documents }, file, target, job, settled)) dossiers.add(target.dossier);
    } else if (file && file.atOffice === 1 && file.pinned === 0) {
      db.transact((tx) => putFile(tx, { ...file, pinned: 1 }));
      wanted = true;
    }
  }
  return { dossiers: [...dossiers], wanted };
}

async function sealFor(
  { db, documents }: { readonly db: Database; readonly documents: Documents },
  from: StoredFile,
  to: StoredRow,
  job: Pick<Job, 'cancelled'>,
  settled: (tx: Writer) => void,
): Promise<boolean> {
  const made = await documents.resealFor(from.id, to.dossier, job, to.id);
  if (!made.ok) return false;
  const { file, settle, forget } = made.value;
  if (job.cancelled()) {
    await forget();
    return false;
  }
  const isStill = db.transact((tx) => {
    // It took a while: the dossier may have gone.
    if (!tx.get(`SELECT 1 FROM "document" WHERE "id" = ?`, to.id) || fileOf(tx, to.id)) return false;
    putFile(tx, { ...file, pinned: 0 });
    const source = fileOf(tx, from.id);
    if (source) putFile(tx, { ...source, pinned: 0 });
    settled(tx);
    return true;
  });
  await (isStill ? settle() : forget());
  return isStill;
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
