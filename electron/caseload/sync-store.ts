/**
 * What a laptop keeps of sync, and what it does with what the server says (core/sync/SPEC.md; core/sync/model/laptop.ts is the same on
 * a page, and simulated). Promises: each `take…` is one transaction, so that a kill leaves what was there before or all of it; nothing
 * here asks the network or waits. Who asks does so one request at a time, in the order of the model's `round`.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CONCEPT_NAMES, OWN_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { visitPrefix } from '../../core/guidance/visit.ts';
import { applyOperation, headsOf, NO_ROW, valueOfHead, type RowState, type Step } from '../../core/sync/merge.ts';
import {
  MOST_OPERATIONS,
  MOST_PUSH_BYTES,
  MOST_ROWS,
  MOST_UNANSWERED,
  ORGANISATION,
  SCHEMAS,
  textOfGrants,
  type auditAnswer,
  type auditAsk,
  type Ending,
  type Grant,
  type pullAnswer,
  type pullAsk,
  type pushAnswer,
  type pushAsk,
  type PushResult,
  type SentOperation,
  type snapshotAnswer,
  type snapshotAsk,
} from '../../core/sync/protocol.ts';
import type { WaitingAnswer } from '../../core/sync/waiting.ts';
import { countAside } from './aside.ts';
import { appendAudit } from './audit.ts';
import { CACHE_KIB, type Reader, type Writer } from './database.ts';
import { renameFiles } from './documents.ts';
import { renewLease } from './lease.ts';
import { noteConflict, removeRow, stateOf, storeRow, type RowWriting } from './merged-row.ts';
import { eraseDossier } from './erase.ts';
import { addNotice, dropNotice } from './notices.ts';
import { keepOfficeSettings, officeSettingsOf } from './office-settings.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import {
  beginIndexing,
  endIndexing,
  forgetWords,
  gatherPieces,
  putPiecesTogether,
  timesForgotten,
  wordsOfRow,
} from './search.ts';
import type { OpenCaseload } from './space.ts';
import { readSetting, removeSetting, writeSetting } from './stores.ts';
import { askWaiting, countWaiting, dropWaiting, hearWaiting, takeWaiting, waitingDueAt } from './waiting.ts';
import { lastN, setLastN, write } from './write.ts';

type PushAsk = z.infer<typeof pushAsk>;
type PushAnswer = z.infer<typeof pushAnswer>;
type PullAsk = z.infer<typeof pullAsk>;
type PullAnswer = z.infer<typeof pullAnswer>;
type WireOperation = PullAnswer['operations'][number];
type SnapshotAsk = z.infer<typeof snapshotAsk>;
type SnapshotAnswer = z.infer<typeof snapshotAnswer>;
type WireRow = SnapshotAnswer['rows'][number];
type AuditAsk = z.infer<typeof auditAsk>;

/** Dossiers of which something changed: the window looks at them again. */
export type Changed = { readonly dossiers: readonly string[] };

const connectionSchema = z.object({
  address: z.string(),
  organisation: z.string(),
  person: z.string(),
  name: z.string(),
  device: z.string(),
  laptop: z.string(),
  /** The certificates of the organisation's own authority, as PEM; absent where the system's are enough. */
  authority: z.string().nullable().optional(),
  /** Ed25519, as a JWK (RFC 8037). Nowhere but in the encrypted database. */
  privateKey: z.record(z.string(), z.unknown()),
});
export type Connection = z.infer<typeof connectionSchema>;

/** The name and the key under which this laptop asks to be let in. */
const enrolling = connectionSchema.pick({ device: true, privateKey: true });
export type Enrolling = z.infer<typeof enrolling>;

/** What this laptop has of the organisation's order. */
const place = z.object({ serverEpoch: z.string().nullable(), cursor: z.number() });
const NOWHERE: z.infer<typeof place> = { serverEpoch: null, cursor: 0 };

const rowAt = z.object({ dossier: z.string(), concept: z.string(), row: z.string() });
/** The snapshot that is under way: of which dossiers, under which grants, and the last row that is stored. */
const underway = z.object({ dossiers: z.array(z.tuple([z.string(), z.string()])), after: rowAt.nullable() });

const SETTINGS = {
  connection: 'sync.connection',
  /** Kept from before the first question until its answer came. */
  enrolling: 'sync.enrolling',
  place: 'sync.place',
  snapshot: 'sync.snapshot',
  /** What the adviser said of themselves before the laptop had a server. */
  aboutMe: 'sync.aboutMe',
} as const;

/** P9: so long an answer is sent again after a restore. */
const KEPT_MS = 14 * 24 * 3600_000;
/** A snapshot of so many dossiers is a large fetch. */
const MANY_DOSSIERS = 10;
/** Words that are remembered between two slices: some megabytes. */
const MOST_KNOWN_WORDS = 100_000;
/** Dossiers of one snapshot: the most that one request may name. */
const DOSSIERS_AT_ONCE = 500;

type OwnOperation = {
  number: number;
  id: string;
  n: number;
  concept: string;
  row: string;
  dossier: string;
  schema: number;
  at: number;
  actor: string;
  fields: string;
  sees: string | null;
  seq: number | null;
  answer: string | null;
  onRow: number;
};
type AnsweredOperation = Pick<OwnOperation, 'number' | 'id' | 'concept' | 'row' | 'dossier' | 'onRow'>;
type Answered = { readonly number: number; readonly seq: number };
/** How many operations of a row were answered, and how many of them will not come back with a pull. */
type AnsweredRow = { readonly concept: string; readonly row: string; sent: number; confirmed: number };
type Scope = {
  dossier: string;
  told: string | null;
  until: number | null;
  held: number;
  epoch: string | null;
  isOwn: number;
};

export type SyncStore = ReturnType<typeof createSyncStore>;

