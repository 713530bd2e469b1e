/**
 * The words on paper that are not names of fields. The candidate is spoken to ("Jouw werk"); others read about somebody.
 * Short sentences, B1; complete in both languages because the type asks it.
 */
import type { Recipient } from '../../../core/register/register.ts';

export type Language = 'nl' | 'en';

export type SectionName =
  | 'facts'
  | 'presentation'
  | 'wishes'
  | 'work'
  | 'education'
  | 'courses'
  | 'skills'
  | 'languages'
  | 'licences'
  | 'interests'
  | 'schemes'
  | 'availability'
  | 'webLinks'
  | 'plan'
  | 'contactMoments'
  | 'agreements'
  | 'tasks'
  | 'appointments'
  | 'applications'
  | 'placements'
  | 'assessments'
  | 'planVersions'
  | 'consents'
  | 'proposals'
  | 'requests'
  | 'restrictions'
  | 'legalHolds'
  | 'documents'
  | 'remainders'
  | 'leftOut';

export type PaperTexts = {
  readonly kind: Readonly<Record<Recipient, string>>;
  /** Who it is for when nobody in particular is named. */
  readonly forAnybody: Readonly<Record<Recipient, string>>;
  readonly forNamed: Readonly<Record<Recipient, (name: string) => string>>;
  readonly intro: Readonly<Record<Recipient, string | null>>;
  readonly headings: {
    readonly toCandidate: Readonly<Record<SectionName, string>>;
    readonly aboutCandidate: Readonly<Record<SectionName, string>>;
  };
  readonly nameless: string;
  readonly untitled: string;
  readonly empty: string;
  readonly address: string;
  readonly adviser: string;
  readonly contactPerson: string;
  readonly logoOf: (name: string) => string;
  readonly pageOf: (page: string, pages: string) => string;
  readonly skillKinds: Readonly<Record<'craft' | 'behaviour' | 'other', string>>;
  readonly score: string;
  readonly assessment: {
    readonly scale: string;
    readonly between: string;
    readonly fromUntil: (from: string, until: string) => string;
    readonly ofMost: (score: string, most: string) => string;
    readonly flat: string;
    readonly percent: string;
    readonly noNorm: string;
    readonly tScore: (group: string) => string;
    readonly normNotChosen: string;
    readonly normUnknown: string;
    readonly unfinished: string;
  };
  readonly axis: string;
  readonly hexagonTitle: (highest: readonly string[]) => string;
  readonly hexagonText: (scores: readonly string[]) => string;
  readonly unknown: string;
  readonly measured: (date: string) => string;
  readonly weekTitle: (days: string | null, parts: string | null) => string;
  readonly weekText: string;
  readonly weekKey: { readonly available: string; readonly unknown: string };
  readonly hours: string;
  readonly hoursValue: (min: number | null, max: number | null) => string;
  readonly distance: (km: number | null, minutes: number | null) => string;
  readonly travel: string;
  readonly period: string;
  readonly diplomaDate: (date: string) => string;
  readonly certificateDate: (date: string) => string;
  readonly expiresOn: (date: string) => string;
  readonly schemesNotice: string;
  readonly remaindersNotice: string;
  readonly nothingLeftOut: Readonly<Record<Recipient, string>>;
  /** The same for everybody, whatever the dossier holds. */
  readonly leavesOut: Readonly<Record<Recipient, (wholly: string | null, partly: string | null) => string>>;
  readonly rights: string;
  readonly and: string;
};

const nlLeavesOut = (kind: string) => (wholly: string | null, partly: string | null) =>
  [
    wholly && `In ${kind} staat nooit iets over ${wholly}.`,
    partly && `Van ${partly} staat er alleen in wat nodig is.`,
    'Dat is voor iedereen gelijk.',
  ]
    .filter(Boolean)
    .join(' ');

const enLeavesOut = (kind: string) => (wholly: string | null, partly: string | null) =>
  [
    wholly && `${kind} never says anything about ${wholly}.`,
    partly && `Of ${partly} it holds only what is needed.`,
    'This is the same for everybody.',
  ]
    .filter(Boolean)
    .join(' ');

