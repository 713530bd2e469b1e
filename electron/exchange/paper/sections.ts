/**
 * What a dossier holds, section by section in the order of the register, each only when there is something to say. The
 * dossier is already redacted: what a recipient may not have is `null` here, so nothing decides about privacy in this file.
 */
import type { Definition } from '../../../core/assessments/definition.ts';
import { DAYS, DAY_PARTS, RIASEC, type ConceptName, type FieldsOf } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate, formatPeriod, latestFirst } from '../../../core/domain/dutch-date.ts';
import { remainderText } from '../../../core/domain/words/remainder.ts';
import { conceptLabel, fieldLabel, optionLabel } from '../../../core/domain/words/words.ts';
import type { Recipient } from '../../../core/register/register.ts';
import {
  lineOf,
  linesOf,
  mailLink,
  newLine,
  webLink,
  words,
  type Block,
  type Entry,
  type Fact,
  type Line,
  type Piece,
  type Section,
  type Table,
} from './blocks.ts';
import { assessmentBlocks } from './assessment-blocks.ts';
import { hexagonTitle, hasWeek } from './charts.ts';
import { guidanceSections } from './guidance-sections.ts';
import { PAPER_TEXTS, inWords, type Language, type SectionName } from './paper-texts.ts';

/** Codes of occupation and skill lists mean something to professionals only. */
export const readsCodes = (recipient: Recipient): boolean => recipient === 'colleague' || recipient === 'uwv';

