import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FieldsOf, Row } from '../domain/concepts.ts';
import { definitionKey, definitionSchema } from './definition.ts';
import { changeOf, findingOf, interestProfilesOf, normTroubleOf, profileOf, riasecNamed, scalesOf } from './results.ts';
import { readScoreLines, scoreLines } from './score-lines.ts';

const interests = definitionSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/questionnaires/interests.json'), 'utf8')),
);
const six = { realistic: 40, investigative: 8, artistic: 24, social: 32, enterprising: 16, conventional: 20 };
const row = (fields: Partial<FieldsOf<'assessment'>> & { id?: string }): Row<'assessment'> => ({
  id: 'row',
  createdAt: 0,
  changedAt: 0,
  onlyHere: true,
  confirmed: false,
  conflicts: [],
  definition: definitionKey(interests),
  title: null,
  date: '2026-11-02',
  way: 'filledIn',
  language: 'nl',
  answeredBy: 'candidate',
  takenBy: null,
  normGroup: null,
  answers: null,
  scores: JSON.stringify(six),
  scoreKind: null,
  scoreMax: null,
  finished: 'yes',
  note: null,
  ...fields,
});

describe('a result', () => {
  it('says its scores in the order and the words of its definition, as parts of what is possible', () => {
    const scales = scalesOf(row({}), interests, 'nl');
    expect(scales.map(({ name, score, part, interval }) => [name, score, part, interval])).toEqual([
      ['Praktisch', 40, 1, null],
      ['Onderzoekend', 8, 0, null],
      ['Artistiek', 24, 0.5, null],
      ['Sociaal', 32, 0.75, null],
      ['Ondernemend', 16, 0.25, null],
      ['Conventioneel', 20, 0.375, null],
    ]);
    expect(findingOf(scales)).toEqual({ type: 'highest', names: ['Praktisch', 'Sociaal', 'Artistiek'] });
  });

  it('says less where the order says little, and never names one of two that are the same', () => {
    const of = (scores: object) => findingOf(scalesOf(row({ scores: JSON.stringify(scores) }), interests, 'nl'));
    expect(of({ realistic: 24, social: 26, artistic: 25 })).toEqual({ type: 'flat' });
    expect(of({})).toEqual({ type: 'none' });
    expect(of({ realistic: 40, social: 30, artistic: 20, enterprising: 20, conventional: 8 })).toEqual({
      type: 'highest',
      names: ['Praktisch', 'Sociaal'],
    });
  });

  it('says what changed most since before, and nothing where it is little', () => {
    const of = (scores: object) => scalesOf(row({ scores: JSON.stringify({ ...six, ...scores }) }), interests, 'nl');
    expect(changeOf(of({ social: 12, artistic: 30 }), of({}))).toEqual({ name: 'Sociaal', from: 32, to: 12 });
    expect(changeOf(of({ social: 30 }), of({}))).toBe(null);
    expect(changeOf(of({}), [])).toBe(null);
  });

  it('stands without its definition, under the names that it has', () => {
    const scales = scalesOf(row({}), null, 'en');
    expect(scales.map(({ name, riasec, range }) => [name, riasec, range])[0]).toEqual(['realistic', 'realistic', null]);
    // What is possible is not known, so no picture is drawn as if it were.
    expect(profileOf(scales)).toBe(null);
  });

  it('lies among a norm group of its definition, as surely as the score itself; another group is named as not its own', () => {
    const norm = {
      id: 'work',
      name: { nl: 'Werkenden', en: 'Working people' },
      source: 'x',
      scales: { social: { mean: 24, sd: 5 } },
    };
    const reliability = { alpha: 0.91, sd: 5, source: 'x' };
    const known = {
      ...interests,
      norms: [norm],
      scales: interests.scales.map((scale) => ({ ...scale, reliability })),
    };
    const social = (fields: Partial<FieldsOf<'assessment'>>) =>
      scalesOf(row(fields), known, 'nl').find(({ id }) => id === 'social');
    for (const normGroup of ['work', 'Werkenden', ' Working people ']) {
      const found = social({ normGroup });
      // The score is 32: 50 + 10 × (32 − 24) / 5; and 95% by McCall's rule on 32 ± 1.96 × 5 × √(1 − 0.91).
      expect(found?.tScore).toBe(66);
      expect(found?.tInterval).toEqual({ from: 60.12, until: 71.88 });
      expect(normTroubleOf(row({ normGroup }), known)).toBe('none');
    }
    expect(social({ normGroup: 'Anderen' })).toMatchObject({ tScore: null, tInterval: null });
    expect(normTroubleOf(row({ normGroup: 'Anderen' }), known)).toBe('unknown');
    expect(normTroubleOf(row({}), known)).toBe('notChosen');
    // Without norms there is another warning, and a report was compared by its makers.
    expect(normTroubleOf(row({ normGroup: 'Anderen' }), interests)).toBe('none');
    expect(normTroubleOf(row({ scoreKind: 'stanine' }), known)).toBe('none');
  });

  it('of a report lies on the scale of its kind', () => {
    const of = (scoreKind: FieldsOf<'assessment'>['scoreKind'], score: number, scoreMax: number | null = null) =>
      scalesOf(
        row({ definition: null, way: 'typedOver', scores: JSON.stringify({ Taal: score }), scoreKind, scoreMax }),
        null,
        'nl',
      )[0];
    expect(of('stanine', 5)).toMatchObject({ part: 0.5, range: { min: 1, max: 9 }, interval: null });
    expect(of('tScore', 50)).toMatchObject({ part: 0.5 });
    expect(of('percentile', 84)).toMatchObject({ part: 0.84 });
    expect(of('points', 15, 60)).toMatchObject({ part: 0.25 });
    expect(of('points', 15)).toMatchObject({ part: 1, range: null });
  });

  it('of interests is a profile, whether it was filled in here, typed over or written down before; the newest first, each once', () => {
    const typed = row({
      id: 'typed',
      definition: null,
      title: 'Rapport',
      way: 'typedOver',
      finished: null,
      date: '2025-01-01',
      scoreKind: 'percentage',
      scores: JSON.stringify({ R: 10, I: 20, A: 30, S: 40, E: 50, C: 60 }),
    });
    const written = {
      measuredOn: '2026-05-05',
      source: 'CV',
      ...six,
      id: 'written',
    } as unknown as Row<'interestProfile'>;
    const half = row({ id: 'half', finished: 'no' });
    const found = interestProfilesOf(
      { assessment: [row({}), typed, half], interestProfile: [written] },
      [interests],
      'nl',
    );
    expect(found.map(({ row: id, source, scores }) => [id, source, scores.realistic, scores.conventional])).toEqual([
      ['row', 'Interesses (48 vragen)', 100, 38],
      ['written', 'CV', 40, 20],
      ['typed', 'Rapport', 10, 60],
    ]);
    expect(['Sociaal', ' social ', 'S', 'Sociale vaardigheden'].map(riasecNamed)).toEqual([
      'social',
      'social',
      'social',
      null,
    ]);
  });
});

