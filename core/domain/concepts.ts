/**
 * The concepts of a dossier (DOMAIN.md, §2 of the privacy statement), one table each. A field that does not stand here,
 * and in the register, can not exist. Column names are the field names.
 *
 * Concepts and fields are only ever added, and a retired name is never used again: laptops of different versions sync.
 */
import { z } from 'zod';
import {
  apart,
  code,
  codes,
  date,
  email,
  iban,
  image,
  integer,
  kvk,
  longText,
  mediaType,
  numbers,
  partialDate,
  phone,
  postcode,
  reference,
  text,
  time,
  url,
  vat,
  yesNo,
  type Field,
} from './field.ts';

export const PHASES = ['intake', 'orientation', 'preparation', 'applying', 'placed', 'aftercare', 'closed'] as const;
/** VUM codeWerkEnDenkniveauWerkzoekende 1–6. */
export const WORK_LEVELS = ['none', 'primary', 'vmbo', 'mbo', 'hbo', 'wo'] as const;
/** VUM codeNiveauOpleiding 1–6 and 9. */
export const EDUCATION_LEVELS = ['primary', 'vmbo', 'havoVwo', 'mbo', 'hbo', 'wo', 'other'] as const;
/** VUM codeStatusOpleiding 1–3. */
export const EDUCATION_STATUSES = ['completed', 'brokenOff', 'ongoing'] as const;
/** VUM codeVervoermiddel 1–5 and 9. */
export const TRANSPORT = ['car', 'moped', 'bicycle', 'motorcycle', 'publicTransport', 'other'] as const;
/** VUM contractvorm: codeTypeOvereenkomst 01–04, the regular one divided by codeTypeArbeidscontract. */
export const CONTRACT_FORMS = ['fixedTerm', 'permanent', 'apprenticeship', 'volunteer', 'workExperience'] as const;
/** What a document is; what stands in it is found by reading it. */
export const DOCUMENT_KINDS = [
  'cv',
  'letter',
  'diploma',
  'certificate',
  'report',
  'agreement',
  'photo',
  'video',
  'other',
] as const;
/** Any file up to this many bytes (2 GiB). */
export const LARGEST_FILE = 2 * 1024 ** 3;
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const DAY_PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;
/** VUM codeNiveauTaalbeheersing 1–4. */
export const LANGUAGE_LEVELS = ['none', 'fair', 'good', 'excellent'] as const;
/** VUM codeBeheersingGedragscompetentie 1–5. */
export const MASTERY = ['good', 'sufficient', 'insufficient', 'not', 'toInvestigate'] as const;
/** VUM codeSoortRijbewijs. */
export const LICENCE_CATEGORIES = [
  'AM',
  'A1',
  'A2',
  'A',
  'B',
  'B+',
  'BE',
  'C1',
  'C1E',
  'C',
  'CE',
  'D1',
  'D1E',
  'D',
  'DE',
  'T',
] as const;
export const SOCIAL_SITES = [
  'linkedin',
  'facebook',
  'instagram',
  'x',
  'tiktok',
  'youtube',
  'whatsapp',
  'other',
] as const;
export const SCHEMES = [
  'participatiewet',
  'ww',
  'wia',
  'wga',
  'wajong',
  'ioaw',
  'ioaz',
  'ziektewet',
  'anw',
  'doelgroepregister',
  'loonkostensubsidie',
  'loondispensatie',
  'noRiskpolis',
  'lkv',
  'proefplaatsing',
  'jobcoach',
  'beschutWerk',
  'werkvoorziening',
  'inburgering',
  'other',
] as const;
const SCHEME_OUTCOMES = ['granted', 'refused', 'brokenOff'] as const;
export const CODE_SYSTEMS = ['esco', 'isco', 'boc', 'vum', 'other'] as const;
export const RIASEC = ['realistic', 'investigative', 'artistic', 'social', 'enterprising', 'conventional'] as const;

