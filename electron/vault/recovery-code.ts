/**
 * The recovery code: 160 random bits on paper, in Crockford's base 32, with his check symbol (mod 37) at the end.
 *
 * Promises: what is printed can be typed back in lower case, with or without dashes and spaces, with O for 0 and I or L
 * for 1; one wrong character, or two neighbours swapped, is noticed before anything is derived from the code.
 * Pure: no Node, no clock, randomness is passed in.
 */
import { err, ok, type Result } from '../../core/domain/result.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_BYTES = 20;
const SYMBOLS = (SECRET_BYTES * 8) / 5;

export type RecoveryCodeMistyped = { type: 'RecoveryCodeMistyped'; reason: 'length' | 'character' | 'check' };

const valuesOf = (secret: Uint8Array): number[] => {
  const values: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of secret) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      values.push((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return values;
};

const bytesOf = (values: readonly number[]): Uint8Array => {
  const secret = new Uint8Array(SECRET_BYTES);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const value of values) {
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      secret[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return secret;
};

// 37 is a prime above 32, so every change of one symbol and every swap of two neighbours changes the remainder.
const checkOf = (values: readonly number[]): number =>
  values.reduce((remainder, value) => (remainder * 32 + value) % 37, 0);

/** A new code, as it is printed: eight groups of four, and the check symbol. */
export const newRecoveryCode = (random: (bytes: number) => Uint8Array): { code: string; secret: Uint8Array } => {
  // Crockford's five extra check symbols (* ~ $ = U) are a nuisance on paper and keyboards, so a code that needs one is
  // thrown back: 0.19 of the 160 bits. A hundred misses in a row means that `random` is not random.
  for (let tries = 0; tries < 100; tries++) {
    const secret = random(SECRET_BYTES);
    const values = valuesOf(secret);
    const check = checkOf(values);
    if (check >= ALPHABET.length) continue;
    const groups = Array.from({ length: SYMBOLS / 4 }, (_, group) =>
      values
        .slice(group * 4, group * 4 + 4)
        .map((value) => ALPHABET[value])
        .join(''),
    );
    return { code: [...groups, ALPHABET[check]].join('-'), secret };
  }
  throw new Error('No recovery code in a hundred tries: the source of randomness is broken');
};

/** What somebody typed, back to the secret; or why it can not be the code that was printed. */
export const readRecoveryCode = (typed: string): Result<Uint8Array, RecoveryCodeMistyped> => {
  // 33 symbols with generous spacing stay far below this; longer is something else that was pasted.
  if (typed.length > 400) return err({ type: 'RecoveryCodeMistyped', reason: 'length' });
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const values = [...plain].map((symbol) => ALPHABET.indexOf(symbol));
  if (values.includes(-1)) return err({ type: 'RecoveryCodeMistyped', reason: 'character' });
  if (values.length !== SYMBOLS + 1) return err({ type: 'RecoveryCodeMistyped', reason: 'length' });
  if (checkOf(values.slice(0, SYMBOLS)) !== values[SYMBOLS])
    return err({ type: 'RecoveryCodeMistyped', reason: 'check' });
  return ok(bytesOf(values.slice(0, SYMBOLS)));
};
