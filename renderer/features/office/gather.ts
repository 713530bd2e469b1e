/** What happened, told briefly: a laptop that gets its first hundred dossiers has one thing to say, not a hundred. */
import type { Answer } from '../../../core/contract/contract.ts';

export type Notice = Answer<'notices.list'>[number];

export type Told = {
  readonly kind: Notice['kind'];
  /** The newest of them. */
  readonly at: number;
  readonly dossier: string | null;
  readonly name: string | null;
  /** How often it happened, or about how many changes it is. */
  readonly count: number;
  readonly numbers: readonly number[];
};

/** So many of a kind are told one by one. */
const ONE_BY_ONE = 3;

/** @param notices newest first */
export function gather(notices: readonly Notice[]): Told[] {
  const byKind = Map.groupBy(notices, ({ kind }) => kind);
  const told: Told[] = [];
  for (const [kind, all] of byKind) {
    const counts = kind === 'workAside' || all.length > ONE_BY_ONE;
    if (all.length <= ONE_BY_ONE) {
      for (const { number, ...each } of all) told.push({ ...each, count: counts ? each.count : 1, numbers: [number] });
      continue;
    }
    told.push({
      kind,
      at: Math.max(...all.map(({ at }) => at)),
      dossier: null,
      name: null,
      count: kind === 'workAside' ? all.reduce((sum, { count }) => sum + count, 0) : all.length,
      numbers: all.map(({ number }) => number),
    });
  }
  return told.sort((a, b) => b.at - a.at);
}