export function createSyncStore(caseload: OpenCaseload) {
  const { db, author } = caseload;
  const now = (): number => author.now();

  /** A whole caseload that is handed in or fetched is gone over from end to end, up to twice as fast where its pages stay in memory. */
  let hasRoom = false;
  const makeRoom = (wanted: boolean): void => {
    if (wanted === hasRoom) return;
    db.pragma(`cache_size=-${wanted ? ROOMY_CACHE_KIB : CACHE_KIB}`);
    hasRoom = wanted;
  };

  /**
   * What waits beyond what is sent now. Counted where it is little; of much, the batches are taken off what was counted at first: to count
   * a million again with each batch of a thousand takes longer than handing them in.
   */
  let counted = 0;
  const countBeyond = (last: number, sending: number, isFirst: boolean): number => {
    const little = db.get<{ total: number }>(
      `SELECT count(*) AS "total" FROM (SELECT 1 FROM "operation" WHERE "acknowledgedAt" IS NULL AND "number" > ? LIMIT ?)`,
      last,
      MUCH_TO_HAND_IN + 1,
    );
    const total = little?.total ?? 0;
    if (total <= MUCH_TO_HAND_IN) counted = total;
    else if (isFirst || counted <= MUCH_TO_HAND_IN) counted = countUnsent(db) - sending;
    else counted = Math.max(counted - sending, total);
    return counted;
  };

  /** Between the first page of a large fetch and its last. */
  let isFetching = false;
  const beginFetching = (tx: Writer): void => {
    if (isFetching) return;
    gatherPieces(tx);
    makeRoom(true);
    isFetching = true;
  };
  const endFetching = (tx: Writer): void => {
    if (!isFetching) return;
    putPiecesTogether(tx);
    makeRoom(false);
    isFetching = false;
  };

  let isStraight = false;
  const writeStraight = (wanted: boolean): void => {
    if (wanted !== isStraight) db.writeStraight(wanted);
    isStraight = wanted;
  };

  /** Words that are known to stand in the table of words, from slice to slice; forgotten with whatever took a word out or was taken back. */
  let knownWords = new Set<string>();
  let knownSince = timesForgotten();
  const beginWriting = (): RowWriting => {
    if (knownWords.size > MOST_KNOWN_WORDS || knownSince !== timesForgotten()) knownWords = new Set();
    knownSince = timesForgotten();
    return {
      indexing: { ...beginIndexing(), known: knownWords, isGathering: isFetching },
      dossierNumbers: new Map(),
      isFromElsewhere: true,
      own: author.actor,
    };
  };
  const transact = <T>(work: (tx: Writer) => T): T => {
    try {
      return db.transact(work);
    } catch (error) {
      knownWords = new Set();
      isFetching = false;
      throw error;
    }
  };
  const forgetWordsOf = (tx: Writer, words: Iterable<string>): void => {
    knownWords = new Set();
    forgetWords(tx, words);
  };

  const placeOf = (reader: Reader) => readSetting(reader, SETTINGS.place, place) ?? NOWHERE;
  const snapshotOf = (reader: Reader) => readSetting(reader, SETTINGS.snapshot, underway);

  return {
    connection: (): Connection | null => readSetting(db, SETTINGS.connection, connectionSchema) ?? null,

    enrolling: (): Enrolling | null => readSetting(db, SETTINGS.enrolling, enrolling) ?? null,
    keepEnrolling: (kept: Enrolling): void => db.transact((tx) => writeSetting(tx, SETTINGS.enrolling, kept)),

    /** After enrolment. What was written before it was written by the same person, whom the server knows by another id. */
    connect(connection: Connection): void {
      db.transact((tx) => {
        const before = { ...author };
        const me = tx.get<StoredRow>(`SELECT * FROM "adviser" WHERE "id" = ?`, caseload.adviserRow);
        if (me) writeSetting(tx, SETTINGS.aboutMe, fieldsOfRow('adviser', me));
        // The organisation's own rows come from the server: what was typed here before is no news for anybody.
        tx.run(
          `UPDATE "operation" SET "answer" = 'kept', "acknowledgedAt" = ? WHERE "answer" IS NULL AND "dossier" = ?`,
          now(),
          ORGANISATION,
        );
        for (const concept of ['organisation', 'adviser'])
          tx.run(`UPDATE "${concept}" SET "unsent" = 0, "unconfirmed" = 0`);
        if (connection.person !== before.actor) {
          tx.run(`DELETE FROM "adviser" WHERE "id" = ?`, connection.person);
          tx.run(`UPDATE "adviser" SET "id" = ? WHERE "id" = ?`, connection.person, before.actor);
          tx.run(`UPDATE "operation" SET "actor" = ? WHERE "answer" IS NULL`, connection.person);
          renameOwn(tx, before.actor, connection.person);
        }
        caseload.identify(tx, { adviser: connection.person, device: connection.device });
        tx.run(`UPDATE "scope" SET "told" = NULL, "until" = NULL, "epoch" = NULL`);
        writeSetting(tx, SETTINGS.connection, connection);
        removeSetting(tx, SETTINGS.enrolling);
        writeSetting(tx, SETTINGS.place, NOWHERE);
        removeSetting(tx, SETTINGS.snapshot);
        appendAudit(tx, author, { action: 'sync.connected' });
      });
    },

    setAuthority(authority: string | null): void {
      db.transact((tx) => {
        const connection = readSetting(tx, SETTINGS.connection, connectionSchema);
        if (!connection) return;
        writeSetting(tx, SETTINGS.connection, { ...connection, authority });
        appendAudit(tx, author, { action: 'sync.authority' });
      });
    },

    /** P7: ids stay, numbers begin again. */
    rename(device: string, privateKey: Connection['privateKey']): void {
      db.transact((tx) => {
        const connection = readSetting(tx, SETTINGS.connection, connectionSchema);
        if (!connection) throw new Error('a laptop without a server has one name');
        writeSetting(tx, SETTINGS.connection, { ...connection, device, privateKey });
        caseload.identify(tx, { adviser: connection.person, device });
        let n = 0;
        for (const { number } of tx.all<{ number: number }>(
          `SELECT "number" FROM "operation" WHERE "acknowledgedAt" IS NULL ORDER BY "n"`,
        ))
          tx.run(`UPDATE "operation" SET "device" = ?, "n" = ? WHERE "number" = ?`, device, ++n, number);
        setLastN(tx, n);
        addNotice(tx, now(), 'laptopRenamed');
        appendAudit(tx, author, { action: 'sync.renamed' });
      });
    },

    /**
     * P1.
     * @param skip what was answered `later` in this round
     * @param after the last of those that are on their way
     */
    nextPush(
      skip: ReadonlySet<string>,
      after: string | null = null,
    ): (Omit<PushAsk, 'operations'> & { operations: SentOperation[] }) | null {
      const numberOf = `SELECT "number" FROM "operation" WHERE "id" = ?`;
      let last = after === null ? 0 : (db.get<{ number: number }>(numberOf, after)?.number ?? 0);
      const operations: SentOperation[] = [];
      let bytes = 0;
      let waiting = 0;
      // The outbox is in the order of writing, which is the order of `n` but after a restore: then all of it is numbered in that order too.
      for (const own of db.all<OwnOperation & { group: string; label: string }>(
        `SELECT o.*, g."id" AS "group", g."label" FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber"
          WHERE o."acknowledgedAt" IS NULL AND o."number" > ? ORDER BY o."number" LIMIT ?`,
        last,
        MOST_OPERATIONS + skip.size,
      )) {
        if (skip.has(own.id)) continue;
        waiting++;
        const length = own.fields.length + (own.sees?.length ?? 0) + 400;
        if (operations.length === MOST_OPERATIONS || (operations.length > 0 && bytes + length > MOST_PUSH_BYTES)) break;
        operations.push(sent(own));
        bytes += length;
        last = own.number;
      }
      if (waiting === 0) return null;
      const total = countBeyond(last, operations.length, after === null);
      makeRoom(total > MUCH_TO_HAND_IN);
      return { serverEpoch: placeOf(db).serverEpoch, operations, unsent: total };
    },

    takePush(answer: PushAnswer): Changed {
      if (answer.isOther) return { dossiers: [] };
      return db.transact((tx) => {
        const dossiers = takeAnswers(tx, answer.results, answer.serverTime);
        // S8: begun here and never had from a server, so its rows are whole.
        for (const { dossier, epoch, until } of answer.begun) {
          const scope = scopeOf(tx, dossier);
          if (!scope?.isOwn || scope.epoch !== null) continue;
          if (
            tx.get(
              `SELECT 1 FROM "operation" WHERE "dossier" = ? AND "answer" IN ('quarantined', 'refused', 'erased') LIMIT 1`,
              dossier,
            )
          )
            continue;
          putScope(tx, { ...scope, told: epoch, until, epoch, held: 1, isOwn: 0 });
        }
        tx.reached('sync: answers stored');
        return { dossiers };
      });
    },

    pullAsk(): PullAsk {
      const { serverEpoch, cursor } = placeOf(db);
      const told = db.all<{ dossier: string; epoch: string }>(
        `SELECT "dossier", "told" AS "epoch" FROM "scope" WHERE "told" IS NOT NULL`,
      );
      return {
        cursor,
        serverEpoch,
        grants: createHash('sha256').update(textOfGrants(told)).digest('hex'),
        schema: SCHEMAS.to,
        unsent: countUnsent(db),
        limit: MOST_OPERATIONS,
      };
    },

    takePull(answer: PullAnswer): Changed {
      return transact((tx) => {
        const dossiers = new Set<string>();
        if (answer.isOther) beginAnew(tx, answer);
        else {
          if (answer.grants) takeGrants(tx, answer.grants);
          takeOperations(tx, answer, dossiers);
          tx.reached('sync: pulled rows written');
          writeSetting(tx, SETTINGS.place, { serverEpoch: answer.serverEpoch, cursor: answer.cursor });
        }
        for (const id of answer.missing ?? [])
          tx.run(`UPDATE "documentFile" SET "atOffice" = 0 WHERE "id" = ? AND "here" = "length"`, id);
        if (answer.leaseDays !== undefined) renewLease(tx, answer.leaseDays, now());
        if (answer.settings !== undefined) keepOfficeSettings(tx, answer.settings);
        if (answer.waiting !== undefined) hearWaiting(tx, answer.waiting);
        tx.reached('sync: cursor written');
        return { dossiers: [...dossiers] };
      });
    },

    /** P12, S9: after a pull that was asked after the last push was answered. */
    letGo(): Changed {
      const gone = db.all<{ dossier: string }>(
        `SELECT "dossier" FROM "scope" s WHERE "held" = 1 AND "told" IS NULL AND "dossier" <> '${ORGANISATION}'
            AND NOT EXISTS (SELECT 1 FROM "operation" o WHERE o."dossier" = s."dossier" AND o."acknowledgedAt" IS NULL)`,
      );
      for (const { dossier } of gone) {
        transact((tx) => {
          forgetDossier(tx, dossier);
          tx.reached('sync: dossier gone');
        });
      }
      return { dossiers: gone.map(({ dossier }) => dossier) };
    },

    nextSnapshot(): SnapshotAsk | null {
      return db.transact((tx) => {
        let current = snapshotOf(tx);
        if (!current) {
          // What the organisation itself is comes first.
          const missing = tx.all<{ dossier: string; told: string }>(
            `SELECT "dossier", "told" FROM "scope" WHERE "told" IS NOT NULL AND "epoch" IS NOT "told"
              ORDER BY "dossier" <> '${ORGANISATION}', "dossier" LIMIT ?`,
            DOSSIERS_AT_ONCE,
          );
          if (missing.length === 0) return null;
          // Text compares here as in the server's order of rows (P13): both by code point.
          const dossiers = missing.map(({ dossier, told }): [string, string] => [dossier, told]).sort(byDossier);
          current = { dossiers, after: null };
          writeSetting(tx, SETTINGS.snapshot, current);
        }
        let left = MOST_UNANSWERED;
        const named: string[] = [];
        const unanswered: string[] = [];
        for (const [dossier] of current.dossiers) {
          const own = tx.all<{ id: string }>(
            `SELECT "id" FROM "operation" WHERE "dossier" = ? AND "acknowledgedAt" IS NULL`,
            dossier,
          );
          left -= own.length;
          if (left < 0 && named.length > 0) break;
          named.push(dossier);
          for (const { id } of own) if (unanswered.length < MOST_UNANSWERED) unanswered.push(id);
        }
        if (named.length < current.dossiers.length) {
          // More own work than one request may name: the rest of the dossiers come with the next snapshot.
          current = { ...current, dossiers: current.dossiers.slice(0, named.length) };
          writeSetting(tx, SETTINGS.snapshot, current);
        }
        return { dossiers: named, after: current.after, limit: MOST_ROWS, unanswered };
      });
    },

    /** P14, S1, S7. `stored` is false when the server or a grant changed meanwhile: a pull says how it stands. */
    takePage(answer: SnapshotAnswer): { stored: boolean; changed: Changed } {
      if ((snapshotOf(db)?.dossiers.length ?? 0) >= MANY_DOSSIERS) writeStraight(true);
      return transact((tx) => {
        const nothing = { stored: false, changed: { dossiers: [] } };
        const current = snapshotOf(tx);
        if (!current) return nothing;
        const granted = new Map(answer.granted.map(({ dossier, epoch }) => [dossier, epoch]));
        const isOther =
          answer.serverEpoch !== placeOf(tx).serverEpoch ||
          current.dossiers.some(([dossier, epoch]) => granted.get(dossier) !== epoch);
        if (isOther) {
          removeSetting(tx, SETTINGS.snapshot);
          return nothing;
        }
        const answered = takeAnswers(tx, answer.answers, answer.serverTime);
        // Work that was put aside may stand on top of an earlier page: its dossier is fetched again from the start.
        if (answer.answers.some(({ result }) => result !== 'applied' && result !== 'later'))
          return { stored: true, changed: { dossiers: answered } };
        if (current.dossiers.length >= MANY_DOSSIERS) beginFetching(tx);
        storePage(tx, answer, current);
        if (!snapshotOf(tx) && !isAnyMissing(tx)) endFetching(tx);
        tx.reached('sync: page stored');
        return { stored: true, changed: { dossiers: [...new Set(answer.rows.map(({ dossier }) => dossier))] } };
      });
    },

    /** No page comes for a while: what the adviser writes goes to the log again, which is sooner done. */
    restFromFetching: (): void => writeStraight(false),

    counts() {
      const one = (sql: string): number => db.get<{ total: number }>(sql)?.total ?? 0;
      const total = one(`SELECT count(*) AS "total" FROM "scope" WHERE "told" IS NOT NULL`);
      const missing = one(`SELECT count(*) AS "total" FROM "scope" WHERE "told" IS NOT NULL AND "epoch" IS NOT "told"`);
      return {
        onlyHere: countUnsent(db),
        onlyHereSince:
          db.get<{ at: number }>(
            `SELECT "at" FROM "operation" WHERE "acknowledgedAt" IS NULL ORDER BY "number" LIMIT 1`,
          )?.at ?? null,
        unconfirmed: one(
          `SELECT count(*) AS "total" FROM "operation" WHERE "answer" = 'applied' AND "seq" > ${placeOf(db).cursor}`,
        ),
        later: one(`SELECT count(*) AS "total" FROM "operation" WHERE "acknowledgedAt" IS NULL AND "why" = 'later'`),
        wants: officeSettingsOf(db),
        aside: countAside(db),
        waits: countWaiting(db),
        conflicts: one(`SELECT count(*) AS "total" FROM "conflict"`),
        notices: one(`SELECT count(*) AS "total" FROM "notice" WHERE "seenAt" IS NULL`),
        fetching: missing === 0 ? null : { done: total - missing, total },
      };
    },

    /** P4: what was decided about work that waits, and whether there is other work to list. */
    waitingAsk: (): ReturnType<typeof askWaiting> => db.transact((tx) => askWaiting(tx, now())),
    takeWaiting: (asked: NonNullable<ReturnType<typeof askWaiting>>, answer: WaitingAnswer): Changed =>
      db.transact((tx) => ({ dossiers: takeWaiting(tx, author, asked, answer) })),
    waitingDueAt: (): number | null => waitingDueAt(db),

    /** The audit lines that the server does not have yet, in the order of the chain. */
    auditAsk(): AuditAsk | null {
      const last = readSetting(db, 'sync.audit', z.number()) ?? 0;
      const lines = db.all<AuditAsk['lines'][number]>(
        `SELECT "number", "at", "actor", "device", "action", "dossier", "detail", "previous", "hash" FROM "audit" WHERE "number" > ? ORDER BY "number" LIMIT 1000`,
        last,
      );
      return lines.length === 0 ? null : { lines };
    },
    takeAudit: (answer: z.infer<typeof auditAnswer>): void =>
      db.transact((tx) => writeSetting(tx, 'sync.audit', answer.last)),
  };

  /**
   * A thousand answers in a few statements: nearly all say `applied`, to operations that stand one after the other.
   * @returns the dossiers whose rows the window shows differently now
   */
  function takeAnswers(tx: Writer, results: readonly PushResult[], time: number): string[] {
    if (results.length === 0) return [];
    const dossiers = new Set<string>();
    const aside = new Map<string, number>();
    const asked = new Map(
      tx
        .all<AnsweredOperation>(
          `SELECT "number", "id", "concept", "row", "dossier", "onRow" FROM "operation"
            WHERE "id" IN (SELECT "value" FROM json_each(?)) AND "answer" IS NULL`,
          JSON.stringify(results.map(({ id }) => id)),
        )
        .map((own) => [own.id, own]),
    );
    const applied: Answered[] = [];
    const rows = new Map<string, AnsweredRow>();
    for (const result of results) {
      const own = asked.get(result.id ?? '');
      if (!own) continue;
      if (result.result === 'later') {
        tx.run(`UPDATE "operation" SET "why" = 'later' WHERE "number" = ?`, own.number);
        continue;
      }
      // Named twice it is answered once.
      asked.delete(own.id);
      dossiers.add(own.dossier);
      const isApplied = result.result === 'applied';
      const key = keyOf(own);
      const row = rows.get(key) ?? { concept: own.concept, row: own.row, sent: 0, confirmed: 0 };
      row.sent++;
      // What was applied comes back with a pull; what was put aside does not.
      if (!isApplied || own.onRow === 0) row.confirmed++;
      rows.set(key, row);
      if (isApplied) {
        applied.push({ number: own.number, seq: result.seq });
        continue;
      }
      tx.run(
        `UPDATE "operation" SET "answer" = ?, "why" = ?, "seq" = NULL, "acknowledgedAt" = ?, "onRow" = 0 WHERE "number" = ?`,
        result.result,
        result.result === 'refused' ? result.why : null,
        time,
        own.number,
      );
      // Of what was erased nothing stays, here neither.
      if (result.result === 'erased')
        tx.run(`UPDATE "operation" SET "fields" = '{}', "before" = NULL WHERE "number" = ?`, own.number);
      else aside.set(own.dossier, (aside.get(own.dossier) ?? 0) + 1);
      // S5: the row still shows what the server does not have.
      tx.run(`UPDATE "scope" SET "epoch" = NULL WHERE "dossier" = ? AND "held" = 1`, own.dossier);
      forgetSnapshotOf(tx, own.dossier);
    }
    for (const { from, to, seq } of runsOf(applied))
      tx.run(
        `UPDATE "operation" SET "answer" = 'applied', "why" = NULL, "seq" = "number" + ?, "acknowledgedAt" = ? WHERE "number" BETWEEN ? AND ?`,
        seq - from,
        time,
        from,
        to,
      );
    for (const [{ concept, sent, confirmed }, ids] of alike(rows.values()))
      tx.run(
        `UPDATE "${concept}" SET "unsent" = max(0, "unsent" - ?), "unconfirmed" = max(0, "unconfirmed" - ?)
          WHERE "id" IN (SELECT "value" FROM json_each(?))`,
        sent,
        confirmed,
        JSON.stringify(ids),
      );
    for (const [dossier, count] of aside) addNotice(tx, now(), 'workAside', dossier, count);
    return [...dossiers];
  }

  /** Of a candidate: the organisation's rows and the adviser's own come and go without a word. */
  function isOfSomebody(dossier: string): boolean {
    return dossier !== ORGANISATION && dossier !== author.actor;
  }

  function takeGrants(tx: Writer, grants: { readonly now: readonly Grant[]; readonly ended: readonly Ending[] }): void {
    const granted = new Map(grants.now.map((grant) => [grant.dossier, grant]));
    const why = new Map(grants.ended.map((ending) => [ending.dossier, ending.why]));
    for (const scope of tx.all<Scope>(`SELECT * FROM "scope"`)) {
      const grant = granted.get(scope.dossier);
      granted.delete(scope.dossier);
      const told = grant?.epoch ?? null;
      if (told === scope.told && (grant?.until ?? null) === scope.until) continue;
      // I5: what opens its documents goes at once, and nothing of them is handed in any more.
      if (why.get(scope.dossier) === 'erased') {
        tx.run(`DELETE FROM "documentFile" WHERE "dossier" = ?`, scope.dossier);
        // A visit that was not finished stays where a dossier is taken, and goes where somebody is erased.
        const visits = visitPrefix(scope.dossier);
        tx.run(`DELETE FROM "draft" WHERE substr("key", 1, length(?)) = ?`, visits, visits);
      }
      if (told === null && scope.told !== null && isOfSomebody(scope.dossier))
        // Whatever ended, the server knows; it does not know what came after the backup of which it was restored.
        addNotice(tx, now(), ENDED[why.get(scope.dossier) ?? 'lost'], scope.dossier);
      if (told !== null && scope.told === null && scope.held === 0 && isOfSomebody(scope.dossier))
        addNotice(tx, now(), 'dossierCame', scope.dossier);
      if (told !== null && scope.told === null) dropNotice(tx, now(), 'dossierLost', scope.dossier);
      const epoch = scope.epoch === told ? scope.epoch : null;
      putScope(tx, { ...scope, told, until: grant?.until ?? null, epoch });
    }
    const isFirst = placeOf(tx).cursor === 0;
    for (const grant of granted.values()) {
      const { dossier, epoch, until } = grant;
      putScope(tx, { dossier, told: epoch, until, held: 0, epoch: null, isOwn: 0 });
      // A new laptop is given a whole caseload: that is no news about each of them.
      if (!isFirst && isOfSomebody(dossier)) addNotice(tx, now(), 'dossierCame', dossier);
    }
    tx.run(`DELETE FROM "scope" WHERE "told" IS NULL AND "held" = 0`);
    const current = snapshotOf(tx);
    for (const [dossier, epoch] of current?.dossiers ?? [])
      if (scopeOf(tx, dossier)?.told !== epoch) forgetSnapshotOf(tx, dossier);
  }

  /** P9, S3, S8 */
  function beginAnew(tx: Writer, answer: PullAnswer): void {
    const before = placeOf(tx);
    const isFirst = before.serverEpoch === null;
    if (answer.grants) takeGrants(tx, answer.grants);
    writeSetting(tx, SETTINGS.place, { serverEpoch: answer.serverEpoch, cursor: answer.cursor });
    removeSetting(tx, SETTINGS.snapshot);
    tx.run(`UPDATE "scope" SET "epoch" = NULL${isFirst ? '' : ', "isOwn" = 0'}`);
    if (isFirst) return;
    const since = answer.serverTime - KEPT_MS;
    const own = `"answer" IN ('applied', 'quarantined', 'refused')`;
    // Too old to be sent again: should it come after all, it comes as somebody else's.
    tx.run(`UPDATE "operation" SET "onRow" = 0 WHERE ${own} AND "acknowledgedAt" < ?`, since);
    const again = tx.all<OwnOperation>(
      `SELECT * FROM "operation" WHERE "answer" IS NULL OR (${own} AND "acknowledgedAt" >= ?) ORDER BY "number"`,
      since,
    );
    let n = lastN(tx);
    for (const operation of again) {
      tx.run(
        `UPDATE "operation" SET "device" = ?, "n" = ?, "answer" = NULL, "why" = NULL, "seq" = NULL, "acknowledgedAt" = NULL WHERE "number" = ?`,
        author.device,
        ++n,
        operation.number,
      );
      if (operation.answer !== null)
        tx.run(
          `UPDATE "${operation.concept}" SET "unsent" = "unsent" + 1, "unconfirmed" = max("unconfirmed", "unsent" + 1) WHERE "id" = ?`,
          operation.row,
        );
    }
    setLastN(tx, n);
    // It may know fewer documents and lines of the log than it did: of each dossier it is asked, and every line is told again (I10, P25).
    tx.run(`UPDATE "documentFile" SET "atOffice" = 0`);
    removeSetting(tx, 'sync.audit');
    addNotice(tx, now(), 'serverRestored', null, again.length);
    appendAudit(tx, author, { action: 'sync.beganAnew', detail: { operations: again.length } });
  }

  function takeOperations(tx: Writer, answer: PullAnswer, dossiers: Set<string>): void {
    const current = snapshotOf(tx);
    const stored = new Set(current?.dossiers.map(([dossier]) => dossier));
    const scopes = new Map<string, boolean>();
    const isWhole = (dossier: string): boolean => {
      let whole = scopes.get(dossier);
      if (whole === undefined) {
        const scope = scopeOf(tx, dossier);
        scopes.set(dossier, (whole = scope?.told != null && scope.epoch === scope.told));
      }
      return whole;
    };
    const writing = beginWriting();
    const groups = new Map<string, number>();
    for (const operation of answer.operations) {
      // P11, S7: of a snapshot under way, the rows that are stored go on; the others come with a later page.
      const isStored =
        current?.after != null && stored.has(operation.dossier) && compareRows(operation, current.after) <= 0;
      if (!isWhole(operation.dossier) && !isStored) continue;
      if (takeOperation(tx, operation, answer.serverTime, writing, groups)) dossiers.add(operation.dossier);
    }
    endIndexing(tx, writing.indexing);
  }

  /** P10, S2 */
  function takeOperation(
    tx: Writer,
    operation: WireOperation,
    time: number,
    writing: RowWriting,
    groups: Map<string, number>,
  ): boolean {
    const { seq } = operation;
    if (!isKnown(operation.concept)) return takeUnknown(tx, operation);
    const concept = operation.concept;
    const row = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ?`, operation.row);
    if (row && row.seq >= seq) return false;
    // The server promises O8; whoever it is that breaks it, rows of two dossiers are never mixed.
    if (row && row.dossier !== operation.dossier) return false;
    const own = tx.get<OwnOperation>(`SELECT * FROM "operation" WHERE "id" = ?`, operation.id);
    if (own && own.answer !== 'received' && own.onRow === 1) {
      // Its answer was lost, or is on its way: this is an answer as well.
      tx.run(
        `UPDATE "operation" SET "answer" = 'applied', "seq" = ?, "why" = NULL, "acknowledgedAt" = coalesce("acknowledgedAt", ?) WHERE "number" = ?`,
        seq,
        time,
        own.number,
      );
      tx.run(
        `UPDATE "${concept}" SET "seq" = ?, "unsent" = max(0, "unsent" - ?), "unconfirmed" = max(0, "unconfirmed" - 1) WHERE "id" = ?`,
        seq,
        own.answer === null ? 1 : 0,
        operation.row,
      );
      return true;
    }
    const before = row ? stateOf(concept, row) : NO_ROW;
    const state = applyOperation(before, stepOf(operation), {
      // Whatever was on this row and is gone from it was replaced; what is not known here is awaited, which does no harm.
      isApplied: (id) => tx.get(`SELECT 1 FROM "operation" WHERE "id" = ? AND "onRow" = 1`, id) !== undefined,
      isShownBefore: shownBefore(tx, seq),
    });
    storeRow(
      tx,
      { concept, row: operation.row, dossier: operation.dossier },
      row,
      state,
      {
        seq,
        unsent: row?.unsent ?? 0,
        unconfirmed: row?.unconfirmed ?? 0,
        createdAt: row && row.createdAt > 0 ? Math.min(row.createdAt, operation.at) : operation.at,
        changedAt: Math.max(row?.changedAt ?? 0, operation.at),
      },
      writing,
    );
    noteRemoval(tx, concept, operation, before, row);
    record(tx, operation, time, before, own, groups);
    touchCandidate(tx, operation.dossier, operation.at);
    if (own && own.answer !== 'received') addNotice(tx, now(), 'workTakenOver', operation.dossier);
    return true;
  }

  /** O7: somebody removed the row, and somebody else who had not seen that changed it. Both laptops notice it when the other's work comes. */
  function noteRemoval(
    tx: Writer,
    concept: ConceptName,
    operation: WireOperation,
    before: RowState,
    row: StoredRow | undefined,
  ): void {
    if (!row || operation.sees === null) return;
    const at = { concept, row: operation.row, dossier: operation.dossier };
    const removes = operation.fields['deleted'] === 1;
    if (removes && row.unconfirmed > 0) {
      const mine = tx.get<{ id: string }>(
        `SELECT "id" FROM "operation" WHERE "row" = ? AND "concept" = ? AND "onRow" = 1 AND "sees" IS NOT NULL
            AND ("answer" IS NULL OR ("answer" = 'applied' AND "seq" > ?)) AND "fields" NOT LIKE '%"deleted"%' ORDER BY "number" DESC LIMIT 1`,
        operation.row,
        concept,
        row.seq,
      );
      if (mine) noteConflict(tx, at, 'deleted', mine.id);
    } else if (!('deleted' in operation.fields) && before.values['deleted'] === 1) {
      noteConflict(tx, at, 'deleted', operation.id);
    } else if ('deleted' in operation.fields) {
      tx.run(
        `DELETE FROM "conflict" WHERE "concept" = ? AND "row" = ? AND "field" = 'deleted' AND "against" IS NOT NULL`,
        concept,
        operation.row,
      );
    }
  }

  /** For the history of each field. */
  function record(
    tx: Writer,
    operation: WireOperation,
    time: number,
    before: RowState,
    known: OwnOperation | undefined,
    groups: Map<string, number>,
  ): void {
    if (known) {
      const answer = known.answer === 'received' ? 'received' : 'applied';
      tx.run(
        `UPDATE "operation" SET "seq" = ?, "answer" = ?, "why" = NULL, "onRow" = 1, "acknowledgedAt" = ? WHERE "number" = ?`,
        operation.seq,
        answer,
        time,
        known.number,
      );
      return;
    }
    let group = groups.get(operation.group);
    group ??= tx.get<{ number: number }>(
      `SELECT "number" FROM "operationGroup" WHERE "id" = ?`,
      operation.group,
    )?.number;
    group ??= tx.run(
      `INSERT INTO "operationGroup" ("id", "at", "actor", "label", "dossier", "operations", "undoes", "device") VALUES (?, ?, ?, ?, ?, 0, NULL, ?)`,
      operation.group,
      operation.at,
      operation.actor,
      operation.label,
      operation.dossier,
      operation.device,
    ).lastInsertRowid;
    groups.set(operation.group, group);
    const seen =
      operation.sees &&
      Object.fromEntries(
        Object.keys(operation.fields).map((field) => {
          const head = operation.sees?.[field]?.[0];
          return [field, head === undefined ? null : valueSaid(tx, operation, before, field, head)];
        }),
      );
    tx.run(
      `INSERT INTO "operation" ("id", "device", "n", "groupNumber", "concept", "row", "dossier", "schema", "at", "actor", "fields", "sees", "before", "acknowledgedAt", "seq", "answer")
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received')`,
      operation.id,
      operation.device,
      operation.n,
      group,
      operation.concept,
      operation.row,
      operation.dossier,
      operation.schema,
      operation.at,
      operation.actor,
      JSON.stringify(operation.fields),
      operation.sees && JSON.stringify(operation.sees),
      seen && JSON.stringify(seen),
      time,
      operation.seq,
    );
    tx.run(`UPDATE "operationGroup" SET "operations" = "operations" + 1 WHERE "number" = ?`, group);
  }

  /** S10: a concept that this version does not know is merged like all others, and kept. */
  function takeUnknown(tx: Writer, operation: WireOperation): boolean {
    const stored = tx.get<{ seq: number; state: string; dossier: string; createdAt: number; changedAt: number }>(
      `SELECT * FROM "unknownRow" WHERE "concept" = ? AND "row" = ?`,
      operation.concept,
      operation.row,
    );
    if (stored && (stored.seq >= operation.seq || stored.dossier !== operation.dossier)) return false;
    const before = stored ? (JSON.parse(stored.state) as RowState) : NO_ROW;
    const state = applyOperation(before, stepOf(operation), { isApplied: () => false });
    putUnknown(tx, {
      ...operation,
      createdAt: Math.min(stored?.createdAt ?? operation.at, operation.at),
      changedAt: Math.max(stored?.changedAt ?? operation.at, operation.at),
      state,
    });
    return false;
  }

  function storePage(tx: Writer, answer: SnapshotAnswer, current: z.infer<typeof underway>): void {
    const { after } = current;
    const { next } = answer;
    const isInside = (at: z.infer<typeof rowAt>): boolean =>
      (after === null || compareRows(at, after) > 0) && (next === null || compareRows(at, next) <= 0);
    const touched = current.dossiers
      .map(([dossier]) => dossier)
      .filter((dossier) => (after === null || dossier >= after.dossier) && (next === null || dossier <= next.dossier));
    const onTop = new Map<string, OwnOperation[]>();
    const waiting = new Map<string, number>();
    for (const dossier of touched) {
      for (const own of tx.all<OwnOperation>(
        `SELECT * FROM "operation" WHERE "dossier" = ? AND "acknowledgedAt" IS NULL ORDER BY "number"`,
        dossier,
      )) {
        if (!isInside(own)) continue;
        const key = keyOf(own);
        waiting.set(key, (waiting.get(key) ?? 0) + 1);
        if (own.onRow === 1) onTop.set(key, [...(onTop.get(key) ?? []), own]);
      }
    }
    const writing = beginWriting();
    const come = new Set<string>();
    const named = new Set(current.dossiers.map(([dossier]) => dossier));
    for (const row of answer.rows) {
      // Meanwhile it turned out that this dossier must be fetched from its beginning.
      if (!named.has(row.dossier)) continue;
      const key = keyOf(row);
      come.add(key);
      placeRow(tx, row, onTop.get(key) ?? [], waiting.get(key) ?? 0, writing);
    }
    // Own work in rows that the server does not have.
    for (const [key, own] of onTop) if (!come.has(key)) placeRow(tx, null, own, waiting.get(key) ?? 0, writing);
    const gone: string[] = [];
    for (const dossier of touched) {
      const scope = scopeOf(tx, dossier);
      // P11, S7: held from the first page on, so that it goes when it is taken before the last.
      if (scope && scope.held === 0) putScope(tx, { ...scope, held: 1 });
      if (scope?.held === 1 || dossier === ORGANISATION) {
        for (const concept of CONCEPT_NAMES) {
          for (const stored of tx.all<StoredRow>(`SELECT * FROM "${concept}" WHERE "dossier" = ?`, dossier)) {
            const at = { dossier, concept, row: stored.id };
            if (!isInside(at) || come.has(keyOf(at))) continue;
            const own = onTop.get(keyOf(at));
            // Only own work stands in it: it is placed below.
            if (own) continue;
            if (stored.heads !== '{}') {
              gone.push(...wordsOfRow(concept, stored));
              if (concept === 'candidate') emptyCandidate(tx, stored, writing);
              else removeRow(tx, concept, stored, writing);
            }
          }
        }
      }
      for (const at of tx.all<At>(`SELECT "dossier", "concept", "row" FROM "unknownRow" WHERE "dossier" = ?`, dossier))
        if (isInside(at) && !come.has(keyOf(at)))
          tx.run(`DELETE FROM "unknownRow" WHERE "concept" = ? AND "row" = ?`, at.concept, at.row);
    }
    endIndexing(tx, writing.indexing);
    if (gone.length > 0) forgetWordsOf(tx, gone);
    for (const [dossier, epoch] of current.dossiers) {
      if (next !== null && dossier >= next.dossier) continue;
      if (after !== null && dossier < after.dossier) continue;
      const scope = scopeOf(tx, dossier);
      if (!scope || scope.told !== epoch) continue;
      putScope(tx, { ...scope, epoch, held: 1, isOwn: 0 });
      // A dossier without its candidate is shown all the same: what hangs below it is somebody's work.
      tx.run(`UPDATE "candidate" SET "deleted" = 0 WHERE "id" = ? AND "heads" = '{}'`, dossier);
      if (dossier === ORGANISATION) tellAboutMe(tx);
    }
    if (next === null) removeSetting(tx, SETTINGS.snapshot);
    else writeSetting(tx, SETTINGS.snapshot, { ...current, after: next });
  }

  /** @param row null: the server does not have it; what stands in it is own work only */
  function placeRow(
    tx: Writer,
    row: WireRow | null,
    own: readonly OwnOperation[],
    waiting: number,
    writing: RowWriting,
  ): void {
    const at = row ?? own[0];
    if (!at) return;
    let state: RowState = row
      ? { heads: row.heads, values: row.values, others: row.others ?? {}, awaited: row.awaited ?? {} }
      : NO_ROW;
    let { createdAt, changedAt } = row ?? { createdAt: at === own[0] ? own[0].at : 0, changedAt: 0 };
    for (const operation of own) {
      state = applyOperation(state, stepOfOwn(operation), { isApplied: () => false, isShownBefore: () => true });
      createdAt = Math.min(createdAt, operation.at);
      changedAt = Math.max(changedAt, operation.at);
    }
    const seq = row?.seq ?? 0;
    if (!isKnown(at.concept)) {
      putUnknown(tx, { concept: at.concept, row: at.row, dossier: at.dossier, seq, createdAt, changedAt, state });
      return;
    }
    const stored = tx.get<StoredRow>(`SELECT * FROM "${at.concept}" WHERE "id" = ?`, at.row);
    if (stored && stored.dossier !== at.dossier) return;
    const stamp = { seq, unsent: waiting, unconfirmed: waiting, createdAt, changedAt };
    storeRow(tx, { concept: at.concept, row: at.row, dossier: at.dossier }, stored, state, stamp, writing);
  }

  /** The candidate's row carries the number under which everything of the dossier stands in the index: it is emptied, not removed. */
  function emptyCandidate(tx: Writer, stored: StoredRow, writing: RowWriting): void {
    const at = { concept: 'candidate', row: stored.id, dossier: stored.dossier } as const;
    storeRow(
      tx,
      at,
      stored,
      { ...NO_ROW, values: { deleted: 1 } },
      { seq: 0, unsent: 0, unconfirmed: 0, createdAt: 0, changedAt: 0 },
      writing,
    );
  }

  /** P12: rows, operations, search words, what was being typed. In the audit log stays that it was here. */
  function forgetDossier(tx: Writer, dossier: string): void {
    for (const kind of ['dossierCame', 'workWaits', 'workTakenOver', 'lateBrought', 'lateWritten'] as const)
      dropNotice(tx, now(), kind, dossier);
    knownWords = new Set();
    eraseDossier(tx, author.actor, dossier, beginWriting());
    dropWaiting(tx, dossier);
    forgetSnapshotOf(tx, dossier);
    appendAudit(tx, author, { action: 'sync.letGo', dossier });
  }

  /** What the adviser said of themselves before there was a server fills what the server leaves empty. */
  function tellAboutMe(tx: Writer): void {
    const said = readSetting(tx, SETTINGS.aboutMe, z.record(z.string(), z.unknown()));
    if (!said) return;
    removeSetting(tx, SETTINGS.aboutMe);
    const me = tx.get<StoredRow>(`SELECT * FROM "adviser" WHERE "id" = ?`, author.actor);
    const held = me ? fieldsOfRow('adviser', me) : {};
    const fields = Object.fromEntries(
      Object.entries(said).filter(([name, value]) => value !== null && (held[name] ?? null) === null),
    ) as Record<string, FieldValue>;
    if (me && Object.keys(fields).length === 0) return;
    write(tx, author, 'edit', [{ concept: 'adviser', row: author.actor, dossier: ORGANISATION, fields }]);
  }

  function forgetSnapshotOf(tx: Writer, dossier: string): void {
    const current = snapshotOf(tx);
    if (!current?.dossiers.some(([each]) => each === dossier)) return;
    const dossiers = current.dossiers.filter(([each]) => each !== dossier);
    if (dossiers.length > 0) writeSetting(tx, SETTINGS.snapshot, { ...current, dossiers });
    else removeSetting(tx, SETTINGS.snapshot);
  }
}

