/**
 * One round of sync, in the order of core/sync/model/laptop.ts: hand in, hear the news, let go, fetch. One request at a time (S7). What
 * an answer brings is stored in slices, so that whoever works on meanwhile is answered in between.
 */
import { err, ok, type Result } from '../../core/domain/result.ts';
import {
  auditAnswer,
  pullAnswer,
  pushAnswer,
  renameAnswer,
  snapshotAnswer,
  type ProtocolError,
} from '../../core/sync/protocol.ts';
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

/** Rows or operations stored in one go: some twenty thousandths of a second. */
const SLICE = 400;

/** @returns whether anything came or went */
export async function syncRound(options: RoundOptions): Promise<Result<{ readonly moved: boolean }, RoundError>> {
  const { store, client, breathe } = options;
  const later = new Set<string>();
  let moved = false;
  const changed = (dossiers: readonly string[]): void => {
    if (dossiers.length === 0) return;
    moved = true;
    options.changed(dossiers);
  };

  // P1
  const handIn = async (): Promise<Result<null, RoundError>> => {
    for (;;) {
      const ask = store.nextPush(later);
      if (!ask) return ok(null);
      const answer = await client.ask('/v1/push', ask, pushAnswer);
      if (!answer.ok) return err(answer.error);
      changed(store.takePush(answer.value).dossiers);
      moved ||= !answer.value.isOther;
      for (const result of answer.value.results) if (result.result === 'later') later.add(result.id);
      // S3: the pull says what is to be sent again.
      if (answer.value.isOther) return ok(null);
      await breathe();
    }
  };

  // P8
  const fetchNews = async (): Promise<Result<null, RoundError>> => {
    for (;;) {
      const answer = await client.ask('/v1/pull', store.pullAsk(), pullAnswer);
      if (!answer.ok) return err(answer.error);
      for (const slice of slicesOfPull(answer.value)) {
        changed(store.takePull(slice).dossiers);
        await breathe();
      }
      if (!answer.value.more && !answer.value.isOther) return ok(null);
    }
  };

  const before = await handIn();
  if (!before.ok) return before;
  const news = await fetchNews();
  if (!news.ok) return news;
  // S9: what was written meanwhile, and what is sent again after a restore, is handed in before anything is let go.
  if (store.nextPush(later) !== null) {
    const again = await handIn();
    if (!again.ok) return again;
    const heard = await fetchNews();
    if (!heard.ok) return heard;
  }
  changed(store.letGo().dossiers);

  for (;;) {
    const ask = store.nextSnapshot();
    if (!ask) break;
    const answer = await client.ask('/v1/snapshot', ask, snapshotAnswer);
    if (!answer.ok) return err(answer.error);
    let isStored = true;
    for (const slice of slicesOfPage(answer.value)) {
      const taken = store.takePage(slice);
      changed(taken.changed.dossiers);
      isStored = taken.stored;
      if (!isStored) break;
      await breathe();
    }
    if (!isStored) {
      const heard = await fetchNews();
      if (!heard.ok) return heard;
    }
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
function* slicesOfPull(answer: PullAnswer): Generator<PullAnswer> {
  const { operations } = answer;
  for (let from = 0; from === 0 || from < operations.length; from += SLICE) {
    const slice = operations.slice(from, from + SLICE);
    const isLast = from + SLICE >= operations.length;
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
function* slicesOfPage(answer: SnapshotAnswer): Generator<SnapshotAnswer> {
  const { rows } = answer;
  for (let from = 0; from === 0 || from < rows.length; from += SLICE) {
    const slice = rows.slice(from, from + SLICE);
    const last = slice.at(-1);
    const isLast = from + SLICE >= rows.length;
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
