/**
 * Taking in: files into a plan that can be looked at, and the plan into the caseload. Nothing is written before the adviser
 * decides, and then everything in one transaction and one group, so that it is there whole and can be undone whole.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { DOSSIER_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier, IncomingDossier } from '../../core/domain/dossier.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { saysWho } from '../../core/domain/says-who.ts';
import { LIMITS, NOBODY_IN_COLUMNS } from '../exchange/intake/intake.ts';
import { readIntake } from '../exchange/intake/read-intake.ts';
import { mergeIncoming, remaindersOf } from '../exchange/intake/merge-incoming.ts';
import { findSamePersons, isByNameAlone, type KnownPerson, type SamePerson } from '../exchange/intake/same-person.ts';
import type { Database, Reader } from './database.ts';
import { firstAnswers, readDossier } from './dossier.ts';
import { changesForNew, changesForRows, type Rows } from './incoming.ts';
import { isFrozen, refused } from './limits.ts';
import type { Job } from './service.ts';
import { openGroup, type Author, type Change } from './write.ts';

type Failure = { type: string };
/** Its bytes, or why there are none. */
type OfferedFile = { readonly name: string; readonly bytes: Uint8Array | 'notReadable' | 'largerThanLimit' };
type Decision = Ask<'intake.apply'>['decisions'][number]['decision'];
type Looked = Answer<'intake.look'>;
type Plan = {
  readonly incoming: readonly IncomingDossier[];
  readonly same: readonly (SamePerson | null)[];
  /** What happens with each unless the adviser decides otherwise. */
  readonly suggested: readonly Decision[];
};

