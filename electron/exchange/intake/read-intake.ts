/**
 * A file into dossiers, or an error: nothing in between, and nothing written. The format is recognised by what is in the
 * file, never by its name. Long files report progress and can be stopped between two dossiers.
 */
import type { IncomingDossier, IntakeFormat } from '../../../core/domain/dossier.ts';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { decodeText } from './decode-text.ts';
import { columnsOf, guessMapping, isMappingFor, readTable, tableReader } from './from-csv.ts';
import { readEuropassCandidate } from './from-europass-candidate.ts';
import { JSON_RESUME_MEMBERS, readJsonResume } from './from-json-resume.ts';
import { readSkillsPassport } from './from-skills-passport.ts';
import { VUM_MEMBERS, readVumProfile } from './from-vum.ts';
import { IncomingDraft } from './incoming-draft.ts';
import { LIMITS, type CsvMapping, type Intake, type IntakeError, type Refusal } from './intake.ts';
import { makeNames, type Names } from './languages.ts';
import { Part } from './part.ts';
import { readJson } from './read-json.ts';
import { readXml } from './read-xml.ts';
import { isMembers, type Tree } from './tree.ts';

export type ReadOptions = {
  /** For a table: what each column is. Without it, it is guessed. */
  readonly mapping?: CsvMapping | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
};

/** Dossiers between two pauses: some milliseconds, so that a cancel arrives in time. */
const BETWEEN_PAUSES = 50;

type Reader = (part: Part, draft: IncomingDraft, names: Names) => void;
/** A file that has been recognised: how many dossiers it holds and how each is read. */
type Recognised = {
  readonly format: IntakeFormat;
  readonly total: number;
  readonly read: (index: number, draft: IncomingDraft) => void;
  readonly csv?: Intake['csv'];
};

export async function readIntake(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<Result<Intake, IntakeError>> {
  const recognised = recognise(bytes, options.mapping);
  if (!recognised.ok) return err({ ...recognised.error, file: fileName });
  const { format, total, read, csv } = recognised.value;
  const dossiers: IncomingDossier[] = [];
  for (let i = 0; i < total; i++) {
    if (i % BETWEEN_PAUSES === 0) {
      options.progress?.(i, total);
      await new Promise((resolve) => setImmediate(resolve));
      if (options.signal?.aborted) return err({ type: 'Cancelled', file: fileName, place: '', reason: 'cancelled' });
    }
    const draft = new IncomingDraft({ file: fileName.slice(-255), position: i + 1, format });
    read(i, draft);
    dossiers.push(draft.finish());
  }
  options.progress?.(total, total);
  return ok({ format, dossiers, ...(csv ? { csv } : {}) });
}

const refuse = (type: Refusal['type'], reason: Refusal['reason'], place = ''): Result<Recognised, Refusal> =>
  err({ type, reason, place });

function recognise(bytes: Uint8Array, mapping: CsvMapping | undefined): Result<Recognised, Refusal> {
  if (bytes.length === 0) return refuse('Empty', 'nothingInIt');
  if (bytes.length > LIMITS.bytes) return refuse('TooLarge', 'largerThanLimit');
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const first = /\S/.exec(text.value)?.[0];
  if (first === undefined) return refuse('Empty', 'nothingInIt');
  if (first === '{' || first === '[') return recogniseJson(text.value);
  if (first === '<') return recogniseXml(text.value);
  return recogniseTable(text.value, mapping);
}

/** One or more trees, each read in the same way. */
function trees(format: IntakeFormat, each: readonly Tree[], reader: Reader): Recognised {
  const names = makeNames();
  return {
    format,
    total: each.length,
    read: (index, draft) => {
      const part = new Part(each[index] ?? null);
      reader(part, draft, names);
      draft.keepLeftovers(part);
    },
  };
}

type JsonKind = 'vum' | 'jsonResume' | 'europassJson' | 'vacancy' | null;

/** By the members that only this kind has. */
function kindOf(tree: Tree): JsonKind {
  if (!isMembers(tree)) return null;
  if (isMembers(tree.get('SkillsPassport')) || isMembers(tree.get('LearnerInfo'))) return 'europassJson';
  if (VUM_MEMBERS.some((name) => tree.has(name)) && !tree.has('idVacature')) return 'vum';
  if (tree.has('idVacature') || tree.has('sollicitatiewijze') || tree.get('@type') === 'JobPosting') {
    return 'vacancy';
  }
  if (tree.has('responsibilities') && tree.has('qualifications')) return 'vacancy';
  if (JSON_RESUME_MEMBERS.some((name) => isMembers(tree.get(name)) || Array.isArray(tree.get(name))))
    return 'jsonResume';
  // A VUM profile of only contact details, as in the exports of the pilot.
  return ['emailadres', 'telefoonnummer', 'indicatieLdrRegistratie'].some((name) => tree.has(name)) ? 'vum' : null;
}

function recogniseJson(text: string): Result<Recognised, Refusal> {
  const read = readJson(text);
  if (!read.ok) return read;
  const list = Array.isArray(read.value) ? read.value : [read.value];
  if (list.length === 0) return refuse('Empty', 'noRows');
  if (list.length > LIMITS.dossiers) return refuse('TooMany', 'moreDossiersThanLimit', `[${LIMITS.dossiers}]`);
  const kind = kindOf(list[0] ?? null);
  const stray = list.findIndex((each) => kindOf(each) !== kind);
  if (kind === null) {
    const known = list.findIndex((each) => kindOf(each) !== null);
    return known < 0 ? refuse('UnknownFormat', 'notRecognised') : refuse('WrongShape', 'notAProfile', '[0]');
  }
  if (stray >= 0) {
    return refuse('WrongShape', kindOf(list[stray] ?? null) === null ? 'notAProfile' : 'mixedFormats', `[${stray}]`);
  }
  switch (kind) {
    case 'vacancy':
      return refuse('UnknownFormat', 'vacancy');
    case 'vum':
      return ok(trees('vum', list, readVumProfile));
    case 'jsonResume':
      return ok(trees('jsonResume', list, readJsonResume));
    case 'europassJson':
      return ok(
        trees('europassJson', list, (part, draft, names) =>
          readSkillsPassport(part.member('SkillsPassport') ?? part, draft, names),
        ),
      );
  }
}

function recogniseXml(text: string): Result<Recognised, Refusal> {
  const read = readXml(text);
  if (!read.ok) return read;
  const { root, tree } = read.value;
  if (root === 'Candidate') return ok(trees('europassXml', [tree], readEuropassCandidate));
  if (root === 'SkillsPassport') return ok(trees('europassXml', [tree], readSkillsPassport));
  return refuse('UnknownFormat', 'notRecognised');
}

function recogniseTable(text: string, given: CsvMapping | undefined): Result<Recognised, Refusal> {
  const table = readTable(text);
  if (!table.ok) return table;
  if (given && !isMappingFor(table.value, given)) return refuse('WrongShape', 'mapping');
  const mapping = given ?? guessMapping(table.value);
  const read = tableReader(table.value, mapping, makeNames());
  return ok({
    format: 'csv',
    total: table.value.rows.length,
    read: (index, draft) => read(table.value.rows[index] ?? [], draft),
    csv: { columns: columnsOf(table.value), mapping },
  });
}
