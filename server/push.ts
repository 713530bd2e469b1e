/**
 * Push: what laptops hand in (SPEC.md P1–P7). Promises: each operation is answered by itself and remembered; what is decided is
 * decided with the dossiers locked, in one short transaction, so a grant that is taken away at the same moment is either before or after.
 */
import { z } from 'zod';
import { id } from '../core/domain/id.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import {
  LARGEST_OPERATION,
  ORGANISATION,
  SCHEMAS,
  sentOperation,
  type Grant,
  type PushResult,
  type SentOperation,
} from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import { holdingsOf, type Caller, type Holdings } from './holdings.ts';
import { bodyOf, loadRows, refusalOf, type Refusal } from './merging.ts';
import { epochOf } from './server-epoch.ts';
import { DoOver, type Row, type Store, type Writer } from './store.ts';
import type { World } from './world.ts';

export type Pushed = {
  readonly answer: { results: PushResult[]; begun: Grant[]; serverEpoch: string };
  /** Dossiers that have something new. */
  readonly touched: readonly string[];
};
export type PushError = { type: 'DeviceCopied' } | { type: 'SchemaTooNew' } | { type: 'SchemaTooOld' };

/** What of an operation must be readable for it to have an answer that is remembered. */
const header = z.looseObject({ id, n: z.number().int().positive() });

type Incoming =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly id: string; readonly n: number; readonly why: 'unreadable' | 'tooLarge' }
  | { readonly kind: 'operation'; readonly id: string; readonly n: number; readonly operation: SentOperation };

export async function push(
  store: Store,
  world: World,
  caller: Caller,
  ask: { readonly operations: readonly unknown[]; readonly unsent: number },
): Promise<Result<Pushed, PushError>> {
  const incoming = ask.operations.map(readIncoming);
  const readable = incoming.flatMap((each) => (each.kind === 'operation' ? [each.operation] : []));
  // P15: held back by a laptop that knows; refusing one for ever that is only early would lose it.
  if (readable.some(({ schema }) => schema > SCHEMAS.to)) return err({ type: 'SchemaTooNew' });
  if (readable.some(({ schema }) => schema < SCHEMAS.from)) return err({ type: 'SchemaTooOld' });
  return store.write((db) => decide(db, world, caller, incoming, readable, ask.unsent));
}

function readIncoming(value: unknown): Incoming {
  const read = sentOperation.safeParse(value);
  if (!read.success) {
    const named = header.safeParse(value);
    if (!named.success) return { kind: 'unreadable' };
    return { kind: 'refused', id: named.data.id, n: named.data.n, why: 'unreadable' };
  }
  const { id, n } = read.data;
  if (lengthOf(read.data) > LARGEST_OPERATION) return { kind: 'refused', id, n, why: 'tooLarge' };
  return { kind: 'operation', id, n, operation: read.data };
}

/** About what it is as JSON, without making it: only a logo or nonsense comes near the limit. */
function lengthOf({ fields, sees }: SentOperation): number {
  let length = 0;
  for (const value of Object.values(fields)) {
    length += typeof value === 'string' ? value.length : (JSON.stringify(value) ?? '').length;
  }
  for (const ids of Object.values(sees ?? {})) length += ids.length * 40;
  return length;
}

