/**
 * Reading what plainly is as it should be, without zod: of ten thousand operations or rows nearly all are what our own versions
 * write, and a schema takes ten times as long to say so. Promises: what fits plainly is read by the schema of protocol.ts as the very
 * same value (a property of plainly.test.ts). That something does not fit plainly says nothing: then the schema reads it.
 */
import type { z } from 'zod';
import { conceptOf, type ConceptName } from '../domain/concepts.ts';
import { fitsPlainly } from '../domain/field.ts';
import { MOST_HEADS, ORGANISATION, pullAnswer, pushAnswer, snapshotAnswer, type SentOperation } from './protocol.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NAME = /^[a-zA-Z*][a-zA-Z0-9]{0,59}$/;
const LABEL = /^[a-zA-Z]{1,40}$/;
const LATEST = 8_640_000_000_000_000;

type Anything = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Anything =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): boolean => typeof value === 'string' && value.length === 36 && ID.test(value);
const isDossier = (value: unknown): boolean => value === ORGANISATION || isId(value);
const isName = (value: unknown): boolean => typeof value === 'string' && NAME.test(value);
const isTime = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LATEST;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const isIds = (value: unknown): boolean => Array.isArray(value) && value.length <= MOST_HEADS && value.every(isId);
/** What our fields hold; whatever else JSON can say is for the schema. */
const isValue = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  Number.isFinite(value) ||
  (Array.isArray(value) && value.every((each) => typeof each === 'string'));

function isRecord(value: unknown, isKey: (key: string) => boolean, isHeld: (held: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  for (const key of Object.keys(value)) if (!isKey(key) || !isHeld(value[key])) return false;
  return true;
}
const anything = (): boolean => true;
const isHeads = (value: unknown): boolean => isRecord(value, isName, isIds);
const isValuesById = (value: unknown): boolean => isRecord(value, isId, isValue);

/** The names an operation always has: with so many keys, and each of these right, there is no other. */
const OPERATION_KEYS = 12;

const isOperation = (value: unknown): value is Anything =>
  isObject(value) &&
  isId(value['id']) &&
  isCount(value['n']) &&
  isId(value['group']) &&
  typeof value['label'] === 'string' &&
  LABEL.test(value['label']) &&
  isName(value['concept']) &&
  isDossier(value['row']) &&
  isDossier(value['dossier']) &&
  isCount(value['schema']) &&
  isTime(value['at']) &&
  isId(value['actor']) &&
  isRecord(value['fields'], isName, anything) &&
  (value['sees'] === null || isHeads(value['sees']));

export const isSentPlainly = (value: unknown): value is SentOperation =>
  isOperation(value) && Object.keys(value).length === OPERATION_KEYS;

const isWiredPlainly = (value: unknown): boolean =>
  isOperation(value) &&
  Object.keys(value).length === OPERATION_KEYS + 2 &&
  isId(value['device']) &&
  isCount(value['seq']);

const ROW_KEYS = 8;

function isRowPlainly(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { others, awaited } = value;
  const keys = ROW_KEYS + (others === undefined ? 0 : 1) + (awaited === undefined ? 0 : 1);
  return (
    Object.keys(value).length === keys &&
    isDossier(value['dossier']) &&
    isName(value['concept']) &&
    isDossier(value['row']) &&
    isCount(value['seq']) &&
    isTime(value['createdAt']) &&
    isTime(value['changedAt']) &&
    isHeads(value['heads']) &&
    isRecord(value['values'], isName, isValue) &&
    (others === undefined || isRecord(others, isName, isValuesById)) &&
    (awaited === undefined || isHeads(awaited))
  );
}

/** `applied` is what nearly every operation is. */
const isAppliedPlainly = (value: unknown): boolean =>
  isObject(value) &&
  value['result'] === 'applied' &&
  isId(value['id']) &&
  isCount(value['seq']) &&
  Object.keys(value).length === 3;

/** Whether the values of an operation surely fit the fields of its concept. */
export function areFieldsPlainly(concept: ConceptName, values: Anything): boolean {
  const { fields } = conceptOf(concept);
  for (const name of Object.keys(values)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || !fitsPlainly(field, values[name])) return false;
  }
  return true;
}

/** What reads an answer: a schema, or one that is asked only where it must be. */
export type Reading<T> = {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
};

/** The schema reads all but the list; and that too, when something in it does not fit plainly. */
const listed = <S extends z.ZodType<object>>(
  schema: S,
  list: keyof z.infer<S> & string,
  fits: (each: unknown) => boolean,
): Reading<z.infer<S>> => ({
  safeParse(value) {
    const held = isObject(value) ? value[list] : undefined;
    if (!isObject(value) || !Array.isArray(held) || !held.every(fits)) return schema.safeParse(value);
    const read = schema.safeParse({ ...value, [list]: [] });
    return read.success ? { success: true, data: { ...read.data, [list]: held } } : read;
  },
});

export const readPush = listed(pushAnswer, 'results', isAppliedPlainly);
export const readPull = listed(pullAnswer, 'operations', isWiredPlainly);
export const readSnapshot = listed(snapshotAnswer, 'rows', isRowPlainly);
