import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RIASEC } from '../domain/concepts.ts';
import { definitionSchema, languagesOf, type Definition } from './definition.ts';
import { readPacks, withLanguagesOf, type PackFile } from './packs.ts';
import { progressOf, rangeOf, scoresOf } from './scoring.ts';

const data = join(import.meta.dirname, '../../../shared/data/assessments');
/** The files of their makers are not in this repository: with them the tests are about what people really take in. */
const hasFiles = existsSync(data);
const fileOf = (...path: string[]): PackFile => ({
  name: path.at(-1) ?? '',
  folder: path.at(-2) ?? '',
  text: readFileSync(join(data, ...path), 'utf8'),
});
const made = (files: readonly PackFile[]): Definition => {
  const { packs, problems } = readPacks(files);
  expect(problems).toEqual([]);
  const [only] = packs;
  if (!only || packs.length !== 1) throw new Error('one pack');
  return only;
};
const ipip = (...languages: string[]) =>
  languages.flatMap((each) => [
    fileOf('ipip-neo-120', each, 'questions.json'),
    fileOf('ipip-neo-120', each, 'choices.json'),
  ]);
const onet = () => made([fileOf('onet-interest-profiler-sf', 'items_en.json')]);

describe.skipIf(!hasFiles)(
  `packs of assessments, from real files${hasFiles ? '' : ' (../shared/data is not there)'}`,
  () => {
    it('the O*NET Interest Profiler Short Form: 60 items, ten for each interest, summed', () => {
      const profiler = onet();
      expect(profiler.items).toHaveLength(60);
      expect(profiler.scales.map(({ riasec, items }) => [riasec, items.length])).toEqual(
        RIASEC.map((each) => [each, 10]),
      );
      expect(profiler.choices.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
      expect([profiler.languages, profiler.norms]).toEqual([{ en: 'original' }, []]);
      expect(profiler.licence.en).toMatch(/CC BY 4.0.*not for selection/);
      // By the rule in the file itself, "sum of the ten items per area": the order of areas in a block is R R I I A A S S E E C C.
      const answers = Object.fromEntries(
        profiler.items.map(({ id }, index) => [id, [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 5][index % 12] ?? 0]),
      );
      expect(scoresOf(profiler, answers)).toEqual({
        realistic: 50,
        investigative: 40,
        artistic: 30,
        social: 20,
        enterprising: 10,
        conventional: 30,
      });
      expect(rangeOf(profiler, profiler.scales[0]!)).toEqual({ min: 10, max: 50 });
      expect(progressOf(profiler, answers).open).toEqual([]);
    });

    it('IPIP-NEO-120: the totals that NeuroQuestAi/five-factor-e publishes for its example (test/test_facet.py)', () => {
      // Published there: 120 values as they count, reversed ones already turned, and O 78, C 102, E 66, A 87, N 61. Here somebody answers so
      // that each item counts as much, so the answer to a reversed item is turned back.
      const neo = made(ipip('en'));
      const counted =
        '523254135532245254252452412544234554225522434444542433452413131442235524443124553222514421422432135514224434453245514244';
      const reversed = new Set(
        neo.scales
          .filter(({ partOf }) => !partOf)
          .flatMap(({ items }) => items.flatMap((each) => (each.reversed ? [each.item] : []))),
      );
      expect(reversed.size).toBe(55);
      const answers = Object.fromEntries(
        neo.items.map(({ id }, index) => {
          const value = Number(counted[index]);
          return [id, reversed.has(id) ? 6 - value : value];
        }),
      );
      expect(scoresOf(neo, answers)).toMatchObject({ O: 78, C: 102, E: 66, A: 87, N: 61 });
    });

    it('IPIP-NEO-120: five domains of 24, thirty facets of 4, each facet within its domain', () => {
      const neo = made(ipip('nl'));
      const domains = neo.scales.filter(({ partOf }) => partOf === undefined);
      expect(domains.map(({ id, items }) => [id, items.length])).toEqual(
        ['N', 'E', 'O', 'A', 'C'].map((each) => [each, 24]),
      );
      for (const domain of domains) {
        const facets = neo.scales.filter(({ partOf }) => partOf === domain.id);
        expect(facets.map(({ items }) => items.length)).toEqual([4, 4, 4, 4, 4, 4]);
        expect(facets.flatMap(({ items }) => items.map(({ item }) => item)).toSorted()).toEqual(
          domain.items.map(({ item }) => item).toSorted(),
        );
      }
      // Everybody in the middle is in the middle of everything.
      const middle = scoresOf(neo, Object.fromEntries(neo.items.map(({ id }) => [id, 3])));
      expect(domains.map(({ id }) => middle[id])).toEqual([72, 72, 72, 72, 72]);
      expect(neo.languages).toEqual({ nl: 'adaptation' });
    });

    it('two languages of one questionnaire become one, at once or one after the other', () => {
      const both = made(ipip('nl', 'en'));
      expect(languagesOf(both)).toEqual(['nl', 'en']);
      expect(both.items[0]?.text).toEqual({ nl: expect.any(String), en: expect.any(String) });
      const after = withLanguagesOf(made(ipip('en')), made(ipip('nl')));
      expect(definitionSchema.safeParse(after).success).toBe(true);
      expect(after && languagesOf(after)).toEqual(['nl', 'en']);
      expect(withLanguagesOf(both, onet())).toBe(null);
    });

    it('knows the language by its folder, or by its words', () => {
      const questions = fileOf('ipip-neo-120', 'nl', 'questions.json');
      expect(languagesOf(made([{ ...questions, folder: 'Downloads' }]))).toEqual(['nl']);
      expect(languagesOf(made([{ ...fileOf('ipip-neo-120', 'en', 'questions.json'), folder: '' }]))).toEqual(['en']);
    });

    it('ours ask nothing in the words of theirs', () => {
      const theirs = new Set(
        [onet(), made(ipip('nl', 'en'))].flatMap(({ items }) =>
          items.flatMap(({ text }) => Object.values(text).map((each) => String(each).toLowerCase())),
        ),
      );
      const folder = join(import.meta.dirname, '../../resources/questionnaires');
      const ours = readdirSync(folder).flatMap((file) =>
        definitionSchema
          .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
          .items.flatMap(({ text }) => Object.values(text)),
      );
      expect(ours.length).toBeGreaterThan(180);
      expect(ours.filter((each) => theirs.has(String(each).toLowerCase()))).toEqual([]);
    });
  },
);

describe('a file that is no pack', () => {
  it('says of each file why it can not be used', () => {
    const file = (text: string, name = 'x.json'): PackFile => ({ name, folder: '', text });
    const reasons = (text: string) => readPacks([file(text)]).problems.map(({ reason, detail }) => [reason, detail]);
    expect(reasons('{')).toEqual([['notJson', '']]);
    expect(reasons('{}')).toEqual([['unknownFile', '']]);
    expect(reasons('[]')).toEqual([['unknownFile', '']]);
    expect(reasons('{"format":"jobport-assessment-1"}')).toEqual([['doesNotFit', 'id']]);
    expect(reasons('{"format":"jobport-assessment-9"}')).toEqual([['doesNotFit', 'format']]);
    const choice = { text: 'x', score: 1 };
    expect(reasons(JSON.stringify({ plus: [choice, choice, choice, choice, choice] }))).toEqual([['noQuestions', '']]);
    const item = { id: 'a', text: 'b', keyed: 'plus', domain: 'N', facet: 1 };
    expect(reasons(JSON.stringify([item]))).toEqual([['questionsMissing', '1']]);
    const many = Array.from({ length: 120 }, () => item);
    expect(reasons(JSON.stringify(many))).toEqual([['languageUnknown', '']]);
    // An interest without a single item is no interest.
    const half = { instrument: 'Interest Profiler', items: [{ index: 1, area: 'R', text_en: 'One' }] };
    expect(reasons(JSON.stringify(half))[0]?.[0]).toBe('doesNotFit');
    // One that can not be read holds no other up.
    const shipped = readFileSync(join(import.meta.dirname, '../../resources/questionnaires/values.json'), 'utf8');
    expect(readPacks([file('{', 'a'), file(shipped, 'b')]).packs).toHaveLength(1);
  });
});
