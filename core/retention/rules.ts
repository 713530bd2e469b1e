/**
 * How long what is kept (§4 of the privacy statement; AVG art. 5(1)(e)): the classes of data that have a term of their own, when the term
 * begins, and when it is over. The organisation sets the terms; what stands here is where nobody set another.
 *
 * Sources of the defaults: the NVP application code for job applications (four weeks after the end of the procedure, a year with consent), and the
 * Selectielijst gemeenten en intergemeentelijke organen 2020 for provisions: granted or ended ten years, refused five years, broken off 42 days.
 */
import type { FieldsOf } from '../domain/concepts.ts';
import { addDays, addMonths } from '../guidance/calendar.ts';

export const RETENTION_RULES = [
  'applicationRejected',
  'applicationKept',
  'schemeEnded',
  'schemeRefused',
  'schemeBrokenOff',
  'removed',
  'dossier',
] as const;
export type RetentionRule = (typeof RETENTION_RULES)[number];

/** A duration of ISO 8601 with one part: days, weeks, months or years. At most a hundred years. */
export const PERIOD = /^P(?:[1-9]\d{0,4}D|[1-9]\d{0,3}W|[1-9]\d{0,2}M|(?:[1-9]\d?|100)Y)$/;
export type Period = string;

/** Null: kept until somebody decides. A whole dossier has no term by law: the organisation sets one. */
export const DEFAULT_TERMS: Readonly<Record<RetentionRule, Period | null>> = {
  applicationRejected: 'P28D',
  applicationKept: 'P1Y',
  schemeEnded: 'P10Y',
  schemeRefused: 'P5Y',
  schemeBrokenOff: 'P42D',
  // As long as what was removed can be brought back.
  removed: 'P30D',
  dossier: null,
};
export type Terms = Readonly<Partial<Record<RetentionRule, Period | null>>>;

export const termOf = (rule: RetentionRule, terms: Terms): Period | null => {
  const set = terms[rule];
  return set === undefined ? DEFAULT_TERMS[rule] : set;
};

/**
 * The last day on which it may be kept. The day on which a term begins is not counted, and of a month that is shorter the last day counts (as
 * in Regulation 1182/71, art. 3): a year from 29 February ends on 28 February.
 *
 * @param period fits PERIOD
 */
export function lastDayOf(begun: string, period: Period): string {
  const number = Number(period.slice(1, -1));
  switch (period.at(-1)) {
    case 'D':
      return addDays(begun, number);
    case 'W':
      return addDays(begun, 7 * number);
    case 'M':
      return addMonths(begun, number);
    default:
      return addMonths(begun, 12 * number);
  }
}

/** By which rule something is kept, and the day on which its term began. */
export type Kept = { readonly rule: RetentionRule; readonly begun: string };

/**
 * Of an application that came to nothing. One that led to work, or still may, stays with the dossier.
 *
 * @param changedOn the day of its last change, where nobody wrote down when it was over
 */
export function keptApplication(
  { stage, closedOn, keepOnFile }: Pick<FieldsOf<'jobApplication'>, 'stage' | 'closedOn' | 'keepOnFile'>,
  changedOn: string,
): Kept | null {
  if (stage !== 'rejected' && stage !== 'withdrawn') return null;
  return { rule: keepOnFile === 'yes' ? 'applicationKept' : 'applicationRejected', begun: closedOn ?? changedOn };
}

/** Of a scheme that was refused, broken off, or that has an end. One that goes on stays. */
export function keptScheme(
  { outcome, decidedOn, until }: Pick<FieldsOf<'scheme'>, 'outcome' | 'decidedOn' | 'until'>,
  changedOn: string,
): Kept | null {
  if (outcome === 'refused') return { rule: 'schemeRefused', begun: decidedOn ?? until ?? changedOn };
  if (outcome === 'brokenOff') return { rule: 'schemeBrokenOff', begun: decidedOn ?? until ?? changedOn };
  return until === null ? null : { rule: 'schemeEnded', begun: until };
}

export type Standing =
  /** Nobody set a term. */
  { readonly state: 'noTerm' } | { readonly state: 'kept' | 'due'; readonly lastDay: string };

/** @param today by the calendar of where the organisation is */
export function standingOf({ rule, begun }: Kept, terms: Terms, today: string): Standing {
  const term = termOf(rule, terms);
  if (term === null) return { state: 'noTerm' };
  const lastDay = lastDayOf(begun, term);
  return { state: today > lastDay ? 'due' : 'kept', lastDay };
}
