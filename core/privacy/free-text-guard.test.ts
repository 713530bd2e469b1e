import { describe, expect, it } from 'vitest';
import { CONCEPTS } from '../domain/concepts.ts';
import { isBsn } from './bsn.ts';
import { isFreeText, pointAt } from './free-text-guard.ts';
import { TUNED, UNSEEN, type Sentence } from './free-text-sentences.ts';

/** By sentence and sort: was it rightly pointed at (precision), and was what there is pointed at (recall). */
function measured(sentences: readonly Sentence[]) {
  let [right, wrong, missed] = [0, 0, 0];
  const mistakes: string[] = [];
  for (const [text, reveals] of sentences) {
    const sorts = new Set(pointAt(text).map(({ sort }) => sort));
    for (const sort of sorts)
      if (reveals.includes(sort)) right++;
      else {
        wrong++;
        mistakes.push(`not ${sort}: ${text}`);
      }
    for (const sort of reveals)
      if (!sorts.has(sort)) {
        missed++;
        mistakes.push(`${sort}: ${text}`);
      }
  }
  return { precision: right / (right + wrong), recall: right / (right + missed), mistakes };
}

describe('the guard of free text', () => {
  it('finds what sentences reveal that were at hand, but for what only a country says', () => {
    const { precision, mistakes } = measured(TUNED);
    expect(precision).toBe(1);
    expect(mistakes).toEqual(['origin: Haar ouders kwamen in de jaren zeventig uit Marokko, zij is hier opgegroeid.']);
  });

  it('finds nine of ten of what unseen sentences reveal, and is mistaken in one of eight', () => {
    const { precision, recall, mistakes } = measured(UNSEEN);
    // As measured the first time that the rules saw them (docs/decisions/0030); whoever changes the rules writes new ones.
    expect([precision.toFixed(2), recall.toFixed(2)], mistakes.join('\n')).toEqual(['0.88', '0.93']);
  });

  it('says where the words stand, in their order, and nothing twice', () => {
    const text = 'Autisme en ADHD.\nBSN 123456782, is moslim.';
    expect(pointAt(text).map(({ sort, from, to }) => [sort, text.slice(from, to)])).toEqual([
      ['health', 'Autisme'],
      ['health', 'ADHD'],
      ['bsn', '123456782'],
      ['religion', 'moslim'],
    ]);
    expect(pointAt('').length + pointAt('   \n').length).toBe(0);
  });

  it('takes accents, capitals and hyphens as people write them', () => {
    for (const text of ['BURN OUT', 'burnout', 'Burn-out', 'burn‑out', 'suïcidaal', 'suicidaal', 'hartpatient'])
      expect([text, pointAt(`Is ${text} geweest.`).length]).toEqual([text, 1]);
  });

  it('knows a citizen service number by its test, however it is written, and leaves other numbers', () => {
    expect(['123456782', '111222333', '123456789', '000000000', '12345678', '12345678x'].map(isBsn)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const isPointedAt = (text: string): boolean => pointAt(text).some(({ sort }) => sort === 'bsn');
    for (const text of ['123456782', 'bsn:123456782.', '(123.456.782)', '1234 56 782, brief', 'nr 123456782;'])
      expect([text, isPointedAt(text)]).toEqual([text, true]);
    for (const text of [
      '1123456782',
      '123456789',
      'RSIN 123456782',
      'KvK-nummer: 123456782',
      'factuur 123456782',
      '€ 1.234.567,82',
      'NL91ABNA0417164300',
    ])
      expect([text, isPointedAt(text)]).toEqual([text, false]);
  });

  it('gets through whatever is pasted', () => {
    // A pattern that goes over it again from each place would not come back within the time of a test.
    const found = ['a-', 'a', '1 ', 'depressie ', 'cliënten met ', 'ver-slaving'].map(
      (part) => pointAt(part.repeat(20_000 / part.length)).length,
    );
    expect(found).toEqual([0, 0, 0, 2_000, 0, 0]);
  });

  it('looks at every text that is freely written about a candidate, as the register has it', () => {
    const looked = CONCEPTS.flatMap(({ name, fields }) =>
      Object.keys(fields)
        .filter((field) => isFreeText(name, field))
        .map((field) => `${name}.${field}`),
    );
    expect(looked).toEqual(expect.arrayContaining(['contactMoment.text', 'agreement.what', 'skill.note']));
    for (const not of ['candidate.surname', 'workExperience.employer', 'template.text', 'organisation.name'])
      expect(looked).not.toContain(not);
  });
});
