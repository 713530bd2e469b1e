/**
 * Erasing a dossier for good (AVG art. 17), and keeping it erased (I5). What was destroyed stays named, without content, so that
 * whatever comes in about it later is refused; and it stands in the journal (journal.ts), because a backup from before an erasure has
 * the dossier in it.
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION } from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import type { Erasing, Ground, LineOf } from './journal.ts';
import type { Hand } from './own-rows.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store, Writer } from './store.ts';

export async function eraseDossier(
  { store, world, journal, files }: Erasing,
  hand: Hand,
  dossier: string,
  ground: Ground,
): Promise<Result<{ at: number }, NotFound | { type: 'OnHold' }>> {
  const { organisation, actor } = hand;
  // Whoever works here keeps their own dossier (P28): erased it would be for ever, and they could begin no other.
  const there = await store.read((db) =>
    db.get<{ erasedAt: number | null }>(
      `SELECT "erasedAt" FROM "dossier" d WHERE "organisation" = ? AND "id" = ? AND "id" <> ?
        AND NOT EXISTS (SELECT 1 FROM "person" p WHERE p."organisation" = d."organisation" AND p."id" = d."id" AND p."active" = 1)`,
      organisation,
      dossier,
      ORGANISATION,
    ),
  );
  if (!there) return err({ type: 'NotFound' });
  if (there.erasedAt !== null) return ok({ at: there.erasedAt });
  if (await store.read((db) => isOnHold(db, organisation, dossier))) return err({ type: 'OnHold' });
  const documents = await store.read((db) =>
    db.all<{ id: string }>(
      `SELECT "id" FROM "document" WHERE "organisation" = ? AND "dossier" = ?`,
      organisation,
      dossier,
    ),
  );
  const line = { kind: 'erased', organisation, dossier, at: world.now(), actor, ground } as const;
  journal.append(line);
  await store.write(async (db) => {
    if (await destroy(db, line, null)) {
      await appendAudit(db, world, { ...hand, action: 'dossier.erased', dossier, detail: { ground } });
    }
  });
  const ids = documents.map(({ id }) => id);
  await clearDocuments({ store, world, files }, line, ids).catch(() => undefined);
  await clearRemains(store);
  return ok({ at: line.at });
}

/** A claim, an inquiry or a duty by law (AVG art. 17(3)): whoever holds the dossier set it, and lifts it. */
async function isOnHold(db: Reader, organisation: string, dossier: string): Promise<boolean> {
  const holds = await db.all<{ values: string }>(
    `SELECT "values" FROM "rowState" WHERE "organisation" = ? AND "dossier" = ? AND "concept" = 'legalHold'`,
    organisation,
    dossier,
  );
  return holds.some(({ values }) => {
    const { deleted, liftedOn } = JSON.parse(values) as { deleted?: unknown; liftedOn?: unknown };
    return deleted !== 1 && (liftedOn ?? null) === null;
  });
}

/** False where it was done before. */
export async function destroy(db: Writer, line: LineOf<'erased'>, replayedAt: number | null): Promise<boolean> {
  const { organisation, dossier, at, actor, ground } = line;
  // A backup may be older than the dossier: then all there is is that it was erased.
  await db.insert('dossier', [{ organisation, id: dossier, lastSeq: 0, begunAt: at }], { conflict: 'DO NOTHING' });
  const stands = await db.get<{ erasedAt: number | null }>(
    `SELECT "erasedAt" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
    organisation,
    dossier,
  );
  if (stands?.erasedAt != null) return false;
  // What could not be read may not even have said of which dossier it was (S5).
  await db.run(
    `DELETE FROM "quarantine" WHERE "organisation" = ? AND "dossier" IS NULL AND "body" LIKE ?`,
    organisation,
    `%${dossier}%`,
  );
  await db.run(
    `DELETE FROM "answer" WHERE "organisation" = ? AND "id" IN (SELECT "id" FROM "quarantine" WHERE "organisation" = ? AND "dossier" = ?)`,
    organisation,
    organisation,
    dossier,
  );
  for (const table of ['operation', 'rowState', 'quarantine', 'document']) {
    await db.run(`DELETE FROM "${table}" WHERE "organisation" = ? AND "dossier" = ?`, organisation, dossier);
  }
  await db.run(
    `UPDATE "dossier" SET "erasedAt" = ?, "lastSeq" = 0 WHERE "organisation" = ? AND "id" = ?`,
    at,
    organisation,
    dossier,
  );
  await db.insert('erasure', [{ organisation, dossier, at, actor, ground, replayedAt }]);
  return true;
}

/** @throws where the folder or the store does not answer */
async function clearDocuments(
  { store, world, files }: Pick<Erasing, 'store' | 'world' | 'files'>,
  { organisation, dossier }: { organisation: string; dossier: string },
  ids: readonly string[],
): Promise<void> {
  await files.forget(organisation, dossier, ids);
  await store.write((db) =>
    db.run(
      `UPDATE "erasure" SET "clearedAt" = ? WHERE "organisation" = ? AND "dossier" = ?`,
      world.now(),
      organisation,
      dossier,
    ),
  );
}

/**
 * Documents of erased dossiers whose bytes may still be there. Their keys are gone, so that a folder or a store that does not answer
 * holds up neither an erasure nor a start; it is asked again each minute until it did.
 *
 * @throws at the first that does not answer
 */
export async function clearErased(erasing: Pick<Erasing, 'store' | 'world' | 'files'>): Promise<void> {
  const waiting = await erasing.store.read((db) =>
    db.all<{ organisation: string; dossier: string }>(
      `SELECT "organisation", "dossier" FROM "erasure" WHERE "clearedAt" IS NULL`,
    ),
  );
  for (const each of waiting) await clearDocuments(erasing, each, []);
}

/** What a database keeps of deleted rows until it tidies up: pages, and the log that is written ahead. */
export const clearRemains = (store: Store): Promise<void> =>
  store.kind === 'sqlite'
    ? store.maintain('PRAGMA wal_checkpoint(TRUNCATE)')
    : store.maintain('VACUUM "operation"', 'VACUUM "rowState"', 'VACUUM "quarantine"', 'VACUUM "document"');

export const listErasures = (
  db: Reader,
  organisation: string,
): Promise<{ dossier: string; at: number; actor: string; ground: string; replayedAt: number | null }[]> =>
  db.all(
    `SELECT "dossier", "at", "actor", "ground", "replayedAt" FROM "erasure" WHERE "organisation" = ? ORDER BY "at"`,
    organisation,
  );
