/** What may stand on the command line of the headless door. Anything else is refused before a file is touched. */
import { parseArgs } from 'node:util';
import { RECIPIENTS, type Recipient } from '../../core/register/register.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { outcomesHelp, type Failed } from './outcomes.ts';

export const COMMANDS = {
  create: 'create [--organisation NAME] [--adviser NAME]',
  import: 'import FILE… [--merge | --keep-both | --skip] [--dry-run]',
  list: 'list',
  show: 'show ID',
  search: 'search WORDS [--limit N]',
  export:
    'export ID --format pdf|docx|jsonresume|vum|zip --for candidate|colleague|employer|uwv --out FILE [--name RECIPIENT] [--language nl|en] [--zip-password-file FILE] [--documents ID,ID]',
  history: 'history ID',
  verify: 'verify',
  backup: 'backup FILE',
  pack: 'pack FILE…',
  generate: 'generate --candidates N --seed S [--language nl|en]',
} as const;
export type CommandName = keyof typeof COMMANDS;

const FORMATS = { pdf: 'pdf', docx: 'docx', jsonresume: 'jsonResume', vum: 'vum', zip: 'zip' } as const;
type FormatName = keyof typeof FORMATS;

export type Command =
  | { readonly name: 'create'; readonly organisation: string | null; readonly adviser: string | null }
  | {
      readonly name: 'import';
      readonly files: readonly string[];
      /** What happens to somebody who is there already; null when that was not said. */
      readonly same: 'merge' | 'add' | 'skip' | null;
      readonly dryRun: boolean;
    }
  | { readonly name: 'list' | 'verify' }
  | { readonly name: 'show' | 'history'; readonly dossier: string }
  | { readonly name: 'search'; readonly words: string; readonly limit: number }
  | {
      readonly name: 'export';
      readonly dossier: string;
      readonly format: (typeof FORMATS)[FormatName];
      readonly recipient: Recipient;
      readonly recipientName: string | null;
      readonly language: 'nl' | 'en';
      readonly out: string;
      /** Of a zip: the file with its password on one line, and the documents that go along. */
      readonly zipPasswordFile: string | null;
      readonly documents: readonly string[];
    }
  | { readonly name: 'backup'; readonly out: string }
  | { readonly name: 'pack'; readonly files: readonly string[] }
  | {
      readonly name: 'generate';
      readonly candidates: number;
      readonly seed: number;
      readonly language: 'nl' | 'en';
    };

export type Asked = { readonly dir: string; readonly passphraseFile: string; readonly command: Command };

export const help = (): string => `The caseload without a window, for administrators and tests.

  npm run -s caseload -- --dir DIR --passphrase-file FILE COMMAND

DIR is the folder that holds caseload.db. The passphrase file has the passphrase on one line. Answers are JSON on standard
output; errors and warnings are JSON on standard error, and each error has its own exit code.

Commands
${Object.values(COMMANDS)
  .map((line) => `  ${line}`)
  .join('\n')}

  create prints the recovery code, once: keep it on paper. import writes everything or nothing, as one deed that can be
  undone; somebody who is there already is skipped and reported, and taken in beside when their references differ, unless
  --merge, --keep-both or --skip says otherwise; --dry-run writes nothing. pack imports lists of occupations, skills, places
  and regions (zip, csv, txt, xlsx) as they were downloaded. generate makes invented candidates, 250 at a time. backup and export write the whole file or none; what is exported is opened and looked at again first. A zip holds paper, data and
  the documents that are named, locked with AES-256.

Exit codes
${outcomesHelp()}
`;

const usage = (reason: string, command?: CommandName): { ok: false; error: Failed } =>
  err({ type: 'Usage', reason, usage: command ? COMMANDS[command] : 'npm run -s caseload -- --help' });

