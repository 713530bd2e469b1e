import { describe, expect, it } from 'vitest';
import { lookAlikes, type Lookalike } from './look-alike.ts';

const person = (id: string, more: Partial<Lookalike> = {}): Lookalike => ({
  id,
  initials: null,
  givenName: null,
  surname: null,
  postcode: null,
  place: null,
  externalReference: null,
  emails: [],
  phones: [],
  ...more,
});

describe('dossiers that look alike', () => {
  it('are found by what they have in common, with each reason, the most alike first', () => {
    const found = lookAlikes([
      person('a', { givenName: 'Zoë', surname: 'Proefstra', postcode: '1234 AB', phones: ['06-12345678'] }),
      person('b', { initials: 'Z.', surname: 'proefstra', postcode: '1234ab', phones: ['+31 6 1234 5678'] }),
      person('c', { emails: ['Een@voorbeeld.test'] }),
      person('d', { emails: ['een@voorbeeld.test '] }),
      person('e', { givenName: 'Puk', surname: 'Verzonnen', place: 'Reigerveen' }),
      person('f', { givenName: 'Puk', surname: 'Verzonnen', place: 'Reigerveen' }),
      person('g', { givenName: 'Puk', surname: 'Verzonnen', place: 'Zandwijk' }),
    ]);
    expect(found).toEqual([
      { one: 'a', other: 'b', why: ['phone', 'nameAndPostcode'], weight: 120 },
      { one: 'c', other: 'd', why: ['email'], weight: 70 },
      { one: 'e', other: 'f', why: ['nameAndPlace'], weight: 40 },
    ]);
  });

  it('are also those of one name of whom one was noted by name alone, and not those of one name in two places', () => {
    const named = (id: string, more: Partial<Lookalike> = {}) =>
      person(id, { givenName: 'Puk', surname: 'Verzonnen', ...more });
    const why = ['nameWithoutPlace'];
    expect(lookAlikes([named('a'), named('b', { place: 'Reigerveen' }), named('c', { postcode: '1234 AB' })])).toEqual([
      { one: 'a', other: 'b', why, weight: 40 },
      { one: 'a', other: 'c', why, weight: 40 },
    ]);
    expect(lookAlikes([named('a'), named('b')])).toEqual([{ one: 'a', other: 'b', why, weight: 40 }]);
    expect(lookAlikes([named('a', { place: 'Zandwijk' }), named('b', { place: 'Reigerveen' })])).toEqual([]);
    // A letter is no name, and two references are two people.
    expect(lookAlikes(['a', 'b'].map((id) => person(id, { initials: 'P.', surname: 'Verzonnen' })))).toEqual([]);
    expect(lookAlikes([named('a', { externalReference: '1' }), named('b', { externalReference: '2' })])).toEqual([]);
  });

  it('are not those with another reference who share an address, and not a whole shelter with one number', () => {
    const shelter = Array.from({ length: 9 }, (_, index) => person(`s${index}`, { phones: ['0201234567'] }));
    const family = ['x', 'y'].map((id) => person(id, { externalReference: id, emails: ['thuis@voorbeeld.test'] }));
    expect(lookAlikes([...shelter, ...family])).toEqual([]);
  });

  it('are found among ten thousand in well under a second', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      person(String(index), {
        givenName: `Naam${index % 5000}`,
        surname: `Proef${index}`,
        place: 'Reigerveen',
        postcode: '1234 AB',
        emails: [`p${index % 9990}@voorbeeld.test`],
        phones: [`06${String(index).padStart(8, '0')}`],
      }),
    );
    const began = performance.now();
    expect(lookAlikes(many).length).toBe(10);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
