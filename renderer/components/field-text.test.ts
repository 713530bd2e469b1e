import { describe, expect, it } from 'vitest';
import { CONCEPTS } from '../../core/domain/concepts.ts';
import { parseTyped, sameValue, shownText, typingText } from './field-text.ts';

describe('what is typed into a field', () => {
  it('becomes the answer in the usual writing of its kind', () => {
    expect(parseTyped('candidate', 'postcode', '1234ab')).toEqual({ ok: true, value: '1234 AB' });
    expect(parseTyped('candidate', 'surname', '  Voorbeeld ')).toEqual({ ok: true, value: 'Voorbeeld' });
    expect(parseTyped('availability', 'hoursMax', '24')).toEqual({ ok: true, value: 24 });
    expect(parseTyped('availability', 'from', '1 dec 2026')).toEqual({ ok: true, value: '2026-12-01' });
    expect(parseTyped('workExperience', 'from', 'mrt 2019')).toEqual({ ok: true, value: '2019-03' });
    expect(parseTyped('availability', 'days', 'monday friday')).toEqual({ ok: true, value: ['monday', 'friday'] });
    expect(parseTyped('workExperience', 'description', ' - vegen\n - dweilen\n\n')).toEqual({
      ok: true,
      value: ' - vegen\n - dweilen',
    });
  });

  it('is a day as it is said: the next one where it is still to come, else the last one', () => {
    const TODAY = '2026-11-29';
    const day = (concept: 'task' | 'contactMoment', field: string, text: string) =>
      parseTyped(concept, field, text, TODAY);
    expect(day('task', 'dueOn', 'vrijdag')).toEqual({ ok: true, value: '2026-12-04' });
    expect(day('task', 'dueOn', 'over 2 weken')).toEqual({ ok: true, value: '2026-12-13' });
    expect(day('task', 'doneOn', 'vrijdag')).toEqual({ ok: true, value: '2026-11-27' });
    expect(day('contactMoment', 'date', 'gisteren')).toEqual({ ok: true, value: '2026-11-28' });
    expect(day('contactMoment', 'date', '3-12')).toEqual({ ok: true, value: '2025-12-03' });
  });

  it('is nothing when nothing is left of it', () => {
    expect(parseTyped('candidate', 'surname', '   ')).toEqual({ ok: true, value: null });
    expect(parseTyped('contactDetail', 'email', '')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['contactDetail', 'email', 'geen apenstaart', 'email'],
    ['contactDetail', 'phone', '06', 'phone'],
    ['webLink', 'url', 'javascript:alert(1)', 'url'],
    ['candidate', 'postcode', '?', 'postcode'],
    ['availability', 'from', '2027', 'wholeDay'],
    ['workExperience', 'from', 'toen', 'dateWriting'],
    ['task', 'dueOn', 'ooit', 'dayWriting'],
    ['workExperience', 'until', '31-2-2020', 'date'],
    ['availability', 'hoursMin', 'veel', 'number'],
    ['availability', 'hoursMin', '168', 'numberRange'],
    ['assessment', 'scoreMax', '12345678901', 'numberRange'],
    ['assessment', 'scoreMax', 'veel', 'number'],
    ['candidate', 'prefix', 'x'.repeat(21), 'tooLong'],
  ] as const)('is refused with its reason: %s.%s %s', (concept, field, text, reason) => {
    expect(parseTyped(concept, field, text)).toEqual({ ok: false, reason });
  });

  it('comes back the same from the editor, for every kind of field', () => {
    const examples: Record<string, unknown> = {
      text: 'Oss',
      longText: 'Eerste regel\nTweede regel',
      date: '2026-11-23',
      partialDate: '2019-03',
      integer: 3,
      email: 'iemand@example.nl',
      phone: '06 00 00 01 23',
      url: 'www.example.nl',
      postcode: '1234 AB',
    };
    for (const { name, fields } of CONCEPTS) {
      for (const [field, { kind, options }] of Object.entries(fields)) {
        const value = kind === 'code' ? options![0]! : kind === 'codes' ? [...options!] : examples[kind];
        if (value === undefined) continue;
        const typed = typingText(name, field, value as string);
        expect(parseTyped(name, field, typed), `${name}.${field}`).toEqual({
          ok: true,
          value,
        });
      }
    }
  });

  it('is shown in words', () => {
    expect(shownText('availability', 'days', ['monday', 'friday'], 'nl')).toBe('maandag, vrijdag');
    expect(shownText('candidate', 'phase', 'orientation', 'nl')).toBe('oriëntatie');
    expect(shownText('workExperience', 'from', '2019-03', 'nl')).toBe('mrt 2019');
    expect(shownText('candidate', 'phase', null, 'nl')).toBe('');
  });

  it('counts nothing and an empty list as the same answer', () => {
    expect(sameValue(null, [])).toBe(true);
    expect(sameValue('a', 'a')).toBe(true);
    expect(sameValue(['a'], ['b'])).toBe(false);
  });
});
