/**
 * Undo, redo and the history of every field, all from operations. Undoing is writing again: the values from before, as new
 * operations. A field that somebody changed since stays as it is and is counted as kept.
 *
 * A large deed is taken back in slices of whole dossiers, like a bulk is done (bulk.ts): whoever asks meanwhile is answered. Stopped or killed
 * half-way, what was taken back stays so, the deed is still the one to undo, and undoing it again goes on with what is left.
 */
import { setImmediate } from 'node:timers/promises';
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import type { Bulk } from './bulk.ts';
import type { Parameter, Reader, Writer } from './database.ts';
import { nameOfRow } from './conflicts.ts';
import { withMerged } from './duplicates.ts';
import { isFrozen, mayWhileFrozen } from './limits.ts';
import { fromColumn, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import { BESIDE, openGroup, type Author, type Change, type Group } from './write.ts';

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
export type Direction = 'undo' | 'redo';
export type TakenBack = {
  /** The deed that is taken back; `stopped`: it is still the next one, and going on takes back what is left. */
  readonly group: string;
  readonly label: string;
  readonly dossier: string | null;
  /** Rows that were given back. */
  readonly count: number;
  /** Fields that stay as they are, since somebody changed them later. */
  readonly kept: number;
  /** Rows that stay as they are, since their dossier is restricted or shielded. */
  readonly frozen: number;
  /** Operations of the deed that were looked at, of so many that were left. */
  readonly done: number;
  readonly total: number;
  readonly stopped: boolean;
};

const NOTHING = { undo: 'NothingToUndo', redo: 'NothingToRedo' } as const;
export type Nothing = { type: (typeof NOTHING)[Direction] };

/** In one transaction: some hundredths of a second. A dossier is never cut in two. */
const SLICE = { dossiers: 100, operations: 300 };

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
  count: leftIn(group, partsOf(db, group)),
});

/** What took some of a deed back, and was stopped or killed before it had all of it. */
const partsOf = (db: Reader, group: StoredGroup): StoredGroup[] =>
  group.undoneBy === null
    ? db.all(
        `SELECT * FROM "operationGroup" WHERE "number" > ? AND "undoes" = ? AND "undoneBy" IS NULL ORDER BY "number"`,
        group.number,
        group.number,
      )
    : [];

const leftIn = (group: StoredGroup, parts: readonly StoredGroup[]): number =>
  Math.max(
    0,
    parts.reduce((left, part) => left - part.operations, group.operations),
  );

/** What the adviser did in the first place: an undo of a redo of an edit is still about that edit. */
function originalLabel(db: Reader, group: StoredGroup): string {
  let at: StoredGroup | undefined = group;
  while (at && at.undoes !== null)
    at = db.get<StoredGroup>(`SELECT * FROM "operationGroup" WHERE "number" = ?`, at.undoes);
  return at?.label ?? group.label;
}

/**
 * Takes the last deed back, or gives it back again.
 * @param touched hears each dossier that was changed, also when the disk refuses half-way
 */
export async function takeBack(
  { db, author, isOpen }: Bulk,
  direction: Direction,
  job: Job,
  touched: (dossiers: readonly string[]) => void,
): Promise<Result<TakenBack, Nothing>> {
  const began = beginTakingBack(db, direction);
  if (!began.ok) return began;
  const work = began.value;
  try {
    // Locked meanwhile: there is nothing to write in any more.
    while (!job.cancelled() && isOpen()) {
      if (db.transact((tx) => work.slice(tx, author))) break;
      const { done, total } = work.outcome();
      job.progress(`history.${direction}`, done, total);
      await setImmediate();
    }
  } finally {
    touched(work.dossiers());
  }
  return ok(work.outcome());
}

type Touched = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  /** Field → the operations of this group that set it, the last one last, and the values from before the first. */
  readonly fields: Map<string, { operations: string[]; before: FieldValue; beside: readonly FieldValue[] }>;
};

export type TakingBack = {
  /** In a transaction of its own; true when it was the last. */
  slice(tx: Writer, author: Author): boolean;
  dossiers(): readonly string[];
  outcome(): TakenBack;
};

