/** An incoming dossier as changes: what intake, the demo and the headless door all write. */
import { DOSSIER_CONCEPTS } from '../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Change } from './write.ts';

export type Incoming = Pick<IncomingDossier, 'candidate' | 'availability' | 'rows'>;

/** The candidate first: a row in the index needs the number of its dossier. */
export function* changesForNew(incoming: Incoming, newId: () => string): Generator<Change> {
  const dossier = newId();
  yield { concept: 'candidate', row: dossier, dossier, fields: held(incoming.candidate) };
  if (incoming.availability)
    yield { concept: 'availability', row: dossier, dossier, fields: held(incoming.availability) };
  for (const concept of DOSSIER_CONCEPTS) {
    const rows = (incoming.rows[concept] ?? []) as readonly Readonly<Record<string, FieldValue>>[];
    for (const fields of rows) {
      yield { concept, row: newId(), dossier, fields: held(fields) };
    }
  }
}

/** A new row says only what it holds: an empty field is empty without being said. */
export const held = (fields: Readonly<Record<string, FieldValue | undefined>>): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, FieldValue] => entry[1] !== null && entry[1] !== undefined,
    ),
  );

/** What was not understood becomes rows of its own: kept, shown, never dropped silently. */
export const remainderRows = (incoming: IncomingDossier): Record<string, FieldValue>[] =>
  incoming.notUnderstood.map(({ path, value, reason }) => ({
    source: incoming.source.file.slice(0, 300),
    path: path.slice(0, 400),
    value: value === '' ? null : value.slice(0, 20_000),
    reason: reason.slice(0, 200),
  }));
