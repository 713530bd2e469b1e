import { describe, expect, it } from 'vitest';
import { CONCEPTS } from '../../../core/domain/concepts.ts';
import { LISTS, stableOrder } from './lists.ts';

/** By where the row stands, by the mark before it, or for machines only. */
const SHOWN_OTHERWISE = ['task.done', 'planStep.order', 'appointment.externalId'];

describe('the lists of a dossier', () => {
  it('show every field of every concept exactly once', () => {
    for (const [concept, { columns, below, more }] of Object.entries(LISTS)) {
      const shown = [...columns.map((each) => each.field), ...below, ...more];
      const fields = Object.entries(CONCEPTS.find((each) => each.name === concept)!.fields)
        .filter(([field, { kind }]) => kind !== 'reference' && !SHOWN_OTHERWISE.includes(`${concept}.${field}`))
        .map(([field]) => field);
      expect(shown.toSorted(), concept).toEqual(fields.toSorted());
    }
  });

  it('sort once, and after that move nothing that was not touched', () => {
    const { order } = LISTS.workExperience;
    const row = (id: string, from: string | null, until: string | null) => ({ id, from, until });
    const first = stableOrder([], [row('a', '2010', '2012'), row('b', '2019', null), row('c', '2013', '2018')], order);
    expect(first).toEqual(['b', 'c', 'a']);
    const after = stableOrder(first, [row('a', '2025', null), row('b', '2019', null), row('d', '2001', '2002')], order);
    expect(after).toEqual(['d', 'b', 'a']);
  });
});
