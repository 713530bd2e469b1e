/**
 * Letters on one Word template as one Word file: each is a section of its own that begins on a new page and counts its pages from one. Headers and
 * footers in which a field stands come along once for each letter; numbered lists begin anew.
 *
 * What one file can not tell apart is not joined: footnotes, numbers that styles count, and fields of Word that point within the letter. Such a letter is
 * a file for each person.
 */
import { SaxesParser } from 'saxes';
import { packZip } from '../zip.ts';
import { BODY, type WordTemplate } from './open-template.ts';
import { spliced, type Span } from './scan-part.ts';

const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const STYLES = 'word/styles.xml';
const NUMBERING = 'word/numbering.xml';
/** Characters of the body of all letters together: what Word still opens in some seconds, and is looked at again here as a whole. */
const MOST_XML = 40 * 1024 * 1024;
/** As many as are read when the file is looked at again (check/read-word.ts). */
const MOST_PARTS = 480;

type Element = Span & {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where what is in it begins and ends; the same where it is empty. */
  readonly inside: Span;
  readonly depth: number;
};

/** Every element with its place, in the order in which they end; names without their prefix. The XML was read before: it is whole. */
function elementsOf(xml: string): Element[] {
  const parser = new SaxesParser({ xmlns: false, position: true, fragment: true });
  const open: (Omit<Element, 'to' | 'inside'> & { readonly begins: number })[] = [];
  const found: Element[] = [];
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) =>
    open.push({
      name: name.slice(name.indexOf(':') + 1),
      attributes,
      from: xml.lastIndexOf('<', parser.position - 1),
      begins: parser.position,
      depth: open.length,
    }),
  );
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    const { begins, ...rest } = element;
    const to = parser.position;
    const inside = { from: begins, to: begins === to ? to : xml.lastIndexOf('<', to - 1) };
    found.push({ ...rest, to, inside });
  });
  parser.write(xml).close();
  return found;
}

const valueOf = ({ attributes }: Element, local: string): string | undefined =>
  Object.entries(attributes).find(([name]) => name.slice(name.indexOf(':') + 1) === local)?.[1];
const decoded = (part: Uint8Array | undefined): string => new TextDecoder().decode(part);

/** Fields of Word that say the same in a section as they did in a letter alone. */
const SAME_IN_A_SECTION =
  /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|SYMBOL|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)\b|^\s*HYPERLINK\s+"|^\s*$/i;

/** Whether letters on it can stand in one file. */
export function canJoin({ parts, texts }: WordTemplate): boolean {
  const body = elementsOf(texts.get(BODY)?.xml ?? '');
  // What is put in between is called as Word calls it.
  if (!/<w:body\b/.test(texts.get(BODY)?.xml ?? '')) return false;
  if (body.some(({ name }) => name === 'footnoteReference' || name === 'endnoteReference')) return false;
  const sections = body.filter(({ name }) => name === 'sectPr').length;
  for (const { xml } of texts.values()) {
    for (const element of elementsOf(xml)) {
      const { name, inside } = element;
      const said =
        name === 'instrText'
          ? xml.slice(inside.from, inside.to)
          : name === 'fldSimple'
            ? valueOf(element, 'instr')
            : '';
      if (!SAME_IN_A_SECTION.test(said ?? '')) return false;
      // Pages of one section are those of the letter only where it is one section.
      if (sections > 1 && /NUMPAGES/i.test(said ?? '')) return false;
    }
  }
  // A list that a style counts goes on from one letter into the next.
  const styles = elementsOf(decoded(parts.get(STYLES)));
  const counted = new Set(
    styles
      .filter(({ name }) => name === 'style')
      .filter((style) => styles.some(({ name, from, to }) => name === 'numPr' && from > style.from && to < style.to))
      .map((style) => valueOf(style, 'styleId')),
  );
  if (body.some((each) => each.name === 'pStyle' && counted.has(valueOf(each, 'val')))) return false;
  return !/<(?:\w+:)?lvlOverride\b[^>]*>\s*<(?:\w+:)?lvl\b/.test(decoded(parts.get(NUMBERING)));
}

