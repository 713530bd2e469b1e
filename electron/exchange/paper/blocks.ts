/**
 * What stands on paper, before it is known which paper: headings, facts, lists, tables, pieces of a line. The sections are written down once,
 * as these blocks; `blocks-html.ts` makes a page of them and `blocks-word.ts` a Word document. Only text and addresses, never markup.
 */
import type { FieldsOf } from '../../../core/domain/concepts.ts';

/** A piece of a line. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string; readonly look?: 'strong' | 'small' }
  /** `to` was looked at before: http, https or mailto. */
  | { readonly kind: 'link'; readonly text: string; readonly to: string }
  /** How far somebody is, as a little bar with its word. */
  | { readonly kind: 'level'; readonly code: string; readonly of: 'skill' | 'language'; readonly text: string }
  | { readonly kind: 'newLine' };
export type Line = readonly Piece[];

export type Fact = { readonly label: string; readonly value: Line; readonly isLong: boolean };
/** What is told below the head of an entry. */
export type Told =
  | { readonly kind: 'small' | 'long' | 'heading'; readonly text: string }
  | { readonly kind: 'dots'; readonly items: readonly string[] };
export type Entry = {
  readonly title: string;
  readonly period: string;
  readonly quiet: string;
  readonly told: readonly Told[];
};
export type Table = {
  readonly kind: 'table';
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Line[])[];
};

export type Block =
  | { readonly kind: 'facts'; readonly facts: readonly Fact[]; readonly isNarrow?: boolean }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'names'; readonly names: readonly { readonly name: string; readonly more: string | null }[] }
  | Table
  | { readonly kind: 'group'; readonly heading: string | null; readonly blocks: readonly Block[] }
  /** `notice` belongs to what follows it, `small` to what stands before it. */
  | { readonly kind: 'notice' | 'text' | 'small'; readonly text: string }
  | { readonly kind: 'dots'; readonly items: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly line: Line; readonly note: string | null }[] }
  | {
      readonly kind: 'interestProfile';
      readonly profile: FieldsOf<'interestProfile'>;
      /** Tells pictures on one page apart, from 1. */
      readonly number: number;
      readonly title: string;
      readonly under: string;
      readonly scores: Table;
    }
  | {
      readonly kind: 'week';
      readonly availability: FieldsOf<'availability'>;
      readonly facts: readonly Fact[];
    };

/** `name`: tells sections of one paper apart. */
export type Section = { readonly name: string; readonly heading: string; readonly blocks: readonly Block[] };

export const words = (text: string, look?: 'strong' | 'small'): Piece =>
  look === undefined ? { kind: 'words', text } : { kind: 'words', text, look };
export const newLine: Piece = { kind: 'newLine' };
/** One line of plain words; nothing where there is nothing to say. */
export const lineOf = (text: string | null): Line => (text === null || text === '' ? [] : [words(text)]);

/** A text of several lines as it was typed. */
export const linesOf = (text: string | null): Line =>
  (text ?? '')
    .trim()
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) => [...(index === 0 ? [] : [newLine]), ...lineOf(line)]);

export const mailLink = (address: string): Piece => ({
  kind: 'link',
  text: address,
  to: `mailto:${encodeURIComponent(address).replace('%40', '@')}`,
});
/** The address itself is the text of the link: on paper nobody can click. */
export function webLink(typed: string): Piece {
  const to = webAddress(typed);
  return to === null ? words(typed) : { kind: 'link', text: typed, to };
}

/**
 * A web address as a person typed it, as an address to follow. Only http and https: the field refuses others, but a page
 * must not depend on that.
 */
export function webAddress(typed: string): string | null {
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  return URL.canParse(whole) && /^https?:$/.test(new URL(whole).protocol) ? whole : null;
}
