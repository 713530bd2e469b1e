/**
 * Points at words in free text that reveal what seldom may be held: health, origin, religion, sexual life, criminal records, or a BSN. It never
 * holds anything back and sends nothing anywhere: it says where the words stand, and the screen says why and what to write instead (AP, *De
 * zieke werknemer*: what somebody can do, not what somebody has).
 *
 * How good it is stands in free-text-guard.test.ts, measured on sentences of our own.
 */
import { conceptOf, type ConceptName } from '../domain/concepts.ts';
import { REGISTER, type RegisterEntry } from '../register/register.ts';
import { isBsn } from './bsn.ts';
import { ABOUT_OTHERS, ABOUT_THEM_AGAIN, RULES, type Rules } from './free-text-rules.ts';
import { SPECIAL_SORTS, type PointedSort, type SpecialSort } from './special-sorts.ts';

export type Pointed = {
  readonly sort: PointedSort;
  /** Where it stands in the text, in UTF-16 code units. */
  readonly from: number;
  readonly to: number;
};

/** Where an adviser writes freely about a candidate; a name, a place or a job is an answer. The register says it, so a field of next year is covered. */
export function isFreeText(concept: ConceptName, field: string): boolean {
  const kind = conceptOf(concept).fields[field]?.kind;
  const entry = (REGISTER[concept] as Readonly<Record<string, RegisterEntry>>)[field];
  if (entry?.subject !== 'candidate') return false;
  return kind === 'longText' || (kind === 'text' && entry.category === 'guidance');
}

const ACCENTS: Readonly<Record<string, string>> = {
  a: '[aàáâä]',
  e: '[eèéêë]',
  i: '[iìíîï]',
  o: '[oòóôö]',
  u: '[uùúûü]',
  c: '[cç]',
  ' ': '\\s+',
  '-': '[-\\s‑–]?',
  '’': "[’']",
};
const patternOf = (word: string): string =>
  [...word.normalize('NFD').replace(/\p{M}/gu, '')]
    .map((letter) => (letter === '*' ? '[\\p{L}-]{0,40}' : (ACCENTS[letter] ?? letter)))
    .join('');
const anyOf = (words: readonly string[]): string => `(?:${words.map(patternOf).join('|')})`;

const WORD_BEGINS = '(?<![\\p{L}\\p{N}])';
const WORD_ENDS = '(?![\\p{L}\\p{N}])';

type Finder = {
  readonly sort: SpecialSort;
  readonly words: RegExp;
  readonly before: RegExp | null;
  readonly after: RegExp | null;
};
const finderOf = (sort: SpecialSort, { words, unlessBefore, unlessAfter }: Rules): Finder => ({
  sort,
  words: new RegExp(`${WORD_BEGINS}${anyOf(words)}${WORD_ENDS}`, 'giu'),
  before: unlessBefore ? new RegExp(`${WORD_BEGINS}${anyOf(unlessBefore)}\\s+$`, 'iu') : null,
  after: unlessAfter ? new RegExp(`^\\s+${anyOf(unlessAfter)}${WORD_ENDS}`, 'iu') : null,
});
const FINDERS = SPECIAL_SORTS.map((sort) => finderOf(sort, RULES[sort]));
const OTHERS = new RegExp(`${WORD_BEGINS}${anyOf(ABOUT_OTHERS)}${WORD_ENDS}`, 'giu');
const THEM_AGAIN = new RegExp(`${WORD_BEGINS}${anyOf(ABOUT_THEM_AGAIN)}${WORD_ENDS}`, 'iu');

/** Nine digits, as people write them; not a part of a longer number or of an amount. */
const NINE_DIGITS = /(?<![\d]|\d[.,-])\d(?:[ .]?\d){8}(?!\d|[.,-]\d)/g;
/** A number with the same test that is of an organisation, or of something else. */
const OTHER_NUMBER =
  /(?:rsin|fiscaal|btw|kvk|vat|factuur\p{L}*|invoice|order\p{L}*|klantnummer|tel\p{L}*|phone)(?:[-\s]?(?:nummer|number|nr|no))?[^\p{L}\d]*$/iu;

/** @returns where something stands, in the order of the text; nothing overlaps */
export function pointAt(text: string): readonly Pointed[] {
  const found: Pointed[] = [];
  for (const { sort, words, before, after } of FINDERS) {
    for (const match of text.matchAll(words)) {
      const from = match.index;
      const to = from + match[0].length;
      const begin = sentenceBefore(text, from);
      if (isAboutOthers(begin) || before?.test(begin) || after?.test(text.slice(to, to + 60))) continue;
      found.push({ sort, from, to });
    }
  }
  for (const match of text.matchAll(NINE_DIGITS)) {
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (isBsn(match[0].replace(/\D/g, '')) && !OTHER_NUMBER.test(before))
      found.push({ sort: 'bsn', from: match.index, to: match.index + match[0].length });
  }
  found.sort((one, other) => one.from - other.from || other.to - one.to);
  return found.filter((each, at) => !found.slice(0, at).some((earlier) => earlier.to > each.from));
}

function isAboutOthers(begin: string): boolean {
  const last = [...begin.matchAll(OTHERS)].at(-1);
  return last !== undefined && !THEM_AGAIN.test(begin.slice(last.index + last[0].length));
}

/** What was said in the same sentence before this place; a new line begins a new one. */
const sentenceBefore = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 200), at)
    .split(/[.!?;]\s|\n/)
    .at(-1) ?? '';
