/**
 * Push: what laptops hand in (SPEC.md P1–P7, S3–S8). Promises: each operation is answered by itself and remembered, and is kept whole here
 * whenever the answer says that the laptop need not keep it; what is decided is decided with the dossiers locked, in one short
 * transaction, so a grant that is taken away at the same moment is either before or after.
 */
import { z } from 'zod';
import { id } from '../core/domain/id.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import { isSentPlainly } from '../core/sync/plainly.ts';
import {
  LARGEST_OPERATION,
  ORGANISATION,
  SCHEMAS,
  sentOperation,
  type Grant,
  type pushAnswer,
  type pushAsk,
  type PushResult,
  type SentOperation,
} from '../core/sync/protocol.ts';
import { appendAudit } from './audit.ts';
import { epochThrough, holdingsOf, type Caller, type Holdings } from './holdings.ts';
import { loadRows, refusalOf, type Placed, type Refusal, type Rows } from './merging.ts';
import { DoOver, type Reader, type Row, type Store, type Writer } from './store.ts';
import type { World } from './world.ts';

export type Pushed = {
  readonly answer: z.infer<typeof pushAnswer>;
  /** Dossiers that have something new. */
  readonly touched: readonly string[];
};
export type PushError = { type: 'DeviceCopied' } | { type: 'SchemaTooOld' };

/** What of an operation must be readable for it to have an answer that is remembered. */
const header = z.looseObject({
  id,
  n: z.number().int().positive(),
  dossier: z
    .union([id, z.literal(ORGANISATION)])
    .nullable()
    .catch(null),
  schema: z.number().catch(0),
  concept: z.string().catch(''),
  row: z.string().catch(''),
  sees: z.record(z.string(), z.array(z.string())).nullable().catch({}),
});

type Incoming = { readonly id: string; readonly n: number; readonly dossier: string | null; readonly body: object } & (
  | { readonly kind: 'refused'; readonly why: 'unreadable' | 'tooLarge' }
  /** Of a schema that this server does not know yet: more than its header is not read (S6). */
  | { readonly kind: 'newer'; readonly dossier: string; readonly placed: Placed; readonly operation: null }
  | { readonly kind: 'operation'; readonly dossier: string; readonly placed: Placed; readonly operation: SentOperation }
);

export async function push(
  store: Store,
  world: World,
  caller: Caller,
  ask: z.infer<typeof pushAsk>,
): Promise<Result<Pushed, PushError>> {
  const read = ask.operations.map(readIncoming);
  if (read.some((each) => each?.kind === 'operation' && each.operation.schema < SCHEMAS.from)) {
    return err({ type: 'SchemaTooOld' });
  }
  return store.write(async (db) => {
    const standing = await standingFor(db, world, caller, read);
    const { serverEpoch } = standing;
    const answer = { serverEpoch, results: [], begun: [], serverTime: world.now() };
    // S3: a restored server does not know which numbers the laptop still has to send.
    if (ask.serverEpoch !== serverEpoch) return ok({ answer: { ...answer, isOther: true }, touched: [] });
    const decided = await decide(db, world, caller, { read, standing, unsent: ask.unsent });
    if (!decided.ok) return decided;
    const { touched, results, begun } = decided.value;
    return ok({ answer: { ...answer, results, begun, isOther: false }, touched });
  });
}

/** Null where not even its name can be read. */
function readIncoming(value: unknown): Incoming | null {
  if (isSentPlainly(value) && value.schema <= SCHEMAS.to) return incoming(value, value);
  const named = header.safeParse(value);
  if (!named.success) return null;
  const { id, n, dossier, schema, concept, row, sees } = named.data;
  const shared = { id, n, dossier, body: value as object };
  if (schema > SCHEMAS.to && dossier !== null) {
    return { ...shared, dossier, kind: 'newer', placed: { id, concept, row, dossier, sees }, operation: null };
  }
  const read = sentOperation.safeParse(value);
  if (!read.success) return { ...shared, kind: 'refused', why: 'unreadable' };
  return incoming(value as object, read.data);
}

