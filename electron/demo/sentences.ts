/**
 * What candidates say about themselves and what their adviser notes, in plain words (B1). A `{slot}` is filled with
 * something from the same dossier. Nothing here says why somebody lost a job through illness, or anything else of a
 * kind that the register has no place for.
 */
import { say, type DemoLanguage, type Text } from './texts.ts';

export function fill(text: Text, language: DemoLanguage, slots: Readonly<Record<string, string>>): string {
  return say(text, language).replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined) throw new Error(`no words for {${slot}}`);
    return value;
  });
}

export const OPENINGS: readonly Text[] = [
  ['Ik ben een rustige collega die afmaakt waar ik aan begin.', 'I am a calm colleague who finishes what I start.'],
  [
    'Ik pak graag aan en zie zelf wat er nog moet gebeuren.',
    'I like to get going and see for myself what needs doing.',
  ],
  ['Mensen noemen mij vrolijk en betrouwbaar.', 'People call me cheerful and reliable.'],
  ['Ik leer snel, vooral als iemand het mij één keer voordoet.', 'I learn quickly, most of all when shown once.'],
  ['Ik werk precies en houd van duidelijke afspraken.', 'I work precisely and like clear agreements.'],
  ['Ik ben sociaal en maak makkelijk contact.', 'I am sociable and get on easily with people.'],
];
export const EXPERIENCED: readonly Text[] = [
  [
    'Ik heb {years} jaar ervaring in {sector}, het laatst als {role}.',
    'I have {years} years of experience in {sector}, most recently as {role}.',
  ],
  [
    'In {sector} voel ik mij thuis; daar werkte ik {years} jaar.',
    'I feel at home in {sector}, where I worked for {years} years.',
  ],
];
export const BEGINNERS: readonly Text[] = [
  ['Ik zoek mijn eerste vaste plek in {sector}.', 'I am looking for my first steady place in {sector}.'],
  ['Ik wil graag beginnen in {sector} en het vak leren.', 'I would like to start in {sector} and learn the trade.'],
];
export const WISHES: readonly Text[] = [
  ['Het liefst werk ik in een klein team, dicht bij huis.', 'I prefer to work in a small team, close to home.'],
  ['Ik wil graag een diploma halen naast het werk.', 'I would like to get a diploma alongside work.'],
  ['Ik houd van een dag met afwisseling.', 'I like a day with variety.'],
  ['Ik zoek werk met vaste dagen.', 'I am looking for work on fixed days.'],
  ['Later wil ik anderen het werk leren.', 'Later I want to teach others the work.'],
  ['Op mijn vorige werk kwam ik nooit te laat.', 'In my last job I was never late.'],
];
export const LONG_STORY: readonly Text[] = [
  [
    'Wat mij het meest heeft geleerd, is het werk bij {employer}. Daar werd alles anders in een half jaar: een nieuw systeem, nieuwe collega’s en andere tijden. Ik heb toen een lijst gemaakt van wat iedereen moest weten en die naast de koffie gehangen. Die lijst hing er nog toen ik wegging.',
    'What taught me most was the work at {employer}. Everything changed there in half a year: a new system, new colleagues and other hours. I made a list of what everybody had to know and hung it beside the coffee. It was still there when I left.',
  ],
  [
    'In mijn vrije tijd help ik in het buurthuis van {place}. Ik zet de tafels klaar, doe de inkoop voor de soep en leer mensen hoe ze een formulier op de computer invullen. Zo heb ik gemerkt dat ik goed en rustig kan uitleggen.',
    'In my free time I help at the community centre in {place}. I set out the tables, buy what is needed for the soup and teach people to fill in forms on the computer. That is how I noticed that I explain things well and calmly.',
  ],
  [
    'Ik heb een tijd niet gewerkt. In die tijd heb ik voor familie gezorgd, het huis opgeknapt en veel gelezen over het vak. Nu is er weer ruimte. Ik wil rustig opbouwen, eerst drie dagen en daarna meer, en daar maak ik graag duidelijke afspraken over.',
    'For a while I did not work. In that time I cared for family, did up the house and read a lot about the trade. Now there is room again. I want to build up calmly, three days at first and then more, and I like to make clear agreements about that.',
  ],
  [
    'Een goede werkplek is voor mij een plek waar je vragen mag stellen. Ik vraag liever één keer te veel dan dat ik iets fout doe. Als ik het eenmaal weet, hoeft niemand het mij nog te zeggen.',
    'A good workplace, to me, is one where you may ask questions. I would rather ask once too often than do something wrong. Once I know, nobody has to tell me again.',
  ],
];
export const JOB_ENDS: readonly Text[] = [
  ['Het tijdelijke contract liep af.', 'The temporary contract ended.'],
  ['Het bedrijf is verhuisd.', 'The company moved.'],
  ['De vestiging ging dicht.', 'The branch closed.'],
  ['Zelf opgezegd voor een andere baan.', 'Resigned for another job.'],
  ['Vervanging tijdens een verlof.', 'Stood in for somebody on leave.'],
  ['Via een uitzendbureau.', 'Through an employment agency.'],
];
export const AVAILABILITY_NOTES: readonly Text[] = [
  [
    'Kan vanaf kwart voor negen: brengt eerst de kinderen naar school.',
    'Can start at a quarter to nine, after taking the children to school.',
  ],
  ['Wil opbouwen van drie naar vier dagen.', 'Wants to build up from three to four days.'],
  ['Heeft op dinsdagavond taalles.', 'Has a language lesson on Tuesday evening.'],
  [
    'Reist met de bus; de laatste gaat om kwart over elf.',
    'Travels by bus; the last one leaves at a quarter past eleven.',
  ],
  ['Weekend alleen in overleg.', 'Weekends only by arrangement.'],
];
export const SKILL_NOTES: readonly Text[] = [
  ['Laten zien tijdens de proefdag.', 'Shown during the trial day.'],
  ['Zelf genoemd; nog navragen bij de vorige werkgever.', 'Self-reported; still to check with the last employer.'],
  ['Doet dit zonder hulp, ook als het druk is.', 'Does this without help, even when it is busy.'],
  ['Vraagt nog om voordoen.', 'Still asks to be shown.'],
];
export const INTEREST_NOTES: readonly Text[] = [
  [
    'Kwam ter sprake in het tweede gesprek; vertelt er graag over.',
    'Came up in the second conversation; likes to talk about it.',
  ],
  ['Doet dit elke week.', 'Does this every week.'],
  ['Zou hier werk van willen maken.', 'Would like to make a job of it.'],
];
export const GENERAL_INTERESTS: readonly Text[] = [
  ['koken voor vrienden', 'cooking for friends'],
  ['vrijwilligerswerk in het buurthuis', 'volunteering at the community centre'],
  ['hardlopen', 'running'],
  ['tekenen', 'drawing'],
  ['honden uitlaten', 'walking dogs'],
  ['muziek maken', 'making music'],
];
export const SCHEME_SOURCES: readonly Text[] = [
  ['Beschikking van de gemeente', 'Decision of the municipality'],
  ['Brief van UWV, gezien in het gesprek', 'Letter from UWV, seen in the conversation'],
  ['Verteld in de intake', 'Told at the intake'],
  ['Overdracht van een collega', 'Handed over by a colleague'],
];
export const SCHEME_NOTES: readonly Text[] = [
  ['Loopt door tot er vast werk is.', 'Continues until there is steady work.'],
  ['Verlenging op tijd aanvragen.', 'Apply for the extension in time.'],
  ['Besproken wat dit betekent bij een nieuwe baan.', 'Discussed what this means with a new job.'],
];
export const DUTCH_COURSES: readonly Text[] = [
  ['Nederlands als tweede taal, niveau A2', 'Dutch as a second language, level A2'],
  ['Nederlands als tweede taal, niveau B1', 'Dutch as a second language, level B1'],
  ['Kennis van de Nederlandse maatschappij', 'Knowledge of Dutch society'],
];
export const COURSE_DESCRIPTIONS: readonly Text[] = [
  ['Theorie en praktijk, afgesloten met een toets.', 'Theory and practice, ending with an assessment.'],
  ['Betaald door de werkgever.', 'Paid for by the employer.'],
  ['Gevolgd via het werkplein.', 'Followed through the job centre.'],
];
/** What one studies for which kind of work (the Dutch name of the sector). */
export const HIGHER_STUDIES: readonly {
  readonly name: Text;
  readonly field: Text;
  readonly sectors: readonly string[];
}[] = [
  {
    name: ['Bedrijfskunde', 'Business administration'],
    field: ['Economie', 'Economics'],
    sectors: ['logistiek', 'transport', 'detailhandel', 'administratie', 'horeca'],
  },
  { name: ['Sociaal werk', 'Social work'], field: ['Zorg en welzijn', 'Health and welfare'], sectors: ['zorg'] },
  { name: ['Bouwkunde', 'Building engineering'], field: ['Bouw', 'Construction'], sectors: ['bouw'] },
  { name: ['Werktuigbouwkunde', 'Mechanical engineering'], field: ['Techniek', 'Engineering'], sectors: ['techniek'] },
  { name: ['Communicatie', 'Communication'], field: ['Taal', 'Language'], sectors: ['administratie'] },
  { name: ['Informatica', 'Computer science'], field: ['ICT', 'ICT'], sectors: ['ICT'] },
  { name: ['Tuinbouw', 'Horticulture'], field: ['Groen', 'Horticulture'], sectors: ['groen'] },
  {
    name: ['Pedagogiek', 'Pedagogy'],
    field: ['Onderwijs', 'Education'],
    sectors: ['kinderopvang en onderwijs'],
  },
];

/** Halves of compound words, so that ten thousand dossiers hold as many different words as real ones do. */
export const STEMS =
  'magazijn hout tuin keuken dak water licht school zorg markt brug steen papier kabel molen haven glas melk fiets boek'.split(
    ' ',
  );
export const ENDS =
  'bank kast werk plan lijst ploeg dienst kar bak band stuk hal doek rooster klus ronde proef route plank kist'.split(
    ' ',
  );
