/**
 * The report on the own caseload: everybody who is held here and stands, but for who is restricted or shielded or objects to analysis. Counts by index and never reads what was written of anybody; what leaves this
 * file has no small cells (core/guidance/small-cells.ts).
 */
import { createHash } from 'node:crypto';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import {
  APPLICATION_STAGES,
  APPOINTMENT_STATES,
  CONTACT_KINDS,
  CONTRACT_FORMS,
  PHASES,
} from '../../core/domain/concepts.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { OVER } from '../../core/guidance/application.ts';
import { addDays, addMonths, dueFollowUp, mondayOf } from '../../core/guidance/calendar.ts';
import {
  hiddenWord,
  MONTHS_IN_TRAJECTORY,
  MONTHS_PLACED,
  monthsKey,
  monthsKeys,
  rowLabel,
  SAME_PEOPLE,
  tableTitle,
  totalWord,
  type ReportTable,
} from '../../core/guidance/report.ts';
import { withoutSmallCells, type CellName } from '../../core/guidance/small-cells.ts';
import { csvTable } from '../exchange/export-data/list-csv.ts';
import type { Reader } from './database.ts';
import { open } from './limits.ts';
import { toRow, type StoredRow } from './rows.ts';

type Asked = Ask<'reports.read'>;
type Counts = ReadonlyMap<string, number>;
type Grouped = { readonly key: string | null; readonly count: number };

/** By the index alone: to look at ten thousand rows for whether they stand would take most of the time. */
const CANDIDATES = `"candidate" INDEXED BY "candidateByPhase"`;
const COUNTED = `"deleted" = 0 AND ${open('"id"', 'analysis')}`;
const STANDS = `"dossier" IN (SELECT "id" FROM ${CANDIDATES} WHERE ${COUNTED})`;

const plus = (counts: Map<string, number>, key: string, by = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + by);
const grouped = (rows: readonly Grouped[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { key, count } of rows) plus(counts, key ?? '', count);
  return counts;
};

/** @param today the day where the adviser is @returns every table, in order */
export function readReport(db: Reader, ask: Asked): Answer<'reports.read'> {
  const counted: Readonly<Record<ReportTable, Counts>> = {
    ...candidates(db, ask),
    ...contacts(db, ask),
    ...applications(db, ask),
    ...placements(db, ask),
    appointments: grouped(
      db.all<Grouped>(
        `SELECT "state" AS "key", count(*) AS "count" FROM "appointment" WHERE "deleted" = 0 AND "date" BETWEEN ? AND ? AND ${STANDS} GROUP BY "state"`,
        ask.from,
        ask.until,
      ),
    ),
  };
  const shown = SAME_PEOPLE.flatMap((names) =>
    withoutSmallCells(
      names.map((name) => ({
        name,
        cells: rowsOf(name, counted[name], ask).map((key) => ({ key, count: counted[name].get(key) ?? 0 })),
        ...(name === 'flow' ? { less: ['closed'], isApart: !everybodyBeganWithin(counted) } : {}),
      })),
      names.includes('time') ? [{ parts: monthsWithin(ask), whole: [['flow', 'begun']] }] : [],
    ),
  );
  return { tables: shown.map(({ name, ...rest }) => ({ name: name as ReportTable, ...rest, cells: [...rest.cells] })) };
}

const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, each) => sum + each, 0);

const everybodyBeganWithin = ({ phases, flow }: Pick<Record<ReportTable, Counts>, 'phases' | 'flow'>): boolean =>
  sumOf(phases) === (flow.get('begun') ?? 0) - (flow.get('closed') ?? 0);

/** Rows of how long somebody is guided of whom all began within the period: they are among those who began. */
function monthsWithin({ from, until, today }: Asked): CellName[] {
  if (until < today) return [];
  return monthsKeys(MONTHS_IN_TRAJECTORY).flatMap((key, index) => {
    const months = MONTHS_IN_TRAJECTORY[index];
    return months !== undefined && addMonths(today, -months) >= from ? [['time', key] as const] : [];
  });
}

