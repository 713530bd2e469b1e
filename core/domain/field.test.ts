import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPTS } from './concepts.ts';
import { fitsPlainly, type Field } from './field.ts';

const fields = CONCEPTS.flatMap((each) => Object.values(each.fields as Record<string, Field>));

describe('an answer that fits plainly', () => {
  it('fits by its schema as well, whatever it is', () => {
    const options = [...new Set(fields.flatMap((field) => field.options ?? []))];
    const two = fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(2, '0'));
    const answer = fc.oneof(
      fc.constantFrom(...options),
      fc.array(fc.constantFrom(...options), { maxLength: 4 }),
      fc.array(fc.constantFrom(...options.slice(0, 3)), { maxLength: 25 }),
      fc.oneof(fc.integer(), fc.integer({ min: -2, max: 120 }), fc.double()),
      fc.tuple(fc.constantFrom('1899', '1998', '2000', '2024', '2100'), two, two).map((parts) => parts.join('-')),
      fc.tuple(fc.constantFrom('1998', '2100'), two).map((parts) => parts.join('-')),
      fc.constantFrom('1998', '198', '2024-02-29', '2023-02-29', '1900-02-29', '2023-04-31', '2023-12-31', '2023-1-1'),
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
      { numRuns: 20_000 },
    );
    expect(plainly).toBeGreaterThan(2000);
  });
});
