import { describe, expect, it } from 'vitest';
import { parseComingDay, parsePastDay } from './coming-day.ts';

/** A Sunday. */
const TODAY = '2026-11-29';
const day = (text: string) => {
  const parsed = parseComingDay(text, TODAY);
  return parsed.ok ? parsed.value : parsed.reason;
};

describe('a day to come, as it is typed', () => {
  it('is a word', () => {
    expect(day('morgen')).toBe('2026-11-30');
    expect(day(' Overmorgen ')).toBe('2026-12-01');
    expect(day('vandaag')).toBe(TODAY);
    expect(day('tomorrow')).toBe('2026-11-30');
  });

  it('is a day of the week, the next one, and never today', () => {
    expect(day('vrijdag')).toBe('2026-12-04');
    expect(day('vr')).toBe('2026-12-04');
    expect(day('ma')).toBe('2026-11-30');
    expect(day('zondag')).toBe('2026-12-06');
    expect(day('next tuesday')).toBe('2026-12-01');
  });

  it('is so far away', () => {
    expect(day('over 2 weken')).toBe('2026-12-13');
    expect(day('over een week')).toBe('2026-12-06');
    expect(day('10 dagen')).toBe('2026-12-09');
    expect(day('over 3 maanden')).toBe('2027-02-28');
    expect(day('in 1 month')).toBe('2026-12-29');
  });

  it('is a date, and without a year the next one', () => {
    expect(day('3-12')).toBe('2026-12-03');
    expect(day('3 dec')).toBe('2026-12-03');
    expect(day('3 jan')).toBe('2027-01-03');
    expect(day('29-11')).toBe(TODAY);
    expect(day('29 feb')).toBe('2028-02-29');
    expect(day('3-12-2026')).toBe('2026-12-03');
    expect(day('3 december 2027')).toBe('2027-12-03');
  });

  it('is not understood where nobody could', () => {
    for (const text of ['', 'ooit', '31-2', '32 dec', 'vrijdagavond', '3', '12:00'])
      expect([text, day(text)]).toEqual([text, expect.stringMatching(/^(?:date|dateWriting|wholeDay)$/)]);
  });
});

describe('a day that has been, as it is typed', () => {
  it.each([
    ['gisteren', '2026-11-28'],
    ['eergisteren', '2026-11-27'],
    ['yesterday', '2026-11-28'],
    ['vandaag', TODAY],
    ['vrijdag', '2026-11-27'],
    ['afgelopen maandag', '2026-11-23'],
    ['zondag', '2026-11-22'],
    ['3 dagen geleden', '2026-11-26'],
    ['een week geleden', '2026-11-22'],
    ['2 months ago', '2026-09-29'],
    ['3-12', '2025-12-03'],
    ['3 nov', '2026-11-03'],
    ['29-11', TODAY],
    ['29 feb', '2024-02-29'],
    ['3-12-2026', '2026-12-03'],
  ])('%s', (text, value) => {
    expect(parsePastDay(text, TODAY)).toEqual({ ok: true, value });
  });

  it('is not so far ahead', () => {
    expect(parsePastDay('over 2 weken', TODAY)).toMatchObject({ ok: false });
    expect(parseComingDay('2 weken geleden', TODAY)).toMatchObject({ ok: false });
  });
});
