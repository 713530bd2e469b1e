/**
 * Work of others on a dossier that is held here, which came too late to be applied (SPEC.md P4): kept encrypted as the office listed it,
 * so that it can be read and decided on without a line. A decision waits here until the office has heard of it; until it is sent it can
 * be taken back. Nothing of it stays when the dossier goes.
 */
import { z } from 'zod';
import type { Answer } from '../../core/contract/contract.ts';
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import {
  DECISIONS,
  MOST_WAITING,
  waitingAnswer,
  type WaitingAnswer,
  type WaitingWork,
} from '../../core/sync/waiting.ts';
import { appendAudit } from './audit.ts';
import { nameOfCandidate, nameOfRow } from './conflicts.ts';
import type { Reader, Writer } from './database.ts';
import { addNotice, dropNotice } from './notices.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { readSetting, writeSetting } from './stores.ts';
import type { Author } from './write.ts';

type Decision = (typeof DECISIONS)[number];
type Waiting = Answer<'waiting.list'>[number];

/** What a window can show: anything else is of a version that this one does not know. */
const shownValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

const listed = waitingAnswer.pick({ waiting: true, works: true, more: true });
const LIST = 'sync.waiting';
/** What the office says that there is to list; the list is asked for when it is another. */
const HEARD = 'sync.waitingHeard';
const DECIDED = 'sync.waitingDecided';
/** Why what was decided could not be done. */
const COULD_NOT = 'sync.waitingCouldNot';

const decided = z.array(
  z.object({
    operation: z.string(),
    dossier: z.string(),
    decision: z.enum(DECISIONS),
    at: z.number(),
    /** Under way: too late to take it back here. */
    isSent: z.boolean(),
  }),
);
type Decided = z.infer<typeof decided>;

/** So long a decision rests here, with its undo in sight, before the office hears of it. */
export const UNDO_MS = 9_000;

/** It is with the office already, or somebody else was before. */
export type TooLate = { type: 'TooLate' };

const listOf = (db: Reader): z.infer<typeof listed> =>
  readSetting(db, LIST, listed) ?? { waiting: null, works: [], more: false };
const decidedOf = (db: Reader): Decided => readSetting(db, DECIDED, decided) ?? [];
const couldNotOf = (db: Reader): Record<string, string> =>
  readSetting(db, COULD_NOT, z.record(z.string(), z.string())) ?? {};

/** A pull said what there is. */
export function hearWaiting(tx: Writer, mark: string | null): void {
  if ((readSetting(tx, HEARD, z.string().nullable()) ?? null) !== mark) writeSetting(tx, HEARD, mark);
}

/** What the office is to hear now; null when there is nothing to say and nothing to ask. */
export function askWaiting(tx: Writer, now: number): Decided | null {
  const all = decidedOf(tx);
  // A clock that was put back makes nothing wait for the time that it showed before.
  const due = all.filter(({ at, isSent }) => isSent || Math.abs(now - at) >= UNDO_MS).slice(0, MOST_WAITING);
  const heard = readSetting(tx, HEARD, z.string().nullable()) ?? null;
  if (due.length === 0 && heard === listOf(tx).waiting) return null;
  if (due.length > 0) {
    const sent = new Set(due.map(({ operation }) => operation));
    writeSetting(
      tx,
      DECIDED,
      all.map((each) => (sent.has(each.operation) ? { ...each, isSent: true } : each)),
    );
  }
  return due;
}

/** When the next decision is to be sent, or null. */
export const waitingDueAt = (db: Reader): number | null =>
  decidedOf(db).reduce<number | null>((first, { at }) => Math.min(first ?? Infinity, at + UNDO_MS), null);

/** @returns the dossiers about which something is different */
export function takeWaiting(tx: Writer, author: Author, asked: Decided, answer: WaitingAnswer): string[] {
  const before = listOf(tx);
  const touched = new Set<string>();
  const couldNot = couldNotOf(tx);
  const done = new Set<string>();
  asked.forEach(({ operation, dossier, decision }, index) => {
    const result = answer.results[index];
    if (!result) return;
    done.add(operation);
    touched.add(dossier);
    if (result.result === 'notApplicable') couldNot[operation] = result.why;
    if (result.result === 'done') appendAudit(tx, author, { action: `waiting.${decision}`, dossier });
  });
  writeSetting(
    tx,
    DECIDED,
    decidedOf(tx).filter(({ operation }) => !done.has(operation)),
  );
  const { waiting, works, more } = answer;
  const there = new Set(works.map(({ operation }) => operation));
  writeSetting(
    tx,
    COULD_NOT,
    Object.fromEntries(Object.entries(couldNot).filter(([operation]) => there.has(operation))),
  );
  writeSetting(tx, LIST, { waiting, works, more });
  writeSetting(tx, HEARD, waiting);
  const known = new Set(before.works.map(({ operation }) => operation));
  for (const [dossier, all] of Map.groupBy(works, (work) => work.dossier)) {
    const fresh = all.filter(({ operation, isLeft }) => !isLeft && !known.has(operation));
    if (fresh.length > 0) addNotice(tx, author.now(), 'workWaits', dossier, fresh.length);
    if (fresh.length > 0) touched.add(dossier);
  }
  for (const { operation, dossier } of before.works) if (!there.has(operation)) touched.add(dossier);
  const waits = new Set(works.flatMap(({ dossier, isLeft }) => (isLeft ? [] : [dossier])));
  for (const dossier of touched) if (!waits.has(dossier)) dropNotice(tx, author.now(), 'workWaits', dossier);
  return [...touched];
}