const OPTIONS = {
  dir: { type: 'string' },
  'passphrase-file': { type: 'string' },
  help: { type: 'boolean' },
  organisation: { type: 'string' },
  adviser: { type: 'string' },
  merge: { type: 'boolean' },
  'keep-both': { type: 'boolean' },
  skip: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  limit: { type: 'string' },
  format: { type: 'string' },
  for: { type: 'string' },
  name: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  'zip-password-file': { type: 'string' },
  documents: { type: 'string' },
  candidates: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** Which options belong to which command, besides the two that all have. */
const BELONGS: Readonly<Record<CommandName, readonly (keyof typeof OPTIONS)[]>> = {
  create: ['organisation', 'adviser'],
  import: ['merge', 'keep-both', 'skip', 'dry-run'],
  list: [],
  show: [],
  search: ['limit'],
  export: ['format', 'for', 'name', 'language', 'out', 'zip-password-file', 'documents'],
  history: [],
  verify: [],
  backup: [],
  pack: [],
  generate: ['candidates', 'seed', 'language'],
};

/** @returns null when only the help was asked for */
export function readOptions(args: readonly string[]): Result<Asked | null, Failed> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    // The parser's own message repeats what was typed, which may be somebody's name.
    return usage('an option is not known, or lacks its value');
  }
  const { values, positionals } = parsed;
  if (values.help) return ok(null);
  const [first, ...rest] = positionals;
  if (first === undefined || !Object.hasOwn(COMMANDS, first)) return usage('name one command');
  const name = first as CommandName;
  if (!values.dir) return usage('--dir is needed', name);
  if (!values['passphrase-file']) return usage('--passphrase-file is needed', name);
  const allowed = new Set<string>([...BELONGS[name], 'dir', 'passphrase-file']);
  if (Object.keys(values).some((option) => !allowed.has(option)))
    return usage('an option that belongs to another command', name);
  const command = commandOf(name, rest, values);
  return typeof command === 'string'
    ? usage(command, name)
    : ok({ dir: values.dir, passphraseFile: values['passphrase-file'], command });
}

type Values = { readonly [N in keyof typeof OPTIONS]?: string | boolean | undefined };

/** @returns the command, or in words what is wrong with it */
function commandOf(name: CommandName, rest: readonly string[], values: Values): Command | string {
  const text = (option: keyof typeof OPTIONS): string | null => {
    const value = values[option];
    return typeof value === 'string' ? value : null;
  };
  const language = text('language') ?? 'nl';
  if (language !== 'nl' && language !== 'en') return '--language is nl or en';
  const [one] = rest;
  const single = one !== undefined && one !== '' && rest.length === 1 ? one : null;
  switch (name) {
    case 'create':
      return rest.length > 0
        ? 'create takes options only'
        : { name, organisation: text('organisation'), adviser: text('adviser') };
    case 'import': {
      const choices = [values.merge, values['keep-both'], values.skip].filter(Boolean).length;
      if (choices > 1) return 'choose one of --merge, --keep-both and --skip';
      if (rest.length === 0) return 'name the files to take in';
      if (rest.length > 200) return 'at most 200 files at a time';
      const same = values.merge ? 'merge' : values['keep-both'] ? 'add' : values.skip ? 'skip' : null;
      return { name, files: rest, same, dryRun: values['dry-run'] === true };
    }
    case 'list':
    case 'verify':
      return rest.length > 0 ? `${name} takes nothing` : { name };
    case 'show':
    case 'history':
      return single === null ? 'name one dossier' : { name, dossier: single };
    case 'search': {
      const limit = whole(text('limit') ?? '20', 1, 100);
      if (rest.length === 0) return 'name the words to look for';
      return limit === null
        ? '--limit is a number from 1 to 100'
        : { name, words: rest.join(' ').slice(0, 500), limit };
    }
    case 'export': {
      const format = text('format') ?? '';
      const recipient = RECIPIENTS.find((each) => each === text('for'));
      const out = text('out');
      if (single === null) return 'name one dossier';
      if (!Object.hasOwn(FORMATS, format)) return '--format is pdf, docx, jsonresume, vum or zip';
      if (!recipient) return '--for is candidate, colleague, employer or uwv';
      if (!out) return '--out is needed';
      const recipientName = text('name')?.slice(0, 200) ?? null;
      const zipPasswordFile = text('zip-password-file');
      const documents = text('documents')?.split(',') ?? [];
      if ((format === 'zip') !== (zipPasswordFile !== null)) return '--zip-password-file goes with --format zip';
      if (documents.length > 0 && format !== 'zip') return '--documents goes with --format zip';
      return {
        name,
        dossier: single,
        format: FORMATS[format as FormatName],
        recipient,
        recipientName,
        language,
        out,
        zipPasswordFile,
        documents,
      };
    }
    case 'backup':
      return single === null ? 'name one file' : { name, out: single };
    case 'pack':
      if (rest.length === 0) return 'name the files of the lists';
      return rest.length > 200 ? 'at most 200 files at a time' : { name, files: rest };
    case 'generate': {
      const candidates = whole(text('candidates') ?? '', 1, 100_000);
      const seed = whole(text('seed') ?? '', 0, 2 ** 31 - 1);
      if (rest.length > 0) return 'generate takes options only';
      if (candidates === null) return '--candidates is a number from 1 to 100000';
      return seed === null ? '--seed is a whole number from 0' : { name, candidates, seed, language };
    }
  }
}

function whole(text: string, from: number, to: number): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : null;
}
