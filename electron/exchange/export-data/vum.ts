/**
 * A dossier as a VUM candidate profile (UM pilot contract 0.8.7, which is also valid by the schema of 0.8.2). Give it a
 * dossier that is already redacted for who receives it. VUM has no names of people, wants whole days where a dossier
 * may know only a year, and has shorter texts: what does not fit is left out and told, never bent to fit.
 */
import type { Dossier } from '../../../core/domain/dossier.ts';
import { makeNames } from '../intake/languages.ts';
import {
  BEHAVIOURS,
  CONTRACTS,
  DUTCH_POSTCODE,
  EDUCATION_LEVEL,
  EDUCATION_STATUS,
  LANGUAGE_LEVEL,
  MASTERY_LEVEL,
  VEHICLE,
  WEB_ADDRESS,
  WORK_LEVEL,
  YES_NO,
  answerOf,
  codeOf,
} from '../intake/vum-codes.ts';
import { Saying, compact, type Telling, type Unsaid } from './saying.ts';

export type VumProfile = { readonly idWerkzoekende: string } & Readonly<Record<string, unknown>>;

const PHONE =
  /^(0|(\+|00)31)(([1-9]([0-9]){8})|(6-?[1-9]([0-9]){7})|([1-57-9]\d-?[1-9]([0-9]){6})|([1-57-9]\d{2}-?[1-9]([0-9]){5}))$/;
const URL = /^https?:\/\/[^./\s]+(?:\.[^./\s]+)+(?:\/\S*)?$/;
/** The longest number that the older schema takes. */
const PHONE_MAX = 14;

const ofAtMost =
  (max: number) =>
  (text: string): string | undefined =>
    text.length <= max ? text : undefined;
const wholeDay = (date: string): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined);
const code =
  <C extends string | number>(codes: readonly (readonly [C, string])[]) =>
  (answer: string): C | undefined =>
    codeOf(codes, answer);
const yesNo = code(YES_NO);

export function toVum(dossier: Dossier): { profile: VumProfile; unsaid: Unsaid[] } {
  const saying = new Saying(dossier);
  const { candidate, availability } = saying;
  const emails = saying.of('contactDetail').map((each) => each.sayAs('email', ofAtMost(320)));
  const phones = saying.of('contactDetail').map((each) =>
    each.sayAs('phone', (phone) => {
      const digits = phone.replace(/[\s().]/g, '');
      return digits.length <= PHONE_MAX && PHONE.test(digits) ? digits : undefined;
    }),
  );
  const contact = compact({ emailadres: emails, telefoonnummer: phones });
  const profile = compact({
    indicatieLdrRegistratie: targetGroup(saying),
    indicatieBeschikbaarheidContactgegevens: contact ? 1 : 2,
    persoonlijkePresentatie: candidate.sayAs('presentation', ofAtMost(2000)),
    voorkeursland: texts(availability, 'countries', /^[A-Z]{2}$/).map((landencodeIso) => ({ landencodeIso })),
    eisAanWerk: {
      indicatieAanpassingWerkomgeving: availability?.sayAs('needsAdaptation', yesNo),
      indicatieBegeleiding: availability?.sayAs('needsGuidance', yesNo),
      indicatieWerkvariatie: availability?.sayAs('needsVariation', yesNo),
    },
    vervoermiddel: vehicles(availability),
    mobiliteit: {
      bemiddelingspostcode: candidate.sayAs('postcode', (postcode) => {
        const found = DUTCH_POSTCODE.exec(postcode);
        return found ? `${found[1]}${found[2]?.toUpperCase()}` : undefined;
      }),
      maximaleReisafstand: availability?.sayNumber('maxDistanceKm'),
      maximaleReistijd: availability?.sayNumber('maxTravelMinutes'),
    },
    flexibiliteit: {
      indicatieOnregelmatigWerkOfPloegendienst: availability?.sayAs('irregularHours', yesNo),
      datumAanvangBeschikbaarVoorWerk: availability?.sayAs('from', wholeDay),
      datumEindeBeschikbaarVoorWerk: availability?.sayAs('until', wholeDay),
    },
    werktijden: {
      aantalWerkurenPerWeekMinimaal: availability?.sayNumber('hoursMin'),
      aantalWerkurenPerWeekMaximaal: availability?.sayNumber('hoursMax'),
      indicatieKantoortijden: availability?.sayAs('officeHours', yesNo),
    },
    contractvorm: contracts(availability),
    arbeidsmarktkwalificatie: {
      codeWerkEnDenkniveauWerkzoekende: candidate.sayAs('workLevel', code(WORK_LEVEL)),
      ...skills(saying),
      taalbeheersing: languages(saying),
      interesse: saying.of('interest').map((each) => ({ naamInteresse: each.sayAs('name', ofAtMost(120)) })),
      rijbewijs: saying.of('drivingLicence').map((each) => ({ codeSoortRijbewijs: each.say('category') })),
      cursus: saying.of('course').map((each) => ({
        naamCursus: each.sayAs('name', ofAtMost(120)),
        datumCertificaat: each.sayAs('certificateDate', wholeDay),
        datumAanvangVolgenCursus: each.sayAs('from', wholeDay),
        datumEindeVolgenCursus: each.sayAs('until', wholeDay),
        naamOpleidingsinstituut: each.say('institute'),
      })),
      opleiding: saying.of('education').map(education),
      werkervaring: saying.of('workExperience').map((each) => ({
        datumAanvangWerkzaamheden: each.sayAs('from', wholeDay),
        datumEindeWerkzaamheden: each.sayAs('until', wholeDay),
        naamOrganisatie: each.sayAs('employer', ofAtMost(70)),
        beroep: occupation(each, { name: 'role', code: 'roleCode', system: 'roleCodeSystem' }),
        toelichtingWerkervaring: each.sayAs('description', ofAtMost(2000)),
      })),
    },
    ...contact,
    webadres: saying.of('webLink').map(webAddress),
    sector: texts(availability, 'sectors', /^(?:SBI\s*)?\d{1,5}$/i).map((sector) => ({
      codeSbi: Number(sector.replace(/\D/g, '')),
    })),
    bemiddelingsberoep: saying
      .of('desiredOccupation')
      .map((each) => occupation(each, { name: 'name', code: 'code', system: 'codeSystem' })),
  });
  // The contract asks for an id: the one under which another system knows the candidate, else our own, which says nothing.
  const idWerkzoekende = candidate.say('externalReference') ?? dossier.candidate.id;
  return { profile: { idWerkzoekende, ...profile }, unsaid: saying.unsaid() };
}