/**
 * @param letters of each the parts that are other than in the template, made when they are asked for
 * @param at of its parts, which is the only thing that says when it was made
 * @returns null when together they are more than Word opens with ease
 */
export async function joinedBytes(
  { parts, texts }: WordTemplate,
  letters: Iterable<ReadonlyMap<string, string>>,
  at: Date,
): Promise<Uint8Array | null> {
  const made = new Map<string, string>();
  const copies = new Map<string, Uint8Array>();
  const template = texts.get(BODY)?.xml ?? '';
  const counts = numbersOf(decoded(parts.get(NUMBERING)));
  const newNumbers: string[] = [];
  const types: string[] = [];
  const relations: string[] = [];
  const kinds = elementsOf(decoded(parts.get(TYPES)));
  const known = elementsOf(decoded(parts.get(RELATIONS))).filter(({ name }) => name === 'Relationship');
  let lastPart = Math.max(
    0,
    ...[...parts.keys()].map((name) => Number(/^word\/(?:header|footer)(\d+)\.xml$/.exec(name)?.[1] ?? 0)),
  );
  let lastNumber = Math.max(0, ...counts.keys());
  let lastPicture = 0;
  const bodies: string[] = [];
  let size = 0;

  /** A header or footer of one letter: a part of its own, with what it needs. */
  const copyOf = (name: string, xml: string, letter: number): { readonly old: string; readonly new: string } | null => {
    const file = name.slice('word/'.length);
    const relation = known.find((each) => /^(?:\/word\/)?(.*)$/.exec(each.attributes['Target'] ?? '')?.[1] === file);
    const old = relation?.attributes['Id'];
    if (!relation || old === undefined) return null;
    const kind = file.startsWith('header') ? 'header' : 'footer';
    const copy = `${kind}${++lastPart}.xml`;
    copies.set(`word/${copy}`, new TextEncoder().encode(withSectionPages(xml)));
    const needs = parts.get(`word/_rels/${file}.rels`);
    if (needs) copies.set(`word/_rels/${copy}.rels`, needs);
    const type = kinds.find(({ attributes }) => attributes['PartName'] === `/${name}`)?.attributes['ContentType'] ?? '';
    types.push(`<Override PartName="/word/${copy}" ContentType="${type}"/>`);
    const id = `letter${letter}${kind}${lastPart}`;
    relations.push(`<Relationship Id="${id}" Type="${relation.attributes['Type'] ?? ''}" Target="${copy}"/>`);
    return { old, new: id };
  };

  let letter = 0;
  for (const changed of letters) {
    letter++;
    const heads = [...changed].filter(([name]) => /^word\/(?:header|footer)\d*\.xml$/.test(name));
    // Those of the first letter take the place of the template's own, in which the fields still stand open.
    if (letter === 1) for (const [name, xml] of heads) made.set(name, withSectionPages(xml));
    const own = letter === 1 ? [] : heads.flatMap(([name, xml]) => copyOf(name, xml, letter) ?? []);
    const xml = changed.get(BODY) ?? template;
    const edits: (Span & { readonly by: string })[] = [];
    const numbers = new Map<string, number>();
    for (const element of elementsOf(xml)) {
      const { name, from, to } = element;
      const whole = xml.slice(from, to);
      const startTag = { from, to: element.inside.from };
      if (
        (name === 'headerReference' || name === 'footerReference') &&
        own.some(({ old }) => old === valueOf(element, 'id'))
      ) {
        const { old, new: id } = own.find((each) => each.old === valueOf(element, 'id')) ?? { old: '', new: '' };
        edits.push({ from, to, by: whole.replace(`"${old}"`, `"${id}"`) });
      } else if (letter > 1 && (name === 'bookmarkStart' || name === 'bookmarkEnd')) edits.push({ from, to, by: '' });
      else if (name === 'docPr')
        edits.push({ ...startTag, by: xml.slice(from, startTag.to).replace(/(\sid=")\d+"/, `$1${++lastPicture}"`) });
      else if (letter > 1 && name === 'numId') {
        const number = counts.get(Number(valueOf(element, 'val')));
        if (!number) continue;
        const key = valueOf(element, 'val') ?? '';
        const next = numbers.get(key) ?? ++lastNumber;
        if (!numbers.has(key)) newNumbers.push(number(next));
        numbers.set(key, next);
        edits.push({ from, to, by: whole.replace(/"\d+"/, `"${next}"`) });
      }
    }
    const body = withSectionPages(spliced(xml, edits)).replaceAll(/\sw14:(?:paraId|textId)="[^"]*"/g, '');
    bodies.push(body);
    size += body.length;
    if (size > MOST_XML || parts.size + copies.size > MOST_PARTS) return null;
  }
  made.set(BODY, joinedBody(bodies));
  for (const [name, { xml }] of texts) if (!made.has(name)) made.set(name, withSectionPages(xml));
  const added = (name: string, more: readonly string[], end: RegExp): void => {
    if (more.length > 0)
      made.set(
        name,
        decoded(parts.get(name)).replace(end, (close) => `${more.join('')}${close}`),
      );
  };
  added(TYPES, types, /<\/(?:\w+:)?Types>\s*$/);
  added(RELATIONS, relations, /<\/(?:\w+:)?Relationships>\s*$/);
  // What cleans up after the numbers has to stay the last (ECMA-376, 17.9.17).
  added(NUMBERING, newNumbers, /(?:<(?:\w+:)?numIdMacAtCleanup\b[^>]*\/>\s*)?<\/(?:\w+:)?numbering>\s*$/);
  return packZip(
    [...new Map([...parts, ...copies])].map(([name, bytes]) => {
      const text = made.get(name);
      return { name, bytes: text === undefined ? bytes : new TextEncoder().encode(text) };
    }),
    at,
  );
}

/** How many pages: those of the letter, not of all letters. */
const withSectionPages = (xml: string): string =>
  xml.replaceAll(/(<(?:\w+:)?instrText\b[^>]*>[^<]*|\binstr="[^"]*)\bNUMPAGES\b/gi, '$1SECTIONPAGES');

