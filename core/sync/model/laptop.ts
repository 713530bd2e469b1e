/**
 * A laptop as SPEC.md describes it (P1, P7–P15). `disk` is all that a crash leaves; a round of sync is a generator that stops
 * before every request, before every answer and before every transaction, so that anything may happen in between, and so
 * that throwing it away is a crash or a cut line.
 */
import { headsOf, NO_ROW, type RowState } from '../merge.ts';
import type { Plant } from './plants.ts';
import {
  keyOf,
  merged,
  type Numbered,
  type Operation,
  type PullAnswer,
  type PushAnswer,
  type Result,
  type Row,
  type Sequenced,
  type SnapshotAnswer,
} from './server.ts';

export const DAYS_KEPT = 14;

/** `aside` was answered with something else than applied: its content stays to be read, but not in the row. */
export type Own = {
  readonly operation: Operation;
  readonly device: string;
  readonly n: number;
  readonly state: 'unanswered' | 'applied' | 'aside';
  /** Whether the row shows it: what was put aside does not, also when it is handed in again. */
  readonly isOnRow: boolean;
  readonly seq: number | null;
  /** On the server's clock. */
  readonly answeredAt: number | null;
};

type Held = {
  /** Null: to be fetched. */
  readonly epoch: string | null;
  /** Begun here, and never had from a server. */
  readonly isOwn: boolean;
};

export type Disk = {
  device: string;
  readonly user: string;
  schema: number;
  lastN: number;
  serverEpoch: string | null;
  cursor: number;
  /** The grants of the last pull. */
  told: Map<string, string>;
  held: Map<string, Held>;
  rows: Map<string, Row>;
  own: Map<string, Own>;
  /** The snapshot under way: whose, under which grants, and the last row that is stored. */
  snapshot: { readonly dossiers: ReadonlyMap<string, string>; readonly after: string | null } | null;
  /** Only for a planted mistake. */
  known: Set<string>;
};

export type Network = {
  push(ask: { user: string; device: string; serverEpoch: string | null; operations: readonly Numbered[] }): PushAnswer;
  pull(ask: {
    user: string;
    cursor: number;
    serverEpoch: string | null;
    told: ReadonlyMap<string, string>;
    limit: number;
  }): PullAnswer;
  snapshot(ask: {
    user: string;
    device: string;
    dossiers: readonly string[];
    after: string | null;
    limit: number;
    unanswered: readonly string[];
  }): SnapshotAnswer;
  /** For P15 as it was drafted. */
  schema(): number;
};

export type Laptop = {
  readonly name: string;
  disk: Disk;
  version: number;
  clock: number;
  readonly plant: Plant | null;
  readonly newName: (kind: string) => string;
};

export const startDisk = (user: string, device: string, schema: number): Disk => ({
  device,
  user,
  schema,
  lastN: 0,
  serverEpoch: null,
  cursor: 0,
  told: new Map(),
  held: new Map(),
  rows: new Map(),
  own: new Map(),
  snapshot: null,
  known: new Set(),
});

export const copyOfDisk = (disk: Disk): Disk => ({
  ...disk,
  told: new Map(disk.told),
  held: new Map(disk.held),
  rows: new Map(disk.rows),
  own: new Map(disk.own),
  known: new Set(disk.known),
});

export const unansweredOf = (disk: Disk): Own[] => {
  const waiting: Own[] = [];
  for (const own of disk.own.values()) if (own.state === 'unanswered') waiting.push(own);
  return waiting.sort((one, other) => one.n - other.n);
};

const hasUnanswered = (disk: Disk, dossier: string): boolean => {
  for (const own of disk.own.values()) if (own.state === 'unanswered' && own.operation.dossier === dossier) return true;
  return false;
};

/** An edit: operation and row in one transaction (O1). */
export function write(laptop: Laptop, operation: Operation): void {
  const { disk } = laptop;
  if (operation.row === operation.dossier && operation.sees === null)
    disk.held.set(operation.dossier, { epoch: null, isOwn: true });
  disk.lastN += 1;
  disk.own.set(operation.id, {
    operation,
    device: disk.device,
    n: disk.lastN,
    state: 'unanswered',
    isOnRow: true,
    seq: null,
    answeredAt: null,
  });
  applyOwn(laptop, operation);
  laptop.version += 1;
}

