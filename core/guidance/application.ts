/** What follows from the stage of an application: the day on which somebody applied, and the day on which it was over. */
import type { APPLICATION_STAGES } from '../domain/concepts.ts';

export type Stage = (typeof APPLICATION_STAGES)[number];

/** Where it is over; the term for which a rejected one is kept begins there (NVP code). */
export const OVER: readonly Stage[] = ['hired', 'rejected', 'withdrawn'];

/**
 * @param stage as it becomes; null is the first one
 * @param today the day where the adviser is
 * @returns the answers that come with it
 */
export function withStage(
  row: { readonly appliedOn: string | null; readonly closedOn: string | null },
  stage: Stage | null,
  today: string,
): { appliedOn?: string; closedOn?: string | null } {
  const isOver = stage !== null && OVER.includes(stage);
  return {
    ...(stage === 'applied' && row.appliedOn === null ? { appliedOn: today } : {}),
    ...(isOver && row.closedOn === null ? { closedOn: today } : {}),
    ...(!isOver && row.closedOn !== null ? { closedOn: null } : {}),
  };
}
