/**
 * A Word file (.docx, .dotx) as a template: opened with bounds, looked at part by part, refused where something in it could act, fetch or hide,
 * and without what would go along unseen with each letter (remarks, who made it, data of other programs, a small picture of what it said
 * once). What is not known is refused. It is looked at the same way when it is kept and before each letter.
 */
import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { fieldsAt } from '../../../core/letters/letter-fields.ts';
import {
  LARGEST_TEMPLATE,
  TEMPLATE_CLEANED,
  type TemplateCleaned,
  type TemplateRefusal,
} from '../../../core/letters/word-templates.ts';
import { readParts } from '../zip.ts';
import { scanPart, spliced, textOf, type Scan, type Span } from './scan-part.ts';

export type TemplateRefused = {
  readonly type: 'TemplateRefused';
  readonly why: TemplateRefusal;
  /** The kind of field of Word that it is about; nothing that somebody wrote. */
  readonly detail: string | null;
};

export type WordTemplate = {
  /** All of it, cleaned. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Of these, those with paragraphs; the body first. */
  readonly texts: ReadonlyMap<string, Scan>;
  /** Names of fields, each once, in the order in which they are met. */
  readonly fields: readonly string[];
  readonly cleaned: readonly TemplateCleaned[];
};

export const BODY = 'word/document.xml';
const TYPES = '[Content_Types].xml';
const BOUNDS = { parts: 500, bytes: 60 * 1024 * 1024 };
/** Of one part in XML: a letter has some hundred kilobytes, also with all its styles. It is read as a whole, before each letter. */
const MOST_XML = 8 * 1024 * 1024;

const TEXTS = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const KEPT =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:theme\/)?_rels\/[^/]+\.rels|word\/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml|word\/theme\/[^/]+\.xml|word\/diagrams\/[^/]+\.xml|word\/theme\/media\/[^/]+\.(?:png|jpe?g)|word\/media\/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)|word\/fonts\/[^/]+\.(?:odttf|fntdata))$/i;
/** Null: taken out with what it belongs to, which is named where it is met. */
const DROPPED: readonly (readonly [RegExp, TemplateCleaned | null])[] = [
  [/^word\/(?:_rels\/)?(?:comments\w*|people|documenttasks\d*)\.xml(?:\.rels)?$/, 'remarks'],
  [/^docProps\/thumbnail/, 'preview'],
  [/^(?:docProps|docMetadata)\//, 'properties'],
  [/^customXml\//, 'customData'],
  [/^word\/glossary\//, 'buildingBlocks'],
  [/^word\/recipientData\.xml$/, 'mergeSource'],
  [/^word\/_rels\/settings\.xml\.rels$/, null],
  [
    /^word\/(?:printerSettings|webextensions)\/|^word\/(?:_rels\/)?customizations\.xml|^(?:_xmlsignatures|customUI|userCustomization)\//,
    'additions',
  ],
];
const REFUSED: readonly (readonly [RegExp, TemplateRefusal])[] = [
  [/vba(?:Project|Data)|attachedToolbars/i, 'macros'],
  [/^word\/(?:embeddings|activeX|charts|afchunk)|\.bin$/i, 'embedded'],
];

const refused = (why: TemplateRefusal, detail: string | null = null): Result<never, TemplateRefused> =>
  err({ type: 'TemplateRefused', why, detail });

export async function openTemplate(bytes: Uint8Array): Promise<Result<WordTemplate, TemplateRefused>> {
  if (bytes.length > LARGEST_TEMPLATE) return refused('tooLarge');
  // A Word file with a password, and Word's form of before 2007, are no zip but this.
  if (Buffer.from(bytes.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1') return refused('oldWord');
  const read = await readParts(bytes, BOUNDS);
  if (!read.ok) {
    if (read.error.type === 'tooLarge' || read.error.type === 'swollenZip') return refused('tooLarge');
    return refused(bytes[0] === 0x50 && bytes[1] === 0x4b ? 'damaged' : 'notWord');
  }
  const all = read.value;
  if (!all.has(TYPES) || !all.has('_rels/.rels') || !all.has(BODY)) return refused('notWord');

  const cleaned = new Set<TemplateCleaned>();
  const parts = new Map<string, Uint8Array>();
  for (const [name, content] of all) {
    const why = REFUSED.find(([names]) => names.test(name))?.[1];
    if (why) return refused(why);
    const dropped = DROPPED.find(([names]) => names.test(name));
    if (dropped) {
      // Some programs always write a place for remarks, with none in it.
      if (dropped[1] && (dropped[1] !== 'remarks' || /<w:comment\s/.test(decoded(content) ?? '')))
        cleaned.add(dropped[1]);
    } else if (KEPT.test(name)) parts.set(name, content);
    else return refused('unknownPart');
  }

  const texts = new Map<string, Scan>();
  const hiding = new Set<string>();
  const styles = new Set<string>();
  // The body first: its fields are met first.
  const names = [...parts.keys()].toSorted((one, other) => Number(other === BODY) - Number(one === BODY));
  for (const name of names) {
    if (!/\.(?:xml|rels)$/.test(name)) continue;
    if ((parts.get(name)?.length ?? 0) > MOST_XML) return refused('tooLarge');
    const xml = decoded(parts.get(name));
    if (xml === null) return refused('damaged');
    if (name === TYPES || name.endsWith('.rels')) {
      const tidy = name === TYPES ? typesWithout(xml, all, parts) : relationsWithout(name, xml, all, parts);
      if (!tidy.ok) return tidy;
      parts.set(name, new TextEncoder().encode(tidy.value));
      continue;
    }
    const first = scanPart(xml);
    if (!first) return refused('damaged');
    for (const [why, detail] of first.refused) return refused(why, detail);
    for (const each of first.cleaned) cleaned.add(each);
    for (const each of first.hiding) hiding.add(each);
    if (name !== 'word/styles.xml') for (const each of first.styles) styles.add(each);
    if (first.cuts.length > 0) parts.set(name, new TextEncoder().encode(spliced(xml, first.cuts)));
    if (!TEXTS.test(name)) continue;
    // Places are those of what is kept.
    const scan = first.cuts.length > 0 ? scanPart(spliced(xml, first.cuts)) : first;
    if (!scan) return refused('damaged');
    texts.set(name, scan);
  }
  if ([...hiding].some((style) => styles.has(style))) return refused('hiddenText');
  const fields = [...texts.values()].flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => fieldsAt(textOf(paragraph)).map(({ name }) => name)),
  );
  return ok({
    parts,
    texts,
    fields: [...new Set(fields)],
    cleaned: TEMPLATE_CLEANED.filter((each) => cleaned.has(each)),
  });
}

const decoded = (part: Uint8Array | undefined): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    return null;
  }
};

type Element = Span & { readonly name: string; readonly attributes: Readonly<Record<string, string>> };

/** Elements of a list of the package, with their places. Null when it is no XML. */
function elementsOf(xml: string): Element[] | null {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: Omit<Element, 'to'>[] = [];
  const found: Element[] = [];
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('doctype', () => {
    isBroken = true;
  });
  parser.on('opentag', ({ name, attributes }) =>
    open.push({ name: name.slice(name.indexOf(':') + 1), attributes, from: xml.lastIndexOf('<', parser.position - 1) }),
  );
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) found.push({ ...element, to: parser.position });
  });
  parser.write(xml).close();
  return isBroken ? null : found;
}

