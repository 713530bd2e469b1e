/**
 * What of this caseload has a term, when it is over, and what keeps it longer (§4; core/retention/rules.ts). Nothing goes by itself: whoever looks at
 * the list chooses, and each is held against the rules once more at the moment it goes.
 */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { CONCEPTS, type FieldsOf } from '../../core/domain/concepts.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import {
  keptApplication,
  keptScheme,
  RETENTION_RULES,
  standingOf,
  termOf,
  type Kept,
  type RetentionRule,
  type Terms,
} from '../../core/retention/rules.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import { appendAudit } from './audit.ts';
import type { Bulk } from './bulk.ts';
import { PHASE_SET, timeOf } from './candidates.ts';
import { nameOfCandidate, nameOfRow } from './conflicts.ts';
import type { Reader, Writer } from './database.ts';
import { emptyLog, eraseDossier, eraseRows, type ErasedRow } from './erase.ts';
import { listErased } from './erased-list.ts';
import { onlyFrozen } from './limits.ts';
import { officeSettingsOf } from './office-settings.ts';
import type { StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import { readSetting, writeSetting } from './stores.ts';

type Listed = Answer<'retention.list'>;
type Item = Listed['items'][number];

const SETTING = 'retention.terms';
const termsSchema = z.partialRecord(z.enum(RETENTION_RULES), z.string().nullable());

/** The office's terms stand above what was set on a laptop alone. */
export const termsOf = (db: Reader): Terms =>
  officeSettingsOf(db).retention ?? readSetting(db, SETTING, termsSchema) ?? {};

/** `undefined`: the default again. */
export function setTerm(tx: Writer, rule: RetentionRule, term: string | null | undefined): void {
  const { [rule]: _, ...rest } = readSetting(tx, SETTING, termsSchema) ?? {};
  writeSetting(tx, SETTING, term === undefined ? rest : { ...rest, [rule]: term });
}

type Found = ErasedRow & { readonly kept: Kept; readonly stored: StoredRow | null };

/** A dossier's own row, or one below it. */
const ROWS = CONCEPTS.filter(({ place }) => place === 'many').map(({ name }) => name);

/** Everything in the caseload that has a rule of its own. */
function* keptIn(db: Reader): Generator<Found> {
  const alive = `"dossier" IN (SELECT "id" FROM "candidate" WHERE "deleted" = 0)`;
  for (const stored of db.all<StoredRow & FieldsOf<'jobApplication'>>(
    `SELECT * FROM "jobApplication" WHERE "deleted" = 0 AND "stage" IN ('rejected', 'withdrawn') AND ${alive}`,
  )) {
    const kept = keptApplication(stored, localDay(stored.changedAt));
    if (kept) yield { concept: 'jobApplication', row: stored.id, dossier: stored.dossier, kept, stored };
  }
  for (const stored of db.all<StoredRow & FieldsOf<'scheme'>>(
    `SELECT * FROM "scheme" WHERE "deleted" = 0 AND ("until" IS NOT NULL OR "outcome" IN ('refused', 'brokenOff')) AND ${alive}`,
  )) {
    const kept = keptScheme(stored, localDay(stored.changedAt));
    if (kept) yield { concept: 'scheme', row: stored.id, dossier: stored.dossier, kept, stored };
  }
  const removed = (changedAt: number): Kept => ({ rule: 'removed', begun: localDay(changedAt) });
  for (const concept of ROWS) {
    for (const stored of db.all<StoredRow>(`SELECT * FROM "${concept}" WHERE "deleted" = 1 AND ${alive}`))
      yield { concept, row: stored.id, dossier: stored.dossier, kept: removed(stored.changedAt), stored };
  }
  // An empty candidate holds the place of one that comes yet (merged-row.ts).
  for (const { id, changedAt } of db.all<StoredRow>(
    `SELECT * FROM "candidate" WHERE "deleted" = 1 AND "heads" <> '{}'`,
  ))
    yield { concept: 'candidate', row: id, dossier: id, kept: removed(changedAt), stored: null };
  for (const { id, set, changedAt } of db.all<{ id: string; set: string | null; changedAt: number }>(
    `SELECT c."id", ${PHASE_SET} AS "set", c."changedAt" FROM "candidate" c WHERE c."deleted" = 0 AND c."phase" = 'closed'`,
  )) {
    const begun = localDay(timeOf(set) ?? changedAt);
    yield { concept: 'candidate', row: id, dossier: id, kept: { rule: 'dossier', begun }, stored: null };
  }
}

/** What keeps a dossier, whatever the terms say: a legal hold, a restriction (AVG art. 18(2)), work of this laptop that is nowhere else. */
function holdsOf(db: Reader): Map<string, Item['held']> {
  const holds = new Map<string, Item['held']>();
  const stands = `WHERE "deleted" = 0 AND "liftedOn" IS NULL`;
  for (const { dossier } of db.all<{ dossier: string }>(
    `SELECT "id" AS "dossier" FROM "candidate" WHERE ${onlyFrozen('"id"')}`,
  ))
    holds.set(dossier, 'restriction');
  for (const { dossier } of db.all<{ dossier: string }>(`SELECT DISTINCT "dossier" FROM "legalHold" ${stands}`))
    holds.set(dossier, 'legalHold');
  return holds;
}

type Judged = Found & { readonly lastDay: string | null; readonly isDue: boolean; readonly held: Item['held'] };

function judged(db: Reader, terms: Terms, today: string): Judged[] {
  const holds = holdsOf(db);
  const all = [...keptIn(db)].map((found): Judged => {
    const standing = standingOf(found.kept, terms, today);
    const held = holds.get(found.dossier) ?? null;
    if (standing.state === 'noTerm') return { ...found, lastDay: null, isDue: false, held };
    return { ...found, lastDay: standing.lastDay, isDue: standing.state === 'due' && held === null, held };
  });
  // A dossier goes only when nothing in it must stay longer: a scheme has ten years.
  const longest = new Map<string, string>();
  for (const { concept, dossier, lastDay } of all) {
    if (concept !== 'scheme' || lastDay === null || lastDay < today) continue;
    if (lastDay > (longest.get(dossier) ?? '')) longest.set(dossier, lastDay);
  }
  return all.map((each) => {
    const later = each.concept === 'candidate' && each.held === null ? longest.get(each.dossier) : undefined;
    if (later === undefined || each.lastDay === null || later <= each.lastDay) return each;
    return { ...each, lastDay: later, isDue: false, held: 'scheme' };
  });
}

/** @param terms as they would be, to see what a change does before it is saved */
export function listRetention(db: Reader, ask: Ask<'retention.list'>, today: string, terms = termsOf(db)): Listed {
  const all = judged(db, terms, today);
  const shown = all
    .filter((each) => {
      // Who is restricted stands in no list (limits.ts): counted, not named.
      if (each.held === 'restriction') return false;
      if (ask.rule !== null && each.kept.rule !== ask.rule) return false;
      if (ask.show === 'due') return each.isDue;
      if (ask.show === 'held') return each.held !== null && each.lastDay !== null && each.lastDay < today;
      return each.lastDay !== null && !each.isDue;
    })
    .sort((one, other) => (one.lastDay ?? '').localeCompare(other.lastDay ?? ''));
  return {
    total: shown.length,
    items: shown
      .slice(ask.offset, ask.offset + ask.limit)
      .map(({ concept, row, dossier, kept, lastDay, isDue, held, stored }): Item => ({
        concept,
        row,
        dossier,
        whose: nameOfCandidate(db, dossier),
        about: stored && stored['confidential'] !== 'yes' ? nameOfRow(concept, stored) : null,
        rule: kept.rule,
        begun: kept.begun,
        lastDay,
        isDue,
        held,
      })),
    rules: RETENTION_RULES.map((rule) => {
      const of = all.filter((each) => each.kept.rule === rule);
      return {
        rule,
        term: termOf(rule, terms),
        isSet: terms[rule] !== undefined,
        all: of.length,
        due: of.filter((each) => each.isDue).length,
        held: of.filter((each) => each.held !== null).length,
      };
    }),
  };
}

/** Rows in one transaction: some hundredths of a second. */
const SLICE = 50;

export type Went = Answer<'retention.erase'> & { readonly dossiers: readonly string[] };

/**
 * For good. What is not due any more, is held or is not there is left, and counted. A kill in between leaves whole slices.
 */
export async function eraseDue(
  { db, author, isOpen }: Bulk,
  items: Ask<'retention.erase'>['items'],
  job: Job,
): Promise<Result<Went>> {
  const today = localDay(author.now());
  const terms = termsOf(db);
  const due = new Map(
    judged(db, terms, today)
      .filter(({ isDue }) => isDue)
      .map((each) => [`${each.concept}/${each.row}`, each]),
  );
  const chosen = [...new Set(items.map(({ concept, row }) => `${concept}/${row}`))];
  const going = chosen.flatMap((key) => due.get(key) ?? []);
  const counts = new Map<RetentionRule, number>();
  const dossiers = new Set<string>();
  let done = 0;
  while (done < going.length && !job.cancelled() && isOpen()) {
    const slice = going.slice(done, done + SLICE);
    listErased(db, slice);
    db.transact((tx) => {
      for (const { row } of slice.filter(({ concept }) => concept === 'candidate')) eraseDossier(tx, author.actor, row);
      eraseRows(
        tx,
        author.actor,
        slice.filter(({ concept }) => concept !== 'candidate'),
      );
      for (const { concept, dossier, kept, lastDay } of slice) {
        const detail = { rule: kept.rule, concept, begun: kept.begun, lastDay, term: termOf(kept.rule, terms) };
        appendAudit(tx, author, { action: 'retention.erased', dossier, detail });
      }
    });
    for (const { kept, dossier } of slice) {
      counts.set(kept.rule, (counts.get(kept.rule) ?? 0) + 1);
      dossiers.add(dossier);
    }
    done += slice.length;
    job.progress('retention.erasing', done, going.length);
    await setImmediate();
  }
  if (isOpen()) emptyLog(db);
  return ok({
    at: author.now(),
    erased: RETENTION_RULES.flatMap((rule) => {
      const count = counts.get(rule) ?? 0;
      return count === 0 ? [] : [{ rule, term: termOf(rule, terms), count }];
    }),
    left: chosen.length - going.length,
    stopped: done < going.length,
    dossiers: [...dossiers],
  });
}
