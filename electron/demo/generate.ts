/**
 * The demo caseload: invented candidates of an invented municipality, with everything a dossier has. The same seed gives
 * the same people on every machine, in both languages; candidate n does not depend on those before. Nobody is real:
 * telephone numbers begin with 06 00 00, mail goes to example.nl or example.org, postcodes and places do not exist, and
 * the external reference says DEMO.
 *
 * Made without an age or anything else the register has no place for: how long somebody has worked is all there is.
 */
import {
  CONTRACT_FORMS,
  DAYS,
  LANGUAGE_LEVELS,
  SCHEMES,
  SOCIAL_SITES,
  type DossierConcept,
  type FieldsOf,
} from '../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../core/domain/dossier.ts';
import { drawBulkRow } from './bulk-rows.ts';
import { drawAddress, TOWNS_AROUND } from './municipality.ts';
import { COMMUNITIES, drawName, DUTCH, ENGLISH, type Community } from './names.ts';
import { createRandom, type Random } from './random.ts';
import { BEHAVIOURS, COMMON_COURSES, SECTORS, type Certificate, type Role, type Sector } from './sectors.ts';
import * as sentences from './sentences.ts';
import { fill } from './sentences.ts';
import { say, type DemoLanguage, type Text } from './texts.ts';

/** What comes in from a file, without the file: the same writer takes it in. */
export type DemoDossier = Pick<IncomingDossier, 'candidate' | 'availability' | 'rows'>;

export type DemoOptions = {
  readonly seed: number;
  readonly candidates: number;
  /** The day on which the caseload is looked at, `2026-11-23`: careers end and certificates expire around it. */
  readonly today: string;
  readonly language: DemoLanguage;
  /** False leaves a dossier at who, contact, work, education and availability. */
  readonly rich?: boolean;
  /** For benchmarks: exactly this many rows below each candidate (availability not counted), of about 290 bytes. */
  readonly rowsPerCandidate?: number;
};

export function* generateCandidates(options: DemoOptions): Generator<DemoDossier, void, undefined> {
  for (let index = 0; index < options.candidates; index++) yield generateCandidate(options, index);
}

type Rows = { [N in DossierConcept]?: Partial<FieldsOf<N>>[] };
type Phase = NonNullable<FieldsOf<'candidate'>['phase']>;
type WorkLevel = NonNullable<FieldsOf<'candidate'>['workLevel']>;
type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

const PHASE_WEIGHTS: readonly { weight: number; phase: Phase }[] = [
  { weight: 13, phase: 'intake' },
  { weight: 17, phase: 'orientation' },
  { weight: 18, phase: 'preparation' },
  { weight: 24, phase: 'applying' },
  { weight: 11, phase: 'placed' },
  { weight: 9, phase: 'aftercare' },
  { weight: 8, phase: 'closed' },
];
const WORK_LEVEL_WEIGHTS: readonly { weight: number; level: WorkLevel }[] = [
  { weight: 3, level: 'none' },
  { weight: 12, level: 'primary' },
  { weight: 28, level: 'vmbo' },
  { weight: 38, level: 'mbo' },
  { weight: 13, level: 'hbo' },
  { weight: 6, level: 'wo' },
];
const WORKING_YEARS: readonly { weight: number; from: number; to: number }[] = [
  { weight: 12, from: 0, to: 2 },
  { weight: 30, from: 3, to: 10 },
  { weight: 38, from: 11, to: 25 },
  { weight: 20, from: 26, to: 42 },
];
const SCHEME_WEIGHTS: Readonly<Record<(typeof SCHEMES)[number], number>> = {
  participatiewet: 30,
  ww: 14,
  wia: 4,
  wga: 4,
  wajong: 5,
  ioaw: 4,
  ioaz: 1,
  ziektewet: 2,
  anw: 1,
  doelgroepregister: 10,
  loonkostensubsidie: 8,
  loondispensatie: 1,
  noRiskpolis: 7,
  lkv: 5,
  proefplaatsing: 6,
  jobcoach: 6,
  beschutWerk: 3,
  werkvoorziening: 2,
  inburgering: 2,
  other: 2,
};
const WEIGHTED_SCHEMES = SCHEMES.map((scheme) => ({ scheme, weight: SCHEME_WEIGHTS[scheme] }));

