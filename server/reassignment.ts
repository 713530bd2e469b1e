/**
 * All dossiers of somebody to a colleague or a team, in one go, and back in one go: an adviser leaves, or is ill. Owns which dossiers those
 * are: what was given to the person themselves. What they hold through a team stays with that team, which has it already. For a while they
 * keep them beside the other; for good they are taken from them.
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { appendAuditLines, type Deed } from './audit.ts';
import { membersOf, rememberTaken } from './grants.ts';
import { holdingsOf } from './holdings.ts';
import type { Lasting } from './journal.ts';
import type { BadValue, Hand } from './own-rows.ts';
import type { NotFound } from './people.ts';
import type { Reader, Writer } from './store.ts';
import type { World } from './world.ts';

export type Reassigning = {
  readonly from: string;
  readonly to: { readonly person: string } | { readonly team: string };
  /** Null is for good. */
  readonly until: number | null;
};

/** What will be done: numbers of dossiers. */
export type Plan = {
  /** That the receiver gets. */
  given: number;
  /** That the receiver has already, for as long. */
  already: number;
  /** That go from whose they were; nothing for a while. */
  taken: number;
  /** That they hold through a team, and which stay with that team. */
  ofTeams: number;
};

type Standing = { epoch: string; dossier: string; from: number; until: number | null };
type Planned = Plan & { readonly gives: readonly Standing[]; readonly takes: readonly Standing[] };

export const previewReassignment = async (
  db: Reader,
  organisation: string,
  asked: Reassigning,
  now: number,
): Promise<Result<Plan, NotFound | BadValue>> => {
  const planned = await planOf(db, organisation, asked, now);
  if (!planned.ok) return planned;
  const { given, already, taken, ofTeams } = planned.value;
  return ok({ given, already, taken, ofTeams });
};

async function planOf(
  db: Reader,
  organisation: string,
  { from, to, until }: Reassigning,
  now: number,
): Promise<Result<Planned, NotFound | BadValue>> {
  if (until !== null && until <= now) return err({ type: 'BadValue', field: 'until' });
  const [column, receiver] = 'person' in to ? (['person', to.person] as const) : (['team', to.team] as const);
  if (receiver === from) return err({ type: 'BadValue', field: 'to' });
  const giver = await db.get(
    `SELECT "id" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "id" <> "organisation"`,
    organisation,
    from,
  );
  const taker = await db.get<{ roles?: string; active?: number }>(
    column === 'person'
      ? `SELECT "roles", "active" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "id" <> "organisation"`
      : `SELECT "id" FROM "team" WHERE "organisation" = ? AND "id" = ?`,
    organisation,
    receiver,
  );
  if (!giver || !taker) return err({ type: 'NotFound' });
  // Nobody would hold them, and whoever gave them would think they do.
  if (column === 'person' && !(taker.active === 1 && taker.roles?.includes('"adviser"')))
    return err({ type: 'BadValue', field: 'to' });
  const [takes, theirs] = [
    await standingOf(db, organisation, 'person', from, now),
    await standingOf(db, organisation, column, receiver, now),
  ];
  const longest = new Map<string, Standing>();
  for (const grant of takes) {
    const other = longest.get(grant.dossier);
    if (!other || endOf(grant.until) > endOf(other.until)) longest.set(grant.dossier, grant);
  }
  // Nobody gives for longer than they have it themselves.
  const wanted = [...longest.values()].map((grant) => ({
    ...grant,
    from: Math.max(grant.from, now),
    until: endOf(grant.until) < endOf(until) ? grant.until : until,
  }));
  const gives = wanted.filter(
    ({ dossier, from: begins, until: ends }) =>
      !theirs.some((has) => has.dossier === dossier && has.from <= begins && endOf(has.until) >= endOf(ends)),
  );
  const { now: held } = await holdingsOf(db, { organisation, person: from, roles: ['adviser'] }, null, now);
  const ofTeams = [...held.keys()].filter(
    (dossier) => dossier !== 'organisation' && dossier !== from && !longest.has(dossier),
  );
  const isForGood = until === null;
  return ok({
    gives,
    takes: isForGood ? takes : [],
    given: gives.length,
    already: wanted.length - gives.length,
    taken: isForGood ? longest.size : 0,
    ofTeams: ofTeams.length,
  });
}

const endOf = (until: number | null): number => until ?? Infinity;

