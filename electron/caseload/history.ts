/**
 * Undo, redo and the history of every field, all from operations. Undoing is writing again: the values from before, as new
 * operations. A field that somebody changed since stays as it is and is counted as kept.
 */
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import type { Parameter, Reader, Writer } from './database.ts';
import { withMerged } from './duplicates.ts';
import type { StoredRow } from './rows.ts';
import { BESIDE, write, type Author, type Change } from './write.ts';

type StoredGroup = {
  readonly number: number;
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly label: string;
  readonly dossier: string | null;
  readonly operations: number;
  readonly undoes: number | null;
  readonly undoneBy: number | null;
};

type StoredOperation = {
  readonly number: number;
  readonly id: string;
  readonly groupNumber: number;
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  readonly at: number;
  readonly actor: string;
  readonly fields: string;
  readonly before: string | null;
};

export type Undoable = {
  readonly group: string;
  readonly label: string;
  readonly dossier: string | null;
  readonly count: number;
};
export type Undone = {
  readonly label: string;
  readonly dossier: string | null;
  readonly count: number;
  readonly kept: number;
};

/** Setting up and the demo are where a caseload begins: nothing comes before them. */
const NOT_UNDONE = `('undo', 'setUp', 'demo')`;

const groupToUndo = (db: Reader): StoredGroup | undefined =>
  db.get(
    `SELECT * FROM "operationGroup" WHERE "device" IS NULL AND "undoneBy" IS NULL AND "label" NOT IN ${NOT_UNDONE} AND "operations" > 0 ORDER BY "number" DESC LIMIT 1`,
  );

function groupToRedo(db: Reader): StoredGroup | undefined {
  const undo = db.get<StoredGroup>(
    `SELECT * FROM "operationGroup" WHERE "device" IS NULL AND "label" = 'undo' AND "undoneBy" IS NULL ORDER BY "number" DESC LIMIT 1`,
  );
  if (!undo) return undefined;
  // Something new was done since: what was undone stays undone.
  const since = db.get(
    `SELECT 1 FROM "operationGroup" WHERE "device" IS NULL AND "number" > ? AND "label" NOT IN ('undo', 'redo') AND "operations" > 0 LIMIT 1`,
    undo.number,
  );
  return since ? undefined : undo;
}

export function historyState(db: Reader): { undo: Undoable | null; redo: Undoable | null } {
  const undo = groupToUndo(db);
  const redo = groupToRedo(db);
  return { undo: undo ? undoable(db, undo) : null, redo: redo ? undoable(db, redo) : null };
}

const undoable = (db: Reader, group: StoredGroup): Undoable => ({
  group: group.id,
  label: originalLabel(db, group),
  dossier: group.dossier,
  count: group.operations,
});

/** What the adviser did in the first place: an undo of a redo of an edit is still about that edit. */
function originalLabel(db: Reader, group: StoredGroup): string {
  let at: StoredGroup | undefined = group;
  while (at && at.undoes !== null)
    at = db.get<StoredGroup>(`SELECT * FROM "operationGroup" WHERE "number" = ?`, at.undoes);
  return at?.label ?? group.label;
}

export function undo(tx: Writer, author: Author): Result<Undone & { dossiers: string[] }, { type: 'NothingToUndo' }> {
  const group = groupToUndo(tx);
  return group ? ok(takeBack(tx, author, group, 'undo')) : err({ type: 'NothingToUndo' });
}

export function redo(tx: Writer, author: Author): Result<Undone & { dossiers: string[] }, { type: 'NothingToRedo' }> {
  const group = groupToRedo(tx);
  return group ? ok(takeBack(tx, author, group, 'redo')) : err({ type: 'NothingToRedo' });
}

type Touched = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  /** Field → the operations of this group that set it, the last one last, and the values from before the first. */
  readonly fields: Map<string, { operations: string[]; before: FieldValue; beside: readonly FieldValue[] }>;
};

function takeBack(
  tx: Writer,
  author: Author,
  group: StoredGroup,
  label: 'undo' | 'redo',
): Undone & { dossiers: string[] } {
  const touched = new Map<string, Touched>();
  const operations = tx.all<StoredOperation>(
    `SELECT * FROM "operation" WHERE "groupNumber" = ? ORDER BY "number"`,
    group.number,
  );
  for (const operation of operations) {
    const key = `${operation.concept}/${operation.row}`;
    const row: Touched = touched.get(key) ?? { ...operation, fields: new Map() };
    touched.set(key, row);
    const before = operation.before === null ? null : (JSON.parse(operation.before) as Record<string, FieldValue>);
    const beside = (before?.[BESIDE] ?? {}) as Record<string, Record<string, FieldValue>>;
    // A row that this group made goes as a whole: what is in it stays for when it comes back.
    const set = before ? Object.keys(JSON.parse(operation.fields) as object) : ['deleted'];
    for (const field of set) {
      const first = row.fields.get(field);
      row.fields.set(field, {
        operations: [...(first?.operations ?? []), operation.id],
        before: first ? first.before : before ? (before[field] ?? null) : 1,
        beside: first ? first.beside : Object.values(beside[field] ?? {}),
      });
    }
  }

  let kept = 0;
  const changes: Change[] = [];
  for (const { concept, row, dossier, fields } of [...touched.values()].reverse()) {
    const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, row);
    if (!stored) continue;
    const heads = JSON.parse(stored.heads) as RowHeads;
    const back: Record<string, FieldValue> = {};
    let deleted: boolean | undefined;
    const sees: Record<string, readonly string[]> = {};
    const again: Change[] = [];
    for (const [field, { operations: own, before, beside }] of fields) {
      const standing = headsOf(heads, field);
      // All of them: a decision that was undone made several values stand again.
      const isOurs =
        standing.length > 0 &&
        (standing.every((head) => own.includes(head)) ||
          (standing.length === 1 && sameOrigin(tx, standing[0] ?? '', own.at(-1) ?? '', field)));
      if (!isOurs) kept++;
      else if (field === 'deleted') deleted = before === 1;
      else {
        // What stood beside it comes first, so that what was shown is shown again.
        const all = [...beside, before];
        back[field] = all[0] ?? null;
        if (standing.length > 1) sees[field] = standing;
        for (const value of all.slice(1))
          again.push({ concept, row, dossier, fields: { [field]: value }, sees: { [field]: [] } });
      }
    }
    if (Object.keys(back).length > 0 || deleted !== undefined) {
      const seen = Object.keys(sees).length > 0 ? { sees } : {};
      changes.push({ concept, row, dossier, fields: back, ...(deleted === undefined ? {} : { deleted }), ...seen });
      changes.push(...again);
    }
  }
  // A candidate comes back before the rows below it.
  changes.sort((one, other) => Number(other.concept === 'candidate') - Number(one.concept === 'candidate'));
  const what = originalLabel(tx, group);
  const written = write(tx, author, label, changes, { dossier: group.dossier, undoes: group.number });
  tx.run(`UPDATE "operationGroup" SET "undoneBy" = ? WHERE "number" = ?`, written.number, group.number);
  return {
    label: what,
    dossier: group.dossier,
    count: changes.length,
    kept,
    dossiers: [...new Set(changes.map((change) => change.dossier))],
  };
}