export function createIntake({ newId }: { newId: () => string }) {
  const files = new Map<string, OfferedFile>();
  const plans = new Map<string, Plan>();

  const offer = (
    name: string,
    bytes: OfferedFile['bytes'],
  ): Result<{ token: string; name: string; bytes: number }, Failure> => {
    const token = newId();
    files.set(token, { name, bytes });
    return ok({ token, name, bytes: typeof bytes === 'string' ? 0 : bytes.length });
  };

  return {
    offer,
    readPath: (path: string): Uint8Array => readFileSync(path),
    openPath(path: string): Result<{ token: string; name: string; bytes: number }, Failure> {
      const name = basename(path);
      try {
        const found = statSync(path);
        // A pipe or a device says that it is empty, and may never end.
        if (!found.isFile()) return err({ type: 'NotReadable' });
        // A file that is far too large is not read at all; the reader says so by its name.
        if (found.size > LIMITS.bytes) return err({ type: 'TooLarge' });
        return offer(name, readFileSync(path));
      } catch {
        return err({ type: 'NotReadable' });
      }
    },

    async read(db: Database, ask: Ask<'intake.read'>, job: Job): Promise<Result<Answer<'intake.read'>, Failure>> {
      const incoming: IncomingDossier[] = [];
      const problems: Answer<'intake.read'>['problems'] = [];
      let csv: Answer<'intake.read'>['csv'] = null;
      for (const token of ask.tokens) {
        const file = files.get(token);
        if (!file) return err({ type: 'UnknownFile' });
        if (typeof file.bytes === 'string') {
          const type = file.bytes === 'notReadable' ? 'NotReadable' : 'TooLarge';
          problems.push({ type, file: file.name, place: '', reason: file.bytes });
          continue;
        }
        const stop = new AbortController();
        const read = await readIntake(file.bytes, file.name, {
          mapping: ask.mapping as never,
          signal: stop.signal,
          progress: (done, total) => {
            job.progress('intake.reading', done, total);
            if (job.cancelled()) stop.abort();
          },
        });
        if (!read.ok) {
          if (read.error.type === 'Cancelled') return err({ type: 'Cancelled' });
          problems.push({ ...read.error });
          continue;
        }
        const table = read.value.csv;
        const isOfNobody = table !== undefined && !saysWho(table.mapping);
        if (isOfNobody) problems.push({ ...NOBODY_IN_COLUMNS, file: file.name });
        else incoming.push(...read.value.dossiers);
        // The columns of a table of nobody are shown only where there is no better one: then one can still be chosen.
        if (table && (csv === null || !isOfNobody || !saysWho(csv.mapping)))
          csv = {
            columns: table.columns.map((column) => ({ header: column.header, samples: [...column.samples] })),
            mapping: [...table.mapping],
          };
      }
      const same = findSamePersons(incoming, knownPersons(db));
      const suggested = incoming.map((each, index) => suggestionFor(db, incoming, each, same[index] ?? null));
      const plan = newId();
      // One plan at a time: reading again, with another mapping, takes the place of what was read before.
      plans.clear();
      plans.set(plan, { incoming, same, suggested });
      return ok({
        plan,
        found: incoming.length,
        same: indexesOf(same, (each) => each !== null),
        beside: indexesOf(suggested, (each, index) => each === 'add' && same[index] !== null),
        notUnderstood: indexesOf(incoming, (each) => each.notUnderstood.length > 0),
        csv,
        problems,
      });
    },

    lines(db: Reader, ask: Ask<'intake.lines'>): Result<Answer<'intake.lines'>, Failure> {
      const plan = plans.get(ask.plan);
      if (!plan) return err({ type: 'UnknownPlan' });
      const lines: Answer<'intake.lines'> = [];
      for (const index of ask.indexes) {
        const incoming = plan.incoming[index];
        if (!incoming) return err({ type: 'UnknownPlan' });
        const same = plan.same[index];
        lines.push({
          index,
          name: nameOf(incoming),
          place: incoming.candidate.place ?? null,
          looksLike: same ? nameOfSame(db, plan.incoming, same) : null,
        });
      }
      return ok(lines);
    },

    look(db: Reader, ask: Ask<'intake.look'>): Result<Looked, Failure> {
      const plan = plans.get(ask.plan);
      const incoming = plan?.incoming[ask.index];
      if (!incoming) return err({ type: 'UnknownPlan' });
      const { source, rows } = incoming;
      const same = plan.same[ask.index];
      return ok({
        index: ask.index,
        file: source.file,
        position: source.position,
        format: source.format,
        name: nameOf(incoming),
        counts: countRows(rows),
        same: same ? lookedAtSame(db, plan.incoming, incoming, same) : null,
      });
    },

    notUnderstood(ask: Ask<'intake.notUnderstood'>): Result<Answer<'intake.notUnderstood'>, Failure> {
      const all = plans.get(ask.plan)?.incoming[ask.index]?.notUnderstood;
      if (!all) return err({ type: 'UnknownPlan' });
      const entries = all.slice(ask.offset, ask.offset + ask.limit).map((each) => ({ ...each }));
      return ok({ total: all.length, entries });
    },

    apply(db: Database, author: Author, ask: Ask<'intake.apply'>, job: Job): Result<Applied, Failure> {
      const plan = plans.get(ask.plan);
      if (!plan) return err({ type: 'UnknownPlan' });
      const decisions = new Map(ask.decisions.map(({ index, decision }) => [index, decision]));
      const counts = { added: 0, merged: 0, skipped: 0, frozen: 0 };
      const mergedInto = new Set<string>();
      // Where each incoming dossier went, for a later one in the same files that is of the same person.
      const went: (string | null)[] = [];
      try {
        const group = db.transact((tx) => {
          // Who asks later where it came from hears which kind of file that was.
          const files = new Map<string, Set<string>>();
          const open = openGroup(tx, author, 'import', { noting: (of) => ({ files: [...(files.get(of) ?? [])] }) });
          const from = (dossier: string, { source }: IncomingDossier) =>
            files.set(dossier, (files.get(dossier) ?? new Set()).add(source.format));
          plan.incoming.forEach((incoming, index) => {
            if (job.cancelled()) throw new Cancelled();
            job.progress('intake.writing', index + 1, plan.incoming.length);
            const decision = decisionOf(plan, decisions, index);
            const same = plan.same[index] ?? null;
            const target = same && (same.dossier ?? went[same.earlierIndex ?? -1] ?? null);
            if (decision === 'skip') {
              counts.skipped++;
              went.push(target);
              return;
            }
            if (decision === 'merge' && target && isFrozen(tx, target)) {
              counts.skipped++;
              counts.frozen++;
              refused(tx, author, 'write', target, { by: 'import' });
              went.push(target);
              return;
            }
            const existing = decision === 'merge' && target ? readDossier(tx, target) : null;
            if (existing?.ok) {
              for (const change of changesForMerge(tx, existing.value, incoming, author.newId)) open.write(change);
              counts.merged++;
              from(existing.value.candidate.id, incoming);
              mergedInto.add(existing.value.candidate.id);
              went.push(target);
              return;
            }
            const dossier = author.newId();
            const rows = { ...incoming.rows, importRemainder: remaindersOf(incoming) };
            const whole = { ...incoming, rows } as IncomingDossier;
            for (const change of changesForNew(whole, dossier, author.newId)) open.write(change);
            counts.added++;
            from(dossier, incoming);
            went.push(dossier);
          });
          open.close();
          return open.group;
        });
        plans.delete(ask.plan);
        files.clear();
        const first =
          went.find((dossier, index) => dossier !== null && decisionOf(plan, decisions, index) !== 'skip') ?? null;
        return ok({ group: group.id, ...counts, first, mergedInto: [...mergedInto] });
      } catch (error) {
        // The transaction is rolled back: nothing of the import is there.
        if (error instanceof Cancelled) return err({ type: 'Cancelled' });
        throw error;
      }
    },

    discard: (plan: string): void => void plans.delete(plan),
    forget(): void {
      files.clear();
      plans.clear();
    },
  };
}

type Applied = Answer<'intake.apply'> & { readonly mergedInto: readonly string[] };

class Cancelled extends Error {}