/** Grants that stand or are to begin, of dossiers that are there; an adviser's own dossier is nobody else's (P28). */
const standingOf = (
  db: Reader,
  organisation: string,
  column: 'person' | 'team',
  id: string,
  now: number,
): Promise<Standing[]> =>
  db.all(
    `SELECT g."epoch", g."dossier", g."from", g."until" FROM "dossierGrant" g
       JOIN "dossier" d ON d."organisation" = g."organisation" AND d."id" = g."dossier"
      WHERE g."organisation" = ? AND g."${column}" = ? AND g."dossier" <> ? AND d."erasedAt" IS NULL
        AND g."revokedAt" IS NULL AND (g."until" IS NULL OR g."until" > ?) ORDER BY g."dossier", g."epoch"`,
    organisation,
    id,
    id,
    now,
  );

export const reassign = (
  { store, world, journal }: Lasting,
  hand: Hand,
  asked: Reassigning,
): Promise<Result<Plan & { id: string }, NotFound | BadValue | { type: 'NothingToGive' }>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const { from, to, until } = asked;
    await lockDossiersOf(db, organisation, `"person" = ?`, from);
    const now = world.now();
    const planned = await planOf(db, organisation, asked, now);
    if (!planned.ok) return planned;
    const { gives, takes, ...plan } = planned.value;
    if (gives.length + takes.length === 0) return err({ type: 'NothingToGive' });
    const id = world.newId();
    const holder = { person: 'person' in to ? to.person : null, team: 'team' in to ? to.team : null };
    await db.insert('reassignment', [
      { organisation, id, fromPerson: from, ...holder, until, at: now, by: hand.actor, takenBackAt: null },
    ]);
    await giveAll(
      db,
      world,
      hand,
      gives.map((grant) => ({ ...grant, ...holder })),
      id,
    );
    await takeAll(
      db,
      world,
      hand,
      takes.map((grant) => ({ ...grant, person: from, team: null })),
      id,
    );
    if (takes.length > 0)
      await rememberTaken(db, { world, journal }, hand, {
        ended: takes.map(({ epoch }) => epoch),
        persons: [from],
        dossiers: [...new Set(takes.map(({ dossier }) => dossier))],
      });
    return ok({ ...plan, id });
  });

export type TakenBack = {
  /** Dossiers that go from the receiver's laptops. */
  taken: number;
  /** That the receiver keeps, because they have them in another way as well. */
  kept: number;
  /** That whose they were has again. */
  givenBack: number;
  from: string;
  person: string | null;
  team: string | null;
};

export const takeBackReassignment = (
  { store, world, journal }: Lasting,
  hand: Hand,
  id: string,
): Promise<Result<TakenBack, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const row = await db.get<{ fromPerson: string; person: string | null; team: string | null }>(
      `SELECT "fromPerson", "person", "team" FROM "reassignment"
        WHERE "organisation" = ? AND "id" = ? AND "takenBackAt" IS NULL FOR UPDATE`,
      organisation,
      id,
    );
    if (!row) return err({ type: 'NotFound' });
    const { fromPerson: from, person, team } = row;
    await lockDossiersOf(db, organisation, `"givenIn" = ?`, id);
    const now = world.now();
    const column = person === null ? 'team' : 'person';
    const receiver = person ?? team ?? '';
    const given = await db.all<Standing>(
      `SELECT "epoch", "dossier", "from", "until" FROM "dossierGrant"
        WHERE "organisation" = ? AND "givenIn" = ? AND "revokedAt" IS NULL AND ("until" IS NULL OR "until" > ?) ORDER BY "dossier"`,
      organisation,
      id,
      now,
    );
    const before = await standingOf(db, organisation, 'person', from, now);
    const back = (
      await db.all<Standing>(
        `SELECT g."epoch", g."dossier", g."from", g."until" FROM "dossierGrant" g
           JOIN "dossier" d ON d."organisation" = g."organisation" AND d."id" = g."dossier" AND d."erasedAt" IS NULL
          WHERE g."organisation" = ? AND g."takenIn" = ? AND (g."until" IS NULL OR g."until" > ?) ORDER BY g."dossier"`,
        organisation,
        id,
        now,
      )
    ).filter((grant) => !before.some((has) => has.dossier === grant.dossier && endOf(has.until) >= endOf(grant.until)));
    await giveAll(
      db,
      world,
      hand,
      back.map((grant) => ({ ...grant, from: Math.max(grant.from, now), person: from, team: null })),
      null,
    );
    await takeAll(
      db,
      world,
      hand,
      given.map((grant) => ({ ...grant, person, team })),
      null,
    );
    await db.run(
      `UPDATE "reassignment" SET "takenBackAt" = ? WHERE "organisation" = ? AND "id" = ?`,
      now,
      organisation,
      id,
    );
    const still = new Set((await standingOf(db, organisation, column, receiver, now)).map(({ dossier }) => dossier));
    const kept = given.filter(({ dossier }) => still.has(dossier)).length;
    if (given.length > 0)
      await rememberTaken(db, { world, journal }, hand, {
        ended: given.map(({ epoch }) => epoch),
        persons: await receiversOf(db, organisation, { person, team }),
        dossiers: given.map(({ dossier }) => dossier),
      });
    const givenBack = new Set(back.map(({ dossier }) => dossier)).size;
    return ok({ taken: given.length - kept, kept, givenBack, from, person, team });
  });