function applyOwn(laptop: Laptop, operation: Operation): void {
  const { disk } = laptop;
  const key = keyOf(operation.dossier, operation.row);
  const row = disk.rows.get(key) ?? { dossier: operation.dossier, row: operation.row, seq: 0, state: NO_ROW };
  const state = onLaptop(laptop, row.state, operation, null);
  disk.rows.set(key, { ...row, state });
}

/** H3: own work without an answer first, then by seq; what came in a snapshot is older than whatever is pulled after it. */
function onLaptop(laptop: Laptop, state: RowState, operation: Operation, seq: number | null): RowState {
  const { own } = laptop.disk;
  const isShownBefore = (_: string, other: string): boolean => {
    if (seq === null) return true;
    const mine = own.get(other);
    if (!mine?.isOnRow) return true;
    return mine.seq !== null && mine.seq < seq;
  };
  // A laptop need not know what came in before its snapshot: it awaits more than the server, which does no harm.
  const next = merged(state, operation, laptop.plant, { isApplied: () => false, isShownBefore });
  if (laptop.plant !== 'unknown-fields-dropped' || laptop.disk.schema > 1 || !('c' in next.values)) return next;
  const { c: _, ...values } = next.values;
  return { ...next, values };
}

export type Sizes = { readonly batch: number; readonly page: number; readonly rows: number };

/** One round: hand in, pull, let go, fetch. Returns whether it came to its end with nothing left to do. */
export function* round(
  laptop: Laptop,
  network: Network,
  sizes: Sizes,
  isPullFirst: boolean,
): Generator<string, boolean> {
  const { plant } = laptop;
  // What can not be handed in never holds up what comes in: a round may go without.
  if (!isPullFirst) yield* handIn(laptop, network, sizes);
  yield* fetchNews(laptop, network, sizes);
  if (!isPullFirst && unansweredOf(laptop.disk).length > 0) {
    yield* handIn(laptop, network, sizes);
    yield* fetchNews(laptop, network, sizes);
  }
  yield* letGo(laptop);
  const isWhole = yield* fetchDossiers(laptop, network, sizes);
  // Between the last pull and this sentence nothing of the server was asked that could not be older: look once more next time.
  return isWhole && (plant === 'drop-before-push' || unansweredOf(laptop.disk).length === 0);
}

/** P1, P7 */
function* handIn(laptop: Laptop, network: Network, sizes: Sizes): Generator<string, void> {
  const { plant } = laptop;
  const askedLater = new Set<string>();
  for (;;) {
    const { disk } = laptop;
    const batch = unansweredOf(disk)
      .filter(({ operation }) => !askedLater.has(operation.id))
      .filter(({ operation }) => plant !== 'draft-held-back' || operation.schema <= network.schema())
      .slice(0, sizes.batch);
    if (batch.length === 0) return;
    if (plant === 'dropped-acknowledgement') {
      for (const own of batch)
        disk.own.set(own.operation.id, { ...own, state: 'applied', seq: disk.cursor, answeredAt: 0 });
      laptop.version += 1;
    }
    yield 'the operations go to the server';
    const answer = network.push({
      user: disk.user,
      device: disk.device,
      serverEpoch: disk.serverEpoch,
      operations: batch.map(({ n, operation }) => ({ n, operation })),
    });
    yield 'the answer to the push comes back';
    if (answer.type === 'otherEpoch' || answer.type === 'failed') return;
    if (answer.type === 'copied') {
      takeNewName(laptop);
      yield 'the new name is stored';
      continue;
    }
    for (const result of answer.results) {
      if (result.result === 'later') askedLater.add(result.id);
      takeAnswer(laptop, result, answer.time);
    }
    // Begun here and never had from a server: its rows are whole, they need not be fetched.
    for (const [dossier, epoch] of answer.begun) {
      if (plant !== 'draft-begun' && !(disk.held.get(dossier)?.isOwn && disk.held.get(dossier)?.epoch === null))
        continue;
      if ([...disk.own.values()].some((own) => own.state === 'aside' && own.operation.dossier === dossier)) continue;
      disk.told.set(dossier, epoch);
      disk.held.set(dossier, { epoch, isOwn: false });
    }
    laptop.version += 1;
    yield 'the answers are stored';
  }
}

