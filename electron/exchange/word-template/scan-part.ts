/**
 * One part of a Word template, read once: its paragraphs with the place of each piece of text in the XML, and everything in it that a template
 * may not have or that is taken out. Word cuts a text into runs wherever it checked spelling, set a bookmark or was edited; a paragraph here
 * is its text in one piece. Places are counted in the XML as it is, so that filling in changes nothing else in it.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { TemplateCleaned, TemplateRefusal } from '../../../core/letters/word-templates.ts';

/** A text (`w:t`) with the place of its whole element, or a mark (a tab, a line end) that stands for one letter. */
export type Piece = {
  readonly kind: 'text' | 'mark';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What elements of Word are called here: `w:` nearly always. */
  readonly prefix: string;
};
export type TemplateParagraph = {
  readonly pieces: readonly Piece[];
  /** For programs that do not know text boxes: says the same once more. */
  readonly isFallback: boolean;
  /** Its whole element. */
  readonly from: number;
  readonly to: number;
  /** Where what it stands in begins: the body, a cell, a text box. */
  readonly within: number;
  /** It holds text and nothing else: no picture, no text box, no end of a page or a section. Only such a paragraph can go. */
  readonly isPlain: boolean;
  /** The last of its kind where it stands, which has to stay: a cell without a paragraph is no cell. */
  readonly isLast: boolean;
};
export type Span = { readonly from: number; readonly to: number };

export type Scan = {
  readonly xml: string;
  readonly paragraphs: readonly TemplateParagraph[];
  readonly refused: ReadonlyMap<TemplateRefusal, string | null>;
  readonly cleaned: ReadonlySet<TemplateCleaned>;
  /** Elements that are taken out. */
  readonly cuts: readonly Span[];
  /** Styles that hide what has them, and styles that are used. */
  readonly hiding: ReadonlySet<string>;
  readonly styles: ReadonlySet<string>;
};

/** As Word writes it, and as "Strict Open XML" does (ECMA-376, ISO/IEC 29500). */
const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);

const CHANGES =
  'ins del moveFrom moveTo cellIns cellDel cellMerge numberingChange rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange tblGridChange';
const REFUSED: Readonly<Record<string, TemplateRefusal>> = {
  ...Object.fromEntries(CHANGES.split(' ').map((name) => [name, 'trackedChanges'] as const)),
  ...Object.fromEntries(
    ['altChunk', 'subDoc', 'object', 'control', 'movie'].map((name) => [name, 'embedded'] as const),
  ),
};

const CUT: Readonly<Record<string, TemplateCleaned>> = {
  commentRangeStart: 'remarks',
  commentRangeEnd: 'remarks',
  commentReference: 'remarks',
  attachedTemplate: 'attachedTemplate',
  mailMerge: 'mergeSource',
  docVars: 'properties',
  // Names accounts of people.
  permStart: 'properties',
  permEnd: 'properties',
  dataBinding: 'customData',
  printerSettings: 'additions',
};

/** One letter each, as somebody would read it. */
const MARKS: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-', softHyphen: '' };

/** What a paragraph of text alone has in it. */
const PLAIN = new Set([
  'r',
  't',
  'tab',
  'br',
  'cr',
  'noBreakHyphen',
  'softHyphen',
  'proofErr',
  'lastRenderedPageBreak',
]);

/**
 * Fields of Word itself that may stay: they count pages, name days or point within the letter. Any other fetches something from elsewhere,
 * from what the document says of itself, or from a list that we do not have.
 */
const WORD_FIELDS = new Set(
  'PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME HYPERLINK PAGEREF REF NOTEREF TOC SEQ STYLEREF SYMBOL FORMTEXT FORMCHECKBOX FORMDROPDOWN'.split(
    ' ',
  ),
);

/** Far above what Word makes; what nests deeper is made to make readers fall over. */
const DEEPEST = 500;

const isOff = (tag: SaxesTagNS): boolean =>
  Object.values(tag.attributes).some(({ local, value }) => local === 'val' && /^(?:0|false|off)$/.test(value));
const valueOf = (tag: SaxesTagNS, name: string): string =>
  Object.values(tag.attributes).find(({ local }) => local === name)?.value ?? '';

