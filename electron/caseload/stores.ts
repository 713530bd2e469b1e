/** Small things that are kept by name: what is being typed, and settings of this caseload. Encrypted like everything else. */
import type { z } from 'zod';
import type { Reader, Writer } from './database.ts';

export type Draft = { readonly key: string; readonly body: string; readonly savedAt: number };

export function saveDraft(tx: Writer, draft: Draft): void {
  tx.run(
    `INSERT INTO "draft" ("key", "body", "savedAt") VALUES (?, ?, ?) ON CONFLICT ("key") DO UPDATE SET "body" = excluded."body", "savedAt" = excluded."savedAt"`,
    draft.key,
    draft.body,
    draft.savedAt,
  );
}

export const listDrafts = (db: Reader, prefix: string): Draft[] =>
  db.all<Draft>(
    `SELECT * FROM "draft" WHERE substr("key", 1, length(?)) = ? ORDER BY "key" LIMIT 1000`,
    prefix,
    prefix,
  );

export const removeDraft = (tx: Writer, key: string): void => void tx.run(`DELETE FROM "draft" WHERE "key" = ?`, key);

export const countDrafts = (db: Reader): number =>
  db.get<{ total: number }>(`SELECT count(*) AS total FROM "draft"`)?.total ?? 0;

/** @returns undefined when it was never set, or was set by a version that meant something else by it */
export function readSetting<T>(db: Reader, key: string, schema: z.ZodType<T>): T | undefined {
  const row = db.get<{ value: string }>(`SELECT "value" FROM "setting" WHERE "key" = ?`, key);
  if (!row) return undefined;
  const parsed = schema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : undefined;
}

export function writeSetting(tx: Writer, key: string, value: unknown): void {
  tx.run(
    `INSERT INTO "setting" ("key", "value") VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`,
    key,
    JSON.stringify(value),
  );
}

export const removeSetting = (tx: Writer, key: string): void =>
  void tx.run(`DELETE FROM "setting" WHERE "key" = ?`, key);
