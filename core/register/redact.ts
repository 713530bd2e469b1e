/**
 * What a recipient may have of a dossier, and what is left out of it and why. The only place where a dossier is made
 * smaller for somebody: every export goes through it.
 */
import { DOSSIER_CONCEPTS, fieldNames, type ConceptName, type DossierConcept } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import { entryOf, mayReceive, type Category, type Recipient } from './register.ts';

/** Fields that hold something and were withheld, by concept and by what they are withheld for: said in the preview. */
export type LeftOut = {
  readonly concept: ConceptName;
  readonly fields: readonly string[];
  /** How many rows hold one of these fields. */
  readonly rows: number;
  readonly category: Category;
  readonly sensitive: boolean;
};
export type Redacted = { readonly dossier: Dossier; readonly leftOut: readonly LeftOut[] };

type AnyRow = Record<string, unknown> & { id: string };

const isRecorded = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** A copy of the dossier with only what the register lets this recipient have. Rows with nothing left disappear. */
export function redact(dossier: Dossier, recipient: Recipient): Redacted {
  const leftOut: LeftOut[] = [];

  const reduce = <R extends AnyRow>(concept: ConceptName, rows: readonly R[]): R[] => {
    const names = fieldNames(concept);
    const allowed = names.filter((name) => mayReceive(recipient, concept, name));
    const withheld = names.filter((name) => !allowed.includes(name));
    const holding = withheld.filter((name) => rows.some((row) => isRecorded(row[name])));
    const byReason = Map.groupBy(holding, (name) => {
      const { category, sensitivity } = entryOf(concept, name);
      return `${category} ${sensitivity}`;
    });
    for (const fields of byReason.values()) {
      const { category, sensitivity } = entryOf(concept, fields[0] ?? '');
      leftOut.push({
        concept,
        fields,
        rows: rows.filter((row) => fields.some((name) => isRecorded(row[name]))).length,
        category,
        sensitive: sensitivity === 'sensitive',
      });
    }
    return rows
      .filter((row) => concept === 'candidate' || allowed.some((name) => isRecorded(row[name])))
      .map((row) => ({ ...row, ...Object.fromEntries(withheld.map((name) => [name, null])) }));
  };

  const candidate = reduce('candidate', [dossier.candidate as AnyRow])[0];
  const availability = dossier.availability ? reduce('availability', [dossier.availability as AnyRow])[0] : null;
  const rows = Object.fromEntries(
    DOSSIER_CONCEPTS.map((name: DossierConcept) => [name, reduce(name, dossier.rows[name] as unknown as AnyRow[])]),
  );
  return {
    dossier: { candidate, availability: availability ?? null, rows } as unknown as Dossier,
    leftOut,
  };
}