/** How people spoke with each other. */
export const CONTACT_KINDS = ['conversation', 'visit', 'telephone', 'videoCall', 'email', 'message', 'other'] as const;
export const APPOINTMENT_KINDS = ['conversation', 'visit', 'telephone', 'videoCall', 'interview', 'other'] as const;
export const APPOINTMENT_STATES = ['planned', 'held', 'cancelled', 'noShow'] as const;
export const AGREEMENT_STATES = ['open', 'kept', 'notKept', 'lapsed'] as const;
/** Who does what was agreed or planned. */
export const DOERS = ['candidate', 'adviser', 'together', 'other'] as const;
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export const REPEATS = ['daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly'] as const;
export const PLAN_STATES = ['draft', 'agreed', 'completed', 'ended'] as const;
export const GOAL_STATES = ['open', 'reached', 'dropped'] as const;
export const STEP_KINDS = ['step', 'milestone', 'evaluation'] as const;
export const STEP_STATES = ['todo', 'doing', 'done', 'dropped'] as const;
/** In the order of the board. */
export const APPLICATION_STAGES = [
  'interested',
  'preparing',
  'applied',
  'invited',
  'interviewed',
  'offered',
  'hired',
  'rejected',
  'withdrawn',
] as const;
export const APPLICATION_REASONS = [
  'noReply',
  'experience',
  'qualifications',
  'availability',
  'travel',
  'somebodyElse',
  'vacancyWithdrawn',
  'ownChoice',
  'other',
] as const;
export const PLACEMENT_ENDS = [
  'contractEnded',
  'trialPeriod',
  'dismissed',
  'ownChoice',
  'illness',
  'otherJob',
  'other',
] as const;

/** How the result of an assessment came here. */
const ASSESSMENT_WAYS = ['filledIn', 'typedOver', 'imported'] as const;
/** What the figures of somebody else's report are; those of a definition that is known here are points by that definition. */
const SCORE_KINDS = ['points', 'percentage', 'percentile', 'stanine', 'sten', 'tScore', 'grade'] as const;
const CONSENT_PURPOSES = [
  'shareWithEmployer',
  'anonymousProfile',
  'keepApplication',
  'contactOthers',
  'photoAndVideo',
  'other',
] as const;
const CONSENT_WAYS = ['signature', 'letter', 'spoken'] as const;
/** `right`: they looked it over and propose nothing (core/guidance/looked-over.ts). */
const PROPOSAL_STATES = ['open', 'accepted', 'declined', 'right'] as const;
/** What a candidate may ask for: AVG art. 15, 16, 17, 18, 20, 21 and 22. */
export const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'humanDecision',
] as const;
const REQUEST_WAYS = ['letter', 'email', 'spoken', 'form', 'other'] as const;
/** How it was made sure who asks (AVG art. 12(6)). */
const IDENTITY_CHECKS = ['known', 'documentSeen', 'calledBack', 'account', 'authorisation'] as const;
const REQUEST_STATES = ['open', 'granted', 'partly', 'refused', 'withdrawn'] as const;
/** Why something is refused: AVG art. 12(2) and 12(5), 11, 15(4), 17(3), 20(1), 21(1), and that nothing is held. */
const REFUSAL_GROUNDS = [
  'identityUnknown',
  'excessive',
  'nothingHeld',
  'rightsOfOthers',
  'legalDuty',
  'legalClaim',
  'publicTask',
  'isCorrect',
  'notAutomated',
  'compellingGrounds',
  'other',
] as const;
/** `restriction` and `shielding` freeze the whole dossier (AVG art. 18); an `objection` (art. 21) ends the purposes that it names. */
const RESTRICTION_KINDS = ['restriction', 'shielding', 'objection'] as const;
export const OBJECTED_PURPOSES = ['matching', 'analysis', 'sharing', 'letters'] as const;
/** AVG art. 18(1) a to d, and what somebody simply asks for (§6 of the statement). */
const RESTRICTION_GROUNDS = ['accuracyDisputed', 'unlawful', 'neededForClaim', 'objectionPending', 'asked'] as const;
const TEMPLATE_KINDS = ['contactMoment', 'letter'] as const;

export type Place = 'candidate' | 'one' | 'many' | 'own' | 'organisation';
export type Fields = Readonly<Record<string, Field>>;
export type Concept<N extends string = string, F extends Fields = Fields, P extends Place = Place> = {
  readonly name: N;
  readonly fields: F;
  /**
   * `candidate` is the dossier itself, `one` and `many` hang below it, `own` belongs to an adviser, `organisation` stands beside all
   * dossiers.
   */
  readonly place: P;
};

const concept = <const N extends string, F extends Fields, const P extends Place>(
  name: N,
  place: P,
  fields: F,
): Concept<N, F, P> => ({
  name,
  place,
  fields,
});

