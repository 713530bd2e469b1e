import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchored, LONGEST_WAIT_MS, NO_FAILURES, remainingWait } from './delay.ts';

describe('the delay after failed unlocks', () => {
  it('leaves three tries free, then doubles from a second to five minutes', () => {
    const waits = Array.from({ length: 15 }, (_, count) => remainingWait({ count, lastAt: 5000 }, 5000) / 1000);
    expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('passes with time', () => {
    expect([5000, 5400, 6000, 9000].map((now) => remainingWait({ count: 4, lastAt: 5000 }, now))).toEqual([
      2000, 1600, 1000, 0,
    ]);
  });

  it('is never longer than five minutes, whatever the clock and the file say', () => {
    const instant = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(instant, instant, instant, (count, lastAt, now) => {
        const wait = remainingWait({ count, lastAt }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }),
    );
  });

  it('is counted from now when the clock went back, so that it ends', () => {
    const failures = { count: 20, lastAt: Date.UTC(2031, 0, 1) };
    const now = Date.UTC(2026, 0, 1);
    const again = anchored(failures, now);
    expect(remainingWait(again, now)).toBe(LONGEST_WAIT_MS);
    expect(remainingWait(again, now + LONGEST_WAIT_MS)).toBe(0);
    expect(anchored(NO_FAILURES, now)).toBe(NO_FAILURES);
  });
});
