import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from './read-calendar.ts';
import { writeCalendar, type OutgoingEvent } from './write-calendar.ts';
import { instantOf, wallAt, zoneNamed } from './zoned.ts';

const ZONE = 'Europe/Amsterdam';
const YEAR = { from: '2026-01-01', until: '2026-12-31' };
const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:een@voorbeeld.nl', ...lines, 'END:VEVENT'];
const read = (...lines: string[]) => readCalendar(file(...lines), YEAR, ZONE);
const when = (...lines: string[]) =>
  read(...event(...lines)).events.map(({ date, time }) => `${date} ${time ?? ''}`.trim());

describe('a calendar that comes in', () => {
  it('is on the wall of the adviser: from UTC, from another zone, floating, a whole day, and as Outlook names zones', () => {
    expect(when('DTSTART:20260701T080000Z')).toEqual(['2026-07-01 10:00']);
    expect(when('DTSTART:20260115T080000Z')).toEqual(['2026-01-15 09:00']);
    expect(when('DTSTART;TZID=Europe/Amsterdam:20260701T093000')).toEqual(['2026-07-01 09:30']);
    expect(when('DTSTART;TZID=America/New_York:20260701T093000')).toEqual(['2026-07-01 15:30']);
    expect(when('DTSTART;TZID="W. Europe Standard Time":20261102T093000')).toEqual(['2026-11-02 09:30']);
    expect(when('DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20261102T093000')).toEqual([
      '2026-11-02 10:30',
    ]);
    expect(when('DTSTART:20260701T093000')).toEqual(['2026-07-01 09:30']);
    expect(when('DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260702')).toEqual(['2026-07-01']);
    // Late in the evening in New York is the next day here.
    expect(when('DTSTART;TZID=America/New_York:20260630T200000')).toEqual(['2026-07-01 02:00']);
  });

  it('of several whole days is on each of them, known by the day, and moves as one when one time of a series is moved', () => {
    const training = event('DTSTART;VALUE=DATE:20261208', 'DTEND;VALUE=DATE:20261211', 'SUMMARY:Training');
    expect(read(...training).events.map(({ key, date, time, subject }) => [key, date, time, subject])).toEqual([
      ['een@voorbeeld.nl', '2026-12-08', null, 'Training'],
      ['een@voorbeeld.nl/day-2', '2026-12-09', null, 'Training'],
      ['een@voorbeeld.nl/day-3', '2026-12-10', null, 'Training'],
    ]);
    // Over the change of the clock, by how long it takes, and over the end of the year that is asked for.
    expect(when('DTSTART;VALUE=DATE:20260328', 'DURATION:P2D')).toEqual(['2026-03-28', '2026-03-29']);
    expect(when('DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270103')).toEqual(['2026-12-31']);
    expect(read(...event('DTSTART;VALUE=DATE:20270103', 'DTEND;VALUE=DATE:20270105')).outside).toBe(1);
    expect(when('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20290101').length).toBe(60);
    const series = event('DTSTART;VALUE=DATE:20260601', 'DTEND;VALUE=DATE:20260603', 'RRULE:FREQ=MONTHLY;COUNT=2');
    const moved = event(
      'RECURRENCE-ID;VALUE=DATE:20260701',
      'DTSTART;VALUE=DATE:20260710',
      'DTEND;VALUE=DATE:20260711',
    );
    expect(read(...series, ...moved).events.map(({ date }) => date)).toEqual([
      '2026-06-01',
      '2026-06-02',
      '2026-07-10',
    ]);
  });

  it('has its words, also when they are folded, and how long it takes', () => {
    const { events } = read(
      ...event(
        'DTSTART:20260701T080000Z',
        'DTEND:20260701T084500Z',
        'SUMMARY:Gesprek\\; met\\, ',
        ' é',
        'LOCATION:Kamer 2',
        'DESCRIPTION:Regel een\\nRegel twee',
        'ATTENDEE;CN="Voorbeeld, Vera";ROLE=REQ-PARTICIPANT:mailto:vera@voorbeeld.nl',
        'ATTENDEE:mailto:bram@voorbeeld.nl',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'DESCRIPTION:Let op',
        'END:VALARM',
      ),
    );
    expect(events).toEqual([
      {
        key: 'een@voorbeeld.nl',
        uid: 'een@voorbeeld.nl',
        subject: 'Gesprek; met, é',
        date: '2026-07-01',
        time: '10:00',
        minutes: 45,
        place: 'Kamer 2',
        participants: 'Voorbeeld, Vera, bram@voorbeeld.nl',
        note: 'Regel een\nRegel twee',
        isCancelled: false,
        repeats: false,
      },
    ]);
    expect(read(...event('DTSTART:20260701T080000Z', 'DURATION:PT1H30M')).events[0]?.minutes).toBe(90);
  });

  it('that repeats stays on its hour when the clock changes, ends where it says, and leaves out what was left out', () => {
    const weekly = ['DTSTART;TZID=Europe/Amsterdam:20261012T090000', 'RRULE:FREQ=WEEKLY;COUNT=4'];
    expect(when(...weekly)).toEqual(['2026-10-12 09:00', '2026-10-19 09:00', '2026-10-26 09:00', '2026-11-02 09:00']);
    expect(when(...weekly, 'EXDATE;TZID=Europe/Amsterdam:20261019T090000')).toEqual([
      '2026-10-12 09:00',
      '2026-10-26 09:00',
      '2026-11-02 09:00',
    ]);
    const until = 'RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260327T080000Z';
    expect(when('DTSTART;TZID=Europe/Amsterdam:20260130T090000', until)).toEqual([
      '2026-01-30 09:00',
      '2026-02-27 09:00',
      '2026-03-27 09:00',
    ]);
    expect(when('DTSTART;VALUE=DATE:20260131', 'RRULE:FREQ=MONTHLY;COUNT=3')).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
    ]);
    // Only within the asked days, however long it goes on.
    expect(when('DTSTART:20100101T080000Z', 'RRULE:FREQ=DAILY')).toHaveLength(365);
  });

  it('one time of a series that was moved stands in its place, and keeps its key', () => {
    const series = event(
      'DTSTART;TZID=Europe/Amsterdam:20261012T090000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'SUMMARY:Overleg',
    );
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Amsterdam:20261019T090000',
      'DTSTART;TZID=Europe/Amsterdam:20261020T140000',
      'SUMMARY:Overleg later',
    );
    const { events } = read(...moved, ...series);
    expect(events.map(({ date, time, subject }) => [date, time, subject])).toEqual([
      ['2026-10-12', '09:00', 'Overleg'],
      ['2026-10-20', '14:00', 'Overleg later'],
      ['2026-10-26', '09:00', 'Overleg'],
    ]);
    expect(events[1]?.key).toBe('een@voorbeeld.nl/2026-10-19T09:00');
  });

  it('of what stands there twice the higher SEQUENCE counts, also when it comes first; cancelled is said', () => {
    const newer = event('SEQUENCE:2', 'DTSTART:20260702T080000Z', 'STATUS:CANCELLED');
    const older = event('SEQUENCE:1', 'DTSTART:20260701T080000Z');
    for (const both of [
      [...newer, ...older],
      [...older, ...newer],
    ])
      expect(read(...both).events.map(({ date, isCancelled }) => [date, isCancelled])).toEqual([['2026-07-02', true]]);
  });

  it('that is bad says on which line, and gives the rest', () => {
    const good = event('DTSTART:20260701T080000Z');
    const bad = (...lines: string[]) => {
      const { problems, events } = read(...event(...lines).map((line) => line.replace('een@', 'twee@')), ...good);
      expect(events.map(({ uid }) => uid)).toContain('een@voorbeeld.nl');
      return problems;
    };
    expect(bad('DTSTART:gisteren')).toEqual([{ line: 5, reason: 'dateNotUnderstood' }]);
    expect(bad('DTSTART:20260230T080000Z')).toEqual([{ line: 5, reason: 'dateNotUnderstood' }]);
    expect(bad('SUMMARY:Zonder dag')).toEqual([{ line: 3, reason: 'noStart' }]);
    expect(bad('DTSTART;TZID=Nergens:20260701T080000')).toEqual([{ line: 5, reason: 'zoneNotKnown' }]);
    expect(bad('DTSTART:20260701T080000Z', 'RRULE:FREQ=SOMS')).toEqual([{ line: 6, reason: 'ruleNotUnderstood' }]);
    expect(bad('DTSTART:20260701T080000Z', 'dit is geen regel')).toEqual([{ line: 6, reason: 'lineNotUnderstood' }]);
    expect(readCalendar('Naam;Plaats\nVera;Zandwijk', YEAR, ZONE)).toEqual({
      events: [],
      problems: [{ line: 1, reason: 'notACalendar' }],
      outside: 0,
    });
    expect(readCalendar(file(...good).replace('\r\nEND:VCALENDAR', ''), YEAR, ZONE).problems).toEqual([
      { line: 1, reason: 'notClosed' },
    ]);
  });

  it('never throws, whatever it is', () => {
    const words = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART:20260101',
      'RRULE:FREQ=SECONDLY',
      'UID:x',
      ';;:',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 40 })), { maxLength: 20 }), (lines) => {
        readCalendar(file(...lines), YEAR, ZONE);
        readCalendar(lines.join('\n'), YEAR, ZONE);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a calendar that goes out', () => {
  const one: OutgoingEvent = {
    uid: 'een@jobport',
    sequence: 3,
    changedAt: 0,
    date: '2026-07-01',
    time: '09:30',
    minutes: 45,
    summary: 'Gesprek; met, é en een heel lange naam die zeker niet op een regel van vijfenzeventig octetten past',
    place: 'Kamer 2\\3',
    isCancelled: false,
  };

  it('is an instant, in summer and in winter, and no line is too long', () => {
    const text = writeCalendar([one, { ...one, uid: 'twee', date: '2026-12-01', isCancelled: true }], ZONE);
    expect(text).toContain('DTSTART:20260701T073000Z\r\nDTEND:20260701T081500Z');
    expect(text).toContain('DTSTART:20261201T083000Z');
    expect(text).toContain('STATUS:CANCELLED');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('comes back as it went, whatever its words and its day', () => {
    const text = fc
      .string({ maxLength: 120, unit: 'grapheme' })
      .map((said) => said.replace(/[\p{C}\s]+/gu, ' ').trim())
      .filter((said) => said !== '');
    const day = fc
      .integer({ min: 0, max: 364 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    const time = fc
      .integer({ min: 0, max: 95 })
      .map(
        (quarter) =>
          `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
      )
      // The hour that does not exist.
      .filter((each) => !each.startsWith('02'));
    fc.assert(
      fc.property(text, day, fc.option(time), fc.integer({ min: 0, max: 1440 }), (summary, date, at, minutes) => {
        const out = writeCalendar([{ ...one, summary, date, time: at, minutes }], ZONE);
        const [back] = readCalendar(out, YEAR, ZONE).events;
        expect(back).toMatchObject({
          subject: summary.slice(0, 200),
          date,
          time: at,
          minutes: at === null ? null : minutes,
          place: 'Kamer 2\\3',
        });
      }),
    );
  });

  it('knows the hours that come twice or never', () => {
    expect(instantOf(Date.UTC(2026, 9, 25, 2, 30), ZONE)).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(wallAt(instantOf(Date.UTC(2026, 2, 29, 2, 30), ZONE), ZONE)).toBe(Date.UTC(2026, 2, 29, 3, 30));
    expect(zoneNamed('Nergens')).toBeNull();
  });
});
