/**
 * A calendar file (iCalendar, RFC 5545) as events on the days and times of the adviser. Promises: what can not be read is said with the line on
 * which it stands, and the rest comes; an event that repeats comes once for each time within the asked days, on the hour that it has
 * there in summer and in winter; one of several whole days comes once for each day; of an event that stands in the file more than once the newest counts.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { instantOf, wallAt, zoneNamed } from './zoned.ts';

export type CalendarEvent = {
  /** The UID, and of an event that repeats which time it is: the same each time that the file is read. */
  readonly key: string;
  readonly uid: string;
  readonly subject: string | null;
  readonly date: string;
  /** Null: the whole day. */
  readonly time: string | null;
  readonly minutes: number | null;
  readonly place: string | null;
  readonly participants: string | null;
  readonly note: string | null;
  readonly isCancelled: boolean;
  readonly repeats: boolean;
};
export type CalendarProblem = {
  readonly line: number;
  readonly reason:
    | 'notACalendar'
    | 'lineNotUnderstood'
    | 'notClosed'
    | 'noStart'
    | 'dateNotUnderstood'
    | 'zoneNotKnown'
    | 'ruleNotUnderstood'
    | 'tooMany';
};
export type ReadCalendar = {
  readonly events: readonly CalendarEvent[];
  readonly problems: readonly CalendarProblem[];
  /** Events that are on none of the asked days. */
  readonly outside: number;
};

const MOST_EVENTS = 5_000;
/** Whole days of one event: a long holiday. */
const MOST_DAYS = 60;
const MOST_PROBLEMS = 50;
const MINUTE = 60_000;
const DAY = 86_400_000;

type Line = {
  readonly at: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
};
type Component = { readonly at: number; readonly lines: readonly Line[] };
/** A point in time as it is written: on a wall somewhere, kept as if it were UTC. */
type Moment = { readonly wall: number; readonly zone: string | null; readonly isDay: boolean };

