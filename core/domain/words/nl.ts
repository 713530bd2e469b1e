/** The words of the domain in Dutch, the language of the product: short, B1, as an adviser says them. */
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

const yesNo: List<readonly ['yes', 'no']> = { yes: 'ja', no: 'nee' };

const phases: List<typeof PHASES> = {
  intake: 'intake',
  orientation: 'oriëntatie',
  preparation: 'voorbereiding',
  applying: 'solliciteren',
  placed: 'geplaatst',
  aftercare: 'nazorg',
  closed: 'afgesloten',
};

const workLevels: List<typeof WORK_LEVELS> = {
  none: 'geen opleiding',
  primary: 'basisonderwijs',
  vmbo: 'vmbo',
  mbo: 'mbo',
  hbo: 'hbo',
  wo: 'universiteit (wo)',
};

const educationLevels: List<typeof EDUCATION_LEVELS> = {
  primary: 'basisonderwijs',
  vmbo: 'vmbo',
  havoVwo: 'havo of vwo',
  mbo: 'mbo',
  hbo: 'hbo',
  wo: 'universiteit (wo)',
  other: 'ander niveau',
};

const educationStatuses: List<typeof EDUCATION_STATUSES> = {
  completed: 'afgerond',
  brokenOff: 'gestopt',
  ongoing: 'nog bezig',
};

const transport: List<typeof TRANSPORT> = {
  car: 'auto',
  moped: 'brommer of scooter',
  bicycle: 'fiets',
  motorcycle: 'motor',
  publicTransport: 'openbaar vervoer',
  other: 'ander vervoer',
};

const contractForms: List<typeof CONTRACT_FORMS> = {
  fixedTerm: 'tijdelijk contract',
  permanent: 'vast contract',
  apprenticeship: 'leerbaan (bbl)',
  volunteer: 'vrijwilligerswerk',
  workExperience: 'werkervaringsplek',
};

const days: List<typeof DAYS> = {
  monday: 'maandag',
  tuesday: 'dinsdag',
  wednesday: 'woensdag',
  thursday: 'donderdag',
  friday: 'vrijdag',
  saturday: 'zaterdag',
  sunday: 'zondag',
};

const dayParts: List<typeof DAY_PARTS> = {
  morning: 'ochtend',
  afternoon: 'middag',
  evening: 'avond',
  night: 'nacht',
};

const languageLevels: List<typeof LANGUAGE_LEVELS> = {
  none: 'niet',
  fair: 'redelijk',
  good: 'goed',
  excellent: 'uitstekend',
};

const mastery: List<typeof MASTERY> = {
  good: 'goed',
  sufficient: 'voldoende',
  insufficient: 'nog niet voldoende',
  not: 'niet',
  toInvestigate: 'nog uit te zoeken',
};

const licences: List<typeof LICENCE_CATEGORIES> = {
  AM: 'AM (brommer, scooter)',
  A1: 'A1 (lichte motor)',
  A2: 'A2 (middelzware motor)',
  A: 'A (motor)',
  B: 'B (auto)',
  'B+': 'B+ (auto met zwaardere aanhanger)',
  BE: 'BE (auto met aanhanger)',
  C1: 'C1 (lichte vrachtwagen)',
  C1E: 'C1E (lichte vrachtwagen met aanhanger)',
  C: 'C (vrachtwagen)',
  CE: 'CE (vrachtwagen met aanhanger)',
  D1: 'D1 (kleine bus)',
  D1E: 'D1E (kleine bus met aanhanger)',
  D: 'D (bus)',
  DE: 'DE (bus met aanhanger)',
  T: 'T (trekker)',
};

const sites: List<typeof SOCIAL_SITES> = {
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  instagram: 'Instagram',
  x: 'X',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  whatsapp: 'WhatsApp',
  other: 'andere site',
};

const schemes: List<typeof SCHEMES> = {
  participatiewet: 'Participatiewet',
  ww: 'WW',
  wia: 'WIA',
  wga: 'WGA',
  wajong: 'Wajong',
  ioaw: 'IOAW',
  ioaz: 'IOAZ',
  ziektewet: 'Ziektewet',
  anw: 'Anw',
  doelgroepregister: 'Doelgroepregister (banenafspraak)',
  loonkostensubsidie: 'Loonkostensubsidie',
  loondispensatie: 'Loondispensatie',
  noRiskpolis: 'No-riskpolis',
  lkv: 'Loonkostenvoordeel (LKV)',
  proefplaatsing: 'Proefplaatsing',
  jobcoach: 'Jobcoach',
  beschutWerk: 'Beschut werk',
  werkvoorziening: 'Voorziening op het werk',
  inburgering: 'Inburgering',
  other: 'Andere regeling',
};