describe('scores on lines', () => {
  it('are read as people write and paste them', () => {
    const expected = { Taal: 6, 'Numeriek inzicht': 5.5, Ruimtelijk: 12 };
    for (const text of [
      'Taal;6\nNumeriek inzicht;5,5\nRuimtelijk;12',
      'schaal;score\r\nTaal;6\r\nNumeriek inzicht;5.5\r\nRuimtelijk;12\r\n',
      '\ufeffTaal\t6\tgemiddeld\nNumeriek inzicht\t5,5\t\nRuimtelijk\t12',
      'Taal: 6\nNumeriek inzicht  5,5\n\nRuimtelijk = 12',
      '"Taal";"6"\n"Numeriek inzicht";"5,5"\n"Ruimtelijk";"12"',
    ])
      expect(readScoreLines(text)).toEqual({ scores: expected, problems: [] });
    expect(readScoreLines(scoreLines(expected))).toEqual({ scores: expected, problems: [] });
    expect(readScoreLines('')).toEqual({ scores: {}, problems: [] });
  });

  it('that are no score are named by their line, and hold no other up', () => {
    const { scores, problems } = readScoreLines('Taal;6\nRekenen;goed\n;4\ntaal;7\n<x>;3\nTempo;9');
    expect(scores).toEqual({ Taal: 6, Tempo: 9 });
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'noScore'],
      [3, 'noName'],
      [4, 'twice'],
      [5, 'nameNotRight'],
    ]);
  });

  it('that are too large, or too precise, are said to be so, and not to be no number', () => {
    const { scores, problems } = readScoreLines(
      'Taal;1000000\nRekenen: 12345678\nTempo 3,14159\nInzicht\t-1000000\nRuimte;999999\nVorm;0,1234\nFlair;20261130;7',
    );
    expect(scores).toEqual({ Ruimte: 999_999, Vorm: 0.1234, Flair: 7 });
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'tooLarge'],
      [2, 'tooLarge'],
      [3, 'tooPrecise'],
      [4, 'tooLarge'],
    ]);
  });
});