/** All rows that a table has, also those of which there are none; what is not answered only where it occurs. */
function rowsOf(table: ReportTable, counts: Counts, { from, until }: Asked): string[] {
  const others = (known: readonly string[]): string[] => [...known, ...(counts.has('') ? [''] : [])];
  switch (table) {
    case 'phases':
      return others(PHASES.filter((phase) => phase !== 'closed'));
    case 'time':
      return monthsKeys(MONTHS_IN_TRAJECTORY);
    case 'flow':
      return ['begun', 'closed'];
    case 'contactKinds':
      return others(CONTACT_KINDS);
    case 'contactWeeks':
      return stretchesOf(from, until);
    case 'appointments':
      return others(APPOINTMENT_STATES);
    case 'stages':
      return others(APPLICATION_STAGES.filter((stage) => !OVER.includes(stage)));
    case 'outcomes':
      return [...new Set([...OVER, ...[...counts.keys()].toSorted()])];
    case 'contractForms':
      return others(CONTRACT_FORMS);
    case 'durations':
      return others(monthsKeys(MONTHS_PLACED));
    case 'followUps':
      return ['1', '3', '6', '12'];
  }
}

/** Rows of a table in time. A longer period is told by month, or by year: all of it, never a part. */
const MOST_IN_TIME = 120;

/** Weeks as the day on which they begin, months, or years. */
function stretchesOf(from: string, until: string): string[] {
  const { of, next } = stretchFor(from, until);
  const rows: string[] = [];
  for (let row = of(from); row <= of(until); row = next(row)) rows.push(row);
  return rows;
}

function stretchFor(
  from: string,
  until: string,
): { readonly of: (day: string) => string; readonly next: (row: string) => string } {
  if (addDays(mondayOf(from), 7 * MOST_IN_TIME) > until) return { of: mondayOf, next: (row) => addDays(row, 7) };
  const ofMonth = (day: string): string => day.slice(0, 7);
  if (addMonths(from, MOST_IN_TIME - 1) >= until)
    return { of: ofMonth, next: (row) => ofMonth(addMonths(`${row}-01`, 1)) };
  return { of: (day) => day.slice(0, 4), next: (row) => String(Number(row) + 1).padStart(4, '0') };
}

/** Milliseconds of the beginning of a day where the adviser is. */
const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime();

function candidates(db: Reader, { from, until, today }: Asked): Record<'phases' | 'time' | 'flow', Counts> {
  const guided = `${COUNTED} AND ("phase" IS NULL OR "phase" <> 'closed')`;
  const phases = grouped(
    db.all<Grouped>(`SELECT "phase" AS "key", count(*) AS "count" FROM ${CANDIDATES} WHERE ${guided} GROUP BY "phase"`),
  );
  const time = new Map<string, number>();
  const steps = MONTHS_IN_TRAJECTORY.map((months) => startOf(addMonths(today, -months)));
  const cases = steps.map((_, index) => `WHEN "createdAt" > ? THEN ${index}`).join(' ');
  for (const { step, count } of db.all<{ step: number; count: number }>(
    `SELECT CASE ${cases} ELSE ${steps.length} END AS "step", count(*) AS "count" FROM ${CANDIDATES} WHERE ${guided} GROUP BY 1`,
    ...steps,
  ))
    plus(time, monthsKeys(MONTHS_IN_TRAJECTORY)[step] ?? '', count);
  const [begin, end] = [startOf(from), startOf(addDays(until, 1))];
  const count = (where: string, ...parameters: (string | number)[]): number =>
    db.get<{ count: number }>(
      `SELECT count(*) AS "count" FROM ${CANDIDATES} WHERE ${COUNTED} AND ${where}`,
      ...parameters,
    )?.count ?? 0;
  // Closed when that was answered: by the operation that says so; where it is not here, when the dossier was last changed.
  const closed = count(
    `"phase" = 'closed' AND "changedAt" >= ? AND coalesce((SELECT o."at" FROM "operation" o WHERE o."id" =
        coalesce(json_extract("candidate"."heads", '$.phase[0]'), json_extract("candidate"."heads", '$."*"[0]'))), "changedAt") BETWEEN ? AND ?`,
    begin,
    begin,
    end - 1,
  );
  const begun = count(`"createdAt" BETWEEN ? AND ?`, begin, end - 1);
  return {
    phases,
    time,
    flow: new Map([
      ['begun', begun],
      ['closed', closed],
    ]),
  };
}

