/**
 * The server as SPEC.md describes it (P2–P9, P13, P15), as small as it can be said: one organisation in memory, every request
 * one transaction. Merging is the real kernel.
 */
import { applyOperation, headsOf, NO_ROW, REST, type RowState, type Step } from '../merge.ts';
import type { Plant } from './plants.ts';

/** `isBad` stands for a value that does not fit its concept. */
export type Operation = Step & {
  readonly row: string;
  readonly dossier: string;
  readonly schema: number;
  readonly at: number;
  readonly actor: string;
  readonly isBad: boolean;
};
export type Numbered = { readonly n: number; readonly operation: Operation };

export type Answer =
  | { readonly result: 'applied'; readonly seq: number }
  | { readonly result: 'quarantined' | 'erased' | 'refused' | 'later' };
export type Result = Answer & { readonly id: string };

export type Grant = { readonly epoch: string; readonly until: number | null };
export type Sequenced = { readonly seq: number; readonly operation: Operation };
export type Row = { readonly dossier: string; readonly row: string; readonly seq: number; readonly state: RowState };

type AuditLine = { readonly about: string; readonly previous: number; readonly hash: number };

export type ServerState = {
  epoch: string;
  seq: number;
  schema: number;
  operations: Sequenced[];
  answers: Map<string, Answer>;
  rows: Map<string, Row>;
  grants: Map<string, Grant>;
  dossiers: Set<string>;
  handled: Map<string, number>;
  quarantine: Map<string, Operation>;
  audit: AuditLine[];
};

export type PushAnswer =
  | { readonly type: 'answered'; readonly results: Result[]; readonly begun: [string, string][]; readonly time: number }
  | { readonly type: 'otherEpoch' }
  | { readonly type: 'copied' }
  | { readonly type: 'failed' };
export type PullAnswer = {
  readonly serverEpoch: string;
  readonly isOther: boolean;
  readonly cursor: number;
  readonly hasMore: boolean;
  readonly operations: readonly Sequenced[];
  readonly grants: ReadonlyMap<string, string> | null;
  readonly time: number;
};
export type SnapshotAnswer = {
  readonly serverEpoch: string;
  readonly rows: readonly Row[];
  readonly answers: readonly Result[];
  readonly handled: number;
  readonly granted: ReadonlyMap<string, string>;
  readonly next: string | null;
  readonly time: number;
};

export type Server = {
  state: ServerState;
  /** Grows with each change, so that whoever checks need not look again. */
  version: number;
  /** Outside every backup (P9): ids without content. */
  readonly erased: Set<string>;
  readonly endings: Set<string>;
  /** 'user dossier' whose last grant was taken: outside every backup as well. */
  readonly taken: Set<string>;
  time: number;
  readonly plant: Plant | null;
  readonly newName: (kind: string) => string;
  /** Only for planted mistakes. */
  readonly cached: Map<string, Set<string>>;
  uncommitted: { seq: number; requests: number }[];
};

export const keyOf = (dossier: string, row: string): string => `${dossier}/${row}`;
const grantKey = (user: string, dossier: string): string => `${user} ${dossier}`;

export const startServer = (plant: Plant | null, newName: (kind: string) => string, schema: number): Server => ({
  state: {
    epoch: newName('epoch'),
    seq: 0,
    schema,
    operations: [],
    answers: new Map(),
    rows: new Map(),
    grants: new Map(),
    dossiers: new Set(),
    handled: new Map(),
    quarantine: new Map(),
    audit: [],
  },
  version: 0,
  erased: new Set(),
  endings: new Set(),
  taken: new Set(),
  time: 1000,
  plant,
  newName,
  cached: new Map(),
  uncommitted: [],
});

const grantOf = (server: Server, user: string, dossier: string): Grant | null => {
  const grant = server.state.grants.get(grantKey(user, dossier));
  return grant && (grant.until === null || grant.until > server.time) ? grant : null;
};

export function grantsOf(server: Server, user: string): Map<string, string> {
  const now = new Map<string, string>();
  for (const dossier of server.state.dossiers) {
    const grant = grantOf(server, user, dossier);
    if (grant) now.set(dossier, grant.epoch);
  }
  return now;
}