/** Said only of the register itself; other schemes have no member in VUM. */
function targetGroup(saying: Saying): 1 | undefined {
  const registered = saying.of('scheme').filter((each) => each.peek('scheme') === 'doelgroepregister');
  for (const each of registered) each.mark('scheme');
  return registered.length > 0 ? 1 : undefined;
}

/** A line of codes; said when every one of them is a code. */
function texts(availability: Telling | null, field: string, pattern: RegExp): string[] {
  return (
    availability?.sayAs(field, (line) => {
      const items = line.split(/[,;]/).map((item) => item.trim());
      return items.every((item) => pattern.test(item)) ? items : undefined;
    }) ?? []
  );
}

/** Not in a list that was filled in is "no"; in a list that was never filled in is "unknown". */
function vehicles(availability: Telling | null): object[] {
  const listOf = (field: string): string[] | null => {
    const value = availability?.peek(field) ?? null;
    availability?.mark(field);
    return Array.isArray(value) && value.length > 0 ? value : null;
  };
  const commuting = listOf('transport');
  const working = listOf('transportForWork');
  const available = (list: string[] | null, vehicle: string): number => (list ? (list.includes(vehicle) ? 1 : 2) : 0);
  return VEHICLE.filter(([, vehicle]) => commuting?.includes(vehicle) || working?.includes(vehicle)).map(
    ([codeVervoermiddel, vehicle]) => ({
      codeVervoermiddel,
      indicatieBeschikbaarVoorWoonWerkverkeer: available(commuting, vehicle),
      indicatieBeschikbaarVoorUitvoeringWerk: available(working, vehicle),
    }),
  );
}

function contracts(availability: Telling | null): object[] {
  const forms = availability?.peek('contractForms') ?? null;
  availability?.mark('contractForms');
  return CONTRACTS.filter(({ form }) => Array.isArray(forms) && forms.includes(form)).map(({ agreement, term }) => ({
    codeTypeArbeidscontract: term,
    codeTypeOvereenkomst: agreement,
  }));
}

function skills(saying: Saying): { vakvaardigheid: object[]; gedragscompetentie: object[] } {
  const vakvaardigheid: object[] = [];
  const gedragscompetentie: object[] = [];
  for (const each of saying.of('skill')) {
    if (each.peek('kind') === 'behaviour') gedragscompetentie.push(behaviour(each));
    else {
      const omschrijving = each.sayAs('name', ofAtMost(120));
      if (omschrijving !== undefined) each.mark('kind');
      vakvaardigheid.push({ omschrijving });
    }
  }
  return { vakvaardigheid, gedragscompetentie };
}