/**
 * The server knows the adviser by another id. Nothing was handed in yet, so what is theirs is called anew: their own dossier, and whose a
 * task or an appointment is. Otherwise their other laptops would look for both under the id they know.
 */
function renameOwn(tx: Writer, was: string, is: string): void {
  for (const concept of OWN_CONCEPTS) tx.run(`UPDATE "${concept}" SET "dossier" = ? WHERE "dossier" = ?`, is, was);
  renameFiles(tx, was, is);
  for (const table of ['operation', 'operationGroup', 'conflict', 'unknownRow'])
    tx.run(`UPDATE "${table}" SET "dossier" = ? WHERE "dossier" = ?`, is, was);
  tx.run(`UPDATE OR REPLACE "scope" SET "dossier" = ? WHERE "dossier" = ?`, is, was);
  tx.run(
    `UPDATE OR REPLACE "draft" SET "key" = ? || substr("key", length(?) + 1) WHERE substr("key", 1, length(?)) = ?`,
    `${is}/`,
    `${was}/`,
    `${was}/`,
    `${was}/`,
  );
  const [mine, called] = [referenceTo('adviser', was), referenceTo('adviser', is)];
  for (const concept of ['task', 'appointment']) {
    tx.run(`UPDATE "${concept}" SET "adviser" = ? WHERE "adviser" = ?`, called, mine);
    for (const column of ['fields', 'before'])
      tx.run(
        `UPDATE "operation" SET "${column}" = json_set("${column}", '$.adviser', ?) WHERE "concept" = ? AND "answer" IS NULL AND json_extract("${column}", '$.adviser') = ?`,
        called,
        concept,
        mine,
      );
  }
}

