/**
 * The access report as paper: what is held by category of the statement, each answer with where it came from, and what else the law wants
 * told (AVG art. 15(1) and (2)). Pure: the same dossier gives the same paper.
 */
import { conceptOf, type ConceptName } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { conceptLabel, fieldLabel } from '../../../core/domain/words/words.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import type { HeldAnswer, HeldRow, LogLine, Origin } from '../../../core/register/held.ts';
import { GROUND_OF } from '../../../core/register/grounds.ts';
import { titleOf, type ToldCategory } from '../../../core/register/access-report.ts';
import { REGISTER_WORDS } from '../../../core/register/register-words.ts';
import { entryOf, type Category } from '../../../core/register/register.ts';
import {
  lineOf,
  linesOf,
  type Block,
  type Entry,
  type Fact,
  type Section,
  type Table,
  type Told,
} from '../paper/blocks.ts';
import type { Paper } from '../paper/dossier-paper.ts';
import { letterheadOf } from '../paper/letterhead.ts';
import { inWords, PAPER_TEXTS } from '../paper/paper-texts.ts';
import type { AccessContent } from './access-content.ts';

export function accessPaper(content: AccessContent): Paper {
  const { choice, language, name, now, organisation, texts } = content;
  const paper = PAPER_TEXTS[language];
  const kind = texts.kind[choice.kind];
  return {
    language,
    title: `${kind} – ${name}`,
    letterhead: letterheadOf(organisation, language),
    meant: paper.forNamed.candidate(name),
    date: formatPartialDate(localDay(now), language, 'long'),
    kind,
    name,
    summary: null,
    intro: texts.intro[choice.kind],
    sections: [
      whoSection(content),
      ...content.told.categories.map((category) => categorySection(content, category)),
      ...(choice.kind === 'access'
        ? [
            ...earlierSection(content),
            whySection(content),
            receiptsSection(content),
            logSection(content),
            section('access-machine', texts.headings.machine, [{ kind: 'text' as const, text: texts.machine }]),
          ]
        : []),
      rightsSection(content),
    ],
    empty: paper.empty,
    closing: closing(content),
    foot: [name, organisation?.name ?? null].filter(Boolean).join(' · '),
  };
}

const section = (name: string, heading: string, blocks: readonly Block[]): Section => ({ name, heading, blocks });
const fact = (label: string, text: string): Fact[] =>
  text === '' ? [] : [{ label, value: linesOf(text), isLong: true }];
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const joined = (parts: readonly (string | null | undefined)[], by = ' · '): string => parts.filter(Boolean).join(by);

function whoSection({ adviser, controller, language, now, organisation, texts, ...rest }: AccessContent): Section {
  const { who } = texts;
  const address = joined(
    [
      joined([organisation?.street, organisation?.houseNumber], ' '),
      joined([organisation?.postcode, organisation?.place], ' '),
    ],
    ', ',
  );
  const { unreadable, drafts } = rest.held;
  const facts = [
    ...fact(who.controller, joined([capital(controller), address], ', ')),
    ...fact(who.contact, joined([organisation?.contactName, organisation?.contactEmail])),
    ...fact(who.adviser, joined([adviser?.name, adviser?.role, adviser?.phone, adviser?.email])),
    ...(organisation?.processor ? fact(who.processor, who.processorText(organisation.processor, controller)) : []),
    ...fact(who.madeOn, who.madeBy(formatPartialDate(localDay(now), language, 'long'), adviser?.name ?? null)),
  ];
  const further = [
    ...(drafts > 0 ? [texts.drafts(drafts)] : []),
    ...(unreadable > 0 ? [texts.unreadable(unreadable)] : []),
  ];
  return section('access-who', texts.headings.who, [
    { kind: 'facts', facts },
    ...further.map((text): Block => ({ kind: 'text', text })),
  ]);
}

