import { describe, expect, it } from 'vitest';
import { isSaid, readVisit, visitKey, visitOf, visitPrefix, type VisitDraft } from './visit.ts';

const blank: VisitDraft = {
  name: 'Vera Verzonnen',
  kind: 'visit',
  date: '29-11-2026',
  time: '10:12',
  minutes: '',
  spentMs: 0,
  participants: '',
  subject: 'Huisbezoek',
  text: '# Besproken\n',
  outline: '# Besproken\n',
  confidentialNote: '',
  agreements: [],
  tasks: [],
  steps: {},
  settled: {},
  finished: [],
  next: { date: '', time: '', kind: 'visit', place: '', subject: '' },
  appointment: null,
};

describe('a visit that is not finished', () => {
  it('is kept by a key of its own, which names dossier and visit', () => {
    expect(visitOf(visitKey('d', 'v'))).toEqual({ dossier: 'd', visit: 'v' });
    expect(visitKey('d', 'v').startsWith(visitPrefix('d'))).toBe(true);
    for (const other of ['d/candidate/d/surname', 'visit/', 'visit/d', 'visit/d/', 'visit//v', 'visit/d/v/x'])
      expect(visitOf(other)).toBe(null);
  });

  it('comes back as it was typed, and nothing else is taken for one', () => {
    const draft = { ...blank, date: '31-02-20', tasks: [{ key: 'a', what: 'Bellen', due: 'vrij' }] };
    expect(readVisit(JSON.stringify(draft))).toEqual(draft);
    for (const body of ['', '{', 'null', '[]', '{"kind":"visit"}', JSON.stringify({ ...blank, kind: 'party' })])
      expect(readVisit(body)).toBe(null);
  });

  it('says nothing while only the screen filled it in', () => {
    expect(isSaid(blank)).toBe(false);
    const said: Partial<VisitDraft>[] = [
      { text: '# Besproken\nHet gaat goed.' },
      { confidentialNote: 'x' },
      { minutes: '45' },
      { agreements: [{ key: 'a', what: 'Cv mailen', by: 'candidate', due: '' }] },
      { tasks: [{ key: 'a', what: '', due: 'morgen' }] },
      { steps: { a: 'done' } },
      { settled: { a: 'kept' } },
      { finished: ['a'] },
      { next: { ...blank.next, date: 'morgen' } },
    ];
    for (const part of said) expect([part, isSaid({ ...blank, ...part })]).toEqual([part, true]);
    expect(isSaid({ ...blank, agreements: [{ key: 'a', what: ' ', by: 'candidate', due: '' }] })).toBe(false);
  });
});
