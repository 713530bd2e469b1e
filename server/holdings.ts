/**
 * Who holds which dossier, now. Owns that one question, and promises that it is answered from the database each time: nothing
 * about a grant is ever remembered elsewhere, so what is taken away is gone at the next request (P8).
 */
import { createHash } from 'node:crypto';
import { ORGANISATION, textOfGrants, type Ending, type Grant, type Role } from '../core/sync/protocol.ts';
import type { Reader } from './store.ts';

/** Who asks: a person of an organisation, on a laptop. */
export type Caller = {
  readonly organisation: string;
  readonly person: string;
  readonly device: string;
  readonly roles: readonly Role[];
};

export type Holding = Grant & { readonly lastSeq: number };

export type Holdings = {
  /** Held at this moment, the organisation's own rows first. */
  readonly now: ReadonlyMap<string, Holding>;
  /** Held once. */
  readonly ended: ReadonlyMap<string, Ending>;
};

type GrantRow = {
  dossier: string;
  epoch: string;
  from: number;
  until: number | null;
  revokedAt: number | null;
  memberEpoch: string | null;
  memberFrom: number | null;
  memberUntil: number | null;
  personEpoch: string | null;
  erasedAt: number | null;
  lastSeq: number;
};

const columns = `g."dossier", g."epoch", g."from", g."until", g."revokedAt", d."erasedAt", d."lastSeq"`;
const dossierOfGrant = `JOIN "dossier" d ON d."organisation" = g."organisation" AND d."id" = g."dossier"`;
const among = (dossiers: readonly string[] | null): string => (dossiers === null ? '' : ` AND g."dossier" IN (?*)`);

/** @param dossiers only about these, or null for all */
export async function holdingsOf(
  db: Reader,
  caller: Pick<Caller, 'organisation' | 'person' | 'roles'>,
  dossiers: readonly string[] | null,
  now: number,
): Promise<Holdings> {
  const only = dossiers === null ? [] : [dossiers];
  const wantsOwn = dossiers === null || dossiers.includes(ORGANISATION);
  const rows = await db.all<GrantRow>(
    `SELECT ${columns}, NULL AS "memberEpoch", NULL AS "memberFrom", NULL AS "memberUntil", p."epoch" AS "personEpoch"
       FROM "dossierGrant" g ${dossierOfGrant}
       JOIN "person" p ON p."organisation" = g."organisation" AND p."id" = g."person"
      WHERE g."organisation" = ? AND g."person" = ?${among(dossiers)}
     UNION ALL
     SELECT ${columns}, m."epoch", m."from", m."until", p."epoch"
       FROM "teamMember" m
       JOIN "person" p ON p."organisation" = m."organisation" AND p."id" = m."person"
       JOIN "dossierGrant" g ON g."organisation" = m."organisation" AND g."team" = m."team" ${dossierOfGrant}
      WHERE m."organisation" = ? AND m."person" = ?${among(dossiers)}
     UNION ALL
     SELECT g."dossier", '', 0, NULL, g."at", d."erasedAt", d."lastSeq", NULL, NULL, NULL, NULL
       FROM "taken" g LEFT JOIN "dossier" d ON d."organisation" = g."organisation" AND d."id" = g."dossier"
      WHERE g."organisation" = ? AND g."person" = ?${among(dossiers)}${
        wantsOwn
          ? ` UNION ALL
     SELECT d."id", '', 0, NULL, NULL, NULL, d."lastSeq", NULL, NULL, NULL, NULL FROM "dossier" d WHERE d."organisation" = ? AND d."id" = ?`
          : ''
      }`,
    caller.organisation,
    caller.person,
    ...only,
    caller.organisation,
    caller.person,
    ...only,
    caller.organisation,
    caller.person,
    ...only,
    ...(wantsOwn ? [caller.organisation, ORGANISATION] : []),
  );
  const isAdviser = caller.roles.includes('adviser');
  const held = new Map<string, Holding>();
  const ended = new Map<string, Ending>();
  // Everybody holds the organisation's own rows: its epoch is the organisation itself.
  if (wantsOwn) {
    const lastSeq = rows.find(({ dossier }) => dossier === ORGANISATION)?.lastSeq ?? 0;
    held.set(ORGANISATION, { dossier: ORGANISATION, epoch: caller.organisation, until: null, lastSeq });
  }
  for (const row of rows) {
    if (row.dossier === ORGANISATION) continue;
    const from = Math.max(row.from, row.memberFrom ?? 0);
    const revokedAt = earliest(row.revokedAt, row.memberUntil);
    const end = earliest(revokedAt, row.until);
    // Never began, or was over before it did.
    if (from > now || (end !== null && end <= from)) continue;
    if (row.erasedAt !== null) {
      ended.set(row.dossier, { dossier: row.dossier, why: 'erased', at: row.erasedAt });
    } else if (!isAdviser || (end !== null && end <= now)) {
      const why = revokedAt !== null && (row.until === null || revokedAt < row.until) ? 'revoked' : 'ended';
      const before = ended.get(row.dossier);
      if (!before || before.at < (end ?? now)) ended.set(row.dossier, { dossier: row.dossier, why, at: end ?? now });
    } else {
      const epoch = epochThrough(row.epoch, row.memberEpoch, row.personEpoch);
      const one = { dossier: row.dossier, epoch, until: row.until, lastSeq: row.lastSeq };
      const other = held.get(row.dossier);
      if (!other || lastsLonger(one, other)) held.set(row.dossier, one);
    }
  }
  for (const dossier of held.keys()) ended.delete(dossier);
  return { now: held, ended };
}

