/**
 * Who is asking. A laptop has a key of its own (Ed25519) and proves with each request that it holds it: a proof (DPoP, RFC 9449)
 * over method, address, time and the token, good for one use. So a token that was stolen opens nothing without the key, and a request
 * that was recorded can not be sent again. What a person may do is read from the database each time: never remembered in a token.
 */
import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { Role } from '../core/sync/protocol.ts';
import type { Caller } from './holdings.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** Short: it is bound to the key and looked up each time, so this only bounds how long a stream of events stays open. */
export const TOKEN_SECONDS = 10 * 60;
/** Laptops on one network drift by seconds; more is a wrong clock, and is told so. */
const CLOCK_TOLERANCE_MS = 60_000;

const proofClaims = z.object({
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  jti: z.string().min(8).max(100),
  ath: z.string().optional(),
});
const tokenClaims = z.object({ sub: z.string(), org: z.string(), cnf: z.object({ jkt: z.string() }) });

export type Asked = {
  readonly method: string;
  /** As the laptop sees it, without query. */
  readonly url: string;
  readonly proof: string | undefined;
  readonly authorization: string | undefined;
};

export type AccessError =
  | { type: 'NotSignedIn' }
  | { type: 'ClockDiffers'; serverTime: number }
  | { type: 'DeviceBlocked' }
  | { type: 'DeviceWiped' };

const notSignedIn = err<AccessError>({ type: 'NotSignedIn' });

export type Key = { readonly publicKey: string; readonly thumbprint: string };

/** `id`: of the proof, the same when the same request is sent twice. `expiresAt`: until when it would be taken. */
type Proof = Key & { readonly id: string; readonly expiresAt: number };

/** Whether a proof is one, of this request, by whoever holds the key that stands in it. */
async function readProof(world: World, asked: Asked, token: string | null): Promise<Result<Proof, AccessError>> {
  if (asked.proof === undefined || asked.proof.length > 2000) return notSignedIn;
  let claims: z.infer<typeof proofClaims>;
  let key: JWK;
  try {
    // Its own clock is checked below, where the answer can say what time it is.
    const read = await jwtVerify(asked.proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['EdDSA', 'Ed25519'] });
    claims = proofClaims.parse(read.payload);
    key = read.protectedHeader.jwk ?? {};
  } catch {
    return notSignedIn;
  }
  if (claims.htm !== asked.method || claims.htu !== asked.url) return notSignedIn;
  if (token !== null && claims.ath !== createHash('sha256').update(token).digest('base64url')) return notSignedIn;
  const now = world.now();
  if (Math.abs(claims.iat * 1000 - now) > CLOCK_TOLERANCE_MS) return err({ type: 'ClockDiffers', serverTime: now });
  const thumbprint = await calculateJwkThumbprint(key);
  const id = createHash('sha256').update(`${thumbprint} ${claims.jti}`).digest('base64url');
  const expiresAt = claims.iat * 1000 + 2 * CLOCK_TOLERANCE_MS;
  return ok({ publicKey: JSON.stringify({ kty: key.kty, crv: key.crv, x: key.x }), thumbprint, id, expiresAt });
}

/** False when it was used before. */
const takeProof = async (store: Store, { id, expiresAt }: Proof): Promise<boolean> =>
  (await store.alone.run(
    `INSERT INTO "proof" ("id", "expiresAt") VALUES (?, ?) ON CONFLICT ("id") DO NOTHING`,
    id,
    expiresAt,
  )) > 0;

/** Checks a proof that goes with no token, and uses it up. */
export async function proven(store: Store, world: World, asked: Asked): Promise<Result<Key, AccessError>> {
  const proof = await readProof(world, asked, null);
  if (!proof.ok) return proof;
  if (!(await takeProof(store, proof.value))) return notSignedIn;
  const { publicKey, thumbprint } = proof.value;
  return ok({ publicKey, thumbprint });
}

