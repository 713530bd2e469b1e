/** The blocks of a section as a part of the page that Chromium prints (page-style.ts says how they look). */
import type { Block, Entry, Fact, Line, Piece, Section, Table, Told } from './blocks.ts';
import { hexagon, levelBar, week } from './charts.ts';
import { asWritten, html, type Markup } from './markup.ts';
import type { Language } from './paper-texts.ts';

export const sectionHtml = ({ name, heading, blocks }: Section, language: Language): Markup =>
  html`<section aria-labelledby="${name}">
    <h2 id="${name}">${heading}</h2>
    ${blocks.map((block) => blockHtml(block, language))}
  </section>`;

function blockHtml(block: Block, language: Language): Markup {
  switch (block.kind) {
    case 'facts':
      return factsHtml(block.facts);
    case 'entries':
      return html`<ul>
        ${block.entries.map(entryHtml)}
      </ul>`;
    case 'names':
      return html`<ul class="names">
        ${block.names.map(
          ({ name, more }) =>
            html`<li>${name}${more === null ? null : html` <span class="small">${asWritten(more)}</span>`}</li>`,
        )}
      </ul>`;
    case 'table':
      return tableHtml(block);
    case 'group':
      return html`<div class="group">
        ${block.heading === null ? null : html`<h3>${block.heading}</h3>`}
        ${block.blocks.map((each) => blockHtml(each, language))}
      </div>`;
    case 'notice':
      return html`<p class="notice">${block.text}</p>`;
    case 'small':
      return html`<p class="small after">${block.text}</p>`;
    case 'text':
      return html`<p class="long">${asWritten(block.text)}</p>`;
    case 'dots':
      return dotsHtml(block.items);
    case 'links':
      return html`<ul class="links">
        ${block.links.map(
          ({ line, note }) =>
            html`<li>${lineHtml(line)} ${note === null ? null : html`<p class="long">${asWritten(note)}</p>`}</li>`,
        )}
      </ul>`;
    case 'interestProfile':
      return html`<figure class="chart">
        <figcaption>
          <b>${block.title}</b>
          <span class="small">${block.under}</span>
        </figcaption>
        ${hexagon(block.profile, language, `interests-${block.number}`) ?? html`<div></div>`}
        ${tableHtml(block.scores, 'number')}
      </figure>`;
    case 'week':
      return html`<div class="chart week">
        ${week(block.availability, language)}${block.facts.length === 0 ? null : factsHtml(block.facts, 'single')}
      </div>`;
  }
}

const factsHtml = (facts: readonly Fact[], kind = ''): Markup =>
  html`<dl class="facts ${kind}">
    ${facts.map(
      ({ label, value, isLong }) =>
        html`<div class="${isLong ? 'wide' : ''}">
          <dt>${label}</dt>
          <dd>${lineHtml(value)}</dd>
        </div>`,
    )}
  </dl>`;

const entryHtml = ({ title, period, quiet, told }: Entry): Markup =>
  html`<li class="entry">
    <h3>${title}</h3>
    ${period === '' ? null : html`<p class="period">${period}</p>`}
    ${quiet === '' ? null : html`<p class="quiet">${quiet}</p>`} ${told.map(toldHtml)}
  </li>`;

const dotsHtml = (items: readonly string[]): Markup =>
  html`<ul class="dots">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;

function toldHtml(told: Told): Markup {
  if (told.kind === 'dots') return dotsHtml(told.items);
  return html`<p class="${told.kind}">${told.kind === 'long' ? asWritten(told.text) : told.text}</p>`;
}

const tableHtml = ({ head, rows }: Table, others: 'number' | '' = ''): Markup => {
  const [first = '', ...further] = head;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${first}</th>
        ${further.map((label) => html`<th scope="col" class="${others}">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name = [], ...cells]) =>
          html`<tr>
            <th scope="row">${lineHtml(name)}</th>
            ${cells.map((cell) => html`<td class="${others}">${lineHtml(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
};

const lineHtml = (line: Line): Markup => html`${line.map(pieceHtml)}`;

function pieceHtml(piece: Piece): Markup {
  switch (piece.kind) {
    case 'newLine':
      return html`<br />`;
    case 'link':
      return html`<a href="${piece.to}">${piece.text}</a>`;
    case 'level':
      return html`<span class="level">${levelBar(piece.code, piece.of)}${piece.text}</span>`;
    case 'words':
      if (piece.look === 'strong') return html`<b>${piece.text}</b>`;
      return piece.look === 'small' ? html`<span class="small">${piece.text}</span>` : html`${piece.text}`;
  }
}
