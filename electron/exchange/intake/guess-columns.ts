/**
 * What each column of a table probably is: by its header, in Dutch or English, else by what stands in it. A guess is shown
 * to the adviser before anything is taken in; a column of which nothing is known is set aside, and kept.
 */
import type { ConceptName } from '../../../core/domain/concepts.ts';
import type { CsvTarget } from './intake.ts';
import { isNotHeld, looksLikeBsn } from './not-held.ts';
import { optionsOf, readSpokenCode } from './spoken-codes.ts';
import { DUTCH_POSTCODE } from './vum-codes.ts';

const HEADERS: readonly (readonly [concept: ConceptName | 'fullName', field: string, headers: string])[] = [
  [
    'fullName',
    '',
    'naam volledigenaam naamkandidaat naamwerkzoekende kandidaat name fullname candidatename client clientnaam',
  ],
  ['candidate', 'initials', 'voorletters voorletter initialen initials'],
  ['candidate', 'givenName', 'voornaam voornamen roepnaam firstname givenname forename'],
  ['candidate', 'prefix', 'tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels prefix infix'],
  ['candidate', 'surname', 'achternaam familienaam geslachtsnaam lastname surname familyname'],
  ['candidate', 'street', 'straat straatnaam adres street address streetname adresregel'],
  ['candidate', 'houseNumber', 'huisnummer huisnr nummer housenumber housenr'],
  ['candidate', 'houseNumberSuffix', 'toevoeging huisnummertoevoeging huisletter suffix housenumbersuffix'],
  ['candidate', 'postcode', 'postcode pc zip zipcode postalcode'],
  ['candidate', 'place', 'woonplaats plaats plaatsnaam stad gemeente city town place residence'],
  ['candidate', 'country', 'land country'],
  ['candidate', 'phase', 'fase phase status trajectfase'],
  ['candidate', 'workLevel', 'werkniveau werkendenkniveau denkniveau worklevel'],
  [
    'candidate',
    'presentation',
    'presentatie persoonlijkepresentatie profiel samenvatting overmij profile summary about',
  ],
  [
    'candidate',
    'externalReference',
    'kenmerk referentie extern externkenmerk klantnummer clientnummer kandidaatnummer dossiernummer id nr reference candidateid clientid externalreference idwerkzoekende',
  ],
  ['contactDetail', 'email', 'email emailadres mail mailadres emailaddress epost'],
  [
    'contactDetail',
    'phone',
    'telefoon telefoonnummer tel mobiel mobielnummer gsm phone phonenumber mobile telephone cellphone telefoonmobiel telefoonvast',
  ],
  ['availability', 'from', 'beschikbaarvanaf beschikbaarper vanaf startdatum availablefrom'],
  ['availability', 'until', 'beschikbaartot availableuntil'],
  [
    'availability',
    'hoursMin',
    'uren urenperweek minuren minimumuren urenmin hours hoursperweek hoursmin minhours aantaluren',
  ],
  ['availability', 'hoursMax', 'maxuren maximumuren urenmax hoursmax maxhours'],
  ['availability', 'days', 'dagen werkdagen beschikbaredagen days'],
  ['availability', 'dayParts', 'dagdelen dagdeel dayparts'],
  ['availability', 'officeHours', 'kantoortijden kantooruren officehours'],
  ['availability', 'irregularHours', 'onregelmatig onregelmatigewerktijden ploegendienst irregularhours shifts'],
  [
    'availability',
    'maxDistanceKm',
    'reisafstand maxreisafstand maximalereisafstand afstand afstandkm maxdistance distance maxdistancekm',
  ],
  ['availability', 'maxTravelMinutes', 'reistijd maxreistijd maximalereistijd traveltime maxtraveltime'],
  ['availability', 'transport', 'vervoer vervoermiddel vervoermiddelen transport meansoftransport'],
  ['availability', 'contractForms', 'contractvorm contractvormen contract contracttype dienstverband'],
  ['availability', 'sectors', 'sector sectoren branche branches sectors'],
  ['availability', 'countries', 'voorkeursland voorkeurslanden preferredcountries'],
  ['availability', 'note', 'opmerkingbeschikbaarheid toelichtingbeschikbaarheid'],
  [
    'desiredOccupation',
    'name',
    'gewenstberoep gewenstefunctie wensberoep beroep zoekberoep bemiddelingsberoep functiewens desiredoccupation desiredjob occupation jobwanted',
  ],
  ['skill', 'name', 'vaardigheden vaardigheid competenties competentie skills skill'],
  ['language', 'language', 'talen taal languages language'],
  ['drivingLicence', 'category', 'rijbewijs rijbewijzen drivinglicence drivinglicense drivinglicences licence license'],
  ['interest', 'name', 'interesses interesse hobbys hobbies interests'],
  ['scheme', 'scheme', 'regeling regelingen uitkering scheme schemes uitkeringsregeling'],
  ['webLink', 'url', 'website webadres homepage portfolio url web'],
  ['socialProfile', 'url', 'linkedin linkedinurl linkedinprofiel'],
  ['workExperience', 'employer', 'werkgever laatstewerkgever employer lastemployer bedrijf company'],
  ['workExperience', 'role', 'functie laatstefunctie functienaam role jobtitle position lastjob'],
  ['workExperience', 'from', 'werkvan inDienst indienst datumindienst workfrom dienstverbandvan'],
  ['workExperience', 'until', 'werktot uitdienst datumuitdienst workuntil dienstverbandtot'],
  ['workExperience', 'description', 'werkervaring taken werkzaamheden workexperience duties'],
  ['education', 'name', 'opleiding opleidingen studie diploma education study degree hoogsteopleiding'],
  ['education', 'institute', 'school onderwijsinstelling opleidingsinstituut institute institution university'],
  ['education', 'level', 'opleidingsniveau niveau educationlevel level'],
  ['education', 'field', 'studierichting richting fieldofstudy'],
  ['education', 'diplomaDate', 'diplomadatum datumdiploma graduationdate'],
  ['course', 'name', 'cursus cursussen certificaten courses course certificates'],
];

