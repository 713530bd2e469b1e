/**
 * The only door to the desktop. Every question goes through `ask`, every answer is parsed by the contract before anything
 * else sees it, and every event is parsed before it is passed on. Nothing else in the window touches `window.jobport`.
 */
import type { ZodType } from 'zod';
import {
  contract,
  event,
  failure,
  type Answer,
  type Ask,
  type Channel,
  type Event,
} from '../../core/contract/contract.ts';
import type { Result } from '../../core/domain/result.ts';

/** What went wrong, by name. The words for it stand in locales/…/errors. */
export type Failure = { readonly type: string; readonly [detail: string]: unknown };

export type Api = {
  ask<C extends Channel>(channel: C, input: Ask<C>): Promise<Result<Answer<C>, Failure>>;
  /** Hears every event until the returned function is called. */
  subscribe(listener: (event: Event) => void): () => void;
};

type Bridge = {
  ask(channel: string, input: unknown): Promise<unknown>;
  on(listener: (event: unknown) => void): (() => void) | void;
};

export function connect(host: object): Api {
  const bridge = (host as { jobport?: Bridge }).jobport;
  const listeners = new Set<(event: Event) => void>();
  bridge?.on((raw) => {
    const parsed = event.safeParse(raw);
    if (parsed.success) for (const listener of listeners) listener(parsed.data);
  });
  return {
    ask: async (channel, input) => {
      if (!bridge) return { ok: false, error: { type: 'NoDesktop' } };
      let answer: unknown;
      try {
        answer = await bridge.ask(channel, input);
      } catch {
        // The other side is gone or broke its promise never to throw; the sentence for the reader is the same.
        return { ok: false, error: { type: 'NoDesktop' } };
      }
      return parseAnswer(channel, answer);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Every answer is a Result whose value fits the contract; anything else is a failure of its own. */
function parseAnswer<C extends Channel>(channel: C, answer: unknown): Result<Answer<C>, Failure> {
  const outer = answer as { ok?: unknown; value?: unknown; error?: unknown } | null;
  if (outer?.ok === true) {
    const output = contract[channel].output as unknown as ZodType<Answer<C>>;
    const value = output.safeParse(outer.value);
    return value.success
      ? { ok: true, value: value.data }
      : { ok: false, error: { type: 'BadAnswer', channel, where: value.error.issues[0]?.path.join('.') ?? '' } };
  }
  const error = failure.safeParse(outer?.error);
  return { ok: false, error: error.success ? error.data : { type: 'BadAnswer', channel, where: '' } };
}