/** P7: ids stay, numbers begin again. */
function takeNewName(laptop: Laptop): void {
  const { disk, plant } = laptop;
  disk.device = laptop.newName('device');
  if (plant === 'renumber-skipped') {
    for (const own of unansweredOf(disk)) disk.own.set(own.operation.id, { ...own, device: disk.device });
    disk.lastN = Math.floor(disk.lastN / 2);
  } else {
    disk.lastN = 0;
    for (const own of unansweredOf(disk)) {
      disk.lastN += 1;
      disk.own.set(own.operation.id, { ...own, device: disk.device, n: disk.lastN });
    }
  }
  laptop.version += 1;
}

function takeAnswer(laptop: Laptop, result: Result, time: number): void {
  const { disk, plant } = laptop;
  const own = disk.own.get(result.id);
  if (!own || own.state !== 'unanswered' || result.result === 'later') return;
  const answeredAt = plant === 'own-clock-counts' ? laptop.clock : time;
  if (result.result === 'applied') {
    disk.own.set(result.id, { ...own, state: 'applied', seq: result.seq, answeredAt });
    if (plant === 'acknowledged-moves-row') {
      const key = keyOf(own.operation.dossier, own.operation.row);
      const row = disk.rows.get(key);
      if (row) disk.rows.set(key, { ...row, seq: Math.max(row.seq, result.seq) });
    }
    return;
  }
  disk.own.set(result.id, { ...own, state: 'aside', isOnRow: false, answeredAt });
  // The row still shows what the server does not have: it is fetched again.
  if (plant === 'draft-refused-shown' && result.result === 'refused') return;
  const held = disk.held.get(own.operation.dossier);
  if (held) disk.held.set(own.operation.dossier, { ...held, epoch: null });
  forgetSnapshotOf(disk, own.operation.dossier);
}

function forgetSnapshotOf(disk: Disk, dossier: string): void {
  if (!disk.snapshot?.dossiers.has(dossier)) return;
  const dossiers = new Map(disk.snapshot.dossiers);
  dossiers.delete(dossier);
  disk.snapshot = dossiers.size > 0 ? { ...disk.snapshot, dossiers } : null;
}

/** P8–P10 */
function* fetchNews(laptop: Laptop, network: Network, sizes: Sizes): Generator<string, void> {
  for (;;) {
    const { disk, plant } = laptop;
    yield 'the pull goes to the server';
    const answer = network.pull({
      user: disk.user,
      cursor: disk.cursor,
      serverEpoch: disk.serverEpoch,
      told: disk.told,
      limit: sizes.page,
    });
    yield 'the answer to the pull comes back';
    if (answer.isOther) beginAnew(laptop, answer);
    else {
      if (plant === 'cursor-before-rows') {
        disk.cursor = answer.cursor;
        laptop.version += 1;
        yield 'the cursor is stored';
      }
      storeNews(laptop, answer);
    }
    yield 'what was pulled is stored';
    if (!answer.hasMore) return;
  }
}

function storeNews(laptop: Laptop, answer: PullAnswer): void {
  const { disk } = laptop;
  if (answer.grants) takeGrants(laptop, answer.grants);
  for (const sequenced of answer.operations) takePulled(laptop, sequenced, answer.time);
  disk.cursor = answer.cursor;
  laptop.version += 1;
}

function takeGrants(laptop: Laptop, grants: ReadonlyMap<string, string>): void {
  const { disk, plant } = laptop;
  disk.told = new Map(grants);
  for (const [dossier, held] of disk.held) {
    if (held.epoch === null || held.epoch === grants.get(dossier)) continue;
    if (plant === 'regrant-keeps-rows') {
      const epoch = grants.get(dossier);
      if (epoch !== undefined) disk.held.set(dossier, { ...held, epoch });
    } else disk.held.set(dossier, { ...held, epoch: null });
  }
  for (const [dossier, epoch] of disk.snapshot?.dossiers ?? [])
    if (grants.get(dossier) !== epoch) forgetSnapshotOf(disk, dossier);
}

