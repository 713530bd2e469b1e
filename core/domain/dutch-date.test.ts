import { describe, expect, it } from 'vitest';
import { formatPartialDate, formatPeriod, latestFirst } from './dutch-date.ts';

describe('a partial date', () => {
  it('keeps the precision it was given', () => {
    expect(formatPartialDate('1998', 'nl')).toBe('1998');
    expect(formatPartialDate('2019-03', 'nl')).toBe('mrt 2019');
    expect(formatPartialDate('2019-03-05', 'nl')).toBe('5 mrt 2019');
  });

  it('is written out when asked', () => {
    expect(formatPartialDate('2026-11-23', 'nl', 'long')).toBe('23 november 2026');
    expect(formatPartialDate('2026-11', 'en', 'long')).toBe('November 2026');
  });

  it('has twelve months in each language and length', () => {
    for (const language of ['nl', 'en'] as const) {
      for (const style of ['short', 'long'] as const) {
        const names = Array.from({ length: 12 }, (_, index) =>
          formatPartialDate(`2020-${String(index + 1).padStart(2, '0')}`, language, style),
        );
        expect(new Set(names).size).toBe(12);
        expect(names.every((name) => /^\p{L}+ 2020$/u.test(name))).toBe(true);
      }
    }
  });

  it('says nothing for nothing, and gives back what is no date', () => {
    expect(formatPartialDate(null, 'nl')).toBe('');
    expect(formatPartialDate('2019-13', 'nl')).toBe('2019-13');
    expect(formatPartialDate('ooit', 'nl')).toBe('ooit');
  });
});

describe('a period', () => {
  it('still goes on without an end', () => {
    expect(formatPeriod('2019-03', null, 'nl')).toBe('mrt 2019 – heden');
    expect(formatPeriod('2019-03', null, 'en')).toBe('Mar 2019 – present');
  });

  it('has no end yet where an open end means a right', () => {
    expect(formatPeriod('2019-03-01', null, 'nl', { openEnd: 'from' })).toBe('vanaf 1 mrt 2019');
  });

  it('says only the beginning where nobody knows whether it is over', () => {
    expect(formatPeriod('2019-03', null, 'nl', { openEnd: 'unknown' })).toBe('mrt 2019');
  });

  it('may have two ends, only an end, or nothing', () => {
    expect(formatPeriod('2016', '2018-06', 'nl')).toBe('2016 – jun 2018');
    expect(formatPeriod(null, '2018', 'nl')).toBe('tot en met 2018');
    expect(formatPeriod(null, null, 'nl')).toBe('');
  });

  it('says one moment once', () => {
    expect(formatPeriod('2018', '2018', 'nl')).toBe('2018');
  });
});

it('puts what still goes on first and what has no date last', () => {
  const rows = [
    { from: null, until: null },
    { from: '2010', until: '2012' },
    { from: '2015', until: null },
    { from: '2019-03', until: null },
    { from: '2011', until: '2012' },
    { from: null, until: '2014' },
  ];
  expect(rows.toSorted(latestFirst)).toEqual([
    { from: '2019-03', until: null },
    { from: '2015', until: null },
    { from: null, until: '2014' },
    { from: '2011', until: '2012' },
    { from: '2010', until: '2012' },
    { from: null, until: null },
  ]);
});
