/**
 * What to say about a passphrase while it is typed. The desktop decides whether it will do; this is advice: long is strong,
 * and the same thing again and again is not long.
 */
export type Advice =
  | { type: 'empty'; level: 0; enough: false }
  | { type: 'short'; missing: number; level: 1; enough: false }
  | { type: 'repeats'; level: 1; enough: false }
  | { type: 'fair'; level: 3; enough: true }
  | { type: 'strong'; level: 4; enough: true };

/** As the vault has it: beyond guessing at half a second a try, and short enough for three or four words. */
const MINIMUM = 12;
const STRONG = 20;

export function adviceOn(typed: string): Advice {
  const characters = [...typed.normalize('NFKC').toLowerCase()];
  if (characters.length === 0) return { type: 'empty', level: 0, enough: false };
  if (characters.length < MINIMUM)
    return { type: 'short', missing: MINIMUM - characters.length, level: 1, enough: false };
  if (new Set(characters).size < 5) return { type: 'repeats', level: 1, enough: false };
  return characters.length >= STRONG && new Set(characters).size >= 8
    ? { type: 'strong', level: 4, enough: true }
    : { type: 'fair', level: 3, enough: true };
}

/** Programs for zips do not agree on letters with accents: a password with them would open here and not elsewhere. */
export const isForZip = (typed: string): boolean => /^[ -~]*$/.test(typed);