/** P9 */
function beginAnew(laptop: Laptop, answer: PullAnswer): void {
  const { disk, plant } = laptop;
  // S8: after a restore even what was begun here may hold work that is too old to be sent again: all is fetched.
  const keepsOwn = disk.serverEpoch === null || plant === 'draft-own-after-restore';
  disk.serverEpoch = answer.serverEpoch;
  disk.cursor = answer.cursor;
  disk.told = new Map(answer.grants);
  disk.snapshot = null;
  for (const [dossier, held] of disk.held) disk.held.set(dossier, { epoch: null, isOwn: held.isOwn && keepsOwn });
  const since = (plant === 'own-clock-counts' ? laptop.clock : answer.time) - DAYS_KEPT;
  // In the order in which it was made; all of it numbered anew, so that no number means two operations (P7).
  for (const [id, own] of disk.own) {
    if (own.state !== 'unanswered' && (own.answeredAt ?? 0) < since) {
      disk.own.delete(id);
      continue;
    }
    const keepsNumber = plant === 'draft-restore-numbers' && own.device === disk.device;
    if (!keepsNumber) disk.lastN += 1;
    const n = keepsNumber ? own.n : disk.lastN;
    disk.own.set(id, { ...own, device: disk.device, n, state: 'unanswered', seq: null, answeredAt: null });
  }
  laptop.version += 1;
}

/** P10 */
function takePulled(laptop: Laptop, { seq, operation }: Sequenced, time: number): void {
  const { disk, plant } = laptop;
  const { dossier } = operation;
  const key = keyOf(dossier, operation.row);
  const epoch = disk.told.get(dossier);
  const isWhole = epoch !== undefined && disk.held.get(dossier)?.epoch === epoch;
  // P11: of a snapshot under way, the rows that are stored go on; the others come with a later page.
  const after = disk.snapshot?.dossiers.has(dossier) ? disk.snapshot.after : null;
  const isStored = after !== null && key <= after && plant !== 'draft-snapshot-skips';
  if (!isWhole && !isStored) return;
  const row = disk.rows.get(key) ?? { dossier, row: operation.row, seq: 0, state: NO_ROW };
  if (row.seq >= seq) return;
  if (plant === 'draft-known' && disk.known.has(operation.id)) return;
  disk.known.add(operation.id);
  const own = disk.own.get(operation.id);
  if (own?.isOnRow) {
    // Its answer was lost, or is on its way: this is an answer as well.
    const answeredAt = own.answeredAt ?? (plant === 'own-clock-counts' ? laptop.clock : time);
    disk.own.set(operation.id, { ...own, state: 'applied', seq, answeredAt });
    disk.rows.set(key, { ...row, seq });
    return;
  }
  disk.rows.set(key, { ...row, seq, state: onLaptop(laptop, row.state, operation, seq) });
}

/** P12: what is not granted goes, once its work was handed in. */
function* letGo(laptop: Laptop): Generator<string, void> {
  const { plant } = laptop;
  for (const dossier of laptop.disk.held.keys()) {
    const { disk } = laptop;
    if (disk.told.has(dossier) || !disk.held.has(dossier)) continue;
    if (hasUnanswered(disk, dossier) && plant !== 'drop-before-push') continue;
    yield 'a dossier goes';
    // The adviser may have written meanwhile.
    if (hasUnanswered(disk, dossier) && plant !== 'drop-before-push') continue;
    forgetDossier(laptop, dossier);
  }
}

function forgetDossier(laptop: Laptop, dossier: string): void {
  const { disk } = laptop;
  for (const [key, row] of disk.rows) if (row.dossier === dossier) disk.rows.delete(key);
  for (const [id, own] of disk.own) if (own.operation.dossier === dossier) disk.own.delete(id);
  disk.held.delete(dossier);
  forgetSnapshotOf(disk, dossier);
  laptop.version += 1;
}

