import { describe, expect, it } from 'vitest';
import { byCategory, byConcept } from './left-out.ts';

describe('what is left out', () => {
  it('stands together by category, the sensitive ones first', () => {
    const found = byCategory([
      { concept: 'candidate', fields: ['street'], rows: 1, category: 'contact', sensitive: false },
      { concept: 'scheme', fields: ['scheme'], rows: 2, category: 'schemes', sensitive: true },
      { concept: 'contactDetail', fields: ['label'], rows: 3, category: 'contact', sensitive: false },
    ]);
    expect(found.map(({ category, sensitive }) => [category, sensitive])).toEqual([
      ['schemes', true],
      ['contact', false],
    ]);
    expect(found[1]?.parts.map((part) => part.concept)).toEqual(['candidate', 'contactDetail']);
  });

  it('says a field of several rows once', () => {
    expect(
      byConcept([
        { concept: 'skill', field: 'note' },
        { concept: 'skill', field: 'note' },
        { concept: 'skill', field: 'level' },
      ]),
    ).toEqual([{ concept: 'skill', fields: ['note', 'level'] }]);
  });
});
