/**
 * The invariants of SYNC.md on the model, said independently of how the model keeps them: what stands is counted from the
 * operations as sets, what an author saw is noted when they write, what may be gone is noted when the blow falls.
 * I12 (documents) is not in this model.
 */
import { headsOf, REST, type RowState } from '../merge.ts';
import { DAYS_KEPT, unansweredOf, type Disk, type Laptop } from './laptop.ts';
import {
  grantsOf,
  isAuditWhole,
  keyOf,
  type Operation,
  type PullAnswer,
  type Server,
  type SnapshotAnswer,
} from './server.ts';

const FIELDS = ['a', 'b', 'c', 'deleted'] as const;

export class Broken extends Error {
  readonly invariant: string;
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

/** What an outsider who sees everything has written down. */
export type Witness = {
  readonly made: Map<string, Operation>;
  /** Operations that are gone, as the blow allows (SPEC.md, "What a restore may cost"). */
  readonly lost: Set<string>;
  readonly copied: Set<string>;
  /** 'user dossier' that was taken by somebody, and not given again by anybody. */
  readonly taken: Set<string>;
  /** The same, also where it was given again: what was given after a backup is gone after it, and is for somebody to give. */
  readonly everTaken: Set<string>;
  numbers: Map<string, string>;
};

const touches = (operation: Operation, field: string): boolean => operation.sees === null || field in operation.fields;
const valueOf = (operation: Operation | undefined, field: string): unknown => operation?.fields[field] ?? null;

/** I2, I3, I5, I10, M1–M5, H3 */
export function checkServer(server: Server, witness: Witness): void {
  const { state } = server;
  const byRow = new Map<string, Operation[]>();
  const seqs = new Map<string, number>();
  let last = 0;
  for (const { seq, operation } of state.operations) {
    if (seqs.has(operation.id)) throw new Broken('I3', `${operation.id} was applied twice`);
    if (seq <= last) throw new Broken('I3', `seq ${seq} comes after ${last}`);
    last = seq;
    seqs.set(operation.id, seq);
    if (server.erased.has(operation.dossier)) throw new Broken('I5', `${operation.id} of an erased dossier is kept`);
    const key = keyOf(operation.dossier, operation.row);
    const others = byRow.get(key);
    if (others) others.push(operation);
    else byRow.set(key, [operation]);
  }
  for (const { dossier } of state.rows.values())
    if (server.erased.has(dossier)) throw new Broken('I5', `a row of the erased ${dossier} is kept`);
  for (const { dossier, id } of state.quarantine.values())
    if (server.erased.has(dossier)) throw new Broken('I5', `${id} of the erased ${dossier} is in quarantine`);
  for (const [key, operations] of byRow) {
    const row = state.rows.get(key);
    if (!row) throw new Broken('I2', `row ${key} is not there`);
    for (const field of FIELDS) {
      const standing = new Set<string>();
      for (const operation of operations) if (touches(operation, field)) standing.add(operation.id);
      for (const operation of operations) for (const id of operation.sees?.[field] ?? []) standing.delete(id);
      const heads = headsOf(row.state.heads, field);
      if (heads.length !== standing.size || heads.some((id) => !standing.has(id)))
        throw new Broken(
          'I2',
          `${key} ${field} has [${heads.join(' ')}], but [${[...standing].join(' ')}] was not replaced`,
        );
      checkValues(row.state, field, heads, witness, `the server's ${key}`);
      for (let at = 1; at < heads.length; at += 1)
        if ((seqs.get(heads[at - 1] as string) ?? 0) < (seqs.get(heads[at] as string) ?? 0))
          throw new Broken('H3', `${key} ${field} does not show what came in last: [${heads.join(' ')}]`);
    }
  }
  for (const [key, { until }] of state.grants)
    if (witness.taken.has(key) && (until === null || until > server.time))
      throw new Broken('I9', `${key} is granted, though it was taken and nobody gave it back`);
  if (!isAuditWhole(server)) throw new Broken('I10', 'the audit log is not whole');
}

function checkValues(state: RowState, field: string, heads: readonly string[], witness: Witness, where: string): void {
  const [shown, ...rest] = heads;
  if (shown === undefined) return;
  if ((state.values[field] ?? null) !== valueOf(witness.made.get(shown), field))
    throw new Broken('I2', `${where} ${field} shows ${String(state.values[field])}, which is not what ${shown} wrote`);
  for (const id of rest)
    if ((state.others[field]?.[id] ?? null) !== valueOf(witness.made.get(id), field))
      throw new Broken('I2', `${where} ${field} lost what ${id} wrote`);
}

/** I6, I8, H3 on one laptop, at any moment. */
export function checkLaptop(laptop: Laptop, witness: Witness): void {
  const { disk, name } = laptop;
  const replaced = new Map<string, Map<string, string>>();
  for (const { operation, isOnRow } of disk.own.values()) {
    if (!isOnRow) continue;
    for (const [field, ids] of Object.entries(operation.sees ?? {})) {
      let inField = replaced.get(field);
      if (!inField) replaced.set(field, (inField = new Map()));
      for (const id of ids) inField.set(id, operation.id);
    }
  }
  for (const row of disk.rows.values()) {
    if (!disk.held.has(row.dossier) && !disk.snapshot?.dossiers.has(row.dossier))
      throw new Broken('I4', `${name} has row ${row.row} of ${row.dossier}, which it does not hold`);
    for (const field of FIELDS) {
      const heads = headsOf(row.state.heads, field);
      const inField = replaced.get(field);
      if (inField)
        for (const id of heads) {
          const by = inField.get(id);
          if (by !== undefined)
            throw new Broken('I6', `${name} shows ${id} in ${row.row} ${field}, which its author replaced by ${by}`);
        }
      if (field !== 'c' || disk.schema > 1) checkValues(row.state, field, heads, witness, `${name}: ${row.row}`);
    }
  }
  for (const { operation, state, isOnRow } of disk.own.values()) {
    if (state !== 'unanswered' || !isOnRow) continue;
    const row = disk.rows.get(keyOf(operation.dossier, operation.row));
    for (const field of operation.sees === null
      ? [...Object.keys(operation.fields), REST]
      : Object.keys(operation.fields)) {
      const heads = row ? headsOf(row.state.heads, field) : [];
      if (heads.includes(operation.id)) continue;
      if (field === REST || !isReplaced(operation, field, witness))
        throw new Broken(
          'I8',
          `${operation.id} is not on the screen of its author (${name}: ${operation.row} ${field})`,
        );
    }
  }
}

/** Somebody saw it and wrote over it: what nobody was answered yet, only its own laptop and copies of it can have seen. */
function isReplaced(operation: Operation, field: string, witness: Witness): boolean {
  for (const other of witness.made.values())
    if (other.row === operation.row && other.sees?.[field]?.includes(operation.id)) return true;
  return false;
}

/** Every operation is at the server, or on a laptop that will still send it (I2 at any moment). */
export function missing(server: Server, laptops: readonly Laptop[], witness: Witness): string[] {
  const gone: string[] = [];
  for (const operation of witness.made.values()) {
    const { id } = operation;
    if (witness.lost.has(id) || server.erased.has(operation.dossier)) continue;
    if (server.state.answers.get(id)?.result === 'applied' || server.state.quarantine.has(id)) continue;
    if (!laptops.some((laptop) => willSend(laptop.disk, server, id))) gone.push(id);
  }
  return gone;
}

function willSend(disk: Disk, server: Server, id: string): boolean {
  const own = disk.own.get(id);
  if (!own) return false;
  if (own.state === 'unanswered') return true;
  // What it was told to let go of may be gone the next moment, as if it had gone the moment before.
  if (!disk.told.has(own.operation.dossier)) return false;
  return disk.serverEpoch !== server.state.epoch && (own.answeredAt ?? 0) >= server.time - DAYS_KEPT;
}

/** I9 on what crosses the wire. */
export function checkWire(server: Server, user: string, answer: PullAnswer | SnapshotAnswer): void {
  const now = grantsOf(server, user);
  if ('operations' in answer) {
    for (const { operation } of answer.operations)
      if (!now.has(operation.dossier))
        throw new Broken('I9', `${user} was given ${operation.id} of ${operation.dossier}`);
    return;
  }
  for (const row of answer.rows)
    if (!now.has(row.dossier)) throw new Broken('I9', `${user} was given ${row.row} of ${row.dossier}`);
}

/** I4, I5 when a round ended: `granted` is what was granted at its last pull. */
export function checkLetGo(
  laptop: Laptop,
  granted: ReadonlyMap<string, string>,
  mayWait: (dossier: string) => boolean = () => true,
): void {
  const { disk, name } = laptop;
  const waiting = new Set(unansweredOf(disk).map(({ operation }) => operation.dossier));
  const isFree = (dossier: string): boolean => granted.has(dossier) || (waiting.has(dossier) && mayWait(dossier));
  for (const row of disk.rows.values())
    if (!isFree(row.dossier)) throw new Broken('I4', `${name} still has ${row.row} of ${row.dossier}`);
  for (const { operation } of disk.own.values())
    if (!isFree(operation.dossier)) throw new Broken('I4', `${name} still has ${operation.id} of ${operation.dossier}`);
}

/** I1, I4, I5, I7 when everybody is done. */
export function checkQuiet(server: Server, laptops: readonly Laptop[], witness: Witness): void {
  // P3: who made a dossier has it, as long as nobody took it.
  for (const { sees, row, dossier, actor, id } of witness.made.values()) {
    if (sees !== null || row !== dossier || !server.state.dossiers.has(dossier) || witness.lost.has(id)) continue;
    const answer = server.state.answers.get(id)?.result;
    if (answer !== 'applied' && answer !== 'quarantined') continue;
    if (server.erased.has(dossier) || witness.everTaken.has(`${actor} ${dossier}`)) continue;
    if (!server.state.grants.has(`${actor} ${dossier}`))
      throw new Broken('I1', `${actor} lost ${dossier}, which they made and nobody took`);
  }
  for (const laptop of laptops) {
    const { disk, name } = laptop;
    const waiting = unansweredOf(disk).filter(({ operation }) => operation.schema <= server.state.schema);
    if (waiting.length > 0)
      throw new Broken('I7', `${name} does not get rid of ${waiting.map(({ operation }) => operation.id).join(' ')}`);
    const granted = grantsOf(server, disk.user);
    checkLetGo(laptop, granted, (dossier) => !server.state.dossiers.has(dossier) && !server.erased.has(dossier));
    const pending = new Set(unansweredOf(disk).map(({ operation }) => keyOf(operation.dossier, operation.row)));
    for (const [dossier, epoch] of granted)
      if (disk.held.get(dossier)?.epoch !== epoch) throw new Broken('I1', `${name} does not hold ${dossier}`);
    for (const [key, row] of server.state.rows) {
      if (!granted.has(row.dossier) || pending.has(key)) continue;
      const here = disk.rows.get(key);
      if (!here) throw new Broken('I1', `${name} does not have ${key}`);
      for (const field of FIELDS) {
        const [mine, theirs] = [headsOf(here.state.heads, field), headsOf(row.state.heads, field)];
        if (mine.length !== theirs.length || mine.some((id, at) => id !== theirs[at]))
          throw new Broken(
            'I1',
            `${name} has [${mine.join(' ')}] in ${key} ${field}, the server [${theirs.join(' ')}]`,
          );
        if (field === 'c' && disk.schema === 1) continue;
        const sameShown = (here.state.values[field] ?? null) === (row.state.values[field] ?? null);
        if (!sameShown)
          throw new Broken(field === 'c' ? 'I11' : 'I1', `${name} shows another value in ${key} ${field}`);
      }
    }
    for (const [key, row] of disk.rows)
      if (granted.has(row.dossier) && !server.state.rows.has(key) && !pending.has(key))
        throw new Broken('I1', `${name} has ${key}, the server has not`);
  }
}
