/**
 * The words in a file: of a PDF, of Word (.docx) and OpenDocument (.odt), and of plain text. Runs where nothing else is lost when a file is made to do
 * harm (reader.ts), and is still careful: what a packed file unpacks to is counted as it comes, never believed.
 */
import { configure, Uint8ArrayReader, ZipReader, type FileEntry } from '@zip.js/zip.js/index-native.js';
import { SaxesParser } from 'saxes';
import { plainText } from '../../core/domain/plain-text.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { pdfWords } from './pdf-words.ts';
import { DOCX, ODT, type NoWords } from './word-kinds.ts';

/** Letters that are kept of one document: a thick book. */
const MOST_LETTERS = 1_000_000;
/** What one part of a packed document may unpack to. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ENTRIES = 10_000;

export async function wordsIn(bytes: Uint8Array, mediaType: string): Promise<Result<string, NoWords>> {
  const found = await tried(bytes, mediaType);
  if (!found.ok) return found;
  const text = tidy(found.value);
  return text === '' ? err({ type: 'none' }) : ok(text);
}

async function tried(bytes: Uint8Array, mediaType: string): Promise<Result<string, NoWords>> {
  try {
    switch (mediaType) {
      case 'application/pdf':
        return await pdfWords(bytes, MOST_LETTERS);
      case DOCX:
        return await packed(bytes, /^word\/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml$/, {
          text: new Set(['w:t']),
          line: new Set(['w:p', 'w:br', 'w:cr']),
          gap: new Set(['w:tab', 'w:tc']),
        });
      case ODT:
        return await packed(bytes, /^content\.xml$/, {
          text: new Set(['text:p', 'text:h']),
          line: new Set(['text:p', 'text:h', 'text:line-break']),
          gap: new Set(['text:tab', 'text:s', 'table:table-cell']),
        });
      default:
        return ok(plainText(bytes.subarray(0, 4 * MOST_LETTERS)));
    }
  } catch (error) {
    return err({ type: error instanceof TooMuch ? 'tooLarge' : 'damaged' });
  }
}

class TooMuch extends Error {}

type Marks = {
  readonly text: ReadonlySet<string>;
  readonly line: ReadonlySet<string>;
  readonly gap: ReadonlySet<string>;
};

/** The text of some parts of a packed document, those that hold the most of it first by their names. */
async function packed(bytes: Uint8Array, parts: RegExp, marks: Marks): Promise<Result<string, NoWords>> {
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  const wanted: FileEntry[] = [];
  let entries = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (++entries > MOST_ENTRIES) throw new TooMuch();
    if (!entry.directory && parts.test(entry.filename)) wanted.push(entry);
  }
  if (wanted.length === 0) return err({ type: 'damaged' });
  if (wanted.some((entry) => entry.encrypted)) return err({ type: 'password' });
  let text = '';
  for (const entry of wanted.sort((a, b) => a.filename.localeCompare(b.filename))) {
    if (text.length >= MOST_LETTERS) break;
    text += await textOf(entry, marks, MOST_LETTERS - text.length);
  }
  return ok(text);
}

class Enough extends Error {}

async function textOf(entry: FileEntry, { text, line, gap }: Marks, most: number): Promise<string> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  let found = '';
  let inside = 0;
  let unpacked = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (text.has(name)) inside++;
    if (gap.has(name)) found += ' ';
    if (line.has(name) && found !== '' && !found.endsWith('\n')) found += '\n';
  });
  parser.on('text', (said) => {
    if (inside > 0) found += said;
  });
  parser.on('closetag', ({ name }) => {
    if (text.has(name)) inside--;
    if (line.has(name)) found += '\n';
    if (found.length > most) throw new Enough();
  });
  try {
    await entry.getData(
      new WritableStream<Uint8Array>({
        write(chunk) {
          unpacked += chunk.length;
          if (unpacked > MOST_UNPACKED) throw new TooMuch();
          parser.write(decoder.decode(chunk, { stream: true }));
        },
      }),
    );
    parser.close();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return found.slice(0, most);
}

/** Without what a text can not hold, and without white space that says nothing. */
const tidy = (text: string): string =>
  text
    .slice(0, MOST_LETTERS)
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- those are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
