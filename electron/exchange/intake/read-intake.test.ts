import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOSSIER_CONCEPTS, someFields, type DossierConcept } from '../../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../../core/domain/dossier.ts';
import { LIMITS, type Intake } from './intake.ts';
import { readIntake, type ReadOptions } from './read-intake.ts';
import {
  CSV_SAMPLE,
  EUROPASS_JSON_SAMPLE,
  EUROPASS_XML_SAMPLE,
  JSON_RESUME_SAMPLE,
  VUM_SAMPLE,
} from './sample-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, options?: ReadOptions) =>
  readIntake(typeof text === 'string' ? bytes(text) : text, 'proef.txt', options);
const taken = async (text: string | Uint8Array, options?: ReadOptions): Promise<Intake> => {
  const result = await read(text, options);
  if (!result.ok) throw new Error(`${result.error.type} ${result.error.reason} ${result.error.place}`);
  return result.value;
};
const refused = async (text: string | Uint8Array, options?: ReadOptions) => {
  const result = await read(text, options);
  if (result.ok) throw new Error('was taken in');
  return result.error;
};
const rows = (dossier: IncomingDossier | undefined, concept: DossierConcept) =>
  ((dossier?.rows ?? {}) as Record<string, Record<string, unknown>[]>)[concept] ?? [];
const first = async (text: string): Promise<IncomingDossier> => (await taken(text)).dossiers[0]!;
const remainder = (dossier: IncomingDossier, path: string) =>
  dossier.notUnderstood.filter((each) => each.path === path);

function expectEveryFieldToPass(dossier: IncomingDossier): void {
  someFields('candidate').parse(dossier.candidate);
  if (dossier.availability) someFields('availability').parse(dossier.availability);
  for (const concept of DOSSIER_CONCEPTS) {
    for (const row of rows(dossier, concept)) someFields(concept).parse(row);
  }
  for (const each of dossier.notUnderstood) {
    someFields('importRemainder').parse({ source: dossier.source.file, ...each });
  }
}

describe('a VUM profile', () => {
  it('becomes a dossier, code by code', async () => {
    const intake = await taken(VUM_SAMPLE);
    expect(intake.format).toBe('vum');
    const [dossier, second] = intake.dossiers;
    expect(dossier?.candidate).toEqual({
      externalReference: 'verzonnen-1',
      presentation: 'Ik zoek werk waarbij ik buiten ben.',
      postcode: '1234 AB',
      workLevel: 'mbo',
    });
    expect(dossier?.availability).toEqual({
      from: '2026-12-01',
      hoursMin: 24,
      hoursMax: 32,
      officeHours: 'yes',
      irregularHours: 'no',
      maxDistanceKm: 25,
      maxTravelMinutes: 45,
      needsGuidance: 'yes',
      needsVariation: 'no',
      transport: ['bicycle'],
      contractForms: ['fixedTerm', 'apprenticeship'],
      countries: 'NL, BE',
      sectors: 'SBI 81300',
    });
    expect(dossier?.rows).toEqual({
      scheme: [{ scheme: 'doelgroepregister' }],
      contactDetail: [{ email: 'proef.persoon@example.nl' }, { phone: '06 00 00 12 34' }],
      webLink: [{ url: 'https://example.org/cv', title: 'CV' }],
      skill: [
        { name: 'Heggen snoeien', kind: 'craft' },
        {
          name: 'Samenwerken en overleggen',
          code: '24105',
          codeSystem: 'vum',
          note: 'Ik help graag een ander.',
          kind: 'behaviour',
          level: 'good',
        },
      ],
      language: [{ languageCode: 'nld', language: 'Nederlands', speaking: 'good' }],
      interest: [{ name: 'Moestuin' }],
      drivingLicence: [{ category: 'B+' }],
      course: [{ name: 'VCA Basis', institute: 'Cursushuis De Fantasie', certificateDate: '2024-05-17' }],
      education: [
        {
          institute: 'Verzonnen College',
          level: 'mbo',
          status: 'completed',
          diploma: 'yes',
          diplomaDate: '2012-07-04',
          nameCode: '25446',
          name: 'Hovenier',
        },
        { name: 'Lasser', description: 'Avondschool' },
      ],
      workExperience: [
        {
          employer: 'Hoveniersbedrijf Nergens',
          from: '2013-01-01',
          description: 'Onderhoud van tuinen.',
          role: 'Hovenier',
          roleCode: 'A1234',
          roleCodeSystem: 'boc',
        },
        { role: 'Stratenmaker' },
      ],
      desiredOccupation: [{ name: 'Hovenier', code: 'A1234', codeSystem: 'boc' }, { name: 'Groenvoorziener' }],
    });
    expect(second?.candidate).toEqual({ externalReference: 'verzonnen-2' });
    intake.dossiers.forEach(expectEveryFieldToPass);
  });

  it('keeps what is no valid value, and what has no place, with its path', async () => {
    const dossier = await first(VUM_SAMPLE);
    expect(dossier.notUnderstood.map(({ path, reason }) => `${path} ${reason}`).sort()).toEqual([
      'arbeidsmarktkwalificatie.rijbewijs[1].codeSoortRijbewijs unreadable',
      'arbeidsmarktkwalificatie.werkervaring[0].datumEindeWerkzaamheden unreadable',
      'contactpersoon noPlace',
      'contractvorm[2] noPlace',
      'eigenVeld noPlace',
      'eigenVeld.bsn notHeldHere',
      'emailadres[1] unreadable',
      'geboortedatum notHeldHere',
      'vervoermiddel[1] noPlace',
      'webadres[1].url unreadable',
    ]);
    expect(remainder(dossier, 'eigenVeld')).toEqual([
      { path: 'eigenVeld', value: '{"kleur":"groen"}', reason: 'noPlace' },
    ]);
    const whole = JSON.stringify(dossier);
    expect(whole).not.toContain('1980-01-01');
    expect(whole).not.toContain('123456782');
  });

  it('may stand alone, without a list around it', async () => {
    const one = JSON.stringify(JSON.parse(VUM_SAMPLE)[1]);
    expect((await taken(one)).dossiers).toHaveLength(1);
  });

  it('never makes a name out of a mail address', async () => {
    const { candidate } = await first(VUM_SAMPLE);
    expect(Object.keys(candidate)).not.toContain('surname');
  });
});

