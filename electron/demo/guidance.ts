/**
 * What the adviser of the demo wrote: contact moments, agreements, tasks, appointments, a plan, applications and placements, as the phase
 * of the candidate asks. Rows name each other by a key; whoever writes them gives them their ids.
 */
import interests from '../../resources/questionnaires/interests.json' with { type: 'json' };
import { definitionKey, definitionSchema, sayIn } from '../../core/assessments/definition.ts';
import { scoresOf } from '../../core/assessments/scoring.ts';
import {
  fieldNames,
  type DossierConcept,
  type FieldsOf,
  type Row,
  type RowConcept,
} from '../../core/domain/concepts.ts';
import { CONSENT_VERSION, consentText } from '../../core/guidance/consent-text.ts';
import { planText } from '../../core/guidance/plan-text.ts';
import { addDays, addMonths } from '../../core/guidance/calendar.ts';
import type { DemoDossier } from './generate.ts';
import { createRandom, type Random } from './random.ts';
import { say, type DemoLanguage, type Text } from './texts.ts';

export type GuidanceRow<C extends RowConcept = DossierConcept> = {
  readonly key: string;
  readonly concept: C;
  readonly fields: Readonly<Record<string, string | number | string[] | null>>;
  /** Field → key of the row it names; `candidate` is the candidate. */
  readonly about: Readonly<Record<string, string>>;
};

/** What the adviser of the demo has without a candidate. */
export function drawOwn(language: DemoLanguage, today: string): Pick<GuidanceRow<RowConcept>, 'concept' | 'fields'>[] {
  const it = (text: Text): string => say(text, language);
  return [
    { concept: 'task', fields: { what: it(['Uren invullen', 'Fill in hours']), dueOn: today, repeats: 'weekly' } },
    {
      concept: 'task',
      fields: { what: it(['Werkgeverslijst nalopen', 'Go through the list of employers']), dueOn: addDays(today, 12) },
    },
    {
      concept: 'appointment',
      fields: {
        subject: it(['Teamoverleg', 'Team meeting']),
        kind: 'other',
        date: today,
        time: '13:00',
        minutes: 45,
        place: it(['Kamer 2', 'Room 2']),
      },
    },
    {
      concept: 'appointment',
      fields: {
        subject: it(['Netwerkbijeenkomst werkgevers', 'Meeting of employers']),
        kind: 'other',
        date: addDays(today, 5),
        time: '16:00',
        minutes: 120,
        travelMinutes: 25,
      },
    },
    {
      concept: 'template',
      fields: {
        kind: 'contactMoment',
        name: it(['Driegesprek met werkgever', 'Talk of three with an employer']),
        language,
        text: it([
          '# Wat vindt de werkgever\n\n# Wat vindt de kandidaat\n\n# Wat is nodig\n\n# Afspraken',
          '# What the employer thinks\n\n# What the candidate thinks\n\n# What is needed\n\n# Agreed',
        ]),
      },
    },
    {
      concept: 'template',
      fields: {
        kind: 'letter',
        name: it(['Uitnodiging voor een gesprek', 'Invitation to a talk']),
        language,
        subject: it(['Uitnodiging', 'Invitation']),
        text: it([
          'Graag nodig ik je uit voor een gesprek. We bespreken hoe het gaat en wat je volgende stap is.',
          'I would like to invite you to a talk. We will discuss how you are doing and what your next step is.',
        ]),
      },
    },
  ];
}

type Kind = NonNullable<FieldsOf<'contactMoment'>['kind']>;

/** Their dice are their own: what the rest of a dossier says does not depend on what stands here. */
const STREAM = 1_000_000;

