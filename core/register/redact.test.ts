import { describe, expect, it } from 'vitest';
import { DOSSIER_CONCEPTS, fieldNames } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import { redact } from './redact.ts';
import { entryOf, mayReceive, RECIPIENTS } from './register.ts';

/** A dossier in which every field of every concept holds something. */
const row = (concept: Parameters<typeof fieldNames>[0], id: string): object => ({
  id,
  ...Object.fromEntries(fieldNames(concept).map((name) => [name, 'ingevuld'])),
});
const full = {
  candidate: row('candidate', 'a'),
  availability: row('availability', 'b'),
  rows: Object.fromEntries(DOSSIER_CONCEPTS.map((concept) => [concept, [row(concept, 'c'), row(concept, 'd')]])),
} as unknown as Dossier;

describe('what a recipient may not have', () => {
  it.each(RECIPIENTS)('is named field by field, each under its own reason: %s', (recipient) => {
    const { leftOut } = redact(full, recipient);
    for (const { concept, fields, category, sensitive } of leftOut)
      for (const field of fields) {
        const entry = entryOf(concept, field);
        expect({ field, category, sensitive }).toEqual({
          field,
          category: entry.category,
          sensitive: entry.sensitivity === 'sensitive',
        });
      }
    const named = leftOut.flatMap(({ concept, fields }) => fields.map((field) => `${concept}.${field}`));
    const withheld = (['candidate', 'availability', ...DOSSIER_CONCEPTS] as const).flatMap((concept) =>
      fieldNames(concept)
        .filter((field) => !mayReceive(recipient, concept, field))
        .map((field) => `${concept}.${field}`),
    );
    expect(named.toSorted()).toEqual(withheld.toSorted());
  });

  it('is counted by the rows that hold it, and not named where nothing was', () => {
    const empty = (concept: Parameters<typeof fieldNames>[0], id: string) => ({
      id,
      ...Object.fromEntries(fieldNames(concept).map((name) => [name, null])),
    });
    const field = fieldNames('scheme').find((name) => !mayReceive('employer', 'scheme', name)) ?? '';
    const one = { ...empty('scheme', 'c'), [field]: 'ingevuld' };
    const dossier = {
      candidate: empty('candidate', 'a'),
      availability: null,
      rows: { ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])), scheme: [one, empty('scheme', 'd')] },
    } as unknown as Dossier;
    expect(redact(dossier, 'employer').leftOut).toMatchObject([{ concept: 'scheme', fields: [field], rows: 1 }]);
  });
});
