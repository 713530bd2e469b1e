import { argon2Sync, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import {
  isKeyOf,
  keyCheckOf,
  newKeychainSlot,
  newPassphraseSlot,
  newRecoverySlot,
  openKeychainSlot,
  openPassphraseSlot,
  openRecoverySlot,
  PASSPHRASE_COST,
  wipe,
} from './slots.ts';

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const cost = { memoryKiB: 8192, iterations: 1, parallelism: 1 };
const vaultId = hex(random(16));
const otherVaultId = hex(random(16));
const id = hex(random(8));
const passphrase = 'drie losse woorden';

const flip = (text: string, at: number) => `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;

describe('argon2id', () => {
  // hash-wasm takes no associated data, which the vector of RFC 9106 §5.3 has. So Node's own argon2 (OpenSSL) is held
  // against the RFC, and hash-wasm against Node's with everything both can do, the key ("secret") included.
  it('in Node gives the vector of RFC 9106', () => {
    const tag = argon2Sync('argon2id', {
      message: new Uint8Array(32).fill(1),
      nonce: new Uint8Array(16).fill(2),
      secret: new Uint8Array(8).fill(3),
      associatedData: new Uint8Array(12).fill(4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    });
    expect(hex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  it.each([
    { memory: 32, passes: 3, parallelism: 4, secret: new Uint8Array(8).fill(3) },
    { memory: 8192, passes: 1, parallelism: 1, secret: undefined },
    { memory: PASSPHRASE_COST.memoryKiB, passes: 3, parallelism: 4, secret: undefined },
  ])('in hash-wasm agrees with Node on $memory KiB, $passes passes, $parallelism lanes', async (o) => {
    const message = random(32);
    const nonce = random(16);
    const { memory, passes, parallelism } = o;
    const secret = o.secret && { secret: o.secret };
    const expected = argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength: 32, ...secret });
    const got = await argon2id({
      password: message,
      salt: nonce,
      memorySize: memory,
      iterations: passes,
      parallelism,
      hashLength: 32,
      outputType: 'binary',
      ...secret,
    });
    expect(hex(got)).toBe(hex(expected));
  });

  it('in hash-wasm gives the vector of the reference implementation', async () => {
    const tag = await argon2id({
      password: 'password',
      salt: 'somesalt',
      memorySize: 65536,
      iterations: 2,
      parallelism: 1,
      hashLength: 32,
    });
    expect(tag).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });
});

describe('a slot', () => {
  it('gives the key back to its own secret and to no other', async () => {
    const key = random(32);
    const secret = random(32);
    const code = random(20);
    const keychain = newKeychainSlot({ vaultId, key, secret, id }, random);
    const recovery = newRecoverySlot({ vaultId, key, secret: code }, random);
    const phrase = await newPassphraseSlot({ vaultId, key, passphrase, cost }, random);
    expect([
      openKeychainSlot(vaultId, keychain, secret),
      openRecoverySlot(vaultId, recovery, code),
      await openPassphraseSlot(vaultId, phrase, passphrase),
    ]).toEqual([key, key, key]);
    expect([
      openKeychainSlot(vaultId, keychain, random(32)),
      openKeychainSlot(vaultId, keychain, new Uint8Array(0)),
      openRecoverySlot(vaultId, recovery, random(20)),
      await openPassphraseSlot(vaultId, phrase, 'drie losse Woorden'),
    ]).toEqual([null, null, null, null]);
  });

  it('opens with the passphrase typed another way on another keyboard', async () => {
    const key = random(32);
    const slot = await newPassphraseSlot({ vaultId, key, passphrase: 'cafe\u0301 aan zee', cost }, random);
    expect(await openPassphraseSlot(vaultId, slot, 'caf\u00e9 aan zee')).toEqual(key);
  });

  it('that was moved to another vault does not open', async () => {
    const key = random(32);
    const secret = random(32);
    const keychain = newKeychainSlot({ vaultId, key, secret, id }, random);
    const recovery = newRecoverySlot({ vaultId, key, secret }, random);
    const phrase = await newPassphraseSlot({ vaultId, key, passphrase, cost }, random);
    expect([
      openKeychainSlot(otherVaultId, keychain, secret),
      openRecoverySlot(otherVaultId, recovery, secret),
      await openPassphraseSlot(otherVaultId, phrase, passphrase),
    ]).toEqual([null, null, null]);
  });

  it('does not open in another place of the same vault', () => {
    const key = random(32);
    const secret = random(32);
    const { id: _, ...moved } = newKeychainSlot({ vaultId, key, secret, id }, random);
    expect(openRecoverySlot(vaultId, moved, secret)).toBeNull();
  });

  it('does not open when any part of it was changed', async () => {
    const key = random(32);
    const secret = random(32);
    const keychain = newKeychainSlot({ vaultId, key, secret, id }, random);
    const phrase = await newPassphraseSlot({ vaultId, key, passphrase, cost }, random);
    for (const part of ['id', 'salt', 'nonce', 'sealed', 'tag'] as const)
      expect(openKeychainSlot(vaultId, { ...keychain, [part]: flip(keychain[part], 3) }, secret), part).toBeNull();
    for (const part of ['salt', 'nonce', 'sealed', 'tag'] as const)
      expect(
        await openPassphraseSlot(vaultId, { ...phrase, [part]: flip(phrase[part], 3) }, passphrase),
        part,
      ).toBeNull();
    expect(
      await openPassphraseSlot(vaultId, { ...phrase, cost: { ...cost, iterations: 2 } }, passphrase),
      'cost',
    ).toBeNull();
  });

  it('never has the same nonce, salt and sealed key twice', () => {
    const o = { vaultId, key: random(32), secret: random(20) };
    const slots = Array.from({ length: 50 }, () => newRecoverySlot(o, random));
    for (const part of ['nonce', 'salt', 'sealed'] as const)
      expect(new Set(slots.map((slot) => slot[part])).size).toBe(50);
  });
});

describe('a key', () => {
  it('is known by its check, and a wiped one is not', () => {
    const key = random(32);
    const envelope = { vaultId, keyCheck: keyCheckOf(vaultId, key) };
    expect([isKeyOf(envelope, key), isKeyOf(envelope, random(32))]).toEqual([true, false]);
    wipe(key);
    expect([hex(key), isKeyOf(envelope, key)]).toEqual(['00'.repeat(32), false]);
  });
});
