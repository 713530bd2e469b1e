/**
 * What a day asks of an adviser, over the whole caseload but for dossiers that are restricted or shielded: appointments, what is due or was, what others changed and removed, and whom nobody has
 * spoken with for long. Answers in well under a tenth of a second with ten thousand dossiers: each question goes by an index.
 */
import { OVER } from '../../core/guidance/application.ts';
import { addDays, dueFollowUp } from '../../core/guidance/calendar.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { termOf, urgencyOf } from '../../core/privacy/terms.ts';
import type { Answer } from '../../core/contract/contract.ts';
import type { Parameter, Reader } from './database.ts';
import { countFrozen, notFrozen } from './limits.ts';
import { openRequests } from './requests.ts';
import { removedByOthers } from './removed.ts';
import { NAME, named, nameOf, rowsWithNames, type Guided, type NameColumns, type WithName } from './with-names.ts';
import type { Author } from './write.ts';

type Today = Answer<'today.read'>;

/** Of each list. */
const MOST = 1_000;
const MOST_QUIET = 50;
/** Operations that are looked at for what others changed. */
const MOST_CHANGES = 2_000;
const CHANGED_SINCE_DAYS = 7;

/**
 * @param today the day where the adviser is
 * @param quietDays a dossier without a contact moment for longer than this is named
 */
export function readToday(
  db: Reader,
  author: Author,
  { today, quietDays }: { readonly today: string; readonly quietDays: number },
): Today {
  const me = meAs(author);
  const rowsOf = (table: Guided, where: string, order: string, ...parameters: Parameter[]): WithName[] =>
    rowsWithNames(db, author, table, where, `${order} LIMIT ${MOST}`, ...parameters);
  const placements = rowsOf(
    'placement',
    // The days that months have at least: which day it is exactly is said below. Over for more than a year: there is nobody to ask.
    `r."followedUp12" IS NULL AND r."from" <= CASE WHEN r."followedUp6" IS NOT NULL THEN ?
        WHEN r."followedUp3" IS NOT NULL THEN ? WHEN r."followedUp1" IS NOT NULL THEN ? ELSE ? END
      AND r."from" <= ? AND (r."until" IS NULL OR r."until" >= ?)`,
    `r."from"`,
    addDays(today, -365),
    addDays(today, -181),
    addDays(today, -89),
    addDays(today, -28),
    addDays(today, -28),
    addDays(today, -366),
  );
  return {
    appointments: named(
      'appointment',
      rowsOf('appointment', `r."date" = ? AND ${MINE}`, `coalesce(r."time", '')`, today, me),
    ),
    tasks: named(
      'task',
      rowsOf(
        'task',
        `(r."done" IS NULL OR r."done" = 'no') AND (r."dueOn" <= ? OR r."dueOn" IS NULL) AND ${MINE}`,
        `r."dueOn" IS NULL, r."dueOn"`,
        today,
        me,
      ),
    ),
    agreements: named(
      'agreement',
      rowsOf('agreement', `(r."state" IS NULL OR r."state" = 'open') AND r."dueOn" <= ?`, `r."dueOn"`, today),
    ),
    applications: named(
      'jobApplication',
      rowsOf(
        'jobApplication',
        `r."closedOn" IS NULL AND r."nextOn" <= ? AND coalesce(r."stage", '') NOT IN (${OVER.map((stage) => `'${stage}'`).join(', ')})`,
        `r."nextOn"`,
        today,
      ),
    ),
    followUps: named('placement', placements).flatMap(({ row, ...whose }) => {
      const due = dueFollowUp(row, today);
      return due ? [{ ...whose, row, months: due.months, dueOn: due.dueOn }] : [];
    }),
    evaluations: named(
      'actionPlan',
      rowsOf(
        'actionPlan',
        `(r."state" IS NULL OR r."state" IN ('draft', 'agreed')) AND r."evaluateOn" <= ?`,
        `r."evaluateOn"`,
        today,
      ),
    ),
    evaluationSteps: named(
      'planStep',
      rowsOf(
        'planStep',
        `r."kind" = 'evaluation' AND r."dueOn" <= ? AND (r."state" IS NULL OR r."state" IN ('todo', 'doing'))`,
        `r."dueOn"`,
        today,
      ),
    ),
    concepts: named(
      'contactMoment',
      rowsOf('contactMoment', `(r."finished" IS NULL OR r."finished" = 'no')`, `r."changedAt" DESC`),
    ),
    changed: changedByOthers(db, author, today),
    requests: openRequests(db, author).filter(({ row }) => {
      const term = termOf(row);
      return term === null || urgencyOf(term.dueOn, today) !== 'calm';
    }),
    removed: removedByOthers(db, author, Date.parse(addDays(today, -CHANGED_SINCE_DAYS))),
    quiet: quietDossiers(db, addDays(today, -quietDays)),
    frozen: countFrozen(db),
  };
}

