/**
 * A day to come, as somebody types it while they talk: "morgen", "vrijdag", "over 2 weken", "3-12", "3 dec", or a whole date. What has
 * no year is the next time that this day comes. Dutch and English are read alike.
 */
import { addDays, addMonths } from '../../core/guidance/calendar.ts';
import { parseTypedDate, type TypedDate } from './typed-date.ts';

const TODAY = new Set(['vandaag', 'today', 'nu']);
const TOMORROW = new Set(['morgen', 'tomorrow']);
const AFTER = new Set(['overmorgen', 'day after tomorrow']);
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
const IN_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 };

/** @param today the day where the adviser is */
export function parseComingDay(text: string, today: string): TypedDate {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const day = (value: string): TypedDate => ({ ok: true, value });
  if (TODAY.has(typed)) return day(today);
  if (TOMORROW.has(typed)) return day(addDays(today, 1));
  if (AFTER.has(typed)) return day(addDays(today, 2));
  const bare = typed.replace(/^(?:op|komende|aanstaande|on|next|a\.s\.)\s+/, '');
  const weekday = WEEKDAYS.findIndex((each) => each.test(bare));
  if (weekday >= 0) {
    const ahead = (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
    return day(addDays(today, ahead === 0 ? 7 : ahead));
  }
  const [, many = '', unit = ''] = LATER.exec(typed) ?? [];
  if (unit) {
    const count = /^\d/.test(many) ? Number(many) : 1;
    const days = IN_DAYS[unit.charAt(0)];
    return day(days === undefined ? addMonths(today, count) : addDays(today, count * days));
  }
  const whole = parseTypedDate(bare, 'date');
  if (whole.ok || !/^\d{1,2}(?:[-/. ]+(?:\d{1,2}|[a-z]{3,9}\.?))$/.test(bare)) return whole;
  const year = Number(today.slice(0, 4));
  // The 29th of February comes in four years at most, or in eight around a year like 2100.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const found = parseTypedDate(`${bare} ${year + ahead}`, 'date');
    if (found.ok && found.value >= today) return found;
  }
  return whole;
}
