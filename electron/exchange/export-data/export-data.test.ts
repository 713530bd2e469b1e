import { Ajv } from 'ajv';
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  CONTRACT_FORMS,
  DOSSIER_CONCEPTS,
  EDUCATION_LEVELS,
  EDUCATION_STATUSES,
  LANGUAGE_LEVELS,
  LICENCE_CATEGORIES,
  MASTERY,
  TRANSPORT,
  WORK_LEVELS,
  fieldNames,
} from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { redact } from '../../../core/register/redact.ts';
import { readIntake } from '../intake/read-intake.ts';
import { toJsonResume } from './json-resume.ts';
import { toVum } from './vum.ts';

type Rows = Record<string, Record<string, unknown>[]>;
type Content = { candidate: Record<string, unknown>; availability: Record<string, unknown> | null; rows: Rows };

/** A whole dossier around what is said, with everything else not recorded. */
function dossierOf({ candidate, availability, rows }: Content): Dossier {
  const row = (concept: Parameters<typeof fieldNames>[0], values: Record<string, unknown>) => ({
    ...Object.fromEntries(fieldNames(concept).map((name) => [name, null])),
    ...values,
    id: '01900000-0000-7000-8000-000000000001',
    createdAt: 0,
    changedAt: 0,
    onlyHere: true,
  });
  return {
    candidate: row('candidate', candidate),
    availability: availability ? row('availability', availability) : null,
    rows: Object.fromEntries(
      DOSSIER_CONCEPTS.map((concept) => [concept, (rows[concept] ?? []).map((each) => row(concept, each))]),
    ),
  } as unknown as Dossier;
}

async function back(exported: unknown) {
  const result = await readIntake(new TextEncoder().encode(JSON.stringify(exported)), 'proef.json');
  if (!result.ok) throw new Error(`${result.error.reason} ${result.error.place}`);
  return result.value.dossiers[0]!;
}

const some = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T, ...required: string[]) =>
  fc.record(fields, { requiredKeys: required }) as fc.Arbitrary<Record<string, unknown>>;
const list = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 4 });
const word = fc.stringMatching(/^[A-Z][a-zéë]{1,14}(?: [a-z]{1,8})?$/);
const date = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const partial = fc.tuple(date, fc.constantFrom(4, 7, 10)).map(([each, length]) => each.slice(0, length));
const yesNo = fc.constantFrom('yes', 'no');
const oneOf = <T>(options: readonly T[]) => fc.constantFrom(...options);
const subset = (options: readonly string[]) => fc.subarray([...options], { minLength: 1 });
const url = fc.stringMatching(/^https:\/\/[a-z]{2,8}\.example\.org\/[a-z0-9-]{0,8}$/);
const email = fc.stringMatching(/^[a-z]{1,8}@example\.nl$/);
const phone = fc.stringMatching(/^0600\d{6}$/);

