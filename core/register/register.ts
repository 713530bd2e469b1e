/**
 * The data register (AVG art. 30): for each column that holds a personal datum what it is, whose it is, why it is held, how
 * sensitive it is, how long it is kept and who may receive it. Redaction, access report, portability and documentation all
 * follow from it; tests hold it against the real database in both directions.
 */
import { CONCEPTS, CONCEPT_NAMES, type ConceptName, type FieldName } from '../domain/concepts.ts';

/** The categories of §2 of the privacy statement, in the order in which they are told. */
export const CATEGORIES = [
  'organisation',
  'professional',
  'identity',
  'contact',
  'socialMedia',
  'work',
  'education',
  'courses',
  'skills',
  'interests',
  'schemes',
  'availability',
  'webLinks',
  'documents',
  'guidance',
  'applications',
  'placements',
  'assessments',
  'rights',
  'usage',
] as const;
export type Category = (typeof CATEGORIES)[number];
export type Subject = 'candidate' | 'professional' | 'organisation';
export type Purpose = 'guidance' | 'matching' | 'contact' | 'agreement' | 'accountability' | 'recovery';
export type Sensitivity = 'ordinary' | 'sensitive';
/** The classes of retention terms; the organisation sets the terms (DOMAIN.md, "What the controller decides"). */
export type RetentionClass = 'candidate' | 'provision' | 'application' | 'usage' | 'organisation' | 'draft';

