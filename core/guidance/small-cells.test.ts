import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST, withoutSmallCells, type Counted, type Shown } from './small-cells.ts';

const table = (name: string, ...counts: number[]): Counted => ({
  name,
  cells: counts.map((count, index) => ({ key: `${name}${index}`, count })),
});
const counts = (shown: readonly Shown[]) => shown.map(({ cells, total }) => [cells.map(({ count }) => count), total]);

describe('small cells', () => {
  it('are hidden, and their total with them', () => {
    expect(counts(withoutSmallCells([table('a', 12, 4, 7)]))).toEqual([[[12, null, 7], null]]);
    expect(counts(withoutSmallCells([table('a', 12, 0, 7)]))).toEqual([[[12, null, 7], null]]);
    expect(counts(withoutSmallCells([table('a', 12, 5, 7)]))).toEqual([[[12, 5, 7], 24]]);
  });

  it('of one table are not told by another about the same people', () => {
    expect(counts(withoutSmallCells([table('a', 12, 4), table('b', 9, 7)]))).toEqual([
      [[12, null], null],
      [[9, null], null],
    ]);
  });

  /**
   * Somebody who knows which of the hidden cells are below five, and that both tables are about the same people: all that could have been there and
   * would look the same. A hidden cell must never have one value in all of them.
   */
  it('can never be counted back: what is hidden could always have been something else', () => {
    const count = fc.integer({ min: 0, max: 9 });
    const divided = fc
      .tuple(fc.array(count, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(), { minLength: 1, maxLength: 2 }))
      .map(([one, cuts]) => {
        // The same people, divided in another way.
        const total = one.reduce((sum, each) => sum + each, 0);
        const other: number[] = [];
        let left = total;
        for (const cut of cuts) {
          const part = cut % (left + 1);
          other.push(part);
          left -= part;
        }
        return [one, [...other, left]] as const;
      });
    fc.assert(
      fc.property(divided, ([one, other]) => {
        const said = counts(withoutSmallCells([table('a', ...one), table('b', ...other)]));
        const seen = new Map<string, Set<number>>();
        const note = (name: string, values: readonly number[]) =>
          values.forEach((value, index) => {
            const key = `${name}${index}`;
            seen.set(key, (seen.get(key) ?? new Set()).add(value));
          });
        for (const ones of waysOf(said[0]![0] as (number | null)[], one))
          for (const others of waysOf(said[1]![0] as (number | null)[], other)) {
            const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
            if (sum(ones) !== sum(others)) continue;
            note('a', ones);
            note('b', others);
          }
        [one, other].forEach((list, which) =>
          list.forEach((real, index) => {
            const shown = (said[which]![0] as (number | null)[])[index];
            if (shown !== null) return expect(shown).toBe(real);
            expect(seen.get(`${'ab'[which]}${index}`)!.size).toBeGreaterThan(1);
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('never show a number below the least, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), { maxLength: 4 }), (lists) => {
        const shown = withoutSmallCells(lists.map((list, index) => table(`t${index}`, ...list)));
        for (const { cells, total } of shown) {
          for (const { count } of cells) expect(count === null || count >= LEAST).toBe(true);
          if (total !== null) expect(cells.every(({ count }) => count !== null)).toBe(true);
        }
      }),
    );
  });
});

/** Everything that may stand in the place of what is hidden. */
function waysOf(cells: readonly (number | null)[], real: readonly number[]): number[][] {
  const hidden = (index: number): number[] =>
    real[index]! < LEAST ? [0, 1, 2, 3, 4] : Array.from({ length: 16 }, (_, value) => value + LEAST);
  return cells.reduce<number[][]>(
    (ways, cell, index) =>
      ways.flatMap((way) => (cell === null ? hidden(index) : [cell]).map((value) => [...way, value])),
    [[]],
  );
}