function changedByOthers(db: Reader, author: Author, today: string): Today['changed'] {
  const since = Date.parse(addDays(today, -CHANGED_SINCE_DAYS));
  const found = new Map<string, { at: number; count: number }>();
  for (const { dossier, at } of db.all<{ dossier: string; at: number }>(
    `SELECT "dossier", "at" FROM (SELECT "dossier", "at", "actor" FROM "operation" ORDER BY "number" DESC LIMIT ${MOST_CHANGES})
      WHERE "actor" <> ? AND "at" >= ? AND "dossier" <> 'organisation'`,
    author.actor,
    since,
  )) {
    const before = found.get(dossier);
    found.set(dossier, { at: Math.max(at, before?.at ?? 0), count: (before?.count ?? 0) + 1 });
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.at - a.at)
    .slice(0, MOST_QUIET)
    .flatMap(([dossier, change]) => {
      const name = db.get<NameColumns>(
        `SELECT ${NAME} FROM "candidate" c WHERE c."id" = ? AND c."deleted" = 0 AND ${notFrozen('c."id"')}`,
        dossier,
      );
      return name ? [{ dossier, ...nameOf(name), ...change }] : [];
    });
}

/** Guidance goes on, and nobody wrote of a contact since that day. Who came in after it is not named yet. */
function quietDossiers(db: Reader, since: string): Today['quiet'] {
  const where = `c."deleted" = 0 AND (c."phase" IS NULL OR c."phase" <> 'closed') AND c."createdAt" < ? AND ${notFrozen('c."id"')}
    AND NOT EXISTS (SELECT 1 FROM "contactMoment" m WHERE m."dossier" = c."id" AND m."deleted" = 0 AND m."date" >= ?)`;
  const parameters = [Date.parse(since), since];
  const total =
    db.get<{ total: number }>(`SELECT count(*) AS "total" FROM "candidate" c WHERE ${where}`, ...parameters)?.total ??
    0;
  const candidates = db.all<NameColumns & { dossier: string; lastContact: string | null }>(
    `SELECT c."id" AS "dossier", ${NAME},
        (SELECT max(m."date") FROM "contactMoment" m WHERE m."dossier" = c."id" AND m."deleted" = 0) AS "lastContact"
      FROM "candidate" c WHERE ${where} ORDER BY "lastContact" IS NULL, "lastContact", c."number" LIMIT ${MOST_QUIET}`,
    ...parameters,
  );
  return { total, candidates };
}

/** Appointments from one day to another, both included, of everybody that is held here; not those of a colleague. */
export function readAgenda(
  db: Reader,
  author: Author,
  { from, until }: { readonly from: string; readonly until: string },
): Answer<'agenda.read'> {
  const where = `r."date" BETWEEN ? AND ? AND ${MINE}`;
  const order = `r."date", coalesce(r."time", ''), r."number"`;
  return named('appointment', rowsWithNames(db, author, 'appointment', where, order, from, until, meAs(author)));
}

const MINE = `(r."adviser" IS NULL OR r."adviser" = ?)`;
const meAs = (author: Author): string => referenceTo('adviser', author.actor);
