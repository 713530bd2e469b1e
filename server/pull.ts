/**
 * Pull and snapshot: what laptops are given (SPEC.md P8–P14). Promises: everything in one answer is of one moment of the database;
 * nothing of a dossier that is not held at that moment is in it (I9). Operations and rows are kept as the text that is sent, so an
 * answer is put together without reading them.
 */
import type { z } from 'zod';
import { MOST_MISSING, type pullAsk, type snapshotAsk } from '../core/sync/protocol.ts';
import { digestOfGrants, holdingsOf, withoutSeq, type Caller } from './holdings.ts';
import type { StoredRow } from './merging.ts';
import { answersTo } from './push.ts';
import { epochOf } from './server-epoch.ts';
import type { Reader, Store } from './store.ts';
import { ANYTHING_WAITS, waitingMark } from './waiting.ts';
import type { World } from './world.ts';

/** JSON, ready to be sent. */
export type Text = string;

/** A page is cut here, also when it has few operations: a logo is as long as a thousand edits. */
const MOST_PAGE_LENGTH = 4_000_000;

export async function pull(store: Store, world: World, caller: Caller, ask: z.infer<typeof pullAsk>): Promise<Text> {
  const now = world.now();
  const { text, heard } = await store.read(async (db) => {
    const { organisation } = caller;
    const [standing, { now: held, ended }] = await Promise.all([
      standingOf(db, caller),
      holdingsOf(db, caller, null, now),
    ]);
    const { serverEpoch, counter, leaseDays, settings } = standing;
    const waiting = await waitingMark(db, organisation, held, standing.anythingWaits === 1);
    const grants = [...held.values()].map(withoutSeq);
    const missing = standing.anythingMissing ? await missingDocuments(db, organisation, [...held.keys()]) : [];
    const isOther = ask.serverEpoch !== serverEpoch;
    const isListed = isOther || ask.grants !== digestOfGrants(grants);

    const page = { operations: [] as string[], cursor: isOther ? counter : ask.cursor, more: false };
    if (!isOther) {
      const moved = [...held.values()].filter(({ lastSeq }) => lastSeq > ask.cursor).map(({ dossier }) => dossier);
      const asked = moved.length === 0 ? [] : operationsAfter(db, organisation, moved, ask.cursor, ask.limit + 1);
      db.thatIsAll();
      const rows = await asked;
      let length = 0;
      for (const { seq, body } of rows) {
        if (page.operations.length === ask.limit || (length > 0 && length + body.length > MOST_PAGE_LENGTH)) {
          page.more = true;
          break;
        }
        page.operations.push(`{"seq":${seq},${body.slice(1)}`);
        page.cursor = seq;
        length += body.length;
      }
      // Nothing of ours in between: a cursor that stayed behind would make the next look through it again.
      if (!page.more) page.cursor = Math.max(counter, ask.cursor);
    }
    const text =
      `{"serverEpoch":"${serverEpoch}","isOther":${isOther},"cursor":${page.cursor},"more":${page.more},"operations":[${page.operations.join(',')}],` +
      `"grants":${isListed ? JSON.stringify({ now: grants, ended: [...ended.values()] }) : 'null'},"serverTime":${now},"leaseDays":${leaseDays},"settings":${settings},"waiting":${JSON.stringify(waiting)}${missing.length > 0 ? `,"missing":${JSON.stringify(missing)}` : ''}}`;
    return { text, heard: standing };
  });
  const isAsHeard = heard.unsent === ask.unsent && heard.schema === ask.schema;
  // Outside the snapshot, which only looks; and a laptop that looks all the time is not written down each time.
  if (!isAsHeard || Math.abs(now - heard.lastContact) >= CONTACT_PRECISION_MS) await heardOf(store, now, caller, ask);
  return text;
}

const operationsAfter = (
  db: Reader,
  organisation: string,
  dossiers: readonly string[],
  cursor: number,
  limit: number,
): Promise<{ seq: number; body: string }[]> =>
  db.all(
    `SELECT "seq", "body" FROM "operation" WHERE "organisation" = ? AND "dossier" IN (?*) AND "seq" > ? ORDER BY "seq" LIMIT ?`,
    organisation,
    dossiers,
    cursor,
    limit,
  );

