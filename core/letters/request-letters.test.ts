import { describe, expect, it } from 'vitest';
import { conceptOf, DOSSIER_CONCEPTS } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import { redact } from '../register/redact.ts';
import { fillLetter, hasFields, type LetterSource } from './letter-fields.ts';
import { liftingLetter, REQUEST_LETTERS, requestLetter, type RequestLetterOf } from './request-letters.ts';

type Request = RequestLetterOf['request'];
const codes = <F extends 'right' | 'ground'>(field: F) =>
  (conceptOf('request').fields[field]?.options ?? []) as readonly NonNullable<Request[F]>[];

const asked: Request = {
  right: 'access',
  receivedOn: '2026-11-30',
  extendedOn: null,
  extendReason: null,
  state: 'open',
  ground: null,
  reason: null,
  byName: null,
  identity: 'known',
};
const dossier = {
  candidate: { id: 'c', givenName: 'Noor', prefix: 'van', surname: 'Bedacht' },
  availability: null,
  rows: Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])),
} as unknown as Dossier;
const source = (recipient: 'candidate' | 'employer', language: 'nl' | 'en'): LetterSource => ({
  dossier: redact(dossier, recipient).dossier,
  organisation: {
    name: 'Gemeente Nergens',
    contactName: 'Fien Verzonnen',
    contactEmail: 'privacy@nergens.example',
  } as LetterSource['organisation'],
  adviser: { name: 'Anna Voorbeeld' } as LetterSource['adviser'],
  recipient,
  recipientName: 'Bakkerij Bedacht',
  jobApplication: null,
  language,
  today: '2026-12-01',
});

describe('the letters of a request', () => {
  it('have only fields that exist and that their recipient may have, for each right and each ground, in both languages', () => {
    for (const language of ['nl', 'en'] as const)
      for (const letter of REQUEST_LETTERS)
        for (const right of codes('right'))
          for (const state of ['open', 'granted', 'partly', 'refused'] as const)
            for (const ground of [null, ...codes('ground')]) {
              const of: Request = { ...asked, right, state, ground, byName: ground === null ? null : 'Piet Bedacht' };
              const { recipient, subject, text } = requestLetter(letter, { request: of, language });
              const filled = fillLetter(`${subject}\n${text}`, source(recipient as 'candidate' | 'employer', language));
              expect([letter, right, filled.unknown, filled.withheld, filled.empty]).toEqual([
                letter,
                right,
                [],
                [],
                [],
              ]);
              expect(hasFields(filled.text)).toBe(false);
              expect(filled.text).not.toMatch(/undefined|null|\n{3}/);
            }
  });

  it('name the day by which there is an answer, and ask who it is only while that is not known', () => {
    const known = requestLetter('receipt', { request: asked, language: 'nl' }).text;
    expect(known).toContain('uiterlijk op 30 december 2026');
    expect(known).not.toContain('legitimatie');
    expect(requestLetter('receipt', { request: { ...asked, identity: null }, language: 'nl' }).text).toContain(
      'legitimatie',
    );
  });

  it('tell why it takes longer and until when, before and after that was written down', () => {
    for (const extendedOn of [null, '2026-12-10']) {
      const request = { ...asked, extendedOn, extendReason: 'We zoeken in het archief ' };
      const { text } = requestLetter('extension', { request, language: 'nl' });
      expect(text).toContain('Dit is waarom: We zoeken in het archief.');
      expect(text).toContain('uiterlijk op 1 maart 2027');
    }
  });

  it('say at a refusal, whole or in part, on which ground and where to complain, and nothing of that when it was granted', () => {
    const answer = (state: Request['state']) =>
      requestLetter('answer', {
        request: {
          ...asked,
          right: 'erasure',
          state,
          ground: 'legalDuty',
          reason: 'Het gaat om de loonkostensubsidie',
        },
        language: 'nl',
      }).text;
    for (const state of ['refused', 'partly'] as const) {
      expect(answer(state)).toContain('De wet zegt dat we deze gegevens moeten bewaren.');
      expect(answer(state)).toContain('Het gaat om de loonkostensubsidie.');
      for (const where of ['{{organisatie.contactpersoon}}', 'Autoriteit Persoonsgegevens', 'naar de rechter'])
        expect(answer(state)).toContain(where);
    }
    expect(answer('refused')).not.toContain('We verwijderen je gegevens');
    expect(answer('partly')).toContain('We verwijderen je gegevens');
    expect(answer('granted')).toContain('We verwijderen je gegevens');
    expect(answer('granted')).not.toContain('rechter');
  });

  it('list what was changed, to the candidate and to who received the old data', () => {
    const of = {
      request: { ...asked, right: 'rectification', state: 'granted' },
      language: 'nl',
      changed: [{ what: 'Functie', now: 'kok' }],
    } as const;
    for (const letter of ['answer', 'notice'] as const)
      expect(requestLetter(letter, of).text).toContain('- Functie: kok');
  });

  it('go to who asks on behalf of somebody', () => {
    const { text } = requestLetter('receipt', { request: { ...asked, byName: 'Piet Bedacht' }, language: 'nl' });
    expect(text).toMatch(/^Beste Piet Bedacht,/);
    expect(text).toContain('namens {{kandidaat.naam}}');
  });
});

it('the letter before a restriction is lifted says since when, that it will be, and why', () => {
  const { text } = liftingLetter({ from: '2026-10-05', liftReason: 'De gegevens zijn nagekeken' }, 'nl');
  expect(text).toContain('sinds 5 oktober 2026');
  expect(text).toContain('Dit is waarom: De gegevens zijn nagekeken.');
  expect(liftingLetter({ from: null, liftReason: null }, 'en').text).toContain(
    'Your data was shielded. We did nothing',
  );
});