const riasec = () => integer(0, 100);

/** Order is the number of a table in the search index: add at the end, never move. */
export const CONCEPTS = [
  concept('candidate', 'candidate', {
    initials: text(20),
    givenName: text(80),
    prefix: text(20),
    surname: text(120),
    street: text(120),
    houseNumber: text(10),
    houseNumberSuffix: text(10),
    postcode: postcode(),
    place: text(80),
    country: text(60),
    phase: code(PHASES),
    workLevel: code(WORK_LEVELS),
    presentation: longText(4000),
    externalReference: text(200),
    // Two dossiers turned out to be of one person: this one was removed, and what was in it stands there.
    mergedInto: reference('candidate'),
  }),
  concept('availability', 'one', {
    from: date(),
    until: date(),
    hoursMin: integer(0, 99),
    hoursMax: integer(0, 99),
    days: codes(DAYS),
    dayParts: codes(DAY_PARTS),
    officeHours: yesNo(),
    irregularHours: yesNo(),
    maxDistanceKm: integer(0, 999),
    maxTravelMinutes: integer(0, 999),
    transport: codes(TRANSPORT),
    transportForWork: codes(TRANSPORT),
    contractForms: codes(CONTRACT_FORMS),
    countries: text(200),
    sectors: text(400),
    needsAdaptation: yesNo(),
    needsGuidance: yesNo(),
    needsVariation: yesNo(),
    note: longText(2000),
  }),
  concept('contactDetail', 'many', { email: email(), phone: phone(), label: text(60) }),
  concept('socialProfile', 'many', { site: code(SOCIAL_SITES), handle: text(120), url: url() }),
  concept('workExperience', 'many', {
    employer: text(200),
    role: text(200),
    roleCode: text(120),
    roleCodeSystem: code(CODE_SYSTEMS),
    place: text(80),
    from: partialDate(),
    until: partialDate(),
    description: longText(8000),
  }),
  concept('education', 'many', {
    institute: text(500),
    name: text(200),
    nameCode: text(120),
    field: text(200),
    level: code(EDUCATION_LEVELS),
    status: code(EDUCATION_STATUSES),
    diploma: yesNo(),
    diplomaDate: partialDate(),
    from: partialDate(),
    until: partialDate(),
    description: longText(8000),
  }),
  concept('course', 'many', {
    name: text(200),
    institute: text(500),
    from: partialDate(),
    until: partialDate(),
    certificateDate: partialDate(),
    expiresOn: partialDate(),
    description: longText(4000),
  }),
  concept('skill', 'many', {
    name: text(300),
    kind: code(['craft', 'behaviour']),
    code: text(120),
    codeSystem: code(CODE_SYSTEMS),
    level: code(MASTERY),
    evidence: text(300),
    note: longText(2000),
  }),
  concept('language', 'many', {
    language: text(60),
    languageCode: text(3),
    motherTongue: yesNo(),
    speaking: code(LANGUAGE_LEVELS),
    writing: code(LANGUAGE_LEVELS),
    reading: code(LANGUAGE_LEVELS),
    listening: code(LANGUAGE_LEVELS),
  }),
  concept('drivingLicence', 'many', { category: code(LICENCE_CATEGORIES), until: partialDate() }),
  concept('desiredOccupation', 'many', { name: text(200), code: text(120), codeSystem: code(CODE_SYSTEMS) }),
  concept('interest', 'many', { name: text(200), note: longText(2000) }),
  concept('interestProfile', 'many', {
    measuredOn: date(),
    source: text(200),
    realistic: riasec(),
    investigative: riasec(),
    artistic: riasec(),
    social: riasec(),
    enterprising: riasec(),
    conventional: riasec(),
  }),
  concept('scheme', 'many', {
    scheme: code(SCHEMES),
    from: date(),
    until: date(),
    source: text(200),
    note: longText(2000),
    // Without one: it was granted. How long it is kept hangs on it (core/retention/rules.ts).
    outcome: code(SCHEME_OUTCOMES),
    decidedOn: date(),
  }),
  concept('webLink', 'many', { title: text(200), url: url(), note: longText(2000) }),
  concept('importRemainder', 'many', {
    source: text(300),
    path: text(400),
    value: longText(20_000),
    reason: text(200),
  }),
  concept('organisation', 'organisation', {
    name: text(200),
    street: text(120),
    houseNumber: text(20),
    postcode: postcode(),
    place: text(80),
    kvk: kvk(),
    vat: vat(),
    iban: iban(),
    contactName: text(200),
    contactEmail: email(),
    logo: image(),
    // Who runs the office's server for the organisation, by an agreement (AVG art. 28); empty where nobody does.
    processor: text(300),
  }),
  concept('adviser', 'organisation', {
    name: text(200),
    role: text(120),
    postcode: postcode(),
    email: email(),
    phone: phone(),
  }),
  // New concepts at the end: the number of a concept is in the address of its rows in the search index.
  // The row of a document; its sealed bytes lie beside the database (electron/documents). `mediaType` and `bytes` are of the file
  // that was added, and never change.
  concept('document', 'many', {
    name: text(255),
    kind: code(DOCUMENT_KINDS),
    date: partialDate(),
    confidential: yesNo(),
    note: longText(2000),
    mediaType: mediaType(),
    bytes: integer(0, LARGEST_FILE),
    // What it proves or belongs to, and the version before this one.
    about: reference(
      'education',
      'course',
      'workExperience',
      'skill',
      'drivingLicence',
      'scheme',
      'contactMoment',
      'agreement',
      'actionPlan',
      'jobApplication',
      'placement',
      'assessment',
      'consent',
      'request',
    ),
    replaces: reference('document'),
    // A picture that lies on its side: how it is shown, in quarter turns with the clock. Its bytes stay as they came.
    turned: integer(0, 3),
  }),
  // A file that the organisation gives to all its laptops: a form, a list, a classification. Its bytes go the way of documents.
  concept('referenceFile', 'organisation', {
    name: text(255),
    note: longText(2000),
    mediaType: mediaType(),
    bytes: integer(0, LARGEST_FILE),
  }),
  // Guidance: what an adviser writes.
  // `text` may have headings and lists, as Markdown has them. Not `finished`: a concept, which is shown as one.
  concept('contactMoment', 'many', {
    kind: code(CONTACT_KINDS),
    date: date(),
    time: time(),
    minutes: integer(0, 1440),
    participants: text(300),
    subject: text(200),
    text: longText(20_000),
    confidentialNote: apart(longText(20_000)),
    finished: yesNo(),
  }),
  concept('agreement', 'many', {
    what: text(500),
    by: code(DOERS),
    byName: text(120),
    dueOn: date(),
    state: code(AGREEMENT_STATES),
    note: longText(2000),
    contactMoment: reference('contactMoment'),
  }),
  // `adviser` is whose task it is; when it is done and it repeats, the next one is a row of its own.
  concept('task', 'many', {
    what: text(300),
    dueOn: date(),
    priority: code(PRIORITIES),
    repeats: code(REPEATS),
    done: yesNo(),
    doneOn: date(),
    note: longText(2000),
    adviser: reference('adviser'),
    about: reference(
      'agreement',
      'contactMoment',
      'planStep',
      'jobApplication',
      'placement',
      'appointment',
      'document',
    ),
  }),
  // `externalId`: the UID of iCalendar (RFC 5545, 3.8.4.7) where it came in from a calendar.
  concept('appointment', 'many', {
    kind: code(APPOINTMENT_KINDS),
    subject: text(200),
    date: date(),
    time: time(),
    minutes: integer(0, 1440),
    travelMinutes: integer(0, 600),
    place: text(200),
    participants: text(300),
    state: code(APPOINTMENT_STATES),
    note: longText(2000),
    adviser: reference('adviser'),
    externalId: text(300),
  }),
  concept('actionPlan', 'many', {
    title: text(200),
    from: date(),
    until: date(),
    state: code(PLAN_STATES),
    summary: longText(8000),
    evaluateOn: date(),
    candidateSignedOn: date(),
    candidateSignature: image(),
    adviserSignedOn: date(),
    adviserSignature: image(),
  }),
  concept('goal', 'many', {
    what: text(300),
    why: longText(2000),
    targetDate: date(),
    state: code(GOAL_STATES),
    reachedOn: date(),
    order: integer(0, 999),
    plan: reference('actionPlan'),
  }),
  concept('planStep', 'many', {
    what: text(300),
    kind: code(STEP_KINDS),
    by: code(DOERS),
    dueOn: date(),
    state: code(STEP_STATES),
    doneOn: date(),
    note: longText(2000),
    order: integer(0, 999),
    goal: reference('goal'),
  }),
  // `keepOnFile`: the candidate agrees that it is kept for a year instead of four weeks (NVP code, see DOMAIN.md).
  concept('jobApplication', 'many', {
    vacancy: text(200),
    employer: text(200),
    place: text(80),
    url: url(),
    contactName: text(120),
    contactDetails: text(254),
    stage: code(APPLICATION_STAGES),
    appliedOn: date(),
    nextOn: date(),
    closedOn: date(),
    reason: code(APPLICATION_REASONS),
    note: longText(4000),
    keepOnFile: yesNo(),
  }),
  // `followedUp1` and so on: the day on which it was asked how it goes, 1, 3, 6 and 12 months after it began.
  concept('placement', 'many', {
    employer: text(200),
    role: text(200),
    place: text(80),
    from: date(),
    until: date(),
    hours: integer(0, 99),
    contractForm: code(CONTRACT_FORMS),
    schemes: codes(SCHEMES),
    contactName: text(120),
    contactDetails: text(254),
    followedUp1: date(),
    followedUp3: date(),
    followedUp6: date(),
    followedUp12: date(),
    endReason: code(PLACEMENT_ENDS),
    note: longText(4000),
    jobApplication: reference('jobApplication'),
  }),
  // The result of a questionnaire or test. `definition` names what is asked and how it is scored (an id; the definition itself is data
  // beside the dossier); `answers` by item and `scores` by scale. Not `finished`: somebody was on the way.
  concept('assessment', 'many', {
    definition: apart(text(120)),
    title: text(200),
    date: date(),
    way: code(ASSESSMENT_WAYS),
    language: code(['nl', 'en']),
    answeredBy: code(DOERS),
    takenBy: text(200),
    normGroup: text(200),
    answers: numbers(),
    scores: numbers(),
    scoreKind: code(SCORE_KINDS),
    scoreMax: integer(1, 10_000),
    finished: yesNo(),
    note: longText(4000),
  }),
  // A plan as it stood when it was agreed: its text with headings and lists, and who signed that.
  concept('planVersion', 'many', {
    plan: reference('actionPlan'),
    name: text(200),
    madeOn: date(),
    text: apart(longText(60_000)),
    candidateSignedOn: date(),
    candidateSignature: image(),
    adviserSignedOn: date(),
    adviserSignature: image(),
  }),
  // `text` is what somebody agreed to, in the words that they read.
  concept('consent', 'many', {
    purpose: code(CONSENT_PURPOSES),
    text: longText(4000),
    version: text(40),
    way: code(CONSENT_WAYS),
    givenOn: date(),
    signature: image(),
    withdrawnOn: date(),
    note: longText(2000),
  }),
  // What a candidate says is wrong in their own dossier: `about` and `field` say where, `value` what it should be.
  concept('proposal', 'many', {
    about: reference(
      'candidate',
      'availability',
      'contactDetail',
      'socialProfile',
      'workExperience',
      'education',
      'course',
      'skill',
      'language',
      'drivingLicence',
      'desiredOccupation',
      'interest',
      'webLink',
    ),
    field: apart(text(60)),
    value: apart(longText(8000)),
    before: apart(longText(8000)),
    note: longText(2000),
    proposedOn: date(),
    state: code(PROPOSAL_STATES),
    decidedOn: date(),
  }),
  // An adviser's own outline of a contact moment or letter. In the dossier of the adviser (see `task` and `appointment` without a candidate).
  concept('template', 'own', {
    kind: code(TEMPLATE_KINDS),
    name: text(200),
    language: code(['nl', 'en']),
    subject: text(200),
    text: longText(20_000),
  }),
  // What a candidate asks by a right of theirs, from the day on which it came to the day on which it was answered.
  concept('request', 'many', {
    right: code(RIGHTS),
    receivedOn: date(),
    way: code(REQUEST_WAYS),
    about: longText(4000),
    // Who asks for them, where they do not ask themselves.
    byName: text(120),
    identity: code(IDENTITY_CHECKS),
    identityOn: date(),
    extendedOn: date(),
    extendReason: longText(2000),
    state: code(REQUEST_STATES),
    ground: code(REFUSAL_GROUNDS),
    reason: longText(4000),
    decidedOn: date(),
    answeredOn: date(),
    note: longText(2000),
    adviser: reference('adviser'),
  }),
  // What may not be done with a dossier, until it is lifted. `toldOn`: they were told before it was lifted (AVG art. 18(3)).
  concept('restriction', 'many', {
    kind: code(RESTRICTION_KINDS),
    purposes: codes(OBJECTED_PURPOSES),
    ground: code(RESTRICTION_GROUNDS),
    from: date(),
    reason: longText(2000),
    toldOn: date(),
    liftedOn: date(),
    liftReason: longText(2000),
    request: reference('request'),
  }),
  // Nothing of the dossier is erased as long as this stands: a claim, an inquiry, a duty by law.
  concept('legalHold', 'many', {
    reason: longText(2000),
    from: date(),
    reviewOn: date(),
    liftedOn: date(),
    byName: text(120),
  }),
  // The privacy statement of the organisation (AVG art. 13 and 14), a row a version: written at the office once and never changed.
  concept('statement', 'organisation', {
    title: apart(text(200)),
    version: apart(text(40)),
    // From when it holds.
    date: date(),
    text: apart(longText(60_000)),
  }),
] as const;

