/**
 * A thread that reads the words of one file after another. A file that is made to do harm ends it, or takes it long: then it is stopped and another
 * begins (read-words.ts), and nothing but that file has suffered.
 */
import { parentPort } from 'node:worker_threads';
import { wordsIn } from './words-in.ts';
import type { FromReader, ToReader } from './read-words.ts';

// What a library has to say of a file may quote it.
for (const way of ['log', 'info', 'warn', 'error'] as const) console[way] = () => undefined;

const port = parentPort;
port?.on('message', ({ bytes, mediaType }: ToReader) => {
  void wordsIn(bytes, mediaType).then(
    (result) => port.postMessage(result satisfies FromReader),
    () => port.postMessage({ ok: false, error: { type: 'damaged' } } satisfies FromReader),
  );
});
