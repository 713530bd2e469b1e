/**
 * Questionnaires in the hands of the candidate: those that the adviser chose, of the one dossier, and nothing else.
 *
 * 1. Each answer is a draft, encrypted with the rest: a kill, a lock or an empty battery loses none, and it goes on where it was.
 * 2. The dossier changes once for a sitting: when the candidate is done, or when the adviser is back and something was answered. One deed,
 *    which says that it was the candidate. Without an answer there is no result at all.
 * 3. What is done is done: after finishing, the candidate changes no answer.
 * 4. Only answers that the questionnaire offers are taken.
 *
 * The draft is the one of a filling by the adviser (renderer/components/questionnaire/useFilling.ts), so that either goes on with the other's.
 */
import { z } from 'zod';
import { sayIn, type Definition } from '../../core/assessments/definition.ts';
import { fillingKey } from '../../core/assessments/filling.ts';
import { isAnswerTo, scoresOf, type Answers } from '../../core/assessments/scoring.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { numbersOf } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import type { Reader, Writer } from './database.ts';
import { checkFields, type InvalidField, type RowNotFound } from './dossier.ts';
import { isFrozen } from './limits.ts';
import { toRow, type StoredRow } from './rows.ts';
import { listDrafts, removeDraft, saveDraft } from './stores.ts';
import { write, type Author } from './write.ts';

export const handedFill = z.object({
  definition: z.string(),
  language: z.enum(['nl', 'en']),
  /** Of the result, which is there from the first time that it is written. */
  row: z.string(),
  title: z.string(),
  showsResult: z.boolean(),
});
export type HandedFill = z.infer<typeof handedFill>;
type Handed = { readonly dossier: string; readonly fill: HandedFill };
type AllHanded = { readonly dossier: string; readonly fills: readonly HandedFill[] };

/** A questionnaire of this laptop. */
export type FindDefinition = (key: string) => Definition | null;

function resultOf(db: Reader, { dossier, fill }: Handed) {
  const stored = db.get<StoredRow>(`SELECT * FROM "assessment" WHERE "id" = ? AND "deleted" = 0`, fill.row);
  return stored?.dossier === dossier ? toRow('assessment', stored) : null;
}

/** The draft alone; null when nothing was answered since the result was last written. */
function draftOf(db: Reader, dossier: string, fill: HandedFill): Answers | null {
  const key = fillingKey(dossier, fill.row);
  return numbersOf(listDrafts(db, key).find((each) => each.key === key)?.body ?? null);
}

/** One of those handed over to be filled in, with the answers so far; null where it is not on this laptop any more. */
function filling(db: Reader, now: Handed, find: FindDefinition) {
  const definition = find(now.fill.definition);
  if (!definition) return null;
  const result = resultOf(db, now);
  return {
    fill: now.fill,
    definition,
    result,
    isFinished: result?.finished === 'yes',
    answers: { ...numbersOf(result?.answers ?? null), ...draftOf(db, now.dossier, now.fill) },
  };
}

function fillingAt(db: Reader, { dossier, fills }: AllHanded, at: number, find: FindDefinition) {
  const fill = fills[at];
  return fill ? filling(db, { dossier, fill }, find) : null;
}

/** One of those handed over, from what the adviser chose; refused where there is no such questionnaire, or no such result to go on with. */
export function chosenFill(
  db: Reader,
  dossier: string,
  ask: Ask<'candidateMode.begin'>['fills'][number],
  find: FindDefinition,
  newId: () => string,
): Result<HandedFill, RowNotFound> {
  const definition = find(ask.definition);
  if (!definition || definition.languages[ask.language] === undefined) return err({ type: 'RowNotFound' });
  const { language, showsResult } = ask;
  const title = sayIn(definition.title, language);
  const fill = { definition: ask.definition, language, row: ask.row ?? newId(), title, showsResult };
  if (ask.row === null) return ok(fill);
  const result = resultOf(db, { dossier, fill });
  const goesOn = result?.definition === ask.definition && result.way === 'filledIn' && result.finished !== 'yes';
  return goesOn ? ok(fill) : err({ type: 'RowNotFound' });
}

export function readFill(db: Reader, now: Handed, find: FindDefinition): Answer<'candidateMode.read'>['fills'][number] {
  const found = filling(db, now, find);
  if (!found) return null;
  const { fill, definition, result, isFinished, answers } = found;
  return {
    definition,
    language: fill.language,
    // The answers of what is done are not read again on this screen.
    answers: isFinished ? {} : answers,
    isFinished,
    showsResult: fill.showsResult,
    scores: isFinished && fill.showsResult ? numbersOf(result?.scores ?? null) : null,
  };
}

export function keepAnswers(
  tx: Writer,
  author: Author,
  now: AllHanded,
  find: FindDefinition,
  { at, answers }: Ask<'candidateMode.answer'>,
): Result<null, RowNotFound> {
  const found = fillingAt(tx, now, at, find);
  if (!found || found.isFinished || !isAnswerTo(found.definition, answers)) return err({ type: 'RowNotFound' });
  saveDraft(tx, {
    key: fillingKey(now.dossier, found.fill.row),
    body: JSON.stringify(answers),
    savedAt: author.now(),
  });
  return ok(null);
}

export function finishFill(
  tx: Writer,
  author: Author,
  now: AllHanded,
  find: FindDefinition,
  { at, today }: Ask<'candidateMode.finish'>,
): Result<null, RowNotFound | InvalidField> {
  const found = fillingAt(tx, now, at, find);
  if (!found || found.isFinished) return err({ type: 'RowNotFound' });
  const { fill, definition, answers } = found;
  return writeResult(
    tx,
    author,
    { dossier: now.dossier, fill },
    answers,
    today,
    JSON.stringify(scoresOf(definition, answers)),
  );
}

/** The adviser is back: what was answered and not finished is in the dossier, to go on with. */
export function leaveFills(tx: Writer, author: Author, { dossier, fills }: AllHanded): void {
  // Restricted meanwhile by somebody else: what was answered stays a draft, and goes on when it is lifted.
  if (isFrozen(tx, dossier)) return;
  for (const fill of fills) {
    const answers = draftOf(tx, dossier, fill);
    if (answers) writeResult(tx, author, { dossier, fill }, answers, localDay(author.now()), null);
  }
}

/** @param scores null as long as it is not finished */
function writeResult(
  tx: Writer,
  author: Author,
  { dossier, fill }: { readonly dossier: string; readonly fill: HandedFill },
  answers: Answers,
  today: string,
  scores: string | null,
): Result<null, InvalidField> {
  const before = resultOf(tx, { dossier, fill });
  const checked = checkFields('assessment', {
    ...(before === null
      ? { definition: fill.definition, title: fill.title, way: 'filledIn', language: fill.language, date: today }
      : {}),
    // Begun together it stays that; whoever has the laptop in their hands has the last word on nothing but their answers.
    ...(before?.answeredBy === 'together' ? {} : { answeredBy: 'candidate' }),
    answers: JSON.stringify(answers),
    ...(scores === null ? { finished: 'no' } : { finished: 'yes', scores, date: before?.date ?? today }),
  });
  if (!checked.ok) return checked;
  write(tx, author, 'candidate', [{ concept: 'assessment', row: fill.row, dossier, fields: checked.value }], {
    dossier,
  });
  removeDraft(tx, fillingKey(dossier, fill.row));
  return ok(null);
}
