/**
 * Two answers where one stands: shown with who, when and what each was based on, and settled by whoever knows. Settling is writing
 * (core/sync/SPEC.md O4): the new value says which it saw, so what comes in meanwhile stays.
 */
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { headsOf, valueOfHead, type RowState } from '../../core/sync/merge.ts';
import type { Reader, Writer } from './database.ts';
import { checkFields, type InvalidField, type RowNotFound } from './dossier.ts';
import { notFrozen } from './limits.ts';
import { forgetRemoval, stateOf } from './merged-row.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { write, type Author, type Change } from './write.ts';

type Conflict = Answer<'conflicts.list'>[number];
type Noted = { concept: ConceptName; row: string; field: string; dossier: string; against: string | null };

/** Somebody settled it meanwhile, here or elsewhere. */
export type ConflictGone = { type: 'ConflictGone' };

/** @param names id of a person → their name */
export function listConflicts(
  db: Reader,
  author: Author,
  dossier: string | null,
  names: ReadonlyMap<string, string>,
): Conflict[] {
  const noted = db.all<Noted>(
    `SELECT * FROM "conflict" WHERE ${dossier === null ? notFrozen('"dossier"') : '"dossier" = ?'} ORDER BY "dossier", "concept", "row", "field" LIMIT 1000`,
    ...(dossier === null ? [] : [dossier]),
  );
  return noted.flatMap((at) => {
    const stored = db.get<StoredRow>(`SELECT * FROM "${at.concept}" WHERE "id" = ?`, at.row);
    if (!stored) return [];
    const state = stateOf(at.concept, stored);
    const heads = headsOf(state.heads, at.field);
    const shown = at.against === null ? heads : [...heads.slice(0, 1), at.against];
    const values = shown.map((operation, index) => {
      const made = saidFirst(db, operation, at);
      const before = made?.before == null ? null : (JSON.parse(made.before) as Record<string, FieldValue>)[at.field];
      // Whoever changed a row that somebody removed wants it to stand.
      const said = at.against !== null && index === 1 ? 0 : (valueOfHead(state, at.field, operation) as FieldValue);
      const value = at.field === 'deleted' ? (said ?? 0) : said;
      return {
        operation,
        value,
        at: made?.at ?? null,
        actor: made?.actor ?? null,
        name: (made && names.get(made.actor)) || null,
        isMine: made?.actor === author.actor,
        before: before ?? null,
      };
    });
    return [
      {
        dossier: at.dossier,
        whose: nameOfCandidate(db, at.dossier),
        concept: at.concept,
        row: at.row,
        field: at.field,
        about: nameOfRow(at.concept, stored),
        mayKeepBoth: conceptOf(at.concept).place === 'many' && at.field !== 'deleted',
        values,
      },
    ];
  });
}

type Made = { at: number; actor: string; before: string | null };

/**
 * The operation in which somebody said it. An undo gives back what stood before a decision, in the name of who undoes: whoever said
 * it before that stays the one to ask.
 */
function saidFirst(db: Reader, operation: string, { concept, row, dossier, field }: Noted): Made | undefined {
  const made = db.get<Made & { number: number; fields: string; label: string }>(
    `SELECT o."number", o."at", o."actor", o."before", o."fields", g."label" FROM "operation" o
       JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE o."id" = ?`,
    operation,
  );
  if (!made || !['undo', 'redo'].includes(made.label)) return made;
  const before = db.get<Made>(
    `SELECT o."at", o."actor", o."before" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
      WHERE o."dossier" = ? AND o."concept" = ? AND o."row" = ? AND o."number" < ?
        AND g."label" NOT IN ('undo', 'redo', 'settle') AND json_extract(o."fields", ?) IS json_extract(?, ?)
        AND json_type(o."fields", ?) IS NOT NULL
      ORDER BY o."number" DESC LIMIT 1`,
    dossier,
    concept,
    row,
    made.number,
    `$.${field}`,
    made.fields,
    `$.${field}`,
    `$.${field}`,
  );
  return before ?? made;
}

export function nameOfCandidate(db: Reader, dossier: string): string | null {
  const candidate = db.get<Parameters<typeof displayName>[0]>(
    `SELECT "initials", "givenName", "prefix", "surname" FROM "candidate" WHERE "id" = ?`,
    dossier,
  );
  return (candidate && displayName(candidate)) || null;
}

/** What a row is called in its dossier: its first answer in words. */
export const nameOfRow = (concept: ConceptName, stored: StoredRow): string | null =>
  namedBy(concept, stored)?.name ?? null;