/** P11, P13, P14. Returns whether nothing is left to be fetched. */
function* fetchDossiers(laptop: Laptop, network: Network, sizes: Sizes): Generator<string, boolean> {
  for (;;) {
    const { disk, plant } = laptop;
    if (disk.snapshot === null) {
      const missing = [...disk.told].filter(([dossier, epoch]) => disk.held.get(dossier)?.epoch !== epoch);
      if (missing.length === 0) return true;
      disk.snapshot = { dossiers: new Map(missing), after: null };
    }
    const { dossiers, after } = disk.snapshot;
    yield 'a page of a snapshot is asked';
    const unanswered = unansweredOf(disk)
      .map(({ operation }) => operation)
      .filter(({ dossier }) => dossiers.has(dossier))
      .map(({ id }) => id);
    const answer = network.snapshot({
      user: disk.user,
      device: disk.device,
      dossiers: [...dossiers.keys()],
      after,
      limit: sizes.rows,
      unanswered,
    });
    yield 'the page comes back';
    if (plant === 'two-requests-at-once') yield* fetchNews(laptop, network, sizes);
    // Another server, or granted anew meanwhile: the next pull says how it stands.
    if (answer.serverEpoch !== disk.serverEpoch) {
      disk.snapshot = null;
      return false;
    }
    if ([...dossiers].some(([dossier, epoch]) => answer.granted.get(dossier) !== epoch)) {
      disk.snapshot = null;
      return false;
    }
    if (disk.snapshot === null) return false;
    storePage(laptop, answer, after, dossiers);
    yield 'the page is stored';
  }
}

/** P14 */
function storePage(
  laptop: Laptop,
  answer: SnapshotAnswer,
  after: string | null,
  dossiers: ReadonlyMap<string, string>,
): void {
  const { disk, plant } = laptop;
  const saysAnswers = plant !== 'no-applied-number' && plant !== 'draft-handled';
  if (saysAnswers) {
    for (const result of answer.answers) takeAnswer(laptop, result, answer.time);
    // Work that was put aside may stand on top of an earlier page: its dossier is fetched again from the start.
    if (answer.answers.some(({ result }) => result !== 'applied')) {
      laptop.version += 1;
      return;
    }
  }
  const isInside = (key: string): boolean =>
    (after === null || key > after) && (answer.next === null || key <= answer.next);
  const onTop = [...disk.own.values()]
    .filter(
      (own) =>
        dossiers.has(own.operation.dossier) &&
        own.isOnRow &&
        isInside(keyOf(own.operation.dossier, own.operation.row)) &&
        (plant === 'draft-handled' ? own.device === disk.device && own.n > answer.handled : own.state === 'unanswered'),
    )
    .sort((one, other) => one.n - other.n);
  for (const [key, row] of disk.rows) {
    if (!dossiers.has(row.dossier) || !isInside(key) || plant === 'snapshot-keeps-gone') continue;
    disk.rows.delete(key);
  }
  for (const row of answer.rows) {
    disk.rows.set(keyOf(row.dossier, row.row), stored(laptop, row));
    // P11: held from the first page on, so that it goes (P12) when it is taken before the last.
    if (plant !== 'draft-held-when-whole' && !disk.held.has(row.dossier))
      disk.held.set(row.dossier, { epoch: null, isOwn: false });
  }
  if (plant !== 'snapshot-forgets-own') for (const { operation } of onTop) applyOwn(laptop, operation);
  for (const [dossier, epoch] of dossiers)
    if (answer.next === null || dossier < (answer.next.split('/')[0] as string))
      disk.held.set(dossier, { epoch, isOwn: false });
  disk.snapshot = answer.next === null ? null : { dossiers, after: answer.next };
  laptop.version += 1;
}

function stored(laptop: Laptop, row: Row): Row {
  if (laptop.plant !== 'unknown-fields-dropped' || laptop.disk.schema > 1 || !('c' in row.state.values)) return row;
  const { c: _, ...values } = row.state.values;
  return { ...row, state: { ...row.state, values } };
}

/** What an author sees in a field: the shown value, or all that stand. */
export const seenBy = (row: Row, field: string, all: boolean): readonly string[] => {
  const heads = headsOf(row.state.heads, field);
  return all ? heads : heads.slice(0, 1);
};