describe('a JSON Resume', () => {
  it('becomes a dossier with a divided name, partial dates and marked voluntary work', async () => {
    const dossier = await first(JSON_RESUME_SAMPLE);
    expect(dossier.candidate).toEqual({
      givenName: 'Yasmin',
      prefix: 'van der',
      surname: 'Verzonnen',
      presentation: 'Nauwkeurig en vrolijk.',
      street: 'Dorpsstraat',
      houseNumber: '12',
      houseNumberSuffix: 'a',
      postcode: '1234 AB',
      place: 'Nergenshuizen',
      country: 'Nederland',
    });
    expect(rows(dossier, 'workExperience')).toEqual([
      {
        employer: 'Kantoor Nergens',
        role: 'Secretaresse',
        place: 'Nergenshuizen',
        from: '2015',
        until: '2020-03',
        description: 'Agenda en post.\n- Archief opgeruimd',
      },
      { employer: 'Buurthuis Verzonnen', role: 'Taalmaatje', from: '2021-01-01', description: 'Vrijwilligerswerk' },
    ]);
    expect(rows(dossier, 'education')).toEqual([
      {
        institute: 'Verzonnen College',
        name: 'MBO 4',
        level: 'mbo',
        field: 'Administratie',
        until: '2014-07',
        description: '- Boekhouden',
      },
    ]);
    expect(rows(dossier, 'skill')).toEqual([
      { name: 'Tekstverwerken', level: 'good', note: 'Trefwoorden: Word, Writer' },
    ]);
    expect(rows(dossier, 'language')).toEqual([
      { language: 'Nederlands', languageCode: 'nld', motherTongue: 'yes' },
      { language: 'English', languageCode: 'eng', speaking: 'excellent' },
      { language: 'Frans', languageCode: 'fra' },
    ]);
    expect(rows(dossier, 'socialProfile')).toEqual([{ site: 'x', handle: 'yasminverzonnen' }]);
    expect(rows(dossier, 'webLink')).toEqual([
      { url: 'https://example.org/yasmin' },
      { url: 'https://github.example.org/yv', title: 'GitHub', note: 'yv' },
    ]);
    expect(rows(dossier, 'course')).toEqual([
      { name: 'Typediploma', institute: 'Cursushuis', certificateDate: '2013-05-01' },
    ]);
    expectEveryFieldToPass(dossier);
  });

  it('keeps awards, grades and unknown levels, and names the picture without keeping it', async () => {
    const dossier = await first(JSON_RESUME_SAMPLE);
    expect(remainder(dossier, 'awards')).toHaveLength(1);
    expect(remainder(dossier, 'education[0].score')[0]?.value).toBe('8');
    expect(remainder(dossier, 'languages[2].fluency')[0]).toMatchObject({ value: 'een beetje', reason: 'unreadable' });
    expect(remainder(dossier, 'basics.image')).toEqual([{ path: 'basics.image', value: '', reason: 'notHeldHere' }]);
  });
});