/** Telephone numbers are 06 00 00 and four digits; a step that shares no factor with 10,000 makes each come once. */
const PHONES = 10_000;
const PHONE_STEP = 7919;
/** One in so many dossiers is very long: it has been here for years, and everything was written down. */
const LONG_EVERY = 31;
/** Searching goes on for three and a half years at most; longer gaps lie earlier in a career. */
const LONGEST_SEARCH_MONTHS = 42;
/** Who arrived less than this many months ago is still at the civic integration course, more often than not. */
const INTEGRATION_MONTHS = 40;

/** Months are counted through (year × 12 + month), so that careers are plain arithmetic. */
type Month = number;
type Job = {
  readonly sector: Sector;
  readonly role: Role;
  readonly from: Month;
  /** `null`: still there. */
  readonly until: Month | null;
  readonly abroad: boolean;
};
/** All that is decided about somebody before anything is written down. */
type Person = {
  readonly random: Random;
  readonly language: DemoLanguage;
  readonly now: Month;
  readonly today: string;
  readonly community: Community;
  /** The month somebody came to the Netherlands, for who came as an adult. */
  readonly arrived: Month | null;
  readonly sector: Sector;
  readonly workLevel: WorkLevel;
  readonly phase: Phase;
  readonly sparse: boolean;
  readonly long: boolean;
  readonly start: Month;
  readonly jobs: readonly Job[];
  readonly place: string;
  /** Letters and a number for mail and profiles: two people of the same name do not share an address. */
  readonly handle: string;
};

function generateCandidate(options: DemoOptions, index: number): DemoDossier {
  const { seed, language, today, rich = true, rowsPerCandidate } = options;
  const random = createRandom(seed, index);
  const community = random.weighted(COMMUNITIES);
  const name = drawName(community, random);
  const address = drawAddress(random);
  const { phase } = random.weighted(PHASE_WEIGHTS);
  const now = monthOf(today);
  const years = random.weighted(WORKING_YEARS);
  const start = now - random.between(years.from, years.to) * 12 - random.between(2, 13);
  const newcomer = random.chance(community.newcomers);
  const arrived = newcomer ? Math.max(now - random.between(14, 220), start - 24) : null;
  const sector = random.weighted(SECTORS);
  const drawn = random.weighted(WORK_LEVEL_WEIGHTS).level;
  // Who grew up here and studied works in that field; who studied elsewhere often had to begin again.
  const workLevel = !newcomer && isHigher(drawn) && studiesFor(sector).length === 0 ? 'mbo' : drawn;
  const long = index % LONG_EVERY === 12;
  const sparse = !long && phase === 'intake' && random.chance(45);
  const person: Person = {
    random,
    language,
    now,
    today,
    community,
    arrived,
    sector,
    workLevel,
    phase,
    sparse,
    long,
    start,
    jobs: drawCareer({ random, sector, start, now, arrived, phase, long, workLevel }),
    place: address.place,
    handle: `${plainLetters(name.givenName ?? name.initials ?? '')}.${plainLetters((name.prefix ?? '') + name.surname)}${index + 1}`,
  };

  const rows: Rows = { contactDetail: contactDetails(person, index, seed) };
  if (!sparse || random.chance(40)) rows.workExperience = workExperience(person);
  if (!sparse) rows.education = educations(person);
  if (rich && !sparse) {
    rows.socialProfile = socialProfiles(person);
    rows.course = courses(person);
    rows.skill = skills(person, rows.course);
    rows.drivingLicence = drivingLicences(person);
    rows.desiredOccupation = desiredOccupations(person);
    rows.interest = interests(person);
    rows.interestProfile = interestProfiles(person);
    rows.webLink = webLinks(person);
  }
  if (rich) {
    rows.language = languages(person);
    rows.scheme = schemes(person);
  }
  if (rich && !sparse && random.chance(6)) rows.importRemainder = [remainder(person)];
  if (rowsPerCandidate !== undefined) fitRows(rows, rowsPerCandidate, person);

  return {
    candidate: {
      ...name,
      ...(sparse && random.chance(60) ? { place: address.place } : address),
      phase,
      workLevel: sparse ? null : person.workLevel,
      presentation: sparse ? null : presentation(person),
      externalReference: `DEMO-${String(index + 1).padStart(5, '0')}`,
    },
    availability: sparse || random.chance(4) ? null : availability(person),
    rows,
  };
}

