/**
 * What was removed in the last thirty days, and back with it. Nothing here erases: a removed row stays in its table, with its file. What went
 * in one deed comes back in one: a dossier with what went along with it. What left this laptop because it was taken away is not here at all.
 */
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import { fold } from '../../core/domain/fold.ts';
import { displayName, type NameParts } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { staysWhenTurned } from '../../core/register/turned.ts';
import { namedBy, nameOfCandidate, nameOfRow } from './conflicts.ts';
import type { Parameter, Reader, Writer } from './database.ts';
import type { RowNotFound } from './dossier.ts';
import { isFrozen } from './limits.ts';
import type { StoredRow } from './rows.ts';
import { write, type Author, type Change } from './write.ts';

export const RESTORABLE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export type Removed = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  /** Whose dossier it is; null where nobody's name is known. */
  readonly whose: string | null;
  /** What a row is called in its dossier; null for a dossier, and where it has no name. */
  readonly about: string | null;
  readonly at: number;
  readonly actor: string;
  /** The dossier in which this one went up, where two were of one person: not simply removed, and not given back here. */
  readonly mergedInto: { readonly dossier: string; readonly name: string | null } | null;
};
/** It went up in another dossier. */
export type Merged = { type: 'MergedDossier' };

type Removal = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  readonly groupNumber: number;
  readonly at: number;
  readonly actor: string;
};

/** Deeds that never remove anything: a whole intake has a hundred thousand operations that need not be looked through. */
const NEVER_REMOVES = `('import', 'demo', 'setUp', 'edit', 'add', 'addCandidate')`;
/** A deed with more operations than this took back a whole intake: of those only the dossiers are listed. */
const MOST_ROWS_OF_A_DEED = 5_000;
const REMOVES = `o."fields" LIKE '%"deleted":1%' AND o."onRow" = 1`;
const REMOVAL = `o."concept", o."row", o."dossier", o."groupNumber", o."at", o."actor"`;

const ROWS = CONCEPT_NAMES.filter((name) => name !== 'candidate' && conceptOf(name).place !== 'organisation');

/**
 * Thirty days by the clock of who removed it, or after a deed of the last thirty days: what was removed while the clock of the laptop stood a year back
 * would otherwise be too old to come back as soon as the clock is right.
 */
type Since = { readonly at: number; readonly group: number };

function restorableSince(db: Reader, now: number): Since {
  const at = now - RESTORABLE_DAYS * DAY_MS;
  const first = db.get<{ number: number }>(
    `SELECT "number" FROM "operationGroup" WHERE "at" BETWEEN ? AND ? ORDER BY "number" LIMIT 1`,
    at,
    now,
  );
  return { at, group: first?.number ?? Number.MAX_SAFE_INTEGER };
}

const isRecent = ({ at, groupNumber }: Removal, since: Since): boolean => at >= since.at || groupNumber > since.group;

/** @param of.words what is looked for in names; empty: everything */
export function listRemoved(
  db: Reader,
  of: { readonly dossier: string | null; readonly words: string; readonly offset: number; readonly limit: number },
  now: number,
): { total: number; entries: Removed[] } {
  const since = restorableSince(db, now);
  const found = [...(of.dossier === null ? removedDossiers(db, since) : []), ...removedRows(db, of.dossier, since)];
  const wanted = fold(of.words).split(' ').filter(Boolean);
  const entries = found
    .filter(({ whose, about }) => {
      const text = fold(`${whose ?? ''} ${about ?? ''}`);
      return wanted.every((word) => text.includes(word));
    })
    .sort((one, other) => other.at - one.at);
  return { total: entries.length, entries: entries.slice(of.offset, of.offset + of.limit) };
}

/** Gives it back: one deed that can be undone. */
export function restoreRemoved(
  tx: Writer,
  author: Author,
  ask: { readonly concept: ConceptName; readonly row: string; readonly dossier: string },
): Result<{ group: string }, RowNotFound | Merged> {
  const { concept, row, dossier } = ask;
  if (conceptOf(concept).place === 'organisation') return err({ type: 'RowNotFound' });
  const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, row);
  const removal = stored?.deleted === 1 && stored.dossier === dossier ? lastRemoval(tx, ask) : undefined;
  if (!removal || !isRecent(removal, restorableSince(tx, author.now()))) return err({ type: 'RowNotFound' });
  const isDossier = concept === 'candidate';
  if (isDossier && stored?.['mergedInto'] != null) return err({ type: 'MergedDossier' });
  // What hangs below a dossier that is not there would come back where nobody sees it.
  if (!isDossier && isGone(tx, dossier)) return err({ type: 'RowNotFound' });
  const along = isDossier
    ? tx
        .all<Removal>(
          `SELECT ${REMOVAL} FROM "operation" o WHERE o."groupNumber" = ? AND o."dossier" = ? AND o."concept" <> 'candidate' AND ${REMOVES}`,
          removal.groupNumber,
          dossier,
        )
        .filter((each) => tx.get(`SELECT 1 FROM "${each.concept}" WHERE "id" = ? AND "deleted" = 1`, each.row))
    : [];
  const back = (each: Pick<Removal, 'concept' | 'row'>): Change => ({
    concept: each.concept,
    row: each.row,
    dossier,
    fields: {},
    deleted: false,
  });
  return ok({ group: write(tx, author, 'restore', [ask, ...along].map(back), { dossier }).id });
}

/** Operations that are looked at for what others removed: those of some days, also where a whole team writes. */
const MOST_LOOKED_AT = 2_000;
const MOST_OF_OTHERS = 50;

