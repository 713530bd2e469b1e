/** One thing that the office did not take: what it says, why, and what to do. Mended it is new work; put away it stays in the history. */
import { useState } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { parseTyped, typingText } from '../../components/field-text.ts';
import { MomentText } from '../../components/MomentText.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useKept } from '../../components/useKept.ts';
import { useWords } from '../../components/useWords.ts';
import type { waiting } from '../../locales/nl/waiting.ts';
import { Beside } from './Beside.tsx';
import classes from './waiting.module.css';

type Aside = Answer<'aside.list'>[number];

const REASONS = ['quarantined', 'unreadable', 'unknownConcept', 'badValue', 'badRow', 'notYours', 'tooLarge'] as const;
/** A newer office may have reasons that this window has no sentence for. */
const reasonOf = (why: string): keyof typeof waiting.whatToDo => REASONS.find((each) => each === why) ?? 'other';

export function AsideItem({ aside, putAway }: { aside: Aside; putAway: () => void }) {
  const { t } = useTranslation();
  const [mending, setMending] = useState(false);
  const why = reasonOf(aside.why);
  const whose = aside.whose ?? t('common.noName');
  return (
    <li data-why={aside.why}>
      <p className={classes.text}>
        {aside.dossier !== 'organisation' && <>{t('waiting.asideWhere', { whose, replace: { whose } })} · </>}
        <MomentText at={aside.at} />
      </p>
      <Beside said={aside} />
      <p className={classes.why}>
        <b>{t(`office.asideWhy.${why}`)}.</b> {t(`waiting.whatToDo.${why}`)}
      </p>
      {mending && aside.concept !== null ? (
        <Mend aside={{ ...aside, concept: aside.concept }} close={() => setMending(false)} />
      ) : (
        <div className={classes.buttons}>
          {aside.mayRepeat && aside.concept !== null && (
            <Button variant="default" size="xs" onClick={() => setMending(true)}>
              {t('waiting.sayAgain')}
            </Button>
          )}
          <Button variant="subtle" size="xs" onClick={putAway}>
            {t('waiting.putAway')}
          </Button>
        </div>
      )}
    </li>
  );
}

function Mend({ aside, close }: { aside: Aside & { concept: ConceptName }; close: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const again = useDo('aside.sayAgain');
  const { concept } = aside;
  const editable = aside.fields.filter(
    ({ field }) => field !== 'deleted' && !['image', 'codes'].includes(kindOf(concept, field)),
  );
  const [begun] = useState<Record<string, string>>(() =>
    Object.fromEntries(editable.map(({ field, value }) => [field, typingText(concept, field, value)])),
  );
  const [texts, keep, forget] = useKept(`${aside.dossier}/aside/${aside.operation}`, begun);
  const leave = (): void => {
    forget();
    close();
  };
  const typed = editable.map(({ field }) => ({ field, ...parseTyped(concept, field, texts[field] ?? '') }));
  const submit = async (): Promise<void> => {
    const fields: Record<string, FieldValue> = Object.fromEntries(
      aside.fields.filter(({ field }) => field !== 'deleted').map(({ field, value }) => [field, value]),
    );
    for (const each of typed) {
      if (!each.ok) return;
      fields[each.field] = each.value;
    }
    const answer = await again.run({ operation: aside.operation, fields });
    if (!answer.ok) return;
    forget();
    const { group } = answer.value;
    say({
      message: t('waiting.saidAgain'),
      ...(group === '' ? {} : { action: { label: t('common.undo'), run: () => undoOf(group) } }),
    });
  };
  return (
    <form
      className={classes.mend}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        // A list that is open closes first.
        const isListOpen = event.target instanceof Element && event.target.ariaExpanded === 'true';
        if (event.key === 'Escape' && !isListOpen) leave();
      }}
      noValidate
    >
      {editable.map(({ field }, index) => {
        const found = typed[index];
        const input = {
          label: words.field(concept, field),
          value: texts[field] ?? '',
          error: found && !found.ok ? t('conflicts.doesNotFit') : null,
          // Asked for with the button that this takes the place of.
          autoFocus: index === 0,
        };
        const set = (text: string | null): void => keep({ ...texts, [field]: text ?? '' });
        const { options } = conceptOf(concept).fields[field] ?? {};
        if (kindOf(concept, field) === 'code' && options)
          return (
            <Select
              key={field}
              {...input}
              clearable
              data={options.map((code) => ({ value: code, label: words.option(concept, field, code) }))}
              onChange={set}
            />
          );
        if (kindOf(concept, field) === 'longText')
          return (
            <Textarea
              key={field}
              {...input}
              autosize
              minRows={3}
              maxRows={14}
              onChange={(event) => set(event.currentTarget.value)}
            />
          );
        return <TextInput key={field} {...input} onChange={(event) => set(event.currentTarget.value)} />;
      })}
      <ErrorNote failure={again.failure} />
      <div className={classes.buttons}>
        <Button type="submit" busy={again.busy} disabled={typed.some(({ ok }) => !ok)}>
          {t('waiting.sayAgainNow')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

const kindOf = (concept: ConceptName, field: string): string => conceptOf(concept).fields[field]?.kind ?? 'text';
