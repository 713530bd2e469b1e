import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RIASEC } from '../domain/concepts.ts';
import { numbers } from '../domain/field.ts';
import { definitionSchema, languagesOf, sayIn, type Definition } from './definition.ts';
import { errorOf, intervalOf, progressOf, rangeOf, rankKey, scoresOf, tScoreOf } from './scoring.ts';

const folder = join(import.meta.dirname, '../../resources/questionnaires');
const shipped = readdirSync(folder).map((file) =>
  definitionSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
);
const ours = (id: string): Definition => {
  const found = shipped.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

const small: Definition = {
  format: 'jobport-assessment-1',
  id: 'test.small',
  version: '1',
  measures: 'other',
  title: { nl: 'Klein' },
  intro: { nl: 'Een proef' },
  instruction: { nl: 'Kies' },
  meaning: { nl: 'Niets' },
  caution: { nl: 'Zonder normen' },
  source: { nl: 'proef' },
  licence: { nl: 'proef' },
  languages: { nl: 'original' },
  choices: [1, 2, 3, 4, 5].map((value) => ({ value, label: { nl: String(value) } })),
  items: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { nl: id } })),
  scales: [
    {
      id: 'one',
      name: { nl: 'Een' },
      about: { nl: 'Een' },
      items: [{ item: 'a' }, { item: 'b', reversed: true }, { item: 'c' }, { item: 'd', reversed: true }],
    },
  ],
  mayMiss: 1,
  norms: [],
};
const [scale] = small.scales;
if (!scale) throw new Error('no scale');

describe('scoring', () => {
  it('reverses what asks the opposite: 1 becomes 5, 2 becomes 4, 3 stays (published: IPIP scoring instructions)', () => {
    // "Very Inaccurate" of a minus keyed item is worth 5, "Moderately Inaccurate" 4, the middle 3, and so on; the scale is the sum.
    expect(scoresOf(small, { a: 1, b: 1, c: 2, d: 2 })).toEqual({ one: 1 + 5 + 2 + 4 });
    expect(scoresOf(small, { a: 5, b: 5, c: 3, d: 3 })).toEqual({ one: 5 + 1 + 3 + 3 });
    expect(rangeOf(small, scale)).toEqual({ min: 4, max: 20 });
  });

  it('lets the mean of the others stand for what may be missing, and gives no score when more is', () => {
    expect(scoresOf(small, { a: 2, b: 2, c: 3 })).toEqual({ one: 12 });
    expect(scoresOf(small, { a: 2, b: 2 })).toEqual({});
    expect(scoresOf({ ...small, mayMiss: 0 }, { a: 2, b: 2, c: 3 })).toEqual({});
    // What is no answer of the list counts as none.
    expect(scoresOf({ ...small, mayMiss: 0 }, { a: 2, b: 2, c: 3, d: 6 })).toEqual({});
    expect(progressOf(small, { a: 2, b: 2, c: 9 })).toEqual({
      answered: 2,
      total: 4,
      open: ['c', 'd'],
      unscored: ['one'],
    });
  });

  it('the standard error is 3 for SD 15 and reliability .96, so that 100 lies between 94 and 106 (published: Wechsler example)', () => {
    // St. Ambrose University, "Standard error of measurement": 15 × √(1 − .96) = 3; 95% is 100 ± 6, there with 2 for 1.96.
    const known = { ...scale, reliability: { alpha: 0.96, sd: 15, source: 'voorbeeld' } };
    expect(errorOf(known)).toBeCloseTo(3, 10);
    const wide = {
      ...small,
      choices: small.choices,
      items: Array.from({ length: 40 }, (_, n) => ({ id: `i${n}`, text: {} })),
    };
    const long = { ...known, items: wide.items.map(({ id }) => ({ item: id })) };
    const interval = intervalOf(wide, long, 100);
    expect(interval?.from).toBeCloseTo(100 - 5.88, 10);
    expect(interval?.until).toBeCloseTo(100 + 5.88, 10);
    // Never outside what the scale can be; and none where nothing was published.
    expect(intervalOf(wide, long, 41)?.from).toBe(40);
    expect(intervalOf(small, scale, 12)).toBe(null);
  });

  it('a T score is 50 at the mean of the group and 60 one standard deviation above it (by its definition)', () => {
    const norm = { id: 'n', name: { nl: 'n' }, source: 'x', scales: { one: { mean: 12, sd: 2.5 } } };
    expect([12, 14.5, 9.5].map((score) => tScoreOf(norm, 'one', score))).toEqual([50, 60, 40]);
    expect(tScoreOf(norm, 'two', 12)).toBe(null);
  });
});

