import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, doClash, dueFollowUp, mondayOf, nextDueOn, openFollowUps } from './calendar.ts';

describe('days', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 12, '2027-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });

  test('a day goes over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('the clock that goes forward or back takes no day away', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });

  test('a week begins on Monday', () => {
    expect(mondayOf('2026-11-28')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  });
});

describe('a task that repeats', () => {
  test.each([
    ['weekly', '2026-11-20', '2026-11-28', '2026-12-04'],
    ['daily', '2026-11-01', '2026-11-28', '2026-11-29'],
    ['monthly', '2026-01-31', '2026-02-01', '2026-02-28'],
    ['monthly', '2026-01-31', '2026-03-01', '2026-03-31'],
    ['yearly', '2024-02-29', '2026-11-28', '2027-02-28'],
  ] as const)('%s, due %s, done %s, comes again on %s', (repeats, dueOn, today, next) => {
    expect(nextDueOn(dueOn, repeats, today)).toBe(next);
  });

  test('that began on the 31st returns to it after a short month', () => {
    expect(nextDueOn('2026-02-28', 'monthly', '2026-03-01', 31)).toBe('2026-03-31');
    expect(nextDueOn('2026-04-30', 'quarterly', '2026-05-01', 31)).toBe('2026-07-31');
    expect(nextDueOn('2027-02-28', 'yearly', '2027-11-01', 29)).toBe('2028-02-29');
  });

  test('without a day it begins today', () => {
    expect(nextDueOn(null, 'fortnightly', '2026-11-28')).toBe('2026-12-12');
  });

  test('is always due after today, and done early it does not come twice in one time', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days));
    const repeats = fc.constantFrom('daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly');
    fc.assert(
      fc.property(day, repeats, day, (dueOn, every, today) => {
        const next = nextDueOn(dueOn, every, today);
        expect(next > today).toBe(true);
        expect(next > dueOn).toBe(true);
      }),
    );
  });
});

describe('following a placement up', () => {
  const placement = {
    from: '2026-08-31',
    until: null,
    followedUp1: null,
    followedUp3: null,
    followedUp6: null,
    followedUp12: null,
  };

  test('after 1, 3, 6 and 12 months', () => {
    expect(openFollowUps(placement).map(({ dueOn }) => dueOn)).toEqual([
      '2026-09-30',
      '2026-11-30',
      '2027-02-28',
      '2027-08-31',
    ]);
  });

  test('what was passed over before a later one is not asked any more', () => {
    expect(openFollowUps({ ...placement, followedUp3: '2026-12-01' }).map(({ months }) => months)).toEqual([6, 12]);
  });

  test('of several that are due the last one is asked, and none before its day', () => {
    expect(dueFollowUp(placement, '2026-09-29')).toBeUndefined();
    expect(dueFollowUp(placement, '2026-09-30')?.months).toBe(1);
    expect(dueFollowUp(placement, '2027-03-15')?.months).toBe(6);
    expect(dueFollowUp({ ...placement, followedUp6: '2027-03-15' }, '2027-03-16')).toBeUndefined();
  });

  test('not after it ended, and not when nobody knows when it began', () => {
    expect(openFollowUps({ ...placement, until: '2026-12-31' }).map(({ months }) => months)).toEqual([1, 3]);
    expect(openFollowUps({ ...placement, from: null })).toEqual([]);
  });
});

describe('two appointments', () => {
  const at = (time: string, minutes: number | null = 60, travelMinutes: number | null = null, state = 'planned') => ({
    date: '2026-11-30',
    time,
    minutes,
    travelMinutes,
    state,
  });

  test('clash when they overlap, also by the way there', () => {
    expect(doClash(at('09:00'), at('09:30'))).toBe(true);
    expect(doClash(at('09:00'), at('10:00'))).toBe(false);
    expect(doClash(at('09:00'), at('10:00', 60, 20))).toBe(true);
    expect(doClash(at('09:00', null), at('09:59'))).toBe(true);
  });

  test('do not clash on another day, without a time, or when one was cancelled', () => {
    expect(doClash(at('09:00'), { ...at('09:00'), date: '2026-12-01' })).toBe(false);
    expect(doClash(at('09:00'), { ...at('09:00'), time: null })).toBe(false);
    expect(doClash(at('09:00'), at('09:00', 60, null, 'cancelled'))).toBe(false);
  });

  test('say the same of each other', () => {
    const some = fc.record({
      date: fc.constant('2026-11-30'),
      time: fc
        .integer({ min: 0, max: 1439 })
        .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`),
      minutes: fc.option(fc.integer({ min: 0, max: 300 })),
      travelMinutes: fc.option(fc.integer({ min: 0, max: 90 })),
      state: fc.constantFrom('planned', 'held', 'cancelled'),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(doClash(a, b)).toBe(doClash(b, a));
      }),
    );
  });
});
