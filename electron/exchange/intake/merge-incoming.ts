/**
 * What an incoming dossier adds to one that is there. What is there stays: empty fields are filled, rows that are new are
 * added, and where both say something else the incoming answer becomes a remainder, to look at. Pure; writing is the
 * caseload's.
 */
import { DOSSIER_CONCEPTS, fieldNames, type ConceptName, type DossierConcept } from '../../../core/domain/concepts.ts';
import type { Dossier, IncomingDossier } from '../../../core/domain/dossier.ts';
import { comparablePhone } from '../../../core/duplicates/look-alike.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { LIMITS } from './intake.ts';

type Values = Readonly<Record<string, FieldValue>>;

export type Merge = {
  /** Fields that were empty. */
  readonly fill: { readonly candidate: Values; readonly availability: Values };
  /** Rows that are not there yet, the remainders of the file among them. */
  readonly add: { readonly [N in DossierConcept]?: readonly Values[] };
  readonly differing: readonly {
    readonly concept: ConceptName;
    readonly field: string;
    readonly existing: FieldValue;
    readonly incoming: FieldValue;
  }[];
};

export function mergeIncoming(existing: Dossier, incoming: IncomingDossier): Merge {
  const differing: Merge['differing'][number][] = [];
  const fill = (concept: 'candidate' | 'availability', held: Values, coming: Values): Values => {
    const filled: Record<string, FieldValue> = {};
    for (const field of fieldNames(concept)) {
      const there = held[field] ?? null;
      const comes = coming[field] ?? null;
      if (isEmpty(comes) || sameAnswer(there, comes)) continue;
      if (isEmpty(there)) filled[field] = comes;
      else differing.push({ concept, field, existing: there, incoming: comes });
    }
    return filled;
  };
  const filled = {
    candidate: fill('candidate', existing.candidate as unknown as Values, incoming.candidate),
    availability: fill('availability', (existing.availability ?? {}) as unknown as Values, incoming.availability ?? {}),
  };
  const add: { [N in DossierConcept]?: Values[] } = {};
  for (const concept of DOSSIER_CONCEPTS) {
    if (concept === 'importRemainder') continue;
    const rowsNew = newRows(concept, rowsOf(existing, concept), rowsOf(incoming, concept));
    if (rowsNew.length > 0) add[concept] = rowsNew;
  }
  const remainders = newRows('importRemainder', rowsOf(existing, 'importRemainder'), [
    ...remaindersOf(incoming),
    ...differing.map(({ concept, field, incoming: value }) => ({
      source: incoming.source.file,
      path: `${concept}.${field}`,
      value: Array.isArray(value) ? value.join(', ') : String(value),
      reason: 'differs',
    })),
  ]);
  if (remainders.length > 0) add.importRemainder = remainders;
  return { fill: filled, add, differing };
}

/** What was not understood as rows of the dossier, for a new dossier as well as for a merge. */
export const remaindersOf = (incoming: IncomingDossier): Values[] =>
  incoming.notUnderstood.map(({ path, value, reason }) => ({
    source: incoming.source.file,
    path,
    // What is not held has no value, and an empty text is "not recorded".
    value: value === '' ? null : value.slice(0, LIMITS.remainder),
    reason,
  }));

// The rows of both kinds of dossier are records of field values; their exact types differ per concept.
const rowsOf = (dossier: Dossier | IncomingDossier, concept: DossierConcept): readonly Values[] =>
  (dossier.rows as unknown as Readonly<Record<string, readonly Values[] | undefined>>)[concept] ?? [];

const isEmpty = (value: FieldValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const comparable = (value: FieldValue): string =>
  Array.isArray(value)
    ? [...value].sort().join('|')
    : String(value ?? '')
        .normalize('NFKC')
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase();

const sameAnswer = (one: FieldValue, other: FieldValue): boolean => {
  const [first, second] = [comparable(one), comparable(other)];
  return first === second || (first !== '' && first.replace(/\s/g, '') === second.replace(/\s/g, ''));
};

/** Rows of which everything that is said already stands in one row that is there, are not new. */
function newRows(concept: DossierConcept, there: readonly Values[], coming: readonly Values[]): Values[] {
  const fields = fieldNames(concept);
  const said = (row: Values, field: string): string =>
    field === 'phone' && typeof row[field] === 'string' ? comparablePhone(row[field]) : comparable(row[field] ?? null);
  const held = there.map((row) => new Map(fields.map((field) => [field, said(row, field)])));
  return coming.filter((row) => {
    const says = fields.filter((field) => !isEmpty(row[field] ?? null));
    if (says.length === 0) return false;
    const known = held.some((each) => says.every((field) => each.get(field) === said(row, field)));
    // Twice in the same file is once in the dossier.
    if (!known) held.push(new Map(fields.map((field) => [field, said(row, field)])));
    return !known;
  });
}