/** I4: what is let go takes with it what waited for it. */
export function dropWaiting(tx: Writer, dossier: string): void {
  const list = listOf(tx);
  const works = list.works.filter((work) => work.dossier !== dossier);
  if (works.length < list.works.length) writeSetting(tx, LIST, { ...list, works });
  const all = decidedOf(tx);
  if (all.some((each) => each.dossier === dossier))
    writeSetting(
      tx,
      DECIDED,
      all.filter((each) => each.dossier !== dossier),
    );
}

/** Works about which the adviser is to decide. */
export function countWaiting(db: Reader): number {
  const said = new Set(decidedOf(db).map(({ operation }) => operation));
  return listOf(db).works.filter(({ operation, isLeft }) => !isLeft && !said.has(operation)).length;
}

/** A deed of somebody at a time, the oldest first. @param names id of a person → their name */
export function listWaiting(
  db: Reader,
  author: Author,
  dossier: string | null,
  names: ReadonlyMap<string, string>,
): Waiting[] {
  const decisions = new Map(decidedOf(db).map((each) => [each.operation, each]));
  const couldNot = couldNotOf(db);
  const works = listOf(db).works.filter((work) => dossier === null || work.dossier === dossier);
  return [...Map.groupBy(works, (work) => work.said?.group ?? work.operation)].map(([group, all]): Waiting => {
    const [first] = all as [WaitingWork, ...WaitingWork[]];
    return {
      group,
      dossier: first.dossier,
      whose: nameOfCandidate(db, first.dossier),
      label: first.said?.label ?? null,
      name: names.get(first.author) || null,
      isMine: first.author === author.actor,
      at: first.said?.at ?? null,
      receivedAt: first.receivedAt,
      works: all.map((work) => ({
        operation: work.operation,
        isLeft: work.isLeft,
        decision: decisions.get(work.operation)?.decision ?? null,
        isSent: decisions.get(work.operation)?.isSent ?? false,
        couldNot: couldNot[work.operation] ?? null,
        ...besideWhatStands(db, work.said, first.dossier),
      })),
    };
  });
}

/** What is said, field by field, beside what stands here now; null where this version can not show it. */
export function besideWhatStands(
  db: Reader,
  said: { readonly concept: string; readonly row: string; readonly fields: Record<string, unknown> } | null,
  dossier: string,
): Pick<Waiting['works'][number], 'concept' | 'row' | 'about' | 'stands' | 'fields'> {
  const concept = said && CONCEPT_NAMES.find((name) => name === said.concept);
  if (!said || !concept) return { concept: null, row: null, about: null, stands: 'absent', fields: [] };
  const found = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, said.row);
  const stored = found?.dossier === dossier ? found : undefined;
  const now: Readonly<Record<string, FieldValue>> = stored ? fieldsOfRow(concept, stored) : {};
  return {
    concept,
    row: said.row,
    about: (stored && nameOfRow(concept, stored)) ?? textIn(concept, said.fields),
    stands: stored ? (stored.deleted === 1 ? 'removed' : 'there') : 'absent',
    fields: Object.entries(said.fields).flatMap(([field, value]) => {
      const read = shownValue.safeParse(value);
      if (!read.success || (field !== 'deleted' && !Object.hasOwn(conceptOf(concept).fields, field))) return [];
      return [
        { field, value: read.data, stands: field === 'deleted' ? (stored?.deleted ?? null) : (now[field] ?? null) },
      ];
    }),
  };
}

function textIn(concept: ConceptName, fields: Readonly<Record<string, unknown>>): string | null {
  if (conceptOf(concept).place !== 'many') return null;
  for (const [name, { kind }] of Object.entries(conceptOf(concept).fields)) {
    const value = fields[name];
    if (kind === 'text' && typeof value === 'string') return value;
  }
  return null;
}

/** @returns the dossiers about which something was decided */
export function decideWaiting(
  tx: Writer,
  author: Author,
  { operations, decision }: { readonly operations: readonly string[]; readonly decision: Decision },
): Result<{ dossiers: string[] }, TooLate> {
  const wanted = new Set(operations);
  const all = decidedOf(tx);
  const said = new Set(all.map(({ operation }) => operation));
  const works = listOf(tx).works.filter(
    ({ operation, isLeft }) =>
      wanted.has(operation) &&
      !said.has(operation) &&
      (decision === 'bringBack' ? isLeft : !isLeft || decision === 'takeOver'),
  );
  if (works.length === 0) return err({ type: 'TooLate' });
  const at = author.now();
  writeSetting(tx, DECIDED, [
    ...all,
    ...works.map(({ operation, dossier }) => ({ operation, dossier, decision, at, isSent: false })),
  ]);
  return ok({ dossiers: [...new Set(works.map(({ dossier }) => dossier))] });
}

/** Takes back what the office did not hear yet. */
export function undecideWaiting(tx: Writer, operations: readonly string[]): Result<{ dossiers: string[] }, TooLate> {
  const wanted = new Set(operations);
  const all = decidedOf(tx);
  const back = all.filter(({ operation, isSent }) => wanted.has(operation) && !isSent);
  if (back.length === 0) return err({ type: 'TooLate' });
  writeSetting(
    tx,
    DECIDED,
    all.filter((each) => !back.includes(each)),
  );
  return ok({ dossiers: [...new Set(back.map(({ dossier }) => dossier))] });
}
