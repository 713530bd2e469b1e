/**
 * Reads back a Word document (ECMA-376): the text that somebody sees, everything in it that nobody sees, and what it hides. Also for templates
 * of the organisation, before anything is filled in.
 */
import { readZip } from '../zip.ts';

export type ReadWord = {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Paragraph after paragraph, of all parts that are shown. */
  readonly text: string;
  /** What stands in attributes, settings and properties. */
  readonly aside: string;
  /** What nobody sees and goes along all the same, in a word each. */
  readonly hidden: readonly Hidden[];
};
export type Hidden =
  'macros' | 'remarks' | 'trackedChanges' | 'hiddenText' | 'properties' | 'embedded' | 'elsewhere' | 'mergeData';

/** A letter with pictures has some megabytes; a bomb has thousands. */
const WORD_BOUNDS = { parts: 500, bytes: 60 * 1024 * 1024 };

/** Null when it does not open as a Word document. */
export async function readWord(bytes: Uint8Array): Promise<ReadWord | null> {
  const parts = await readZip(bytes, WORD_BOUNDS);
  if (!parts?.has('word/document.xml') || !parts.has('[Content_Types].xml')) return null;
  const xml = [...parts]
    .filter(([name]) => /\.(?:xml|rels)$/.test(name))
    .map(([name, part]) => [name, decode(part)] as const);
  // A document type could name things elsewhere, or swell; Word itself refuses it.
  if (xml.some(([, text]) => text === null || /<!DOCTYPE|<!ENTITY/i.test(text))) return null;
  const texts = xml as readonly (readonly [string, string])[];
  const shown = texts.filter(([name]) => /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name));
  return {
    parts,
    text: shown.map(([, text]) => paragraphsOf(text)).join('\n'),
    aside: texts.map(([, text]) => asideOf(text)).join('\n'),
    hidden: [...new Set(hiddenIn(parts, texts))],
  };
}

const decode = (part: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    return null;
  }
};

const IN_PARAGRAPHS =
  /<(\/?)(?:[\w.-]+:)?p(?:\s[^>]*?)?(\/?)>|<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:[\w.-]+:)?t>|<(?:[\w.-]+:)?(br|tab|cr)\b[^>]*\/>/g;

/**
 * Runs of one paragraph belong together, however Word cut them up. A text box stands within a paragraph and has paragraphs of its own; after
 * it the outer one goes on.
 */
function paragraphsOf(xml: string): string {
  const open: string[] = [];
  const done: string[] = [];
  const add = (text: string): void => {
    if (open.length > 0) open.push(`${open.pop()}${text}`);
  };
  for (const [, closes, isEmpty, text, mark] of xml.matchAll(IN_PARAGRAPHS)) {
    if (text !== undefined) add(unescaped(text));
    else if (mark !== undefined) add(mark === 'tab' ? '\t' : '\n');
    else if (closes === '/') done.push(open.pop() ?? '');
    else if (isEmpty !== '/') open.push('');
  }
  return [...done, ...open].join('\n');
}

/** Every attribute, and every text between tags. */
const asideOf = (xml: string): string =>
  [...xml.matchAll(/"([^"]{5,})"|>([^<]{2,})</g)].map(([, value, text]) => unescaped(value ?? text ?? '')).join('\n');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
      if (name !== undefined) return ENTITIES[name] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

/** Properties that we set ourselves, with what we set; any other is somebody's name or machine. */
const PROPERTIES = [
  'dc:title',
  'dc:creator',
  'cp:lastModifiedBy',
  'cp:revision',
  'dcterms:created',
  'dcterms:modified',
];

function* hiddenIn(
  parts: ReadonlyMap<string, Uint8Array>,
  texts: readonly (readonly [string, string])[],
): Generator<Hidden> {
  for (const name of parts.keys()) {
    if (/vbaProject|vbaData|activeX|\.bin$/i.test(name)) yield 'macros';
    if (/^word\/(?:embeddings|glossary)\//.test(name) || name.startsWith('customXml/')) yield 'embedded';
  }
  for (const [name, text] of texts) {
    if (/macroEnabled/i.test(text)) yield 'macros';
    if (/^word\/(?:comments\w*|people)\.xml$/.test(name) && /<w15?:(?:comment|person)\b/.test(text)) yield 'remarks';
    if (/<w:comment(?:Reference|RangeStart)\b/.test(text)) yield 'remarks';
    if (/<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|sectPrChange|tblPrChange)[ >]/.test(text))
      yield 'trackedChanges';
    if (
      /<w:(?:vanish|webHidden|specVanish)(?:\s+w:val="(?:1|true|on)")?\s*\/>/.test(text) &&
      !name.startsWith('word/styles')
    )
      yield 'hiddenText';
    if (/<w:(?:mailMerge|dataSource|altChunk|docVars?)\b/.test(text)) yield 'mergeData';
    if (/<w:object\b|<o:OLEObject\b|<w:control\b/.test(text)) yield 'embedded';
    if (/<w:instrText[^>]*>[^<]*\b(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|DATABASE|LINK|MACROBUTTON)\b/i.test(text))
      yield 'elsewhere';
    if (name.endsWith('.rels'))
      for (const [relation] of text.matchAll(/<Relationship\b[^>]*>/g))
        if (/TargetMode="External"/i.test(relation) && !/\/hyperlink"/.test(relation)) yield 'elsewhere';
    if (name === 'docProps/core.xml')
      for (const [, property = ''] of text.matchAll(/<((?:dc|cp|dcterms):\w+)[ >]/g))
        if (property !== 'cp:coreProperties' && !PROPERTIES.includes(property)) yield 'properties';
    if (/^docProps\/(?:app|custom)\.xml$/.test(name) && /<Properties[^>]*>\s*<\w/.test(text)) yield 'properties';
  }
}
