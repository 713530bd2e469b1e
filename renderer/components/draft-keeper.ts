/**
 * Keeps what is being typed, with each key, encrypted in the caseload.
 *
 * 1. Each text is sent at once, in the order in which it was typed. Nothing waits in the window for an answer: whoever locks right after a
 *    key asks for that behind it, and finds it kept however busy the desktop was.
 * 2. A removal is a text like any other: what was typed after it stands.
 * 3. What the disk did not take stays here, the latest text of each field, and is tried again, with each key and by itself, until it is kept.
 */
import type { Api } from '../api/bridge.ts';
import { isToBeTriedAgain, RETRY_MS } from '../api/disk.ts';

export type DraftKeeper = {
  save(key: string, text: string): void;
  remove(key: string): void;
  /** Resolves when nothing is under way any more: all of it is kept, or could not be at this moment. */
  settled(): Promise<void>;
};

type Typed = { readonly key: string; readonly text: string | null };

/** Drafts of the caseload, and nothing to tell of how it went. */
export const keeperOf = (api: Api): DraftKeeper =>
  makeDraftKeeper({
    save: (key, body) => api.ask('drafts.save', { key, body }),
    remove: (key) => api.ask('drafts.remove', { key }),
  });

export function makeDraftKeeper(send: {
  save: (key: string, text: string) => Promise<unknown>;
  remove: (key: string) => Promise<unknown>;
}): DraftKeeper {
  const underWay = new Set<Promise<void>>();
  /** The latest of each field. */
  const latest = new Map<string, Typed>();
  const refused = new Map<string, Typed>();
  let again: ReturnType<typeof setTimeout> | undefined;

  const deliver = async (typed: Typed): Promise<void> => {
    const { key, text } = typed;
    refused.delete(key);
    const answer = await (text === null ? send.remove(key) : send.save(key, text));
    if (isToBeTriedAgain(answer)) {
      // What was typed meanwhile is newer.
      if (latest.get(key) === typed) refused.set(key, typed);
      // One of them at a time finds out whether there is room: a full disk is not kept busy.
      clearTimeout(again);
      again = setTimeout(() => {
        const [first] = refused.values();
        if (first) start(first);
      }, RETRY_MS);
    } else {
      if (latest.get(key) === typed) latest.delete(key);
      for (const each of refused.values()) start(each);
    }
  };
  const start = (typed: Typed): void => {
    const delivery = deliver(typed).finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  };
  const put = (key: string, text: string | null): void => {
    const typed = { key, text };
    latest.set(key, typed);
    start(typed);
  };
  return {
    save: put,
    remove: (key) => put(key, null),
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
