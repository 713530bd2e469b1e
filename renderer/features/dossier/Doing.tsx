/** What is still to be done for somebody: tasks of the adviser, agreements with the candidate, appointments in the calendar. */
import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { localDay } from '../../components/local-day.ts';
import { Icon } from '../../components/Icon.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useEditing } from './DossierContext.tsx';
import type { AnyRow } from './editing.ts';
import { isAgreementOpen, isTaskDone, referenceTo } from './guidance-rows.ts';
import { RowList } from './RowList.tsx';
import classes from './guidance.module.css';

export function Doing() {
  return (
    <div className={classes.stack}>
      <Tasks />
      <Agreements />
      <RowList concept="appointment" />
    </div>
  );
}

function Tasks() {
  const { t } = useTranslation();
  const { candidate, rows } = useDossier();
  const words = useWords();
  const editing = useEditing();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { run: finish } = useDo('tasks.finish');
  const [isDoneShown, setDoneShown] = useState(false);
  const done = rows.task.filter(isTaskDone).length;

  const toggle = async (row: AnyRow) => {
    if (row['done'] === 'yes') return void editing.commitMany('task', row.id, { done: 'no', doneOn: null });
    const answer = await finish({ dossier: candidate.id, row: row.id, today: localDay(Date.now()) });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group, nextDueOn } = answer.value;
    if (group === null) return;
    say({
      message:
        nextDueOn === null
          ? t('guidance.taskDone')
          : t('guidance.taskDoneAgain', { date: formatPartialDate(nextDueOn, words.language) }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
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
      {done > 0 && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={isDoneShown}
            onClick={() => setDoneShown(!isDoneShown)}
          >
            {isDoneShown ? t('guidance.hideDone') : t('guidance.showDone', { count: done })}
          </Button>
        </div>
      )}
      {isDoneShown && done > 0 && (
        <RowList
          concept="task"
          title={t('guidance.doneTasks')}
          only={(row) => row['done'] === 'yes'}
          leading={check}
          isClosed
        />
      )}
    </>
  );
}

function Agreements() {
  const { t } = useTranslation();
  const { candidate, rows } = useDossier();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const failureText = useFailureText();
  const { run: addRow } = useDo('dossier.addRow');
  const taken = new Set(rows.task.map((row) => row.about));

  const makeTask = async (row: AnyRow) => {
    const answer = await addRow({
      dossier: candidate.id,
      concept: 'task',
      fields: {
        what: String(row['what'] ?? '').slice(0, 300),
        dueOn: (row['dueOn'] as string | null) ?? null,
        about: referenceTo('agreement', row.id),
      },
    });
    if (!answer.ok) return say({ message: failureText(answer.error), tone: 'red' });
    const { group } = answer.value;
    say({
      message: t('guidance.taskMade'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  const toTask = (row: AnyRow) =>
    isAgreementOpen(row as never) && !taken.has(referenceTo('agreement', row.id)) ? (
      <ActionIcon
        variant="subtle"
        size={32}
        className={classes.check}
        aria-label={t('guidance.makeTask', { what: String(row['what'] ?? words.concept('agreement')) })}
        title={t('guidance.makeTaskShort')}
        onClick={() => void makeTask(row)}
      >
        <Icon of={IconListCheck} />
      </ActionIcon>
    ) : null;
  return <RowList concept="agreement" leading={toTask} />;
}
