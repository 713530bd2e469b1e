/**
 * The letters of a request by a right of the candidate (AVG art. 12 and 15 to 22), in plain words (B1) and both languages: that it came in, that
 * it takes longer and why, what was done or why not and where to complain, that a restriction is going to be lifted, and to others that what they
 * received has changed. Made of what stands in the request; the adviser changes them before they go.
 */
import type { FieldsOf } from '../domain/concepts.ts';
import { formatPartialDate } from '../domain/dutch-date.ts';
import { optionLabel, type Language } from '../domain/words/words.ts';
import { termOf } from '../privacy/terms.ts';
import type { LetterTemplate } from './own-letters.ts';

export const REQUEST_LETTERS = ['receipt', 'extension', 'answer', 'notice'] as const;
/** `lifting` is about a restriction; the others are about a request. */
export const RIGHTS_LETTERS = [...REQUEST_LETTERS, 'lifting'] as const;
export type RightsLetter = (typeof RIGHTS_LETTERS)[number];

type Request = Pick<
  FieldsOf<'request'>,
  'right' | 'receivedOn' | 'extendedOn' | 'extendReason' | 'state' | 'ground' | 'reason' | 'byName' | 'identity'
>;
type Right = NonNullable<FieldsOf<'request'>['right']>;
type Ground = NonNullable<FieldsOf<'request'>['ground']>;

/** What was changed: what it is called, and what stands there now. */
export type Changed = { readonly what: string; readonly now: string };

type Words = {
  readonly names: Readonly<Record<RightsLetter, string>>;
  readonly subjects: Readonly<Record<RightsLetter, (right: string) => string>>;
  readonly dear: (name: string) => string;
  readonly onBehalf: string;
  readonly end: string;
  readonly asked: (day: string | null, right: string) => string;
  readonly rights: Readonly<Record<Right, string>>;
  readonly receipt: string;
  readonly identityFirst: string;
  readonly answerBy: (day: string | null) => string;
  readonly extension: (until: string | null, reason: string | null) => string;
  readonly granted: Readonly<Record<Right, string>>;
  readonly changedNow: string;
  readonly othersTold: string;
  readonly partly: string;
  readonly refused: string;
  readonly grounds: Readonly<Record<Ground, string | null>>;
  readonly complain: string;
  readonly notice: Readonly<Record<'rectification' | 'restriction' | 'erasure', string>>;
  readonly noticeChanged: string;
  readonly noticeEnd: string;
  readonly lifting: (day: string | null, reason: string | null) => string;
};

