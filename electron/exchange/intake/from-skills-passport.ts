/**
 * Europass until 2020: the SkillsPassport, as JSON (3.4) and as XML (3.0). Both have the same tree, but for lists (XML puts
 * them in `…List`), and dates (XML writes them as attributes, `month="--03"`).
 */
import type { IncomingDraft, RowDraft } from './incoming-draft.ts';
import type { Names } from './languages.ts';
import { levelOfEqf, takeLanguageLevels } from './europass-levels.ts';
import { takeAddress, takeCountry } from './from-json-resume.ts';
import { plainText } from './plain-text.ts';
import type { Part } from './part.ts';
import { optionsOf, readSpokenCode } from './spoken-codes.ts';

const html = (leaf: string | number | boolean): string | null => plainText(String(leaf)) || null;

/** The same list in either notation. */
const listOf = (part: Part | null, name: string): Part[] =>
  part ? [...part.list(name), ...(part.member(`${name}List`)?.list(name) ?? [])] : [];

export function readSkillsPassport(passport: Part, draft: IncomingDraft, names: Names): void {
  // About the file and how it is printed.
  for (const name of ['Locale', 'DocumentInfo', 'PrintingPreferences']) passport.member(name)?.done();
  for (const each of listOf(passport, 'Attachment')) {
    const bytes = each.member('Data');
    if (bytes) draft.name(bytes.path, 'attachment');
    bytes?.done();
  }
  const learner = passport.member('LearnerInfo');
  if (!learner) return;
  const identification = learner.member('Identification');
  if (identification) readIdentification(identification, draft, names);
  draft.candidate.take('presentation', learner.member('ProfileSummary'), html);
  const headline = learner.at('Headline', 'Description', 'Label');
  const occupation = learner.at('Occupation', 'Label');
  for (const each of [headline, occupation]) {
    if (each) draft.row('desiredOccupation', each.path).take('name', each);
  }
  learner.at('Headline', 'Type')?.done();
  for (const each of listOf(learner, 'WorkExperience')) readWork(each, draft);
  for (const each of listOf(learner, 'Education')) readEducation(each, draft);
  const skills = learner.member('Skills');
  if (skills) readSkills(skills, draft, names);
}

function readIdentification(identification: Part, draft: IncomingDraft, names: Names): void {
  const name = identification.member('PersonName');
  draft.candidate.take('givenName', name?.member('FirstName') ?? null);
  draft.candidate.take('surname', name?.member('Surname') ?? null);
  // Birth date, gender, nationality and photo: each named, none kept (their values may be attributes).
  for (const holder of [identification.member('Demographics'), identification]) {
    for (const unheld of ['Birthdate', 'Gender', 'Nationality', 'NationalityList', 'Photo']) {
      for (const each of holder?.list(unheld) ?? []) {
        draft.name(each.path);
        each.done();
      }
    }
  }
  const contact = identification.member('ContactInfo');
  const address = contact?.at('Address', 'Contact') ?? null;
  takeAddress(draft, address?.member('AddressLine') ?? null);
  draft.candidate.take('postcode', address?.member('PostalCode') ?? null);
  draft.candidate.take('place', address?.member('Municipality') ?? null);
  const country = address?.member('Country') ?? null;
  takeCountry(draft, country?.member('Code') ?? country?.member('Label') ?? null, names);
  if (country?.member('Code')) country.member('Label')?.done();
  for (const each of listOf(contact, 'Email'))
    draft.row('contactDetail', each.path).take('email', each.member('Contact'));
  for (const each of listOf(contact, 'Telephone')) {
    const row = draft.row('contactDetail', each.path);
    row.take('phone', each.member('Contact'));
    takeUse(row, 'label', each);
  }
  for (const each of listOf(contact, 'Website')) {
    const row = draft.row('webLink', each.path);
    row.take('url', each.member('Contact'));
    takeUse(row, 'title', each);
  }
  for (const each of listOf(contact, 'InstantMessaging')) {
    const row = draft.row('socialProfile', each.path);
    const use = each.at('Use', 'Code')?.peekText() ?? '';
    const site = readSpokenCode(optionsOf('socialProfile', 'site'), use) ?? 'other';
    row.put('site', site, each.path);
    row.take('handle', each.member('Contact'));
    // With "other", the name of the service stays visible among what has no place.
    if (site !== 'other') each.member('Use')?.done();
  }
}

/** What a number or site is for: in words where there are words, else by its code. */
function takeUse<F extends 'label' | 'title'>(
  row: F extends 'label' ? RowDraft<'contactDetail'> : RowDraft<'webLink'>,
  field: F,
  part: Part,
): void {
  const use = part.member('Use');
  const said = use?.member('Label')?.peekText() || use?.member('Code')?.peekText();
  // The two rows have the field that belongs to them; the pair is checked by the signature.
  (row as { put: (field: F, value: string | undefined, path: string) => void }).put(field, said, part.path);
  use?.done();
}

