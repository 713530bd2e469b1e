/** The list of candidates: filters, order and columns, a page at a time. */
import type { Knex } from 'knex';
import type { Database, Parameter, Reader } from './database.ts';
import { countFrozen, notFrozen, onlyFrozen } from './limits.ts';
import { candidatesWith } from './search.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';

type ListAsk = Ask<'candidates.list'>;
type Line = Answer<'candidates.list'>['lines'][number];

const OCCUPATION = `(SELECT o."name" FROM "desiredOccupation" o WHERE o."dossier" = c."id" AND o."deleted" = 0 AND o."name" IS NOT NULL ORDER BY o."number" LIMIT 1)`;
const LICENCES = `(SELECT group_concat(l."category", ', ') FROM "drivingLicence" l WHERE l."dossier" = c."id" AND l."deleted" = 0)`;
const ONLY_HERE = `EXISTS (SELECT 1 FROM "operation" p WHERE p."dossier" = c."id" AND p."acknowledgedAt" IS NULL)`;
const LAST_CONTACT = `(SELECT max(m."date") FROM "contactMoment" m WHERE m."dossier" = c."id" AND m."deleted" = 0)`;
/** Those to come are few, and found by day; then each candidate looks among them. */
const COMING = `(SELECT "dossier", min("date" || coalesce(' ' || "time", '')) AS "next" FROM "appointment" WHERE "deleted" = 0 AND "date" >= ? AND ("state" IS NULL OR "state" = 'planned') GROUP BY "dossier")`;
const OPEN_TASKS = `(SELECT "dossier", count(*) AS "open" FROM "task" WHERE "deleted" = 0 AND ("done" IS NULL OR "done" = 'no') GROUP BY "dossier")`;
/**
 * The operation that set the phase, or that made the candidate: its id begins with the time in milliseconds (UUID version 7, RFC 9562,
 * 5.7), so it says since when without a look at the operations.
 */
export const PHASE_SET = `CASE WHEN c."phase" IS NOT NULL THEN coalesce(json_extract(c."heads", '$.phase[0]'), json_extract(c."heads", '$."*"[0]')) END`;

/** What each column sorts by; empty answers stand last in both directions, and the name decides what is equal. */
const ORDER: Record<ListAsk['sort']['column'], string> = {
  name: `nullif(c."sortKey", '')`,
  place: `lower(c."place")`,
  phase: `CASE c."phase" WHEN 'intake' THEN 1 WHEN 'orientation' THEN 2 WHEN 'preparation' THEN 3 WHEN 'applying' THEN 4 WHEN 'placed' THEN 5 WHEN 'aftercare' THEN 6 WHEN 'closed' THEN 7 END`,
  occupation: `lower(${OCCUPATION})`,
  availableFrom: `a."from"`,
  hours: `coalesce(a."hoursMax", a."hoursMin")`,
  licences: LICENCES,
  changedAt: `c."changedAt"`,
  state: ONLY_HERE,
  lastContact: LAST_CONTACT,
  nextAppointment: `coming."next"`,
  openTasks: `tasks."open"`,
  phaseSince: PHASE_SET,
};

/** @param today the day where the adviser is: an appointment of before is not the next one */
export function listCandidates(db: Database, ask: ListAsk, today: string): Answer<'candidates.list'> {
  const total = run<{ total: number }>(db, filtered(db, ask.filter).count({ total: '*' }))[0]?.total ?? 0;
  // Which lines first, and only for those what stands in them: looking it up for every candidate would cost a hundred times more.
  const page = run<{ number: number }>(
    db,
    ordered(filtered(db, ask.filter), ask.sort, today).select('c.number').limit(ask.limit).offset(ask.offset),
  ).map(({ number }) => number);
  return { total, frozen: countFrozen(db), lines: linesOfNumbers(db, page, today) };
}

/** Everybody whom a filter shows, in order. */
export const candidateIds = (db: Database, ask: Ask<'candidates.ids'>, today: string): string[] =>
  run<{ id: string }>(db, ordered(filtered(db, ask.filter), ask.sort, today).select('c.id')).map(({ id }) => id);

/** The lines of these candidates, in order, as they are read: those that are not in the list any more are left out. */
export function* linesOf(
  db: Database,
  of: { readonly dossiers: readonly string[]; readonly sort: ListAsk['sort']; readonly today: string },
): Generator<Line> {
  const picked = filtered(db, {}).whereRaw(`c."id" IN (SELECT "value" FROM json_each(?))`, [
    JSON.stringify(of.dossiers),
  ]);
  const numbers = run<{ number: number }>(db, ordered(picked, of.sort, of.today).select('c.number'));
  for (let at = 0; at < numbers.length; at += PAGE)
    yield* linesOfNumbers(
      db,
      numbers.slice(at, at + PAGE).map(({ number }) => number),
      of.today,
    );
}
const PAGE = 500;

function ordered(query: Knex.QueryBuilder, sort: ListAsk['sort'], today: string): Knex.QueryBuilder {
  const order = ORDER[sort.column];
  if (sort.column === 'nextAppointment')
    void query.joinRaw(`LEFT JOIN ${COMING} coming ON coming."dossier" = c."id"`, [today]);
  if (sort.column === 'openTasks') void query.joinRaw(`LEFT JOIN ${OPEN_TASKS} tasks ON tasks."dossier" = c."id"`);
  return query.orderByRaw(`${order} IS NULL, ${order} ${sort.descending ? 'desc' : 'asc'}, c."sortKey", c."number"`);
}