/**
 * What others removed since then and is not back, newest first. Somebody may look along at a list for which no dossier was opened: of a row its name
 * is told where the register lets it stay on a turned screen, and of a document that is confidential none.
 */
export function removedByOthers(db: Reader, author: Pick<Author, 'actor'>, since: number): Removed[] {
  const last = new Map<string, Removal>();
  for (const removal of db.all<Removal>(
    `SELECT ${REMOVAL} FROM (SELECT * FROM "operation" ORDER BY "number" DESC LIMIT ${MOST_LOOKED_AT}) o
      WHERE ${REMOVES} AND o."at" >= ? ORDER BY o."number" DESC`,
    since,
  )) {
    const key = `${removal.concept}/${removal.row}`;
    if (!last.has(key)) last.set(key, removal);
  }
  return [...last.values()]
    .filter(({ actor }) => actor !== author.actor)
    .flatMap((removal): Removed[] => {
      const { concept, row, dossier, at, actor } = removal;
      if (concept === 'candidate') return oneDossier(db, removal);
      if (!ROWS.includes(concept) || isGone(db, dossier) || isFrozen(db, dossier)) return [];
      const stored = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 1`, row);
      if (!stored) return [];
      const named = stored['confidential'] === 'yes' ? null : namedBy(concept, stored);
      const isTold = named !== null && staysWhenTurned(concept, named.field);
      const whose = nameOfCandidate(db, dossier);
      return [{ concept, row, dossier, whose, about: isTold ? named.name : null, at, actor, mergedInto: null }];
    })
    .slice(0, MOST_OF_OTHERS);
}

const removedDossiers = (db: Reader, since: Since): Removed[] =>
  db.all<{ id: string }>(`SELECT "id" FROM "candidate" WHERE "deleted" = 1 AND "heads" <> '{}'`).flatMap(({ id }) => {
    const removal = lastRemoval(db, { concept: 'candidate', row: id, dossier: id });
    return removal && isRecent(removal, since) ? oneDossier(db, removal) : [];
  });

/** Nothing where it is back. */
function oneDossier(db: Reader, { row, at, actor }: Removal): Removed[] {
  const stored = db.get<NameParts & { mergedInto: string | null }>(
    `SELECT "initials", "givenName", "prefix", "surname", "mergedInto" FROM "candidate" WHERE "id" = ? AND "deleted" = 1`,
    row,
  );
  if (!stored) return [];
  const { mergedInto, ...name } = stored;
  const target = mergedInto?.split('/').at(-1);
  return [
    {
      concept: 'candidate',
      row,
      dossier: row,
      whose: displayName(name) || null,
      about: null,
      at,
      actor,
      mergedInto: target === undefined ? null : { dossier: target, name: nameOfCandidate(db, target) },
    },
  ];
}

/** Rows of dossiers that are there: what went with its dossier comes back with it. */
function removedRows(db: Reader, dossier: string | null, since: Since): Removed[] {
  const last = new Map<string, Removal>();
  for (const removal of dossier === null ? removalsSince(db, since) : removalsIn(db, dossier)) {
    const key = `${removal.concept}/${removal.row}`;
    if (!last.has(key)) last.set(key, removal);
  }
  const gone = new Map<string, boolean>();
  return [...last.values()].flatMap((removal) => {
    const { concept, row, at, actor } = removal;
    if (!isRecent(removal, since) || !ROWS.includes(concept)) return [];
    // Frozen: what went in it is told in the dossier alone.
    const isOfNobody =
      gone.get(removal.dossier) ?? (isGone(db, removal.dossier) || (dossier === null && isFrozen(db, removal.dossier)));
    gone.set(removal.dossier, isOfNobody);
    if (isOfNobody) return [];
    const stored = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 1`, row);
    if (!stored) return [];
    const whose = nameOfCandidate(db, removal.dossier);
    const about = nameOfRow(concept, stored);
    return [{ concept, row, dossier: removal.dossier, whose, about, at, actor, mergedInto: null }];
  });
}

/** Newest first. */
const removalsSince = (db: Reader, since: Since): Removal[] =>
  db
    .all<{ number: number }>(
      `SELECT "number" FROM "operationGroup" WHERE ("at" >= ? OR "number" > ?) AND "operations" BETWEEN 1 AND ? AND "label" NOT IN ${NEVER_REMOVES} ORDER BY "number" DESC`,
      since.at,
      since.group,
      MOST_ROWS_OF_A_DEED,
    )
    .flatMap(({ number }) => removals(db, `o."groupNumber" = ?`, number));

const removalsIn = (db: Reader, dossier: string): Removal[] => removals(db, `o."dossier" = ?`, dossier);

const removals = (db: Reader, where: string, ...parameters: Parameter[]): Removal[] =>
  db.all<Removal>(
    `SELECT ${REMOVAL} FROM "operation" o WHERE ${where} AND ${REMOVES} ORDER BY o."number" DESC`,
    ...parameters,
  );

const lastRemoval = (db: Reader, { concept, row, dossier }: Pick<Removal, 'concept' | 'row' | 'dossier'>) =>
  removals(db, `o."dossier" = ? AND o."concept" = ? AND o."row" = ?`, dossier, concept, row)[0];

/** A dossier that is removed; rows of an adviser's own have no candidate above them. */
const isGone = (db: Reader, dossier: string): boolean =>
  db.get(`SELECT 1 FROM "candidate" WHERE "id" = ? AND "deleted" = 1`, dossier) !== undefined;
