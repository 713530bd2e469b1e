/** What is asked of the rows of guidance on more than one tab. */
import type { Row } from '../../core/domain/concepts.ts';

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
