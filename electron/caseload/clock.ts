/**
 * Whether the clock of this laptop can be believed, for the adviser only: no order, no merge and nothing that is kept depends on it (core/sync/SPEC.md O6,
 * P17). It is known to be off when the office says so; otherwise it shows itself by jumping while the caseload is open, or by standing before a moment
 * that was here already. Told once; whoever looked, and says that it is right, does not hear it again.
 *
 * A jump is what the clock did beside a stopwatch that nobody can set. A laptop that sleeps stops that stopwatch, so that a night looks like a jump
 * ahead: the caseload is locked then, and only more than a day counts.
 */
import { z } from 'zod';
import type { Answer } from '../../core/contract/contract.ts';
import type { Database } from './database.ts';
import { readSetting, writeSetting } from './stores.ts';

/** Laptops drift by seconds; more than this is a wrong clock. */
export const OFF_MS = 5 * 60_000;
const SLEPT_MS = 24 * 60 * 60_000;
/** How often the latest moment is written down. */
const SEEN_EVERY_MS = 60 * 60_000;
const NAME = 'clock.seen';

export type ClockTold = NonNullable<Answer<'clock.state'>>;
export type Clock = ReturnType<typeof watchClock>;

/**
 * @param options.steady milliseconds of a stopwatch: only ever on, whatever the clock does
 * @param options.told what `state` says is different
 */
export function watchClock(
  db: Database,
  options: { readonly now: () => number; readonly steady: () => number; readonly told: () => void },
) {
  const { now, steady } = options;
  const seen = readSetting(db, NAME, z.number()) ?? 0;
  let last = { now: now(), steady: steady() };
  /** This clock less the one it had, as far as it was seen to jump. */
  let jumped = 0;
  /** This clock less that of the office; null until the office was heard. */
  let besideOffice: number | null = null;
  /** Of which the adviser says that it is as it should be. */
  let accepted: number | null = null;
  let state: ClockTold | null = null;
  let writtenAt = 0;
  // It stands before a moment that was here already: put back while the caseload was closed, or an empty battery.
  if (seen > last.now + OFF_MS) jumped = last.now - seen;
  else keep();

  function keep(): void {
    writtenAt = last.steady;
    db.transact((tx) => writeSetting(tx, NAME, last.now));
  }

  function evaluate(): void {
    const off = besideOffice ?? jumped;
    const isOff = Math.abs(off) >= OFF_MS && (accepted === null || Math.abs(off - accepted) >= OFF_MS);
    const next: ClockTold | null = isOff
      ? { way: off < 0 ? 'behind' : 'ahead', byMs: Math.round(Math.abs(off)), isByOffice: besideOffice !== null }
      : null;
    const isOther =
      next?.way !== state?.way ||
      next?.isByOffice !== state?.isByOffice ||
      Math.abs((next?.byMs ?? 0) - (state?.byMs ?? 0)) >= OFF_MS;
    if (!isOther) return;
    state = next;
    options.told();
  }
  evaluate();

  return {
    state: (): ClockTold | null => state,
    /** At each question: costs nothing but two looks. */
    look(): void {
      const at = { now: now(), steady: steady() };
      const leap = at.now - last.now - (at.steady - last.steady);
      last = at;
      if (leap <= -OFF_MS || leap >= SLEPT_MS) {
        jumped += leap;
        if (besideOffice !== null) besideOffice += leap;
        evaluate();
      } else if (jumped === 0 && at.steady - writtenAt >= SEEN_EVERY_MS) {
        keep();
      }
    },
    /** The office answered. @param off its clock less that of this laptop, in milliseconds; 0 when they are the same within a minute */
    heard(off: number): void {
      besideOffice = -off;
      if (Math.abs(off) < OFF_MS) {
        jumped = 0;
        keep();
      }
      evaluate();
    },
    /** The adviser looked: it is as it should be, or it will be. */
    accept(): void {
      accepted = besideOffice ?? jumped;
      if (besideOffice === null) keep();
      evaluate();
    },
  };
}