const ENDED = {
  revoked: 'dossierRevoked',
  ended: 'dossierEnded',
  erased: 'dossierErased',
  lost: 'dossierLost',
} as const;

const isKnown = (concept: string): concept is ConceptName => (CONCEPT_NAMES as readonly string[]).includes(concept);

const scopeOf = (db: Reader, dossier: string): Scope | undefined =>
  db.get<Scope>(`SELECT * FROM "scope" WHERE "dossier" = ?`, dossier);

/** Granted, and not here yet. */
const isAnyMissing = (db: Reader): boolean =>
  db.get(`SELECT 1 FROM "scope" WHERE "told" IS NOT NULL AND "epoch" IS NOT "told" LIMIT 1`) !== undefined;

const putScope = (tx: Writer, scope: Scope): void =>
  void tx.run(
    `INSERT OR REPLACE INTO "scope" ("dossier", "told", "until", "held", "epoch", "isOwn") VALUES (?, ?, ?, ?, ?, ?)`,
    scope.dossier,
    scope.told,
    scope.until,
    scope.held,
    scope.epoch,
    scope.isOwn,
  );

const putUnknown = (
  tx: Writer,
  row: {
    concept: string;
    row: string;
    dossier: string;
    seq: number;
    createdAt: number;
    changedAt: number;
    state: RowState;
  },
): void =>
  void tx.run(
    `INSERT OR REPLACE INTO "unknownRow" ("concept", "row", "dossier", "seq", "createdAt", "changedAt", "state") VALUES (?, ?, ?, ?, ?, ?, ?)`,
    row.concept,
    row.row,
    row.dossier,
    row.seq,
    row.createdAt,
    row.changedAt,
    JSON.stringify(row.state),
  );