function dateIn(part: Part | null): string | undefined {
  if (!part) return undefined;
  const [year, month, day] = (['Year', 'Month', 'Day'] as const).map((name) => {
    const found = part.member(name) ?? part.member(`@${name.toLowerCase()}`);
    return (found?.peekText() ?? '').slice(0, 10).replace(/\D/g, '');
  });
  if (!year) return undefined;
  return [year, month?.padStart(2, '0'), month && day?.padStart(2, '0')]
    .filter((each) => each && each !== '00')
    .join('-');
}

function takePeriod(row: RowDraft<'workExperience'> | RowDraft<'education'>, period: Part | null): boolean {
  for (const [field, name] of [
    ['from', 'From'],
    ['until', 'To'],
  ] as const) {
    const part = period?.member(name) ?? null;
    const said = dateIn(part);
    if (!part || said === undefined) continue;
    row.put(field, said, part.path);
    part.done();
  }
  const current = period?.member('Current') ?? null;
  const lasts = current?.peekText().toLowerCase() === 'true';
  current?.done();
  return lasts;
}

const placeOf = (organisation: Part | null): Part | null =>
  organisation?.at('ContactInfo', 'Address', 'Contact', 'Municipality') ?? null;

function readWork(part: Part, draft: IncomingDraft): void {
  const row = draft.row('workExperience', part.path);
  takePeriod(row, part.member('Period'));
  const position = part.member('Position');
  row.take('role', position?.member('Label') ?? null);
  const code = position?.member('Code') ?? null;
  row.take('roleCode', code);
  if (row.has('roleCode')) row.put('roleCodeSystem', 'isco', part.path);
  const employer = part.member('Employer');
  row.take('employer', employer?.member('Name') ?? null);
  row.take('place', placeOf(employer));
  row.take('description', part.member('Activities'), html);
}

function readEducation(part: Part, draft: IncomingDraft): void {
  const row = draft.row('education', part.path);
  if (takePeriod(row, part.member('Period'))) row.put('status', 'ongoing', part.path);
  row.take('name', part.member('Title'));
  row.take('institute', part.at('Organisation', 'Name'));
  const level = part.member('Level');
  const code = level?.member('Code') ?? level?.member('Label') ?? null;
  row.take('level', code, (said) => levelOfEqf(String(said)));
  if (row.has('level')) level?.done();
  row.take('field', part.at('Field', 'Label'));
  row.take('description', part.member('Activities'), html);
}

/** Free texts about a kind of skill: a skill of that name with the text as its note. */
const TEXTS = [
  ['Communication', 'Communicatieve vaardigheden', 'behaviour'],
  ['Organisational', 'Organisatorische vaardigheden', 'behaviour'],
  ['JobRelated', 'Beroepsgerichte vaardigheden', 'craft'],
  ['Computer', 'Digitale vaardigheden', 'craft'],
  ['Other', 'Andere vaardigheden', null],
] as const;

function readSkills(skills: Part, draft: IncomingDraft, names: Names): void {
  const linguistic = skills.member('Linguistic');
  for (const each of listOf(linguistic, 'MotherTongue')) {
    const row = draft.row('language', each.path);
    takeLanguage(row, each, names);
    row.put('motherTongue', 'yes', each.path);
  }
  for (const each of listOf(linguistic, 'ForeignLanguage')) {
    const row = draft.row('language', each.path);
    takeLanguage(row, each, names);
    const level = each.member('ProficiencyLevel');
    if (!level) continue;
    takeLanguageLevels(row, draft, level.path, [
      { field: 'listening', said: level.member('Listening')?.takeText() ?? '' },
      { field: 'reading', said: level.member('Reading')?.takeText() ?? '' },
      { field: 'speaking', said: level.member('SpokenInteraction')?.takeText() ?? '' },
      { field: 'speaking', said: level.member('SpokenProduction')?.takeText() ?? '' },
      { field: 'writing', said: level.member('Writing')?.takeText() ?? '' },
    ]);
  }
  for (const [member, name, kind] of TEXTS) {
    const description = skills.at(member, 'Description');
    const text = plainText(description?.takeText() ?? '');
    if (!description || !text) continue;
    const row = draft.row('skill', description.path);
    row.put('name', name, description.path);
    row.put('kind', kind, description.path);
    row.put('note', text, description.path);
  }
  for (const description of skills.member('Driving')?.list('Description') ?? []) {
    for (const licence of description.list('Licence')) {
      draft
        .row('drivingLicence', licence.path)
        .take('category', licence, (said) => readSpokenCode(optionsOf('drivingLicence', 'category'), String(said)));
    }
  }
}

function takeLanguage(row: RowDraft<'language'>, part: Part, names: Names): void {
  const code = part.at('Description', 'Code');
  const label = part.at('Description', 'Label');
  const known = names.languageCode((code ?? label)?.peekText().slice(0, 80) ?? '');
  row.put('languageCode', known, part.path);
  row.take('language', label);
  if (known) code?.done();
  else row.take('language', code);
}
