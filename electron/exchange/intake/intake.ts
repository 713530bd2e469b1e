/**
 * What taking in a file gives: dossiers that can be shown before anything is written, or one error with file, place and
 * reason. An error never carries content of the file: it is shown, and may be logged.
 */
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { IncomingDossier, IntakeFormat } from '../../../core/domain/dossier.ts';

export type CsvTarget = 'ignore' | 'fullName' | { readonly concept: ConceptName; readonly field: string };
/** One target for each column, in the order of the columns. */
export type CsvMapping = readonly CsvTarget[];

export type Intake = {
  readonly format: IntakeFormat;
  readonly dossiers: readonly IncomingDossier[];
  readonly csv?: {
    readonly columns: readonly { readonly header: string; readonly samples: readonly string[] }[];
    readonly mapping: CsvMapping;
  };
};

export const INTAKE_ERRORS = [
  'Empty',
  'NotReadable',
  'TooLarge',
  'UnknownFormat',
  'WrongEncoding',
  'BrokenFile',
  'TooDeep',
  'TooMany',
  'WrongShape',
  'Cancelled',
] as const;

/** Why a file was refused; each has a text in both languages. */
export const INTAKE_REASONS = [
  'nothingInIt',
  'notReadable',
  'largerThanLimit',
  'pdf',
  'zipOrOffice',
  'picture',
  'binary',
  'vacancy',
  'notRecognised',
  'notThisEncoding',
  'unexpectedEnd',
  'unexpectedCharacter',
  'badEscape',
  'badNumber',
  'textAfterEnd',
  'badXml',
  'doctype',
  'openQuote',
  'deeperThanLimit',
  'moreDossiersThanLimit',
  'moreValuesThanLimit',
  'moreColumnsThanLimit',
  'notAProfile',
  'mixedFormats',
  'noRows',
  'nobodyInColumns',
  'mapping',
  'cancelled',
] as const;
export type IntakeReason = (typeof INTAKE_REASONS)[number];

export type IntakeError = {
  readonly type: (typeof INTAKE_ERRORS)[number];
  readonly file: string;
  /** `3:14` is line and column, `[2]` the third profile; empty when the whole file is meant. */
  readonly place: string;
  readonly reason: IntakeReason;
};

/** An error before it knows the file's name. */
export type Refusal = Omit<IntakeError, 'file'>;

/** Of the whole file. It is shown by its reason, which has the words. */
function refusal(type: Refusal['type'], reason: IntakeReason): Refusal {
  return { type, reason, place: '' };
}

/** A table that can be read, and in which no column says who somebody is: until one is chosen it holds no people. */
export const NOBODY_IN_COLUMNS: Refusal = refusal('WrongShape', 'nobodyInColumns');

export const LIMITS = {
  /** Beyond what a caseload in text can be (10,000 profiles are 40 MB); also what is held in memory thrice. */
  bytes: 50 * 1024 * 1024,
  /** The contract's bound on decisions; more than a hundred caseloads. */
  dossiers: 20_000,
  /** Longest real CVs have some sixty skills; what is beyond is kept as remainder. */
  rows: 200,
  /** The deepest format (Europass) is twelve deep. */
  depth: 40,
  /** Values in one file: 50 MB of tiny values would otherwise be gigabytes of objects. */
  values: 4_000_000,
  /** XML is one person a file, and each element costs more: real ones have some thousands. */
  elements: 400_000,
  /** The contract's bound on a mapping. */
  columns: 500,
  /** Characters of one remainder: what its column holds. Longer ones are divided. */
  remainder: 20_000,
  /** Entries of remainder shown one by one; what is beyond is packed together. */
  remainders: 500,
  path: 400,
} as const;
