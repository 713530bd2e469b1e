/** A film of a gigabyte: sealed and opened beside a bare loop over the same cipher, gone through by leaps, with what memory it takes. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { newDocumentKey, sealedLength } from '../core/sealing/sealing.ts';
import { createDocumentFiles } from '../electron/documents/files.ts';
import { mediaAnswer } from '../electron/shell/media.ts';
import type { Benchmark } from './benchmark.ts';
import { median, p95 } from './measure.ts';

const SIZES = { small: 256 * 1024 ** 2, full: 1024 ** 3 } as const;
const STEP = 1024 * 1024;
const LEAPS = 60;

export const documents: Benchmark = {
  name: 'documents',
  what: 'a long film, encrypted',
  async run({ folder, size }) {
    const total = SIZES[size];
    const bytes = randomBytes(STEP);
    const files = createDocumentFiles(join(folder, 'documents'));
    const id = '01980000-0000-7000-8000-000000000001';
    const at = { dossier: 'dossier', id };
    const key = newDocumentKey();
    const rest = process.memoryUsage().rss;
    let most = 0;
    const seen = (): void => {
      most = Math.max(most, process.memoryUsage().rss);
    };
    const seconds = async (work: () => Promise<void>): Promise<number> => {
      const started = performance.now();
      await work();
      return (performance.now() - started) / 1000;
    };

    // The bare loop does what has to be done: the same cipher over the same bytes, to and from the same disk.
    const bare = join(folder, 'bare');
    const bareSeal = await seconds(async () => {
      const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
      const out = await open(bare, 'w', 0o600);
      for (let done = 0; done < total; done += STEP) await out.writeFile(cipher.update(bytes));
      cipher.final();
      await out.sync();
      await out.close();
    });
    const ourSeal = await seconds(async () => {
      const making = await files.begin(at, key);
      for (let done = 0; done < total; done += STEP) {
        await making.add(bytes);
        if (done % (64 * STEP) === 0) seen();
      }
      await making.end();
      await files.settle(at);
    });
    const buffer = Buffer.alloc(STEP);
    const bareOpen = await seconds(async () => {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
      const source = await open(bare, 'r');
      for (let done = 0; done < total; done += STEP) {
        const { bytesRead } = await source.read(buffer, 0, STEP, done);
        decipher.update(buffer.subarray(0, bytesRead));
      }
      await source.close();
    });
    const file = { ...at, key, length: sealedLength(total) };
    const ourOpen = await seconds(async () => {
      for (let done = 0; done < total; done += STEP) {
        const part = await files.open(file, done, done + STEP);
        if (!Buffer.isBuffer(part)) throw new Error('it does not open');
        if (done % (64 * STEP) === 0) seen();
      }
    });

    const ask = async (_: string, { offset, length }: { offset: number; length: number }) => {
      const part = await files.open(file, offset, Math.min(total, offset + length));
      if (!Buffer.isBuffer(part)) throw new Error('it does not open');
      return { ok: true, value: { bytes: new Uint8Array(part), total, mediaType: 'video/mp4' } };
    };
    const leaps: number[] = [];
    for (let leap = 0; leap < LEAPS; leap++) {
      const to = Math.floor(((leap * 0.618) % 1) * total);
      leaps.push(1000 * (await seconds(async () => void (await mediaAnswer(ask, id, `bytes=${to}-`)))));
    }
    const grown = (most - rest) / 1024 ** 2;
    const mb = total / 1024 ** 2;
    return {
      figures: {
        'sealing: MB a second': mb / ourSeal,
        'sealing, bare loop: MB a second': mb / bareSeal,
        'opening: MB a second': mb / ourOpen,
        'opening, bare loop: MB a second': mb / bareOpen,
        'a leap in it, first megabyte there: median ms': median(leaps),
        'a leap in it, first megabyte there: p95 ms': p95(leaps),
        'memory on top meanwhile: MB': grown,
      },
      ratios: { sealing: bareSeal / ourSeal, opening: bareOpen / ourOpen },
      targets: [
        { what: 'sealing beside the bare loop', value: bareSeal / ourSeal, limit: 0.7, unit: 'times', good: 'above' },
        { what: 'opening beside the bare loop', value: bareOpen / ourOpen, limit: 0.7, unit: 'times', good: 'above' },
        { what: 'a leap, p95', value: p95(leaps), limit: 100, unit: 'ms', good: 'below' },
        { what: 'memory on top', value: grown, limit: 128, unit: 'MB', good: 'below' },
      ],
      method: `${mb} MB once each, written and read through the disk's cache; the bare loop is AES-256-GCM of node:crypto in steps of 1 MB, without pieces that open by themselves. ${LEAPS} leaps all over the film.`,
    };
  },
};
