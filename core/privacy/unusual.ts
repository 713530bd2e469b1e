/**
 * What is unusual in the audit log (§5), as pure functions: it says that somebody should ask, never that somebody did wrong. What counts as
 * much, and which hours are night, are settings of the organisation.
 */
import { z } from 'zod';
import { kindOfAction } from './audit-kinds.ts';

export type LogLine = {
  readonly number: number;
  /** Milliseconds since 1970, by the clock of who did it. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly dossier: string | null;
};

export const watch = z.object({
  /** So many different dossiers opened by one person within an hour. An adviser speaks with six people on a day of visits. */
  dossiersAnHour: z.int().min(2).max(1000).default(30),
  /** Exports from this hour of the day on are at night, until that one. The same hour twice: no night. */
  nightFrom: z.int().min(0).max(23).default(22),
  nightUntil: z.int().min(0).max(23).default(6),
  weekend: z.boolean().default(true),
});
export type Watch = z.infer<typeof watch>;

export const UNUSUAL = ['manyOpened', 'outsideCaseload', 'exportAtNight', 'exportInWeekend'] as const;
export type Unusual = {
  readonly kind: (typeof UNUSUAL)[number];
  readonly actor: string;
  readonly from: number;
  readonly until: number;
  /** How many dossiers, or exports. */
  readonly count: number;
  /** The first line of the log that it is about. */
  readonly line: number;
  /** Where it is one. */
  readonly dossier: string | null;
};

const HOUR_MS = 3_600_000;
const byActor = (lines: readonly LogLine[]): Map<string, LogLine[]> =>
  Map.groupBy(
    lines.toSorted((a, b) => a.at - b.at || a.number - b.number),
    ({ actor }) => actor,
  );
const isOpened = ({ action, dossier }: LogLine): boolean => dossier !== null && kindOfAction(action) === 'opened';

/** One finding for each stretch in which every hour is too full: ten such hours after each other are one. */
export function manyOpened(lines: readonly LogLine[], { dossiersAnHour }: Watch): Unusual[] {
  return [...byActor(lines.filter(isOpened))].flatMap(([actor, opened]) => {
    const found: { from: number; until: number; line: number; dossiers: Set<string> }[] = [];
    const within = new Map<string, number>();
    let first = 0;
    for (const [index, line] of opened.entries()) {
      within.set(line.dossier ?? '', (within.get(line.dossier ?? '') ?? 0) + 1);
      for (let oldest = opened[first]; oldest && oldest.at <= line.at - HOUR_MS; oldest = opened[++first]) {
        const left = (within.get(oldest.dossier ?? '') ?? 1) - 1;
        if (left === 0) within.delete(oldest.dossier ?? '');
        else within.set(oldest.dossier ?? '', left);
      }
      if (within.size < dossiersAnHour) continue;
      const begins = opened[first] ?? line;
      const last = found.at(-1);
      if (last && begins.at <= last.until) {
        last.until = line.at;
        last.dossiers.add(line.dossier ?? '');
      } else {
        const dossiers = new Set(opened.slice(first, index + 1).map(({ dossier }) => dossier ?? ''));
        found.push({ from: begins.at, until: line.at, line: begins.number, dossiers });
      }
    }
    return found.map(({ dossiers, ...rest }) => ({
      kind: 'manyOpened' as const,
      actor,
      ...rest,
      count: dossiers.size,
      dossier: null,
    }));
  });
}

/**
 * A dossier opened that was not, or no longer, somebody's: once for each person and dossier.
 *
 * @param mayHold whether somebody might hold it at that moment. A dossier that was begun on a laptop is theirs from before the office heard of it.
 */
export function outsideCaseload(
  lines: readonly LogLine[],
  mayHold: (actor: string, dossier: string, at: number) => boolean,
): Unusual[] {
  return [...byActor(lines.filter(isOpened))].flatMap(([actor, opened]) =>
    [...Map.groupBy(opened, ({ dossier }) => dossier ?? '')].flatMap(([dossier, of]) => {
      // Their own dossier, and the organisation's.
      const outside = of.filter(({ at }) => dossier !== actor && !mayHold(actor, dossier, at));
      const [begins, ends] = [outside[0], outside.at(-1)];
      if (!begins || !ends) return [];
      const { at: from, number: line } = begins;
      return [{ kind: 'outsideCaseload' as const, actor, from, until: ends.at, count: outside.length, line, dossier }];
    }),
  );
}

/**
 * Something that left a laptop at night or in the weekend: once for each person, day and kind.
 *
 * @param clock the hour (0 to 23), the day of the week (1 is Monday) and the day where the organisation is
 */
export function exportsAtOddHours(
  lines: readonly LogLine[],
  { nightFrom, nightUntil, weekend }: Watch,
  clock: (at: number) => { hour: number; weekday: number; day: string },
): Unusual[] {
  const isNight = (hour: number): boolean =>
    nightFrom <= nightUntil ? hour >= nightFrom && hour < nightUntil : hour >= nightFrom || hour < nightUntil;
  const odd = lines
    .filter(({ action }) => kindOfAction(action) === 'exported')
    .flatMap((line): { line: LogLine; day: string; kind: Unusual['kind'] }[] => {
      const { hour, weekday, day } = clock(line.at);
      if (isNight(hour)) return [{ line, day, kind: 'exportAtNight' }];
      return weekend && weekday >= 6 ? [{ line, day, kind: 'exportInWeekend' }] : [];
    });
  return [...Map.groupBy(odd, ({ line, day, kind }) => `${line.actor} ${day} ${kind}`).values()].flatMap((of) => {
    const sorted = of.toSorted((a, b) => a.line.at - b.line.at);
    const [begins, ends] = [sorted[0], sorted.at(-1)];
    if (!begins || !ends) return [];
    const { actor, at: from, number } = begins.line;
    const dossiers = new Set(of.map(({ line }) => line.dossier));
    const dossier = dossiers.size === 1 ? begins.line.dossier : null;
    return [{ kind: begins.kind, actor, from, until: ends.line.at, count: of.length, line: number, dossier }];
  });
}

/** Hour, day of the week and day in a time zone, as `exportsAtOddHours` asks for them. */
export function clockIn(timeZone: string): (at: number) => { hour: number; weekday: number; day: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
  });
  const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      hour: Number(parts['hour']),
      weekday: WEEKDAYS.indexOf(parts['weekday'] ?? '') + 1,
      day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    };
  };
}