/** P25: announced, and not whole here. */
async function missingDocuments(db: Reader, organisation: string, dossiers: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT "id" FROM "document" WHERE "organisation" = ? AND "dossier" IN (?*) AND "completedAt" IS NULL ORDER BY "id" LIMIT ?`,
    organisation,
    dossiers,
    MOST_MISSING,
  );
  return rows.map(({ id }) => id);
}

type Standing = {
  readonly serverEpoch: string;
  readonly counter: number;
  readonly leaseDays: number;
  readonly settings: Text;
  readonly anythingWaits: number;
  readonly anythingMissing: number;
  /** Of the laptop, as it was last heard. */
  readonly unsent: number;
  readonly schema: number;
  readonly lastContact: number;
};

/** All that is the same whoever holds what, with one question. */
async function standingOf(db: Reader, { organisation, device }: Caller): Promise<Standing> {
  const row = await db.get<Standing>(
    `SELECT s."epoch" AS "serverEpoch", "organisation"."counter", "organisation"."leaseDays", "organisation"."settings",
            ${ANYTHING_WAITS} AS "anythingWaits",
            EXISTS (SELECT 1 FROM "document" f WHERE f."organisation" = "organisation"."id" AND f."completedAt" IS NULL) AS "anythingMissing",
            d."unsent", d."schema", d."lastContact"
       FROM "organisation" JOIN "server" s ON s."one" = 1 JOIN "device" d ON d."organisation" = "organisation"."id" AND d."id" = ?
      WHERE "organisation"."id" = ?`,
    device,
    organisation,
  );
  if (!row) throw new Error('a laptop of no organisation');
  return row;
}

/** The list of devices says when each was last heard: so exactly, while nothing else about it is new. */
const CONTACT_PRECISION_MS = 60_000;

const heardOf = (
  store: Store,
  now: number,
  caller: Caller,
  { unsent, schema }: { unsent: number; schema: number },
): Promise<number> =>
  store.alone.run(
    `UPDATE "device" SET "unsent" = ?, "schema" = ?, "lastContact" = ? WHERE "organisation" = ? AND "id" = ?`,
    unsent,
    schema,
    now,
    caller.organisation,
    caller.device,
  );

/** Dossiers that are read together: enough to fill a page with a query or two, few enough to sort. */
const DOSSIERS_AT_ONCE = 40;

export function snapshot(store: Store, world: World, caller: Caller, ask: z.infer<typeof snapshotAsk>): Promise<Text> {
  return store.read(async (db) => {
    const { organisation } = caller;
    const now = world.now();
    // S1: the answers are from the same moment as the rows.
    const [serverEpoch, { known: answers }, { now: held }] = await Promise.all([
      epochOf(db),
      answersTo(db, organisation, ask.unanswered),
      holdingsOf(db, caller, [...new Set(ask.dossiers)], now),
    ]);
    const grants = [...held.values()].map(withoutSeq).sort((one, other) => (one.dossier < other.dossier ? -1 : 1));
    const { after } = ask;
    const wanted = grants.map(({ dossier }) => dossier).filter((dossier) => !after || dossier >= after.dossier);

    const rows: string[] = [];
    let length = 0;
    let last: StoredRow | null = null;
    let more = false;
    for (let from = 0; from < wanted.length && !more; from += DOSSIERS_AT_ONCE) {
      const slice = wanted.slice(from, from + DOSSIERS_AT_ONCE);
      const isFirst = after !== null && slice[0] === after.dossier;
      const found = await rowsOf(db, organisation, slice, isFirst ? after : null, ask.limit - rows.length + 1);
      for (const row of found) {
        const text = rowText(row);
        if (rows.length === ask.limit || (rows.length > 0 && length + text.length > MOST_PAGE_LENGTH)) {
          more = true;
          break;
        }
        rows.push(text);
        length += text.length;
        last = row;
      }
    }
    const next = more && last ? { dossier: last.dossier, concept: last.concept, row: last.row } : null;
    return (
      `{"serverEpoch":"${serverEpoch}","serverTime":${now},"granted":${JSON.stringify(grants)},` +
      `"answers":${JSON.stringify([...answers.values()])},` +
      `"next":${JSON.stringify(next)},"rows":[${rows.join(',')}]}`
    );
  });
}

const rowsOf = (
  db: Reader,
  organisation: string,
  dossiers: readonly string[],
  after: { dossier: string; concept: string; row: string } | null,
  limit: number,
): Promise<StoredRow[]> =>
  db.all<StoredRow>(
    `SELECT "dossier", "concept", "row", "seq", "createdAt", "changedAt", "heads", "values", "others", "awaited" FROM "rowState"
      WHERE "organisation" = ? AND "dossier" IN (?*)${after ? ' AND ("dossier", "concept", "row") > (?, ?, ?)' : ''}
      ORDER BY "dossier", "concept", "row" LIMIT ?`,
    organisation,
    dossiers,
    ...(after ? [after.dossier, after.concept, after.row] : []),
    limit,
  );

const rowText = (row: StoredRow): string =>
  `{"dossier":"${row.dossier}","concept":"${row.concept}","row":"${row.row}","seq":${row.seq},"createdAt":${row.createdAt},"changedAt":${row.changedAt},` +
  `"heads":${row.heads},"values":${row.values}${row.others === null ? '' : `,"others":${row.others}`}${row.awaited === null ? '' : `,"awaited":${row.awaited}`}}`;
