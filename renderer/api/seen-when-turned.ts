/**
 * What may be seen on a screen that is turned to the candidate: a question that is not named here gets no answer, and of an answer only
 * what the register lets stay. A file of its own, since it needs every field there is, and whoever unlocks the caseload should not
 * wait for that.
 */
import type { Answer, Channel } from '../../core/contract/contract.ts';
import { staysWhenTurned, turnedDossier } from '../../core/register/turned.ts';
import type { SeenWhenTurned } from './turned.ts';

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
    entries: entries
      .filter(
        ({ concept, field }) => concept !== 'document' && (field === 'deleted' || staysWhenTurned(concept, field)),
      )
      // The name of a row may be what does not stay.
      .map((entry) => ({ ...entry, about: null })),
  }),
  // What they agreed to they may take back beside the adviser, as easily as it was given.
  'consent.withdraw': asItIs,
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
  'clock.state': asItIs,
  'clock.accept': asItIs,
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
    own: [],
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

export const seenWhenTurned: SeenWhenTurned = {
  mayAsk: (dossier, channel, input) =>
    Object.hasOwn(OF_ONE, channel) ? dossierOf(input) === dossier : Object.hasOwn(OF_ALL, channel),
  answer(dossier, channel, input, answer) {
    const isOfOne = Object.hasOwn(OF_ONE, channel);
    if (isOfOne && dossierOf(input) !== dossier) return null;
    // The cast: which answer belongs to which channel is known of each channel, not of any.
    const see = (isOfOne ? OF_ONE : OF_ALL)[channel] as ((answer: unknown, of: string | null) => unknown) | undefined;
    return see ? { answer: see(answer, dossier) } : null;
  },
};
