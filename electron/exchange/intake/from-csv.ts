/**
 * A table into dossiers, a row each. The mapping says what each column is; without one it is guessed. Several values in a
 * cell become several rows of a dossier; columns of the same concept together describe one (a job with its employer and
 * its dates), and where the same field comes twice, the next.
 */
import Papa from 'papaparse';
import { conceptOf, type ConceptName, type DossierConcept } from '../../../core/domain/concepts.ts';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { columnIsNotHeld, guessColumn } from './guess-columns.ts';
import type { IncomingDraft, RowDraft } from './incoming-draft.ts';
import { LIMITS, type CsvMapping, type CsvTarget, type Refusal } from './intake.ts';
import { takeFullName } from './from-json-resume.ts';
import type { Names } from './languages.ts';
import { Part } from './part.ts';
import { optionsOf, readSpokenCode } from './spoken-codes.ts';
import { readSpokenDate } from './spoken-dates.ts';
import { DUTCH_POSTCODE } from './vum-codes.ts';

export type Table = {
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
};

const SAMPLES = 5;
/** For a guess by content, more is looked at than is shown. */
const LOOKED_AT = 50;
const DELIMITERS = [';', ',', '\t', '|'];

export function readTable(text: string): Result<Table, Refusal> {
  const refuse = (type: Refusal['type'], reason: Refusal['reason'], place = ''): Result<Table, Refusal> =>
    err({ type, reason, place });
  const content = text.replace(/^\ufeff/, '');
  // Excel may say it itself in the first line.
  const told = /^sep=(.)\r?\n/i.exec(content);
  const body = told ? content.slice(told[0].length) : content;
  const parsed = Papa.parse<string[]>(body, {
    delimiter: told?.[1] ?? guessDelimiter(body),
    skipEmptyLines: 'greedy',
    // One more than is taken, to tell "exactly as many" from "too many".
    preview: LIMITS.dossiers + 2,
  });
  const fault = parsed.errors.find((each) => each.type === 'Quotes');
  if (fault) return refuse('BrokenFile', 'openQuote', `${(fault.row ?? 0) + 1}:1`);
  const [headers, ...rows] = parsed.data;
  if (!headers || headers.length < 2) return refuse('UnknownFormat', 'notRecognised');
  if (headers.length > LIMITS.columns) return refuse('TooMany', 'moreColumnsThanLimit', '1:1');
  // A letter has commas too: a table has known headers, or a header to each column and rows of one length.
  const known = headers.some((header) => guessColumn(header, []) !== 'ignore' || columnIsNotHeld(header, []));
  const regular = rows.filter((row) => row.length === headers.length).length >= rows.length / 2;
  if (!known && (rows.length === 0 || !regular || headers.some((header) => header.trim() === '')))
    return refuse('UnknownFormat', 'notRecognised');
  if (rows.length === 0) return refuse('Empty', 'noRows');
  if (rows.length > LIMITS.dossiers) return refuse('TooMany', 'moreDossiersThanLimit', `${LIMITS.dossiers + 2}:1`);
  const samples = headers.map((_, column) => {
    const found: string[] = [];
    for (const row of rows) {
      const value = row[column]?.trim();
      if (value && found.push(value) >= LOOKED_AT) break;
    }
    return found;
  });
  return ok({ headers: headers.map((each) => each.trim()), samples, rows });
}

/** The sign that divides the first line most often, outside quotes. */
function guessDelimiter(body: string): string {
  const end = body.search(/[\r\n]/);
  const first = body.slice(0, end < 0 ? 20_000 : Math.min(end, 20_000)).replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => first.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
}

export function guessMapping(table: Table): CsvMapping {
  const single = new Set<string>();
  return table.headers.map((header, i) => {
    const target = guessColumn(header, table.samples[i] ?? []);
    const key = typeof target === 'string' ? target : `${target.concept}.${target.field}`;
    const many = typeof target !== 'string' && conceptOf(target.concept).place === 'many';
    // A second column for what a candidate has only once is set aside rather than fought over.
    if (many || key === 'ignore') return target;
    if (single.has(key)) return 'ignore';
    single.add(key);
    return target;
  });
}

