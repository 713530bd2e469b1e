/**
 * What a result of an assessment says: its scores by scale with what they can be at most, how sure they are where that is known, and which of them
 * are interests after Holland. From a row of the dossier and its definition where that is on this laptop; without it the scores still stand,
 * under the names that they were written down with.
 *
 * Interests stand in a dossier in two ways: as a result here, and as six figures without a test (concept `interestProfile`, from a CV or a former
 * system). `interestProfilesOf` is the one place that reads both, so that no figure is ever kept twice.
 */
import { RIASEC, type FieldsOf, type Row } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import { numbersOf } from '../domain/field.ts';
import type { Language } from '../domain/words/words.ts';
import type { Profile, Riasec } from './congruence.ts';
import { definitionKey, sayIn, type Definition, type Norm } from './definition.ts';
import { intervalOf, partOf, rangeOf, tIntervalOf, tScoreOf } from './scoring.ts';

type Fields = FieldsOf<'assessment'>;
export type ScaleResult = {
  readonly id: string;
  readonly name: string;
  /** What a high score means; null where nobody wrote it down here. */
  readonly about: string | null;
  readonly score: number;
  /** What a score can be; null where that is not known. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Of the range, 0 to 1. Without a range: of the highest score of this result, which is not known to mean much. */
  readonly part: number;
  /** Where it lies with 95% certainty; null where nothing was published to say so. */
  readonly interval: { readonly from: number; readonly until: number } | null;
  /** Beside the norm group that was chosen; null without one. */
  readonly tScore: number | null;
  readonly tInterval: { readonly from: number; readonly until: number } | null;
  readonly partOf: string | null;
  readonly riasec: Riasec | null;
  readonly behaviour: number | null;
};

export const definitionOf = (key: string | null, all: readonly Definition[]): Definition | null =>
  all.find((each) => definitionKey(each) === key) ?? null;

/** The norm group of the definition that a result names, by its id or its name; null where it names none of them. */
export function normOf({ normGroup }: Pick<Fields, 'normGroup'>, definition: Definition | null): Norm | null {
  const wanted = normGroup?.trim();
  if (!wanted) return null;
  return definition?.norms.find(({ id, name }) => [id, name.nl, name.en].includes(wanted)) ?? null;
}

export type NormTrouble = 'none' | 'notChosen' | 'unknown';

/** Whether scores can be compared with a norm group: a definition without any has a warning of its own. */
export function normTroubleOf(
  row: Pick<Fields, 'normGroup' | 'scoreKind'>,
  definition: Definition | null,
): NormTrouble {
  if (!definition || definition.norms.length === 0 || row.scoreKind !== null || normOf(row, definition)) return 'none';
  return row.normGroup === null ? 'notChosen' : 'unknown';
}

/** In the order of the definition, else from high to low. Empty when there is no score. */
export function scalesOf(
  row: Pick<Fields, 'scores' | 'normGroup' | 'scoreKind' | 'scoreMax'>,
  definition: Definition | null,
  language: Language,
): ScaleResult[] {
  const scores = numbersOf(row.scores) ?? {};
  const highest = Math.max(0, ...Object.values(scores));
  const norm = normOf(row, definition);
  const known = new Map(definition?.scales.map((scale) => [scale.id, scale]));
  const results = Object.entries(scores).map(([id, score]): ScaleResult => {
    const scale = known.get(id);
    // A kind of score was written down from a report: then it is not in the points of the definition.
    const isOwn = definition !== null && scale !== undefined && row.scoreKind === null;
    const range = isOwn ? rangeOf(definition, scale) : rangeOfKind(row);
    const interval = isOwn ? intervalOf(definition, scale, score) : null;
    return {
      id,
      name: scale ? sayIn(scale.name, language) : id,
      about: scale ? sayIn(scale.about, language) : null,
      score,
      range,
      part: partOf(score, range ?? { min: 0, max: highest }),
      interval,
      tScore: isOwn && norm ? tScoreOf(norm, id, score) : null,
      tInterval: interval && norm ? tIntervalOf(norm, id, interval) : null,
      partOf: scale?.partOf ?? null,
      riasec: scale ? (scale.riasec ?? null) : riasecNamed(id),
      behaviour: scale?.behaviour ?? null,
    };
  });
  if (!definition) return results.toSorted((a, b) => b.score - a.score);
  const order = definition.scales.map(({ id }) => id);
  const sorted = results.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return definition.rank ? sorted.toSorted((a, b) => b.score - a.score) : sorted;
}

function rangeOfKind({ scoreKind, scoreMax }: Pick<Fields, 'scoreKind' | 'scoreMax'>): ScaleResult['range'] {
  switch (scoreKind) {
    case 'percentage':
    case 'percentile':
      return { min: 0, max: 100 };
    case 'stanine':
      return { min: 1, max: 9 };
    case 'sten':
    case 'grade':
      return { min: 1, max: 10 };
    case 'tScore':
      return { min: 20, max: 80 };
    default:
      return scoreMax === null ? null : { min: 0, max: scoreMax };
  }
}

