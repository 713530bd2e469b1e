/** Moments at which a dossier changed, as days and as steps. */
import { localDay } from '../../../core/guidance/calendar.ts';

/** The days, oldest first, each once. */
export const daysOf = (moments: readonly number[]): string[] => [...new Set(moments.map((each) => localDay(each)))];

/** The last moment of a day on the calendar of this laptop. */
export function dayEnd(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).getTime() - 1;
}

/** The state before the one that stands at `at`: the moment of the change before it. */
export function previousMoment(moments: readonly number[], at: number): number | null {
  const standing = moments.findLastIndex((each) => each <= at);
  return moments[standing - 1] ?? null;
}

export const nextMoment = (moments: readonly number[], at: number): number | null =>
  moments.find((each) => each > at) ?? null;
