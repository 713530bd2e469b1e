/** A task or an appointment, with a candidate or without: three keys from Today and from the calendar. */
import { useEffect, useState, type FormEvent } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { CandidatePicker, type Picked } from '../../components/CandidatePicker.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { fieldOf, parseTyped, typingText, type Reason } from '../../components/field-text.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useOwn } from '../../components/useOwn.ts';
import { useKept } from '../../components/useKept.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './today.module.css';

export type Planned = 'task' | 'appointment';

/** In the order in which they are asked; the first one must be answered. */
const FIELDS = {
  task: ['what', 'dueOn', 'priority', 'repeats'],
  appointment: ['subject', 'date', 'time', 'minutes', 'travelMinutes', 'kind', 'place', 'participants'],
} as const satisfies Record<Planned, readonly string[]>;

/** @param day on which an appointment is suggested, or a task is due */
export function NewPlanned({ concept, day, onClose }: { concept: Planned | null; day: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={concept !== null}
      onClose={onClose}
      title={concept === 'task' ? t('guidance.newTask') : t('guidance.newAppointment')}
    >
      {concept && <Form key={concept} concept={concept} day={day} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ concept, day, onClose }: { concept: Planned; day: string; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const own = useOwn();
  const say = useToast();
  const undoOf = useUndoOf();
  const add = useDo('dossier.addRow');
  const [whose, setWhose] = useState<Picked>(null);
  const [tried, setTried] = useState(false);
  const [begun] = useState<Readonly<Record<string, string>>>(() =>
    concept === 'appointment' ? { date: typingText('appointment', 'date', day), kind: 'conversation' } : {},
  );
  const [typed, keep, forget] = useKept(`new/${concept}`, begun);
  const [first] = FIELDS[concept];
  const parsed = FIELDS[concept].map((field) => [field, parseTyped(concept, field, typed[field] ?? '')] as const);
  const isNamed = (typed[first] ?? '').trim() !== '' || (concept === 'appointment' && whose !== null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const dossier = whose?.dossier ?? own.dossier;
    if (!isNamed || dossier === null || parsed.some(([, { ok }]) => !ok)) return;
    const fields = Object.fromEntries(
      parsed.flatMap(([field, each]): [string, FieldValue][] =>
        each.ok && each.value !== null ? [[field, each.value]] : [],
      ),
    );
    const answer = await add.run({ dossier, concept, fields });
    if (!answer.ok) return;
    forget();
    const { group } = answer.value;
    say({
      message: concept === 'task' ? t('guidance.taskAdded') : t('guidance.appointmentAdded'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
    onClose();
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={classes.form}>
      {FIELDS[concept].map((field) => {
        const { kind, options = [], min = 0, max = 0 } = fieldOf(concept, field);
        const shared = {
          label: words.field(concept, field),
          value: typed[field] ?? '',
          ...(field === first ? { 'data-autofocus': true, className: classes.wide ?? '' } : {}),
        };
        const set = (text: string) => keep({ ...typed, [field]: text });
        if (kind === 'code')
          return (
            <Select
              key={field}
              {...shared}
              data={[
                { value: '', label: t('common.unknown') },
                ...options.map((code) => ({ value: code, label: words.option(concept, field, code) })),
              ]}
              onChange={(next) => set(next ?? '')}
            />
          );
        const answer = parseTyped(concept, field, shared.value);
        return (
          <Typed
            key={field}
            {...shared}
            set={set}
            isTried={tried}
            hint={kind === 'date' ? t('dossier.hint.date') : kind === 'time' ? '9:30' : undefined}
            missing={field === first && !isNamed ? t('guidance.whatMissing') : null}
            reason={answer.ok ? null : answer.reason}
            range={{ min, max }}
          />
        );
      })}
      <div className={classes.wide}>
        <CandidatePicker
          label={t('guidance.forWhom')}
          description={t('guidance.forWhomWhat')}
          value={whose}
          onChange={setWhose}
        />
      </div>
      <div className={classes.wide}>
        <ErrorNote failure={add.failure} />
        <div className={classes.formButtons}>
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
            {t('common.add')}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Typed({
  set,
  isTried,
  hint,
  missing,
  reason,
  range,
  ...rest
}: {
  label: string;
  value: string;
  set: (text: string) => void;
  isTried: boolean;
  hint: string | undefined;
  missing: string | null;
  reason: Reason | null;
  range: { min: number; max: number };
}) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(false);
  useEffect(() => {
    if (isTried) setLeft(true);
  }, [isTried]);
  const sentence = (): string | null => {
    switch (reason) {
      case null:
        return isTried ? missing : null;
      case 'wholeDay':
      case 'dateWriting':
      case 'dayWriting':
      case 'time':
      case 'number':
        return t(`dossier.reasons.${reason}`);
      case 'numberRange':
        return t('dossier.reasons.numberRange', range);
      case 'tooLong':
        return t('dossier.reasons.tooLong', { max: range.max });
      default:
        return t(`common.reasons.${reason}`);
    }
  };
  return (
    <TextInput
      {...rest}
      autoComplete="off"
      placeholder={hint}
      error={left || isTried ? sentence() : null}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
    />
  );
}
