/** Reading a sealed file stretch after stretch: what comes next is read before it is asked for, and whoever leaps gets what they asked for all the same. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDocumentKey, PIECE } from '../../core/sealing/sealing.ts';
import { createDocumentFiles, type SealedFile } from './files.ts';

const TOTAL = 9 * PIECE + 7;
const folder = mkdtempSync(join(tmpdir(), 'jobport-reading-'));
const files = createDocumentFiles(folder);
const plain = randomBytes(TOTAL);
let file: SealedFile;

beforeAll(async () => {
  const at = { dossier: 'een-dossier', id: 'een-document', key: newDocumentKey() };
  const making = await files.begin(at, at.key);
  await making.add(plain);
  file = { ...at, length: (await making.end()).length };
  await files.settle(at);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('reading a sealed file', () => {
  it('gives all of it, however long the stretches are', async () => {
    for (const step of [1000, PIECE, 2 * PIECE, 2 * PIECE + 1, TOTAL]) {
      const reading = files.reader(file);
      const parts: Buffer[] = [];
      for (let at = 0; at < TOTAL; at += step)
        parts.push(Buffer.from((await reading.open(at, Math.min(TOTAL, at + step))) as Buffer));
      await reading.close();
      expect(Buffer.concat(parts).equals(plain), `steps of ${step}`).toBe(true);
    }
  });

  it('gives what is asked for in any order, and again after it was closed', async () => {
    const offset = fc.integer({ min: 0, max: TOTAL });
    const deed = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(offset, offset) },
      // Whole pieces one after the other, which is what is read ahead.
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 8 }).map((n) => [n * PIECE, (n + 1) * PIECE] as const) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
        const reading = files.reader(file);
        for (const each of deeds) {
          if (each === null) await reading.close();
          else {
            const [from = 0, to = 0] = [...each].toSorted((a, b) => a - b);
            const got = await reading.open(from, to);
            expect(Buffer.isBuffer(got) && got.equals(plain.subarray(from, to))).toBe(true);
          }
        }
        await reading.close();
      }),
      { numRuns: 200 },
    );
  });

  it('opens no stretch in which a byte was changed, and all before it', async () => {
    const path = files.pathOf(file);
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed[5 * PIECE] = Number(changed[5 * PIECE]) ^ 1;
    writeFileSync(path, changed);
    try {
      const reading = files.reader(file);
      for (let piece = 0; piece < 4; piece++)
        expect(Buffer.isBuffer(await reading.open(piece * PIECE, (piece + 1) * PIECE))).toBe(true);
      expect(await reading.open(4 * PIECE, 5 * PIECE)).toBeNull();
      await reading.close();
      truncateSync(path, 3 * PIECE);
      expect(await files.reader(file).open(0, PIECE)).toBeNull();
    } finally {
      writeFileSync(path, whole);
    }
  });
});
