/**
 * Classification packs: lists that anybody may download, imported as they are. What each is, what it holds, and what may go wrong
 * while it is read. Their names, licences and sources in words are in the window's texts.
 */
export const PACK_KINDS = ['esco', 'crosswalk', 'interests', 'postcodes', 'regions', 'brc'] as const;
export type PackKind = (typeof PACK_KINDS)[number];

export const PACK_LANGUAGES = ['nl', 'en'] as const;
export type PackLanguage = (typeof PACK_LANGUAGES)[number];

/** What is counted in a pack, in the order in which it is told. */
export const PACK_COUNTS = [
  'occupations',
  'skills',
  'labels',
  'relations',
  'groups',
  'links',
  'profiles',
  'postcodes',
  'municipalities',
  'regions',
] as const;
export type PackCount = (typeof PACK_COUNTS)[number];
export type PackCounts = Partial<Record<PackCount, number>>;

/** Nothing can be done with the file; the adviser is told what to do. */
export const FILE_REASONS = [
  'notReadable',
  'tooLarge',
  'brokenZip',
  'lockedZip',
  'swollenZip',
  'nothingInZip',
  'notUtf8',
  'openQuote',
  'empty',
  'noLanguage',
  'missingColumns',
  'unknownFile',
  'needsOccupations',
] as const;
/** A line that is passed over; the others are taken. */
export const LINE_REASONS = ['fewerColumns', 'badCode', 'noName', 'twice', 'unknownCode', 'badNumber'] as const;

export type FileReason = (typeof FILE_REASONS)[number];
export type FileRefusal = { readonly type: FileReason };
export type LineReason = (typeof LINE_REASONS)[number];
/**
 * Of many lines with the same trouble the first are told, and how many there are. `line` counts from 1 and is 0 for the file as a whole; `detail`
 * is the name of a column or a code, never anything about a person.
 */
export type PackProblems = {
  readonly file: string;
  readonly reason: FileReason | LineReason;
  readonly count: number;
  readonly lines: readonly { readonly line: number; readonly detail: string }[];
};

export const isFileReason = (reason: string): reason is FileReason =>
  (FILE_REASONS as readonly string[]).includes(reason);
