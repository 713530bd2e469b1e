/**
 * The audit log: who did what, when, from which device. Each line holds the hash of the line before it, so that a line that was
 * taken out or altered is found. Values never stand in it (AVG art. 5(2), 30).
 */
import { createHash } from 'node:crypto';
import type { Reader, Writer } from './database.ts';
import type { Author } from './write.ts';

export type AuditLine = {
  readonly number: number;
  readonly at: number;
  readonly actor: string;
  readonly device: string;
  readonly action: string;
  readonly dossier: string | null;
  readonly detail: string;
  readonly previous: string;
  readonly hash: string;
};

const BEGINNING = '0'.repeat(64);

type Deed = {
  readonly action: string;
  readonly dossier?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
};

export function appendAudit(tx: Writer, author: Author, deed: Deed): void {
  const last = tx.get<{ number: number; hash: string }>(
    `SELECT "number", "hash" FROM "audit" ORDER BY "number" DESC LIMIT 1`,
  );
  const line = {
    number: (last?.number ?? 0) + 1,
    at: author.now(),
    actor: author.actor,
    device: author.device,
    action: deed.action,
    dossier: deed.dossier ?? null,
    detail: JSON.stringify(deed.detail ?? {}),
    previous: last?.hash ?? BEGINNING,
  };
  tx.run(
    `INSERT INTO "audit" ("number", "at", "actor", "device", "action", "dossier", "detail", "previous", "hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    line.number,
    line.at,
    line.actor,
    line.device,
    line.action,
    line.dossier,
    line.detail,
    line.previous,
    hashOf(line),
  );
}

function hashOf(line: Omit<AuditLine, 'hash'>): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        line.number,
        line.at,
        line.actor,
        line.device,
        line.action,
        line.dossier,
        line.detail,
        line.previous,
      ]),
    )
    .digest('hex');
}

/** The number of the first line that does not fit its place in the chain, or null when the chain is whole (I10). */
export function firstBrokenLine(db: Reader): number | null {
  let previous = BEGINNING;
  let expected = 1;
  for (const line of db.iterate<AuditLine>(`SELECT * FROM "audit" ORDER BY "number"`)) {
    if (line.number !== expected || line.previous !== previous || hashOf(line) !== line.hash) return line.number;
    previous = line.hash;
    expected++;
  }
  return null;
}

export function listAudit(
  db: Reader,
  of: { dossier?: string | undefined; offset: number; limit: number },
): { total: number; entries: AuditLine[] } {
  const where = of.dossier === undefined ? '' : `WHERE "dossier" = ?`;
  const parameters = of.dossier === undefined ? [] : [of.dossier];
  return {
    total: db.get<{ total: number }>(`SELECT count(*) AS total FROM "audit" ${where}`, ...parameters)?.total ?? 0,
    entries: db.all<AuditLine>(
      `SELECT * FROM "audit" ${where} ORDER BY "number" DESC LIMIT ? OFFSET ?`,
      ...parameters,
      of.limit,
      of.offset,
    ),
  };
}
