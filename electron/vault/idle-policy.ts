/**
 * When an unattended caseload locks itself: ten minutes without a touch, sooner where the organisation says so.
 *
 * Promises: an adviser may choose a shorter time than the organisation, never a longer one. Pure: times are passed in.
 */

const DEFAULT_IDLE_MINUTES = 10;
const SHORTEST_IDLE_MINUTES = 1;

export const idleLimitMs = (minutes: { own?: number | undefined; organisation?: number | undefined }): number =>
  Math.max(
    SHORTEST_IDLE_MINUTES,
    Math.min(minutes.own ?? DEFAULT_IDLE_MINUTES, minutes.organisation ?? Number.POSITIVE_INFINITY),
  ) * 60_000;

/** A minute of clock correction is ordinary; a clock further back says nothing about how long nobody was there. */
const CLOCK_SLACK_MS = 60_000;

export const lockIsDue = (times: { lastTouchedAt: number; now: number; limitMs: number }): boolean => {
  const idleMs = times.now - times.lastTouchedAt;
  return idleMs >= times.limitMs || idleMs < -CLOCK_SLACK_MS;
};