describe('Europass', () => {
  it('Candidate 3.0 becomes a dossier, its HTML plain text', async () => {
    const dossier = await first(EUROPASS_XML_SAMPLE);
    expect(dossier.candidate).toEqual({
      givenName: 'Tomasz',
      surname: 'Wymyślony',
      street: 'Kerkstraat',
      houseNumber: '5',
      postcode: '1234 AB',
      place: 'Nergenshuizen',
      country: 'Nederland',
      presentation: 'Lasser met tien jaar ervaring.\n- TIG\n- MIG & MAG',
    });
    expect(dossier.rows).toEqual({
      contactDetail: [{ email: 'tomasz@example.org' }, { phone: '+31 600001234', label: 'mobile' }],
      socialProfile: [{ site: 'linkedin', url: 'https://linkedin.example.org/in/tomasz' }],
      language: [
        { languageCode: 'pol', language: 'Pools', motherTongue: 'yes' },
        { languageCode: 'nld', language: 'Nederlands', listening: 'good' },
      ],
      workExperience: [
        {
          employer: 'Staalbouw Verzonnen',
          role: 'Lasser',
          roleCode: 'http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000',
          roleCodeSystem: 'esco',
          from: '2012-03',
          until: '2022',
          place: 'Nergenshuizen',
          description: 'Constructies lassen',
        },
      ],
      education: [{ institute: 'Technikum Wymyślone', name: 'Metaalbewerker', level: 'mbo', from: '2000-09-01' }],
      drivingLicence: [{ category: 'B' }],
      skill: [{ name: 'CAD tekenen' }],
    });
    expectEveryFieldToPass(dossier);
  });

  it('names birth date, gender, nationality and photo, and keeps none of them', async () => {
    for (const sample of [EUROPASS_XML_SAMPLE, EUROPASS_JSON_SAMPLE]) {
      const dossier = await first(sample);
      const named = dossier.notUnderstood.filter((each) => each.reason === 'notHeldHere');
      expect(named.length).toBeGreaterThanOrEqual(4);
      expect(named.every((each) => each.value === '')).toBe(true);
      expect(JSON.stringify(dossier)).not.toMatch(/1985-02-03|1990|"male"|ZGF0YTppbWFnZQ|AAAA/);
    }
  });

  it('keeps the exact level of a language beside our grade', async () => {
    const dossier = await first(EUROPASS_XML_SAMPLE);
    expect(dossier.notUnderstood).toContainEqual({
      path: 'CandidateProfile.PersonQualifications.PersonCompetency',
      value: 'listening B2',
      reason: 'coarser',
    });
  });

  it('of before 2020, as JSON, becomes a dossier', async () => {
    const { format, dossiers } = await taken(EUROPASS_JSON_SAMPLE);
    expect(format).toBe('europassJson');
    const [dossier] = dossiers;
    expect(dossier?.candidate).toMatchObject({
      givenName: 'Aïsha',
      surname: 'Verzinsel',
      street: 'Laan',
      houseNumber: '7',
    });
    expect(rows(dossier, 'workExperience')).toEqual([
      { from: '2002-08', role: 'Hulpkok', employer: 'Restaurant Nergens', description: 'Snijden\nen koken' },
    ]);
    expect(rows(dossier, 'education')).toEqual([
      { from: '1997', until: '2001-06-09', name: 'Koksopleiding', institute: 'Verzonnen College', level: 'mbo' },
    ]);
    expect(rows(dossier, 'drivingLicence')).toEqual([{ category: 'AM' }, { category: 'B' }]);
  });
});

