/**
 * One round of sync, in the order of core/sync/model/laptop.ts: hand in, hear the news, let go, fetch. One request at a time (S7). What
 * an answer brings is stored in slices, so that whoever works on meanwhile is answered in between.
 */
import { err, ok, type Result } from '../../core/domain/result.ts';
import { readPull, readPush, readSnapshot } from '../../core/sync/plainly.ts';
import {
  auditAnswer,
  renameAnswer,
  type ProtocolError,
  type pullAnswer,
  type snapshotAnswer,
} from '../../core/sync/protocol.ts';
import { waitingAnswer } from '../../core/sync/waiting.ts';
import type { z } from 'zod';
import type { Connection, SyncStore } from '../caseload/sync-store.ts';
import { newDeviceKey, type Client, type LineError } from './client.ts';

export type RoundError = LineError;

export type RoundOptions = {
  readonly store: SyncStore;
  readonly client: Client;
  readonly newId: () => string;
  /** Rows of these dossiers changed. */
  readonly changed: (dossiers: readonly string[]) => void;
  /** Between two slices of work: whoever waits is answered. Throws when all must stop. */
  readonly breathe: () => Promise<void>;
};

/**
 * How many rows or operations are stored in one go: as many as this laptop stores in about a tenth of a second. Fewer cost more, since the
 * search index is written out at the end of each; with more, whoever works meanwhile would notice.
 */
const GO_MS = 100;
/** A dossier or a whole caseload that is fetched for the first time: a little more, for being there sooner. */
const FETCHING_GO_MS = 250;
const FIRST_SLICE = 400;
const SMALLEST_SLICE = 100;
const LARGEST_SLICE = 5000;

function createPace(goMs: number) {
  let size = FIRST_SLICE;
  return {
    size: (): number => size,
    timed<T>(rows: number, store: () => T): T {
      const since = performance.now();
      const stored = store();
      const took = Math.max(1, performance.now() - since);
      // A small one says little: it costs what each costs.
      if (rows >= size / 2) {
        const wanted = (size * goMs) / took;
        size = Math.round(Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, size / 2, Math.min(size * 2, wanted))));
      }
      return stored;
    },
  };
}
type Pace = ReturnType<typeof createPace>;

/**
 * A request is signed and sent in turns of the loop. Storing takes the loop for as long as a slice, so without this the server would begin
 * at the next batch when the answers to the one before are stored, and each would wait for the other.
 */
const onItsWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SENDING_MS));
const SENDING_MS = 4;

/** @returns whether anything came or went */
export async function syncRound(options: RoundOptions): Promise<Result<{ readonly moved: boolean }, RoundError>> {
  const { store, client, breathe } = options;
  const later = new Set<string>();
  const pace = createPace(GO_MS);
  const fetchingPace = createPace(FETCHING_GO_MS);
  let moved = false;
  const changed = (dossiers: readonly string[]): void => {
    if (dossiers.length === 0) return;
    moved = true;
    options.changed(dossiers);
  };

  // P8
  const fetchNews = async (): Promise<Result<null, RoundError>> => {
    for (;;) {
      const answer = await client.ask('/v1/pull', store.pullAsk(), readPull);
      if (!answer.ok) return err(answer.error);
      for (const slice of slicesOfPull(answer.value, pace)) {
        changed(pace.timed(slice.operations.length, () => store.takePull(slice)).dossiers);
        await breathe();
      }
      if (!answer.value.more && !answer.value.isOther) return ok(null);
    }
  };

  const fetchMissing = async (): Promise<Result<null, RoundError>> => {
    for (;;) {
      const ask = store.nextSnapshot();
      if (!ask) return ok(null);
      // S7: nothing is pulled or handed in between asking for a page and storing it, so the next page may come while this one is stored.
      const send = (after: typeof ask.after) => client.ask('/v1/snapshot', { ...ask, after }, readSnapshot);
      let asking: ReturnType<typeof send> | null = send(ask.after);
      let isStored = true;
      while (asking && isStored) {
        const answer: Awaited<ReturnType<typeof send>> = await asking;
        if (!answer.ok) return err(answer.error);
        asking = answer.value.next ? send(answer.value.next) : null;
        if (asking) await onItsWay();
        for (const slice of slicesOfPage(answer.value, fetchingPace)) {
          const taken = fetchingPace.timed(slice.rows.length, () => store.takePage(slice));
          changed(taken.changed.dossiers);
          isStored = taken.stored;
          if (!isStored) break;
          await breathe();
        }
      }
      await asking;
      if (!isStored) {
        const heard = await fetchNews();
        if (!heard.ok) return heard;
      }
    }
  };

  const before = await handIn({ store, client, changed, breathe }, later);
  if (!before.ok) return before;
  moved ||= before.value;
  const news = await fetchNews();
  if (!news.ok) return news;
  // S9: what was written meanwhile, and what is sent again after a restore, is handed in before anything is let go.
  if (store.nextPush(later) !== null) {
    const again = await handIn({ store, client, changed, breathe }, later);
    if (!again.ok) return again;
    moved ||= again.value;
    const heard = await fetchNews();
    if (!heard.ok) return heard;
  }
  changed(store.letGo().dossiers);

  const fetched = await fetchMissing().finally(() => store.restFromFetching());
  if (!fetched.ok) return fetched;

  // P4: what was decided is heard, and what was taken over comes with the next pull.
  for (;;) {
    const asked = store.waitingAsk();
    if (!asked) break;
    const decisions = asked.map(({ operation, decision }) => ({ operation, decision }));
    const answer = await client.ask('/v1/waiting', { decisions }, waitingAnswer);
    if (!answer.ok) return err(answer.error);
    changed(store.takeWaiting(asked, answer.value).dossiers);
    await breathe();
    if (decisions.length === 0) break;
    const heard = await fetchNews();
    if (!heard.ok) return heard;
  }

  for (;;) {
    const ask = store.auditAsk();
    if (!ask) break;
    const answer = await client.ask('/v1/audit', ask, auditAnswer);
    if (!answer.ok) return err(answer.error);
    store.takeAudit(answer.value);
    await breathe();
    if (ask.lines.length < 1000) break;
  }
  return ok({ moved });
}

