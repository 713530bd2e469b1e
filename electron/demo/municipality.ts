/**
 * Gemeente Reigerveen: a municipality that is on no map. Its postcodes lie in a block that has not been given out; its
 * streets are named after birds, herbs and tools.
 */
import type { Random } from './random.ts';

export const MUNICIPALITY = 'Gemeente Reigerveen';
export const MAIN_PLACE = 'Reigerveen';
export const MAIN_POSTCODE = 8681;

const PLACES = [
  { weight: 50, place: MAIN_PLACE, first: MAIN_POSTCODE, count: 4 },
  { weight: 16, place: 'Klaverbroek', first: 8686, count: 1 },
  { weight: 12, place: 'Noorderhaag', first: 8687, count: 1 },
  { weight: 9, place: 'Wilgenmeer', first: 8688, count: 1 },
  { weight: 8, place: 'Kerkwaard', first: 8690, count: 1 },
  { weight: 5, place: 'Zandwoude', first: 8691, count: 1 },
] as const;

// prettier-ignore
const STREET_STEMS = [
  'Aalscholver', 'Kievit', 'Lepelaar', 'Scholekster', 'Roerdomp', 'Tureluur', 'Waterhoen', 'Grutto', 'Munt', 'Bieslook',
  'Kervel', 'Duizendblad', 'Smeerwortel', 'Troffel', 'Schaaf', 'Aambeeld', 'Weefspoel', 'Klomp', 'Dorsvlegel', 'Fuik',
  'Turf', 'Riet', 'Elzen', 'Meidoorn',
];
const STREET_ENDS = ['straat', 'straat', 'laan', 'weg', 'hof', 'plein', 'pad', 'kade', 'singel', 'dreef'];
/** The letters of a Dutch postcode, without S: SA, SD and SS are never given out. */
const POSTCODE_LETTERS = 'ABCDEGHJKLMNPRTVWXZ';

/** Towns around it, just as invented: where people worked and went to school. */
export const TOWNS_AROUND = [MAIN_PLACE, 'Klaverbroek', 'Grutterhoek', 'Elzenwoude', 'Molenbeke', 'Lisserveen'];

export function drawAddress(random: Random) {
  const { place, first, count } = random.weighted(PLACES);
  const letter = () => POSTCODE_LETTERS[random.between(0, POSTCODE_LETTERS.length - 1)] ?? 'A';
  return {
    street: random.pick(STREET_STEMS) + random.pick(STREET_ENDS),
    houseNumber: String(random.between(1, 240)),
    houseNumberSuffix: random.chance(15) ? random.pick(['A', 'B', 'C', 'bis', 'hs', '2e']) : null,
    postcode: `${first + random.between(0, count - 1)} ${letter()}${letter()}`,
    place,
    country: 'Nederland',
  };
}
