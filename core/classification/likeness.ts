/** How much one profile of interests has the shape of another (Pearson's correlation): from -1 to 1, null when either is flat. */
import { RIASEC } from '../domain/concepts.ts';

export type InterestScores = Readonly<Record<(typeof RIASEC)[number], number>>;

export function likenessOf(one: InterestScores, other: InterestScores): number | null {
  const [a, b] = [deviations(one), deviations(other)];
  const [squareA, squareB] = [product(a, a), product(b, b)];
  return squareA === 0 || squareB === 0 ? null : product(a, b) / Math.sqrt(squareA * squareB);
}

function deviations(scores: InterestScores): number[] {
  const mean = RIASEC.reduce((sum, each) => sum + scores[each], 0) / RIASEC.length;
  return RIASEC.map((each) => scores[each] - mean);
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
