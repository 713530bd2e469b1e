import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { parseTypedDate, typingForm } from './typed-date.ts';

const partial = (text: string) => parseTypedDate(text, 'partialDate');
const whole = (text: string) => parseTypedDate(text, 'date');

describe('a date as it is typed', () => {
  it.each([
    ['2019', '2019'],
    ['mrt 2019', '2019-03'],
    ['Maart 2019', '2019-03'],
    ['mrt. 2019', '2019-03'],
    ['march 2019', '2019-03'],
    ['okt 2021', '2021-10'],
    ['3-2019', '2019-03'],
    ['03/2019', '2019-03'],
    ['2019-03', '2019-03'],
    ['23-11-2026', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['23 11 2026', '2026-11-23'],
    ['1 dec 2026', '2026-12-01'],
    ['1 december 2026', '2026-12-01'],
    ['  5 Mei 1998 ', '1998-05-05'],
    ['2026-11-23', '2026-11-23'],
    ['29-2-2024', '2024-02-29'],
  ])('reads %s as %s', (typed, kept) => {
    expect(partial(typed)).toEqual({ ok: true, value: kept });
  });

  it.each(['31-2-2024', '29-02-2023', '13-2019', '0-2019', '1-1-1850', '32 mei 2020'])(
    'refuses %s: no such day',
    (typed) => {
      expect(partial(typed)).toEqual({ ok: false, reason: 'date' });
    },
  );

  it.each(['gisteren', 'mrt', '12', '1-2-26', '12 foo 2020', '2019-'])('does not guess what %s means', (typed) => {
    expect(partial(typed)).toEqual({ ok: false, reason: 'dateWriting' });
  });

  it('asks for the whole day where a whole day is kept', () => {
    expect(whole('mrt 2019')).toEqual({ ok: false, reason: 'wholeDay' });
    expect(whole('2-3-2019')).toEqual({ ok: true, value: '2019-03-02' });
  });

  it('reads back every kept date from its typing form and from how it is shown, in both languages', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), (date, length) => {
        const kept = date.toISOString().slice(0, length);
        for (const typed of [
          typingForm(kept),
          formatPartialDate(kept, 'nl'),
          formatPartialDate(kept, 'nl', 'long'),
          formatPartialDate(kept, 'en'),
          formatPartialDate(kept, 'en', 'long'),
        ])
          expect(partial(typed)).toEqual({ ok: true, value: kept });
      }),
    );
  });
});
