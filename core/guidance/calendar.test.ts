import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  clashOf,
  dueFollowUp,
  mondayOf,
  nextDueOn,
  openFollowUps,
} from './calendar.ts';

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
  const at = (time: string, minutes: number | null = 60, more: object = {}) => ({
    date: '2026-11-30',
    time,
    minutes,
    travelMinutes: null,
    place: null,
    kind: null,
    state: 'planned',
    ...more,
  });

  test('clash when they overlap; the one may begin when the other ends', () => {
    expect(clashOf(at('09:00'), at('09:30'))).toBe('overlap');
    expect(clashOf(at('09:00'), at('10:00'))).toBeNull();
    expect(clashOf(at('09:00', null), at('09:59'))).toBe('overlap');
  });

  test('ask for the longer of their two ways between them: there to the next, or back from the one before', () => {
    const out = (time: string, travelMinutes: number | null, place: string | null = 'Otterdam') =>
      at(time, 60, { travelMinutes, place });
    expect(clashOf(at('09:00'), out('10:00', 20))).toBe('travel');
    expect(clashOf(at('09:00'), out('10:20', 20))).toBeNull();
    // Back to the office.
    expect(clashOf(out('09:00', 20), at('10:10'))).toBe('travel');
    expect(clashOf(out('09:00', 20), at('10:20'))).toBeNull();
    // From the one to the other: one way, the longer of what was said.
    expect(clashOf(out('09:00', 20), out('10:25', 30, 'Reigerveen'))).toBe('travel');
    expect(clashOf(out('09:00', 20), out('10:30', 30, 'Reigerveen'))).toBeNull();
    expect(clashOf(out('09:00', 30), out('09:50', 30, 'Reigerveen'))).toBe('overlap');
  });

  test('ask for no way at the same place, nor to somebody who is called', () => {
    const out = (time: string, place: string) => at(time, 60, { travelMinutes: 40, place });
    expect(clashOf(out('09:00', 'Café De Reiger'), out('10:00', 'cafe de  reiger'))).toBeNull();
    expect(clashOf(out('09:00', 'Otterdam'), at('10:00', 30, { kind: 'telephone' }))).toBeNull();
    expect(clashOf(out('09:00', 'Otterdam'), at('09:30', 30, { kind: 'telephone' }))).toBe('overlap');
  });

  test('do not clash on another day, without a time, or when one was cancelled', () => {
    expect(clashOf(at('09:00'), { ...at('09:00'), date: '2026-12-01' })).toBeNull();
    expect(clashOf(at('09:00'), { ...at('09:00'), time: null })).toBeNull();
    expect(clashOf(at('09:00'), at('09:00', 60, { state: 'cancelled' }))).toBeNull();
  });

  test('say the same of each other', () => {
    const some = fc.record({
      date: fc.constant('2026-11-30'),
      time: fc
        .integer({ min: 0, max: 1439 })
        .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`),
      minutes: fc.option(fc.integer({ min: 0, max: 300 })),
      travelMinutes: fc.option(fc.integer({ min: 0, max: 90 })),
      place: fc.option(fc.constantFrom('Otterdam', 'Reigerveen')),
      kind: fc.constantFrom('visit', 'telephone', null),
      state: fc.constantFrom('planned', 'held', 'cancelled'),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(clashOf(a, b)).toBe(clashOf(b, a));
      }),
    );
  });
});