type StoredLine = Omit<Line, 'onlyHere' | 'phaseSince'> & {
  number: number;
  onlyHere: number;
  phaseSet: string | null;
};

function linesOfNumbers(db: Reader, numbers: readonly number[], today: string): Line[] {
  const found = db.all<StoredLine>(
    `SELECT c."number", c."id", c."initials", c."givenName", c."prefix", c."surname", c."externalReference", c."place", c."phase", c."changedAt", a."from" AS "availableFrom", a."hoursMin", a."hoursMax", ${OCCUPATION} AS "occupation", ${LICENCES} AS "licences", ${ONLY_HERE} AS "onlyHere", ${LAST_CONTACT} AS "lastContact", ${PHASE_SET} AS "phaseSet",
      (SELECT min(p."date" || coalesce(' ' || p."time", '')) FROM "appointment" p WHERE p."dossier" = c."id" AND p."deleted" = 0 AND p."date" >= ? AND (p."state" IS NULL OR p."state" = 'planned')) AS "nextAppointment",
      (SELECT count(*) FROM "task" t WHERE t."dossier" = c."id" AND t."deleted" = 0 AND (t."done" IS NULL OR t."done" = 'no')) AS "openTasks"
      FROM "candidate" c LEFT JOIN "availability" a ON a."id" = c."id" AND a."deleted" = 0 WHERE c."number" IN (SELECT "value" FROM json_each(?))`,
    today,
    JSON.stringify(numbers),
  );
  const lines = new Map(found.map((line) => [line.number, line]));
  return numbers.flatMap((number) => {
    const found = lines.get(number);
    if (!found) return [];
    const { number: _, phaseSet, onlyHere, ...line } = found;
    return [{ ...line, onlyHere: onlyHere === 1, phaseSince: timeOf(phaseSet) }];
  });
}

/** When an id of version 7 was made; an id of another kind says nothing of that. */
export function timeOf(id: string | null): number | null {
  if (id === null || id[14] !== '7') return null;
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Number.isSafeInteger(at) ? at : null;
}

function filtered(db: Database, filter: ListAsk['filter']): Knex.QueryBuilder {
  const query = db
    .knex({ c: 'candidate' })
    .leftJoin({ a: 'availability' }, (join) => join.on('a.id', '=', 'c.id').andOn(db.knex.raw('a."deleted" = 0')))
    .where('c.deleted', 0)
    .whereRaw(filter.frozen ? onlyFrozen('c."id"') : notFrozen('c."id"'));
  if (filter.words?.trim())
    query.whereRaw(`c."number" IN (SELECT "value" FROM json_each(?))`, [
      JSON.stringify(candidatesWith(db, filter.words)),
    ]);
  if (filter.phases && filter.phases.length > 0) query.whereIn('c.phase', filter.phases);
  if (filter.place?.trim()) query.whereRaw(`lower(c."place") = lower(?)`, [filter.place.trim()]);
  if (filter.availableBy)
    query.where((either) => {
      void either.where('a.from', '<=', filter.availableBy as string).orWhereNull('a.from');
    });
  if (filter.hoursAtLeast !== undefined)
    query.whereRaw(`coalesce(a."hoursMax", a."hoursMin") >= ?`, [filter.hoursAtLeast]);
  if (filter.onlyHere) query.whereRaw(ONLY_HERE);
  if (filter.changedSince !== undefined) query.where('c.changedAt', '>=', filter.changedSince);
  return query;
}

/** knex writes the SQL, the one connection runs it (docs/decisions/0003-one-connection.md). */
function run<T>(db: Reader, query: Knex.QueryBuilder): T[] {
  const { sql, bindings } = query.toSQL().toNative();
  return db.all<T>(sql, ...(bindings as Parameter[]));
}

export function facets(db: Reader): Answer<'candidates.facets'> {
  const count = (column: 'phase' | 'place') =>
    db.all<{ value: string; count: number }>(
      `SELECT "${column}" AS "value", count(*) AS "count" FROM "candidate" WHERE "deleted" = 0 AND "${column}" IS NOT NULL AND ${notFrozen('"id"')} GROUP BY "${column}" ORDER BY count(*) DESC, "${column}" LIMIT 200`,
    );
  return { phases: count('phase'), places: count('place') };
}

export const countCandidates = (db: Reader): number =>
  db.get<{ total: number }>(`SELECT count(*) AS total FROM "candidate" WHERE "deleted" = 0`)?.total ?? 0;

/**
 * Operations that the organisation's server does not have yet, and since when. The first was written first: only it is
 * looked up, where the smallest of all times would touch every one of them.
 */
export function waitingForServer(db: Reader): { total: number; since: number | null } {
  const waiting = `FROM "operation" WHERE "acknowledgedAt" IS NULL`;
  return {
    total: db.get<{ total: number }>(`SELECT count(*) AS total ${waiting}`)?.total ?? 0,
    since: db.get<{ at: number }>(`SELECT "at" ${waiting} ORDER BY "number" LIMIT 1`)?.at ?? null,
  };
}