/** A list by its number → the same list anew, that begins where its levels begin. */
function numbersOf(xml: string): Map<number, (id: number) => string> {
  const all = elementsOf(xml);
  const starts = new Map<string, string>();
  for (const list of all.filter(({ name }) => name === 'abstractNum')) {
    const within = ({ from, to }: Element): boolean => from > list.from && to < list.to;
    const levels = all.filter((each) => each.name === 'lvl' && within(each));
    starts.set(
      valueOf(list, 'abstractNumId') ?? '',
      levels
        .map((level) => {
          const start = all.find((each) => each.name === 'start' && each.from > level.from && each.to < level.to);
          return `<w:lvlOverride w:ilvl="${valueOf(level, 'ilvl') ?? '0'}"><w:startOverride w:val="${(start && valueOf(start, 'val')) ?? '1'}"/></w:lvlOverride>`;
        })
        .join(''),
    );
  }
  return new Map(
    all
      .filter(({ name }) => name === 'num')
      .map((num) => {
        const of = all.find((each) => each.name === 'abstractNumId' && each.from > num.from && each.to < num.to);
        const list = (of && valueOf(of, 'val')) ?? '';
        const make = (id: number): string =>
          `<w:num w:numId="${id}"><w:abstractNumId w:val="${list}"/>${starts.get(list) ?? ''}</w:num>`;
        return [Number(valueOf(num, 'numId')), make];
      }),
  );
}