export function sections(
  dossier: Dossier,
  recipient: Recipient,
  language: Language,
  definitions: readonly Definition[] = [],
): Section[] {
  const texts = PAPER_TEXTS[language];
  const headings = recipient === 'candidate' ? texts.headings.toCandidate : texts.headings.aboutCandidate;
  const { candidate, availability, rows } = dossier;
  const codes = readsCodes(recipient);

  const field = (concept: ConceptName, name: string) => fieldLabel(language, concept, name);
  const word = (concept: ConceptName, name: string, code: string) => optionLabel(language, concept, name, code);
  const option = (concept: ConceptName, name: string, code: string | null) =>
    code === null ? null : word(concept, name, code);
  const day = (value: string, style: 'short' | 'long' = 'short') => formatPartialDate(value, language, style);
  const coded = (concept: ConceptName, systemField: string, system: string | null, code: string | null) =>
    codes && code !== null ? [option(concept, systemField, system), code].filter(Boolean).join(': ') : null;

  const section = (name: SectionName, blocks: readonly Block[]): Section | null =>
    blocks.length === 0 ? null : { name, heading: headings[name], blocks };

  const home: Said[] = [[texts.address, addressOf(candidate)]];
  const reach: Said[] = rows.contactDetail.flatMap((each) => {
    const named = (name: string) => joined(field('contactDetail', name), each.label && `(${each.label})`);
    const mail = each.email === null ? null : [mailLink(each.email)];
    return [
      [named('phone'), each.phone],
      [named('email'), mail, each.email?.length ?? 0],
      [field('contactDetail', 'label'), each.phone === null && each.email === null ? each.label : null],
    ] satisfies Said[];
  });
  const social: Said[] = rows.socialProfile.map((each) => [
    option('socialProfile', 'site', each.site) ?? field('socialProfile', 'site'),
    [
      ...lineOf(each.handle),
      ...(each.handle !== null && each.url !== null ? [words(' · ')] : []),
      ...(each.url === null ? [] : [webLink(each.url)]),
    ],
    (each.handle?.length ?? 0) + (each.url?.length ?? 0),
  ]);
  const standing: Said[] = [
    [
      field('candidate', 'initials'),
      candidate.givenName !== null && recipient !== 'employer' ? candidate.initials : null,
    ],
    [field('candidate', 'phase'), option('candidate', 'phase', candidate.phase)],
    [field('candidate', 'workLevel'), option('candidate', 'workLevel', candidate.workLevel)],
    [field('candidate', 'externalReference'), candidate.externalReference],
  ];

  const wishes = (): readonly Block[] =>
    someOf(rows.desiredOccupation, (all) =>
      nameList(
        all.map((each) => ({
          name: each.name ?? texts.untitled,
          more: coded('desiredOccupation', 'codeSystem', each.codeSystem, each.code),
        })),
      ),
    );

  const work = (): readonly Block[] =>
    someOf(rows.workExperience.toSorted(latestFirst), (all) =>
      entryList(
        all.map((each) => ({
          title: each.role ?? each.employer ?? texts.untitled,
          period: formatPeriod(each.from, each.until, language),
          under: [each.role === null ? null : each.employer, each.place],
          small: coded('workExperience', 'roleCodeSystem', each.roleCodeSystem, each.roleCode),
          text: each.description,
        })),
      ),
    );

  const education = (): readonly Block[] =>
    someOf(
      rows.education.toSorted((a, b) =>
        latestFirst(asEnded(a, a.status === 'ongoing'), asEnded(b, b.status === 'ongoing')),
      ),
      (all) =>
        entryList(
          all.map((each) => ({
            title: each.name ?? each.field ?? each.institute ?? texts.untitled,
            // Without an end a study goes on only when it says so.
            period: formatPeriod(each.from, each.until, language, {
              openEnd: each.status === 'ongoing' ? 'now' : 'unknown',
            }),
            under: [
              each.name === null && each.field === null ? null : each.institute,
              each.name === null ? null : each.field,
              option('education', 'level', each.level),
              option('education', 'status', each.status),
              each.diplomaDate !== null
                ? texts.diplomaDate(day(each.diplomaDate))
                : each.diploma === null
                  ? null
                  : `${field('education', 'diploma').toLowerCase()}: ${option('education', 'diploma', each.diploma)}`,
              each.diplomaDate !== null && each.diploma === 'no'
                ? `${field('education', 'diploma').toLowerCase()}: ${option('education', 'diploma', each.diploma)}`
                : null,
            ],
            small: codes ? each.nameCode : null,
            text: each.description,
          })),
        ),
    );

  const courses = (): readonly Block[] =>
    someOf(
      rows.course.toSorted((a, b) => latestFirst(asEnded(a, false), asEnded(b, false))),
      (all) =>
        entryList(
          all.map((each) => ({
            title: each.name ?? each.institute ?? texts.untitled,
            period: formatPeriod(each.from, each.until, language, { openEnd: 'unknown' }),
            under: [
              each.name === null ? null : each.institute,
              each.certificateDate === null ? null : texts.certificateDate(day(each.certificateDate)),
              each.expiresOn === null ? null : texts.expiresOn(day(each.expiresOn)),
            ],
            small: null,
            text: each.description,
          })),
        ),
    );

  const skills = (): readonly Block[] =>
    someOf(rows.skill, (all) => {
      const groups = (['craft', 'behaviour', null] as const)
        .map((kind) => ({ kind, of: all.filter((each) => each.kind === kind) }))
        .filter(({ of }) => of.length > 0);
      return groups.map(({ kind, of }) => ({
        kind: 'group' as const,
        heading: groups.length === 1 && kind === null ? null : texts.skillKinds[kind ?? 'other'],
        blocks: skillGroup(of),
      }));
    });

  const skillGroup = (of: readonly FieldsOf<'skill'>[]): Block[] => {
    const name = (each: FieldsOf<'skill'>) => each.name ?? texts.untitled;
    const code = (each: FieldsOf<'skill'>) => coded('skill', 'codeSystem', each.codeSystem, each.code);
    if (of.every((each) => each.level === null && each.evidence === null && each.note === null))
      return nameList(of.map((each) => ({ name: name(each), more: code(each) })));
    return tableOf(
      field('skill', 'name'),
      of,
      (each) => {
        const small = code(each);
        return [words(name(each)), ...(small === null ? [] : [newLine, words(small, 'small')])];
      },
      [
        {
          label: field('skill', 'level'),
          of: (each) => each.level && [level(each.level, word('skill', 'level', each.level), 'skill')],
        },
        { label: field('skill', 'evidence'), of: (each) => lineOf(each.evidence) },
        { label: field('skill', 'note'), of: (each) => linesOf(each.note) },
      ],
    );
  };

  const languages = (): readonly Block[] =>
    someOf(rows.language, (all) =>
      tableOf(
        field('language', 'language'),
        all,
        (each) => [words(each.language ?? each.languageCode?.toUpperCase() ?? texts.untitled)],
        [
          ...(['speaking', 'listening', 'reading', 'writing'] as const).map((name) => ({
            label: field('language', name),
            of: (each: FieldsOf<'language'>) => {
              const code = each[name];
              return code && [level(code, word('language', name, code), 'language')];
            },
          })),
          {
            label: field('language', 'motherTongue'),
            of: (each) => lineOf(option('language', 'motherTongue', each.motherTongue)),
          },
        ],
      ),
    );

  const licences = (): readonly Block[] =>
    someOf(rows.drivingLicence, (all) =>
      nameList(
        all.map((each) => ({
          name: option('drivingLicence', 'category', each.category) ?? texts.untitled,
          more: each.until === null ? null : texts.expiresOn(day(each.until)),
        })),
      ),
    );

  const interests = (): readonly Block[] => {
    const profiles = rows.interestProfile.toSorted((a, b) => ((a.measuredOn ?? '') < (b.measuredOn ?? '') ? 1 : -1));
    return [
      ...someOf(rows.interest, (all) =>
        nameList(all.map((each) => ({ name: each.name ?? texts.untitled, more: each.note }))),
      ),
      ...profiles.map(interestProfile),
    ];
  };

  const interestProfile = (profile: FieldsOf<'interestProfile'>, index: number): Block => {
    const said = [
      conceptLabel(language, 'interestProfile'),
      profile.measuredOn && texts.measured(day(profile.measuredOn, 'long')),
      profile.source,
    ];
    return {
      kind: 'interestProfile',
      profile,
      number: index + 1,
      title: hexagonTitle(profile, language),
      under: joinedBy(' · ', said),
      scores: {
        kind: 'table',
        head: [texts.axis, texts.score],
        rows: RIASEC.map((each) => [
          [words(field('interestProfile', each))],
          [words(String(profile[each] ?? texts.unknown))],
        ]),
      },
    };
  };

  const schemes = (): readonly Block[] =>
    someOf(rows.scheme, (all) => {
      const table = tableOf(
        field('scheme', 'scheme'),
        all,
        (each) => [words(option('scheme', 'scheme', each.scheme) ?? texts.untitled)],
        [
          {
            label: texts.period,
            of: (each) =>
              each.from === null && each.until === null
                ? []
                : [words(unbroken(formatPeriod(each.from, each.until, language, { openEnd: 'from' })))],
          },
          { label: field('scheme', 'outcome'), of: (each) => lineOf(option('scheme', 'outcome', each.outcome)) },
          { label: field('scheme', 'decidedOn'), of: (each) => lineOf(each.decidedOn && day(each.decidedOn)) },
          { label: field('scheme', 'source'), of: (each) => lineOf(each.source) },
          { label: field('scheme', 'note'), of: (each) => linesOf(each.note) },
        ],
      );
      return recipient === 'candidate' ? table : [{ kind: 'notice' as const, text: texts.schemesNotice }, ...table];
    });

  const availabilityPart = (): readonly Block[] => {
    if (availability === null) return [];
    const list = (name: 'days' | 'dayParts' | 'transport' | 'transportForWork' | 'contractForms') => {
      const chosen = availability[name];
      const order: readonly string[] | null = name === 'days' ? DAYS : name === 'dayParts' ? DAY_PARTS : null;
      const sorted = order === null ? chosen : chosen && order.filter((each) => chosen.includes(each));
      return inWords(
        (sorted ?? []).map((each) => word('availability', name, each)),
        texts.and,
      );
    };
    const { hoursMin, hoursMax, maxDistanceKm, maxTravelMinutes } = availability;
    const answer = (
      name: 'officeHours' | 'irregularHours' | 'needsAdaptation' | 'needsGuidance' | 'needsVariation',
    ): Said => [field('availability', name), option('availability', name, availability[name])];
    const time: Said[] = [
      [field('availability', 'from'), availability.from && day(availability.from, 'long')],
      [field('availability', 'until'), availability.until && day(availability.until, 'long')],
      [texts.hours, hoursMin === null && hoursMax === null ? null : texts.hoursValue(hoursMin, hoursMax)],
      [field('availability', 'days'), list('days')],
      [field('availability', 'dayParts'), list('dayParts')],
      answer('officeHours'),
      answer('irregularHours'),
    ];
    const further: Said[] = [
      [texts.travel, texts.distance(maxDistanceKm, maxTravelMinutes) || null],
      [field('availability', 'transport'), list('transport')],
      [field('availability', 'transportForWork'), list('transportForWork')],
      [field('availability', 'contractForms'), list('contractForms')],
      [field('availability', 'sectors'), availability.sectors],
      [field('availability', 'countries'), availability.countries],
      answer('needsAdaptation'),
      answer('needsGuidance'),
      answer('needsVariation'),
      [field('availability', 'note'), availability.note === null ? null : linesOf(availability.note), 0],
    ];
    if (!hasWeek(availability)) return factList([...time, ...further]);
    return [{ kind: 'week', availability, facts: factsOf(time) }, ...factList(further)];
  };

  const webLinks = (): readonly Block[] =>
    rows.webLink.length === 0
      ? []
      : [
          {
            kind: 'links',
            links: rows.webLink.map((each) => ({
              line: [
                ...(each.title === null ? [] : [words(each.title, 'strong'), newLine]),
                ...(each.url === null ? [] : [webLink(each.url)]),
              ],
              note: each.note,
            })),
          },
        ];

  /** That they are there: the files themselves are handed over one by one, when the adviser saves a copy. */
  const documents = (): readonly Block[] =>
    someOf(rows.document, (all) =>
      entryList(
        all.map((each) => ({
          title: each.name ?? texts.untitled,
          period: each.date === null ? '' : day(each.date),
          under: [
            option('document', 'kind', each.kind),
            each.confidential === 'yes' ? field('document', 'confidential').toLowerCase() : null,
          ],
          small: null,
          text: each.note,
        })),
      ),
    );

  const remainders = (): readonly Block[] =>
    someOf(rows.importRemainder, (all) => [
      { kind: 'notice' as const, text: texts.remaindersNotice },
      ...tableOf(
        field('importRemainder', 'value'),
        all,
        (each) => linesOf(each.value),
        (['reason', 'source', 'path'] as const).map((name) => ({
          label: field('importRemainder', name),
          of: (each) => lineOf(name === 'reason' ? each.reason && remainderText(language, each.reason) : each[name]),
        })),
      ),
    ]);

  /** Each with its scores below it, in the order of its entries. */
  const assessments = (entries: readonly Entry[]): readonly Block[] =>
    rows.assessment
      .toSorted((a, b) => -(a.date ?? '').localeCompare(b.date ?? ''))
      .flatMap((row, index): readonly Block[] => {
        const entry = entries[index];
        const scores = assessmentBlocks(row, definitions, language, rows.interestProfile.length + index + 1);
        return entry ? [{ kind: 'entries', entries: [entry] }, ...scores] : scores;
      });

  return [
    section('facts', factList([...home, ...reach, ...social, ...standing])),
    section(
      'presentation',
      candidate.presentation === null ? [] : [{ kind: 'text' as const, text: candidate.presentation }],
    ),
    section('wishes', wishes()),
    section('work', work()),
    section('education', education()),
    section('courses', courses()),
    section('skills', skills()),
    section('languages', languages()),
    section('licences', licences()),
    section('interests', interests()),
    section('schemes', schemes()),
    section('availability', availabilityPart()),
    section('webLinks', webLinks()),
    ...guidanceSections(dossier, language, texts.untitled).map(({ name, entries }) =>
      section(
        name,
        name === 'assessments'
          ? assessments(entries)
          : entries.length === 0
            ? []
            : [{ kind: 'entries' as const, entries }],
      ),
    ),
    section('documents', documents()),
    section('remainders', remainders()),
  ].filter((each) => each !== null);
}

