import { describe, expect, it } from 'vitest';
import type { IncomingDossier } from '../../../core/domain/dossier.ts';
import { comparablePhone } from '../../../core/duplicates/look-alike.ts';
import { findSamePersons, type KnownPerson } from './same-person.ts';
import { cpuMs } from '../../../tests/support/cpu-time.ts';

const incoming = (candidate: object, contacts: object[] = []): IncomingDossier =>
  ({
    source: { file: 'proef.csv', position: 1, format: 'csv' },
    candidate,
    availability: null,
    rows: { contactDetail: contacts },
    notUnderstood: [],
  }) as unknown as IncomingDossier;

const known = (id: string, person: Partial<KnownPerson>): KnownPerson => ({
  id,
  initials: null,
  givenName: null,
  prefix: null,
  surname: null,
  postcode: null,
  place: null,
  externalReference: null,
  emails: [],
  phones: [],
  ...person,
});

describe('who is probably the same person', () => {
  it('is found by reference, mail address, telephone number, or name with postcode', () => {
    const people = [
      known('a', { externalReference: 'K-1' }),
      known('b', { emails: ['Proef@Example.nl'] }),
      known('c', { phones: ['06 00 00 12 34'] }),
      known('d', { givenName: 'Zoë', prefix: 'van', surname: "D'Verzonnen", postcode: '1234 AB' }),
    ];
    const found = findSamePersons(
      [
        incoming({ externalReference: 'k-1' }),
        incoming({}, [{ email: 'proef@example.nl' }]),
        incoming({}, [{ phone: '+31 (0)6 00001234' }]),
        incoming({ initials: 'Z.', surname: 'd’verzonnen', postcode: '1234ab' }),
        incoming({ surname: 'Verzonnen', postcode: '1234 AB' }),
      ],
      people,
    );
    expect(found).toEqual([
      { dossier: 'a', earlierIndex: null, why: 'reference' },
      { dossier: 'b', earlierIndex: null, why: 'email' },
      { dossier: 'c', earlierIndex: null, why: 'phone' },
      { dossier: 'd', earlierIndex: null, why: 'nameAndPostcode' },
      null,
    ]);
  });

  it('is found by name and place, and by name alone where one of the two was noted without a place', () => {
    const people = [
      known('a', { givenName: 'Zoë', surname: 'Verzonnen', place: 'Otterdam', phones: ['06 00 00 12 34'] }),
      known('b', { givenName: 'Noor', surname: 'Bedacht' }),
      known('c', { initials: 'P.', surname: 'Letter' }),
    ];
    const found = findSamePersons(
      [
        incoming({ givenName: 'Zoe', surname: 'verzonnen', place: 'otterdam' }),
        incoming({ givenName: 'Zoë', surname: 'Verzonnen', place: 'Reigerveen' }),
        incoming({ givenName: 'Zoë', surname: 'Verzonnen' }, [{ phone: '06 00 00 99 99' }]),
        incoming({ givenName: 'Noor', surname: 'Bedacht', postcode: '1234 AB', place: 'Reigerveen' }),
        // One letter is anybody.
        incoming({ initials: 'P.', surname: 'Letter' }),
        incoming({ givenName: 'Piet', surname: 'Bedacht' }),
      ],
      people,
    );
    expect(found).toEqual([
      { dossier: 'a', earlierIndex: null, why: 'nameAndPlace' },
      null,
      { dossier: 'a', earlierIndex: null, why: 'nameWithoutPlace' },
      { dossier: 'b', earlierIndex: null, why: 'nameWithoutPlace' },
      null,
      null,
    ]);
  });

  it('by name alone is another, until the adviser says otherwise: who is the same as the second is not the same as the first', () => {
    const people = [known('a', { givenName: 'Zoë', surname: 'Verzonnen' })];
    const found = findSamePersons(
      [
        incoming({ givenName: 'Zoë', surname: 'Verzonnen' }, [{ email: 'zoe@example.nl' }]),
        incoming({ givenName: 'Z', surname: 'Anders' }, [{ email: 'zoe@example.nl' }]),
      ],
      people,
    );
    expect(found).toEqual([
      { dossier: 'a', earlierIndex: null, why: 'nameWithoutPlace' },
      { dossier: null, earlierIndex: 0, why: 'email' },
    ]);
  });

  it('may stand earlier in the same file, also by way of a third', () => {
    const found = findSamePersons(
      [
        incoming({ externalReference: 'x' }, [{ email: 'x@example.nl' }]),
        incoming({}, [{ email: 'x@example.nl', phone: '0600001111' }]),
        incoming({}, [{ phone: '06-00001111' }]),
      ],
      [],
    );
    expect(found.map((each) => each?.earlierIndex ?? null)).toEqual([null, 0, 0]);
  });

  it('compares telephone numbers however they are written, and never too short a number', () => {
    expect(
      new Set(['+31600001234', '0031 6 0000 1234', '06-00001234', '+31 (0)6 00001234'].map(comparablePhone)).size,
    ).toBe(1);
    expect(comparablePhone('112')).toBe('');
  });

  it('is quick for a thousand against ten thousand', () => {
    const people = Array.from({ length: 10_000 }, (_, i) =>
      known(`id${i}`, {
        emails: [`p${i}@example.nl`],
        phones: [`06${String(i).padStart(8, '0')}`],
        surname: `Verzonnen${i}`,
        givenName: 'P',
        postcode: '1234 AB',
      }),
    );
    const files = Array.from({ length: 1000 }, (_, i) => incoming({}, [{ email: `p${i * 7}@example.nl` }]));
    const start = cpuMs();
    const found = findSamePersons(files, people);
    expect(found.filter(Boolean)).toHaveLength(1000);
    expect(cpuMs() - start).toBeLessThan(2000);
  });
});
