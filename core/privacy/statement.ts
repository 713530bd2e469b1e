/**
 * The privacy statement of the organisation (§9): its own text in versions, and the text that a laptop without an office begins with. That
 * text says only what this software does; what the organisation does is for the organisation to write.
 */
import { z } from 'zod';

/** As the concept has it. */
export const LONGEST_STATEMENT = 60_000;

/** As somebody publishes one. What it may hold is checked once more by the concept, where it is written. */
export const statementAsk = z.strictObject({
  title: z.string().trim().min(1).max(200),
  version: z.string().trim().min(1).max(40),
  date: z.iso.date(),
  text: z.string().trim().min(1).max(LONGEST_STATEMENT),
});
export type Statement = z.infer<typeof statementAsk> & {
  readonly id: string;
  /** When it was published, in milliseconds. */
  readonly createdAt: number;
};

/** The newest first: by the day on which it comes into force, and of one day by when it was published. */
export const newestFirst = <T extends Pick<Statement, 'date' | 'createdAt'>>(statements: readonly T[]): T[] =>
  statements.toSorted((a, b) => b.date.localeCompare(a.date) || b.createdAt - a.createdAt);

/**
 * The one that holds on a day. One that comes into force later is read beforehand, but holds nobody to anything yet.
 *
 * @param today yyyy-mm-dd
 */
export const inForce = <T extends Pick<Statement, 'date' | 'createdAt'>>(
  statements: readonly T[],
  today: string,
): T | null => newestFirst(statements).find(({ date: from }) => from <= today) ?? null;

/** What somebody agreed to before: the newest of them, to mark what changed since. */
export const lastAgreed = <T extends Pick<Statement, 'id' | 'date' | 'createdAt'>>(
  statements: readonly T[],
  agreed: readonly { readonly id: string; readonly at: number }[],
): T | null => {
  const [last] = agreed.filter(({ id }) => statements.some((each) => each.id === id)).toSorted((a, b) => b.at - a.at);
  return statements.find(({ id }) => id === last?.id) ?? null;
};

type Named = { readonly name: string | null; readonly contact: string | null };

/** Ours, to begin with, in words that somebody can change at once. It names no purpose that the register does not have. */
export function startingText(language: 'nl' | 'en', { name, contact }: Named): string {
  return (language === 'nl' ? NL : EN)(name ?? (language === 'nl' ? 'mijn organisatie' : 'my organisation'), contact);
}

const NL = (name: string, contact: string | null): string => `# Wie bewaart je gegevens
${name} begeleidt je naar werk en bewaart daarvoor gegevens over je. ${name} beslist wat er wordt bewaard en waarom.
Vragen stel je aan ${contact ?? 'je adviseur'}.

# Waar ze staan
Je gegevens staan op de laptop van je adviseur, versleuteld. Zonder de sleutel is er niets van te lezen. Deze laptop stuurt niets naar anderen, tenzij je adviseur zelf iets opslaat of afdrukt om het te geven.

# Wat er staat
- je naam, adres en hoe je te bereiken bent
- je werk, opleidingen, cursussen, talen en rijbewijzen
- wat je kunt, wat je wilt en wanneer je kunt werken
- je sociale media en links, als je die geeft
- regelingen die voor je gelden
- sollicitaties, plaatsingen en uitslagen van tests
- gesprekken, afspraken, je plan en documenten
Je burgerservicenummer, geboortedatum, nationaliteit en diagnoses vraagt dit programma niet.

# Wie het ziet
Alleen je adviseur opent je dossier. Elke keer dat dat gebeurt, staat in een logboek. Gaat er iets naar een werkgever of een andere instantie, dan laat het programma weg wat die niet hoeft te weten.

# Wat je mag vragen
- zien wat er over je staat, en wie het heeft gezien
- verbeteren wat niet klopt
- wissen, afschermen of beperken
- je gegevens meenemen in een bestand
- bezwaar maken
- uitleg van een mens bij elke uitkomst: het programma beslist niets over je
Vraag het aan je adviseur. Volgens de wet krijg je binnen een maand antwoord.

# Als je niet tevreden bent
Praat eerst met ${contact ?? 'je adviseur'}. Je mag ook altijd klagen bij de Autoriteit Persoonsgegevens.`;

const EN = (name: string, contact: string | null): string => `# Who keeps your data
${name} guides you to work and keeps data about you for that. ${name} decides what is kept and why.
Ask your questions to ${contact ?? 'your adviser'}.

# Where they are
Your data are on your adviser's laptop, encrypted. Without the key nothing of it can be read. This laptop sends nothing to others, unless your adviser saves or prints something to hand it over.

# What is kept
- your name, address and how you can be reached
- your work, education, courses, languages and driving licences
- what you can do, what you want and when you can work
- your social media and links, when you give them
- schemes that apply to you
- job applications, placements and results of tests
- conversations, agreements, your plan and documents
This program does not ask for your citizen service number, date of birth, nationality or diagnoses.

# Who sees it
Only your adviser opens your dossier. Each time that happens stands in a log. When something goes to an employer or another body, the program leaves out what they need not know.

# What you may ask
- to see what is kept about you, and who saw it
- to put right what is wrong
- to erase, shield or restrict
- to take your data along in a file
- to object
- to have a person explain every outcome: the program decides nothing about you
Ask your adviser. By law you get an answer within a month.

# When you are not satisfied
Talk to ${contact ?? 'your adviser'} first. You may always complain to the Dutch data protection authority (Autoriteit Persoonsgegevens).`;
