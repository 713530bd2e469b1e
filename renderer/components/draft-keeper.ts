/**
 * Keeps what is being typed, with each key, encrypted in the caseload.
 *
 * 1. One message at a time, in order: a later text never lands before an earlier one.
 * 2. While one is under way only the latest text of each field waits: typing never queues up.
 * 3. A removal is a text like any other: what was typed after it stands.
 */
export type DraftKeeper = {
  save(key: string, text: string): void;
  remove(key: string): void;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
};

export function makeDraftKeeper(send: {
  save: (key: string, text: string) => Promise<unknown>;
  remove: (key: string) => Promise<unknown>;
}): DraftKeeper {
  const waiting = new Map<string, string | null>();
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [key, text] = next.value;
      waiting.delete(key);
      await (text === null ? send.remove(key) : send.save(key, text));
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