const decisionOf = (plan: Plan, decisions: ReadonlyMap<number, Decision>, index: number): Decision =>
  decisions.get(index) ?? plan.suggested[index] ?? 'add';

function* changesForMerge(
  db: Reader,
  existing: Dossier,
  incoming: IncomingDossier,
  newId: () => string,
): Generator<Change> {
  const dossier = existing.candidate.id;
  const { fill, add } = mergeIncoming(existing, incoming);
  for (const concept of ['candidate', 'availability'] as const) {
    if (Object.keys(fill[concept]).length === 0) continue;
    const change: Change = { concept, row: dossier, dossier, fields: fill[concept] };
    yield existing[concept] ? change : firstAnswers(db, change);
  }
  yield* changesForRows(add, dossier, newId);
}

/** Everybody who is there, with what they may be recognised by. */
function knownPersons(db: Reader): KnownPerson[] {
  const details = new Map<string, { emails: string[]; phones: string[] }>();
  for (const row of db.all<{ dossier: string; email: string | null; phone: string | null }>(
    `SELECT "dossier", "email", "phone" FROM "contactDetail" WHERE "deleted" = 0`,
  )) {
    const known = details.get(row.dossier) ?? { emails: [], phones: [] };
    if (row.email) known.emails.push(row.email);
    if (row.phone) known.phones.push(row.phone);
    details.set(row.dossier, known);
  }
  return db
    .all<Omit<KnownPerson, 'emails' | 'phones'>>(
      `SELECT "id", "initials", "givenName", "prefix", "surname", "postcode", "place", "externalReference" FROM "candidate" WHERE "deleted" = 0`,
    )
    .map((person) => ({ ...person, ...(details.get(person.id) ?? { emails: [], phones: [] }) }));
}

function nameOf({ candidate }: IncomingDossier): string {
  const { initials = null, givenName = null, prefix = null, surname = null } = candidate;
  return displayName({ initials, givenName, prefix, surname }) || (candidate.externalReference ?? '');
}

const countRows = (rows: Rows): { concept: ConceptName; rows: number }[] =>
  DOSSIER_CONCEPTS.map((concept) => ({ concept, rows: rows[concept]?.length ?? 0 })).filter((each) => each.rows > 0);

function indexesOf<T>(all: readonly T[], is: (each: T, index: number) => boolean): number[] {
  return all.flatMap((each, index) => (is(each, index) ? [index] : []));
}

/** A suggestion: the adviser decides. Two references that differ are two people who share an address or a telephone; two of one name may be anybody. */
function suggestionFor(
  db: Reader,
  all: readonly IncomingDossier[],
  { candidate }: IncomingDossier,
  same: SamePerson | null,
): Decision {
  return same && !isByNameAlone(same.why) && !isOtherReference(candidate.externalReference, referenceOf(db, all, same))
    ? 'merge'
    : 'add';
}

const isOtherReference = (one: string | null | undefined, other: string | null): boolean =>
  Boolean(one) && Boolean(other) && one?.trim().toLowerCase() !== other?.trim().toLowerCase();

function referenceOf(db: Reader, all: readonly IncomingDossier[], same: SamePerson): string | null {
  if (same.dossier === null) return all[same.earlierIndex ?? -1]?.candidate.externalReference ?? null;
  const sql = `SELECT "externalReference" AS "reference" FROM "candidate" WHERE "id" = ?`;
  return db.get<{ reference: string | null }>(sql, same.dossier)?.reference ?? null;
}

type Named = { readonly [K in 'initials' | 'givenName' | 'prefix' | 'surname' | 'externalReference']: string | null };
function nameOfSame(db: Reader, all: readonly IncomingDossier[], { dossier, earlierIndex }: SamePerson): string {
  if (dossier === null) {
    const earlier = all[earlierIndex ?? -1];
    return earlier ? nameOf(earlier) : '';
  }
  const sql = `SELECT "initials", "givenName", "prefix", "surname", "externalReference" FROM "candidate" WHERE "id" = ?`;
  const there = db.get<Named>(sql, dossier);
  return there ? displayName(there) || (there.externalReference ?? '') : '';
}

function lookedAtSame(
  db: Reader,
  all: readonly IncomingDossier[],
  incoming: IncomingDossier,
  same: SamePerson,
): NonNullable<Looked['same']> {
  const { dossier, earlierIndex, why } = same;
  const name = nameOfSame(db, all, same);
  const existing = dossier === null || isFrozen(db, dossier) ? null : readDossier(db, dossier);
  if (!existing?.ok) return { dossier, earlierIndex, name, why, fills: [], adds: [], differs: [] };
  const merge = mergeIncoming(existing.value, incoming);
  return {
    dossier,
    earlierIndex,
    name,
    why,
    fills: (['candidate', 'availability'] as const).flatMap((concept) =>
      Object.keys(merge.fill[concept]).map((field) => ({ concept, field })),
    ),
    adds: countRows(merge.add),
    differs: merge.differing.map((each) => ({ ...each })),
  };
}
