/** What of a dossier as it was is different now: answers that changed, rows that are gone and rows that came since. */
import { conceptOf, DOSSIER_CONCEPTS, type ConceptName } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { isEmpty } from '../../components/field-text.ts';
import type { AnyRow } from './editing.ts';

export type Difference = {
  readonly concept: ConceptName;
  readonly row: string;
  /** As it was then; null for what came since. */
  readonly was: AnyRow | null;
  /** As it is now; null for what is gone. */
  readonly now: AnyRow | null;
  /** Of a row that is there now as well: the fields with another answer. */
  readonly fields: readonly string[];
};

export function rowsOf(dossier: Dossier, concept: ConceptName): readonly AnyRow[] {
  if (concept === 'candidate') return [dossier.candidate];
  if (concept === 'availability') return dossier.availability ? [dossier.availability] : [];
  return (dossier.rows as Record<string, unknown>)[concept] as readonly AnyRow[];
}

const CONCEPTS: readonly ConceptName[] = ['candidate', 'availability', ...DOSSIER_CONCEPTS];

export function differencesBetween(then: Dossier, now: Dossier): Difference[] {
  return CONCEPTS.flatMap((concept) => {
    const present = new Map(rowsOf(now, concept).map((row) => [row.id, row]));
    const before = rowsOf(then, concept);
    const were = new Set(before.map((row) => row.id));
    return [
      ...before.flatMap((row): Difference[] => {
        const stands = present.get(row.id);
        if (!stands) return [{ concept, row: row.id, was: row, now: null, fields: [] }];
        const fields = Object.keys(conceptOf(concept).fields).filter(
          (field) => !isSame(row[field] as FieldValue, stands[field] as FieldValue),
        );
        return fields.length > 0 ? [{ concept, row: row.id, was: row, now: stands, fields }] : [];
      }),
      ...[...present.values()]
        .filter((row) => !were.has(row.id))
        .map((row): Difference => ({ concept, row: row.id, was: null, now: row, fields: [] })),
    ];
  });
}

const isSame = (one: FieldValue, other: FieldValue): boolean =>
  (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);
