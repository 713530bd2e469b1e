/**
 * From answers to scores, as the definition says: the sum of the items of a scale, reversed where an item asks the opposite. A scale with
 * more answers missing than may be has no score, and nothing is made up for it. How sure a score is, is said only where alpha and the standard
 * deviation were published for it.
 *
 * Sources: scoring of summed scales with reversed items as at https://ipip.ori.org/newScoringInstructions.htm; a missing answer stands for the
 * mean of the others of its scale (Downey & King 1998, "Missing data in Likert ratings", J. General Psychology 125); standard error of
 * measurement SD √(1 − r) (Lord & Novick 1968, "Statistical theories of mental test scores"; AERA/APA/NCME Standards 2014).
 */
import { scoredChoices, type Definition, type Norm, type Scale } from './definition.ts';

/** By item; by item with `.rank` its place in the order of a card sort, from 1. */
export type Answers = Readonly<Record<string, number>>;
export type Scores = Readonly<Record<string, number>>;

export const rankKey = (item: string): string => `${item}.rank`;

/** Whether the questionnaire can be answered so: each about one of its items, with one of its choices, or with a place of a card sort. */
export function isAnswerTo(definition: Definition, answers: Answers): boolean {
  const choices = new Set(definition.choices.map(({ value }) => value));
  const items = new Set(definition.items.map(({ id }) => id));
  const ranks = new Set(definition.rank ? definition.items.map(({ id }) => rankKey(id)) : []);
  const isPlace = (value: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= (definition.rank?.most ?? 0);
  return Object.entries(answers).every(
    ([key, value]) => (items.has(key) && choices.has(value)) || (ranks.has(key) && isPlace(value)),
  );
}

/** The lowest and the highest score that a scale can have. */
export function rangeOf(
  definition: Definition,
  scale: Pick<Scale, 'items'>,
): { readonly min: number; readonly max: number } {
  const values = scoredChoices(definition);
  const [lowest = 0] = values;
  const highest = values.at(-1) ?? 0;
  return { min: lowest * scale.items.length, max: highest * scale.items.length + (definition.rank?.most ?? 0) };
}

/** Null where too many answers are missing. */
function scoreOf(definition: Definition, scale: Scale, answers: Answers): number | null {
  const values = scoredChoices(definition);
  const [lowest = 0] = values;
  const highest = values.at(-1) ?? 0;
  const given = scale.items.flatMap(({ item, reversed }) => {
    const answer = answers[item];
    if (answer === undefined || !values.includes(answer)) return [];
    return [reversed ? lowest + highest - answer : answer];
  });
  const missing = scale.items.length - given.length;
  if (given.length === 0 || missing > definition.mayMiss) return null;
  const sum = given.reduce((total, each) => total + each, 0);
  const ranked = scale.items.reduce((total, { item }) => total + pointsOfRank(definition, answers, item), 0);
  return round((sum / given.length) * scale.items.length + ranked);
}

function pointsOfRank({ rank }: Definition, answers: Answers, item: string): number {
  const place = answers[rankKey(item)];
  if (!rank || place === undefined || answers[item] !== rank.of) return 0;
  return Math.max(0, rank.most + 1 - place);
}

/** Two places behind the comma: a score is no more exact than that. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** The scales that can be scored, by their id. */
export const scoresOf = (definition: Definition, answers: Answers): Scores =>
  Object.fromEntries(
    definition.scales.flatMap((scale) => {
      const score = scoreOf(definition, scale, answers);
      return score === null ? [] : [[scale.id, score]];
    }),
  );

export type Progress = {
  readonly answered: number;
  readonly total: number;
  /** Items without an answer, in the order in which they are asked. */
  readonly open: readonly string[];
  /** Scales that get no score as it is now. */
  readonly unscored: readonly string[];
};

export function progressOf(definition: Definition, answers: Answers): Progress {
  const offered = new Set(definition.choices.map(({ value }) => value));
  const open = definition.items.flatMap(({ id }) => (offered.has(answers[id] ?? Number.NaN) ? [] : [id]));
  const scored = scoresOf(definition, answers);
  return {
    answered: definition.items.length - open.length,
    total: definition.items.length,
    open,
    unscored: definition.scales.flatMap(({ id }) => (id in scored ? [] : [id])),
  };
}

/** In points of the scale; null when nothing was published to know it by. */
export function errorOf({ reliability }: Pick<Scale, 'reliability'>): number | null {
  return reliability ? reliability.sd * Math.sqrt(1 - reliability.alpha) : null;
}

/** Where the score would lie 95 times of 100 if somebody could do it over and over, within what the scale can be. */
export function intervalOf(
  definition: Definition,
  scale: Scale,
  score: number,
): { readonly from: number; readonly until: number } | null {
  const error = errorOf(scale);
  if (error === null) return null;
  const { min, max } = rangeOf(definition, scale);
  const half = 1.96 * error;
  return { from: Math.max(min, score - half), until: Math.min(max, score + half) };
}

/** Beside a group: 50 is its average, 10 points a standard deviation (a T score, McCall 1922). Null where the norm says nothing of the scale. */
export function tScoreOf(norm: Norm, scale: string, score: number): number | null {
  const group = norm.scales[scale];
  return group ? round(50 + (10 * (score - group.mean)) / group.sd) : null;
}

/** The interval of a score, beside the same group and in the same points as its T score. */
export function tIntervalOf(
  norm: Norm,
  scale: string,
  interval: { readonly from: number; readonly until: number },
): { readonly from: number; readonly until: number } | null {
  const from = tScoreOf(norm, scale, interval.from);
  const until = tScoreOf(norm, scale, interval.until);
  return from === null || until === null ? null : { from, until };
}

/** Part of what is possible, 0 to 1. */
export function partOf(score: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return max > min ? Math.min(1, Math.max(0, (score - min) / (max - min))) : 0;
}