/** Numbers and places that go up together, as one. */
function runsOf(answered: readonly Answered[]): { from: number; to: number; seq: number }[] {
  const runs: { from: number; to: number; seq: number }[] = [];
  for (const { number, seq } of answered) {
    const run = runs.at(-1);
    if (run && number === run.to + 1 && seq - number === run.seq - run.from) run.to = number;
    else runs.push({ from: number, to: number, seq });
  }
  return runs;
}

/** Rows of one concept of which as much was answered, together. */
function alike(rows: Iterable<AnsweredRow>): Iterable<[AnsweredRow, string[]]> {
  const groups = new Map<string, [AnsweredRow, string[]]>();
  for (const row of rows) {
    const key = `${row.concept} ${row.sent} ${row.confirmed}`;
    const group = groups.get(key);
    if (group) group[1].push(row.row);
    else groups.set(key, [row, [row.row]]);
  }
  return groups.values();
}

/** H3: own work without an answer first, then by the order of the organisation. */
const shownBefore =
  (tx: Reader, seq: number | null) =>
  (_: string, other: string): boolean => {
    if (seq === null) return true;
    const mine = tx.get<OwnOperation>(
      `SELECT * FROM "operation" WHERE "id" = ? AND "answer" IS NOT 'received' AND "onRow" = 1`,
      other,
    );
    return !mine || (mine.seq !== null && mine.seq < seq);
  };

