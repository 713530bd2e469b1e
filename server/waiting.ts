/**
 * The quarantine as whoever holds a dossier sees it on a laptop (core/sync/waiting.ts): what waits, whole, and what is to become of it.
 * Only work that came too late for a dossier that was its author's; what was refused can not be taken over and is its author's to mend.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { ORGANISATION, sentOperation } from '../core/sync/protocol.ts';
import { MOST_WAITING, type WaitingAnswer, type WaitingWork, type waitingAsk } from '../core/sync/waiting.ts';
import { appendAudit } from './audit.ts';
import { holdingsOf, type Caller, type Holdings } from './holdings.ts';
import { decideQuarantine } from './quarantine.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';

/** An answer is cut here, as the page of a pull is. */
const MOST_LENGTH = 4_000_000;

/** For a query that reads the organisation anyway: whether to look further. */
export const ANYTHING_WAITS = `EXISTS (SELECT 1 FROM "quarantine" q WHERE q."organisation" = "organisation"."id" AND q."decision" IS NULL)`;

const WAITS = `"decision" IS NULL AND "wasTheirs" = 1 AND "why" IS NULL AND "dossier" IS NOT NULL`;

type Marked = { id: string; dossier: string; leftAt: number | null };

async function marksOf(db: Reader, organisation: string, held: Holdings['now']): Promise<Marked[]> {
  const rows = await db.all<Marked>(
    `SELECT "id", "dossier", "leftAt" FROM "quarantine" WHERE "organisation" = ? AND ${WAITS} ORDER BY "receivedAt", "n", "id"`,
    organisation,
  );
  return rows.filter(({ dossier }) => dossier !== ORGANISATION && held.has(dossier));
}

const digestOf = (marks: readonly Marked[]): string | null =>
  marks.length === 0
    ? null
    : createHash('sha256')
        .update(marks.map(({ id, leftAt }) => `${id} ${leftAt === null ? '' : 'left'}\n`).join(''))
        .digest('hex');

/** A word that is another when something else waits for who holds these dossiers; null when nothing does. */
export const waitingMark = async (
  db: Reader,
  organisation: string,
  held: Holdings['now'],
  anythingWaits: boolean,
): Promise<string | null> => (anythingWaits ? digestOf(await marksOf(db, organisation, held)) : null);

export async function decideWaiting(
  store: Store,
  world: World,
  caller: Caller,
  { decisions }: z.infer<typeof waitingAsk>,
): Promise<{ answer: WaitingAnswer; touched: string[] }> {
  const results: WaitingAnswer['results'] = [];
  const touched = new Set<string>();
  // What a privacy officer may decide besides is on their own page: here it is about what is held.
  const holder = { ...caller, roles: caller.roles.filter((role) => role !== 'privacyOfficer') };
  for (const { operation, decision } of decisions) {
    if (decision === 'takeOver') {
      const decided = await decideQuarantine(store, world, holder, operation, 'takeOver');
      if (decided.ok && decided.value.dossier !== null) touched.add(decided.value.dossier);
      if (decided.ok) results.push({ result: 'done' });
      else if (decided.error.type === 'NotApplicable')
        results.push({ result: 'notApplicable', why: decided.error.why });
      else results.push({ result: 'gone' });
      continue;
    }
    const dossier = await leave(store, world, holder, operation, decision === 'leave');
    if (dossier !== null) touched.add(dossier);
    results.push({ result: dossier === null ? 'gone' : 'done' });
  }
  const listed = await store.read((db) => listWaiting(db, world, holder));
  return { answer: { results, ...listed }, touched: [...touched] };
}

/** @returns the dossier, or null where it is not theirs to say */
const leave = (
  store: Store,
  world: World,
  caller: Caller,
  operation: string,
  isLeft: boolean,
): Promise<string | null> =>
  store.write(async (db) => {
    const row = await db.get<{ dossier: string }>(
      `SELECT "dossier" FROM "quarantine" WHERE "organisation" = ? AND "id" = ? AND ${WAITS}`,
      caller.organisation,
      operation,
    );
    if (!row || row.dossier === ORGANISATION) return null;
    const { now: held } = await holdingsOf(db, caller, [row.dossier], world.now());
    if (!held.has(row.dossier)) return null;
    await db.run(
      `UPDATE "quarantine" SET "leftAt" = ?, "leftBy" = ? WHERE "organisation" = ? AND "id" = ?`,
      isLeft ? world.now() : null,
      isLeft ? caller.person : null,
      caller.organisation,
      operation,
    );
    await appendAudit(db, world, {
      organisation: caller.organisation,
      actor: caller.person,
      device: caller.device,
      action: isLeft ? 'quarantine.leave' : 'quarantine.bringBack',
      dossier: row.dossier,
      detail: { operation },
    });
    return row.dossier;
  });

async function listWaiting(
  db: Reader,
  world: World,
  caller: Caller,
): Promise<Pick<WaitingAnswer, 'waiting' | 'works' | 'more'>> {
  const { now: held } = await holdingsOf(db, caller, null, world.now());
  const marks = await marksOf(db, caller.organisation, held);
  const wanted = marks.slice(0, MOST_WAITING).map(({ id }) => id);
  const rows =
    wanted.length === 0
      ? []
      : await db.all<{
          id: string;
          dossier: string;
          author: string;
          receivedAt: number;
          leftAt: number | null;
          body: string | null;
        }>(
          `SELECT "id", "dossier", "author", "receivedAt", "leftAt", "body" FROM "quarantine"
            WHERE "organisation" = ? AND "id" IN (?*) ORDER BY "receivedAt", "n", "id"`,
          caller.organisation,
          wanted,
        );
  const works: WaitingWork[] = [];
  let length = 0;
  for (const { id, body, leftAt, ...row } of rows) {
    length += body?.length ?? 0;
    if (works.length > 0 && length > MOST_LENGTH) break;
    works.push({ operation: id, ...row, isLeft: leftAt !== null, said: saidIn(body) });
  }
  return { waiting: digestOf(marks), works, more: works.length < marks.length };
}

function saidIn(body: string | null): WaitingWork['said'] {
  const { device: _, ...sent } = JSON.parse(body ?? '{}') as { device?: string };
  const read = sentOperation.safeParse(sent);
  if (!read.success) return null;
  const { group, label, concept, row, at, sees } = read.data;
  return { group, label, concept, row, at, isNew: sees === null, fields: read.data.fields as never };
}