const simple = (header: string): string =>
  header
    .slice(0, 80)
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

const TARGETS: ReadonlyMap<string, CsvTarget> = new Map(
  HEADERS.flatMap(([concept, field, headers]) =>
    headers
      .split(' ')
      .map((header): [string, CsvTarget] => [simple(header), concept === 'fullName' ? 'fullName' : { concept, field }]),
  ),
);

/** Most of what stands there; a column with one odd value is still a column of telephone numbers. */
const mostly = (samples: readonly string[], test: (sample: string) => boolean): boolean =>
  samples.length > 0 && samples.filter((sample) => sample.length <= 300 && test(sample)).length >= samples.length * 0.6;

const looksLikePhone = (text: string): boolean =>
  /^(?:\+|00|0)[\d\s().-]{8,18}$/.test(text) && /^\d{9,14}$/.test(text.replace(/\D/g, ''));

/** Whether nothing of this column may be kept, whatever it is mapped to. */
export const columnIsNotHeld = (header: string, samples: readonly string[]): boolean =>
  isNotHeld(header) || (samples.length >= 2 && samples.every(looksLikeBsn));

export function guessColumn(header: string, samples: readonly string[]): CsvTarget {
  if (columnIsNotHeld(header, samples)) return 'ignore';
  const named = TARGETS.get(simple(header));
  if (named) return named;
  if (readSpokenCode(optionsOf('scheme', 'scheme'), header)) return { concept: 'scheme', field: 'scheme' };
  if (mostly(samples, (sample) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sample)))
    return { concept: 'contactDetail', field: 'email' };
  if (mostly(samples, (sample) => DUTCH_POSTCODE.test(sample))) return { concept: 'candidate', field: 'postcode' };
  if (mostly(samples, looksLikePhone)) return { concept: 'contactDetail', field: 'phone' };
  if (mostly(samples, (sample) => /linkedin\.com\//i.test(sample))) return { concept: 'socialProfile', field: 'url' };
  if (mostly(samples, (sample) => /^https?:\/\/\S+$/i.test(sample))) return { concept: 'webLink', field: 'url' };
  return 'ignore';
}
