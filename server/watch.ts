/**
 * Looking after the audit log (§5): what is unusual in it, whether it is whole on the server and as each laptop sent it, and who can see what.
 * Owns nothing of its own but the thresholds. Reads numbers of dossiers, never what stands in one.
 */
import {
  clockIn,
  exportsAtOddHours,
  manyOpened,
  outsideCaseload,
  watch,
  type LogLine,
  type Unusual,
  type Watch,
} from '../core/privacy/unusual.ts';
import { beginningsOf } from '../core/privacy/audit-kinds.ts';
import { appendAudit, firstBrokenLine } from './audit.ts';
import type { Hand } from './own-rows.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';

/** Where the organisations are. */
const TIME_ZONE = 'Europe/Amsterdam';
/** So many lines are looked at in one go: a month of a hundred advisers. What is left out is said. */
const MOST_WATCHED = 300_000;

async function watchOf(db: Reader, organisation: string): Promise<Watch> {
  const row = await db.get<{ watch: string }>(`SELECT "watch" FROM "organisation" WHERE "id" = ?`, organisation);
  return watch.parse(JSON.parse(row?.watch ?? '{}'));
}

export const setWatch = (store: Store, world: World, hand: Hand, next: Watch): Promise<null> =>
  store.write(async (db) => {
    await db.run(`UPDATE "organisation" SET "watch" = ? WHERE "id" = ?`, JSON.stringify(next), hand.organisation);
    await appendAudit(db, world, { ...hand, action: 'watch.set', dossier: null, detail: { ...next } });
    return null;
  });

/** The newest first. */
export async function unusualIn(
  db: Reader,
  organisation: string,
  period: { readonly from: number; readonly until: number },
): Promise<{ found: Unusual[]; isAll: boolean; watch: Watch }> {
  const settings = await watchOf(db, organisation);
  const beginnings = [...beginningsOf('opened'), ...beginningsOf('exported')];
  const lines = await db.all<LogLine>(
    `SELECT "number", "at", "actor", "action", "dossier" FROM "audit"
      WHERE "organisation" = ? AND "at" >= ? AND "at" < ? AND (${beginnings.map(() => `"action" LIKE ?`).join(' OR ')})
      ORDER BY "at" DESC LIMIT ${MOST_WATCHED}`,
    organisation,
    period.from,
    period.until,
    ...beginnings.map((beginning) => `${beginning}%`),
  );
  const found = [
    ...manyOpened(lines, settings),
    ...outsideCaseload(lines, await holdersOf(db, organisation)),
    ...exportsAtOddHours(lines, settings, clockIn(TIME_ZONE)),
  ];
  return { found: found.toSorted((a, b) => b.from - a.from), isAll: lines.length < MOST_WATCHED, watch: settings };
}

/** When somebody's last hold of a dossier ended, by any way: nothing is outside before that. */
async function holdersOf(
  db: Reader,
  organisation: string,
): Promise<(actor: string, dossier: string, at: number) => boolean> {
  const grants = await db.all<{ person: string; dossier: string; until: number | null; revokedAt: number | null }>(
    `SELECT "person", "dossier", "until", "revokedAt" FROM "dossierGrant" WHERE "organisation" = ? AND "person" IS NOT NULL
     UNION ALL
     SELECT m."person", g."dossier",
            CASE WHEN m."until" IS NULL THEN g."until" WHEN g."until" IS NULL OR m."until" < g."until" THEN m."until" ELSE g."until" END,
            g."revokedAt"
       FROM "dossierGrant" g JOIN "teamMember" m ON m."organisation" = g."organisation" AND m."team" = g."team"
      WHERE g."organisation" = ?`,
    organisation,
    organisation,
  );
  const ends = new Map<string, number>();
  for (const { person, dossier, until, revokedAt } of grants) {
    const key = `${person} ${dossier}`;
    const end = Math.min(until ?? Infinity, revokedAt ?? Infinity);
    ends.set(key, Math.max(ends.get(key) ?? 0, end));
  }
  // 'organisation' is everybody's.
  return (actor, dossier, at) => dossier === 'organisation' || at < (ends.get(`${actor} ${dossier}`) ?? 0);
}