function categorySection(content: AccessContent, { category, concepts }: ToldCategory): Section {
  const { language } = content;
  const label = capital(REGISTER_WORDS[language].categories[category]);
  return section(
    `access-${category}`,
    label,
    concepts.map(({ concept, rows }): Block => {
      const heading = conceptLabel(language, concept, 'many');
      const isOne = conceptOf(concept).place !== 'many';
      return {
        kind: 'group',
        heading: isOne || heading.toLowerCase() === label.toLowerCase() ? null : heading,
        blocks: isOne ? rows.flatMap((row) => oneRow(content, row)) : [entriesOf(content, rows)],
      };
    }),
  );
}

/** Of what there is only one of: each answer as a fact, and below it where they came from. */
function oneRow(content: AccessContent, row: HeldRow): Block[] {
  const facts = row.answers.map((each): Fact => ({
    label: fieldLabel(content.language, row.concept, each.field),
    value: linesOf(saidOf(content, row.concept, each)),
    isLong: saidOf(content, row.concept, each).length > 22,
  }));
  const notes = notesOf(content, row);
  return [{ kind: 'facts', facts }, ...notes.map((text): Block => ({ kind: 'small', text }))];
}

const LONG = 60;

function entriesOf(content: AccessContent, rows: readonly HeldRow[]): Block {
  const { language, speak } = content;
  return {
    kind: 'entries',
    entries: rows.map((row): Entry => {
      const { concept } = row;
      const titled = titleOf(row);
      const when = whenOf(row);
      const rest = row.answers.filter((each) => each !== titled && each !== when);
      const named = (each: HeldAnswer): string =>
        `${fieldLabel(language, concept, each.field)}: ${saidOf(content, concept, each)}`;
      const isLong = (each: HeldAnswer): boolean =>
        conceptOf(concept).fields[each.field]?.kind === 'longText' || saidOf(content, concept, each).length > LONG;
      return {
        title: titled === null && when === null ? content.texts.untitled : speak.title(row),
        period: when === null ? '' : `${fieldLabel(language, concept, when.field)} ${saidOf(content, concept, when)}`,
        quiet: joined(rest.filter((each) => !isLong(each)).map(named)),
        told: [
          ...rest.filter(isLong).flatMap((each, _index, all): Told[] => [
            // One text below its title speaks for itself; of several each says what it is.
            ...(all.length === 1 &&
            conceptOf(concept).fields[each.field]?.kind === 'longText' &&
            each.field !== 'confidentialNote'
              ? []
              : [{ kind: 'small' as const, text: fieldLabel(language, concept, each.field) }]),
            { kind: 'long', text: saidOf(content, concept, each) },
          ]),
          ...fileOf(content, row),
          ...notesOf(content, row).map((text): Told => ({ kind: 'small', text })),
        ],
      };
    }),
  };
}

const whenOf = ({ concept, answers }: HeldRow): HeldAnswer | null =>
  answers.find(({ field }) => ['date', 'partialDate'].includes(conceptOf(concept).fields[field]?.kind ?? '')) ?? null;

function saidOf({ speak, texts }: AccessContent, concept: ConceptName, { field, value, beside }: HeldAnswer): string {
  const others = beside.map((each) => speak.answer(concept, field, each)).join(', ');
  return joined([speak.answer(concept, field, value), others === '' ? null : `(${texts.beside(others)})`], ' ');
}

function fileOf({ files, texts }: AccessContent, { concept, row }: HeldRow): Told[] {
  if (concept !== 'document' || files === null) return [];
  const name = files.get(row);
  return [{ kind: 'small', text: name === undefined ? texts.notInZip : texts.inZip(name) }];
}

/** Where the answers came from: once where all came from the same, otherwise with which of them did. */
function notesOf(content: AccessContent, { concept, answers, isRemoved }: HeldRow): string[] {
  const { language, texts } = content;
  const byOrigin = Map.groupBy(answers, ({ origin }) => originInWords(content, origin));
  const origins = [...byOrigin].map(([origin, of]) =>
    byOrigin.size === 1
      ? `${origin}.`
      : `${capital(of.map(({ field }) => fieldLabel(language, concept, field)).join(', '))}: ${origin.charAt(0).toLowerCase()}${origin.slice(1)}.`,
  );
  return [...(isRemoved ? [texts.removed] : []), ...origins.map((each) => each.replace('..', '.'))];
}