class Bad extends Error {
  readonly problem: CalendarProblem;
  constructor(problem: CalendarProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

/**
 * @param span days where the adviser is, both included
 * @param zone where the adviser is
 */
export function readCalendar(
  text: string,
  span: { readonly from: string; readonly until: string },
  zone: string,
): ReadCalendar {
  const problems: CalendarProblem[] = [];
  const note = (problem: CalendarProblem): void => void (problems.length < MOST_PROBLEMS && problems.push(problem));
  const components = componentsOf(text, note);
  if (components === null) return { events: [], problems, outside: 0 };

  const newest = new Map<string, { event: Parsed; component: Component }>();
  for (const component of components) {
    try {
      const event = parse(component, zone);
      const key = `${event.uid}\n${event.replaces === null ? '' : local(event.replaces, zone)}`;
      const before = newest.get(key)?.event;
      if (!before || isNewer(event, before)) newest.set(key, { event, component });
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      note(error.problem);
    }
  }

  const found = new Map<string, CalendarEvent>();
  let outside = 0;
  const take = (first: string, event: Parsed, from: Moment, repeats: boolean): void => {
    let isOnADay = false;
    for (let day = 0; day < event.days; day++)
      isOnADay = takeDay(keyOfDay(first, day), event, { ...from, wall: from.wall + day * DAY }, repeats) || isOnADay;
    if (!isOnADay) outside++;
  };
  const takeDay = (key: string, event: Parsed, start: Moment, repeats: boolean): boolean => {
    const at = new Date(local(start, zone)).toISOString();
    const date = at.slice(0, 10);
    if (date < span.from || date > span.until) return false;
    if (found.size >= MOST_EVENTS && !found.has(key)) throw new Bad({ line: 1, reason: 'tooMany' });
    const { uid, subject, minutes, place, participants, note: said, isCancelled } = event;
    const time = start.isDay ? null : at.slice(11, 16);
    const shared = { key, uid, subject, date, time, place, participants, note: said, isCancelled, repeats };
    found.set(key, { ...shared, minutes: start.isDay ? null : minutes });
    return true;
  };
  try {
    for (const { event, component } of newest.values()) {
      if (event.replaces !== null) continue;
      if (event.rule === null && event.also.length === 0) {
        take(event.uid, event, event.start, false);
        continue;
      }
      try {
        for (const start of timesOf(event, span, zone)) take(keyOf(event.uid, start, zone), event, start, true);
      } catch (error) {
        if (error instanceof Bad) throw error;
        note({ line: event.rule?.at ?? component.at, reason: 'ruleNotUnderstood' });
      }
    }
    // One time of a series that was moved or changed stands in the place of that time.
    for (const { event } of newest.values()) {
      if (event.replaces === null) continue;
      const key = keyOf(event.uid, event.replaces, zone);
      for (let day = 0; day < MOST_DAYS; day++) found.delete(keyOfDay(key, day));
      take(key, event, event.start, true);
    }
  } catch (error) {
    if (!(error instanceof Bad)) throw error;
    note(error.problem);
  }
  const events = [...found.values()].toSorted((a, b) =>
    `${a.date} ${a.time ?? ''} ${a.key}`.localeCompare(`${b.date} ${b.time ?? ''} ${b.key}`),
  );
  return { events, problems, outside };
}

const CONTENT = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:]*))*)*):(.*)$/s;
const PARAMETER = /;([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)/g;

/** The events of the file; null where it is no calendar. */
function componentsOf(text: string, note: (problem: CalendarProblem) => void): Component[] | null {
  const components: Component[] = [];
  const open: { name: string; at: number; lines: Line[] }[] = [];
  let isCalendar = false;
  for (const { at, text: line } of unfolded(text)) {
    if (line.trim() === '') continue;
    const parts = CONTENT.exec(line);
    if (!parts) {
      if (!isCalendar) break;
      note({ line: at, reason: 'lineNotUnderstood' });
      continue;
    }
    const [, name = '', parameters = '', value = ''] = parts;
    const upper = name.toUpperCase();
    const word = value.trim().toUpperCase();
    if (upper === 'BEGIN') {
      if (!isCalendar && word !== 'VCALENDAR') break;
      isCalendar = true;
      open.push({ name: word, at, lines: [] });
    } else if (!isCalendar) break;
    else if (upper === 'END') {
      const closed = open.pop();
      if (closed?.name !== word) {
        note({ line: closed?.at ?? at, reason: 'notClosed' });
        // Whatever was not closed ends here as well, so that what comes after it is still read.
        while (open.length > 0 && open.at(-1)?.name !== word && open.some((each) => each.name === word)) open.pop();
        if (open.at(-1)?.name === word) open.pop();
      } else if (closed.name === 'VEVENT') components.push(closed);
    } else {
      const said = Object.fromEntries(
        [...parameters.matchAll(PARAMETER)].map((each) => [
          (each[1] ?? '').toUpperCase(),
          (each[2] ?? '').replace(/^"|"$/g, ''),
        ]),
      );
      open.at(-1)?.lines.push({ at, name: upper, parameters: said, value });
    }
  }
  if (!isCalendar) {
    note({ line: 1, reason: 'notACalendar' });
    return null;
  }
  for (const { at } of open) note({ line: at, reason: 'notClosed' });
  return components;
}

/** Lines that go on with a space or a tab are one (3.1). */
function unfolded(text: string): { at: number; text: string }[] {
  const lines: { at: number; text: string }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      const last = lines.at(-1);
      if (last && /^[ \t]/.test(line)) last.text += line.slice(1);
      else lines.push({ at: index + 1, text: line });
    });
  return lines;
}

type Parsed = {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly start: Moment;
  readonly minutes: number | null;
  /** More than one only of whole days. */
  readonly days: number;
  readonly rule: Line | null;
  readonly not: readonly Moment[];
  readonly also: readonly Moment[];
  readonly replaces: Moment | null;
} & Pick<CalendarEvent, 'subject' | 'place' | 'participants' | 'note' | 'isCancelled'>;

function parse({ at, lines }: Component, zone: string): Parsed {
  const one = (name: string): Line | undefined => lines.find((line) => line.name === name);
  const all = (name: string): Line[] => lines.filter((line) => line.name === name);
  const startLine = one('DTSTART');
  if (!startLine) throw new Bad({ line: at, reason: 'noStart' });
  const start = momentOf(startLine, startLine.value);
  const endLine = one('DTEND');
  const end = endLine ? momentOf(endLine, endLine.value) : null;
  const lasts = end
    ? instant(end, zone) - instant(start, zone)
    : one('DURATION')
      ? durationOf(one('DURATION')?.value ?? '')
      : null;
  const minutes = lasts === null ? null : Math.min(1440, Math.max(0, Math.round(lasts / MINUTE)));
  const days = start.isDay && lasts !== null ? Math.min(MOST_DAYS, Math.max(1, Math.round(lasts / DAY))) : 1;
  const people = all('ATTENDEE').map(({ parameters, value }) => parameters['CN'] ?? value.replace(/^mailto:/i, ''));
  const several = (name: string): Moment[] =>
    all(name).flatMap((line) => line.value.split(',').map((value) => momentOf(line, value.split('/')[0] ?? '')));
  const replaces = one('RECURRENCE-ID');
  const subject = words(one('SUMMARY'), 200);
  return {
    uid: (one('UID')?.value.trim() || `${startLine.value} ${subject ?? ''}`).slice(0, 260),
    sequence: Number(one('SEQUENCE')?.value) || 0,
    stamp: one('LAST-MODIFIED')?.value ?? one('DTSTAMP')?.value ?? '',
    start,
    minutes,
    days,
    rule: one('RRULE') ?? null,
    not: several('EXDATE'),
    also: several('RDATE'),
    replaces: replaces ? momentOf(replaces, replaces.value) : null,
    subject,
    place: words(one('LOCATION'), 200),
    participants: people.length === 0 ? null : people.join(', ').slice(0, 300),
    note: text(one('DESCRIPTION'), 2000),
    isCancelled: one('STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
  };
}

const isNewer = (one: Parsed, other: Parsed): boolean =>
  one.sequence === other.sequence ? one.stamp >= other.stamp : one.sequence > other.sequence;

function text(line: Line | undefined, most: number): string | null {
  const said = (line?.value ?? '')
    .replace(/\\([nN\\;,])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter))
    // Nothing that can not be seen.
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .trim();
  return said === '' ? null : said.slice(0, most);
}
const words = (line: Line | undefined, most: number): string | null =>
  text(line, 10_000)?.replace(/\s+/g, ' ').slice(0, most).trim() || null;

