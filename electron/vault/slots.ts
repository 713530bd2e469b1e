/**
 * Wrapping the database key and getting it back: AES-256-GCM under a key from the keychain's secret, the passphrase or
 * the recovery code.
 *
 * Promises: a slot opens only in the vault, the place and with the parameters it was made for (the additional data binds
 * them); a wrong secret and a tampered slot both give `null`; what was derived on the way is zeroed. What JavaScript
 * strings and the memory of WebAssembly hold of a passphrase can not be zeroed: it goes with the worker's memory.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { ENVELOPE_VERSION, type KeychainSlot, type PassphraseCost } from './envelope.ts';
import type { PassphraseSlot, RecoverySlot } from './envelope.ts';
import { normalPassphrase } from './passphrase.ts';

export const KEY_BYTES = 32;

/** TRUST.md: 64 MiB, three passes, four lanes; about 0.4 s on an adviser's laptop. */
export const PASSPHRASE_COST: PassphraseCost = { memoryKiB: 64 * 1024, iterations: 3, parallelism: 4 };

type Random = (bytes: number) => Uint8Array;
type Sealed = { nonce: string; sealed: string; tag: string };

/** Zeroes a key that is no longer needed. The vault hands keys out and keeps none: whoever holds one calls this. */
export const wipe = (...secrets: readonly Uint8Array[]): void => {
  for (const secret of secrets) secret.fill(0);
};

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

const binding = (vaultId: string, kind: 'keychain' | 'passphrase' | 'recovery', parameters: readonly unknown[]) =>
  new TextEncoder().encode(JSON.stringify(['jobport-vault', ENVELOPE_VERSION, vaultId, kind, ...parameters]));

const seal = (wrapping: Uint8Array, bound: Uint8Array, key: Uint8Array, random: Random): Sealed => {
  const nonce = random(12);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(bound);
  const sealed = toHex(cipher.update(key)) + toHex(cipher.final());
  wipe(wrapping);
  return { nonce: toHex(nonce), sealed, tag: toHex(cipher.getAuthTag()) };
};

const open = (wrapping: Uint8Array, bound: Uint8Array, slot: Sealed): Uint8Array | null => {
  const decipher = createDecipheriv('aes-256-gcm', wrapping, fromHex(slot.nonce), { authTagLength: 16 });
  decipher.setAAD(bound);
  decipher.setAuthTag(fromHex(slot.tag));
  const plain = decipher.update(fromHex(slot.sealed));
  try {
    decipher.final();
    return Uint8Array.from(plain);
  } catch {
    return null;
  } finally {
    wipe(wrapping, plain);
  }
};

// Both secrets are random and long; nothing is gained by a slow derivation.
const expand = (secret: Uint8Array, salt: string, kind: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, fromHex(salt), `jobport-vault ${kind}`, KEY_BYTES));

const stretch = async (passphrase: string, salt: string, cost: PassphraseCost): Promise<Uint8Array> => {
  const password = new TextEncoder().encode(normalPassphrase(passphrase));
  const wrapping = await argon2id({
    password,
    salt: fromHex(salt),
    memorySize: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  wipe(password);
  return wrapping;
};

const keychainBinding = (vaultId: string, slot: { id: string; salt: string }) =>
  binding(vaultId, 'keychain', [slot.id, slot.salt]);
const passphraseBinding = (vaultId: string, slot: { salt: string; cost: PassphraseCost }) =>
  binding(vaultId, 'passphrase', [slot.cost.memoryKiB, slot.cost.iterations, slot.cost.parallelism, slot.salt]);
const recoveryBinding = (vaultId: string, slot: { salt: string }) => binding(vaultId, 'recovery', [slot.salt]);

export const newKeychainSlot = (
  o: { vaultId: string; key: Uint8Array; secret: Uint8Array; id: string },
  random: Random,
): KeychainSlot => {
  const head = { id: o.id, salt: toHex(random(16)) };
  return { ...head, ...seal(expand(o.secret, head.salt, 'keychain'), keychainBinding(o.vaultId, head), o.key, random) };
};

export const openKeychainSlot = (vaultId: string, slot: KeychainSlot, secret: Uint8Array): Uint8Array | null =>
  open(expand(secret, slot.salt, 'keychain'), keychainBinding(vaultId, slot), slot);

export const newPassphraseSlot = async (
  o: { vaultId: string; key: Uint8Array; passphrase: string; cost: PassphraseCost },
  random: Random,
): Promise<PassphraseSlot> => {
  const head = { cost: o.cost, salt: toHex(random(16)) };
  const wrapping = await stretch(o.passphrase, head.salt, o.cost);
  return { ...head, ...seal(wrapping, passphraseBinding(o.vaultId, head), o.key, random) };
};

export const openPassphraseSlot = async (
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<Uint8Array | null> =>
  open(await stretch(passphrase, slot.salt, slot.cost), passphraseBinding(vaultId, slot), slot);

export const newRecoverySlot = (
  o: { vaultId: string; key: Uint8Array; secret: Uint8Array },
  random: Random,
): RecoverySlot => {
  const head = { salt: toHex(random(16)) };
  return { ...head, ...seal(expand(o.secret, head.salt, 'recovery'), recoveryBinding(o.vaultId, head), o.key, random) };
};

export const openRecoverySlot = (vaultId: string, slot: RecoverySlot, secret: Uint8Array): Uint8Array | null =>
  open(expand(secret, slot.salt, 'recovery'), recoveryBinding(vaultId, slot), slot);

// The key is 256 random bits: a keyed hash of a constant tells nothing about it.
export const keyCheckOf = (vaultId: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(`jobport-vault key of ${vaultId}`).digest('hex');

export const isKeyOf = (envelope: { vaultId: string; keyCheck: string }, key: Uint8Array): boolean =>
  timingSafeEqual(fromHex(keyCheckOf(envelope.vaultId, key)), fromHex(envelope.keyCheck));
