/**
 * Appointments as a calendar file (iCalendar, RFC 5545): when, where and what they are called, never what was noted. Times are instants, so that every
 * calendar shows them on its own wall; asked again later the same appointment is the same event, changed or cancelled.
 */
import { addDays } from '../../../core/guidance/calendar.ts';
import { instantOf } from './zoned.ts';

export type OutgoingEvent = {
  readonly uid: string;
  /** Goes up with each change. */
  readonly sequence: number;
  readonly changedAt: number;
  readonly date: string;
  readonly time: string | null;
  readonly minutes: number | null;
  readonly summary: string;
  readonly place: string | null;
  readonly isCancelled: boolean;
};

/** How long it takes when nobody said so. */
const USUAL_MINUTES = 60;

/** @param zone where the adviser is */
export function writeCalendar(events: readonly OutgoingEvent[], zone: string): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Jobport//Jobport Desktop//NL', 'METHOD:PUBLISH'];
  for (const event of events) {
    lines.push('BEGIN:VEVENT', `UID:${escaped(event.uid)}`, `SEQUENCE:${event.sequence}`);
    lines.push(`DTSTAMP:${stamp(event.changedAt)}`);
    if (event.time === null) {
      lines.push(`DTSTART;VALUE=DATE:${event.date.replaceAll('-', '')}`);
      lines.push(`DTEND;VALUE=DATE:${addDays(event.date, 1).replaceAll('-', '')}`);
    } else {
      const start = instantOf(Date.parse(`${event.date}T${event.time}:00Z`), zone);
      lines.push(`DTSTART:${stamp(start)}`, `DTEND:${stamp(start + (event.minutes ?? USUAL_MINUTES) * 60_000)}`);
    }
    lines.push(`SUMMARY:${escaped(event.summary)}`);
    if (event.place !== null) lines.push(`LOCATION:${escaped(event.place)}`);
    lines.push(`STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'END:VEVENT');
  }
  lines.push('END:VCALENDAR');
  return lines.map(folded).join('\r\n') + '\r\n';
}

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (letter) => `\\${letter}`).replace(/\r\n|\r|\n/g, '\\n');

/** At most 75 octets a line (3.1), never in the middle of a letter. */
function folded(line: string): string {
  let [done, now, octets] = ['', '', 0];
  for (const letter of line) {
    const length = Buffer.byteLength(letter);
    if (octets + length > 74) {
      done += `${now}\r\n `;
      [now, octets] = ['', 1];
    }
    now += letter;
    octets += length;
  }
  return done + now;
}