const SUBJECTS: readonly Text[] = [
  ['Voortgang', 'Progress'],
  ['Cv doorgenomen', 'Went through the CV'],
  ['Sollicitatiegesprek voorbereid', 'Prepared a job interview'],
  ['Reistijd en vervoer', 'Travel time and transport'],
  ['Proefplaatsing besproken', 'Discussed a trial placement'],
  ['Cursus gekozen', 'Chose a course'],
];
const TALKED: readonly Text[] = [
  ['Het gaat goed. De motivatie is groot.', 'It is going well. Highly motivated.'],
  ['Vond het spannend, maar wil graag beginnen.', 'Found it exciting, but wants to begin.'],
  ['We hebben drie vacatures bekeken.', 'We looked at three vacancies.'],
  ['Werk dichtbij huis heeft de voorkeur.', 'Work near home is preferred.'],
  ['Kan op de fiets naar het werk, ook vroeg.', 'Can cycle to work, early too.'],
  ['Wil leren werken met de computer.', 'Wants to learn to work with the computer.'],
];
const AGREED: readonly (readonly [by: 'candidate' | 'adviser' | 'together', what: Text])[] = [
  ['candidate', ['Cv bijwerken en mailen', 'Update the CV and mail it']],
  ['candidate', ['Twee vacatures uitzoeken', 'Find two vacancies']],
  ['adviser', ['Bellen met de werkgever', 'Ring the employer']],
  ['adviser', ['Cursus aanvragen', 'Apply for the course']],
  ['together', ['Gesprek oefenen', 'Practise the interview']],
];
const TASKS: readonly Text[] = [
  ['Terugbellen', 'Ring back'],
  ['Vacatures doorsturen', 'Send on vacancies'],
  ['Evaluatie plannen', 'Plan the evaluation'],
  ['Reactie van de werkgever navragen', 'Ask the employer for an answer'],
];
const GOALS: readonly (readonly [goal: Text, steps: readonly Text[]])[] = [
  [
    ['Weten welk werk past', 'Knowing which work fits'],
    [
      ['Interessetest maken', 'Take the interest test'],
      ['Meelopen bij een bedrijf', 'Visit a company for a day'],
      ['Samen kiezen', 'Choose together'],
    ],
  ],
  [
    ['Klaar om te solliciteren', 'Ready to apply'],
    [
      ['Cv af', 'CV finished'],
      ['Brief schrijven', 'Write a letter'],
      ['Gesprek oefenen', 'Practise the interview'],
    ],
  ],
  [
    ['Aan het werk', 'At work'],
    [
      ['Vijf keer solliciteren', 'Apply five times'],
      ['Proefplaatsing', 'Trial placement'],
      ['Contract', 'Contract'],
    ],
  ],
];
const FIRMS: readonly string[] = [
  'Bakkerij De Verzinsel',
  'Fictief Logistiek',
  'Zorghuis Nergens',
  'Verzonnen Groen BV',
];

