/**
 * A password to tell by telephone: six groups of two syllables, 74 bits. Letters that are easily taken for another on a line (n for m, d for b, c
 * and s) are not both in it.
 *
 * Somebody with a zip can try very many passwords a second, so it is longer than one that has a vault behind it.
 */
const CONSONANTS = 'bfghjklmprstvwz';
const VOWELS = 'aeiou';
const GROUPS = 6;

/** @param random bytes nobody can foresee */
export function madePassword(random: (bytes: number) => Uint8Array): string {
  const letter = (from: string): string => {
    // What does not divide evenly is drawn again: each letter is as likely.
    const most = 256 - (256 % from.length);
    for (;;) {
      const [drawn = 255] = random(1);
      if (drawn < most) return from[drawn % from.length] ?? '';
    }
  };
  const group = (): string => [CONSONANTS, VOWELS, CONSONANTS, VOWELS].map(letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
