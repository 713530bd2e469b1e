/**
 * Signing in with the account of the organisation (OpenID Connect Core 1.0, authorisation code with PKCE). The server is the client of the
 * organisation's identity provider; laptop and browser never see a token of it. Promises: somebody comes in only as a person that the
 * organisation has already, by an address that the issuer verified, and afterwards by who they are there; each attempt is one browser, one
 * answer, ten minutes; a laptop comes in only when the browser that signed in stands on the same machine (RFC 8252, section 7.3: it hears
 * of it on the loopback) and only with the key it began with.
 */
import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { z } from 'zod';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { Key } from './access.ts';
import { appendAudit } from './audit.ts';
import type { Hand } from './own-rows.ts';
import { letIn, type Enrolled, type NotFound } from './people.ts';
import { epochOf } from './server-epoch.ts';
import { beginSession } from './session.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

const ATTEMPT_MS = 10 * 60 * 1000;
/** An issuer that does not answer within this is away. */
const ISSUER_SECONDS = 10;

export type Provider = { issuer: string; clientId: string; hasSecret: boolean; trustsEmail: boolean };
type ProviderRow = {
  organisation: string;
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  trustsEmail: number;
};

export const laptopAsk = z.strictObject({
  device: z.string().max(60),
  name: z.string().min(1).max(80),
  /** Of the loopback on which the laptop waits for its browser. */
  port: z.int().min(1024).max(65_535),
  /** Needed where a server has several organisations that sign in so. */
  organisation: z.string().max(60).optional(),
});
const laptopSchema = laptopAsk.extend({ publicKey: z.string(), thumbprint: z.string() });
type WaitingLaptop = z.infer<typeof laptopSchema>;

type Attempt = {
  id: string;
  organisation: string;
  epoch: string;
  laptop: string | null;
  state: string;
  nonce: string;
  verifier: string;
  cookie: string | null;
  person: string | null;
  secret: string | null;
  expiresAt: number;
};

export type OidcError =
  /** This organisation has no issuer, or it is not known which organisation is meant. */
  | { type: 'SignInNotOffered' }
  /** The issuer does not answer, or is none. */
  | { type: 'IssuerAway' }
  /** Over, used, begun in another browser, or never there. */
  | { type: 'AttemptOver' }
  /** The issuer said who it is, and nobody here is that. */
  | { type: 'PersonNotKnown' }
  /** The issuer did not sign them in. */
  | { type: 'SignInRefused' };

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const newSecret = (world: World): string => Buffer.from(world.random(32)).toString('base64url');

// --- The issuer of an organisation -----------------------------------------------------------------------------------

export async function providerOf(db: Reader, organisation: string): Promise<Provider | null> {
  const row = await rowOf(db, organisation);
  if (!row) return null;
  const { issuer, clientId, clientSecret, trustsEmail } = row;
  return { issuer, clientId, hasSecret: clientSecret !== null, trustsEmail: trustsEmail === 1 };
}
const rowOf = (db: Reader, organisation: string): Promise<ProviderRow | undefined> =>
  db.get(`SELECT * FROM "oidcProvider" WHERE "organisation" = ?`, organisation);

export const providerAsk = z.strictObject({
  issuer: z.url().max(500).refine(isSafe, { message: 'notSecure' }),
  clientId: z.string().min(1).max(300),
  /** Absent: as it was. Null: none, for a public client. */
  clientSecret: z.string().min(1).max(500).nullable().optional(),
  trustsEmail: z.boolean().default(false),
});

/** Only https, so that nobody on the way signs in for somebody else; this machine itself is no way. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** Asks the issuer first: what does not answer is not kept. */
export async function setProvider(
  store: Store,
  world: World,
  hand: Hand,
  ask: z.infer<typeof providerAsk>,
): Promise<Result<null, { type: 'IssuerAway' }>> {
  const { organisation } = hand;
  const before = await store.read((db) => rowOf(db, organisation));
  const row: ProviderRow = {
    organisation,
    issuer: ask.issuer,
    clientId: ask.clientId,
    clientSecret: ask.clientSecret === undefined ? (before?.clientSecret ?? null) : ask.clientSecret,
    trustsEmail: ask.trustsEmail ? 1 : 0,
  };
  if (!(await configurationOf(row).catch(() => null))) return err({ type: 'IssuerAway' });
  return store.write(async (db) => {
    await db.run(`DELETE FROM "oidcProvider" WHERE "organisation" = ?`, organisation);
    await db.insert('oidcProvider', [{ ...row, changedAt: world.now() }]);
    await appendAudit(db, world, { ...hand, action: 'oidc.set', dossier: null, detail: {} });
    return ok(null);
  });
}

