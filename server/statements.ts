/**
 * The privacy statement of an organisation (SPEC.md, P29): published at the office a version at a time, with every laptop from then on, and who
 * agreed to which. Promises: what was published is never changed or taken away, since people agreed to that and nothing else.
 */
import { err, ok, type Result } from '../core/domain/result.ts';
import { newestFirst, type Statement, type statementAsk } from '../core/privacy/statement.ts';
import { appendAudit } from './audit.ts';
import { writeOwn, type BadValue, type Hand } from './own-rows.ts';
import type { Reader, Store } from './store.ts';
import type { World } from './world.ts';
import type { z } from 'zod';

/** The newest first. */
export async function listStatements(db: Reader, organisation: string): Promise<Statement[]> {
  const rows = await db.all<{ row: string; createdAt: number; values: string }>(
    `SELECT "row", "createdAt", "values" FROM "rowState" WHERE "organisation" = ? AND "concept" = 'statement'`,
    organisation,
  );
  return newestFirst(
    rows.map(({ row, createdAt, values }) => ({
      id: row,
      createdAt,
      ...(JSON.parse(values) as z.infer<typeof statementAsk>),
    })),
  );
}

export const publishStatement = (
  store: Store,
  world: World,
  hand: Hand,
  statement: z.infer<typeof statementAsk>,
): Promise<Result<{ id: string }, BadValue | { type: 'Taken' }>> =>
  store.write(async (db) => {
    const before = await listStatements(db, hand.organisation);
    // Whoever says which version they agreed to must mean one text.
    if (before.some(({ version }) => version === statement.version)) return err({ type: 'Taken' });
    const id = world.newId();
    const written = await writeOwn(db, world, hand, 'statement', id, statement);
    if (!written.ok) return written;
    const { version, date } = statement;
    const detail = { statement: id, version, date };
    await appendAudit(db, world, { ...hand, action: 'statement.published', dossier: null, detail });
    return ok({ id });
  });

/** What one person agreed to last. */
export type Agreed = { person: string; statement: string; at: number };

/** Of everybody who ever agreed, as the logs of their laptops say. */
export async function listAgreed(db: Reader, organisation: string): Promise<Agreed[]> {
  const lines = await db.all<{ actor: string; at: number; detail: string }>(
    `SELECT "actor", "at", "detail" FROM "audit" WHERE "organisation" = ? AND "action" = 'laptop.statement.agreed' ORDER BY "number"`,
    organisation,
  );
  const last = new Map<string, Agreed>();
  for (const { actor, at, detail } of lines) {
    const statement = agreedIn(detail);
    if (statement !== null) last.set(actor, { person: actor, statement, at });
  }
  return [...last.values()];
}

/** A line of a laptop holds what that laptop wrote: whatever is no statement in it is none. */
function agreedIn(detail: string): string | null {
  try {
    const line = JSON.parse(detail) as { detail?: unknown };
    const said: unknown = typeof line.detail === 'string' ? JSON.parse(line.detail) : null;
    const statement = said !== null && typeof said === 'object' && 'statement' in said ? said.statement : null;
    return typeof statement === 'string' ? statement : null;
  } catch {
    return null;
  }
}