// -- The career ------------------------------------------------------------------------------------------------------

type CareerPlan = Pick<Person, 'random' | 'sector' | 'start' | 'now' | 'arrived' | 'phase' | 'long' | 'workLevel'>;

/** From the first job to the last, with gaps; who was placed has a job now. */
function drawCareer({ random, sector, start, now, arrived, phase, long, workLevel }: CareerPlan): Job[] {
  const employed = phase === 'placed' || phase === 'aftercare';
  const newJob = employed ? now - random.between(1, phase === 'placed' ? 4 : 12) : null;
  const searching = random.between(1, Math.min(LONGEST_SEARCH_MONTHS, Math.max(1, Math.trunc((now - start) / 3))));
  const end = (newJob ?? now) - searching;
  const jobs: Job[] = [];
  let step = isHigher(workLevel) ? 2 : 0;
  const add = (from: Month, until: Month | null) => {
    // A new country is a new beginning.
    if (arrived !== null && from >= arrived && jobs.at(-1)?.abroad) step = 0;
    const aside = random.chance(14);
    const worked = aside ? random.pick(SECTORS) : sector;
    const role = worked.roles[aside ? 0 : step];
    if (!role) throw new Error('a sector without roles');
    jobs.push({ sector: worked, role, from, until, abroad: arrived !== null && from < arrived });
    if (!aside && step < worked.roles.length - 1 && random.chance(34)) step += 1;
  };
  let month = start;
  while (month < end - 2) {
    const kind = random.between(1, 100);
    const length =
      long || kind <= 40 ? random.between(4, 18) : kind <= 80 ? random.between(18, 60) : random.between(60, 170);
    let until = Math.min(end, month + length);
    // Who moves to another country leaves the job there behind.
    if (arrived !== null && month < arrived && until > arrived) until = arrived;
    if (until - month >= 2) add(month, until);
    const pause = random.between(1, 100);
    month = until + (pause <= 50 ? random.between(0, 2) : pause <= 85 ? random.between(3, 9) : random.between(12, 40));
  }
  if (newJob !== null) add(newJob, null);
  return jobs;
}

function workExperience(person: Person): Partial<FieldsOf<'workExperience'>>[] {
  const { random, language, jobs, community, long } = person;
  const rows = jobs.map((job) => {
    const coded = random.chance(60);
    const duties = random.some(job.role.duties, long ? 3 : random.between(1, 3)).map((duty) => say(duty, language));
    if (long)
      duties.push(
        ...random
          .some(
            job.sector.roles.flatMap((each) => each.duties),
            3,
          )
          .map((duty) => say(duty, language)),
      );
    if (job.until !== null && random.chance(45))
      duties.push(say(random.pick(sentences.JOB_ENDS), language).slice(0, -1));
    return {
      employer: job.abroad
        ? fill(['Bedrijf in {country}', 'Company in {country}'], language, {
            country: say(community.country, language),
          })
        : random.pick(job.sector.employers),
      role: say(job.role.name, language),
      roleCode: coded ? job.role.isco : null,
      roleCodeSystem: coded ? ('isco' as const) : null,
      place: job.abroad ? null : random.chance(70) ? random.pick(TOWNS_AROUND) : null,
      from: partialDate(random, job.from, person.now),
      until: job.until === null ? null : partialDate(random, job.until, person.now),
      description: random.chance(88) ? `${[...new Set(duties)].join('. ')}.` : null,
    };
  });
  return rows.reverse();
}

