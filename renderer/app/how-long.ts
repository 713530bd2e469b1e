/** A length of time in one word and a number, rounded: "1 jaar", "3 dagen", "2 uur". */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;
const MONTH = YEAR / 12;

const UNITS = [
  ['year', YEAR],
  ['month', MONTH],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

export function howLong(ms: number, language: string): string {
  // Of the largest unit of which there is nearly one: 364 days are a year, and 23 hours and 50 minutes a day.
  const [unit, length] = UNITS.find(([, each]) => ms >= 0.95 * each) ?? ['minute', MINUTE];
  const many = Math.max(1, Math.round(ms / length));
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(many);
}