/** What a head said, also when it does not stand any more: whoever replaced it here wrote down what they saw. */
function valueSaid(tx: Reader, at: At, state: RowState, field: string, head: string): unknown {
  if (headsOf(state.heads, field).includes(head)) return valueOfHead(state, field, head);
  const made = tx.get<{ fields: string }>(`SELECT "fields" FROM "operation" WHERE "id" = ?`, head);
  if (made) return (JSON.parse(made.fields) as Record<string, unknown>)[field] ?? null;
  for (const { sees, before } of tx.all<{ sees: string; before: string }>(
    `SELECT "sees", "before" FROM "operation" WHERE "dossier" = ? AND "row" = ? AND "concept" = ? AND "before" IS NOT NULL`,
    at.dossier,
    at.row,
    at.concept,
  )) {
    if ((JSON.parse(sees) as Record<string, string[]>)[field]?.includes(head))
      return (JSON.parse(before) as Record<string, unknown>)[field] ?? null;
  }
  return null;
}

const stepOf = ({ id, fields, sees }: WireOperation): Step => ({ id, fields, sees });
const stepOfOwn = (own: OwnOperation): Pick<SentOperation, 'id' | 'fields' | 'sees'> => ({
  id: own.id,
  fields: JSON.parse(own.fields) as Record<string, unknown>,
  sees: own.sees === null ? null : (JSON.parse(own.sees) as Record<string, string[]>),
});

