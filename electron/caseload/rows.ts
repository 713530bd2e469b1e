/** Between a row of a table and a row as the rest of the product knows it: lists are JSON text in a column, null elsewhere. */
import { conceptOf, type ConceptName, type Row } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { Parameter } from './database.ts';

export type StoredRow = Readonly<Record<string, string | number | null>> & {
  readonly number: number;
  readonly id: string;
  readonly dossier: string;
  readonly deleted: number;
  readonly heads: string;
  readonly unsent: number;
  readonly unconfirmed: number;
  readonly seq: number;
  readonly apart: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
};

export const toColumn = (value: FieldValue): Parameter => (Array.isArray(value) ? JSON.stringify(value) : value);

export function fromColumn(concept: ConceptName, field: string, stored: string | number | null): FieldValue {
  if (stored === null || stored === undefined) return null;
  return conceptOf(concept).fields[field]?.kind === 'codes' ? (JSON.parse(String(stored)) as string[]) : stored;
}

export function fieldsOfRow(concept: ConceptName, stored: StoredRow): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const name of Object.keys(conceptOf(concept).fields))
    fields[name] = fromColumn(concept, name, stored[name] ?? null);
  return fields;
}

/** @param conflicts the fields of which different values stand */
export function toRow<N extends ConceptName>(concept: N, stored: StoredRow, conflicts: readonly string[] = []): Row<N> {
  return {
    ...fieldsOfRow(concept, stored),
    id: stored.id,
    createdAt: stored.createdAt,
    changedAt: stored.changedAt,
    onlyHere: stored.unsent > 0,
    confirmed: stored.seq > 0 && stored.unconfirmed === 0,
    conflicts,
  } as Row<N>;
}