export const removeProvider = (store: Store, world: World, hand: Hand): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const gone = await db.run(`DELETE FROM "oidcProvider" WHERE "organisation" = ?`, organisation);
    if (gone === 0) return err({ type: 'NotFound' });
    await db.run(`DELETE FROM "oidcAttempt" WHERE "organisation" = ?`, organisation);
    await appendAudit(db, world, { ...hand, action: 'oidc.removed', dossier: null, detail: {} });
    return ok(null);
  });

/** Whether somebody of this server signs in so: said to laptops, without whom. */
/** Whether an address without the name of the organisation is not enough to sign in. */
export async function isOneOfSeveral(db: Reader): Promise<boolean> {
  return (await db.all(`SELECT 1 AS "one" FROM "oidcProvider" LIMIT 2`)).length > 1;
}

export const isOffered = async (db: Reader): Promise<boolean> =>
  (await db.get(`SELECT 1 AS "one" FROM "oidcProvider" LIMIT 1`)) !== undefined;

async function configurationOf(provider: ProviderRow): Promise<client.Configuration> {
  const issuer = new URL(provider.issuer);
  const configuration = await client.discovery(
    issuer,
    provider.clientId,
    {},
    provider.clientSecret === null ? client.None() : client.ClientSecretBasic(provider.clientSecret),
    { execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [], timeout: ISSUER_SECONDS },
  );
  configuration.timeout = ISSUER_SECONDS;
  return configuration;
}

// --- An attempt ------------------------------------------------------------------------------------------------------

/** A laptop wants in: its browser is to go to the address that comes back. */
export async function beginForLaptop(
  store: Store,
  world: World,
  ask: z.infer<typeof laptopAsk> & Key,
): Promise<Result<{ attempt: string; expiresAt: number }, OidcError>> {
  return store.write(async (db) => {
    const organisation = await organisationMeant(db, ask.organisation);
    if (!organisation) return err({ type: 'SignInNotOffered' });
    const made = await newAttempt(db, world, organisation, ask);
    return ok({ attempt: made.id, expiresAt: made.expiresAt });
  });
}

async function organisationMeant(db: Reader, named: string | undefined): Promise<string | null> {
  const rows = await db.all<{ organisation: string }>(
    `SELECT "organisation" FROM "oidcProvider"${named === undefined ? '' : ' WHERE "organisation" = ?'} LIMIT 2`,
    ...(named === undefined ? [] : [named]),
  );
  return rows.length === 1 ? (rows[0]?.organisation ?? null) : null;
}

async function newAttempt(
  db: Writer,
  world: World,
  organisation: string,
  laptop: WaitingLaptop | null,
): Promise<Attempt> {
  const attempt: Attempt = {
    id: newSecret(world),
    organisation,
    epoch: await epochOf(db),
    laptop: laptop && JSON.stringify(laptop),
    state: newSecret(world),
    nonce: newSecret(world),
    verifier: newSecret(world),
    cookie: null,
    person: null,
    secret: null,
    expiresAt: world.now() + ATTEMPT_MS,
  };
  await db.insert('oidcAttempt', [attempt]);
  return attempt;
}

/**
 * The browser sets off for the issuer. Which browser it is stands in a cookie from here on: a second one that is sent the same address
 * finds the attempt taken.
 *
 * @param redirectUri where the issuer sends it back to
 */
export async function setOff(
  store: Store,
  world: World,
  of: { readonly attempt: string } | { readonly page: string | undefined },
  redirectUri: string,
): Promise<Result<{ url: string; cookie: string }, OidcError>> {
  const cookie = newSecret(world);
  const begun = await store.write(async (db) => {
    if ('page' in of) {
      const organisation = await organisationMeant(db, of.page);
      if (!organisation) return err<OidcError>({ type: 'SignInNotOffered' });
      const made = await newAttempt(db, world, organisation, null);
      await db.run(`UPDATE "oidcAttempt" SET "cookie" = ? WHERE "id" = ?`, hashOf(cookie), made.id);
      return ok(made);
    }
    const taken = await db.run(
      `UPDATE "oidcAttempt" SET "cookie" = ? WHERE "id" = ? AND "cookie" IS NULL AND "expiresAt" > ?`,
      hashOf(cookie),
      of.attempt,
      world.now(),
    );
    const found = taken === 0 ? undefined : await attemptBy(db, 'id', of.attempt);
    return found ? ok(found) : err<OidcError>({ type: 'AttemptOver' });
  });
  if (!begun.ok) return begun;
  const { organisation, state, nonce, verifier } = begun.value;
  const provider = await store.read((db) => rowOf(db, organisation));
  if (!provider) return err({ type: 'SignInNotOffered' });
  try {
    const configuration = await configurationOf(provider);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid email',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return ok({ url: url.href, cookie });
  } catch {
    return err({ type: 'IssuerAway' });
  }
}

