// The files that the tour takes in when none are given: an invented person in each format that is understood, one broken
// file, and one about somebody who is already there. Written where the tour leaves its other things, to look at.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EUROPASS_JSON_SAMPLE,
  EUROPASS_XML_SAMPLE,
  JSON_RESUME_SAMPLE,
  VUM_SAMPLE,
} from '../../electron/exchange/intake/sample-files.ts';

/** As Excel saves it, with a column that has no place in a dossier and one that may not be kept. */
const csv = [
  'Voornaam;Tussenvoegsel;Achternaam;Postcode;Woonplaats;E-mail;Mobiel;Geboortedatum;Beschikbaar per;Uren;Rijbewijs;Vaardigheden;Laatste functie;Werkgever;Kleur',
  'Noor;van;Bedacht;1234 AB;Nergenshuizen;noor.bedacht@example.nl;06 00 00 33 44;01-02-1980;01-01-2027;24-32;B;Heftruck rijden|Voorraad tellen;Magazijnmedewerker;Groothandel Nergens;blauw',
  'Yasmin;van der;Verzonnen;1234 AB;Nergenshuizen;yasmin@example.nl;06 00 00 11 22;;01-12-2026;32;B;Notuleren;Receptionist;Kantoor Nergens;',
  'Bas;;Fantasie;4321 ZZ;Elders;bas.fantasie@example.nl;06 00 00 33 55;;23-11-2026;32;;Koken;Hulpkok;Restaurant Nergens;groen',
].join('\r\n');

/** With a telephone of its own: the samples of the tests share one number between two people. */
const vum = VUM_SAMPLE.replace('06 00 00 12 34', '06 00 00 55 77');

export function writeOwnFiles(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const halfway = Math.floor(vum.length / 2);
  return write(folder, {
    'vum-profielen.json': vum,
    'cv-json-resume.json': JSON_RESUME_SAMPLE,
    'cv-europass.xml': EUROPASS_XML_SAMPLE,
    'cv-europass-ouder.json': EUROPASS_JSON_SAMPLE,
    'lijst-uit-excel.csv': `\uFEFF${csv}`,
    'half-bestand.json': vum.slice(0, halfway),
  });
}

/** Somebody who is in the caseload already comes in again, with something new and something different. */
export function writeFilesAboutKnown(
  folder: string,
  known: { readonly name: string; readonly email: string },
): string[] {
  mkdirSync(folder, { recursive: true });
  const again = {
    $schema: 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json',
    basics: {
      name: known.name,
      email: known.email,
      summary: 'Zoekt werk dicht bij huis, het liefst met vaste collega’s.',
      location: { city: 'Nergenshuizen', countryCode: 'NL' },
    },
    skills: [{ name: 'Verzonnen kassasysteem' }, { name: 'Klanten te woord staan' }],
    certificates: [{ name: 'BHV', issuer: 'Cursushuis De Fantasie', date: '2026-05-12' }],
    awards: [{ title: 'Medewerker van de maand' }],
  };
  return write(folder, {
    'cv-al-bekend.json': JSON.stringify(again, null, 2),
    'vum-profielen.json': vum,
    'cv-json-resume.json': JSON_RESUME_SAMPLE,
    'cv-europass.xml': EUROPASS_XML_SAMPLE,
    'cv-europass-ouder.json': EUROPASS_JSON_SAMPLE,
  });
}

function write(folder: string, files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}
