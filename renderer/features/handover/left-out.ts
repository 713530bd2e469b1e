/** What is left out, put together by category of the register: the sensitive ones first, each with its kinds of data. */
import type { Answer } from '../../../core/contract/contract.ts';
import type { ConceptName } from '../../../core/domain/concepts.ts';
import { entryOf, type Category } from '../../../core/register/register.ts';

type LeftOut = Answer<'handover.preview'>['leftOut'][number];
type Unsaid = Answer<'handover.preview'>['unsaid'][number];

export type LeftOutCategory = {
  readonly category: Category;
  readonly sensitive: boolean;
  readonly parts: readonly { concept: ConceptName; fields: readonly string[]; rows: number }[];
};

/** By the category of each field: what is left out of one kind of row may belong to several. */
export function byCategory(leftOut: readonly LeftOut[]): LeftOutCategory[] {
  const found = new Map<
    Category,
    { sensitive: boolean; parts: Map<ConceptName, { fields: string[]; rows: number }> }
  >();
  for (const { concept, fields, rows } of leftOut) {
    for (const field of fields) {
      const { category, sensitivity } = entryOf(concept, field);
      const here = found.get(category) ?? { sensitive: false, parts: new Map() };
      found.set(category, here);
      if (sensitivity === 'sensitive') here.sensitive = true;
      const part = here.parts.get(concept) ?? { fields: [], rows };
      here.parts.set(concept, part);
      part.fields.push(field);
    }
  }
  return [...found]
    .map(([category, { sensitive, parts }]) => ({
      category,
      sensitive,
      parts: [...parts].map(([concept, part]) => ({ concept, ...part })),
    }))
    .sort((one, other) => Number(other.sensitive) - Number(one.sensitive));
}

/** The same field of several rows is said once. */
export function byConcept(unsaid: readonly Unsaid[]): { concept: ConceptName; fields: string[] }[] {
  const found = new Map<ConceptName, Set<string>>();
  for (const { concept, field } of unsaid) found.set(concept, (found.get(concept) ?? new Set()).add(field));
  return [...found].map(([concept, fields]) => ({ concept, fields: [...fields] }));
}
