/**
 * What a dossier holds, section by section in the order of the register, each only when there is something to say. The
 * dossier is already redacted: what a recipient may not have is `null` here, so nothing decides about privacy in this file.
 */
import { DAYS, DAY_PARTS, RIASEC, type ConceptName, type FieldsOf } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { formatPartialDate, formatPeriod, latestFirst } from '../../../core/domain/dutch-date.ts';
import { conceptLabel, fieldLabel, optionLabel } from '../../../core/domain/words/words.ts';
import type { Recipient } from '../../../core/register/register.ts';
import { hexagon, hexagonTitle, levelBar, week } from './charts.ts';
import { guidanceSections } from './guidance-sections.ts';
import { asWritten, html, webAddress, type Markup } from './markup.ts';
import { PAPER_TEXTS, inWords, type Language, type SectionName } from './paper-texts.ts';

/** Codes of occupation and skill lists mean something to professionals only. */
export const readsCodes = (recipient: Recipient): boolean => recipient === 'colleague' || recipient === 'uwv';

export function sections(dossier: Dossier, recipient: Recipient, language: Language): Markup[] {
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

  const section = (name: SectionName, content: Markup | null): Markup | null =>
    content === null
      ? null
      : html`<section aria-labelledby="${name}">
          <h2 id="${name}">${headings[name]}</h2>
          ${content}
        </section>`;

  const home: Fact[] = [[texts.address, addressOf(candidate)]];
  const reach: Fact[] = rows.contactDetail.flatMap((each) => {
    const named = (name: string) => joined(field('contactDetail', name), each.label && `(${each.label})`);
    const mail = each.email === null ? null : mailLink(each.email);
    return [
      [named('phone'), each.phone],
      [named('email'), mail, each.email?.length ?? 0],
      [field('contactDetail', 'label'), each.phone === null && each.email === null ? each.label : null],
    ] satisfies Fact[];
  });
  const social: Fact[] = rows.socialProfile.map((each) => [
    option('socialProfile', 'site', each.site) ?? field('socialProfile', 'site'),
    html`${each.handle}${each.handle !== null && each.url !== null ? ' · ' : ''}${each.url === null ? null : link(each.url)}`,
    (each.handle?.length ?? 0) + (each.url?.length ?? 0),
  ]);
  const standing: Fact[] = [
    [
      field('candidate', 'initials'),
      candidate.givenName !== null && recipient !== 'employer' ? candidate.initials : null,
    ],
    [field('candidate', 'phase'), option('candidate', 'phase', candidate.phase)],
    [field('candidate', 'workLevel'), option('candidate', 'workLevel', candidate.workLevel)],
    [field('candidate', 'externalReference'), candidate.externalReference],
  ];

  const wishes = (): Markup | null =>
    someOf(rows.desiredOccupation, (all) =>
      nameList(
        all.map((each) => ({
          name: each.name ?? texts.untitled,
          more: coded('desiredOccupation', 'codeSystem', each.codeSystem, each.code),
        })),
      ),
    );

  const work = (): Markup | null =>
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

  const education = (): Markup | null =>
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

  const courses = (): Markup | null =>
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

  const skills = (): Markup | null =>
    someOf(rows.skill, (all) => {
      const groups = (['craft', 'behaviour', null] as const)
        .map((kind) => ({ kind, of: all.filter((each) => each.kind === kind) }))
        .filter(({ of }) => of.length > 0);
      return html`${groups.map(
        ({ kind, of }) =>
          html`<div class="group">
            ${groups.length === 1 && kind === null ? null : html`<h3>${texts.skillKinds[kind ?? 'other']}</h3>`}
            ${skillGroup(of)}
          </div>`,
      )}`;
    });

  const skillGroup = (of: readonly FieldsOf<'skill'>[]): Markup => {
    const name = (each: FieldsOf<'skill'>) => each.name ?? texts.untitled;
    const code = (each: FieldsOf<'skill'>) => coded('skill', 'codeSystem', each.codeSystem, each.code);
    if (of.every((each) => each.level === null && each.evidence === null && each.note === null))
      return nameList(of.map((each) => ({ name: name(each), more: code(each) })));
    return tableOf(
      field('skill', 'name'),
      of,
      (each) => html`${name(each)}${code(each) === null ? null : html`<br /><span class="small">${code(each)}</span>`}`,
      [
        {
          label: field('skill', 'level'),
          of: (each) => each.level && level(each.level, word('skill', 'level', each.level), 'skill'),
        },
        { label: field('skill', 'evidence'), of: (each) => each.evidence && html`${each.evidence}` },
        { label: field('skill', 'note'), of: (each) => each.note && asWritten(each.note) },
      ],
    );
  };

  const languages = (): Markup | null =>
    someOf(rows.language, (all) =>
      tableOf(
        field('language', 'language'),
        all,
        (each) => html`${each.language ?? each.languageCode?.toUpperCase() ?? texts.untitled}`,
        [
          ...(['speaking', 'listening', 'reading', 'writing'] as const).map((name) => ({
            label: field('language', name),
            of: (each: FieldsOf<'language'>) => {
              const code = each[name];
              return code && level(code, word('language', name, code), 'language');
            },
          })),
          {
            label: field('language', 'motherTongue'),
            of: (each) => each.motherTongue && html`${option('language', 'motherTongue', each.motherTongue)}`,
          },
        ],
      ),
    );

  const licences = (): Markup | null =>
    someOf(rows.drivingLicence, (all) =>
      nameList(
        all.map((each) => ({
          name: option('drivingLicence', 'category', each.category) ?? texts.untitled,
          more: each.until === null ? null : texts.expiresOn(day(each.until)),
        })),
      ),
    );

  const interests = (): Markup | null => {
    const profiles = rows.interestProfile.toSorted((a, b) => ((a.measuredOn ?? '') < (b.measuredOn ?? '') ? 1 : -1));
    if (rows.interest.length === 0 && profiles.length === 0) return null;
    return html`${someOf(rows.interest, (all) =>
      nameList(all.map((each) => ({ name: each.name ?? texts.untitled, more: each.note }))),
    )}${profiles.map(interestProfile)}`;
  };

  const interestProfile = (profile: FieldsOf<'interestProfile'>, index: number): Markup => {
    const said = [
      conceptLabel(language, 'interestProfile'),
      profile.measuredOn && texts.measured(day(profile.measuredOn, 'long')),
      profile.source,
    ];
    return html`<figure class="chart">
      <figcaption>
        <b>${hexagonTitle(profile, language)}</b>
        <span class="small">${joinedBy(' · ', said)}</span>
      </figcaption>
      ${hexagon(profile, language, `interests-${index + 1}`) ?? html`<div></div>`}
      <table>
        <thead>
          <tr>
            <th scope="col">${texts.axis}</th>
            <th scope="col" class="number">${texts.score}</th>
          </tr>
        </thead>
        <tbody>
          ${RIASEC.map(
            (each) =>
              html`<tr>
                <th scope="row">${field('interestProfile', each)}</th>
                <td class="number">${profile[each] ?? texts.unknown}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </figure>`;
  };

  const schemes = (): Markup | null =>
    someOf(rows.scheme, (all) => {
      const table = tableOf(
        field('scheme', 'scheme'),
        all,
        (each) => html`${option('scheme', 'scheme', each.scheme) ?? texts.untitled}`,
        [
          {
            label: texts.period,
            of: (each) => html`${unbroken(formatPeriod(each.from, each.until, language, { openEnd: 'from' }))}`,
            empty: (each) => each.from === null && each.until === null,
          },
          { label: field('scheme', 'source'), of: (each) => each.source && html`${each.source}` },
          { label: field('scheme', 'note'), of: (each) => each.note && asWritten(each.note) },
        ],
      );
      return html`${recipient === 'candidate' ? null : html`<p class="notice">${texts.schemesNotice}</p>`}${table}`;
    });

  const availabilityPart = (): Markup | null => {
    if (availability === null) return null;
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
    ): Fact => [field('availability', name), option('availability', name, availability[name])];
    const chart = week(availability, language);
    const time: Fact[] = [
      [field('availability', 'from'), availability.from && day(availability.from, 'long')],
      [field('availability', 'until'), availability.until && day(availability.until, 'long')],
      [texts.hours, hoursMin === null && hoursMax === null ? null : texts.hoursValue(hoursMin, hoursMax)],
      [field('availability', 'days'), list('days')],
      [field('availability', 'dayParts'), list('dayParts')],
      answer('officeHours'),
      answer('irregularHours'),
    ];
    const further: Fact[] = [
      [texts.travel, texts.distance(maxDistanceKm, maxTravelMinutes) || null],
      [field('availability', 'transport'), list('transport')],
      [field('availability', 'transportForWork'), list('transportForWork')],
      [field('availability', 'contractForms'), list('contractForms')],
      [field('availability', 'sectors'), availability.sectors],
      [field('availability', 'countries'), availability.countries],
      answer('needsAdaptation'),
      answer('needsGuidance'),
      answer('needsVariation'),
      [field('availability', 'note'), availability.note === null ? null : asWritten(availability.note)],
    ];
    const first = factList(time, chart === null ? '' : 'single');
    const second = factList(further);
    if (first === null && second === null) return null;
    return chart === null
      ? html`${factList([...time, ...further])}`
      : html`<div class="chart week">${chart}${first}</div>
          ${second}`;
  };

  const webLinks = (): Markup | null =>
    someOf(
      rows.webLink,
      (all) =>
        html`<ul class="links">
          ${all.map(
            (each) =>
              html`<li>
                ${each.title === null ? null : html`<b>${each.title}</b><br />`}${each.url === null ? null : link(each.url)}
                ${each.note === null ? null : html`<p class="long">${asWritten(each.note)}</p>`}
              </li>`,
          )}
        </ul>`,
    );

  /** That they are there: the files themselves are handed over one by one, when the adviser saves a copy. */
  const documents = (): Markup | null =>
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

  const remainders = (): Markup | null =>
    someOf(
      rows.importRemainder,
      (all) =>
        html`<p class="notice">${texts.remaindersNotice}</p>
          ${tableOf(
            field('importRemainder', 'value'),
            all,
            (each) => asWritten(each.value ?? ''),
            (['reason', 'source', 'path'] as const).map((name) => ({
              label: field('importRemainder', name),
              of: (each) => each[name] && html`${each[name]}`,
            })),
          )}`,
    );

  return [
    section('facts', factList([...home, ...reach, ...social, ...standing])),
    section(
      'presentation',
      candidate.presentation === null ? null : html`<p class="long">${asWritten(candidate.presentation)}</p>`,
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
    ...guidanceSections(dossier, language, texts.untitled).map(({ name, content }) => section(name, content)),
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

const someOf = <R>(rows: readonly R[], shown: (rows: readonly R[]) => Markup | null): Markup | null =>
  rows.length === 0 ? null : shown(rows);

/** Street and place on one line; only what is there. The place alone already stands below the name. */
function addressOf(candidate: FieldsOf<'candidate'>): string | null {
  const { street, houseNumber, houseNumberSuffix, postcode, place, country } = candidate;
  if (street === null && houseNumber === null && houseNumberSuffix === null && postcode === null) return null;
  return joinedBy(', ', [joined(street, houseNumber, houseNumberSuffix), joined(postcode, place), country]);
}

type Fact = readonly [label: string, value: string | Markup | null, length?: number];
/** Characters that fit beside the label in half the width; what is longer gets the whole. */
const HALF_WIDTH = 22;
function factList(all: readonly Fact[], kind = ''): Markup | null {
  const known = all.filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  return html`<dl class="facts ${kind}">
    ${known.map(
      ([label, value, length = typeof value === 'string' ? value.length : 0]) =>
        html`<div class="${length > HALF_WIDTH ? 'wide' : ''}">
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

type Entry = {
  readonly title: string;
  readonly period: string;
  readonly under: readonly (string | null)[];
  readonly small: string | null;
  readonly text: string | null;
};
const entryList = (entries: readonly Entry[]): Markup =>
  html`<ul>
    ${entries.map(
      ({ title, period, under, small, text }) =>
        html`<li class="entry">
          <h3>${title}</h3>
          ${period === '' ? null : html`<p class="period">${unbroken(period)}</p>`}
          ${under.some(Boolean) ? html`<p class="quiet">${joinedBy(' · ', under)}</p>` : null}
          ${small === null ? null : html`<p class="small">${small}</p>`}
          ${text === null ? null : html`<p class="long">${asWritten(text)}</p>`}
        </li>`,
    )}
  </ul>`;

const nameList = (names: readonly { name: string; more: string | null }[]): Markup =>
  html`<ul class="names">
    ${names.map(
      ({ name, more }) =>
        html`<li>${name}${more === null ? null : html` <span class="small">${asWritten(more)}</span>`}</li>`,
    )}
  </ul>`;

type Column<R> = {
  readonly label: string;
  readonly of: (row: R) => Markup | null | '';
  readonly empty?: (row: R) => boolean;
};
/** A column that says nothing for any row is left away. */
function tableOf<R>(head: string, rows: readonly R[], name: (row: R) => Markup, columns: readonly Column<R>[]): Markup {
  const shown = columns.filter((column) => rows.some((row) => (column.empty ? !column.empty(row) : column.of(row))));
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${head}</th>
        ${shown.map(({ label }) => html`<th scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${name(row)}</th>
            ${shown.map((column) => html`<td>${column.of(row) || null}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const level = (code: string, word: string, of: 'skill' | 'language'): Markup =>
  html`<span class="level">${levelBar(code, of)}${word}</span>`;

const mailLink = (address: string): Markup =>
  html`<a href="mailto:${encodeURIComponent(address).replace('%40', '@')}">${address}</a>`;

/** The address itself is the text of the link: on paper nobody can click. */
function link(url: string): Markup {
  const address = webAddress(url);
  return address === null ? html`${url}` : html`<a href="${address}">${url}</a>`;
}