/** @param today the day on which the caseload is looked at */
export function drawGuidance(
  dossier: Pick<DemoDossier, 'candidate' | 'rows'>,
  { seed, index, today, language }: { seed: number; index: number; today: string; language: DemoLanguage },
): GuidanceRow[] {
  const random = createRandom(seed, STREAM + index);
  const rows: GuidanceRow[] = [];
  const add = <N extends DossierConcept>(
    concept: N,
    fields: Partial<FieldsOf<N>>,
    about: Readonly<Record<string, string>> = {},
  ): string => {
    const key = `${concept} ${rows.length}`;
    rows.push({ key, concept, fields: fields as GuidanceRow['fields'], about });
    return key;
  };
  const phase = dossier.candidate.phase ?? 'intake';
  const job = dossier.rows.desiredOccupation?.[0]?.name ?? dossier.rows.workExperience?.[0]?.role ?? null;

  const talks = phase === 'intake' ? 1 : random.between(2, 7);
  for (let number = 0; number < talks; number++) {
    const daysAgo = number === talks - 1 ? random.between(1, 60) : random.between(20, 60) * (talks - number);
    const date = weekday(addDays(today, -daysAgo));
    const kind: Kind =
      number === 0 ? 'conversation' : random.pick<Kind>(['telephone', 'visit', 'conversation', 'email']);
    const moment = add('contactMoment', {
      kind,
      date,
      time: timeOf(random),
      minutes: kind === 'telephone' ? 15 : kind === 'email' ? 5 : 60,
      subject: number === 0 ? say(['Intake', 'Intake'], language) : say(random.pick(SUBJECTS), language),
      text: reportOf(random, language),
      finished: number === talks - 1 && random.chance(4) ? 'no' : 'yes',
      confidentialNote: random.chance(8)
        ? say(
            [
              'Thuis is het nu onrustig; niet bellen voor tien uur.',
              'Things are restless at home; do not ring before ten.',
            ],
            language,
          )
        : null,
    });
    if (random.chance(55)) {
      const [by, what] = random.pick(AGREED);
      const isOld = number < talks - 1;
      add(
        'agreement',
        {
          what: say(what, language),
          by,
          dueOn: isOld ? addDays(date, random.between(7, 21)) : addDays(today, random.between(-2, 18)),
          state: isOld ? random.pick(['kept', 'kept', 'notKept']) : 'open',
        },
        { contactMoment: moment },
      );
    }
  }
  if (random.chance(45))
    add('task', {
      what: say(random.pick(TASKS), language),
      dueOn: weekday(addDays(today, random.between(-2, 16))),
      priority: random.pick(['high', 'normal', 'normal', null]),
      repeats: random.chance(15) ? 'monthly' : null,
    });
  if (random.chance(40))
    add('task', {
      what: say(random.pick(TASKS), language),
      done: 'yes',
      doneOn: addDays(today, -random.between(3, 90)),
    });
  if (phase !== 'closed' && random.chance(40)) appointment(random, add, today, language);

  if (phase !== 'intake' && random.chance(80)) plan(random, add, { phase, today, language });
  if (phase === 'applying' || phase === 'placed' || phase === 'aftercare') {
    for (let count = random.between(1, 4); count > 0; count--) {
      const appliedOn = addDays(today, -random.between(5, 80));
      const stage = random.pick([
        'interested',
        'preparing',
        'applied',
        'applied',
        'invited',
        'rejected',
        'rejected',
      ] as const);
      add('jobApplication', {
        vacancy: job ?? say(['Medewerker', 'Employee'], language),
        employer: random.pick(FIRMS),
        stage,
        appliedOn: stage === 'interested' || stage === 'preparing' ? null : appliedOn,
        nextOn: stage === 'rejected' ? null : addDays(today, random.between(-3, 14)),
        closedOn: stage === 'rejected' ? addDays(appliedOn, 14) : null,
        reason: stage === 'rejected' ? random.pick(['noReply', 'experience', 'somebodyElse'] as const) : null,
      });
    }
  }
  const now = dossier.rows.workExperience?.find((row) => row.until == null && row.from != null);
  if ((phase === 'placed' || phase === 'aftercare') && now?.from) {
    const from = now.from.length === 10 ? now.from : now.from.length === 7 ? `${now.from}-01` : `${now.from}-09-01`;
    const begun = from <= today ? from : today;
    const first = addMonths(begun, 1);
    add('placement', {
      employer: now.employer ?? random.pick(FIRMS),
      role: now.role ?? job,
      from: begun,
      hours: random.pick([16, 20, 24, 32, 36]),
      contractForm: random.pick(['fixedTerm', 'permanent'] as const),
      followedUp1: first < today && random.chance(70) ? first : null,
    });
  }
  if (phase !== 'intake' && random.chance(35)) interestsOf(random, add, today, language);
  if (random.chance(40))
    add('consent', {
      purpose: 'shareWithEmployer',
      text: consentText('shareWithEmployer', language),
      version: CONSENT_VERSION,
      way: random.pick(['letter', 'spoken'] as const),
      givenOn: addDays(today, -random.between(10, 200)),
      withdrawnOn: random.chance(10) ? addDays(today, -random.between(1, 9)) : null,
    });
  if (dossier.candidate.place && random.chance(8))
    add(
      'proposal',
      {
        field: 'place',
        before: dossier.candidate.place,
        value: say(['Nergenshuizen', 'Nergenshuizen'], language),
        note: say(['Ik ben verhuisd.', 'I moved.'], language),
        proposedOn: addDays(today, -random.between(1, 20)),
        state: 'open',
      },
      { about: 'candidate' },
    );
  const always = SURE_TO_ASK.get(index % 40);
  if (always || random.chance(8)) request(random, add, { right: always, today, language });
  return rows;
}

