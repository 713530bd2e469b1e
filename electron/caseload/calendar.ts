/**
 * The adviser's calendar from and to a calendar file. What comes in is looked at first: what is new, what is there already and what is different;
 * what the adviser chooses comes in as one deed, in their own dossier or with a candidate. What goes out says when and where, and never
 * what was noted.
 */
import { createHash } from 'node:crypto';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { displayName, monogram, type NameParts } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { optionLabel } from '../../core/domain/words/words.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { readCalendar, type CalendarEvent } from '../exchange/calendar/read-calendar.ts';
import { writeCalendar } from '../exchange/calendar/write-calendar.ts';
import type { Reader, Writer } from './database.ts';
import { mayStand, type DossierNotFound } from './dossier.ts';
import { isFrozen } from './limits.ts';
import { toRow, type StoredRow } from './rows.ts';
import { readAgenda } from './today.ts';
import { openGroup, type Author } from './write.ts';

type Looked = Answer<'calendar.look'>;
type Asked = Ask<'calendar.look'>;
/** What is called after our own rows when it goes out, and known by that when it comes back. */
const OURS = '@jobport';

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What of an event is an answer of an appointment. Whether it was held the adviser says, not the calendar. */
const fieldsOf = (event: CalendarEvent): Record<string, FieldValue> => ({
  subject: event.subject,
  date: event.date,
  time: event.time,
  minutes: event.minutes,
  place: event.place,
});

/** UTF-8 as it should be (RFC 5545, 3.1.4), and what older calendars on Windows write. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Found = {
  readonly event: CalendarEvent;
  readonly is: Looked['found'][number]['is'];
  readonly stored: StoredRow | null;
  readonly fields: Record<string, FieldValue>;
};

function compare(db: Reader, author: Author, { bytes, from, until }: Asked, zone: string) {
  const read = readCalendar(textOf(bytes), { from, until }, zone);
  const there = new Map<string, StoredRow>();
  for (const row of db.all<StoredRow>(
    `SELECT * FROM "appointment" WHERE "deleted" = 0 AND "externalId" IS NOT NULL AND ("adviser" IS NULL OR "adviser" = ?)`,
    referenceTo('adviser', author.actor),
  ))
    there.set(String(row['externalId']), row);
  const found = read.events.flatMap((event): Found[] => {
    const own = event.key.endsWith(OURS)
      ? db.get<StoredRow>(
          `SELECT * FROM "appointment" WHERE "id" = ? AND "deleted" = 0`,
          event.key.slice(0, -OURS.length),
        )
      : undefined;
    const stored = own ?? there.get(event.key) ?? null;
    // With somebody who is restricted or shielded: it stays as it is, and is not shown.
    if (stored && isFrozen(db, stored.dossier)) return [];
    // What was called off before it came here is no news.
    if (!stored) return event.isCancelled ? [] : [{ event, is: 'new', stored, fields: fieldsOf(event) }];
    const now: Record<string, unknown> = toRow('appointment', stored);
    if (event.isCancelled)
      return [
        { event, is: now['state'] === 'cancelled' ? 'same' : 'cancelled', stored, fields: { state: 'cancelled' } },
      ];
    const fields = Object.fromEntries(
      // Our own file says less than the row: how long it takes when nobody said so, and the name of the candidate.
      Object.entries(fieldsOf(event)).filter(
        ([name, value]) => (now[name] ?? null) !== value && !(own && (name === 'subject' || name === 'minutes')),
      ),
    );
    return [{ event, is: Object.keys(fields).length > 0 ? 'changed' : 'same', stored, fields }];
  });
  return { read, found };
}

const NAME = `"initials", "givenName", "prefix", "surname"`;

export function lookAtCalendar(db: Reader, author: Author, ask: Asked, zone = here()): Looked {
  const { read, found } = compare(db, author, ask, zone);
  return {
    problems: [...read.problems],
    outside: read.outside,
    found: found.map(({ event, is, stored, fields }) => {
      const name = stored && db.get<NameParts>(`SELECT ${NAME} FROM "candidate" WHERE "id" = ?`, stored.dossier);
      const { key, subject, date, time, minutes, place, repeats } = event;
      const whose = name ? displayName(name) || null : null;
      return { key, subject, date, time, minutes, place, repeats, is, whose, differs: Object.keys(fields) };
    }),
  };
}

export function takeCalendar(
  tx: Writer,
  author: Author,
  { choices, ...ask }: Ask<'calendar.take'>,
  zone = here(),
): Result<Answer<'calendar.take'> & { dossiers: string[] }, DossierNotFound> {
  const chosen = new Map(choices.map(({ key, dossier }) => [key, dossier ?? author.actor]));
  for (const dossier of new Set(chosen.values()))
    if (!mayStand(tx, author, { dossier, concept: 'appointment' })) return err({ type: 'DossierNotFound' });
  const { found } = compare(tx, author, ask, zone);
  const group = openGroup(tx, author, 'import');
  const dossiers = new Set<string>();
  let [added, changed] = [0, 0];
  for (const { event, is, stored, fields } of found) {
    const whereTo = chosen.get(event.key);
    if (whereTo === undefined || is === 'same') continue;
    const dossier = stored?.dossier ?? whereTo;
    dossiers.add(dossier);
    if (stored) {
      group.write({ concept: 'appointment', row: stored.id, dossier, fields });
      changed++;
      continue;
    }
    const { note, participants, key } = event;
    const said = { ...fields, note, participants, kind: 'other', state: 'planned', externalId: key };
    const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
    const adviser = referenceTo('adviser', author.actor);
    group.write({ concept: 'appointment', row: author.newId(), dossier, fields: { ...known, adviser } });
    added++;
  }
  group.close();
  return ok({ group: group.group.id, added, changed, dossiers: [...dossiers] });
}

export type OutgoingCalendar = {
  readonly text: string;
  readonly fileName: string;
  readonly count: number;
  readonly audit: { readonly action: string; readonly detail: Record<string, unknown> };
};

export function composeCalendar(
  db: Reader,
  author: Author,
  { from, until, names, row, language }: Ask<'calendar.save'>,
  zone = here(),
): OutgoingCalendar {
  const events = readAgenda(db, author, { from, until })
    .filter((each) => (row === null || each.row.id === row) && each.row.date !== null)
    .map(({ row: each, ...whose }) => {
      const isCandidates = whose.dossier !== author.actor;
      const called = names === 'full' ? displayName(whose) : names === 'initials' ? monogram(whose) : '';
      const what = each.subject ?? optionLabel(language, 'appointment', 'kind', each.kind ?? 'other');
      return {
        uid: `${each.id}${OURS}`,
        sequence: Math.max(0, Math.floor((each.changedAt - each.createdAt) / 1000)),
        changedAt: each.changedAt,
        date: each.date ?? from,
        time: each.time,
        minutes: each.minutes,
        summary: isCandidates && called !== '' ? `${what} (${called})` : what,
        place: each.place,
        isCancelled: each.state === 'cancelled',
      };
    });
  const text = writeCalendar(events, zone);
  const word = { nl: ['afspraak', 'agenda'], en: ['appointment', 'calendar'] }[language];
  const days = from === until ? from : `${from}_${until}`;
  return {
    text,
    fileName: row === null ? `${word[1]}-${days}.ics` : `${word[0]}-${days}.ics`,
    count: events.length,
    audit: {
      action: 'calendar.saved',
      detail: { from, until, names, events: events.length, sha256: createHash('sha256').update(text).digest('hex') },
    },
  };
}
