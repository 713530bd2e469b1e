/** Days on the calendar where the adviser is, in the words of the window. */
import { DAYS } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { shortDay, type Language } from '../../../core/domain/words/words.ts';
import { addDays, addMonths, mondayOf } from '../../../core/guidance/calendar.ts';

/** "ma 30 nov 2026" */
export function dayText(day: string, language: Language, style: 'short' | 'long' = 'short'): string {
  const weekday = DAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
  return `${shortDay(language, weekday)} ${formatPartialDate(day, language, style)}`;
}

export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

/** The days that are shown around this one: itself, its week, or the six weeks in which its month lies. */
export function daysOf(day: string, span: Span): string[] {
  const count = { day: 1, week: 7, month: 42 }[span];
  const first = span === 'day' ? day : mondayOf(span === 'week' ? day : `${day.slice(0, 7)}-01`);
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** The same place one span further or back. */
export const moved = (day: string, span: Span, by: 1 | -1): string =>
  span === 'month' ? addMonths(`${day.slice(0, 7)}-01`, by) : addDays(day, by * (span === 'week' ? 7 : 1));
