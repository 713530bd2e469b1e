/**
 * Two dossiers of one person: found, compared, and made one. Merging writes what the one holds into the other, as new rows with ids that
 * follow from the old ones, and takes the one out of the list with `mergedInto`. Nothing of it goes: its rows, files and history stay where
 * they are, the history of the other shows both, and one undo brings both back as they were.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { conceptOf, DOSSIER_CONCEPTS, fieldNames, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { comparable, lookAlikes, type Lookalike, type Pair } from '../../core/duplicates/look-alike.ts';
import type { Database, Reader, Writer } from './database.ts';
import { putFile, type Documents, type Resealed } from './documents.ts';
import { firstAnswers } from './dossier.ts';
import { isFrozen, notFrozen } from './limits.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import { readSetting, writeSetting } from './stores.ts';
import { write, type Author, type Change } from './write.ts';

type Failure = { readonly type: string };
type Looked = Answer<'duplicates.look'>;
const ANSWERED = ['candidate', 'availability'] as const;
/** Pairs of which an adviser said that they are two people. */
const NOT_SAME = 'notSame';
const notSameSchema = z.array(z.string());
const MOST_SHOWN = 200;
/** What this laptop merged: of each dossier that went, what its rows became, and after which operation. */
const MADE = 'merge.made';
const madeSchema = z.record(z.string(), z.object({ since: z.number(), rows: z.record(z.string(), z.string()) }));
/** Rows that `idOfCopy` does not tell: all documents, and what stood in the other dossier already. */
export type MergeMade = z.infer<typeof madeSchema>[string];

