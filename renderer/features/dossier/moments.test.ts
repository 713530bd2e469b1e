import { describe, expect, it } from 'vitest';
import { localDay } from '../../../core/guidance/calendar.ts';
import { dayEnd, daysOf, nextMoment, previousMoment } from './moments.ts';

describe('moments of a dossier', () => {
  it('are days, each once, and a day ends just before the next', () => {
    const one = new Date(2026, 2, 3, 9).getTime();
    const two = new Date(2026, 2, 3, 17).getTime();
    const three = new Date(2026, 2, 29, 12).getTime();
    expect(daysOf([one, two, three])).toEqual(['2026-03-03', '2026-03-29']);
    // The day on which the clock goes forward has 23 hours.
    expect(localDay(dayEnd('2026-03-29'))).toBe('2026-03-29');
    expect(localDay(dayEnd('2026-03-29') + 1)).toBe('2026-03-30');
    expect(dayEnd('2026-03-03')).toBeGreaterThan(two);
  });
  it('are stepped through, and end at both ends', () => {
    const moments = [10, 20, 30];
    expect([5, 10, 15, 20, 99].map((at) => previousMoment(moments, at))).toEqual([null, null, null, 10, 20]);
    expect([5, 10, 15, 30].map((at) => nextMoment(moments, at))).toEqual([10, 20, 20, null]);
    expect([previousMoment([], 5), nextMoment([], 5)]).toEqual([null, null]);
  });
});