const attemptBy = (db: Reader, column: 'id' | 'state', value: string): Promise<Attempt | undefined> =>
  db.get(`SELECT * FROM "oidcAttempt" WHERE "${column}" = ?`, value);

export type CameBack =
  /** Back to the laptop that waits, with what proves that it is the same machine. */
  | { readonly to: 'laptop'; readonly port: number; readonly secret: string }
  | { readonly to: 'page'; readonly session: string };

/** The browser comes back from the issuer. @param url with what the issuer says, as the browser was sent */
export async function comeBack(
  store: Store,
  world: World,
  url: URL,
  cookie: string | null,
): Promise<Result<CameBack, OidcError>> {
  const over = err<OidcError>({ type: 'AttemptOver' });
  const state = url.searchParams.get('state') ?? '';
  const attempt = await store.read((db) => attemptBy(db, 'state', state));
  if (!attempt || attempt.person !== null || attempt.expiresAt <= world.now()) return over;
  if (cookie === null || attempt.cookie !== hashOf(cookie)) return over;
  const provider = await store.read((db) => rowOf(db, attempt.organisation));
  if (!provider) return err({ type: 'SignInNotOffered' });
  let claims: Claims | undefined;
  try {
    const configuration = await configurationOf(provider);
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    claims = tokens.claims();
    // Some issuers say the address here and not in the token (OpenID Connect Core 1.0, section 5.4).
    if (claims && claims['email'] === undefined)
      claims = { ...claims, ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) };
  } catch (error) {
    const isAway = error instanceof TypeError || (error as { code?: string }).code === 'OAUTH_TIMEOUT';
    return err({ type: isAway ? 'IssuerAway' : 'SignInRefused' });
  }
  if (!claims) return err({ type: 'SignInRefused' });
  const said = claims;
  return store.write(async (db) => {
    if ((await epochOf(db)) !== attempt.epoch) return over;
    const person = await personOf(db, world, provider, said);
    if (!person) return err({ type: 'PersonNotKnown' });
    const secret = newSecret(world);
    // Two at once: one is first.
    const first = await db.run(
      `UPDATE "oidcAttempt" SET "person" = ?, "secret" = ?, "verifier" = '', "nonce" = '' WHERE "id" = ? AND "person" IS NULL`,
      person.id,
      hashOf(secret),
      attempt.id,
    );
    if (first === 0) return over;
    if (attempt.laptop !== null) {
      const { port } = laptopSchema.parse(JSON.parse(attempt.laptop));
      return ok({ to: 'laptop' as const, port, secret });
    }
    await db.run(`DELETE FROM "oidcAttempt" WHERE "id" = ?`, attempt.id);
    const session = await beginSession(db, world, { organisation: attempt.organisation, person: person.id });
    return session ? ok({ to: 'page' as const, session: session.cookie }) : err({ type: 'PersonNotKnown' });
  });
}

type Claims = Pick<client.IDToken, 'sub'> & { readonly [name: string]: unknown };

/** By who they are at the issuer; the first time by the address that the issuer verified and that one person here has. */
async function personOf(
  db: Writer,
  world: World,
  { organisation, issuer, trustsEmail }: ProviderRow,
  claims: Claims,
): Promise<{ id: string } | null> {
  const bound = await db.get<{ id: string; active: number }>(
    `SELECT p."id", p."active" FROM "oidcIdentity" i JOIN "person" p ON p."organisation" = i."organisation" AND p."id" = i."person"
      WHERE i."organisation" = ? AND i."issuer" = ? AND i."subject" = ?`,
    organisation,
    issuer,
    claims.sub,
  );
  if (bound) return bound.active === 1 ? { id: bound.id } : null;
  const { email, email_verified: isVerified } = claims as { email?: unknown; email_verified?: unknown };
  if (typeof email !== 'string' || (isVerified !== true && trustsEmail !== 1)) return null;
  const people = await db.all<{ id: string }>(
    `SELECT "id" FROM "person" WHERE "organisation" = ? AND lower("email") = ? AND "active" = 1 AND "id" <> "organisation"`,
    organisation,
    email.toLowerCase(),
  );
  const [only] = people;
  // Two with one address: nobody can say which is meant.
  if (!only || people.length > 1) return null;
  const taken = await db.get(
    `SELECT 1 AS "one" FROM "oidcIdentity" WHERE "organisation" = ? AND "issuer" = ? AND "person" = ?`,
    organisation,
    issuer,
    only.id,
  );
  // Somebody else at the issuer was this person: an address that was given out again is not the same human being.
  if (taken) return null;
  await db.insert('oidcIdentity', [
    { organisation, issuer, subject: claims.sub, person: only.id, boundAt: world.now() },
  ]);
  await appendAudit(db, world, {
    organisation,
    actor: only.id,
    device: null,
    action: 'oidc.bound',
    dossier: null,
    detail: { person: only.id },
  });
  return only;
}

