/** The questionnaires of this laptop, and what a result in the dossier was filled in with. */
import { useMemo } from 'react';
import type { Definition } from '../../../core/assessments/definition.ts';
import { interestProfilesOf, type InterestProfile } from '../../../core/assessments/results.ts';
import { useAsk } from '../../api/useAsk.ts';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';

const NONE: readonly Definition[] = [];

export function useDefinitions(): readonly Definition[] {
  const asked = useAsk('assessments.definitions', null);
  return useMemo(() => asked.data?.map(({ definition }) => definition) ?? NONE, [asked.data]);
}

/** The interests of the dossier, from assessments and from what was written down without one; the newest first. */
export function useInterestProfiles(): readonly InterestProfile[] {
  const definitions = useDefinitions();
  const { rows } = useDossier();
  const { language } = useWords();
  return useMemo(() => interestProfilesOf(rows, definitions, language), [rows, definitions, language]);
}
