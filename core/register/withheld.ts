/**
 * Looking whether something that a recipient may not have stands in a text all the same. The last look before a file leaves the laptop: it
 * trusts none of what made the file.
 *
 * What it looks for: every answer in words that the register withholds from this recipient, and names of schemes in words. Not looked
 * for: numbers, dates and answers out of a list (they stand in any text), what is shorter than five letters, and what the recipient may read
 * elsewhere in the same dossier or in the words of the product itself. A long answer is looked for by its sentences.
 */
import { CONCEPTS, DOSSIER_CONCEPTS, conceptOf, type ConceptName } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Field } from '../domain/field.ts';
import { formatPartialDate } from '../domain/dutch-date.ts';
import { fold } from '../domain/fold.ts';
import { LANGUAGES, conceptLabel, fieldLabel, optionLabel } from '../domain/words/words.ts';
import { REGISTER_WORDS } from './register-words.ts';
import { entryOf, mayReceive, type Category, type Recipient } from './register.ts';

/** Letters and digits only, folded: how a line was broken and a hyphen was set makes no difference. */
const denseOf = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
/** Folded words with one space around each. */
const spacedOf = (text: string): string =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** A text to look in, prepared once. */
export type Searched = { readonly dense: string; readonly spaced: string };
export const searched = (text: string): Searched => ({ dense: denseOf(text), spaced: spacedOf(text) });

export type Withheld = { readonly category: Category; readonly dense: string; readonly spaced: string };

const SHORTEST = 5;
/** Long enough to be no part of other words. */
const UNMISTAKABLE = 10;
/** What is longer than this is looked for by its sentences: somebody may have left half of it out. */
const ONE_PIECE = 80;
const SHORTEST_SENTENCE = 15;

const IN_WORDS = new Set<Field['kind']>(['text', 'longText', 'email', 'phone', 'url', 'postcode']);

/** Answers as somebody would read them. */
function readAs(concept: ConceptName, name: string, value: unknown): string[] {
  const field = conceptOf(concept).fields[name];
  if (!field) return [];
  // Where something stood in a file that came in: words of its format ("references", "interests"), and no answer.
  if (concept === 'importRemainder' && name === 'path') return [];
  // A text of digits alone, such as a number of a version, stands in any file that has dates; a telephone number does not.
  if (typeof value === 'string' && field.kind === 'text' && !/\p{L}/u.test(value)) return [];
  if (typeof value === 'string' && IN_WORDS.has(field.kind)) return [value];
  // Only schemes say something by themselves: "goed" is in any text.
  const codes = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : [];
  if ((field.kind !== 'code' && field.kind !== 'codes') || entryOf(concept, name).category !== 'schemes') return [];
  return codes.flatMap((code) => [code, ...LANGUAGES.map((language) => optionLabel(language, concept, name, code))]);
}

/** An answer of a dossier, and whether whoever gets the file may have it. */
export type Answered = {
  readonly concept: ConceptName;
  readonly name: string;
  readonly value: unknown;
  readonly isAllowed: boolean;
};

function answersOf(dossier: Dossier, recipient: Recipient): Answered[] {
  const rows: [ConceptName, Readonly<Record<string, unknown>>][] = [
    ['candidate', dossier.candidate],
    ...(dossier.availability
      ? [['availability', dossier.availability] as [ConceptName, typeof dossier.availability]]
      : []),
    ...DOSSIER_CONCEPTS.flatMap((concept) =>
      dossier.rows[concept].map(
        (row) => [concept, row as Readonly<Record<string, unknown>>] as [ConceptName, typeof row],
      ),
    ),
  ];
  return rows.flatMap(([concept, row]) =>
    Object.keys(conceptOf(concept).fields).map((name) => ({
      concept,
      name,
      value: row[name],
      isAllowed: mayReceive(recipient, concept, name),
    })),
  );
}

const piecesOf = (text: string): string[] => [
  ...(text.length <= ONE_PIECE ? [text] : []),
  ...text.split(/[.!?;\n\r]+/).filter((piece) => denseOf(piece).length >= SHORTEST_SENTENCE),
];

/** The words of the product: names of fields, of their answers and of kinds of data, and months, in all languages. Not the names of schemes. */
const ownWords = (): string =>
  LANGUAGES.flatMap((language) => [
    ...Object.values(REGISTER_WORDS[language].categories),
    ...Object.values(REGISTER_WORDS[language].recipients),
    ...Array.from({ length: 12 }, (_, month) =>
      formatPartialDate(`2026-${String(month + 1).padStart(2, '0')}`, language, 'long'),
    ),
    ...CONCEPTS.flatMap(({ name: concept, fields }) => [
      conceptLabel(language, concept),
      conceptLabel(language, concept, 'many'),
      ...Object.entries(fields).flatMap(([name, field]: [string, Field]) => [
        fieldLabel(language, concept, name),
        ...(entryOf(concept, name).category === 'schemes' ? [] : (field.options ?? [])).map((code) =>
          optionLabel(language, concept, name, code),
        ),
      ]),
    ]),
  ]).join('\n');

/**
 * What to look for in a file for this recipient.
 *
 * @param dossier whole, as it is here
 * @param besides what stands in the file and is not of the dossier: the organisation, the adviser, headings
 */
export const withheldFrom = (dossier: Dossier, recipient: Recipient, besides: readonly string[]): Withheld[] =>
  withheldAmong(answersOf(dossier, recipient), besides);

/** The same, where something else than the recipient decides what is withheld. */
export function withheldAmong(answers: readonly Answered[], besides: readonly string[]): Withheld[] {
  const read = answers.flatMap(({ concept, name, value, isAllowed }) =>
    readAs(concept, name, value).map((text) => ({ concept, name, text, isAllowed })),
  );
  const allowed = searched(
    [...read.filter(({ isAllowed }) => isAllowed).map(({ text }) => text), ...besides, ownWords()].join('\n'),
  );
  const found = new Map<string, Withheld>();
  for (const { concept, name, text, isAllowed } of read) {
    if (isAllowed) continue;
    for (const piece of piecesOf(text)) {
      const withheld = { category: entryOf(concept, name).category, dense: denseOf(piece), spaced: spacedOf(piece) };
      if (withheld.dense.length >= SHORTEST && !stands(withheld, allowed)) found.set(withheld.dense, withheld);
    }
  }
  return [...found.values()];
}

const stands = ({ dense, spaced }: Withheld, text: Searched): boolean =>
  dense.length >= UNMISTAKABLE ? text.dense.includes(dense) : text.spaced.includes(spaced);

/** Categories of what stands in a text and should not; never the answers themselves. */
export const leakedInto = (text: Searched, withheld: readonly Withheld[]): Category[] => [
  ...new Set(withheld.filter((each) => stands(each, text)).map(({ category }) => category)),
];