export const finishAsk = z.strictObject({ attempt: z.string().max(100), secret: z.string().max(100) });

/** The laptop heard from its browser. With another key than it began with, or a second time with another secret, it is nobody. */
export const finishForLaptop = (
  store: Store,
  world: World,
  ask: z.infer<typeof finishAsk> & Key,
): Promise<Result<Enrolled, OidcError | { type: 'Taken' }>> =>
  store.write(async (db) => {
    const attempt = await attemptBy(db, 'id', ask.attempt);
    const over = err<OidcError>({ type: 'AttemptOver' });
    if (!attempt?.laptop || attempt.person === null || attempt.expiresAt <= world.now()) return over;
    if (attempt.secret !== hashOf(ask.secret) || attempt.epoch !== (await epochOf(db))) return over;
    const laptop = laptopSchema.parse(JSON.parse(attempt.laptop));
    if (laptop.thumbprint !== ask.thumbprint) return over;
    const { organisation, person } = attempt;
    // The attempt stays until it is over: an answer that is lost is given again to the same key (P16).
    const entered = await letIn(db, world, { ...laptop, organisation, person });
    return entered.ok || entered.error.type === 'Taken' ? (entered as Result<Enrolled, { type: 'Taken' }>) : over;
  });

export const forgetAttempts = (store: Store, world: World): Promise<number> =>
  store.write((db) => db.run(`DELETE FROM "oidcAttempt" WHERE "expiresAt" < ?`, world.now()));

// --- What a browser is shown -----------------------------------------------------------------------------------------

/** Lax: it must come along when the issuer sends the browser back. */
export const attemptCookieLine = (value: string, isSecure: boolean): string =>
  `${attemptCookieName(isSecure)}=${value}; Path=/v1/oidc; HttpOnly; SameSite=Lax; Max-Age=${ATTEMPT_MS / 1000}${isSecure ? '; Secure' : ''}`;
const attemptCookieName = (isSecure: boolean): string => (isSecure ? '__Secure-jobport-oidc' : 'jobport-oidc');
export const attemptCookieIn = (header: string | undefined, isSecure: boolean): string | null =>
  header
    ?.split(/; */)
    .map((each) => each.split('='))
    .find(([name]) => name === attemptCookieName(isSecure))?.[1] ?? null;

const SENTENCES: Record<OidcError['type'], readonly [nl: string, en: string]> = {
  SignInNotOffered: [
    'Deze organisatie gebruikt hier geen eigen account. Vraag je beheerder om een code.',
    'This organisation does not use an account of its own here. Ask your administrator for a code.',
  ],
  IssuerAway: [
    'De aanmelddienst van je organisatie antwoordt niet. Probeer het over een paar minuten opnieuw.',
    'The sign-in service of your organisation does not answer. Try again in a few minutes.',
  ],
  AttemptOver: [
    'Deze poging is voorbij, al gebruikt, of in een andere browser begonnen. Begin opnieuw.',
    'This attempt is over, was used already, or was begun in another browser. Begin again.',
  ],
  PersonNotKnown: [
    'Je bent aangemeld, maar Jobport kent je hier niet. Vraag je beheerder om je met dit e-mailadres toe te voegen.',
    'You are signed in, but Jobport does not know you here. Ask your administrator to add you with this e-mail address.',
  ],
  SignInRefused: [
    'Het aanmelden is niet gelukt of afgebroken. Begin opnieuw.',
    'Signing in did not succeed or was broken off. Begin again.',
  ],
};

/** A page without script that says what went wrong, and what to do. Nothing of anybody stands in it. */
export function troublePage(error: OidcError): { html: string; headers: Record<string, string> } {
  const [nl, en] = SENTENCES[error.type];
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'x-frame-options': 'DENY',
    },
    html: `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jobport</title>
<style>:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fbfaf7,#10191c);color:light-dark(#1b2a2f,#eef3f3)}
main{max-width:30rem;padding:2rem;border:1px solid light-dark(#e4e1d9,#2a383d);border-radius:12px;background:light-dark(#fff,#172226)}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:.5rem 0}[lang=en]{color:light-dark(#4c5d63,#b5c3c6)}</style>
<main><h1>Jobport</h1><p>${nl}</p><p lang="en">${en}</p></main></html>`,
  };
}
