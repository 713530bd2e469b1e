/** The words of the domain (concepts, fields, codes) in the language of the window. */
import { useMemo } from 'react';
import type { ConceptName } from '../../core/domain/concepts.ts';
import { conceptLabel, fieldLabel, optionLabel, shortDay } from '../../core/domain/words/words.ts';
import { useLanguage } from '../app/useLanguage.ts';

export function useWords() {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      concept: (concept: ConceptName, number: 'one' | 'many' = 'one') => conceptLabel(language, concept, number),
      field: (concept: ConceptName, field: string) => fieldLabel(language, concept, field),
      option: (concept: ConceptName, field: string, code: string) => optionLabel(language, concept, field, code),
      shortDay: (day: Parameters<typeof shortDay>[1]) => shortDay(language, day),
    }),
    [language],
  );
}
