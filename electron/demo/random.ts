/**
 * The demo's own dice: sfc32, a small generator with 128 bits of state. The same seed and stream always fall the same
 * way, on every machine and in every language, because only 32-bit integer arithmetic takes part.
 */
export type Random = {
  /** A whole number from `min` up to and including `max`. */
  between(min: number, max: number): number;
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `count` different members of the list (all of them when it is shorter), in the order of the list. */
  some<T>(list: readonly T[], count: number): T[];
  /** One of the members, as often as its weight says. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
};

/** @param stream the number of the candidate: each has dice of their own, so one can be made without those before */
export function createRandom(seed: number, stream: number): Random {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88 ^ Math.imul(stream + 1, 0x85ebca6b);
  let c = 0xb7e15162 ^ Math.imul(seed, 0xc2b2ae35);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  // Seeds lie close together (1, 2, 3…): after fifteen rounds their states no longer resemble each other.
  for (let round = 0; round < 15; round++) next();

  const between = (min: number, max: number): number => min + (next() % (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[next() % list.length] as T;
  };
  return {
    between,
    pick,
    chance: (percent) => next() % 100 < percent,
    some: (list, count) => {
      let open = Math.min(count, list.length);
      return list.filter((_, index) => {
        const taken = open > 0 && next() % (list.length - index) < open;
        if (taken) open -= 1;
        return taken;
      });
    },
    weighted: (list) => {
      let left = next() % list.reduce((sum, each) => sum + each.weight, 0);
      for (const each of list) {
        if (left < each.weight) return each;
        left -= each.weight;
      }
      return pick(list);
    },
  };
}
