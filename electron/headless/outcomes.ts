/**
 * How the headless door ends: an exit code for each reason, so that a script can tell them apart without reading. Codes
 * are only ever added; a number that was given out keeps its meaning.
 */
import type { Answer } from '../../core/contract/contract.ts';

type Trouble = Extract<Answer<'vault.state'>, { type: 'trouble' }>['trouble'];

/** In the order of the help; the sentence says what to do. */
export const OUTCOMES = {
  Unexpected: [1, 'something that should never happen; standard error says where'],
  Usage: [2, 'the command or an option is not understood'],
  PassphraseFile: [3, 'the passphrase file can not be read, or is not one line'],
  NoCaseload: [4, 'there is no caseload in this folder; `create` makes one'],
  CaseloadExists: [5, 'there is a caseload (or a part of one) in this folder already'],
  WrongPassphrase: [6, 'the passphrase does not open this caseload'],
  TooSoon: [7, 'too many wrong passphrases; wait as long as `waitMs` says'],
  PassphraseTooWeak: [8, 'a passphrase has at least twelve characters and is no row of keys'],
  NoPassphrase: [9, 'this caseload opens by keychain only; set a passphrase in the application'],
  databaseWithoutVault: [10, 'the database is there and its vault is not; put the vault back'],
  vaultWithoutDatabase: [11, 'the vault is there and its database is not; put a backup back'],
  vaultDamaged: [12, 'the vault can not be read; put back the one that was kept with a backup'],
  vaultNewer: [13, 'a newer version made this vault; use that version'],
  databaseTruncated: [14, 'a piece of the database is missing; put a backup back'],
  notADatabase: [15, 'the file in the place of the database is none, or of another vault'],
  databaseDamaged: [16, 'the database is damaged; put a backup back'],
  schemaNewer: [17, 'a newer version wrote this database; use that version'],
  DatabaseBusy: [
    18,
    'the caseload is open in the application or another process; lock or close it there, and try again',
  ],
  DiskFull: [19, 'the disk is full; what was saved before is still there'],
  NoAccess: [20, 'the folder or a file in it can not be read or written'],
  NotReadable: [21, 'a file to take in can not be read'],
  TooLarge: [22, 'a file to take in is larger than fifty megabytes'],
  FilesWithProblems: [23, 'a file to take in has a problem; nothing of any file was written'],
  InvalidField: [24, 'a name is too long or holds characters that no keyboard makes'],
  DossierNotFound: [25, 'there is no such dossier'],
  NotWritten: [26, 'the file could not be written there; never into the folder of the caseload itself'],
  NoBrowser: [27, 'a PDF needs Chromium; install it, or name it in JOBPORT_CHROMIUM'],
  ProblemsFound: [28, '`verify` found problems; standard output says which'],
  ExportLeaks: [29, 'the file would have held something that this recipient may not have; nothing was written'],
  ExportNotWhole: [30, 'the file did not open again, or held something that nobody sees; nothing was written'],
  DocumentNotHere: [31, 'a document is not on this machine, or opens no more; nothing was written'],
  Interrupted: [130, 'stopped by Ctrl+C; nothing is left half done'],
} as const satisfies Record<string, readonly [number, string]> & Record<Trouble, readonly [number, string]>;

export type Outcome = keyof typeof OUTCOMES;

/** Why a command could not be done. `detail` holds numbers, file names given on the command line, and names of fields. */
export type Failed = { readonly type: Outcome } & Readonly<Record<string, unknown>>;

/** The caseload's own names for what is one thing to a script. */
const SAME_AS: Readonly<Record<string, Outcome>> = {
  VaultExists: 'CaseloadExists',
  SlotMissing: 'NoPassphrase',
  NoVault: 'NoCaseload',
  VaultDamaged: 'vaultDamaged',
  VaultNewer: 'vaultNewer',
  VaultNotWritable: 'NoAccess',
  DatabaseTruncated: 'databaseTruncated',
  NotADatabase: 'notADatabase',
  DatabaseDamaged: 'databaseDamaged',
  SchemaNewer: 'schemaNewer',
  Cancelled: 'Interrupted',
  ExportHidesSomething: 'ExportNotWhole',
  DocumentNotFound: 'DocumentNotHere',
  DocumentDamaged: 'DocumentNotHere',
  DocumentToFetchAgain: 'DocumentNotHere',
};

export function failedAs(error: { readonly type: string }): Failed {
  const type = Object.hasOwn(OUTCOMES, error.type) ? (error.type as Outcome) : (SAME_AS[error.type] ?? 'Unexpected');
  return type === error.type ? { ...error, type } : { ...error, type, of: error.type };
}

export const exitCodeOf = (type: Outcome): number => OUTCOMES[type][0];

export const outcomesHelp = (): string =>
  Object.entries({ Done: [0, 'done'] as const, ...OUTCOMES })
    .map(([type, [code, sentence]]) => `  ${String(code).padStart(3)}  ${type.padEnd(21)} ${sentence}`)
    .join('\n');