type HandingIn = Pick<RoundOptions, 'store' | 'client' | 'changed' | 'breathe'>;

/**
 * P1: all that waits, a batch at a time.
 * @param later what the server can not read yet; grows (S6)
 * @returns whether anything was answered
 */
export async function handIn(
  { store, client, changed, breathe }: HandingIn,
  later: Set<string>,
): Promise<Result<boolean, RoundError>> {
  let moved = false;
  const send = (ask: NonNullable<ReturnType<typeof store.nextPush>>) => client.ask('/v1/push', ask, readPush);
  let ask = store.nextPush(later);
  let asking = ask && send(ask);
  while (ask && asking) {
    // The server is at a batch while the answer before is stored and the next one is made: it has answered the one before, so their order
    // stands. A kill in between costs nothing, since what is sent again is answered again (P2).
    const next = store.nextPush(later, ask.operations.at(-1)?.id);
    const answer = await asking;
    if (!answer.ok) return err(answer.error);
    for (const result of answer.value.results) if (result.result === 'later') later.add(result.id);
    moved ||= !answer.value.isOther;
    // S3: on another epoch the pull says what is to be sent.
    ask = answer.value.isOther ? null : next;
    asking = ask && send(ask);
    if (asking) await onItsWay();
    changed(store.takePush(answer.value).dossiers);
    await breathe();
  }
  return ok(moved);
}

/** P7: another laptop speaks with this one's name: a new one, asked for under the old. */
export async function takeNewName(
  options: Pick<RoundOptions, 'store' | 'client' | 'newId'>,
  connection: Connection,
): Promise<Result<null, LineError>> {
  const device = options.newId();
  const key = await newDeviceKey();
  const { kty, crv, x } = key.publicKey;
  const ask = { device, name: connection.laptop, publicKey: { kty, crv, x } };
  const answer = await options.client.ask('/v1/device', ask, renameAnswer);
  if (!answer.ok) return answer;
  options.store.rename(device, { ...key.privateKey });
  return ok(null);
}

type PullAnswer = z.infer<typeof pullAnswer>;
/** A page of operations as several smaller ones: each ends where the next goes on. */
function* slicesOfPull(answer: PullAnswer, pace: Pace): Generator<PullAnswer> {
  const { operations } = answer;
  for (let from = 0, size = 0; from === 0 || from < operations.length; from += size) {
    size = pace.size();
    const slice = operations.slice(from, from + size);
    const isLast = from + size >= operations.length;
    yield {
      ...answer,
      operations: slice,
      grants: from === 0 ? answer.grants : null,
      cursor: isLast ? answer.cursor : (slice.at(-1)?.seq ?? answer.cursor),
      more: !isLast || answer.more,
    };
  }
}

type SnapshotAnswer = z.infer<typeof snapshotAnswer>;
function* slicesOfPage(answer: SnapshotAnswer, pace: Pace): Generator<SnapshotAnswer> {
  const { rows } = answer;
  for (let from = 0, size = 0; from === 0 || from < rows.length; from += size) {
    size = pace.size();
    const slice = rows.slice(from, from + size);
    const last = slice.at(-1);
    const isLast = from + size >= rows.length;
    yield {
      ...answer,
      rows: slice,
      answers: from === 0 ? answer.answers : [],
      next: isLast || !last ? answer.next : { dossier: last.dossier, concept: last.concept, row: last.row },
    };
  }
}

export const isSaid = (error: RoundError, what: ProtocolError): boolean =>
  error.type === 'said' && error.error === what;