function behaviour(each: Telling): object {
  const known = each.peek('codeSystem') === 'vum' ? answerOf(BEHAVIOURS, each.peek('code')) : undefined;
  if (!known) {
    const omschrijvingGedragscompetentie = each.sayAs('name', ofAtMost(120));
    if (omschrijvingGedragscompetentie === undefined) return {};
    each.mark('kind');
    return {
      omschrijvingGedragscompetentie,
      codeBeheersingGedragscompetentie: each.sayAs('level', code(MASTERY_LEVEL)),
    };
  }
  for (const field of ['kind', 'code', 'codeSystem']) each.mark(field);
  // The code says the name; a name of one's own, or else the note, goes into the description.
  const name = each.peekText('name');
  if (name === known) each.mark('name');
  return {
    codeGedragscompetentie: Number(each.peek('code')),
    omschrijvingGedragscompetentie:
      name && name !== known ? each.sayAs('name', ofAtMost(120)) : each.sayAs('note', ofAtMost(120)),
    codeBeheersingGedragscompetentie: each.sayAs('level', code(MASTERY_LEVEL)),
  };
}

function languages(saying: Saying): object[] {
  const names = makeNames();
  return saying.of('language').map((each) => {
    const known = each.peekText('languageCode') || names.languageCode(each.peekText('language'));
    // Levels of a language that can not be named would be levels of nothing.
    if (!known || !/^[a-z]{3}$/.test(known)) return {};
    each.mark('languageCode');
    each.mark('language');
    const level = code(LANGUAGE_LEVEL);
    return {
      codeTaal: known,
      codeNiveauTaalbeheersingMondeling: each.sayAs('speaking', level),
      codeNiveauTaalbeheersingSchriftelijk: each.sayAs('writing', level),
      codeNiveauTaalbeheersingLezen: each.sayAs('reading', level),
      codeNiveauTaalbeheersingLuisteren: each.sayAs('listening', level),
    };
  });
}

function education(each: Telling): object {
  const nameCode = each.sayAs('nameCode', (written) =>
    /^(?:0|[1-9]\d{0,9})$/.test(written) ? Number(written) : undefined,
  );
  const name = each.sayAs('name', ofAtMost(120));
  // Coded or in words, not both: a description only exists beside a name in words.
  const opleidingsnaam =
    nameCode === undefined
      ? { naamOpleidingOngecodeerd: name, omschrijvingOpleiding: each.sayAs('description', ofAtMost(2000)) }
      : { codeOpleidingsnaam: nameCode, omschrijvingOpleidingsnaam: name };
  return {
    codeNiveauOpleiding: each.sayAs('level', code(EDUCATION_LEVEL)),
    indicatieDiploma: each.sayAs('diploma', yesNo),
    datumDiploma: each.sayAs('diplomaDate', wholeDay),
    opleidingsnaam,
    datumAanvangVolgenOpleiding: each.sayAs('from', wholeDay),
    datumEindeVolgenOpleiding: each.sayAs('until', wholeDay),
    codeStatusOpleiding: each.sayAs('status', code(EDUCATION_STATUS)),
    naamOpleidingsinstituut: each.say('institute'),
  };
}

/** Coded when the code is of the register that VUM uses, else in words. */
function occupation(each: Telling, fields: { name: string; code: string; system: string }): object {
  const codeBeroepsnaam = each.peek(fields.system) === 'boc' ? each.sayAs(fields.code, ofAtMost(10)) : undefined;
  const name = each.sayAs(fields.name, ofAtMost(120));
  if (codeBeroepsnaam === undefined) return { naamBeroepOngecodeerd: name };
  each.mark(fields.system);
  return { codeBeroepsnaam, omschrijvingBeroepsnaam: name };
}

function webAddress(each: Telling): object {
  const url = each.sayAs('url', (written) => {
    const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
    return URL.test(whole) && isAddress(whole) ? whole : undefined;
  });
  return url === undefined ? {} : { codeWebadres: each.sayAs('title', code(WEB_ADDRESS)), url };
}

/** The older schema wants a URI by RFC 3986: plain signs only. */
const isAddress = (url: string): boolean =>
  /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url) && !/%(?![0-9a-f]{2})/i.test(url);
