/**
 * Where packs are kept: their numbers, what stands in them, and which is in use. A new one is written beside the one in use, in pieces with
 * room between them for whoever asks something; it takes the place of the former in one transaction. What a kill left half-written goes at
 * the next opening.
 */
import { z } from 'zod';
import { PACK_KINDS, PACK_LANGUAGES, type PackCounts, type PackKind } from '../../../core/classification/packs.ts';
import type { Database, Reader, Writer } from '../database.ts';

export type Slot = 'A' | 'B';
export type Pack = {
  readonly number: number;
  readonly kind: PackKind;
  readonly version: string;
  readonly languages: readonly (typeof PACK_LANGUAGES)[number][];
  readonly counts: PackCounts;
  readonly files: readonly string[];
  readonly importedAt: number;
  readonly state: 'coming' | 'current' | 'leaving';
  readonly words: Slot | null;
};

/** See the migration: the pack is in the number of everything that it holds. */
export const CONCEPTS = 2 ** 20;
export const LABELS = 2 ** 28;
export const BLOCK = 2 ** 24;

type Stored = Record<'kind' | 'version' | 'languages' | 'counts' | 'files' | 'state', string> & {
  readonly number: number;
  readonly importedAt: number;
  readonly words: string | null;
};
const schema = z.object({
  number: z.number(),
  kind: z.enum(PACK_KINDS),
  version: z.string(),
  languages: z.array(z.enum(PACK_LANGUAGES)),
  counts: z.record(z.string(), z.number()),
  files: z.array(z.string()),
  importedAt: z.number(),
  state: z.enum(['coming', 'current', 'leaving']),
  words: z.enum(['A', 'B']).nullable(),
});

const toPack = (row: Stored): Pack =>
  schema.parse({
    ...row,
    languages: JSON.parse(row.languages) as unknown,
    counts: JSON.parse(row.counts) as unknown,
    files: JSON.parse(row.files) as unknown,
  });

const allPacks = (db: Reader): Pack[] => db.all<Stored>(`SELECT * FROM "pack" ORDER BY "number"`).map(toPack);

export const currentPacks = (db: Reader): Pack[] => allPacks(db).filter(({ state }) => state === 'current');
export const currentPack = (db: Reader, kind: PackKind): Pack | null =>
  currentPacks(db).find((each) => each.kind === kind) ?? null;

export function beginPack(tx: Writer, pack: Omit<Pack, 'number' | 'state' | 'words'>): Pack {
  const words = pack.kind === 'esco' ? (currentPack(tx, 'esco')?.words === 'A' ? 'B' : 'A') : null;
  // Never a number that was used: what is left of one that was taken away must not come back under another.
  const last = tx.get<{ last: number | null }>(`SELECT max("number") AS "last" FROM "pack"`)?.last ?? 0;
  tx.run(
    `INSERT INTO "pack" ("number", "kind", "version", "languages", "counts", "files", "importedAt", "state", "words") VALUES (?, ?, ?, ?, ?, ?, ?, 'coming', ?)`,
    last + 1,
    pack.kind,
    pack.version,
    JSON.stringify(pack.languages),
    JSON.stringify(pack.counts),
    JSON.stringify(pack.files),
    pack.importedAt,
    words,
  );
  return { ...pack, number: last + 1, state: 'coming', words };
}

/** From now on this one is in use. */
export function usePack(tx: Writer, { number, kind }: Pack): void {
  tx.run(`UPDATE "pack" SET "state" = 'leaving' WHERE "kind" = ? AND "state" = 'current'`, kind);
  tx.run(`UPDATE "pack" SET "state" = 'current' WHERE "number" = ?`, number);
}

export const leavePack = (tx: Writer, kind: PackKind): void =>
  void tx.run(`UPDATE "pack" SET "state" = 'leaving' WHERE "kind" = ? AND "state" = 'current'`, kind);

/** Rows taken away at once: a few milliseconds. */
const AT_ONCE = 4_000;

/**
 * Takes away what no pack in use needs, a piece at a time.
 * @param breathe lets others go first; false when the caseload closes, and the rest goes at the next opening
 */
export async function clearPacks(db: Database, breathe: () => Promise<boolean>): Promise<void> {
  for (const { number, words } of allPacks(db).filter(({ state }) => state !== 'current')) {
    db.transact((tx) => {
      tx.run(`UPDATE "pack" SET "state" = 'leaving' WHERE "number" = ?`, number);
      // Of no use to anybody from here on, in one stroke.
      if (words && !currentPacks(tx).some((each) => each.words === words))
        tx.run(`INSERT INTO "packWords${words}"("packWords${words}") VALUES ('delete-all')`);
    });
    for (const [table, column, size] of [
      ['packLabel', 'number', LABELS],
      ['packRelation', 'occupation', CONCEPTS],
      ['packConcept', 'number', CONCEPTS],
    ] as const) {
      const [from, to] = [number * size, (number + 1) * size - 1];
      while (db.get(`SELECT 1 FROM "${table}" WHERE "${column}" BETWEEN ? AND ? LIMIT 1`, from, to) !== undefined) {
        if (!(await breathe())) return;
        const last = db.get<{ at: number }>(
          `SELECT max("${column}") AS "at" FROM (SELECT "${column}" FROM "${table}" WHERE "${column}" BETWEEN ? AND ? ORDER BY "${column}" LIMIT ${AT_ONCE})`,
          from,
          to,
        );
        db.transact((tx) => tx.run(`DELETE FROM "${table}" WHERE "${column}" BETWEEN ? AND ?`, from, last?.at ?? to));
      }
    }
    if (!(await breathe())) return;
    db.transact((tx) => {
      tx.run(`DELETE FROM "packEntry" WHERE "pack" = ?`, number);
      tx.run(`DELETE FROM "pack" WHERE "number" = ?`, number);
    });
  }
}

/** An entry by its key; null when it is not there, or no pack is. */
export function entryOf<T>(db: Reader, kind: PackKind, code: string): T | null {
  const pack = currentPack(db, kind);
  const row =
    pack &&
    db.get<{ data: string }>(`SELECT "data" FROM "packEntry" WHERE "pack" = ? AND "code" = ?`, pack.number, code);
  return row ? (JSON.parse(row.data) as T) : null;
}

/** All entries of a pack, by their keys. */
export function entriesOf<T>(db: Reader, pack: Pack): Map<string, T> {
  const rows = db.all<{ code: string; data: string }>(
    `SELECT "code", "data" FROM "packEntry" WHERE "pack" = ?`,
    pack.number,
  );
  return new Map(rows.map(({ code, data }) => [code, JSON.parse(data) as T]));
}
