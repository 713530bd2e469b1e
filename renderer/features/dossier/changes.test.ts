import { describe, expect, it } from 'vitest';
import { byDay, isSensitive, type Entry } from './changes.ts';

const entry = (at: string, group: string, row: string, field: string): Entry => ({
  operation: `${group}-${row}`,
  group,
  at: new Date(at).getTime(),
  actor: 'Noor Voorbeeld',
  label: 'edit',
  concept: 'skill',
  row,
  about: null,
  field,
  before: null,
  after: 'x',
  undone: false,
});

describe('history', () => {
  it('is read by day, by what was done at once, and by row', () => {
    const days = byDay([
      entry('2026-11-23T14:00:00', 'g3', 'a', 'name'),
      entry('2026-11-23T09:00:00', 'g2', 'b', 'name'),
      entry('2026-11-23T09:00:00', 'g2', 'b', 'kind'),
      entry('2026-11-23T09:00:00', 'g2', 'c', 'name'),
      entry('2026-11-20T09:00:00', 'g1', 'a', 'name'),
    ]);
    expect(
      days.map(({ day, deeds }) => [day, deeds.map((deed) => [deed.group, deed.count, deed.rows.length])]),
    ).toEqual([
      [
        '2026-11-23',
        [
          ['g3', 1, 1],
          ['g2', 3, 2],
        ],
      ],
      ['2026-11-20', [['g1', 1, 1]]],
    ]);
  });

  it('knows what is not shown without asking', () => {
    expect(isSensitive({ concept: 'scheme', field: 'scheme' })).toBe(true);
    expect(isSensitive({ concept: 'availability', field: 'needsGuidance' })).toBe(true);
    expect(isSensitive({ concept: 'skill', field: 'name' })).toBe(false);
    expect(isSensitive({ concept: 'skill', field: 'deleted' })).toBe(false);
  });
});
