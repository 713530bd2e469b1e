import { describe, expect, it } from 'vitest';
import type { Row } from '../domain/concepts.ts';
import { planText } from './plan-text.ts';
import { blocksOf } from './report-text.ts';

const state = { onlyHere: false, confirmed: true, conflicts: [], changedAt: 0 };
const plan: Row<'actionPlan'> = {
  ...state,
  id: 'p',
  createdAt: 0,
  title: 'Naar de zorg',
  from: '2026-11-01',
  until: null,
  state: 'agreed',
  summary: 'Vera wil met mensen werken.',
  evaluateOn: '2027-02-01',
  candidateSignedOn: null,
  candidateSignature: null,
  adviserSignedOn: null,
  adviserSignature: null,
};
const goal = (id: string, what: string, order: number | null, more: Partial<Row<'goal'>> = {}): Row<'goal'> => ({
  ...state,
  id,
  createdAt: 0,
  what,
  why: null,
  targetDate: null,
  state: 'open',
  reachedOn: null,
  order,
  plan: 'actionPlan/p',
  ...more,
});
const step = (what: string, createdAt: number, more: Partial<Row<'planStep'>> = {}): Row<'planStep'> => ({
  ...state,
  id: what,
  createdAt,
  what,
  kind: 'step',
  by: null,
  dueOn: null,
  state: 'todo',
  doneOn: null,
  note: 'van de adviseur alleen',
  order: null,
  goal: 'goal/a',
  ...more,
});

describe('a plan as a text', () => {
  const goals = [
    { goal: goal('b', 'Werk', 2, { reachedOn: '2026-12-24' }), steps: [] },
    {
      goal: goal('a', 'Diploma', 1, { why: 'Zonder diploma geen baan', targetDate: '2027-01-31' }),
      steps: [
        step('Stage lopen', 2, { by: 'candidate', dueOn: '2026-12-03', state: 'doing' }),
        step('Inschrijven', 1, { by: 'together', state: 'done' }),
      ],
    },
  ];

  it('has goals and steps in their order, with who, when and how far, and nothing that is the adviser’s alone', () => {
    expect(planText({ plan, goals }, 'nl')).toBe(
      [
        '# Naar de zorg',
        '',
        'Periode: vanaf 1 november 2026',
        'We kijken samen terug op 1 februari 2027',
        '',
        'Vera wil met mensen werken.',
        '',
        '# Doel 1: Diploma',
        '',
        'Waarom: Zonder diploma geen baan',
        'Bereikt op: 31 januari 2027',
        '',
        '- Inschrijven (samen, gedaan)',
        '- Stage lopen (kandidaat, uiterlijk 3 december 2026, bezig)',
        '',
        '# Doel 2: Werk',
        '',
        'Is bereikt op: 24 december 2026',
      ].join('\n'),
    );
  });

  it('is read as headings and lists, in English too', () => {
    const kinds = blocksOf(planText({ plan, goals }, 'en')).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'heading',
      'paragraph',
      'list',
      'heading',
      'paragraph',
    ]);
  });
});
