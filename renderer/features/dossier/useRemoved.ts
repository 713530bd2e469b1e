/** Removing, with its undo at hand: no question before, one key after. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowConcept } from '../../../core/domain/concepts.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useEditing } from './DossierContext.tsx';

export function useRemoved() {
  const { t } = useTranslation();
  const editing = useEditing();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  return useCallback(
    async (concept: RowConcept, row: string, title: string) => {
      const answer = await editing.removeRow(concept, row);
      if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
      const { group } = answer.value;
      say({
        message: t('dossier.removed', { what: title }),
        action: { label: t('common.undo'), run: () => undoOf(group) },
      });
    },
    [editing, say, undoOf, failureText, t],
  );
}
