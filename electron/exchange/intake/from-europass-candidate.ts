/**
 * Europass since 2020: a `Candidate` document after HR Open Standards, with parts of EURES and Europass itself. Exports
 * differ from the published description in order and prefixes, so everything is looked up by local name and nothing is
 * required. Descriptions are HTML within text.
 */
import type { IncomingDraft, RowDraft } from './incoming-draft.ts';
import type { Names } from './languages.ts';
import { levelOfEqf, takeLanguageLevels } from './europass-levels.ts';
import { takeAddress, takeCountry, VOLUNTEER_MARK } from './from-json-resume.ts';
import { plainText } from './plain-text.ts';
import type { Part } from './part.ts';
import { optionsOf, readSpokenCode } from './spoken-codes.ts';
import { readSpokenDate } from './spoken-dates.ts';

/** The person's own mother tongues and languages, by code or in words. */
const DIMENSIONS = [
  { ends: 'Understanding-Listening', field: 'listening' },
  { ends: 'Understanding-Reading', field: 'reading' },
  { ends: 'Speaking-Interaction', field: 'speaking' },
  { ends: 'Speaking-Production', field: 'speaking' },
  { ends: 'Writing-Production', field: 'writing' },
  { ends: 'Writing-Interaction', field: 'writing' },
] as const;

const SKILL_SECTIONS = [
  ['CommunicationAndInterpersonalSkills', 'CommunicationAndInterpersonalSkill', 'behaviour'],
  ['OrganisationalSkills', 'OrganisationalSkill', 'behaviour'],
  ['ManagementAndLeadershipSkills', 'ManagementAndLeadershipSkill', 'behaviour'],
  ['JobRelatedSkills', 'JobRelatedSkill', 'craft'],
] as const;

const html = (leaf: string | number | boolean): string | null => plainText(String(leaf)) || null;

export function readEuropassCandidate(candidate: Part, draft: IncomingDraft, names: Names): void {
  // About the file and its layout, and the person once more as the sender of their own document.
  for (const name of ['DocumentID', 'CandidateSupplier', 'RenderingInformation', 'ProcessingInformation']) {
    for (const each of candidate.list(name)) each.done();
  }
  const person = candidate.member('CandidatePerson');
  if (person) readPerson(person, draft, names);
  // One profile for each language of the CV: the first is the dossier, others stay visible.
  const profile = candidate.member('CandidateProfile');
  if (!profile) return;
  profile.member('ID')?.done();
  draft.candidate.take('presentation', profile.member('ExecutiveSummary'), html);
  for (const employer of profile.at('EmploymentHistory')?.list('EmployerHistory') ?? []) readEmployer(employer, draft);
  for (const each of profile.at('EducationHistory')?.list('EducationOrganizationAttendance') ?? []) {
    readEducation(each, draft);
  }
  for (const each of profile.at('Licenses')?.list('License') ?? []) {
    const row = draft.row('drivingLicence', each.path);
    row.take('category', each.member('LicenseTypeCode'), category);
    row.take('until', endOf(each, 'ValidTo'), date);
  }
  for (const each of profile.at('PersonQualifications')?.list('PersonCompetency') ?? []) {
    if (isLanguage(each)) readLanguage(each, draft, names);
    else readCompetency(each, draft, null);
  }
  readSkills(profile, draft);
  for (const each of profile.at('HobbiesAndInterests')?.list('HobbyOrInterest') ?? []) {
    const row = draft.row('interest', each.path);
    row.take('name', each.member('Title'));
    row.take('note', each.member('Description'), html);
  }
  for (const each of profile.at('VoluntaryWorks')?.list('VoluntaryWork') ?? []) readVoluntaryWork(each, draft);
  for (const name of ['Certifications', 'CourseCertifications']) {
    for (const each of profile.at(name)?.list(name.slice(0, -1)) ?? []) readCertificate(each, draft);
  }
  for (const each of profile.list('Attachment')) {
    const isPhoto = `${each.member('FileType')?.peekText()} ${each.member('Instructions')?.peekText()}`;
    if (/photo|picture/i.test(isPhoto)) {
      draft.name(each.path);
      each.done();
      continue;
    }
    const bytes = each.member('EmbeddedData');
    if (bytes) draft.name(bytes.path, 'attachment');
    bytes?.done();
  }
  for (const each of profile.list('CandidatePositionPreferences')) {
    for (const title of each.list('PositionTitle')) {
      draft.row('desiredOccupation', title.path).take('name', title);
    }
  }
}

const date = (leaf: string | number | boolean) => readSpokenDate(String(leaf));
const category = (leaf: string | number | boolean) =>
  readSpokenCode(optionsOf('drivingLicence', 'category'), String(leaf));

