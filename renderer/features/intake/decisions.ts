/** What happens with each who comes in. Pure: what the screen shows, and what is asked, follow from the same list. */
import type { Answer } from '../../../core/contract/contract.ts';

export type Incoming = Answer<'intake.read'>['incoming'][number];
export type Decision = 'add' | 'merge' | 'skip';
export const FILTERS = ['all', 'new', 'same', 'notUnderstood'] as const;
export type Filter = (typeof FILTERS)[number];

export const suggested = (incoming: readonly Incoming[]): Decision[] => incoming.map((each) => each.suggestion);

/** Merging is only possible with somebody. */
export function choices(incoming: Incoming): readonly Decision[] {
  return incoming.same ? ['add', 'merge', 'skip'] : ['add', 'skip'];
}

export function decide(decisions: readonly Decision[], at: number, incoming: Incoming, next: Decision): Decision[] {
  return choices(incoming).includes(next) ? decisions.with(at, next) : [...decisions];
}

/** All who look like somebody at once; who is new stays as decided. */
export function decideAllSame(
  incoming: readonly Incoming[],
  decisions: readonly Decision[],
  next: Decision,
): Decision[] {
  return decisions.map((before, at) => (incoming[at]?.same ? next : before));
}

export function passes(incoming: Incoming, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'new':
      return incoming.same === null;
    case 'same':
      return incoming.same !== null;
    case 'notUnderstood':
      return incoming.notUnderstood.length > 0;
  }
}

export function tally(decisions: readonly Decision[]): Record<Decision, number> {
  const counts = { add: 0, merge: 0, skip: 0 };
  for (const decision of decisions) counts[decision]++;
  return counts;
}
