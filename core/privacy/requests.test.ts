import { describe, expect, it } from 'vitest';
import { byDeadline, isClosed, nextStep, stepsOf, withDecision, withIdentity } from './requests.ts';

const asked = {
  identity: null,
  state: 'open' as const,
  answeredOn: null,
  receivedOn: '2026-11-02',
  extendedOn: null,
};
const standings = (request: Parameters<typeof stepsOf>[0]) => stepsOf(request).map(({ standing }) => standing);

describe('the steps of a request', () => {
  it('begin with who asks', () => {
    expect(standings(asked)).toEqual(['now', 'later', 'later', 'later']);
    expect(nextStep(asked)).toBe('identity');
  });
  it('go on with the decision once it is known who asks', () => {
    expect(standings({ ...asked, identity: 'known' })).toEqual(['done', 'now', 'later', 'later']);
  });
  it('lead after granting to doing it and to the answer', () => {
    for (const state of ['granted', 'partly'] as const)
      expect(standings({ ...asked, identity: 'known', state })).toEqual(['done', 'done', 'now', 'now']);
  });
  it('lead after a refusal to the answer alone, also where nobody could tell who asks', () => {
    const refused = { ...asked, state: 'refused' as const };
    expect(standings(refused)).toEqual(['now', 'done', 'skipped', 'now']);
    expect(nextStep({ ...refused, identity: 'known' })).toBe('answer');
  });
  it('are over when it was answered', () => {
    const answered = { ...asked, identity: 'known' as const, state: 'granted' as const, answeredOn: '2026-11-20' };
    expect(standings(answered)).toEqual(['done', 'done', 'done', 'done']);
    expect(nextStep(answered)).toBeNull();
    expect(nextStep({ ...answered, identity: null, state: 'refused' })).toBeNull();
  });
  it('are over when it was withdrawn, answered or not', () => {
    const withdrawn = { ...asked, state: 'withdrawn' as const };
    expect(standings(withdrawn)).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
    expect(isClosed(withdrawn)).toBe(true);
    expect(nextStep(withdrawn)).toBeNull();
  });
});

describe('what goes with an answer', () => {
  it('is the day of it, which stays when it is there and goes when the answer goes', () => {
    expect(withIdentity({ identityOn: null }, 'known', '2026-11-30')).toEqual({ identityOn: '2026-11-30' });
    expect(withIdentity({ identityOn: '2026-11-28' }, 'calledBack', '2026-11-30')).toEqual({});
    expect(withIdentity({ identityOn: '2026-11-28' }, null, '2026-11-30')).toEqual({ identityOn: null });
    const none = { decidedOn: null, ground: null };
    expect(withDecision(none, 'granted', '2026-11-30')).toEqual({ decidedOn: '2026-11-30' });
    expect(withDecision({ decidedOn: '2026-11-28', ground: 'excessive' }, 'partly', '2026-11-30')).toEqual({});
    expect(withDecision(none, 'open', '2026-11-30')).toEqual({});
  });
  it('takes the ground along when nothing is refused any more', () => {
    const refused = { decidedOn: '2026-11-28', ground: 'excessive' } as const;
    expect(withDecision(refused, 'granted', '2026-11-30')).toEqual({ ground: null });
    expect(withDecision(refused, 'open', '2026-11-30')).toEqual({ decidedOn: null, ground: null });
  });
});

it('the request that ends first comes first, and one of which nobody knows the day before all', () => {
  const row = (receivedOn: string | null, extendedOn: string | null = null) => ({
    row: { ...asked, receivedOn, extendedOn },
  });
  const [late, soon, long, unknown] = [
    row('2026-11-20'),
    row('2026-11-02'),
    row('2026-11-01', '2026-11-10'),
    row(null),
  ];
  expect([late, long, unknown, soon].toSorted(byDeadline)).toEqual([unknown, soon, late, long]);
});
