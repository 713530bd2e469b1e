/**
 * Keeps what is being typed, with each key, encrypted in the caseload.
 *
 * 1. One message at a time, in order: a later text never lands before an earlier one.
 * 2. While one is under way only the latest text of each field waits: typing never queues up.
 * 3. A removal is a text like any other: what was typed after it stands.
 * 4. What the disk did not take stays here and is tried again, with each key and by itself, until it is kept.
 */
import { isToBeTriedAgain, RETRY_MS } from '../api/disk.ts';

export type DraftKeeper = {
  save(key: string, text: string): void;
  remove(key: string): void;
  /** Resolves when nothing waits any more, or when what waits could not be kept at this moment. */
  settled(): Promise<void>;
};

export function makeDraftKeeper(send: {
  save: (key: string, text: string) => Promise<unknown>;
  remove: (key: string) => Promise<unknown>;
}): DraftKeeper {
  const waiting = new Map<string, string | null>();
  let running: Promise<void> | null = null;

  let again: ReturnType<typeof setTimeout> | undefined;

  const run = async (): Promise<void> => {
    clearTimeout(again);
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [key, text] = next.value;
      waiting.delete(key);
      const answer = await (text === null ? send.remove(key) : send.save(key, text));
      if (!isToBeTriedAgain(answer)) continue;
      // What was typed meanwhile is newer.
      if (!waiting.has(key)) waiting.set(key, text);
      again = setTimeout(() => void (running ??= run()), RETRY_MS);
      break;
    }
    running = null;
  };
  const put = (key: string, text: string | null): void => {
    waiting.set(key, text);
    running ??= run();
  };
  return {
    save: put,
    remove: (key) => put(key, null),
    settled: () => running ?? Promise.resolve(),
  };
}
