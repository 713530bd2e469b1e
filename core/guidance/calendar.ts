/** Days as they are kept (`2026-11-28`) and what follows from them: when a task comes again, when a placement is asked after. */
import type { REPEATS } from '../domain/concepts.ts';
import { fold } from '../domain/fold.ts';

const MONTHS_OF: Readonly<Partial<Record<(typeof REPEATS)[number], number>>> = { monthly: 1, quarterly: 3, yearly: 12 };
const DAYS_OF: Readonly<Partial<Record<(typeof REPEATS)[number], number>>> = { daily: 1, weekly: 7, fortnightly: 14 };

const two = (value: number): string => String(value).padStart(2, '0');
const parts = (day: string): [year: number, month: number, day: number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
};

/** The day of a moment on the calendar of whoever sits at this computer. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function addDays(day: string, days: number): string {
  const [year, month, date] = parts(day);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/**
 * The same day of a later month; its last day where it has no such day: 31 January and a month is 28 February.
 *
 * @param of the day of the month that is meant, where that is another: 28 February and a month can mean 31 March
 */
export function addMonths(day: string, months: number, of?: number): string {
  const [year, month, ownDate] = parts(day);
  const date = of ?? ownDate;
  const later = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(later / 12), (later % 12) + 1];
  const last = new Date(Date.UTC(inYear, inMonth, 0)).getUTCDate();
  return `${inYear}-${two(inMonth)}-${two(Math.min(date, last))}`;
}

/** Days from the one to the other; negative when the other is before it. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Monday of the week in which it is (ISO 8601). */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/**
 * When a task that repeats is due again: the first time after today that falls on its rhythm, so a task that was done three weeks late
 * does not come back three times.
 *
 * @param dueOn when it was due; null when it had no day: then its rhythm begins today
 * @param dayOfMonth the day on which the series began: due on 28 February it may mean the last day of each month
 */
export function nextDueOn(
  dueOn: string | null,
  repeats: (typeof REPEATS)[number],
  today: string,
  dayOfMonth?: number,
): string {
  const start = dueOn ?? today;
  const months = MONTHS_OF[repeats];
  // Counted from its own day each time, so that what is passed over keeps the day: 31 January, not 28 February, leads to 31 March.
  for (let times = 1; ; times++) {
    const next =
      months === undefined
        ? addDays(start, times * (DAYS_OF[repeats] ?? 1))
        : addMonths(start, times * months, dayOfMonth);
    if (next > today) return next;
  }
}

/** Months after the beginning of a placement at which it is asked how it goes, with the field that says when that was done. */
const FOLLOW_UPS = [
  { months: 1, field: 'followedUp1' },
  { months: 3, field: 'followedUp3' },
  { months: 6, field: 'followedUp6' },
  { months: 12, field: 'followedUp12' },
] as const;

type FollowedPlacement = {
  readonly from: string | null;
  readonly until: string | null;
  readonly followedUp1: string | null;
  readonly followedUp3: string | null;
  readonly followedUp6: string | null;
  readonly followedUp12: string | null;
};

/**
 * What is to be asked after, the first first. What was passed over before a later one was done is not asked any more; nor is anything
 * after the placement ended.
 */
export function openFollowUps(placement: FollowedPlacement): { months: number; field: string; dueOn: string }[] {
  const { from, until } = placement;
  if (from === null) return [];
  const lastDone = FOLLOW_UPS.findLastIndex(({ field }) => placement[field] !== null);
  return FOLLOW_UPS.slice(lastDone + 1)
    .map(({ months, field }) => ({ months, field, dueOn: addMonths(from, months) }))
    .filter(({ dueOn }) => until === null || dueOn <= until);
}

/**
 * What is to be asked now: of several that are due the last one. After three years without a question nobody asks how the first month was.
 *
 * @param today the day where the adviser is
 */
export const dueFollowUp = (placement: FollowedPlacement, today: string) =>
  openFollowUps(placement).findLast(({ dueOn }) => dueOn <= today);

/** Minutes since midnight of `09:30`. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

type Planned = {
  readonly adviser?: string | null;
  readonly date: string | null;
  readonly time: string | null;
  readonly minutes: number | null;
  readonly travelMinutes: number | null;
  readonly place: string | null;
  readonly kind: string | null;
  readonly state: string | null;
};

/** How long it takes when nobody said so. */
const USUAL_MINUTES = 60;

/**
 * Why two appointments can not both be kept: they overlap, or there is too little time to get from the one to the other. Between two places goes one way:
 * to the next or back from the one before, the longer of what was said of the two. At the same place there is none, and who calls may be anywhere.
 * What is cancelled stands in nobody's way.
 */
export function clashOf(one: Planned, other: Planned): 'overlap' | 'travel' | null {
  // Two advisers can each be somewhere.
  if (one.adviser && other.adviser && one.adviser !== other.adviser) return null;
  if (one.date === null || one.date !== other.date || one.time === null || other.time === null) return null;
  if ([one, other].some(({ state }) => state === 'cancelled' || state === 'noShow')) return null;
  const span = ({ time, minutes }: Planned): [number, number] => {
    const start = minutesOf(time ?? '00:00');
    return [start, start + (minutes ?? USUAL_MINUTES)];
  };
  const [from, until] = span(one);
  const [otherFrom, otherUntil] = span(other);
  const isWithin = (between: number): boolean => from < otherUntil + between && otherFrom < until + between;
  if (isWithin(0)) return 'overlap';
  return isWithin(travelBetween(one, other)) ? 'travel' : null;
}

function travelBetween(one: Planned, other: Planned): number {
  const place = ({ place: where }: Planned): string =>
    fold(where ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  if (place(one) !== '' && place(one) === place(other)) return 0;
  if ([one, other].some(({ kind }) => kind === 'telephone')) return 0;
  return Math.max(one.travelMinutes ?? 0, other.travelMinutes ?? 0);
}
