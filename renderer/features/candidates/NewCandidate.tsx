/** A new candidate: a name is enough; the dossier opens at once. */
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FieldInput, reasonAgainst } from '../../components/FieldInput.tsx';
import { useKept } from '../../components/useKept.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './candidates.module.css';

const FIELDS = ['givenName', 'prefix', 'surname', 'place'] as const;
type Answers = Record<(typeof FIELDS)[number], string>;
const EMPTY: Answers = { givenName: '', prefix: '', surname: '', place: '' };

export function NewCandidate({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const add = useDo('candidates.add');
  const [answers, setAnswers, forget] = useKept('newCandidate/answers', EMPTY, opened);
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (!opened) return;
    setTried(false);
  }, [opened]);
  const nameless = !answers.givenName.trim() && !answers.surname.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameless || FIELDS.some((field) => reasonAgainst('candidate', field, answers[field]))) return;
    const fields = Object.fromEntries(
      FIELDS.flatMap((field) => (answers[field].trim() ? [[field, answers[field].trim()]] : [])),
    );
    const answer = await add.run({ fields: { ...fields, phase: 'intake' } });
    if (!answer.ok) return;
    forget();
    void navigate({ to: '/dossier/$id/$tab', params: { id: answer.value.dossier, tab: 'profile' }, replace: false });
  };
  const props = (field: (typeof FIELDS)[number]) => ({
    concept: 'candidate' as const,
    field,
    label: words.field('candidate', field),
    value: answers[field],
    onChange: (text: string) => setAnswers({ ...answers, [field]: text }),
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t('candidates.newTitle')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={classes.more}>
        <p className={classes.quiet}>{t('candidates.newText')}</p>
        <div className={classes.nameFields}>
          <FieldInput
            {...props('givenName')}
            data-autofocus
            error={tried && nameless ? t('candidates.newNameMissing') : null}
          />
          <FieldInput {...props('prefix')} />
        </div>
        <FieldInput {...props('surname')} />
        <FieldInput {...props('place')} />
        <ErrorNote failure={add.failure} />
        <div className={classes.dialogButtons}>
          <Button
            variant="default"
            onClick={() => {
              forget();
              onClose();
            }}
          >
            {t('common.cancel')}
          </Button>
          <Button type="submit" busy={add.busy}>
            {t('candidates.newOpen')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
