/** Adding a row that is there at once; why not, where it could not be. */
import { useDo } from '../../api/useAsk.ts';
import type { DossierConcept } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useDossier } from './DossierContext.tsx';

export function useAdded() {
  const { candidate } = useDossier();
  const say = useToast();
  const failureText = useFailureText();
  const { run, busy } = useDo('dossier.addRow');
  const add = async (concept: DossierConcept, fields: Record<string, FieldValue>) => {
    const answer = await run({ dossier: candidate.id, concept, fields });
    if (answer.ok) return answer.value;
    say({ message: failureText(answer.error), tone: 'red' });
    return null;
  };
  return { add, busy };
}
