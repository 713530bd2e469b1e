/**
 * The words of what somebody hears about their own data, and of what they take along: spoken to ("je"), short, B1. Complete in both languages
 * because the type asks it.
 */
import type { AccessKind, LeaveOutReason } from '../../../core/register/access-report.ts';
import type { Origin } from '../../../core/register/held.ts';
import type { Ground } from '../../../core/register/grounds.ts';
import type { Purpose, Recipient, RetentionClass } from '../../../core/register/register.ts';
import type { RetentionRule } from '../../../core/retention/rules.ts';
import type { Language } from '../paper/paper-texts.ts';

export type AccessTexts = {
  readonly kind: Readonly<Record<AccessKind, string>>;
  readonly intro: Readonly<Record<AccessKind, string>>;
  readonly ours: string;
  readonly headings: {
    readonly who: string;
    readonly earlier: string;
    readonly why: string;
    readonly receipts: string;
    readonly log: string;
    readonly machine: string;
    readonly rights: string;
    readonly leftOut: string;
  };
  readonly who: {
    readonly controller: string;
    readonly contact: string;
    readonly adviser: string;
    readonly processor: string;
    readonly processorText: (processor: string, controller: string) => string;
    readonly madeOn: string;
    readonly madeBy: (day: string, by: string | null) => string;
  };
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly grounds: Readonly<Record<Ground, string>>;
  /** `of`: how long a rule says, in words; null where nobody set a term. */
  readonly terms: Readonly<Record<RetentionClass, (of: (rule: RetentionRule) => string | null) => string>>;
  readonly period: Readonly<Record<'D' | 'W' | 'M' | 'Y', (number: number) => string>>;
  readonly termsText: string;
  readonly why: {
    readonly data: string;
    readonly purpose: string;
    readonly ground: string;
    readonly term: string;
    readonly sensitive: string;
    readonly sensitiveText: string;
  };
  readonly origin: Readonly<Record<Origin['way'], (by: string | null, day: string, files: string | null) => string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly somebody: string;
  readonly removed: string;
  readonly beside: (answers: string) => string;
  readonly picture: string;
  readonly untitled: string;
  readonly inZip: (name: string) => string;
  readonly notInZip: string;
  readonly earlier: {
    readonly text: string;
    readonly question: string;
    readonly answer: string;
    readonly given: string;
  };
  readonly receipts: {
    readonly text: string;
    readonly none: string;
    readonly when: string;
    readonly who: string;
    readonly what: string;
    readonly by: string;
    readonly to: Readonly<Record<Recipient, string>>;
    readonly adviserSelf: string;
    readonly actions: Readonly<Record<string, string>>;
    readonly forms: Readonly<Record<string, string>>;
    readonly seenBy: (names: string) => string;
    readonly office: (controller: string) => string;
  };
  readonly log: {
    readonly text: string;
    readonly grouped: Readonly<Record<'line' | 'day' | 'month', string>>;
    readonly when: string;
    readonly who: string;
    readonly what: string;
    readonly device: string;
    readonly here: string;
    readonly elsewhere: string;
    readonly elsewhereText: string;
    readonly actions: Readonly<Record<string, string>>;
    readonly counted: Readonly<Record<'opened' | 'changed' | 'exported' | 'other', (times: number) => string>>;
  };
  readonly drafts: (count: number) => string;
  readonly unreadable: (count: number) => string;
  readonly machineCopies: string;
  readonly machine: string;
  readonly rights: readonly string[];
  readonly complaint: string;
  readonly leftOut: {
    readonly nothing: Readonly<Record<AccessKind, string>>;
    readonly part: (what: string, reason: string) => string;
    readonly reasons: Readonly<Record<LeaveOutReason, string>>;
    readonly names: (places: number) => string;
    readonly notTold: (kinds: string) => string;
    readonly notPortable: (kinds: string) => string;
    readonly documents: (names: string) => string;
    readonly ask: string;
  };
  /** What stands in the place of the name of somebody else. */
  readonly hidden: string;
  /** Names of files, which say nothing of anybody. */
  readonly fileNames: {
    readonly report: Readonly<Record<AccessKind, string>>;
    readonly data: string;
    readonly schema: string;
    readonly documents: string;
    readonly zip: Readonly<Record<AccessKind, string>>;
  };
};

