/**
 * The rows of the first sheet of an Excel workbook, as text. Only what a published table needs (ECMA-376 part 1, 18.3 and 18.4): shared
 * strings, inline strings and numbers; no formulas, dates or styles.
 */
import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { FileRefusal } from '../../../core/classification/packs.ts';
import type { ZipEntry } from '../zip.ts';
import { utf8Text } from './table-slices.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';

export const isWorkbook = (entries: readonly ZipEntry[]): boolean => entries.some((each) => each.name === SHEET);

/** Row by row; `number` is the one that Excel shows. */
export async function xlsxRows(
  entries: readonly ZipEntry[],
): Promise<Result<{ number: number; cells: string[] }[], FileRefusal>> {
  const strings = await textOf(entries, STRINGS);
  const sheet = await textOf(entries, SHEET);
  if (!sheet.ok) return sheet;
  try {
    return ok(rowsOf(sheet.value, strings.ok ? stringsOf(strings.value) : []));
  } catch {
    return err({ type: 'brokenZip' });
  }
}

async function textOf(entries: readonly ZipEntry[], name: string): Promise<Result<string, FileRefusal>> {
  const read = await entries.find((each) => each.name === name)?.read();
  if (!read) return err({ type: 'brokenZip' });
  return read.ok ? utf8Text(read.value) : read;
}

function parse(
  xml: string,
  on: {
    open(name: string, attributes: Record<string, string>): void;
    text(t: string): void;
    close(name: string): void;
  },
): void {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => on.open(name, attributes));
  parser.on('text', (text) => on.text(text));
  parser.on('closetag', ({ name }) => on.close(name));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

function stringsOf(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  parse(xml, {
    open(name) {
      if (name === 'si') text = '';
      isText = name === 't';
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'si') strings.push(text);
      isText = false;
    },
  });
  return strings;
}

function rowsOf(xml: string, strings: readonly string[]): { number: number; cells: string[] }[] {
  const rows: { number: number; cells: string[] }[] = [];
  let cell: { column: number; type: string; text: string } | null = null;
  let isValue = false;
  parse(xml, {
    open(name, { r = '', t = '' }) {
      if (name === 'row') rows.push({ number: Number(r) || rows.length + 1, cells: [] });
      if (name === 'c') cell = { column: columnOf(r) ?? rows.at(-1)?.cells.length ?? 0, type: t, text: '' };
      isValue = name === 'v' || name === 't';
    },
    text(piece) {
      if (cell && isValue) cell.text += piece;
    },
    close(name) {
      isValue = false;
      if (name !== 'c' || !cell) return;
      const cells = rows.at(-1)?.cells ?? [];
      while (cells.length < cell.column) cells.push('');
      cells[cell.column] = cell.type === 's' ? (strings[Number(cell.text)] ?? '') : cell.text;
      cell = null;
    },
  });
  return rows;
}

/** "C7" is column 2. No table has more than there are in two letters. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,2})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
