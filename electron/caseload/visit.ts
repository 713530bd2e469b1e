/**
 * A client visit as one deed: the contact moment, what was agreed, tasks, how far the plan is, the next appointment, and what was ticked
 * off, all in one group that one undo takes back. The draft leaves in the same transaction: a visit is either still being written or in
 * the dossier, whatever is killed in between, and never both.
 */
import type { z } from 'zod';
import type { contract } from '../../core/contract/contract.ts';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { referenceTo, withStepState } from '../../core/guidance/plan.ts';
import { readVisit, visitOf, visitPrefix } from '../../core/guidance/visit.ts';
import type { Answer } from '../../core/contract/contract.ts';
import type { Reader, Writer } from './database.ts';
import { checkFields, isInCaseload, type DossierNotFound, type InvalidField } from './dossier.ts';
import { isFrozen } from './limits.ts';
import { listDrafts, removeDraft } from './stores.ts';
import { finishing } from './tasks.ts';
import { write, type Author, type Change } from './write.ts';

type Ask = z.output<(typeof contract)['visit.save']['input']>;

/** @returns how much of what was ticked off is not in the dossier any more: the rest is written */
export function saveVisit(
  tx: Writer,
  author: Author,
  ask: Ask,
): Result<{ moment: string; group: string; gone: number }, DossierNotFound | InvalidField> {
  const { dossier } = ask;
  if (!isInCaseload(tx, dossier)) return err({ type: 'DossierNotFound' });
  const moment = author.newId();
  const about = { contactMoment: referenceTo('contactMoment', moment) };
  const mine = { adviser: referenceTo('adviser', author.actor) };
  const added: [concept: ConceptName, fields: Record<string, unknown>, row?: string][] = [
    ['contactMoment', { ...ask.moment, finished: 'yes' }, moment],
    ...ask.agreements.map((fields): [ConceptName, Record<string, unknown>] => [
      'agreement',
      { state: 'open', ...fields, ...about },
    ]),
    ...ask.tasks.map((fields): [ConceptName, Record<string, unknown>] => ['task', { ...fields, ...mine }]),
    ...(ask.appointment
      ? [['appointment', { state: 'planned', ...ask.appointment, ...mine }] as [ConceptName, Record<string, unknown>]]
      : []),
  ];
  const changes: Change[] = [];
  for (const [concept, fields, row] of added) {
    const checked = checkFields(concept, fields);
    if (!checked.ok) return checked;
    changes.push({ concept, row: row ?? author.newId(), dossier, fields: checked.value });
  }

  let gone = 0;
  const stands = (concept: ConceptName, row: string): boolean =>
    tx.get(`SELECT 1 FROM "${concept}" WHERE "id" = ? AND "dossier" = ? AND "deleted" = 0`, row, dossier) !== undefined;
  const edit = (concept: ConceptName, row: string, fields: Record<string, FieldValue>): void => {
    if (stands(concept, row)) changes.push({ concept, row, dossier, fields });
    else gone++;
  };
  for (const { row, state } of ask.steps) {
    const step = tx.get<{ doneOn: string | null }>(`SELECT "doneOn" FROM "planStep" WHERE "id" = ?`, row);
    edit('planStep', row, { state, ...withStepState(step ?? { doneOn: null }, state, ask.today) });
  }
  for (const { row, state } of ask.settled) edit('agreement', row, { state });
  for (const row of ask.finished) {
    const finished = finishing(tx, { dossier, row, today: ask.today });
    if (finished.ok) changes.push(...finished.value.changes);
    else gone++;
  }
  if (ask.held !== null) edit('appointment', ask.held, { state: 'held' });

  const { id } = write(tx, author, 'visit', changes, { dossier });
  const key = visitOf(ask.draft);
  if (key?.dossier === dossier) removeDraft(tx, ask.draft);
  return ok({ moment, group: id, gone });
}

/** Visits that were begun and not finished, the latest first; also those of dossiers that are not here any more. In one that is frozen a visit waits. */
export const listVisits = (db: Reader): Answer<'visit.list'> =>
  listDrafts(db, visitPrefix())
    .flatMap(({ key, body, savedAt }) => {
      const of = visitOf(key);
      const draft = readVisit(body);
      if (!of || !draft || isFrozen(db, of.dossier)) return [];
      const isHere = isInCaseload(db, of.dossier);
      const { name, kind, date, time, subject } = draft;
      return [{ ...of, isHere, name, kind, date, time, subject, savedAt }];
    })
    .toSorted((a, b) => b.savedAt - a.savedAt);
