/**
 * A table of any length, a slice at a time: whoever reads it can let others go first between two slices. Commas or semicolons with quotes
 * (RFC 4180), or tabs, which know no quotes. Each row can say on which line of the file it begins.
 */
import Papa from 'papaparse';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { FileReason, FileRefusal } from '../../../core/classification/packs.ts';

const ROWS = 500;
/** Characters that are looked at for so many rows; more when they do not fit. */
const WINDOW = 2 ** 18;

export type Slice = {
  readonly rows: readonly (readonly string[])[];
  /** The line on which a row of this slice begins, counted from 1. */
  readonly lineOf: (row: number) => number;
  /** Of the characters of the text, how many were read. */
  readonly read: number;
};

/** UTF-8 with or without its mark, and nothing else: these files are published so. */
export function utf8Text(bytes: Uint8Array): Result<string, FileRefusal> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err({ type: 'notUtf8' });
  }
}

/** The sign between two cells of the first line, outside quotes. */
export function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = text.slice(0, end < 0 ? 10_000 : Math.min(end, 10_000)).replace(/"[^"]*"/g, '');
  const times = (sign: string): number => first.split(sign).length;
  return ['\t', ';', ','].reduce((best, sign) => (times(sign) > times(best) ? sign : best), ',');
}

export function* slicesOf(text: string, delimiter: string): Generator<Slice, FileReason | null> {
  return yield* delimiter === '\t' ? tabs(text) : quoted(text, delimiter);
}

function* tabs(text: string): Generator<Slice, null> {
  let line = 1;
  for (let at = 0; at < text.length;) {
    const rows: string[][] = [];
    while (rows.length < ROWS && at < text.length) {
      const end = text.indexOf('\n', at);
      const whole = text.slice(at, end < 0 ? text.length : end);
      rows.push((whole.endsWith('\r') ? whole.slice(0, -1) : whole).split('\t'));
      at = end < 0 ? text.length : end + 1;
    }
    const first = line;
    line += rows.length;
    yield { rows, lineOf: (row) => first + row, read: at };
  }
  return null;
}

function* quoted(text: string, delimiter: string): Generator<Slice, FileReason | null> {
  // Said, not guessed again for each slice.
  const unquoted = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const newline = unquoted.includes('\r\n') ? '\r\n' : '\n';
  let line = 1;
  let window = WINDOW;
  for (let at = 0; at < text.length;) {
    const isTail = at + window >= text.length;
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(at, at + window), {
      delimiter,
      newline,
      preview: ROWS,
      // The quick way splits everything that is left, for each slice again.
      fastMode: false,
    });
    const isWhole = data.length === ROWS && meta.cursor > 0;
    if (!isWhole && !isTail) {
      // Rows longer than any that are known, or a quote that is still open.
      window *= 2;
      continue;
    }
    if (errors.some((each) => each.type === 'Quotes')) return 'openQuote';
    const first = line;
    const linesOf = (row: readonly string[]): number =>
      1 + row.reduce((lines, cell) => lines + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    line += data.reduce((lines, row) => lines + linesOf(row), 0);
    // The last row of a text without a line break at its end leaves the cursor where the row began.
    at = isWhole ? at + meta.cursor : text.length;
    yield {
      rows: data,
      lineOf: (row) => first + data.slice(0, row).reduce((lines, each) => lines + linesOf(each), 0),
      read: at,
    };
  }
  return null;
}
