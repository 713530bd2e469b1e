/** What happens with each who comes in. Pure: what the screen shows, and what is asked, follow from the same list. */
import type { Answer, Ask } from '../../../core/contract/contract.ts';

/** Who come in, by their place in the plan. */
export type Found = Pick<Answer<'intake.read'>, 'found' | 'same' | 'beside' | 'notUnderstood'>;
export type Decision = Ask<'intake.apply'>['decisions'][number]['decision'];
export const FILTERS = ['all', 'new', 'same', 'notUnderstood'] as const;
export type Filter = (typeof FILTERS)[number];

export function suggested({ found, same, beside }: Found): Decision[] {
  const decisions = Array.from({ length: found }, (): Decision => 'add');
  for (const index of same) decisions[index] = 'merge';
  for (const index of beside) decisions[index] = 'add';
  return decisions;
}

/** Merging is only possible with somebody. */
export function choices(isSame: boolean): readonly Decision[] {
  return isSame ? ['add', 'merge', 'skip'] : ['add', 'skip'];
}

/** All who look like somebody at once; who is new stays as decided. Whoever may well be another is merged one by one, or not. */
export function decideAllSame({ same, beside }: Found, decisions: readonly Decision[], next: Decision): Decision[] {
  const decided = [...decisions];
  for (const index of same) if (next !== 'merge' || !beside.includes(index)) decided[index] = next;
  return decided;
}

/** Who is shown, in the order of the files. */
export function shownBy({ found, same, notUnderstood }: Found, filter: Filter): readonly number[] {
  if (filter === 'same') return same;
  if (filter === 'notUnderstood') return notUnderstood;
  const all = Array.from({ length: found }, (_, index) => index);
  if (filter === 'all') return all;
  const known = new Set(same);
  return all.filter((index) => !known.has(index));
}

/** Only what is not as suggested: the desktop knows the rest. */
export function decided(found: Found, decisions: readonly Decision[]): Ask<'intake.apply'>['decisions'] {
  const before = suggested(found);
  return decisions.flatMap((decision, index) => (decision === before[index] ? [] : [{ index, decision }]));
}

export function tally(decisions: readonly Decision[]): Record<Decision, number> {
  const counts = { add: 0, merge: 0, skip: 0 };
  for (const decision of decisions) counts[decision]++;
  return counts;
}
