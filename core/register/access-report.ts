/**
 * What is told to somebody of what is held about them (AVG art. 15), and what they take along (art. 20). The register decides: what it
 * withholds from the candidate is not told, everything else is, so a field of next year is told the day it is added. Beside that an adviser
 * may leave out what would harm others (art. 15(4)); that it was left out, and why, is always told.
 */
import { CONCEPT_NAMES, conceptOf, type ConceptName } from '../domain/concepts.ts';
import type { FieldValue } from '../domain/field.ts';
import { placesOf } from '../domain/fold.ts';
import { isPortable } from './grounds.ts';
import type { HeldAnswer, HeldRow } from './held.ts';
import { CATEGORIES, entryOf, mayReceive, type Category, type RegisterEntry } from './register.ts';

export const ACCESS_KINDS = ['access', 'portability'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** Why a part is left out: AVG art. 15(4) and recital 63, UAVG art. 41(1)(i). */
export const LEAVE_OUT_REASONS = ['rightsOfOthers', 'toldInConfidence', 'safetyOfOthers', 'businessSecret'] as const;
export type LeaveOutReason = (typeof LEAVE_OUT_REASONS)[number];

/** Null for a row as a whole. */
export type LeaveOut = {
  readonly concept: ConceptName;
  readonly row: string;
  readonly field: string | null;
  readonly reason: LeaveOutReason;
};
export type Choice = {
  readonly kind: AccessKind;
  readonly leaveOut: readonly LeaveOut[];
  /** Names of others, which are taken out of every text. */
  readonly hide: readonly string[];
  /** What stands in the place of a name. */
  readonly hidden: string;
};

export type ToldCategory = {
  readonly category: Category;
  /** Of each field that is told, once. */
  readonly entries: readonly RegisterEntry[];
  readonly concepts: readonly { readonly concept: ConceptName; readonly rows: readonly HeldRow[] }[];
};
export type Told = {
  readonly categories: readonly ToldCategory[];
  /** Only of what is held: a part that says nothing was not left out. */
  readonly leftOut: readonly LeaveOut[];
  /** In how many places a name of somebody else was taken out. */
  readonly hidden: number;
  /** Held, and not told: by the register, or since it is not theirs to take along. */
  readonly notTold: readonly { readonly concept: ConceptName; readonly fields: readonly string[] }[];
};

/** The key under which parts are looked up. */
const partOf = (concept: ConceptName, row: string, field: string | null): string => `${concept}/${row}/${field ?? ''}`;

export function leavesOut(choice: Pick<Choice, 'leaveOut'>) {
  const parts = new Map(choice.leaveOut.map((each) => [partOf(each.concept, each.row, each.field), each]));
  return (concept: ConceptName, row: string, field: string): LeaveOut | null =>
    parts.get(partOf(concept, row, null)) ?? parts.get(partOf(concept, row, field)) ?? null;
}

/** Whether the register lets it be told, whatever an adviser leaves out. */
export const isTold = (kind: AccessKind, concept: ConceptName, field: string): boolean =>
  kind === 'access' ? mayReceive('candidate', concept, field) : isPortable(concept, field);

/** Texts with names of others taken out; and how often. Codes, dates and numbers name nobody. */
export function hiding({ hide, hidden }: Pick<Choice, 'hide' | 'hidden'>) {
  let count = 0;
  const inText = (text: string): string => {
    let told = '';
    let at = 0;
    for (const { from, to } of placesOf(text, hide)) {
      told += text.slice(at, from) + hidden;
      at = to;
      count++;
    }
    return told + text.slice(at);
  };
  return {
    value(concept: ConceptName, field: string, value: FieldValue): FieldValue {
      if (hide.length === 0 || typeof value !== 'string') return value;
      return IN_WORDS.has(conceptOf(concept).fields[field]?.kind ?? '') ? inText(value) : value;
    },
    text: (text: string): string => (hide.length === 0 ? text : inText(text)),
    count: (): number => count,
  };
}
const IN_WORDS: ReadonlySet<string> = new Set(['text', 'longText', 'email', 'url']);

/** What is told of what is held, by category in the order of the statement. */
export function toldOf(held: readonly HeldRow[], choice: Choice): Told {
  const isLeftOut = leavesOut(choice);
  const hides = hiding(choice);
  const leftOut = new Set<LeaveOut>();
  const notTold = new Map<ConceptName, Set<string>>();
  const byCategory = new Map<Category, Map<ConceptName, HeldRow[]>>();
  const entries = new Map<Category, Map<string, RegisterEntry>>();
  for (const row of held) {
    const { concept } = row;
    const told = new Map<Category, HeldAnswer[]>();
    for (const answer of row.answers) {
      const { field, value, beside } = answer;
      if (!isTold(choice.kind, concept, field)) {
        notTold.set(concept, (notTold.get(concept) ?? new Set()).add(field));
        continue;
      }
      const out = isLeftOut(concept, row.row, field);
      if (out) {
        leftOut.add(out);
        continue;
      }
      const entry = entryOf(concept, field);
      const { category } = entry;
      const said = {
        ...answer,
        value: hides.value(concept, field, value),
        beside: beside.map((other) => hides.value(concept, field, other)),
      };
      told.set(category, [...(told.get(category) ?? []), said]);
      const known = entries.get(category) ?? new Map<string, RegisterEntry>();
      entries.set(category, known.set(`${concept}.${field}`, entry));
    }
    for (const [category, answers] of told) {
      const concepts = byCategory.get(category) ?? new Map<ConceptName, HeldRow[]>();
      byCategory.set(category, concepts);
      const rows = concepts.get(concept) ?? [];
      concepts.set(concept, rows);
      rows.push({ ...row, answers });
    }
  }
  return {
    categories: CATEGORIES.flatMap((category) => {
      const concepts = byCategory.get(category);
      if (!concepts) return [];
      return [
        {
          category,
          entries: [...(entries.get(category)?.values() ?? [])],
          concepts: CONCEPT_NAMES.flatMap((concept) => {
            const rows = concepts.get(concept);
            return rows ? [{ concept, rows }] : [];
          }),
        },
      ];
    }),
    leftOut: choice.leaveOut.filter((each) => leftOut.has(each)),
    hidden: hides.count(),
    notTold: [...notTold].map(([concept, fields]) => ({ concept, fields: [...fields] })),
  };
}

/** Fields that a row is called by, the telling ones first. */
const NAMED_BY = ['subject', 'title', 'name', 'what', 'role', 'vacancy', 'employer', 'language', 'surname'];
const CALLED_BY = ['scheme', 'purpose', 'right', 'category', 'site', 'kind'];

/** Which of its answers a row is called by; null where none of them names it. */
export function titleOf({ concept, answers }: Pick<HeldRow, 'concept' | 'answers'>): HeldAnswer | null {
  const { fields, place } = conceptOf(concept);
  if (place !== 'many') return null;
  const of = (names: readonly string[]) =>
    names.map((name) => answers.find(({ field }) => field === name)).find((each) => each !== undefined);
  return (
    of(NAMED_BY) ??
    of(CALLED_BY) ??
    answers.find(({ field }) => ['text', 'email', 'phone', 'url'].includes(fields[field]?.kind ?? '')) ??
    null
  );
}