const keyOf = (one: string, other: string): string => [one, other].sort().join(' ');
const standing = (db: Reader, concept: ConceptName, row: string): StoredRow | undefined =>
  db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 0`, row);
const rowsOf = (db: Reader, concept: ConceptName, dossier: string): StoredRow[] =>
  db.all<StoredRow>(`SELECT * FROM "${concept}" WHERE "dossier" = ? AND "deleted" = 0 ORDER BY "number"`, dossier);

export const mergesMade = (db: Reader): Readonly<Record<string, MergeMade>> => readSetting(db, MADE, madeSchema) ?? {};
export const keepMerge = (tx: Writer, other: string, made: MergeMade): void =>
  writeSetting(tx, MADE, { ...mergesMade(tx), [other]: made });

export function listDuplicates(db: Reader): Answer<'duplicates.list'> {
  const apart = new Set(readSetting(db, NOT_SAME, notSameSchema) ?? []);
  const pairs = lookAlikes(everybody(db)).filter(({ one, other }) => !apart.has(keyOf(one, other)));
  const nameOf = (dossier: string) =>
    db.get<Answer<'duplicates.list'>['pairs'][number]['one']>(
      `SELECT "id" AS "dossier", "initials", "givenName", "prefix", "surname", "externalReference", "place", "createdAt" FROM "candidate" WHERE "id" = ?`,
      dossier,
    );
  return {
    total: pairs.length,
    pairs: pairs.slice(0, MOST_SHOWN).flatMap(({ one, other, why }: Pair) => {
      const [first, second] = [nameOf(one), nameOf(other)];
      return first && second ? [{ one: first, other: second, why: [...why] }] : [];
    }),
  };
}

function everybody(db: Reader): Lookalike[] {
  const details = new Map<string, { emails: string[]; phones: string[] }>();
  for (const { dossier, email, phone } of db.all<{ dossier: string; email: string | null; phone: string | null }>(
    `SELECT "dossier", "email", "phone" FROM "contactDetail" WHERE "deleted" = 0`,
  )) {
    const known = details.get(dossier) ?? { emails: [], phones: [] };
    if (email) known.emails.push(email);
    if (phone) known.phones.push(phone);
    details.set(dossier, known);
  }
  return db
    .all<Omit<Lookalike, 'emails' | 'phones'>>(
      `SELECT "id", "initials", "givenName", "surname", "postcode", "place", "externalReference" FROM "candidate" WHERE "deleted" = 0 AND ${notFrozen('"id"')} ORDER BY "number"`,
    )
    .map((person) => ({ ...person, ...(details.get(person.id) ?? { emails: [], phones: [] }) }));
}

/** Kept on this laptop; said again, it is taken back. */
export function sayNotSame(tx: Writer, { one, other, isSame }: Ask<'duplicates.notSame'>): void {
  const others = (readSetting(tx, NOT_SAME, notSameSchema) ?? []).filter((each) => each !== keyOf(one, other));
  writeSetting(tx, NOT_SAME, isSame ? others : [...others, keyOf(one, other)]);
}

/** Both side by side: where they answer differently, what comes along, and what of it is not on this laptop. */
export function lookAtPair(db: Reader, { keep, other }: Ask<'duplicates.look'>): Result<Looked, Failure> {
  if (keep === other || !standing(db, 'candidate', keep) || !standing(db, 'candidate', other))
    return err({ type: 'DossierNotFound' });
  if (isFrozen(db, keep) || isFrozen(db, other)) return err({ type: 'DossierFrozen' });
  const fields: Looked['fields'] = [];
  for (const concept of ANSWERED) {
    const [stays, comes] = [answersOf(db, concept, keep), answersOf(db, concept, other)];
    for (const field of fieldNames(concept)) {
      if (field === 'mergedInto') continue;
      const [here, there] = [stays[field] ?? null, comes[field] ?? null];
      if (here === null && there === null) continue;
      fields.push({ concept, field, keep: here, other: there, differs: isOther(here, there) });
    }
  }
  const copies = copiesOf(db, keep, other);
  return ok({
    fields,
    rows: DOSSIER_CONCEPTS.flatMap((concept) => {
      const [there, come] = [rowsOf(db, concept, keep).length, rowsOf(db, concept, other).length];
      const added = copies.filter((copy) => copy.concept === concept && copy.isNew).length;
      return there + come > 0 ? [{ concept, keep: there, other: come, added }] : [];
    }),
    documentsNotHere: notHere(db, other).length,
  });
}

const answersOf = (db: Reader, concept: ConceptName, dossier: string): Record<string, FieldValue> => {
  const stored = standing(db, concept, dossier);
  return stored ? fieldsOfRow(concept, stored) : {};
};
const isOther = (one: FieldValue, other: FieldValue): boolean =>
  one !== null &&
  other !== null &&
  JSON.stringify(one) !== JSON.stringify(other) &&
  (typeof one !== 'string' || typeof other !== 'string' || comparable(one) !== comparable(other));

/** Documents of which the bytes are at the office only, or nowhere: they can not be sealed anew. */
const notHere = (db: Reader, dossier: string): { id: string }[] =>
  db.all(
    `SELECT d."id" FROM "documentRow" d LEFT JOIN "documentFile" f ON f."id" = d."id" WHERE d."dossier" = ? AND d."deleted" = 0 AND (f."id" IS NULL OR f."here" <> f."length")`,
    dossier,
  );

type Copy = {
  readonly concept: ConceptName;
  readonly from: StoredRow;
  readonly to: string;
  /** False where the very same row is there already: whatever names the one then names the other. */
  readonly isNew: boolean;
};

function copiesOf(db: Reader, keep: string, other: string): Copy[] {
  return DOSSIER_CONCEPTS.flatMap((concept) => {
    const there = rowsOf(db, concept, keep);
    // Two files are two files, and two things that were said on one day may be two.
    const mayBeOne = concept !== 'document' && concept !== 'contactMoment';
    return rowsOf(db, concept, other).map((from): Copy => {
      const same = mayBeOne ? there.find((row) => said(concept, row) === said(concept, from)) : undefined;
      return { concept, from, to: same?.id ?? idOfCopy(from.id, keep), isNew: same === undefined };
    });
  });
}

/** All that a row says, but for what it refers to: that has another id in the other dossier. */
const said = (concept: ConceptName, row: StoredRow): string =>
  JSON.stringify(
    Object.entries(fieldsOfRow(concept, row)).filter(
      ([field]) => conceptOf(concept).fields[field]?.kind !== 'reference',
    ),
  );

/** The same on every laptop: two that merge the same pair without network make the same rows (UUID version 8, RFC 9562, 5.8). */
export function idOfCopy(row: string, dossier: string): string {
  const hex = createHash('sha256').update(`merge ${row} ${dossier}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * @returns the deed. Documents are sealed anew before anything is written; where one of them is not on this laptop nothing happens, since
 * nobody may lose a document
 */
