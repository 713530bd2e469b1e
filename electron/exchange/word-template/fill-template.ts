/**
 * A letter out of a Word template: each field gets what it says, in the look of where it begins, and everything else stays byte for byte as it
 * was. A field without an answer leaves no hole (core/letters/fill-text.ts), and a paragraph that was for it alone goes. An answer of
 * several lines becomes lines of Word. Text is only ever put in as text: whatever an answer holds, it makes no element.
 */
import { filledIn, fillText } from '../../../core/letters/fill-text.ts';
import type { FieldAnswer } from '../../../core/letters/letter-fields.ts';
import { tidy } from '../paper/word.ts';
import { packZip } from '../zip.ts';
import type { WordTemplate } from './open-template.ts';
import { BODY } from './open-template.ts';
import { spliced, textOf, type Piece, type Scan, type Span, type TemplateParagraph } from './scan-part.ts';

type Edit = Span & { readonly by: string };

export type FilledTemplate = {
  /** Parts that are other than in the template. */
  readonly changed: ReadonlyMap<string, string>;
  readonly missing: Readonly<Record<'unknown' | 'withheld' | 'empty', readonly string[]>>;
  /** Answers that stand in it, each once. */
  readonly values: readonly string[];
  /** What the body says, a line for each paragraph. */
  readonly text: string;
};

export function fillTemplate({ texts }: WordTemplate, answer: (name: string) => FieldAnswer): FilledTemplate {
  const missing = { unknown: new Set<string>(), withheld: new Set<string>(), empty: new Set<string>() };
  const values = new Set<string>();
  const changed = new Map<string, string>();
  const ask = (name: string): string | null => {
    const found = answer(name);
    if (found.type === 'known') {
      values.add(found.value);
      return found.value;
    }
    if (found.type === 'none') return '';
    missing[found.type].add(name);
    // What is no field stays as it is, to be seen; such a letter is not made.
    return found.type === 'unknown' ? null : '';
  };
  for (const [name, { xml, paragraphs }] of texts) {
    const edits = paragraphs.flatMap((paragraph) => editsOf(paragraph, ask));
    if (edits.length > 0) changed.set(name, spliced(xml, edits));
  }
  return {
    changed,
    missing: { unknown: [...missing.unknown], withheld: [...missing.withheld], empty: [...missing.empty] },
    values: [...values],
    text: bodyText(texts.get(BODY), ask),
  };
}

/** Only pieces that a field touches are written anew. */
function editsOf(paragraph: TemplateParagraph, ask: (name: string) => string | null): Edit[] {
  const { pieces, isPlain, isLast } = paragraph;
  const text = textOf(paragraph);
  const { fillings, isGone } = fillText(text, ask);
  if (isGone && isPlain && !isLast) return [{ from: paragraph.from, to: paragraph.to, by: '' }];
  let at = 0;
  return pieces.flatMap((piece) => {
    const [begins, ends] = [at, at + piece.text.length];
    at = ends;
    const touching = fillings.filter(({ from, to }) => from < ends && to > begins);
    if (touching.length === 0) return [];
    let left = begins;
    let own = '';
    for (const { from, to, by } of touching) {
      own += text.slice(left, Math.max(left, from));
      // Where a field begins is where its answer goes; its other pieces only lose their part of the name.
      if (from >= begins) own += by;
      left = Math.min(to, ends);
    }
    own += text.slice(left, ends);
    return [{ from: piece.from, to: piece.to, by: textXml(own, piece) }];
  });
}

/** A text inside a run, with lines and tabs as Word has them. */
function textXml(text: string, { prefix }: Piece): string {
  if (text === '') return '';
  const open = `<${prefix}t xml:space="preserve">`;
  const close = `</${prefix}t>`;
  const inner = tidy(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
    .replace(/[\n\t]/g, (sign) => `${close}<${prefix}${sign === '\n' ? 'br' : 'tab'}/>${open}`);
  return `${open}${inner}${close}`;
}

const bodyText = (body: Scan | undefined, ask: (name: string) => string | null): string =>
  (body?.paragraphs ?? [])
    .flatMap((paragraph) => {
      if (paragraph.isFallback) return [];
      const text = textOf(paragraph);
      const { fillings, isGone } = fillText(text, ask);
      return isGone ? [] : [filledIn(text, fillings)];
    })
    .join('\n');

/** @param at of its parts, which is the only thing that says when it was made */
export function templateBytes(
  { parts }: WordTemplate,
  changed: ReadonlyMap<string, string>,
  at: Date,
): Promise<Uint8Array> {
  return packZip(
    [...parts].map(([name, bytes]) => {
      const text = changed.get(name);
      return { name, bytes: text === undefined ? bytes : new TextEncoder().encode(text) };
    }),
    at,
  );
}
