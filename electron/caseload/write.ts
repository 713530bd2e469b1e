/**
 * The one way in which a personal datum changes: a row and its operation, in one transaction, with the search index and
 * the audit log beside it. Whoever wants to change anything calls `write` with a Writer, which exists only inside a transaction.
 */
import { z } from 'zod';
import { fieldNames, someFields, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { applyOperation, headsOf, REST, type RowHeads } from '../../core/sync/merge.ts';
import { SCHEMAS } from '../../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import type { Parameter, Reader, Writer } from './database.ts';
import { FrozenDossier, isFrozen, mayWhileFrozen } from './limits.ts';
import {
  dossierNumberOf,
  forgetRemoval,
  isSearched,
  setSortKey,
  stateOf,
  storeRow,
  type RowWriting,
} from './merged-row.ts';
import { fromColumn, toColumn, type StoredRow } from './rows.ts';
import { beginIndexing, endIndexing, indexRow } from './search.ts';
import { readSetting, writeSetting } from './stores.ts';

/** Who writes, from where, when; and where ids come from. Passed in, so that a test knows what comes out. */
export type Author = {
  readonly actor: string;
  readonly device: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
};

/** `deleted` is a field like any other: removing a row can be undone and can conflict. */
export type Change = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly dossier: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly deleted?: boolean;
  /** Whoever settles a conflict saw all values of the field, and only those; else the one that is shown was seen (O4). */
  readonly sees?: Readonly<Record<string, readonly string[]>>;
};

export type GroupLabel =
  | 'edit'
  | 'add'
  | 'remove'
  | 'import'
  | 'addCandidate'
  | 'removeCandidate'
  | 'demo'
  | 'setUp'
  | 'undo'
  | 'redo'
  | 'settle'
  | 'keepBoth'
  | 'visit'
  | 'candidate'
  | 'proposal'
  | 'restore'
  | 'bulkEdit'
  | 'bulkAdd'
  | 'bulkRemove'
  | 'merge'
  | 'withdraw';

export type Group = { readonly number: number; readonly id: string };

/** Everything written until `close` belongs together: one undo takes it back. */
export type OpenGroup = {
  readonly group: Group;
  write(change: Change): void;
  /** Writes what was counted: operations in the group, a line in the audit log for each dossier. */
  close(): { operations: number };
};

type Inserted = { sql: string; columns: readonly string[] };

/**
 * @param label what the adviser did, for the undo button and the history
 * @param undoes the group that this one takes back, for an undo or a redo
 * @param continues a group of an earlier transaction that goes on: a bulk in slices is one deed all the same
 * @param ofOthers what somebody else wrote and now comes along: it goes into a frozen dossier too, or it would be lost
 * @throws FrozenDossier for a change that may not be made as long as the dossier is restricted or shielded
 */