describe('a table', () => {
  it('is understood from its Dutch headers, and its cells as people write them', async () => {
    const { csv, dossiers } = await taken(CSV_SAMPLE);
    expect(csv?.columns).toHaveLength(22);
    const [dossier, second] = dossiers;
    expect(dossier?.candidate).toEqual({
      initials: 'A.B.',
      prefix: 'de',
      surname: 'Verzonnen',
      street: 'Dorpsstraat',
      postcode: '1234 AB',
      place: 'Nergenshuizen',
    });
    expect(dossier?.availability).toEqual({ from: '2026-11-23', hoursMin: 24, hoursMax: 32 });
    expect(rows(dossier, 'contactDetail')).toEqual([
      { email: 'a.verzonnen@example.nl' },
      { phone: '030 000 00 11' },
      { phone: '06 00 00 33 44' },
    ]);
    expect(rows(dossier, 'language')).toEqual([
      { language: 'Nederlands', languageCode: 'nld', motherTongue: 'yes' },
      { language: 'Engels', languageCode: 'eng', speaking: 'good' },
    ]);
    expect(rows(dossier, 'skill')).toEqual([{ name: 'Lassen' }, { name: 'Snijden' }]);
    expect(rows(dossier, 'drivingLicence')).toEqual([{ category: 'B' }, { category: 'BE' }]);
    expect(rows(dossier, 'workExperience')).toEqual([{ role: 'Lasser', employer: 'Staal Nergens', from: '2015-11' }]);
    expect(rows(dossier, 'scheme')).toEqual([{ scheme: 'participatiewet' }]);
    expect(dossier?.notUnderstood).toContainEqual({ path: 'Kleur', value: 'blauw', reason: 'ignoredColumn' });
    expect(second?.candidate.surname).toBe('Bedacht; van');
    expect(second?.rows).toEqual({ contactDetail: [{ email: 'c.bedacht@example.nl' }] });
    dossiers.forEach(expectEveryFieldToPass);
  });

  it('never keeps a date of birth or citizen service number, not even when a column is given to a field', async () => {
    const { csv, dossiers } = await taken(CSV_SAMPLE);
    const mapping = csv!.mapping.map((target, i) =>
      csv!.columns[i]!.header === 'BSN' ? ({ concept: 'candidate', field: 'externalReference' } as const) : target,
    );
    const again = await taken(CSV_SAMPLE, { mapping });
    for (const all of [dossiers, again.dossiers, csv?.columns])
      expect(JSON.stringify(all)).not.toMatch(/123456782|1980/);
    expect(remainder(again.dossiers[0]!, 'BSN')).toEqual([{ path: 'BSN', value: '', reason: 'notHeldHere' }]);
  });

  it('recognises citizen service numbers by the eleven-test under any header', async () => {
    const { csv, dossiers } = await taken('Naam,Nummer\nP. Proef,123456782\nQ. Proef,111222333\n');
    expect(csv?.columns[1]?.samples).toEqual([]);
    expect(JSON.stringify(dossiers)).not.toMatch(/123456782|111222333/);
  });

  it('follows the mapping that it is given', async () => {
    const { dossiers } = await taken('a,b\nYasmin de Verzonnen,Kok', {
      mapping: ['fullName', { concept: 'desiredOccupation', field: 'name' }],
    });
    expect(dossiers[0]?.candidate).toEqual({ givenName: 'Yasmin', prefix: 'de', surname: 'Verzonnen' });
    expect(rows(dossiers[0], 'desiredOccupation')).toEqual([{ name: 'Kok' }]);
    const wrong = { mapping: ['ignore', { concept: 'candidate', field: '__proto__' }] } as const;
    expect((await refused('a,b\n1,2', wrong)).reason).toBe('mapping');
  });

  it('is read in UTF-16, Windows-1252 and UTF-8 with its mark alike', async () => {
    const table = 'Achternaam;Woonplaats\r\nVerzonnën;Nérgens\r\n';
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from([...table].map((sign) => sign.charCodeAt(0))).buffer),
    ]);
    const narrow = Uint8Array.from([...table].map((sign) => sign.charCodeAt(0)));
    for (const each of [bytes(table), bytes(`\ufeff${table}`), wide, wide.slice(2), narrow]) {
      expect((await taken(each)).dossiers[0]?.candidate).toEqual({ surname: 'Verzonnën', place: 'Nérgens' });
    }
  });
});

