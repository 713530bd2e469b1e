/**
 * Merging operations into the rows of an organisation, in memory, and writing what came of it in a handful of statements. Owns the
 * tables operation and rowState. Promises: the same kernel as on a laptop; every operation that is applied gets the next place in
 * the one order of the organisation, and nobody ever sees a later one before it.
 */
import { conceptName, conceptOf, isOwnConcept, someFields } from '../core/domain/concepts.ts';
import { applyOperation, NO_ROW, REST, type RowHeads, type RowState } from '../core/sync/merge.ts';
import { areFieldsPlainly } from '../core/sync/plainly.ts';
import { MOST_HEADS, ORGANISATION, type REFUSALS, type SentOperation } from '../core/sync/protocol.ts';
import type { Reader, Row, Writer } from './store.ts';
import type { World } from './world.ts';

/** An operation as it is kept and given on. */
export type KeptOperation = SentOperation & { readonly device: string; readonly takenOverBy?: string };

/** What says in which row an operation is, and whether it makes it. */
export type Placed = Pick<SentOperation, 'id' | 'concept' | 'row' | 'dossier' | 'sees'>;

export type Refusal = { readonly why: (typeof REFUSALS)[number]; readonly field: string | null };

/** Whether its values fit the concepts, and its row the place that the concept has (P3). Says nothing about rights. */
export function refusalOf(operation: SentOperation): Refusal | null {
  const named = conceptName.safeParse(operation.concept);
  if (!named.success) return { why: 'unknownConcept', field: null };
  const { place } = conceptOf(named.data);
  const { dossier, row } = operation;
  const isInPlace =
    place === 'organisation'
      ? dossier === ORGANISATION && (named.data === ORGANISATION) === (row === ORGANISATION)
      : dossier !== ORGANISATION &&
        row !== ORGANISATION &&
        // P28
        (dossier === operation.actor
          ? isOwnConcept(named.data)
          : place === 'many' || (place !== 'own' && row === dossier));
  if (!isInPlace) return { why: 'badRow', field: null };
  const { deleted, ...fields } = operation.fields;
  if (deleted !== undefined && deleted !== 0 && deleted !== 1) return { why: 'badValue', field: 'deleted' };
  if (areFieldsPlainly(named.data, fields)) return null;
  const checked = someFields(named.data).safeParse(fields);
  if (checked.success) return null;
  const [issue] = checked.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0];
  return { why: 'badValue', field: typeof field === 'string' ? field : null };
}

type RowMeta = { readonly createdAt: number; readonly changedAt: number };
type Held = RowState & RowMeta & { readonly dossier: string; readonly isChanged: boolean; readonly seq: number };

/** The rows that some operations touch, as they stand, and as they stand after each. */
export type Rows = {
  /** Merges one; null when it is in, otherwise why it can not be. */
  apply(operation: KeptOperation): Refusal | null;
  /** Whether this one makes a dossier's own row, and nobody's did before it (S4). */
  makes(operation: Placed): boolean;
  /** Gives every applied operation its place and writes all of it, asked in one go before anything is answered. Gives the seq of each. */
  write(db: Writer): Promise<ReadonlyMap<string, number>>;
};

const keyOf = (concept: string, row: string): string => `${concept} ${row}`;

