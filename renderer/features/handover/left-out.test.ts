import { describe, expect, it } from 'vitest';
import { byCategory, byConcept } from './left-out.ts';

describe('what is left out', () => {
  it('stands under the category of each field, the sensitive ones first', () => {
    const found = byCategory([
      { concept: 'candidate', fields: ['street', 'phase'], rows: 1, category: 'contact', sensitive: false },
      { concept: 'scheme', fields: ['scheme', 'from'], rows: 2, category: 'schemes', sensitive: true },
      {
        concept: 'availability',
        fields: ['needsVariation', 'note'],
        rows: 1,
        category: 'availability',
        sensitive: true,
      },
    ]);
    expect(found.filter(({ sensitive }) => sensitive).map(({ category }) => category)).toEqual([
      'schemes',
      'availability',
    ]);
    expect(found[0]?.parts).toEqual([{ concept: 'scheme', fields: ['scheme', 'from'], rows: 2 }]);
    const contact = found.find(({ category }) => category === 'contact');
    expect(contact?.parts[0]?.fields).toEqual(['street']);
    expect(found.some(({ parts }) => parts.some((part) => part.fields.includes('phase')))).toBe(true);
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