/** In one order, as a push does: whatever comes in at this moment is wholly before, or wholly after. */
const lockDossiersOf = async (db: Writer, organisation: string, which: string, value: string): Promise<void> => {
  await db.all(
    `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" IN
        (SELECT "dossier" FROM "dossierGrant" WHERE "organisation" = ? AND ${which}) ORDER BY "id" FOR UPDATE`,
    organisation,
    organisation,
    value,
  );
};

type Held = Standing & { readonly person: string | null; readonly team: string | null };

async function giveAll(
  db: Writer,
  world: World,
  hand: Hand,
  grants: readonly Held[],
  givenIn: string | null,
): Promise<void> {
  if (grants.length === 0) return;
  const { organisation, actor } = hand;
  await db.insert(
    'dossierGrant',
    grants.map(({ dossier, person, team, from, until }) => ({
      organisation,
      epoch: world.newId(),
      dossier,
      person,
      team,
      from,
      until,
      revokedAt: null,
      givenBy: actor,
      givenIn,
    })),
  );
  await appendAuditLines(
    db,
    world,
    grants.map(({ dossier, person, team, from, until }): Deed => ({
      ...hand,
      action: 'grant.given',
      dossier,
      detail: { person, team, from, until },
    })),
  );
}

async function takeAll(
  db: Writer,
  world: World,
  hand: Hand,
  grants: readonly Held[],
  takenIn: string | null,
): Promise<void> {
  if (grants.length === 0) return;
  await db.run(
    `UPDATE "dossierGrant" SET "revokedAt" = ?, "takenIn" = ? WHERE "organisation" = ? AND "epoch" IN (?*) AND "revokedAt" IS NULL`,
    world.now(),
    takenIn,
    hand.organisation,
    grants.map(({ epoch }) => epoch),
  );
  await appendAuditLines(
    db,
    world,
    grants.map(({ dossier, person, team }): Deed => ({
      ...hand,
      action: 'grant.revoked',
      dossier,
      detail: { person, team },
    })),
  );
}

/** Whose laptops hold what was given: the person, or whoever is in the team now. */
export const receiversOf = async (
  db: Reader,
  organisation: string,
  { person, team }: { readonly person: string | null; readonly team: string | null },
): Promise<string[]> => (person === null ? membersOf(db, organisation, team ?? '') : [person]);

export type Reassignment = {
  id: string;
  from: string;
  person: string | null;
  team: string | null;
  until: number | null;
  at: number;
  /** Of what was given, how many dossiers still stand. */
  dossiers: number;
};

/** Those of longer ago are taken back dossier by dossier. */
const MOST_REASSIGNMENTS = 100;

/** What can be taken back in one go, the newest first. */
export const listReassignments = (db: Reader, organisation: string, now: number): Promise<Reassignment[]> =>
  db.all(
    `SELECT r."id", r."fromPerson" AS "from", r."person", r."team", r."until", r."at", COUNT(g."epoch") AS "dossiers" FROM "reassignment" r
       JOIN "dossierGrant" g ON g."organisation" = r."organisation" AND g."givenIn" = r."id"
        AND g."revokedAt" IS NULL AND (g."until" IS NULL OR g."until" > ?)
      WHERE r."organisation" = ? AND r."takenBackAt" IS NULL
      GROUP BY r."id", r."fromPerson", r."person", r."team", r."until", r."at" ORDER BY r."at" DESC, r."id" LIMIT ${MOST_REASSIGNMENTS}`,
    now,
    organisation,
  );
