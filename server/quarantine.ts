/**
 * Work on a dossier its author does not hold any more (P4), and work that the server refused (S5). It waits, whole, for whoever holds the
 * dossier now; what was written for a dossier that never was the author's waits for the privacy officer. Taken over it is applied as
 * what it was, if this server can read it (S6); refused, its content is destroyed, and that somebody did so stays.
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { appendAudit } from './audit.ts';
import { ORGANISATION, SCHEMAS, sentOperation } from '../core/sync/protocol.ts';
import { holdingsOf, type Caller, type Holdings } from './holdings.ts';
import { loadRows, refusalOf, type Refusal } from './merging.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

export type Quarantined = {
  id: string;
  /** Null where it could not be read. */
  dossier: string | null;
  author: string;
  wasTheirs: boolean;
  receivedAt: number;
  /** Why the server refused it, and which field; null when it only came too late. */
  why: string | null;
  field: string | null;
  /** For who holds the dossier, and so may read it. */
  operation: object | null;
};

type QuarantineRow = {
  id: string;
  dossier: string | null;
  author: string;
  wasTheirs: number;
  receivedAt: number;
  why: string | null;
  field: string | null;
  body: string | null;
};

const columns = `"id", "dossier", "author", "wasTheirs", "receivedAt", "why", "field", "body"`;

export async function listQuarantine(db: Reader, world: World, caller: Caller): Promise<Quarantined[]> {
  const { now: held } = await holdingsOf(db, caller, null, world.now());
  const isOfficer = caller.roles.includes('privacyOfficer');
  const rows = await db.all<QuarantineRow>(
    `SELECT ${columns} FROM "quarantine" WHERE "organisation" = ? AND "decision" IS NULL
      ${isOfficer ? '' : `AND "wasTheirs" = 1 AND "dossier" IN (?*)`} ORDER BY "receivedAt", "n" LIMIT 1000`,
    caller.organisation,
    ...(isOfficer ? [] : [[...held.keys()]]),
  );
  return rows.map(({ body, ...row }) => ({
    ...row,
    wasTheirs: row.wasTheirs === 1,
    operation: row.dossier !== null && isReadBy(held, row.dossier) && body !== null ? JSON.parse(body) : null,
  }));
}

/** The organisation's own rows are everybody's, what somebody wanted to write there is not. */
const isReadBy = (held: Holdings['now'], dossier: string): boolean => dossier !== ORGANISATION && held.has(dossier);

export type Decision = 'takeOver' | 'refuse';
export type DecideError =
  NotFound | { type: 'NotAllowed' } | { type: 'NotApplicable'; why: Refusal['why'] | 'later'; field: string | null };

export const decideQuarantine = (
  store: Store,
  world: World,
  caller: Caller,
  id: string,
  decision: Decision,
): Promise<Result<{ dossier: string | null }, DecideError>> =>
  store.write(async (db) => {
    const { organisation } = caller;
    const found = await db.get<{ dossier: string | null }>(
      `SELECT "dossier" FROM "quarantine" WHERE "organisation" = ? AND "id" = ?`,
      organisation,
      id,
    );
    if (!found) return err({ type: 'NotFound' });
    await db.get(
      `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
      organisation,
      found.dossier,
    );
    // Read again under the lock: it may just have been decided, or erased.
    const row = await db.get<QuarantineRow>(
      `SELECT ${columns} FROM "quarantine" WHERE "organisation" = ? AND "id" = ? AND "decision" IS NULL`,
      organisation,
      id,
    );
    if (!row || row.body === null) return err({ type: 'NotFound' });
    const { now: held } = await holdingsOf(db, caller, row.dossier === null ? [] : [row.dossier], world.now());
    const isHolder = row.wasTheirs === 1 && row.dossier !== null && held.has(row.dossier);
    const mayDecide = isHolder || caller.roles.includes('privacyOfficer');
    // Whoever may not decide is not told either that it is there.
    if (!mayDecide) return err({ type: 'NotFound' });
    if (decision === 'takeOver') {
      const refusal = await applyTakenOver(db, world, caller, row);
      if (refusal) return err({ type: 'NotApplicable', ...refusal });
    }
    await db.run(
      `UPDATE "quarantine" SET "decision" = ?, "decidedBy" = ?, "decidedAt" = ?, "body" = NULL WHERE "organisation" = ? AND "id" = ?`,
      decision,
      caller.person,
      world.now(),
      organisation,
      id,
    );
    await appendAudit(db, world, {
      organisation,
      actor: caller.person,
      device: caller.device,
      action: `quarantine.${decision}`,
      dossier: row.dossier,
      detail: { operation: id, author: row.author },
    });
    return ok({ dossier: row.dossier });
  });

async function applyTakenOver(
  db: Writer,
  world: World,
  caller: Caller,
  { why, body }: QuarantineRow,
): Promise<{ why: Refusal['why'] | 'later'; field: string | null } | null> {
  const { device, ...sent } = JSON.parse(body ?? '{}') as { device: string; schema?: unknown };
  if (typeof sent.schema === 'number' && sent.schema > SCHEMAS.to) return { why: 'later', field: null };
  // Somebody's right to write is not given by taking over.
  if (why === 'notYours') return { why, field: null };
  const read = sentOperation.safeParse(sent);
  if (!read.success) return { why: 'unreadable', field: null };
  const operation = { ...read.data, device, takenOverBy: caller.person };
  const rows = await loadRows(db, world, caller.organisation, [operation]);
  const refusal = refusalOf(operation) ?? rows.apply(operation);
  if (refusal) return refusal;
  // Asked again, its author's laptop now hears that it is in.
  await db.run(`DELETE FROM "answer" WHERE "organisation" = ? AND "id" = ?`, caller.organisation, operation.id);
  await rows.write(db);
  return null;
}
