/**
 * Which name is meant by what was typed so far. Pure arithmetic on folded words, the same for an imported list and for the starter set.
 *
 * 1. Every word of the question is in the name: as a word, as its beginning, or inside it (Dutch compounds: "chauffeur" finds
 *    "heftruckchauffeur").
 * 2. The name itself goes before names that begin with it, those before names that have its words somewhere.
 * 3. A preferred name goes before another name, the adviser's language before the other one, a short name before a long one.
 */
import { foldedWords } from '../domain/fold.ts';
import type { PackLanguage } from './packs.ts';

/** Two letters say something; from three on they are also looked for inside words. */
const SHORTEST_QUESTION = 2;
export const SHORTEST_PART = 3;
/** So many letters before a part that is found inside a word: "truck-chauffeur", but no "hulp" in "behulp". */
const BEFORE_PART = 3;
const MOST_WORDS = 8;

/** The words to look for; none while there is too little. A word that has only just begun says nothing yet. */
export const questionWords = (question: string): string[] =>
  [...new Set(foldedWords(question.slice(0, 200)))]
    .filter((word) => word.length >= SHORTEST_QUESTION)
    .slice(0, MOST_WORDS);

export type Name = { readonly text: string; readonly language: PackLanguage; readonly isPreferred: boolean };

const IS_IT = 1000;
const IS_IT_WRITTEN_APART = 950;
const BEGINS_WITH_IT = 700;
/** In Dutch what it is comes last: "algemeen verpleegkundige". */
const ENDS_WITH_IT = 660;
const BEGINS_WITH_ITS_LETTERS = 600;
const PREFERRED = 60;
const OWN_LANGUAGE = 90;

/** @returns higher is better; null when a word of the question is not in the name */
export function scoreOf(question: readonly string[], name: Name, language: PackLanguage): number | null {
  const words = foldedWords(name.text);
  let found = 0;
  for (const asked of question) {
    const best = Math.max(0, ...words.map((word) => likeness(asked, word)));
    if (best === 0) return null;
    found += best;
  }
  const [joined, whole] = [question.join(' '), words.join(' ')];
  const score =
    whole === joined
      ? IS_IT
      : words.join('') === question.join('')
        ? IS_IT_WRITTEN_APART
        : whole.startsWith(`${joined} `)
          ? BEGINS_WITH_IT
          : whole.startsWith(joined)
            ? BEGINS_WITH_ITS_LETTERS
            : whole.endsWith(` ${joined}`)
              ? ENDS_WITH_IT
              : (found / question.length) * 100;
  const shortness = Math.min(100, (words.length - question.length) * 12 + (whole.length - joined.length));
  return (
    score +
    (name.isPreferred ? PREFERRED : 0) +
    (name.language === language ? OWN_LANGUAGE : 0) -
    Math.max(0, shortness)
  );
}

/** Inside the word, as a part of a compound. */
export const isPartOf = (asked: string, word: string): boolean =>
  asked.length >= SHORTEST_PART && word.indexOf(asked, BEFORE_PART) >= 0;

/** The ends of a word that may be words themselves, the longest first: "pakketbezorger" is a kind of "bezorger". */
export const endsOf = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - BEFORE_PART - SHORTEST_END + 1) }, (_, at) =>
    word.slice(BEFORE_PART + at),
  );
const SHORTEST_END = 5;

/** 5 the word itself, 4 its beginning, 3 its end (a Dutch compound is what its end says), 2 inside, 0 not at all. */
function likeness(asked: string, word: string): number {
  if (word === asked) return 5;
  if (word.startsWith(asked)) return 4;
  return isPartOf(asked, word) ? (word.endsWith(asked) ? 3 : 2) : 0;
}
