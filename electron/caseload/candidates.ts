/** The list of candidates: filters, order and columns, a page at a time. */
import type { Knex } from 'knex';
import type { Database, Parameter, Reader } from './database.ts';
import { candidatesWith } from './search.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';

type ListAsk = Ask<'candidates.list'>;
type Line = Answer<'candidates.list'>['lines'][number] & Record<string, unknown>;

const OCCUPATION = `(SELECT o."name" FROM "desiredOccupation" o WHERE o."dossier" = c."id" AND o."deleted" = 0 AND o."name" IS NOT NULL ORDER BY o."number" LIMIT 1)`;
const LICENCES = `(SELECT group_concat(l."category", ', ') FROM "drivingLicence" l WHERE l."dossier" = c."id" AND l."deleted" = 0)`;
const ONLY_HERE = `EXISTS (SELECT 1 FROM "operation" p WHERE p."dossier" = c."id" AND p."acknowledgedAt" IS NULL)`;

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
};

export function listCandidates(db: Database, ask: ListAsk): Answer<'candidates.list'> {
  const base = (): Knex.QueryBuilder => filtered(db, ask.filter);
  const total = run<{ total: number }>(db, base().count({ total: '*' }))[0]?.total ?? 0;
  const order = ORDER[ask.sort.column];
  const direction = ask.sort.descending ? 'desc' : 'asc';
  // Which lines first, and only for those what stands in them: looking it up for every candidate would cost a hundred times more.
  const page = run<{ number: number }>(
    db,
    base()
      .select('c.number')
      .orderByRaw(`${order} IS NULL, ${order} ${direction}, c."sortKey", c."number"`)
      .limit(ask.limit)
      .offset(ask.offset),
  ).map(({ number }) => number);
  const lines = new Map(linesOf(db, page).map(({ number, ...line }) => [number, line]));
  return {
    total,
    lines: page.map((number) => {
      const line = lines.get(number);
      return { ...line, onlyHere: line?.onlyHere === 1 } as Line;
    }),
  };
}

function linesOf(
  db: Reader,
  numbers: readonly number[],
): (Omit<Line, 'onlyHere'> & { number: number; onlyHere: number })[] {
  return db.all(
    `SELECT c."number", c."id", c."initials", c."givenName", c."prefix", c."surname", c."externalReference", c."place", c."phase", c."changedAt", a."from" AS "availableFrom", a."hoursMin", a."hoursMax", ${OCCUPATION} AS "occupation", ${LICENCES} AS "licences", ${ONLY_HERE} AS "onlyHere" FROM "candidate" c LEFT JOIN "availability" a ON a."id" = c."id" AND a."deleted" = 0 WHERE c."number" IN (SELECT "value" FROM json_each(?))`,
    JSON.stringify(numbers),
  );
}

function filtered(db: Database, filter: ListAsk['filter']): Knex.QueryBuilder {
  const query = db
    .knex({ c: 'candidate' })
    .leftJoin({ a: 'availability' }, (join) => join.on('a.id', '=', 'c.id').andOn(db.knex.raw('a."deleted" = 0')))
    .where('c.deleted', 0);
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
      `SELECT "${column}" AS "value", count(*) AS "count" FROM "candidate" WHERE "deleted" = 0 AND "${column}" IS NOT NULL GROUP BY "${column}" ORDER BY count(*) DESC, "${column}" LIMIT 200`,
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
