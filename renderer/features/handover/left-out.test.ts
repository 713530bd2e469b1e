import { describe, expect, it } from 'vitest';
import { byCategory, byConcept } from './left-out.ts';

describe('what is left out', () => {
  it('stands under why it is left out, the sensitive ones first and by themselves', () => {
    const found = byCategory([
      { concept: 'candidate', fields: ['street'], rows: 1, category: 'contact', sensitive: false },
      { concept: 'contactDetail', fields: ['email'], rows: 2, category: 'contact', sensitive: false },
      { concept: 'availability', fields: ['note'], rows: 1, category: 'availability', sensitive: false },
      { concept: 'availability', fields: ['needsVariation'], rows: 1, category: 'availability', sensitive: true },
      { concept: 'scheme', fields: ['scheme', 'from'], rows: 2, category: 'schemes', sensitive: true },
    ]);
    expect(found.map(({ category, sensitive }) => [category, sensitive])).toEqual([
      ['availability', true],
      ['schemes', true],
      ['contact', false],
      ['availability', false],
    ]);
    expect(found[2]?.parts).toEqual([
      { concept: 'candidate', fields: ['street'], rows: 1 },
      { concept: 'contactDetail', fields: ['email'], rows: 2 },
    ]);
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
