/** The words by which an answer of a code list is found: its labels in both languages, so that "Wajong" and "car" are words too. */
import type { ConceptName } from '../../core/domain/concepts.ts';
import { foldedWords } from '../../core/domain/fold.ts';
import { LANGUAGES, optionLabel } from '../../core/domain/words/words.ts';

/** Raised when labels, folding or addresses change: a caseload with another number rebuilds its index when it opens. */
export const SEARCH_VERSION = 3;

/** The labels of an option, in the order of the product's languages. */
export const optionWords = (concept: ConceptName, field: string, option: string): string[] =>
  LANGUAGES.map((language) => optionLabel(language, concept, field, option));

/** The folded words of the options of a field, each put together once: a first fetch asks for some with nearly every row. */
export function foldedOptions(concept: ConceptName, field: string): (option: string) => readonly string[] {
  const folded = new Map<string, readonly string[]>();
  return (option) => {
    let words = folded.get(option);
    if (!words) folded.set(option, (words = foldedWords(optionWords(concept, field, option).join(' '))));
    return words;
  };
}
