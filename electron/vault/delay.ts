/**
 * How long to wait after failed unlocks: three tries are free, then 1 s, 2 s, 4 s … to five minutes.
 *
 * Promises: the wait is never longer than five minutes, whatever the clock says. Pure: the time is passed in.
 */

export type Failures = { readonly count: number; readonly lastAt: number };

export const NO_FAILURES: Failures = { count: 0, lastAt: 0 };

const FREE_TRIES = 3;
export const LONGEST_WAIT_MS = 5 * 60_000;

const waitAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(1000 * 2 ** Math.min(count - FREE_TRIES, 30), LONGEST_WAIT_MS);

/** The clock went back behind the last failure: the wait is counted from now, or it would last until the clock is there. */
export const anchored = (failures: Failures, now: number): Failures =>
  failures.lastAt > now ? { count: failures.count, lastAt: now } : failures;

export const remainingWait = (failures: Failures, now: number): number => {
  const wait = waitAfter(failures.count);
  return Math.min(Math.max(failures.lastAt + wait - now, 0), wait);
};
