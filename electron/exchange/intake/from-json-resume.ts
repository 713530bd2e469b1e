/**
 * JSON Resume (schema 1.0) into a dossier. What has no place here (awards, publications, projects, references) is kept as
 * remainder by not being opened.
 */
import { parseName } from '../../../core/domain/name.ts';
import type { IncomingDraft, RowDraft } from './incoming-draft.ts';
import type { Names } from './languages.ts';
import type { Part } from './part.ts';
import { optionsOf, readSpokenCode } from './spoken-codes.ts';
import { readSpokenDate } from './spoken-dates.ts';

/** One of these makes it a resume; skills alone also stand in a job description. */
export const JSON_RESUME_MEMBERS = ['basics', 'work', 'volunteer', 'education'];

/** How work that was done as a volunteer is marked; the export recognises it by the same word. */
export const VOLUNTEER_MARK = 'Vrijwilligerswerk';
/** How the words that belong to a skill or interest are introduced in its note. */
export const KEYWORDS_MARK = 'Trefwoorden: ';

const date = (leaf: string | number | boolean) => readSpokenDate(String(leaf));

export function readJsonResume(resume: Part, draft: IncomingDraft, names: Names): void {
  resume.member('$schema')?.done();
  resume.member('meta')?.done();
  const basics = resume.member('basics');
  if (basics) readBasics(basics, draft, names);
  for (const each of resume.list('work')) readWork(each, draft, false);
  for (const each of resume.list('volunteer')) readWork(each, draft, true);
  for (const each of resume.list('education')) readEducation(each, draft);
  for (const each of resume.list('certificates')) {
    const row = draft.row('course', each.path);
    row.take('name', each.member('name'));
    row.take('institute', each.member('issuer'));
    row.take('certificateDate', each.member('date'), date);
  }
  for (const each of resume.list('skills')) {
    const row = draft.row('skill', each.path);
    row.take('name', each.member('name'));
    takeLevel(row, each.member('level'));
    takeKeywords(row, each);
  }
  for (const each of resume.list('languages')) readLanguage(each, draft, names);
  for (const each of resume.list('interests')) {
    const row = draft.row('interest', each.path);
    row.take('name', each.member('name'));
    takeKeywords(row, each);
  }
}

/** Divides a full name; a text too long to be one goes to the surname, whose rest is then kept. */
export function takeFullName(draft: IncomingDraft, part: Part | null): void {
  const full = part?.peekText() ?? '';
  if (!part || !full) return;
  part.take();
  const name = full.length > 200 ? { surname: full } : parseName(full);
  for (const [field, value] of Object.entries(name)) {
    draft.candidate.put(field as 'surname', value, part.path);
  }
}

/** "Dorpsstraat 12-a" into street, number and suffix; anything else stays one street. */
export function takeAddress(draft: IncomingDraft, part: Part | null): void {
  const address = part?.peekText() ?? '';
  if (!part || !address) return;
  part.take();
  const found =
    address.length > 200
      ? null
      : /^(.*[^\d\s,])[,\s]+(\d{1,5})(?:\s?-?\s?([A-Za-z][A-Za-z0-9]{0,5}|\d{1,4}))?$/.exec(address);
  draft.candidate.put('street', found?.[1] ?? address, part.path);
  draft.candidate.put('houseNumber', found?.[2], part.path);
  draft.candidate.put('houseNumberSuffix', found?.[3], part.path);
}

export function takeCountry(draft: IncomingDraft, part: Part | null, names: Names): void {
  draft.candidate.take('country', part, (code) => names.countryName(String(code).trim()) ?? code);
}

function readBasics(basics: Part, draft: IncomingDraft, names: Names): void {
  takeFullName(draft, basics.member('name'));
  draft.candidate.take('presentation', basics.member('summary'));
  const label = basics.member('label');
  if (label) draft.row('desiredOccupation', label.path).take('name', label);
  for (const field of ['email', 'phone'] as const) {
    const part = basics.member(field);
    if (part) draft.row('contactDetail', part.path).take(field, part);
  }
  const url = basics.member('url');
  if (url) draft.row('webLink', url.path).take('url', url);
  const location = basics.member('location');
  takeAddress(draft, location?.member('address') ?? null);
  draft.candidate.take('postcode', location?.member('postalCode') ?? null);
  draft.candidate.take('place', location?.member('city') ?? null);
  takeCountry(draft, location?.member('countryCode') ?? null, names);
  for (const profile of basics.list('profiles')) readProfile(profile, draft);
}

