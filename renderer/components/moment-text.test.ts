import { expect, it } from 'vitest';
import { momentText } from './MomentText.tsx';

it('says today and yesterday of those days only, and the year where it is another: also one that did not come yet', () => {
  const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 14, 2).getTime();
  const now = at(2026, 11, 28);
  const said = [
    at(2026, 11, 28),
    at(2026, 11, 27),
    at(2026, 11, 26),
    at(2025, 11, 28),
    at(2026, 11, 29),
    at(2027, 11, 28),
  ];
  expect(said.map((each) => momentText(each, now, 'nl', { today: 'vandaag', yesterday: 'gisteren' }))).toEqual([
    'vandaag 14:02',
    'gisteren 14:02',
    '26 nov',
    '28 nov 2025',
    '29 nov',
    '28 nov 2027',
  ]);
});
