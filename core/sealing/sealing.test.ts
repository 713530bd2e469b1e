import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSealer,
  newDocumentKey,
  openSpan,
  PIECE,
  plainLength,
  plainOffset,
  sealedLength,
  sealedOffset,
  sealSpan,
} from './sealing.ts';

const ID = 'een-document';
const sealed = (plain: Uint8Array, key: Uint8Array, id = ID, step = plain.length || 1): Buffer => {
  const sealer = createSealer(key, id);
  const out: Buffer[] = [];
  for (let at = 0; at < plain.length; at += step) out.push(...sealer.add(plain.subarray(at, at + step)));
  out.push(...sealer.end());
  return Buffer.concat(out);
};
const opened = (bytes: Uint8Array, key: Uint8Array, from: number, to: number, id = ID) =>
  openSpan({ key, id, sealed: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) }, from, to);
/** Lengths around which something goes wrong, when it does. */
const EDGES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7, 3 * PIECE];

describe('sealing a document', () => {
  it.each(EDGES)('opens to the same %i bytes, and tells its length', async (length) => {
    const [plain, key] = [randomBytes(length), newDocumentKey()];
    const bytes = sealed(plain, key);
    expect(bytes.length).toBe(sealedLength(length));
    expect(plainLength(bytes.length)).toBe(length);
    expect((await opened(bytes, key, 0, length))?.equals(plain)).toBe(true);
  });

  it('gives the same file however the bytes come in, and any span of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...EDGES),
        fc.integer({ min: 997, max: 3 * PIECE }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        async (length, step, one, other) => {
          const [plain, key] = [randomBytes(length), newDocumentKey()];
          const bytes = sealed(plain, key, ID, step);
          expect(bytes.equals(sealed(plain, key))).toBe(true);
          const [from = 0, to = 0] = [Math.floor(one * length), Math.floor(other * length)].toSorted((a, b) => a - b);
          expect((await opened(bytes, key, from, to))?.equals(plain.subarray(from, to))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(EDGES)('gives the same file of %i bytes in stretches, each by itself', (length) => {
    const [plain, key] = [randomBytes(length), newDocumentKey()];
    const whole = sealed(plain, key);
    for (const step of [PIECE, 2 * PIECE, 4 * PIECE]) {
      const out: Buffer[] = [];
      let at = 0;
      do {
        expect(Buffer.concat(out).length).toBe(sealedOffset(at));
        expect(plainOffset(sealedOffset(at))).toBe(at);
        const bytes = plain.subarray(at, at + step);
        out.push(sealSpan({ key, id: ID, total: length }, at, bytes));
        at += bytes.length;
      } while (at < length);
      expect(Buffer.concat(out).equals(whole)).toBe(true);
    }
    expect(() => sealSpan({ key, id: ID, total: length }, 1, plain.subarray(1))).toThrow(RangeError);
    expect(plainOffset(9)).toBeNull();
  });

  it('does not open when a bit is another, when it is cut off or longer, or when pieces changed places', async () => {
    const [plain, key] = [randomBytes(2 * PIECE + 100), newDocumentKey()];
    const bytes = sealed(plain, key);
    const whole = (of: Buffer) => opened(of, key, 0, plainLength(of.length) ?? 0);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ (1 << bit);
        expect(await whole(other)).toBeNull();
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
        expect(await whole(bytes.subarray(0, length))).toBeNull();
      }),
      { numRuns: 60 },
    );
    // Where a piece ends is where a cut would not show without its mark of the last one.
    const step = PIECE + 16;
    for (const pieces of [1, 2]) expect(await whole(bytes.subarray(0, 8 + pieces * step))).toBeNull();
    expect(await whole(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeNull();
    const swapped = Buffer.concat([
      bytes.subarray(0, 8),
      bytes.subarray(8 + step, 8 + 2 * step),
      bytes.subarray(8, 8 + step),
      bytes.subarray(8 + 2 * step),
    ]);
    expect(await whole(swapped)).toBeNull();
  });

  it('does not open with the key of another, nor in the place of another', async () => {
    const [plain, key] = [randomBytes(100), newDocumentKey()];
    const bytes = sealed(plain, key);
    expect(await opened(bytes, newDocumentKey(), 0, 100)).toBeNull();
    expect(await opened(bytes, key, 0, 100, 'een-ander')).toBeNull();
    expect(await opened(bytes, key, 0, 101)).toBeNull();
  });

  it('says of a length that nothing sealed has that it is none', () => {
    for (const length of [0, 7, 8, 23, 8 + PIECE + 16 + 15]) expect(plainLength(length)).toBeNull();
  });
});
