import { describe, expect, test } from 'vitest';
import type { Dossier } from '../domain/dossier.ts';
import { planTree, withGoalState, withStepState } from './plan.ts';

const rows = (named: Record<string, readonly object[]>) => named as unknown as Dossier['rows'];

describe('a plan', () => {
  test('has its goals, and each goal its steps; what names nothing that is here stands loose', () => {
    const tree = planTree(
      rows({
        actionPlan: [{ id: 'p' }],
        goal: [
          { id: 'g', plan: 'actionPlan/p' },
          { id: 'of-nobody', plan: null },
          { id: 'of-one-removed', plan: 'actionPlan/gone' },
        ],
        planStep: [
          { id: 's', goal: 'goal/g' },
          { id: 'under-loose', goal: 'goal/of-nobody' },
          { id: 'alone', goal: null },
          { id: 'left', goal: 'goal/gone' },
        ],
      }),
    );
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    expect(
      tree.plans.map(({ plan, goals }) => [plan.id, goals.map(({ goal, steps }) => [goal.id, ids(steps)])]),
    ).toEqual([['p', [['g', ['s']]]]]);
    expect(tree.looseGoals.map(({ goal, steps }) => [goal.id, ids(steps)])).toEqual([
      ['of-nobody', ['under-loose']],
      ['of-one-removed', []],
    ]);
    expect(ids(tree.looseSteps)).toEqual(['alone', 'left']);
  });
});

describe('the state of a step and of a goal', () => {
  test('brings the day on which it was done or reached, keeps the day that somebody said, and takes it back', () => {
    expect(withStepState({ doneOn: null }, 'done', '2026-11-30')).toEqual({ doneOn: '2026-11-30' });
    expect(withStepState({ doneOn: '2026-11-03' }, 'done', '2026-11-30')).toEqual({});
    expect(withStepState({ doneOn: '2026-11-03' }, null, '2026-11-30')).toEqual({ doneOn: null });
    expect(withStepState({ doneOn: null }, 'doing', '2026-11-30')).toEqual({});
    expect(withGoalState({ reachedOn: null }, 'reached', '2026-11-30')).toEqual({ reachedOn: '2026-11-30' });
    expect(withGoalState({ reachedOn: '2026-11' }, 'reached', '2026-11-30')).toEqual({});
    expect(withGoalState({ reachedOn: '2026-11' }, 'dropped', '2026-11-30')).toEqual({ reachedOn: null });
  });
});
