/** A new answer out of the others, with the control of the field: of texts it begins with what both say. */
import { useId, useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { pressed } from '../../../core/shortcuts/shortcuts.ts';
import { Button } from '../../components/Button.tsx';
import { ToggleChips } from '../../components/choices.tsx';
import { parseTyped } from '../../components/field-text.ts';
import { useKept } from '../../components/useKept.ts';
import { useWords } from '../../components/useWords.ts';
import { beginningOf, editorOf, type Conflict } from './sides.ts';
import classes from './conflicts.module.css';

export function Combine({
  conflict,
  onDone,
  onCancel,
}: {
  conflict: Conflict;
  onDone: (value: FieldValue) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, field } = conflict;
  const editor = editorOf(conflict);
  const [begun] = useState(() => ({ text: beginningOf(conflict) }));
  const { dossier, row } = conflict;
  const [{ text }, keep, forget] = useKept(`${dossier}/combine/${concept}/${row}/${field}`, begun);
  const setText = (next: string) => keep({ text: next });
  const cancel = () => {
    forget();
    onCancel();
  };
  const labelId = useId();
  const label = words.field(concept, field);
  const typed = parseTyped(concept, field, text);
  const input = {
    label,
    value: text,
    error: typed.ok ? null : t('conflicts.doesNotFit'),
    // Asked for with the button that this takes the place of.
    autoFocus: true,
  };
  return (
    <form
      className={classes.combine}
      onSubmit={(event) => {
        event.preventDefault();
        if (!typed.ok) return;
        forget();
        onDone(typed.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel();
        else if (pressed(event, 'fieldKeep')) event.currentTarget.requestSubmit();
      }}
    >
      {editor === 'codes' ? (
        <>
          <p className={classes.label} id={labelId}>
            {label}
          </p>
          <ToggleChips
            labelledBy={labelId}
            options={(conceptOf(concept).fields[field]?.options ?? []).map((code) => ({
              code,
              label: words.option(concept, field, code),
            }))}
            value={text === '' ? [] : text.split(' ')}
            onChange={(codes) => setText(codes.join(' '))}
          />
        </>
      ) : editor === 'longText' ? (
        <Textarea
          {...input}
          autosize
          minRows={4}
          maxRows={14}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...input} onChange={(event) => setText(event.currentTarget.value)} />
      )}
      <div className={classes.more}>
        <Button type="submit" disabled={!typed.ok}>
          {t('conflicts.keepCombined')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