/** Null when it is no XML, or has a document type (which could swell, or name things elsewhere). */
export function scanPart(xml: string): Scan | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const paragraphs: Omit<TemplateParagraph, 'isLast'>[] = [];
  const lastIn = new Map<number, number>();
  const refused = new Map<TemplateRefusal, string | null>();
  const cleaned = new Set<TemplateCleaned>();
  const cuts: Span[] = [];
  const hiding = new Set<string>();
  const styles = new Set<string>();
  const open: { readonly tag: SaxesTagNS; readonly from: number; text: string }[] = [];
  const within: { pieces: Piece[]; isFallback: boolean; within: number; isPlain: boolean }[] = [];
  const instructions: string[] = [];
  let isBroken = false;
  let fallbacks = 0;
  let elsewhere = '';
  let style = '';

  const refuse = (why: TemplateRefusal, detail: string | null = null): void => {
    if (!refused.has(why)) refused.set(why, detail);
  };
  const lookAtInstruction = (instruction: string): void => {
    const name = /^\s*\\?\s*([A-Za-z=]+)/.exec(instruction)?.[1]?.toUpperCase() ?? '';
    if (name !== '' && !WORD_FIELDS.has(name)) refuse('wordFields', name.slice(0, 20));
  };

  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('doctype', () => {
    isBroken = true;
  });
  parser.on('opentag', (tag) => {
    if (isBroken) return;
    if (open.length >= DEEPEST) {
      isBroken = true;
      return;
    }
    const holder = open.at(-1);
    const paragraph = within.at(-1);
    if (paragraph && !isPlainIn(tag, open)) paragraph.isPlain = false;
    // In XML this sign stands nowhere else.
    open.push({ tag, from: xml.lastIndexOf('<', parser.position - 1), text: '' });
    if (tag.local === 'Fallback') fallbacks++;
    if (tag.local === 'OLEObject') refuse('embedded');
    for (const { value } of Object.values(tag.attributes)) if (/\{\{|%7B%7B/i.test(value)) refuse('fieldElsewhere');
    if (!WORD.has(tag.uri)) return;
    const why = REFUSED[tag.local];
    if (why) refuse(why);
    switch (tag.local) {
      case 'p':
        within.push({ pieces: [], isFallback: fallbacks > 0, within: holder?.from ?? 0, isPlain: true });
        break;
      case 'style':
        style = valueOf(tag, 'styleId');
        break;
      case 'vanish':
      case 'specVanish':
      case 'webHidden':
        if (isOff(tag)) break;
        if (style === '') refuse('hiddenText');
        else hiding.add(style);
        break;
      case 'rStyle':
      case 'pStyle':
      case 'tblStyle':
        styles.add(valueOf(tag, 'val'));
        break;
      case 'fldSimple':
        lookAtInstruction(valueOf(tag, 'instr'));
        break;
      case 'fldChar':
        if (valueOf(tag, 'fldCharType') === 'begin') instructions.push('');
        else if (valueOf(tag, 'fldCharType') === 'separate' || valueOf(tag, 'fldCharType') === 'end')
          lookAtInstruction(instructions.at(-1) ?? '');
        if (valueOf(tag, 'fldCharType') === 'end') instructions.pop();
        break;
    }
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (!element) return;
    element.text += text;
    const { tag } = element;
    if (WORD.has(tag.uri) && tag.local === 'instrText') {
      if (instructions.length > 0) instructions.push((instructions.pop() ?? '') + text);
      else lookAtInstruction(text);
      if (text.includes('{{')) refuse('fieldElsewhere');
    } else if (!(WORD.has(tag.uri) && tag.local === 't' && within.length > 0)) elsewhere += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    if (isBroken) return;
    const element = open.pop();
    if (!element) return;
    const to = parser.position;
    if (tag.local === 'Fallback') fallbacks--;
    if (!WORD.has(tag.uri)) return;
    const { from } = element;
    const cut = CUT[tag.local];
    if (cut) {
      cuts.push({ from, to });
      cleaned.add(cut);
    }
    if (tag.local === 'style') style = '';
    // A tab among the tab stops of a paragraph is no letter in it: letters stand in runs.
    const isInRun = open.at(-1)?.tag.local === 'r';
    // The end of a page is no letter: it stays, whatever stands around it.
    const mark = isInRun && isLineEnd(tag) ? MARKS[tag.local] : undefined;
    const prefix = tag.prefix === '' ? '' : `${tag.prefix}:`;
    if (tag.local === 't') within.at(-1)?.pieces.push({ kind: 'text', text: element.text, from, to, prefix });
    else if (mark !== undefined) within.at(-1)?.pieces.push({ kind: 'mark', text: mark, from, to, prefix });
    else if (tag.local === 'p') {
      const paragraph = within.pop();
      if (!paragraph) return;
      lastIn.set(paragraph.within, from);
      if (paragraph.pieces.length > 0) paragraphs.push({ ...paragraph, from, to });
    }
  });
  parser.write(xml).close();
  if (elsewhere.includes('{{')) refuse('fieldElsewhere');
  if (isBroken) return null;
  const placed = paragraphs.map((each) => ({ ...each, isLast: lastIn.get(each.within) === each.from }));
  return { xml, paragraphs: placed, refused, cleaned, cuts, hiding, styles };
}

/** Not of a page or a column. Of any other element than a break there is nothing to say. */
const isLineEnd = (tag: SaxesTagNS): boolean =>
  tag.local !== 'br' || ['', 'textWrapping'].includes(valueOf(tag, 'type'));

/** @param open what the element stands in, from the outside in; a paragraph is among it */
function isPlainIn(tag: SaxesTagNS, open: readonly { readonly tag: SaxesTagNS }[]): boolean {
  // How it looks is no part of what it holds, but for where a section ends.
  if (tag.local === 'sectPr') return false;
  if (tag.local === 'pPr' || tag.local === 'rPr') return true;
  for (const { tag: each } of open.toReversed()) {
    if (each.local === 'p') break;
    if (each.local === 'pPr' || each.local === 'rPr') return true;
  }
  return isLineEnd(tag) && PLAIN.has(tag.local) && WORD.has(tag.uri);
}

export const textOf = ({ pieces }: TemplateParagraph): string => pieces.map(({ text }) => text).join('');

/** The XML with other texts in some places. Of two that overlap the outer one counts. */
export function spliced(xml: string, edits: readonly (Span & { readonly by?: string })[]): string {
  let at = 0;
  let made = '';
  for (const { from, to, by = '' } of edits.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (from < at) continue;
    made += xml.slice(at, from) + by;
    at = to;
  }
  return made + xml.slice(at);
}
