/** What is left out, put together by category of the register: the sensitive ones first, each with its kinds of data. */
import type { Answer } from '../../../core/contract/contract.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { Category } from '../../../core/register/register.ts';

type LeftOut = Answer<'handover.preview'>['leftOut'][number];
type Unsaid = Answer<'handover.preview'>['unsaid'][number];

export type LeftOutCategory = {
  readonly category: Category;
  readonly sensitive: boolean;
  readonly parts: readonly { concept: ConceptName; fields: readonly string[]; rows: number }[];
};

export function byCategory(leftOut: readonly LeftOut[]): LeftOutCategory[] {
  const found = new Map<string, LeftOut[]>();
  for (const each of leftOut) found.set(each.category, [...(found.get(each.category) ?? []), each]);
  return [...found]
    .map(([category, parts]) => ({
      category: category as Category,
      sensitive: parts.some((part) => part.sensitive),
      parts: parts.map(({ concept, fields, rows }) => ({ concept, fields, rows })),
    }))
    .sort((one, other) => Number(other.sensitive) - Number(one.sensitive));
}

/** The same field of several rows is said once. */
export function byConcept(unsaid: readonly Unsaid[]): { concept: ConceptName; fields: string[] }[] {
  const found = new Map<ConceptName, Set<string>>();
  for (const { concept, field } of unsaid) found.set(concept, (found.get(concept) ?? new Set()).add(field));
  return [...found].map(([concept, fields]) => ({ concept, fields: [...fields] }));
}
