/**
 * Holds the journal against the database before a server opens its doors (I5, S4): what a restored backup brought back is erased and taken
 * again, and what was asked for just before a server stopped is done. Where nothing is missing, nothing is written.
 */
import { appendAudit } from './audit.ts';
import { clearRemains, destroy } from './erasure.ts';
import type { Lasting, LineOf } from './journal.ts';
import type { Writer } from './store.ts';
import type { World } from './world.ts';

export type Replayed = { readonly erasedAgain: number; readonly takenAgain: number };

export async function replayJournal({ store, world, journal }: Lasting): Promise<Replayed> {
  const ours = new Set(
    (await store.read((db) => db.all<{ id: string }>(`SELECT "id" FROM "organisation"`))).map(({ id }) => id),
  );
  const replayed = { erasedAgain: 0, takenAgain: 0 };
  // The last word about a person or a laptop counts: in the order of time.
  for (const line of journal.read()) {
    if (!ours.has(line.organisation)) continue;
    const { kind } = line;
    await store.write(async (db) => {
      if (kind === 'erased') {
        if (!(await destroy(db, line, world.now()))) return;
        replayed.erasedAgain++;
        await audited(db, world, line, 'dossier.erasedAgain', line.dossier, { ground: line.ground });
      } else if (kind === 'taken') {
        if ((await takeAgain(db, line)) === 0) return;
        replayed.takenAgain++;
        await audited(db, world, line, 'grant.revokedAgain', null, { ended: line.ended });
      } else if (kind === 'person') {
        await setPersonAgain(db, world, line);
      } else {
        await setDeviceAgain(db, world, line);
      }
    });
  }
  if (replayed.erasedAgain > 0) await clearRemains(store);
  return replayed;
}

const audited = (
  db: Writer,
  world: World,
  { organisation, actor }: { organisation: string; actor: string },
  action: string,
  dossier: string | null,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> => appendAudit(db, world, { organisation, actor, device: null, action, dossier, detail });

/** A backup may be older than the grant, and than the dossier: then all there is is that it was taken (S4). */
async function takeAgain(db: Writer, { organisation, at, ended, from }: LineOf<'taken'>): Promise<number> {
  const ends = [
    ['dossierGrant', 'revokedAt'],
    ['teamMember', 'until'],
  ] as const;
  let changed = 0;
  for (const [table, column] of ends) {
    changed += await db.run(
      `UPDATE "${table}" SET "${column}" = ? WHERE "organisation" = ? AND "epoch" IN (?*) AND "${column}" IS NULL`,
      at,
      organisation,
      ended,
    );
  }
  for (const { person, dossiers } of from) {
    changed += await db.insert(
      'taken',
      dossiers.map((dossier) => ({ organisation, person, dossier, at })),
      { conflict: 'DO NOTHING' },
    );
  }
  return changed;
}

/** Does nothing where a later decision stands. */
async function setPersonAgain(db: Writer, world: World, line: LineOf<'person'>): Promise<void> {
  const { organisation, person, at, roles, active } = line;
  const changed = await db.run(
    `UPDATE "person" SET "roles" = ?, "active" = ?, "epoch" = ?, "decidedAt" = ? WHERE "organisation" = ? AND "id" = ? AND "decidedAt" < ?`,
    JSON.stringify(roles),
    active ? 1 : 0,
    world.newId(),
    at,
    organisation,
    person,
    at,
  );
  if (changed > 0) await audited(db, world, line, 'person.changedAgain', null, { person, roles, active });
}

async function setDeviceAgain(db: Writer, world: World, line: LineOf<'device'>): Promise<void> {
  const { organisation, device, at, blockedAt, wipeAt } = line;
  const changed = await db.run(
    `UPDATE "device" SET "blockedAt" = ?, "wipeAt" = ?, "decidedAt" = ? WHERE "organisation" = ? AND "id" = ? AND "decidedAt" < ?`,
    blockedAt,
    wipeAt,
    at,
    organisation,
    device,
    at,
  );
  if (changed > 0) await audited(db, world, line, 'device.orderedAgain', null, { device, blockedAt, wipeAt });
}
