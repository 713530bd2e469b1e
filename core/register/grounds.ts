/**
 * On what ground each purpose of the register stands (AVG art. 6), and what follows from it for what somebody may take along (art. 20). The
 * statement names two grounds: the agreement and consent (§2, §6); accounting for it and being able to restore it are duties by law
 * (art. 5(2) and 32).
 */
import type { ConceptName } from '../domain/concepts.ts';
import { entryOf, mayReceive, type Category, type Purpose } from './register.ts';

export type Ground = 'agreement' | 'legalDuty';

export const GROUND_OF: Readonly<Record<Purpose, Ground>> = {
  guidance: 'agreement',
  matching: 'agreement',
  contact: 'agreement',
  agreement: 'agreement',
  accountability: 'legalDuty',
  recovery: 'legalDuty',
};

/** Here what is sensitive and was not made together is what an adviser wrote down for themselves. */
const WRITTEN_BY_ADVISERS: ReadonlySet<Category> = new Set([
  'guidance',
  'documents',
  'applications',
  'placements',
  'assessments',
  'rights',
]);

/**
 * Whether it goes along when somebody takes their data along: what is held to carry out the agreement with them (§6), and is not what an
 * adviser wrote down about them. That is told at access, and not carried to somebody else.
 */
export function isPortable(concept: ConceptName, field: string): boolean {
  const { purpose, sensitivity, together, category } = entryOf(concept, field);
  if (!mayReceive('candidate', concept, field) || GROUND_OF[purpose] !== 'agreement') return false;
  return !(sensitivity === 'sensitive' && together !== true && WRITTEN_BY_ADVISERS.has(category));
}