function educations(person: Person): Partial<FieldsOf<'education'>>[] {
  const { random, language, workLevel, sector, start, arrived, now } = person;
  type Step = { level: FieldsOf<'education'>['level']; name: Text; field: Text | null; months: number };
  const general = (level: Step['level'], nl: string, en: string, months: number): Step => ({
    level,
    name: [nl, en],
    field: null,
    months,
  });
  const steps: Step[] = [];
  if (workLevel === 'none' || workLevel === 'primary')
    steps.push(general('primary', 'Basisschool', 'Primary school', 96));
  else if (isHigher(workLevel)) {
    steps.push(
      general(
        'havoVwo',
        workLevel === 'wo' ? 'Vwo' : 'Havo',
        workLevel === 'wo' ? 'Pre-university education' : 'Senior general education',
        66,
      ),
    );
    steps.push({
      level: workLevel,
      ...random.pick(studiesFor(sector).length > 0 ? studiesFor(sector) : sentences.HIGHER_STUDIES),
      months: 48,
    });
  } else {
    steps.push(general('vmbo', 'Vmbo', 'Pre-vocational education', 48));
    if (workLevel === 'mbo') steps.push({ level: 'mbo', ...random.pick(sector.studies), months: 36 });
  }
  let until = start - random.between(0, 4);
  const rows: Partial<FieldsOf<'education'>>[] = [];
  for (const step of steps.reverse()) {
    const from = until - step.months;
    const abroad = arrived !== null && until < arrived;
    const brokenOff = workLevel === 'none' || random.chance(14);
    const end = brokenOff ? until - Math.trunc(step.months / 2) : until;
    rows.push({
      institute: abroad
        ? fill(['School in {country}', 'School in {country}'], language, {
            country: say(person.community.country, language),
          })
        : random.pick(SCHOOLS[step.level ?? 'other'] ?? ['Scholengemeenschap De Vaart']),
      name: say(step.name, language),
      field: step.field && say(step.field, language),
      level: step.level,
      status: brokenOff ? 'brokenOff' : 'completed',
      diploma: brokenOff ? 'no' : random.chance(92) ? 'yes' : null,
      diplomaDate: brokenOff || random.chance(40) ? null : partialDate(random, end, now),
      from: partialDate(random, from, now),
      until: partialDate(random, end, now),
      description:
        abroad && random.chance(50)
          ? say(['Diploma nog niet gewaardeerd.', 'Diploma not yet valued.'], language)
          : null,
    });
    until = from - 2;
  }
  if (random.chance(7)) {
    const now = person.now - random.between(2, 14);
    rows.unshift({
      institute: 'ROC Waterlinie Noord',
      name: say(random.pick(sector.studies).name, language),
      level: 'mbo',
      status: 'ongoing',
      diploma: 'no',
      from: partialDate(random, now, person.now),
      description: say(['Leert en werkt tegelijk (bbl).', 'Learns and works at the same time.'], language),
    });
  }
  return rows;
}

const isHigher = (level: WorkLevel): boolean => level === 'hbo' || level === 'wo';
const studiesFor = (sector: Sector) => sentences.HIGHER_STUDIES.filter((each) => each.sectors.includes(sector.name[0]));

const SCHOOLS: Readonly<Record<string, readonly string[]>> = {
  primary: ['Basisschool De Regenton', 'Basisschool Het Krijtje'],
  vmbo: ['Scholengemeenschap De Vaart', 'Vakcollege Reigerveen'],
  havoVwo: ['Scholengemeenschap De Vaart', 'Lyceum Kerkwaard'],
  mbo: ['ROC Waterlinie Noord', 'Vakschool De Aambeeld'],
  hbo: ['Hogeschool Reigerveen'],
  wo: ['Universiteit Molenbeke'],
};

function courses(person: Person): Partial<FieldsOf<'course'>>[] {
  const { random, language, sector, start, now, arrived, long } = person;
  const chosen: Certificate[] = [
    ...random.some(sector.courses, long ? 4 : random.between(0, 2)),
    ...random.some(COMMON_COURSES, long ? 4 : random.between(0, 1)),
  ];
  if (arrived !== null)
    for (const name of random.some(sentences.DUTCH_COURSES, random.between(1, 2))) chosen.push({ name, years: null });
  const earliest = Math.max(start, arrived ?? start);
  const longest = Math.max(2, Math.min(now - earliest, 140));
  return [...new Map(chosen.map((each) => [each.name[0], each])).values()].map(({ name, years }) => {
    // One in three certificates is about to expire: that is what an adviser has to see coming.
    const expiring = years !== null && years * 12 < longest && random.chance(33);
    const month = expiring ? now - years * 12 + random.between(1, 4) : now - random.between(2, longest);
    const passed = expiring || random.chance(85);
    return {
      name: say(name, language),
      institute: random.chance(70)
        ? random.pick(['Opleidingshuis De Ladder', 'Werkplein Reigerveen', 'Praktijkschool De Aambeeld'])
        : null,
      from: partialDate(random, month - 1, now),
      until: random.chance(50) ? partialDate(random, month, now) : null,
      certificateDate: passed ? partialDate(random, month, now) : null,
      expiresOn: passed && years !== null ? monthText(month + years * 12) : null,
      description: random.chance(35) ? say(random.pick(sentences.COURSE_DESCRIPTIONS), language) : null,
    };
  });
}

