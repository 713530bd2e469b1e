import { describe, expect, it } from 'vitest';
import { choices, decide, decideAllSame, passes, suggested, tally, type Incoming } from './decisions.ts';

const incoming = (index: number, same: boolean, notUnderstood = 0): Incoming => ({
  index,
  file: 'verzonnen.json',
  position: index + 1,
  format: 'vum',
  name: `Verzonnen ${index}`,
  place: null,
  counts: [],
  notUnderstood: Array.from({ length: notUnderstood }, () => ({ path: 'x', value: 'y', reason: 'noPlace' })),
  same: same
    ? { dossier: 'a', earlierIndex: null, name: 'Iemand Verzonnen', why: 'email', fills: [], adds: [], differs: [] }
    : null,
  suggestion: same ? 'merge' : 'add',
});
const three = [incoming(0, false), incoming(1, true, 2), incoming(2, true)];

describe('who comes in', () => {
  it('begins as suggested', () => {
    expect(suggested(three)).toEqual(['add', 'merge', 'merge']);
  });

  it('is never merged with nobody', () => {
    expect(choices(three[0]!)).toEqual(['add', 'skip']);
    expect(decide(['add', 'merge', 'merge'], 0, three[0]!, 'merge')).toEqual(['add', 'merge', 'merge']);
    expect(decide(['add', 'merge', 'merge'], 1, three[1]!, 'skip')).toEqual(['add', 'skip', 'merge']);
  });

  it('is decided at once for all who look like somebody, and leaves who is new alone', () => {
    expect(decideAllSame(three, ['skip', 'merge', 'merge'], 'add')).toEqual(['skip', 'add', 'add']);
  });

  it('is found by filter', () => {
    expect(three.filter((each) => passes(each, 'new'))).toHaveLength(1);
    expect(three.filter((each) => passes(each, 'same'))).toHaveLength(2);
    expect(three.filter((each) => passes(each, 'notUnderstood'))).toHaveLength(1);
    expect(three.filter((each) => passes(each, 'all'))).toHaveLength(3);
  });

  it('is counted', () => {
    expect(tally(['add', 'merge', 'merge', 'skip'])).toEqual({ add: 1, merge: 2, skip: 1 });
  });
});
