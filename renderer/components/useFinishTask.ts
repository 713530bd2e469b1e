/** A task is done: says so, when the next one is due where it repeats, and how it is taken back. */
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { useDo } from '../api/useAsk.ts';
import { useUndoOf } from '../app/useUndo.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { useToast } from './Toasts.tsx';
import { useFailureText } from './useFailureText.ts';
import { useWords } from './useWords.ts';

export function useFinishTask() {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { run, busy } = useDo('tasks.finish');
  const finish = async (dossier: string, row: string): Promise<void> => {
    const answer = await run({ dossier, row, today: localDay(Date.now()) });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group, nextDueOn } = answer.value;
    if (group === null) return;
    say({
      message:
        nextDueOn === null
          ? t('guidance.taskDone')
          : t('guidance.taskDoneAgain', { date: formatPartialDate(nextDueOn, language) }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return { finish, busy };
}
