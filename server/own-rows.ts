/**
 * Rows of the organisation itself, written at the office: its details, and the files it gives to all laptops. As operations of the server's
 * own hand that saw what stood there, so that laptops hear of them like of any edit.
 */
import type { ConceptName } from '../core/domain/concepts.ts';
import type { FieldValue } from '../core/domain/field.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import { headsOf } from '../core/sync/merge.ts';
import { ORGANISATION, SCHEMAS } from '../core/sync/protocol.ts';
import { loadRows, refusalOf, type KeptOperation } from './merging.ts';
import type { Writer } from './store.ts';
import type { World } from './world.ts';

/** Who does it: a person on a laptop, or somebody at the machine itself (then the organisation is the actor). */
export type Hand = { readonly organisation: string; readonly actor: string; readonly device: string | null };
export type BadValue = { type: 'BadValue'; field: string | null };

/** @param fields `deleted` among them takes the row away */
export async function writeOwn(
  db: Writer,
  world: World,
  { organisation, actor }: Hand,
  concept: ConceptName,
  row: string,
  fields: Readonly<Record<string, FieldValue>>,
): Promise<Result<null, BadValue>> {
  await db.get(
    `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
    organisation,
    ORGANISATION,
  );
  const stands = await db.get<{ heads: string }>(
    `SELECT "heads" FROM "rowState" WHERE "organisation" = ? AND "concept" = ? AND "row" = ?`,
    organisation,
    concept,
    row,
  );
  const heads = stands ? (JSON.parse(stands.heads) as Record<string, string[]>) : null;
  const numbered = await db.get<{ handled: number }>(
    `UPDATE "device" SET "handled" = "handled" + 1 WHERE "organisation" = ? AND "id" = ? RETURNING "handled"`,
    organisation,
    organisation,
  );
  const operation: KeptOperation = {
    id: world.newId(),
    device: organisation,
    n: numbered?.handled ?? 1,
    group: world.newId(),
    label: 'edit',
    concept,
    row,
    dossier: ORGANISATION,
    schema: SCHEMAS.to,
    at: world.now(),
    actor,
    fields: { ...fields },
    sees: heads && Object.fromEntries(Object.keys(fields).map((name) => [name, [...headsOf(heads, name)]])),
  };
  const refusal = refusalOf(operation);
  if (refusal) return err({ type: 'BadValue', field: refusal.field });
  const rows = await loadRows(db, world, organisation, [operation]);
  rows.apply(operation);
  await rows.write(db);
  return ok(null);
}