// -- What somebody can and wants -------------------------------------------------------------------------------------

function skills(person: Person, followed: readonly Partial<FieldsOf<'course'>>[]): Partial<FieldsOf<'skill'>>[] {
  const { random, language, sector, jobs, long } = person;
  // A course shows a skill only where it is about the work.
  const relevant = followed.filter((row) => sector.courses.some((each) => say(each.name, language) === row.name));
  const levels = ['good', 'good', 'good', 'sufficient', 'sufficient', 'insufficient', 'toInvestigate'] as const;
  const note = () => (random.chance(long ? 80 : 22) ? say(random.pick(sentences.SKILL_NOTES), language) : null);
  const evidence = (): string | null => {
    const job = jobs.length > 0 && random.chance(55) ? random.pick(jobs) : null;
    if (job)
      return fill(['Werk als {role}', 'Work as {role}'], language, { role: inSentence(say(job.role.name, language)) });
    const course = relevant.length > 0 && random.chance(40) ? (random.pick(relevant).name ?? null) : null;
    return course ? fill(['Cursus {course}', 'Course {course}'], language, { course }) : null;
  };
  const crafts = random.some(sector.crafts, long ? 6 : random.between(2, 5)).map((name) => ({
    name: say(name, language),
    kind: 'craft' as const,
    code: null,
    codeSystem: null,
    level: random.pick(levels),
    evidence: evidence(),
    note: note(),
  }));
  const likely = BEHAVIOURS.filter((each) => sector.behaviours.includes(each.code));
  const others = BEHAVIOURS.filter((each) => !sector.behaviours.includes(each.code));
  const behaviours = [
    ...random.some(likely, random.between(1, 3)),
    ...random.some(others, long ? 6 : random.between(0, 2)),
  ];
  return [
    ...crafts,
    ...behaviours.map(({ code, name }) => ({
      name: say(name, language),
      kind: 'behaviour' as const,
      code: String(code),
      codeSystem: 'vum' as const,
      level: random.chance(4) ? ('not' as const) : random.pick(levels),
      evidence: random.chance(40) ? evidence() : null,
      note: note(),
    })),
  ];
}

function languages(person: Person): Partial<FieldsOf<'language'>>[] {
  const { random, language, community, arrived, now, sparse } = person;
  const atLeast = (level: number): LanguageLevel => LANGUAGE_LEVELS[Math.max(0, Math.min(3, level))] ?? 'none';
  const entry = (tongue: Community['tongue'], level: number, mother: boolean) => ({
    language: say(tongue.name, language),
    languageCode: tongue.code,
    motherTongue: mother ? ('yes' as const) : ('no' as const),
    speaking: atLeast(level),
    // Writing comes later than speaking, listening sooner; not everybody writes their own language well.
    writing: atLeast(level - (random.chance(mother ? 12 : 50) ? 1 : 0)),
    reading: atLeast(level - (random.chance(mother ? 6 : 25) ? 1 : 0)),
    listening: atLeast(level + (!mother && random.chance(40) ? 1 : 0)),
  });
  const rows = [entry(community.tongue, 3, true)];
  if (community.tongue !== DUTCH) {
    const years = arrived === null ? 99 : Math.trunc((now - arrived) / 12);
    rows.push(entry(DUTCH, years < 3 ? 1 : years < 8 ? 2 : 3, false));
  }
  if (sparse) return rows;
  for (const other of community.also)
    if (random.chance(other === ENGLISH ? 62 : 40)) rows.push(entry(other, random.between(1, 3), false));
  return rows;
}

