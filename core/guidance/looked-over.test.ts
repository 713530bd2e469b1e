import { describe, expect, it } from 'vitest';
import { isChangedSince, lookedOverAs, lookedOverIn } from './looked-over.ts';

const said = (field: string | null, day: number, state: 'right' | 'open' = 'right') => ({
  field,
  state,
  proposedOn: `2026-11-0${day}`,
  createdAt: day * 1000,
});

describe('what a candidate looked over', () => {
  it('is the last time of each group, the latest first, and nothing that was proposed', () => {
    const rows = [said('skill', 5), said('candidate', 6), said('skill', 2), said('place', 7, 'open'), said(null, 8)];
    expect(lookedOverIn(rows)).toEqual([
      { concept: 'candidate', on: '2026-11-06', at: 6000 },
      { concept: 'skill', on: '2026-11-05', at: 5000 },
    ]);
    expect(lookedOverAs(rows, 'education')).toBe(null);
  });

  it('says that something was written after it', () => {
    const at = { concept: 'skill', on: '2026-11-05', at: 5000 };
    expect(isChangedSince(at, [{ changedAt: 4000 }, { changedAt: 5000 }])).toBe(false);
    expect(isChangedSince(at, [{ changedAt: 5001 }])).toBe(true);
  });
});