function readPerson(person: Part, draft: IncomingDraft, names: Names): void {
  const name = person.member('PersonName');
  draft.candidate.take('givenName', name?.member('GivenName') ?? null);
  draft.candidate.take('prefix', name?.member('FamilyNamePrefix') ?? null);
  draft.candidate.take('surname', name?.member('FamilyName') ?? null);
  for (const each of person.list('Communication')) readCommunication(each, draft, names);
  for (const each of person.list('PrimaryLanguageCode')) {
    const row = draft.row('language', each.path);
    takeLanguage(row, each, names);
    row.put('motherTongue', 'yes', each.path);
  }
}

function readCommunication(part: Part, draft: IncomingDraft, names: Names): void {
  const channel = part.member('ChannelCode');
  const kind = (channel?.peekText() ?? '').replace(/\s/g, '').toLowerCase();
  const uri = part.member('URI') ?? part.member('URL') ?? part.member('Text');
  const use = part.member('UseCode');
  const address = part.member('Address');
  if (address) {
    channel?.done();
    use?.done();
    takeAddress(draft, address.member('AddressLine'));
    draft.candidate.take('street', address.member('StreetName'));
    draft.candidate.take('houseNumber', address.member('BuildingNumber'));
    draft.candidate.take('postcode', address.member('PostalCode'));
    draft.candidate.take('place', address.member('CityName'));
    takeCountry(draft, address.member('CountryCode'), names);
  } else if (kind === 'email' && uri) {
    channel?.done();
    use?.done();
    draft.row('contactDetail', part.path).take('email', uri);
  } else if (part.member('DialNumber')) {
    channel?.done();
    readTelephone(part, draft);
  } else if (kind === 'web' && uri) {
    channel?.done();
    use?.done();
    draft.row('webLink', part.path).take('url', uri);
  } else if (uri) {
    channel?.done();
    const row = draft.row('socialProfile', part.path);
    row.put('site', readSpokenCode(optionsOf('socialProfile', 'site'), use?.peekText() ?? '') ?? 'other', part.path);
    use?.done();
    row.take(/[/.]/.test(uri.peekText()) ? 'url' : 'handle', uri);
  }
}

/** The country's number, digits without a plus, stands apart; without it the number stays as it was written. */
function readTelephone(part: Part, draft: IncomingDraft): void {
  const country = (part.member('CountryDialing')?.peekText() ?? '').slice(0, 10).replace(/\D/g, '');
  const local = [part.member('AreaDialing')?.peekText(), part.member('DialNumber')?.peekText()]
    .filter(Boolean)
    .join(' ');
  const row = draft.row('contactDetail', part.path);
  row.put('phone', country ? `+${country} ${local}` : local, part.path);
  row.take('label', part.member('UseCode'));
  for (const name of ['CountryDialing', 'AreaDialing', 'DialNumber', 'CountryCode']) part.member(name)?.done();
}

/** A date may stand in an element of its own below the one that names it. */
const endOf = (part: Part | null, name: string): Part | null => {
  const found = part?.member(name) ?? null;
  return found?.member('FormattedDateTime') ?? found;
};

function takePeriod(
  row: RowDraft<'workExperience'> | RowDraft<'education'>,
  period: Part | null,
  ongoing: string,
): boolean {
  row.take('from', endOf(period, 'StartDate'), date);
  const still = period?.member(ongoing) ?? null;
  const lasts = still?.peekText().toLowerCase() === 'true';
  still?.done();
  row.take('until', endOf(period, 'EndDate'), date);
  return lasts;
}

function readEmployer(employer: Part, draft: IncomingDraft): void {
  const positions = employer.list('PositionHistory');
  const name = employer.member('OrganizationName');
  const city = employer.at('OrganizationContact', 'Communication', 'Address', 'CityName');
  const organisation = name?.takeText();
  const employerPlace = city?.takeText();
  if (positions.length === 0) {
    const row = draft.row('workExperience', employer.path);
    row.put('employer', organisation, employer.path);
    row.put('place', employerPlace, employer.path);
    takePeriod(row, employer.member('EmploymentPeriod'), 'CurrentIndicator');
  }
  for (const position of positions) {
    const row = draft.row('workExperience', position.path);
    row.put('employer', organisation, name?.path ?? position.path);
    const title = position.member('PositionTitle');
    const link = title?.member('@languageID')?.peekText() ?? '';
    row.take('role', title);
    if (/^https?:\/\/data\.europa\.eu\/esco\//.test(link)) {
      row.put('roleCode', link, position.path);
      row.put('roleCodeSystem', 'esco', position.path);
    }
    takePeriod(row, position.member('EmploymentPeriod') ?? employer.member('EmploymentPeriod'), 'CurrentIndicator');
    row.take('place', position.member('City'));
    row.put('place', employerPlace, city?.path ?? position.path);
    row.take('description', position.member('Description'), html);
  }
}

