/**
 * How much interests after Holland (1997) are like those that an occupation asks for. Three known ways, each as it was published; for looking
 * at occupations together with somebody, never to rank people for an employer.
 *
 * - C: Brown & Gore (1994), "An evaluation of interest congruence indices", J. Vocational Behavior 45, 310–327. The letters of two codes side
 *   by side, weighed 3, 2, 1; each is worth 3 when it is the same, 2 beside it on the hexagon, 1 two away, 0 opposite. 0 to 18.
 * - M: Iachan (1984), "A measure of agreement for use with the Holland classification system", J. Vocational Behavior 24, 133–141. A letter that
 *   stands in both codes counts by where it stands. 0 to 28. With ties: the mean over the codes that are possible (Iachan 1990, J. Vocational
 *   Behavior 36, 176–180).
 * - Profile correlation: Pearson's r over all six scores; among four ways of comparing whole profiles the one that told most of how satisfied
 *   people are (J. Career Assessment 2020, doi 10.1177/1069072720909825).
 */
import { RIASEC } from '../domain/concepts.ts';

export type Riasec = (typeof RIASEC)[number];
export type Profile = Readonly<Partial<Record<Riasec, number>>>;
/** Three letters, the strongest first: `['social', 'enterprising', 'artistic']`. */
export type HollandCode = readonly [Riasec, Riasec, Riasec];

/** Steps along the hexagon R-I-A-S-E-C, 0 to 3. */
export function hexagonDistance(a: Riasec, b: Riasec): number {
  const steps = Math.abs(RIASEC.indexOf(a) - RIASEC.indexOf(b));
  return Math.min(steps, RIASEC.length - steps);
}

/** The index C of Brown & Gore, 0 to 18. */
export const cIndex = (person: HollandCode, occupation: HollandCode): number =>
  person.reduce(
    (sum, letter, place) => sum + (3 - place) * (3 - hexagonDistance(letter, occupation[place] as Riasec)),
    0,
  );

/** By the place in the one code and in the other. */
const M_WEIGHTS = [
  [22, 10, 4],
  [10, 5, 2],
  [4, 2, 1],
] as const;

/** The index M of Iachan, 0 to 28. */
export const mIndex = (person: HollandCode, occupation: HollandCode): number =>
  person.reduce((sum, letter, place) => {
    const other = occupation.indexOf(letter);
    return sum + (other < 0 ? 0 : (M_WEIGHTS[place]?.[other] ?? 0));
  }, 0);

/** `SEA` as its scales; null for what is no code of three different letters. */
export function codeOfLetters(letters: string): HollandCode | null {
  const found = Array.from(letters.trim().toUpperCase(), (letter) =>
    RIASEC.find((each) => each[0]?.toUpperCase() === letter),
  );
  const [first, second, third] = found;
  if (found.length !== 3 || !first || !second || !third || new Set(found).size !== 3) return null;
  return [first, second, third];
}

export const lettersOf = (code: readonly Riasec[]): string => code.map((each) => each[0]?.toUpperCase() ?? '').join('');

/**
 * Every code of three letters that a profile can be written as: one when no two of its highest are the same. None when a score is missing, or
 * when all are the same, which says nothing.
 */
export function codesOf(profile: Profile): HollandCode[] {
  const scores = RIASEC.map((each) => profile[each]);
  if (scores.some((each) => each === undefined) || new Set(scores).size === 1) return [];
  const valueOf = (each: Riasec): number => profile[each] ?? 0;
  const grow = (code: readonly Riasec[]): (readonly Riasec[])[] => {
    if (code.length === 3) return [code];
    const left = RIASEC.filter((each) => !code.includes(each));
    const top = Math.max(...left.map(valueOf));
    return left.filter((each) => valueOf(each) === top).flatMap((each) => grow([...code, each]));
  };
  return grow([]) as unknown as HollandCode[];
}

/** The mean of an index over all codes that either can be written as; null where one of them has none. */
export function overTies(
  index: (person: HollandCode, occupation: HollandCode) => number,
  person: readonly HollandCode[],
  occupation: readonly HollandCode[],
): number | null {
  if (person.length === 0 || occupation.length === 0) return null;
  const all = person.flatMap((a) => occupation.map((b) => index(a, b)));
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

/** Pearson's r of two rows of numbers, −1 to 1; null when they are not as long, or one of them is flat. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length || a.length < 3) return null;
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, squaresA, squaresB] = [0, 0, 0];
  a.forEach((each, index) => {
    const [x, y] = [each - meanA, (b[index] ?? 0) - meanB];
    together += x * y;
    squaresA += x * x;
    squaresB += y * y;
  });
  return squaresA === 0 || squaresB === 0 ? null : together / Math.sqrt(squaresA * squaresB);
}

/** Over all six; null when a score is missing or all of one are the same. */
export function profileCorrelation(person: Profile, occupation: Profile): number | null {
  const values = (of: Profile) => RIASEC.flatMap((each) => of[each] ?? []);
  const [a, b] = [values(person), values(occupation)];
  return a.length === RIASEC.length && b.length === RIASEC.length ? correlation(a, b) : null;
}

export type Likeness = 'strong' | 'clear' | 'some' | 'little';

/**
 * In words. `strong` and `clear` are where so high a correlation of six pairs comes about by chance less than once in twenty, and in ten
 * (critical values of r, one-sided, 4 degrees of freedom: 0.729 and 0.608). Below that it is a matter of degree, and half of the last is ours.
 */
export function likenessIn(r: number): Likeness {
  if (r >= 0.729) return 'strong';
  if (r >= 0.608) return 'clear';
  return r >= 0.304 ? 'some' : 'little';
}
