/**
 * The dossier on paper: one A4 page after another in HTML, for Chromium to print. Pure: the same dossier gives the same
 * page. It is complete in itself: its policy forbids every load but the pictures and the font inside it, and every value is
 * escaped on its way in (markup.ts).
 */
import { CONCEPTS, type ConceptName, type FieldsOf } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { displayName } from '../../../core/domain/name.ts';
import { REGISTER_WORDS } from '../../../core/register/register-words.ts';
import { entryOf, mayReceive, type Category, type Recipient } from '../../../core/register/register.ts';
import { html, type Markup } from './markup.ts';
import { unsaidOfGuidance } from './guidance-sections.ts';
import { FONT_FAMILY, PAGE_STYLE } from './page-style.ts';
import { PAPER_TEXTS, inWords, type Language } from './paper-texts.ts';
import { readsCodes, sections } from './sections.ts';

export type PaperInput = {
  /** Already redacted for the recipient. */
  readonly dossier: Dossier;
  readonly organisation: FieldsOf<'organisation'> | null;
  readonly adviser: FieldsOf<'adviser'> | null;
  readonly recipient: Recipient;
  /** Who exactly gets it: a person or a company. */
  readonly recipientName: string | null;
  readonly language: Language;
  /** The day of handing over, `2026-11-23`. */
  readonly date: string;
  /** From paper-font.ts; empty for the system's own letters. */
  readonly fontCss: string;
};

export type Paper = {
  readonly html: string;
  /** For Chromium's margins: small HTML with `pageNumber` and `totalPages`. */
  readonly header: string;
  readonly footer: string;
  readonly title: string;
};