async function decide(
  db: Writer,
  world: World,
  caller: Caller,
  incoming: readonly Incoming[],
  readable: readonly SentOperation[],
  unsent: number,
): Promise<Result<Pushed, PushError>> {
  const { organisation } = caller;
  const now = world.now();
  // A laptop that asks again before it was answered waits here for its own first asking.
  const device = await db.get<{ handled: number }>(
    `SELECT "handled" FROM "device" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
    organisation,
    caller.device,
  );
  const handled = device?.handled ?? 0;
  const dossiers = [...new Set(readable.map(({ dossier }) => dossier))];
  // In one order for everybody, so that two pushes never wait for each other.
  const there = new Map(
    (
      await db.all<{ id: string; erasedAt: number | null }>(
        `SELECT "id", "erasedAt" FROM "dossier" WHERE "organisation" = ? AND "id" IN (?*) ORDER BY "id" FOR UPDATE`,
        organisation,
        dossiers,
      )
    ).map(({ id, erasedAt }) => [id, erasedAt]),
  );
  const known = await knownAnswers(db, organisation, incoming);
  const holdings = await holdingsOf(db, caller, dossiers, now);
  const fresh = readable.filter(({ id, dossier }) => !known.has(id) && there.get(dossier) == null);
  const rows = await loadRows(db, world, organisation, fresh);

  const begun = new Map<string, Grant>();
  const taken = new Map<number, string>();
  const answered: Row[] = [];
  const quarantined: Row[] = [];
  const touched = new Set<string>();
  let highest = handled;

  const inOrder = incoming
    .flatMap((each) => (each.kind === 'unreadable' ? [] : [each]))
    .sort((one, other) => one.n - other.n);
  for (const each of inOrder) {
    const { id, n } = each;
    // P5: before everything else; of an erased dossier nothing is known any more, not even which operations there were.
    if (each.kind === 'operation' && there.get(each.operation.dossier) != null) {
      known.set(id, { id, result: 'erased' });
      highest = Math.max(highest, n);
      continue;
    }
    // P2
    if (known.has(id)) continue;
    // P7
    if (n <= handled || taken.has(n)) return err({ type: 'DeviceCopied' });
    taken.set(n, id);
    highest = Math.max(highest, n);

    const result =
      each.kind === 'refused' ? refused(id, { why: each.why, field: null }) : decideOne(each.operation, holdings);
    known.set(id, result);
    if (result.result === 'refused' || result.result === 'quarantined') {
      const { why, field } = result.result === 'refused' ? result : { why: null, field: null };
      answered.push({ organisation, id, device: caller.device, n, at: now, result: result.result, why, field });
    }
  }

  function decideOne(operation: SentOperation, held: Holdings): PushResult {
    const { id, dossier } = operation;
    const refusal = operation.actor === caller.person ? refusalOf(operation) : notYours;
    if (refusal) return refused(id, refusal);
    if (dossier === ORGANISATION) {
      const isAllowed =
        operation.concept === ORGANISATION ? caller.roles.includes('administrator') : operation.row === caller.person;
      if (!isAllowed) return refused(id, notYours);
    } else {
      if (!caller.roles.includes('adviser') && !held.ended.has(dossier)) return refused(id, notYours);
      if (!there.has(dossier) && !begun.has(dossier)) {
        // P3: it begins with this operation.
        if (!caller.roles.includes('adviser')) return refused(id, notYours);
        begun.set(dossier, { dossier, epoch: world.newId(), until: null });
      }
      if (!held.now.has(dossier) && !begun.has(dossier)) {
        quarantined.push({
          organisation,
          id,
          dossier,
          device: caller.device,
          n: operation.n,
          author: caller.person,
          wasTheirs: held.ended.has(dossier) ? 1 : 0,
          receivedAt: now,
          body: bodyOf({ ...operation, device: caller.device }),
        });
        return { id, result: 'quarantined' };
      }
    }
    const problem = rows.apply({ ...operation, device: caller.device });
    if (problem) return refused(id, problem);
    touched.add(dossier);
    return { id, result: 'applied', seq: 0 };
  }

  await beginDossiers(
    db,
    caller,
    [...begun.values()].filter(({ dossier }) => touched.has(dossier)),
    now,
  );
  await db.insert('answer', answered);
  await db.insert('quarantine', quarantined);
  if (quarantined.length > 0) {
    const detail = { operations: quarantined.length };
    await appendAudit(db, world, {
      organisation,
      actor: caller.person,
      device: caller.device,
      action: 'push.quarantined',
      dossier: null,
      detail,
    });
  }
  await db.run(
    `UPDATE "device" SET "handled" = ?, "unsent" = ?, "lastContact" = ?, "schema" = CASE WHEN "schema" < ? THEN ? ELSE "schema" END
      WHERE "organisation" = ? AND "id" = ?`,
    highest,
    unsent,
    now,
    ...twice(Math.max(0, ...readable.map(({ schema }) => schema))),
    organisation,
    caller.device,
  );
  const serverEpoch = await epochOf(db);
  const seqs = await rows.write(db);
  const results = incoming.map((each): PushResult => {
    if (each.kind === 'unreadable') return refused(null, { why: 'unreadable', field: null });
    const result = known.get(each.id);
    if (!result) throw new Error('an operation without an answer');
    return result.result === 'applied' && result.seq === 0 ? { ...result, seq: seqs.get(each.id) ?? 0 } : result;
  });
  return ok({
    answer: { results, begun: [...begun.values()].filter(({ dossier }) => touched.has(dossier)), serverEpoch },
    touched: [...touched],
  });
}

const notYours: Refusal = { why: 'notYours', field: null };
const refused = (id: string | null, refusal: Refusal): PushResult => ({ id, result: 'refused', ...refusal });
const twice = <T>(value: T): [T, T] => [value, value];

/** What was answered before to any of these (P2). */
async function knownAnswers(
  db: Writer,
  organisation: string,
  incoming: readonly Incoming[],
): Promise<Map<string, PushResult>> {
  const ids = incoming.flatMap((each) => (each.kind === 'unreadable' ? [] : [each.id]));
  const rows = await db.all<{
    id: string;
    seq: number | null;
    result: string;
    why: string | null;
    field: string | null;
  }>(
    `SELECT "id", "seq", 'applied' AS "result", NULL AS "why", NULL AS "field" FROM "operation" WHERE "organisation" = ? AND "id" IN (?*)
     UNION ALL
     SELECT "id", NULL, "result", "why", "field" FROM "answer" WHERE "organisation" = ? AND "id" IN (?*)`,
    organisation,
    ids,
    organisation,
    ids,
  );
  return new Map(
    rows.map(({ id, seq, result, why, field }): [string, PushResult] => {
      if (result === 'applied') return [id, { id, result, seq: seq ?? 0 }];
      if (result === 'quarantined') return [id, { id, result }];
      return [id, refused(id, { why: why as Refusal['why'], field })];
    }),
  );
}

/** P3: who begins a dossier holds it. */
async function beginDossiers(db: Writer, caller: Caller, begun: readonly Grant[], now: number): Promise<void> {
  const { organisation } = caller;
  const made = await db.insert(
    'dossier',
    begun.map(({ dossier }) => ({ organisation, id: dossier, lastSeq: 0, begunAt: now })),
    'DO NOTHING',
  );
  // Somebody else began it between our looking and our writing.
  if (made < begun.length) throw new DoOver();
  await db.insert(
    'dossierGrant',
    begun.map(({ dossier, epoch }) => ({
      organisation,
      epoch,
      dossier,
      person: caller.person,
      team: null,
      from: now,
      until: null,
      revokedAt: null,
      givenBy: caller.person,
    })),
  );
}
