import { describe, expect, it } from 'vitest';
import { DOSSIER_CONCEPTS } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { differencesBetween } from './differences.ts';

const dossier = (place: string | null, skills: Record<string, string>): Dossier =>
  ({
    candidate: { id: 'c', place },
    availability: null,
    rows: {
      ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])),
      skill: Object.entries(skills).map(([id, name]) => ({ id, name })),
    },
  }) as unknown as Dossier;

describe('what is different now', () => {
  it('is nothing where nothing changed', () => {
    expect(differencesBetween(dossier('Otterdam', { a: 'Lassen' }), dossier('Otterdam', { a: 'Lassen' }))).toEqual([]);
    expect(differencesBetween(dossier(null, {}), dossier('', {}))).toEqual([]);
  });
  it('is another answer, a row that is gone, and a row that came', () => {
    const then = dossier('Otterdam', { a: 'Lassen', b: 'Koken' });
    const now = dossier('Reigerveen', { b: 'Bakken', c: 'Naaien' });
    expect(differencesBetween(then, now).map(({ row, fields, was, now: is }) => [row, fields, !!was, !!is])).toEqual([
      ['c', ['place'], true, true],
      ['a', [], true, false],
      ['b', ['name'], true, true],
      ['c', [], false, true],
    ]);
  });
});