export type ChainCheck = {
  /** The first line of the office's own log that does not fit, or null. */
  readonly office: number | null;
  readonly laptops: readonly {
    readonly device: string;
    readonly name: string;
    readonly person: string;
    /** How many lines came from it. */
    readonly lines: number;
    /** Of those, how many did not fit the ones before; and the number of the first here. */
    readonly broken: number;
    readonly first: number | null;
  }[];
};

/** Of a laptop it was looked at when its lines came (audit.ts); that they are still as they came says the office's own chain. */
export async function checkChains(db: Reader, organisation: string): Promise<ChainCheck> {
  const devices = await db.all<{ id: string; name: string; person: string; auditNumber: number }>(
    `SELECT "id", "name", "person", "auditNumber" FROM "device" WHERE "organisation" = ? AND "id" <> ? ORDER BY "name"`,
    organisation,
    organisation,
  );
  // What a laptop itself wrote stands in a text inside the text: there the quotes have a backslash before them.
  const broken = await db.all<{ device: string; broken: number; first: number }>(
    `SELECT "device", count(*) AS "broken", min("number") AS "first" FROM "audit"
      WHERE "organisation" = ? AND "action" LIKE 'laptop.%' AND "detail" LIKE '%"isWhole":false%' GROUP BY "device"`,
    organisation,
  );
  return {
    office: await firstBrokenLine(db, organisation),
    laptops: devices.map(({ id, name, person, auditNumber }) => {
      const of = broken.find(({ device }) => device === id);
      return {
        device: id,
        name,
        person,
        lines: auditNumber,
        broken: of?.broken ?? 0,
        first: of?.first ?? null,
      };
    }),
  };
}

export type Sees = {
  readonly person: string;
  readonly dossier: string;
  /** Through which team; null when it was given to them. */
  readonly team: string | null;
  readonly from: number;
  readonly until: number | null;
  readonly givenBy: string;
};
/** More than these are asked for by person or by dossier. */
const MOST_SEEN = 20_000;

/** Who may see which dossier at this moment, and by which grant. Only advisers who work here see any. */
export const whoSees = (
  db: Reader,
  organisation: string,
  of: { readonly person?: string | undefined; readonly dossier?: string | undefined },
  now: number,
): Promise<Sees[]> => {
  const which =
    (of.person === undefined ? '' : ` AND s."person" = ?`) + (of.dossier === undefined ? '' : ` AND s."dossier" = ?`);
  const standing = `g."organisation" = ? AND g."from" <= ? AND g."revokedAt" IS NULL AND (g."until" IS NULL OR g."until" > ?)`;
  return db.all<Sees>(
    `SELECT s."person", s."dossier", s."team", s."from", s."until", s."givenBy" FROM (
       SELECT g."organisation", g."person", g."dossier", g."team", g."from", g."until", g."givenBy" FROM "dossierGrant" g
        WHERE g."person" IS NOT NULL AND g."person" <> g."dossier" AND ${standing}
       UNION ALL
       SELECT g."organisation", m."person", g."dossier", g."team", CASE WHEN m."from" > g."from" THEN m."from" ELSE g."from" END, g."until", g."givenBy"
         FROM "dossierGrant" g JOIN "teamMember" m ON m."organisation" = g."organisation" AND m."team" = g."team" AND m."until" IS NULL
        WHERE ${standing}
     ) s JOIN "person" p ON p."organisation" = s."organisation" AND p."id" = s."person"
      WHERE p."active" = 1 AND p."roles" LIKE '%"adviser"%'${which}
      ORDER BY s."person", s."dossier", s."from" LIMIT ${MOST_SEEN}`,
    organisation,
    now,
    now,
    organisation,
    now,
    now,
    ...(of.person === undefined ? [] : [of.person]),
    ...(of.dossier === undefined ? [] : [of.dossier]),
  );
};
