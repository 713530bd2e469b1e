import { describe, expect, it } from 'vitest';
import { dayText, daysOf, moved } from './days.ts';

describe('the days of the calendar', () => {
  it('a week begins on Monday, over the end of a year too', () => {
    expect(daysOf('2027-01-01', 'week')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
  });

  it('a month is six whole weeks, so that nothing jumps when it is turned', () => {
    const days = daysOf('2026-11-15', 'month');
    expect([days.length, days[0], days.at(-1)]).toEqual([42, '2026-10-26', '2026-12-06']);
  });

  it('turns by a day, a week and a month', () => {
    expect(moved('2026-11-30', 'day', 1)).toBe('2026-12-01');
    expect(moved('2026-11-30', 'week', -1)).toBe('2026-11-23');
    expect(moved('2026-01-31', 'month', 1)).toBe('2026-02-01');
  });

  it('is said with its weekday', () => {
    expect(dayText('2026-11-28', 'nl')).toBe('za 28 nov 2026');
    expect(dayText('2026-11-28', 'en', 'long')).toBe('Sat 28 November 2026');
  });
});
