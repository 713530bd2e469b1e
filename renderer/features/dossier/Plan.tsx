/** The action plan: where somebody works towards, goal by goal, with the steps to each and how far it is. */
import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTargetArrow, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { useDo } from '../../api/useAsk.ts';
import { localDay } from '../../components/local-day.ts';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import type { AnyRow } from './editing.ts';
import { Field } from './Field.tsx';
import { byReference, progressOf, referenceTo } from './guidance-rows.ts';
import { RowList } from './RowList.tsx';
import { useRemoved } from './useRemoved.ts';
import classes from './guidance.module.css';

export function Plan() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const { add, busy } = useAdd();
  const plans = rows.actionPlan.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''));
  const goals = byReference(
    rows.goal as unknown as readonly (AnyRow & Row<'goal'>)[],
    'plan',
    new Set(plans.map(({ id }) => referenceTo('actionPlan', id))),
  );
  const begin = () =>
    void add('actionPlan', { title: t('guidance.planTitle'), from: localDay(Date.now()), state: 'draft' });
  return (
    <div className={classes.stack}>
      {plans.length === 0 && (
        <EmptyState
          icon={IconTargetArrow}
          title={t('guidance.noPlan')}
          action={
            <Button data-add-row disabled={busy} onClick={begin}>
              {t('guidance.makePlan')}
            </Button>
          }
        >
          {t('guidance.noPlanWhat')}
        </EmptyState>
      )}
      {plans.map((plan) => (
        <OnePlan key={plan.id} plan={plan} goals={goals.of(referenceTo('actionPlan', plan.id))} />
      ))}
      {goals.loose.length > 0 && (
        <Card title={t('guidance.looseGoals')}>
          <Goals goals={goals.loose} />
        </Card>
      )}
      <LooseSteps />
      {plans.length > 0 && (
        <div>
          <Button variant="subtle" disabled={busy} leftSection={<Icon of={IconPlus} size={16} />} onClick={begin}>
            {t('guidance.makePlan')}
          </Button>
        </div>
      )}
    </div>
  );
}

function useAdd() {
  const { candidate } = useDossier();
  const say = useToast();
  const failureText = useFailureText();
  const { run, busy } = useDo('dossier.addRow');
  const add = async (concept: 'actionPlan' | 'goal', fields: Record<string, string>): Promise<string | null> => {
    const answer = await run({ dossier: candidate.id, concept, fields });
    if (answer.ok) return answer.value.row;
    say({ message: failureText(answer.error), tone: 'red' });
    return null;
  };
  return { add, busy };
}

function OnePlan({ plan, goals }: { plan: Row<'actionPlan'>; goals: readonly Row<'goal'>[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const removed = useRemoved();
  const { add, busy } = useAdd();
  const [fresh, setFresh] = useState<string | null>(null);
  const title = plan.title ?? words.concept('actionPlan');
  const ofGoals = new Set(goals.map(({ id }) => referenceTo('goal', id)));
  const steps = rows.planStep.filter((step) => step.goal !== null && ofGoals.has(step.goal));
  const props = (field: string & keyof Row<'actionPlan'>) => ({
    concept: 'actionPlan' as const,
    row: plan.id,
    field,
    value: plan[field] as string | null,
  });
  return (
    <Card
      title={title}
      aside={
        <ActionIcon
          variant="subtle"
          size={32}
          className={classes.remove}
          aria-label={t('dossier.removeRow', { what: title })}
          title={t('common.remove')}
          onClick={() => void removed('actionPlan', plan.id, title)}
        >
          <Icon of={IconTrash} />
        </ActionIcon>
      }
    >
      <Progress steps={steps} />
      <div className={`${classes.fields} ${classes.after}`}>
        <Field {...props('title')} />
        <Field {...props('state')} />
        <Field {...props('from')} />
        <Field {...props('until')} />
        <Field {...props('evaluateOn')} />
        <Field {...props('candidateSignedOn')} />
        <Field {...props('adviserSignedOn')} />
      </div>
      <Field {...props('summary')} wide />
      <div className={classes.goals}>
        {goals.length === 0 && <EmptyState small title={t('guidance.noGoals')} />}
        <Goals goals={goals} fresh={fresh} />
        <div>
          <Button
            data-add-row
            disabled={busy}
            variant="default"
            leftSection={<Icon of={IconPlus} size={16} />}
            onClick={() =>
              void add('goal', { plan: referenceTo('actionPlan', plan.id), state: 'open' }).then((row) => setFresh(row))
            }
          >
            {t('guidance.addGoal')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** What the bar shows stands beside it in words. */
function Progress({ steps }: { steps: readonly Row<'planStep'>[] }) {
  const { t } = useTranslation();
  const { done, total } = progressOf(steps);
  return (
    <div className={classes.bars}>
      <span className={classes.track} aria-hidden>
        <span style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }} />
      </span>
      <span>{total === 0 ? t('guidance.noSteps') : t('guidance.progress', { done, count: total })}</span>
    </div>
  );
}

function Goals({ goals, fresh = null }: { goals: readonly Row<'goal'>[]; fresh?: string | null }) {
  return goals.map((goal, index) => <Goal key={goal.id} goal={goal} number={index + 1} isFresh={goal.id === fresh} />);
}

function Goal({ goal, number, isFresh }: { goal: Row<'goal'>; number: number; isFresh: boolean }) {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const removed = useRemoved();
  const me = referenceTo('goal', goal.id);
  const steps = rows.planStep.filter((step) => step.goal === me);
  const title = goal.what ?? t('guidance.newGoal');
  const props = (field: string & keyof Row<'goal'>) => ({
    concept: 'goal' as const,
    row: goal.id,
    field,
    value: goal[field] as string | null,
  });
  return (
    <section className={classes.goal} aria-label={title}>
      <div className={classes.goalHead}>
        <h3>{t('guidance.goalNumber', { number })}</h3>
        <Progress steps={steps} />
        <ActionIcon
          variant="subtle"
          size={32}
          className={classes.remove}
          aria-label={t('dossier.removeRow', { what: title })}
          title={t('common.remove')}
          onClick={() => void removed('goal', goal.id, title)}
        >
          <Icon of={IconTrash} />
        </ActionIcon>
      </div>
      <Field {...props('what')} strong wide startOpen={isFresh} />
      <div className={classes.fields}>
        <Field {...props('state')} />
        <Field {...props('targetDate')} />
        <Field {...props('reachedOn')} />
      </div>
      <Field {...props('why')} wide />
      <RowList concept="planStep" only={(row) => row['goal'] === me} about={{ goal: me }} />
    </section>
  );
}

/** Their goal was removed, or is not here yet: they are still somebody's work. */
function LooseSteps() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const there = new Set(rows.goal.map(({ id }) => referenceTo('goal', id)));
  const isLoose = (goal: unknown) => typeof goal !== 'string' || !there.has(goal);
  if (!rows.planStep.some(({ goal }) => isLoose(goal))) return null;
  return <RowList concept="planStep" title={t('guidance.looseSteps')} only={(row) => isLoose(row['goal'])} isClosed />;
}
