/** A film of a gigabyte: sealed and opened beside a bare loop over the same cipher, gone through by leaps, with what memory it takes. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { newDocumentKey, PIECE, sealedLength } from '../core/sealing/sealing.ts';
import { createDocumentFiles } from '../electron/documents/files.ts';
import { mediaAnswer } from '../electron/shell/media.ts';
import type { Benchmark } from './benchmark.ts';
import { median, p95 } from './measure.ts';

const SIZES = { small: 256 * 1024 ** 2, full: 1024 ** 3 } as const;
const STEP = 1024 * 1024;
const LEAPS = 60;
/** Turns of each, after one to warm up. */
const SEALING = 3;
const OPENING = 7;
const TAG = 16;

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
    const sealBare = () =>
      seconds(async () => {
        const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
        const out = await open(bare, 'w', 0o600);
        for (let done = 0; done < total; done += STEP) await out.writeFile(cipher.update(bytes));
        cipher.final();
        await out.sync();
        await out.close();
      });
    // The same once more in our pieces, a tag each, which is what lets a film be opened in the middle; and with the checksum that the office asks.
    const inPieces = (hash: Hash | null) =>
      seconds(async () => {
        const out = await open(bare, 'w', 0o600);
        for (let done = 0; done < total; done += STEP) {
          const pieces: Buffer[] = [];
          for (let piece = 0; piece < STEP; piece += PIECE) {
            const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
            pieces.push(cipher.update(bytes.subarray(piece, piece + PIECE)));
            cipher.final();
            pieces.push(cipher.getAuthTag());
          }
          if (hash) for (const piece of pieces) hash.update(piece);
          await out.writev(pieces);
        }
        await out.sync();
        await out.close();
      });
    const sealOurs = () =>
      seconds(async () => {
        const making = await files.begin(at, key);
        for (let done = 0; done < total; done += STEP) {
          await making.add(bytes);
          if (done % (64 * STEP) === 0) seen();
        }
        await making.end();
        await files.settle(at);
      });
    const buffer = Buffer.alloc(STEP);
    const openBare = () =>
      seconds(async () => {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
        const source = await open(bare, 'r');
        for (let done = 0; done < total; done += STEP) {
          const { bytesRead } = await source.read(buffer, 0, STEP, done);
          decipher.update(buffer.subarray(0, bytesRead));
        }
        await source.close();
      });
    const sealedPiece = PIECE + TAG;
    const openPieces = () =>
      seconds(async () => {
        const source = await open(bare, 'r');
        const pieces = Buffer.alloc((STEP / PIECE) * sealedPiece);
        for (let done = 0; done < total; done += STEP) {
          await source.read(pieces, 0, pieces.length, (done / PIECE) * sealedPiece);
          for (let at = 0; at < pieces.length; at += sealedPiece) {
            const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
            decipher.setAuthTag(pieces.subarray(at + PIECE, at + sealedPiece));
            decipher.update(pieces.subarray(at, at + PIECE));
            decipher.final();
          }
        }
        await source.close();
      });
    const file = { ...at, key, length: sealedLength(total) };
    const openOurs = () =>
      seconds(async () => {
        // As saving a copy or reading its words does: from one end to the other.
        const reading = files.reader(file);
        for (let done = 0; done < total; done += STEP) {
          const part = await reading.open(done, done + STEP);
          if (!Buffer.isBuffer(part)) throw new Error('it does not open');
          if (done % (64 * STEP) === 0) seen();
        }
        await reading.close();
      });

    // Ours first: what memory it takes is seen before the others leave theirs behind. Then turn by turn, so that the disk falls on all alike.
    await sealOurs();
    await openOurs();
    const grown = (most - rest) / 1024 ** 2;
    const turns = async <W extends string>(count: number, works: Record<W, () => Promise<number>>) => {
      const seen = {} as Record<W, number[]>;
      for (let turn = 0; turn <= count; turn++)
        for (const what of Object.keys(works) as W[]) {
          const took = await works[what]();
          if (turn > 0) (seen[what] ??= []).push(took);
        }
      return (what: W): number => median(seen[what]);
    };
    const sealing = await turns(SEALING, {
      stream: sealBare,
      pieces: () => inPieces(null),
      hashed: () => inPieces(createHash('sha256')),
      ours: sealOurs,
    });
    const opening = await turns(OPENING, { stream: openBare, pieces: openPieces, ours: openOurs });

    const ask = async (_: string, { offset, length }: { offset: number; length: number }) => {
      // As the window asks for it: each stretch opens the file anew.
      const reading = files.reader(file);
      const part = await reading.open(offset, Math.min(total, offset + length));
      await reading.close();
      if (!Buffer.isBuffer(part)) throw new Error('it does not open');
      return { ok: true, value: { bytes: new Uint8Array(part), total, mediaType: 'video/mp4' } };
    };
    const leaps: number[] = [];
    for (let leap = 0; leap < LEAPS; leap++) {
      const to = Math.floor(((leap * 0.618) % 1) * total);
      leaps.push(1000 * (await seconds(async () => void (await mediaAnswer(ask, id, `bytes=${to}-`)))));
    }
    const mb = total / 1024 ** 2;
    return {
      figures: {
        'sealing: MB a second': mb / sealing('ours'),
        'sealing, bare loop: MB a second': mb / sealing('stream'),
        'sealing, bare loop in our pieces: MB a second': mb / sealing('pieces'),
        'sealing, bare loop in our pieces with checksum: MB a second': mb / sealing('hashed'),
        'opening: MB a second': mb / opening('ours'),
        'opening, bare loop in our pieces: MB a second': mb / opening('pieces'),
        'opening, bare loop: MB a second': mb / opening('stream'),
        'a leap in it, first megabyte there: median ms': median(leaps),
        'a leap in it, first megabyte there: p95 ms': p95(leaps),
        'memory on top meanwhile: MB': grown,
      },
      ratios: {
        'sealing, to the bare stream': sealing('stream') / sealing('ours'),
        'sealing, to bare pieces': sealing('pieces') / sealing('ours'),
        'sealing, to bare pieces with checksum': sealing('hashed') / sealing('ours'),
        'opening, to the bare stream': opening('stream') / opening('ours'),
        'opening, to bare pieces': opening('pieces') / opening('ours'),
      },
      targets: [
        {
          what: 'sealing beside the bare loop in pieces',
          value: sealing('pieces') / sealing('ours'),
          limit: 0.7,
          unit: 'times',
          good: 'above',
        },
        {
          what: 'opening beside the bare loop in pieces',
          value: opening('pieces') / opening('ours'),
          limit: 0.7,
          unit: 'times',
          good: 'above',
        },
        { what: 'a leap, p95', value: p95(leaps), limit: 100, unit: 'ms', good: 'below' },
        { what: 'memory on top', value: grown, limit: 128, unit: 'MB', good: 'below' },
      ],
      method: `${mb} MB, turn by turn (sealing ${SEALING} times, opening ${OPENING}, after one to warm up): medians; written and read through the disk's cache; the bare loops are AES-256-GCM of node:crypto on the same bytes and disk: one stream in steps of 1 MB, and pieces of 64 KiB with a tag each, as ours are (ours are also numbered, bound to their document and, when sealed, counted into a checksum). ${LEAPS} leaps all over the film.`,
    };
  },
};