/** Proofs that are too old to be taken anyway need not be remembered. */
export const forgetProofs = (store: Store, world: World): Promise<number> =>
  store.write((db) => db.run(`DELETE FROM "proof" WHERE "expiresAt" < ?`, world.now()));

type DeviceRow = {
  organisation: string;
  device: string;
  person: string;
  roles: string;
  active: number;
  blockedAt: number | null;
  wipeAt: number | null;
  /** Of the server: what its tokens are signed with. */
  tokenSecret: string;
};

const deviceWith = (store: Store, thumbprint: string): Promise<DeviceRow | undefined> =>
  store.alone.get<DeviceRow>(
    `SELECT d."organisation", d."id" AS "device", d."person", p."roles", p."active", d."blockedAt", d."wipeAt", s."tokenSecret"
       FROM "device" d JOIN "person" p ON p."organisation" = d."organisation" AND p."id" = d."person" JOIN "server" s ON s."one" = 1
      WHERE d."thumbprint" = ?`,
    thumbprint,
  );

const secretIn = ({ tokenSecret }: DeviceRow): Uint8Array => new Uint8Array(Buffer.from(tokenSecret, 'base64'));

/** Whoever uses this laptop, if it may speak. */
async function callerAt(store: Store, world: World, row: DeviceRow): Promise<Result<Caller, AccessError>> {
  if (row.wipeAt !== null) {
    await store.alone.run(
      `UPDATE "device" SET "wipeHeardAt" = ? WHERE "organisation" = ? AND "id" = ? AND "wipeHeardAt" IS NULL`,
      world.now(),
      row.organisation,
      row.device,
    );
    return err({ type: 'DeviceWiped' });
  }
  if (row.blockedAt !== null || row.active !== 1) return err({ type: 'DeviceBlocked' });
  const { organisation, person, device } = row;
  return ok({ organisation, person, device, roles: JSON.parse(row.roles) as Role[] });
}

/** A token for whoever proves to hold the key of a laptop that is known. */
export async function giveToken(store: Store, world: World, asked: Asked): Promise<Result<string, AccessError>> {
  const key = await proven(store, world, asked);
  if (!key.ok) return key;
  const row = await deviceWith(store, key.value.thumbprint);
  if (!row) return notSignedIn;
  const caller = await callerAt(store, world, row);
  if (!caller.ok) return caller;
  const now = Math.floor(world.now() / 1000);
  return ok(
    await new SignJWT({ org: caller.value.organisation, cnf: { jkt: key.value.thumbprint } })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(caller.value.device)
      .setIssuedAt(now)
      .setExpirationTime(now + TOKEN_SECONDS)
      .sign(secretIn(row)),
  );
}

export async function callerOf(store: Store, world: World, asked: Asked): Promise<Result<Caller, AccessError>> {
  const token = /^DPoP ([\w.-]{20,2000})$/.exec(asked.authorization ?? '')?.[1];
  if (token === undefined) return notSignedIn;
  const proof = await readProof(world, asked, token);
  if (!proof.ok) return proof;
  const { thumbprint } = proof.value;
  const row = await deviceWith(store, thumbprint);
  if (!row) return notSignedIn;
  let claims: z.infer<typeof tokenClaims>;
  try {
    const currentDate = new Date(world.now());
    const read = await jwtVerify(token, secretIn(row), { algorithms: ['HS256'], typ: 'at+jwt', currentDate });
    claims = tokenClaims.parse(read.payload);
  } catch {
    return notSignedIn;
  }
  const isTheirs = claims.cnf.jkt === thumbprint && claims.sub === row.device && claims.org === row.organisation;
  if (!isTheirs || !(await takeProof(store, proof.value))) return notSignedIn;
  return callerAt(store, world, row);
}

/** Of a key that was sent, not proven: the new name of a laptop that proved its old one. */
export const thumbprintOf = (publicKey: JWK): Promise<string> => calculateJwkThumbprint(publicKey);
