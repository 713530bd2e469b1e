/**
 * Dates as the Dutch write them (and as their English colleagues read them): "mrt 2019", "3 maart 2019", "mrt 2019 – heden".
 *
 * Own month names rather than Intl's: the window, the paper and the tests run on different builds of ICU, and a dossier must
 * not read differently on them. A date keeps the precision it was given: a year stays a year.
 */
type Language = 'nl' | 'en';
export type DateStyle = 'short' | 'long';

// prettier-ignore
const MONTHS: Readonly<Record<Language, Readonly<Record<DateStyle, readonly string[]>>>> = {
  nl: {
    short: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
    long: [
      'januari', 'februari', 'maart', 'april', 'mei', 'juni',
      'juli', 'augustus', 'september', 'oktober', 'november', 'december',
    ],
  },
  en: {
    short: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    long: [
      'January', 'February', 'March', 'April', 'May', 'June',
      'July', 'August', 'September', 'October', 'November', 'December',
    ],
  },
};

const WORDS: Readonly<Record<Language, { now: string; from: string; until: string }>> = {
  nl: { now: 'heden', from: 'vanaf', until: 'tot en met' },
  en: { now: 'present', from: 'from', until: 'until' },
};

/**
 * `2019-03-05` → "5 mrt 2019", `2019-03` → "mrt 2019", `2019` → "2019". Empty for nothing; what is no date is given back as it
 * is, since hiding it would lose it.
 */
export function formatPartialDate(value: string | null, language: Language, style: DateStyle = 'short'): string {
  if (value === null) return '';
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  if (!match) return value;
  const [, year = '', month, day] = match;
  if (month === undefined) return year;
  const name = MONTHS[language][style][Number(month) - 1];
  if (name === undefined) return value;
  return [day === undefined ? '' : String(Number(day)), name, year].filter(Boolean).join(' ');
}

/**
 * What a period without an end means: of work that it still goes on ("mrt 2019 – heden"), of a right that it has no end yet
 * ("vanaf 1 mrt 2019"), of a course nothing: it began then, and nobody wrote down when it was over ("mrt 2019").
 */
export type OpenEnd = 'now' | 'from' | 'unknown';

/** "mrt 2019 – heden", "2016 – 2018", "tot en met 2018"; empty when neither is known. One moment is said once. */
export function formatPeriod(
  from: string | null,
  until: string | null,
  language: Language,
  { style = 'short', openEnd = 'now' }: { style?: DateStyle; openEnd?: OpenEnd } = {},
): string {
  const words = WORDS[language];
  if (from === null && until === null) return '';
  if (from === null) return `${words.until} ${formatPartialDate(until, language, style)}`;
  const start = formatPartialDate(from, language, style);
  if (until === null) {
    return openEnd === 'now' ? `${start} – ${words.now}` : openEnd === 'from' ? `${words.from} ${start}` : start;
  }
  if (from === until) return start;
  return `${start} – ${formatPartialDate(until, language, style)}`;
}

/** Latest first, the way a career is read: what still goes on stands on top, what has no date at all below. */
export function latestFirst(
  a: { readonly from: string | null; readonly until: string | null },
  b: { readonly from: string | null; readonly until: string | null },
): number {
  const end = (each: { from: string | null; until: string | null }) => each.until ?? (each.from === null ? '' : '9999');
  return compare(end(b), end(a)) || compare(b.from ?? '', a.from ?? '');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
