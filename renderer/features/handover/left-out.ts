/** What is left out, put together by why it is: the sensitive ones first, each with its kinds of data. */
import type { Answer } from '../../../core/contract/contract.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { Category } from '../../../core/register/register.ts';

type LeftOut = Answer<'handover.preview'>['leftOut'][number];
type Unsaid = Answer<'handover.preview'>['unsaid'][number];

export type LeftOutCategory = {
  readonly category: Category;
  readonly sensitive: boolean;
  readonly parts: readonly Pick<LeftOut, 'concept' | 'fields' | 'rows'>[];
};

/** What is sensitive in a category stands by itself: not all that is withheld with it is. */
export function byCategory(leftOut: readonly LeftOut[]): LeftOutCategory[] {
  const found = Map.groupBy(leftOut, ({ category, sensitive }) => `${category} ${sensitive}`);
  return [...found.values()]
    .map((parts) => ({
      // The register names its categories; the contract carries them as text.
      category: parts[0]?.category as Category,
      sensitive: parts[0]?.sensitive ?? false,
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
