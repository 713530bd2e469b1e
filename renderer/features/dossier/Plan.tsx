/** The action plan: where somebody works towards, goal by goal, with the steps to each and how far it is. */
import { useMemo, useState } from 'react';
import { IconInfoCircle, IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { planTree, referenceTo, type GoalWithSteps, type PlanTree } from '../../../core/guidance/plan.ts';
import { planText } from '../../../core/guidance/plan-text.ts';
import { isToBeKept, signedState, versionsOf, PARTIES } from '../../../core/guidance/plan-versions.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { progressOf } from '../../components/guidance-rows.ts';
import { KeepVersion, PlanVersions, SignaturePictures } from './PlanVersions.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import { RowList } from './RowList.tsx';
import { SignPlan } from './SignPlan.tsx';
import { useAdded } from './useAdded.ts';
import classes from './guidance.module.css';
import versionClasses from './plan-versions.module.css';

export function Plan() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const { add, busy } = useAdded();
  const tree = planTree(rows);
  const plans = tree.plans.toSorted((a, b) => (b.plan.from ?? '').localeCompare(a.plan.from ?? ''));
  const begin = () =>
    void add('actionPlan', { title: t('guidance.planTitle'), from: localDay(Date.now()), state: 'draft' });
  return (
    <div className={classes.stack}>
      {plans.length === 0 && (
        <EmptyState
          icon={IconTargetArrow}
          title={t('guidance.noPlan')}
          action={
            <Button data-add-row busy={busy} onClick={begin}>
              {t('guidance.makePlan')}
            </Button>
          }
        >
          {t('guidance.noPlanWhat')}
        </EmptyState>
      )}
      {plans.map(({ plan, goals }) => (
        <OnePlan key={plan.id} plan={plan} goals={goals} />
      ))}
      {tree.looseGoals.length > 0 && (
        <Card title={t('guidance.looseGoals')}>
          <Goals goals={tree.looseGoals} />
        </Card>
      )}
      <LooseSteps steps={tree.looseSteps} />
      <LooseVersions />
      {plans.length > 0 && (
        <div>
          <Button variant="subtle" busy={busy} leftSection={<Icon of={IconPlus} size={16} />} onClick={begin}>
            {t('guidance.makePlan')}
          </Button>
        </div>
      )}
    </div>
  );
}

function OnePlan({ plan, goals }: PlanTree['plans'][number]) {
  const { t } = useTranslation();
  const words = useWords();
  const { add, busy } = useAdded();
  const [fresh, setFresh] = useState<string | null>(null);
  const title = plan.title ?? words.concept('actionPlan');
  const props = (field: string & keyof Row<'actionPlan'>) => ({
    concept: 'actionPlan' as const,
    row: plan.id,
    field,
    value: plan[field] as string | null,
  });
  return (
    <Card title={title} aside={<RemoveButton concept="actionPlan" row={plan.id} title={title} />}>
      <Progress steps={goals.flatMap(({ steps }) => steps)} />
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
            busy={busy}
            variant="default"
            leftSection={<Icon of={IconPlus} size={16} />}
            onClick={() =>
              void add('goal', { plan: referenceTo('actionPlan', plan.id), state: 'open' }).then((added) =>
                setFresh(added?.row ?? null),
              )
            }
          >
            {t('guidance.addGoal')}
          </Button>
        </div>
      </div>
      <Signing plan={plan} goals={goals} />
    </Card>
  );
}

/** Who signed what stands there now, and the versions that were kept of it. */
function Signing({ plan, goals }: PlanTree['plans'][number]) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { rows } = useDossier();
  const versions = versionsOf(plan.id, rows.planVersion);
  const { text, texts } = useMemo(() => {
    const [nl, en] = [planText({ plan, goals }, 'nl'), planText({ plan, goals }, 'en')];
    return language === 'nl' ? { text: nl, texts: [nl, en] } : { text: en, texts: [en, nl] };
  }, [plan, goals, language]);
  const hasChanged = PARTIES.some((party) => signedState(plan, versions, texts, party) === 'earlier');
  const toKeep = isToBeKept(plan, versions, texts);
  return (
    <div className={versionClasses.signing}>
      <section className={versionClasses.part} aria-label={t('guidance.signed')}>
        <h3>{t('guidance.signed')}</h3>
        <SignaturePictures of={plan} />
        {(hasChanged || toKeep) && (
          <p className={versionClasses.note}>
            <Icon of={IconInfoCircle} size={16} />
            {t(toKeep ? 'guidance.versions.bothSigned' : 'guidance.versions.changedSince')}
          </p>
        )}
        <div className={classes.foot} data-no-print>
          <SignPlan plan={plan.id} text={text} isAgain={plan.adviserSignedOn !== null} />
          <KeepVersion plan={plan} versions={versions} text={text} texts={texts} prominent={toKeep} />
        </div>
      </section>
      <PlanVersions versions={versions} texts={texts} />
    </div>
  );
}

/** Their plan was removed, or is not here yet: what was agreed then can still be read. */
function LooseVersions() {
  const { t } = useTranslation();
  const { rows } = useDossier();
  const plans = new Set(rows.actionPlan.map(({ id }) => referenceTo('actionPlan', id)));
  const loose = rows.planVersion.filter(({ plan }) => plan === null || !plans.has(plan));
  if (loose.length === 0) return null;
  return (
    <Card title={t('guidance.versions.loose')}>
      <PlanVersions versions={loose} />
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

function Goals({ goals, fresh = null }: { goals: readonly GoalWithSteps[]; fresh?: string | null }) {
  return goals.map(({ goal, steps }, index) => (
    <Goal key={goal.id} goal={goal} steps={steps} number={index + 1} isFresh={goal.id === fresh} />
  ));
}

function Goal({ goal, steps, number, isFresh }: GoalWithSteps & { number: number; isFresh: boolean }) {
  const { t } = useTranslation();
  const me = referenceTo('goal', goal.id);
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
        <RemoveButton concept="goal" row={goal.id} title={title} />
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
function LooseSteps({ steps }: { steps: PlanTree['looseSteps'] }) {
  const { t } = useTranslation();
  const loose = new Set(steps.map(({ id }) => id));
  if (loose.size === 0) return null;
  return <RowList concept="planStep" title={t('guidance.looseSteps')} only={({ id }) => loose.has(id)} isClosed />;
}
