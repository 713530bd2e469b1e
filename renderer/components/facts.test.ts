import { describe, expect, it } from 'vitest';
import { availableFrom, daysText, hoursRange, travelText } from './facts.ts';

describe('the facts in the header', () => {
  it('tells hours as a range only when there is one', () => {
    expect(hoursRange({ hoursMin: 16, hoursMax: 24 })).toBe('16–24');
    expect(hoursRange({ hoursMin: 24, hoursMax: 24 })).toBe('24');
    expect(hoursRange({ hoursMin: null, hoursMax: 32 })).toBe('32');
    expect(hoursRange({ hoursMin: null, hoursMax: null })).toBe('');
  });

  it('joins days in a row', () => {
    expect(daysText(['monday', 'tuesday', 'wednesday', 'thursday'], 'nl')).toBe('ma–do');
    expect(daysText(['friday', 'monday', 'wednesday'], 'nl')).toBe('ma, wo, vr');
    expect(daysText(['monday', 'tuesday', 'friday', 'saturday', 'sunday'], 'nl')).toBe('ma, di, vr–zo');
    expect(daysText(null, 'nl')).toBe('');
  });

  it('tells how far and by what', () => {
    expect(travelText({ transport: ['bicycle'], maxDistanceKm: 15, maxTravelMinutes: 60 }, 'nl')).toBe('fiets, 15 km');
    expect(travelText({ transport: null, maxDistanceKm: null, maxTravelMinutes: 45 }, 'nl')).toBe('45 min');
    expect(travelText({ transport: null, maxDistanceKm: null, maxTravelMinutes: null }, 'nl')).toBe('');
  });

  it('tells from when, seen from today', () => {
    expect(availableFrom({ from: '2026-12-01', until: null }, '2026-11-23', 'nl')).toEqual({
      when: 'from',
      date: '1 december 2026',
    });
    expect(availableFrom({ from: '2026-11-23', until: null }, '2026-11-23', 'nl')).toEqual({ when: 'now' });
    expect(availableFrom({ from: '2026-01-01', until: '2026-06-30' }, '2026-11-23', 'nl')).toEqual({
      when: 'ended',
      date: '30 jun 2026',
    });
    expect(availableFrom(null, '2026-11-23', 'nl')).toBeNull();
  });
});
