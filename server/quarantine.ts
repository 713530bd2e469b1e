/**
 * Work on a dossier its author does not hold any more (P4). It waits, whole, for whoever holds the dossier now; what was written
 * for a dossier that never was the author's waits for the privacy officer. Taken over it is applied as what it was; refused, its
 * content is destroyed, and that somebody did so stays.
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { appendAudit } from './audit.ts';
import { holdingsOf, type Caller } from './holdings.ts';
import { loadRows, refusalOf, type KeptOperation, type Refusal } from './merging.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

export type Quarantined = {
  id: string;
  dossier: string;
  author: string;
  wasTheirs: boolean;
  receivedAt: number;
  /** For who holds the dossier, and so may read it. */
  operation: KeptOperation | null;
};

type QuarantineRow = {
  id: string;
  dossier: string;
  author: string;
  wasTheirs: number;
  receivedAt: number;
  body: string | null;
};

export async function listQuarantine(db: Reader, world: World, caller: Caller): Promise<Quarantined[]> {
  const rows = await db.all<QuarantineRow>(
    `SELECT "id", "dossier", "author", "wasTheirs", "receivedAt", "body" FROM "quarantine"
      WHERE "organisation" = ? AND "decision" IS NULL ORDER BY "receivedAt", "n" LIMIT 1000`,
    caller.organisation,
  );
  const { now: held } = await holdingsOf(db, caller, [...new Set(rows.map(({ dossier }) => dossier))], world.now());
  const isOfficer = caller.roles.includes('privacyOfficer');
  return rows
    .filter((row) => isOfficer || (row.wasTheirs === 1 && held.has(row.dossier)))
    .map(({ body, ...row }) => ({
      ...row,
      wasTheirs: row.wasTheirs === 1,
      operation: held.has(row.dossier) && body !== null ? (JSON.parse(body) as KeptOperation) : null,
    }));
}

export type Decision = 'takeOver' | 'refuse';
export type DecideError = NotFound | { type: 'NotAllowed' } | ({ type: 'NotApplicable' } & Refusal);

export const decideQuarantine = (
  store: Store,
  world: World,
  caller: Caller,
  id: string,
  decision: Decision,
): Promise<Result<{ dossier: string }, DecideError>> =>
  store.write(async (db) => {
    const { organisation } = caller;
    const found = await db.get<{ dossier: string }>(
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
      `SELECT "id", "dossier", "author", "wasTheirs", "receivedAt", "body" FROM "quarantine" WHERE "organisation" = ? AND "id" = ? AND "decision" IS NULL`,
      organisation,
      id,
    );
    if (!row || row.body === null) return err({ type: 'NotFound' });
    const { now: held } = await holdingsOf(db, caller, [row.dossier], world.now());
    const mayDecide = (row.wasTheirs === 1 && held.has(row.dossier)) || caller.roles.includes('privacyOfficer');
    // Whoever may not decide is not told either that it is there.
    if (!mayDecide) return err({ type: 'NotFound' });
    if (decision === 'takeOver') {
      const refusal = await applyTakenOver(db, world, caller, row.body);
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

async function applyTakenOver(db: Writer, world: World, caller: Caller, body: string): Promise<Refusal | null> {
  const operation: KeptOperation = { ...(JSON.parse(body) as KeptOperation), takenOverBy: caller.person };
  const rows = await loadRows(db, world, caller.organisation, [operation]);
  const refusal = refusalOf(operation) ?? rows.apply(operation);
  if (refusal) return refusal;
  // Asked again, its author's laptop now hears that it is in.
  await db.run(`DELETE FROM "answer" WHERE "organisation" = ? AND "id" = ?`, caller.organisation, operation.id);
  await rows.write(db);
  return null;
}
