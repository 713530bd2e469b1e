/**
 * Dates as a Dutch adviser types them, into the form in which they are kept: "mrt 2019" → 2019-03, "2019" → 2019,
 * "23-11-2026" → 2026-11-23. Day before month, always. English month names too: a colleague may work in English.
 */
export type TypedDate = { ok: true; value: string } | { ok: false; reason: 'date' | 'wholeDay' | 'dateWriting' };

/** The first three letters tell the months of both languages apart; "mrt" and "maa" are the exception. */
const MONTH_BEGINNINGS: Readonly<Record<string, number>> = {
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

export function parseTypedDate(text: string, kind: 'date' | 'partialDate'): TypedDate {
  const parts = partsOf(text.trim().toLowerCase());
  if (!parts) return { ok: false, reason: 'dateWriting' };
  const { year, month, day } = parts;
  if (year < 1900 || year > 2099 || (month !== null && (month < 1 || month > 12))) return { ok: false, reason: 'date' };
  if (day !== null && (day < 1 || day > new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate()))
    return { ok: false, reason: 'date' };
  if (kind === 'date' && day === null) return { ok: false, reason: 'wholeDay' };
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    ok: true,
    value: [String(year), month === null ? null : two(month), day === null ? null : two(day)]
      .filter((part) => part !== null)
      .join('-'),
  };
}

type Parts = { year: number; month: number | null; day: number | null };

function partsOf(text: string): Parts | null {
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: numberOr(iso[2]), day: numberOr(iso[3]) };
  const numbers = /^(?:(\d{1,2})[-/.\s]+)?(\d{1,2})[-/.\s]+(\d{4})$/.exec(text);
  if (numbers) return { year: Number(numbers[3]), month: Number(numbers[2]), day: numberOr(numbers[1]) };
  const words = /^(?:(\d{1,2})(?:e|th|st|nd|rd)?[-\s.]+)?([a-z]{3,9})\.?[-\s.,']*(\d{4})$/.exec(text);
  if (words) {
    const month = MONTH_BEGINNINGS[(words[2] ?? '').slice(0, 3)];
    return month === undefined ? null : { year: Number(words[3]), month, day: numberOr(words[1]) };
  }
  return null;
}

/** A time of day as it is typed: "9:30", "9.30", "930", "9u30", "9", "14h", into `09:30`. */
export function parseTypedTime(text: string): { ok: true; value: string } | { ok: false; reason: 'time' } {
  const found = /^(\d{1,2})(?:\s*[:.,uh]\s*|\s+)?(\d{2})?\s*(?:uur|u|h)?$/i.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hours > 23 || minutes > 59) return { ok: false, reason: 'time' };
  return { ok: true, value: `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` };
}

const numberOr = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

/** The form in which a kept date appears in the editor: as it would be typed on digits. */
export function typingForm(value: string): string {
  return value.split('-').reverse().join('-');
}
