/**
 * What a passphrase must be: long. No rules about capitals, digits and signs, which make people write it down.
 *
 * Promises: the same words typed on another keyboard or system give the same bytes (NFKC), and a refusal has one small
 * reason that can be said in a sentence. Pure: no Node.
 */

/** Twelve characters: beyond guessing at half a second a try, and short enough for three or four words. */
const PASSPHRASE_MINIMUM = 12;
const PASSPHRASE_MAXIMUM = 1024;

export type PassphraseWeakness = 'too-short' | 'too-long' | 'repeats' | 'sequence';

// What fingers type when they are asked for something long.
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

export const normalPassphrase = (typed: string): string => typed.normalize('NFKC');

const repeatsItself = (characters: readonly string[]): boolean => {
  if (new Set(characters).size < 5) return true;
  // "welkomwelkom": a short word typed again and again is only as long as the word.
  for (let unit = 1; unit < 8 && unit * 2 <= characters.length; unit++)
    if (characters.every((character, at) => at < unit || character === characters[at - unit])) return true;
  return false;
};

const runsAlongARow = (characters: readonly string[]): boolean => {
  const steps = characters.slice(1).filter((character, at) => {
    const pair = `${characters[at]}${character}`;
    const back = `${character}${characters[at]}`;
    return ROWS.some((row) => row.includes(pair) || row.includes(back));
  }).length;
  // A few breaks are the jumps from one row to the next ("qwertyasdfgh").
  return characters.length - 1 - steps <= 2;
};

/** Why this passphrase will not do, or nothing. */
export const passphraseWeakness = (typed: string): PassphraseWeakness | null => {
  // Measured before normalising, which can make a text many times longer.
  if (typed.length > PASSPHRASE_MAXIMUM) return 'too-long';
  const characters = [...normalPassphrase(typed).toLowerCase()];
  if (characters.length < PASSPHRASE_MINIMUM) return 'too-short';
  if (repeatsItself(characters)) return 'repeats';
  if (runsAlongARow(characters)) return 'sequence';
  return null;
};
