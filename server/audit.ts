/**
 * The organisation's audit log (I10): who did what, when, from which device, each line with the hash of the line before. Values never
 * stand in it. What laptops saw and did comes in with its own chain, which is held against what came before.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { beginningsOf, type AuditKind } from '../core/privacy/audit-kinds.ts';
import type { auditLine } from '../core/sync/protocol.ts';
import type { Caller } from './holdings.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

type LaptopLine = z.infer<typeof auditLine>;

export type Deed = {
  readonly organisation: string;
  /** A person, or the organisation itself where it was done at the machine. */
  readonly actor: string;
  readonly device: string | null;
  readonly action: string;
  readonly dossier: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type AuditEntry = {
  number: number;
  at: number;
  actor: string;
  device: string | null;
  action: string;
  dossier: string | null;
  detail: string;
  previous: string;
  hash: string;
};

export const BEGINNING = '0'.repeat(64);

export const appendAudit = (db: Writer, world: World, deed: Deed): Promise<void> =>
  appendLines(db, deed.organisation, [{ ...deed, at: world.now(), detail: JSON.stringify(deed.detail) }]);

/** Many of one organisation at once: the end of the chain is taken once. */
export const appendAuditLines = (db: Writer, world: World, deeds: readonly Deed[]): Promise<void> => {
  const at = world.now();
  return appendLines(
    db,
    deeds[0]?.organisation ?? '',
    deeds.map((deed) => ({ ...deed, at, detail: JSON.stringify(deed.detail) })),
  );
};

type NewLine = Pick<AuditEntry, 'at' | 'actor' | 'device' | 'action' | 'dossier' | 'detail'>;

async function appendLines(db: Writer, organisation: string, lines: readonly NewLine[]): Promise<void> {
  // The end of the chain stands in the organisation's row, and writing it locks it: two can not both come after the same line.
  const end = await db.get<{ auditNumber: number; auditHash: string }>(
    `UPDATE "organisation" SET "auditNumber" = "auditNumber" + ? WHERE "id" = ? RETURNING "auditNumber", "auditHash"`,
    lines.length,
    organisation,
  );
  if (!end) throw new Error('no such organisation');
  let number = end.auditNumber - lines.length;
  let previous = end.auditHash;
  const rows = lines.map(({ at, actor, device, action, dossier, detail }) => {
    const line = { number: ++number, at, actor, device, action, dossier, detail, previous };
    const hash = hashOf(line);
    previous = hash;
    return { organisation, ...line, hash };
  });
  await db.insert('audit', rows);
  await db.run(`UPDATE "organisation" SET "auditHash" = ? WHERE "id" = ?`, previous, organisation);
}

/** Laptops hash their lines in the same way, so that one check serves both. */
const hashOf = (line: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
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

/**
 * A laptop's own lines, once each. A line that does not fit is not thrown away, it is a finding: it is kept and marked.
 */
export function receiveAudit(
  store: Store,
  world: World,
  caller: Caller,
  lines: readonly LaptopLine[],
): Promise<{ last: number; broken: number }> {
  return store.write(async (db) => {
    const device = await db.get<{ auditNumber: number; auditHash: string | null }>(
      `SELECT "auditNumber", "auditHash" FROM "device" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
      caller.organisation,
      caller.device,
    );
    let last = device?.auditNumber ?? 0;
    let hash = device?.auditHash ?? null;
    let broken = 0;
    const fresh: NewLine[] = [];
    for (const line of lines.toSorted((one, other) => one.number - other.number)) {
      if (line.number <= last) continue;
      const follows = line.number === last + 1 && line.previous === (hash ?? BEGINNING);
      const isWhole = follows && hashOf(line) === line.hash;
      if (!isWhole) broken++;
      const origin = { number: line.number, hash: line.hash, receivedAt: world.now(), isWhole };
      fresh.push({
        at: line.at,
        actor: line.actor,
        device: caller.device,
        action: `laptop.${line.action}`,
        dossier: line.dossier,
        detail: JSON.stringify({ laptop: origin, detail: line.detail }),
      });
      last = line.number;
      ({ hash } = line);
    }
    if (fresh.length > 0) {
      await db.run(
        `UPDATE "device" SET "auditNumber" = ?, "auditHash" = ? WHERE "organisation" = ? AND "id" = ?`,
        last,
        hash,
        caller.organisation,
        caller.device,
      );
      await appendLines(db, caller.organisation, fresh);
    }
    return { last, broken };
  });
}

export type AuditWanted = {
  readonly dossier?: string | undefined;
  readonly actor?: string | undefined;
  readonly device?: string | undefined;
  readonly kind?: AuditKind | undefined;
  /** From this moment on, and before that one. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Only what came before this line. */
  readonly before?: number | undefined;
  readonly limit: number;
};

/** The newest first. */
export function listAudit(db: Reader, organisation: string, of: AuditWanted): Promise<AuditEntry[]> {
  const conditions = ['"organisation" = ?', '"number" < ?'];
  const parameters: (string | number)[] = [organisation, of.before ?? 2 ** 52];
  for (const [condition, value] of [
    ['"dossier" = ?', of.dossier],
    ['"actor" = ?', of.actor],
    ['"device" = ?', of.device],
    ['"at" >= ?', of.from],
    ['"at" < ?', of.until],
  ] as const) {
    if (value === undefined) continue;
    conditions.push(condition);
    parameters.push(value);
  }
  if (of.kind !== undefined) {
    const beginnings = beginningsOf(of.kind);
    conditions.push(`(${beginnings.map(() => `"action" LIKE ?`).join(' OR ')})`);
    parameters.push(...beginnings.map((beginning) => `${beginning}%`));
  }
  return db.all<AuditEntry>(
    `SELECT "number", "at", "actor", "device", "action", "dossier", "detail", "previous", "hash" FROM "audit"
      WHERE ${conditions.join(' AND ')} ORDER BY "number" DESC LIMIT ?`,
    ...parameters,
    of.limit,
  );
}

/** The number of the first line that does not fit its place, or null when the chain is whole. */
export async function firstBrokenLine(db: Reader, organisation: string): Promise<number | null> {
  let previous = BEGINNING;
  let expected = 1;
  for (;;) {
    const lines = await db.all<AuditEntry>(
      `SELECT "number", "at", "actor", "device", "action", "dossier", "detail", "previous", "hash" FROM "audit"
        WHERE "organisation" = ? AND "number" >= ? ORDER BY "number" LIMIT 1000`,
      organisation,
      expected,
    );
    if (lines.length === 0) break;
    for (const line of lines) {
      if (line.number !== expected || line.previous !== previous || hashOf(line) !== line.hash) return line.number;
      previous = line.hash;
      expected++;
    }
  }
  // Lines taken off the end leave a whole chain behind: the organisation's row knows how long it was.
  const end = await db.get<{ auditNumber: number; auditHash: string }>(
    `SELECT "auditNumber", "auditHash" FROM "organisation" WHERE "id" = ?`,
    organisation,
  );
  return end && (end.auditNumber !== expected - 1 || end.auditHash !== previous) ? expected : null;
}
