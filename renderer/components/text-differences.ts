/**
 * What came and what went between two texts: line by line, and word by word in a line that changed. The texts are those of
 * core/guidance/report-text.ts, of a plan or a statement; empty lines only part their blocks and are passed over.
 */
import { diffArrays, diffWordsWithSpace } from 'diff';

export type Shape = 'heading' | 'item' | 'paragraph';
export type Piece = { readonly text: string; readonly isChanged: boolean };
export type Side = { readonly shape: Shape; readonly pieces: readonly Piece[] };
export type Line =
  | { readonly kind: 'same' | 'changed'; readonly before: Side; readonly after: Side }
  | { readonly kind: 'gone'; readonly before: Side; readonly after: null }
  | { readonly kind: 'come'; readonly before: null; readonly after: Side };

/** From this share of common words on, two lines are one line that changed. */
const ALIKE = 0.5;
/** Plans have some tens of lines, statements some hundreds. Beyond this, looking for the best pairs would take longer than somebody waits. */
const MOST_PAIRS = 100_000;
const MOST_EDITS = 800;

export function compareTexts(before: string, after: string): Line[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const found = diffArrays(old, next, { maxEditLength: MOST_EDITS }) ?? [
    { value: old, removed: true, added: false },
    { value: next, removed: false, added: true },
  ];
  const lines: Line[] = [];
  let gone: string[] = [];
  for (const { value, added, removed } of found) {
    if (removed) gone = value;
    else if (added) {
      lines.push(...replaced(gone, value));
      gone = [];
    } else {
      lines.push(...replaced(gone, []));
      gone = [];
      lines.push(
        ...value.map((line): Line => ({ kind: 'same', before: whole(line, false), after: whole(line, false) })),
      );
    }
  }
  lines.push(...replaced(gone, []));
  return lines;
}

export function countChanges(lines: readonly Line[]): { come: number; gone: number; changed: number } {
  const count = (of: Line['kind']): number => lines.filter(({ kind }) => kind === of).length;
  return { come: count('come'), gone: count('gone'), changed: count('changed') };
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

function shaped(line: string): { shape: Shape; text: string } {
  const [, mark = '', text = line] = /^(#{1,6}|[-*])\s+(.*)$/.exec(line) ?? [];
  return { shape: mark.startsWith('#') ? 'heading' : mark ? 'item' : 'paragraph', text };
}

function whole(line: string, isChanged: boolean): Side {
  const { shape, text } = shaped(line);
  return { shape, pieces: [{ text, isChanged }] };
}

/** Lines in the place of other lines: the best pairs in their order, the others as gone and come. */
function replaced(gone: readonly string[], come: readonly string[]): Line[] {
  const wentAway = (line: string): Line => ({ kind: 'gone', before: whole(line, true), after: null });
  const cameIn = (line: string): Line => ({ kind: 'come', before: null, after: whole(line, true) });
  if (gone.length * come.length > MOST_PAIRS) return [...gone.map(wentAway), ...come.map(cameIn)];
  const width = come.length + 1;
  const words = come.map(wordsOf);
  const alike = gone.map((old) => {
    const own = wordsOf(old);
    return come.map((next, at) =>
      shaped(old).shape === shaped(next).shape ? likeness(own, words[at] ?? new Set()) : 0,
    );
  });
  // best[i * width + j]: the most likeness that the lines from i and from j on can have.
  const best = new Float64Array((gone.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  const pair = (i: number, j: number): number => {
    const score = alike[i]?.[j] ?? 0;
    return score >= ALIKE ? score : Number.NEGATIVE_INFINITY;
  };
  for (let i = gone.length - 1; i >= 0; i--)
    for (let j = come.length - 1; j >= 0; j--)
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), pair(i, j) + at(i + 1, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    const [old, next] = [gone[i], come[j]];
    if (old !== undefined && next !== undefined && pair(i, j) + at(i + 1, j + 1) === at(i, j)) {
      lines.push(changed(old, next));
      i++;
      j++;
    } else if (old !== undefined && (next === undefined || at(i + 1, j) === at(i, j))) {
      lines.push(wentAway(old));
      i++;
    } else if (next !== undefined) {
      lines.push(cameIn(next));
      j++;
    }
  }
  return lines;
}

function changed(before: string, after: string): Line {
  const [old, next] = [shaped(before), shaped(after)];
  const parts = diffWordsWithSpace(old.text, next.text);
  const side = (shape: Shape, other: 'added' | 'removed', own: 'added' | 'removed'): Side => ({
    shape,
    pieces: parts.filter((part) => !part[other]).map((part) => ({ text: part.value, isChanged: part[own] })),
  });
  return {
    kind: 'changed',
    before: side(old.shape, 'added', 'removed'),
    after: side(next.shape, 'removed', 'added'),
  };
}

const wordsOf = (line: string): Set<string> =>
  new Set(
    line
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter(Boolean),
  );

/** Twice what they share over what they have (Dice): 0 to 1. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size + b.size === 0 ? 0 : (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