export function openGroup(
  tx: Writer,
  author: Author,
  label: GroupLabel,
  options: {
    dossier?: string | null;
    undoes?: number;
    continues?: Group;
    ofOthers?: boolean;
    /** What the audit log says besides of each dossier; never a value. */
    noting?: (dossier: string) => Readonly<Record<string, unknown>>;
  } = {},
): OpenGroup {
  const at = author.now();
  const { number, id } = options.continues ?? beginGroup();
  let n = lastN(tx);
  let operations = 0;
  const touched = new Map<string, { operations: number; concepts: Set<string> }>();
  const indexing = beginIndexing();
  const writing: RowWriting = { indexing, dossierNumbers: new Map(), isFromElsewhere: false, own: author.actor };
  const inserts = new Map<ConceptName, Inserted>();
  const frozen = new Map<string, boolean>();
  const isFrozenHere = (dossier: string): boolean => {
    const known = frozen.get(dossier) ?? isFrozen(tx, dossier);
    frozen.set(dossier, known);
    return known;
  };

  return {
    group: { number, id },
    write(change) {
      // A programming error, not a case: forms, imports and sync have parsed before they come here.
      const fields = someFields(change.concept).parse(change.fields);
      const stored = tx.get<StoredRow>(`SELECT * FROM "${change.concept}" WHERE "id" = ?`, change.row);
      if (stored && stored.dossier !== change.dossier) throw new Error('a row does not move between dossiers');
      const operation = author.newId();
      const names = Object.keys(fields);
      const values: Record<string, FieldValue> = { ...fields };
      if (change.deleted !== undefined) {
        names.push('deleted');
        values['deleted'] = change.deleted ? 1 : 0;
      }
      // Nothing changes in a row that is there; a new one is there from now on, also when nothing is said in it yet.
      if (names.length === 0 && stored) return;
      if (!options.ofOthers && isFrozenHere(change.dossier) && !mayWhileFrozen(change, stored ?? null, label))
        throw new FrozenDossier(change);
      if (change.concept === 'restriction') frozen.delete(change.dossier);

      let sees: Record<string, readonly string[]> | null = null;
      let before: Record<string, unknown> | null = null;
      let rowNumber: number;
      if (stored) {
        const heads = JSON.parse(stored.heads) as RowHeads;
        const nextHeads: Record<string, readonly string[]> = { ...heads };
        sees = {};
        before = {};
        for (const name of names) {
          sees[name] = change.sees?.[name] ?? headsOf(heads, name).slice(0, 1);
          before[name] = name === 'deleted' ? stored.deleted : fromColumn(change.concept, name, stored[name] ?? null);
          nextHeads[name] = [operation];
        }
        rowNumber = stored.number;
        if (stored.apart !== null || change.sees !== undefined) {
          // Other values stand beside the shown one: what of them goes is for the kernel to say.
          const step = { id: operation, fields: values, sees };
          const was = stateOf(change.concept, stored);
          const state = applyOperation(was, step, { isApplied: () => true });
          // What a decision between several values puts aside, for when it is undone.
          const beside = Object.fromEntries(
            names.flatMap((name) => {
              const others = Object.entries(was.others[name] ?? {}).filter(([id]) => sees?.[name]?.includes(id));
              return others.length > 0 ? [[name, Object.fromEntries(others)]] : [];
            }),
          );
          if (Object.keys(beside).length > 0) before[BESIDE] = beside;
          const { seq, unsent, unconfirmed, createdAt } = stored;
          const stamp = { seq, unsent: unsent + 1, unconfirmed: unconfirmed + 1, createdAt, changedAt: at };
          storeRow(tx, change, stored, state, stamp, writing);
        } else {
          tx.run(
            `UPDATE "${change.concept}" SET ${names.map((name) => `"${name}" = ?`).join(', ')}, "heads" = ?, "unsent" = "unsent" + 1, "unconfirmed" = "unconfirmed" + 1, "changedAt" = ? WHERE "number" = ?`,
            ...names.map((name) => toColumn(values[name] ?? null)),
            JSON.stringify(nextHeads),
            at,
            stored.number,
          );
        }
        // Whoever takes it away or brings it back has looked at what somebody else did with it.
        if (change.deleted !== undefined) forgetRemoval(tx, change);
      } else {
        const insert = insertOf(change.concept);
        const parameters: Parameter[] = [
          change.row,
          change.dossier,
          change.deleted ? 1 : 0,
          `{"${REST}":["${operation}"]}`,
          at,
          at,
          ...insert.columns.map((name) => toColumn(values[name] ?? null)),
        ];
        rowNumber = tx.run(insert.sql, ...parameters).lastInsertRowid;
        if (change.concept === 'candidate' || change.dossier === author.actor) beginScope(tx, change.dossier);
      }
      if (change.concept === 'candidate') setSortKey(tx, rowNumber);
      tx.reached('row-written');
      tx.run(
        `INSERT INTO "operation" ("id", "device", "n", "groupNumber", "concept", "row", "dossier", "schema", "at", "actor", "fields", "sees", "before") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        operation,
        author.device,
        ++n,
        number,
        change.concept,
        change.row,
        change.dossier,
        SCHEMAS.to,
        at,
        author.actor,
        JSON.stringify(values),
        sees && JSON.stringify(sees),
        before && JSON.stringify(before),
      );
      tx.reached('operation-written');
      operations++;
      if (isSearched(change.concept)) {
        const dossierNumber = change.concept === 'candidate' ? rowNumber : dossierNumberOf(tx, change.dossier, writing);
        if (!stored || (stored.apart === null && change.sees === undefined))
          indexRow(tx, change.concept, { dossierNumber, rowNumber, before: stored ?? null, after: change }, indexing);
      }
      tx.reached('search-written');
      const seen = touched.get(change.dossier) ?? { operations: 0, concepts: new Set<string>() };
      seen.operations++;
      seen.concepts.add(change.concept);
      touched.set(change.dossier, seen);
    },
    close() {
      endIndexing(tx, indexing);
      if (operations > 0) setLastN(tx, n);
      tx.run(`UPDATE "operationGroup" SET "operations" = "operations" + ? WHERE "number" = ?`, operations, number);
      for (const [dossier, seen] of touched) {
        // A row below the candidate makes the dossier newer, so the list can show what was worked on last.
        tx.run(`UPDATE "candidate" SET "changedAt" = ? WHERE "id" = ? AND "changedAt" < ?`, at, dossier, at);
        appendAudit(tx, author, {
          action: `write.${label}`,
          dossier,
          detail: {
            group: id,
            operations: seen.operations,
            concepts: [...seen.concepts].sort(),
            ...options.noting?.(dossier),
          },
        });
      }
      tx.reached('group-closed');
      return { operations };
    },
  };

  function beginGroup(): Group {
    const id = author.newId();
    const { lastInsertRowid: number } = tx.run(
      `INSERT INTO "operationGroup" ("id", "at", "actor", "label", "dossier", "operations", "undoes") VALUES (?, ?, ?, ?, ?, 0, ?)`,
      id,
      at,
      author.actor,
      label,
      options.dossier ?? null,
      options.undoes ?? null,
    );
    return { number, id };
  }

  function insertOf(name: ConceptName): Inserted {
    let found = inserts.get(name);
    if (!found) {
      const columns = fieldNames(name);
      found = {
        columns,
        sql: `INSERT INTO "${name}" ("id", "dossier", "deleted", "heads", "unsent", "unconfirmed", "createdAt", "changedAt", ${columns.map((column) => `"${column}"`).join(', ')}) VALUES (?, ?, ?, ?, 1, 1, ?, ?${', ?'.repeat(columns.length)})`,
      };
      inserts.set(name, found);
    }
    return found;
  }
}

/** A dossier that begins here: nothing of it comes from a server, so it need not be fetched. */
const beginScope = (tx: Writer, dossier: string): void =>
  void tx.run(
    `INSERT OR IGNORE INTO "scope" ("dossier", "told", "until", "held", "epoch", "isOwn") VALUES (?, NULL, NULL, 1, NULL, 1)`,
    dossier,
  );

/** The last number that this laptop gave to an operation (O3); operations of others fill the table as well. */
const LAST_N = 'lastN';
export const lastN = (db: Reader): number => readSetting(db, LAST_N, z.number()) ?? 0;
export const setLastN = (tx: Writer, n: number): void => writeSetting(tx, LAST_N, n);

/** Where an operation keeps the other values that it saw and replaced, in its `before`: no field has this name. */
export const BESIDE = REST;

/** One group of changes that fit in memory: the usual case. */
export function write(
  tx: Writer,
  author: Author,
  label: GroupLabel,
  changes: Iterable<Change>,
  options: { dossier?: string | null; undoes?: number; ofOthers?: boolean } = {},
): Group & { operations: number } {
  const open = openGroup(tx, author, label, options);
  for (const change of changes) open.write(change);
  const { operations } = open.close();
  return { ...open.group, operations };
}
