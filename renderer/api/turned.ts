/**
 * The screen turned to the candidate. While it is, every answer of the desktop goes through here before anything else of the window sees
 * it: what may not be seen is not there, whichever component asks, and a question that is not named here gets no answer.
 *
 * It lives as long as the window: it survives a reload, going elsewhere and a lock, and ends by its key alone. Only an id is kept for it.
 */
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import { staysWhenTurned, turnedDossier } from '../../core/register/turned.ts';
import type { Api } from './bridge.ts';

/** Whose dossier may be seen; null when it was turned where none was open. */
export type Turned = { readonly dossier: string | null };

const KEPT = 'turned';

export class TurnedScreen {
  readonly #listeners = new Set<() => void>();
  readonly #kept: Storage | null;
  #state: Turned | null;

  /** @param kept where it is kept for a reload; null for nowhere */
  constructor(kept: Storage | null) {
    this.#kept = kept;
    const dossier = kept?.getItem(KEPT);
    this.#state = dossier === null || dossier === undefined ? null : { dossier: dossier || null };
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): Turned | null => this.#state;
  turn(dossier: string | null): void {
    this.#kept?.setItem(KEPT, dossier ?? '');
    this.#set({ dossier });
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

type Seen = { readonly [C in Channel]?: (answer: Answer<C>, of: string | null) => Answer<C> };

const asItIs = <T>(answer: T): T => answer;
const nothing = <T>(): T[] => [];

/** What is asked about one dossier, and answers only about the one that may be seen. */
const OF_ONE: Seen = {
  'dossier.open': (answer) => turnedDossier(answer),
  'dossier.edit': asItIs,
  'dossier.addRow': asItIs,
  'dossier.removeRow': asItIs,
  'tasks.finish': asItIs,
  'classification.addSkills': asItIs,
  'visit.save': asItIs,
  // Of a document that is confidential its history would tell the name.
  'dossier.history': ({ total, entries }) => ({
    total,
    entries: entries.filter(
      ({ concept, field }) => concept !== 'document' && (field === 'deleted' || staysWhenTurned(concept, field)),
    ),
  }),
  'documents.list': asItIs,
  'documents.offer': asItIs,
  'documents.add': asItIs,
};

const OF_ALL: Seen = {
  'app.info': asItIs,
  'preferences.read': asItIs,
  'preferences.write': asItIs,
  'vault.state': asItIs,
  'vault.create': asItIs,
  'vault.confirmRecovery': asItIs,
  'vault.changePassphrase': asItIs,
  'vault.wayOut': asItIs,
  'vault.unlock': asItIs,
  'vault.lock': asItIs,
  'vault.createDemo': asItIs,
  'vault.leaveDemo': asItIs,
  'caseload.summary': asItIs,
  'commands.recent': asItIs,
  'commands.use': asItIs,
  'organisation.open': asItIs,
  'history.state': asItIs,
  'history.undo': asItIs,
  'history.redo': asItIs,
  'documents.piece': asItIs,
  'documents.read': asItIs,
  'documents.fetch': asItIs,
  'documents.stop': asItIs,
  'documents.text': asItIs,
  'documents.thumbnail': asItIs,
  'documents.keepThumbnail': asItIs,
  'assessments.definitions': asItIs,
  'drafts.save': asItIs,
  'drafts.remove': asItIs,
  'drafts.list': asItIs,
  'classification.suggest': asItIs,
  'classification.explore': asItIs,
  'classification.place': asItIs,
  'classification.skillsOf': asItIs,
  'packs.list': asItIs,
  'sync.line': asItIs,
  'sync.now': asItIs,
  'jobs.cancel': asItIs,
  'search.find': ({ hits }, of) => ({
    more: false,
    hits: hits
      .filter(({ dossier }) => dossier === of)
      .map((hit) => ({ ...hit, matches: hit.matches.filter(({ concept, field }) => staysWhenTurned(concept, field)) }))
      .filter(({ matches }) => matches.length > 0),
  }),
  'visit.list': (visits, of) => visits.filter(({ dossier }) => dossier === of),
  'sync.state': (state) =>
    state.type === 'connected' ? { ...state, conflicts: 0, waits: 0, notices: 0, aside: [] } : state,
  'conflicts.list': nothing,
  'waiting.list': nothing,
  'aside.list': nothing,
  'notices.list': nothing,
};

/** Something was asked about it. */
const dossierOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'dossier' in input ? input.dossier : undefined;

/** An answer as it may be seen; `null` where there is none. */
export function seenWhenTurned(
  { dossier }: Turned,
  channel: Channel,
  input: unknown,
  answer: unknown,
): { readonly answer: unknown } | null {
  const isOfOne = Object.hasOwn(OF_ONE, channel);
  if (isOfOne && dossierOf(input) !== dossier) return null;
  // The cast: which answer belongs to which channel is known of each channel, not of any.
  const see = (isOfOne ? OF_ONE : OF_ALL)[channel] as ((answer: unknown, of: string | null) => unknown) | undefined;
  return see ? { answer: see(answer, dossier) } : null;
}

export function turnedApi(api: Api, turned: TurnedScreen): Api {
  const mayAsk = (state: Turned, channel: Channel, input: unknown): boolean =>
    Object.hasOwn(OF_ONE, channel) ? dossierOf(input) === state.dossier : Object.hasOwn(OF_ALL, channel);
  return {
    subscribe: (listener) => api.subscribe(listener),
    async ask<C extends Channel>(channel: C, input: Ask<C>) {
      const before = turned.state();
      if (before && !mayAsk(before, channel, input)) return { ok: false, error: { type: 'ScreenTurned' } };
      const answer = await api.ask(channel, input);
      // Turned while the answer was on its way: it is seen as it is now.
      const now = turned.state();
      if (!now || !answer.ok) return answer;
      const seen = seenWhenTurned(now, channel, input, answer.value);
      return seen ? { ok: true, value: seen.answer as Answer<C> } : { ok: false, error: { type: 'ScreenTurned' } };
    },
  };
}