function momentOf(line: Line, value: string): Moment {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(value.trim());
  const bad = new Bad({ line: line.at, reason: 'dateNotUnderstood' });
  if (!parts) throw bad;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => (part === undefined ? 0 : Number(part)));
  const wall = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const isReal = new Date(wall).getUTCDate() === day && new Date(wall).getUTCMonth() === month - 1;
  if (!isReal || year < 1900 || hour > 23 || minute > 59) throw bad;
  if (parts[4] === undefined) return { wall, zone: null, isDay: true };
  if (parts[7] === 'Z') return { wall, zone: 'UTC', isDay: false };
  const named = line.parameters['TZID'];
  // Without a zone it is the same hour wherever one is.
  if (named === undefined) return { wall, zone: null, isDay: false };
  const zone = zoneNamed(named);
  if (zone === null) throw new Bad({ line: line.at, reason: 'zoneNotKnown' });
  return { wall, zone, isDay: false };
}

function durationOf(value: string): number | null {
  const parts = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(value.trim());
  if (!parts) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (weeks * 7 + days) * DAY + hours * 60 * MINUTE + minutes * MINUTE;
}

const instant = ({ wall, zone }: Moment, here: string): number => instantOf(wall, zone ?? here);

/** On the wall where the adviser is. */
const local = (moment: Moment, here: string): number =>
  moment.zone === null ? moment.wall : wallAt(instantOf(moment.wall, moment.zone), here);

const keyOf = (uid: string, moment: Moment, zone: string): string =>
  `${uid}/${new Date(local(moment, zone)).toISOString().slice(0, 16)}`;

/** The first day is known as the event itself. */
const keyOfDay = (key: string, day: number): string => (day === 0 ? key : `${key}/day-${day + 1}`);

const compact = (wall: number): string => new Date(wall).toISOString().replace(/[-:]|\.\d+/g, '');

/** Counted on the wall where it was planned: every Monday at nine stays at nine when the clock changes. */
function timesOf(event: Parsed, span: { readonly from: string; readonly until: string }, here: string): Moment[] {
  const { start, rule } = event;
  const at = (wall: number): Moment => ({ ...start, wall });
  const onWall = (moment: Moment): number =>
    moment.zone === null || start.zone === null || moment.isDay
      ? moment.wall
      : wallAt(instantOf(moment.wall, moment.zone), start.zone);
  const walls = new Set<number>();
  if (rule) {
    const ends = rule.value.replace(/UNTIL=([^;]*)/i, (_, until: string) => {
      const moment = momentOf(rule, until);
      const wall = moment.isDay
        ? moment.wall + DAY - 1000
        : start.zone === null && moment.zone !== null
          ? local(moment, here)
          : onWall(moment);
      return `UNTIL=${compact(wall)}`;
    });
    const made = new RRuleTemporal({ rruleString: `DTSTART:${compact(start.wall)}\nRRULE:${ends}` });
    const [from, until] = [Date.parse(span.from) - 2 * DAY, Date.parse(span.until) + 3 * DAY];
    for (const each of made.between(new Date(from), new Date(until), true)) walls.add(each.epochMilliseconds);
  } else walls.add(start.wall);
  for (const moment of event.also) walls.add(onWall(moment));
  for (const moment of event.not) {
    // A day takes out whatever is on it.
    if (moment.isDay) {
      for (const wall of walls) if (wall >= moment.wall && wall < moment.wall + DAY) walls.delete(wall);
    } else walls.delete(onWall(moment));
  }
  return [...walls].toSorted((a, b) => a - b).map(at);
}
