/**
 * Signing in with a browser, for the administrator's page. A browser has no key of ours: somebody at the machine of the server makes a link,
 * good once and for ten minutes, and it becomes a session of a working day (docs/decisions/0012). Of a session only who is remembered: what
 * they may do is read each time, and whoever is deactivated, or has no work here any more, is out at the next request.
 */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { Role } from '../core/sync/protocol.ts';
import type { AccessError } from './access.ts';
import { appendAudit } from './audit.ts';
import type { Caller } from './holdings.ts';
import type { Hand } from './own-rows.ts';
import type { NotFound } from './people.ts';
import { epochOf } from './server-epoch.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

const LINK_MS = 10 * 60 * 1000;
const SESSION_MS = 8 * 60 * 60 * 1000;

/** Who has work on the page; an adviser works on a laptop. */
export const OFFICE_ROLES = ['administrator', 'privacyOfficer', 'teamLead'] as const satisfies readonly Role[];
const hasOfficeWork = (roles: readonly Role[]): boolean => OFFICE_ROLES.some((role) => roles.includes(role));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const newSecret = (world: World): string => Buffer.from(world.random(32)).toString('base64url');

/** The secret of a link; the link itself carries it behind a '#', so that it stands in no log and nothing follows it ahead of time. */
export const makeSignIn = (
  store: Store,
  world: World,
  hand: Hand,
  person: string,
): Promise<Result<{ secret: string; expiresAt: number }, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const row = await db.get<{ roles: string }>(
      `SELECT "roles" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "active" = 1`,
      organisation,
      person,
    );
    if (!row || !hasOfficeWork(JSON.parse(row.roles) as Role[])) return err({ type: 'NotFound' });
    const secret = newSecret(world);
    const expiresAt = world.now() + LINK_MS;
    await db.insert('signIn', [{ hash: hashOf(secret), organisation, person, epoch: await epochOf(db), expiresAt }]);
    await appendAudit(db, world, { ...hand, action: 'session.offered', dossier: null, detail: { person } });
    return ok({ secret, expiresAt });
  });

/** A link is used up by whoever is first, also when it turns out to be of no use. */
export const signIn = (
  store: Store,
  world: World,
  secret: string,
): Promise<Result<{ cookie: string; expiresAt: number }, { type: 'CodeNotKnown' }>> =>
  store.write(async (db) => {
    const unknown = err({ type: 'CodeNotKnown' as const });
    const [link] = await db.all<{ organisation: string; person: string; epoch: string; expiresAt: number }>(
      `DELETE FROM "signIn" WHERE "hash" = ? RETURNING "organisation", "person", "epoch", "expiresAt"`,
      hashOf(secret),
    );
    const now = world.now();
    const epoch = await epochOf(db);
    if (!link || link.expiresAt <= now || link.epoch !== epoch) return unknown;
    const session = await beginSession(db, world, link);
    return session ? ok(session) : unknown;
  });

/** Of whoever is known to be this person; null when they have no work on the page. */
export async function beginSession(
  db: Writer,
  world: World,
  { organisation, person }: { readonly organisation: string; readonly person: string },
): Promise<{ cookie: string; expiresAt: number } | null> {
  const row = await db.get<{ roles: string }>(
    `SELECT "roles" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "active" = 1`,
    organisation,
    person,
  );
  if (!row || !hasOfficeWork(JSON.parse(row.roles) as Role[])) return null;
  const cookie = newSecret(world);
  const [id, now, epoch] = [world.newId(), world.now(), await epochOf(db)];
  const expiresAt = now + SESSION_MS;
  await db.insert('session', [{ organisation, id, hash: hashOf(cookie), person, epoch, createdAt: now, expiresAt }]);
  const deed = { organisation, actor: person, device: id, action: 'session.begun', dossier: null, detail: {} };
  await appendAudit(db, world, deed);
  return { cookie, expiresAt };
}

/** The session stands in the audit log where a laptop would. */
export const callerBySession = (store: Store, world: World, cookie: string): Promise<Result<Caller, AccessError>> =>
  store.read(async (db) => {
    const row = await db.get<{ organisation: string; id: string; person: string; roles: string; epoch: string }>(
      `SELECT s."organisation", s."id", s."person", s."epoch", p."roles" FROM "session" s
         JOIN "person" p ON p."organisation" = s."organisation" AND p."id" = s."person"
        WHERE s."hash" = ? AND s."expiresAt" > ? AND p."active" = 1`,
      hashOf(cookie),
      world.now(),
    );
    if (!row || row.epoch !== (await epochOf(db))) return err({ type: 'NotSignedIn' });
    const roles = JSON.parse(row.roles) as Role[];
    if (!hasOfficeWork(roles)) return err({ type: 'NotSignedIn' });
    return ok({ organisation: row.organisation, person: row.person, device: row.id, roles });
  });

export type Session = { id: string; person: string; createdAt: number; expiresAt: number };

export const listSessions = (db: Reader, organisation: string, now: number): Promise<Session[]> =>
  db.all(
    `SELECT "id", "person", "createdAt", "expiresAt" FROM "session" WHERE "organisation" = ? AND "expiresAt" > ? ORDER BY "createdAt"`,
    organisation,
    now,
  );

export const endSession = (store: Store, world: World, hand: Hand, id: string): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const ended = await db.run(`DELETE FROM "session" WHERE "organisation" = ? AND "id" = ?`, hand.organisation, id);
    if (ended === 0) return err({ type: 'NotFound' });
    await appendAudit(db, world, { ...hand, action: 'session.ended', dossier: null, detail: { session: id } });
    return ok(null);
  });

/** What is over anyway need not be remembered. */
export const forgetSessions = (store: Store, world: World): Promise<void> =>
  store.write(async (db) => {
    await db.run(`DELETE FROM "session" WHERE "expiresAt" < ?`, world.now());
    await db.run(`DELETE FROM "signIn" WHERE "expiresAt" < ?`, world.now());
  });

// --- What a browser sends --------------------------------------------------------------------------------------------

/** Not on http to the own machine, where there is no certificate; `__Host-` holds it to this one address. */
const nameOf = (isSecure: boolean): string => (isSecure ? '__Host-jobport' : 'jobport');

export function cookieLine(value: string, isSecure: boolean): string {
  const age = value === '' ? 0 : SESSION_MS / 1000;
  return `${nameOf(isSecure)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${isSecure ? '; Secure' : ''}`;
}

export const cookieIn = (header: string | undefined, isSecure: boolean): string | null =>
  header
    ?.split(/; */)
    .map((each) => each.split('='))
    .find(([name]) => name === nameOf(isSecure))?.[1] ?? null;

/**
 * Whether our own page asks: it names itself in a header that no other site can send along, and what changes something also comes from
 * our own address.
 */
export const isOwnPage = (
  headers: { readonly origin?: string | undefined; readonly 'x-jobport-page'?: string | string[] | undefined },
  method: string,
  origin: string,
): boolean => headers['x-jobport-page'] === '1' && (headers.origin === origin || (method === 'GET' && !headers.origin));

/** The link that lets a browser in: after #, which no browser sends and no log keeps. */
export const signInLink = (serverUrl: string, secret: string): string => `${serverUrl}/admin/#sign-in=${secret}`;