export async function mergePair(
  { db, author, documents }: { readonly db: Database; readonly author: Author; readonly documents: Documents },
  { keep, other, choose }: Ask<'duplicates.merge'>,
  job: Job,
): Promise<Result<{ group: string }, Failure>> {
  const looked = lookAtPair(db, { keep, other });
  if (!looked.ok) return looked;
  if (looked.value.documentsNotHere > 0) return err({ type: 'DocumentsNotHere' });
  const sealed = new Map<string, Resealed>();
  const forget = () => Promise.all([...sealed.values()].map((each) => each.forget()));
  for (const { id } of rowsOf(db, 'document', other)) {
    const made = await documents.resealFor(id, keep, job);
    if (!made.ok) {
      await forget();
      return made;
    }
    sealed.set(id, made.value);
  }
  // Something came in while files were sealed, which may take a while.
  const isStill =
    standing(db, 'candidate', keep) &&
    standing(db, 'candidate', other) &&
    rowsOf(db, 'document', other).every(({ id }) => sealed.has(id));
  if (!isStill || job.cancelled()) {
    await forget();
    return err({ type: job.cancelled() ? 'Cancelled' : 'DossierNotFound' });
  }
  const group = db.transact((tx) => {
    for (const { file } of sealed.values()) putFile(tx, file);
    keepMerge(tx, other, {
      since: tx.get<{ last: number }>(`SELECT coalesce(max("number"), 0) AS "last" FROM "operation"`)?.last ?? 0,
      rows: Object.fromEntries([
        ...copiesOf(tx, keep, other).flatMap(({ from, to, isNew }) => (isNew ? [] : [[from.id, to]])),
        ...[...sealed].map(([from, { row }]) => [from, row]),
      ]) as MergeMade['rows'],
    });
    return write(tx, author, 'merge', changesOf(tx, keep, other, choose, sealed), { dossier: keep });
  });
  for (const each of sealed.values()) await each.settle();
  return ok({ group: group.id });
}

function* changesOf(
  db: Reader,
  keep: string,
  other: string,
  choose: Ask<'duplicates.merge'>['choose'],
  sealed: ReadonlyMap<string, Resealed>,
): Generator<Change> {
  for (const concept of ANSWERED) {
    const [stays, comes] = [answersOf(db, concept, keep), answersOf(db, concept, other)];
    const fields = Object.fromEntries(
      Object.entries(comes).filter(
        ([field, value]) =>
          field !== 'mergedInto' &&
          value !== null &&
          JSON.stringify(value) !== JSON.stringify(stays[field] ?? null) &&
          ((stays[field] ?? null) === null ||
            choose.some((chosen) => chosen.concept === concept && chosen.field === field)),
      ),
    );
    if (Object.keys(fields).length === 0) continue;
    const change: Change = { concept, row: keep, dossier: keep, fields };
    yield standing(db, concept, keep) ? change : firstAnswers(db, change);
  }
  const copies = copiesOf(db, keep, other);
  const rowIn = ({ from, to }: Copy): string => sealed.get(from.id)?.row ?? to;
  const nameOf = new Map(copies.map((copy) => [`${copy.concept}/${copy.from.id}`, `${copy.concept}/${rowIn(copy)}`]));
  for (const copy of copies) {
    if (!copy.isNew) continue;
    const { concept, from } = copy;
    const fields = Object.fromEntries(
      Object.entries(fieldsOfRow(concept, from)).map(([field, value]) => {
        const isName = conceptOf(concept).fields[field]?.kind === 'reference' && typeof value === 'string';
        return [field, isName ? (nameOf.get(value) ?? value) : value];
      }),
    );
    const row = rowIn(copy);
    // Merged before, and that was undone: the row is there, and comes back as it is now.
    const isThere = db.get(`SELECT 1 FROM "${concept}" WHERE "id" = ?`, row) !== undefined;
    const held = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
    yield isThere
      ? { concept, row, dossier: keep, fields, deleted: false }
      : { concept, row, dossier: keep, fields: held };
  }
  yield {
    concept: 'candidate',
    row: other,
    dossier: other,
    fields: { mergedInto: `candidate/${keep}` },
    deleted: true,
  };
}

/** A dossier, and those that were merged into it, also by way of another. */
export function withMerged(db: Reader, dossier: string): string[] {
  return db
    .all<{ id: string }>(
      `WITH RECURSIVE "one" ("id") AS (VALUES (?) UNION SELECT c."id" FROM "candidate" c JOIN "one" ON c."mergedInto" = 'candidate/' || "one"."id") SELECT "id" FROM "one"`,
      dossier,
    )
    .map(({ id }) => id);
}