const joinedBy = (by: string, parts: readonly (string | null | false | undefined)[]): string =>
  parts.filter(Boolean).join(by);
const joined = (...parts: (string | null | false | undefined)[]): string => joinedBy(' ', parts);

/** For the order only: a study that has no end and does not say it goes on, is put where it began. */
const asEnded = (row: { readonly from: string | null; readonly until: string | null }, goesOn: boolean) => ({
  from: row.from,
  until: row.until ?? (goesOn ? null : row.from),
});

/** A date stays on one line; a period may break after its dash. */
const unbroken = (period: string): string => period.replaceAll(' ', '\u00a0').replace('–\u00a0', '– ');

const someOf = <R>(rows: readonly R[], shown: (rows: readonly R[]) => readonly Block[]): readonly Block[] =>
  rows.length === 0 ? [] : shown(rows);

/** Street and place on one line; only what is there. The place alone already stands below the name. */
function addressOf(candidate: FieldsOf<'candidate'>): string | null {
  const { street, houseNumber, houseNumberSuffix, postcode, place, country } = candidate;
  if (street === null && houseNumber === null && houseNumberSuffix === null && postcode === null) return null;
  return joinedBy(', ', [joined(street, houseNumber, houseNumberSuffix), joined(postcode, place), country]);
}

