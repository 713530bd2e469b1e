import { describe, expect, it } from 'vitest';
import { choices, decideAllSame, decided, shownBy, suggested, tally, type Found } from './decisions.ts';

/** The second and the last look like somebody; the last has a reference of its own. */
const four: Found = { found: 4, same: [1, 3], beside: [3], notUnderstood: [1] };

describe('who comes in', () => {
  it('begins as suggested', () => {
    expect(suggested(four)).toEqual(['add', 'merge', 'add', 'add']);
  });

  it('is never merged with nobody', () => {
    expect(choices(false)).toEqual(['add', 'skip']);
    expect(choices(true)).toEqual(['add', 'merge', 'skip']);
  });

  it('is decided at once for all who look like somebody, and leaves who is new alone', () => {
    expect(decideAllSame(four, ['skip', 'merge', 'add', 'add'], 'skip')).toEqual(['skip', 'skip', 'add', 'skip']);
    // Who is probably another does not become one with somebody among many.
    expect(decideAllSame(four, ['skip', 'skip', 'add', 'add'], 'merge')).toEqual(['skip', 'merge', 'add', 'add']);
  });

  it('is found by filter', () => {
    expect(shownBy(four, 'all')).toEqual([0, 1, 2, 3]);
    expect(shownBy(four, 'new')).toEqual([0, 2]);
    expect(shownBy(four, 'same')).toEqual([1, 3]);
    expect(shownBy(four, 'notUnderstood')).toEqual([1]);
  });

  it('is asked for only where it is not as suggested', () => {
    expect(decided(four, suggested(four))).toEqual([]);
    expect(decided(four, ['add', 'add', 'skip', 'merge'])).toEqual([
      { index: 1, decision: 'add' },
      { index: 2, decision: 'skip' },
      { index: 3, decision: 'merge' },
    ]);
  });

  it('is counted', () => {
    expect(tally(['add', 'merge', 'merge', 'skip'])).toEqual({ add: 1, merge: 2, skip: 1 });
  });
});
