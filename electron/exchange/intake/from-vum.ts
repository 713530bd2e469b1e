/**
 * A VUM candidate profile (werkzoekendenprofiel, UM pilot contracts 0.8.2 to 0.8.7) into a dossier. The versions differ in
 * the id, which 0.8.2 does not have, and in the pattern of a web address; names of occupations and courses come coded
 * or not in both. VUM has no names of people: none is made up, certainly not from a mail address.
 */
import type { FieldName, DossierConcept } from '../../../core/domain/concepts.ts';
import type { IncomingDraft, Reading, RowDraft } from './incoming-draft.ts';
import type { Names } from './languages.ts';
import type { Part } from './part.ts';
import {
  BEHAVIOURS,
  CONTRACTS,
  DUTCH_POSTCODE,
  EDUCATION_LEVEL,
  EDUCATION_STATUS,
  LANGUAGE_LEVEL,
  MASTERY_LEVEL,
  RADIUS_KM,
  VEHICLE,
  WEB_ADDRESS,
  WORK_LEVEL,
  YES_NO,
  answerOf,
} from './vum-codes.ts';

/** Members that only a candidate profile of VUM has; one of them is enough to recognise it. */
export const VUM_MEMBERS = [
  'idWerkzoekende',
  'arbeidsmarktkwalificatie',
  'bemiddelingsberoep',
  'eisAanWerk',
  'mobiliteit',
  'flexibiliteit',
  'werktijden',
  'persoonlijkePresentatie',
  'vervoermiddel',
  'indicatieBeschikbaarheidContactgegevens',
];

/** An answer by its code; the codes for "unknown" and "not applicable" say nothing of the person. */
const coded =
  (codes: readonly (readonly [number, string])[], unknown: readonly number[] = [0]): Reading =>
  (code) =>
    unknown.includes(Number(code)) ? null : answerOf(codes, code);

const yesNo = coded(YES_NO, [0, 8]);

export function readVumProfile(profile: Part, draft: IncomingDraft, names: Names): void {
  draft.candidate.take('externalReference', profile.member('idWerkzoekende'));
  draft.candidate.take('presentation', profile.member('persoonlijkePresentatie'));
  // Says only whether the lists below are filled.
  profile.member('indicatieBeschikbaarheidContactgegevens')?.done();
  readTargetGroup(profile, draft);
  readContact(profile, draft);
  readAvailability(profile, draft);
  readQualification(profile, draft, names);
  for (const each of profile.list('bemiddelingsberoep')) {
    readOccupation(each, draft.row('desiredOccupation', each.path), {
      name: 'name',
      code: 'code',
      system: 'codeSystem',
    });
  }
}

function readTargetGroup(profile: Part, draft: IncomingDraft): void {
  const registered = profile.member('indicatieLdrRegistratie');
  // Only "yes" is something that a dossier holds; "no" stays visible among what has no place.
  if (registered && String(registered.peek()) === '1') {
    registered.take();
    draft.row('scheme', registered.path).put('scheme', 'doelgroepregister', registered.path);
  } else if (registered) {
    draft.keep(registered.path, registered.value, 'noPlace');
    registered.done();
  }
}

function readContact(profile: Part, draft: IncomingDraft): void {
  for (const each of profile.list('emailadres')) draft.row('contactDetail', each.path).take('email', each);
  for (const each of profile.list('telefoonnummer')) draft.row('contactDetail', each.path).take('phone', each);
  for (const each of profile.list('webadres')) {
    const row = draft.row('webLink', each.path);
    row.take('url', each.member('url'));
    // A title without its link would say nothing.
    if (row.has('url')) row.take('title', each.member('codeWebadres'), coded(WEB_ADDRESS, []));
  }
}

