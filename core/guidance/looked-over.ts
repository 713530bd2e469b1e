/**
 * What a candidate said is right in their own dossier. It is a proposal that proposes nothing (state `right`): `about` is the candidate, `field`
 * names the group that they looked over, and its day is when. So it is kept, dated, theirs, and taken back like every other.
 */
import type { ConceptName, Row } from '../domain/concepts.ts';

/** Nothing that somebody proposed: not to be decided on. */
export const isLookedOver = ({ state }: Pick<Row<'proposal'>, 'state'>): boolean => state === 'right';

export type LookedOver = {
  readonly concept: string;
  /** yyyy-mm-dd */
  readonly on: string;
  /** Milliseconds since 1970. */
  readonly at: number;
};

type Said = Pick<Row<'proposal'>, 'state' | 'field' | 'proposedOn' | 'createdAt'>;

/** The last time of each group, the latest first. */
export function lookedOverIn(proposals: readonly Said[]): LookedOver[] {
  const found = new Map<string, LookedOver>();
  for (const row of proposals.toSorted((a, b) => a.createdAt - b.createdAt))
    if (isLookedOver(row) && row.field !== null && row.proposedOn !== null)
      found.set(row.field, { concept: row.field, on: row.proposedOn, at: row.createdAt });
  return [...found.values()].toSorted((a, b) => b.at - a.at);
}

/** Whether something of the group was written after they looked at it. What was removed since is not seen here. */
export const isChangedSince = ({ at }: LookedOver, rows: readonly Readonly<{ changedAt: number }>[]): boolean =>
  rows.some(({ changedAt }) => changedAt > at);

export const lookedOverAs = (proposals: readonly Said[], concept: ConceptName): LookedOver | null =>
  lookedOverIn(proposals).find((each) => each.concept === concept) ?? null;