const hashOf = (previous: number, about: string): number => {
  let hash = previous ^ 0x9e3779b9;
  for (let at = 0; at < about.length; at += 1) hash = Math.imul(hash ^ about.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};
function audit(server: Server, about: string): void {
  const previous = server.state.audit.at(-1)?.hash ?? 0;
  server.state.audit.push({ about, previous, hash: hashOf(previous, about) });
}
/** I10: each line holds the hash of the line before, and nothing that was answered or given is without a line. */
export const isAuditWhole = (server: Server): boolean => {
  let previous = 0;
  for (const line of server.state.audit) {
    if (line.previous !== previous || line.hash !== hashOf(previous, line.about)) return false;
    previous = line.hash;
  }
  const lines = new Set(server.state.audit.map((line) => line.about));
  for (const [id, { result }] of server.state.answers) if (!lines.has(`${id} ${result}`)) return false;
  for (const [key, { epoch }] of server.state.grants) if (!lines.has(`${key} ${epoch}`)) return false;
  return true;
};

function give(server: Server, user: string, dossier: string, until: number | null): string {
  const epoch = server.newName('grant');
  server.taken.delete(grantKey(user, dossier));
  server.state.grants.set(grantKey(user, dossier), { epoch, until });
  audit(server, `${grantKey(user, dossier)} ${epoch}`);
  return epoch;
}

/** An ended grant is never prolonged: given again it has another epoch (P11). */
export function grantDossier(server: Server, user: string, dossier: string, until: number | null): boolean {
  if (server.erased.has(dossier) || grantOf(server, user, dossier)) return false;
  // After a restore there may be a dossier of which only quarantined work is left: it can be given to somebody too.
  const isInQuarantine = (): boolean => [...server.state.quarantine.values()].some((each) => each.dossier === dossier);
  if (!server.state.dossiers.has(dossier) && !isInQuarantine()) return false;
  server.state.dossiers.add(dossier);
  give(server, user, dossier, until);
  server.version += 1;
  return true;
}

export function revokeDossier(server: Server, user: string, dossier: string): boolean {
  const grant = server.state.grants.get(grantKey(user, dossier));
  if (!grant) return false;
  server.state.grants.delete(grantKey(user, dossier));
  server.endings.add(grant.epoch);
  server.taken.add(grantKey(user, dossier));
  audit(server, `${grantKey(user, dossier)} taken`);
  server.version += 1;
  return true;
}

export function eraseDossier(server: Server, dossier: string): void {
  server.erased.add(dossier);
  wipe(server, dossier);
  audit(server, `${dossier} erased`);
  server.version += 1;
}

function wipe(server: Server, dossier: string): void {
  const { state } = server;
  state.operations = state.operations.filter(({ operation }) => operation.dossier !== dossier);
  for (const [key, row] of state.rows) if (row.dossier === dossier) state.rows.delete(key);
  for (const [id, operation] of state.quarantine) if (operation.dossier === dossier) state.quarantine.delete(id);
  for (const key of state.grants.keys()) if (key.endsWith(` ${dossier}`)) state.grants.delete(key);
  state.dossiers.delete(dossier);
}

export const backupOf = ({ state }: Server): ServerState => ({
  ...state,
  operations: [...state.operations],
  answers: new Map(state.answers),
  rows: new Map(state.rows),
  grants: new Map(state.grants),
  dossiers: new Set(state.dossiers),
  handled: new Map(state.handled),
  quarantine: new Map(state.quarantine),
  audit: [...state.audit],
});

/** P9: another epoch, and what was erased or taken since is so before anybody is let in. */
export function restoreServer(server: Server, backup: ServerState): void {
  const { schema } = server.state;
  server.state = { ...backup, schema, epoch: server.newName('epoch') };
  server.uncommitted = [];
  server.cached.clear();
  audit(server, 'restored');
  if (server.plant !== 'erasures-not-replayed') for (const dossier of server.erased) wipe(server, dossier);
  if (server.plant !== 'endings-not-replayed') {
    for (const [key, { epoch }] of server.state.grants) if (server.endings.has(epoch)) server.state.grants.delete(key);
  }
  server.version += 1;
}

/** P4: by its own author, as what it was. What the server does not understand yet, or refused, waits in quarantine. */
export function takeOver(server: Server, user: string, id: string): boolean {
  const operation = server.state.quarantine.get(id);
  if (!operation || operation.isBad || operation.schema > server.state.schema) return false;
  if (!grantOf(server, user, operation.dossier)) return false;
  server.state.quarantine.delete(id);
  const taken = server.plant === 'take-over-renames' ? { ...operation, id: server.newName('taken') } : operation;
  answerWith(server, taken.id, { result: 'applied', seq: apply(server, taken) });
  server.version += 1;
  return true;
}

function answerWith(server: Server, id: string, answer: Answer): Answer {
  server.state.answers.set(id, answer);
  if (server.plant !== 'audit-after-commit' || answer.result === 'applied') audit(server, `${id} ${answer.result}`);
  return answer;
}

function apply(server: Server, operation: Operation): number {
  const { state, plant } = server;
  state.seq += 1;
  const key = keyOf(operation.dossier, operation.row);
  const before = state.rows.get(key)?.state ?? NO_ROW;
  const isApplied = (id: string): boolean => state.answers.get(id)?.result === 'applied';
  let next = merged(before, operation, plant, { isApplied });
  if (plant === 'awaited-forgotten') next = { ...next, awaited: {} };
  state.rows.set(key, { dossier: operation.dossier, row: operation.row, seq: state.seq, state: next });
  state.operations.push({ seq: state.seq, operation });
  if (plant === 'seq-before-commit') server.uncommitted.push({ seq: state.seq, requests: 2 });
  return state.seq;
}

/** The kernel, or a mistake in its place. */
export function merged(
  state: RowState,
  step: Operation,
  plant: Plant | null,
  context: Parameters<typeof applyOperation>[2],
): RowState {
  if (plant === 'last-writer-wins' && step.sees !== null) {
    const sees = Object.fromEntries(Object.keys(step.fields).map((field) => [field, headsOf(state.heads, field)]));
    return applyOperation(state, { ...step, sees }, context);
  }
  if (plant === 'equal-values-merged' && step.sees !== null) {
    const fields = Object.fromEntries(
      Object.entries(step.fields).filter(
        ([field, value]) => headsOf(state.heads, field).length === 0 || state.values[field] !== value,
      ),
    );
    return applyOperation(state, { ...step, fields }, context);
  }
  return applyOperation(state, step, context);
}

/** P2–P7 */
export function push(
  server: Server,
  {
    user,
    device,
    serverEpoch,
    operations,
  }: { user: string; device: string; serverEpoch: string | null; operations: readonly Numbered[] },
): PushAnswer {
  const { state, plant } = server;
  beginRequest(server);
  // S3: a restored server does not know which numbers the laptop still has to send.
  if (serverEpoch !== state.epoch && plant !== 'draft-restore-numbers') return { type: 'otherEpoch' };
  // P7
  const handled = state.handled.get(device) ?? 0;
  const isCopied = operations.some(({ n, operation }) => n <= handled && !state.answers.has(operation.id));
  if (isCopied && plant !== 'copy-not-noticed') return { type: 'copied' };
  if (plant === 'bad-blocks-rest' && operations.some(({ operation }) => operation.isBad)) return { type: 'failed' };
  const results: Result[] = [];
  const begun: [string, string][] = [];
  for (const { n, operation } of operations) {
    const known = state.answers.get(operation.id);
    const isKnown = known && known.result !== 'later' && plant !== 'no-idempotency';
    results.push({ ...(isKnown ? known : judge(server, user, operation, begun)), id: operation.id });
    state.handled.set(device, Math.max(n, state.handled.get(device) ?? 0));
  }
  if (operations.length > 0) server.version += 1;
  return { type: 'answered', results, begun, time: server.time };
}

function judge(server: Server, user: string, operation: Operation, begun: [string, string][]): Answer {
  const { state, plant } = server;
  const { id, dossier } = operation;
  // P5
  if (server.erased.has(dossier) && plant !== 'resurrection') return answerWith(server, id, { result: 'erased' });
  const isNew = !state.dossiers.has(dossier);
  // P3: who makes the dossier's own row is its maker, also when a colleague's work came first to a restored server
  const own = state.rows.get(keyOf(dossier, dossier));
  const isUnmade = plant === 'draft-maker-by-row' ? !own : own?.state.heads[REST] === undefined;
  const isMaker = operation.sees === null && operation.row === dossier && isUnmade && plant !== 'draft-begin';
  const isTaken = server.taken.has(grantKey(user, dossier)) && plant !== 'draft-maker-gets-back';
  const isGranted = grantOf(server, user, dossier) !== null;
  if (!isGranted && (isTaken || (!isNew && !isMaker))) {
    state.quarantine.set(id, operation);
    return answerWith(server, id, { result: 'quarantined' });
  }
  // P15
  if (operation.schema > state.schema) return answerWith(server, id, { result: 'later' });
  if (operation.isBad) {
    if (plant !== 'draft-refused') state.quarantine.set(id, operation);
    return answerWith(server, id, { result: 'refused' });
  }
  if (!isGranted) {
    state.dossiers.add(dossier);
    const epoch = give(server, user, dossier, null);
    // S8: a dossier that was there already has rows that its maker does not: it is fetched.
    if (isNew || plant === 'draft-own-after-restore') begun.push([dossier, epoch]);
  }
  state.quarantine.delete(id);
  return answerWith(server, id, { result: 'applied', seq: apply(server, operation) });
}

/** P8, P9 */
export function pull(
  server: Server,
  ask: { user: string; cursor: number; serverEpoch: string | null; told: ReadonlyMap<string, string>; limit: number },
): PullAnswer {
  const { state, plant } = server;
  beginRequest(server);
  const now = grantsOf(server, ask.user);
  const shared = { serverEpoch: state.epoch, time: server.time };
  if (ask.serverEpoch !== state.epoch) {
    return { ...shared, isOther: true, cursor: state.seq, hasMore: false, operations: [], grants: now };
  }
  const before = server.cached.get(ask.user) ?? new Set(now.keys());
  server.cached.set(ask.user, new Set(now.keys()));
  const isGiven = (dossier: string): boolean => {
    if (plant === 'grants-cached') return before.has(dossier);
    if (plant === 'end-not-looked-at') return state.grants.has(grantKey(ask.user, dossier));
    return now.has(dossier);
  };
  const operations: Sequenced[] = [];
  let hasMore = false;
  for (const sequenced of state.operations) {
    if (sequenced.seq <= ask.cursor || !isGiven(sequenced.operation.dossier)) continue;
    if (server.uncommitted.some(({ seq }) => seq === sequenced.seq)) continue;
    if (operations.length === ask.limit) {
      hasMore = true;
      break;
    }
    operations.push(sequenced);
  }
  const last = operations.at(-1)?.seq ?? ask.cursor;
  const committed = state.seq;
  const cursor = hasMore && plant !== 'page-moves-too-far' ? last : committed;
  const isSame = now.size === ask.told.size && [...now].every(([dossier, epoch]) => ask.told.get(dossier) === epoch);
  return { ...shared, isOther: false, cursor, hasMore, operations, grants: isSame ? null : now };
}

/** P13 */
export function snapshot(
  server: Server,
  ask: {
    user: string;
    device: string;
    dossiers: readonly string[];
    after: string | null;
    limit: number;
    unanswered: readonly string[];
  },
): SnapshotAnswer {
  const { state, plant } = server;
  beginRequest(server);
  const granted = new Map<string, string>();
  for (const dossier of ask.dossiers) {
    const grant =
      grantOf(server, ask.user, dossier) ??
      (plant === 'snapshot-to-anybody' && state.dossiers.has(dossier) ? { epoch: 'none' } : null);
    if (grant) granted.set(dossier, grant.epoch);
  }
  const keys: string[] = [];
  for (const [key, row] of state.rows)
    if (granted.has(row.dossier) && (ask.after === null || key > ask.after)) keys.push(key);
  keys.sort();
  const page = keys.slice(0, ask.limit);
  const answers: Result[] = [];
  for (const id of ask.unanswered) {
    const answer = state.answers.get(id);
    if (answer && answer.result !== 'later') answers.push({ ...answer, id });
  }
  return {
    serverEpoch: state.epoch,
    rows: page.map((key) => state.rows.get(key) as Row),
    answers,
    handled: state.handled.get(ask.device) ?? 0,
    granted,
    next: keys.length > page.length ? (page.at(-1) as string) : null,
    time: server.time,
  };
}

function beginRequest(server: Server): void {
  if (server.uncommitted.length === 0) return;
  for (const waiting of server.uncommitted) waiting.requests -= 1;
  server.uncommitted = server.uncommitted.filter(({ requests }) => requests > 0);
}