/** What is next to take back, slice by slice. */
export function beginTakingBack(db: Reader, direction: Direction): Result<TakingBack, Nothing> {
  const group = direction === 'undo' ? groupToUndo(db) : groupToRedo(db);
  if (!group) return err({ type: NOTHING[direction] });
  const { number } = group;
  const what = originalLabel(db, group);
  const parts = partsOf(db, group);
  const partNumbers = JSON.stringify(parts.map((part) => part.number));
  const last = parts.at(-1);
  // One step forward gives all of it back, unless something else was done after the first part: that one is to be undone before it.
  let into: Group | null = last && !anythingSince(db, last) ? last : null;
  const seen = new Set<string>();
  let before = Number.MAX_SAFE_INTEGER;
  let done = 0;
  let count = 0;
  let kept = 0;
  let frozen = 0;
  let isFinished = false;
  const changed = new Set<string>();

  /** Those that were changed last come first. */
  function nextDossiers(tx: Reader): { dossiers: string[]; more: boolean } {
    const dossiers: string[] = [];
    let operations = 0;
    for (const operation of tx.iterate<{ number: number; dossier: string }>(
      `SELECT "number", "dossier" FROM "operation" WHERE "groupNumber" = ? AND "number" < ? ORDER BY "number" DESC`,
      number,
      before,
    )) {
      const { dossier } = operation;
      if (!seen.has(dossier)) {
        if (dossiers.length >= SLICE.dossiers || operations >= SLICE.operations) return { dossiers, more: true };
        seen.add(dossier);
        dossiers.push(dossier);
      }
      before = operation.number;
      operations++;
    }
    return { dossiers, more: false };
  }

  return ok({
    slice(tx: Writer, author: Author): boolean {
      const { dossiers, more } = nextDossiers(tx);
      const open = openGroup(
        tx,
        author,
        direction,
        into ? { continues: into } : { dossier: group.dossier, undoes: number },
      );
      into = open.group;
      for (const dossier of dossiers) {
        const back = takenBackIn(tx, group, dossier, parts.length > 0 ? partNumbers : null);
        // Two dossiers of one person come apart as a whole, or not at all: then the write function refuses.
        const isHeld = what !== 'merge' && isFrozen(tx, dossier);
        const changes = isHeld ? back.changes.filter((change) => mayNow(tx, change, direction)) : back.changes;
        for (const change of changes) open.write(change);
        if (changes.length > 0) changed.add(dossier);
        done += back.operations;
        count += changes.length;
        frozen += back.changes.length - changes.length;
        kept += back.kept;
      }
      open.close();
      if (!more) tx.run(`UPDATE "operationGroup" SET "undoneBy" = ? WHERE "number" = ?`, into.number, number);
      isFinished = !more;
      return isFinished;
    },
    dossiers: (): readonly string[] => [...changed],
    outcome: (): TakenBack => ({
      group: group.id,
      label: what,
      dossier: group.dossier,
      count,
      kept,
      frozen,
      done,
      total: Math.max(done, leftIn(group, parts)),
      stopped: !isFinished,
    }),
  });
}

const mayNow = (tx: Reader, change: Change, direction: Direction): boolean =>
  mayWhileFrozen(
    change,
    tx.get<StoredRow>(`SELECT * FROM "${change.concept}" WHERE "id" = ?`, change.row) ?? null,
    direction,
  );

const anythingSince = (db: Reader, group: StoredGroup): boolean =>
  db.get(
    `SELECT 1 FROM "operationGroup" WHERE "device" IS NULL AND "number" > ? AND "operations" > 0 LIMIT 1`,
    group.number,
  ) !== undefined;

/**
 * What gives one dossier back as it was before the group.
 * @param parts numbers of the groups that did so for some rows already, as JSON; null when there are none
 */
function takenBackIn(
  tx: Reader,
  group: StoredGroup,
  dossier: string,
  parts: string | null,
): { changes: Change[]; kept: number; operations: number } {
  const touched = new Map<string, Touched>();
  const done = new Set(
    parts === null
      ? []
      : tx
          .all<{ key: string }>(
            `SELECT DISTINCT "concept" || '/' || "row" AS "key" FROM "operation" WHERE "dossier" = ? AND +"groupNumber" IN (SELECT "value" FROM json_each(?))`,
            dossier,
            parts,
          )
          .map(({ key }) => key),
  );
  // By the index of the dossier: that of the group is as long as the whole deed.
  const operations = tx
    .all<StoredOperation>(
      `SELECT * FROM "operation" WHERE "dossier" = ? AND +"groupNumber" = ? ORDER BY "number"`,
      dossier,
      group.number,
    )
    .filter(({ concept, row }) => !done.has(`${concept}/${row}`));
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
  for (const { concept, row, fields } of [...touched.values()].reverse()) {
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
      // What stopped half-way, was done again and undone again is as it was already.
      const isSo = (): boolean =>
        standing.length === 1 &&
        beside.length === 0 &&
        JSON.stringify(field === 'deleted' ? stored.deleted : fromColumn(concept, field, stored[field] ?? null)) ===
          JSON.stringify(before);
      if (!isOurs) kept += isSo() ? 0 : 1;
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
  return { changes, kept, operations: operations.length };
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
    const taken = db.get<{ concept: string; row: string; dossier: string; undoes: number | null }>(
      `SELECT o."concept", o."row", o."dossier", g."undoes" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE o."id" = ?`,
      at,
    );
    if (!taken || taken.undoes === null) return at;
    const first = db
      .all<{ id: string; sees: string | null }>(
        // By the index of the dossier, as above: of two bulks over thousands, each row would look through all of the first.
        `SELECT "id", "sees" FROM "operation" WHERE "dossier" = ? AND +"groupNumber" = ? AND "concept" = ? AND "row" = ? ORDER BY "number"`,
        taken.dossier,
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
  /** What the row is called, also when it was removed; null for one without a name. */
  readonly about: string | null;
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
  // Of a deed that is half taken back: whether this dossier is in that half.
  const halves = new Set(
    db
      .all<{ key: string }>(
        `SELECT DISTINCT p."undoes" || '/' || b."concept" || '/' || b."row" AS "key" FROM "operation" b JOIN "operationGroup" p ON p."number" = b."groupNumber"
         WHERE b."dossier" IN (SELECT "value" FROM json_each(?)) AND p."undoes" IS NOT NULL AND p."undoneBy" IS NULL`,
        parameters[0] ?? null,
      )
      .map(({ key }) => key),
  );
  const named = new Map<string, string | null>();
  const nameOf = (concept: ConceptName, row: string): string | null => {
    const key = `${concept}/${row}`;
    let name = named.get(key);
    if (name === undefined) {
      const stored = db.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, row);
      name = stored ? nameOfRow(concept, stored) : null;
      named.set(key, name);
    }
    return name;
  };
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
        about: nameOf(row.concept, row.row),
        field,
        before: before?.[field] ?? null,
        after: after[field] ?? null,
        undone: row.undoneBy !== null || halves.has(`${row.groupNumber}/${row.concept}/${row.row}`),
      }));
  });
  return { total, entries };
}