/** What VUM can say, in the form in which it says it. */
const vumContent: fc.Arbitrary<Content> = fc.record({
  candidate: some(
    { externalReference: word, presentation: word, postcode: fc.constant('1234 AB'), workLevel: oneOf(WORK_LEVELS) },
    'externalReference',
  ),
  availability: fc.option(
    some(
      {
        from: date,
        until: date,
        hoursMin: fc.integer({ min: 0, max: 99 }),
        hoursMax: fc.integer({ min: 0, max: 99 }),
        officeHours: yesNo,
        irregularHours: yesNo,
        maxDistanceKm: fc.integer({ min: 0, max: 999 }),
        maxTravelMinutes: fc.integer({ min: 0, max: 999 }),
        transport: subset(TRANSPORT),
        transportForWork: subset(TRANSPORT),
        contractForms: subset(CONTRACT_FORMS),
        countries: fc.constantFrom('NL', 'NL, BE'),
        sectors: fc.constantFrom('SBI 81300', 'SBI 1, SBI 62'),
        needsAdaptation: yesNo,
        needsGuidance: yesNo,
        needsVariation: yesNo,
      },
      'hoursMin',
    ),
  ),
  rows: fc.record({
    contactDetail: list(fc.oneof(some({ email }, 'email'), some({ phone }, 'phone'))),
    webLink: list(some({ url, title: fc.constantFrom('CV', 'Profiel') }, 'url')),
    scheme: fc.constantFrom([], [{ scheme: 'doelgroepregister' }]),
    skill: list(
      fc.oneof(
        some({ name: word, kind: fc.constant('craft') }, 'name', 'kind'),
        some(
          {
            name: fc.constant('Leren'),
            code: fc.constant('24116'),
            codeSystem: fc.constant('vum'),
            kind: fc.constant('behaviour'),
            level: oneOf(MASTERY),
            note: word.filter((each) => each !== 'Leren'),
          },
          'name',
          'code',
          'codeSystem',
          'kind',
        ),
      ),
    ),
    language: list(
      some(
        {
          languageCode: fc.constant('nld'),
          language: fc.constant('Nederlands'),
          speaking: oneOf(LANGUAGE_LEVELS),
          writing: oneOf(LANGUAGE_LEVELS),
          reading: oneOf(LANGUAGE_LEVELS),
          listening: oneOf(LANGUAGE_LEVELS),
        },
        'languageCode',
        'language',
      ),
    ),
    interest: list(some({ name: word }, 'name')),
    drivingLicence: list(some({ category: oneOf(LICENCE_CATEGORIES) }, 'category')),
    course: list(some({ name: word, institute: word, from: date, until: date, certificateDate: date }, 'name')),
    education: list(
      fc.oneof(
        some(
          {
            name: word,
            institute: word,
            level: oneOf(EDUCATION_LEVELS),
            status: oneOf(EDUCATION_STATUSES),
            diploma: yesNo,
            diplomaDate: date,
            from: date,
            until: date,
            description: word,
          },
          'name',
        ),
        some({ name: word, nameCode: fc.constant('25446') }, 'nameCode'),
      ),
    ),
    workExperience: list(
      fc.oneof(
        some({ employer: word, role: word, from: date, until: date, description: word }, 'employer'),
        some(
          { role: word, roleCode: fc.constant('A1234'), roleCodeSystem: fc.constant('boc') },
          'roleCode',
          'roleCodeSystem',
        ),
      ),
    ),
    desiredOccupation: list(some({ name: word }, 'name')),
  }),
});

/** What JSON Resume can say. */
const resumeContent: fc.Arbitrary<Content> = fc.record({
  candidate: some(
    {
      givenName: fc.constantFrom('Yasmin', 'Tomasz'),
      prefix: fc.constantFrom('van der', 'de'),
      surname: fc.stringMatching(/^V[a-z]{3,9}zonnen$/),
      presentation: word,
      street: fc.constantFrom('Dorpsstraat', 'Lange Laan'),
      houseNumber: fc.constantFrom('1', '120'),
      houseNumberSuffix: fc.constantFrom('a', 'bis'),
      postcode: fc.constant('1234 AB'),
      place: word,
      country: fc.constantFrom('Nederland', 'Polen'),
    },
    'givenName',
    'surname',
    'street',
    'houseNumber',
  ),
  availability: fc.constant(null),
  rows: fc.record({
    contactDetail: fc.tuple(email, phone).map(([mail, number]) => [{ email: mail }, { phone: number }]),
    webLink: url.map((each) => [{ url: each }]),
    socialProfile: list(some({ site: fc.constantFrom('linkedin', 'x', 'other'), handle: word }, 'site', 'handle')),
    desiredOccupation: word.map((name) => [{ name }]),
    workExperience: list(
      some({ employer: word, role: word, place: word, from: partial, until: partial, description: word }, 'employer'),
    ),
    education: list(
      some(
        { institute: word, field: word, from: partial, until: partial, description: word.map((each) => `- ${each}`) },
        'institute',
      ),
    ),
    course: list(some({ name: word, institute: word, certificateDate: partial }, 'name')),
    skill: list(some({ name: word, level: oneOf(MASTERY), note: word.map((each) => `Trefwoorden: ${each}`) }, 'name')),
    interest: list(some({ name: word, note: word.map((each) => `Trefwoorden: ${each}`) }, 'name')),
    language: list(
      fc.oneof(
        fc.constant({ language: 'Nederlands', languageCode: 'nld', motherTongue: 'yes' }),
        some(
          { language: fc.constant('Engels'), languageCode: fc.constant('eng'), speaking: oneOf(LANGUAGE_LEVELS) },
          'language',
          'languageCode',
        ),
      ),
    ),
  }),
});

