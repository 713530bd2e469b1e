/** One dossier: read it whole, change an answer, add and remove a row. */
import {
  DOSSIER_CONCEPTS,
  conceptOf,
  isOwnConcept,
  someFields,
  type ConceptName,
  type Row,
} from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { followingFrom } from './consent.ts';
import type { Reader, Writer } from './database.ts';
import { mayBeLifted } from './limits.ts';
import { fieldsOfRow, toRow, type StoredRow } from './rows.ts';
import { write, type Author, type Change, type Group, type GroupLabel } from './write.ts';

export type DossierNotFound = { type: 'DossierNotFound' };
export type RowNotFound = { type: 'RowNotFound' };
/** `where` names the field and `reason` the rule; the value itself is never in an error. */
export type InvalidField = { type: 'InvalidField'; where: string; reason: string };

/** What the file said when it was added: nobody answers that differently. */
export const OF_THE_FILE = ['mediaType', 'bytes'] as const;

const standing = (db: Reader, concept: ConceptName, row: string): StoredRow | undefined =>
  db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 0`, row);

/** Whether somebody's dossier is on this laptop, and not removed. */
export const isInCaseload = (db: Reader, dossier: string): boolean => standing(db, 'candidate', dossier) !== undefined;

export function readDossier(db: Reader, dossier: string): Result<Dossier, DossierNotFound> {
  const candidate = standing(db, 'candidate', dossier);
  return candidate ? ok(dossierOf(db, candidate)) : err({ type: 'DossierNotFound' });
}

/** The adviser's own: in the place of a candidate stands one who says nothing (P28). */
export function readOwnDossier(db: Reader, author: Author): Dossier {
  const { actor: id } = author;
  const nobody = { id, dossier: id, seq: 0, unsent: 0, unconfirmed: 0, createdAt: 0, changedAt: 0 };
  const own = dossierOf(db, nobody as unknown as StoredRow);
  return { ...own, rows: { ...own.rows, template: readTemplates(db, author) } };
}

function dossierOf(db: Reader, candidate: StoredRow): Dossier {
  const { id: dossier } = candidate;
  const availability = standing(db, 'availability', dossier);
  const conflicts = conflictsOf(db, dossier);
  const row = <N extends ConceptName>(name: N, stored: StoredRow): Row<N> =>
    toRow(name, stored, conflicts.get(`${name}/${stored.id}`));
  const rows = Object.fromEntries(
    DOSSIER_CONCEPTS.map((name) => [
      name,
      db
        .all<StoredRow>(`SELECT * FROM "${name}" WHERE "dossier" = ? AND "deleted" = 0 ORDER BY "number"`, dossier)
        .map((each) => row(name, each)),
    ]),
  );
  return {
    candidate: row('candidate', candidate),
    availability: availability ? row('availability', availability) : null,
    rows,
  } as unknown as Dossier;
}

/** Outlines of the adviser's own, by name. */
export const readTemplates = (db: Reader, author: Author): Row<'template'>[] =>
  db
    .all<StoredRow>(
      `SELECT * FROM "template" WHERE "dossier" = ? AND "deleted" = 0 ORDER BY "name" COLLATE NOCASE, "number"`,
      author.actor,
    )
    .map((each) => toRow('template', each));

/** `concept/row` → the fields of which different values stand. */
function conflictsOf(db: Reader, dossier: string): ReadonlyMap<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { concept, row, field } of db.all<{ concept: string; row: string; field: string }>(
    `SELECT "concept", "row", "field" FROM "conflict" WHERE "dossier" = ?`,
    dossier,
  ))
    fields.set(`${concept}/${row}`, [...(fields.get(`${concept}/${row}`) ?? []), field]);
  return fields;
}

/** Checks by the concept's own schema; text is trimmed and an empty answer is no answer. */
export function checkFields(
  concept: ConceptName,
  given: Readonly<Record<string, unknown>>,
): Result<Record<string, FieldValue>, InvalidField> {
  const tidy = Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (typeof value === 'string') return [name, value.trim() === '' ? null : value.trim()];
      return [name, Array.isArray(value) && value.length === 0 ? null : value];
    }),
  );
  const parsed = someFields(concept).safeParse(tidy);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  // An unknown field's name comes from outside and could be anything: it is not repeated.
  if (issue?.code === 'unrecognized_keys') return err({ type: 'InvalidField', where: concept, reason: 'unknownField' });
  const reason =
    issue?.code === 'custom' || issue?.code === 'invalid_format' ? issue.message : (issue?.code ?? 'invalid');
  return err({ type: 'InvalidField', where: `${concept}.${String(issue?.path[0] ?? '')}`, reason });
}

/** Changes answers of a row. Where nothing really changes nothing is written, and `null` comes back. */
export function editRow(
  tx: Writer,
  author: Author,
  ask: {
    readonly dossier: string;
    readonly concept: ConceptName;
    readonly row: string;
    readonly fields: Record<string, unknown>;
  },
): Result<Group | null, DossierNotFound | RowNotFound | InvalidField> {
  const checked = checkFields(ask.concept, ask.fields);
  if (!checked.ok) return checked;
  if (ask.concept === 'document' && OF_THE_FILE.some((field) => field in checked.value))
    return err({ type: 'InvalidField', where: 'document', reason: 'ofTheFile' });
  const { place } = conceptOf(ask.concept);
  if ((place === 'organisation') !== (ask.dossier === 'organisation')) return err({ type: 'RowNotFound' });
  if (place === 'organisation' && !isOurs(author, ask)) return err({ type: 'RowNotFound' });
  if (place !== 'organisation' && !mayStand(tx, author, ask)) return err({ type: 'DossierNotFound' });
  if ((place === 'candidate' || place === 'one') && ask.row !== ask.dossier) return err({ type: 'RowNotFound' });

  const row = standing(tx, ask.concept, ask.row);
  if (row && row.dossier !== ask.dossier) return err({ type: 'RowNotFound' });
  // A dossier's only availability, and the organisation's and the adviser's own row, come into being with their first answer.
  if (!row && place !== 'one' && place !== 'organisation') return err({ type: 'RowNotFound' });
  const now = row ? fieldsOfRow(ask.concept, row) : {};
  const fields = Object.fromEntries(
    Object.entries(checked.value).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name] ?? null),
    ),
  );
  if (Object.keys(fields).length === 0) return ok(null);
  const change: Change = { concept: ask.concept, row: ask.row, dossier: ask.dossier, fields };
  if (ask.concept === 'restriction' && !mayBeLifted(now, fields))
    return err({ type: 'InvalidField', where: 'restriction.toldOn', reason: 'toldFirst' });
  const changes = [row ? change : firstAnswers(tx, change), ...followingFrom(tx, change)];
  return ok(write(tx, author, 'edit', changes, { dossier: ask.dossier }));
}

/** In the dossier of a candidate who is here, or what needs no candidate in the adviser's own (P28). */
export const mayStand = (
  db: Reader,
  author: Author,
  { dossier, concept }: { readonly dossier: string; readonly concept: ConceptName },
): boolean =>
  dossier === author.actor ? isOwnConcept(concept) : conceptOf(concept).place !== 'own' && isInCaseload(db, dossier);

/** Of the organisation's rows a laptop writes its details and its adviser's own; colleagues and files of the office come from the office. */
const isOurs = (author: Author, { concept, row }: { readonly concept: ConceptName; readonly row: string }): boolean =>
  (concept === 'organisation' && row === 'organisation') || (concept === 'adviser' && row === author.actor);

/**
 * The first answers of a row whose id is given (availability, organisation, adviser). Where it was there before and was taken
 * back, it comes back with these answers and no other: written into the removed row alone, nobody would ever see them.
 */
export function firstAnswers(db: Reader, change: Pick<Change, 'concept' | 'row' | 'dossier' | 'fields'>): Change {
  const { concept, row, dossier, fields } = change;
  const removed = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 1`, row);
  if (!removed) return { concept, row, dossier, fields };
  const emptied = Object.entries(fieldsOfRow(concept, removed))
    .filter(([, value]) => value !== null)
    .map(([name]) => [name, null]);
  return { concept, row, dossier, fields: { ...Object.fromEntries(emptied), ...fields }, deleted: false };
}

