import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnvelope, encodeEnvelope, type Envelope } from './envelope.ts';

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const sealed = () => ({ nonce: hex(12), sealed: hex(32), tag: hex(16) });
const envelope: Envelope = {
  vaultId: hex(16),
  generation: 4,
  createdAt: 1_700_000_000_000,
  keyCheck: hex(32),
  slots: {
    keychain: { id: hex(8), salt: hex(16), ...sealed() },
    passphrase: { cost: { memoryKiB: 65536, iterations: 3, parallelism: 4 }, salt: hex(16), ...sealed() },
    recovery: { salt: hex(16), ...sealed() },
    renewedRecovery: null,
  },
  recoveryConfirmedAt: null,
  failures: { count: 0, lastAt: 0 },
};
const framed = (body: unknown, version = 1) =>
  new TextEncoder().encode(
    JSON.stringify({
      format: 'jobport-vault',
      version,
      sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      body,
    }),
  );

describe('the envelope', () => {
  it('comes back as it was written', () => {
    expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual({ kind: 'whole', envelope });
  });

  it('is damaged wherever it is cut off', () => {
    const bytes = encodeEnvelope(envelope);
    // Up to the closing brace: only the line end may be missing.
    for (let length = 0; length < bytes.length - 1; length++)
      expect(decodeEnvelope(bytes.subarray(0, length)), `cut at ${length}`).toEqual({ kind: 'damaged' });
  });

  it('is never taken for another one when a bit is flipped', () => {
    const bytes = encodeEnvelope(envelope);
    fc.assert(
      fc.property(fc.nat(bytes.length - 2), fc.nat(7), (at, bit) => {
        const flipped = Uint8Array.from(bytes);
        flipped[at]! ^= 1 << bit;
        const decoded = decodeEnvelope(flipped);
        // A flip in the version digit makes it a newer one, which is refused as well; nothing is ever read otherwise.
        expect(decoded.kind).not.toBe('whole');
      }),
      { numRuns: 3000 },
    );
  });

  it('of a newer version is called newer, whatever is in it', () => {
    expect(decodeEnvelope(framed({ entirely: 'different' }, 2))).toEqual({ kind: 'newer', version: 2 });
  });

  it.each([
    ['a terabyte of memory', { memoryKiB: 2 ** 30, iterations: 3, parallelism: 4 }],
    ['a million passes', { memoryKiB: 65536, iterations: 1_000_000, parallelism: 4 }],
    ['a thousand lanes', { memoryKiB: 65536, iterations: 3, parallelism: 1000 }],
    ['next to no memory', { memoryKiB: 8, iterations: 3, parallelism: 4 }],
  ])('that asks for %s is refused', (_, cost) => {
    const asking = { ...envelope, slots: { ...envelope.slots, passphrase: { ...envelope.slots.passphrase, cost } } };
    expect(decodeEnvelope(framed(asking))).toEqual({ kind: 'damaged' });
  });

  it('with a field too many, a field too few, or of an absurd size is refused', () => {
    const { failures: _, ...without } = envelope;
    expect([
      decodeEnvelope(framed({ ...envelope, more: 1 })),
      decodeEnvelope(framed(without)),
      decodeEnvelope(framed({ ...envelope, failures: { count: -1, lastAt: 0 } })),
      decodeEnvelope(new Uint8Array(65_537).fill(32)),
      decodeEnvelope(new TextEncoder().encode('null')),
      decodeEnvelope(new TextEncoder().encode('{"format":"jobport-vault"}')),
    ]).toEqual(Array.from({ length: 6 }, () => ({ kind: 'damaged' })));
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(decodeEnvelope(bytes)).toEqual({ kind: 'damaged' });
        },
      ),
    );
  });
});
