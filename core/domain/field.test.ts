import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPTS } from './concepts.ts';
import { fitsPlainly, type Field } from './field.ts';

const fields = CONCEPTS.flatMap((each) => Object.values(each.fields as Record<string, Field>));

describe('an answer that fits plainly', () => {
  it('fits by its schema as well, whatever it is', () => {
    const answer = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom('a'.repeat(199), 'a'.repeat(30_000), 'met\nregel', 'tab\there', '\ud800', null, 3, ['x']),
    );
    let plainly = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fields), answer, (field, value) => {
        if (!fitsPlainly(field, value)) return;
        plainly++;
        expect(field.schema.safeParse(value).success).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(plainly).toBeGreaterThan(300);
  });
});
