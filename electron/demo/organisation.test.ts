import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { someFields } from '../../core/domain/concepts.ts';
import { drawLogo } from './logo.ts';
import { generateAdviser, generateOrganisation } from './organisation.ts';

const seeds = Array.from({ length: 20 }, (_, index) => index);

describe('the demo organisation and its adviser', () => {
  it('passes every check for twenty seeds', () => {
    for (const seed of seeds) {
      expect(someFields('organisation').safeParse(generateOrganisation(seed)).error).toBeUndefined();
      expect(someFields('adviser').safeParse(generateAdviser(seed)).error).toBeUndefined();
    }
  });

  it('has numbers that can be nobody’s: zeros in front, at a bank that does not exist', () => {
    for (const seed of seeds) {
      const { kvk, vat, iban } = generateOrganisation(seed);
      expect(kvk).toMatch(/^0000\d{4}$/);
      expect(vat).toMatch(/^NL00000\d{4}B\d\d$/);
      expect(iban).toMatch(/^NL\d\dDEMO000000\d{4}$/);
      // The btw number with letters as numbers (A is 10), divided by 97, leaves 1: reckoned in one go, as a check.
      const digits = (vat ?? '').replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
      expect(BigInt(digits) % 97n).toBe(1n);
    }
  });

  it('is the same for the same seed', () => {
    expect(generateOrganisation(5)).toEqual(generateOrganisation(5));
    expect(generateAdviser(5)).toEqual(generateAdviser(5));
  });

  it('draws a logo that is a whole PNG of sixteen colours', () => {
    const png = Buffer.from(drawLogo().split(',')[1] ?? '', 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const data = png.indexOf('IDAT');
    const length = png.readUInt32BE(data - 4);
    // Inflating checks the block and its Adler-32: 96 lines of a filter byte and 80 bytes.
    expect(inflateSync(png.subarray(data + 4, data + 4 + length)).length).toBe(96 * 81);
  });
});