function readProfile(profile: Part, draft: IncomingDraft): void {
  const network = profile.member('network');
  const site = readSpokenCode(optionsOf('socialProfile', 'site'), network?.peekText() ?? '');
  const url = profile.member('url');
  if (site) {
    const row = draft.row('socialProfile', profile.path);
    network?.take();
    row.put('site', site, profile.path);
    row.take('handle', profile.member('username'));
    row.take('url', url);
  } else if (url) {
    const row = draft.row('webLink', profile.path);
    row.take('url', url);
    row.take('title', network);
    row.take('note', profile.member('username'));
  } else if (profile.member('username')) {
    const row = draft.row('socialProfile', profile.path);
    row.put('site', 'other', profile.path);
    row.take('handle', profile.member('username'));
  }
}

function readWork(work: Part, draft: IncomingDraft, volunteer: boolean): void {
  const row = draft.row('workExperience', work.path);
  row.take('employer', work.member(volunteer ? 'organization' : 'name'));
  if (!row.has('employer')) row.take('employer', work.member(volunteer ? 'name' : 'company'));
  row.take('role', work.member('position'));
  row.take('place', work.member('location'));
  row.take('from', work.member('startDate'), date);
  row.take('until', work.member('endDate'), date);
  const lines = [
    volunteer ? VOLUNTEER_MARK : '',
    work.member('summary')?.takeText() ?? '',
    work.member('description')?.takeText() ?? '',
    ...bullets(work, 'highlights'),
  ];
  const description = lines.filter(Boolean).join('\n');
  row.put('description', description, `${work.path}.summary`);
}

const bullets = (part: Part, list: string): string[] =>
  part
    .list(list)
    .map((each) => each.takeText())
    .filter(Boolean)
    .map((line) => `- ${line}`);

function readEducation(part: Part, draft: IncomingDraft): void {
  const row = draft.row('education', part.path);
  row.take('institute', part.member('institution'));
  const studyType = part.member('studyType');
  const level = readSpokenCode(optionsOf('education', 'level'), studyType?.peekText() ?? '');
  row.take('name', studyType);
  row.put('level', level, part.path);
  row.take('field', part.member('area'));
  row.take('from', part.member('startDate'), date);
  row.take('until', part.member('endDate'), date);
  row.put('description', bullets(part, 'courses').join('\n'), `${part.path}.courses`);
}

function takeLevel(row: RowDraft<'skill'>, part: Part | null): void {
  row.take('level', part, (written) => readSpokenCode(optionsOf('skill', 'level'), String(written)));
}

function takeKeywords(row: RowDraft<'skill'> | RowDraft<'interest'>, part: Part): void {
  const words = part
    .list('keywords')
    .map((each) => each.takeText())
    .filter(Boolean);
  if (words.length > 0) row.put('note', `${KEYWORDS_MARK}${words.join(', ')}`, `${part.path}.keywords`);
}

const NATIVE = /^(?:native|moedertaal|mother ?tongue|first language)/i;

function readLanguage(part: Part, draft: IncomingDraft, names: Names): void {
  const row = draft.row('language', part.path);
  const language = part.member('language');
  row.put('languageCode', names.languageCode(language?.peekText().slice(0, 80) ?? ''), part.path);
  row.take('language', language);
  const fluency = part.member('fluency');
  const written = fluency?.peekText() ?? '';
  if (fluency && NATIVE.test(written)) {
    fluency.take();
    row.put('motherTongue', 'yes', fluency.path);
  } else {
    row.take('speaking', fluency, () => readSpokenCode(optionsOf('language', 'speaking'), written));
  }
}
