import { describe, expect, it } from 'vitest';
import { idleLimitMs, lockIsDue } from './idle-policy.ts';

const minute = 60_000;

describe('locking on idle', () => {
  it('is after ten minutes unless somebody chose a shorter time', () => {
    expect([
      idleLimitMs({}),
      idleLimitMs({ own: 5 }),
      idleLimitMs({ own: 30 }),
      idleLimitMs({ organisation: 3 }),
      idleLimitMs({ own: 30, organisation: 15 }),
      idleLimitMs({ own: 2, organisation: 15 }),
      idleLimitMs({ own: 0 }),
    ]).toEqual([10, 5, 30, 3, 15, 2, 1].map((minutes) => minutes * minute));
  });

  it('is due when nobody touched anything for that long, also over a suspend', () => {
    const limitMs = 10 * minute;
    const due = (now: number) => lockIsDue({ lastTouchedAt: 100 * minute, now, limitMs });
    expect([due(100 * minute), due(109.9 * minute), due(110 * minute), due(9000 * minute)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('is due when the clock went back far, and not after a small correction', () => {
    const due = (now: number) => lockIsDue({ lastTouchedAt: 100 * minute, now, limitMs: 10 * minute });
    expect([due(99.5 * minute), due(50 * minute)]).toEqual([false, true]);
  });
});
