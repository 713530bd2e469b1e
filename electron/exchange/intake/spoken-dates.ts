/**
 * Dates as people and older systems write them, into the ISO form that fields hold: `23-11-2026`, `nov 2026`, `2026`. Day
 * before month, always: these are Dutch files. Two-digit years are not guessed.
 */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mrt: 3,
  maa: 3,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
};

const NOW = /^(?:heden|nu|present|current|now|today|t\/m heden|tot heden|-|–)$/i;

const two = (number: number | string): string => String(number).padStart(2, '0');

/** `undefined` when it is no date, `null` for "until today": an end that is not there. */
export function readSpokenDate(written: string): string | null | undefined {
  const text = written.trim().replace(/\s+/g, ' ');
  // Longest: "donderdag 23 september 2026, 00:00:00".
  if (text.length > 45) return undefined;
  if (NOW.test(text)) return null;
  const iso = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const dutch = /^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (dutch) return dateOf(dutch[3], dutch[2], dutch[1]);
  const words = /^(?:[a-z]+ )?(?:(\d{1,2})[ -])?([a-z]{3,9})\.?[ -](\d{4})$/i.exec(text);
  const name = words?.[2]?.toLowerCase().slice(0, 3) ?? '';
  if (words && Object.hasOwn(MONTHS, name)) return dateOf(words[3], String(MONTHS[name]), words[1]);
  return undefined;
}

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): string {
  return [year, month && two(month), day && two(day)].filter(Boolean).join('-');
}
