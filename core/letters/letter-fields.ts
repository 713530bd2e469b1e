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
import { mayReceive, type Recipient } from '../register/register.ts';

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

export function fillLetter(text: string, source: LetterSource): Filled {
  const unknown = new Set<string>();
  const withheld = new Set<string>();
  const empty = new Set<string>();
  const filled = text.replace(FIELD, (whole, typed: string) => {
    const made = BY_NAME.get(fold(typed));
    if (!made) unknown.add(typed);
    else if (isWithheld(made, source.recipient)) withheld.add(typed);
    else {
      const value = made.value(source);
      if (value !== null) return value;
      empty.add(typed);
    }
    return whole;
  });
  return { text: filled, unknown: [...unknown], withheld: [...withheld], empty: [...empty] };
}
