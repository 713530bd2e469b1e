/** The intake of a request: what is asked, by whom, when it came in, and how it is known who asks. What is typed is kept until it is used. */
import { useState, type FormEvent } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RIGHTS } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../Button.tsx';
import { CandidatePicker, type Picked } from '../CandidatePicker.tsx';
import { Dialog } from '../Dialog.tsx';
import { ErrorNote } from '../ErrorNote.tsx';
import { fieldOf, parseTyped, typingText } from '../field-text.ts';
import { useToast } from '../Toasts.tsx';
import { useKept } from '../useKept.ts';
import { useWords } from '../useWords.ts';
import classes from './requests.module.css';

const FIELDS = ['right', 'receivedOn', 'way', 'byName', 'identity', 'about'] as const;

type Props = {
  opened: boolean;
  onClose: () => void;
  /** Of whom; null: that is asked too. */
  dossier: string | null;
};

export function NewRequest({ opened, onClose, dossier }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('requests.new')} size="lg">
      {opened && <Form dossier={dossier} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ dossier, onClose }: Pick<Props, 'dossier' | 'onClose'>) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const say = useToast();
  const undoOf = useUndoOf();
  const add = useDo('dossier.addRow');
  const today = localDay(Date.now());
  const [whose, setWhose] = useState<Picked>(null);
  const [isTried, setTried] = useState(false);
  const [begun] = useState<Readonly<Record<string, string>>>(() => ({
    receivedOn: typingText('request', 'receivedOn', today),
  }));
  const [typed, keep, forget] = useKept(dossier === null ? 'new/request' : `${dossier}/new-request`, begun);
  const of = dossier ?? whose?.dossier ?? null;
  const parsed = FIELDS.map((field) => [field, parseTyped('request', field, typed[field] ?? '')] as const);
  const isAsked = (typed['right'] ?? '') !== '';
  const set = (field: (typeof FIELDS)[number]) => (text: string | null) => keep({ ...typed, [field]: text ?? '' });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (of === null || !isAsked || parsed.some(([, { ok }]) => !ok)) return;
    const fields = Object.fromEntries(
      parsed.flatMap(([field, each]): [string, FieldValue][] =>
        each.ok && each.value !== null ? [[field, each.value]] : [],
      ),
    );
    const answer = await add.run({
      dossier: of,
      concept: 'request',
      fields: { ...fields, state: 'open', ...(fields['identity'] === undefined ? {} : { identityOn: today }) },
    });
    if (!answer.ok) return;
    forget();
    onClose();
    const { group, row } = answer.value;
    say({ message: t('requests.added'), action: { label: t('common.undo'), run: () => undoOf(group) } });
    void navigate({ to: '/dossier/$id/$tab', params: { id: of, tab: 'privacy' }, search: { row } });
  };

  const chosen = (field: 'right' | 'way' | 'identity') => ({
    label: words.field('request', field),
    value: typed[field] || null,
    placeholder: t('requests.choose'),
    data: (fieldOf('request', field).options ?? []).map((code) => ({
      value: code,
      label: words.option('request', field, code),
    })),
    onChange: set(field),
  });
  const right = RIGHTS.find((code) => code === typed['right']);
  const received = parseTyped('request', 'receivedOn', typed['receivedOn'] ?? '');
  const tooLong = (field: 'byName' | 'about') => {
    const { max = 0 } = fieldOf('request', field);
    return parseTyped('request', field, typed[field] ?? '').ok ? null : t('dossier.reasons.tooLong', { max });
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes.form}>
      {dossier === null && (
        <div className={classes.wide}>
          <CandidatePicker label={t('requests.whose')} value={whose} onChange={setWhose} />
          {isTried && of === null && (
            <p role="alert" className={classes.missing}>
              {t('requests.whoseMissing')}
            </p>
          )}
        </div>
      )}
      <Select
        {...chosen('right')}
        data-autofocus={dossier === null ? undefined : true}
        allowDeselect={false}
        className={classes.wide ?? ''}
        description={right ? t(`requests.right.${right}`) : null}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={isTried && !isAsked ? t('requests.rightMissing') : null}
      />
      <TextInput
        label={words.field('request', 'receivedOn')}
        placeholder={t('dossier.hint.date')}
        autoComplete="off"
        value={typed['receivedOn'] ?? ''}
        error={
          received.ok
            ? null
            : t(received.reason === 'wholeDay' ? 'dossier.reasons.wholeDay' : 'dossier.reasons.dayWriting')
        }
        onChange={(event) => set('receivedOn')(event.currentTarget.value)}
      />
      <Select {...chosen('way')} clearable />
      <Textarea
        label={words.field('request', 'about')}
        className={classes.wide ?? ''}
        autosize
        minRows={2}
        maxRows={8}
        value={typed['about'] ?? ''}
        error={tooLong('about')}
        onChange={(event) => set('about')(event.currentTarget.value)}
      />
      <TextInput
        label={words.field('request', 'byName')}
        description={t('requests.byNameWhat')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        value={typed['byName'] ?? ''}
        error={tooLong('byName')}
        onChange={(event) => set('byName')(event.currentTarget.value)}
      />
      <Select
        {...chosen('identity')}
        clearable
        description={t('requests.identityWhat')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <div className={classes.wide}>
        <ErrorNote failure={add.failure} />
        <div className={classes.buttons}>
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
            {t('requests.add')}
          </Button>
        </div>
      </div>
    </form>
  );
}
