/**
 * What stays on a screen that is turned to the candidate, who may sit beside somebody else. The register decides: what is ordinary stays,
 * and of what is sensitive only what the two make together. Of what does not stay nothing shows that it is there: no name, no count,
 * no empty place.
 */
import { conceptOf, type ConceptName, type Row, type RowState } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { FieldValue } from '../domain/field.ts';
import { entryOf } from './register.ts';

export function staysWhenTurned(concept: ConceptName, field: string): boolean {
  if (!Object.hasOwn(conceptOf(concept).fields, field)) return false;
  const { sensitivity, together } = entryOf(concept, field);
  return sensitivity === 'ordinary' || together === true;
}

/** Whether anything of the concept stays. */
export const isSeenWhenTurned = (concept: ConceptName): boolean =>
  Object.keys(conceptOf(concept).fields).some((field) => staysWhenTurned(concept, field));

/** Null for a row that is not there as long as the screen is turned. What others answered waits too. */
function turnedRow<R extends RowState>(concept: ConceptName, row: R): R | null {
  const fields = row as unknown as Readonly<Record<string, FieldValue>>;
  if (!isSeenWhenTurned(concept) || fields['confidential'] === 'yes') return null;
  const hidden = Object.keys(conceptOf(concept).fields).filter((field) => !staysWhenTurned(concept, field));
  return { ...row, ...Object.fromEntries(hidden.map((field) => [field, null])), conflicts: [] };
}

export function turnedDossier({ candidate, availability, rows }: Dossier): Dossier {
  const shown = Object.entries(rows).map(([concept, list]) => [
    concept,
    (list as readonly Row<'task'>[]).flatMap((row) => turnedRow(concept as ConceptName, row) ?? []),
  ]);
  return {
    candidate: turnedRow('candidate', candidate) ?? candidate,
    availability: availability && turnedRow('availability', availability),
    rows: Object.fromEntries(shown) as Dossier['rows'],
  };
}
