/** The words of the domain in English. Names of Dutch schemes and school types stay Dutch, with a word of explanation. */
import type {
  CODE_SYSTEMS,
  CONTRACT_FORMS,
  DAYS,
  DAY_PARTS,
  EDUCATION_LEVELS,
  EDUCATION_STATUSES,
  LANGUAGE_LEVELS,
  LICENCE_CATEGORIES,
  MASTERY,
  PHASES,
  SCHEMES,
  SOCIAL_SITES,
  TRANSPORT,
  WORK_LEVELS,
} from '../concepts.ts';
import type { Words } from './shape.ts';

type List<Codes extends readonly string[]> = Readonly<Record<Codes[number], string>>;

const yesNo: List<readonly ['yes', 'no']> = { yes: 'yes', no: 'no' };

const phases: List<typeof PHASES> = {
  intake: 'intake',
  orientation: 'orientation',
  preparation: 'preparation',
  applying: 'applying for jobs',
  placed: 'placed',
  aftercare: 'aftercare',
  closed: 'closed',
};

const workLevels: List<typeof WORK_LEVELS> = {
  none: 'no education',
  primary: 'primary school',
  vmbo: 'pre-vocational (vmbo)',
  mbo: 'vocational (mbo)',
  hbo: 'higher professional (hbo)',
  wo: 'university (wo)',
};

const educationLevels: List<typeof EDUCATION_LEVELS> = {
  primary: 'primary school',
  vmbo: 'pre-vocational (vmbo)',
  havoVwo: 'general secondary (havo or vwo)',
  mbo: 'vocational (mbo)',
  hbo: 'higher professional (hbo)',
  wo: 'university (wo)',
  other: 'another level',
};

const educationStatuses: List<typeof EDUCATION_STATUSES> = {
  completed: 'completed',
  brokenOff: 'stopped',
  ongoing: 'in progress',
};

const transport: List<typeof TRANSPORT> = {
  car: 'car',
  moped: 'moped or scooter',
  bicycle: 'bicycle',
  motorcycle: 'motorcycle',
  publicTransport: 'public transport',
  other: 'other transport',
};

const contractForms: List<typeof CONTRACT_FORMS> = {
  fixedTerm: 'fixed-term contract',
  permanent: 'permanent contract',
  apprenticeship: 'apprenticeship (bbl)',
  volunteer: 'volunteer work',
  workExperience: 'work experience place',
};

const days: List<typeof DAYS> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

const dayParts: List<typeof DAY_PARTS> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
  night: 'night',
};

const languageLevels: List<typeof LANGUAGE_LEVELS> = {
  none: 'none',
  fair: 'fair',
  good: 'good',
  excellent: 'excellent',
};

const mastery: List<typeof MASTERY> = {
  good: 'good',
  sufficient: 'sufficient',
  insufficient: 'not yet sufficient',
  not: 'not',
  toInvestigate: 'still to find out',
};

const licences: List<typeof LICENCE_CATEGORIES> = {
  AM: 'AM (moped, scooter)',
  A1: 'A1 (light motorcycle)',
  A2: 'A2 (medium motorcycle)',
  A: 'A (motorcycle)',
  B: 'B (car)',
  'B+': 'B+ (car with a heavier trailer)',
  BE: 'BE (car with trailer)',
  C1: 'C1 (light lorry)',
  C1E: 'C1E (light lorry with trailer)',
  C: 'C (lorry)',
  CE: 'CE (lorry with trailer)',
  D1: 'D1 (small bus)',
  D1E: 'D1E (small bus with trailer)',
  D: 'D (bus)',
  DE: 'DE (bus with trailer)',
  T: 'T (tractor)',
};

const sites: List<typeof SOCIAL_SITES> = {
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  instagram: 'Instagram',
  x: 'X',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  whatsapp: 'WhatsApp',
  other: 'another site',
};