export function originInWords({ language, texts }: AccessContent, { way, at, by, fileKinds }: Origin): string {
  const day = at === null ? '' : formatPartialDate(localDay(at), language, 'long');
  const kinds = inWords([...new Set(fileKinds.map((each) => texts.files[each] ?? each))], PAPER_TEXTS[language].and);
  return texts.origin[way](by, day, kinds);
}

function earlierSection({ earlier, language, personOf, speak, texts }: AccessContent): Section[] {
  if (earlier.length === 0) return [];
  const { text, question, answer, given } = texts.earlier;
  return [
    section('access-earlier', texts.headings.earlier, [
      { kind: 'text', text },
      {
        kind: 'table',
        head: [question, answer, given],
        rows: earlier.map((each) => [
          lineOf(`${conceptLabel(language, each.concept)}: ${fieldLabel(language, each.concept, each.field)}`),
          linesOf(speak.answer(each.concept, each.field, each.value)),
          lineOf(`${formatPartialDate(localDay(each.at), language)}, ${personOf(each.actor)}`),
        ]),
      },
    ]),
  ];
}

function whySection({ language, termOf, told, texts }: AccessContent): Section {
  const { why } = texts;
  const and = PAPER_TEXTS[language].and;
  const each = <T extends string>(all: readonly T[], words: Readonly<Record<T, string>>): string =>
    inWords(
      [...new Set(all)].map((one) => words[one]),
      and,
    ) ?? '';
  const table: Table = {
    kind: 'table',
    head: [why.data, why.purpose, why.ground, why.term],
    rows: told.categories.map(({ category, entries }) => [
      lineOf(
        capital(REGISTER_WORDS[language].categories[category]) +
          (entries.some(({ sensitivity }) => sensitivity === 'sensitive') ? ` (${why.sensitive})` : ''),
      ),
      lineOf(
        each(
          entries.map(({ purpose }) => purpose),
          texts.purposes,
        ),
      ),
      lineOf(
        each(
          entries.map(({ purpose }) => GROUND_OF[purpose]),
          texts.grounds,
        ),
      ),
      lineOf([...new Set(entries.map(({ retention }) => termOf(retention)))].join('; ')),
    ]),
  };
  return section('access-why', texts.headings.why, [
    table,
    { kind: 'text', text: [texts.termsText, why.sensitiveText, texts.machineCopies].join(' ') },
  ]);
}

function receiptsSection(content: AccessContent): Section {
  const { controller, held, language, personOf, texts } = content;
  const { receipts: words } = texts;
  const names = [...new Set(held.log.map(({ actor }) => personOf(actor)))];
  const seen: Block[] = names.length === 0 ? [] : [{ kind: 'text', text: words.seenBy(names.join(', ')) }];
  const office: Block[] = held.hasOffice ? [{ kind: 'text', text: words.office(controller) }] : [];
  if (held.receipts.length === 0)
    return section('access-receipts', texts.headings.receipts, [
      { kind: 'text', text: words.none },
      ...seen,
      ...office,
    ]);
  return section('access-receipts', texts.headings.receipts, [
    { kind: 'text', text: words.text },
    {
      kind: 'table',
      head: [words.when, words.who, words.what, words.by],
      rows: held.receipts.map((each) => [
        lineOf(formatPartialDate(localDay(each.at), language)),
        lineOf(
          joined(
            [
              each.recipient === null
                ? words.adviserSelf
                : (words.to[each.recipient as keyof typeof words.to] ?? each.recipient),
              each.recipientName,
            ],
            ', ',
          ),
        ),
        lineOf(
          joined(
            [
              words.actions[each.action] ?? each.action,
              each.form === null ? null : `(${words.forms[each.form] ?? each.form})`,
            ],
            ' ',
          ),
        ),
        lineOf(personOf(each.actor)),
      ]),
    },
    ...seen,
    ...office,
  ]);
}

/** As many as somebody still reads line by line, and as many groups as they still read by day. */
const MOST_LINES = 60;
const MOST_DAYS = 200;

