/**
 * The code lists of VUM candidate profiles (UM pilot contracts 0.8.2 and 0.8.7; both have the same codes) beside the answers
 * of our fields, for intake and export alike. Code 0 is "unknown" everywhere: nothing recorded.
 */
import type { CONTRACT_FORMS } from '../../../core/domain/concepts.ts';

type Codes<C extends string | number> = readonly (readonly [C, string])[];

export const WORK_LEVEL: Codes<number> = [
  [1, 'none'],
  [2, 'primary'],
  [3, 'vmbo'],
  [4, 'mbo'],
  [5, 'hbo'],
  [6, 'wo'],
];
export const EDUCATION_LEVEL: Codes<number> = [
  [1, 'primary'],
  [2, 'vmbo'],
  [3, 'havoVwo'],
  [4, 'mbo'],
  [5, 'hbo'],
  [6, 'wo'],
  [9, 'other'],
];
export const EDUCATION_STATUS: Codes<number> = [
  [1, 'completed'],
  [2, 'brokenOff'],
  [3, 'ongoing'],
];
export const YES_NO: Codes<number> = [
  [1, 'yes'],
  [2, 'no'],
];
export const VEHICLE: Codes<number> = [
  [1, 'car'],
  [2, 'moped'],
  [3, 'bicycle'],
  [4, 'motorcycle'],
  [5, 'publicTransport'],
  [9, 'other'],
];
export const LANGUAGE_LEVEL: Codes<number> = [
  [1, 'none'],
  [2, 'fair'],
  [3, 'good'],
  [4, 'excellent'],
];
export const MASTERY_LEVEL: Codes<number> = [
  [1, 'good'],
  [2, 'sufficient'],
  [3, 'insufficient'],
  [4, 'not'],
  [5, 'toInvestigate'],
];
/** codeTypeOvereenkomst with, for a regular contract, codeTypeArbeidscontract. */
export const CONTRACTS: readonly {
  readonly form: (typeof CONTRACT_FORMS)[number];
  readonly agreement: string;
  readonly term?: string;
}[] = [
  { form: 'fixedTerm', agreement: '01', term: 'B' },
  { form: 'permanent', agreement: '01', term: 'O' },
  { form: 'apprenticeship', agreement: '02' },
  { form: 'volunteer', agreement: '03' },
  { form: 'workExperience', agreement: '04' },
];
/** codeRegiostraal: kilometres around the place of work. */
export const RADIUS_KM: Readonly<Record<number, number>> = {
  1: 5,
  2: 10,
  3: 15,
  4: 25,
  5: 50,
  6: 75,
  7: 100,
  8: 125,
  9: 150,
};
export const BEHAVIOURS: Codes<number> = [
  [24100, 'Beslissen en activiteiten initiëren'],
  [24101, 'Aansturen'],
  [24102, 'Begeleiden'],
  [24104, 'Aandacht en begrip tonen'],
  [24105, 'Samenwerken en overleggen'],
  [24106, 'Ethisch en integer handelen'],
  [24107, 'Relaties bouwen en netwerken'],
  [24108, 'Overtuigen en beïnvloeden'],
  [24109, 'Presenteren'],
  [24110, 'Formuleren en rapporteren'],
  [24111, 'Vakdeskundigheid toepassen'],
  [24112, 'Materialen en middelen inzetten'],
  [24113, 'Analyseren'],
  [24114, 'Onderzoeken'],
  [24115, 'Creëren en innoveren'],
  [24116, 'Leren'],
  [24118, 'Plannen en organiseren'],
  [24119, 'Op de behoeften en verwachtingen van de klant richten'],
  [24120, 'Kwaliteit leveren'],
  [24121, 'Instructies en procedures opvolgen'],
  [24122, 'Omgaan met verandering en aanpassen'],
  [24123, 'Met druk en tegenslag omgaan'],
  [24124, 'Gedrevenheid en ambitie tonen'],
  [24125, 'Ondernemend en commercieel handelen'],
  [24126, 'Bedrijfsmatig handelen'],
];
/** What codeWebadres calls a link; also how such a link is recognised when it goes out again. */
export const WEB_ADDRESS: Codes<number> = [
  [1, 'Profiel'],
  [2, 'CV'],
];

export const answerOf = <C extends string | number>(codes: Codes<C>, code: unknown): string | undefined =>
  codes.find(([each]) => each === code || String(each) === String(code))?.[1];
export const codeOf = <C extends string | number>(codes: Codes<C>, answer: unknown): C | undefined =>
  codes.find(([, each]) => each === answer)?.[0];

/** The pattern of bemiddelingspostcode, with or without the space in which people write it. */
export const DUTCH_POSTCODE = /^([1-9]\d{3})\s?(?!sa|sd|ss)([a-z]{2})$/i;
