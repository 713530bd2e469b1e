/**
 * Scores as people write them down or paste them: a scale and its score on each line. Forgiving in how it is written (semicolon, tab, colon or
 * spaces between; a comma or a point in the number; a line of headings above), strict in what comes out: every line is a score or is named with
 * its number and why not.
 */
import { numbers } from '../domain/field.ts';
import type { Scores } from './scoring.ts';

export const LINE_REASONS = ['noScore', 'noName', 'twice', 'nameNotRight', 'tooLarge', 'tooPrecise'] as const;
/** No report counts further, and what is larger is more likely two numbers that ran together. */
export const MOST_SCORE = 999_999;
export const MOST_DECIMALS = 4;
export type LineProblem = {
  readonly line: number;
  readonly reason: (typeof LINE_REASONS)[number];
  readonly text: string;
};
export type ScoreLines = { readonly scores: Scores; readonly problems: readonly LineProblem[] };

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
const schema = numbers().schema;

export function readScoreLines(text: string): ScoreLines {
  const scores: Record<string, number> = {};
  const seen = new Set<string>();
  const problems: LineProblem[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  let isFirst = true;
  for (const [index, line] of lines.entries()) {
    if (line.trim().replace(/[;\t]/g, '') === '') continue;
    const { name, score } = partsOf(line);
    const wasFirst = isFirst;
    isFirst = false;
    const refuse = (reason: LineProblem['reason']) =>
      problems.push({ line: index + 1, reason, text: line.trim().slice(0, 60) });
    if (score === null) {
      // Words above the columns: "schaal;score".
      if (!(wasFirst && /^(?:schaal|scale|naam|name|test)\b/i.test(name))) refuse('noScore');
    } else if (Math.abs(score) > MOST_SCORE) refuse('tooLarge');
    else if (name === '') refuse('noName');
    else if (Number(score.toFixed(MOST_DECIMALS)) !== score) refuse('tooPrecise');
    else if (seen.has(name.toLowerCase())) refuse('twice');
    else if (!schema.safeParse(JSON.stringify({ [name]: score })).success) refuse('nameNotRight');
    else {
      seen.add(name.toLowerCase());
      scores[name] = score;
    }
  }
  return { scores, problems };
}

/** The first part is the name, and the first number after it the score: reports put more behind it. */
function partsOf(line: string): { name: string; score: number | null } {
  const separator = [';', '\t'].find((each) => line.includes(each));
  if (separator) {
    const [name = '', ...rest] = line.split(separator).map((part) =>
      part
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    const found = rest.filter((part) => NUMBER.test(part)).map(asNumber);
    // A number of the person or of the report that stands before it is not what they scored.
    return { name, score: found.find((each) => Math.abs(each) <= MOST_SCORE) ?? found[0] ?? null };
  }
  const found = /^(.*?)(?:\s*[:,=]\s*|\s+)([+-]?\d+(?:[.,]\d+)?)\s*$/.exec(line.trim());
  if (found?.[2] && NUMBER.test(found[2])) return { name: (found[1] ?? '').trim(), score: asNumber(found[2]) };
  return NUMBER.test(line.trim()) ? { name: '', score: asNumber(line.trim()) } : { name: line.trim(), score: null };
}

const asNumber = (text: string): number => Number(text.replace(',', '.'));

/** As it is typed again: `Sociaal; 12,5`. */
export const scoreLines = (scores: Scores): string =>
  Object.entries(scores)
    .map(([name, score]) => `${name}; ${String(score).replace('.', ',')}`)
    .join('\n');