type Parts = ReadonlyMap<string, Uint8Array>;

/** What kinds the parts are of, without those that are not there any more; a template (.dotx) becomes a document. */
function typesWithout(xml: string, all: Parts, parts: Parts): Result<string, TemplateRefused> {
  const elements = elementsOf(xml);
  if (!elements) return refused('damaged');
  if (elements.some(({ attributes }) => /macroEnabled|vba/i.test(attributes['ContentType'] ?? '')))
    return refused('macros');
  const gone = elements.filter(({ attributes }) => {
    const part = (attributes['PartName'] ?? '').replace(/^\//, '');
    return part !== '' && all.has(part) && !parts.has(part);
  });
  return ok(spliced(xml, gone).replace('wordprocessingml.template.main+xml', 'wordprocessingml.document.main+xml'));
}

/** Which part needs which, without those that are not there any more; and nothing that lies elsewhere but addresses to click on. */
function relationsWithout(name: string, xml: string, all: Parts, parts: Parts): Result<string, TemplateRefused> {
  const elements = elementsOf(xml);
  if (!elements) return refused('damaged');
  const folder = posix.dirname(posix.dirname(name));
  const gone: Element[] = [];
  for (const element of elements) {
    if (element.name !== 'Relationship') continue;
    const { Target: target = '', TargetMode: mode = '', Type: type = '' } = element.attributes;
    if (/\{\{|%7B%7B/i.test(target)) return refused('fieldElsewhere');
    if (/^external$/i.test(mode)) {
      if (!type.endsWith('/hyperlink') || !/^(?:https?|mailto|tel):/i.test(target)) return refused('elsewhere');
      continue;
    }
    if (/^[a-z][a-z0-9+.-]*:|^\\\\|^\/\//i.test(target)) return refused('elsewhere');
    if (name === '_rels/.rels' && type.endsWith('/officeDocument') && target.replace(/^\//, '') !== BODY)
      return refused('notWord');
    const part = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    if (all.has(part) && !parts.has(part)) gone.push(element);
  }
  return ok(spliced(xml, gone));
}
