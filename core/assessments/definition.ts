/**
 * What a questionnaire is, as data: what is asked, how answers become scores, where it comes from, under which licence, in which language
 * versions and against which norm groups. Ours stand in resources/questionnaires; others come in as packs. Whatever is asked or said to
 * somebody stands in the definition, in each of its languages; this file promises that what passes `parseDefinition` can be asked and scored
 * without looking again.
 */
import { z } from 'zod';
import { RIASEC } from '../domain/concepts.ts';
import type { Language } from '../domain/words/words.ts';

const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'key');
const said = (max: number) =>
  z.strictObject({
    nl: z.string().trim().min(1).max(max).optional(),
    en: z.string().trim().min(1).max(max).optional(),
  });
type Said = z.output<ReturnType<typeof said>>;

/** Whose words a language version is in: of the makers, an official or published translation, or an adaptation that has no norms of its own. */
const VERSIONS = ['original', 'translation', 'adaptation'] as const;

const reliability = z.strictObject({
  /** Internal consistency, Cronbach's alpha. */
  alpha: z.number().min(0).max(1),
  /** Standard deviation of the scale in the group that alpha was found in, in the scale's own points. */
  sd: z.number().positive(),
  source: z.string().min(1).max(300),
});

const scale = z.strictObject({
  id: key,
  name: said(80),
  /** What a high score means, in everyday words. */
  about: said(500),
  items: z
    .array(z.strictObject({ item: key, reversed: z.boolean().optional() }))
    .min(1)
    .max(400),
  /** A scale of which this one is a part: a facet of a domain. */
  partOf: key.optional(),
  riasec: z.enum(RIASEC).optional(),
  /** VUM codeGedragscompetentie. */
  behaviour: z.int().min(24_000).max(25_000).optional(),
  reliability: reliability.optional(),
});

const norm = z.strictObject({
  id: key,
  name: said(120),
  source: z.string().min(1).max(300),
  /** Mean and standard deviation of a scale in this group, in the scale's own points. */
  scales: z.record(key, z.strictObject({ mean: z.number(), sd: z.number().positive() })),
});

const shape = z.strictObject({
  format: z.literal('jobport-assessment-1'),
  id: z.string().regex(/^[a-z][a-z0-9.-]{2,79}$/, 'key'),
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/, 'key'),
  measures: z.enum(['interests', 'values', 'competences', 'personality', 'other']),
  title: said(120),
  /** What it is for and how long it takes, before somebody begins. */
  intro: said(1500),
  /** Stands above each question. */
  instruction: said(300),
  /** What a result does and does not say. */
  meaning: said(1500),
  /** Only for looking at together, never to choose between people; in the words of its makers or ours. */
  caution: said(800),
  source: said(600),
  licence: said(600),
  languages: z.strictObject({ nl: z.enum(VERSIONS).optional(), en: z.enum(VERSIONS).optional() }),
  /** In the order in which they are offered, the least first. What is `unknown` counts as answered and not in a score. */
  choices: z
    .array(z.strictObject({ value: z.int().min(0).max(9), label: said(80), unknown: z.boolean().optional() }))
    .min(2)
    .max(7),
  items: z
    .array(z.strictObject({ id: key, text: said(300), example: said(300).optional() }))
    .min(1)
    .max(400),
  /** A card sort: of the cards that got this choice, so many are put in order; the first gets `most` points more, the last of them one. */
  rank: z.strictObject({ of: z.int().min(0).max(9), most: z.int().min(2).max(9) }).optional(),
  scales: z.array(scale).min(1).max(100),
  /** So many answers of a scale may be missing; the rest then stands for them. Otherwise the scale has no score. */
  mayMiss: z.int().min(0).max(20),
  norms: z.array(norm).max(20),
});
export type Definition = z.output<typeof shape>;
export type Scale = Definition['scales'][number];
export type Norm = Definition['norms'][number];
export type Item = Definition['items'][number];

export const definitionSchema = shape.superRefine((found, context) => {
  for (const problem of problemsOf(found)) context.addIssue({ code: 'custom', message: problem, path: [] });
});

/** What does not fit together, as `word: where`; none in a definition that can be asked and scored. */
function problemsOf(found: Definition): string[] {
  const problems: string[] = [];
  const twice = (what: string, ids: readonly (string | number)[]) => {
    for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
      problems.push(`twice: ${what} ${id}`);
  };
  const items = new Set(found.items.map(({ id }) => id));
  const scales = new Map(found.scales.map((each) => [each.id, each]));
  twice(
    'item',
    found.items.map(({ id }) => id),
  );
  twice(
    'scale',
    found.scales.map(({ id }) => id),
  );
  twice(
    'norm',
    found.norms.map(({ id }) => id),
  );
  twice(
    'choice',
    found.choices.map(({ value }) => value),
  );
  if (scoredChoices(found).length < 2) problems.push('tooFew: choices');
  for (const each of found.scales) {
    twice(
      `scale ${each.id} item`,
      each.items.map(({ item }) => item),
    );
    for (const { item } of each.items) if (!items.has(item)) problems.push(`unknown: item ${item} of scale ${each.id}`);
    if (each.partOf !== undefined && (each.partOf === each.id || scales.get(each.partOf)?.partOf !== undefined))
      problems.push(`circle: scale ${each.id}`);
    if (each.partOf !== undefined && !scales.has(each.partOf)) problems.push(`unknown: scale ${each.partOf}`);
    if (found.mayMiss >= each.items.length && each.items.length > 1) problems.push(`mayMiss: scale ${each.id}`);
  }
  twice(
    'riasec',
    found.scales.flatMap(({ riasec }) => riasec ?? []),
  );
  if (found.rank && !found.choices.some(({ value }) => value === found.rank?.of)) problems.push('unknown: rank');
  for (const { id, scales: of } of found.norms)
    for (const name of Object.keys(of)) if (!scales.has(name)) problems.push(`unknown: scale ${name} of norm ${id}`);
  const languages = (['nl', 'en'] as const).filter((each) => found.languages[each] !== undefined);
  if (languages.length === 0) problems.push('noLanguage: languages');
  for (const language of languages) {
    const lacking = (where: string, text: Said) => {
      if (text[language] === undefined) problems.push(`lacking: ${where} ${language}`);
    };
    // What is asked must be there in a language that is offered; what is explained falls back on the other.
    lacking('title', found.title);
    lacking('instruction', found.instruction);
    for (const each of found.items) lacking(`item ${each.id}`, each.text);
    for (const each of found.choices) lacking(`choice ${each.value}`, each.label);
  }
  return problems;
}

/** The choices that count, the least first. */
export const scoredChoices = ({ choices }: Pick<Definition, 'choices'>): readonly number[] =>
  choices.flatMap(({ value, unknown }) => (unknown ? [] : [value])).toSorted((a, b) => a - b);

/** How a result names what it was filled in with: also when a later version asks other things. */
export const definitionKey = ({ id, version }: Pick<Definition, 'id' | 'version'>): string => `${id}@${version}`;

/** In this language, or else in the other. */
export const sayIn = (text: Said, language: Language): string => text[language] ?? text.nl ?? text.en ?? '';

export const languagesOf = ({ languages }: Definition): readonly Language[] =>
  (['nl', 'en'] as const).filter((each) => languages[each] !== undefined);

/** The language that is wanted, or else one that it has. */
export function languageFor(definition: Definition, wanted: Language): Language {
  const languages = languagesOf(definition);
  return languages.includes(wanted) ? wanted : (languages[0] ?? 'nl');
}
