/** An incoming dossier as changes: what intake, the demo and the headless door all write. */
import { DOSSIER_CONCEPTS, type DossierConcept } from '../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Change } from './write.ts';

export type Incoming = Pick<IncomingDossier, 'candidate' | 'availability' | 'rows'>;

/** The candidate first: a row in the index needs the number of its dossier. */
export function* changesForNew(incoming: Incoming, dossier: string, newId: () => string): Generator<Change> {
  yield { concept: 'candidate', row: dossier, dossier, fields: held(incoming.candidate) };
  const availability = held(incoming.availability ?? {});
  if (Object.keys(availability).length > 0) {
    yield { concept: 'availability', row: dossier, dossier, fields: availability };
  }
  yield* changesForRows(incoming.rows, dossier, newId);
}

export type Rows = { readonly [N in DossierConcept]?: readonly Readonly<Record<string, FieldValue>>[] };

export function* changesForRows(rows: Rows, dossier: string, newId: () => string): Generator<Change> {
  for (const concept of DOSSIER_CONCEPTS) {
    for (const row of rows[concept] ?? []) {
      const fields = held(row);
      // A row in which nothing stands would be an empty card; a person of whom nothing is said is still a person.
      if (Object.keys(fields).length > 0) yield { concept, row: newId(), dossier, fields };
    }
  }
}

/** A new row says only what it holds: an empty field is empty without being said. */
const held = (fields: Readonly<Record<string, FieldValue | undefined>>): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, FieldValue] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