/** Call with the dossiers of these operations locked. */
export async function loadRows(
  db: Reader,
  world: World,
  organisation: string,
  operations: readonly Placed[],
): Promise<Rows> {
  const rows = new Map<string, Held>();
  const stored = await db.all<StoredRow>(
    `SELECT "dossier", "concept", "row", "seq", "createdAt", "changedAt", "heads", "values", "others", "awaited"
       FROM "rowState" WHERE "organisation" = ? AND "row" IN (?*)`,
    organisation,
    [...new Set(operations.map(({ row }) => row))],
  );
  for (const row of stored) {
    rows.set(keyOf(row.concept, row.row), {
      ...stateOf(row),
      dossier: row.dossier,
      createdAt: row.createdAt,
      changedAt: row.changedAt,
      isChanged: false,
      seq: row.seq,
    });
  }

  // What was seen, does not stand any more, and is not in this batch: did it come in before, or is it awaited (M5)?
  const batch = new Set(operations.map(({ id }) => id));
  const unclear = new Set<string>();
  for (const operation of operations) {
    if (operation.sees === null) continue;
    const heads = new Set(Object.values(rows.get(keyOf(operation.concept, operation.row))?.heads ?? {}).flat());
    for (const id of Object.values(operation.sees).flat()) if (!heads.has(id) && !batch.has(id)) unclear.add(id);
  }
  const applied = new Set<string>();
  if (unclear.size > 0) {
    const found = await db.all<{ id: string }>(
      `SELECT "id" FROM "operation" WHERE "organisation" = ? AND "id" IN (?*)`,
      organisation,
      [...unclear],
    );
    for (const { id } of found) applied.add(id);
  }

  const order: KeptOperation[] = [];
  const lastOf = new Map<string, string>();
  return {
    makes({ concept, row, dossier, sees }) {
      const named = conceptName.safeParse(concept);
      if (!named.success || conceptOf(named.data).place !== 'candidate' || row !== dossier || sees !== null)
        return false;
      return rows.get(keyOf(concept, row))?.heads[REST] === undefined;
    },
    apply(operation) {
      const key = keyOf(operation.concept, operation.row);
      const before = rows.get(key);
      // O8
      if (before && before.dossier !== operation.dossier) return { why: 'badRow', field: null };
      const after = applyOperation(before ?? NO_ROW, operation, { isApplied: (id) => applied.has(id) });
      const lists = [...Object.values(after.others).map(Object.keys), ...Object.values(after.awaited)];
      if (lists.some((each) => each.length >= MOST_HEADS)) return { why: 'tooLarge', field: null };
      rows.set(key, {
        ...after,
        dossier: operation.dossier,
        // H4
        createdAt: Math.min(before?.createdAt ?? operation.at, operation.at),
        changedAt: Math.max(before?.changedAt ?? operation.at, operation.at),
        isChanged: true,
        seq: 0,
      });
      applied.add(operation.id);
      lastOf.set(key, operation.id);
      order.push(operation);
      return null;
    },
    async write(db) {
      if (order.length === 0) return new Map();
      // One order: taken last, held until the end, so whoever comes after us is seen after us.
      const counting = db.get<{ counter: number }>(
        `UPDATE "organisation" SET "counter" = "counter" + ? WHERE "id" = ? RETURNING "counter"`,
        order.length,
        organisation,
      );
      /** How far each is from the last. */
      const backs = new Map(order.map(({ id }, index) => [id, order.length - 1 - index]));
      const backOf = (id: string | undefined): number => backs.get(id ?? '') ?? 0;
      const counted = (column: string) => ({ column, organisation });
      const receivedAt = world.now();
      const kept = db.insert(
        'operation',
        order.map((operation) => ({
          organisation,
          seq: backOf(operation.id),
          id: operation.id,
          device: operation.device,
          n: operation.n,
          dossier: operation.dossier,
          receivedAt,
          body: bodyOf(operation),
        })),
        { counted: counted('seq') },
      );
      const changed: Row[] = [];
      for (const [key, row] of rows) {
        if (!row.isChanged) continue;
        const [concept = '', id = ''] = key.split(' ');
        changed.push({
          organisation,
          dossier: row.dossier,
          concept,
          row: id,
          seq: backOf(lastOf.get(key)),
          createdAt: row.createdAt,
          changedAt: row.changedAt,
          heads: JSON.stringify(row.heads),
          values: JSON.stringify(row.values),
          others: textUnlessEmpty(row.others),
          awaited: textUnlessEmpty(row.awaited),
        });
      }
      const standing = db.insert('rowState', changed, {
        counted: counted('seq'),
        conflict: `("organisation", "dossier", "concept", "row") DO UPDATE SET ${['seq', 'createdAt', 'changedAt', 'heads', 'values', 'others', 'awaited'].map((name) => `"${name}" = excluded."${name}"`).join(', ')}`,
      });
      const lastSeqs = new Map(order.map((operation) => [operation.dossier, backOf(operation.id)]));
      const moved = db.insert(
        'dossier',
        [...lastSeqs].map(([id, lastSeq]) => ({ organisation, id, lastSeq, begunAt: receivedAt })),
        {
          counted: counted('lastSeq'),
          conflict: `("organisation", "id") DO UPDATE SET "lastSeq" = excluded."lastSeq"`,
        },
      );
      const [counter] = await Promise.all([counting, kept, standing, moved]);
      if (!counter) throw new Error('no such organisation');
      return new Map(order.map(({ id }) => [id, counter.counter - backOf(id)]));
    },
  };
}

/** What an operation looks like to laptops, but for its seq: written once, sent as it is. */
const bodyOf = (operation: KeptOperation): string => JSON.stringify(operation);

export type StoredRow = {
  dossier: string;
  concept: string;
  row: string;
  seq: number;
  createdAt: number;
  changedAt: number;
  heads: string;
  values: string;
  others: string | null;
  awaited: string | null;
};

const stateOf = (row: StoredRow): RowState => ({
  heads: JSON.parse(row.heads) as RowHeads,
  values: JSON.parse(row.values) as RowState['values'],
  others: row.others === null ? {} : (JSON.parse(row.others) as RowState['others']),
  awaited: row.awaited === null ? {} : (JSON.parse(row.awaited) as RowState['awaited']),
});

const textUnlessEmpty = (value: object): string | null =>
  Object.keys(value).length === 0 ? null : JSON.stringify(value);