function logSection({ held, language, personOf, texts }: AccessContent): Section {
  const { log: words } = texts;
  const device = ({ isHere }: LogLine): string => (isHere ? (held.laptop ?? words.here) : words.elsewhere);
  const dayOf = ({ at }: LogLine): string => localDay(at);
  const groupedBy = (when: (line: LogLine) => string) =>
    Map.groupBy(held.log, (line) => `${when(line)} ${line.actor} ${line.isHere ? '' : line.device}`);
  const days = groupedBy(dayOf);
  const how = held.log.length <= MOST_LINES ? 'line' : days.size <= MOST_DAYS ? 'day' : 'month';
  const rows =
    how === 'line'
      ? held.log.map((line) => [
          lineOf(`${formatPartialDate(dayOf(line), language)}, ${timeOf(line.at)}`),
          lineOf(personOf(line.actor)),
          lineOf(words.actions[line.action] ?? words.actions[line.what] ?? words.actions['other'] ?? ''),
          lineOf(device(line)),
        ])
      : [...(how === 'day' ? days : groupedBy((line) => dayOf(line).slice(0, 7))).values()].flatMap((lines) => {
          const [first] = lines;
          if (!first) return [];
          const counts = Map.groupBy(lines, ({ what }) => what);
          return [
            [
              lineOf(formatPartialDate(how === 'day' ? dayOf(first) : dayOf(first).slice(0, 7), language)),
              lineOf(personOf(first.actor)),
              lineOf([...counts].map(([what, of]) => words.counted[what](of.length)).join(', ')),
              lineOf(device(first)),
            ],
          ];
        });
  return section('access-log', texts.headings.log, [
    {
      kind: 'text',
      text: joined([words.text, words.grouped[how], held.hasOffice ? words.elsewhereText : null], ' '),
    },
    ...(rows.length === 0
      ? []
      : [{ kind: 'table' as const, head: [words.when, words.who, words.what, words.device], rows }]),
  ]);
}

const timeOf = (at: number): string => {
  const moment = new Date(at);
  return `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;
};

function rightsSection({ texts }: AccessContent): Section {
  return section('access-rights', texts.headings.rights, [
    { kind: 'dots', items: texts.rights },
    { kind: 'text', text: texts.complaint },
  ]);
}

/** What was left out, part by part and each with its reason; never what it said. */
export function leftOutInWords(content: AccessContent): string[] {
  const { choice, held, language, notHere, told, texts } = content;
  const { leftOut: words } = texts;
  const rowOf = new Map(held.rows.map((each) => [`${each.concept}/${each.row}`, each]));
  const parts = told.leftOut.map(({ concept, row, field, reason }) => {
    const whole = rowOf.get(`${concept}/${row}`);
    const when = whole ? whenOf(whole) : null;
    const date = when && when.field !== field ? ` (${formatPartialDate(String(when.value), language, 'long')})` : '';
    const label = conceptLabel(language, concept);
    return words.part(
      field === null ? label + date : `${label}${date}, ${fieldLabel(language, concept, field)}`,
      words.reasons[reason],
    );
  });
  const kinds = categoriesOf(told.notTold).map((each) => REGISTER_WORDS[language].categories[each]);
  const listed = inWords(kinds, PAPER_TEXTS[language].and);
  const said = [
    ...parts,
    ...(told.hidden > 0 ? [words.names(told.hidden)] : []),
    ...(listed === null ? [] : [choice.kind === 'access' ? words.notTold(listed) : words.notPortable(listed)]),
    ...(notHere.length > 0 ? [words.documents(notHere.join(', '))] : []),
  ];
  if (said.length === 0) return [words.nothing[choice.kind]];
  return parts.length > 0 || told.hidden > 0 ? [...said, words.ask] : said;
}

const categoriesOf = (notTold: AccessContent['told']['notTold']): Category[] => [
  ...new Set(notTold.flatMap(({ concept, fields }) => fields.map((field) => entryOf(concept, field).category))),
];

function closing(content: AccessContent): Paper['closing'] {
  return { heading: content.texts.headings.leftOut, texts: leftOutInWords(content), facts: [] };
}
