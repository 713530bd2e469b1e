/**
 * The key lease (TRUST.md; SPEC.md P22): for how many days this laptop may be opened without hearing of its office. A caseload without
 * an office has none. Time never goes back: a clock that is put back counts on from the latest time that was seen.
 */
import { z } from 'zod';
import type { Database, Reader, Writer } from './database.ts';
import { readSetting, writeSetting } from './stores.ts';

const NAME = 'sync.lease';
const DAY_MS = 24 * 60 * 60 * 1000;
/** How often the time that was seen is written down. */
const SEEN_EVERY_MS = 60 * 60 * 1000;

const lease = z.object({ days: z.number(), heardAt: z.number(), seenAt: z.number() });

/** The office answered: the days begin anew, by the clock of this laptop as it stands now. */
export const renewLease = (tx: Writer, days: number, now: number): void =>
  writeSetting(tx, NAME, { days, heardAt: now, seenAt: now });

/** Since when the office was not heard, where that is longer than it allows; null while the caseload may be open. */
export function endedLease(db: Reader, now: number): { days: number; heardAt: number } | null {
  const known = readSetting(db, NAME, lease);
  if (!known) return null;
  const { days, heardAt, seenAt } = known;
  return Math.max(now, seenAt) > heardAt + days * DAY_MS ? { days, heardAt } : null;
}

export function seeTime(db: Database, now: number): void {
  const known = readSetting(db, NAME, lease);
  if (known && now > known.seenAt + SEEN_EVERY_MS)
    db.transact((tx) => writeSetting(tx, NAME, { ...known, seenAt: now }));
}