const by = (who: string | null, words: string): string => (who === null ? '' : ` ${words} ${who}`);

export const ACCESS_TEXTS: Readonly<Record<Language, AccessTexts>> = {
  nl: {
    kind: { access: 'Wat we over je bewaren', portability: 'Je gegevens om mee te nemen' },
    intro: {
      access:
        'Je hebt gevraagd wat we over je bewaren. Dat staat hier. Je leest ook waar het vandaan komt, waarom we het bewaren, wie het kreeg en wie je dossier opende. Klopt er iets niet? Zeg het ons, dan passen we het aan.',
      portability: 'Dit zijn je gegevens. Je mag ze zelf bewaren of aan een ander geven.',
    },
    ours: 'de organisatie die je begeleidt',
    headings: {
      who: 'Wie je gegevens bewaart',
      earlier: 'Wat er eerder stond',
      why: 'Waarom we het bewaren, en hoe lang',
      receipts: 'Wie gegevens van je kreeg',
      log: 'Wie je dossier opende en veranderde',
      machine: 'Geen computer beslist over je',
      rights: 'Wat je ons kunt vragen',
      leftOut: 'Wat er niet in staat',
    },
    who: {
      controller: 'Verantwoordelijk',
      contact: 'Contactpersoon',
      adviser: 'Loopbaanadviseur',
      processor: 'Verwerker',
      processorText: (processor, controller) =>
        `${processor}. Die zorgt voor de computers, en doet met je gegevens alleen wat ${controller} vraagt.`,
      madeOn: 'Gemaakt',
      madeBy: (day, who) => `op ${day}${by(who, 'door')}`,
    },
    purposes: {
      guidance: 'je begeleiden',
      matching: 'werk zoeken dat bij je past',
      contact: 'contact met je hebben',
      agreement: 'de afspraken met je nakomen',
      accountability: 'kunnen laten zien wat we deden',
      recovery: 'niets kwijtraken',
    },
    grounds: {
      agreement: 'de afspraken die we met je maakten',
      legalDuty: 'de wet vraagt het van ons',
    },
    terms: {
      candidate: (of) => ['zolang we je begeleiden', of('dossier')].filter(Boolean).join(', en daarna nog '),
      provision: (of) =>
        [
          of('schemeEnded') && `tot ${of('schemeEnded')} na het einde`,
          of('schemeRefused') && `${of('schemeRefused')} na een weigering`,
          of('schemeBrokenOff') && `${of('schemeBrokenOff')} als het niet doorging`,
        ]
          .filter(Boolean)
          .join('; ') || 'zolang we je begeleiden',
      application: (of) =>
        [
          of('applicationRejected') && `tot ${of('applicationRejected')} na een afwijzing`,
          of('applicationKept') && `${of('applicationKept')} als je dat goed vindt`,
        ]
          .filter(Boolean)
          .join('; ') || 'zolang we je begeleiden',
      usage: () => '2 jaar',
      organisation: () => 'zolang de organisatie met Jobport werkt',
      draft: () => 'tot het is opgeschreven',
    },
    period: {
      D: (number) => (number === 1 ? '1 dag' : `${number} dagen`),
      W: (number) => (number === 1 ? '1 week' : `${number} weken`),
      M: (number) => (number === 1 ? '1 maand' : `${number} maanden`),
      Y: (number) => `${number} jaar`,
    },
    termsText:
      'De organisatie kan andere termijnen kiezen. Soms moet iets van de wet langer blijven. Dan blijft alleen dat.',
    why: {
      data: 'Wat',
      purpose: 'Waarvoor',
      ground: 'Waarom dat mag',
      term: 'Hoe lang',
      sensitive: 'gevoelig',
      sensitiveText: 'Bij “gevoelig” kan er iets in staan over je gezondheid. Een werkgever krijgt dat nooit.',
    },
    origin: {
      typed: (who, day) => `Opgeschreven${by(who, 'door')} op ${day}`,
      file: (who, day, files) =>
        `Uit een bestand${files === null ? '' : ` (${files})`}, ingelezen${by(who, 'door')} op ${day}`,
      candidate: (_who, day) => `Door jou ingevuld op ${day}`,
      proposal: (who, day) => `Door jou voorgesteld, overgenomen${by(who, 'door')} op ${day}`,
      putBack: (who, day) => `Teruggezet${by(who, 'door')} op ${day}`,
      merged: (who, day) => `Uit een ander dossier van jou, samengevoegd${by(who, 'door')} op ${day}`,
      office: () => 'Van kantoor gekomen. Wie het opschreef, staat daar.',
    },
    files: {
      vum: 'VUM',
      jsonResume: 'JSON Resume',
      europassXml: 'Europass',
      europassJson: 'Europass',
      csv: 'een lijst (CSV)',
    },
    somebody: 'iemand van wie we de naam niet meer hebben',
    removed: 'Verwijderd, maar nog bewaard. Zo kan een vergissing worden hersteld.',
    beside: (answers) => `Iemand anders schreef hier: ${answers}`,
    picture: 'een plaatje of handtekening',
    untitled: 'Zonder naam',
    inZip: (name) => `staat erbij: ${name}`,
    notInZip: 'het document zelf zit er niet bij',
    earlier: {
      text: 'We bewaren ook wat er eerst stond. Zo is te zien wat er veranderde, en is een vergissing te herstellen.',
      question: 'Wat',
      answer: 'Wat er stond',
      given: 'Opgeschreven',
    },
    receipts: {
      text: 'Dit ging uit je dossier naar iemand anders, of naar een bestand.',
      none: 'Er is op deze laptop niets uit je dossier aan iemand gegeven.',
      when: 'Wanneer',
      who: 'Wie kreeg het',
      what: 'Wat',
      by: 'Gegeven door',
      to: { candidate: 'jij zelf', colleague: 'een collega', employer: 'een werkgever', uwv: 'UWV' },
      adviserSelf: 'de adviseur, in een bestand',
      actions: {
        handover: 'je dossier',
        letter: 'een brief',
        'export.list': 'een regel in een lijst',
        'document.copied': 'een kopie van een document',
        access: 'inzage of je gegevens',
      },
      forms: {
        pdf: 'PDF',
        docx: 'Word',
        jsonResume: 'JSON Resume',
        vum: 'VUM',
        europass: 'Europass',
        json: 'gegevens',
        zip: 'zip',
        csv: 'lijst voor Excel',
      },
      seenBy: (names) => `Deze mensen werkten in je dossier: ${names}.`,
      office: (controller) => `Een kopie staat op de server van ${controller}. Zo raakt er niets kwijt.`,
    },
    log: {
      text: 'Elke keer dat iemand je dossier opent, verandert of iets eruit meegeeft, komt er een regel in een logboek. Niemand kan die regels veranderen.',
      grouped: {
        line: '',
        day: 'Hier staat het per dag en per persoon bij elkaar. Elke regel staat in het bestand met gegevens. Vraag erom als je dat niet kreeg.',
        month:
          'Hier staat het per maand en per persoon bij elkaar. Elke regel staat in het bestand met gegevens. Vraag erom als je dat niet kreeg.',
      },
      when: 'Wanneer',
      who: 'Wie',
      what: 'Wat',
      device: 'Waarop',
      here: 'deze laptop',
      elsewhere: 'een andere laptop',
      elsewhereText:
        'Dit overzicht is op één laptop gemaakt. Van andere laptops staan hier de veranderingen. Wie je dossier dáár alleen opende, staat in het logboek van kantoor. Je mag erom vragen.',
      actions: {
        read: 'dossier geopend',
        'document.opened': 'document geopend',
        'document.copied': 'kopie van een document bewaard',
        handover: 'dossier meegegeven',
        letter: 'brief gemaakt',
        access: 'inzage of gegevens aan jou gegeven',
        'export.list': 'in een lijst voor Excel gezet',
        'candidateMode.begin': 'laptop aan jou gegeven',
        'candidateMode.end': 'laptop van jou teruggekregen',
        'sync.letGo': 'van deze laptop gehaald',
        'write.import': 'uit een bestand ingelezen',
        'write.candidate': 'door jou ingevuld',
        'write.undo': 'iets ongedaan gemaakt',
        'write.merge': 'twee dossiers van jou samengevoegd',
        changed: 'iets opgeschreven of veranderd',
        other: 'iets anders',
      },
      counted: {
        opened: (times) => `${times} keer geopend`,
        changed: (times) => `${times} keer veranderd`,
        exported: (times) => `${times} keer iets meegegeven`,
        other: (times) => `${times} keer iets anders`,
      },
    },
    drafts: (count) =>
      count === 1
        ? 'Er is ook één tekst die iemand aan het schrijven is en die nog niet af is.'
        : `Er zijn ook ${count} teksten die iemand aan het schrijven is en die nog niet af zijn.`,
    unreadable: (count) =>
      `Er ${count === 1 ? 'is 1 gegeven' : `zijn ${count} gegevens`} uit een nieuwere versie van Jobport. Deze versie kan dat niet lezen. Vraag er later nog eens naar.`,
    machineCopies:
      'Om te kunnen zoeken bewaart Jobport ook losse woorden uit je dossier en uit je documenten, en kleine plaatjes van documenten. Die verdwijnen samen met het dossier.',
    machine:
      'Jobport neemt geen besluiten over je. Een computer wijst je nooit af en kiest niemand uit. Dat doen mensen.',
    rights: [
      'Klopt er iets niet? Dan passen we het aan.',
      'Wil je dat iets weggaat? Vraag het. We halen het weg, of we leggen uit waarom het moet blijven.',
      'Wil je dat we je gegevens even niet gebruiken, of vind je dat we iets niet mogen? Zeg het ons.',
      'Wil je je gegevens meenemen? Dan krijg je ze in een bestand.',
      'Gaf je ergens toestemming voor? Die mag je altijd weer intrekken.',
      'Je krijgt binnen een maand antwoord. Het kost niets.',
    ],
    complaint:
      'Heb je een klacht? Bespreek die met je contactpersoon. Je mag ook altijd klagen bij de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl.',
    leftOut: {
      nothing: {
        access: 'Er is niets weggelaten.',
        portability: 'Van wat je mag meenemen is niets weggelaten.',
      },
      part: (what, reason) => `${what}: ${reason}`,
      reasons: {
        rightsOfOthers: 'weggelaten, want het gaat over iemand anders.',
        toldInConfidence: 'weggelaten, want iemand anders vertelde dit in vertrouwen.',
        safetyOfOthers: 'weggelaten, om iemand anders te beschermen.',
        businessSecret: 'weggelaten, want het is een geheim van een bedrijf.',
      },
      names: (places) =>
        `Op ${places} ${places === 1 ? 'plaats' : 'plaatsen'} is de naam van iemand anders weggelaten. Daar staat [naam weggelaten].`,
      notTold: (kinds) => `Over ${kinds} staat er alleen in wat je mag weten.`,
      notPortable: (kinds) =>
        `Niet alles wat we bewaren mag je meenemen. Meenemen kan wat nodig is om je te begeleiden en naar werk te helpen. Daarom staat niet alles erin over ${kinds}. Wil je ook dat zien? Vraag om inzage.`,
      documents: (names) => `Deze documenten zitten er niet bij, want ze staan niet op deze laptop: ${names}.`,
      ask: 'Ben je het er niet mee eens? Zeg het ons, of klaag bij de Autoriteit Persoonsgegevens.',
    },
    hidden: '[naam weggelaten]',
    fileNames: {
      report: { access: 'inzage.pdf', portability: 'gegevens.pdf' },
      data: 'gegevens.json',
      schema: 'uitleg-gegevens.schema.json',
      documents: 'documenten',
      zip: { access: 'inzage', portability: 'gegevens' },
    },
  },
  en: {
    kind: { access: 'What we hold about you', portability: 'Your data to take along' },
    intro: {
      access:
        'You asked what we hold about you. Here it is. You also read where it comes from, why we hold it, who received it and who opened your dossier. Is something not right? Tell us, and we will change it.',
      portability: 'These are your data. You may keep them or give them to somebody else.',
    },
    ours: 'the organisation that guides you',
    headings: {
      who: 'Who holds your data',
      earlier: 'What stood here before',
      why: 'Why we hold it, and how long',
      receipts: 'Who received data of yours',
      log: 'Who opened and changed your dossier',
      machine: 'No computer decides about you',
      rights: 'What you can ask us',
      leftOut: 'What is not in here',
    },
    who: {
      controller: 'Responsible',
      contact: 'Contact person',
      adviser: 'Career adviser',
      processor: 'Processor',
      processorText: (processor, controller) =>
        `${processor}. They take care of the computers, and do with your data only what ${controller} asks.`,
      madeOn: 'Made',
      madeBy: (day, who) => `on ${day}${by(who, 'by')}`,
    },
    purposes: {
      guidance: 'to guide you',
      matching: 'to look for work that suits you',
      contact: 'to be in contact with you',
      agreement: 'to keep the agreements with you',
      accountability: 'to be able to show what we did',
      recovery: 'to lose nothing',
    },
    grounds: { agreement: 'the agreements we made with you', legalDuty: 'the law asks it of us' },
    terms: {
      candidate: (of) => ['as long as we guide you', of('dossier')].filter(Boolean).join(', and after that another '),
      provision: (of) =>
        [
          of('schemeEnded') && `until ${of('schemeEnded')} after it ended`,
          of('schemeRefused') && `${of('schemeRefused')} after a refusal`,
          of('schemeBrokenOff') && `${of('schemeBrokenOff')} if it did not go through`,
        ]
          .filter(Boolean)
          .join('; ') || 'as long as we guide you',
      application: (of) =>
        [
          of('applicationRejected') && `until ${of('applicationRejected')} after a rejection`,
          of('applicationKept') && `${of('applicationKept')} if you agree`,
        ]
          .filter(Boolean)
          .join('; ') || 'as long as we guide you',
      usage: () => '2 years',
      organisation: () => 'as long as the organisation works with Jobport',
      draft: () => 'until it is written down',
    },
    period: {
      D: (number) => (number === 1 ? '1 day' : `${number} days`),
      W: (number) => (number === 1 ? '1 week' : `${number} weeks`),
      M: (number) => (number === 1 ? '1 month' : `${number} months`),
      Y: (number) => (number === 1 ? '1 year' : `${number} years`),
    },
    termsText:
      'The organisation may choose other terms. Sometimes the law asks to keep something longer. Then only that stays.',
    why: {
      data: 'What',
      purpose: 'What for',
      ground: 'Why that is allowed',
      term: 'How long',
      sensitive: 'sensitive',
      sensitiveText: 'Where it says “sensitive” something about your health may be in it. An employer never gets that.',
    },
    origin: {
      typed: (who, day) => `Written down${by(who, 'by')} on ${day}`,
      file: (who, day, files) => `From a file${files === null ? '' : ` (${files})`}, read in${by(who, 'by')} on ${day}`,
      candidate: (_who, day) => `Filled in by you on ${day}`,
      proposal: (who, day) => `Proposed by you, taken over${by(who, 'by')} on ${day}`,
      putBack: (who, day) => `Put back${by(who, 'by')} on ${day}`,
      merged: (who, day) => `From another dossier of yours, joined${by(who, 'by')} on ${day}`,
      office: () => 'Came from the office. Who wrote it down is known there.',
    },
    files: {
      vum: 'VUM',
      jsonResume: 'JSON Resume',
      europassXml: 'Europass',
      europassJson: 'Europass',
      csv: 'a list (CSV)',
    },
    somebody: 'somebody whose name we no longer have',
    removed: 'Removed, but still kept, so that a mistake can be undone.',
    beside: (answers) => `Somebody else wrote here: ${answers}`,
    picture: 'a picture or signature',
    untitled: 'Without a name',
    inZip: (name) => `is with it: ${name}`,
    notInZip: 'the document itself is not with it',
    earlier: {
      text: 'We also keep what stood here first. It shows what changed, and a mistake can be undone.',
      question: 'What',
      answer: 'What it said',
      given: 'Written down',
    },
    receipts: {
      text: 'This went from your dossier to somebody else, or into a file.',
      none: 'On this laptop nothing from your dossier was given to anybody.',
      when: 'When',
      who: 'Who received it',
      what: 'What',
      by: 'Given by',
      to: { candidate: 'you', colleague: 'a colleague', employer: 'an employer', uwv: 'UWV' },
      adviserSelf: 'the adviser, in a file',
      actions: {
        handover: 'your dossier',
        letter: 'a letter',
        'export.list': 'a line in a list',
        'document.copied': 'a copy of a document',
        access: 'access or your data',
      },
      forms: {
        pdf: 'PDF',
        docx: 'Word',
        jsonResume: 'JSON Resume',
        vum: 'VUM',
        europass: 'Europass',
        json: 'data',
        zip: 'zip',
        csv: 'list for Excel',
      },
      seenBy: (names) => `These people worked in your dossier: ${names}.`,
      office: (controller) => `A copy stands on the server of ${controller}, so that nothing is lost.`,
    },
    log: {
      text: 'Each time somebody opens your dossier, changes it or gives something of it away, a line is added to a log. Nobody can change those lines.',
      grouped: {
        line: '',
        day: 'Here they are put together by day and person. Each line stands in the file with data. Ask for it if you did not get it.',
        month:
          'Here they are put together by month and person. Each line stands in the file with data. Ask for it if you did not get it.',
      },
      when: 'When',
      who: 'Who',
      what: 'What',
      device: 'On which device',
      here: 'this laptop',
      elsewhere: 'another laptop',
      elsewhereText:
        'This overview was made on one laptop. Of other laptops you see the changes. Who only opened your dossier there stands in the log of the office. You may ask for it.',
      actions: {
        read: 'dossier opened',
        'document.opened': 'document opened',
        'document.copied': 'copy of a document saved',
        handover: 'dossier handed over',
        letter: 'letter made',
        access: 'access or data given to you',
        'export.list': 'put in a list for Excel',
        'candidateMode.begin': 'laptop given to you',
        'candidateMode.end': 'laptop came back from you',
        'sync.letGo': 'taken off this laptop',
        'write.import': 'read in from a file',
        'write.candidate': 'filled in by you',
        'write.undo': 'something undone',
        'write.merge': 'two dossiers of yours joined',
        changed: 'something written down or changed',
        other: 'something else',
      },
      counted: {
        opened: (times) => `opened ${times === 1 ? 'once' : `${times} times`}`,
        changed: (times) => `changed ${times === 1 ? 'once' : `${times} times`}`,
        exported: (times) => `something given away ${times === 1 ? 'once' : `${times} times`}`,
        other: (times) => `something else ${times === 1 ? 'once' : `${times} times`}`,
      },
    },
    drafts: (count) =>
      count === 1
        ? 'There is also one text that somebody is writing and that is not finished.'
        : `There are also ${count} texts that somebody is writing and that are not finished.`,
    unreadable: (count) =>
      `There ${count === 1 ? 'is 1 record' : `are ${count} records`} from a newer version of Jobport. This version can not read them. Please ask again later.`,
    machineCopies:
      'To be able to search, Jobport also keeps single words from your dossier and your documents, and small pictures of documents. They go together with the dossier.',
    machine: 'Jobport takes no decisions about you. A computer never rejects you and picks nobody. People do that.',
    rights: [
      'Is something not right? Then we change it.',
      'Do you want something to go? Ask us. We take it away, or we explain why it must stay.',
      'Do you want us not to use your data for a while, or do you object to something? Tell us.',
      'Do you want to take your data along? You get them in a file.',
      'Did you give consent for something? You may always take it back.',
      'You get an answer within a month. It costs nothing.',
    ],
    complaint:
      'Do you have a complaint? Discuss it with your contact person. You may always complain to the Dutch data protection authority too: autoriteitpersoonsgegevens.nl.',
    leftOut: {
      nothing: {
        access: 'Nothing was left out.',
        portability: 'Of what you may take along nothing was left out.',
      },
      part: (what, reason) => `${what}: ${reason}`,
      reasons: {
        rightsOfOthers: 'left out, since it is about somebody else.',
        toldInConfidence: 'left out, since somebody else told this in confidence.',
        safetyOfOthers: 'left out, to protect somebody else.',
        businessSecret: 'left out, since it is a secret of a company.',
      },
      names: (places) =>
        `In ${places} ${places === 1 ? 'place' : 'places'} the name of somebody else was left out. There it says [name left out].`,
      notTold: (kinds) => `About ${kinds} it holds only what you may know.`,
      notPortable: (kinds) =>
        `Not all that we hold can be taken along. You can take what is needed to guide you and to help you to work. So not everything about ${kinds} is in it. Do you want to see that too? Ask for access.`,
      documents: (names) => `These documents are not with it, since they are not on this laptop: ${names}.`,
      ask: 'Do you not agree? Tell us, or complain to the data protection authority.',
    },
    hidden: '[name left out]',
    fileNames: {
      report: { access: 'access.pdf', portability: 'data.pdf' },
      data: 'data.json',
      schema: 'data-explained.schema.json',
      documents: 'documents',
      zip: { access: 'access', portability: 'data' },
    },
  },
};