/** Everything in the frame of the first. What a letter's last section looks like stands in its last paragraph, but for that of the last letter. */
function joinedBody(bodies: readonly string[]): string {
  let joined = '';
  for (const [index, xml] of bodies.entries()) {
    const all = elementsOf(xml);
    const body = all.find(({ name, depth }) => name === 'body' && depth === 1);
    if (!body) continue;
    const isLast = index === bodies.length - 1;
    const [first] = all.filter(({ name }) => name === 'sectPr');
    const children = all.filter(({ depth }) => depth === 2);
    const last = children.findLast(({ name }) => name !== 'sectPr');
    const end = children.find(({ name }) => name === 'sectPr');
    const section = (each: Element): string =>
      each === first ? beginning(xml.slice(each.from, each.to)) : xml.slice(each.from, each.to);
    const edits: (Span & { readonly by: string })[] = [];
    // Where the letter has several sections its first one begins the page; its last one ends it.
    if (first && first !== end) edits.push({ from: first.from, to: first.to, by: section(first) });
    const ending = end ? section(end) : beginning('<w:sectPr/>');
    if (isLast) {
      if (end) edits.push({ from: end.from, to: end.to, by: ending });
      else edits.push({ from: body.inside.to, to: body.inside.to, by: ending });
    } else {
      const within = endOfSection(xml, all, last, ending);
      if (within) edits.push(within);
      const more = within ? '' : `<w:p><w:pPr>${ending}</w:pPr></w:p>`;
      edits.push({ from: end?.from ?? body.inside.to, to: end?.to ?? body.inside.to, by: more });
    }
    const from = index === 0 ? 0 : body.inside.from;
    const to = isLast ? xml.length : body.inside.to;
    // What is written anew within the piece that is taken.
    joined += spliced(xml.slice(0, to), edits).slice(from);
  }
  return joined;
}

/** In the last paragraph itself: one more paragraph could be one more page. Null where the last is no paragraph. */
function endOfSection(
  xml: string,
  all: readonly Element[],
  last: Element | undefined,
  section: string,
): (Span & { readonly by: string }) | null {
  if (last?.name !== 'p') return null;
  const look = all.find(
    ({ name, depth, from, to }) => name === 'pPr' && depth === last.depth + 1 && from > last.from && to < last.to,
  );
  if (all.some(({ name, from, to }) => name === 'sectPr' && from > last.from && to < last.to)) return null;
  const isEmpty = ({ inside, to }: Element): boolean => inside.from === to;
  if (isEmpty(last)) {
    const tag = xml.slice(last.from, last.to);
    return { from: last.from, to: last.to, by: `${tag.replace(/\s*\/>$/, '>')}<w:pPr>${section}</w:pPr></w:p>` };
  }
  if (!look) return { from: last.inside.from, to: last.inside.from, by: `<w:pPr>${section}</w:pPr>` };
  return isEmpty(look)
    ? { from: look.from, to: look.to, by: `<w:pPr>${section}</w:pPr>` }
    : { from: look.inside.to, to: look.inside.to, by: section };
}

/** What stands before the counting of pages in a section, and its kind before that (ECMA-376, 17.6.17). */
const BEFORE_COUNTING =
  'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType'.split(' ');

/** A section that begins on a new page, with page one. */
function beginning(section: string): string {
  const all = elementsOf(section);
  const children = all.filter(({ depth }) => depth === 1);
  const kind = children.find(({ name }) => name === 'type');
  const counting = children.find(({ name }) => name === 'pgNumType');
  const format = counting && valueOf(counting, 'fmt');
  const anew = `<w:pgNumType${format === undefined ? '' : ` w:fmt="${format}"`} w:start="1"/>`;
  const edits: (Span & { readonly by: string })[] = kind ? [{ from: kind.from, to: kind.to, by: '' }] : [];
  const whole = all.find(({ depth }) => depth === 0);
  if (counting) edits.push({ from: counting.from, to: counting.to, by: anew });
  else if (whole && whole.inside.from === whole.to) return `${section.replace(/\s*\/>$/, '>')}${anew}</w:sectPr>`;
  else {
    const before = children.findLast(({ name }) => BEFORE_COUNTING.includes(name));
    const place = before?.to ?? whole?.inside.from ?? 0;
    edits.push({ from: place, to: place, by: anew });
  }
  return spliced(section, edits);
}