describe('a file that can not be taken in', () => {
  it.each([
    ['nothing', '', 'Empty', 'nothingInIt', ''],
    ['only white space', ' \n ', 'Empty', 'nothingInIt', ''],
    ['half a profile', VUM_SAMPLE.slice(0, 500), 'BrokenFile', 'unexpectedEnd', /^\d+:\d+$/],
    ['a missing comma', '{\n  "basics": {"name": "x" "label": 1}\n}', 'BrokenFile', 'unexpectedCharacter', '2:26'],
    ['text after the end', '{"basics":{}} x', 'BrokenFile', 'textAfterEnd', '1:15'],
    ['a profile that is none', '[{"basics":{}}, 3]', 'WrongShape', 'notAProfile', '[1]'],
    ['two formats', '[{"basics":{}}, {"idWerkzoekende":"x"}]', 'WrongShape', 'mixedFormats', '[1]'],
    ['a vacancy', '{"idVacature":"1","sollicitatiewijze":[]}', 'UnknownFormat', 'vacancy', ''],
    ['something else', '{"hello":"world"}', 'UnknownFormat', 'notRecognised', ''],
    [
      'a letter',
      'Geachte heer,\nHierbij stuur ik u,\nzoals beloofd, niets.\nGroet',
      'UnknownFormat',
      'notRecognised',
      '',
    ],
    ['a table without rows', 'Achternaam;Postcode\n', 'Empty', 'noRows', ''],
    ['plain words', 'Geachte heer', 'UnknownFormat', 'notRecognised', ''],
    ['a deep file', '['.repeat(5000), 'TooDeep', 'deeperThanLimit', '1:41'],
    ['a deep document', '<a>'.repeat(5000), 'TooDeep', 'deeperThanLimit', /^1:\d+$/],
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY b "c">]>\n<Candidate>&b;</Candidate>',
      'BrokenFile',
      'doctype',
      /^1:\d+$/,
    ],
    ['half a document', EUROPASS_XML_SAMPLE.slice(0, 900), 'BrokenFile', 'badXml', /^\d+:\d+$/],
    ['another document', '<html></html>', 'UnknownFormat', 'notRecognised', ''],
    ['an open quote', 'a;b\n"1;2\n', 'BrokenFile', 'openQuote', /^\d+:1$/],
  ] as const)('%s is refused with place and reason', async (_what, text, type, reason, place) => {
    const error = await refused(text);
    expect(error).toMatchObject({ file: 'proef.txt', type, reason });
    if (typeof place === 'string') expect(error.place).toBe(place);
    else expect(error.place).toMatch(place);
  });

  it('says what kind of file it is when it is no text', async () => {
    expect((await refused('%PDF-1.7 …')).reason).toBe('pdf');
    expect((await refused(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).reason).toBe('zipOrOffice');
    expect((await refused(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 0, 7))).reason).toBe('binary');
  });

  it('says where the encoding breaks', async () => {
    const broken = Uint8Array.from([...bytes('{"basics":\n{"name":"'), 0xff, 0xc3, ...bytes('"}}')]);
    expect(await refused(broken)).toMatchObject({ type: 'WrongEncoding', place: '2:10' });
  });

  it('is too large, or holds too many', async () => {
    expect((await refused(new Uint8Array(LIMITS.bytes + 1))).type).toBe('TooLarge');
    const many = `a;b\n${'1;2\n'.repeat(LIMITS.dossiers + 1)}`;
    expect(await refused(many)).toMatchObject({ type: 'TooMany', reason: 'moreDossiersThanLimit' });
  });

  it('never quotes the file in its error', async () => {
    const secret = 'GeheimeNaamVanIemand';
    for (const text of [
      `{"basics":{"name":"${secret}" oops}}`,
      `<Candidate><a>${secret}</b></Candidate>`,
      `{"${secret}":1}`,
    ]) {
      expect(JSON.stringify(await refused(text))).not.toContain(secret);
    }
  });
});

