/** Rows of all dossiers with whose they are, without what was written at length: whoever looks at a list has not opened a dossier. */
import { conceptOf, type ConceptName, type Row } from '../../core/domain/concepts.ts';
import type { Parameter, Reader } from './database.ts';
import { notFrozen } from './limits.ts';
import { toRow, type StoredRow } from './rows.ts';
import type { Author } from './write.ts';

export type NameColumns = {
  readonly initials: string | null;
  readonly givenName: string | null;
  readonly prefix: string | null;
  readonly surname: string | null;
};
export type WithName = StoredRow & NameColumns;

/** Of the candidate `c`. */
export const NAME = `c."initials" AS "initials", c."givenName" AS "givenName", c."prefix" AS "prefix", c."surname" AS "surname"`;
export const nameOf = ({ initials, givenName, prefix, surname }: NameColumns) => ({
  initials,
  givenName,
  prefix,
  surname,
});

/** What is listed over all dossiers, without opening them. */
export type Guided =
  | 'appointment'
  | 'task'
  | 'agreement'
  | 'jobApplication'
  | 'contactMoment'
  | 'placement'
  | 'actionPlan'
  | 'planStep'
  | 'request';

/** What stands of it, of whoever stands, and of the adviser's own: without a name. */
export const rowsWithNames = (
  db: Reader,
  { actor: own }: Author,
  table: Guided,
  where: string,
  order: string,
  ...parameters: Parameter[]
): WithName[] => {
  // The term of a request runs on while a dossier is restricted: it often is the very request that restricted it.
  const shown = table === 'request' ? 'TRUE' : notFrozen('r."dossier"');
  return db.all<WithName>(
    `SELECT r.*, ${NAME} FROM "${table}" r LEFT JOIN "candidate" c ON c."id" = r."dossier" AND c."deleted" = 0
      WHERE r."deleted" = 0 AND ${where} AND (c."id" IS NOT NULL OR r."dossier" = ?) AND ${shown} ORDER BY ${order}`,
    ...parameters,
    own,
  );
};

export const named = <N extends Guided>(concept: N, rows: readonly WithName[]) =>
  rows.map((row) => ({ dossier: row.dossier, ...nameOf(row), row: withoutTexts(concept, toRow(concept, row)) }));

/** Whoever looks at a day has not opened a dossier: what was written at length stays in it. */
function withoutTexts<N extends ConceptName>(concept: N, row: Row<N>): Row<N> {
  const texts = Object.entries(conceptOf(concept).fields).flatMap(([name, { kind }]) =>
    kind === 'longText' || kind === 'image' ? [[name, null]] : [],
  );
  return { ...row, ...Object.fromEntries(texts) };
}