function incoming(body: object, operation: SentOperation): Incoming {
  const { id, n, dossier } = operation;
  if (lengthOf(operation) > LARGEST_OPERATION) return { id, n, dossier, body, kind: 'refused', why: 'tooLarge' };
  return { id, n, dossier, body, kind: 'operation', placed: operation, operation };
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

type Decided = { readonly results: PushResult[]; readonly begun: Grant[]; readonly touched: string[] };

type Standing = {
  readonly serverEpoch: string;
  /** The highest number of this laptop that was answered. */
  readonly handled: number;
  readonly now: number;
  /** The dossiers that were begun, and when they were erased. */
  readonly there: ReadonlyMap<string, number | null>;
  /** Dossiers that are a colleague's own (P28). */
  readonly ofOthers: ReadonlySet<string>;
  readonly known: Map<string, PushResult>;
  readonly later: ReadonlySet<string>;
  readonly held: Holdings;
  readonly rows: Rows;
};

/** All that decides over a batch, read in one go: first the locks, and under them the rest. */
async function standingFor(
  db: Writer,
  world: World,
  caller: Caller,
  read: readonly (Incoming | null)[],
): Promise<Standing> {
  const { organisation } = caller;
  const now = world.now();
  const incoming = read.filter((each) => each !== null);
  const dossiers = [...new Set(incoming.flatMap(({ dossier }) => (dossier === null ? [] : [dossier])))];
  const [device, begun, persons, { known, later }, held, rows] = await Promise.all([
    // A laptop that asks again before it was answered waits here for its own first asking.
    db.get<{ handled: number; serverEpoch: string }>(
      `SELECT "handled", (SELECT "epoch" FROM "server") AS "serverEpoch" FROM "device" WHERE "organisation" = ? AND "id" = ? FOR UPDATE`,
      organisation,
      caller.device,
    ),
    // In one order for everybody, so that two pushes never wait for each other.
    db.all<{ id: string; erasedAt: number | null }>(
      `SELECT "id", "erasedAt" FROM "dossier" WHERE "organisation" = ? AND "id" IN (?*) ORDER BY "id" FOR UPDATE`,
      organisation,
      dossiers,
    ),
    db.all<{ id: string }>(
      `SELECT "id" FROM "person" WHERE "organisation" = ? AND "id" IN (?*)`,
      organisation,
      dossiers,
    ),
    answersTo(
      db,
      organisation,
      incoming.map(({ id }) => id),
    ),
    holdingsOf(db, caller, dossiers, now),
    loadRows(
      db,
      world,
      organisation,
      incoming.flatMap((each) => (each.kind === 'refused' ? [] : [each.placed])),
    ),
  ]);
  if (!device) throw new Error('a laptop of no organisation');
  const there = new Map(begun.map(({ id, erasedAt }) => [id, erasedAt]));
  const ofOthers = new Set(persons.map(({ id }) => id).filter((id) => id !== caller.person));
  return { ...device, now, there, ofOthers, known, later, held, rows };
}

async function decide(
  db: Writer,
  world: World,
  caller: Caller,
  asked: { readonly read: readonly (Incoming | null)[]; readonly standing: Standing; readonly unsent: number },
): Promise<Result<Decided, PushError>> {
  const { read, standing, unsent } = asked;
  const { handled, now, there, ofOthers, known, later, held, rows } = standing;
  const { organisation, person } = caller;
  const incoming = read.filter((each) => each !== null);

  const given = new Map<string, { readonly epoch: string; readonly isNew: boolean }>();
  const taken = new Set<number>();
  const answered: Row[] = [];
  const kept: Row[] = [];
  const touched = new Set<string>();
  let highest = handled;

  for (const each of incoming.toSorted((one, other) => one.n - other.n)) {
    const { id, n, dossier } = each;
    // P5: before everything else; of an erased dossier nothing is known any more, not even which operations there were.
    if (dossier !== null && there.get(dossier) != null) {
      known.set(id, { id, result: 'erased' });
      highest = Math.max(highest, n);
      continue;
    }
    // P2
    if (known.has(id)) continue;
    // P7
    if ((n <= handled && !later.has(id)) || taken.has(n)) return err({ type: 'DeviceCopied' });
    taken.add(n);
    highest = Math.max(highest, n);

    const result = decideOne(each, held);
    known.set(id, result);
    if (result.result === 'applied') continue;
    const { why, field } = result.result === 'refused' ? result : { why: null, field: null };
    answered.push({ organisation, id, device: caller.device, n, at: now, result: result.result, why, field });
    if (result.result === 'later') continue;
    const isTheirs = dossier !== null && dossier !== ORGANISATION && (isHeld(dossier) || held.ended.has(dossier));
    kept.push({
      organisation,
      id,
      dossier,
      device: caller.device,
      n,
      author: person,
      wasTheirs: isTheirs ? 1 : 0,
      why,
      field,
      receivedAt: now,
      body: JSON.stringify({ ...each.body, device: caller.device }),
    });
  }

  function isHeld(dossier: string): boolean {
    return held.now.has(dossier) || given.has(dossier);
  }

  function decideOne(each: Incoming, { ended }: Holdings): PushResult {
    const { id, dossier } = each;
    if (each.kind === 'refused') return refused(id, { why: each.why, field: null });
    const { operation, placed } = each;
    const isAdviser = caller.roles.includes('adviser');
    if (each.dossier === ORGANISATION) {
      if (operation && !mayWrite(operation, caller)) return refused(id, notYours);
    } else if (ofOthers.has(each.dossier)) {
      return refused(id, notYours);
    } else if (!isHeld(each.dossier)) {
      if (!isAdviser && !ended.has(each.dossier)) return refused(id, notYours);
      // P3, S4: it begins with this operation, or this is its maker's, which comes after a colleague's work.
      const isTaken = ended.get(each.dossier)?.why === 'revoked';
      const mayBegin = !there.has(each.dossier) || rows.makes(placed);
      // P4
      if (!isAdviser || isTaken || !mayBegin) return { id, result: 'quarantined' };
    }
    // S6
    if (!operation) return { id, result: 'later' };
    const refusal = operation.actor === person ? refusalOf(operation) : notYours;
    const problem = refusal ?? rows.apply({ ...operation, device: caller.device });
    if (problem) return refused(id, problem);
    if (dossier !== ORGANISATION && !isHeld(operation.dossier)) {
      given.set(operation.dossier, { epoch: world.newId(), isNew: !there.has(operation.dossier) });
    }
    touched.add(operation.dossier);
    return { id, result: 'applied', seq: 0 };
  }

  const begun = await giveToMaker(db, caller, given, now);
  const wereLater = [...later].filter((id) => known.has(id));
  if (wereLater.length > 0) {
    await db.run(
      `DELETE FROM "answer" WHERE "organisation" = ? AND "result" = 'later' AND "id" IN (?*)`,
      organisation,
      wereLater,
    );
  }
  await db.insert('answer', answered);
  await db.insert('quarantine', kept);
  for (const result of ['quarantined', 'refused'] as const) {
    const operations = kept.filter(({ why }) => (why === null) === (result === 'quarantined')).length;
    if (operations === 0) continue;
    const { device: laptop } = caller;
    const deed = { organisation, actor: person, device: laptop, action: `push.${result}`, dossier: null };
    await appendAudit(db, world, { ...deed, detail: { operations } });
  }
  const schema = Math.max(0, ...incoming.map((each) => (each.kind === 'operation' ? each.operation.schema : 0)));
  const handling = db.run(
    `UPDATE "device" SET "handled" = ?, "unsent" = ?, "lastContact" = ?, "schema" = CASE WHEN "schema" < ? THEN ? ELSE "schema" END
      WHERE "organisation" = ? AND "id" = ?`,
    highest,
    unsent,
    now,
    schema,
    schema,
    organisation,
    caller.device,
  );
  // Everybody's next number waits for the end of this transaction: it goes along at once.
  const writing = rows.write(db);
  db.thatIsAll();
  const [seqs] = await Promise.all([writing, handling]);
  const results = read.map((each): PushResult => {
    if (each === null) return refused(null, { why: 'unreadable', field: null });
    const result = known.get(each.id);
    if (!result) throw new Error('an operation without an answer');
    return result.result === 'applied' && result.seq === 0 ? { ...result, seq: seqs.get(each.id) ?? 0 } : result;
  });
  return ok({ results, begun, touched: [...touched] });
}

/** Of the organisation's own rows: its details are an administrator's, an adviser's row is the adviser's own (P3), its files and its statement no laptop's (P27). */
const mayWrite = ({ concept, row }: SentOperation, { person, roles }: Caller): boolean =>
  concept === ORGANISATION ? roles.includes('administrator') : concept === 'adviser' && row === person;

const notYours: Refusal = { why: 'notYours', field: null };
const refused = (id: string | null, refusal: Refusal): PushResult => ({ id, result: 'refused', ...refusal });

/** What was answered before to any of these (P2); `later` is no answer, but says that it was seen (S6). */
export async function answersTo(
  db: Reader,
  organisation: string,
  ids: readonly string[],
): Promise<{ known: Map<string, PushResult>; later: Set<string> }> {
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
  const known = new Map<string, PushResult>();
  const later = new Set<string>();
  for (const { id, seq, result, why, field } of rows) {
    if (result === 'later') later.add(id);
    else if (result === 'applied') known.set(id, { id, result, seq: seq ?? 0 });
    else if (result === 'quarantined') known.set(id, { id, result });
    else known.set(id, refused(id, { why: why as Refusal['why'], field }));
  }
  return { known, later };
}

/** P3, S4, S8: who makes a dossier holds it, and begins it unless it was there. Gives those that begin. */
async function giveToMaker(
  db: Writer,
  caller: Caller,
  given: ReadonlyMap<string, { readonly epoch: string; readonly isNew: boolean }>,
  now: number,
): Promise<Grant[]> {
  if (given.size === 0) return [];
  const { organisation, person } = caller;
  const begun = [...given].filter(([, { isNew }]) => isNew);
  const made = await db.insert(
    'dossier',
    begun.map(([dossier]) => ({ organisation, id: dossier, lastSeq: 0, begunAt: now })),
    { conflict: 'DO NOTHING' },
  );
  // Somebody else began it between our looking and our writing.
  if (made < begun.length) throw new DoOver();
  await db.insert(
    'dossierGrant',
    [...given].map(([dossier, { epoch }]) => ({
      organisation,
      epoch,
      dossier,
      person,
      team: null,
      from: now,
      until: null,
      revokedAt: null,
      givenBy: person,
    })),
  );
  const own = await db.get<{ epoch: string | null }>(
    `SELECT "epoch" FROM "person" WHERE "organisation" = ? AND "id" = ?`,
    organisation,
    person,
  );
  return begun.map(([dossier, { epoch }]) => ({
    dossier,
    epoch: epochThrough(epoch, null, own?.epoch ?? null),
    until: null,
  }));
}
