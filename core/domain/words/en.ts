/** The words of the domain in English. Names of Dutch schemes and school types stay Dutch, with a word of explanation. */
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

const contactKinds: List<typeof CONTACT_KINDS> = {
  conversation: 'conversation',
  visit: 'home visit',
  telephone: 'telephone',
  videoCall: 'video call',
  email: 'e-mail',
  message: 'message (app or text)',
  other: 'other',
};

const appointmentKinds: List<typeof APPOINTMENT_KINDS> = {
  conversation: 'conversation',
  visit: 'home visit',
  telephone: 'telephone',
  videoCall: 'video call',
  interview: 'job interview',
  other: 'other',
};

const appointmentStates: List<typeof APPOINTMENT_STATES> = {
  planned: 'planned',
  held: 'held',
  cancelled: 'cancelled',
  noShow: 'did not come',
};

const agreementStates: List<typeof AGREEMENT_STATES> = {
  open: 'open',
  kept: 'kept',
  notKept: 'not kept',
  lapsed: 'lapsed',
};

const doers: List<typeof DOERS> = {
  candidate: 'candidate',
  adviser: 'adviser',
  together: 'together',
  other: 'somebody else',
};

const priorities: List<typeof PRIORITIES> = {
  high: 'high',
  normal: 'normal',
  low: 'low',
};

const repeats: List<typeof REPEATS> = {
  daily: 'every day',
  weekly: 'every week',
  fortnightly: 'every two weeks',
  monthly: 'every month',
  quarterly: 'every three months',
  yearly: 'every year',
};

const planStates: List<typeof PLAN_STATES> = {
  draft: 'draft',
  agreed: 'agreed',
  completed: 'completed',
  ended: 'ended',
};

const goalStates: List<typeof GOAL_STATES> = {
  open: 'open',
  reached: 'reached',
  dropped: 'dropped',
};

const stepKinds: List<typeof STEP_KINDS> = {
  step: 'step',
  milestone: 'milestone',
  evaluation: 'evaluation',
};

const stepStates: List<typeof STEP_STATES> = {
  todo: 'to do',
  doing: 'under way',
  done: 'done',
  dropped: 'dropped',
};

const applicationStages: List<typeof APPLICATION_STAGES> = {
  interested: 'interesting',
  preparing: 'preparing',
  applied: 'applied',
  invited: 'invited',
  interviewed: 'interviewed',
  offered: 'offer',
  hired: 'hired',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};

const applicationReasons: List<typeof APPLICATION_REASONS> = {
  noReply: 'no reply',
  experience: 'too little experience',
  qualifications: 'education does not fit',
  availability: 'hours do not fit',
  travel: 'too far to travel',
  somebodyElse: 'somebody else chosen',
  vacancyWithdrawn: 'vacancy withdrawn',
  ownChoice: 'own choice',
  other: 'other',
};

