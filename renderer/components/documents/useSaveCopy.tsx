/** A copy of a document outside the caseload, with how far it is and a way to stop. */
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/ApiProvider.tsx';
import { useJob } from '../../api/useAsk.ts';
import { Card } from '../Card.tsx';
import { Progress } from '../Progress.tsx';
import { useToast } from '../Toasts.tsx';
import { useFailureText } from '../useFailureText.ts';
import { sizeText } from './document-words.ts';

/** `copying` is what stands on the screen as long as a copy is made. */
export function useSaveCopy() {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const say = useToast();
  const failureText = useFailureText();
  const job = useJob();
  const save = async (row: string) => {
    const answer = await api.ask('documents.saveCopy', { row, job: job.begin() });
    job.end();
    if (!answer.ok) {
      if (answer.error.type !== 'Cancelled') say({ message: failureText(answer.error), tone: 'red' });
    } else if (answer.value.saved) say({ message: t('documents.saved', { name: answer.value.fileName }) });
  };
  return {
    saveCopy: ({ id }: { readonly id: string }) => void save(id),
    copying: job.progress && (
      <Card>
        <Progress
          phase={t('documents.copying')}
          done={job.progress.done}
          total={job.progress.total}
          cancelling={job.cancelling}
          format={(bytes) => sizeText(bytes, i18n.language)}
          onCancel={() => void job.cancel()}
        />
      </Card>
    ),
  };
}