/** Columns as the mapping step shows them; of what is not held no samples are shown either. */
export const columnsOf = (table: Table): { header: string; samples: string[] }[] =>
  table.headers.map((header, i) => {
    const samples = table.samples[i] ?? [];
    const shown = columnIsNotHeld(header, samples) ? [] : samples.slice(0, SAMPLES);
    return { header: header.slice(0, 200), samples: shown.map((each) => each.slice(0, 200)) };
  });

export function isMappingFor(table: Table, mapping: CsvMapping): boolean {
  return (
    mapping.length === table.headers.length &&
    mapping.every((target) => {
      if (typeof target === 'string') return true;
      const concept = conceptOf(target.concept);
      return (
        concept.place !== 'organisation' &&
        concept.name !== 'importRemainder' &&
        concept.name !== 'document' &&
        Object.hasOwn(concept.fields, target.field)
      );
    })
  );
}

/** A reader of rows: what is the same for all of them is looked up once. */
export function tableReader(
  table: Table,
  mapping: CsvMapping,
  names: Names,
): (row: readonly string[], draft: IncomingDraft) => void {
  const notHeld = table.headers.map((header, i) => columnIsNotHeld(header, table.samples[i] ?? []));
  return (row, draft) => {
    const open = new Map<ConceptName, RowDraft<DossierConcept>[]>();
    const seen = new Map<string, number>();
    for (const [i, cell] of row.entries()) {
      const text = cell.trim();
      if (!text) continue;
      const path = table.headers[i] || `#${i + 1}`;
      if (notHeld[i]) draft.name(path);
      else readCell(mapping[i] ?? 'ignore', new Part(text, path), draft, { open, seen, header: path, names });
    }
  };
}

type Around = {
  readonly open: Map<ConceptName, RowDraft<DossierConcept>[]>;
  readonly seen: Map<string, number>;
  readonly header: string;
  readonly names: Names;
};

/** Cells that hold a list: each item is a row of its own. */
const LISTS = new Set([
  'skill.name',
  'language.language',
  'drivingLicence.category',
  'interest.name',
  'desiredOccupation.name',
  'course.name',
  'scheme.scheme',
  'contactDetail.email',
]);

function readCell(target: CsvTarget, part: Part, draft: IncomingDraft, around: Around): void {
  if (target === 'ignore') return draft.keep(part.path, part.value, 'ignoredColumn');
  if (target === 'fullName') return takeFullName(draft, part);
  const { concept, field } = target;
  if (concept === 'candidate' || concept === 'availability') return readSingle(concept, field, part, draft, around);
  const many = concept as DossierConcept;
  const key = `${concept}.${field}`;
  if (LISTS.has(key)) {
    for (const item of itemsIn(part.peekText())) readItem(many, field, item, part.path, draft, around);
    return;
  }
  // Contact details and links are a row each; of the others, the columns together are one.
  if (concept === 'contactDetail' || concept === 'webLink') {
    readValue(draft.row(concept, part.path), concept, field, part);
    return;
  }
  const number = around.seen.get(key) ?? 0;
  around.seen.set(key, number + 1);
  const rows = around.open.get(concept) ?? [];
  around.open.set(concept, rows);
  const row = (rows[number] ??= draft.row(many, part.path));
  readValue(row as unknown as RowDraft<ConceptName>, concept, field, part);
  if (concept === 'socialProfile' && /linkedin/i.test(around.header)) {
    row.put('site' as never, 'linkedin', part.path);
  }
}