type AnyConcept = (typeof CONCEPTS)[number];
export type ConceptName = AnyConcept['name'];
export type ConceptOf<N extends ConceptName> = Extract<AnyConcept, { name: N }>;
export type FieldName<N extends ConceptName> = keyof ConceptOf<N>['fields'] & string;
type ValueOf<F> = F extends Field<infer V> ? V | null : never;
/** The answers of one row: every field of the concept, `null` where nothing is recorded. */
export type FieldsOf<N extends ConceptName> = { [K in FieldName<N>]: ValueOf<ConceptOf<N>['fields'][K]> };
/** What the window knows of a row beside its answers. Times in milliseconds since 1970. */
export type RowState = {
  readonly id: string;
  readonly createdAt: number;
  readonly changedAt: number;
  /** True until the organisation's server has the row's last change. */
  readonly onlyHere: boolean;
  /** Everything in it came back from the server: what stands here stands there. */
  readonly confirmed: boolean;
  /** Fields of which different values stand. */
  readonly conflicts: readonly string[];
};
/** A row as the window sees it. */
export type Row<N extends ConceptName> = FieldsOf<N> & RowState;

export const CONCEPT_NAMES = CONCEPTS.map((each) => each.name) as [ConceptName, ...ConceptName[]];
export const conceptName = z.enum(CONCEPT_NAMES);