export function dossierPage(input: PaperInput): Paper {
  const { dossier, organisation, adviser, recipient, recipientName, language, date, fontCss } = input;
  // A style sheet can not be escaped; ours never closes its own element.
  if (/<\//.test(fontCss)) throw new Error('the font style sheet holds markup');
  const texts = PAPER_TEXTS[language];
  const { candidate } = dossier;
  const name = displayName(candidate) || texts.nameless;
  const kind = texts.kind[recipient];
  const meant = recipientName?.trim() ? texts.forNamed[recipient](recipientName.trim()) : texts.forAnybody[recipient];
  const writtenDate = formatPartialDate(date, language, 'long');
  const title = `${kind} – ${name}`;
  const intro = texts.intro[recipient];
  const content = sections(dossier, recipient, language);

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
        <header>
          <div class="letterhead">
            ${logo(organisation, language)}
            <div class="organisation">${letterhead(organisation)}</div>
            <p class="meant"><b>${meant}</b>${writtenDate}</p>
          </div>
          <div class="head">
            <p class="kind">${kind}</p>
            <h1>${name}</h1>
            ${summary(candidate)} ${intro === null ? null : html`<p class="intro">${intro}</p>`}
          </div>
        </header>
        <main>${content.length > 0 ? content : html`<section><p>${texts.empty}</p></section>`}</main>
        ${closing(organisation, adviser, recipient, language)}
      </body>
    </html>`;

  return {
    html: page.markup,
    header: '',
    footer: footer([name, organisation?.name ?? null], writtenDate, language, fontCss),
    title,
  };
}

/** Chromium prints this from a page of its own, which knows nothing of the style above. */
function footer(left: readonly (string | null)[], date: string, language: Language, fontCss: string): string {
  const style =
    `font: 9.5px '${FONT_FAMILY}', 'Atkinson Hyperlegible Next', 'Noto Sans', 'Segoe UI', Arial, sans-serif; color: #4c5d63; ` +
    'width: 100%; margin: 0 18mm; padding-top: 2mm; border-top: 0.6px solid #d9d5cb; display: flex; gap: 8mm; ' +
    'justify-content: space-between; -webkit-print-color-adjust: exact';
  const [before, between, after] = PAPER_TEXTS[language].pageOf('\u0000', '\u0000').split('\u0000');
  return html`<style>
      ${{ markup: fontCss }}
    </style>
    <div style="${style}" lang="${language}">
      <span>${left.filter((each) => each !== null && each !== '').join(' · ')}</span>
      <span style="white-space: nowrap"
        >${date} · ${before ?? ''}<span class="pageNumber"></span>${between ?? ''}<span class="totalPages"></span
        >${after ?? ''}</span
      >
    </div>`.markup;
}

function logo(organisation: FieldsOf<'organisation'> | null, language: Language): Markup | null {
  const picture = organisation?.logo ?? null;
  // The field only takes pictures; a page that must never load anything looks again.
  if (picture === null || !/^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(picture)) return null;
  return html`<img src="${picture}" alt="${PAPER_TEXTS[language].logoOf(organisation?.name ?? '')}" />`;
}

function letterhead(organisation: FieldsOf<'organisation'> | null): Markup | null {
  if (organisation === null) return null;
  const street = [organisation.street, organisation.houseNumber].filter(Boolean).join(' ');
  const place = [organisation.postcode, organisation.place].filter(Boolean).join(' ');
  const address = [street, place].filter(Boolean).join(', ');
  return html`${organisation.name === null ? null : html`<b>${organisation.name}</b>`}${address}`;
}

function summary(candidate: FieldsOf<'candidate'>): Markup | null {
  const where = [candidate.place, candidate.country].filter(Boolean).join(', ');
  return where === '' ? null : html`<p class="summary">${where}</p>`;
}

function closing(
  organisation: FieldsOf<'organisation'> | null,
  adviser: FieldsOf<'adviser'> | null,
  recipient: Recipient,
  language: Language,
): Markup {
  const texts = PAPER_TEXTS[language];
  const heading = (recipient === 'candidate' ? texts.headings.toCandidate : texts.headings.aboutCandidate).leftOut;
  const { wholly, partly } = withheldCategories(recipient);
  const words = (categories: readonly Category[]) =>
    inWords(
      categories.map((each) => REGISTER_WORDS[language].categories[each]),
      texts.and,
    );
  const said =
    wholly.length + partly.length === 0
      ? texts.nothingLeftOut[recipient]
      : texts.leavesOut[recipient](words(wholly), words(partly));
  const line = (label: string, parts: readonly (string | null | undefined)[]) => {
    const known = parts.filter(Boolean);
    return known.length === 0 ? null : html`<p><b>${label}:</b> ${known.join(' · ')}</p>`;
  };
  return html`<section class="closing" aria-labelledby="leftOut">
    <h2 id="leftOut">${heading}</h2>
    <p>${said}</p>
    ${recipient === 'candidate' ? html`<p>${texts.rights}</p>` : null}
    ${line(texts.adviser, [adviser?.name, adviser?.role, adviser?.phone, adviser?.email])}
    ${line(texts.contactPerson, [organisation?.contactName, organisation?.contactEmail])}
  </section>`;
}

/**
 * What a recipient never gets, by the register and not by what this dossier holds: "schemes were left out" would tell an
 * employer that there are schemes.
 */
export function withheldCategories(recipient: Recipient): { wholly: Category[]; partly: Category[] } {
  const kept = new Map<Category, { given: number; withheld: number }>();
  for (const concept of CONCEPTS) {
    // What an import could not place belongs to no category of its own.
    if (concept.place === 'organisation' || concept.place === 'own' || concept.name === 'importRemainder') continue;
    for (const field of Object.keys(concept.fields)) {
      const { category } = entryOf(concept.name, field);
      const count = kept.get(category) ?? { given: 0, withheld: 0 };
      if (mayReceive(recipient, concept.name, field)) count.given += 1;
      else count.withheld += 1;
      kept.set(category, count);
    }
  }
  const those = (when: (count: { given: number; withheld: number }) => boolean) =>
    [...kept].filter(([, count]) => when(count)).map(([category]) => category);
  return {
    wholly: those(({ given, withheld }) => given === 0 && withheld > 0),
    partly: those(({ given, withheld }) => given > 0 && withheld > 0),
  };
}

/** What the recipient may have and the dossier holds, but paper does not say: codes that are of use to machines only. */
export function unsaidOnPaper(dossier: Dossier, recipient: Recipient): { concept: ConceptName; field: string }[] {
  const unsaid: { concept: ConceptName; field: string }[] = [];
  const check = <N extends ConceptName>(concept: N, fields: readonly string[], rows: readonly object[]) => {
    for (const field of fields) {
      if (rows.some((row) => (row as Record<string, unknown>)[field] !== null)) unsaid.push({ concept, field });
    }
  };
  const { candidate, rows } = dossier;
  if (recipient === 'employer' && candidate.givenName !== null) check('candidate', ['initials'], [candidate]);
  if (!readsCodes(recipient)) {
    check('workExperience', ['roleCode', 'roleCodeSystem'], rows.workExperience);
    check('education', ['nameCode'], rows.education);
    check('skill', ['code', 'codeSystem'], rows.skill);
    check('desiredOccupation', ['code', 'codeSystem'], rows.desiredOccupation);
  }
  check(
    'language',
    ['languageCode'],
    rows.language.filter((each) => each.language !== null),
  );
  check('document', ['mediaType', 'bytes', 'about', 'replaces'], rows.document);
  check('candidate', ['mergedInto'], [candidate]);
  check(
    'document',
    ['confidential'],
    rows.document.filter((each) => each.confidential === 'no'),
  );
  return [...unsaid, ...unsaidOfGuidance(dossier)];
}
