/** Where the bytes of a document are, in one of a few words; and how large it is. Pure. */
import type { Answer } from '../../../core/contract/contract.ts';

export type DocumentFile = Answer<'documents.list'>[number];

export type DocumentPlace =
  | 'onlyHere'
  | 'both'
  | 'office'
  | 'elsewhere'
  | 'sending'
  | 'fetching'
  | 'waitsForLine'
  | 'waitsForDay'
  | 'damaged'
  /** A laptop without an office: everything is here, and there is nothing to tell apart. */
  | 'here';

export function placeOf(file: DocumentFile | undefined, hasOffice: boolean): DocumentPlace {
  if (!file) return hasOffice ? 'elsewhere' : 'here';
  if (file.damaged) return 'damaged';
  if (!hasOffice) return 'here';
  if (file.doing === 'sending' || file.doing === 'fetching') return file.doing;
  if (file.isHere) {
    if (file.isAtOffice) return 'both';
    return file.doing === 'waitsForDay' ? 'waitsForDay' : 'onlyHere';
  }
  if (!file.isAtOffice) return 'elsewhere';
  return file.doing === 'waitsForLine' || file.doing === 'waitsForDay' ? file.doing : 'office';
}

/** How far what is under way came, from 0 to 1. */
export const partOf = (file: DocumentFile): number =>
  file.bytes === 0 ? 0 : (file.doing === 'sending' ? file.office : file.here) / file.bytes;

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "340 kB", "1,2 MB": thousands of thousands, as every file manager now counts. */
export function sizeText(bytes: number, language: string): string {
  const step = bytes < 1000 ? 0 : Math.min(STEPS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: STEPS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step > 0 && amount < 10 ? 1 : 0,
  }).format(amount);
}

/** Of these the words are shown, taken out of the file. */
const WORD =
  /^application\/(?:vnd\.openxmlformats-officedocument\.wordprocessingml\.document|vnd\.oasis\.opendocument\.text)$/;

/** What the window itself can show of it. The rest needs a program of its own. */
export function shownAs(mediaType: string | null): 'picture' | 'pdf' | 'word' | 'text' | 'sound' | 'film' | null {
  if (mediaType === null) return null;
  if (mediaType === 'application/pdf') return 'pdf';
  if (WORD.test(mediaType)) return 'word';
  if (/^image\/(?:png|jpeg|gif|webp|avif|bmp)$/.test(mediaType)) return 'picture';
  if (/^text\/(?!html)|^application\/json$/.test(mediaType)) return 'text';
  if (mediaType.startsWith('audio/')) return 'sound';
  return mediaType.startsWith('video/') ? 'film' : null;
}
