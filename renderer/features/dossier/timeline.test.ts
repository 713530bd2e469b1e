import { describe, expect, test } from 'vitest';
import { DOSSIER_CONCEPTS } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { found, timelineOf } from './timeline.ts';

const words = {
  limit: ({ kind }: { kind: string | null }) => kind ?? '',
  purpose: (code: string) => code,
  withdrawn: (day: string) => `ingetrokken op ${day}`,
  scheme: (code: string) => `regeling ${code}`,
  field: (concept: string, field: string) => `${concept}.${field}`,
  state: (code: string) => `staat ${code}`,
  right: (code: string) => `vraagt ${code}`,
  requestState: (code: string) => `verzoek ${code}`,
  answerBy: 'uiterlijk beantwoorden',
  phase: (code: string | null) => `fase ${code ?? 'geen'}`,
  phaseWas: (code: string) => `was ${code}`,
};
const TODAY = '2026-11-30';

const dossier = (rows: Record<string, readonly object[]>): Dossier =>
  ({
    candidate: { id: 'v' },
    rows: { ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])), ...rows },
  }) as unknown as Dossier;

/** Fields that nobody answered are null in a dossier. */
const row = (id: string, fields: object): object =>
  new Proxy<Record<string, unknown>>(
    { id, createdAt: new Date(2026, 10, 30, 9).getTime(), ...fields },
    {
      get: (target, name) => (typeof name === 'string' && name in target ? target[name] : null),
    },
  );

const line = (rows: Record<string, readonly object[]>, phases: Parameters<typeof timelineOf>[1] = []) =>
  timelineOf(dossier(rows), phases, TODAY, words);
const told = (rows: Record<string, readonly object[]>) => line(rows).map(({ day, title, more }) => [day, title, more]);

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
    expect(found(line(rows), new Set(), 'mailen besproken')).toHaveLength(1);
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
      // Nobody asked yet how it goes: it stands on the day on which that was due.
      ['2026-09-01', 'Fictief', 'placement.followedUp6'],
      ['2026-04-02', 'Fictief', 'placement.followedUp1'],
      ['2026-03-01', 'Fictief', ''],
    ]);
    const events = line(rows);
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
    const events = line({ scheme: [row('s', { scheme: 'ww' })], education: [row('o', { name: 'Koksopleiding' })] });
    expect(found(events, new Set(), '').map((event) => event.row)).toEqual(['o']);
    expect(found(events, new Set(), 'ww')).toEqual([]);
    expect(found(events, new Set(['schemes']), '').map((event) => event.row)).toEqual(['s']);
  });

  test('has the changes of the phase, one a day, and what was taken back on the same day is none', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    const events = line({}, [
      { at: at(20, 9), before: 'applying', after: 'placed' },
      { at: at(20, 10), before: 'placed', after: 'applying' },
      { at: at(12, 9), before: 'intake', after: 'preparation' },
      { at: at(12, 11), before: 'preparation', after: 'applying' },
      { at: at(2, 9), before: null, after: 'intake' },
      { at: at(25, 9), before: 'applying', after: null },
    ]);
    expect(events.map(({ day, title, more }) => [day, title, more])).toEqual([
      ['2026-11-25', 'fase geen', 'was applying'],
      ['2026-11-12', 'fase applying', 'was intake'],
      ['2026-11-02', 'fase intake', ''],
    ]);
    expect(events.map(({ concept, row, kind }) => [concept, row, kind])[0]).toEqual(['candidate', 'v', 'profile']);
  });

  test('has links on the day on which they came in, and what somebody proposed about their own data without what it should be', () => {
    expect(
      told({
        webLink: [row('l', { title: 'Eigen site', url: 'https://voorbeeld.example', note: 'Houtwerk' })],
        proposal: [
          row('p', {
            about: 'candidate/v',
            field: 'place',
            value: 'Verzonnendam',
            proposedOn: '2026-11-28',
            state: 'accepted',
            decidedOn: '2026-11-29',
          }),
        ],
      }),
    ).toEqual([
      ['2026-11-30', 'Eigen site', 'https://voorbeeld.example · Houtwerk'],
      ['2026-11-29', 'candidate.place', 'proposal.decidedOn'],
      ['2026-11-28', 'candidate.place', 'staat accepted'],
    ]);
  });

  test('says of each whether it was so, is planned, is still open, or did not go through', () => {
    const events = line({
      task: [
        row('1', { what: 'gedaan', dueOn: '2026-12-09', done: 'yes', doneOn: '2026-11-20' }),
        row('2', { what: 'vandaag', dueOn: TODAY }),
        row('3', { what: 'te laat', dueOn: '2026-11-01' }),
        row('4', { what: 'ooit' }),
      ],
      agreement: [row('5', { what: 'niet nagekomen', dueOn: '2026-11-05', state: 'notKept' })],
      appointment: [
        row('6', { subject: 'straks', date: '2026-12-02', state: 'planned' }),
        row('7', { subject: 'geweest', date: '2026-11-02', state: 'planned' }),
        row('8', { subject: 'afgezegd', date: '2026-12-03', state: 'cancelled' }),
      ],
      placement: [
        row('9', { employer: 'Fictief', from: '2026-10-30', followedUp1: '2026-11-29', until: '2027-02-28' }),
      ],
      jobApplication: [row('10', { vacancy: 'Kok', appliedOn: '2026-11-03', nextOn: '2026-12-04' })],
    });
    expect(Object.fromEntries(events.map(({ key, standing }) => [key, standing]))).toEqual({
      'task/1': 'was',
      'task/2': 'planned',
      'task/3': 'open',
      'task/4': 'open',
      'agreement/5': 'not',
      'appointment/6': 'planned',
      'appointment/7': 'was',
      'appointment/8': 'not',
      'placement/9': 'was',
      'placement/9/followedUp1': 'was',
      'placement/9/followedUp3': 'planned',
      'placement/9/until': 'planned',
      'jobApplication/10': 'was',
      'jobApplication/10/nextOn': 'planned',
    });
  });

  test('has a request on the day it came in, and by when it must be answered as long as it is not', () => {
    const request = { right: 'access', receivedOn: '2026-11-02', state: 'open' };
    const standing = (fields: object) =>
      line({ request: [row('r', { ...request, ...fields })] }).map((each) => [each.day, each.more, each.standing]);
    expect(standing({})).toEqual([
      ['2026-12-02', 'uiterlijk beantwoorden', 'planned'],
      ['2026-11-02', '', 'was'],
    ]);
    expect(standing({ receivedOn: '2026-10-01' })[0]).toEqual(['2026-11-02', 'uiterlijk beantwoorden', 'open']);
    expect(standing({ state: 'granted', decidedOn: '2026-11-20', answeredOn: '2026-11-21' })).toEqual([
      ['2026-11-21', 'request.answeredOn', 'was'],
      ['2026-11-20', 'request.decidedOn', 'was'],
      ['2026-11-02', 'verzoek granted', 'was'],
    ]);
    expect(standing({ state: 'withdrawn' })).toEqual([['2026-11-02', 'verzoek withdrawn', 'was']]);
  });
});