function contacts(db: Reader, { from, until }: Asked): Record<'contactKinds' | 'contactWeeks', Counts> {
  const stretch = stretchFor(from, until);
  const [kinds, weeks] = [new Map<string, number>(), new Map<string, number>()];
  for (const { date, kind, count } of db.all<{ date: string; kind: string | null; count: number }>(
    `SELECT "date", "kind", count(*) AS "count" FROM "contactMoment" INDEXED BY "contactMomentByDate"
      WHERE "deleted" = 0 AND "date" BETWEEN ? AND ? AND ${STANDS} GROUP BY "date", "kind"`,
    from,
    until,
  )) {
    plus(kinds, kind ?? '', count);
    plus(weeks, stretch.of(date), count);
  }
  return { contactKinds: kinds, contactWeeks: weeks };
}

function applications(db: Reader, { from, until }: Asked): Record<'stages' | 'outcomes', Counts> {
  const [stages, outcomes] = [new Map<string, number>(), new Map<string, number>()];
  for (const { stage, closedOn, reason, count } of db.all<{
    stage: (typeof APPLICATION_STAGES)[number] | null;
    closedOn: string | null;
    reason: string | null;
    count: number;
  }>(
    `SELECT "stage", "closedOn", "reason", count(*) AS "count" FROM "jobApplication" INDEXED BY "jobApplicationByStage" WHERE "deleted" = 0 AND ${STANDS}
      GROUP BY "stage", "closedOn", "reason"`,
  )) {
    if (stage === null || !OVER.includes(stage)) plus(stages, stage ?? '', count);
    else if (closedOn !== null && closedOn >= from && closedOn <= until)
      plus(outcomes, reason === null || stage === 'hired' ? stage : `${stage}/${reason}`, count);
  }
  return { stages, outcomes };
}

function placements(
  db: Reader,
  { from, until, today }: Asked,
): Record<'contractForms' | 'durations' | 'followUps', Counts> {
  const [contractForms, durations, followUps] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const stored of db.all<StoredRow>(
    `SELECT * FROM "placement" WHERE "deleted" = 0 AND "from" IS NOT NULL AND "from" <= ? AND ${STANDS}`,
    until > today ? until : today,
  )) {
    const row = toRow('placement', stored);
    const start = row.from ?? from;
    const due = dueFollowUp(row, today);
    if (due) plus(followUps, String(due.months));
    if (start > until || (row.until !== null && row.until < from)) continue;
    plus(contractForms, row.contractForm ?? '');
    const last = row.until !== null && row.until < today ? row.until : today;
    const steps = MONTHS_PLACED.filter((months) => addMonths(start, months) <= last);
    plus(durations, monthsKey(steps.at(-1) ?? 0, MONTHS_PLACED));
  }
  return { contractForms, durations, followUps };
}

/** One table under the other, as a spreadsheet reads it. */
export function composeReport(db: Reader, { language, ...ask }: Ask<'reports.save'>) {
  const { tables } = readReport(db, ask);
  const period = [ask.from, ask.until].map((day) => formatPartialDate(day, language)).join(' – ');
  const heads = language === 'nl' ? ['Overzicht', 'Periode', 'Regel', 'Aantal'] : ['Report', 'Period', 'Row', 'Count'];
  const lines = tables.flatMap(({ name, cells, total }) =>
    [
      ...cells.map(({ key, count }) => [rowLabel(language, name, key), count] as const),
      ...(total === null ? [] : [[totalWord(language), total] as const]),
    ].map(([label, count]) => [
      tableTitle(language, name),
      period,
      label,
      count === null ? hiddenWord(language) : String(count),
    ]),
  );
  const text = csvTable(heads, lines);
  return {
    text,
    fileName: `${language === 'nl' ? 'overzicht' : 'report'}-${ask.from}_${ask.until}.csv`,
    audit: {
      action: 'report.saved',
      detail: { from: ask.from, until: ask.until, sha256: createHash('sha256').update(text).digest('hex') },
    },
  };
}
