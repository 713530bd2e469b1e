/**
 * The list of candidates as a table for Excel. It is the adviser's own list, with what stands in its columns and nothing else; nothing
 * sensitive can be a column. Written where the adviser chooses, with a line in the audit log for the list (how many, which columns, the
 * hash of the file) and one in each dossier that stands in it.
 */
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Answer, Ask, LIST_COLUMNS } from '../../core/contract/contract.ts';
import { fieldLabel, optionLabel } from '../../core/domain/words/words.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { csvTable, dutchDay, type Cell } from '../exchange/export-data/list-csv.ts';
import { appendAudit } from './audit.ts';
import { linesOf } from './candidates.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { leaveOutFrozen } from './limits.ts';
import { mayNotTake } from './outside.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';

type Exported = Ask<'candidates.exportList'>;
type Line = Answer<'candidates.list'>['lines'][number];
type Column = (typeof LIST_COLUMNS)[number];
export type ComposedList = { readonly text: string; readonly fileName: string; readonly dossiers: readonly string[] };

const WORDS = {
  nl: { to: 'tot', onlyHere: 'alleen op deze laptop', fileName: 'kandidaten' },
  en: { to: 'to', onlyHere: 'only on this laptop', fileName: 'candidates' },
} as const;
const NAME = ['givenName', 'initials', 'prefix', 'surname'] as const;
const SLICE = 500;

export async function composeList(
  { db, author }: OpenCaseload,
  ask: Exported,
  job: Job,
): Promise<Result<ComposedList, { type: string }>> {
  const { columns, language } = ask;
  const headers = columns.flatMap(({ column, header }) =>
    column === 'name' ? NAME.map((field) => fieldLabel(language, 'candidate', field)) : [header],
  );
  const today = localDay(author.now());
  const rows: Cell[][] = [];
  const dossiers: string[] = [];
  leaveOutFrozen(db, author, 'export', ask.dossiers, { by: 'list' });
  const all = linesOf(db, { dossiers: ask.dossiers, sort: ask.sort, today });
  for (const line of all) {
    if (job.cancelled()) return err({ type: 'Cancelled' });
    rows.push(columns.flatMap(({ column }) => cellsOf(line, column, language)));
    dossiers.push(line.id);
    if (rows.length % SLICE !== 0) continue;
    job.progress('bulk.exporting', rows.length, ask.dossiers.length);
    await setImmediate();
  }
  return ok({ text: csvTable(headers, rows), fileName: `${WORDS[language].fileName}-${today}.csv`, dossiers });
}

function cellsOf(line: Line, column: Column, language: 'nl' | 'en'): Cell[] {
  const words = WORDS[language];
  switch (column) {
    case 'name':
      return NAME.map((field) => line[field]);
    case 'phase':
      return [line.phase && optionLabel(language, 'candidate', 'phase', line.phase)];
    case 'availableFrom':
      return [dutchDay(line.availableFrom)];
    case 'hours':
      return [hoursOf(line, words.to)];
    case 'changedAt':
      return [momentOf(line.changedAt)];
    case 'phaseSince':
      return [line.phaseSince === null ? null : dutchDay(localDay(line.phaseSince))];
    case 'state':
      return [line.onlyHere ? words.onlyHere : null];
    case 'lastContact':
    case 'nextAppointment':
      return [dutchDay(line[column])];
    case 'place':
    case 'occupation':
    case 'licences':
    case 'openTasks':
      return [line[column]];
  }
}

/** In words where there are two: Excel takes 8-12 for the eighth of December. */
function hoursOf({ hoursMin, hoursMax }: Line, to: string): Cell {
  if (hoursMin === null || hoursMax === null || hoursMin === hoursMax) return hoursMax ?? hoursMin;
  return `${hoursMin} ${to} ${hoursMax}`;
}

function momentOf(at: number): string {
  const moment = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${dutchDay(localDay(at))} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Writes the file whole or not at all, and then the lines in the audit log. */
export async function recordList(
  { db, author }: OpenCaseload,
  { ask, composed, path }: { readonly ask: Exported; readonly composed: ComposedList; readonly path: string },
  isOpen: () => boolean,
): Promise<Result<Answer<'candidates.exportList'>, { type: string }>> {
  if (mayNotTake(db, path)) return err({ type: 'NotWritten' });
  const bytes = Buffer.from(composed.text, 'utf8');
  const half = join(dirname(path), `.${basename(path)}.half`);
  try {
    writeFileSync(half, bytes, { mode: 0o600 });
    renameSync(half, path);
  } catch {
    rmSync(half, { force: true });
    return err({ type: 'NotWritten' });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { dossiers } = composed;
  const columns = ask.columns.map(({ column }) => column);
  db.transact((tx) =>
    appendAudit(tx, author, {
      action: 'export.list',
      detail: { format: 'csv', count: dossiers.length, columns, sha256, bytes: bytes.length },
    }),
  );
  for (let at = 0; at < dossiers.length && isOpen(); at += SLICE) {
    db.transact((tx) => {
      for (const dossier of dossiers.slice(at, at + SLICE))
        appendAudit(tx, author, { action: 'export.list', dossier, detail: { format: 'csv', columns, sha256 } });
    });
    await setImmediate();
  }
  return ok({ saved: true, fileName: basename(path), sha256, count: dossiers.length });
}
