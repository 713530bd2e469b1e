/** Which outline a visit begins with, by its kind. */
import type { CONTACT_KINDS } from '../../../core/domain/concepts.ts';

export const OUTLINES = ['intake', 'progress', 'visit', 'telephone'] as const;
type Outline = (typeof OUTLINES)[number];

export const OUTLINE_OF: Readonly<Record<(typeof CONTACT_KINDS)[number], Outline | null>> = {
  conversation: 'progress',
  visit: 'visit',
  telephone: 'telephone',
  videoCall: 'progress',
  email: null,
  message: null,
  other: null,
};

/** With an empty line to type on below its first heading. */
export const outlineText = (text: string): string => `${text.trim()}\n`;
