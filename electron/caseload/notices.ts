/** What happened by itself and the adviser should hear: that it did, and about which dossier. Never what stands in it. */
import type { Answer, NOTICES } from '../../core/contract/contract.ts';
import { displayName } from '../../core/domain/name.ts';
import type { Reader, Writer } from './database.ts';
import { notFrozen } from './limits.ts';

export type NoticeKind = (typeof NOTICES)[number];
type Notice = Answer<'notices.list'>[number];

/** The same thing about the same dossier that nobody has seen yet is told once, with how often. */
export function addNotice(tx: Writer, at: number, kind: NoticeKind, dossier: string | null = null, count = 1): void {
  const before = tx.get<{ number: number }>(
    `SELECT "number" FROM "notice" WHERE "kind" = ? AND "dossier" IS ? AND "seenAt" IS NULL`,
    kind,
    dossier,
  );
  if (before)
    tx.run(`UPDATE "notice" SET "at" = ?, "count" = "count" + ? WHERE "number" = ?`, at, count, before.number);
  else tx.run(`INSERT INTO "notice" ("at", "kind", "dossier", "count") VALUES (?, ?, ?, ?)`, at, kind, dossier, count);
}

/** Those that nobody has seen, newest first. Of a frozen dossier they wait until it is lifted. */
export const listNotices = (db: Reader): Notice[] =>
  db
    .all<Omit<Notice, 'name'> & Parameters<typeof displayName>[0]>(
      `SELECT n."number", n."at", n."kind", n."dossier", n."count", c."initials", c."givenName", c."prefix", c."surname"
         FROM "notice" n LEFT JOIN "candidate" c ON c."id" = n."dossier" AND c."deleted" = 0
        WHERE n."seenAt" IS NULL AND (n."dossier" IS NULL OR ${notFrozen('n."dossier"')}) ORDER BY n."number" DESC LIMIT 500`,
    )
    .map(({ number, at, kind, dossier, count, ...name }) => ({
      number,
      at,
      kind,
      dossier,
      count,
      name: displayName(name) || null,
    }));

/** What it told of is not so any more: nobody has to see it. */
export const dropNotice = (tx: Writer, at: number, kind: NoticeKind, dossier: string): void =>
  void tx.run(
    `UPDATE "notice" SET "seenAt" = ? WHERE "kind" = ? AND "dossier" = ? AND "seenAt" IS NULL`,
    at,
    kind,
    dossier,
  );

export function seeNotices(tx: Writer, at: number, numbers: readonly number[]): void {
  for (const number of numbers)
    tx.run(`UPDATE "notice" SET "seenAt" = ? WHERE "number" = ? AND "seenAt" IS NULL`, at, number);
}
