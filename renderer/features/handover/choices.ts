/** What can be chosen when a dossier is handed over, in the order in which it is shown. */
import { HANDOVER_FORMATS, type Ask } from '../../../core/contract/contract.ts';
import type { Recipient } from '../../../core/register/register.ts';

export type Handover = Ask<'handover.preview'>;
export type Format = Handover['format'];

export const WHO: readonly Recipient[] = ['candidate', 'colleague', 'employer', 'uwv'];
export const FORMATS: readonly Format[] = HANDOVER_FORMATS;
/** Of which the preview is a page; the others are data. */
export const isPaper = (format: Format): boolean => format === 'pdf' || format === 'docx' || format === 'zip';
export const LANGUAGES = ['nl', 'en'] as const;

/** An empty name is no name. */
export const nameOf = (typed: string): string | null => typed.trim() || null;