export const PAPER_TEXTS: Readonly<Record<Language, PaperTexts>> = {
  nl: {
    kind: {
      candidate: 'Jouw dossier',
      colleague: 'Dossier – overdracht',
      employer: 'Profiel',
      uwv: 'Profiel voor UWV',
    },
    forAnybody: {
      candidate: 'Voor jou',
      colleague: 'Voor een collega',
      employer: 'Voor een werkgever',
      uwv: 'Voor UWV',
    },
    forNamed: {
      candidate: (name) => `Voor ${name}`,
      colleague: (name) => `Voor ${name}`,
      employer: (name) => `Voor ${name}`,
      uwv: (name) => `Voor UWV, ${name}`,
    },
    intro: {
      candidate: 'Dit is wat wij over jou hebben opgeschreven. Klopt er iets niet? Zeg het ons, dan passen we het aan.',
      colleague: 'Vertrouwelijk. Alleen voor wie deze kandidaat gaat begeleiden.',
      employer: null,
      uwv: 'Vertrouwelijk. Alleen om deze kandidaat aan werk te helpen.',
    },
    headings: {
      toCandidate: {
        facts: 'Jouw gegevens',
        presentation: 'Over jou',
        wishes: 'Welk werk je zoekt',
        work: 'Jouw werk',
        education: 'Jouw opleidingen',
        courses: 'Jouw cursussen',
        skills: 'Wat je kunt',
        languages: 'Jouw talen',
        licences: 'Jouw rijbewijzen',
        interests: 'Wat je leuk vindt',
        schemes: 'Jouw regelingen',
        availability: 'Wanneer je kunt werken',
        webLinks: 'Jouw links',
        plan: 'Jouw plan',
        contactMoments: 'Onze gesprekken',
        agreements: 'Wat we hebben afgesproken',
        tasks: 'Wat wij voor jou doen',
        appointments: 'Afspraken in de agenda',
        applications: 'Jouw sollicitaties',
        placements: 'Waar je aan het werk bent',
        assessments: 'Wat uit testen kwam',
        planVersions: 'Versies van je plan',
        consents: 'Waar je toestemming voor gaf',
        proposals: 'Wat je wilde laten veranderen',
        requests: 'Wat je vroeg over je gegevens',
        restrictions: 'Wat we niet met je gegevens mogen doen',
        legalHolds: 'Waarom je gegevens nu niet weg mogen',
        documents: 'Documenten die we van jou hebben',
        remainders: 'Wat we niet begrepen',
        leftOut: 'Wat er niet in staat',
      },
      aboutCandidate: {
        facts: 'Gegevens',
        presentation: 'Over mij',
        wishes: 'Gewenst werk',
        work: 'Werkervaring',
        education: 'Opleidingen',
        courses: 'Cursussen en certificaten',
        skills: 'Vaardigheden',
        languages: 'Talen',
        licences: 'Rijbewijzen',
        interests: 'Interesses',
        schemes: 'Regelingen',
        availability: 'Beschikbaarheid',
        webLinks: 'Links',
        plan: 'Trajectplan',
        contactMoments: 'Contactmomenten',
        agreements: 'Afspraken met de kandidaat',
        tasks: 'Taken',
        appointments: 'Agenda',
        applications: 'Sollicitaties',
        placements: 'Plaatsingen',
        assessments: 'Testresultaten',
        planVersions: 'Versies van het plan',
        consents: 'Toestemmingen',
        proposals: 'Voorstellen van de kandidaat',
        requests: 'Verzoeken over eigen gegevens',
        restrictions: 'Beperkingen en bezwaren',
        legalHolds: 'Bewaarplichten',
        documents: 'Documenten',
        remainders: 'Niet begrepen bij het inlezen',
        leftOut: 'Wat er niet in staat',
      },
    },
    nameless: 'Naam nog niet bekend',
    untitled: 'Zonder naam',
    empty: 'Er is nog niets vastgelegd.',
    address: 'Adres',
    adviser: 'Loopbaanadviseur',
    contactPerson: 'Contactpersoon',
    logoOf: (name) => `Logo van ${name}`,
    pageOf: (page, pages) => `Pagina ${page} van ${pages}`,
    skillKinds: { craft: 'Vakvaardigheden', behaviour: 'Werkhouding', other: 'Andere vaardigheden' },
    score: 'Score (0–100)',
    assessment: {
      scale: 'Schaal',
      between: '95 van de 100 keer tussen',
      fromUntil: (from, until) => `${from} en ${until}`,
      ofMost: (score, most) => `${score} van ${most}`,
      flat: 'De scores liggen dicht bij elkaar. De volgorde zegt weinig.',
      percent: 'Deel van wat kan, van 0 tot 100',
      noNorm: 'Er staat geen normgroep bij: een score is niet hoog of laag vergeleken met anderen.',
      tScore: (group) => `T-score, gemiddelde 50 (${group})`,
      normNotChosen: 'Er is geen normgroep gekozen: een score is niet hoog of laag vergeleken met anderen.',
      normUnknown: 'De normgroep hoort niet bij deze vragenlijst: de scores zijn er niet mee vergeleken.',
      unfinished: 'Nog niet af.',
    },
    axis: 'Interesse',
    hexagonTitle: (highest) => `Hoogste score: ${highest.join(' en ')}`,
    hexagonText: (scores) => `Zeshoek van interesses, van 0 tot 100: ${scores.join(', ')}.`,
    unknown: 'niet bekend',
    measured: (date) => `Ingevuld op ${date}`,
    weekTitle: (days, parts) =>
      days && parts ? `Kan werken: ${days}; ${parts}` : days ? `Kan werken: ${days}` : `Kan werken: ${parts ?? ''}`,
    weekText: 'Een week met dagen en dagdelen. Een gevuld vak betekent: kan werken.',
    weekKey: { available: 'kan werken', unknown: 'dag of dagdeel niet bekend' },
    hours: 'Uren',
    hoursValue: (min, max) =>
      min !== null && max !== null && min !== max
        ? `${min} tot ${max} uur per week`
        : min !== null && max === null
          ? `minimaal ${min} uur per week`
          : min === null
            ? `maximaal ${max} uur per week`
            : `${min} uur per week`,
    distance: (km, minutes) =>
      [km !== null && `tot ${km} km`, minutes !== null && `tot ${minutes} minuten reizen`].filter(Boolean).join(', '),
    travel: 'Reizen',
    period: 'Periode',
    diplomaDate: (date) => `diploma ${date}`,
    certificateDate: (date) => `certificaat ${date}`,
    expiresOn: (date) => `geldig tot en met ${date}`,
    schemesNotice: 'Een regeling kan iets zeggen over gezondheid. Deel dit niet verder dan nodig is.',
    remaindersNotice: 'Dit stond in een ingelezen bestand en kon niet worden geplaatst.',
    nothingLeftOut: {
      candidate: 'Voor jou is niets weggelaten.',
      colleague: 'Voor een collega is niets weggelaten.',
      employer: 'Er is niets weggelaten.',
      uwv: 'Er is niets weggelaten.',
    },
    leavesOut: {
      candidate: nlLeavesOut('dit document'),
      colleague: nlLeavesOut('een overdracht'),
      employer: nlLeavesOut('een profiel voor een werkgever'),
      uwv: nlLeavesOut('een profiel voor UWV'),
    },
    rights: 'Vragen over jouw gegevens, of iets laten veranderen of weghalen?',
    and: 'en',
  },
  en: {
    kind: {
      candidate: 'Your dossier',
      colleague: 'Dossier – handover',
      employer: 'Profile',
      uwv: 'Profile for UWV',
    },
    forAnybody: { candidate: 'For you', colleague: 'For a colleague', employer: 'For an employer', uwv: 'For UWV' },
    forNamed: {
      candidate: (name) => `For ${name}`,
      colleague: (name) => `For ${name}`,
      employer: (name) => `For ${name}`,
      uwv: (name) => `For UWV, ${name}`,
    },
    intro: {
      candidate: 'This is what we have written down about you. Is something not right? Tell us, and we will change it.',
      colleague: 'Confidential. Only for who is going to guide this candidate.',
      employer: null,
      uwv: 'Confidential. Only to help this candidate to work.',
    },
    headings: {
      toCandidate: {
        facts: 'Your details',
        presentation: 'About you',
        wishes: 'The work you look for',
        work: 'Your work',
        education: 'Your education',
        courses: 'Your courses',
        skills: 'What you can do',
        languages: 'Your languages',
        licences: 'Your driving licences',
        interests: 'What you like',
        schemes: 'Your schemes',
        availability: 'When you can work',
        webLinks: 'Your web links',
        plan: 'Your plan',
        contactMoments: 'Our conversations',
        agreements: 'What we agreed',
        tasks: 'What we do for you',
        appointments: 'Appointments',
        applications: 'Your job applications',
        placements: 'Where you are at work',
        assessments: 'What came out of assessments',
        planVersions: 'Versions of your plan',
        consents: 'What you gave consent for',
        proposals: 'What you asked to correct',
        requests: 'What you asked about your data',
        restrictions: 'What we may not do with your data',
        legalHolds: 'Why your data may not go now',
        documents: 'Documents of yours that we have',
        remainders: 'What we did not understand',
        leftOut: 'What is not in here',
      },
      aboutCandidate: {
        facts: 'Details',
        presentation: 'About me',
        wishes: 'Work looked for',
        work: 'Work experience',
        education: 'Education',
        courses: 'Courses and certificates',
        skills: 'Skills',
        languages: 'Languages',
        licences: 'Driving licences',
        interests: 'Interests',
        schemes: 'Schemes',
        availability: 'Availability',
        webLinks: 'Web links',
        plan: 'Action plan',
        contactMoments: 'Contact moments',
        agreements: 'Agreements with the candidate',
        tasks: 'Tasks',
        appointments: 'Appointments',
        applications: 'Job applications',
        placements: 'Placements',
        assessments: 'Assessments',
        planVersions: 'Versions of the plan',
        consents: 'Consents',
        proposals: 'Proposals of the candidate',
        requests: 'Requests about their own data',
        restrictions: 'Restrictions and objections',
        legalHolds: 'Legal holds',
        documents: 'Documents',
        remainders: 'Not understood when read in',
        leftOut: 'What is not in here',
      },
    },
    nameless: 'Name not known yet',
    untitled: 'Without a name',
    empty: 'Nothing has been recorded yet.',
    address: 'Address',
    adviser: 'Career adviser',
    contactPerson: 'Contact person',
    logoOf: (name) => `Logo of ${name}`,
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    skillKinds: { craft: 'Professional skills', behaviour: 'Way of working', other: 'Other skills' },
    score: 'Score (0–100)',
    assessment: {
      scale: 'Scale',
      between: '95 times in 100 between',
      fromUntil: (from, until) => `${from} and ${until}`,
      ofMost: (score, most) => `${score} of ${most}`,
      flat: 'The scores are close together. Their order says little.',
      percent: 'Part of what is possible, from 0 to 100',
      noNorm: 'There is no norm group: a score is not high or low compared with others.',
      tScore: (group) => `T score, average 50 (${group})`,
      normNotChosen: 'No norm group was chosen: a score is not high or low compared with others.',
      normUnknown: 'The norm group does not belong to this questionnaire: the scores are not compared with it.',
      unfinished: 'Not finished yet.',
    },
    axis: 'Interest',
    hexagonTitle: (highest) => `Highest score: ${highest.join(' and ')}`,
    hexagonText: (scores) => `Hexagon of interests, from 0 to 100: ${scores.join(', ')}.`,
    unknown: 'not known',
    measured: (date) => `Filled in on ${date}`,
    weekTitle: (days, parts) =>
      days && parts ? `Can work: ${days}; ${parts}` : days ? `Can work: ${days}` : `Can work: ${parts ?? ''}`,
    weekText: 'A week with days and parts of the day. A filled box means: can work.',
    weekKey: { available: 'can work', unknown: 'day or part of the day not known' },
    hours: 'Hours',
    hoursValue: (min, max) =>
      min !== null && max !== null && min !== max
        ? `${min} to ${max} hours a week`
        : min !== null && max === null
          ? `at least ${min} hours a week`
          : min === null
            ? `at most ${max} hours a week`
            : `${min} hours a week`,
    distance: (km, minutes) =>
      [km !== null && `up to ${km} km`, minutes !== null && `up to ${minutes} minutes`].filter(Boolean).join(', '),
    travel: 'Travel',
    period: 'Period',
    diplomaDate: (date) => `diploma ${date}`,
    certificateDate: (date) => `certificate ${date}`,
    expiresOn: (date) => `valid until ${date}`,
    schemesNotice: 'A scheme can say something about health. Do not share this further than needed.',
    remaindersNotice: 'This stood in a file that was read in and could not be placed.',
    nothingLeftOut: {
      candidate: 'Nothing is left out for you.',
      colleague: 'Nothing is left out for a colleague.',
      employer: 'Nothing is left out.',
      uwv: 'Nothing is left out.',
    },
    leavesOut: {
      candidate: enLeavesOut('This document'),
      colleague: enLeavesOut('A handover'),
      employer: enLeavesOut('A profile for an employer'),
      uwv: enLeavesOut('A profile for UWV'),
    },
    rights: 'Questions about your data, or something to be changed or taken away?',
    and: 'and',
  },
};

/** "maandag, dinsdag en woensdag"; null for nothing. */
export function inWords(items: readonly string[], and: string): string | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} ${and} ${last}`;
}
