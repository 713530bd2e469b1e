/** Dutch names: initials, given name, prefix (tussenvoegsel) and surname; shown as "Yasmin de Boer". */
export type NameParts = {
  readonly initials: string | null;
  readonly givenName: string | null;
  readonly prefix: string | null;
  readonly surname: string | null;
};

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' ');

/** Empty when no part of the name is known: the screen then says so in words. */
export function displayName(name: NameParts): string {
  return joined(name.givenName ?? name.initials, name.prefix, name.surname);
}

/** Two letters for the square beside a name. */
export function monogram(name: NameParts): string {
  const letter = (part: string | null) => Array.from(part ?? '')[0]?.toUpperCase() ?? '';
  return letter(name.givenName ?? name.initials) + letter(name.surname) || '?';
}

/** The prefixes of Dutch surnames that an import recognises, longest first. */
// prettier-ignore
const PREFIXES = [
  'van de', 'van den', 'van der', 'van het', "van 't", 'in de', 'in den', "in 't", 'op de', 'op den', 'op ten', "op 't",
  'uit de', 'uit den', 'aan de', 'aan den', 'bij de', 'onder de', 'over de', 'voor de', 'von der', 'de la', 'van', 'von',
  'de', 'den', 'der', 'des', 'het', "'t", 'ten', 'ter', 'te', 'la', 'le', 'du', 'da', 'dos', 'el', 'al', 'ben', 'bin',
];

/** Divides "Yasmin de Boer" or "Boer, Y. de" into the parts of a Dutch name. */
export function parseName(full: string): NameParts {
  const compact = full.replace(/\s+/g, ' ').trim();
  const none: NameParts = { initials: null, givenName: null, prefix: null, surname: null };
  if (!compact) return none;
  const comma = compact.indexOf(',');
  if (comma > 0) {
    const rest = compact.slice(comma + 1).trim();
    const { first, prefix } = splitTrailingPrefix(rest);
    return { ...none, ...firstName(first), prefix, surname: compact.slice(0, comma).trim() };
  }
  const words = compact.split(' ');
  if (words.length === 1) return { ...none, surname: compact };
  for (let start = 1; start < words.length - 1; start++) {
    const rest = words.slice(start).join(' ').toLowerCase();
    const prefix = PREFIXES.find((each) => rest.startsWith(`${each} `));
    if (prefix) {
      const length = prefix.split(' ').length;
      return {
        ...none,
        ...firstName(words.slice(0, start).join(' ')),
        prefix: words.slice(start, start + length).join(' '),
        surname: words.slice(start + length).join(' '),
      };
    }
  }
  return { ...none, ...firstName(words[0] ?? ''), surname: words.slice(1).join(' ') };
}

function splitTrailingPrefix(rest: string): { first: string; prefix: string | null } {
  const lower = rest.toLowerCase();
  const prefix = PREFIXES.find((each) => lower === each || lower.endsWith(` ${each}`));
  if (!prefix) return { first: rest, prefix: null };
  return { first: rest.slice(0, rest.length - prefix.length).trim(), prefix: rest.slice(rest.length - prefix.length) };
}

function firstName(first: string): Pick<NameParts, 'initials' | 'givenName'> {
  if (!first) return { initials: null, givenName: null };
  return /^(?:\p{Lu}\p{Ll}{0,2}\.\s?)+$/u.test(first)
    ? { initials: first, givenName: null }
    : { initials: null, givenName: first };
}