const codeSystems: List<typeof CODE_SYSTEMS> = {
  esco: 'ESCO',
  isco: 'ISCO-08',
  boc: 'BO&C (UWV)',
  vum: 'VUM',
  other: 'andere lijst',
};

export const nl: Words = {
  candidate: {
    label: { one: 'Kandidaat', many: 'Kandidaten' },
    fields: {
      initials: 'Voorletters',
      givenName: 'Roepnaam',
      prefix: 'Tussenvoegsel',
      surname: 'Achternaam',
      street: 'Straat',
      houseNumber: 'Huisnummer',
      houseNumberSuffix: 'Toevoeging',
      postcode: 'Postcode',
      place: 'Woonplaats',
      country: 'Land',
      phase: 'Fase',
      workLevel: 'Werk- en denkniveau',
      presentation: 'Over mij',
      externalReference: 'Kenmerk elders',
    },
    options: { phase: phases, workLevel: workLevels },
  },
  availability: {
    label: { one: 'Beschikbaarheid', many: 'Beschikbaarheid' },
    fields: {
      from: 'Beschikbaar vanaf',
      until: 'Beschikbaar tot en met',
      hoursMin: 'Minimaal uren per week',
      hoursMax: 'Maximaal uren per week',
      days: 'Dagen',
      dayParts: 'Dagdelen',
      officeHours: 'Kantooruren',
      irregularHours: 'Wisselende tijden',
      maxDistanceKm: 'Reisafstand (km)',
      maxTravelMinutes: 'Reistijd (minuten)',
      transport: 'Vervoer naar het werk',
      transportForWork: 'Vervoer voor het werk',
      contractForms: 'Soort contract',
      countries: 'Landen om te werken',
      sectors: 'Branches',
      needsAdaptation: 'Aanpassing van de werkplek nodig',
      needsGuidance: 'Begeleiding nodig',
      needsVariation: 'Afwisseling nodig',
      note: 'Opmerking',
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
    label: { one: 'Contactgegeven', many: 'Contactgegevens' },
    fields: { email: 'E-mailadres', phone: 'Telefoonnummer', label: 'Waarvoor' },
    options: {},
  },
  socialProfile: {
    label: { one: 'Sociale media', many: 'Sociale media' },
    fields: { site: 'Site', handle: 'Naam op de site', url: 'Link' },
    options: { site: sites },
  },
  workExperience: {
    label: { one: 'Werkervaring', many: 'Werkervaring' },
    fields: {
      employer: 'Werkgever',
      role: 'Functie',
      roleCode: 'Beroepscode',
      roleCodeSystem: 'Beroepenlijst',
      place: 'Plaats',
      from: 'Van',
      until: 'Tot en met',
      description: 'Werkzaamheden',
    },
    options: { roleCodeSystem: codeSystems },
  },
  education: {
    label: { one: 'Opleiding', many: 'Opleidingen' },
    fields: {
      institute: 'School of instituut',
      name: 'Opleiding',
      nameCode: 'Opleidingscode',
      field: 'Richting',
      level: 'Niveau',
      status: 'Afgerond of niet',
      diploma: 'Diploma',
      diplomaDate: 'Datum van het diploma',
      from: 'Van',
      until: 'Tot en met',
      description: 'Toelichting',
    },
    options: { level: educationLevels, status: educationStatuses, diploma: yesNo },
  },
  course: {
    label: { one: 'Cursus', many: 'Cursussen' },
    fields: {
      name: 'Cursus',
      institute: 'School of instituut',
      from: 'Van',
      until: 'Tot en met',
      certificateDate: 'Datum van het certificaat',
      expiresOn: 'Certificaat geldig tot en met',
      description: 'Toelichting',
    },
    options: {},
  },
  skill: {
    label: { one: 'Vaardigheid', many: 'Vaardigheden' },
    fields: {
      name: 'Vaardigheid',
      kind: 'Soort',
      code: 'Vaardigheidscode',
      codeSystem: 'Vaardighedenlijst',
      level: 'Hoe goed',
      evidence: 'Blijkt uit',
      note: 'Opmerking',
    },
    options: {
      kind: { craft: 'vakvaardigheid', behaviour: 'werkhouding' },
      codeSystem: codeSystems,
      level: mastery,
    },
  },
  language: {
    label: { one: 'Taal', many: 'Talen' },
    fields: {
      language: 'Taal',
      languageCode: 'Taalcode',
      motherTongue: 'Moedertaal',
      speaking: 'Spreken',
      writing: 'Schrijven',
      reading: 'Lezen',
      listening: 'Verstaan',
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
    label: { one: 'Rijbewijs', many: 'Rijbewijzen' },
    fields: { category: 'Rijbewijs', until: 'Geldig tot en met' },
    options: { category: licences },
  },
  desiredOccupation: {
    label: { one: 'Gewenst beroep', many: 'Gewenste beroepen' },
    fields: { name: 'Beroep', code: 'Beroepscode', codeSystem: 'Beroepenlijst' },
    options: { codeSystem: codeSystems },
  },
  interest: {
    label: { one: 'Interesse', many: 'Interesses' },
    fields: { name: 'Interesse', note: 'Opmerking' },
    options: {},
  },
  interestProfile: {
    label: { one: 'Interesseprofiel', many: 'Interesseprofielen' },
    fields: {
      measuredOn: 'Ingevuld op',
      source: 'Bron',
      realistic: 'Praktisch',
      investigative: 'Onderzoekend',
      artistic: 'Artistiek',
      social: 'Sociaal',
      enterprising: 'Ondernemend',
      conventional: 'Conventioneel',
    },
    options: {},
  },
  scheme: {
    label: { one: 'Regeling', many: 'Regelingen' },
    fields: { scheme: 'Regeling', from: 'Van', until: 'Tot en met', source: 'Bron', note: 'Opmerking' },
    options: { scheme: schemes },
  },
  webLink: {
    label: { one: 'Link', many: 'Links' },
    fields: { title: 'Titel', url: 'Webadres', note: 'Opmerking' },
    options: {},
  },
  document: {
    label: { one: 'Document', many: 'Documenten' },
    fields: {
      name: 'Naam',
      kind: 'Soort',
      date: 'Datum',
      confidential: 'Vertrouwelijk',
      note: 'Opmerking',
      mediaType: 'Bestandstype',
      bytes: 'Grootte',
    },
    options: {
      kind: {
        cv: 'cv',
        letter: 'brief',
        diploma: 'diploma',
        certificate: 'certificaat',
        report: 'rapport',
        agreement: 'afspraak of overeenkomst',
        photo: 'foto',
        video: 'video',
        other: 'anders',
      },
      confidential: yesNo,
    },
  },
  referenceFile: {
    label: { one: 'Bestand van kantoor', many: 'Bestanden van kantoor' },
    fields: { name: 'Naam', note: 'Opmerking', mediaType: 'Bestandstype', bytes: 'Grootte' },
    options: {},
  },
  importRemainder: {
    label: { one: 'Niet begrepen gegeven', many: 'Niet begrepen gegevens' },
    fields: { source: 'Bestand', path: 'Plaats in het bestand', value: 'Wat er stond', reason: 'Waarom niet begrepen' },
    options: {},
  },
  organisation: {
    label: { one: 'Organisatie', many: 'Organisaties' },
    fields: {
      name: 'Naam',
      street: 'Straat',
      houseNumber: 'Huisnummer',
      postcode: 'Postcode',
      place: 'Plaats',
      kvk: 'KvK-nummer',
      vat: 'Btw-nummer',
      iban: 'IBAN',
      contactName: 'Contactpersoon',
      contactEmail: 'E-mailadres van de contactpersoon',
      logo: 'Logo',
    },
    options: {},
  },
  adviser: {
    label: { one: 'Loopbaanadviseur', many: 'Loopbaanadviseurs' },
    fields: { name: 'Naam', role: 'Functie', postcode: 'Postcode', email: 'E-mailadres', phone: 'Telefoonnummer' },
    options: {},
  },
};