export function addRow(
  tx: Writer,
  author: Author,
  ask: { readonly dossier: string; readonly concept: ConceptName; readonly fields: Record<string, unknown> },
): Result<{ row: string; group: string }, DossierNotFound | InvalidField> {
  // A document comes with its file, or not at all (documents.ts).
  if (ask.concept === 'document') return err({ type: 'InvalidField', where: 'document', reason: 'withItsFile' });
  const checked = checkFields(ask.concept, ask.fields);
  if (!checked.ok) return checked;
  if (!mayStand(tx, author, ask)) return err({ type: 'DossierNotFound' });
  const row = author.newId();
  const fields = { ...ownIn(ask.concept, author), ...checked.value };
  const group = write(tx, author, 'add', [{ ...ask, row, fields }], {
    dossier: ask.dossier,
  });
  return ok({ row, group: group.id });
}

/** Whose a new row is: a dossier may be guided by several. */
export const ownIn = (concept: ConceptName, author: Author): Record<string, FieldValue> =>
  concept === 'task' || concept === 'appointment' ? { adviser: referenceTo('adviser', author.actor) } : {};

export function addCandidate(
  tx: Writer,
  author: Author,
  fields: Record<string, unknown>,
): Result<{ dossier: string }, InvalidField> {
  const checked = checkFields('candidate', fields);
  if (!checked.ok) return checked;
  const dossier = author.newId();
  write(tx, author, 'addCandidate', [{ concept: 'candidate', row: dossier, dossier, fields: checked.value }], {
    dossier,
  });
  return ok({ dossier });
}

/** Removes a row, or with concept `candidate` the dossier from the list. What was in it stays, for undo and history. */
export function removeRow(
  tx: Writer,
  author: Author,
  ask: { readonly dossier: string; readonly concept: ConceptName; readonly row: string },
): Result<Group, RowNotFound | InvalidField> {
  const row = standing(tx, ask.concept, ask.row);
  if (!row || row.dossier !== ask.dossier) return err({ type: 'RowNotFound' });
  if (ask.concept === 'restriction' && !mayBeLifted(fieldsOfRow(ask.concept, row), { liftedOn: 'removed' }))
    return err({ type: 'InvalidField', where: 'restriction.toldOn', reason: 'toldFirst' });
  const label: GroupLabel = ask.concept === 'candidate' ? 'removeCandidate' : 'remove';
  return ok(write(tx, author, label, [{ ...ask, fields: {}, deleted: true }], { dossier: ask.dossier }));
}
