/**
 * Fields in a letter: `{{kandidaat.voornaam}}`. Their names follow from the concepts and from what fields are called on the screen, in both
 * languages, so that each field of these concepts can be used and none is named twice. What the recipient of a letter may not have, by the
 * register, is no field for that letter.
 *
 * A field is looked up by its name and nothing else: there are no conditions, loops or expressions, so a template can do nothing.
 */
import { conceptOf, type ConceptName, type FieldsOf, type Row } from '../domain/concepts.ts';
import type { Dossier } from '../domain/dossier.ts';
import { formatPartialDate } from '../domain/dutch-date.ts';
import { fold } from '../domain/fold.ts';
import { displayName } from '../domain/name.ts';
import { LANGUAGES, fieldLabel, optionLabel, type Language } from '../domain/words/words.ts';
import { mayReceive, RECIPIENTS, type Recipient } from '../register/register.ts';

export type LetterSource = {
  /** Redacted for the recipient. */
  readonly dossier: Dossier;
  readonly organisation: FieldsOf<'organisation'> | null;
  readonly adviser: FieldsOf<'adviser'> | null;
  readonly recipient: Recipient;
  readonly recipientName: string | null;
  /** The application that it is about. */
  readonly jobApplication: string | null;
  readonly language: Language;
  /** `2026-11-23`. */
  readonly today: string;
};

export type LetterField = {
  /** As it stands between the braces, in the language that was asked for. */
  readonly name: string;
  /** May not be had by this recipient. */
  readonly isWithheld: boolean;
  /** Null when the dossier does not know it, or it is withheld. */
  readonly value: string | null;
};

/** Of which concepts each field can be used, and what they are called in a letter. */
const GROUPS = [
  { concept: 'candidate', nl: 'kandidaat', en: 'candidate' },
  { concept: 'contactDetail', nl: 'contact', en: 'contact' },
  { concept: 'appointment', nl: 'afspraak', en: 'appointment' },
  { concept: 'jobApplication', nl: 'sollicitatie', en: 'application' },
  { concept: 'placement', nl: 'plaatsing', en: 'placement' },
  { concept: 'organisation', nl: 'organisatie', en: 'organisation' },
  { concept: 'adviser', nl: 'adviseur', en: 'adviser' },
] as const satisfies readonly ({ concept: ConceptName } & Record<Language, string>)[];
type GroupName = (typeof GROUPS)[number]['concept'];

const KINDS = new Set([
  'text',
  'longText',
  'email',
  'phone',
  'url',
  'postcode',
  'integer',
  'code',
  'date',
  'time',
  'partialDate',
]);

/** "Toevoeging huisnummer" → `toevoeging-huisnummer`. */
const slug = (label: string): string =>
  fold(label)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

type Made = {
  readonly names: Readonly<Record<Language, string>>;
  /** Whose answers it says: all of them must be allowed. */
  readonly of: readonly (readonly [ConceptName, string])[];
  readonly value: (source: LetterSource) => string | null;
};

const ofConcepts = (): Made[] =>
  GROUPS.flatMap((group) =>
    Object.entries(conceptOf(group.concept).fields)
      .filter(([, { kind }]) => KINDS.has(kind))
      .map(([field, { kind }]): Made => ({
        names: {
          nl: `${group.nl}.${slug(fieldLabel('nl', group.concept, field))}`,
          en: `${group.en}.${slug(fieldLabel('en', group.concept, field))}`,
        },
        of: [[group.concept, field]],
        value: (source) => {
          const row = rowOf(group.concept, source) as Readonly<Record<string, string | number | null>> | null;
          const value = row?.[field] ?? null;
          if (value === null) return null;
          if (kind === 'date' || kind === 'partialDate')
            return formatPartialDate(String(value), source.language, 'long');
          return kind === 'code' ? optionLabel(source.language, group.concept, field, String(value)) : String(value);
        },
      })),
  );

/** Which row of several a letter means: the next appointment, the application that was chosen, the latest placement. */
function rowOf(concept: GroupName, source: LetterSource): object | null {
  const { dossier, today } = source;
  const { rows } = dossier;
  switch (concept) {
    case 'candidate':
      return dossier.candidate;
    case 'organisation':
      return source.organisation;
    case 'adviser':
      return source.adviser;
    case 'contactDetail':
      return {
        email: rows.contactDetail.find(({ email }) => email !== null)?.email ?? null,
        phone: rows.contactDetail.find(({ phone }) => phone !== null)?.phone ?? null,
      };
    case 'appointment':
      return nextAppointment(rows.appointment, today);
    case 'jobApplication':
      return rows.jobApplication.find(({ id }) => id === source.jobApplication) ?? null;
    case 'placement':
      return rows.placement.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))[0] ?? null;
  }
}

