/**
 * A dossier as it was on a moment, from its rows and operations. "As it was" is as this laptop showed it: what a colleague wrote without
 * network on Monday and what came in on Wednesday was not there on Tuesday. So it says what could be known, and when.
 *
 * 1. The order is that in which operations came to stand here (their number), never a clock; a clock only says which of them came before
 *    the moment that is asked for, and a stamp that does not fit between its neighbours takes theirs.
 * 2. Each row is made again from its operations by the merge kernel, so undone ones, conflicts and late work are as they were.
 * 3. What came from the office as a whole has no operations here: it is shown as it was first known, and counted as not certain.
 */
import { DOSSIER_CONCEPTS, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { applyOperation, headsOf, NO_ROW, type RowState } from '../../core/sync/merge.ts';
import type { Reader, Writer } from './database.ts';
import { isInCaseload, OF_THE_FILE, type DossierNotFound, type RowNotFound } from './dossier.ts';
import { fieldsOfRow, toRow, type StoredRow } from './rows.ts';
import { write, type Author, type Change } from './write.ts';

export type AsItWas = {
  /** Null where it was not there: not yet, or removed at that moment. */
  readonly dossier: Dossier | null;
  /** When something changed in it, oldest first: one for each deed. Milliseconds since 1970. */
  readonly moments: readonly number[];
  /** Rows of which is not known here how they were then. */
  readonly uncertain: number;
};

type Done = {
  readonly id: string;
  readonly groupNumber: number;
  readonly concept: string;
  readonly row: string;
  readonly at: number;
  readonly acknowledgedAt: number | null;
  readonly answer: string | null;
  readonly seq: number | null;
  readonly fields: string;
  readonly sees: string | null;
  readonly before: string | null;
};
/** With the time at which it came to stand here. */
type Placed = Done & { readonly here: number };

const CONCEPTS = ['candidate', 'availability', ...DOSSIER_CONCEPTS] as const;

/** @param now no stamp after it is believed */
export function readAsItWas(db: Reader, dossier: string, at: number, now: number): Result<AsItWas, DossierNotFound> {
  const done = doneIn(db, dossier, now);
  const byRow = Map.groupBy(done, keyOf);
  let uncertain = 0;
  let isKnown = false;
  const rowsOf = (concept: ConceptName): StoredRow[] =>
    db
      .all<StoredRow>(`SELECT * FROM "${concept}" WHERE "dossier" = ? AND "heads" <> '{}' ORDER BY "number"`, dossier)
      .flatMap((stored) => {
        isKnown = true;
        const was = rowAsItWas(concept, stored, byRow.get(`${concept}/${stored.id}`) ?? [], at);
        // A row that nobody saw then does not make anything uncertain.
        if (!was || was.stored.deleted === 1) return [];
        if (!was.isCertain) uncertain++;
        return [was.stored];
      });
  const stored = Object.fromEntries(CONCEPTS.map((concept) => [concept, rowsOf(concept)]));
  if (!isKnown) return err({ type: 'DossierNotFound' });
  const candidate = stored['candidate']?.[0];
  const availability = stored['availability']?.[0];
  const moments: number[] = [];
  let last: number | null = null;
  for (const { groupNumber, here } of done) {
    if (groupNumber !== last) moments.push(here);
    last = groupNumber;
  }
  const whole = candidate && {
    candidate: toRow('candidate', candidate),
    availability: availability ? toRow('availability', availability) : null,
    rows: Object.fromEntries(
      DOSSIER_CONCEPTS.map((name) => [name, (stored[name] ?? []).map((row) => toRow(name, row))]),
    ),
  };
  return ok({ dossier: (whole as unknown as Dossier) ?? null, moments: [...new Set(moments)], uncertain });
}

/**
 * Gives a row the answers again that it had then, also where it was removed since: one deed, that can be undone like any other.
 * @param ask.fields only these answers
 */
export function putBack(
  tx: Writer,
  author: Author,
  ask: {
    readonly dossier: string;
    readonly concept: ConceptName;
    readonly row: string;
    readonly at: number;
    readonly fields?: readonly string[] | undefined;
  },
): Result<{ group: string | null }, DossierNotFound | RowNotFound> {
  const { concept, row, dossier } = ask;
  const now = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "dossier" = ?`, row, dossier);
  if (!now) return err({ type: 'RowNotFound' });
  if (concept !== 'candidate' && !isInCaseload(tx, dossier)) return err({ type: 'DossierNotFound' });
  const done = doneIn(tx, dossier, author.now()).filter((each) => each.concept === concept && each.row === row);
  const was = rowAsItWas(concept, now, done, ask.at);
  if (!was || was.stored.deleted === 1) return err({ type: 'RowNotFound' });
  const present = fieldsOfRow(concept, now);
  const fields = Object.fromEntries(
    Object.entries(fieldsOfRow(concept, was.stored)).filter(
      ([name, value]) =>
        (ask.fields === undefined || ask.fields.includes(name)) &&
        !(concept === 'document' && OF_THE_FILE.some((each) => each === name)) &&
        JSON.stringify(value) !== JSON.stringify(present[name]),
    ),
  );
  const isGone = now.deleted === 1;
  if (Object.keys(fields).length === 0 && !isGone) return ok({ group: null });
  const change: Change = { concept, row, dossier, fields, ...(isGone ? { deleted: false } : {}) };
  return ok({ group: write(tx, author, 'restore', [change], { dossier }).id });
}

/** What was put aside by the office never became part of the dossier (`onRow` = 0). */
function doneIn(db: Reader, dossier: string, now: number): Placed[] {
  const done = db.all<Done>(
    `SELECT "id", "groupNumber", "concept", "row", "at", "acknowledgedAt", "answer", "seq", "fields", "sees", "before"
       FROM "operation" WHERE "dossier" = ? AND "onRow" = 1 ORDER BY "number"`,
    dossier,
  );
  const here = fittingTimes(
    done.map(({ at, answer, acknowledgedAt }) => (answer === 'received' ? (acknowledgedAt ?? at) : at)),
    now,
  );
  return done.map((each, index) => ({ ...each, here: here[index] ?? now }));
}

/**
 * Times that never go back, of stamps in the order in which things happened: the longest row of stamps that fit together is believed, and
 * whatever does not fit in it (a clock that was a year ahead, or fell back to 1970) happened when its neighbour before it did.
 */
export function fittingTimes(stamps: readonly number[], now: number): number[] {
  /** `ends[length]`: the index of the smallest stamp at which a fitting row of that length ends. */
  const ends: number[] = [];
  const previous: number[] = [];
  const stampAt = (index: number | undefined): number => stamps[index ?? 0] ?? 0;
  for (const [index, stamp] of stamps.entries()) {
    if (stamp > now) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stampAt(ends[middle]) <= stamp) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  }
  const fits = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) fits.add(at);
  const first = stamps.findIndex((_, index) => fits.has(index));
  let last = first === -1 ? now : stampAt(first);
  return stamps.map((stamp, index) => (fits.has(index) ? (last = stamp) : last));
}

/** Null where the row was not there yet. `deleted` says whether it was removed. */
function rowAsItWas(
  concept: ConceptName,
  stored: StoredRow,
  done: readonly Placed[],
  at: number,
): { stored: StoredRow; isCertain: boolean } | null {
  const known = done.findLastIndex(({ here }) => here <= at) + 1;
  const beginsHere = done[0]?.sees === null;
  if (known === 0 && (beginsHere || stored.createdAt > at)) return null;
  if (known === done.length) {
    // The candidate's row counts as changed when anything in the dossier is.
    const isCertain = beginsHere || concept === 'candidate' || stored.changedAt <= at;
    return { stored, isCertain };
  }
  const { was, last } = replay(concept, stored, done, known);
  // What does not lead to the row as it is now was changed in another way as well: a page of the office, which has no operations.
  const leadsToNow = isAsStored(concept, stored, last);
  const changedAt = done[known - 1]?.here ?? stored.createdAt;
  return {
    stored: { ...stored, ...columnsOf(concept, was), changedAt },
    isCertain: leadsToNow && (beginsHere || known > 0),
  };
}

/** The row after the first `known` of its operations, and after all of them. */
function replay(
  concept: ConceptName,
  stored: StoredRow,
  done: readonly Placed[],
  known: number,
): { was: RowState; last: RowState } {
  let state = done[0]?.sees === null ? NO_ROW : asFirstKnown(concept, stored, done);
  let was = state;
  const applied = new Set<string>();
  const seqOf = new Map(done.map(({ id, answer, seq }) => [id, { isOwn: answer !== 'received', seq }]));
  for (const [index, each] of done.entries()) {
    const isOwn = each.answer !== 'received';
    const step = {
      id: each.id,
      fields: JSON.parse(each.fields) as Record<string, unknown>,
      sees: each.sees === null ? null : (JSON.parse(each.sees) as Record<string, string[]>),
    };
    state = applyOperation(state, step, {
      isApplied: (id) => isOwn || applied.has(id),
      // H3, as it was decided when it came in (sync-store.ts, `shownBefore`).
      isShownBefore: (_, other) => {
        const of = seqOf.get(other);
        return isOwn || !of?.isOwn || (of.seq !== null && each.seq !== null && of.seq < each.seq);
      },
    });
    applied.add(each.id);
    if (index === known - 1) was = state;
  }
  return { was, last: state };
}

/** A row that came from the office: what no operation here touched is as it is, the rest as the first one that touched it found it. */
function asFirstKnown(concept: ConceptName, stored: StoredRow, done: readonly Placed[]): RowState {
  const values: Record<string, unknown> = { ...fieldsOfRow(concept, stored), deleted: stored.deleted };
  const heads: Record<string, readonly string[]> = {
    ...(JSON.parse(stored.heads) as Record<string, readonly string[]>),
  };
  const seen = new Set<string>();
  for (const each of done) {
    const before = each.before === null ? {} : (JSON.parse(each.before) as Record<string, unknown>);
    const sees = each.sees === null ? {} : (JSON.parse(each.sees) as Record<string, readonly string[]>);
    for (const name of Object.keys(JSON.parse(each.fields) as object)) {
      if (seen.has(name)) continue;
      seen.add(name);
      values[name] = before[name] ?? (name === 'deleted' ? 0 : null);
      heads[name] = sees[name] ?? headsOf(heads, name);
    }
  }
  return { heads, values, others: {}, awaited: {} };
}

function columnsOf(concept: ConceptName, state: RowState): Record<string, string | number | null> {
  const columns: Record<string, string | number | null> = { deleted: state.values['deleted'] === 1 ? 1 : 0 };
  for (const name of Object.keys(conceptOf(concept).fields)) {
    const value = (state.values[name] ?? null) as FieldValue;
    columns[name] = Array.isArray(value) ? JSON.stringify(value) : value;
  }
  return columns;
}

/** Whether what was replayed is the row that stands in its table. */
function isAsStored(concept: ConceptName, stored: StoredRow, { values }: RowState): boolean {
  const known = fieldsOfRow(concept, stored);
  return (
    (values['deleted'] === 1) === (stored.deleted === 1) &&
    Object.entries(known).every(([name, value]) => JSON.stringify(value) === JSON.stringify(values[name] ?? null))
  );
}

const keyOf = ({ concept, row }: Done): string => `${concept}/${row}`;
