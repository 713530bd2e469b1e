/**
 * The burgerservicenummer by its 11-test (Regeling vaststelling proef burgerservicenummer): nine digits, of which 9, 8, 7, … 2 times the
 * digit less the last one is a multiple of eleven. One number in eleven passes by chance.
 */
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

export function isBsn(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return sum % 11 === 0;
}
