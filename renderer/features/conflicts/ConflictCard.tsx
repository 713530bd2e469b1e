/**
 * Two answers to the same question, side by side: who, when, what each was based on. Keep one, keep both where there may be two,
 * or write a new one out of both. Everything can be undone, and nothing happens until somebody decides.
 */
import { useId, useState, type KeyboardEvent } from 'react';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { conceptOf } from '../../../core/domain/concepts.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { entryOf } from '../../../core/register/register.ts';
import { pressedKey, SHORTCUTS } from '../../../core/shortcuts/shortcuts.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { shownText } from '../../components/field-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { Combine } from './Combine.tsx';
import { editorOf, isRemoval, keyOf, peopleOf, sidesOf, type Conflict, type Said } from './sides.ts';
import classes from './conflicts.module.css';

export function ConflictCard({
  conflict,
  ofRow,
  heading: Heading,
}: {
  conflict: Conflict;
  /** The operations that were shown of the whole row. */
  ofRow: readonly string[];
  heading: 'h2' | 'h3';
}) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const settle = useDo('conflicts.settle');
  const both = useDo('conflicts.keepBoth');
  const [combining, setCombining] = useState(false);
  const { concept, row, dossier, field } = conflict;
  const removal = isRemoval(conflict);
  const isSensitive = !removal && entryOf(concept, field).sensitivity === 'sensitive';
  const [open, setOpen] = useState(!isSensitive);
  const title = useId();
  const kind = removal ? 'code' : (conceptOf(concept).fields[field]?.kind ?? 'text');
  const sides = sidesOf(conflict);
  const editor = editorOf(conflict);
  const busy = settle.busy || both.busy;

  const shown = (value: FieldValue): string => {
    if (removal) return value === 1 ? t('conflicts.removed') : t('conflicts.stays');
    return shownText(concept, field, value, words.language) || t('conflicts.empty');
  };
  const decided = (group: string): void =>
    say({ message: t('conflicts.decided'), action: { label: t('common.undo'), run: () => undoOf(group) } });
  const keep = async (value: FieldValue): Promise<void> => {
    if (busy) return;
    const sees = conflict.values.map(({ operation }) => operation);
    const answer = await settle.run({ concept, row, dossier, field, sees, value });
    if (answer.ok) decided(answer.value.group);
  };
  const keepBoth = async (): Promise<void> => {
    if (busy) return;
    const answer = await both.run({ concept, row, dossier, sees: ofRow.slice(0, 100) });
    if (answer.ok) decided(answer.value.group);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (combining || !open) return;
    const heard = pressedKey(event, 'conflictKeep');
    const chosen = heard ? sides[heard.index] : undefined;
    if (!chosen) return;
    event.preventDefault();
    void keep(chosen.value);
  };

  return (
    <section
      className={classes.card}
      aria-labelledby={title}
      tabIndex={-1}
      onKeyDown={onKey}
      data-conflict={keyOf(conflict)}
    >
      <Heading className={classes.title} id={title}>
        {removal
          ? t('conflicts.removedAndChanged')
          : sides.length === 2
            ? t('conflicts.two')
            : t('conflicts.several', { count: sides.length })}
      </Heading>
      <p className={classes.what}>
        <What conflict={conflict} />
      </p>
      {!open && (
        <div className={classes.hidden}>
          <Tag kind="violet" icon={IconEyeOff}>
            {t('dossier.sensitive')}
          </Tag>
          <Button variant="default" leftSection={<Icon of={IconEye} />} onClick={() => setOpen(true)}>
            {t('conflicts.show')}
          </Button>
        </div>
      )}
      {open && (
        <ol className={classes.values} data-two={sides.length === 2 || undefined}>
          {sides.map(({ value, said }, index) => (
            <li key={said[0]?.operation} className={classes.value} data-shown={index === 0 || undefined}>
              {said.map((each) => (
                <p key={each.operation} className={classes.who}>
                  <Who said={each} />
                </p>
              ))}
              <p className={classes.said} id={`${title}${index}`} data-long={kind === 'longText' || undefined}>
                {shown(value)}
              </p>
              {!removal && said[0] && said[0].before !== null && (
                <p className={classes.before}>{t('conflicts.was', { before: shown(said[0].before) })}</p>
              )}
              <Button
                className={classes.keep}
                variant={index === 0 ? 'filled' : 'default'}
                busy={busy}
                onClick={() => void keep(value)}
                rightSection={<KeyHint of="conflictKeep" index={index} />}
                aria-keyshortcuts={SHORTCUTS.conflictKeep.keys[index]}
                aria-describedby={`${title}${index}`}
              >
                {t('conflicts.keepThis')}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {open && combining && (
        <Combine conflict={conflict} onDone={(value) => void keep(value)} onCancel={() => setCombining(false)} />
      )}
      {open && !combining && (editor !== null || conflict.mayKeepBoth) && (
        <div className={classes.more}>
          {conflict.mayKeepBoth && (
            <Button variant="subtle" busy={busy} onClick={() => void keepBoth()}>
              {t('conflicts.keepBoth')}
            </Button>
          )}
          {editor !== null && (
            <Button variant="subtle" onClick={() => setCombining(true)}>
              {t(editor === 'typed' ? 'conflicts.somethingElse' : 'conflicts.combine')}
            </Button>
          )}
        </div>
      )}
      <ErrorNote failure={settle.failure ?? both.failure} />
    </section>
  );
}

/** Who changed what, in one sentence: two people, or one on two laptops. */
function What({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const words = useWords();
  const { concept, field, about } = conflict;
  const removal = isRemoval(conflict);
  const name = removal ? words.concept(concept) : words.field(concept, field);
  const what = (
    <>
      <b>{name}</b>
      {about && ` (${about})`}
    </>
  );
  if (removal)
    return (
      <>
        {what}: {t('conflicts.whatRemoved')}
      </>
    );
  const people = peopleOf(conflict).map((each) =>
    each.isMine ? t('conflicts.youToo') : (each.name ?? t('conflicts.somebody')),
  );
  const [only] = peopleOf(conflict);
  if (people.length === 1)
    return (
      <>
        {what}: {only?.isMine ? t('conflicts.youTwice') : t('conflicts.oneTwice', { who: people[0] ?? '' })}
      </>
    );
  const who = new Intl.ListFormat(words.language, { type: 'conjunction' }).format(people);
  return (
    <>
      {what}: {t('conflicts.what', { who })}
    </>
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
