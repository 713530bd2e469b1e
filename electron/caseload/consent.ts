/** A consent that is taken back, with all that rests on it, as one deed. */
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Reader, Writer } from './database.ts';
import type { RowNotFound } from './dossier.ts';
import { write, type Author, type Change, type GroupLabel } from './write.ts';

/** Everything that was said for this purpose and still stands: who says no says it once, however often they said yes. */
export function withdrawConsent(
  tx: Writer,
  author: Author,
  { dossier, purpose, today }: { readonly dossier: string; readonly purpose: string; readonly today: string },
  label: GroupLabel = 'withdraw',
): Result<{ group: string }, RowNotFound> {
  const standing = standingFor(tx, dossier, purpose);
  if (standing.length === 0) return err({ type: 'RowNotFound' });
  const changes = standing.map((row): Change => ({ concept: 'consent', row, dossier, fields: { withdrawnOn: today } }));
  return ok({ group: write(tx, author, label, [...changes, ...endingWith(tx, dossier, purpose)], { dossier }).id });
}

const standingFor = (db: Reader, dossier: string, purpose: string): string[] =>
  db
    .all<{ id: string }>(
      `SELECT "id" FROM "consent" WHERE "dossier" = ? AND "purpose" = ? AND "deleted" = 0 AND "withdrawnOn" IS NULL ORDER BY "number"`,
      dossier,
      purpose,
    )
    .map(({ id }) => id);

/** What rests on a consent and ends with it: applications that were to be kept for a year are kept for four weeks again. */
function endingWith(db: Reader, dossier: string, purpose: string): Change[] {
  if (purpose !== 'keepApplication') return [];
  return db
    .all<{ id: string }>(
      `SELECT "id" FROM "jobApplication" WHERE "dossier" = ? AND "keepOnFile" = 'yes' AND "deleted" = 0 ORDER BY "number"`,
      dossier,
    )
    .map(({ id }) => ({ concept: 'jobApplication', row: id, dossier, fields: { keepOnFile: 'no' } }));
}

/** The same where the day is filled in by hand, and no other consent for the purpose stands. */
export function followingFrom(
  db: Reader,
  {
    dossier,
    concept,
    row,
    fields,
  }: { dossier: string; concept: ConceptName; row: string; fields: Record<string, FieldValue> },
): Change[] {
  if (concept !== 'consent' || (fields['withdrawnOn'] ?? null) === null) return [];
  const purpose = db.get<{ purpose: string | null }>(`SELECT "purpose" FROM "consent" WHERE "id" = ?`, row)?.purpose;
  if (!purpose || standingFor(db, dossier, purpose).some((each) => each !== row)) return [];
  return endingWith(db, dossier, purpose);
}
