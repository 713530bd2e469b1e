import { describe, expect, it } from 'vitest';
import { RIASEC } from '../domain/concepts.ts';
import {
  cIndex,
  codeOfLetters,
  codesOf,
  correlation,
  hexagonDistance,
  lettersOf,
  likenessIn,
  mIndex,
  overTies,
  profileCorrelation,
  type HollandCode,
} from './congruence.ts';

const code = (letters: string): HollandCode => {
  const found = codeOfLetters(letters);
  if (!found) throw new Error(letters);
  return found;
};
const everyCode = RIASEC.flatMap((a) =>
  RIASEC.flatMap((b) =>
    RIASEC.flatMap((c) => {
      const found = codeOfLetters(lettersOf([a, b, c]));
      return found ? [found] : [];
    }),
  ),
);

describe('congruence', () => {
  it('C is 18 for the same code and 0 for opposite ones (published: R package holland 0.1.2, con_brown_c_holland)', () => {
    expect(cIndex(code('RIA'), code('RIA'))).toBe(18);
    expect(cIndex(code('RIA'), code('SEC'))).toBe(0);
  });

  it('C by its formula: 3, 2, 1 times 3 less the steps on the hexagon (computed here, not from a publication)', () => {
    // S–S 0 steps, E–A 2 steps, A–I 1 step: 3·3 + 2·1 + 1·2.
    expect(cIndex(code('SEA'), code('SAI'))).toBe(13);
    // R–I 1, I–R 1, C–A 3: 3·2 + 2·2 + 1·0.
    expect(cIndex(code('RIC'), code('IRA'))).toBe(10);
  });

  it('M is 28 for the same code and 0 without a letter in common (published: R package holland 0.1.2, con_iachan_holland)', () => {
    expect(mIndex(code('RIA'), code('RIA'))).toBe(28);
    expect(mIndex(code('RIA'), code('SEC'))).toBe(0);
  });

  it('M as in the worked example of Iachan 1990: 21 and 20, and with the tie between them 20.5', () => {
    // Printed there: 2·W(1,2) + W(3,3) = 21 where the third letters are the same, 2·W(1,2) = 20 where they are not; their mean is the index.
    expect(mIndex(code('SEI'), code('ESI'))).toBe(21);
    expect(mIndex(code('SEI'), code('ESA'))).toBe(20);
    expect(overTies(mIndex, [code('SEI')], [code('ESA'), code('ESI')])).toBe(20.5);
  });

  it('M knows the nine weights as they are printed (Iachan 1990, table of 1984)', () => {
    const alone = (a: string, b: string) => mIndex(code(a), code(b));
    // One letter in common, in each place of the one and of the other.
    expect([
      [alone('RIA', 'RSE'), alone('RIA', 'SRE'), alone('RIA', 'SER')],
      [alone('IRA', 'RSE'), alone('IRA', 'SRE'), alone('IRA', 'SER')],
      [alone('IAR', 'RSE'), alone('IAR', 'SRE'), alone('IAR', 'SER')],
    ]).toEqual([
      [22, 10, 4],
      [10, 5, 2],
      [4, 2, 1],
    ]);
  });

  it('both are the same whichever of the two is first, and stay within their bounds, for all 14,400 pairs', () => {
    expect(everyCode).toHaveLength(120);
    for (const a of everyCode)
      for (const b of everyCode) {
        for (const [index, largest] of [
          [cIndex, 18],
          [mIndex, 28],
        ] as const) {
          const found = index(a, b);
          if (found !== index(b, a) || found < 0 || found > largest) throw new Error(`${lettersOf(a)} ${lettersOf(b)}`);
        }
      }
  });

  it('neighbours on the hexagon are one step, opposites three', () => {
    expect(RIASEC.map((each) => hexagonDistance('realistic', each))).toEqual([0, 1, 2, 3, 2, 1]);
  });

  it('correlation as in Anscombe 1973 (American Statistician 27): r = 0.816 for each of his four sets', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y1 = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const y2 = [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74];
    expect(correlation(x, y1)).toBeCloseTo(0.816, 3);
    expect(correlation(x, y2)).toBeCloseTo(0.816, 3);
  });

  it('a profile is compared over all six scores, or not at all', () => {
    const person = { realistic: 10, investigative: 20, artistic: 30, social: 40, enterprising: 50, conventional: 60 };
    const twice = Object.fromEntries(Object.entries(person).map(([name, value]) => [name, value / 10 + 1]));
    expect(profileCorrelation(person, twice)).toBeCloseTo(1, 10);
    expect(profileCorrelation(person, { ...person, social: 40, realistic: 60, conventional: 10 })).toBeLessThan(1);
    expect(profileCorrelation(person, { realistic: 1, social: 2 })).toBe(null);
    expect(profileCorrelation(person, Object.fromEntries(RIASEC.map((each) => [each, 3])))).toBe(null);
  });

  it('says in words how alike, by the critical values of r for six pairs', () => {
    // t = r √(4 / (1 − r²)) is 2.132 for one in twenty and 1.533 for one in ten with 4 degrees of freedom (any table of Student's t).
    const t = (r: number) => r * Math.sqrt(4 / (1 - r * r));
    expect([t(0.729), t(0.608)].map((each) => Math.round(each * 1000) / 1000)).toEqual([2.13, 1.532]);
    expect([0.8, 0.729, 0.7, 0.608, 0.5, 0.1, -1].map(likenessIn)).toEqual([
      'strong',
      'strong',
      'clear',
      'clear',
      'some',
      'little',
      'little',
    ]);
  });

  it('writes a profile as a code, as several where scores are the same, and as none where it says nothing', () => {
    const profile = { realistic: 5, investigative: 4, artistic: 3, social: 9, enterprising: 8, conventional: 1 };
    expect(codesOf(profile).map(lettersOf)).toEqual(['SER']);
    expect(codesOf({ ...profile, investigative: 5 }).map(lettersOf)).toEqual(['SER', 'SEI']);
    expect(codesOf({ ...profile, enterprising: 9 }).map(lettersOf)).toEqual(['SER', 'ESR']);
    expect(codesOf({ realistic: 5 })).toEqual([]);
    expect(codesOf(Object.fromEntries(RIASEC.map((each) => [each, 3])))).toEqual([]);
    expect([codeOfLetters('sea')?.[0], codeOfLetters('SSA'), codeOfLetters('SE'), codeOfLetters('XYZ')]).toEqual([
      'social',
      null,
      null,
      null,
    ]);
  });
});