function readAvailability(profile: Part, draft: IncomingDraft): void {
  const { candidate, availability } = draft;
  const mobility = profile.member('mobiliteit');
  candidate.take('postcode', mobility?.member('bemiddelingspostcode') ?? null, (written) => {
    const found = DUTCH_POSTCODE.exec(String(written).trim().slice(0, 10));
    return found ? `${found[1]} ${found[2]?.toUpperCase()}` : undefined;
  });
  availability.take('maxDistanceKm', mobility?.member('maximaleReisafstand') ?? null);
  availability.take('maxTravelMinutes', mobility?.member('maximaleReistijd') ?? null);

  const flexibility = profile.member('flexibiliteit');
  const radius = flexibility?.member('codeRegiostraal') ?? null;
  if (radius && !availability.has('maxDistanceKm')) {
    availability.take('maxDistanceKm', radius, (code) => (Number(code) === 0 ? null : RADIUS_KM[Number(code)]));
  } else if (radius && Number(radius.peek()) !== 0) {
    // The distance itself is more precise; the circle is kept beside it.
    draft.keep(radius.path, radius.value, 'noPlace');
  }
  radius?.done();
  availability.take('irregularHours', flexibility?.member('indicatieOnregelmatigWerkOfPloegendienst') ?? null, yesNo);
  availability.take('from', flexibility?.member('datumAanvangBeschikbaarVoorWerk') ?? null);
  availability.take('until', flexibility?.member('datumEindeBeschikbaarVoorWerk') ?? null);

  const hours = profile.member('werktijden');
  availability.take('hoursMin', hours?.member('aantalWerkurenPerWeekMinimaal') ?? null);
  availability.take('hoursMax', hours?.member('aantalWerkurenPerWeekMaximaal') ?? null);
  availability.take('officeHours', hours?.member('indicatieKantoortijden') ?? null, yesNo);

  const needs = profile.member('eisAanWerk');
  availability.take('needsAdaptation', needs?.member('indicatieAanpassingWerkomgeving') ?? null, yesNo);
  availability.take('needsGuidance', needs?.member('indicatieBegeleiding') ?? null, yesNo);
  availability.take('needsVariation', needs?.member('indicatieWerkvariatie') ?? null, yesNo);

  readTransport(profile, draft);
  readContracts(profile, draft);
  readTexts(profile, draft, 'voorkeursland', 'landencodeIso', 'countries', /^[a-z]{2}$/i, (code) => code.toUpperCase());
  readTexts(profile, draft, 'sector', 'codeSbi', 'sectors', /^\d{1,5}$/, (code) => `SBI ${code}`);
}

function readTransport(profile: Part, draft: IncomingDraft): void {
  const commuting: string[] = [];
  const working: string[] = [];
  for (const vehicle of profile.list('vervoermiddel')) {
    const answer = answerOf(VEHICLE, vehicle.member('codeVervoermiddel')?.peek());
    const commutes = String(vehicle.member('indicatieBeschikbaarVoorWoonWerkverkeer')?.peek()) === '1';
    const works = String(vehicle.member('indicatieBeschikbaarVoorUitvoeringWerk')?.peek()) === '1';
    if (answer && commutes && !commuting.includes(answer)) commuting.push(answer);
    if (answer && works && !working.includes(answer)) working.push(answer);
    if (answer && (commutes || works)) {
      for (const name of ['codeVervoermiddel', 'indicatieBeschikbaarVoorWoonWerkverkeer']) vehicle.member(name)?.done();
      vehicle.member('indicatieBeschikbaarVoorUitvoeringWerk')?.done();
    } else {
      // A vehicle of which is only known that it exists, or that it can not be used.
      draft.keep(vehicle.path, vehicle.value, 'noPlace');
      vehicle.done();
    }
  }
  if (commuting.length > 0) draft.availability.put('transport', commuting, 'vervoermiddel');
  if (working.length > 0) draft.availability.put('transportForWork', working, 'vervoermiddel');
}

function readContracts(profile: Part, draft: IncomingDraft): void {
  const forms: string[] = [];
  for (const contract of profile.list('contractvorm')) {
    const term = contract.member('codeTypeArbeidscontract');
    const agreement = contract.member('codeTypeOvereenkomst');
    // Without a kind of agreement, a term means a regular job.
    const kind = agreement?.peekText() || '01';
    const found = CONTRACTS.find((each) => each.agreement === kind && (!each.term || each.term === term?.peek()));
    if (!found) {
      draft.keep(contract.path, contract.value, 'noPlace');
      contract.done();
      continue;
    }
    agreement?.take();
    if (found.term) term?.take();
    if (!forms.includes(found.form)) forms.push(found.form);
  }
  if (forms.length > 0) draft.availability.put('contractForms', forms, 'contractvorm');
}

/** A list of codes that our field holds as one line of text. */
function readTexts(
  profile: Part,
  draft: IncomingDraft,
  list: string,
  member: string,
  field: FieldName<'availability'>,
  pattern: RegExp,
  say: (code: string) => string,
): void {
  const said = new Set<string>();
  for (const each of profile.list(list)) {
    const part = each.member(member);
    const code = part?.peekText() ?? '';
    if (!part || code.length > 10 || !pattern.test(code)) continue;
    part.take();
    said.add(say(code));
  }
  if (said.size > 0) draft.availability.put(field, [...said].join(', '), list);
}

