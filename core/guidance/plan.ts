/** Plans with their goals, and goals with their steps, as they name each other; whatever names nothing that is here stands loose, never hidden. */
import type { Row } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';

export type GoalWithSteps = { readonly goal: Row<'goal'>; readonly steps: readonly Row<'planStep'>[] };
export type PlanTree = {
  readonly plans: readonly { readonly plan: Row<'actionPlan'>; readonly goals: readonly GoalWithSteps[] }[];
  readonly looseGoals: readonly GoalWithSteps[];
  readonly looseSteps: readonly Row<'planStep'>[];
};

/** How a row is named by another one that is about it. */
export const referenceTo = (concept: string, row: string): string => `${concept}/${row}`;

/**
 * What comes with the state of a step: the day on which it was done. What somebody said of the day stays.
 *
 * @param today the day where the adviser is
 */
export const withStepState = (
  { doneOn }: { readonly doneOn: string | null },
  state: string | null,
  today: string,
): { doneOn?: string | null } => dayOf('doneOn', doneOn, state === 'done', today);

/** And with the state of a goal: the day on which it was reached. */
export const withGoalState = (
  { reachedOn }: { readonly reachedOn: string | null },
  state: string | null,
  today: string,
): { reachedOn?: string | null } => dayOf('reachedOn', reachedOn, state === 'reached', today);

function dayOf<F extends string>(
  field: F,
  day: string | null,
  isSo: boolean,
  today: string,
): { [N in F]?: string | null } {
  const next = isSo ? (day ?? today) : null;
  return next === day ? {} : ({ [field]: next } as { [N in F]: string | null });
}

export function planTree({ actionPlan, goal: goals, planStep: steps }: Dossier['rows']): PlanTree {
  const plans = new Set(actionPlan.map(({ id }) => referenceTo('actionPlan', id)));
  const named = new Set(goals.map(({ id }) => referenceTo('goal', id)));
  const withSteps = (of: readonly Row<'goal'>[]): GoalWithSteps[] =>
    of.map((goal) => ({ goal, steps: steps.filter((step) => step.goal === referenceTo('goal', goal.id)) }));
  return {
    plans: actionPlan.map((plan) => ({
      plan,
      goals: withSteps(goals.filter((goal) => goal.plan === referenceTo('actionPlan', plan.id))),
    })),
    looseGoals: withSteps(goals.filter((goal) => goal.plan === null || !plans.has(goal.plan))),
    looseSteps: steps.filter((step) => step.goal === null || !named.has(step.goal)),
  };
}