type Said = readonly [label: string, value: string | Line | null, length?: number];
/** Characters that fit beside the label in half the width; what is longer gets the whole. */
const HALF_WIDTH = 22;
const factsOf = (all: readonly Said[]): Fact[] =>
  all.flatMap(([label, value, length = typeof value === 'string' ? value.length : 0]) =>
    value === null
      ? []
      : [{ label, value: typeof value === 'string' ? [words(value)] : value, isLong: length > HALF_WIDTH }],
  );
function factList(all: readonly Said[]): Block[] {
  const facts = factsOf(all);
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

type Row = Omit<Entry, 'quiet' | 'told'> & {
  readonly under: readonly (string | null)[];
  readonly small: string | null;
  readonly text: string | null;
};
const entryList = (entries: readonly Row[]): Block[] => [
  {
    kind: 'entries',
    entries: entries.map(({ title, period, under, small, text }) => ({
      title,
      period: unbroken(period),
      quiet: joinedBy(' · ', under),
      told: [
        ...(small === null ? [] : [{ kind: 'small' as const, text: small }]),
        ...(text === null ? [] : [{ kind: 'long' as const, text }]),
      ],
    })),
  },
];

const nameList = (names: readonly { name: string; more: string | null }[]): Block[] => [{ kind: 'names', names }];

type Column<R> = { readonly label: string; readonly of: (row: R) => Line | null | '' };
/** A column that says nothing for any row is left away. */
function tableOf<R>(head: string, rows: readonly R[], name: (row: R) => Line, columns: readonly Column<R>[]): [Table] {
  const shown = columns.filter((column) => rows.some((row) => (column.of(row) || []).length > 0));
  return [
    {
      kind: 'table',
      head: [head, ...shown.map(({ label }) => label)],
      rows: rows.map((row) => [name(row), ...shown.map((column) => column.of(row) || [])]),
    },
  ];
}

const level = (code: string, text: string, of: 'skill' | 'language'): Piece => ({ kind: 'level', code, of, text });
