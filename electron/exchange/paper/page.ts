/**
 * A page for Chromium to print: complete in itself. Its policy forbids every load but the pictures and the font inside it, and every
 * value is escaped on its way in (markup.ts).
 */
import { html, type Markup } from './markup.ts';
import { FONT_FAMILY, PAGE_STYLE } from './page-style.ts';
import { PAPER_TEXTS, type Language } from './paper-texts.ts';

export type Page = {
  readonly html: string;
  /** For Chromium's margins: small HTML with `pageNumber` and `totalPages`. */
  readonly header: string;
  readonly footer: string;
  readonly title: string;
};

export type PageInput = {
  readonly title: string;
  readonly language: Language;
  /** From paper-font.ts; empty for the system's own letters. */
  readonly fontCss: string;
  readonly body: Markup;
  /** At the foot of each page: what and who, and the day as it is written. */
  readonly foot: string;
  readonly date: string;
};

/**
 * Characters of some forty sheets. Chromium reads the style of the foot anew for each sheet: with letters of its own in it, that is half of the time that a paper of
 * four hundred takes. The foot of a long one is in the letters of the system.
 */
const LONG = 120_000;

export function pageOf({ title, language, fontCss, body, foot, date }: PageInput): Page {
  // A style sheet can not be escaped; ours never closes its own element.
  if (/<\//.test(fontCss)) throw new Error('the font style sheet holds markup');
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
        />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${{ markup: fontCss + PAGE_STYLE }}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  const footCss = body.markup.length > LONG ? '' : fontCss;
  return { html: page.markup, header: '', footer: footer(foot, date, language, footCss), title };
}

/** Chromium prints this from a page of its own, which knows nothing of the style above. */
function footer(left: string, date: string, language: Language, fontCss: string): string {
  const style =
    `font: 9.5px '${FONT_FAMILY}', 'Atkinson Hyperlegible Next', 'Noto Sans', 'Segoe UI', Arial, sans-serif; color: #4c5d63; ` +
    'width: 100%; margin: 0 18mm; padding-top: 2mm; border-top: 0.6px solid #d9d5cb; display: flex; gap: 8mm; ' +
    'justify-content: space-between; -webkit-print-color-adjust: exact';
  const [before, between, after] = PAPER_TEXTS[language].pageOf('\u0000', '\u0000').split('\u0000');
  return html`<style>
      ${{ markup: fontCss }}
    </style>
    <div style="${style}" lang="${language}">
      <span>${left}</span>
      <span style="white-space: nowrap"
        >${date} · ${before ?? ''}<span class="pageNumber"></span>${between ?? ''}<span class="totalPages"></span
        >${after ?? ''}</span
      >
    </div>`.markup;
}