function readSingle(
  concept: 'candidate' | 'availability',
  field: string,
  part: Part,
  draft: IncomingDraft,
  around: Around,
): void {
  const row = draft[concept] as unknown as RowDraft<ConceptName>;
  const text = part.peekText();
  if (row.has(field as never)) return draft.keep(part.path, text, 'noPlace');
  const range = /^(\d{1,2})\s*(?:-|–|tot|t\/m|to)\s*(\d{1,2})(?:\s*(?:uur|u|hours?))?(?:\s*per week)?$/i.exec(
    text.slice(0, 60),
  );
  if (range && (field === 'hoursMin' || field === 'hoursMax')) {
    draft.availability.put('hoursMin', Number(range[1]), part.path);
    draft.availability.put('hoursMax', Number(range[2]), part.path);
    return;
  }
  if (field === 'postcode') {
    const dutch = DUTCH_POSTCODE.exec(text.slice(0, 20));
    return row.put(field as never, dutch ? `${dutch[1]} ${dutch[2]?.toUpperCase()}` : text, part.path);
  }
  if (field === 'country') return row.put(field as never, around.names.countryName(text) ?? text, part.path);
  readValue(row, concept, field, part);
}

function readItem(
  concept: DossierConcept,
  field: string,
  item: string,
  path: string,
  draft: IncomingDraft,
  around: Around,
): void {
  const row = draft.row(concept, path);
  if (concept === 'scheme') {
    // A column "Participatiewet" with yes and no, or a column "Regelingen" with their names.
    const answer = readSpokenCode(['yes', 'no'], item);
    const named = readSpokenCode(optionsOf('scheme', 'scheme'), answer === 'yes' ? around.header : item);
    if (answer === 'no') return;
    return named ? row.put('scheme' as never, named, path) : draft.keep(path, item, 'unreadable');
  }
  if (concept === 'drivingLicence') return readLicence(row as unknown as RowDraft<'drivingLicence'>, item, path, draft);
  if (concept === 'language') {
    // "Engels (goed)": the level is how it is spoken.
    const found = /^([^()]{1,60})\(([^()]{1,40})\)$/.exec(item);
    const language = row as unknown as RowDraft<'language'>;
    const name = (found?.[1] ?? item).trim();
    const level = found ? readSpokenCode(optionsOf('language', 'speaking'), found[2] ?? '') : undefined;
    const native = /^(?:moedertaal|native|mother tongue)$/i.test(found?.[2]?.trim() ?? '');
    language.put('language', level || native || !found ? name : item, path);
    language.put('languageCode', around.names.languageCode(name), path);
    language.put('speaking', level, path);
    if (native) language.put('motherTongue', 'yes', path);
    return;
  }
  readValue(row as unknown as RowDraft<ConceptName>, concept, field, new Part(item, path));
}

function readLicence(row: RowDraft<'drivingLicence'>, item: string, path: string, draft: IncomingDraft): void {
  const category = item.replace(/^rijbewijs\s+/i, '').trim();
  const found = readSpokenCode(optionsOf('drivingLicence', 'category'), category);
  if (found) return row.put('category', found, path);
  // "No" says that there is none. "Yes" does not say which.
  if (readSpokenCode(['yes', 'no'], item) !== 'no') draft.keep(path, item, 'unreadable');
}

/** One cell into one field, as its kind is written by people. */
function readValue<N extends ConceptName>(row: RowDraft<N>, concept: N, field: string, part: Part): void {
  const definition = conceptOf(concept).fields[field];
  const text = part.peekText();
  row.take(field as never, part, () => {
    switch (definition?.kind) {
      case 'date':
      case 'partialDate':
        return readSpokenDate(text);
      case 'integer': {
        const number =
          /^(?:max\.?|min\.?|circa|ca\.?)?\s*(\d{1,5})(?:[.,]0+)?\s*(?:km|kilometers?|uur|u|minuten|min\.?|hours?|minutes?)?(?: per week)?$/i.exec(
            text.slice(0, 60),
          );
        return number ? Number(number[1]) : undefined;
      }
      case 'code':
        return readSpokenCode(definition.options ?? [], text);
      case 'codes': {
        const answers = itemsIn(text).map((item) => readSpokenCode(definition.options ?? [], item));
        return answers.includes(undefined) ? undefined : [...new Set(answers as string[])];
      }
      default:
        return text;
    }
  });
}

/** Divided by `;`, `|`, line ends or commas, but not by a comma within brackets. */
function itemsIn(text: string): string[] {
  return text
    .split(/[;|\n]|,(?![^()]{0,200}\))/)
    .map((item) => item.trim())
    .filter(Boolean);
}
