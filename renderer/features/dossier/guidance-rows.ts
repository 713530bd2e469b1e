/** What is asked of the rows of guidance on more than one tab. */
import type { Row } from '../../../core/domain/concepts.ts';
import type { AnyRow } from './editing.ts';

/** How a row is named by another one that is about it. */
export const referenceTo = (concept: string, row: string): string => `${concept}/${row}`;

export const isTaskDone = (row: Pick<Row<'task'>, 'done'>): boolean => row.done === 'yes';
export const isAgreementOpen = (row: Pick<Row<'agreement'>, 'state'>): boolean =>
  row.state === null || row.state === 'open';

/** What was held last stands first: by day, by time, and what has no day by when it was made. */
export function latestMomentFirst(
  a: Pick<Row<'contactMoment'>, 'date' | 'time' | 'createdAt'>,
  b: Pick<Row<'contactMoment'>, 'date' | 'time' | 'createdAt'>,
): number {
  if (a.date === null || b.date === null)
    return Number(b.date === null) - Number(a.date === null) || b.createdAt - a.createdAt;
  return b.date.localeCompare(a.date) || (b.time ?? '').localeCompare(a.time ?? '') || b.createdAt - a.createdAt;
}

/** Steps of a goal or a plan: how many count, and how many of them are done. What was dropped does not count. */
export function progressOf(steps: readonly Pick<Row<'planStep'>, 'state'>[]): { done: number; total: number } {
  const counted = steps.filter(({ state }) => state !== 'dropped');
  return { done: counted.filter(({ state }) => state === 'done').length, total: counted.length };
}

/** The rows of which a reference names one that is here; the others stand loose, and are shown as that. */
export function byReference<R extends AnyRow>(
  rows: readonly R[],
  field: string,
  there: ReadonlySet<string>,
): { of: (reference: string) => readonly R[]; loose: readonly R[] } {
  const found = Map.groupBy(rows, (row) => String(row[field] ?? ''));
  return {
    of: (reference) => found.get(reference) ?? [],
    loose: rows.filter((row) => !there.has(String(row[field] ?? ''))),
  };
}
