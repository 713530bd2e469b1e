/**
 * Between what is kept in a field, what is shown of it and what is typed into it. What is typed either becomes an answer
 * that the concept's own schema accepts, or a reason why not; nothing else is ever written.
 */
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import { readScoreLines, scoreLines } from '../../core/assessments/score-lines.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { numbersOf, type Field, type FieldValue } from '../../core/domain/field.ts';
import { conceptLabel, optionLabel, type Language } from '../../core/domain/words/words.ts';
import { remainderText } from '../../core/domain/words/remainder.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { parseComingDay, parsePastDay } from './coming-day.ts';
import { keptAs } from './FieldInput.tsx';
import { parseTypedDate, parseTypedTime, typingForm } from './typed-date.ts';

export const REASONS = [
  'email',
  'phone',
  'url',
  'postcode',
  'date',
  'wholeDay',
  'dateWriting',
  'dayWriting',
  'time',
  'number',
  'numberRange',
  'oneLine',
  'controlCharacters',
  'tooLong',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];
export type Typed = { ok: true; value: FieldValue } | { ok: false; reason: Reason };

export function fieldOf(concept: ConceptName, name: string): Field {
  const field = conceptOf(concept).fields[name];
  if (!field) throw new Error(`no field ${concept}.${name}`);
  return field;
}

export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** As it is read, in the language of the window; empty when nothing is recorded. */
export function shownText(
  concept: ConceptName,
  name: string,
  value: FieldValue | undefined,
  language: Language,
): string {
  if (value === null || value === undefined) return '';
  if (concept === 'importRemainder' && name === 'reason') return remainderText(language, String(value));
  switch (fieldOf(concept, name).kind) {
    case 'date':
    case 'partialDate':
      return formatPartialDate(String(value), language);
    case 'code':
      return optionLabel(language, concept, name, String(value));
    case 'codes':
      return (value as string[]).map((code) => optionLabel(language, concept, name, code)).join(', ');
    case 'reference':
      // Which row it is, the dossier says; by itself it says what kind of thing.
      return conceptLabel(language, String(value).split('/')[0] as ConceptName);
    case 'image':
    case 'numbers':
      return '';
    default:
      return String(value);
  }
}

/** As it appears in the editor. */
export function typingText(concept: ConceptName, name: string, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '';
  const { kind } = fieldOf(concept, name);
  if (kind === 'date' || kind === 'partialDate') return typingForm(String(value));
  if (kind === 'codes') return (value as string[]).join(' ');
  if (kind === 'numbers') return scoreLines(numbersOf(String(value)) ?? {});
  return String(value);
}

/** The day of these is mostly still to come, so "vrijdag" is the next one; of every other field it is the last one. */
const TO_COME = new Set([
  'availability.from',
  'availability.until',
  'agreement.dueOn',
  'task.dueOn',
  'appointment.date',
  'actionPlan.until',
  'actionPlan.evaluateOn',
  'goal.targetDate',
  'planStep.dueOn',
  'jobApplication.nextOn',
]);

/**
 * What is typed, as an answer of this field. Nothing typed is an answer too: not recorded.
 *
 * @param today the day where the adviser is: days are typed as they are said
 */
export function parseTyped(concept: ConceptName, name: string, text: string, today = localDay(Date.now())): Typed {
  const field = fieldOf(concept, name);
  const trimmed = text.trim();
  if (!trimmed) return { ok: true, value: null };
  let value: FieldValue;
  switch (field.kind) {
    case 'date': {
      const date = (TO_COME.has(`${concept}.${name}`) ? parseComingDay : parsePastDay)(trimmed, today);
      if (!date.ok) return date.reason === 'dateWriting' ? { ok: false, reason: 'dayWriting' } : date;
      value = date.value;
      break;
    }
    case 'partialDate': {
      const date = parseTypedDate(trimmed, field.kind);
      if (!date.ok) return date;
      value = date.value;
      break;
    }
    case 'time': {
      const time = parseTypedTime(trimmed);
      if (!time.ok) return time;
      value = time.value;
      break;
    }
    case 'integer':
      if (!/^-?\d+$/.test(trimmed)) return { ok: false, reason: 'number' };
      value = Number(trimmed);
      break;
    case 'codes':
      value = trimmed.split(/\s+/);
      break;
    case 'numbers': {
      const { scores, problems } = readScoreLines(text);
      if (problems.length > 0) return { ok: false, reason: 'other' };
      value = JSON.stringify(scores);
      break;
    }
    case 'longText':
      // The beginning of a text may be meant (a list); only what follows it is dropped.
      value = text.trimEnd();
      break;
    default:
      value = keptAs(field.kind, text);
  }
  const checked = field.schema.safeParse(value);
  if (checked.success) return { ok: true, value: checked.data };
  if (field.kind === 'integer') return { ok: false, reason: 'numberRange' };
  const issue = checked.error.issues[0];
  if (issue?.code === 'too_big') return { ok: false, reason: 'tooLong' };
  const reason = REASONS.find((each) => each === issue?.message);
  return { ok: false, reason: reason ?? 'other' };
}

export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  isEmpty(a) ? isEmpty(b) : JSON.stringify(a) === JSON.stringify(b);
