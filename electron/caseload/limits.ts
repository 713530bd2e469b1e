/**
 * What stands against a dossier. A restriction or a shielding freezes it as a whole (AVG art. 18): it is kept and can be looked at, and nothing else
 * is done with it. An objection (art. 21) ends the purposes that it names. Both stand until they are lifted or taken back, whatever day
 * they name: a day to come would leave somebody unprotected until then. Of what kind a restriction is nobody may have said yet; it freezes.
 *
 * Lists ask with the pieces of SQL below, which SQLite answers once a question from the index of what stands (migration 0009).
 */
import type { Row } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { foldedWords } from '../../core/domain/fold.ts';
import type { NameParts } from '../../core/domain/name.ts';
import { consentFor, freezes, type ObjectedPurpose } from '../../core/privacy/limits.ts';
import type { Recipient } from '../../core/register/register.ts';
import { appendAudit } from './audit.ts';
import type { Database, Reader, Writer } from './database.ts';
import type { StoredRow } from './rows.ts';
import type { Author, Change, GroupLabel } from './write.ts';

const STANDS = `"deleted" = 0 AND "liftedOn" IS NULL`;
const FREEZES = `${STANDS} AND coalesce("kind", 'restriction') <> 'objection'`;
const objectsTo = (purpose: ObjectedPurpose): string =>
  `${STANDS} AND "kind" = 'objection' AND EXISTS (SELECT 1 FROM json_each("purposes") WHERE "value" = '${purpose}')`;

/** A condition of SQL: the dossier in this column is not frozen. */
export const notFrozen = (dossier: string): string =>
  `${dossier} NOT IN (SELECT "dossier" FROM "restriction" WHERE ${FREEZES})`;
/** The same, and nobody objects to this purpose in it. */
export const open = (dossier: string, purpose: ObjectedPurpose): string =>
  `${dossier} NOT IN (SELECT "dossier" FROM "restriction" WHERE (${FREEZES}) OR (${objectsTo(purpose)}))`;
/** A condition of SQL: only what is frozen. */
export const onlyFrozen = (dossier: string): string =>
  `${dossier} IN (SELECT "dossier" FROM "restriction" WHERE ${FREEZES})`;

export const isFrozen = (db: Reader, dossier: string): boolean =>
  db.get(`SELECT 1 FROM "restriction" WHERE "dossier" = ? AND ${FREEZES} LIMIT 1`, dossier) !== undefined;

export const objects = (db: Reader, dossier: string, purpose: ObjectedPurpose): boolean =>
  db.get(`SELECT 1 FROM "restriction" WHERE "dossier" = ? AND ${objectsTo(purpose)} LIMIT 1`, dossier) !== undefined;

/** How many dossiers of the list are frozen: said wherever they are left out, so that nobody thinks that one is lost. */
export const countFrozen = (db: Reader): number =>
  db.get<{ n: number }>(`SELECT count(*) AS "n" FROM "candidate" WHERE "deleted" = 0 AND ${onlyFrozen('"id"')}`)?.n ??
  0;

type FrozenCandidate = NameParts & { readonly id: string; readonly externalReference: string | null };

/** Those whose whole name, or whose whole reference, is asked for; in whatever order. Part of a name finds none. */
export function frozenCalled(db: Reader, question: string): string[] {
  const asked = sorted(question);
  if (asked === '') return [];
  return db
    .all<FrozenCandidate>(
      `SELECT "id", "initials", "givenName", "prefix", "surname", "externalReference" FROM "candidate" WHERE "deleted" = 0 AND ${onlyFrozen('"id"')} ORDER BY "sortKey", "number"`,
    )
    .filter((each) => wholeNames(each).some((name) => sorted(name) === asked))
    .map(({ id }) => id);
}

const sorted = (text: string): string => foldedWords(text).toSorted().join(' ');

/** As somebody is called: by given name, by initials or by both. */
function wholeNames({ initials, givenName, prefix, surname, externalReference }: FrozenCandidate): string[] {
  const firsts = [[givenName], [initials], [initials, givenName]].filter((first) => first.every(Boolean));
  const called = (firsts.length > 0 ? firsts : [[]]).map((first) =>
    [...first, prefix, surname].filter(Boolean).join(' '),
  );
  return [...called, externalReference ?? ''];
}

/** Thrown by the write function, so that whatever was begun with it is as it was; the service makes an answer of it (service.ts). */
export class FrozenDossier extends Error {
  readonly dossier: string;
  readonly concept: string;
  constructor({ dossier, concept }: Pick<Change, 'dossier' | 'concept'>) {
    super('this dossier is frozen');
    this.dossier = dossier;
    this.concept = concept;
  }
}
export type DossierFrozen = { type: 'DossierFrozen' };

