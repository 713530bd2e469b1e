/**
 * Looks for words in the clear in every file of a folder, as bytes: as UTF-8, as UTF-16 in both orders, in base64 at each
 * of its three positions, in hex, and in the form the search index folds them to.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

type Form = { readonly word: string; readonly form: string; readonly bytes: Buffer };

/** @returns where which word stands: `file: word as utf8`; empty when none stands anywhere */
export function wordsInTheClear(folder: string, words: readonly string[]): string[] {
  const forms = words.flatMap(formsOf);
  const found: string[] = [];
  for (const file of filesIn(folder)) {
    // Names of files are in the clear as well.
    const content = Buffer.concat([Buffer.from(`${relative(folder, file)}\n`), readFileSync(file)]);
    const lower = Buffer.from(content.toString('latin1').toLowerCase(), 'latin1');
    for (const { word, form, bytes } of forms)
      if (content.includes(bytes) || lower.includes(bytes)) found.push(`${relative(folder, file)}: ${word} as ${form}`);
  }
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
}

function formsOf(word: string): Form[] {
  const forms: Form[] = [];
  const add = (form: string, bytes: Buffer): void => void forms.push({ word, form, bytes });
  for (const [case_, text] of [
    ['', word],
    [' in lower case', word.toLowerCase()],
  ] as const) {
    const utf8 = Buffer.from(text);
    const utf16 = Buffer.from(text, 'utf16le');
    add(`utf8${case_}`, utf8);
    add(`utf16le${case_}`, utf16);
    add(`utf16be${case_}`, Buffer.from(utf16).swap16());
    add(`hex${case_}`, Buffer.from(utf8.toString('hex')));
    for (const before of [0, 1, 2]) {
      // The first and last characters depend on the neighbours: the middle is the same wherever the word stands.
      const padded = Buffer.concat([Buffer.alloc(before), utf8, Buffer.alloc(2)]).toString('base64');
      const from = before === 0 ? 0 : 4;
      const whole = Math.floor((before + utf8.length) / 3) * 4;
      if (whole - from >= 10) add(`base64${case_}`, Buffer.from(padded.slice(from, whole)));
    }
  }
  return forms;
}
