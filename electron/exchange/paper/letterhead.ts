/** Who sends it: name, address and logo of the organisation, above a dossier and above a letter. */
import type { FieldsOf } from '../../../core/domain/concepts.ts';
import { html, type Markup } from './markup.ts';
import { PAPER_TEXTS, type Language } from './paper-texts.ts';

export type Letterhead = {
  readonly name: string | null;
  readonly address: string;
  /** A data URL of PNG, JPEG or WebP. */
  readonly logo: { readonly picture: string; readonly text: string } | null;
};

export function letterheadOf(organisation: FieldsOf<'organisation'> | null, language: Language): Letterhead {
  const street = [organisation?.street, organisation?.houseNumber].filter(Boolean).join(' ');
  const place = [organisation?.postcode, organisation?.place].filter(Boolean).join(' ');
  const picture = organisation?.logo ?? null;
  const name = organisation?.name ?? null;
  // The field only takes pictures; a paper that must never load anything looks again.
  const isPicture = picture !== null && /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(picture);
  return {
    name,
    address: [street, place].filter(Boolean).join(', '),
    logo: isPicture ? { picture, text: PAPER_TEXTS[language].logoOf(name ?? '') } : null,
  };
}

/** @param aside what stands at the other side of it */
export const letterheadHtml = ({ name, address, logo }: Letterhead, aside: Markup | null): Markup =>
  html`<div class="letterhead">
    ${logo === null ? null : html`<img src="${logo.picture}" alt="${logo.text}" />`}
    <div class="organisation">${name === null ? null : html`<b>${name}</b>`}${address}</div>
    ${aside}
  </div>`;
