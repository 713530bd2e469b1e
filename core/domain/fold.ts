/**
 * How words are made equal for searching: lower case, without diacritics, letters that do not come apart written out. The
 * same folding feeds the index, the question and the highlighting, so they always agree.
 */
const APART: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
};

/** Most texts: nothing in them comes apart, and lower case is all there is to do. */
// eslint-disable-next-line no-control-regex -- the whole of ASCII is the point
const PLAINLY = /^[\u0000-\u007f]*$/;

export function fold(text: string): string {
  if (PLAINLY.test(text)) return text.toLowerCase();
  const lower = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
  return /[ßæœøłđðþıŋ]/.test(lower) ? lower.replace(/[ßæœøłđðþıŋ]/g, (letter) => APART[letter] ?? letter) : lower;
}

/** The longest word that is kept whole: a text without spaces is no word, and would only swell the index. */
const LONGEST = 64;
const isTooLong = (word: string): boolean => word.length > LONGEST;

/** Folded words of a text, in order, with repeats. */
export function foldedWords(text: string): string[] {
  const folded = fold(text);
  const found = folded.match(PLAINLY.test(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  // A large import asks for a million words, and nearly no text has a longer one.
  return found.some(isTooLong) ? found.map((word) => word.slice(0, LONGEST)) : found;
}

export type Piece = { readonly text: string; readonly hit: boolean };

/**
 * The text around the first place where one of the folded words occurs (at the start of a word or inside it), in pieces, or
 * null when none occurs. `reach` is the number of characters kept on either side.
 */
export function excerpt(text: string, words: readonly string[], reach = 60): Piece[] | null {
  const { folded, origin } = foldWithOrigin(text);
  const hits: { from: number; to: number }[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0 && hits.length < 50; at = folded.indexOf(word, at + word.length)) {
      hits.push({ from: origin[at] ?? 0, to: origin[at + word.length] ?? text.length });
    }
  }
  hits.sort((one, other) => one.from - other.from);
  const [first] = hits;
  if (!first) return null;
  const start = wordStart(text, Math.max(0, first.from - reach));
  const end = Math.min(text.length, first.to + reach);
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of hits) {
    if (hit.from < at || hit.from >= end) continue;
    if (hit.from > at) pieces.push({ text: text.slice(at, hit.from), hit: false });
    pieces.push({ text: text.slice(hit.from, hit.to), hit: true });
    at = hit.to;
  }
  if (at < end) pieces.push({ text: text.slice(at, end) + (end < text.length ? '…' : ''), hit: false });
  if (start > 0) pieces.unshift({ text: '…', hit: false });
  return pieces;
}

/**
 * Where these words stand in a text, folded: whole words, also with an s behind them ("Jans", "Jan's"). Places do not overlap and are in
 * order, in UTF-16 code units.
 */
export function placesOf(text: string, words: readonly string[]): { from: number; to: number }[] {
  const looked = words.map((word) => fold(word.trim())).filter((word) => word !== '');
  if (looked.length === 0) return [];
  const any = looked
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?:['’]?s)?(?![\\p{L}\\p{N}])`, 'gu');
  const { folded, origin } = foldWithOrigin(text);
  return [...folded.matchAll(pattern)].map((found) => ({
    from: origin[found.index] ?? 0,
    to: origin[found.index + found[0].length] ?? text.length,
  }));
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return space >= 0 && space - at < 15 ? space + 1 : at;
}

function foldWithOrigin(text: string): { folded: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = fold(character);
    for (let index = 0; index < piece.length; index++) origin.push(at);
    folded += piece;
    at += character.length;
  }
  origin.push(text.length);
  return { folded, origin };
}
