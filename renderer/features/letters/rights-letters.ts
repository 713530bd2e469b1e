/** The letters of a request or a restriction, as the screen of letters offers them: made of what stands in the dossier now. */
import type { Answer } from '../../../core/contract/contract.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { fieldLabel, type Language } from '../../../core/domain/words/words.ts';
import type { LetterTemplate } from '../../../core/letters/own-letters.ts';
import {
  liftingLetter,
  REQUEST_LETTERS,
  requestLetter,
  rightsLetterName,
  type RightsLetter,
} from '../../../core/letters/request-letters.ts';
import type { Recipient } from '../../../core/register/register.ts';
import { shownText } from '../../components/field-text.ts';

type Found = Answer<'requests.receivers'>;

/** Where whoever writes it came from. */
export type RightsOf = {
  /** Of the request; for `lifting` of the restriction. */
  readonly row: string;
  readonly letter: RightsLetter;
  /** For `notice`: who received something at that moment. */
  readonly to: number | null;
};

export type RightsLetters = {
  readonly of: RightsOf;
  readonly offered: readonly RightsLetter[];
  readonly name: (letter: RightsLetter, language: Language) => string;
  readonly write: (letter: RightsLetter, language: Language) => LetterTemplate & { readonly recipientName: string };
};

/** Null where the row is not there (any more). */
export function rightsLetters(of: RightsOf, { rows }: Dossier, found: Found | null): RightsLetters | null {
  const shared = { of, name: rightsLetterName };
  if (of.letter === 'lifting') {
    const restriction = rows.restriction.find(({ id }) => id === of.row);
    if (!restriction) return null;
    return {
      ...shared,
      offered: ['lifting'],
      write: (_letter, language) => ({ ...liftingLetter(restriction, language), recipientName: '' }),
    };
  }
  const request = rows.request.find(({ id }) => id === of.row);
  if (!request) return null;
  const to = of.to === null ? undefined : found?.receivers.find(({ at }) => at === of.to);
  /** To others only what they received. */
  const mayTell = (letter: RightsLetter, concept: string, field: string): boolean =>
    letter !== 'notice' || (to?.fields.some((each) => each.concept === concept && each.field === field) ?? false);
  return {
    ...shared,
    offered: REQUEST_LETTERS.filter((each) => each !== 'notice' || to !== undefined),
    write: (letter, language) => {
      if (letter === 'lifting') throw new Error('a request has no letter of lifting');
      const changed = (found?.changed ?? [])
        .filter(({ concept, field }) => mayTell(letter, concept, field))
        .map(({ concept, field, now }) => ({
          what: fieldLabel(language, concept, field),
          now: shownText(concept, field, now, language) || '–',
        }));
      const written = requestLetter(letter, { request, language, changed });
      const recipient: Recipient = letter === 'notice' && to ? to.recipient : written.recipient;
      return { ...written, recipient, recipientName: letter === 'notice' ? (to?.recipientName ?? '') : '' };
    },
  };
}
