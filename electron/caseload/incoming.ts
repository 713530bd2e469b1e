/** An incoming dossier as changes: what intake, the demo and the headless door all write. */
import { DOSSIER_CONCEPTS, type DossierConcept } from '../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Change } from './write.ts';

export type Incoming = Pick<IncomingDossier, 'candidate' | 'availability' | 'rows'>;

/** The candidate first: a row in the index needs the number of its dossier. */
export function* changesForNew(incoming: Incoming, dossier: string, newId: () => string): Generator<Change> {
  yield { concept: 'candidate', row: dossier, dossier, fields: held(incoming.candidate) };
  if (incoming.availability) {
    yield { concept: 'availability', row: dossier, dossier, fields: held(incoming.availability) };
  }
  yield* changesForRows(incoming.rows, dossier, newId);
}

export type Rows = { readonly [N in DossierConcept]?: readonly Readonly<Record<string, FieldValue>>[] };

export function* changesForRows(rows: Rows, dossier: string, newId: () => string): Generator<Change> {
  for (const concept of DOSSIER_CONCEPTS) {
    for (const fields of rows[concept] ?? []) yield { concept, row: newId(), dossier, fields: held(fields) };
  }
}

/** A new row says only what it holds: an empty field is empty without being said. */
const held = (fields: Readonly<Record<string, FieldValue | undefined>>): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, FieldValue] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