const placementEnds: List<typeof PLACEMENT_ENDS> = {
  contractEnded: 'contract ended',
  trialPeriod: 'in the trial period',
  dismissed: 'dismissed',
  ownChoice: 'own choice',
  illness: 'illness',
  otherJob: 'other work',
  other: 'other',
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
      mergedInto: 'Merged into',
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
      about: 'Belongs to',
      replaces: 'Replaces',
      turned: 'Turned',
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
  contactMoment: {
    label: { one: 'Contact moment', many: 'Contact moments' },
    fields: {
      kind: 'Kind',
      date: 'Date',
      time: 'Time',
      minutes: 'Duration (minutes)',
      participants: 'With whom',
      subject: 'Subject',
      text: 'Report',
      confidentialNote: 'Confidential note',
      finished: 'Finished',
    },
    options: { kind: contactKinds, finished: yesNo },
  },
  agreement: {
    label: { one: 'Agreement', many: 'Agreements' },
    fields: {
      what: 'What was agreed',
      by: 'Who does it',
      byName: 'Name',
      dueOn: 'By',
      state: 'State',
      note: 'Note',
      contactMoment: 'Agreed in',
    },
    options: { by: doers, state: agreementStates },
  },
  task: {
    label: { one: 'Task', many: 'Tasks' },
    fields: {
      what: 'What to do',
      dueOn: 'By',
      priority: 'Priority',
      repeats: 'Repeats',
      done: 'Done',
      doneOn: 'Done on',
      note: 'Note',
      adviser: 'Whose',
      about: 'About',
    },
    options: { priority: priorities, repeats: repeats, done: yesNo },
  },
  appointment: {
    label: { one: 'Appointment', many: 'Appointments' },
    fields: {
      kind: 'Kind',
      subject: 'Subject',
      date: 'Date',
      time: 'Time',
      minutes: 'Duration (minutes)',
      travelMinutes: 'Travel time (minutes)',
      place: 'Place',
      participants: 'With whom',
      state: 'State',
      note: 'Note',
      adviser: 'Whose',
      externalId: 'Reference in another calendar',
    },
    options: { kind: appointmentKinds, state: appointmentStates },
  },
  actionPlan: {
    label: { one: 'Action plan', many: 'Action plans' },
    fields: {
      title: 'Title',
      from: 'From',
      until: 'Until',
      state: 'State',
      summary: 'What we work towards',
      evaluateOn: 'Evaluation on',
      candidateSignedOn: 'Signed by candidate on',
      candidateSignature: 'Signature of candidate',
      adviserSignedOn: 'Signed by adviser on',
      adviserSignature: 'Signature of adviser',
    },
    options: { state: planStates },
  },
  goal: {
    label: { one: 'Goal', many: 'Goals' },
    fields: {
      what: 'Goal',
      why: 'Why',
      targetDate: 'Target date',
      state: 'State',
      reachedOn: 'Reached on',
      order: 'Order',
      plan: 'Action plan',
    },
    options: { state: goalStates },
  },
  planStep: {
    label: { one: 'Step', many: 'Steps' },
    fields: {
      what: 'What',
      kind: 'Kind',
      by: 'Who does it',
      dueOn: 'By',
      state: 'State',
      doneOn: 'Done on',
      note: 'Note',
      order: 'Order',
      goal: 'Goal',
    },
    options: { kind: stepKinds, by: doers, state: stepStates },
  },
  jobApplication: {
    label: { one: 'Job application', many: 'Job applications' },
    fields: {
      vacancy: 'Vacancy',
      employer: 'Employer',
      place: 'Place',
      url: 'Web address',
      contactName: 'Contact person',
      contactDetails: 'Telephone or e-mail',
      stage: 'Stage',
      appliedOn: 'Applied on',
      nextOn: 'Next step on',
      closedOn: 'Closed on',
      reason: 'Reason',
      note: 'Note',
      keepOnFile: 'May be kept for a year',
    },
    options: { stage: applicationStages, reason: applicationReasons, keepOnFile: yesNo },
  },
  placement: {
    label: { one: 'Placement', many: 'Placements' },
    fields: {
      employer: 'Employer',
      role: 'Role',
      place: 'Place',
      from: 'From',
      until: 'Until',
      hours: 'Hours a week',
      contractForm: 'Contract',
      schemes: 'Schemes',
      contactName: 'Contact person',
      contactDetails: 'Telephone or e-mail',
      followedUp1: 'Follow-up after 1 month on',
      followedUp3: 'Follow-up after 3 months on',
      followedUp6: 'Follow-up after 6 months on',
      followedUp12: 'Follow-up after 12 months on',
      endReason: 'Why it ended',
      note: 'Note',
      jobApplication: 'Job application',
    },
    options: { contractForm: contractForms, schemes: schemes, endReason: placementEnds },
  },
  assessment: {
    label: { one: 'Assessment', many: 'Assessments' },
    fields: {
      definition: 'Which test',
      title: 'Assessment',
      date: 'Date',
      way: 'How it came here',
      language: 'Language',
      answeredBy: 'Answered by',
      takenBy: 'Taken by',
      normGroup: 'Norm group',
      answers: 'Answers',
      scores: 'Scores',
      scoreKind: 'Kind of score',
      scoreMax: 'Highest possible score',
      finished: 'Finished',
      note: 'Note',
    },
    options: {
      scoreKind: {
        points: 'points',
        percentage: 'per cent of the highest possible',
        percentile: 'percentile (out of 100 people)',
        stanine: 'stanine (1 to 9)',
        sten: 'sten (1 to 10)',
        tScore: 'T score (average 50)',
        grade: 'grade (1 to 10)',
      },
      way: { filledIn: 'filled in here', typedOver: 'typed over from a report', imported: 'imported' },
      language: { nl: 'Dutch', en: 'English' },
      answeredBy: doers,
      finished: yesNo,
    },
  },
  planVersion: {
    label: { one: 'Version of the plan', many: 'Versions of the plan' },
    fields: {
      plan: 'Action plan',
      name: 'Name',
      madeOn: 'Made on',
      text: 'Text',
      candidateSignedOn: 'Signed by candidate on',
      candidateSignature: 'Signature of candidate',
      adviserSignedOn: 'Signed by adviser on',
      adviserSignature: 'Signature of adviser',
    },
    options: {},
  },
  consent: {
    label: { one: 'Consent', many: 'Consents' },
    fields: {
      purpose: 'What for',
      text: 'Text',
      version: 'Version of the text',
      way: 'How it was given',
      givenOn: 'Given on',
      signature: 'Signature',
      withdrawnOn: 'Withdrawn on',
      note: 'Note',
    },
    options: {
      purpose: {
        shareWithEmployer: 'share data with an employer',
        anonymousProfile: 'anonymous profile',
        keepApplication: 'keep an application for a year',
        contactOthers: 'speak with others',
        photoAndVideo: 'photo and video',
        other: 'something else',
      },
      way: { signature: 'signature', letter: 'letter', spoken: 'spoken' },
    },
  },
  proposal: {
    label: { one: 'Proposal of the candidate', many: 'Proposals of the candidate' },
    fields: {
      about: 'About',
      field: 'Which answer',
      value: 'Becomes',
      before: 'Was',
      note: 'Explanation',
      proposedOn: 'Proposed on',
      state: 'State',
      decidedOn: 'Decided on',
    },
    options: { state: { open: 'open', accepted: 'accepted', declined: 'declined', right: 'checked, is right' } },
  },
  template: {
    label: { one: 'Template', many: 'Templates' },
    fields: {
      kind: 'Kind',
      name: 'Name',
      language: 'Language',
      subject: 'Subject',
      text: 'Text',
    },
    options: { kind: { contactMoment: 'contact moment', letter: 'letter' }, language: { nl: 'Dutch', en: 'English' } },
  },
};
