/**
 * The only door to the desktop. Every question goes through `ask`, every answer is parsed by the contract before anything
 * else sees it, and every event is parsed before it is passed on. Nothing else in the window touches `window.jobport`.
 * What the lock asks is checked by contract/gate; the whole contract is read when something else is asked or heard.
 */
import type { ZodType } from 'zod';
import type { Answer, Ask, Channel, Contract, Event } from '../../core/contract/contract.ts';
import { gateAnswers, gateFailure } from '../../core/contract/gate.ts';
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

/** Read once, and then kept by the window itself. */
const readContract = () => import('../../core/contract/contract.ts');

export function connect(host: object): Api {
  const bridge = (host as { jobport?: Bridge }).jobport;
  const listeners = new Set<(event: Event) => void>();
  const hear = async (raw: unknown): Promise<void> => {
    const { event } = await readContract();
    const parsed = event.safeParse(raw);
    if (parsed.success) for (const listener of listeners) listener(parsed.data);
  };
  bridge?.on((raw) => void hear(raw));
  return {
    ask: async (channel, input) => {
      if (!bridge) return { ok: false, error: { type: 'NoDesktop' } };
      try {
        const [answer, parse] = await Promise.all([
          bridge.ask(channel, input),
          isOfGate(channel)
            ? gateValue(channel)
            : readContract().then(({ contract }) => contractValue(contract, channel)),
        ]);
        return answered(channel, answer, parse);
      } catch {
        // The other side is gone or broke its promise never to throw; the sentence for the reader is the same.
        return { ok: false, error: { type: 'NoDesktop' } };
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Parse<T> = (value: unknown) => { fits: true; value: T } | { fits: false; where: string };

const isOfGate = (channel: Channel): channel is keyof typeof gateAnswers => Object.hasOwn(gateAnswers, channel);

// The casts: that a channel's schema gives the channel's answer is known of each channel, not of any.
const gateValue =
  <C extends Channel>(channel: C & keyof typeof gateAnswers): Parse<Answer<C>> =>
  (raw) => {
    const value = gateAnswers[channel](raw) as Answer<C> | null;
    return value === null ? { fits: false, where: '' } : { fits: true, value };
  };

const contractValue =
  <C extends Channel>(contract: Contract, channel: C): Parse<Answer<C>> =>
  (raw) => {
    const parsed = (contract[channel].output as unknown as ZodType<Answer<C>>).safeParse(raw);
    return parsed.success
      ? { fits: true, value: parsed.data }
      : { fits: false, where: parsed.error.issues[0]?.path.join('.') ?? '' };
  };

/** Every answer is a Result whose value fits the contract; anything else is a failure of its own. */
function answered<T>(channel: Channel, answer: unknown, parse: Parse<T>): Result<T, Failure> {
  const outer = answer as { ok?: unknown; value?: unknown; error?: unknown } | null;
  if (outer?.ok === true) {
    const parsed = parse(outer.value);
    return parsed.fits
      ? { ok: true, value: parsed.value }
      : { ok: false, error: { type: 'BadAnswer', channel, where: parsed.where } };
  }
  return { ok: false, error: gateFailure(outer?.error) ?? { type: 'BadAnswer', channel, where: '' } };
}
