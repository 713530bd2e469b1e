/**
 * What concepts, fields and code lists are called, in the languages of the product. The window, the paper dossier and the
 * exports all take their labels from here, so a field is called the same on screen and on paper.
 */
import type { ConceptName, DAYS } from '../concepts.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Words } from './shape.ts';

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const WORDS: Readonly<Record<Language, Words>> = { nl, en };
export const wordsOf = (language: Language): Words => WORDS[language];

export const conceptLabel = (language: Language, concept: ConceptName, number: 'one' | 'many' = 'one'): string =>
  WORDS[language][concept].label[number];

/** Throws for a field that does not exist: every field has a word. */
export function fieldLabel(language: Language, concept: ConceptName, field: string): string {
  const found = (WORDS[language][concept].fields as Readonly<Record<string, string>>)[field];
  if (found === undefined) throw new Error(`no word for ${concept}.${field}`);
  return found;
}

/** A code in words. A code of a newer version, come in by sync, has no word here yet: it is shown as it is. */
export function optionLabel(language: Language, concept: ConceptName, field: string, code: string): string {
  const options = WORDS[language][concept].options as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const list = options[field];
  return (list && Object.hasOwn(list, code) ? list[code] : undefined) ?? code;
}

/** Days in a narrow column, from Monday. */
const SHORT_DAYS: Readonly<Record<Language, Readonly<Record<(typeof DAYS)[number], string>>>> = {
  nl: { monday: 'ma', tuesday: 'di', wednesday: 'wo', thursday: 'do', friday: 'vr', saturday: 'za', sunday: 'zo' },
  en: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },
};
export const shortDay = (language: Language, day: (typeof DAYS)[number]): string => SHORT_DAYS[language][day];