const schemes: List<typeof SCHEMES> = {
  participatiewet: 'Participatiewet (social assistance)',
  ww: 'WW (unemployment benefit)',
  wia: 'WIA (work and income according to ability)',
  wga: 'WGA (return to work of the partly disabled)',
  wajong: 'Wajong (disabled since youth)',
  ioaw: 'IOAW (older unemployed)',
  ioaz: 'IOAZ (older former self-employed)',
  ziektewet: 'Ziektewet (sickness benefit)',
  anw: 'Anw (survivor’s benefit)',
  doelgroepregister: 'Doelgroepregister (jobs agreement register)',
  loonkostensubsidie: 'Loonkostensubsidie (wage cost subsidy)',
  loondispensatie: 'Loondispensatie (wage dispensation)',
  noRiskpolis: 'No-riskpolis (sick pay insurance)',
  lkv: 'LKV (wage cost benefit)',
  proefplaatsing: 'Proefplaatsing (trial placement)',
  jobcoach: 'Job coach',
  beschutWerk: 'Beschut werk (sheltered work)',
  werkvoorziening: 'Provision at work',
  inburgering: 'Inburgering (civic integration)',
  other: 'Another scheme',
};

const codeSystems: List<typeof CODE_SYSTEMS> = {
  esco: 'ESCO',
  isco: 'ISCO-08',
  boc: 'BO&C (UWV)',
  vum: 'VUM',
  other: 'another list',
};

