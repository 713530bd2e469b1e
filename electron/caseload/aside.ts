/**
 * Own work that the office did not take (SPEC.md S5, P4): what it says beside what stands now, and why. It can be said again, mended,
 * which is new work; or put away. Neither removes anything: what was written stays in the history here, and whole at the office.
 */
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { CONCEPT_NAMES, conceptOf } from '../../core/domain/concepts.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { nameOfCandidate } from './conflicts.ts';
import type { Reader, Writer } from './database.ts';
import { addRow, editRow, mayStand, type InvalidField, type RowNotFound } from './dossier.ts';
import { readSetting, writeSetting } from './stores.ts';
import { besideWhatStands } from './waiting.ts';
import type { Author } from './write.ts';

type Aside = Answer<'aside.list'>[number];

/** `group`: the deed with which it was said again. Undone, it is aside again. */
const away = z.array(z.object({ operation: z.string(), group: z.string().nullable() }));
const AWAY = 'sync.away';

type Refused = {
  id: string;
  concept: string;
  row: string;
  dossier: string;
  at: number;
  fields: string;
  sees: string | null;
  answer: 'quarantined' | 'refused';
  why: string | null;
  label: string;
};

const MOST = 500;
const refused = `SELECT o."id", o."concept", o."row", o."dossier", o."at", o."fields", o."sees", o."answer", o."why", g."label"
  FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE o."answer" IN ('quarantined', 'refused')`;

function awayOf(db: Reader): Set<string> {
  const all = readSetting(db, AWAY, away) ?? [];
  return new Set(
    all.flatMap(({ operation, group }) =>
      group === null ||
      db.get(`SELECT 1 FROM "operationGroup" WHERE "id" = ? AND "undoneBy" IS NULL AND "operations" > 0`, group)
        ? [operation]
        : [],
    ),
  );
}

/** By reason, as the state of sync tells it. */
export function countAside(db: Reader): { why: string; count: number }[] {
  const gone = awayOf(db);
  const rows = db.all<{ id: string; why: string }>(
    `SELECT "id", coalesce("why", "answer") AS "why" FROM "operation" WHERE "answer" IN ('quarantined', 'refused') ORDER BY 2`,
  );
  return [
    ...Map.groupBy(
      rows.filter(({ id }) => !gone.has(id)),
      ({ why }) => why,
    ),
  ].map(([why, all]) => ({
    why,
    count: all.length,
  }));
}

/** The newest first. */
export function listAside(db: Reader, author: Author): Aside[] {
  const gone = awayOf(db);
  return db
    .all<Refused>(`${refused} ORDER BY o."number" DESC LIMIT ${MOST}`)
    .filter(({ id }) => !gone.has(id))
    .map((own): Aside => {
      const said = { concept: own.concept, row: own.row, fields: JSON.parse(own.fields) as Record<string, unknown> };
      const beside = besideWhatStands(db, said, own.dossier);
      return {
        operation: own.id,
        dossier: own.dossier,
        whose: nameOfCandidate(db, own.dossier),
        label: own.label,
        at: own.at,
        why: own.why ?? own.answer,
        mayRepeat: mayRepeat(db, author, own, beside.stands),
        ...beside,
      };
    });
}

/** Only in a dossier that is here, in a row that is here or that it made itself. */
function mayRepeat(
  db: Reader,
  author: Author,
  { dossier, concept, sees, answer }: Refused,
  stands: Aside['stands'],
): boolean {
  // What waits at the office would be there twice once it is taken over.
  if (answer === 'quarantined') return false;
  const name = CONCEPT_NAMES.find((each) => each === concept);
  if (name === undefined || !mayStand(db, author, { dossier, concept: name })) return false;
  return stands === 'there' || (sees === null && ['many', 'own'].includes(conceptOf(name).place));
}

/** It was put away, or came in after all. */
export type AsideGone = { type: 'AsideGone' };

export function sayAgain(
  tx: Writer,
  author: Author,
  { operation, fields }: Ask<'aside.sayAgain'>,
): Result<{ group: string; dossier: string }, AsideGone | RowNotFound | InvalidField | { type: 'DossierNotFound' }> {
  const own = tx.get<Refused>(`${refused} AND o."id" = ?`, operation);
  const concept = CONCEPT_NAMES.find((each) => each === own?.concept);
  if (!own || !concept || awayOf(tx).has(operation)) return err({ type: 'AsideGone' });
  const { stands } = besideWhatStands(tx, { concept, row: own.row, fields: {} }, own.dossier);
  if (!mayRepeat(tx, author, own, stands)) return err({ type: 'RowNotFound' });
  const { dossier, row } = own;
  const written =
    stands === 'there'
      ? editRow(tx, author, { dossier, concept, row, fields })
      : addRow(tx, author, { dossier, concept, fields });
  if (!written.ok) return written;
  const group = written.value === null ? null : 'group' in written.value ? written.value.group : written.value.id;
  putAway(tx, [{ operation, group }]);
  return ok({ group: group ?? '', dossier });
}

export const putAsideAway = (tx: Writer, operations: readonly string[]): void =>
  putAway(
    tx,
    operations.map((operation) => ({ operation, group: null })),
  );

export function bringAsideBack(tx: Writer, operations: readonly string[]): void {
  const back = new Set(operations);
  const all = readSetting(tx, AWAY, away) ?? [];
  writeSetting(
    tx,
    AWAY,
    all.filter(({ operation }) => !back.has(operation)),
  );
}

function putAway(tx: Writer, some: z.infer<typeof away>): void {
  const said = new Set(some.map(({ operation }) => operation));
  // What is not aside any more, because it came in or its dossier went, needs no remembering.
  const all = (readSetting(tx, AWAY, away) ?? []).filter(
    ({ operation }) =>
      !said.has(operation) &&
      tx.get(`SELECT 1 FROM "operation" WHERE "id" = ? AND "answer" IN ('quarantined', 'refused')`, operation),
  );
  writeSetting(tx, AWAY, [...all, ...some]);
}