/** Which of its answers a row is called by. */
export function namedBy(concept: ConceptName, stored: StoredRow): { field: string; name: string } | null {
  if (!['many', 'own'].includes(conceptOf(concept).place)) return null;
  const fields = fieldsOfRow(concept, stored);
  for (const [field, { kind }] of Object.entries(conceptOf(concept).fields)) {
    const name = fields[field];
    if (kind === 'text' && typeof name === 'string') return { field, name };
  }
  return null;
}

export function settle(
  tx: Writer,
  author: Author,
  ask: Ask<'conflicts.settle'>,
): Result<{ group: string }, ConflictGone | RowNotFound | InvalidField> {
  const found = standing(tx, ask);
  if (!found.ok) return found;
  const { stored, state, heads } = found.value;
  const { concept, row, dossier, field } = ask;
  let change: Change;
  if (field === 'deleted') {
    if (ask.value !== 0 && ask.value !== 1) return err({ type: 'InvalidField', where: concept, reason: 'invalid' });
    change = { concept, row, dossier, fields: {}, deleted: ask.value === 1, sees: { deleted: heads } };
  } else {
    const checked = checkFields(concept, { [field]: ask.value });
    if (!checked.ok) return checked;
    change = { concept, row, dossier, fields: checked.value, sees: { [field]: heads } };
  }
  // The conflict was with removing the row, and its other side is no value of this field.
  if (field === 'deleted' && Object.keys(state.others).every((each) => each !== 'deleted'))
    forgetRemoval(tx, { concept, row: stored.id });
  return ok({ group: write(tx, author, 'settle', [change], { dossier }).id });
}

/** The shown values stay; each other author's values get a row of their own, with what the two have in common. */
export function keepBoth(
  tx: Writer,
  author: Author,
  ask: Ask<'conflicts.keepBoth'>,
): Result<{ group: string }, ConflictGone | RowNotFound> {
  const { concept, row, dossier } = ask;
  if (conceptOf(concept).place !== 'many') return err({ type: 'RowNotFound' });
  const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, row);
  if (!stored || stored.dossier !== dossier) return err({ type: 'RowNotFound' });
  const state = stateOf(concept, stored);
  const fields = Object.keys(state.others).filter((field) => field in conceptOf(concept).fields);
  const seen = new Set(ask.sees);
  const others = new Set(
    fields.flatMap((field) => headsOf(state.heads, field).slice(1)).filter((operation) => seen.has(operation)),
  );
  if (others.size === 0) return err({ type: 'ConflictGone' });
  const shown = fieldsOfRow(concept, stored);
  const changes: Change[] = [...others].map((operation) => ({
    concept,
    row: author.newId(),
    dossier,
    fields: {
      ...shown,
      ...Object.fromEntries(
        fields
          .filter((field) => headsOf(state.heads, field).includes(operation))
          .map((field) => [field, valueOfHead(state, field, operation) as FieldValue]),
      ),
    },
  }));
  changes.push({
    concept,
    row,
    dossier,
    fields: Object.fromEntries(fields.map((field) => [field, shown[field] ?? null])),
    sees: Object.fromEntries(
      fields.map((field) => [field, headsOf(state.heads, field).filter((operation) => seen.has(operation))]),
    ),
  });
  return ok({ group: write(tx, author, 'keepBoth', changes, { dossier }).id });
}

/** The row, and which of the operations that were shown still stand. */
function standing(
  db: Reader,
  ask: Pick<Ask<'conflicts.settle'>, 'concept' | 'row' | 'dossier' | 'field' | 'sees'>,
): Result<{ stored: StoredRow; state: RowState; heads: string[] }, ConflictGone | RowNotFound> {
  const stored = db.get<StoredRow>(`SELECT * FROM "${ask.concept}" WHERE "id" = ?`, ask.row);
  if (!stored || stored.dossier !== ask.dossier) return err({ type: 'RowNotFound' });
  const noted = db.get(
    `SELECT 1 FROM "conflict" WHERE "concept" = ? AND "row" = ? AND "field" = ?`,
    ask.concept,
    ask.row,
    ask.field,
  );
  const state = stateOf(ask.concept, stored);
  const heads = headsOf(state.heads, ask.field).filter((operation) => ask.sees.includes(operation));
  return noted && heads.length > 0 ? ok({ stored, state, heads }) : err({ type: 'ConflictGone' });
}
