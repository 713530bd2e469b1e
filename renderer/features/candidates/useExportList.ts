/** The list as a table for Excel: asked where it goes, made, and told. */
import { useTranslation } from 'react-i18next';
import { useDo, useJob } from '../../api/useAsk.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useLanguage } from '../../app/useLanguage.ts';
import type { ListState } from './list-state.ts';

export function useExportList() {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = useToast();
  const job = useJob();
  const save = useDo('candidates.exportList');
  const run = async (dossiers: string[], { sort, columns }: ListState): Promise<void> => {
    const answer = await save.run({
      dossiers,
      sort,
      columns: columns.map((column) => ({ column, header: t(`candidates.column.${column}`) })),
      language,
      job: job.begin(),
    });
    job.end();
    if (!answer.ok || !answer.value.saved) return;
    const { fileName, count } = answer.value;
    say({ message: t('candidates.exported', { name: fileName, count, interpolation: { escapeValue: false } }) });
  };
  return {
    run,
    busy: save.busy,
    // Stopped because somebody said so is no trouble.
    failure: save.failure?.type === 'Cancelled' ? null : save.failure,
    progress: job.progress,
    cancelling: job.cancelling,
    cancel: () => void job.cancel(),
  };
}
