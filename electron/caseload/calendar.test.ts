/** A calendar file against a real caseload: what is new, what is there already, what is different; and out again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCalendar, lookAtCalendar, takeCalendar } from './calendar.ts';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import type { Database } from './database.ts';
import { addCandidate, addRow, readOwnDossier } from './dossier.ts';
import { undo } from '../../tests/support/undo.ts';
import { idMaker } from './new-id.ts';

const NOW = Date.parse('2026-11-28T09:00:00Z');
const newId = idMaker(() => NOW);
const author = { actor: newId(), device: 'd', now: () => NOW, newId };
const DAYS = { from: '2026-11-28', until: '2027-11-28' };
const ZONE = 'Europe/Amsterdam';
let db: Database;
let caseload: TestCaseload;

beforeAll(async () => {
  caseload = await newCaseload();
  ({ db } = caseload);
});
afterAll(() => caseload.close());

const file = (...events: string[][]) =>
  new TextEncoder().encode(
    ['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join(
      '\r\n',
    ),
  );
const look = (bytes: Uint8Array<ArrayBuffer>) => lookAtCalendar(db, author, { bytes, ...DAYS }, ZONE).found;
const is = (bytes: Uint8Array<ArrayBuffer>) => look(bytes).map((each) => [each.key, each.is, each.differs]);
const take = (bytes: Uint8Array<ArrayBuffer>, choices: { key: string; dossier: string | null }[]) =>
  db.transact((tx) => takeCalendar(tx, author, { bytes, ...DAYS, choices }, ZONE));

const MEETING = [
  'UID:overleg',
  'DTSTART:20261203T090000Z',
  'DTEND:20261203T100000Z',
  'SUMMARY:Overleg',
  'LOCATION:Kamer 2',
];
const TALK = ['UID:gesprek', 'DTSTART:20261204T090000Z', 'SUMMARY:Gesprek'];

describe('a calendar file', () => {
  it('comes in where it was chosen, as one deed; then it is there, and later what is different comes', () => {
    const added = db.transact((tx) => addCandidate(tx, author, { surname: 'Voorbeeld' }));
    if (!added.ok) throw new Error('not added');
    const { dossier } = added.value;
    expect(is(file(MEETING, TALK)).map(([key, each]) => [key, each])).toEqual([
      ['overleg', 'new'],
      ['gesprek', 'new'],
    ]);
    const taken = take(file(MEETING, TALK), [
      { key: 'overleg', dossier: null },
      { key: 'gesprek', dossier },
    ]);
    expect(taken).toMatchObject({ ok: true, value: { added: 2, changed: 0 } });
    expect(readOwnDossier(db, author).rows.appointment).toMatchObject([
      { subject: 'Overleg', date: '2026-12-03', time: '10:00', minutes: 60, place: 'Kamer 2', externalId: 'overleg' },
    ]);
    expect(is(file(MEETING, TALK))).toEqual([
      ['overleg', 'same', []],
      ['gesprek', 'same', []],
    ]);
    expect(look(file(TALK))[0]?.whose).toBe('Voorbeeld');

    const later = [...MEETING.map((line) => line.replace('T090000Z', 'T093000Z')), 'SEQUENCE:1'];
    const off = [...TALK, 'STATUS:CANCELLED'];
    expect(is(file(later, off))).toEqual([
      ['overleg', 'changed', ['time', 'minutes']],
      ['gesprek', 'cancelled', ['state']],
    ]);
    take(file(later, off), [
      { key: 'overleg', dossier: null },
      { key: 'gesprek', dossier: null },
    ]);
    expect(readOwnDossier(db, author).rows.appointment[0]).toMatchObject({ time: '10:30', minutes: 30 });
    // One step back is all of it.
    db.transact((tx) => undo(tx, author));
    expect(is(file(MEETING, TALK)).map(([, each]) => each)).toEqual(['same', 'same']);
    // What was called off and never came here is no news.
    expect(is(file(['UID:weg', 'DTSTART:20261204T090000Z', 'STATUS:CANCELLED']))).toEqual([]);
  });

  it('goes out without notes, with as little of a candidate as was chosen, and comes back as what is there already', () => {
    const added = db.transact((tx) => addCandidate(tx, author, { givenName: 'Vera', surname: 'Verzonnen' }));
    if (!added.ok) throw new Error('not added');
    const { dossier } = added.value;
    const fields = {
      subject: 'Intake',
      date: '2026-12-10',
      time: '09:00',
      place: 'Stadhuis',
      note: 'is bang voor honden',
    };
    const row = db.transact((tx) => addRow(tx, author, { dossier, concept: 'appointment', fields }));
    if (!row.ok) throw new Error('not added');
    const out = (names: 'none' | 'initials' | 'full') =>
      composeCalendar(
        db,
        author,
        { from: '2026-12-10', until: '2026-12-10', row: row.value.row, names, language: 'nl' },
        ZONE,
      );
    expect(out('none').text).toContain('SUMMARY:Intake\r\n');
    expect(out('initials').text).toContain('SUMMARY:Intake (VV)\r\n');
    expect(out('full').text).toContain('SUMMARY:Intake (Vera Verzonnen)\r\n');
    for (const names of ['none', 'initials', 'full'] as const) {
      expect(out(names).text).not.toContain('honden');
      expect(JSON.stringify(out(names).audit)).not.toContain('Intake');
      expect(is(new TextEncoder().encode(out(names).text)).map(([, each]) => each)).toEqual(['same']);
    }
    expect(out('none').text).not.toMatch(/Vera|Verzonnen/);
  });
});
