import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

/** A code from 20 arbitrary bytes; those that need a check symbol outside the alphabet are drawn again. */
const codes = fc.infiniteStream(fc.uint8Array({ minLength: 20, maxLength: 20 })).map((stream) => {
  const made = newRecoveryCode(() => stream.next().value as Uint8Array);
  return { code: made.code, secret: Uint8Array.from(made.secret) };
});

describe('the recovery code', () => {
  it('is eight groups of four and a check symbol, without I, L, O and U', () => {
    fc.assert(
      fc.property(codes, ({ code }) => {
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]$/);
      }),
    );
  });

  it('gives its secret back', () => {
    fc.assert(
      fc.property(codes, ({ code, secret }) => {
        expect(readRecoveryCode(code)).toEqual({ ok: true, value: secret });
      }),
    );
  });

  it('is read in lower case, with any spacing and dashes, O for 0 and I or L for 1', () => {
    const spacing = fc.array(fc.constantFrom('', ' ', '-', ' – ', '\t', '\u00a0', '.', '\n'), {
      minLength: 33,
      maxLength: 33,
    });
    const ones = fc.array(fc.constantFrom('1', 'i', 'I', 'l', 'L'), { minLength: 33, maxLength: 33 });
    fc.assert(
      fc.property(codes, spacing, ones, fc.boolean(), ({ code, secret }, between, one, lower) => {
        const typed = [...code.replaceAll('-', '')]
          .map((symbol, at) => {
            const shown = symbol === '1' ? one[at]! : symbol === '0' ? 'o' : symbol;
            return `${lower ? shown.toLowerCase() : shown}${between[at]}`;
          })
          .join('');
        expect(readRecoveryCode(typed)).toEqual({ ok: true, value: secret });
      }),
    );
  });

  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(codes, fc.nat(32), fc.nat(31), ({ code }, at, other) => {
        const symbols = [...code.replaceAll('-', '')];
        fc.pre(symbols[at] !== ALPHABET[other]);
        symbols[at] = ALPHABET[other]!;
        expect(readRecoveryCode(symbols.join(''))).toEqual({
          ok: false,
          error: { type: 'RecoveryCodeMistyped', reason: 'check' },
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('notices two neighbours that were swapped', () => {
    fc.assert(
      fc.property(codes, fc.nat(31), ({ code }, at) => {
        const symbols = [...code.replaceAll('-', '')];
        fc.pre(symbols[at] !== symbols[at + 1]);
        [symbols[at], symbols[at + 1]] = [symbols[at + 1]!, symbols[at]!];
        expect(readRecoveryCode(symbols.join(''))).toEqual({
          ok: false,
          error: { type: 'RecoveryCodeMistyped', reason: 'check' },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('says whether a character is impossible or some are missing or too many', () => {
    const { code } = newRecoveryCode(random);
    const reason = (typed: string) => {
      const read = readRecoveryCode(typed);
      return read.ok ? 'fine' : read.error.reason;
    };
    expect([
      reason(`${code.slice(0, -1)}U`),
      reason(code.replace(/^./, '€')),
      reason(code.slice(2)),
      reason(`${code}0`),
      reason(''),
      reason('0'.repeat(1_000_000)),
    ]).toEqual(['character', 'character', 'length', 'length', 'length', 'length']);
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        expect(readRecoveryCode(typed).ok).toBe(false);
      }),
    );
  });
});