function readEducation(part: Part, draft: IncomingDraft): void {
  const row = draft.row('education', part.path);
  row.take('institute', part.member('OrganizationName'));
  const degree = part.member('EducationDegree');
  row.take('name', degree?.member('DegreeName') ?? null);
  const programme = part.member('ProgramName');
  if (row.has('name') && programme?.peekText() === row.values['name']) programme?.take();
  row.take('name', programme);
  row.take('level', part.member('EducationLevelCode'), (code) => levelOfEqf(String(code)));
  if (takePeriod(row, part.member('AttendancePeriod'), 'Ongoing')) row.put('status', 'ongoing', part.path);
  row.take('diplomaDate', endOf(degree, 'DegreeDate'), date);
  row.take('field', degree?.at('FieldOfStudy', 'FieldOfStudyName') ?? degree?.member('DegreeMajor') ?? null);
  row.take('description', degree?.member('OccupationalSkillsCovered') ?? null, html);
}

const isLanguage = (part: Part): boolean => part.member('TaxonomyID')?.peekText().toLowerCase() === 'language';

function takeLanguage(row: RowDraft<'language'>, part: Part, names: Names): void {
  // A code may come as an address of the Publications Office that ends in it.
  const said = part.peekText().slice(0, 200);
  const code = names.languageCode(said.slice(said.lastIndexOf('/') + 1));
  row.put('languageCode', code, part.path);
  const name = code ? names.languageName(code) : null;
  row.take('language', part, (leaf) => name ?? leaf);
}

function readLanguage(part: Part, draft: IncomingDraft, names: Names): void {
  part.member('TaxonomyID')?.done();
  const id = part.member('CompetencyID');
  if (!id) return;
  const row = draft.row('language', part.path);
  takeLanguage(row, id, names);
  const levels = part.list('CompetencyDimension').flatMap((dimension) => {
    const type = dimension.member('CompetencyDimensionTypeCode');
    const score = dimension.at('Score', 'ScoreText');
    const found = DIMENSIONS.find((each) => type?.peekText().endsWith(each.ends));
    if (!found || !score) return [];
    type?.take();
    return [{ field: found.field, said: score.takeText() }];
  });
  takeLanguageLevels(row, draft, part.path, levels);
}

function readCompetency(part: Part, draft: IncomingDraft, group: string | null): void {
  const row = draft.row('skill', part.path);
  const id = part.member('CompetencyID');
  row.take('name', part.member('CompetencyName'));
  const code = id?.peekText() ?? '';
  if (/^https?:\/\/data\.europa\.eu\/esco\/skill\//.test(code)) {
    row.take('code', id);
    row.put('codeSystem', 'esco', part.path);
  } else {
    row.take('name', id);
  }
  if (!row.has('name')) return;
  part.member('TaxonomyID')?.done();
  row.put('note', group, part.path);
}

function readSkills(profile: Part, draft: IncomingDraft): void {
  for (const skills of profile.list('Skills')) {
    for (const each of skills.list('PersonCompetency')) readCompetency(each, draft, null);
    for (const group of skills.list('SkillsGroup')) {
      const title = group.member('Title')?.takeText() ?? null;
      for (const each of group.list('PersonCompetency')) readCompetency(each, draft, title);
    }
  }
  for (const group of profile.at('DigitalSkills')?.list('DigitalSkillsGroup') ?? []) {
    const title = group.member('Title')?.takeText() ?? null;
    for (const each of group.list('DigitalSkill')) {
      const row = draft.row('skill', each.path);
      row.take('name', each);
      row.put('note', title, each.path);
    }
  }
  for (const [section, item, kind] of SKILL_SECTIONS) {
    for (const each of profile.at(section)?.list(item) ?? []) {
      const row = draft.row('skill', each.path);
      row.take('name', each.member('Title'));
      row.take('note', each.member('Description'), html);
      if (row.has('name')) row.put('kind', kind, each.path);
    }
  }
}

function readVoluntaryWork(part: Part, draft: IncomingDraft): void {
  const row = draft.row('workExperience', part.path);
  row.take('role', part.member('Title'));
  row.take('place', part.member('City') ?? part.member('Place'));
  takePeriod(row, part.member('Date'), 'Ongoing');
  const description = plainText(part.member('Description')?.takeText() ?? '');
  row.put('description', [VOLUNTEER_MARK, description].filter(Boolean).join('\n'), part.path);
}

function readCertificate(part: Part, draft: IncomingDraft): void {
  const row = draft.row('course', part.path);
  row.take('name', part.member('CertificationName') ?? part.member('Title'));
  row.take('institute', part.at('IssuingAuthority', 'Name'));
  row.take('certificateDate', endOf(part, 'FirstIssuedDate') ?? endOf(part.member('Date'), 'StartDate'), date);
  row.take('description', part.member('Description'), html);
}