/** Rows in any order and lists as sets: neither format promises an order between mail and telephone. */
const comparable = (content: { candidate: object; availability: object | null; rows: object }) => {
  const sorted = (row: object) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(row)
          .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    );
  return {
    candidate: sorted(content.candidate),
    availability: content.availability && sorted(content.availability),
    rows: Object.fromEntries(
      Object.entries(content.rows as Rows)
        .filter(([, rows]) => rows.length > 0)
        .map(([name, rows]): [string, string[]] => [name, rows.map(sorted).sort()])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
};

/** Words that VUM and JSON Resume both give back only when they are no more than words. */
const full = dossierOf({
  candidate: {
    externalReference: 'verzonnen-1',
    initials: 'Y.',
    givenName: 'Yasmin',
    prefix: 'de',
    surname: 'Verzonnen',
    street: 'Dorpsstraat',
    houseNumber: '1',
    postcode: '1234 AB',
    place: 'Nergenshuizen',
    phase: 'applying',
    presentation: 'p'.repeat(3000),
  },
  availability: { from: '2026-12-01', hoursMin: 24, days: ['monday'], sectors: 'techniek', needsGuidance: 'yes' },
  rows: {
    contactDetail: [
      { email: 'yasmin@example.nl', label: 'privé' },
      { phone: '06 00 00 12 34' },
      { email: 'tweede@example.nl' },
      { phone: '+49 000 000' },
    ],
    workExperience: [{ employer: 'Nergens', role: 'Kok', from: '2013', until: '2019-05-01' }],
    scheme: [{ scheme: 'participatiewet' }],
    skill: [{ name: 'Snijden', kind: 'craft', level: 'good', note: 'alleen voor ons' }],
    webLink: [{ url: 'example.org/é' }],
    language: [{ language: 'Frans', motherTongue: 'yes', writing: 'fair' }],
  },
});

describe('VUM', () => {
  it('gives back what it can say, after a journey out and in', async () => {
    await fc.assert(
      fc.asyncProperty(vumContent, async (content) => {
        const { profile, unsaid } = toVum(dossierOf(content));
        expect(unsaid).toEqual([]);
        const dossier = await back(profile);
        expect(dossier.notUnderstood).toEqual([]);
        expect(comparable(dossier)).toEqual(comparable(content));
      }),
      { numRuns: 150 },
    );
  });

  it('tells what it could not say, and leaves out a date of which the day is not known', () => {
    const { profile, unsaid } = toVum(full);
    expect(profile).toEqual({
      idWerkzoekende: 'verzonnen-1',
      indicatieBeschikbaarheidContactgegevens: 1,
      eisAanWerk: { indicatieBegeleiding: 1 },
      mobiliteit: { bemiddelingspostcode: '1234AB' },
      flexibiliteit: { datumAanvangBeschikbaarVoorWerk: '2026-12-01' },
      werktijden: { aantalWerkurenPerWeekMinimaal: 24 },
      arbeidsmarktkwalificatie: {
        vakvaardigheid: [{ omschrijving: 'Snijden' }],
        taalbeheersing: [{ codeTaal: 'fra', codeNiveauTaalbeheersingSchriftelijk: 2 }],
        werkervaring: [
          {
            datumEindeWerkzaamheden: '2019-05-01',
            naamOrganisatie: 'Nergens',
            beroep: { naamBeroepOngecodeerd: 'Kok' },
          },
        ],
      },
      emailadres: ['yasmin@example.nl', 'tweede@example.nl'],
      telefoonnummer: ['0600001234'],
    });
    expect(unsaid.map(({ concept, field }) => `${concept}.${field}`)).toEqual([
      'candidate.initials',
      'candidate.givenName',
      'candidate.prefix',
      'candidate.surname',
      'candidate.street',
      'candidate.houseNumber',
      'candidate.place',
      'candidate.phase',
      'candidate.presentation',
      'availability.days',
      'availability.sectors',
      'contactDetail.phone',
      'contactDetail.label',
      'workExperience.from',
      'skill.level',
      'skill.note',
      'language.motherTongue',
      'scheme.scheme',
      'webLink.url',
    ]);
  });

  it('says nothing that the recipient may not have', () => {
    const { profile } = toVum(redact(full, 'employer').dossier);
    expect(profile).not.toHaveProperty('eisAanWerk');
    expect(JSON.stringify(profile)).not.toContain('1234AB');
    expect(profile.idWerkzoekende).toBe(full.candidate.id);
  });
});

describe('JSON Resume', () => {
  it('gives back what it can say, after a journey out and in, in both languages', async () => {
    await fc.assert(
      fc.asyncProperty(resumeContent, fc.constantFrom('nl', 'en'), async (content, language) => {
        const { resume, unsaid } = toJsonResume(dossierOf(content), { language });
        expect(unsaid).toEqual([]);
        const dossier = await back(resume);
        expect(dossier.notUnderstood).toEqual([]);
        expect(comparable(dossier)).toEqual(comparable(content));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps voluntary work apart', async () => {
    const content = {
      candidate: {},
      availability: null,
      rows: { workExperience: [{ employer: 'Buurthuis', description: 'Vrijwilligerswerk\nKoken' }] },
    };
    const { resume } = toJsonResume(dossierOf(content), { language: 'nl' });
    expect(resume['volunteer']).toEqual([{ organization: 'Buurthuis', summary: 'Koken' }]);
    expect((await back(resume)).rows).toEqual(content.rows);
  });

  it('tells what it could not say, and keeps the notes of the adviser in', () => {
    const { resume, unsaid } = toJsonResume(full, { language: 'en', madeAt: '2026-11-23T10:00:00' });
    expect(JSON.stringify(resume)).not.toContain('alleen voor ons');
    expect(resume['basics']).toMatchObject({ name: 'Yasmin de Verzonnen', email: 'yasmin@example.nl' });
    expect(resume['languages']).toEqual([{ language: 'Frans', fluency: 'Native speaker' }]);
    const told = unsaid.map(({ concept, field }) => `${concept}.${field}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'candidate.initials',
        'contactDetail.email',
        'availability.hoursMin',
        'scheme.scheme',
        'skill.note',
        'webLink.url',
        'language.writing',
      ]),
    );
    expect(told).not.toContain('workExperience.from');
  });
});

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
/** The schemas are not ours to commit (../shared/data/README.md): validated where they are. */
describe.skipIf(!existsSync(data))('by the schemas of ../shared/data', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);
  ajv.addFormat('uri', {
    validate: (value: string) => URL.canParse(value) && /^[a-z][a-z+.-]*:[\x21-\x7e]+$/i.test(value),
  });
  const schema = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(`${data}${file}`, 'utf8')) as Record<string, unknown>;
  const validJsonResume = () => ajv.compile({ ...schema('jsonresume/schema.json'), $id: 'jsonresume' });
  /**
   * The file says `(?i)` within a pattern and `"type": []`, which neither JavaScript nor the draft knows; and its `oneOf`
   * of two objects without required members fits every object twice, so that it would refuse its own examples. Read as
   * it is meant: each of the two with only its own members.
   */
  const asMeant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asMeant);
    if (value === null || typeof value !== 'object') return value;
    const members = Object.entries(value)
      .filter(([name, each]) => name !== '$id' && name !== '$schema' && !(name === 'type' && Array.isArray(each)))
      .map(([name, each]): [string, unknown] => {
        if (name === 'oneOf' && Array.isArray(each)) {
          return [name, each.map((one) => ({ ...(asMeant(one) as object), additionalProperties: false }))];
        }
        return [name, asMeant(each)];
      });
    return Object.fromEntries(members);
  };
  const validVum = () => {
    const text = readFileSync(`${data}vum/json-schema-werkzoekendenprofielen-v0.8.2.json`, 'utf8').replace(
      '(?i)(?!sa|sd|ss)[a-z]{2}',
      '(?!sa|sd|ss|SA|SD|SS)[a-zA-Z]{2}',
    );
    return ajv.compile(asMeant(JSON.parse(text)) as Record<string, unknown>);
  };

  it('every VUM profile is valid', () => {
    const valid = validVum();
    fc.assert(
      fc.property(vumContent, (content) => {
        valid(toVum(dossierOf(content)).profile);
        expect(valid.errors).toBeNull();
      }),
      { numRuns: 100 },
    );
    valid(toVum(full).profile);
    expect(valid.errors).toBeNull();
    expect(valid({ flexibiliteit: { codeRegiostraal: 'x' } })).toBe(false);
  });

  it('every JSON Resume is valid', () => {
    const valid = validJsonResume();
    fc.assert(
      fc.property(resumeContent, (content) => {
        valid(toJsonResume(dossierOf(content), { language: 'nl' }).resume);
        expect(valid.errors).toBeNull();
      }),
      { numRuns: 100 },
    );
    valid(toJsonResume(full, { language: 'en', madeAt: '2026-11-23T10:00:00' }).resume);
    expect(valid.errors).toBeNull();
    expect(valid({ work: [{ startDate: 'gisteren' }] })).toBe(false);
  });
});