const sameOrigin = (db: Reader, one: string, other: string, field: string): boolean =>
  one === other || originOf(db, one, field) === originOf(db, other, field);

/**
 * Where the value that an operation set in a field came from: an undo sets what stood before the deed that it takes back, so
 * through undos and redos to the operation that first said it. Without this a value would be taken for somebody else's as
 * soon as it had once been undone and given back.
 */
function originOf(db: Reader, operation: string, field: string): string {
  let at = operation;
  for (;;) {
    const taken = db.get<{ concept: string; row: string; undoes: number | null }>(
      `SELECT o."concept", o."row", g."undoes" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE o."id" = ?`,
      at,
    );
    if (!taken || taken.undoes === null) return at;
    const first = db
      .all<{ id: string; sees: string | null }>(
        `SELECT "id", "sees" FROM "operation" WHERE "groupNumber" = ? AND "concept" = ? AND "row" = ? ORDER BY "number"`,
        taken.undoes,
        taken.concept,
        taken.row,
      )
      .map(({ id, sees }) => ({ id, sees: sees === null ? null : (JSON.parse(sees) as RowHeads) }))
      .find(({ sees }) => sees === null || field in sees);
    if (!first) return at;
    // The row was made by what was taken back: before it there was nothing.
    if (first.sees === null) return `before ${first.id}`;
    const [seen, ...others] = first.sees[field] ?? [];
    if (seen === undefined || others.length > 0) return at;
    at = seen;
  }
}

export type HistoryEntry = {
  readonly operation: string;
  readonly group: string;
  readonly at: number;
  readonly actor: string;
  readonly label: string;
  readonly concept: ConceptName;
  readonly row: string;
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  readonly undone: boolean;
};

/** Newest first. `offset` and `limit` count operations; one operation gives an entry for each field that it changed. */
export function listHistory(
  db: Reader,
  of: {
    readonly dossier: string;
    readonly concept?: string | undefined;
    readonly row?: string | undefined;
    readonly field?: string | undefined;
    readonly offset: number;
    readonly limit: number;
  },
): { total: number; entries: HistoryEntry[] } {
  // Of two dossiers that were made one the history is that of both.
  const where = [`o."dossier" IN (SELECT "value" FROM json_each(?))`];
  const parameters: Parameter[] = [JSON.stringify(withMerged(db, of.dossier))];
  for (const [column, wanted] of [
    ['concept', of.concept],
    ['row', of.row],
  ] as const) {
    if (wanted === undefined) continue;
    where.push(`o."${column}" = ?`);
    parameters.push(wanted);
  }
  if (of.field !== undefined) {
    where.push(`EXISTS (SELECT 1 FROM json_each(o."fields") WHERE "key" = ?)`);
    parameters.push(of.field);
  }
  const from = `FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE ${where.join(' AND ')}`;
  const total = db.get<{ total: number }>(`SELECT count(*) AS total ${from}`, ...parameters)?.total ?? 0;
  const rows = db.all<StoredOperation & { group: string; label: string; undoneBy: number | null }>(
    `SELECT o.*, g."id" AS "group", g."label", g."undoneBy" ${from} ORDER BY o."number" DESC LIMIT ? OFFSET ?`,
    ...parameters,
    of.limit,
    of.offset,
  );
  const entries = rows.flatMap((row) => {
    const after = JSON.parse(row.fields) as Record<string, FieldValue>;
    const before = row.before === null ? null : (JSON.parse(row.before) as Record<string, FieldValue>);
    const known = conceptOf(row.concept).fields;
    return Object.keys(after)
      .filter((field) => (field === 'deleted' ? before !== null : field in known))
      .filter((field) => of.field === undefined || field === of.field)
      .filter((field) => before !== null || after[field] !== null)
      .map((field) => ({
        operation: row.id,
        group: row.group,
        at: row.at,
        actor: row.actor,
        label: row.label,
        concept: row.concept,
        row: row.row,
        field,
        before: before?.[field] ?? null,
        after: after[field] ?? null,
        undone: row.undoneBy !== null,
      }));
  });
  return { total, entries };
}