const nl: Words = {
  names: {
    receipt: 'Ontvangst bevestigen',
    extension: 'Het duurt langer',
    answer: 'Antwoord op het verzoek',
    notice: 'Bericht aan wie de oude gegevens kreeg',
    lifting: 'De beperking wordt opgeheven',
  },
  subjects: {
    receipt: (right) => `We hebben je verzoek ontvangen: ${right}`,
    extension: (right) => `Je verzoek duurt langer: ${right}`,
    answer: (right) => `Antwoord op je verzoek: ${right}`,
    notice: () => 'Gegevens die u van ons kreeg zijn veranderd',
    lifting: () => 'We gaan je gegevens weer gebruiken',
  },
  dear: (name) => `Beste ${name},`,
  onBehalf: 'Je vroeg dit namens {{kandidaat.naam}}.',
  end: `Met vriendelijke groet,

{{adviseur.naam}}
{{organisatie.naam}}`,
  asked: (day, right) => `${day === null ? 'Je' : `Op ${day}`} vroeg ${day === null ? 'ons' : 'je ons'} ${right}.`,
  rights: {
    access: 'welke gegevens we over je hebben',
    rectification: 'om je gegevens te verbeteren',
    erasure: 'om je gegevens te verwijderen',
    restriction: 'om je gegevens af te schermen',
    portability: 'om je gegevens mee te krijgen',
    objection: 'om te stoppen met wat we met je gegevens doen',
    humanDecision: 'om een mens te laten beslissen, en niet een computer',
  },
  receipt: 'We hebben je verzoek goed ontvangen. We gaan ermee aan de slag. Dit kost je niets.',
  identityFirst:
    'We willen eerst zeker weten dat jij het bent. Zo krijgt niemand anders je gegevens. Kom langs met je legitimatie, of bel ons. We maken er geen kopie van.',
  answerBy: (day) =>
    day === null
      ? 'Je krijgt binnen een maand antwoord.'
      : `Je krijgt uiterlijk op ${day} antwoord. Duurt het langer? Dan hoor je dat voor die dag, en waarom.`,
  extension: (until, reason) =>
    [
      'Het lukt ons niet om je binnen een maand antwoord te geven.',
      reason === null ? null : `Dit is waarom: ${sentence(reason)}`,
      until === null
        ? 'De wet geeft ons hiervoor twee maanden extra.'
        : `De wet geeft ons hiervoor twee maanden extra. Je krijgt uiterlijk op ${until} antwoord.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  granted: {
    access:
      'Bij deze brief zit een overzicht van alles wat we over je bewaren. Je leest erin waarvoor we het gebruiken, hoe lang we het bewaren, van wie we het kregen en aan wie we het gaven. Ook zie je wie je dossier heeft geopend, en wanneer.\n\nKlopt er iets niet? Laat het ons weten. Je mag ons vragen om iets te verbeteren, te verwijderen of af te schermen.',
    rectification: 'Je had gelijk. We hebben je gegevens veranderd.',
    erasure:
      'We verwijderen je gegevens: op onze laptops, op kantoor en uit onze reservekopieën. Daarna kunnen we ze niet meer terughalen. We bewaren alleen dat je dit vroeg en wat we hebben geantwoord.',
    restriction:
      'We hebben je gegevens afgeschermd. We bewaren ze, maar we doen er verder niets mee: we zoeken er geen werk mee, we geven ze aan niemand en we tellen ze niet mee. Willen we daarmee stoppen? Dan hoor je dat eerst van ons.',
    portability:
      'Bij deze brief zit een bestand met je gegevens. Andere programma’s kunnen het lezen. Je mag het zelf gebruiken, of aan een andere organisatie geven.',
    objection: 'We stoppen met waar je bezwaar tegen hebt. Je hoeft daar niets voor te doen.',
    humanDecision:
      'Een adviseur heeft zelf naar je situatie gekeken en beslist. Daarbij is gelet op wat jij ervan vindt. Wil je er meer over weten? Vraag het ons.',
  },
  changedNow: 'Dit staat er nu:',
  othersTold:
    'Wie de oude gegevens van ons kreeg, laten we weten dat ze veranderd zijn. Wil je weten wie dat zijn? Vraag het ons.',
  partly: 'Een deel van je verzoek kunnen we niet doen.',
  refused: 'We kunnen niet doen wat je vraagt.',
  grounds: {
    identityUnknown:
      'We weten niet zeker of jij het bent die dit vraagt. Daarom mogen we je gegevens niet geven of veranderen. Kun je laten zien wie je bent? Dan kijken we er opnieuw naar.',
    excessive:
      'De wet zegt dat we nee mogen zeggen als een verzoek duidelijk geen reden heeft, of als iemand steeds opnieuw hetzelfde vraagt. Dat is hier zo.',
    nothingHeld: 'We hebben gezocht, en we hebben geen gegevens van je.',
    rightsOfOthers: 'In deze gegevens staat ook iets over andere mensen. Als we ze geven, kan dat hen schaden.',
    legalDuty: 'De wet zegt dat we deze gegevens moeten bewaren. Daarom mogen we ze nu niet verwijderen.',
    legalClaim: 'We hebben deze gegevens nodig voor een klacht of een rechtszaak.',
    publicTask: 'We hebben deze gegevens nodig voor werk dat de wet ons opdraagt.',
    isCorrect:
      'We hebben je gegevens nagekeken. Volgens ons kloppen ze. Zie jij het anders? Schrijf dan op hoe het volgens jou is. Dat bewaren we erbij.',
    notAutomated: 'Over jou is niets door een computer beslist. Er heeft steeds een mens gekeken en gekozen.',
    compellingGrounds: 'We hebben dringende redenen om hiermee door te gaan. Die wegen zwaarder dan je bezwaar.',
    other: null,
  },
  complain: `# Ben je het er niet mee eens?

- Bel of mail ons eerst. Vaak komen we er samen uit. Ons contact hiervoor is {{organisatie.contactpersoon}}, {{organisatie.e-mailadres-van-de-contactpersoon}}.
- Je kunt een klacht indienen bij de Autoriteit Persoonsgegevens. Dat doe je op autoriteitpersoonsgegevens.nl, of met een brief aan Postbus 93374, 2509 AJ Den Haag.
- Je kunt naar de rechter. Doe dat binnen zes weken na deze brief. Zijn wij een gemeente of een andere overheid? Dan maak je eerst bezwaar bij ons, ook binnen zes weken.`,
  notice: {
    rectification: 'U kreeg van ons gegevens van {{kandidaat.naam}}. Daarin klopte iets niet. We hebben het veranderd.',
    restriction:
      'U kreeg van ons gegevens van {{kandidaat.naam}}. Die gegevens zijn nu afgeschermd. Gebruik ze niet verder, en geef ze aan niemand, tot u weer van ons hoort.',
    erasure: 'U kreeg van ons gegevens van {{kandidaat.naam}}. Die hebben we verwijderd. Wilt u dat ook doen?',
  },
  noticeChanged: 'Dit is hoe het nu is:',
  noticeEnd:
    'Wilt u dit ook bij u veranderen? Gaf u de gegevens aan anderen? Laat het hun dan ook weten. De wet vraagt ons om u dit te melden (AVG, artikel 19).',
  lifting: (day, reason) =>
    [
      `Je gegevens waren ${day === null ? '' : `sinds ${day} `}afgeschermd. We deden er niets mee.`,
      'We gaan daarmee stoppen. Vanaf een week na deze brief gebruiken we je gegevens weer.',
      reason === null ? null : `Dit is waarom: ${sentence(reason)}`,
      'Wil je dat niet? Laat het ons dan binnen die week weten.',
    ]
      .filter(Boolean)
      .join('\n\n'),
};

const en: Words = {
  names: {
    receipt: 'Confirm receipt',
    extension: 'It takes longer',
    answer: 'Answer to the request',
    notice: 'Notice to who received the old data',
    lifting: 'The restriction will be lifted',
  },
  subjects: {
    receipt: (right) => `We received your request: ${right}`,
    extension: (right) => `Your request takes longer: ${right}`,
    answer: (right) => `Answer to your request: ${right}`,
    notice: () => 'Data that you received from us has changed',
    lifting: () => 'We are going to use your data again',
  },
  dear: (name) => `Dear ${name},`,
  onBehalf: 'You asked this on behalf of {{candidate.name}}.',
  end: `Kind regards,

{{adviser.name}}
{{organisation.name}}`,
  asked: (day, right) => `${day === null ? 'You' : `On ${day} you`} asked us ${right}.`,
  rights: {
    access: 'which data we have about you',
    rectification: 'to correct your data',
    erasure: 'to erase your data',
    restriction: 'to shield your data',
    portability: 'to give you your data to take along',
    objection: 'to stop what we do with your data',
    humanDecision: 'to let a person decide, and not a computer',
  },
  receipt: 'We received your request and are working on it. It costs you nothing.',
  identityFirst:
    'First we want to be sure that it is you. So nobody else gets your data. Come by with your identity document, or call us. We make no copy of it.',
  answerBy: (day) =>
    day === null
      ? 'You will have an answer within a month.'
      : `You will have an answer by ${day} at the latest. Will it take longer? Then you will hear so before that day, and why.`,
  extension: (until, reason) =>
    [
      'We can not give you an answer within a month.',
      reason === null ? null : `This is why: ${sentence(reason)}`,
      until === null
        ? 'The law gives us two months more for this.'
        : `The law gives us two months more for this. You will have an answer by ${until} at the latest.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  granted: {
    access:
      'With this letter you find an overview of everything that we keep about you. It says what we use it for, how long we keep it, who we had it from and who we gave it to. You also see who opened your dossier, and when.\n\nIs something not right? Let us know. You may ask us to correct, erase or shield something.',
    rectification: 'You were right. We changed your data.',
    erasure:
      'We erase your data: on our laptops, at our office and in our backups. After that we can not bring it back. We only keep that you asked this and what we answered.',
    restriction:
      'We shielded your data. We keep it, but do nothing else with it: we look for no work with it, give it to nobody and do not count it. Do we want to stop that? Then you will hear from us first.',
    portability:
      'With this letter you find a file with your data. Other programs can read it. You may use it yourself, or give it to another organisation.',
    objection: 'We stop what you object to. You need not do anything.',
    humanDecision:
      'An adviser looked at your situation and decided, with an eye to what you think of it. Would you like to know more? Ask us.',
  },
  changedNow: 'This is what it says now:',
  othersTold:
    'Whoever received the old data from us will hear that it has changed. Would you like to know who they are? Ask us.',
  partly: 'A part of your request we can not do.',
  refused: 'We can not do what you ask.',
  grounds: {
    identityUnknown:
      'We are not sure that it is you who asks this. So we may not give or change your data. Can you show who you are? Then we will look at it again.',
    excessive:
      'The law says that we may say no when a request clearly has no reason, or when somebody asks the same again and again. That is so here.',
    nothingHeld: 'We looked, and have no data about you.',
    rightsOfOthers: 'This data also says something about other people. Giving it could harm them.',
    legalDuty: 'The law says that we must keep this data. So we may not erase it now.',
    legalClaim: 'We need this data for a complaint or a court case.',
    publicTask: 'We need this data for work that the law tells us to do.',
    isCorrect:
      'We looked at your data again. We think that it is right. Do you see it otherwise? Then write down how it is according to you. We will keep that with it.',
    notAutomated: 'Nothing about you was decided by a computer. A person looked and chose each time.',
    compellingGrounds: 'We have pressing reasons to go on with this. They weigh more than your objection.',
    other: null,
  },
  complain: `# Do you not agree?

- Call or mail us first. Often we find a way together. Our contact for this is {{organisation.contact-person}}, {{organisation.e-mail-address-of-the-contact-person}}.
- You can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens): at autoriteitpersoonsgegevens.nl, or with a letter to Postbus 93374, 2509 AJ Den Haag.
- You can go to court. Do so within six weeks after this letter. Are we a municipality or another authority? Then you first object with us, within six weeks too.`,
  notice: {
    rectification: 'You received data about {{candidate.name}} from us. Something in it was not right. We changed it.',
    restriction:
      'You received data about {{candidate.name}} from us. That data is now restricted. Do not use it further, and give it to nobody, until you hear from us again.',
    erasure: 'You received data about {{candidate.name}} from us. We erased it. Would you do so too?',
  },
  noticeChanged: 'This is how it is now:',
  noticeEnd:
    'Would you change this with you too? Did you give the data to others? Then please let them know as well. The law asks us to tell you this (GDPR, article 19).',
  lifting: (day, reason) =>
    [
      `Your data was shielded${day === null ? '' : ` since ${day}`}. We did nothing with it.`,
      'We are going to stop that. From a week after this letter we will use your data again.',
      reason === null ? null : `This is why: ${sentence(reason)}`,
      'You do not want that? Let us know within that week.',
    ]
      .filter(Boolean)
      .join('\n\n'),
};

const WORDS: Readonly<Record<Language, Words>> = { nl, en };

export const rightsLetterName = (letter: RightsLetter, language: Language): string => WORDS[language].names[letter];

const dayIn = (day: string | null, language: Language): string | null =>
  day === null ? null : formatPartialDate(day, language, 'long');

/** What an adviser typed, as the end of a sentence. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

const paragraphs = (parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join('\n\n');
const listed = (changed: readonly Changed[]): string => changed.map(({ what, now }) => `- ${what}: ${now}`).join('\n');

export type RequestLetterOf = {
  readonly request: Request;
  readonly language: Language;
  /** What was changed and stands otherwise now; for rectification. */
  readonly changed?: readonly Changed[];
};

