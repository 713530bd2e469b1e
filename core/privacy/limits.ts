/** What stands against a dossier, told from its own rows: the desktop decides the same from the tables (electron/caseload/limits.ts). */
import type { OBJECTED_PURPOSES, Row } from '../domain/concepts.ts';

type Restriction = Pick<Row<'restriction'>, 'kind' | 'from' | 'liftedOn'>;
export type ObjectedPurpose = (typeof OBJECTED_PURPOSES)[number];

/** Of what kind it is nobody may have said yet: then it freezes. */
export const freezes = ({ kind, liftedOn }: { readonly kind: unknown; readonly liftedOn: unknown }): boolean =>
  (liftedOn ?? null) === null && kind !== 'objection';

/** What freezes it, the longest first; none when it is not frozen. */
export const freezing = <R extends Restriction>(restrictions: readonly R[]): R[] =>
  restrictions.filter(freezes).toSorted((one, other) => (one.from ?? '9').localeCompare(other.from ?? '9'));

/** `never`: nobody asked, or nobody wrote it down. Given anew after it was withdrawn, it is given. */
export function consentFor(
  consents: readonly Pick<Row<'consent'>, 'purpose' | 'withdrawnOn'>[],
  purpose: Row<'consent'>['purpose'],
): 'given' | 'withdrawn' | 'never' {
  const said = consents.filter((each) => each.purpose === purpose);
  if (said.length === 0) return 'never';
  return said.some(({ withdrawnOn }) => withdrawnOn === null) ? 'given' : 'withdrawn';
}
