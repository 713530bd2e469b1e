/**
 * Giving dossiers and taking them back; an adviser's own dossier (P28) is neither listed, given nor taken. A grant is never changed: it is given, and ends. Giving again is another grant with another
 * epoch, so that the laptop takes the dossier whole (P11).
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { ORGANISATION } from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import { holdingsOf } from './holdings.ts';
import type { Lasting } from './journal.ts';
import type { BadValue, Hand } from './own-rows.ts';
import type { NotFound } from './people.ts';
import type { Reader, Store, Writer } from './store.ts';
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

export type GrantsWanted = {
  readonly dossier?: string | undefined;
  readonly person?: string | undefined;
  readonly team?: string | undefined;
  /** Those that stand now; or of each dossier that nobody here holds now the last one, so that it can be found and given again. Without: all there were. */
  readonly standing?: 'yes' | 'no' | undefined;
};

/** More are not listed: a caseload of hundreds of thousands is asked for by its dossier or its holder. */
export const MOST_GRANTS = 10_000;

const stands = (grant: string): string =>
  `${grant}."revokedAt" IS NULL AND (${grant}."until" IS NULL OR ${grant}."until" > ?)`;

export const listGrants = (
  db: Reader,
  organisation: string,
  { standing, ...of }: GrantsWanted,
  now = 0,
): Promise<GivenGrant[]> => {
  const named = (['dossier', 'person', 'team'] as const).filter((column) => of[column] !== undefined);
  const moment = {
    yes: ` AND ${stands('g')}`,
    no: ` AND NOT EXISTS (SELECT 1 FROM "dossier" d WHERE d."organisation" = g."organisation" AND d."id" = g."dossier" AND d."erasedAt" IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM "dossierGrant" l WHERE l."organisation" = g."organisation" AND l."dossier" = g."dossier"
        AND (l."from" > g."from" OR l."from" = g."from" AND l."epoch" > g."epoch"))
      AND NOT EXISTS (SELECT 1 FROM "dossierGrant" s LEFT JOIN "person" p ON p."organisation" = s."organisation" AND p."id" = s."person"
        WHERE s."organisation" = g."organisation" AND s."dossier" = g."dossier" AND (s."team" IS NOT NULL OR p."active" = 1 AND p."roles" LIKE '%"adviser"%')
        AND ${stands('s')})`,
  };
  return db.all(
    `SELECT g."epoch", g."dossier", g."person", g."team", g."from", g."until", g."revokedAt" FROM "dossierGrant" g
      WHERE g."organisation" = ? AND (g."person" IS NULL OR g."dossier" <> g."person")${named.map((column) => ` AND g."${column}" = ?`).join('')}${standing === undefined ? '' : moment[standing]}
      ORDER BY g."dossier", g."from", g."epoch" LIMIT ${MOST_GRANTS}`,
    organisation,
    ...named.map((column) => of[column] ?? null),
    ...(standing === undefined ? [] : [now]),
  );
};

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
): Promise<Result<{ epoch: string }, NotFound | BadValue>> =>
  store.write(async (db) => {
    // Nobody would ever hold it, and whoever gave it would think they do.
    if (grant.until != null && grant.until <= Math.max(world.now(), grant.from ?? 0))
      return err({ type: 'BadValue', field: 'until' });
    const { organisation, actor } = hand;
    const person = 'person' in grant.to ? grant.to.person : null;
    const team = 'team' in grant.to ? grant.to.team : null;
    await beginFromQuarantine(db, world, organisation, grant.dossier);
    const dossier = await db.get(
      `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? AND "id" <> ? AND "erasedAt" IS NULL
          AND NOT EXISTS (SELECT 1 FROM "person" p WHERE p."organisation" = "dossier"."organisation" AND p."id" = "dossier"."id") FOR UPDATE`,
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

/** After a restore there may be a dossier of which only quarantined work is left: given to somebody, it begins with that (S4). */
async function beginFromQuarantine(db: Writer, world: World, organisation: string, dossier: string): Promise<void> {
  if (dossier === ORGANISATION) return;
  const waiting = await db.get(
    `SELECT "id" FROM "quarantine" WHERE "organisation" = ? AND "dossier" = ? AND "body" IS NOT NULL AND "why" IS NULL LIMIT 1`,
    organisation,
    dossier,
  );
  if (waiting)
    await db.insert('dossier', [{ organisation, id: dossier, lastSeq: 0, begunAt: world.now() }], {
      conflict: 'DO NOTHING',
    });
}

/** Who holds a dossier still, by which grant: through a team, or by one of their own; of several the one that lasts longest. */
export type Kept = { person: string; team: string | null; until: number | null };
/** What came of taking: whose laptops erase the dossier at their next contact, and who keeps it by another grant. */
export type Taken = { dossier: string; lost: string[]; kept: Kept[] };

/** At the laptop's next contact: first it hands in what it has, then it drops the dossier (P12). */
export const revokeGrant = (
  { store, world, journal }: Lasting,
  hand: Hand,
  epoch: string,
): Promise<Result<Taken, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const grant = await db.get<{ dossier: string; person: string | null; team: string | null }>(
      `SELECT "dossier", "person", "team" FROM "dossierGrant" WHERE "organisation" = ? AND "epoch" = ?`,
      organisation,
      epoch,
    );
    if (!grant || grant.dossier === grant.person) return err({ type: 'NotFound' });
    const { dossier, person, team } = grant;
    // With the dossier locked: a push of this moment is wholly before, or wholly after.
    await db.get(`SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`, organisation, dossier);
    const now = world.now();
    const persons = person === null ? await membersOf(db, organisation, team ?? '') : [person];
    const before = await keepersOf(db, organisation, dossier, persons, now);
    const revoked = await db.run(
      `UPDATE "dossierGrant" SET "revokedAt" = ? WHERE "organisation" = ? AND "epoch" = ? AND "revokedAt" IS NULL`,
      now,
      organisation,
      epoch,
    );
    const kept = revoked > 0 ? await keepersOf(db, organisation, dossier, persons, now) : before;
    if (revoked > 0) {
      await appendAudit(db, world, { ...hand, action: 'grant.revoked', dossier, detail: { person, team } });
      await rememberTaken(db, { world, journal }, hand, { ended: [epoch], persons, dossiers: [dossier] });
    }
    const lost = before.map((each) => each.person).filter((each) => !kept.some((other) => other.person === each));
    return ok({ dossier, lost, kept });
  });

/** Of these people who has the dossier at this moment, and may have it: advisers with access. */
async function keepersOf(
  db: Reader,
  organisation: string,
  dossier: string,
  persons: readonly string[],
  now: number,
): Promise<Kept[]> {
  const rows = await db.all<Kept>(
    `SELECT p."id" AS "person", g."team", g."until" FROM "dossierGrant" g
       LEFT JOIN "teamMember" m ON m."organisation" = g."organisation" AND m."team" = g."team" AND m."until" IS NULL
       JOIN "person" p ON p."organisation" = g."organisation" AND p."id" = COALESCE(g."person", m."person")
      WHERE g."organisation" = ? AND g."dossier" = ? AND p."id" IN (?*) AND p."active" = 1 AND p."roles" LIKE '%"adviser"%'
        AND g."from" <= ? AND ${stands('g')}
      ORDER BY p."id", COALESCE(g."until", ${Number.MAX_SAFE_INTEGER}) DESC, g."epoch"`,
    organisation,
    dossier,
    persons,
    now,
    now,
  );
  return rows.filter(({ person }, index) => person !== rows[index - 1]?.person);
}

export const membersOf = async (db: Reader, organisation: string, team: string): Promise<string[]> => {
  const rows = await db.all<{ person: string }>(
    `SELECT "person" FROM "teamMember" WHERE "organisation" = ? AND "team" = ? AND "until" IS NULL`,
    organisation,
    team,
  );
  return rows.map(({ person }) => person);
};

/**
 * Who lost a dossier by a decision is given nothing back by a restore (S4). The last thing in a transaction: the journal is written, and
 * then it is so. What somebody still holds in another way was not taken from them.
 */
export async function rememberTaken(
  db: Writer,
  { world, journal }: Pick<Lasting, 'world' | 'journal'>,
  { organisation, actor }: Hand,
  taken: {
    readonly ended: readonly string[];
    readonly persons: readonly string[];
    readonly dossiers: readonly string[];
  },
): Promise<void> {
  const at = world.now();
  const from: { person: string; dossiers: string[] }[] = [];
  for (const person of taken.persons) {
    const { now: held } = await holdingsOf(db, { organisation, person, roles: ['adviser'] }, taken.dossiers, at);
    const dossiers = taken.dossiers.filter((dossier) => !held.has(dossier));
    if (dossiers.length > 0) from.push({ person, dossiers });
  }
  await db.insert(
    'taken',
    from.flatMap(({ person, dossiers }) => dossiers.map((dossier) => ({ organisation, person, dossier, at }))),
    { conflict: '("organisation", "person", "dossier") DO UPDATE SET "at" = excluded."at"' },
  );
  journal.append({ kind: 'taken', organisation, at, actor, ended: [...taken.ended], from });
}
