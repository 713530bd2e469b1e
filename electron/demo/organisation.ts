/**
 * The organisation and the adviser of the demo caseload. Their numbers pass every check, and can not be anybody's: a KvK
 * number and an account that begin with zeros, at a bank called DEMO.
 */
import type { FieldsOf } from '../../core/domain/concepts.ts';
import { drawLogo } from './logo.ts';
import { MAIN_PLACE, MAIN_POSTCODE, MUNICIPALITY } from './municipality.ts';
import { createRandom } from './random.ts';

/** Streams beside those of the candidates, which count up from 0. */
const ORGANISATION_STREAM = -2;
const ADVISER_STREAM = -3;

export function generateOrganisation(seed: number): FieldsOf<'organisation'> {
  const random = createRandom(seed, ORGANISATION_STREAM);
  const digits = (count: number) => String(random.between(0, 10 ** count - 1)).padStart(count, '0');
  return {
    name: MUNICIPALITY,
    street: 'Raadhuisplein',
    houseNumber: String(random.between(1, 9)),
    postcode: `${MAIN_POSTCODE} RV`,
    place: MAIN_PLACE,
    kvk: `0000${digits(4)}`,
    vat: vatOf(`00000${digits(4)}`),
    iban: ibanOf(`DEMO000000${digits(4)}`),
    contactName: random.pick(['Merel van Reigerveen', 'Teun van Reigerveen', 'Nadia el Reiger']),
    contactEmail: 'werkplein@reigerveen.example.nl',
    processor: null,
    logo: drawLogo(),
  };
}

export function generateAdviser(seed: number): FieldsOf<'adviser'> {
  const random = createRandom(seed, ADVISER_STREAM);
  const pair = () => String(random.between(0, 99)).padStart(2, '0');
  return {
    name: random.pick(['Anna Voorbeeld', 'Tarik Voorbeeld', 'Judith Voorbeeld']),
    role: 'Loopbaanadviseur',
    postcode: `${MAIN_POSTCODE} RV`,
    email: 'loopbaanadviseur@reigerveen.example.nl',
    phone: `06 00 00 ${pair()} ${pair()}`,
  };
}

/** Remainder after division by 97 of a text in which A is 10, B is 11 … (ISO 7064). */
function mod97(value: string): number {
  let remainder = 0;
  for (const character of value) {
    for (const digit of String(Number.parseInt(character, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder;
}

const ibanOf = (account: string): string => `NL${String(98 - mod97(`${account}NL00`)).padStart(2, '0')}${account}`;

/** Since 2020 a Dutch btw number ends in digits that make the whole 1 modulo 97; from 02 on, as the tax office does. */
function vatOf(nine: string): string {
  for (let check = 2; check <= 98; check++) {
    const number = `NL${nine}B${String(check).padStart(2, '0')}`;
    if (mod97(number) === 1) return number;
  }
  throw new Error('every remainder of 97 is among 2…98');
}
