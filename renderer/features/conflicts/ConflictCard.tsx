/**
 * Two answers to the same question, side by side: who, when, what each was based on. Keep one, keep both where there may be two,
 * or write a new one out of both. Everything can be undone, and nothing happens until somebody decides.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { parseTyped, shownText, typingText } from '../../components/field-text.ts';
import classes from './conflicts.module.css';

type Conflict = Answer<'conflicts.list'>[number];
type Said = Conflict['values'][number];

const TEXTS = ['text', 'longText'];

export function ConflictCard({
  conflict,
  isFirst,
  showsName,
}: {
  conflict: Conflict;
  isFirst: boolean;
  /** In the list of the whole caseload: whose dossier it is. */
  showsName: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const settle = useDo('conflicts.settle');
  const both = useDo('conflicts.keepBoth');
  const [combining, setCombining] = useState(false);
  const box = useRef<HTMLElement>(null);
  const title = useId();
  const { concept, row, dossier, field, values } = conflict;
  const isRemoval = field === 'deleted';
  const kind = isRemoval ? 'code' : (conceptOf(concept).fields[field]?.kind ?? 'text');
  const mayCombine = TEXTS.includes(kind);
  const at = { concept, row, dossier };
  const sees = values.map(({ operation }) => operation);
  const others = values.filter(({ isMine }) => !isMine);
  const who = [...new Set(others.map(({ name }) => name ?? t('conflicts.somebody')))].join(t('conflicts.and'));

  useEffect(() => {
    if (isFirst) box.current?.focus({ preventScroll: true });
  }, [isFirst]);

  const shown = (value: FieldValue): string => {
    if (isRemoval) return value === 1 ? t('conflicts.removed') : t('conflicts.stays');
    return shownText(concept, field, value, words.language) || t('conflicts.empty');
  };
  const decided = (group: string): void =>
    say({ message: t('conflicts.decided'), action: { label: t('common.undo'), run: () => undoOf(group) } });
  const keep = async (value: FieldValue): Promise<void> => {
    const answer = await settle.run({ ...at, field, sees, value });
    if (answer.ok) decided(answer.value.group);
  };
  const keepBoth = async (): Promise<void> => {
    const answer = await both.run({ ...at, sees });
    if (answer.ok) decided(answer.value.group);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || combining) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const chosen = values[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && chosen) {
      event.preventDefault();
      void keep(chosen.value);
    }
  };

  return (
    <section
      className={classes.card}
      aria-labelledby={title}
      ref={box}
      tabIndex={-1}
      onKeyDown={onKey}
      data-quiet-focus
    >
      <h2 className={classes.title} id={title}>
        {isRemoval ? t('conflicts.removedAndChanged') : t('conflicts.two', { count: values.length })}
      </h2>
      <p className={classes.what}>
        {t(isRemoval ? 'conflicts.whatRemoved' : 'conflicts.what', {
          who,
          field: isRemoval ? words.concept(concept) : words.field(concept, field),
          about: conflict.about ? ` (${conflict.about})` : '',
        })}
        {showsName && (
          <>
            {' '}
            <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: 'overview' }}>
              {t('office.openDossier')}
            </Link>
          </>
        )}
      </p>
      <ol className={classes.values}>
        {values.map((said, index) => (
          <li key={said.operation} className={classes.value} data-shown={index === 0 || undefined}>
            <p className={classes.who}>
              <Who said={said} />
            </p>
            <p className={classes.said} data-long={kind === 'longText' || undefined}>
              {shown(said.value)}
            </p>
            {!isRemoval && said.before !== null && (
              <p className={classes.before}>{t('conflicts.was', { before: shown(said.before) })}</p>
            )}
            <Button
              variant={index === 0 ? 'filled' : 'default'}
              loading={settle.busy}
              onClick={() => void keep(said.value)}
              rightSection={<KeyHint keys={String(index + 1)} />}
              aria-keyshortcuts={String(index + 1)}
            >
              {t('conflicts.keepThis')}
            </Button>
          </li>
        ))}
      </ol>
      {combining ? (
        <Combine
          conflict={conflict}
          isLong={kind === 'longText'}
          onDone={(value) => void keep(value)}
          onCancel={() => setCombining(false)}
        />
      ) : (
        (mayCombine || conflict.mayKeepBoth) && (
          <div className={classes.more}>
            {conflict.mayKeepBoth && (
              <Button variant="subtle" loading={both.busy} onClick={() => void keepBoth()}>
                {t('conflicts.keepBoth')}
              </Button>
            )}
            {mayCombine && (
              <Button variant="subtle" onClick={() => setCombining(true)}>
                {t('conflicts.combine')}
              </Button>
            )}
          </div>
        )
      )}
      <ErrorNote failure={settle.failure ?? both.failure} />
    </section>
  );
}

function Who({ said }: { said: Said }) {
  const { t } = useTranslation();
  return (
    <>
      {said.isMine ? t('conflicts.you') : (said.name ?? t('conflicts.somebody'))}
      {said.at !== null && (
        <>
          , <MomentText at={said.at} />
        </>
      )}
    </>
  );
}

/** A new answer out of both: begins with what they say, one after the other. */
function Combine({
  conflict,
  isLong,
  onDone,
  onCancel,
}: {
  conflict: Conflict;
  isLong: boolean;
  onDone: (value: FieldValue) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, field, values } = conflict;
  const texts = values.map(({ value }) => typingText(concept, field, value)).filter(Boolean);
  const [text, setText] = useState(() => [...new Set(texts)].join(isLong ? '\n\n' : ' / '));
  const typed = parseTyped(concept, field, text);
  const common = {
    label: words.field(concept, field),
    value: text,
    error: typed.ok ? null : t('conflicts.doesNotFit'),
    'data-autofocus': true,
    autoFocus: true,
  };
  return (
    <form
      className={classes.combine}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.ok) onDone(typed.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {isLong ? (
        <Textarea
          {...common}
          autosize
          minRows={4}
          maxRows={14}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...common} onChange={(event) => setText(event.currentTarget.value)} />
      )}
      <div className={classes.more}>
        <Button type="submit" disabled={!typed.ok}>
          {t('conflicts.keepCombined')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
