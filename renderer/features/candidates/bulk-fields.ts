/** What makes sense for many at once: which rows, which of their fields, and which answers. */
import type { ConceptName } from '../../../core/domain/concepts.ts';

/** The first field is what a row is about: without it there is nothing to add. */
export const ROW_FIELDS = {
  task: ['what', 'dueOn', 'priority', 'note'],
  agreement: ['what', 'by', 'dueOn', 'note'],
  appointment: ['subject', 'kind', 'date', 'time', 'place'],
  contactMoment: ['subject', 'kind', 'date', 'text'],
  course: ['name', 'institute', 'certificateDate'],
} as const satisfies Partial<Record<ConceptName, readonly string[]>>;
export type BulkRow = keyof typeof ROW_FIELDS;
export const BULK_ROWS = Object.keys(ROW_FIELDS) as BulkRow[];

/** Said of each row without being asked: what many were told at once is no draft. */
export const ALSO: { readonly [N in BulkRow]?: Readonly<Record<string, string>> } = {
  contactMoment: { finished: 'yes' },
  appointment: { state: 'planned' },
};

/** Answers that may well be the same for several people. A name, an address or a scheme never is. */
export const ANSWERS = [
  { concept: 'candidate', field: 'workLevel' },
  { concept: 'candidate', field: 'place' },
  { concept: 'candidate', field: 'country' },
  { concept: 'availability', field: 'from' },
  { concept: 'availability', field: 'until' },
  { concept: 'availability', field: 'hoursMin' },
  { concept: 'availability', field: 'hoursMax' },
  { concept: 'availability', field: 'maxDistanceKm' },
  { concept: 'availability', field: 'maxTravelMinutes' },
] as const;
