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

  it('are not told by who began less who was closed, where everybody began within the period', () => {
    const flow = (begun: number, closed: number): Counted => ({
      name: 'flow',
      cells: [
        { key: 'begun', count: begun },
        { key: 'closed', count: closed },
      ],
      less: ['closed'],
    });
    // Seventeen less six are eleven, and eleven less eight are three.
    expect(counts(withoutSmallCells([table('phases', 8, 3), flow(17, 6)]))).toEqual([
      [[8, null], null],
      [[17, null], null],
    ]);
    // Twenty who began and eighteen who are here still: two were closed.
    expect(counts(withoutSmallCells([table('phases', 10, 8), flow(20, 2)]))).toEqual([
      [[10, null], null],
      [[20, null], null],
    ]);
    // Others began before: nothing follows.
    expect(counts(withoutSmallCells([table('phases', 10, 8), { ...flow(9, 2), isApart: true }]))).toEqual([
      [[10, 8], 18],
      [[9, null], null],
    ]);
  });

  it('are not told by a whole of which others are a part', () => {
    const whole: Counted = { name: 'w', cells: [{ key: 'begun', count: 7 }], isApart: true };
    const parts = {
      parts: [
        ['t', 't0'],
        ['t', 't1'],
      ],
      whole: [['w', 'begun']],
    } as const;
    // Seven began, and seven of them are in the first row: there is nobody in the second.
    const [time, flow] = counts(withoutSmallCells([table('t', 7, 0, 20), whole], [parts]));
    expect([time, flow]).not.toEqual([
      [[7, null, 20], null],
      [[7], 7],
    ]);
    expect([time![0], flow![0]].flat()).toContain(20);
  });

  /** What follows by adding and taking off whatever is shown: a hidden cell is told where its own row is a sum of the others. */
  it('can not be computed from all that is shown, over all tables of the same people', () => {
    // Some small, most not: what is told is told where little is hidden.
    const count = fc.oneof(
      { weight: 1, arbitrary: fc.nat(4) },
      { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
    );
    const phases = fc.array(count, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        phases,
        fc.array(fc.nat(2), { minLength: 48, maxLength: 48 }),
        count,
        count,
        (open, times, closed, others) => {
          const here = open.reduce((sum, each) => sum + each, 0);
          const time = [0, 1, 2].map((row) => times.slice(0, here).filter((each) => each === row).length);
          const flow: Counted = {
            name: 'flow',
            cells: [
              { key: 'begun', count: here + closed },
              { key: 'closed', count: closed },
            ],
            less: ['closed'],
          };
          const apart: Counted = { ...table('other', others, 9), isApart: true };
          const shown = withoutSmallCells([table('phase', ...open), table('time', ...time), flow, apart]);
          const hidden = shown.flatMap(({ cells }) =>
            cells.flatMap(({ key, count: said }) => (said === null ? [key] : [])),
          );
          const sums = shown
            .slice(0, 3)
            .map(({ cells }) =>
              hidden.map((key) => (cells.some((cell) => cell.key === key) ? (key === 'closed' ? -1 : 1) : 0)),
            );
          // Each table says the same total, which nobody says: the difference of two of them is known.
          const known = [0, 1].map((row) => hidden.map((_, column) => sums[row]![column]! - sums[row + 1]![column]!));
          // A total that is shown is known as well.
          shown.slice(0, 3).forEach(({ total }, row) => total !== null && known.push(sums[row]!));
          const rank = rankOf(known);
          hidden.forEach((key, column) => {
            if (shown[3]!.cells.some((cell) => cell.key === key)) return;
            // Told is what adds nothing to what is known.
            expect(rankOf([...known, hidden.map((_, each) => Number(each === column))])).toBe(rank + 1);
          });
        },
      ),
      { numRuns: 400 },
    );
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

/** Of rows of small whole numbers, by taking off. */
function rankOf(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, index) => index >= rank && Math.abs(row[column]!) > 1e-9);
    if (pivot < 0) continue;
    [left[rank], left[pivot]] = [left[pivot]!, left[rank]!];
    const by = left[rank]!;
    for (let index = rank + 1; index < left.length; index++) {
      const times = left[index]![column]! / by[column]!;
      left[index] = left[index]!.map((value, each) => value - times * by[each]!);
    }
    rank++;
  }
  return rank;
}
