import { describe, expect, it } from 'vitest';
import type { Row } from '../domain/concepts.ts';
import { isToBeKept, signaturesNow, signedState, versionsOf, type Signatures } from './plan-versions.ts';

const none: Signatures = {
  candidateSignedOn: null,
  candidateSignature: null,
  adviserSignedOn: null,
  adviserSignature: null,
};
const both: Signatures = {
  candidateSignedOn: '2026-03-03',
  candidateSignature: 'data:image/png;base64,AAAA',
  adviserSignedOn: '2026-03-04',
  adviserSignature: null,
};
const version = (text: string, more: Partial<Row<'planVersion'>> = {}): Row<'planVersion'> => ({
  ...none,
  id: text,
  createdAt: 0,
  onlyHere: false,
  confirmed: true,
  conflicts: [],
  changedAt: 0,
  plan: 'actionPlan/p',
  name: null,
  madeOn: null,
  text,
  ...more,
});

describe('versions of a plan', () => {
  it('are those of that plan, the latest first', () => {
    const versions = [
      version('a', { madeOn: '2026-01-01' }),
      version('b', { madeOn: '2026-02-01' }),
      version('c', { madeOn: '2026-02-01', createdAt: 5 }),
      version('d', { plan: 'actionPlan/q' }),
    ];
    expect(versionsOf('p', versions).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('what both signed is to be kept once', () => {
    expect(isToBeKept(none, [], ['now'])).toBe(false);
    expect(isToBeKept({ ...both, adviserSignedOn: null }, [], ['now'])).toBe(false);
    expect(isToBeKept(both, [version('before')], ['now'])).toBe(true);
    expect(isToBeKept(both, [version('now', both)], ['now'])).toBe(false);
  });

  it('a signature does not go along to a text that was not signed', () => {
    const kept = [version('before', both)];
    expect(signaturesNow(both, [], ['now'])).toEqual(both);
    expect(signaturesNow(both, kept, ['now'])).toEqual(none);
    expect(signedState(both, kept, ['now'], 'candidate')).toBe('earlier');
    // In the other language it is the same plan.
    expect(signaturesNow(both, kept, ['now', 'before'])).toEqual(both);
    // Signed again by one of the two.
    const again = { ...both, adviserSignedOn: '2026-05-01' };
    expect(signaturesNow(again, kept, ['now'])).toEqual({ ...none, adviserSignedOn: '2026-05-01' });
    expect(isToBeKept(again, kept, ['now'])).toBe(false);
  });
});
