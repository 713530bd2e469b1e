/**
 * What may be told of numbers about people: a cell below five is not shown, nor can it be counted back. Pure; used wherever a report is made, so
 * that no small number ever reaches a screen, a file or paper.
 *
 * 1. A cell below `LEAST` is hidden, zero as well: to know that it is nobody is to know something about each.
 * 2. A total is shown only where every cell of every table about the same people is shown: otherwise what is hidden is the total less the rest.
 * 3. Of several tables about the same people either all show everything, or each hides something: a table that shows all of its cells tells the
 *    total, and with that what the others hide. Where it has nothing small its smallest cell is hidden.
 * 4. From what every table shows follows between which numbers the total lies, and from that between which each hidden cell does. As long as that is
 *    one number for any of them, one more is hidden: the smallest of the table that says most.
 */
export const LEAST = 5;

/** @param count null: hidden */
export type Cell = { readonly key: string; readonly count: number | null };
export type Counted = {
  readonly name: string;
  readonly cells: readonly { readonly key: string; readonly count: number }[];
};
export type Shown = {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Null: it would tell what is hidden. */
  readonly total: number | null;
};

/** @param tables that divide the same people (or the same talks, or the same placements), each in its own way */
export function withoutSmallCells(tables: readonly Counted[]): Shown[] {
  const open = tables.map(({ cells }) =>
    cells.map(({ count }): Open => ({ count, isHidden: count < LEAST, isSmall: count < LEAST })),
  );
  if (!open.flat().some(({ isHidden }) => isHidden))
    return tables.map(({ name, cells }) => ({
      name,
      cells: [...cells],
      total: cells.length === 0 ? null : sumOf(cells.map(({ count }) => count)),
    }));
  for (const cells of open) if (!cells.some(({ isHidden }) => isHidden)) hideSmallest(cells);
  for (;;) {
    const telling = open
      .filter((cells) => cells.some(({ isHidden }) => !isHidden))
      .toSorted((a, b) => leastOf(b) - leastOf(a))[0];
    if (!telling || !isAnyTold(open)) break;
    hideSmallest(telling);
  }
  return tables.map(({ name, cells }, table) => ({
    name,
    cells: cells.map(({ key, count }, index) => ({ key, count: open[table]?.[index]?.isHidden ? null : count })),
    total: null,
  }));
}

type Open = { readonly count: number; isHidden: boolean; readonly isSmall: boolean };

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

function hideSmallest(cells: readonly Open[]): void {
  const [smallest] = cells.filter(({ isHidden }) => !isHidden).toSorted((a, b) => a.count - b.count);
  if (smallest) smallest.isHidden = true;
}

/** Between which numbers a cell lies, for whoever knows which of the hidden ones are small. */
const leastIn = ({ count, isHidden, isSmall }: Open): number => (!isHidden ? count : isSmall ? 0 : LEAST);
const mostIn = ({ count, isHidden, isSmall }: Open): number => (!isHidden ? count : isSmall ? LEAST - 1 : Infinity);
const leastOf = (cells: readonly Open[]): number => sumOf(cells.map(leastIn));
const mostOf = (cells: readonly Open[]): number => sumOf(cells.map(mostIn));

function isAnyTold(tables: readonly (readonly Open[])[]): boolean {
  const some = tables.filter((cells) => cells.length > 0);
  const [least, most] = [Math.max(...some.map(leastOf)), Math.min(...some.map(mostOf))];
  return some.some((cells) =>
    cells.some((cell) => {
      if (!cell.isHidden) return false;
      const others = cells.filter((each) => each !== cell);
      const from = Math.max(leastIn(cell), least - mostOf(others));
      const until = Math.min(mostIn(cell), most - leastOf(others));
      return from >= until;
    }),
  );
}