/** What reports call the six interests, or their first letters. */
const RIASEC_NAMES: Readonly<Record<Riasec, readonly string[]>> = {
  realistic: ['r', 'realistic', 'realistisch', 'praktisch'],
  investigative: ['i', 'investigative', 'intellectueel', 'onderzoekend'],
  artistic: ['a', 'artistic', 'artistiek', 'kunstzinnig'],
  social: ['s', 'social', 'sociaal'],
  enterprising: ['e', 'enterprising', 'ondernemend'],
  conventional: ['c', 'conventional', 'conventioneel', 'ordelijk'],
};
export const riasecNamed = (name: string): Riasec | null =>
  RIASEC.find((each) => RIASEC_NAMES[each].includes(name.trim().toLowerCase())) ?? null;

/** All six as parts of what is possible, 0 to 100; null when one of them is not there, or when it is not known what is possible. */
export function profileOf(scales: readonly ScaleResult[]): Profile | null {
  const found = RIASEC.flatMap((each) => {
    const scale = scales.find(({ riasec }) => riasec === each);
    return scale?.range ? [[each, Math.round(scale.part * 100)] as const] : [];
  });
  return found.length === RIASEC.length ? Object.fromEntries(found) : null;
}

export type InterestProfile = {
  readonly concept: 'assessment' | 'interestProfile';
  readonly row: string;
  readonly date: string | null;
  /** What it was measured with, in the words of the row. */
  readonly source: string | null;
  /** 0 to 100; null where it was not recorded. */
  readonly scores: Readonly<Record<Riasec, number | null>>;
};

/** Both kinds, the newest first; what somebody is still filling in is not among them. */
export function interestProfilesOf(
  rows: Pick<Dossier['rows'], 'assessment' | 'interestProfile'>,
  definitions: readonly Definition[],
  language: Language,
): InterestProfile[] {
  const measured = rows.assessment.flatMap((row): InterestProfile[] => {
    if (!isFinished(row)) return [];
    const definition = definitionOf(row.definition, definitions);
    const profile = profileOf(scalesOf(row, definition, language));
    if (!profile) return [];
    return [
      {
        concept: 'assessment',
        row: row.id,
        date: row.date,
        source: row.title ?? (definition ? sayIn(definition.title, language) : null),
        scores: Object.fromEntries(RIASEC.map((each) => [each, profile[each] ?? null])) as InterestProfile['scores'],
      },
    ];
  });
  const written = rows.interestProfile.map((row): InterestProfile => ({
    concept: 'interestProfile',
    row: row.id,
    date: row.measuredOn,
    source: row.source,
    scores: row,
  }));
  return [...measured, ...written].toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
}

/** What came from a report is what it is; what is filled in here is finished when somebody said so. */
export const isFinished = (row: Pick<Row<'assessment'>, 'way' | 'finished'>): boolean =>
  row.way !== 'filledIn' || row.finished === 'yes';

export type Finding =
  | { readonly type: 'none' }
  /** The highest and the lowest are less than this apart: their order says little. */
  | { readonly type: 'flat' }
  | { readonly type: 'highest'; readonly names: readonly string[] };

/** A seventh of what is possible: one answer in seven of a scale one choice of five higher. Ours, and so said on the screen. */
const FLAT = 0.15;
const MOST_NAMED = 3;

/** The highest, at most three and never one of two that are the same; nothing where they lie so close that their order says little. */
export function standingOut<T extends { readonly part: number }>(scales: readonly T[]): readonly T[] {
  const sorted = scales.toSorted((a, b) => b.part - a.part);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (sorted.length > 1 && first && last && first.part - last.part < FLAT) return [];
  const border = sorted[MOST_NAMED];
  return sorted.slice(0, MOST_NAMED).filter((each) => !border || each.part > border.part);
}

/** What stands out, of the scales that are no part of another. */
export function findingOf(scales: readonly ScaleResult[]): Finding {
  const whole = scales.filter(({ partOf: of }) => of === null);
  if (whole.length === 0) return { type: 'none' };
  const named = standingOut(whole);
  return named.length === 0 ? { type: 'flat' } : { type: 'highest', names: named.map(({ name }) => name) };
}

/** Less than one in ten of what is possible is no change to talk about. */
const CHANGE = 0.1;

/** Which of the scores is most different from before; null when none is different enough. */
export function changeOf(
  now: readonly ScaleResult[],
  before: readonly ScaleResult[],
): { readonly name: string; readonly from: number; readonly to: number } | null {
  const [most] = now
    .filter(({ partOf: of }) => of === null)
    .flatMap((each) => {
      const was = before.find(({ id }) => id === each.id);
      return was ? [{ name: each.name, from: was.score, to: each.score, by: Math.abs(each.part - was.part) }] : [];
    })
    .toSorted((a, b) => b.by - a.by);
  return most && most.by >= CHANGE ? { name: most.name, from: most.from, to: most.to } : null;
}