describe('a definition', () => {
  const refused = (change: Partial<Record<keyof Definition, unknown>>): string[] =>
    definitionSchema.safeParse({ ...small, ...change }).error?.issues.map(({ message }) => message) ?? [];

  it('is refused with what does not fit together', () => {
    expect(definitionSchema.safeParse(small).success).toBe(true);
    expect(refused({ items: [...small.items, { id: 'a', text: { nl: 'nog eens' } }] })).toEqual(['twice: item a']);
    expect(refused({ scales: [{ ...scale, items: [{ item: 'x' }, { item: 'a' }] }] })).toEqual([
      'unknown: item x of scale one',
    ]);
    expect(refused({ scales: [{ ...scale, partOf: 'one' }] })).toEqual(['circle: scale one']);
    expect(refused({ languages: {} })).toEqual(['noLanguage: languages']);
    expect(refused({ languages: { nl: 'original', en: 'adaptation' } })).toContain('lacking: item a en');
    expect(refused({ mayMiss: 4 })).toEqual(['mayMiss: scale one']);
    expect(refused({ choices: small.choices.slice(0, 1) }).length).toBeGreaterThan(0);
  });
});

describe('our own questionnaires', () => {
  it('are three, in Dutch and English, without norms and saying so', () => {
    expect(shipped.map(({ id }) => id).toSorted()).toEqual([
      'jobport.competences',
      'jobport.interests',
      'jobport.values',
    ]);
    for (const each of shipped) {
      expect(languagesOf(each)).toEqual(['nl', 'en']);
      expect(each.norms).toEqual([]);
      expect(sayIn(each.caution, 'nl')).toMatch(/^Zonder normen/);
      expect(sayIn(each.caution, 'en')).toMatch(/^Without norms/);
      for (const { reliability } of each.scales) expect(reliability).toBe(undefined);
    }
  });

  it('ask eight different things for each of the six interests, never two of one after each other', () => {
    const interests = ours('jobport.interests');
    expect(interests.items).toHaveLength(48);
    expect(new Set(interests.items.flatMap(({ text }) => [text.nl, text.en])).size).toBe(96);
    expect(interests.scales.map(({ riasec, items }) => [riasec, items.length])).toEqual(
      RIASEC.map((each) => [each, 8]),
    );
    const letters = interests.items.map(({ id }) => id[0]);
    expect(letters.filter((letter, index) => letter === letters[index - 1])).toEqual([]);
    // All the same answer says nothing in any direction.
    const flat = scoresOf(interests, Object.fromEntries(interests.items.map(({ id }) => [id, 4])));
    expect([...new Set(Object.values(flat))]).toEqual([32]);
  });

  it('put values in the order in which the cards were laid', () => {
    const values = ours('jobport.values');
    const answers = {
      ...Object.fromEntries(values.items.map(({ id }, index) => [id, index < 3 ? 3 : index < 10 ? 2 : 1])),
      [rankKey('income')]: 1,
      [rankKey('security')]: 2,
      [rankKey('colleagues')]: 3,
      // Laid on another pile afterwards: its place counts no more.
      [rankKey('calm')]: 4,
    };
    const scores = scoresOf(values, answers);
    expect([scores['income'], scores['security'], scores['colleagues'], scores['calm'], scores['outdoors']]).toEqual([
      8, 7, 6, 2, 1,
    ]);
  });

  it('ask each of the 25 behaviours of VUM once, and give no score for what somebody does not know', () => {
    const competences = ours('jobport.competences');
    expect(new Set(competences.scales.map(({ behaviour }) => behaviour)).size).toBe(25);
    expect(competences.items).toHaveLength(25);
    expect(scoresOf(competences, { b24100: 4, b24105: 0 })).toEqual({ b24100: 4 });
    expect(progressOf(competences, { b24100: 4, b24105: 0 }).answered).toBe(2);
    expect(rangeOf(competences, competences.scales[0]!)).toEqual({ min: 1, max: 4 });
  });

  it('have answers and scores that fit in the fields of a dossier', () => {
    for (const each of shipped) {
      const most = Object.fromEntries(
        each.items.flatMap(({ id }, index) => [
          [id, 5],
          [rankKey(id), index],
        ]),
      );
      expect(numbers().schema.safeParse(JSON.stringify(most)).success).toBe(true);
    }
    expect(numbers().schema.safeParse('{"Numeriek inzicht (B)":6,"Café & één":5.5}').success).toBe(true);
    for (const wrong of ['{" x":1}', '{"a\\nb":1}', '{"a":"1"}', '{"<b>":1}', '[1]', 'x'])
      expect([wrong, numbers().schema.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});