const ASKED = {
  access: ['Ik wil weten wat jullie over mij hebben.', 'I want to know what you have about me.'],
  rectification: ['Mijn laatste functie staat verkeerd.', 'My last job title is wrong.'],
  erasure: ['Haal mijn oude sollicitaties weg.', 'Take my old applications out.'],
  portability: ['Ik wil mijn gegevens meenemen.', 'I want to take my data along.'],
  objection: ['Stuur mij geen algemene brieven meer.', 'Send me no more general letters.'],
} as const satisfies { readonly [R in NonNullable<FieldsOf<'request'>['right']>]?: Text };

/** In each caseload somebody objects, and an erasure is held up. */
const SURE_TO_ASK: ReadonlyMap<number, keyof typeof ASKED> = new Map([
  [7, 'objection'],
  [23, 'erasure'],
]);

/** What is older than a month was answered in time; of the others some are nearly due. */
function request(
  random: Random,
  add: Add,
  {
    right = random.pick(['access', 'access', 'rectification', 'erasure', 'portability', 'objection'] as const),
    today,
    language,
  }: { right: keyof typeof ASKED | undefined; today: string; language: DemoLanguage },
): void {
  const ago = random.between(1, 60);
  const receivedOn = addDays(today, -ago);
  const isKnown = ago > 4;
  const isAnswered = ago > 28;
  const answeredOn = addDays(receivedOn, random.between(8, 27));
  const made = add('request', {
    right,
    receivedOn,
    way: random.pick(['letter', 'email', 'spoken'] as const),
    about: say(ASKED[right], language),
    identity: isKnown ? 'known' : null,
    identityOn: isKnown ? addDays(receivedOn, random.between(0, 4)) : null,
    state: isAnswered ? 'granted' : 'open',
    decidedOn: isAnswered ? addDays(answeredOn, -1) : null,
    answeredOn: isAnswered ? answeredOn : null,
  });
  // What is objected to stops at once.
  if (right === 'objection')
    add('restriction', { kind: 'objection', purposes: ['matching'], from: receivedOn }, { request: made });
  if (right === 'erasure')
    add('legalHold', {
      reason: say(['Er loopt een bezwaar tegen een besluit.', 'An objection to a decision is under way.'], language),
      from: receivedOn,
      reviewOn: addDays(today, 60),
      byName: say(['Juridische zaken', 'Legal affairs'], language),
    });
}

const INTERESTS = definitionSchema.parse(interests);

/** Two kinds of work that somebody likes, one that they do not, and the rest in between. */
function interestsOf(random: Random, add: Add, today: string, language: DemoLanguage): void {
  const [first, second, least] = random.some(INTERESTS.scales, 3).map(({ id }) => id);
  const answers = Object.fromEntries(
    INTERESTS.scales.flatMap(({ id, items }) =>
      items.map(({ item }) => {
        const liked = id === first ? [4, 5, 5] : id === second ? [3, 4, 5] : id === least ? [1, 1, 2] : [2, 3, 3, 4];
        return [item, random.pick(liked)];
      }),
    ),
  );
  add('assessment', {
    definition: definitionKey(INTERESTS),
    title: sayIn(INTERESTS.title, language),
    date: addDays(today, -random.between(5, 150)),
    way: 'filledIn',
    language,
    answeredBy: 'candidate',
    answers: JSON.stringify(answers),
    scores: JSON.stringify(scoresOf(INTERESTS, answers)),
    finished: 'yes',
  });
}

/** A row as the text of a plan reads it: what is not said is nothing. */
const asRow = <N extends 'actionPlan' | 'goal' | 'planStep'>(concept: N, fields: Partial<FieldsOf<N>>): Row<N> =>
  ({ ...Object.fromEntries(fieldNames(concept).map((name) => [name, null])), ...fields }) as unknown as Row<N>;

type Add = <N extends DossierConcept>(
  concept: N,
  fields: Partial<FieldsOf<N>>,
  about?: Readonly<Record<string, string>>,
) => string;

