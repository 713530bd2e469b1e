/** The words by which an answer of a code list is found: its labels in both languages, so that "Wajong" and "car" are words too. */
import type { ConceptName } from '../../core/domain/concepts.ts';
import { foldedWords } from '../../core/domain/fold.ts';
import { LANGUAGES, optionLabel } from '../../core/domain/words/words.ts';

/** Raised when labels, folding or addresses change: a caseload with another number rebuilds its index when it opens. */
export const SEARCH_VERSION = 3;

/** The labels of an option, in the order of the product's languages. */
export const optionWords = (concept: ConceptName, field: string, option: string): string[] =>
  LANGUAGES.map((language) => optionLabel(language, concept, field, option));

/** There are some hundreds of options, and a first fetch asks for one of them with nearly every row. */
const folded = new Map<string, readonly string[]>();
export function foldedOption(concept: ConceptName, field: string, option: string): readonly string[] {
  const key = `${concept} ${field} ${option}`;
  let words = folded.get(key);
  if (!words) folded.set(key, (words = foldedWords(optionWords(concept, field, option).join(' '))));
  return words;
}
