import { describe, expect, test } from 'vitest';
import { DOSSIER_CONCEPTS } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { found, timelineOf } from './timeline.ts';

const words = {
  purpose: (code: string) => code,
  withdrawn: (day: string) => `ingetrokken op ${day}`,
  scheme: (code: string) => `regeling ${code}`,
  field: (concept: string, field: string) => `${concept}.${field}`,
};

const dossier = (rows: Record<string, readonly object[]>): Dossier =>
  ({ rows: { ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])), ...rows } }) as unknown as Dossier;

/** Fields that nobody answered are null in a dossier. */
const row = (id: string, fields: object): object =>
  new Proxy<Record<string, unknown>>(
    { id, createdAt: new Date(2026, 10, 30, 9).getTime(), ...fields },
    {
      get: (target, name) => (typeof name === 'string' && name in target ? target[name] : null),
    },
  );

const told = (rows: Record<string, readonly object[]>) =>
  timelineOf(dossier(rows), words).map(({ day, title, more }) => [day, title, more]);

describe('the timeline', () => {
  test('says the text of a contact moment in words, without the marks of headings and lists', () => {
    const rows = {
      contactMoment: [
        row('c', {
          date: '2026-11-02',
          subject: 'Voortgang',
          text: '# Besproken\nHet cv.\n\n# Wat nu\n- Bellen\n- Mailen',
        }),
      ],
    };
    expect(told(rows)).toEqual([['2026-11-02', 'Voortgang', 'Besproken: Het cv. Wat nu: Bellen; Mailen']]);
    expect(found(timelineOf(dossier(rows), words), new Set(), 'mailen besproken')).toHaveLength(1);
  });

  test('has each moment of a plan and of a placement on its own day, and leads to where it stands', () => {
    const rows = {
      actionPlan: [
        row('p', { title: 'Plan', from: '2026-10-08', evaluateOn: '2027-01-08', candidateSignedOn: '2026-10-15' }),
      ],
      placement: [
        row('w', { employer: 'Fictief', from: '2026-03-01', followedUp1: '2026-04-02', until: '2026-09-30' }),
      ],
    };
    expect(told(rows)).toEqual([
      ['2027-01-08', 'Plan', 'actionPlan.evaluateOn'],
      ['2026-10-15', 'Plan', 'actionPlan.candidateSignedOn'],
      ['2026-10-08', 'Plan', ''],
      ['2026-09-30', 'Fictief', 'placement.until'],
      ['2026-04-02', 'Fictief', 'placement.followedUp1'],
      ['2026-03-01', 'Fictief', ''],
    ]);
    const events = timelineOf(dossier(rows), words);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
    expect(new Set(events.map((event) => event.row))).toEqual(new Set(['p', 'w']));
  });

  test('has schemes, and a document without a date on the day on which it came in', () => {
    expect(
      told({
        scheme: [row('s', { scheme: 'ww', from: '2026-01-01', source: 'UWV' })],
        document: [row('d', { name: 'cv.pdf' }), row('e', { name: 'diploma.pdf', date: '2019-07-01' })],
        jobApplication: [row('j', { vacancy: 'Kok', nextOn: '2026-12-03' }), row('k', { vacancy: 'Ober' })],
      }),
    ).toEqual([
      ['2026-12-03', 'Kok', ''],
      ['2026-11-30', 'cv.pdf', ''],
      ['2026-01-01', 'regeling ww', 'UWV'],
      ['2019-07-01', 'diploma.pdf', ''],
      [null, 'Ober', ''],
    ]);
  });

  test('shows schemes only to whoever asks for them', () => {
    const events = timelineOf(
      dossier({ scheme: [row('s', { scheme: 'ww' })], education: [row('o', { name: 'Koksopleiding' })] }),
      words,
    );
    expect(found(events, new Set(), '').map((event) => event.row)).toEqual(['o']);
    expect(found(events, new Set(), 'ww')).toEqual([]);
    expect(found(events, new Set(['schemes']), '').map((event) => event.row)).toEqual(['s']);
  });
});