function drivingLicences({ random, now, sector, arrived }: Person): Partial<FieldsOf<'drivingLicence'>>[] {
  const until = () => (random.chance(65) ? monthText(now + random.between(2, 118)) : null);
  if (!random.chance(arrived === null ? 66 : 38)) return random.chance(20) ? [{ category: 'AM', until: until() }] : [];
  const rows: Partial<FieldsOf<'drivingLicence'>>[] = [{ category: 'B', until: until() }];
  if (random.chance(sector.heavyLicence))
    rows.push({ category: random.pick(['C', 'C', 'CE', 'D', 'C1', 'T'] as const), until: until() });
  if (random.chance(7)) rows.push({ category: random.pick(['BE', 'A', 'T'] as const), until: until() });
  return [...new Map(rows.map((row) => [row.category, row])).values()];
}

function desiredOccupations(person: Person): Partial<FieldsOf<'desiredOccupation'>>[] {
  const { random, language, sector, long } = person;
  const wanted = random.some(sector.roles.slice(0, 3), random.between(1, 2));
  if (random.chance(35)) wanted.push(random.pick(random.pick(SECTORS).roles.slice(0, 2)));
  if (long) wanted.push(...random.some(SECTORS, 4).map((each) => random.pick(each.roles)));
  return [...new Map(wanted.map((each) => [each.name[0], each])).values()].map((each) => {
    const coded = random.chance(70);
    return {
      name: say(each.name, language),
      code: coded ? each.isco : null,
      codeSystem: coded ? ('isco' as const) : null,
    };
  });
}

function interests({ random, language, sector, long }: Person): Partial<FieldsOf<'interest'>>[] {
  const names = [
    ...random.some(sector.interests, random.between(0, 1)),
    ...random.some(sentences.GENERAL_INTERESTS, long ? 4 : random.between(0, 2)),
  ];
  return names.map((name) => ({
    name: say(name, language),
    note: random.chance(30) ? say(random.pick(sentences.INTEREST_NOTES), language) : null,
  }));
}

function interestProfiles({ random, language, sector, today }: Person): Partial<FieldsOf<'interestProfile'>>[] {
  if (!random.chance(45)) return [];
  // Near what people in the sector score, but a person: one letter may stand out that nobody expected.
  const surprise = random.chance(30) ? random.between(0, 5) : -1;
  const score = (letter: 0 | 1 | 2 | 3 | 4 | 5) =>
    Math.max(0, Math.min(100, sector.riasec[letter] + random.between(-12, 12) + (letter === surprise ? 25 : 0)));
  return [
    {
      measuredOn: dayBefore(today, random.between(5, 700)),
      source: say(random.pick(PROFILE_SOURCES), language),
      realistic: score(0),
      investigative: score(1),
      artistic: score(2),
      social: score(3),
      enterprising: score(4),
      conventional: score(5),
    },
  ];
}
const PROFILE_SOURCES: readonly Text[] = [
  ['Interessevragenlijst, zelf ingevuld', 'Interest questionnaire, self-completed'],
  ['Interessevragenlijst, samen ingevuld', 'Interest questionnaire, completed together'],
];

function availability(person: Person): Partial<FieldsOf<'availability'>> {
  const { random, language, sector, today, phase, workLevel } = person;
  const hoursMax = random.pick([16, 20, 24, 24, 28, 32, 32, 36, 40, 40]);
  const weekend = random.chance(sector.irregular);
  const days = weekend ? random.some(DAYS, random.between(4, 7)) : random.some(DAYS.slice(0, 5), random.between(3, 5));
  const transport = random.some(['bicycle', 'publicTransport', 'car', 'moped'] as const, random.between(1, 3));
  const forWork = transport.filter((each) => each === 'car' || each === 'bicycle');
  const need = () => (random.chance(9) ? ('yes' as const) : random.chance(55) ? ('no' as const) : null);
  const ended = phase === 'closed';
  return {
    from: ended ? null : dayBefore(today, random.between(-75, 60)),
    until: random.chance(6) ? dayBefore(today, random.between(-400, -120)) : null,
    hoursMin: random.chance(80) ? Math.max(8, hoursMax - random.pick([0, 4, 8, 12])) : null,
    hoursMax,
    days: [...days],
    dayParts: weekend
      ? random.some(['morning', 'afternoon', 'evening', 'night'], random.between(2, 4))
      : random.some(['morning', 'afternoon'], random.between(1, 2)),
    officeHours: weekend ? 'no' : 'yes',
    irregularHours: weekend ? (random.chance(75) ? 'yes' : 'no') : random.chance(60) ? 'no' : null,
    maxDistanceKm: random.chance(75) ? random.pick([5, 10, 15, 20, 25, 30, 40, 60]) : null,
    maxTravelMinutes: random.chance(85) ? random.pick([20, 30, 30, 45, 45, 60, 75, 90]) : null,
    transport: [...transport],
    transportForWork: forWork.length > 0 && random.chance(60) ? [...forWork] : null,
    contractForms: random.some(
      workLevel === 'vmbo' || workLevel === 'mbo' ? CONTRACT_FORMS : CONTRACT_FORMS.slice(0, 2),
      random.between(1, 3),
    ),
    countries: random.chance(8) ? say(['Nederland, Duitsland', 'the Netherlands, Germany'], language) : null,
    sectors: random.chance(50) ? say(sector.name, language) : null,
    needsAdaptation: need(),
    needsGuidance: need(),
    needsVariation: need(),
    note: random.chance(40) ? say(random.pick(sentences.AVAILABILITY_NOTES), language) : null,
  };
}

