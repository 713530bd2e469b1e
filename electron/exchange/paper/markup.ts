/**
 * Markup in which nothing is by accident: text and numbers put into `html` are escaped, only other markup goes in as it is.
 * There is no other way from a value to the page.
 */
export type Markup = { readonly markup: string };
type Part = Markup | string | number | null | false | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and within quoted attributes. */
export const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('');
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((whole, next, index) => whole + written(parts[index - 1] ?? null) + next) };
}

/** A text of several lines as it was typed. Line ends as elements, so that how our own markup is laid out does not matter. */
export const asWritten = (value: string): Markup => ({
  markup: value
    .trim()
    .split(/\r\n|\r|\n/)
    .map(escapeHtml)
    .join('<br />'),
});