export const RECIPIENTS = ['candidate', 'colleague', 'employer', 'uwv'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export type RegisterEntry = {
  readonly category: Category;
  readonly subject: Subject;
  readonly purpose: Purpose;
  readonly sensitivity: Sensitivity;
  readonly retention: RetentionClass;
  readonly recipients: readonly Recipient[];
  /** Adviser and candidate make it or look at it together: it stays on a screen that is turned to the candidate (turned.ts). */
  readonly together?: true;
};

const everyone: readonly Recipient[] = RECIPIENTS;
const notEmployer: readonly Recipient[] = ['candidate', 'colleague', 'uwv'];
const guidanceOnly: readonly Recipient[] = ['candidate', 'colleague'];

const of = (category: Category, purpose: Purpose, recipients: readonly Recipient[]): RegisterEntry => ({
  category,
  subject: 'candidate',
  purpose,
  sensitivity: 'ordinary',
  retention: 'candidate',
  recipients,
});

const identity = of('identity', 'contact', everyone);
const address = of('contact', 'contact', notEmployer);
const contact = of('contact', 'contact', everyone);
const work = of('work', 'matching', everyone);
const education = of('education', 'matching', everyone);
const course = of('courses', 'matching', everyone);
const skill = of('skills', 'matching', everyone);
const interest = of('interests', 'guidance', guidanceOnly);
const availability = of('availability', 'matching', everyone);
/** What work must be adapted to says something about health (AVG art. 9). */
const need: RegisterEntry = { ...of('availability', 'guidance', notEmployer), sensitivity: 'sensitive' };
/** Several schemes reveal health (DOMAIN.md): sensitive as a whole, and kept by the term of a provision. */
const scheme: RegisterEntry = {
  ...of('schemes', 'guidance', notEmployer),
  sensitivity: 'sensitive',
  retention: 'provision',
};
const remainder: RegisterEntry = { ...of('identity', 'recovery', guidanceOnly), sensitivity: 'sensitive' };
/** What stands in a file nobody knows beforehand: as sensitive as it can be, and to others only what the adviser chooses to hand over. */
const document: RegisterEntry = {
  ...of('documents', 'guidance', guidanceOnly),
  sensitivity: 'sensitive',
  together: true,
};
/** What an adviser writes about somebody may be about anything, health too. */
const guidance: RegisterEntry = { ...of('guidance', 'guidance', guidanceOnly), sensitivity: 'sensitive' };
/** What is said, agreed and planned with somebody; what the adviser writes down beside it is not. */
const together: RegisterEntry = { ...guidance, together: true };
const plan: RegisterEntry = { ...together, recipients: notEmployer };
/** NVP code: four weeks after a rejection, a year when the candidate agrees. */
const application: RegisterEntry = {
  ...of('applications', 'guidance', guidanceOnly),
  retention: 'application',
};
const placement: RegisterEntry = of('placements', 'guidance', notEmployer);
/** What a questionnaire says about somebody: for them and who guides them, never for ranking (DOMAIN.md). */
const assessment: RegisterEntry = {
  ...of('assessments', 'guidance', guidanceOnly),
  sensitivity: 'sensitive',
  together: true,
};
const consent: RegisterEntry = { ...of('guidance', 'accountability', guidanceOnly) };
/** That somebody asked and what was answered, to account for it (AVG art. 5(2)); kept as long as the log. */
const right: RegisterEntry = { ...consent, category: 'rights', retention: 'usage', together: true };
const organisation: RegisterEntry = {
  ...of('organisation', 'agreement', everyone),
  subject: 'organisation',
  retention: 'organisation',
};
const financial: RegisterEntry = { ...organisation, recipients: [] };
const professional: RegisterEntry = {
  ...of('professional', 'agreement', everyone),
  subject: 'professional',
  retention: 'organisation',
};

export const REGISTER: { readonly [N in ConceptName]: { readonly [F in FieldName<N>]: RegisterEntry } } = {
  candidate: {
    initials: identity,
    givenName: identity,
    prefix: identity,
    surname: identity,
    street: address,
    houseNumber: address,
    houseNumberSuffix: address,
    postcode: address,
    place: contact,
    country: contact,
    phase: of('usage', 'guidance', guidanceOnly),
    workLevel: education,
    presentation: of('work', 'matching', everyone),
    externalReference: of('identity', 'accountability', notEmployer),
    mergedInto: of('identity', 'accountability', guidanceOnly),
  },
  availability: {
    from: availability,
    until: availability,
    hoursMin: availability,
    hoursMax: availability,
    days: availability,
    dayParts: availability,
    officeHours: availability,
    irregularHours: availability,
    maxDistanceKm: availability,
    maxTravelMinutes: availability,
    transport: availability,
    transportForWork: availability,
    contractForms: availability,
    countries: availability,
    sectors: availability,
    needsAdaptation: need,
    needsGuidance: need,
    needsVariation: need,
    note: { ...availability, recipients: guidanceOnly },
  },
  contactDetail: { email: contact, phone: contact, label: contact },
  socialProfile: {
    site: of('socialMedia', 'contact', guidanceOnly),
    handle: of('socialMedia', 'contact', guidanceOnly),
    url: of('socialMedia', 'contact', guidanceOnly),
  },
  workExperience: {
    employer: work,
    role: work,
    roleCode: work,
    roleCodeSystem: work,
    place: work,
    from: work,
    until: work,
    description: work,
  },
  education: {
    institute: education,
    name: education,
    nameCode: education,
    field: education,
    level: education,
    status: education,
    diploma: education,
    diplomaDate: education,
    from: education,
    until: education,
    description: education,
  },
  course: {
    name: course,
    institute: course,
    from: course,
    until: course,
    certificateDate: course,
    expiresOn: course,
    description: course,
  },
  skill: {
    name: skill,
    kind: skill,
    code: skill,
    codeSystem: skill,
    level: { ...skill, recipients: notEmployer },
    evidence: skill,
    note: { ...skill, recipients: guidanceOnly },
  },
  language: {
    language: skill,
    languageCode: skill,
    motherTongue: { ...skill, recipients: guidanceOnly },
    speaking: skill,
    writing: skill,
    reading: skill,
    listening: skill,
  },
  drivingLicence: { category: skill, until: { ...skill, recipients: notEmployer } },
  desiredOccupation: {
    name: of('work', 'matching', everyone),
    code: of('work', 'matching', everyone),
    codeSystem: of('work', 'matching', everyone),
  },
  interest: { name: interest, note: interest },
  interestProfile: {
    measuredOn: interest,
    source: interest,
    realistic: interest,
    investigative: interest,
    artistic: interest,
    social: interest,
    enterprising: interest,
    conventional: interest,
  },
  scheme: {
    scheme,
    from: scheme,
    until: scheme,
    source: scheme,
    note: { ...scheme, recipients: guidanceOnly },
    outcome: scheme,
    decidedOn: scheme,
  },
  webLink: {
    title: of('webLinks', 'matching', everyone),
    url: of('webLinks', 'matching', everyone),
    note: of('webLinks', 'matching', guidanceOnly),
  },
  document: {
    name: document,
    kind: document,
    date: document,
    confidential: document,
    note: { ...guidance, category: 'documents' },
    mediaType: document,
    bytes: document,
    about: document,
    replaces: document,
    turned: document,
  },
  contactMoment: {
    kind: together,
    date: together,
    time: together,
    minutes: together,
    participants: together,
    subject: together,
    text: together,
    confidentialNote: guidance,
    finished: together,
  },
  agreement: {
    what: together,
    by: together,
    byName: together,
    dueOn: together,
    state: together,
    note: guidance,
    contactMoment: together,
  },
  task: {
    what: guidance,
    dueOn: guidance,
    priority: guidance,
    repeats: guidance,
    done: guidance,
    doneOn: guidance,
    note: guidance,
    adviser: guidance,
    about: guidance,
  },
  appointment: {
    kind: together,
    subject: together,
    date: together,
    time: together,
    minutes: together,
    travelMinutes: together,
    place: together,
    participants: together,
    state: together,
    note: guidance,
    adviser: together,
    externalId: guidance,
  },
  actionPlan: {
    title: plan,
    from: plan,
    until: plan,
    state: plan,
    summary: plan,
    evaluateOn: plan,
    candidateSignedOn: plan,
    candidateSignature: together,
    adviserSignedOn: plan,
    adviserSignature: together,
  },
  goal: { what: plan, why: plan, targetDate: plan, state: plan, reachedOn: plan, order: plan, plan },
  planStep: {
    what: plan,
    kind: plan,
    by: plan,
    dueOn: plan,
    state: plan,
    doneOn: plan,
    note: guidance,
    order: plan,
    goal: plan,
  },
  jobApplication: {
    vacancy: application,
    employer: application,
    place: application,
    url: application,
    contactName: application,
    contactDetails: application,
    stage: application,
    appliedOn: application,
    nextOn: application,
    closedOn: application,
    reason: application,
    note: application,
    keepOnFile: application,
  },
  placement: {
    employer: placement,
    role: placement,
    place: placement,
    from: placement,
    until: placement,
    hours: placement,
    contractForm: placement,
    schemes: scheme,
    contactName: placement,
    contactDetails: placement,
    followedUp1: placement,
    followedUp3: placement,
    followedUp6: placement,
    followedUp12: placement,
    endReason: { ...placement, sensitivity: 'sensitive', recipients: guidanceOnly },
    note: { ...placement, sensitivity: 'sensitive', recipients: guidanceOnly },
    jobApplication: placement,
  },
  assessment: {
    definition: assessment,
    title: assessment,
    date: assessment,
    way: assessment,
    language: assessment,
    answeredBy: assessment,
    takenBy: assessment,
    normGroup: assessment,
    answers: assessment,
    scores: assessment,
    scoreKind: assessment,
    scoreMax: assessment,
    finished: assessment,
    note: { ...guidance, category: 'assessments' },
  },
  planVersion: {
    plan,
    name: plan,
    madeOn: plan,
    text: plan,
    candidateSignedOn: plan,
    candidateSignature: together,
    adviserSignedOn: plan,
    adviserSignature: together,
  },
  consent: {
    purpose: consent,
    text: consent,
    version: consent,
    way: consent,
    givenOn: consent,
    signature: consent,
    withdrawnOn: consent,
    note: guidance,
  },
  proposal: {
    about: together,
    field: together,
    value: together,
    before: together,
    note: together,
    proposedOn: together,
    state: together,
    decidedOn: together,
  },
  importRemainder: { source: remainder, path: remainder, value: remainder, reason: remainder },
  organisation: {
    name: organisation,
    street: organisation,
    houseNumber: organisation,
    postcode: organisation,
    place: organisation,
    kvk: financial,
    vat: financial,
    iban: financial,
    contactName: organisation,
    contactEmail: organisation,
    logo: organisation,
    processor: organisation,
  },
  template: {
    kind: professional,
    name: professional,
    language: professional,
    subject: professional,
    text: professional,
  },
  request: {
    right,
    receivedOn: right,
    way: right,
    about: right,
    byName: right,
    identity: right,
    identityOn: right,
    extendedOn: right,
    extendReason: right,
    state: right,
    ground: right,
    reason: right,
    decidedOn: right,
    answeredOn: right,
    note: { ...guidance, category: 'rights', retention: 'usage' },
    adviser: right,
  },
  restriction: {
    kind: right,
    purposes: right,
    ground: right,
    from: right,
    reason: right,
    toldOn: right,
    liftedOn: right,
    liftReason: right,
    request: right,
  },
  legalHold: {
    reason: { ...guidance, category: 'rights', retention: 'usage' },
    from: right,
    reviewOn: right,
    liftedOn: right,
    byName: right,
  },
  statement: { title: organisation, version: organisation, date: organisation, text: organisation },
  referenceFile: { name: organisation, note: organisation, mediaType: organisation, bytes: organisation },
  adviser: { name: professional, role: professional, postcode: professional, email: professional, phone: professional },
};

const machinery = (category: Category, subject: Subject, retention: RetentionClass): RegisterEntry => ({
  category,
  subject,
  purpose: 'accountability',
  sensitivity: 'sensitive',
  retention,
  recipients: [],
});

/**
 * Columns of the tables that carry the product and hold personal data because rows pass through them. What is in an
 * operation belongs to the category of its own table; here stands the strictest reading.
 */
/** Answers that stand beside the one that is shown, until somebody settles it. */
const apart = { apart: machinery('identity', 'candidate', 'candidate') };

export const MACHINERY: Readonly<Record<string, Readonly<Record<string, RegisterEntry>>>> = {
  ...Object.fromEntries(CONCEPT_NAMES.map((name) => [name, apart])),
  operation: {
    actor: machinery('professional', 'professional', 'usage'),
    fields: machinery('identity', 'candidate', 'candidate'),
    before: machinery('identity', 'candidate', 'candidate'),
  },
  operationGroup: { actor: machinery('professional', 'professional', 'usage') },
  documentFile: { key: machinery('documents', 'candidate', 'candidate') },
  documentText: {
    state: { ...machinery('documents', 'candidate', 'candidate'), purpose: 'guidance' },
    text: { ...machinery('documents', 'candidate', 'candidate'), purpose: 'guidance' },
    words: { ...machinery('documents', 'candidate', 'candidate'), purpose: 'guidance' },
  },
  documentThumbnail: { picture: { ...machinery('documents', 'candidate', 'candidate'), purpose: 'guidance' } },
  unknownRow: { state: machinery('identity', 'candidate', 'candidate') },
  audit: {
    actor: machinery('professional', 'professional', 'usage'),
    detail: machinery('usage', 'candidate', 'usage'),
  },
  candidate: { ...apart, sortKey: { ...machinery('identity', 'candidate', 'candidate'), purpose: 'guidance' } },
  draft: { body: { ...machinery('identity', 'candidate', 'draft'), purpose: 'recovery' } },
  setting: { value: { ...machinery('usage', 'professional', 'organisation'), purpose: 'agreement' } },
  word: { term: { ...machinery('identity', 'candidate', 'candidate'), purpose: 'guidance' } },
};

/** Columns without a personal datum: keys, times and bookkeeping. Every other column stands in the register. */
export const TECHNICAL_COLUMNS: readonly string[] = [
  'number',
  'id',
  'dossier',
  'deleted',
  'heads',
  'unsent',
  'unconfirmed',
  'seq',
  'createdAt',
  'changedAt',
];

export function entryOf(concept: ConceptName, field: string): RegisterEntry {
  const entry = (REGISTER[concept] as Record<string, RegisterEntry>)[field];
  if (!entry) throw new Error(`${concept}.${field} is not in the register`);
  return entry;
}

export const mayReceive = (recipient: Recipient, concept: ConceptName, field: string): boolean =>
  entryOf(concept, field).recipients.includes(recipient);

/** Each entry as a line, for the access report and the documentation. */
export function registerLines(): { concept: ConceptName; field: string; entry: RegisterEntry }[] {
  return CONCEPTS.flatMap((each) =>
    Object.keys(each.fields).map((field) => ({ concept: each.name, field, entry: entryOf(each.name, field) })),
  );
}