function presentation(person: Person): string | null {
  const { random, language, sector, jobs, now, long, place } = person;
  if (!long && random.chance(14)) return null;
  const last = jobs.findLast((job) => job.sector === sector) ?? jobs.at(-1);
  const months = jobs.reduce((sum, job) => sum + (job.sector === sector ? (job.until ?? now) - job.from : 0), 0);
  const years = Math.trunc(months / 12);
  const experience = random.pick(years >= 2 ? sentences.EXPERIENCED : sentences.BEGINNERS);
  const slots = {
    years: String(years),
    sector: sector.name[0] === 'ICT' ? 'ICT' : withArticle(say(sector.name, language), language),
    role: inSentence(say(last?.role.name ?? ['medewerker', 'worker'], language)),
    employer: random.pick(sector.employers),
    place,
  };
  const paragraphs = [
    [random.pick(sentences.OPENINGS), experience, ...random.some(sentences.WISHES, long ? 3 : random.between(0, 2))]
      .map((text) => fill(text, language, slots))
      .join(' '),
  ];
  if (long) paragraphs.push(...sentences.LONG_STORY.map((text) => fill(text, language, slots)));
  return paragraphs.join('\n\n');
}

/** "in de logistiek", "in het transport", but "in administration". */
function withArticle(sector: string, language: DemoLanguage): string {
  if (language === 'en' || sector === 'kinderopvang en onderwijs') return sector;
  return `${sector === 'groen' || sector === 'transport' ? 'het' : 'de'} ${sector}`;
}

// -- Contact, schemes and the web ------------------------------------------------------------------------------------

function contactDetails(
  { random, language, handle, sparse }: Person,
  index: number,
  seed: number,
): Partial<FieldsOf<'contactDetail'>>[] {
  const rows: Partial<FieldsOf<'contactDetail'>>[] = [];
  if (random.chance(93))
    rows.push({ phone: phoneOf(index * PHONE_STEP + seed), label: say(['mobiel', 'mobile'], language) });
  if (random.chance(sparse ? 60 : 92) || rows.length === 0) {
    rows.push({
      email: `${handle}@example.${random.chance(80) ? 'nl' : 'org'}`,
      label: say(['privé', 'private'], language),
    });
  }
  if (!sparse && random.chance(12)) {
    rows.push({
      email: `contact.${handle}@example.org`,
      label: say(
        random.pick([
          ['begeleider', 'support worker'],
          ['partner', 'partner'],
          ['taalmaatje', 'language buddy'],
        ]),
        language,
      ),
    });
  }
  return rows;
}

function phoneOf(number: number): string {
  const digits = String(((number % PHONES) + PHONES) % PHONES).padStart(4, '0');
  return `06 00 00 ${digits.slice(0, 2)} ${digits.slice(2)}`;
}

/** Links lead to example.org: a made-up handle on a real site could be somebody's. */
function socialProfiles({ random, handle }: Person): Partial<FieldsOf<'socialProfile'>>[] {
  const sites = random.some(SOCIAL_SITES, random.pick([0, 0, 0, 1, 1, 2]));
  return sites.map((site) => ({
    site,
    handle: site === 'whatsapp' ? null : `@demo-${handle}`,
    url: random.chance(50) || site === 'whatsapp' ? `https://www.example.org/${site}/${handle}` : null,
  }));
}

