/**
 * A day as somebody types it while they talk: "morgen", "vrijdag", "over 2 weken", "gisteren", "3 dagen geleden", "3-12", "3 dec", or a whole
 * date. A weekday, and a date without a year, is the next one where the day is still to come, and the last one where it has been. Dutch and
 * English are read alike.
 */
import { addDays, addMonths } from '../../core/guidance/calendar.ts';
import { parseTypedDate, type TypedDate } from './typed-date.ts';

const TODAY = new Set(['vandaag', 'today', 'nu']);
const TOMORROW = new Set(['morgen', 'tomorrow']);
const AFTER = new Set(['overmorgen', 'day after tomorrow']);
const YESTERDAY = new Set(['gisteren', 'yesterday']);
const BEFORE = new Set(['eergisteren', 'day before yesterday']);
/** Two letters tell them apart in both languages, but for the ones that begin alike. */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:zo|zondag|sun|sunday)$/,
  /^(?:ma|maandag|mon|monday)$/,
  /^(?:di|dinsdag|tue|tuesday)$/,
  /^(?:wo|woensdag|wed|wednesday)$/,
  /^(?:do|donderdag|thu|thursday)$/,
  /^(?:vr|vrij|vrijdag|fri|friday)$/,
  /^(?:za|zaterdag|sat|saturday)$/,
];
const LATER =
  /^(?:over|in)?\s*(\d{1,3}|een|één|a|an)\s+(dag|dagen|day|days|week|weken|weeks|maand|maanden|month|months)$/;
const AGO =
  /^(\d{1,3}|een|één|a|an)\s+(dag|dagen|day|days|week|weken|weeks|maand|maanden|month|months)\s+(?:geleden|ago)$/;
const IN_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 };

/** @param today the day where the adviser is */
export const parseComingDay = (text: string, today: string): TypedDate => parseSaidDay(text, today, 1);
export const parsePastDay = (text: string, today: string): TypedDate => parseSaidDay(text, today, -1);

/** @param way 1 where the day is still to come, -1 where it has been */
function parseSaidDay(text: string, today: string, way: 1 | -1): TypedDate {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const day = (value: string): TypedDate => ({ ok: true, value });
  if (TODAY.has(typed)) return day(today);
  if (TOMORROW.has(typed)) return day(addDays(today, 1));
  if (AFTER.has(typed)) return day(addDays(today, 2));
  if (YESTERDAY.has(typed)) return day(addDays(today, -1));
  if (BEFORE.has(typed)) return day(addDays(today, -2));
  const bare = typed.replace(/^(?:op|komende|aanstaande|afgelopen|vorige|on|next|last|a\.s\.)\s+/, '');
  const weekday = WEEKDAYS.findIndex((each) => each.test(bare));
  if (weekday >= 0) {
    const apart = ((weekday - new Date(`${today}T00:00:00Z`).getUTCDay()) * way + 7) % 7;
    return day(addDays(today, way * (apart === 0 ? 7 : apart)));
  }
  const [, many = '', unit = ''] = (way === 1 ? LATER : AGO).exec(typed) ?? [];
  if (unit) {
    const count = way * (/^\d/.test(many) ? Number(many) : 1);
    const days = IN_DAYS[unit.charAt(0)];
    return day(days === undefined ? addMonths(today, count) : addDays(today, count * days));
  }
  const whole = parseTypedDate(bare, 'date');
  if (whole.ok || !/^\d{1,2}(?:[-/. ]+(?:\d{1,2}|[a-z]{3,9}\.?))$/.test(bare)) return whole;
  const year = Number(today.slice(0, 4));
  // The 29th of February comes in four years at most, or in eight around a year like 2100.
  for (let away = 0; away <= 8; away++) {
    const found = parseTypedDate(`${bare} ${year + way * away}`, 'date');
    if (found.ok && (way === 1 ? found.value >= today : found.value <= today)) return found;
  }
  return whole;
}
