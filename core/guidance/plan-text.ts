/**
 * A plan of action as a text with headings and lists (report-text.ts): as it is read on the screen where somebody signs it, kept as a
 * version of the plan, compared with another version and printed. The same plan gives the same text, so two texts differ only
 * where two plans do.
 */
import type { Row } from '../domain/concepts.ts';
import { formatPartialDate, formatPeriod } from '../domain/dutch-date.ts';
import { optionLabel, type Language } from '../domain/words/words.ts';
import type { PlanTree } from './plan.ts';

const WORDS: Readonly<
  Record<
    Language,
    {
      readonly title: string;
      readonly period: string;
      readonly evaluation: string;
      readonly goal: (number: number) => string;
      readonly why: string;
      readonly target: string;
      readonly reached: string;
      readonly step: string;
      readonly due: string;
    }
  >
> = {
  nl: {
    title: 'Trajectplan',
    period: 'Periode',
    evaluation: 'We kijken samen terug op',
    goal: (number) => `Doel ${number}`,
    why: 'Waarom',
    target: 'Bereikt op',
    reached: 'Is bereikt op',
    step: 'stap zonder naam',
    due: 'uiterlijk',
  },
  en: {
    title: 'Action plan',
    period: 'Period',
    evaluation: 'We look back together on',
    goal: (number) => `Goal ${number}`,
    why: 'Why',
    target: 'To be reached on',
    reached: 'Was reached on',
    step: 'step without a name',
    due: 'by',
  },
};

/** Signatures and the adviser's own notes to a step are not part of what is agreed, and do not stand in it. */
export function planText({ plan, goals }: PlanTree['plans'][number], language: Language): string {
  const words = WORDS[language];
  const day = (value: string | null): string => formatPartialDate(value, language, 'long');
  const state = (of: 'actionPlan' | 'goal' | 'planStep', value: string | null): string =>
    value === null ? '' : optionLabel(language, of, 'state', value).toLowerCase();
  const period = formatPeriod(plan.from, plan.until, language, { style: 'long', openEnd: 'from' });
  const parts = [
    [`# ${plan.title ?? words.title}`],
    [
      ...(period ? [`${words.period}: ${period}`] : []),
      ...(plan.evaluateOn ? [`${words.evaluation} ${day(plan.evaluateOn)}`] : []),
    ],
    plan.summary ? [plan.summary] : [],
    ...[...goals]
      .sort((a, b) => inOrder(a.goal, b.goal))
      .flatMap(({ goal, steps }, index) => [
        [`# ${words.goal(index + 1)}${goal.what ? `: ${goal.what}` : ''}`],
        [
          ...(goal.why ? [`${words.why}: ${goal.why}`] : []),
          ...(goal.targetDate && !goal.reachedOn ? [`${words.target}: ${day(goal.targetDate)}`] : []),
          ...(goal.reachedOn ? [`${words.reached}: ${day(goal.reachedOn)}`] : []),
          ...(goal.state === 'dropped' ? [state('goal', goal.state)] : []),
        ],
        [...steps].sort(inOrder).map((step) => {
          const facts = [
            step.by === null ? '' : optionLabel(language, 'planStep', 'by', step.by).toLowerCase(),
            step.dueOn === null ? '' : `${words.due} ${day(step.dueOn)}`,
            step.state === 'todo' ? '' : state('planStep', step.state),
          ].filter(Boolean);
          return `- ${step.what ?? words.step}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
        }),
      ]),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

/** As they were put in order; what has no place comes after that, as it was made. */
const inOrder = (a: Pick<Row<'goal'>, 'order' | 'createdAt'>, b: Pick<Row<'goal'>, 'order' | 'createdAt'>): number =>
  (a.order ?? 1000) - (b.order ?? 1000) || a.createdAt - b.createdAt;