const sent = (own: OwnOperation & { group: string; label: string }): SentOperation => ({
  n: own.n,
  group: own.group,
  label: own.label,
  concept: own.concept,
  row: own.row,
  dossier: own.dossier,
  schema: own.schema,
  at: own.at,
  actor: own.actor,
  ...stepOfOwn(own),
});

const MUCH_TO_HAND_IN = 10_000;
const ROOMY_CACHE_KIB = 160_000;

const countUnsent = (db: Reader): number =>
  db.get<{ total: number }>(`SELECT count(*) AS "total" FROM "operation" WHERE "acknowledgedAt" IS NULL`)?.total ?? 0;

const byDossier = ([one]: readonly [string, string], [other]: readonly [string, string]): number =>
  one < other ? -1 : one > other ? 1 : 0;

type At = { readonly dossier: string; readonly concept: string; readonly row: string };
const keyOf = ({ concept, row }: Pick<At, 'concept' | 'row'>): string => `${concept}/${row}`;
function compareRows(one: At, other: At): number {
  for (const part of ['dossier', 'concept', 'row'] as const) {
    if (one[part] !== other[part]) return one[part] < other[part] ? -1 : 1;
  }
  return 0;
}

/** A row below the candidate makes the dossier newer, so the list can show what was worked on last. */
const touchCandidate = (tx: Writer, dossier: string, at: number): void =>
  void tx.run(`UPDATE "candidate" SET "changedAt" = ? WHERE "id" = ? AND "changedAt" < ?`, at, dossier, at);
