/** What is still to be done for somebody: tasks of the adviser, agreements with the candidate, appointments in the calendar. */
import { useState, type ReactNode } from 'react';
import { IconCircle, IconCircleCheckFilled, IconListCheck } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useFinishTask } from '../../components/useFinishTask.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useEditing } from './DossierContext.tsx';
import type { AnyRow } from './editing.ts';
import { isAgreementOpen } from '../../components/guidance-rows.ts';
import { RowList } from './RowList.tsx';
import { useAdded } from './useAdded.ts';
import classes from './guidance.module.css';

export function Doing() {
  return (
    <div className={classes.stack}>
      <Tasks />
      <Agreements />
      <Appointments />
    </div>
  );
}

/** Of the adviser's own: nothing is agreed there with anybody. */
export function OwnDoing() {
  return (
    <div className={classes.stack}>
      <Tasks />
      <Appointments />
    </div>
  );
}

function Tasks() {
  const { t } = useTranslation();
  const { candidate, rows } = useDossier();
  const words = useWords();
  const editing = useEditing();
  const { finish } = useFinishTask();
  const done = rows.task.filter((row) => row.done === 'yes');

  const toggle = async (row: AnyRow) => {
    if (row['done'] === 'yes') return void editing.commitMany('task', row.id, { done: 'no', doneOn: null });
    await finish(candidate.id, row.id);
  };
  const check = (row: AnyRow) => {
    const isDone = row['done'] === 'yes';
    const what = String(row['what'] ?? words.concept('task'));
    return (
      <ActionIcon
        variant="subtle"
        size={32}
        className={classes.check}
        data-done={isDone || undefined}
        aria-label={t(isDone ? 'guidance.reopenTask' : 'guidance.finishTask', { what })}
        title={t(isDone ? 'guidance.reopen' : 'guidance.doneTasks')}
        onClick={() => void toggle(row)}
      >
        <Icon of={isDone ? IconCircleCheckFilled : IconCircle} />
      </ActionIcon>
    );
  };
  return (
    <>
      <RowList concept="task" title={t('guidance.openTasks')} only={(row) => row['done'] !== 'yes'} leading={check} />
      <Folded of={done} words={(count) => t('guidance.showDone', { count })}>
        <RowList
          concept="task"
          title={t('guidance.doneTasks')}
          only={(row) => row['done'] === 'yes'}
          leading={check}
          isClosed
        />
      </Folded>
    </>
  );
}

function Agreements() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const { add, busy } = useAdded();
  const taken = new Set(rows.task.map((row) => row.about));

  const makeTask = async (row: AnyRow) => {
    const added = await add('task', {
      what: String(row['what'] ?? '').slice(0, 300),
      dueOn: (row['dueOn'] as string | null) ?? null,
      about: referenceTo('agreement', row.id),
    });
    if (added === null) return;
    const { group } = added;
    say({
      message: t('guidance.taskMade'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  const toTask = (row: AnyRow) =>
    isOpen(row) && !taken.has(referenceTo('agreement', row.id)) ? (
      <ActionIcon
        variant="subtle"
        size={32}
        className={classes.check}
        busy={busy}
        aria-label={t('guidance.makeTask', { what: String(row['what'] ?? words.concept('agreement')) })}
        title={t('guidance.makeTaskShort')}
        onClick={() => void makeTask(row)}
      >
        <Icon of={IconListCheck} />
      </ActionIcon>
    ) : null;
  return (
    <>
      <RowList concept="agreement" leading={toTask} only={isOpen} />
      <Folded
        of={rows.agreement.filter((row) => !isAgreementOpen(row))}
        words={(count) => t('guidance.showSettled', { count })}
      >
        <RowList concept="agreement" title={t('guidance.settled')} only={(row) => !isOpen(row)} isClosed />
      </Folded>
    </>
  );
}

const isOpen = (row: AnyRow): boolean => isAgreementOpen(row as unknown as Row<'agreement'>);

function Appointments() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const [today] = useState(() => localDay(Date.now()));
  const isPast = (date: unknown) => typeof date === 'string' && date < today;
  return (
    <>
      <RowList concept="appointment" only={(row) => !isPast(row['date'])} />
      <Folded
        of={rows.appointment.filter(({ date }) => isPast(date))}
        words={(count) => t('guidance.showPast', { count })}
      >
        <RowList concept="appointment" title={t('guidance.past')} only={(row) => isPast(row['date'])} isClosed />
      </Folded>
    </>
  );
}

/** What is over is there when it is asked for, also by whoever looked for one of it. */
function Folded({
  of,
  words,
  children,
}: {
  of: readonly { id: string }[];
  words: (count: number) => string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { row: wanted } = useSearch({ strict: false });
  const holdsWanted = of.some(({ id }) => id === wanted);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isShown = chosen ?? holdsWanted;
  const count = of.length;
  if (count === 0) return null;
  return (
    <>
      <div>
        <Button variant="subtle" size="compact-sm" aria-expanded={isShown} onClick={() => setChosen(!isShown)}>
          {isShown ? t('guidance.hideDone') : words(count)}
        </Button>
      </div>
      {isShown && children}
    </>
  );
}
