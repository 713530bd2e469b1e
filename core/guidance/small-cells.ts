/**
 * What may be told of numbers about people: a cell below five is not shown, nor can it be counted back. Pure; used wherever a report is made, so
 * that no small number ever reaches a screen, a file or paper.
 *
 * 1. A cell below `LEAST` is hidden, zero as well: to know that it is nobody is to know something about each.
 * 2. A total is shown only where every cell of every table about the same people is shown: otherwise what is hidden is the total less the rest.
 * 3. Of several tables about the same people either all show everything, or each hides something: a table that shows all of its cells tells the
 *    total, and with that what the others hide. Where it has nothing small its smallest cell is hidden.
 * 4. What is known of the tables together (they have one total; some cells are a part of others) says between which numbers each hidden cell lies. As
 *    long as that is one number for any of them, one more is hidden: the smallest of those that told it.
 */
export const LEAST = 5;

/** @param count null: hidden */
export type Cell = { readonly key: string; readonly count: number | null };
export type Counted = {
  readonly name: string;
  readonly cells: readonly { readonly key: string; readonly count: number }[];
  /** Cells that are taken off: who began less who was closed are those who are here. Such a table has no total of its own. */
  readonly less?: readonly string[];
  /** Not about the same people as the other tables. */
  readonly isApart?: boolean;
};
/** A table and a row of it. */
export type CellName = readonly [table: string, key: string];
/** Cells that are never more together than other cells are: whoever began in the last three months is among those who began this year. */
export type PartOf = { readonly parts: readonly CellName[]; readonly whole: readonly CellName[] };
export type Shown = {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Null: it would tell what is hidden, or there is none. */
  readonly total: number | null;
};

/** @param tables that divide the same people (or the same talks, or the same placements), each in its own way, but for those that stand apart */
export function withoutSmallCells(tables: readonly Counted[], partsOf: readonly PartOf[] = []): Shown[] {
  const open = tables.map((table) => ({
    ...table,
    cells: table.cells.map(({ key, count }): Open => {
      const isSmall = count < LEAST;
      return { key, count, isSmall, isHidden: isSmall, times: table.less?.includes(key) ? -1 : 1, from: 0, until: 0 };
    }),
  }));
  const together = open.filter(({ cells, isApart }) => cells.length > 0 && !isApart);
  const isAnyHidden = together.some(({ cells }) => cells.some(({ isHidden }) => isHidden));
  if (isAnyHidden) for (const { cells } of together) if (!cells.some(({ isHidden }) => isHidden)) hideSmallest(cells);

  const named = new Map(open.flatMap(({ name, cells }) => cells.map((cell) => [`${name}/${cell.key}`, cell])));
  const cellsOf = (names: readonly CellName[]): Open[] =>
    names.flatMap(([table, key]) => named.get(`${table}/${key}`) ?? []);
  const terms = (cells: readonly Open[], sign: 1 | -1): Term[] =>
    cells.map((cell) => ({ cell, times: sign === 1 ? cell.times : cell.times === 1 ? -1 : 1 }));
  const relations: Relation[] = [
    ...together.flatMap((one, index) =>
      together
        .slice(index + 1)
        .map((other) => ({ terms: [...terms(one.cells, 1), ...terms(other.cells, -1)], isEqual: true })),
    ),
    ...partsOf.map(({ parts, whole }) => ({
      terms: [
        ...cellsOf(parts).map((cell): Term => ({ cell, times: 1 })),
        ...cellsOf(whole).map((cell): Term => ({ cell, times: -1 })),
      ],
      isEqual: false,
    })),
  ];
  const all = open.flatMap(({ cells }) => cells);
  for (;;) {
    const telling = toldBy(relations, all);
    if (!telling || !(hideSmallest(telling.terms.map(({ cell }) => cell)) || hideSmallest(all))) break;
  }
  const isWhole = together.every(({ cells }) => cells.every(({ isHidden }) => !isHidden));
  return open.map(({ name, cells, less, isApart }) => ({
    name,
    cells: cells.map(({ key, count, isHidden }) => ({ key, count: isHidden ? null : count })),
    total:
      !less && cells.length > 0 && (isApart ? cells.every(({ isHidden }) => !isHidden) : isWhole)
        ? cells.reduce((sum, { count }) => sum + count, 0)
        : null,
  }));
}

type Open = {
  readonly key: string;
  readonly count: number;
  readonly isSmall: boolean;
  readonly times: 1 | -1;
  isHidden: boolean;
  /** Between which numbers it lies, for whoever sees what is shown. */
  from: number;
  until: number;
};
type Term = { readonly cell: Open; readonly times: 1 | -1 };
/** The terms add up to zero, or to no more than that. */
type Relation = { readonly terms: readonly Term[]; readonly isEqual: boolean };

/** @returns whether there was one to hide */
function hideSmallest(cells: readonly Open[]): boolean {
  const [smallest] = cells.filter(({ isHidden }) => !isHidden).toSorted((a, b) => a.count - b.count);
  if (smallest) smallest.isHidden = true;
  return smallest !== undefined;
}

/** What tells a hidden cell to whoever knows which of the hidden ones are small; null when nothing does. */
function toldBy(relations: readonly Relation[], all: readonly Open[]): Relation | null {
  for (const cell of all) {
    cell.from = !cell.isHidden ? cell.count : cell.isSmall ? 0 : LEAST;
    cell.until = !cell.isHidden ? cell.count : cell.isSmall ? LEAST - 1 : Infinity;
  }
  for (let isNarrower = true; isNarrower;) {
    isNarrower = false;
    for (const relation of relations) {
      const low = sumOf(relation.terms.map(lowOf));
      const high = sumOf(relation.terms.map(highOf));
      for (const term of relation.terms) {
        const { cell, times } = term;
        if (!cell.isHidden) continue;
        const most = -without(low, lowOf(term), -Infinity);
        const least = relation.isEqual ? -without(high, highOf(term), Infinity) : -Infinity;
        const from = Math.max(cell.from, times === 1 ? least : -most);
        const until = Math.min(cell.until, times === 1 ? most : -least);
        if (from <= cell.from && until >= cell.until) continue;
        [cell.from, cell.until, isNarrower] = [from, until, true];
        if (from >= until) return relation;
      }
    }
  }
  return null;
}

const lowOf = ({ cell, times }: Term): number => (times === 1 ? cell.from : -cell.until);
const highOf = ({ cell, times }: Term): number => (times === 1 ? cell.until : -cell.from);

/** A sum of which some have no end: how many, and the rest. */
type Sum = { readonly finite: number; readonly endless: number };
const sumOf = (numbers: readonly number[]): Sum => ({
  finite: numbers.reduce((sum, each) => (Number.isFinite(each) ? sum + each : sum), 0),
  endless: numbers.filter((each) => !Number.isFinite(each)).length,
});
/** The others together. @param endless what it is when one of them has no end */
const without = (sum: Sum, one: number, endless: number): number =>
  Number.isFinite(one) ? (sum.endless === 0 ? sum.finite - one : endless) : sum.endless === 1 ? sum.finite : endless;
