/**
 * The report on an adviser's own caseload over a period: which tables it has, which of them are about the same people, and what they and their rows
 * are called in both languages. Numbers come from the caseload without small cells (small-cells.ts).
 */
import { formatPartialDate } from '../domain/dutch-date.ts';
import { optionLabel, type Language } from '../domain/words/words.ts';
import type { Shown } from './small-cells.ts';

export const REPORT_TABLES = [
  'phases',
  'time',
  'flow',
  'contactKinds',
  'contactWeeks',
  'appointments',
  'stages',
  'outcomes',
  'contractForms',
  'durations',
  'followUps',
] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

/**
 * Tables that divide the same people or deeds, each in its own way. Who began less who was closed are those who are guided now, where everybody
 * began within the period: an adviser who began this year, and whoever counts over a long time.
 */
export const SAME_PEOPLE: readonly (readonly ReportTable[])[] = [
  ['phases', 'time', 'flow'],
  ['contactKinds', 'contactWeeks'],
  ['appointments'],
  ['stages'],
  ['outcomes'],
  ['contractForms', 'durations'],
  ['followUps'],
];

/** Months of which a table of times has a row: until the first, from there to the next, and after the last. */
export const MONTHS_IN_TRAJECTORY = [3, 6, 12, 24] as const;
export const MONTHS_PLACED = [1, 3, 6, 12] as const;

/** The row of a number of months. */
export function monthsKey(months: number, steps: readonly number[]): string {
  const next = steps.findIndex((step) => months < step);
  return next < 0 ? `${steps.at(-1)}+` : `${steps[next - 1] ?? 0}-${steps[next]}`;
}
export const monthsKeys = (steps: readonly number[]): string[] => [
  ...steps.map((step, index) => `${steps[index - 1] ?? 0}-${step}`),
  `${steps.at(-1)}+`,
];

const TITLES: Readonly<Record<Language, Readonly<Record<ReportTable, string>>>> = {
  nl: {
    phases: 'Kandidaten per fase, nu',
    time: 'Hoe lang kandidaten in begeleiding zijn, nu',
    flow: 'Begonnen en afgesloten',
    contactKinds: 'Contactmomenten per soort',
    contactWeeks: 'Contactmomenten in de tijd',
    appointments: 'Afspraken in de agenda',
    stages: 'Lopende sollicitaties per stap, nu',
    outcomes: 'Afgelopen sollicitaties en waarom',
    contractForms: 'Plaatsingen per soort contract',
    durations: 'Hoe lang plaatsingen duren',
    followUps: 'Nazorg die open staat, nu',
  },
  en: {
    phases: 'Candidates by phase, now',
    time: 'How long candidates have been guided, now',
    flow: 'Begun and closed',
    contactKinds: 'Contact moments by kind',
    contactWeeks: 'Contact moments over time',
    appointments: 'Appointments in the calendar',
    stages: 'Open applications by step, now',
    outcomes: 'Applications that ended, and why',
    contractForms: 'Placements by kind of contract',
    durations: 'How long placements last',
    followUps: 'Follow-up that is due, now',
  },
};

const WORDS = {
  nl: {
    unknown: 'niet ingevuld',
    begun: 'begonnen',
    closed: 'afgesloten',
    until: (months: string) => `korter dan ${months} ${months === '1' ? 'maand' : 'maanden'}`,
    between: (from: string, until: string) => `${from} tot ${until} maanden`,
    after: (months: string) => `${months} maanden of langer`,
    followUp: (months: string) => `na ${months} ${months === '1' ? 'maand' : 'maanden'}`,
    week: (day: string) => `week van ${day}`,
    hidden: 'minder dan 5, of niet te tonen',
    total: 'samen',
  },
  en: {
    unknown: 'not answered',
    begun: 'begun',
    closed: 'closed',
    until: (months: string) => `less than ${months} ${months === '1' ? 'month' : 'months'}`,
    between: (from: string, until: string) => `${from} to ${until} months`,
    after: (months: string) => `${months} months or longer`,
    followUp: (months: string) => `after ${months} ${months === '1' ? 'month' : 'months'}`,
    week: (day: string) => `week of ${day}`,
    hidden: 'fewer than 5, or not to be shown',
    total: 'together',
  },
} as const;

export const tableTitle = (language: Language, table: ReportTable): string => TITLES[language][table];
export const hiddenWord = (language: Language): string => WORDS[language].hidden;
export const totalWord = (language: Language): string => WORDS[language].total;

export function rowLabel(language: Language, table: ReportTable, key: string): string {
  const words = WORDS[language];
  if (key === '') return words.unknown;
  switch (table) {
    case 'phases':
      return optionLabel(language, 'candidate', 'phase', key);
    case 'flow':
      return key === 'begun' ? words.begun : words.closed;
    case 'contactKinds':
      return optionLabel(language, 'contactMoment', 'kind', key);
    case 'contactWeeks': {
      const [year, month, day] = key.split('-');
      if (day === undefined) return formatPartialDate(key, language);
      return words.week(`${Number(day)}-${Number(month)}-${year}`);
    }
    case 'appointments':
      return optionLabel(language, 'appointment', 'state', key);
    case 'stages':
      return optionLabel(language, 'jobApplication', 'stage', key);
    case 'outcomes': {
      const [stage = '', reason = ''] = key.split('/');
      const ended = optionLabel(language, 'jobApplication', 'stage', stage);
      return reason === '' ? ended : `${ended}: ${optionLabel(language, 'jobApplication', 'reason', reason)}`;
    }
    case 'contractForms':
      return optionLabel(language, 'placement', 'contractForm', key);
    case 'followUps':
      return words.followUp(key);
    case 'time':
    case 'durations': {
      if (key.endsWith('+')) return words.after(key.slice(0, -1));
      const [from = '', until = ''] = key.split('-');
      return from === '0' ? words.until(until) : words.between(from, until);
    }
  }
}

/** The largest row that is shown, for the title that says the finding; null where nothing is. */
export function finding({ cells }: Pick<Shown, 'cells'>): { readonly key: string; readonly count: number } | null {
  let [key, count] = ['', 0];
  for (const cell of cells) if (cell.count !== null && cell.count > count) [key, count] = [cell.key, cell.count];
  return count === 0 ? null : { key, count };
}
