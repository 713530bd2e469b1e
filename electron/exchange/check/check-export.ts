/**
 * What was made is looked at again before it is saved: does it open, is all of it there, is nothing hidden in it, and does nothing of what this
 * recipient may not have stand in it. It reads the bytes themselves, as the recipient would, and knows nothing of how they were made.
 */
import { err, ok, type Result } from '../../../core/domain/result.ts';
import type { Category } from '../../../core/register/register.ts';
import { leakedInto, searched, type Withheld } from '../../../core/register/withheld.ts';
import { readPdf } from './read-pdf.ts';
import { readWord } from './read-word.ts';

export type Checked = {
  /** Of a PDF. */
  readonly pages: number | null;
};
export type CheckFailure =
  /** It does not open, or what must be in it is not. */
  | { readonly type: 'ExportNotWhole' }
  /** Something stands in it that nobody sees: a remark, a script, a file. */
  | { readonly type: 'ExportHidesSomething' }
  /** Something stands in it that this recipient may not have. Which kinds, never what. */
  | { readonly type: 'ExportLeaks'; readonly categories: readonly Category[] };

export type Expected = {
  readonly withheld: readonly Withheld[];
  /** What must be found in it, so that looking in it means something. */
  readonly said: readonly string[];
};

/** Only links, and nothing that acts, attaches or describes besides what Chromium says of itself. */
const PDF_REFUSED = [
  '/JavaScript',
  '/JS',
  '/Launch',
  '/EmbeddedFile',
  '/EmbeddedFiles',
  '/Filespec',
  '/AcroForm',
  '/XFA',
  '/RichMedia',
  '/Metadata',
  '/OCProperties',
  '/Popup',
  '/FreeText',
  '/FileAttachment',
  '/SubmitForm',
  '/Encrypt',
];
const PDF_INFO = ['Title', 'Author', 'Creator', 'Producer', 'CreationDate', 'ModDate', 'Type'];

export function checkPdf(bytes: Uint8Array, expected: Expected): Result<Checked, CheckFailure> {
  const pdf = readPdf(bytes);
  if (!pdf || pdf.pages === 0) return err({ type: 'ExportNotWhole' });
  if (PDF_REFUSED.some((name) => pdf.names.has(name)) || pdf.info.some((key) => !PDF_INFO.includes(key)))
    return err({ type: 'ExportHidesSomething' });
  // Every PDF has names of its own in its bytes (`/ViewerPreferences`), and somebody may have references: a name says nothing of anybody.
  const raw = (): string => rawOf(bytes).replace(/\/[A-Za-z][A-Za-z0-9]*/g, '\n');
  const checked = checkWords(() => [pdf.text, pdf.aside, raw()], pdf.text, expected);
  return checked.ok ? ok({ pages: pdf.pages }) : checked;
}

export async function checkWord(bytes: Uint8Array, expected: Expected): Promise<Result<Checked, CheckFailure>> {
  const word = await readWord(bytes);
  if (!word) return err({ type: 'ExportNotWhole' });
  if (word.hidden.length > 0) return err({ type: 'ExportHidesSomething' });
  const checked = checkWords(() => [word.text, word.aside, rawOf(bytes)], word.text, expected);
  return checked.ok ? ok({ pages: null }) : checked;
}

/** Data or plain text: what it says is what its bytes are. */
function checkText(bytes: Uint8Array, expected: Omit<Expected, 'said'>): Result<Checked, CheckFailure> {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    const decoded = text.decode(bytes);
    const checked = checkWords(() => [decoded], '', { ...expected, said: [] });
    return checked.ok ? ok({ pages: null }) : checked;
  } catch {
    return err({ type: 'ExportNotWhole' });
  }
}

/** @param texts asked for only where something is looked for in them: of a paper of four hundred sheets they take seconds */
function checkWords(
  texts: () => readonly string[],
  read: string,
  { withheld, said }: Expected,
): Result<null, CheckFailure> {
  const { dense } = searched(read);
  if (said.some((each) => !dense.includes(searched(each).dense))) return err({ type: 'ExportNotWhole' });
  if (withheld.length === 0) return ok(null);
  const categories = [...new Set(texts().flatMap((text) => leakedInto(searched(text), withheld)))];
  return categories.length > 0 ? err({ type: 'ExportLeaks', categories }) : ok(null);
}

/** The bytes as they are: what stands in them without being packed. */
const rawOf = (bytes: Uint8Array): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return `${buffer.toString('utf8')}\n${buffer.toString('utf16le')}`;
};

/** What a file was made as: paper, or data, which is read as text. */
export type MadeAs = 'pdf' | 'docx' | 'data';

export function checkAs(format: MadeAs, bytes: Uint8Array, expected: Expected) {
  if (format === 'pdf') return checkPdf(bytes, expected);
  return format === 'docx' ? checkWord(bytes, expected) : checkText(bytes, expected);
}
