/**
 * Whether the columns of a table say who somebody is. A table in which no column is a name, a reference or a contact detail is
 * a list of something else; taken in, each of its rows would become a dossier of nobody.
 */

type Target = 'ignore' | 'fullName' | { readonly concept: string; readonly field: string };

const WHO: ReadonlySet<string> = new Set([
  'candidate.initials',
  'candidate.givenName',
  'candidate.surname',
  'candidate.externalReference',
  'contactDetail.email',
  'contactDetail.phone',
]);

export const saysWho = (mapping: readonly Target[]): boolean =>
  mapping.some((target) =>
    typeof target === 'string' ? target === 'fullName' : WHO.has(`${target.concept}.${target.field}`),
  );