function appointment(random: Random, add: Add, today: string, language: DemoLanguage): void {
  const kind = random.pick(['conversation', 'visit', 'telephone'] as const);
  add('appointment', {
    kind,
    subject: say(random.pick(SUBJECTS), language),
    date: weekday(addDays(today, random.between(-6, 18))),
    time: timeOf(random),
    minutes: kind === 'telephone' ? 15 : 45,
    travelMinutes: kind === 'visit' ? random.pick([10, 15, 25]) : null,
    place: kind === 'visit' ? say(['bij de kandidaat thuis', 'at the candidate’s home'], language) : null,
    state: 'planned',
  });
}

function plan(
  random: Random,
  add: Add,
  { phase, today, language }: { phase: string; today: string; language: DemoLanguage },
): void {
  const gone = random.between(40, 200);
  const from = addDays(today, -gone);
  /** What was done was done between the beginning and today, one goal after the other. */
  const doneAt = (goals: number): string => addDays(from, Math.floor((gone * goals) / (GOALS.length + 1)));
  const isOver = phase === 'placed' || phase === 'aftercare' || phase === 'closed';
  const agreed: Partial<FieldsOf<'actionPlan'>> = {
    title: say(['Trajectplan', 'Action plan'], language),
    from,
    until: addMonths(from, 9),
    state: isOver ? 'completed' : 'agreed',
    evaluateOn: addMonths(from, 3),
    candidateSignedOn: addDays(from, 7),
    adviserSignedOn: addDays(from, 7),
    summary: say(
      [
        'Binnen negen maanden werk dat past en dat vol te houden is.',
        'Within nine months work that fits and can be kept up.',
      ],
      language,
    ),
  };
  const made = add('actionPlan', agreed);
  // As they signed it: nothing was done yet.
  const goals = GOALS.map(([what, steps], number) => ({
    goal: asRow('goal', { what: say(what, language), targetDate: addMonths(from, 3 * (number + 1)), state: 'open' }),
    steps: steps.map((step, at) =>
      asRow('planStep', { what: say(step, language), dueOn: addMonths(from, number * 3 + at + 1), state: 'todo' }),
    ),
  }));
  add(
    'planVersion',
    {
      name: say(['Zoals getekend', 'As signed'], language),
      madeOn: addDays(from, 7),
      text: planText({ plan: asRow('actionPlan', agreed), goals }, language),
      candidateSignedOn: addDays(from, 7),
      adviserSignedOn: addDays(from, 7),
    },
    { plan: made },
  );
  const reached = isOver ? GOALS.length : random.between(0, GOALS.length - 1);
  GOALS.forEach(([what, steps], number) => {
    const isReached = number < reached;
    const goal = add(
      'goal',
      {
        what: say(what, language),
        targetDate: addMonths(from, 3 * (number + 1)),
        state: isReached ? 'reached' : 'open',
        reachedOn: isReached ? doneAt(number + 1) : null,
        order: number,
      },
      { plan: made },
    );
    steps.forEach((step, at) => {
      const isDone = isReached || (number === reached && at === 0);
      add(
        'planStep',
        {
          what: say(step, language),
          kind: at === steps.length - 1 ? 'milestone' : 'step',
          by: random.pick(['candidate', 'candidate', 'together', 'adviser'] as const),
          dueOn: addMonths(from, number * 3 + at + 1),
          state: isDone ? 'done' : number === reached && at === 1 ? 'doing' : 'todo',
          doneOn: isDone ? doneAt(number + (at + 1) / steps.length) : null,
          order: at,
        },
        { goal },
      );
    });
  });
}

const reportOf = (random: Random, language: DemoLanguage): string =>
  [
    `# ${say(['Besproken', 'Discussed'], language)}`,
    random
      .some(TALKED, 2)
      .map((text) => say(text, language))
      .join('\n'),
    '',
    `# ${say(['Wat nu', 'What next'], language)}`,
    ...random.some(AGREED, 2).map(([, what]) => `- ${say(what, language)}`),
  ].join('\n');

const timeOf = (random: Random): string =>
  `${String(random.between(9, 16)).padStart(2, '0')}:${random.pick(['00', '15', '30'])}`;

/** A Saturday or a Sunday becomes the Monday after it. */
function weekday(day: string): string {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return at === 6 ? addDays(day, 2) : at === 0 ? addDays(day, 1) : day;
}