function readQualification(profile: Part, draft: IncomingDraft, names: Names): void {
  const qualification = profile.member('arbeidsmarktkwalificatie');
  if (!qualification) return;
  draft.candidate.take(
    'workLevel',
    qualification.member('codeWerkEnDenkniveauWerkzoekende'),
    coded(WORK_LEVEL, [0, 7]),
  );
  for (const each of qualification.list('vakvaardigheid')) {
    const row = draft.row('skill', each.path);
    row.take('name', each.member('omschrijving'));
    if (row.has('name')) row.put('kind', 'craft', each.path);
  }
  for (const each of qualification.list('gedragscompetentie')) readBehaviour(each, draft);
  for (const each of qualification.list('taalbeheersing')) readLanguage(each, draft, names);
  for (const each of qualification.list('interesse')) {
    draft.row('interest', each.path).take('name', each.member('naamInteresse'));
  }
  for (const each of qualification.list('rijbewijs')) {
    draft.row('drivingLicence', each.path).take('category', each.member('codeSoortRijbewijs'));
  }
  for (const each of qualification.list('cursus')) {
    const row = draft.row('course', each.path);
    row.take('name', each.member('naamCursus'));
    row.take('institute', each.member('naamOpleidingsinstituut'));
    row.take('from', each.member('datumAanvangVolgenCursus'));
    row.take('until', each.member('datumEindeVolgenCursus'));
    row.take('certificateDate', each.member('datumCertificaat'));
  }
  for (const each of qualification.list('opleiding')) readEducation(each, draft);
  for (const each of qualification.list('werkervaring')) {
    const row = draft.row('workExperience', each.path);
    row.take('employer', each.member('naamOrganisatie'));
    row.take('from', each.member('datumAanvangWerkzaamheden'));
    row.take('until', each.member('datumEindeWerkzaamheden'));
    row.take('description', each.member('toelichtingWerkervaring'));
    const occupation = each.member('beroep');
    if (occupation) readOccupation(occupation, row, { name: 'role', code: 'roleCode', system: 'roleCodeSystem' });
  }
}

function readBehaviour(part: Part, draft: IncomingDraft): void {
  const row = draft.row('skill', part.path);
  const code = part.member('codeGedragscompetentie');
  const description = part.member('omschrijvingGedragscompetentie');
  const name = answerOf(BEHAVIOURS, code?.peek());
  if (code && name) {
    row.put('name', name, code.path);
    row.put('code', String(code.take()), code.path);
    row.put('codeSystem', 'vum', code.path);
    // In practice the description holds the candidate's own words ("Ik ben sociaal in mijn omgang").
    if (description?.peekText() === name) description.take();
    else row.take('note', description);
  } else {
    row.take('name', description);
  }
  if (!row.has('name')) return;
  row.put('kind', 'behaviour', part.path);
  row.take('level', part.member('codeBeheersingGedragscompetentie'), coded(MASTERY_LEVEL, [0, 9]));
}

function readLanguage(part: Part, draft: IncomingDraft, names: Names): void {
  const row = draft.row('language', part.path);
  const code = part.member('codeTaal');
  const written = code?.peekText() ?? '';
  row.take('languageCode', code, () => (/^[a-z]{3}$/.test(written) ? written : undefined));
  row.put('language', names.languageName(written), part.path);
  const level = coded(LANGUAGE_LEVEL, [0, 8]);
  row.take('speaking', part.member('codeNiveauTaalbeheersingMondeling'), level);
  row.take('writing', part.member('codeNiveauTaalbeheersingSchriftelijk'), level);
  row.take('reading', part.member('codeNiveauTaalbeheersingLezen'), level);
  row.take('listening', part.member('codeNiveauTaalbeheersingLuisteren'), level);
}

function readEducation(part: Part, draft: IncomingDraft): void {
  const row = draft.row('education', part.path);
  row.take('institute', part.member('naamOpleidingsinstituut'));
  row.take('level', part.member('codeNiveauOpleiding'), coded(EDUCATION_LEVEL));
  row.take('status', part.member('codeStatusOpleiding'), coded(EDUCATION_STATUS));
  row.take('diploma', part.member('indicatieDiploma'), yesNo);
  row.take('diplomaDate', part.member('datumDiploma'));
  row.take('from', part.member('datumAanvangVolgenOpleiding'));
  row.take('until', part.member('datumEindeVolgenOpleiding'));
  const name = part.member('opleidingsnaam');
  row.take('nameCode', name?.member('codeOpleidingsnaam') ?? null);
  const described = name?.member('omschrijvingOpleidingsnaam') ?? null;
  row.take('name', described);
  if (!row.has('name')) row.take('name', name?.member('naamOpleidingOngecodeerd') ?? null);
  row.take('description', name?.member('omschrijvingOpleiding') ?? null);
}

/** Coded from the BO&C register, or in the words of who wrote it. */
function readOccupation<N extends DossierConcept>(
  part: Part,
  row: RowDraft<N>,
  fields: { name: FieldName<N>; code: FieldName<N>; system: FieldName<N> },
): void {
  const code = part.member('codeBeroepsnaam');
  row.take(fields.code, code);
  if (row.has(fields.code)) row.put(fields.system, 'boc', part.path);
  row.take(fields.name, part.member('omschrijvingBeroepsnaam'));
  if (!row.has(fields.name)) row.take(fields.name, part.member('naamBeroepOngecodeerd'));
}