export const en: Words = {
  candidate: {
    label: { one: 'Candidate', many: 'Candidates' },
    fields: {
      initials: 'Initials',
      givenName: 'Given name',
      prefix: 'Prefix',
      surname: 'Surname',
      street: 'Street',
      houseNumber: 'House number',
      houseNumberSuffix: 'Suffix',
      postcode: 'Postcode',
      place: 'Place of residence',
      country: 'Country',
      phase: 'Phase',
      workLevel: 'Working level',
      presentation: 'About me',
      externalReference: 'Reference elsewhere',
    },
    options: { phase: phases, workLevel: workLevels },
  },
  availability: {
    label: { one: 'Availability', many: 'Availability' },
    fields: {
      from: 'Available from',
      until: 'Available until',
      hoursMin: 'Fewest hours a week',
      hoursMax: 'Most hours a week',
      days: 'Days',
      dayParts: 'Parts of the day',
      officeHours: 'Office hours',
      irregularHours: 'Irregular hours',
      maxDistanceKm: 'Travel distance (km)',
      maxTravelMinutes: 'Travel time (minutes)',
      transport: 'Transport to work',
      transportForWork: 'Transport for work',
      contractForms: 'Kind of contract',
      countries: 'Countries to work in',
      sectors: 'Sectors',
      needsAdaptation: 'Needs an adapted workplace',
      needsGuidance: 'Needs guidance',
      needsVariation: 'Needs variation',
      note: 'Note',
    },
    options: {
      days,
      dayParts,
      officeHours: yesNo,
      irregularHours: yesNo,
      transport,
      transportForWork: transport,
      contractForms,
      needsAdaptation: yesNo,
      needsGuidance: yesNo,
      needsVariation: yesNo,
    },
  },
  contactDetail: {
    label: { one: 'Contact detail', many: 'Contact details' },
    fields: { email: 'E-mail address', phone: 'Phone number', label: 'What for' },
    options: {},
  },
  socialProfile: {
    label: { one: 'Social media', many: 'Social media' },
    fields: { site: 'Site', handle: 'Name on the site', url: 'Link' },
    options: { site: sites },
  },
  workExperience: {
    label: { one: 'Work experience', many: 'Work experience' },
    fields: {
      employer: 'Employer',
      role: 'Role',
      roleCode: 'Occupation code',
      roleCodeSystem: 'Occupation list',
      place: 'Place',
      from: 'From',
      until: 'Until',
      description: 'What the work was',
    },
    options: { roleCodeSystem: codeSystems },
  },
  education: {
    label: { one: 'Education', many: 'Education' },
    fields: {
      institute: 'School or institute',
      name: 'Education',
      nameCode: 'Education code',
      field: 'Field of study',
      level: 'Level',
      status: 'Completed or not',
      diploma: 'Diploma',
      diplomaDate: 'Date of the diploma',
      from: 'From',
      until: 'Until',
      description: 'Explanation',
    },
    options: { level: educationLevels, status: educationStatuses, diploma: yesNo },
  },
  course: {
    label: { one: 'Course', many: 'Courses' },
    fields: {
      name: 'Course',
      institute: 'School or institute',
      from: 'From',
      until: 'Until',
      certificateDate: 'Date of the certificate',
      expiresOn: 'Certificate valid until',
      description: 'Explanation',
    },
    options: {},
  },
  skill: {
    label: { one: 'Skill', many: 'Skills' },
    fields: {
      name: 'Skill',
      kind: 'Kind',
      code: 'Skill code',
      codeSystem: 'Skill list',
      level: 'How well',
      evidence: 'Shown by',
      note: 'Note',
    },
    options: {
      kind: { craft: 'professional skill', behaviour: 'way of working' },
      codeSystem: codeSystems,
      level: mastery,
    },
  },
  language: {
    label: { one: 'Language', many: 'Languages' },
    fields: {
      language: 'Language',
      languageCode: 'Language code',
      motherTongue: 'Mother tongue',
      speaking: 'Speaking',
      writing: 'Writing',
      reading: 'Reading',
      listening: 'Listening',
    },
    options: {
      motherTongue: yesNo,
      speaking: languageLevels,
      writing: languageLevels,
      reading: languageLevels,
      listening: languageLevels,
    },
  },
  drivingLicence: {
    label: { one: 'Driving licence', many: 'Driving licences' },
    fields: { category: 'Driving licence', until: 'Valid until' },
    options: { category: licences },
  },
  desiredOccupation: {
    label: { one: 'Desired occupation', many: 'Desired occupations' },
    fields: { name: 'Occupation', code: 'Occupation code', codeSystem: 'Occupation list' },
    options: { codeSystem: codeSystems },
  },
  interest: {
    label: { one: 'Interest', many: 'Interests' },
    fields: { name: 'Interest', note: 'Note' },
    options: {},
  },
  interestProfile: {
    label: { one: 'Interest profile', many: 'Interest profiles' },
    fields: {
      measuredOn: 'Filled in on',
      source: 'Source',
      realistic: 'Realistic',
      investigative: 'Investigative',
      artistic: 'Artistic',
      social: 'Social',
      enterprising: 'Enterprising',
      conventional: 'Conventional',
    },
    options: {},
  },
  scheme: {
    label: { one: 'Scheme', many: 'Schemes' },
    fields: { scheme: 'Scheme', from: 'From', until: 'Until', source: 'Source', note: 'Note' },
    options: { scheme: schemes },
  },
  webLink: {
    label: { one: 'Web link', many: 'Web links' },
    fields: { title: 'Title', url: 'Web address', note: 'Note' },
    options: {},
  },
  document: {
    label: { one: 'Document', many: 'Documents' },
    fields: {
      name: 'Name',
      kind: 'Kind',
      date: 'Date',
      confidential: 'Confidential',
      note: 'Note',
      mediaType: 'File type',
      bytes: 'Size',
    },
    options: {
      kind: {
        cv: 'CV',
        letter: 'letter',
        diploma: 'diploma',
        certificate: 'certificate',
        report: 'report',
        agreement: 'agreement',
        photo: 'photo',
        video: 'video',
        other: 'other',
      },
      confidential: yesNo,
    },
  },
  referenceFile: {
    label: { one: 'File of the office', many: 'Files of the office' },
    fields: { name: 'Name', note: 'Note', mediaType: 'File type', bytes: 'Size' },
    options: {},
  },
  importRemainder: {
    label: { one: 'Item not understood', many: 'Items not understood' },
    fields: { source: 'File', path: 'Place in the file', value: 'What it said', reason: 'Why it was not understood' },
    options: {},
  },
  organisation: {
    label: { one: 'Organisation', many: 'Organisations' },
    fields: {
      name: 'Name',
      street: 'Street',
      houseNumber: 'House number',
      postcode: 'Postcode',
      place: 'Place',
      kvk: 'KvK number',
      vat: 'VAT number',
      iban: 'IBAN',
      contactName: 'Contact person',
      contactEmail: 'E-mail address of the contact person',
      logo: 'Logo',
    },
    options: {},
  },
  adviser: {
    label: { one: 'Career adviser', many: 'Career advisers' },
    fields: { name: 'Name', role: 'Role', postcode: 'Postcode', email: 'E-mail address', phone: 'Phone number' },
    options: {},
  },
};
