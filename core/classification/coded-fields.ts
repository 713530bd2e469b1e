/** Answers that may have a code beside them: what is suggested while they are typed, and where the code goes. */
import type { ConceptName } from '../domain/concepts.ts';

export type SuggestKind = 'occupation' | 'skill';
export type CodedField = {
  readonly concept: ConceptName;
  readonly field: string;
  readonly kind: SuggestKind;
  readonly code: string;
  readonly system: string;
};

export const CODED_FIELDS: readonly CodedField[] = [
  { concept: 'workExperience', field: 'role', kind: 'occupation', code: 'roleCode', system: 'roleCodeSystem' },
  { concept: 'skill', field: 'name', kind: 'skill', code: 'code', system: 'codeSystem' },
  { concept: 'desiredOccupation', field: 'name', kind: 'occupation', code: 'code', system: 'codeSystem' },
];

export const codedField = (concept: ConceptName, field: string): CodedField | null =>
  CODED_FIELDS.find((each) => each.concept === concept && each.field === field) ?? null;
