/** What the documents of a dossier are to each other and to its other rows: versions, and what each belongs to. Pure. */
import { conceptOf, type DossierConcept, type Row } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';

type DocumentRow = Row<'document'>;

/** A document as it is now, and its versions before that, the newest first. */
export type Versioned = { readonly newest: DocumentRow; readonly older: readonly DocumentRow[] };

/**
 * Every document stands in exactly one of these, whatever the rows say of each other: two laptops may both have replaced the same one, a
 * version in between may be removed, and what names itself in a circle is still shown.
 */
export function versionsOf(rows: readonly DocumentRow[]): Versioned[] {
  const byId = new Map(rows.map((row) => [referenceTo('document', row.id), row]));
  const replaced = new Set(
    rows.flatMap(({ id, replaces }) => (replaces === referenceTo('document', id) ? [] : replaces)),
  );
  const seen = new Set<string>();
  const chainFrom = (newest: DocumentRow): Versioned => {
    seen.add(newest.id);
    const older: DocumentRow[] = [];
    for (let next = newest.replaces; next !== null;) {
      const row = byId.get(next);
      if (!row || seen.has(row.id)) break;
      seen.add(row.id);
      older.push(row);
      next = row.replaces;
    }
    return { newest, older };
  };
  const heads = rows.filter(({ id }) => !replaced.has(referenceTo('document', id)));
  const found = heads.map(chainFrom);
  for (const row of rows) if (!seen.has(row.id)) found.push(chainFrom(row));
  return found;
}

/** What a document may belong to, in the order in which it is offered. */
const MAY_HAVE_DOCUMENTS = (conceptOf('document').fields['about']?.refersTo ?? []) as readonly DossierConcept[];

/** The newest versions of what belongs to this row. */
export const documentsOf = (versions: readonly Versioned[], concept: string, row: string): DocumentRow[] =>
  versions.flatMap(({ newest }) => (newest.about === referenceTo(concept, row) ? [newest] : []));

/** The fields that say which row it is, the most telling first. */
const NAMED_BY: Readonly<Partial<Record<DossierConcept, readonly string[]>>> = {
  education: ['name', 'institute'],
  course: ['name', 'institute'],
  workExperience: ['role', 'employer'],
  skill: ['name'],
  drivingLicence: ['category'],
  scheme: ['scheme'],
  contactMoment: ['date', 'subject'],
  agreement: ['what'],
  actionPlan: ['title', 'from'],
  jobApplication: ['vacancy', 'employer'],
  placement: ['role', 'employer'],
  assessment: ['title', 'date'],
  consent: ['purpose', 'givenOn'],
  request: ['right', 'receivedOn'],
};

export type Belonging = { readonly reference: string; readonly concept: DossierConcept; readonly title: string };

/**
 * Everything in the dossier that a document may belong to.
 *
 * @param say an answer as it is read
 */
export function belongings(
  { rows }: Pick<Dossier, 'rows'>,
  say: (concept: DossierConcept, field: string, value: FieldValue) => string,
): Belonging[] {
  return MAY_HAVE_DOCUMENTS.flatMap((concept) =>
    (rows[concept] as readonly { id: string }[]).map((row) => ({
      reference: referenceTo(concept, row.id),
      concept,
      title: (NAMED_BY[concept] ?? [])
        .map((field) => say(concept, field, (row as unknown as Record<string, FieldValue>)[field] ?? null))
        .filter(Boolean)
        .join(', '),
    })),
  );
}
