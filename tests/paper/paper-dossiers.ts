/** Invented dossiers for the tests of the paper: an empty one, and one in which every field holds a word of its own. */
import {
  DOSSIER_CONCEPTS,
  conceptOf,
  fieldNames,
  type ConceptName,
  type DossierConcept,
  type FieldsOf,
  type Row,
} from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { dossierPage } from '../../electron/exchange/paper/dossier-page.ts';
import { dossierPaper, type PaperInput } from '../../electron/exchange/paper/dossier-paper.ts';

const FONT_FOLDER = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files';
export const fontFolder = new URL(`../../${FONT_FOLDER}/`, import.meta.url).pathname;

/** One pixel of petrol. */
export const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mPg849hAAACFgD6vLhcbQAAAABJRU5ErkJggg==';

export const rowOf = <N extends ConceptName>(concept: N, fields: Partial<FieldsOf<N>>, id = '1') =>
  ({
    ...Object.fromEntries(fieldNames(concept).map((name) => [name, null])),
    ...fields,
    id,
    createdAt: 0,
    changedAt: 0,
    onlyHere: false,
  }) as unknown as Row<N>;

type Rows = { readonly [N in DossierConcept]?: readonly Partial<FieldsOf<N>>[] };
export function dossierOf(
  candidate: Partial<FieldsOf<'candidate'>>,
  rows: Rows = {},
  availability: Partial<FieldsOf<'availability'>> | null = null,
): Dossier {
  return {
    candidate: rowOf('candidate', candidate),
    availability: availability && rowOf('availability', availability),
    rows: Object.fromEntries(
      DOSSIER_CONCEPTS.map((name) => [
        name,
        (rows[name] ?? []).map((row, index) => rowOf<ConceptName>(name, row, String(index))),
      ]),
    ),
  } as unknown as Dossier;
}

/** What a page is made of, its letters with it. */
export type PageInput = PaperInput & { readonly fontCss: string };
export const pageOf = ({ fontCss, ...input }: PageInput) => dossierPage(dossierPaper(input), fontCss);

export const inputOf = (
  dossier: Dossier,
  rest: Partial<Omit<PageInput, 'dossier'>> & Pick<PageInput, 'recipient'>,
): PageInput => ({
  dossier,
  organisation: rowOf('organisation', {
    name: 'Gemeente Nergenshuizen',
    place: 'Nergenshuizen',
    logo: LOGO,
  }),
  adviser: rowOf('adviser', { name: 'Anna Voorbeeld', phone: '06 00 00 00 01' }),
  recipientName: null,
  language: 'nl',
  date: '2026-11-23',
  fontCss: '',
  ...rest,
});

export type Nonce = { readonly concept: ConceptName; readonly field: string; readonly word: string };
/** Every free field of every concept holds a word that stands nowhere else; coded fields hold their first code. */
export function dossierOfNonces(): { dossier: Dossier; nonces: Nonce[] } {
  const nonces: Nonce[] = [];
  const filled = (concept: ConceptName) =>
    Object.fromEntries(
      Object.entries(conceptOf(concept).fields).map(([field, { kind, options, max, refersTo }]) => {
        // Six letters: four of them stand by chance in the bytes of a zip with a password, once in a hundred runs.
        const word = `zq${nonces.length.toString(36).padStart(3, '0')}x`;
        const said = (value: string) => (nonces.push({ concept, field, word }), value);
        if (kind === 'text' && (max ?? 0) >= 6) return [field, said(word)];
        if (kind === 'text') return [field, 'nld'];
        if (kind === 'longText') return [field, said(`Regel een\n${word}`)];
        if (kind === 'email') return [field, said(`${word}@example.nl`)];
        if (kind === 'url') return [field, said(`https://example.org/${word}`)];
        if (kind === 'phone') return [field, '06 00 00 00 02'];
        if (kind === 'postcode') return [field, '0000 AB'];
        if (kind === 'mediaType') return [field, 'text/plain'];
        if (kind === 'integer') return [field, 41];
        if (kind === 'time') return [field, '09:30'];
        if (kind === 'date' || kind === 'partialDate') return [field, field === 'until' ? '2021-06-01' : '2019-03-05'];
        if (kind === 'code') return [field, options![0]];
        if (kind === 'codes') return [field, [...options!]];
        if (kind === 'reference') return [field, `${refersTo![0]}/00000000-0000-7000-8000-000000000000`];
        if (kind === 'image') return [field, LOGO];
        if (kind === 'numbers') return [field, '{"one":1}'];
        return [field, null];
      }),
    );
  const rows = Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, [filled(name)]])) as Rows;
  const dossier = dossierOf(filled('candidate'), rows, filled('availability'));
  return { dossier, nonces };
}
