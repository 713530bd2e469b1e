/** The words of the domain in Dutch, the language of the product: short, B1, as an adviser says them. */
import type {
  AGREEMENT_STATES,
  APPLICATION_REASONS,
  APPLICATION_STAGES,
  APPOINTMENT_KINDS,
  APPOINTMENT_STATES,
  CODE_SYSTEMS,
  CONTACT_KINDS,
  CONTRACT_FORMS,
  DAYS,
  DAY_PARTS,
  DOERS,
  EDUCATION_LEVELS,
  EDUCATION_STATUSES,
  GOAL_STATES,
  LANGUAGE_LEVELS,
  LICENCE_CATEGORIES,
  MASTERY,
  PHASES,
  PLACEMENT_ENDS,
  PLAN_STATES,
  PRIORITIES,
  REPEATS,
  SCHEMES,
  SOCIAL_SITES,
  STEP_KINDS,
  STEP_STATES,
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

const contactKinds: List<typeof CONTACT_KINDS> = {
  conversation: 'gesprek',
  visit: 'huisbezoek',
  telephone: 'telefoon',
  videoCall: 'videogesprek',
  email: 'e-mail',
  message: 'bericht (app of sms)',
  other: 'anders',
};

const appointmentKinds: List<typeof APPOINTMENT_KINDS> = {
  conversation: 'gesprek',
  visit: 'huisbezoek',
  telephone: 'telefoon',
  videoCall: 'videogesprek',
  interview: 'sollicitatiegesprek',
  other: 'anders',
};

const appointmentStates: List<typeof APPOINTMENT_STATES> = {
  planned: 'gepland',
  held: 'geweest',
  cancelled: 'afgezegd',
  noShow: 'niet gekomen',
};

const agreementStates: List<typeof AGREEMENT_STATES> = {
  open: 'loopt',
  kept: 'nagekomen',
  notKept: 'niet nagekomen',
  lapsed: 'vervallen',
};

const doers: List<typeof DOERS> = {
  candidate: 'kandidaat',
  adviser: 'adviseur',
  together: 'samen',
  other: 'iemand anders',
};

const priorities: List<typeof PRIORITIES> = {
  high: 'hoog',
  normal: 'gewoon',
  low: 'laag',
};

const repeats: List<typeof REPEATS> = {
  daily: 'elke dag',
  weekly: 'elke week',
  fortnightly: 'elke twee weken',
  monthly: 'elke maand',
  quarterly: 'elk kwartaal',
  yearly: 'elk jaar',
};

const planStates: List<typeof PLAN_STATES> = {
  draft: 'concept',
  agreed: 'afgesproken',
  completed: 'afgerond',
  ended: 'gestopt',
};

const goalStates: List<typeof GOAL_STATES> = {
  open: 'loopt',
  reached: 'bereikt',
  dropped: 'vervallen',
};

const stepKinds: List<typeof STEP_KINDS> = {
  step: 'stap',
  milestone: 'mijlpaal',
  evaluation: 'evaluatie',
};

const stepStates: List<typeof STEP_STATES> = {
  todo: 'te doen',
  doing: 'bezig',
  done: 'gedaan',
  dropped: 'vervallen',
};

const applicationStages: List<typeof APPLICATION_STAGES> = {
  interested: 'interessant',
  preparing: 'brief maken',
  applied: 'gesolliciteerd',
  invited: 'uitgenodigd',
  interviewed: 'gesprek gehad',
  offered: 'aanbod',
  hired: 'aangenomen',
  rejected: 'afgewezen',
  withdrawn: 'teruggetrokken',
};

const applicationReasons: List<typeof APPLICATION_REASONS> = {
  noReply: 'geen reactie',
  experience: 'te weinig ervaring',
  qualifications: 'opleiding past niet',
  availability: 'tijden passen niet',
  travel: 'te ver reizen',
  somebodyElse: 'iemand anders gekozen',
  vacancyWithdrawn: 'vacature ingetrokken',
  ownChoice: 'eigen keuze',
  other: 'anders',
};

const placementEnds: List<typeof PLACEMENT_ENDS> = {
  contractEnded: 'contract afgelopen',
  trialPeriod: 'in de proeftijd',
  dismissed: 'ontslagen',
  ownChoice: 'eigen keuze',
  illness: 'ziekte',
  otherJob: 'ander werk',
  other: 'anders',
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
      mergedInto: 'Samengevoegd met',
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
      about: 'Hoort bij',
      replaces: 'Vervangt',
      turned: 'Gedraaid',
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
  contactMoment: {
    label: { one: 'Contactmoment', many: 'Contactmomenten' },
    fields: {
      kind: 'Soort',
      date: 'Datum',
      time: 'Tijd',
      minutes: 'Duur (minuten)',
      participants: 'Met wie',
      subject: 'Onderwerp',
      text: 'Verslag',
      confidentialNote: 'Vertrouwelijke notitie',
      finished: 'Afgerond',
    },
    options: { kind: contactKinds, finished: yesNo },
  },
  agreement: {
    label: { one: 'Afspraak met elkaar', many: 'Afspraken met elkaar' },
    fields: {
      what: 'Wat is afgesproken',
      by: 'Wie doet het',
      byName: 'Naam',
      dueOn: 'Uiterlijk',
      state: 'Stand',
      note: 'Opmerking',
      contactMoment: 'Afgesproken in',
    },
    options: { by: doers, state: agreementStates },
  },
  task: {
    label: { one: 'Taak', many: 'Taken' },
    fields: {
      what: 'Wat te doen',
      dueOn: 'Uiterlijk',
      priority: 'Hoe dringend',
      repeats: 'Herhalen',
      done: 'Gedaan',
      doneOn: 'Gedaan op',
      note: 'Opmerking',
      adviser: 'Van wie',
      about: 'Gaat over',
    },
    options: { priority: priorities, repeats: repeats, done: yesNo },
  },
  appointment: {
    label: { one: 'Agenda-afspraak', many: 'Agenda' },
    fields: {
      kind: 'Soort',
      subject: 'Onderwerp',
      date: 'Datum',
      time: 'Tijd',
      minutes: 'Duur (minuten)',
      travelMinutes: 'Reistijd (minuten)',
      place: 'Plaats',
      participants: 'Met wie',
      state: 'Stand',
      note: 'Opmerking',
      adviser: 'Van wie',
      externalId: 'Kenmerk in andere agenda',
    },
    options: { kind: appointmentKinds, state: appointmentStates },
  },
  actionPlan: {
    label: { one: 'Trajectplan', many: 'Trajectplannen' },
    fields: {
      title: 'Titel',
      from: 'Van',
      until: 'Tot en met',
      state: 'Stand',
      summary: 'Waar werken we naartoe',
      evaluateOn: 'Evaluatie op',
      candidateSignedOn: 'Getekend door kandidaat op',
      candidateSignature: 'Handtekening kandidaat',
      adviserSignedOn: 'Getekend door adviseur op',
      adviserSignature: 'Handtekening adviseur',
    },
    options: { state: planStates },
  },
  goal: {
    label: { one: 'Doel', many: 'Doelen' },
    fields: {
      what: 'Doel',
      why: 'Waarom',
      targetDate: 'Streefdatum',
      state: 'Stand',
      reachedOn: 'Bereikt op',
      order: 'Volgorde',
      plan: 'Trajectplan',
    },
    options: { state: goalStates },
  },
  planStep: {
    label: { one: 'Stap', many: 'Stappen' },
    fields: {
      what: 'Wat',
      kind: 'Soort',
      by: 'Wie doet het',
      dueOn: 'Uiterlijk',
      state: 'Stand',
      doneOn: 'Gedaan op',
      note: 'Opmerking',
      order: 'Volgorde',
      goal: 'Doel',
    },
    options: { kind: stepKinds, by: doers, state: stepStates },
  },
  jobApplication: {
    label: { one: 'Sollicitatie', many: 'Sollicitaties' },
    fields: {
      vacancy: 'Vacature',
      employer: 'Werkgever',
      place: 'Plaats',
      url: 'Webadres',
      contactName: 'Contactpersoon',
      contactDetails: 'Telefoon of e-mail',
      stage: 'Stand',
      appliedOn: 'Gesolliciteerd op',
      nextOn: 'Volgende stap op',
      closedOn: 'Afgelopen op',
      reason: 'Reden',
      note: 'Opmerking',
      keepOnFile: 'Mag een jaar bewaard blijven',
    },
    options: { stage: applicationStages, reason: applicationReasons, keepOnFile: yesNo },
  },
  placement: {
    label: { one: 'Plaatsing', many: 'Plaatsingen' },
    fields: {
      employer: 'Werkgever',
      role: 'Functie',
      place: 'Plaats',
      from: 'Van',
      until: 'Tot en met',
      hours: 'Uren per week',
      contractForm: 'Soort contract',
      schemes: 'Regelingen',
      contactName: 'Contactpersoon',
      contactDetails: 'Telefoon of e-mail',
      followedUp1: 'Nazorg na 1 maand op',
      followedUp3: 'Nazorg na 3 maanden op',
      followedUp6: 'Nazorg na 6 maanden op',
      followedUp12: 'Nazorg na 12 maanden op',
      endReason: 'Reden van einde',
      note: 'Opmerking',
      jobApplication: 'Sollicitatie',
    },
    options: { contractForm: contractForms, schemes: schemes, endReason: placementEnds },
  },
  assessment: {
    label: { one: 'Testresultaat', many: 'Testresultaten' },
    fields: {
      definition: 'Kenmerk van de test',
      title: 'Test',
      date: 'Datum',
      way: 'Hoe ingevoerd',
      language: 'Taal',
      answeredBy: 'Ingevuld door',
      takenBy: 'Afgenomen door',
      normGroup: 'Normgroep',
      answers: 'Antwoorden',
      scores: 'Scores',
      scoreKind: 'Soort score',
      scoreMax: 'Hoogst mogelijke score',
      finished: 'Klaar',
      note: 'Opmerking',
    },
    options: {
      scoreKind: {
        points: 'punten',
        percentage: 'procent van het hoogst mogelijke',
        percentile: 'percentiel (van de 100 mensen)',
        stanine: 'stanine (1 tot 9)',
        sten: 'sten (1 tot 10)',
        tScore: 'T-score (gemiddeld 50)',
        grade: 'cijfer (1 tot 10)',
      },
      way: { filledIn: 'hier ingevuld', typedOver: 'overgenomen uit een rapport', imported: 'ingelezen' },
      language: { nl: 'Nederlands', en: 'Engels' },
      answeredBy: doers,
      finished: yesNo,
    },
  },
  planVersion: {
    label: { one: 'Versie van het plan', many: 'Versies van het plan' },
    fields: {
      plan: 'Trajectplan',
      name: 'Naam',
      madeOn: 'Gemaakt op',
      text: 'Tekst',
      candidateSignedOn: 'Getekend door kandidaat op',
      candidateSignature: 'Handtekening kandidaat',
      adviserSignedOn: 'Getekend door adviseur op',
      adviserSignature: 'Handtekening adviseur',
    },
    options: {},
  },
  consent: {
    label: { one: 'Toestemming', many: 'Toestemmingen' },
    fields: {
      purpose: 'Waarvoor',
      text: 'Tekst',
      version: 'Versie van de tekst',
      way: 'Hoe gegeven',
      givenOn: 'Gegeven op',
      signature: 'Handtekening',
      withdrawnOn: 'Ingetrokken op',
      note: 'Opmerking',
    },
    options: {
      purpose: {
        shareWithEmployer: 'gegevens delen met een werkgever',
        anonymousProfile: 'anoniem profiel',
        keepApplication: 'sollicitatie een jaar bewaren',
        contactOthers: 'overleg met anderen',
        photoAndVideo: 'foto en film',
        other: 'anders',
      },
      way: { signature: 'handtekening', letter: 'brief', spoken: 'mondeling' },
    },
  },
  proposal: {
    label: { one: 'Voorstel van de kandidaat', many: 'Voorstellen van de kandidaat' },
    fields: {
      about: 'Gaat over',
      field: 'Welk gegeven',
      value: 'Wordt',
      before: 'Was',
      note: 'Toelichting',
      proposedOn: 'Voorgesteld op',
      state: 'Stand',
      decidedOn: 'Besloten op',
    },
    options: {
      state: { open: 'open', accepted: 'overgenomen', declined: 'niet overgenomen', right: 'nagekeken, klopt' },
    },
  },
  template: {
    label: { one: 'Opzet', many: 'Opzetten' },
    fields: {
      kind: 'Soort',
      name: 'Naam',
      language: 'Taal',
      subject: 'Onderwerp',
      text: 'Tekst',
    },
    options: {
      kind: { contactMoment: 'contactmoment', letter: 'brief' },
      language: { nl: 'Nederlands', en: 'Engels' },
    },
  },
};