export function requestLetter(
  letter: (typeof REQUEST_LETTERS)[number],
  { request, language, changed = [] }: RequestLetterOf,
): LetterTemplate {
  const words = WORDS[language];
  const { right, state } = request;
  const name = words.names[letter];
  if (letter === 'notice') {
    const about = right === 'restriction' || right === 'erasure' ? right : 'rectification';
    const text = paragraphs([
      words.dear(language === 'nl' ? '{{ontvanger.naam}}' : '{{recipient.name}}'),
      words.notice[about],
      about === 'rectification' && changed.length > 0 && `${words.noticeChanged}\n\n${listed(changed)}`,
      words.noticeEnd,
      words.end,
    ]);
    return { name, recipient: 'employer', subject: words.subjects.notice(''), text };
  }
  const term = termOf(request);
  const isRefusal = letter === 'answer' && state === 'refused';
  const whole = {
    receipt: () => [
      words.receipt,
      request.identity === null && words.identityFirst,
      words.answerBy(dayIn(term?.dueOn ?? null, language)),
    ],
    extension: () => [words.extension(dayIn(term?.extendedTo ?? null, language), request.extendReason)],
    answer: () => {
      const isPartly = state === 'partly';
      const no = [
        isRefusal ? words.refused : words.partly,
        request.ground === null ? null : words.grounds[request.ground],
        request.reason === null ? null : sentence(request.reason),
      ];
      const yes = [
        right === null ? null : words.granted[right],
        right === 'rectification' && changed.length > 0 && `${words.changedNow}\n\n${listed(changed)}`,
        right === 'rectification' && words.othersTold,
        // Why, where it was granted as a whole: what the adviser explained belongs to the answer too.
        !isPartly && request.reason !== null && sentence(request.reason),
      ];
      return isRefusal ? [...no, words.complain] : isPartly ? [...yes, ...no, words.complain] : yes;
    },
  }[letter]();
  const asked = right === null ? '' : words.asked(dayIn(request.receivedOn, language), words.rights[right]);
  const text = paragraphs([
    words.dear(request.byName ?? (language === 'nl' ? '{{kandidaat.naam}}' : '{{candidate.name}}')),
    [asked, request.byName === null ? '' : words.onBehalf].filter(Boolean).join(' '),
    ...whole,
    words.end,
  ]);
  const titled = right === null ? '' : optionLabel(language, 'request', 'right', right);
  return {
    name,
    recipient: 'candidate',
    subject: words.subjects[letter](titled).replace(/: $/, ''),
    text,
  };
}

/** Before it is lifted (AVG art. 18(3)). */
export function liftingLetter(
  restriction: Pick<FieldsOf<'restriction'>, 'from' | 'liftReason'>,
  language: Language,
): LetterTemplate {
  const words = WORDS[language];
  return {
    name: words.names.lifting,
    recipient: 'candidate',
    subject: words.subjects.lifting(''),
    text: paragraphs([
      words.dear(language === 'nl' ? '{{kandidaat.naam}}' : '{{candidate.name}}'),
      words.lifting(dayIn(restriction.from, language), restriction.liftReason),
      words.end,
    ]),
  };
}

/** All that these letters can say by themselves: no word of it tells of one person. */
export const requestLetterTexts = (language: Language): string[] => {
  const { receipt, identityFirst, granted, grounds, complain, notice, noticeEnd, othersTold, partly, refused } =
    WORDS[language];
  return [
    receipt,
    identityFirst,
    ...Object.values(granted),
    ...Object.values(grounds).flatMap((each) => (each === null ? [] : [each])),
    complain,
    ...Object.values(notice),
    noticeEnd,
    othersTold,
    partly,
    refused,
  ];
};