/** As the laptop makes it of what it knows: while it is the same, nothing is listed (P8). */
export const digestOfGrants = (grants: readonly Pick<Grant, 'dossier' | 'epoch'>[]): string =>
  createHash('sha256').update(textOfGrants(grants)).digest('hex');

export const withoutSeq = ({ dossier, epoch, until }: Holding): Grant => ({ dossier, epoch, until });

/** Who holds any of these dossiers: whom to tell that something changed. */
export async function holdersOf(
  db: Pick<Reader, 'all'>,
  organisation: string,
  dossiers: readonly string[],
  now: number,
): Promise<Set<string>> {
  const rows = await db.all<{ person: string }>(
    `SELECT g."person" FROM "dossierGrant" g
      WHERE g."organisation" = ? AND g."dossier" IN (?*) AND g."person" IS NOT NULL
        AND g."revokedAt" IS NULL AND (g."until" IS NULL OR g."until" > ?)
     UNION
     SELECT m."person" FROM "dossierGrant" g
       JOIN "teamMember" m ON m."organisation" = g."organisation" AND m."team" = g."team" AND m."until" IS NULL
      WHERE g."organisation" = ? AND g."dossier" IN (?*) AND g."revokedAt" IS NULL AND (g."until" IS NULL OR g."until" > ?)`,
    organisation,
    dossiers,
    now,
    organisation,
    dossiers,
    now,
  );
  return new Set(rows.map(({ person }) => person));
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Of two grants of one dossier the same one always counts, whatever order they are read in. */
function lastsLonger(one: Grant, other: Grant): boolean {
  const oneEnd = one.until ?? Infinity;
  const otherEnd = other.until ?? Infinity;
  return oneEnd === otherEnd ? one.epoch < other.epoch : oneEnd > otherEnd;
}

/**
 * Leaving a team and coming back is a new grant, and so is being an adviser again: between the two the laptop may have been told to skip
 * operations of its dossiers, so that it must have them whole again (P11).
 */
export function epochThrough(grant: string, member: string | null, person: string | null): string {
  if (member === null && person === null) return grant;
  const hex = createHash('sha256')
    .update(`${grant} ${member ?? ''} ${person ?? ''}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
