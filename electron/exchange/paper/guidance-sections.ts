/**
 * What the adviser wrote, on paper: contact moments, agreements, tasks, appointments, the plan, applications and placements. Every answer is
 * said, with its name; rows that name each other stand together.
 */
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate, formatPeriod } from '../../../core/domain/dutch-date.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { conceptLabel, fieldLabel, optionLabel } from '../../../core/domain/words/words.ts';
import { planTree, type GoalWithSteps } from '../../../core/guidance/plan.ts';
import { blocksOf } from '../../../core/guidance/report-text.ts';
import type { Entry, Told } from './blocks.ts';
import type { Language, SectionName } from './paper-texts.ts';

type Guided =
  | 'contactMoment'
  | 'agreement'
  | 'task'
  | 'appointment'
  | 'actionPlan'
  | 'goal'
  | 'planStep'
  | 'jobApplication'
  | 'placement'
  | 'assessment'
  | 'planVersion'
  | 'consent'
  | 'proposal'
  | 'request'
  | 'restriction'
  | 'legalHold';
type AnyRow = Readonly<Record<string, FieldValue | boolean | number | readonly string[]>>;

/** Which answer is the title, which say when it was, and which are written out below; the rest stands in between, each with its name. */
const LAYOUT: {
  readonly [N in Guided]: { title: readonly string[]; when: readonly string[]; long: readonly string[] };
} = {
  contactMoment: { title: ['subject', 'kind'], when: ['date', 'time'], long: ['text', 'confidentialNote'] },
  agreement: { title: ['what'], when: ['dueOn'], long: ['note'] },
  task: { title: ['what'], when: ['dueOn'], long: ['note'] },
  appointment: { title: ['subject', 'kind'], when: ['date', 'time'], long: ['note'] },
  actionPlan: { title: ['title'], when: ['from', 'until'], long: ['summary'] },
  goal: { title: ['what'], when: ['targetDate'], long: ['why'] },
  planStep: { title: ['what'], when: ['dueOn'], long: ['note'] },
  jobApplication: { title: ['vacancy', 'employer'], when: ['appliedOn'], long: ['note'] },
  placement: { title: ['role', 'employer'], when: ['from', 'until'], long: ['note'] },
  assessment: { title: ['title'], when: ['date'], long: ['note'] },
  planVersion: { title: ['name'], when: ['madeOn'], long: ['text'] },
  consent: { title: ['purpose'], when: ['givenOn'], long: ['text', 'note'] },
  proposal: { title: ['field'], when: ['proposedOn'], long: ['before', 'value', 'note'] },
  request: { title: ['right'], when: ['receivedOn'], long: ['about', 'extendReason', 'reason', 'note'] },
  restriction: { title: ['kind'], when: ['from'], long: ['reason', 'liftReason'] },
  legalHold: { title: ['reason'], when: ['from'], long: [] },
};

/** Says nothing on paper: which row another one names is shown by where it stands, and machines read the rest. */
const isForScreens = (concept: ConceptName, field: string): boolean =>
  ['reference', 'image', 'numbers'].includes(conceptOf(concept).fields[field]?.kind ?? '') ||
  field === 'order' ||
  field === 'externalId' ||
  (concept === 'assessment' && ASSESSMENT_OTHERWISE.includes(field));
/** The scores stand in a table (assessment-blocks.ts); what it was filled in with is its title. */
const ASSESSMENT_OTHERWISE = ['definition', 'scores'];

export function unsaidOfGuidance({ rows }: Dossier): { concept: ConceptName; field: string }[] {
  return (Object.keys(LAYOUT) as Guided[]).flatMap((concept) =>
    Object.keys(conceptOf(concept).fields)
      .filter((field) => isForScreens(concept, field) && !(concept === 'assessment' && field === 'scores'))
      .filter((field) => (rows[concept] as unknown as readonly AnyRow[]).some((row) => row[field] !== null))
      .map((field) => ({ concept, field })),
  );
}

