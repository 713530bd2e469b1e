/**
 * How long there is to answer somebody who asks by a right of theirs. One month from the day of receipt, two months more where that is told, with
 * why, within the first month (AVG art. 12(3)). Counted by Regulation (EEC, Euratom) 1182/71, art. 3: a term of months ends with the same
 * date of its last month, or with the last day of that month where it has no such date; where that is a Saturday, a Sunday or a public holiday, with
 * the next working day. The EDPB reads it so: asked on 5 March is answered by 5 April, asked on 31 August by 30 September (Guidelines 01/2022, 5.3).
 *
 * Days are days on the calendar where the adviser is (`2026-11-28`): no hours, so no time zone and no summer time can move them.
 */
import { addDays, addMonths, daysBetween } from '../guidance/calendar.ts';

const MONTHS = 1;
const MONTHS_EXTENDED = 3;

/**
 * Easter Sunday of a year of the Gregorian calendar, by the method that Nature printed in 1876 and Meeus took over (Astronomical Algorithms,
 * chapter 8): right for each year from 1583.
 */
function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}

/** 27 April since 2014; the day before where that is a Sunday. */
function kingsDay(year: number): string {
  const day = `${year}-04-27`;
  return weekday(day) === SUNDAY ? addDays(day, -1) : day;
}

/**
 * Those of the Algemene termijnenwet, art. 3(1) and (2): Good Friday counts as one, and 5 May each year. Days that a decree makes equal to them
 * (art. 3(3)) can not be known here: a term that would end on one of those ends a day early.
 */
export function publicHolidays(year: number): readonly string[] {
  const sunday = easter(year);
  return [
    `${year}-01-01`,
    addDays(sunday, -2),
    addDays(sunday, 1),
    kingsDay(year),
    `${year}-05-05`,
    addDays(sunday, 39),
    addDays(sunday, 50),
    `${year}-12-25`,
    `${year}-12-26`,
  ].toSorted();
}

const SUNDAY = 0;
const SATURDAY = 6;
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export const isWorkingDay = (day: string): boolean =>
  weekday(day) !== SATURDAY && weekday(day) !== SUNDAY && !publicHolidays(Number(day.slice(0, 4))).includes(day);

function workingDayFrom(day: string): string {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1));
}

/** The last day of a term of months that runs from a day. */
export const endOfTerm = (from: string, months: number): string => workingDayFrom(addMonths(from, months));

type Asked = {
  readonly receivedOn: string | null;
  /** When it was told that it takes longer. */
  readonly extendedOn: string | null;
};

export type RequestTerm = {
  /** The last day on which it can be answered in time. */
  readonly dueOn: string;
  /** The last day on which it can be told that it takes longer: that of the term without it. */
  readonly extendBy: string;
  /** Where it ends when it is extended; counted from the day of receipt, so that a weekend does not count twice. */
  readonly extendedTo: string;
  readonly isExtended: boolean;
  /** It was told after the first month: that is no extension, and the term is what it was. */
  readonly isExtendedTooLate: boolean;
};

/** Null as long as nobody said when it came in. */
export function termOf({ receivedOn, extendedOn }: Asked): RequestTerm | null {
  if (receivedOn === null) return null;
  const extendBy = endOfTerm(receivedOn, MONTHS);
  const extendedTo = endOfTerm(receivedOn, MONTHS_EXTENDED);
  const isExtended = extendedOn !== null && extendedOn <= extendBy;
  return {
    dueOn: isExtended ? extendedTo : extendBy,
    extendBy,
    extendedTo,
    isExtended,
    isExtendedTooLate: extendedOn !== null && !isExtended,
  };
}

/** From when on a request is named where it can not be passed over: a week, so that there is a meeting of the team in between. */
const NEARLY_DUE_DAYS = 7;

export type Urgency = 'overdue' | 'nearly' | 'calm';

/** @param today the day where the adviser is */
export function urgencyOf(dueOn: string, today: string): Urgency {
  const left = daysBetween(today, dueOn);
  if (left < 0) return 'overdue';
  return left <= NEARLY_DUE_DAYS ? 'nearly' : 'calm';
}