const nextAppointment = (all: readonly Row<'appointment'>[], today: string): Row<'appointment'> | null =>
  all
    .filter(({ date, state }) => date !== null && date >= today && (state === null || state === 'planned'))
    .toSorted((a, b) => `${a.date} ${a.time ?? ''}`.localeCompare(`${b.date} ${b.time ?? ''}`))[0] ?? null;

const some = (parts: readonly (string | null | undefined | false)[], by = ' '): string | null =>
  parts.filter(Boolean).join(by) || null;

const composed: readonly Made[] = [
  {
    names: { nl: 'kandidaat.naam', en: 'candidate.name' },
    of: (['initials', 'givenName', 'prefix', 'surname'] as const).map((field) => ['candidate', field] as const),
    value: ({ dossier }) => displayName(dossier.candidate) || null,
  },
  {
    names: { nl: 'kandidaat.voornaam', en: 'candidate.first-name' },
    of: [
      ['candidate', 'givenName'],
      ['candidate', 'initials'],
    ],
    value: ({ dossier: { candidate } }) => candidate.givenName ?? candidate.initials,
  },
  {
    names: { nl: 'kandidaat.adres', en: 'candidate.address' },
    of: (['street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'place'] as const).map(
      (field) => ['candidate', field] as const,
    ),
    value: ({ dossier: { candidate } }) =>
      some(
        [
          some([candidate.street, candidate.houseNumber, candidate.houseNumberSuffix]),
          some([candidate.postcode, candidate.place]),
        ],
        ', ',
      ),
  },
  {
    names: { nl: 'kandidaat.gewenst-werk', en: 'candidate.work-looked-for' },
    of: [['desiredOccupation', 'name']],
    value: ({ dossier, language }) => {
      const names = dossier.rows.desiredOccupation.flatMap(({ name }) => (name === null ? [] : [name]));
      return names.length === 0 ? null : new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
    },
  },
  {
    names: { nl: 'afspraken.lijst', en: 'agreements.list' },
    of: [
      ['agreement', 'what'],
      ['agreement', 'dueOn'],
      ['agreement', 'by'],
    ],
    value: ({ dossier, language }) =>
      some(
        dossier.rows.agreement
          .filter(({ what, state }) => what !== null && (state === null || state === 'open'))
          .map(({ what, by, dueOn }) => {
            const details = [
              by && optionLabel(language, 'agreement', 'by', by),
              dueOn && formatPartialDate(dueOn, language, 'long'),
            ].filter(Boolean);
            return `- ${what}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
          }),
        '\n',
      ),
  },
  {
    names: { nl: 'ontvanger.naam', en: 'recipient.name' },
    of: [],
    value: ({ recipientName }) => recipientName?.trim() || null,
  },
  {
    names: { nl: 'vandaag', en: 'today' },
    of: [],
    value: ({ today, language }) => formatPartialDate(today, language, 'long'),
  },
];

const ALL: readonly Made[] = [...composed, ...ofConcepts()];

/** Every field that a letter can have, under its names in both languages, folded. */
const BY_NAME: ReadonlyMap<string, Made> = new Map(
  ALL.toReversed().flatMap((made) => LANGUAGES.map((language) => [fold(made.names[language]), made] as const)),
);

const isWithheld = ({ of }: Made, recipient: Recipient): boolean =>
  of.some(([concept, field]) => !mayReceive(recipient, concept, field));

/** For choosing from: what this recipient may have, with what it says now. */
export const letterFields = (source: LetterSource): LetterField[] =>
  ALL.map((made) => {
    const withheld = isWithheld(made, source.recipient);
    return { name: made.names[source.language], isWithheld: withheld, value: withheld ? null : made.value(source) };
  });

/** All that a letter can have, by name, for whoever writes a template. */
export const letterFieldNames = (language: Language): string[] => [...new Set(ALL.map(({ names }) => names[language]))];

export type Filled = {
  /** Fields that could not be filled in stay as they are, with their braces. */
  readonly text: string;
  /** Names that are no field, that this recipient may not have, and that the dossier has no answer to; each once. */
  readonly unknown: readonly string[];
  readonly withheld: readonly string[];
  readonly empty: readonly string[];
};

const FIELD = /\{\{\s*([^{}\n]{1,80}?)\s*\}\}/g;

export const hasFields = (text: string): boolean => /\{\{[^{}\n]{1,80}\}\}/.test(text);

export type FieldAt = {
  readonly name: string;
  /** From the first brace to after the last, in the text. */
  readonly from: number;
  readonly to: number;
};

/** Fields as they stand in a text, also one that somebody did not finish: its braces and what comes next are no name of any field. */
export function fieldsAt(text: string): FieldAt[] {
  const found = [...text.matchAll(FIELD)].map(({ 0: whole, 1: name = '', index }) => ({
    name,
    from: index,
    to: index + whole.length,
  }));
  const rest = found.reduceRight(
    (left, { from, to }) => left.slice(0, from) + ' '.repeat(to - from) + left.slice(to),
    text,
  );
  const unfinished = [...rest.matchAll(/\{\{[^{}\n]{0,24}|\}\}/g)].map(({ 0: whole, index }) => ({
    name: whole.trim(),
    from: index,
    to: index + whole.length,
  }));
  return [...found, ...unfinished].toSorted((one, other) => one.from - other.from);
}

export type FieldAnswer =
  | { readonly type: 'known'; readonly value: string }
  /** Nobody misses it: most people have none. */
  | { readonly type: 'none' }
  | { readonly type: 'unknown' | 'withheld' | 'empty' };

/** Answers of which it says nothing that they are not there. */
const OFTEN_NONE: ReadonlySet<string> = new Set(['candidate/prefix', 'candidate/houseNumberSuffix']);

/** What a field says in this letter, or why it says nothing. */
export function fieldAnswer(name: string, source: LetterSource): FieldAnswer {
  const made = BY_NAME.get(fold(name));
  if (!made) return { type: 'unknown' };
  if (isWithheld(made, source.recipient)) return { type: 'withheld' };
  const value = made.value(source);
  if (value !== null) return { type: 'known', value };
  return { type: made.of.length === 1 && OFTEN_NONE.has(made.of[0]?.join('/') ?? '') ? 'none' : 'empty' };
}

export type FieldLook = {
  readonly name: string;
  readonly isKnown: boolean;
  /** Where it is no field: the name of a field that is written almost like it. */
  readonly near: string | null;
  /** Whose letters can not have it. */
  readonly withheldFrom: readonly Recipient[];
};

/** What a template asks for, before there is a letter. */
export function lookAtField(name: string): FieldLook {
  const made = BY_NAME.get(fold(name));
  if (!made) return { name, isKnown: false, near: nearestName(name), withheldFrom: [] };
  return { name, isKnown: true, near: null, withheldFrom: RECIPIENTS.filter((each) => isWithheld(made, each)) };
}

/** Written with one letter in four wrong it is still that name; more would be guessing. */
function nearestName(typed: string): string | null {
  const wanted = fold(typed).replace(/[{}]/g, '').trim();
  let nearest: { readonly name: string; readonly steps: number } | null = null;
  for (const name of BY_NAME.keys()) {
    const most = Math.min(nearest ? nearest.steps - 1 : Infinity, Math.max(1, Math.floor(name.length / 4)));
    if (Math.abs(name.length - wanted.length) > most) continue;
    const steps = stepsBetween(wanted, name);
    if (steps <= most) nearest = { name, steps };
  }
  return nearest?.name ?? null;
}

/** Letters to put in, leave out or change to come from one word to the other (Levenshtein). */
function stepsBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...one].entries()) {
    const now = [row + 1];
    for (const [at, each] of [...other].entries())
      now.push(Math.min((now[at] ?? 0) + 1, (before[at + 1] ?? 0) + 1, (before[at] ?? 0) + (letter === each ? 0 : 1)));
    before = now;
  }
  return before[other.length] ?? 0;
}

export function fillLetter(text: string, source: LetterSource): Filled {
  const missing = { unknown: new Set<string>(), withheld: new Set<string>(), empty: new Set<string>() };
  const filled = text.replace(FIELD, (whole, typed: string) => {
    const answer = fieldAnswer(typed, source);
    if (answer.type === 'known') return answer.value;
    missing[answer.type === 'none' ? 'empty' : answer.type].add(typed);
    return whole;
  });
  return { text: filled, unknown: [...missing.unknown], withheld: [...missing.withheld], empty: [...missing.empty] };
}
