import { expect, it } from 'vitest';
import type { Dossier } from '../domain/dossier.ts';
import { DOSSIER_CONCEPTS } from '../domain/concepts.ts';
import { redact } from '../register/redact.ts';
import { RECIPIENTS, type Recipient } from '../register/register.ts';
import { fillLetter, hasFields, letterFields, type LetterSource } from './letter-fields.ts';
import { LETTERS, OWN_LETTERS } from './own-letters.ts';

const dossier = {
  candidate: {
    id: 'c',
    givenName: 'Noor',
    prefix: 'van',
    surname: 'Bedacht',
    street: 'Nergensstraat',
    houseNumber: '7',
    place: 'Reigerveen',
  },
  availability: null,
  rows: {
    ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])),
    desiredOccupation: [
      { id: 'd1', name: 'kok' },
      { id: 'd2', name: 'bakker' },
    ],
    appointment: [
      { id: 'a1', date: '2026-11-01', time: '09:00', state: 'held' },
      { id: 'a2', date: '2026-12-03', time: '10:30', place: 'Stadhuis', state: 'planned' },
      { id: 'a3', date: '2026-12-24', time: '09:00', state: 'planned' },
    ],
    agreement: [
      { id: 'g1', what: 'Cv sturen', by: 'candidate', dueOn: '2026-12-01', state: 'open' },
      { id: 'g2', what: 'Al gedaan', state: 'kept' },
    ],
  },
} as unknown as Dossier;
const source = (recipient: Recipient, language: 'nl' | 'en' = 'nl'): LetterSource => ({
  dossier: redact(dossier, recipient).dossier,
  organisation: { name: 'Gemeente Nergens' } as LetterSource['organisation'],
  adviser: { name: 'Anna Voorbeeld' } as LetterSource['adviser'],
  recipient,
  recipientName: 'Bakkerij Bedacht',
  jobApplication: null,
  language,
  today: '2026-11-29',
});

it('fills in what the dossier knows, in the language of the letter', () => {
  const { text } = fillLetter(
    'Beste {{ Kandidaat.Voornaam }}: {{afspraak.datum}} om {{afspraak.tijd}}\n{{afspraken.lijst}}',
    source('candidate'),
  );
  expect(text).toBe('Beste Noor: 3 december 2026 om 10:30\n- Cv sturen (kandidaat, 1 december 2026)');
  expect(fillLetter('{{candidate.address}}', source('candidate', 'en')).text).toBe('Nergensstraat 7, Reigerveen');
});

it('gives an employer no field that the register withholds, and says which', () => {
  const filled = fillLetter(
    '{{kandidaat.naam}} {{kandidaat.adres}} {{afspraken.lijst}} {{kandidaat.straat}}',
    source('employer'),
  );
  expect(filled.text).toBe('Noor van Bedacht {{kandidaat.adres}} {{afspraken.lijst}} {{kandidaat.straat}}');
  expect(filled.withheld).toEqual(['kandidaat.adres', 'afspraken.lijst', 'kandidaat.straat']);
  expect(letterFields(source('employer')).filter(({ isWithheld, value }) => isWithheld && value !== null)).toEqual([]);
});

it('names what is no field and what is not known, and can be made to do nothing', () => {
  const hostile = [
    'constructor',
    '__proto__',
    'kandidaat.constructor',
    '#kandidaat',
    '1+1',
    'kandidaat.naam|upper',
    'toString',
  ];
  const filled = fillLetter(hostile.map((name) => `{{${name}}}`).join(' '), source('candidate'));
  expect(filled.unknown).toEqual(hostile);
  expect(filled.text).toBe(hostile.map((name) => `{{${name}}}`).join(' '));
  expect(fillLetter('{{sollicitatie.werkgever}}', source('candidate')).empty).toEqual(['sollicitatie.werkgever']);
  // What an answer says is not looked at for fields again.
  const twice = { ...source('candidate'), recipientName: '{{kandidaat.naam}}' };
  expect(fillLetter('{{ontvanger.naam}}', twice).text).toBe('{{kandidaat.naam}}');
});

it('has letters of its own in both languages, with fields that exist and that their recipient may have', () => {
  for (const language of ['nl', 'en'] as const)
    for (const each of OWN_LETTERS) {
      const { subject, text, recipient } = LETTERS[language][each];
      expect(RECIPIENTS).toContain(recipient);
      const filled = fillLetter(`${subject}\n${text}`, source(recipient, language));
      expect([language, each, filled.unknown, filled.withheld, filled.empty]).toEqual([language, each, [], [], []]);
      expect(hasFields(filled.text)).toBe(false);
    }
});

it('names each field once in a language', () => {
  for (const language of ['nl', 'en'] as const) {
    const names = letterFields(source('candidate', language)).map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.length).toBeGreaterThan(50);
  }
});
