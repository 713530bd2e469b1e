/**
 * A dossier as JSON Resume (schema 1.0), for portability and for other CV tools. Give it a dossier that is already redacted
 * for who receives it. What the format has no member for (availability, schemes, licences…) is told as unsaid.
 */
import type { Dossier } from '../../../core/domain/dossier.ts';
import { displayName } from '../../../core/domain/name.ts';
import { KEYWORDS_MARK, VOLUNTEER_MARK } from '../intake/from-json-resume.ts';
import { makeNames, type Names } from '../intake/languages.ts';
import { Saying, compact, type Telling, type Unsaid } from './saying.ts';

export type JsonResume = Readonly<Record<string, unknown>>;
export type JsonResumeMeta = {
  readonly language: 'nl' | 'en';
  /** When it was made, as ISO text: time is passed in. */
  readonly madeAt?: string;
};

const SCHEMA = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json';

type Words = Readonly<Record<string, string>>;
/** The file is read by people too: levels in the language of who receives it. The intake knows both. */
const LANGUAGE_WORDS: Readonly<Record<'nl' | 'en', Words>> = {
  nl: { none: 'Geen', fair: 'Redelijk', good: 'Goed', excellent: 'Uitstekend' },
  en: { none: 'None', fair: 'Fair', good: 'Good', excellent: 'Excellent' },
};
const NATIVE = { nl: 'Moedertaal', en: 'Native speaker' } as const;
const MASTERY_WORDS: Readonly<Record<'nl' | 'en', Words>> = {
  nl: {
    good: 'Goed',
    sufficient: 'Voldoende',
    insufficient: 'Onvoldoende',
    not: 'Niet',
    toInvestigate: 'Te onderzoeken',
  },
  en: {
    good: 'Good',
    sufficient: 'Sufficient',
    insufficient: 'Insufficient',
    not: 'Not',
    toInvestigate: 'To investigate',
  },
};
const SITES: Words = {
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  instagram: 'Instagram',
  x: 'X',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  whatsapp: 'WhatsApp',
  other: 'Other',
};

const isoDate = (date: string): string | undefined => (/^\d{4}(?:-\d{2}){0,2}$/.test(date) ? date : undefined);
/** A URI by RFC 3986, as the schema asks. */
const address = (written: string): string | undefined => {
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(whole) && !/%(?![0-9a-f]{2})/i.test(whole) && URL.canParse(whole)
    ? whole
    : undefined;
};

export function toJsonResume(dossier: Dossier, meta: JsonResumeMeta): { resume: JsonResume; unsaid: Unsaid[] } {
  const saying = new Saying(dossier);
  const { language } = meta;
  const names = makeNames();
  const work = saying.of('workExperience').map(workExperience);
  const resume = compact({
    $schema: SCHEMA,
    basics: basics(saying, dossier, names),
    work: work.filter((each) => !each.volunteer).map(({ name, rest }) => ({ name, ...rest })),
    volunteer: work.filter((each) => each.volunteer).map(({ name, rest }) => ({ organization: name, ...rest })),
    education: saying.of('education').map((each) => ({
      institution: each.say('institute'),
      area: each.say('field'),
      studyType: each.say('name'),
      startDate: each.sayAs('from', isoDate),
      endDate: each.sayAs('until', isoDate),
      // Only a list is a list of courses; any other description has no member here.
      courses: each.sayAs('description', (text) => {
        const lines = text.split('\n');
        return lines.every((line) => /^- \S/.test(line)) ? lines.map((line) => line.slice(2)) : undefined;
      }),
    })),
    certificates: saying.of('course').map((each) => ({
      name: each.say('name'),
      issuer: each.say('institute'),
      date: each.sayAs('certificateDate', isoDate),
    })),
    skills: saying.of('skill').map((each) => ({
      name: each.say('name'),
      level: each.sayAs('level', (level) => MASTERY_WORDS[language][level]),
      keywords: keywords(each),
    })),
    languages: saying.of('language').map((each) => ({
      language: languageOf(each, names),
      fluency:
        each.peek('motherTongue') === 'yes'
          ? each.sayAs('motherTongue', () => NATIVE[language])
          : each.sayAs('speaking', (level) => LANGUAGE_WORDS[language][level]),
    })),
    interests: saying.of('interest').map((each) => ({ name: each.say('name'), keywords: keywords(each) })),
    meta: { version: 'v1.0.0', lastModified: meta.madeAt },
  });
  return { resume: resume ?? {}, unsaid: saying.unsaid() };
}

/** By its name; the code is said with it when it follows from the name. */
function languageOf(each: Telling, names: Names): string | undefined {
  const code = each.peekText('languageCode');
  const name = each.say('language') ?? each.sayAs('languageCode', (only) => names.languageName(only) ?? undefined);
  if (name && names.languageCode(name) === code) each.mark('languageCode');
  return name;
}

function basics(saying: Saying, dossier: Dossier, names: Names): object {
  const { candidate } = saying;
  const name = displayName(dossier.candidate);
  for (const part of ['givenName', 'prefix', 'surname']) candidate.mark(part);
  // Initials are in the name only where there is no given name.
  if (!dossier.candidate.givenName) candidate.mark('initials');
  const emails = saying.of('contactDetail').filter((each) => each.peekText('email'));
  const phones = saying.of('contactDetail').filter((each) => each.peekText('phone'));
  const links = saying.of('webLink');
  // The first link without a name of its own is the homepage; the others stand among the profiles.
  const homepage = links.find((each) => each.peekText('url') && !each.peekText('title'));
  const street = candidate.say('street');
  const number = candidate.say('houseNumber');
  const suffix = candidate.say('houseNumberSuffix');
  return {
    name,
    label: saying.of('desiredOccupation')[0]?.say('name'),
    email: emails[0]?.say('email'),
    phone: phones[0]?.say('phone'),
    url: homepage?.sayAs('url', address),
    summary: candidate.say('presentation'),
    location: {
      address: [street, [number, suffix].filter(Boolean).join('')].filter(Boolean).join(' '),
      postalCode: candidate.say('postcode'),
      city: candidate.say('place'),
      countryCode: candidate.sayAs('country', (country) => names.countryCode(country) ?? undefined),
    },
    profiles: [
      ...saying.of('socialProfile').map((each) => ({
        network: each.sayAs('site', (site) => SITES[site]),
        username: each.say('handle'),
        url: each.sayAs('url', address),
      })),
      ...links
        .filter((each) => each !== homepage)
        .map((each) => {
          const url = each.sayAs('url', address);
          return url ? { network: each.say('title'), url } : {};
        }),
    ],
  };
}

function workExperience(each: Telling): { volunteer: boolean; name: string | undefined; rest: object } {
  const description = each.say('description') ?? '';
  const volunteer = description === VOLUNTEER_MARK || description.startsWith(`${VOLUNTEER_MARK}\n`);
  return {
    volunteer,
    name: each.say('employer'),
    rest: {
      position: each.say('role'),
      // The schema knows a place of work only for paid work, and allows it everywhere.
      location: each.say('place'),
      startDate: each.sayAs('from', isoDate),
      endDate: each.sayAs('until', isoDate),
      summary: volunteer ? description.slice(VOLUNTEER_MARK.length).trim() : description,
    },
  };
}

/** Only a note that came from key words goes out as key words; any other note is the adviser's own. */
function keywords(each: Telling): string[] | undefined {
  return each.sayAs('note', (note) =>
    note.startsWith(KEYWORDS_MARK) ? note.slice(KEYWORDS_MARK.length).split(', ') : undefined,
  );
}