export function guidanceSections(
  { rows }: Dossier,
  language: Language,
  untitled: string,
): { readonly name: SectionName; readonly entries: readonly Entry[] }[] {
  const said = (concept: Guided, row: AnyRow, field: string): string | null => {
    const value = row[field];
    const { kind } = conceptOf(concept).fields[field] ?? {};
    if (value === null || value === undefined || isForScreens(concept, field)) return null;
    if (concept === 'proposal' && field === 'field') return subjectOf(row, String(value));
    if (kind === 'date') return formatPartialDate(String(value), language);
    if (kind === 'code') return optionLabel(language, concept, field, String(value));
    if (kind === 'codes')
      return (value as readonly string[]).map((code) => optionLabel(language, concept, field, code)).join(', ');
    return String(value);
  };
  /** Which answer a proposal is about, or which group was looked over, in words. */
  const subjectOf = (row: AnyRow, field: string): string => {
    if (row['state'] === 'right') return isConcept(field) ? conceptLabel(language, field, 'many') : field;
    const about = String(row['about'] ?? '').split('/')[0] ?? '';
    return isConcept(about) && field in conceptOf(about).fields ? fieldLabel(language, about, field) : field;
  };
  const entry = (concept: Guided, row: AnyRow, prefix = ''): Entry => {
    const { title, when, long } = LAYOUT[concept];
    const shown = title.find((field) => row[field] !== null);
    const [first = '', second] = when;
    const period =
      second === 'until'
        ? formatPeriod(row['from'] as string | null, row['until'] as string | null, language, { openEnd: 'unknown' })
        : when
            .map((field) => said(concept, row, field))
            .filter(Boolean)
            .join(' ');
    const between = Object.keys(conceptOf(concept).fields)
      .filter((field) => field !== shown && !when.includes(field) && !long.includes(field))
      .flatMap((field) => {
        const answer = said(concept, row, field);
        return answer === null ? [] : [`${fieldLabel(language, concept, field)}: ${answer}`];
      });
    const name = shown === undefined ? untitled : (said(concept, row, shown) ?? untitled);
    // A date alone does not say what is to be done by then.
    const label = ['agreement', 'task', 'goal', 'planStep', 'jobApplication'].includes(concept)
      ? `${fieldLabel(language, concept, first)} `
      : '';
    return {
      title: prefix + name,
      period: period === '' ? '' : label + period,
      quiet: between.join(' · '),
      told: long.flatMap((field) => {
        const text = row[field];
        if (typeof text !== 'string') return [];
        const heading: Told[] =
          field === long[0] ? [] : [{ kind: 'small', text: fieldLabel(language, concept, field) }];
        return [...heading, ...report(text)];
      }),
    };
  };
  const listOf = (concept: Guided, order: (a: AnyRow, b: AnyRow) => number): Entry[] =>
    (rows[concept] as unknown as readonly AnyRow[]).toSorted(order).map((row) => entry(concept, row));
  return [
    { name: 'plan', entries: planOf() },
    { name: 'contactMoments', entries: listOf('contactMoment', by('date', -1)) },
    { name: 'agreements', entries: listOf('agreement', by('dueOn', 1)) },
    { name: 'tasks', entries: listOf('task', by('dueOn', 1)) },
    { name: 'appointments', entries: listOf('appointment', by('date', -1)) },
    { name: 'applications', entries: listOf('jobApplication', by('appliedOn', -1)) },
    { name: 'placements', entries: listOf('placement', by('from', -1)) },
    { name: 'assessments', entries: listOf('assessment', by('date', -1)) },
    { name: 'planVersions', entries: listOf('planVersion', by('madeOn', -1)) },
    { name: 'consents', entries: listOf('consent', by('givenOn', -1)) },
    { name: 'proposals', entries: listOf('proposal', by('proposedOn', -1)) },
    { name: 'requests', entries: listOf('request', by('receivedOn', -1)) },
    { name: 'restrictions', entries: listOf('restriction', by('from', -1)) },
    { name: 'legalHolds', entries: listOf('legalHold', by('from', -1)) },
  ];

  /** A plan, its goals below it, and the steps below each; whatever names nothing that is here comes after. */
  function planOf(): Entry[] {
    const { plans, looseGoals, looseSteps } = planTree(rows);
    const told = (goals: readonly GoalWithSteps[]) =>
      goals.flatMap(({ goal, steps }) => [
        entry('goal', goal, `${conceptLabel(language, 'goal')}: `),
        ...steps.map((step) => entry('planStep', step)),
      ]);
    return [
      ...plans.flatMap(({ plan, goals }) => [entry('actionPlan', plan), ...told(goals)]),
      ...told(looseGoals),
      ...looseSteps.map((step) => entry('planStep', step)),
    ];
  }
}

const isConcept = (name: string): name is ConceptName => CONCEPT_NAMES.some((each) => each === name);

const by = (field: string, way: 1 | -1) => (a: AnyRow, b: AnyRow) =>
  way * String(a[field] ?? '').localeCompare(String(b[field] ?? ''));

const report = (text: string): Told[] =>
  blocksOf(text).map((block) => {
    if (block.kind === 'list') return { kind: 'dots', items: block.items };
    return { kind: block.kind === 'heading' ? 'heading' : 'long', text: block.text };
  });
