/** The dossier as a page: one A4 after another in HTML, for Chromium to print and for the preview to show. */
import { sectionHtml } from './blocks-html.ts';
import type { Paper } from './dossier-paper.ts';
import { letterheadHtml } from './letterhead.ts';
import { html } from './markup.ts';
import { pageOf, type Page } from './page.ts';

/** @param fontCss from paper-font.ts; empty for the system's own letters */
export function dossierPage(paper: Paper, fontCss: string): Page {
  const { closing, date, intro, kind, language, meant, name, sections, summary, title } = paper;
  const body = html`<header>
      ${letterheadHtml(paper.letterhead, html`<p class="meant"><b>${meant}</b>${date}</p>`)}
      <div class="head">
        <p class="kind">${kind}</p>
        <h1>${name}</h1>
        ${summary === null ? null : html`<p class="summary">${summary}</p>`}
        ${intro === null ? null : html`<p class="intro">${intro}</p>`}
      </div>
    </header>
    <main>
      ${
        sections.length > 0
          ? sections.map((section) => sectionHtml(section, language))
          : html`<section><p>${paper.empty}</p></section>`
      }
    </main>
    <section class="closing" aria-labelledby="leftOut">
      <h2 id="leftOut">${closing.heading}</h2>
      ${closing.texts.map((text) => html`<p>${text}</p>`)}
      ${closing.facts.map(({ label, text }) => html`<p><b>${label}:</b> ${text}</p>`)}
    </section>`;
  return pageOf({ title, language, fontCss, body, foot: paper.foot, date });
}
