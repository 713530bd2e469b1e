import { describe, expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

describe('a text file', () => {
  test('is read in the alphabet it was written in, also when it was cut off in the middle of a letter', () => {
    expect(plainText(Buffer.from('een café van 3 €'))).toBe('een café van 3 €');
    expect(plainText(Buffer.from('een café').subarray(0, -1))).toBe('een caf');
    expect(plainText(Buffer.from('een caf\xe9 van 3 \x80', 'latin1'))).toBe('een café van 3 €');
    expect(plainText(Buffer.from('\ufeffcafé', 'utf16le'))).toBe('café');
    expect(plainText(Buffer.from('\ufeffcafé', 'utf16le').swap16())).toBe('café');
    expect(plainText(Buffer.from('\ufeffcafé'))).toBe('café');
    expect(plainText(new Uint8Array())).toBe('');
  });
});
