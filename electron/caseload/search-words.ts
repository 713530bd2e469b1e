/** The words by which an answer of a code list is found: its labels in both languages, so that "Wajong" and "car" are words too. */
import type { ConceptName } from '../../core/domain/concepts.ts';
import { LANGUAGES, optionLabel } from '../../core/domain/words/words.ts';

/** Raised when labels, folding or addresses change: a caseload with another number rebuilds its index when it opens. */
export const SEARCH_VERSION = 1;

/** The labels of an option, in the order of the product's languages. */
export const optionWords = (concept: ConceptName, field: string, option: string): string[] =>
  LANGUAGES.map((language) => optionLabel(language, concept, field, option));
