/**
 * Asks a thread of its own for the words of a file, with limits on memory and time. Plain bytes are handed over, not copied, and go with the thread's
 * answer; nothing is written anywhere.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { err, type Result } from '../../core/domain/result.ts';
import type { NoWords } from './word-kinds.ts';

export type ToReader = { readonly bytes: Uint8Array; readonly mediaType: string };
export type FromReader = Result<string, NoWords>;

/** A file that takes longer is no letter. */
const MOST_MS = 60_000;
/** An idle reader holds PDF.js in memory; the next document may come at once. */
const IDLE_MS = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 } as const;

const file = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, 'reader.ts')
  : join(import.meta.dirname, 'reader.js');

export type WordReader = {
  /** One after the other. 'stopped' when the reader was closed meanwhile. */
  read(of: ToReader): Promise<FromReader | 'stopped'>;
  close(): Promise<void>;
};

export function createWordReader(limits: { readonly mostMs?: number } = {}): WordReader {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let turn: Promise<unknown> = Promise.resolve();

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    await ending?.terminate();
  };

  function ask({ bytes, mediaType }: ToReader): Promise<FromReader | 'stopped'> {
    if (isClosed) return Promise.resolve('stopped');
    clearTimeout(idle);
    const reading = (thread ??= new Worker(file, { resourceLimits: MEMORY, stdout: true, stderr: true }));
    return new Promise((resolve) => {
      const done = (answer: FromReader | 'stopped', isOver: boolean): void => {
        clearTimeout(late);
        reading.off('message', heard);
        reading.off('error', broke);
        reading.off('exit', left);
        if (isOver) void end();
        else {
          idle = setTimeout(() => void end(), IDLE_MS);
          idle.unref();
        }
        resolve(answer);
      };
      const heard = (answer: FromReader): void => done(answer, false);
      // Out of memory, or a mistake in a library: that file has no words for us.
      const broke = (): void => done(err({ type: 'damaged' }), true);
      const left = (): void => done(isClosed ? 'stopped' : err({ type: 'damaged' }), true);
      const late = setTimeout(() => done(err({ type: 'tooLarge' }), true), limits.mostMs ?? MOST_MS);
      late.unref();
      reading.once('message', heard);
      reading.once('error', broke);
      reading.once('exit', left);
      reading.unref();
      reading.postMessage({ bytes, mediaType } satisfies ToReader, [bytes.buffer as ArrayBuffer]);
    });
  }

  return {
    read(of) {
      const answer = turn.then(() => ask(of));
      turn = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      isClosed = true;
      await end();
      await turn;
    },
  };
}
