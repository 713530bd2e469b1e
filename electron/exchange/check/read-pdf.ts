/**
 * Reads back a PDF as Chromium writes it (PDF 1.4, ISO 32000-1: every object in the clear, streams deflated, no object streams): its pages, its
 * text, and everything in it that is not a page. Only for looking again at what we made ourselves; of another writer's file it may see less,
 * so whoever uses it first looks whether it reads what must be there.
 */
import { inflateSync } from 'node:zlib';

export type ReadPdf = {
  readonly pages: number;
  /** What is drawn, page after page. */
  readonly text: string;
  /** What is not drawn: titles, alternative texts, addresses of links, bookmarks. */
  readonly aside: string;
  /** The names (`/JavaScript`, `/EmbeddedFile`) that stand in it, each once. */
  readonly names: ReadonlySet<string>;
  /** Keys of the information about the document. */
  readonly info: readonly string[];
};

type PdfObject = { readonly dictionary: string; readonly stream: Buffer | null };

/** A page of text has some hundred kilobytes; what swells to more than this is no page. */
const LARGEST_STREAM = 64 * 1024 * 1024;

/** Null when it does not open. */
export function readPdf(bytes: Uint8Array): ReadPdf | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = file.toString('latin1');
  if (!text.startsWith('%PDF-') || !/%%EOF\s*$/.test(text)) return null;
  try {
    const objects = objectsOf(text, file);
    const pages = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page(?![A-Za-z])/.test(dictionary));
    const forms = [...objects.values()].filter(({ dictionary }) => /\/Subtype\s*\/Form(?![A-Za-z])/.test(dictionary));
    const fonts = new Map<number, ReadonlyMap<number, string>>();
    const drawn = [
      ...pages.map((page) => ({ of: page, content: contentsOf(page, objects) })),
      ...forms.map((form) => ({ of: form, content: form.stream ?? Buffer.alloc(0) })),
    ].map(({ of, content }) => textOf(content.toString('latin1'), fontsOf(of, objects, fonts)));
    const dictionaries = [...objects.values()].map(({ dictionary }) => dictionary).join('\n');
    const infoNumber = /\/Info\s+(\d+)\s+\d+\s+R/.exec(text)?.[1];
    const info = objects.get(Number(infoNumber))?.dictionary ?? '';
    return {
      pages: pages.length,
      text: drawn.join('\n'),
      aside: stringsOf(dictionaries).join('\n'),
      names: new Set(dictionaries.match(/\/[A-Za-z][A-Za-z0-9]*/g) ?? []),
      info: [...withoutStrings(info).matchAll(/\/([A-Za-z]+)/g)].map(([, name = '']) => name),
    };
  } catch {
    return null;
  }
}

function objectsOf(text: string, file: Buffer): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  const head = /(\d+)\s+\d+\s+obj\b/g;
  for (let found = head.exec(text); found; found = head.exec(text)) {
    const start = head.lastIndex;
    const end = text.indexOf('endobj', start);
    if (end < 0) throw new Error('an object without end');
    const body = text.slice(start, end);
    const stream = />>\s*stream\r?\n/.exec(body);
    if (!stream) {
      objects.set(Number(found[1]), { dictionary: body, stream: null });
      head.lastIndex = end;
      continue;
    }
    const dictionary = body.slice(0, stream.index + 2);
    const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1]);
    const from = start + stream.index + stream[0].length;
    if (!Number.isSafeInteger(length) || !/^\s*endstream/.test(text.slice(from + length, from + length + 20)))
      throw new Error('a stream without length');
    const raw = file.subarray(from, from + length);
    const isDeflated = /\/FlateDecode/.test(dictionary);
    objects.set(Number(found[1]), {
      dictionary,
      stream: isDeflated ? inflateSync(raw, { maxOutputLength: LARGEST_STREAM }) : raw,
    });
    head.lastIndex = from + length;
  }
  return objects;
}

function contentsOf({ dictionary }: PdfObject, objects: ReadonlyMap<number, PdfObject>): Buffer {
  const [, listed, single] = /\/Contents\s+(?:\[([^\]]*)\]|(\d+)\s+\d+\s+R)/.exec(dictionary) ?? [];
  const numbers =
    listed === undefined ? [Number(single)] : [...listed.matchAll(/(\d+)\s+\d+\s+R/g)].map(([, each]) => Number(each));
  return Buffer.concat(
    numbers.flatMap((number) => [objects.get(number)?.stream ?? Buffer.alloc(0), Buffer.from('\n')]),
  );
}

