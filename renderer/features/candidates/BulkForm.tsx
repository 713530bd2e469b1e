/** The same row, or the same answer, for everybody who is picked. */
import { useState, type FormEvent } from 'react';
import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ask } from '../../../core/contract/contract.ts';
import { conceptOf, someFields, type ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useWords } from '../../components/useWords.ts';
import { ALSO, ANSWERS, ROW_FIELDS, type BulkRow } from './bulk-fields.ts';
import classes from './candidates.module.css';

type Edit = Pick<Ask<'bulk.edit'>, 'set' | 'add'>;
type Values = Record<string, FieldValue>;

export function BulkForm({
  of,
  count,
  onClose,
  onDo,
}: {
  of: BulkRow | 'answer';
  count: number;
  onClose: () => void;
  onDo: (what: Edit) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const [values, setValues] = useState<Values>({});
  const [answer, setAnswer] = useState(0);
  const [tried, setTried] = useState(false);
  const asked = ANSWERS[answer] ?? ANSWERS[0];
  const concept: ConceptName = of === 'answer' ? asked.concept : of;
  const fields: readonly string[] = of === 'answer' ? [asked.field] : ROW_FIELDS[of];
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
  const isRight = someFields(concept).safeParse(given).success;
  const isMissing = of !== 'answer' && !String(given[fields[0] ?? ''] ?? '').trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isRight || isMissing) return;
    onDo(
      of === 'answer'
        ? { set: [{ concept: asked.concept, fields: { [asked.field]: given[asked.field] ?? null } }], add: [] }
        : { set: [], add: [{ concept: of, fields: { ...ALSO[of], ...given } }] },
    );
  };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        of === 'answer'
          ? t('candidates.bulkAnswerTitle', { count })
          : t('candidates.bulkAddTitle', { what: words.concept(of), count })
      }
    >
      <form onSubmit={submit} noValidate className={classes.more}>
        {of === 'answer' && (
          <Select
            label={t('candidates.bulkWhich')}
            data={ANSWERS.map((each, index) => ({
              value: String(index),
              label: words.field(each.concept, each.field),
            }))}
            value={String(answer)}
            allowDeselect={false}
            onChange={(next) => {
              setAnswer(Number(next ?? 0));
              setValues({});
              setTried(false);
            }}
          />
        )}
        {fields.map((field, index) => (
          <OneInput
            key={`${concept}.${field}`}
            concept={concept}
            field={field}
            value={values[field] ?? null}
            first={index === 0}
            error={
              tried && index === 0 && isMissing
                ? t('candidates.bulkMissing')
                : tried && !someFields(concept).safeParse({ [field]: given[field] ?? null }).success
                  ? t('candidates.bulkWrong')
                  : null
            }
            onChange={(value) => setValues((before) => ({ ...before, [field]: value }))}
          />
        ))}
        <p className={classes.quiet}>{t('candidates.bulkUndo')}</p>
        <div className={classes.dialogButtons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">
            {of === 'answer' && given[asked.field] === undefined
              ? t('candidates.bulkEmpty', { count })
              : t('candidates.bulkDo', { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function OneInput({
  concept,
  field,
  value,
  first,
  error,
  onChange,
}: {
  concept: ConceptName;
  field: string;
  value: FieldValue;
  first: boolean;
  error: string | null;
  onChange: (value: FieldValue) => void;
}) {
  const words = useWords();
  const found = conceptOf(concept).fields[field];
  const shared = { label: words.field(concept, field), error, ...(first ? { 'data-autofocus': true } : {}) };
  const text = typeof value === 'string' ? value : '';
  switch (found?.kind) {
    case 'code':
      return (
        <Select
          {...shared}
          clearable
          data={(found.options ?? []).map((code) => ({ value: code, label: words.option(concept, field, code) }))}
          value={text || null}
          onChange={onChange}
        />
      );
    case 'integer':
      return (
        <NumberInput
          {...shared}
          allowDecimal={false}
          min={found.min ?? 0}
          max={found.max ?? 0}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'longText':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          type={
            found?.kind === 'date' || found?.kind === 'partialDate' ? 'date' : found?.kind === 'time' ? 'time' : 'text'
          }
          value={text}
          autoComplete="off"
          {...(found?.max ? { maxLength: found.max } : {})}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
