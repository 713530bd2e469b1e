/**
 * The screen turned to the candidate. While it is, every answer of the desktop goes through here before anything else of the window sees
 * it: what may not be seen is not there, whichever component asks, and a question that is not named here gets no answer.
 *
 * It lives as long as the window: it survives a reload, going elsewhere and a lock, and ends by its key alone. Only an id is kept for it.
 */
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import type { Api } from './bridge.ts';

export type SeenWhenTurned = {
  mayAsk(dossier: string | null, channel: Channel, input: unknown): boolean;
  /** An answer as it may be seen; `null` where there is none. */
  answer(
    dossier: string | null,
    channel: Channel,
    input: unknown,
    answer: unknown,
  ): { readonly answer: unknown } | null;
};

/** Whose dossier may be seen, null when it was turned where none was open; and by what rules: without them no screen is turned. */
export type Turned = { readonly dossier: string | null; readonly seen: SeenWhenTurned };

const KEPT = 'turned';

export class TurnedScreen {
  readonly #listeners = new Set<() => void>();
  readonly #kept: Storage | null;
  #state: Turned | null;

  private constructor(kept: Storage | null, state: Turned | null) {
    this.#kept = kept;
    this.#state = state;
  }
  /** @param kept where it is kept for a reload; null for nowhere */
  static async from(kept: Storage | null): Promise<TurnedScreen> {
    const dossier = kept?.getItem(KEPT);
    if (dossier === null || dossier === undefined) return new TurnedScreen(kept, null);
    const { seenWhenTurned } = await import('./seen-when-turned.ts');
    return new TurnedScreen(kept, { dossier: dossier || null, seen: seenWhenTurned });
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): Turned | null => this.#state;
  turn(dossier: string | null, seen: SeenWhenTurned): void {
    this.#kept?.setItem(KEPT, dossier ?? '');
    this.#set({ dossier, seen });
  }
  turnBack(): void {
    this.#kept?.removeItem(KEPT);
    this.#set(null);
  }
  #set(state: Turned | null): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

export function turnedApi(api: Api, turned: TurnedScreen): Api {
  return {
    subscribe: (listener) => api.subscribe(listener),
    async ask<C extends Channel>(channel: C, input: Ask<C>) {
      const before = turned.state();
      if (before && !before.seen.mayAsk(before.dossier, channel, input))
        return { ok: false, error: { type: 'ScreenTurned' } };
      const answer = await api.ask(channel, input);
      // Turned while the answer was on its way: it is seen as it is now.
      const now = turned.state();
      if (!now || !answer.ok) return answer;
      const seen = now.seen.answer(now.dossier, channel, input, answer.value);
      return seen ? { ok: true, value: seen.answer as Answer<C> } : { ok: false, error: { type: 'ScreenTurned' } };
    },
  };
}