type Letters = ReadonlyMap<number, string>;
type Font = { readonly letters: Letters; readonly width: 1 | 2 };

function fontsOf(
  { dictionary }: PdfObject,
  objects: ReadonlyMap<number, PdfObject>,
  known: Map<number, Letters>,
): ReadonlyMap<string, Font> {
  const resources = /\/Resources\s+(\d+)\s+\d+\s+R/.exec(dictionary)?.[1];
  const whole = resources === undefined ? dictionary : (objects.get(Number(resources))?.dictionary ?? '');
  const named = /\/Font\s*<<([^>]*)>>/.exec(whole)?.[1] ?? '';
  return new Map(
    [...named.matchAll(/\/([^\s/<>]+)\s+(\d+)\s+\d+\s+R/g)].map(([, name = '', number]) => {
      const font = objects.get(Number(number))?.dictionary ?? '';
      const table = Number(/\/ToUnicode\s+(\d+)\s+\d+\s+R/.exec(font)?.[1]);
      const letters = known.get(table) ?? lettersOf(objects.get(table)?.stream?.toString('latin1') ?? '');
      known.set(table, letters);
      return [name, { letters, width: /\/Subtype\s*\/Type0/.test(font) ? 2 : 1 }];
    }),
  );
}

/** ISO 32000-1, 9.10.3: which letters a code stands for. */
function lettersOf(table: string): Letters {
  const letters = new Map<number, string>();
  for (const [, list = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of list.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      letters.set(parseInt(code, 16), utf16(to));
  for (const [, list = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to, several] of list.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g,
    )) {
      const each = several === undefined ? null : [...several.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex = '']) => hex);
      for (let code = parseInt(first, 16); code <= Math.min(parseInt(last, 16), 0xffff); code++) {
        const at = code - parseInt(first, 16);
        letters.set(code, each ? utf16(each[at] ?? '') : following(utf16(to ?? ''), at));
      }
    }
  return letters;
}

const following = (text: string, steps: number): string =>
  text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + steps);
const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Text that is shown (9.4.3), a line end after each piece that is placed by itself. */
function textOf(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font | undefined;
  let isText = false;
  let text = '';
  const token =
    /\/([^\s/<>[\]()]+)\s+[-\d.]+\s+Tf|\bBT\b|\bET\b|\/ActualText\s*<([0-9A-Fa-f]*)>|<([0-9A-Fa-f\s]+)>|\(((?:\\[\s\S]|[^\\()])*)\)/g;
  for (const [whole, name, actual, hex, literal] of content.matchAll(token)) {
    if (name !== undefined) font = fonts.get(name);
    else if (whole === 'BT') isText = true;
    else if (whole === 'ET') {
      isText = false;
      text += '\n';
    } else if (actual !== undefined) text += stringOf(Buffer.from(actual, 'hex'));
    else if (isText)
      text += shown(hex === undefined ? literalBytes(literal ?? '') : Buffer.from(hex.replace(/\s/g, ''), 'hex'), font);
  }
  return text;
}

function shown(bytes: Buffer, font: Font | undefined): string {
  const width = font?.width ?? 1;
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width)
    text += font?.letters.get(bytes.readUIntBE(at, width)) ?? '\ufffd';
  return text;
}

/** 7.3.4.2: a string between brackets. */
const literalBytes = (literal: string): Buffer =>
  Buffer.from(
    literal.replace(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))/g, (_, octal: string | undefined, other: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
      if (/^[\r\n]/.test(other ?? '')) return '';
      return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[other ?? ''] ?? other ?? '';
    }),
    'latin1',
  );

const STRING = /\(((?:\\[\s\S]|[^\\()])*)\)|<([0-9A-Fa-f\s]{4,})>/g;
const withoutStrings = (dictionary: string): string => dictionary.replace(STRING, ' ');
const stringsOf = (dictionaries: string): string[] =>
  [...dictionaries.matchAll(STRING)].map(([, literal, hex]) =>
    stringOf(hex === undefined ? literalBytes(literal ?? '') : Buffer.from(hex.replace(/\s/g, ''), 'hex')),
  );

/** 7.9.2.2: with a mark it is UTF-16, without it one byte a letter. */
const stringOf = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? utf16(bytes.subarray(2, bytes.length - (bytes.length % 2)).toString('hex'))
    : bytes.toString('latin1');
