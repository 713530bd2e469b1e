import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedWords } from './fold.ts';

describe('folding', () => {
  it('makes of plain letters what it makes of them beside others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(fold(`${text} Ж`)).toBe(`${fold(text)} ж`);
        expect(foldedWords(`${text} Ж`)).toEqual([...foldedWords(text), 'ж']);
      }),
      { numRuns: 2000 },
    );
  });
});
