import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../guidance/calendar.ts';
import {
  DEFAULT_TERMS,
  keptApplication,
  keptScheme,
  lastDayOf,
  PERIOD,
  RETENTION_RULES,
  standingOf,
  termOf,
} from './rules.ts';

describe('the last day on which something may be kept', () => {
  it.each([
    ['2026-11-30', 'P28D', '2026-12-28'],
    ['2026-11-30', 'P4W', '2026-12-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-29', 'P4Y', '2028-02-29'],
    ['2025-02-28', 'P1Y', '2026-02-28'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2028-01-31', 'P1M', '2028-02-29'],
    ['2026-12-31', 'P2M', '2027-02-28'],
    // The night in which the clock goes forward or back is a day like any other.
    ['2026-03-01', 'P28D', '2026-03-29'],
    ['2026-09-27', 'P28D', '2026-10-25'],
    ['2016-05-10', 'P10Y', '2026-05-10'],
  ])('%s and %s is %s', (begun, period, last) => expect(lastDayOf(begun, period)).toBe(last));

  it('is the same wherever the computer stands', () => {
    const was = process.env['TZ'];
    try {
      for (const zone of ['Europe/Amsterdam', 'America/Adak', 'Pacific/Kiritimati']) {
        process.env['TZ'] = zone;
        expect(lastDayOf('2026-03-29', 'P1D')).toBe('2026-03-30');
        expect(lastDayOf('2024-02-29', 'P1Y')).toBe('2025-02-28');
      }
    } finally {
      process.env['TZ'] = was;
    }
  });

  it('never comes sooner for what began later, and a longer term never ends sooner', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
    const unit = fc.constantFrom('D', 'W', 'M', 'Y');
    fc.assert(
      fc.property(day, day, unit, fc.integer({ min: 1, max: 100 }), (one, other, of, number) => {
        const [first = '', second = ''] = [one, other].sort();
        expect(lastDayOf(first, `P${number}${of}`) <= lastDayOf(second, `P${number}${of}`)).toBe(true);
        if (number < 100) expect(lastDayOf(one, `P${number}${of}`) < lastDayOf(one, `P${number + 1}${of}`)).toBe(true);
      }),
    );
  });

  it('takes durations of one part only', () => {
    for (const good of ['P28D', 'P4W', 'P3M', 'P1Y', 'P100Y']) expect(PERIOD.test(good)).toBe(true);
    for (const bad of ['P0D', 'P1Y6M', 'PT1H', '28D', 'P101Y', 'P-1D', 'P1D ', 'p1d'])
      expect(PERIOD.test(bad)).toBe(false);
  });
});

describe('by which rule something is kept', () => {
  const application = { stage: 'rejected', closedOn: '2026-10-01', keepOnFile: null } as const;
  it('an application after a rejection four weeks, with consent a year, and one that led to work with the dossier', () => {
    expect(keptApplication(application, '2026-11-01')).toEqual({ rule: 'applicationRejected', begun: '2026-10-01' });
    expect(keptApplication({ ...application, keepOnFile: 'yes' }, '2026-11-01')?.rule).toBe('applicationKept');
    expect(keptApplication({ ...application, keepOnFile: 'no' }, '2026-11-01')?.rule).toBe('applicationRejected');
    expect(keptApplication({ ...application, stage: 'withdrawn', closedOn: null }, '2026-11-01')).toEqual({
      rule: 'applicationRejected',
      begun: '2026-11-01',
    });
    for (const stage of ['hired', 'applied', null] as const)
      expect(keptApplication({ ...application, stage }, '2026-11-01')).toBeNull();
  });

  it('a scheme by how it ended', () => {
    const scheme = { outcome: null, decidedOn: null, until: null } as const;
    expect(keptScheme(scheme, '2026-11-01')).toBeNull();
    expect(keptScheme({ ...scheme, until: '2020-01-01' }, '2026-11-01')).toEqual({
      rule: 'schemeEnded',
      begun: '2020-01-01',
    });
    expect(keptScheme({ ...scheme, outcome: 'granted' }, '2026-11-01')).toBeNull();
    expect(keptScheme({ ...scheme, outcome: 'refused', decidedOn: '2021-03-04' }, '2026-11-01')).toEqual({
      rule: 'schemeRefused',
      begun: '2021-03-04',
    });
    expect(keptScheme({ ...scheme, outcome: 'brokenOff' }, '2026-11-01')).toEqual({
      rule: 'schemeBrokenOff',
      begun: '2026-11-01',
    });
  });

  it('is due the day after its last day, and never where nobody set a term', () => {
    const kept = { rule: 'applicationRejected', begun: '2026-11-01' } as const;
    expect(standingOf(kept, {}, '2026-11-29')).toEqual({ state: 'kept', lastDay: '2026-11-29' });
    expect(standingOf(kept, {}, '2026-11-30')).toEqual({ state: 'due', lastDay: '2026-11-29' });
    expect(standingOf(kept, { applicationRejected: 'P1Y' }, '2026-11-30').state).toBe('kept');
    expect(standingOf(kept, { applicationRejected: null }, '2099-01-01')).toEqual({ state: 'noTerm' });
    expect(standingOf({ ...kept, rule: 'dossier' }, {}, '2099-01-01')).toEqual({ state: 'noTerm' });
    for (const rule of RETENTION_RULES) expect(termOf(rule, {})).toBe(DEFAULT_TERMS[rule]);
  });

  it('keeps over twenty years exactly what the terms say, day by day', () => {
    const kept = { rule: 'schemeEnded', begun: '2008-02-29' } as const;
    let day = '2008-02-29';
    const days: string[] = [];
    while (day < '2028-03-02') {
      if (standingOf(kept, {}, day).state === 'kept') days.push(day);
      day = addDays(day, 1);
    }
    expect([days[0], days.at(-1)]).toEqual(['2008-02-29', '2018-02-28']);
    expect(days).toHaveLength(3653);
  });
});

const list = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'shared',
  'data',
  'retention',
  'selectielijst_2020_resultaten.json',
);

it('has for provisions the terms of the Selectielijst gemeenten 2020', (context) => {
  if (!existsSync(list)) return context.skip('no ../shared/data/retention beside this checkout');
  const results = JSON.parse(readFileSync(list, 'utf8')) as {
    pk: number;
    fields: { proces_type: number; generiek_resultaat?: number; nummer: number; bewaartermijn: string | null };
  }[];
  const general = (process: number, number: number) =>
    results.find(
      ({ fields }) =>
        fields.proces_type === process && fields.generiek_resultaat === undefined && fields.nummer === number,
    );
  const specific = (process: number, number: number, below: number) => {
    const above = general(process, number)?.pk;
    return results.find(({ fields }) => fields.generiek_resultaat === above && fields.nummer === below);
  };
  // Voorzieningen verstrekken: geweigerd (8.2), beëindigd (8.3), afgebroken in het sociaal domein (8.4.1); afgewezen sollicitatie (17.2.1, 17.2.2).
  expect(general(8, 3)?.fields.bewaartermijn).toBe(DEFAULT_TERMS.schemeEnded);
  expect(general(8, 2)?.fields.bewaartermijn).toBe(DEFAULT_TERMS.schemeRefused);
  expect(specific(8, 4, 1)?.fields.bewaartermijn).toBe(DEFAULT_TERMS.schemeBrokenOff);
  expect(specific(17, 2, 1)?.fields.bewaartermijn).toBe(DEFAULT_TERMS.applicationRejected);
  expect(specific(17, 2, 2)?.fields.bewaartermijn).toBe(DEFAULT_TERMS.applicationKept);
});
