import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../guidance/calendar.ts';
import { endOfTerm, isWorkingDay, publicHolidays, termOf, urgencyOf } from './terms.ts';

describe('public holidays', () => {
  it.each([
    // Looked up on the calendars of these years, not computed.
    [2024, '2024-01-01 2024-03-29 2024-04-01 2024-04-27 2024-05-05 2024-05-09 2024-05-20 2024-12-25 2024-12-26'],
    // King's day would be a Sunday: the Saturday before.
    [2025, '2025-01-01 2025-04-18 2025-04-21 2025-04-26 2025-05-05 2025-05-29 2025-06-09 2025-12-25 2025-12-26'],
    [2026, '2026-01-01 2026-04-03 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-25 2026-12-25 2026-12-26'],
    // An early Easter and the latest of this century.
    [2035, '2035-01-01 2035-03-23 2035-03-26 2035-04-27 2035-05-03 2035-05-05 2035-05-14 2035-12-25 2035-12-26'],
    [2038, '2038-01-01 2038-04-23 2038-04-26 2038-04-27 2038-05-05 2038-06-03 2038-06-14 2038-12-25 2038-12-26'],
  ])('of %i', (year, days) => {
    expect(publicHolidays(year).join(' ')).toBe(days);
  });
});

describe('a term of a month', () => {
  it.each([
    // The two examples of the EDPB, the first with its days off.
    ['2026-03-05', '2026-04-07', 'the Sunday before Easter Monday leads to the Tuesday'],
    ['2026-08-31', '2026-09-30', 'a shorter month: its last day'],
    ['2026-10-12', '2026-11-12', 'the same date'],
    ['2026-10-14', '2026-11-16', 'a Saturday: Monday'],
    ['2026-10-15', '2026-11-16', 'a Sunday: Monday'],
    ['2024-01-31', '2024-02-29', 'a leap day'],
    ['2023-01-31', '2023-02-28', 'no leap day'],
    ['2024-02-29', '2024-04-02', 'Good Friday, a weekend and Easter Monday'],
    ['2028-01-30', '2028-02-29', 'a leap day, asked on the 30th'],
    ['2026-11-25', '2026-12-28', 'both days of Christmas and a weekend'],
    ['2026-12-01', '2027-01-04', "New Year's day is a Friday"],
    ['2026-03-27', '2026-04-28', "King's day"],
    ['2025-03-26', '2025-04-28', "King's day on the Saturday, and the weekend"],
    ['2026-04-05', '2026-05-06', '5 May'],
    ['2026-04-14', '2026-05-15', 'Ascension day'],
  ])('from %s ends on %s: %s', (from, end) => {
    expect(endOfTerm(from, 1)).toBe(end);
  });
});

describe('the term of a request', () => {
  const asked = (receivedOn: string | null, extendedOn: string | null = null) => termOf({ receivedOn, extendedOn });

  it('is not there while nobody said when it came in', () => {
    expect(asked(null)).toBeNull();
  });
  it('is one month', () => {
    expect(asked('2026-11-30')).toEqual({
      dueOn: '2026-12-30',
      extendBy: '2026-12-30',
      extendedTo: '2027-03-01',
      isExtended: false,
      isExtendedTooLate: false,
    });
  });
  it('is three months from receipt when it was told on the last day of the first', () => {
    expect(asked('2026-11-30', '2026-12-30')).toMatchObject({ dueOn: '2027-03-01', isExtended: true });
  });
  it('stays one month when it was told a day later', () => {
    expect(asked('2026-11-30', '2026-12-31')).toMatchObject({
      dueOn: '2026-12-30',
      isExtended: false,
      isExtendedTooLate: true,
    });
  });
  it('does not count the weekend twice: three months from receipt, and not two from where the first ended', () => {
    // The first month ends on Saturday 14 November, so on Monday the 16th; two months from there would be the 18th of January.
    expect(asked('2026-10-14', '2026-11-16')?.dueOn).toBe('2027-01-14');
  });
  it.each([
    ['2026-12-01', 'calm'],
    ['2026-12-23', 'nearly'],
    ['2026-12-30', 'nearly'],
    ['2026-12-31', 'overdue'],
  ] as const)('is on %s %s', (today, urgency) => {
    expect(urgencyOf('2026-12-30', today)).toBe(urgency);
  });
});

describe('every term', () => {
  const day = fc.integer({ min: 0, max: 60 * 366 }).map((days) => addDays('2014-01-01', days));
  const months = fc.constantFrom(1, 3);

  it('ends on a working day', () => {
    fc.assert(
      fc.property(day, months, (from, length) => {
        const end = endOfTerm(from, length);
        expect([0, 6]).not.toContain(new Date(`${end}T12:00:00Z`).getUTCDay());
        expect(publicHolidays(Number(end.slice(0, 4)))).not.toContain(end);
        expect(isWorkingDay(end)).toBe(true);
      }),
    );
  });
  it('ends no earlier for who asks later', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 70 }), months, (from, later, length) => {
        expect(endOfTerm(addDays(from, later), length) >= endOfTerm(from, length)).toBe(true);
      }),
    );
  });
  it('is never shorter than the month, and longer by days off alone: at most five in a row', () => {
    fc.assert(
      fc.property(day, (from) => {
        const days = daysBetween(from, endOfTerm(from, 1));
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31 + 5);
      }),
    );
  });
  it('leaves no working day between its date and its end', () => {
    fc.assert(
      fc.property(day, (from) => {
        const end = endOfTerm(from, 1);
        // The day on which it would end without days off is the end itself, or one of the days off right before it.
        const [year = 0, month = 0, date = 0] = from.split('-').map(Number);
        const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
        const plain = new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
        for (let at = plain; at < end; at = addDays(at, 1)) expect(isWorkingDay(at)).toBe(false);
      }),
    );
  });
  it('is an extension only within the first month, and then longer', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (receivedOn, days) => {
        const extendedOn = addDays(receivedOn, days);
        const term = termOf({ receivedOn, extendedOn });
        if (term === null) throw new Error('no term');
        expect(term.isExtended).toBe(extendedOn <= endOfTerm(receivedOn, 1));
        expect(term.isExtended).toBe(!term.isExtendedTooLate);
        expect(term.dueOn > term.extendBy).toBe(term.isExtended);
      }),
    );
  });
});
