/** A letter on paper: letterhead, to whom, the day, what it is about, and its text. As a page for the PDF and as a Word document. */
import { HeadingLevel, Paragraph } from 'docx';
import { blocksOf } from '../../../core/guidance/report-text.ts';
import { letterheadHtml, type Letterhead } from './letterhead.ts';
import { asWritten, html } from './markup.ts';
import { pageOf, type Page } from './page.ts';
import type { Language } from './paper-texts.ts';
import { dots, letterheadParts, paragraph, quiet, runs, wordOf, type WordPart } from './word.ts';

export type LetterPaper = {
  readonly language: Language;
  readonly title: string;
  readonly letterhead: Letterhead;
  /** Name and address, a line each. */
  readonly to: readonly string[];
  /** Place and day. */
  readonly date: string;
  readonly subject: string;
  /** As it was written, with its headings and lists. */
  readonly text: string;
  readonly foot: string;
};

export function letterPage(
  { language, title, letterhead, to, date, subject, text, foot }: LetterPaper,
  fontCss: string,
): Page {
  const body = html`<header>${letterheadHtml(letterhead, null)}</header>
    <main class="letter">
      ${to.length === 0 ? null : html`<p class="to">${asWritten(to.join('\n'))}</p>`}
      <p class="quiet">${date}</p>
      ${subject === '' ? null : html`<h1 class="subject">${subject}</h1>`}
      ${blocksOf(text).map((block) =>
        block.kind === 'list'
          ? html`<ul class="dots">
              ${block.items.map((item) => html`<li>${item}</li>`)}
            </ul>`
          : block.kind === 'heading'
            ? html`<h2>${block.text}</h2>`
            : html`<p>${asWritten(block.text)}</p>`,
      )}
    </main>`;
  return pageOf({ title, language, fontCss, body, foot, date });
}

/** The parts of one letter, so that several can stand in one document, each on its own sheet. */
function letterParts({ letterhead, to, date, subject, text }: LetterPaper, startsSheet: boolean): WordPart[] {
  return [
    ...(startsSheet ? [new Paragraph({ pageBreakBefore: true, spacing: { after: 0, line: 20 }, children: [] })] : []),
    ...letterheadParts(letterhead, []),
    ...(to.length === 0
      ? []
      : [new Paragraph({ spacing: { before: 500, after: 500 }, children: runs(to.join('\n')) })]),
    quiet(date),
    ...(subject === '' ? [] : [new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(subject) })]),
    ...blocksOf(text).flatMap((block) => {
      if (block.kind === 'list') return dots(block.items.map((item) => runs(item)));
      if (block.kind === 'heading')
        return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(block.text) })];
      return [paragraph(block.text)];
    }),
  ];
}

/** @param title of the document, which is not of one person where there are several letters */
export const lettersWord = (letters: readonly LetterPaper[], title: string): Promise<Uint8Array> =>
  wordOf({
    language: letters[0]?.language ?? 'nl',
    title,
    parts: letters.flatMap((letter, index) => letterParts(letter, index > 0)),
    foot: null,
  });
