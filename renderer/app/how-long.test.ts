import { describe, expect, it } from 'vitest';
import { howLong } from './how-long.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describe('a length of time', () => {
  it.each([
    [5 * 60_000, '5 minuten', '5 minutes'],
    [61 * 60_000, '1 uur', '1 hour'],
    [23.5 * HOUR, '1 dag', '1 day'],
    [3.2 * DAY, '3 dagen', '3 days'],
    [40 * DAY, '1 maand', '1 month'],
    [364 * DAY, '1 jaar', '1 year'],
    [26 * 365 * DAY, '26 jaar', '26 years'],
  ])('of %i ms is said as people say it', (ms, nl, en) => {
    expect([howLong(ms, 'nl'), howLong(ms, 'en')]).toEqual([nl, en]);
  });
});