function webLinks({ random, language, handle, sector }: Person): Partial<FieldsOf<'webLink'>>[] {
  if (!random.chance(sector.name[0] === 'ICT' ? 75 : 9)) return [];
  const title = random.pick<Text>([
    ['Mijn werk in beeld', 'My work in pictures'],
    ['Eigen website', 'Own website'],
    ['Filmpje waarin ik mij voorstel', 'Video in which I introduce myself'],
  ]);
  return [
    {
      title: say(title, language),
      url: `https://www.example.nl/${handle}`,
      note: random.chance(40)
        ? say(['Mag getoond worden aan werkgevers.', 'May be shown to employers.'], language)
        : null,
    },
  ];
}

function schemes(person: Person): Partial<FieldsOf<'scheme'>>[] {
  const { random, language, today, arrived, now, long } = person;
  const integrating = arrived !== null && now - arrived < INTEGRATION_MONTHS;
  if (!long && !random.chance(integrating ? 60 : 31)) return [];
  const chosen = Array.from(
    { length: long ? 3 : random.chance(30) ? 2 : 1 },
    () => random.weighted(WEIGHTED_SCHEMES).scheme,
  );
  if (integrating) chosen[0] = 'inburgering';
  return [...new Set(chosen)].map((scheme) => {
    const days = random.between(20, 1500);
    const began = dayBefore(today, integrating ? Math.min(days, 400) : days);
    const ends = scheme === 'proefplaatsing' || scheme === 'lkv' || scheme === 'jobcoach' || random.chance(20);
    return {
      scheme,
      from: began,
      until: ends ? dayBefore(today, random.between(-500, 15)) : null,
      source: say(random.pick(sentences.SCHEME_SOURCES), language),
      note: random.chance(35) ? say(random.pick(sentences.SCHEME_NOTES), language) : null,
    };
  });
}

/** What an earlier taking in could not place, as the reader of that file would have kept it. */
function remainder({ random, language }: Person): Partial<FieldsOf<'importRemainder'>> {
  const { path, value } = random.pick(REMAINDERS);
  return { source: 'demo-cv.json', path, value: say(value, language), reason: 'noPlace' };
}
const REMAINDERS: readonly { readonly path: string; readonly value: Text }[] = [
  { path: 'awards[0].title', value: ['Medewerker van de maand', 'Employee of the month'] },
  {
    path: 'references[0].reference',
    value: ['Een prettige collega, altijd op tijd.', 'A pleasant colleague, always on time.'],
  },
  {
    path: 'publications[0].name',
    value: ['Stukje in de wijkkrant over de moestuin', 'Piece in the local paper about the garden'],
  },
];

// -- For benchmarks --------------------------------------------------------------------------------------------------

function fitRows(rows: Rows, wanted: number, { random, language, sector, now }: Person): void {
  let count = 0;
  for (const concept of Object.keys(rows) as DossierConcept[]) {
    const list = rows[concept] ?? [];
    list.length = Math.min(list.length, wanted - count);
    count += list.length;
  }
  for (; count < wanted; count++) {
    const { concept, row } = drawBulkRow(random, sector, language, now);
    const list: object[] = (rows[concept] ??= []);
    list.push(row);
  }
}

// -- Months and days -------------------------------------------------------------------------------------------------

const monthOf = (day: string): Month => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthText = (month: Month): string => `${Math.trunc(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** Long ago is a year, a while ago a month, last year perhaps a day: that is how people remember. */
function partialDate(random: Random, month: Month, now: Month): string {
  const age = now - month;
  const chance = random.between(1, 100);
  const [year, day] = age > 180 ? [70, 100] : age > 48 ? [22, 92] : [8, 62];
  if (chance <= year) return String(Math.trunc(month / 12));
  return chance <= day || age <= 0
    ? monthText(month)
    : `${monthText(month)}-${String(random.between(1, 28)).padStart(2, '0')}`;
}

const DAY_MS = 86_400_000;
/** A negative number of days lies ahead. */
const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);

/** "Şahin" → "sahin", "Łukasz" → "lukasz": what is left is safe in an address. */
function plainLetters(name: string): string {
  return name
    .replace(/[Łł]/g, 'l')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** A job title inside a sentence begins with a small letter, unless it is an abbreviation. */
const inSentence = (title: string): string =>
  /^\p{Lu}{2}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