/** Begun by the office or by the demo, or the work of others that comes along with it: nothing of it may be lost. */
const NOT_ASKED: ReadonlySet<GroupLabel> = new Set(['demo', 'setUp']);
/** What a restriction itself needs: the request that it answers, its lifting, and that nothing is erased meanwhile. */
const ABOUT_LIMITS: ReadonlySet<string> = new Set(['request', 'restriction', 'legalHold']);

/**
 * Whether a change may go into a dossier that is frozen: what the restriction itself needs, a consent that is withdrawn with what follows from it, and a
 * document that belongs to a request. An undo takes those back, and nothing else.
 */
export function mayWhileFrozen(change: Change, stored: StoredRow | null, label: GroupLabel): boolean {
  if (NOT_ASKED.has(label) || ABOUT_LIMITS.has(change.concept)) return true;
  // Removed by somebody who had not heard of it: it comes back, and is frozen.
  if (change.concept === 'candidate') return change.deleted === false && Object.keys(change.fields).length === 0;
  const isTakenBack = label === 'undo' || label === 'redo';
  const names = Object.keys(change.fields);
  if (change.concept === 'document')
    return String(change.fields['about'] ?? stored?.['about'] ?? '').startsWith('request/');
  const isOnly = (field: string, isLess: (value: unknown) => boolean): boolean =>
    stored !== null &&
    change.deleted === undefined &&
    names.length > 0 &&
    names.every((name) => name === field) &&
    (isTakenBack || isLess(change.fields[field] ?? null));
  if (change.concept === 'consent') return isOnly('withdrawnOn', (value) => value !== null);
  if (change.concept === 'jobApplication') return isOnly('keepOnFile', (value) => value !== 'yes');
  return false;
}

export type Refused = 'write' | 'export' | 'handover' | 'letter' | 'bulk' | 'candidateMode';

/** An attempt that was refused stands in the audit log: what was tried with whose dossier, and never a value. */
export const refused = (
  tx: Writer,
  author: Author,
  what: Refused,
  dossier: string,
  detail: Readonly<Record<string, unknown>>,
): void => appendAudit(tx, author, { action: `refused.${what}`, dossier, detail });

/** Of several at once: those that are frozen, each with its line in the audit log. */
export function leaveOutFrozen(
  db: Database,
  author: Author,
  what: Refused,
  dossiers: readonly string[],
  detail: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const frozen = new Set(
    db
      .all<{ dossier: string }>(
        `SELECT DISTINCT "dossier" FROM "restriction" WHERE ${FREEZES} AND "dossier" IN (SELECT "value" FROM json_each(?))`,
        JSON.stringify(dossiers),
      )
      .map(({ dossier }) => dossier),
  );
  if (frozen.size > 0)
    db.transact((tx) => {
      for (const dossier of frozen) refused(tx, author, what, dossier, detail);
    });
  return frozen;
}

/** Why nothing of a dossier goes to this recipient; null where it may. What is of the candidate always goes to the candidate. */
export type NotTo = 'DossierFrozen' | 'ObjectsToSharing' | 'ConsentWithdrawn';

export function whyNotTo(db: Reader, dossier: string, recipient: Recipient): NotTo | null {
  if (recipient === 'candidate') return null;
  if (isFrozen(db, dossier)) return 'DossierFrozen';
  if (objects(db, dossier, 'sharing')) return 'ObjectsToSharing';
  return recipient === 'employer' && consentOf(db, dossier, 'shareWithEmployer') === 'withdrawn'
    ? 'ConsentWithdrawn'
    : null;
}

/**
 * `never`: nobody asked, or nobody wrote it down. That is told and stops nothing, since consent is one ground among others (AVG art. 6(1)) and often
 * not the one that an organisation relies on. What was withdrawn stops at once (art. 7(3)).
 */
export const consentOf = (db: Reader, dossier: string, purpose: 'shareWithEmployer'): ReturnType<typeof consentFor> =>
  consentFor(
    db.all<Pick<Row<'consent'>, 'purpose' | 'withdrawnOn'>>(
      `SELECT "purpose", "withdrawnOn" FROM "consent" WHERE "dossier" = ? AND "deleted" = 0`,
      dossier,
    ),
    purpose,
  );

/**
 * Whoever obtained a restriction is told before it is lifted (AVG art. 18(3)): an edit that lifts it says on which day they were, or said so before. What
 * was put by mistake is taken back by undo. An objection may be lifted when whoever made it says so.
 */
export function mayBeLifted(now: Fields, fields: Fields): boolean {
  const after = { ...now, ...fields };
  const stillFreezes = (of: Fields): boolean => freezes({ kind: of['kind'], liftedOn: of['liftedOn'] });
  if (!stillFreezes(now) || stillFreezes(after)) return true;
  return (after['kind'] ?? null) === (now['kind'] ?? null) && (after['toldOn'] ?? null) !== null;
}
type Fields = Readonly<Record<string, FieldValue>>;
