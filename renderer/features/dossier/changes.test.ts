import { describe, expect, it } from 'vitest';
import { byDay, isSensitive, removedIn, type Entry } from './changes.ts';

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

  it('names what a deed removed, where that is all it did, and nobody gave it back', () => {
    const gone = (row: string, more: Partial<Entry> = {}): Entry => ({
      ...entry('2026-11-23T14:00:00', 'g1', row, 'deleted'),
      before: 0,
      after: 1,
      ...more,
    });
    const removed = (...entries: Entry[]): string[] =>
      byDay(entries).flatMap(({ deeds }) => deeds.flatMap((deed) => removedIn(deed).map(({ row }) => row)));
    expect(removed(gone('a'), gone('b'))).toEqual(['a', 'b']);
    expect(removed(gone('a', { undone: true }))).toEqual([]);
    expect(removed(gone('a', { before: 1, after: 0 }))).toEqual([]);
    // A better scan in the place of the old one, and a dossier that went up in this one.
    expect(removed(gone('a'), entry('2026-11-23T14:00:00', 'g1', 'b', 'name'))).toEqual([]);
    expect(removed(gone('a', { concept: 'candidate', label: 'merge' }))).toEqual([]);
  });

  it('knows what is not shown without asking', () => {
    expect(isSensitive({ concept: 'scheme', field: 'scheme' })).toBe(true);
    expect(isSensitive({ concept: 'availability', field: 'needsGuidance' })).toBe(true);
    expect(isSensitive({ concept: 'skill', field: 'name' })).toBe(false);
    expect(isSensitive({ concept: 'skill', field: 'deleted' })).toBe(false);
  });
});
