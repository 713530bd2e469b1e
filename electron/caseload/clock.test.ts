/** A clock that jumps, on a real caseload: when it is told, how far it is off, and when it is not told any more. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import { OFF_MS, watchClock, type Clock } from './clock.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const START = Date.UTC(2026, 10, 23, 9);

let caseload: TestCaseload;
let wall: number;
let stopwatch: number;
let told: number;
let clock: Clock;
const open = (): Clock =>
  watchClock(caseload.db, { now: () => wall, steady: () => stopwatch, told: () => void told++ });
/** Time goes by, and both clocks know. */
const passes = (ms: number): void => {
  wall += ms;
  stopwatch += ms;
  clock.look();
};
const jumps = (ms: number): void => {
  wall += ms;
  clock.look();
};

beforeEach(async () => {
  caseload = await newCaseload();
  [wall, stopwatch, told] = [START, 0, 0];
  clock = open();
});
afterEach(() => caseload.close());

describe('the clock of the laptop', () => {
  it('is no news while it goes on as time does, drifts by seconds, or the laptop slept for a night', () => {
    for (let at = 0; at < 50; at++) passes(HOUR);
    jumps(20_000);
    jumps(-20_000);
    jumps(9 * HOUR);
    expect([clock.state(), told]).toEqual([null, 0]);
  });

  it('that is put back or forward a year is told once, with how far, until it is right again', () => {
    jumps(-YEAR);
    expect(clock.state()).toEqual({ way: 'behind', byMs: YEAR, isByOffice: false });
    for (let at = 0; at < 20; at++) passes(HOUR);
    expect(told).toBe(1);
    jumps(YEAR);
    expect([clock.state(), told]).toEqual([null, 2]);
    jumps(YEAR);
    expect(clock.state()).toEqual({ way: 'ahead', byMs: YEAR, isByOffice: false });
    jumps(-YEAR);
    expect(clock.state()).toBe(null);
  });

  it('that is said to be right is not told again, and becomes the one to go by', () => {
    jumps(-YEAR);
    clock.accept();
    passes(HOUR);
    expect(clock.state()).toBe(null);
    clock = open();
    expect(clock.state()).toBe(null);
    jumps(-2 * DAY);
    expect(clock.state()).toMatchObject({ way: 'behind', byMs: 2 * DAY });
  });

  it('that stands before a moment that was here already is told when the caseload is opened', () => {
    passes(2 * HOUR);
    wall -= 30 * DAY;
    clock = open();
    expect(clock.state()).toMatchObject({ way: 'behind', isByOffice: false });
    expect(clock.state()?.byMs).toBeGreaterThanOrEqual(30 * DAY);
    // A wrong clock is not what the next opening goes by.
    passes(2 * HOUR);
    clock = open();
    expect(clock.state()).toMatchObject({ way: 'behind' });
    wall += 30 * DAY;
    clock = open();
    expect(clock.state()).toBe(null);
  });

  it('is what the office says, whatever was thought before', () => {
    clock.heard(-YEAR);
    expect(clock.state()).toEqual({ way: 'ahead', byMs: YEAR, isByOffice: true });
    clock.heard(-YEAR + 1000);
    expect(told).toBe(1);
    // Put right, before the office is heard again.
    jumps(-YEAR);
    expect(clock.state()).toBe(null);
    clock.heard(0);
    jumps(-YEAR);
    expect(clock.state()).toMatchObject({ way: 'behind', isByOffice: true });
    // It was right after all: here it was the time before that was wrong.
    clock.heard(0);
    expect(clock.state()).toBe(null);
    clock.heard(OFF_MS - 1);
    expect(clock.state()).toBe(null);
    clock.heard(OFF_MS);
    expect(clock.state()).toMatchObject({ way: 'behind', byMs: OFF_MS });
  });
});