const byName = new Map<string, Concept>(CONCEPTS.map((each) => [each.name, each]));
export function conceptOf(name: ConceptName): Concept {
  const found = byName.get(name);
  if (!found) throw new Error(`no concept ${name}`);
  return found;
}

export const fieldNames = (name: ConceptName): string[] => Object.keys(conceptOf(name).fields);

/** Concepts that hang below a candidate, in the order of the dossier. */
export const DOSSIER_CONCEPTS = CONCEPTS.filter((each) => each.place === 'many').map((each) => each.name);
export type DossierConcept = Extract<AnyConcept, { place: 'many' }>['name'];

/**
 * What an adviser may have without a candidate: it stands in the adviser's own dossier, which has the adviser's id and no candidate in it.
 * Only the adviser writes there and only their laptops have it (SPEC.md P28).
 */
export const OWN_CONCEPTS = ['task', 'appointment', 'template', 'document'] as const satisfies readonly ConceptName[];
export const isOwnConcept = (name: string): boolean => OWN_CONCEPTS.some((each) => each === name);
/** A row of which there may be many, in a candidate's dossier or in the adviser's own. */
export const rowConcept = z.enum([...DOSSIER_CONCEPTS, 'template'] as unknown as [RowConcept, ...RowConcept[]]);
export type RowConcept = DossierConcept | 'template';

const schemas = new Map(
  CONCEPTS.map((each) => [
    each.name as string,
    z
      .strictObject(Object.fromEntries(Object.entries(each.fields).map(([name, field]) => [name, field.schema])))
      .partial(),
  ]),
);

/** Some of a concept's fields, each checked; unknown names are refused. What a form, an import and a sync page all pass. */
export function someFields(name: ConceptName): z.ZodType<Record<string, string | number | string[] | null>> {
  const found = schemas.get(name);
  if (!found) throw new Error(`no concept ${name}`);
  return found as unknown as z.ZodType<Record<string, string | number | string[] | null>>;
}