describe('nothing is lost or harmful', () => {
  it('keeps the rest of a text that is too long', async () => {
    const long = 'woord '.repeat(2000).trim();
    const dossier = await first(JSON.stringify({ basics: { name: 'X', summary: long } }));
    const rest = remainder(dossier, 'basics.summary').map((each) => each.value);
    expect(`${dossier.candidate.presentation} ${rest.join('').trim()}`.replace(/\s+/g, ' ')).toBe(long);
    expectEveryFieldToPass(dossier);
  });

  it('keeps rows beyond two hundred', async () => {
    const skills = Array.from({ length: 230 }, (_, i) => ({ name: `Vaardigheid ${i}` }));
    const dossier = await first(JSON.stringify({ basics: { name: 'X' }, skills }));
    expect(rows(dossier, 'skill')).toHaveLength(LIMITS.rows);
    expect(dossier.notUnderstood.filter((each) => each.reason === 'tooMany')).toHaveLength(30);
  });

  it('packs thousands of unknown members together', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`veld${i}`, `waarde ${i}`]));
    const dossier = await first(JSON.stringify({ basics: { name: 'X' }, ...unknown }));
    expect(dossier.notUnderstood.length).toBeLessThan(520);
    expect(dossier.notUnderstood.map((each) => each.value).join('\n')).toContain('waarde 4999');
    expectEveryFieldToPass(dossier);
  });

  it('keeps an earlier member when a name stands twice', async () => {
    const dossier = await first('{"basics":{"name":"Een Proef","name":"Twee Proef"}}');
    expect(dossier.candidate.givenName).toBe('Twee');
    expect(remainder(dossier, 'basics.name (1)')[0]?.value).toBe('Een Proef');
  });

  it('is not tricked by names of the language itself', async () => {
    const dossier = await first(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}},"basics":{"name":"X","__proto__":{"email":"a@example.nl"}}}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(dossier.rows).toEqual({});
    expect(dossier.notUnderstood.map((each) => each.path)).toEqual(['__proto__', 'constructor', 'basics.__proto__']);
  });

  it('takes control characters out of a field and keeps the original, escaped', async () => {
    const dossier = await first('{"basics":{"name":"X","label":"Kok\\u0000\\ud800je"}}');
    expect(dossier.notUnderstood[0]).toMatchObject({ path: 'basics.label', reason: 'controlCharacters' });
    expect(dossier.notUnderstood[0]?.value).toContain('\\u0000');
    expectEveryFieldToPass(dossier);
  });
});

describe('a long file', () => {
  const many = JSON.stringify(Array.from({ length: 2000 }, (_, i) => ({ idWerkzoekende: `v${i}` })));

  it('reports its progress', async () => {
    const seen: number[] = [];
    await taken(many, { progress: (done) => seen.push(done) });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(2000);
    expect(seen.length).toBeGreaterThan(20);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const stopped = await refused(many, {
      signal: controller.signal,
      progress: (done) => {
        if (done >= 500) controller.abort();
      },
    });
    expect(stopped.type).toBe('Cancelled');
  });
});

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
/** The real files are not part of the project (../shared/data/README.md): tested where they are. */
describe.skipIf(!existsSync(data))('the real files of ../shared/data', () => {
  it.each([
    ['vum/1werkzoekende.json', 'vum', 24],
    ['vum/werkzoekende.json', 'vum', 1],
    ['vum/UM-Werkzoekenden-20220126-071632.json', 'vum', 1],
    ['jsonresume/sample.resume.json', 'jsonResume', 1],
    ['europass/Europass_JSON_V3.4.0_ECV_Example.json', 'europassJson', 1],
    ['europass/CV-Example-v3.0-TEST-SIMPLE.xml', 'europassXml', 1],
  ])('%s is taken in', async (file, format, count) => {
    const intake = await taken(readFileSync(`${data}${file}`));
    expect([intake.format, intake.dossiers.length]).toEqual([format, count]);
    for (const dossier of intake.dossiers) {
      expectEveryFieldToPass(dossier);
      expect(Object.keys(dossier.rows).length).toBeGreaterThan(5);
    }
  });

  it.each(['vum/1vacature.json', 'jsonresume/sample.job.json'])('%s is a vacancy, and said to be one', async (file) => {
    expect((await refused(readFileSync(`${data}${file}`))).reason).toBe('vacancy');
  });
});
