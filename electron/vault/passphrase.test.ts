import { describe, expect, it } from 'vitest';
import { normalPassphrase, passphraseWeakness } from './passphrase.ts';

describe('a passphrase', () => {
  it.each([
    'vier losse woorden',
    'fiets appel 12 raam',
    'étoile zeehond lamp',
    'ÅÄÖ-éèê-ñçß-x',
    '日本語で十二文字以上の文',
    'correcthorsebatterystaple',
  ])('is accepted when it is long: %s', (passphrase) => {
    expect(passphraseWeakness(passphrase)).toBeNull();
  });

  it.each([
    ['', 'too-short'],
    ['W3lk0m!#', 'too-short'],
    ['elf tekens.', 'too-short'],
    ['aaaaaaaaaaaaaaaa', 'repeats'],
    ['ababcababcab', 'repeats'],
    ['welkomwelkom', 'repeats'],
    ['jobportjobport', 'repeats'],
    ['123456789012', 'sequence'],
    ['abcdefghijklm', 'sequence'],
    ['lkjhgfdsamnbvcxz', 'sequence'],
    ['QWERTYuiopasdf', 'sequence'],
    ['x'.repeat(1025), 'too-long'],
  ])('is refused with a small reason: %s → %s', (passphrase, reason) => {
    expect(passphraseWeakness(passphrase)).toBe(reason);
  });

  it('counts characters as people do, not UTF-16 units', () => {
    expect(passphraseWeakness('😀😁😂🤣😃😄')).toBe('too-short');
  });

  it('is the same whether é was typed as one character or as two', () => {
    expect(normalPassphrase('cafe\u0301 ﬁets')).toBe(normalPassphrase('caf\u00e9 fiets'));
  });
});
