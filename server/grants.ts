/**
 * Giving dossiers and taking them back. A grant is never changed: it is given, and ends. Giving again is another grant with another
 * epoch, so that the laptop takes the dossier whole (P11).
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION } from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import type { Hand, NotFound } from './people.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';

export type GivenGrant = {
  epoch: string;
  dossier: string;
  person: string | null;
  team: string | null;
  from: number;
  until: number | null;
  revokedAt: number | null;
};

export const listGrants = (
  db: Reader,
  organisation: string,
  of: { dossier?: string | undefined; person?: string | undefined },
): Promise<GivenGrant[]> =>
  db.all(
    `SELECT "epoch", "dossier", "person", "team", "from", "until", "revokedAt" FROM "dossierGrant"
      WHERE "organisation" = ?${of.dossier === undefined ? '' : ' AND "dossier" = ?'}${of.person === undefined ? '' : ' AND "person" = ?'}
      ORDER BY "dossier", "from", "epoch" LIMIT 10000`,
    organisation,
    ...(of.dossier === undefined ? [] : [of.dossier]),
    ...(of.person === undefined ? [] : [of.person]),
  );

export type NewGrant = {
  readonly dossier: string;
  readonly to: { readonly person: string } | { readonly team: string };
  readonly from?: number | undefined;
  readonly until?: number | null | undefined;
};

export const giveGrant = (
  store: Store,
  world: World,
  hand: Hand,
  grant: NewGrant,
): Promise<Result<{ epoch: string }, NotFound>> =>
  store.write(async (db) => {
    const { organisation, actor } = hand;
    const person = 'person' in grant.to ? grant.to.person : null;
    const team = 'team' in grant.to ? grant.to.team : null;
    const dossier = await db.get(
      `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? AND "id" <> ? AND "erasedAt" IS NULL FOR UPDATE`,
      organisation,
      grant.dossier,
      ORGANISATION,
    );
    const receiver = await db.get(
      `SELECT "id" FROM "${person === null ? 'team' : 'person'}" WHERE "organisation" = ? AND "id" = ? AND "id" <> "organisation"`,
      organisation,
      person ?? team,
    );
    if (!dossier || !receiver) return err({ type: 'NotFound' });
    const epoch = world.newId();
    const now = world.now();
    await db.insert('dossierGrant', [
      {
        organisation,
        epoch,
        dossier: grant.dossier,
        person,
        team,
        from: grant.from ?? now,
        until: grant.until ?? null,
        revokedAt: null,
        givenBy: actor,
      },
    ]);
    const detail = { person, team, from: grant.from ?? now, until: grant.until ?? null };
    await appendAudit(db, world, { ...hand, action: 'grant.given', dossier: grant.dossier, detail });
    return ok({ epoch });
  });

/** At the laptop's next contact: first it hands in what it has, then it drops the dossier (P12). */
export const revokeGrant = (
  store: Store,
  world: World,
  hand: Hand,
  epoch: string,
): Promise<Result<{ dossier: string }, NotFound>> =>
  store.write(async (db) => {
    const grant = await db.get<{ dossier: string; person: string | null; team: string | null }>(
      `SELECT "dossier", "person", "team" FROM "dossierGrant" WHERE "organisation" = ? AND "epoch" = ?`,
      hand.organisation,
      epoch,
    );
    if (!grant) return err({ type: 'NotFound' });
    const { dossier, person, team } = grant;
    // With the dossier locked: a push of this moment is wholly before, or wholly after.
    await db.get(
      `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
      hand.organisation,
      dossier,
    );
    const revoked = await db.run(
      `UPDATE "dossierGrant" SET "revokedAt" = ? WHERE "organisation" = ? AND "epoch" = ? AND "revokedAt" IS NULL`,
      world.now(),
      hand.organisation,
      epoch,
    );
    if (revoked > 0) {
      await appendAudit(db, world, { ...hand, action: 'grant.revoked', dossier, detail: { person, team } });
    }
    return ok({ dossier });
  });
