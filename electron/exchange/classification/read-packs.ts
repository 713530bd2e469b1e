/**
 * Files of classification packs, as they are downloaded, into drafts: a zip, or its files one by one. A file is known by what it is called
 * and by its columns. A file that can not be taken stops the import; a line that is not right is passed over and told.
 *
 * Sources: ESCO CSV (esco.ec.europa.eu, "classification", v1.1 and v1.2), O*NET text files and crosswalk (onetcenter.org), GeoNames postal
 * codes (download.geonames.org/export/zip), CBS regions, BRC 2014 of ROA and CBS.
 */
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { FileReason, FileRefusal, PackProblems } from '../../../core/classification/packs.ts';
import type { PackDraft } from './pack-draft.ts';
import { PackReading } from './pack-reading.ts';
import { READERS, SHEET_READERS, type Reader } from './readers.ts';
import { delimiterOf, slicesOf, utf8Text } from './table-slices.ts';
import { isWorkbook, xlsxRows } from './xlsx-rows.ts';
import { isZip, openZip, type ZipEntry } from '../zip.ts';

/** Its bytes, or why there are none. */
export type PackFile = { readonly name: string; readonly bytes: Buffer | FileReason };

export type Reading = {
  /** Characters read, of those that are known to come. */
  progress(done: number, total: number): void;
  /** Lets others go first; false when the adviser stops it. */
  breathe(): Promise<boolean>;
};

export type PacksRead = { readonly drafts: PackDraft[]; readonly problems: PackProblems[] };

/** ESCO with all its relations is 45 MB; ten times that fits. */
const MOST = { parts: 2_000, bytes: 450 * 2 ** 20 };

type Text = {
  readonly name: string;
  readonly bytes: number;
  readonly isInZip: boolean;
  text(): Promise<Result<string, FileRefusal>>;
};
type Sheet = { readonly name: string; readonly entries: readonly ZipEntry[] };

export async function readPacks(
  files: readonly PackFile[],
  reading: Reading,
): Promise<Result<PacksRead, { type: 'Cancelled' }>> {
  const packs = new PackReading();
  const texts: Text[] = [];
  const sheets: Sheet[] = [];
  for (const { name, bytes } of files) {
    packs.takeName(name);
    if (typeof bytes === 'string') {
      packs.refuse(name, bytes);
      continue;
    }
    if (!isZip(bytes)) {
      texts.push({ name, bytes: bytes.length, isInZip: false, text: async () => utf8Text(bytes) });
      continue;
    }
    const opened = await openZip(bytes, MOST);
    if (!opened.ok) packs.refuse(name, opened.error.type);
    else if (isWorkbook(opened.value)) sheets.push({ name, entries: opened.value });
    else {
      const inside = opened.value.filter((each) => /\.(csv|txt|tsv)$/i.test(each.name));
      if (inside.length === 0) packs.refuse(name, 'nothingInZip');
      for (const each of inside) texts.push(inZip(each));
    }
  }
  // Relations speak of what other files name.
  const known = texts.map((each) => ({ ...each, reader: readerByName(each.name) }));
  known.sort((a, b) => (a.reader?.turn ?? 0) - (b.reader?.turn ?? 0));
  const total = texts.reduce((sum, each) => sum + each.bytes, 0);
  let done = 0;
  for (const file of known) {
    const whole = await file.text();
    if (!whole.ok) packs.refuse(file.name, whole.error.type);
    else if (whole.value.trim() === '') packs.refuse(file.name, 'empty');
    else {
      const at = done;
      const ended = await readText(packs, file, whole.value, reading, (part) =>
        reading.progress(at + Math.round(file.bytes * part), total),
      );
      if (ended === 'Cancelled') return err({ type: 'Cancelled' });
    }
    done += file.bytes;
    reading.progress(done, total);
  }
  for (const { name, entries } of sheets) {
    if (!(await reading.breathe())) return err({ type: 'Cancelled' });
    const rows = await xlsxRows(entries);
    if (rows.ok) readSheet(packs, name, rows.value);
    else packs.refuse(name, rows.error.type);
  }
  return ok(packs.finish());
}

const inZip = (entry: ZipEntry): Text => ({
  name: entry.name.split('/').at(-1) ?? entry.name,
  bytes: entry.bytes,
  isInZip: true,
  async text() {
    const content = await entry.read();
    return content.ok ? utf8Text(content.value) : content;
  },
});

const readerByName = (name: string): Reader | null => READERS.find((each) => each.file?.test(name)) ?? null;

async function readText(
  packs: PackReading,
  file: Text & { readonly reader: Reader | null },
  text: string,
  reading: Reading,
  progress: (part: number) => void,
): Promise<'Cancelled' | null> {
  const delimiter = delimiterOf(text);
  const slices = slicesOf(text, delimiter);
  let reader = file.reader;
  let take: ((cells: readonly string[], line: () => number) => void) | null = null;
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) {
      if (slice.value) packs.refuse(file.name, slice.value);
      return null;
    }
    const { rows, lineOf, read } = slice.value;
    let from = 0;
    if (take === null) {
      const headers = (rows[0] ?? []).map((header) => header.trim());
      reader ??= READERS.find((each) => each.fits(headers)) ?? null;
      if (reader === null) {
        // A zip holds more than is needed; a file that was chosen was meant to be taken.
        if (!file.isInZip) packs.refuse(file.name, 'unknownFile');
        return null;
      }
      if (reader.isIgnored) return null;
      const begun = reader.begin(packs, file.name, headers);
      if (typeof begun === 'string') {
        packs.refuse(file.name, begun);
        return null;
      }
      if ('missing' in begun) {
        packs.refuse(file.name, 'missingColumns', begun.missing.join(', '));
        return null;
      }
      take = packs.guarded(file.name, begun);
      from = begun.hasHeader ? 1 : 0;
    }
    for (let row = from; row < rows.length; row++) {
      const cells = rows[row] ?? [];
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      take(cells, () => lineOf(row));
    }
    progress(read / text.length);
    if (!(await reading.breathe())) return 'Cancelled';
  }
}

function readSheet(packs: PackReading, name: string, rows: readonly { number: number; cells: string[] }[]): void {
  for (const [index, { cells }] of rows.slice(0, 20).entries()) {
    const headers = cells.map((each) => each.trim());
    const reader = SHEET_READERS.find((each) => each.fits(headers));
    if (!reader) continue;
    const begun = reader.begin(packs, name, headers);
    if (typeof begun === 'string' || 'missing' in begun) break;
    const take = packs.guarded(name, begun);
    for (const row of rows.slice(index + 1))
      if (row.cells.some((cell) => cell !== '')) take(row.cells, () => row.number);
    return;
  }
  packs.refuse(name, 'unknownFile');
}
