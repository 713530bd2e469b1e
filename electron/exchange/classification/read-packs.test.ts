/** Files of packs as they are downloaded, and as they come out when something went wrong on the way. All names are invented. */
import { describe, expect, it } from 'vitest';
import {
  crosswalk,
  csv,
  interests,
  occupationCode,
  OCCUPATION_COLUMNS,
  occupations,
  relations,
  skillCode,
  skills,
  zip,
} from '../../../tests/support/pack-files.ts';
import { countsOf, type EscoDraft, type PackDraft } from './pack-draft.ts';
import { readPacks, type PacksRead } from './read-packs.ts';

const quietly = { progress: () => undefined, breathe: async () => true };

async function read(files: Readonly<Record<string, string | Buffer>>): Promise<PacksRead> {
  const result = await readPacks(
    Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content) })),
    quietly,
  );
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
}
const escoOf = ({ drafts }: PacksRead): EscoDraft => {
  const [found] = drafts;
  if (found?.kind !== 'esco') throw new Error('no ESCO');
  return found;
};
const entriesOf = (draft: PackDraft | undefined) => (draft?.kind === 'esco' ? null : [...(draft?.entries ?? [])]);
/** Reason, count and the first line of each problem. */
const told = ({ problems }: PacksRead) =>
  problems.map(({ file, reason, count, lines }) => [file, reason, count, lines[0]?.line, lines[0]?.detail]);

const TWO = occupations([
  { id: 'one', label: 'molenbouwer', others: ['bouwer van molens', 'molenmaker'] },
  { id: 'two', label: 'klokkenist', isco: 'C2652', notation: '2652.9' },
]);

describe('a list of ESCO', () => {
  it('is read from its files one by one, with names in two languages', async () => {
    const found = await read({
      'occupations_nl.csv': TWO,
      'occupations_en.csv': occupations([{ id: 'one', label: 'mill builder' }]),
      'skills_nl.csv': skills([{ id: 'a', label: 'wieken richten', type: 'knowledge' }]),
      'occupationSkillRelations.csv': relations([['one', 'essential', 'a']]),
    });
    const esco = escoOf(found);
    expect(found.problems).toEqual([]);
    expect(esco.concepts.get(occupationCode('one'))).toEqual({
      kind: 'occupation',
      code: occupationCode('one'),
      isco: '8344',
      notation: '8344.1',
      type: null,
      names: {
        nl: { preferred: 'molenbouwer', others: ['bouwer van molens', 'molenmaker'] },
        en: { preferred: 'mill builder', others: [] },
      },
    });
    expect(esco.concepts.get(occupationCode('two'))?.isco).toBe('2652');
    expect(esco.concepts.get(skillCode('a'))?.type).toBe('knowledge');
    expect([...(esco.relations.get(occupationCode('one')) ?? [])]).toEqual([[skillCode('a'), true]]);
    expect(esco.languages).toEqual(['nl', 'en']);
    expect(esco.version).toBe('2026-01-05');
    expect(countsOf(esco)).toEqual({ occupations: 2, skills: 1, labels: 6, relations: 1, groups: 0 });
  });

  it('is read from the zip of the download, whose name says the version, and the rest of it is left', async () => {
    const found = await read({
      'ESCO dataset - v1.2.0 - classification - nl - csv.zip': zip({
        'folder/occupations_nl.csv': TWO,
        'conceptSchemes_nl.csv': csv([['conceptType', 'conceptSchemeUri']]),
        'something else.csv': csv([['a', 'b']]),
        'readme.pdf': 'x',
      }),
    });
    expect(found.problems).toEqual([]);
    expect([escoOf(found).version, escoOf(found).concepts.size]).toEqual(['1.2.0', 2]);
  });

  it('reads a mark at the beginning, either line ending, and quotes with line breaks in them', async () => {
    for (const text of [
      '\ufeff' + TWO,
      occupations(
        [
          { id: 'one', label: 'molenbouwer' },
          { id: 'two', label: 'x' },
        ],
        '\n',
      ),
    ])
      expect(escoOf(await read({ 'occupations_nl.csv': text })).concepts.size).toBe(2);
  });

  it('reads more rows than one slice, and says of each line where it is', async () => {
    const many = Array.from({ length: 1_300 }, (_, index) => ({
      id: `n${index}`,
      label: `beroep ${index}`,
      others: ['a', 'b'],
    }));
    const found = await read({ 'occupations_nl.csv': occupations([...many, { id: 'n7', label: 'nog eens' }]) });
    expect(escoOf(found).concepts.size).toBe(1_300);
    // A header, and three lines to each row: its two other names and its description are on lines of their own.
    expect(told(found)).toEqual([['occupations_nl.csv', 'twice', 1, 1 + 1_300 * 3 + 1, occupationCode('n7')]]);
  });

  it('passes over lines that are not right, and tells file, line and what', async () => {
    const blank = OCCUPATION_COLUMNS.map(() => '');
    const row = (uri: string, label: string) => ['Occupation', uri, '1111', label, ...blank.slice(4)];
    const found = await read({
      'occupations_nl.csv': csv([
        OCCUPATION_COLUMNS,
        row(occupationCode('one'), 'molenbouwer'),
        row('molenbouwer', 'zonder code'),
        row(occupationCode('two'), ' '),
        ['Occupation', occupationCode('three')],
      ]),
      'skills_nl.csv': skills([{ id: 'a', label: 'wieken richten' }]),
      'occupationSkillRelations.csv': relations([
        ['one', 'essential', 'a'],
        ['one', 'optional', 'a'],
        ['one', 'optional', 'nowhere'],
        ['nowhere', 'optional', 'a'],
      ]),
    });
    expect(told(found)).toEqual([
      ['occupations_nl.csv', 'badCode', 1, 3, 'conceptUri'],
      ['occupations_nl.csv', 'noName', 1, 4, 'preferredLabel'],
      ['occupations_nl.csv', 'fewerColumns', 1, 5, '2 < 5'],
      ['occupationSkillRelations.csv', 'twice', 1, 3, skillCode('a')],
      ['occupationSkillRelations.csv', 'unknownCode', 2, 4, skillCode('nowhere')],
    ]);
    expect(escoOf(found).concepts.size).toBe(2);
  });

  it('leaves out what ESCO took back', async () => {
    const text = TWO.replace(',released,', ',obsolete,');
    expect(escoOf(await read({ 'occupations_nl.csv': text })).concepts.size).toBe(1);
  });
});

describe('a file that can not be taken', () => {
  const whole = zip({ 'occupations_nl.csv': TWO });
  const cases: readonly (readonly [string, string, string | Buffer, string])[] = [
    ['columns that are missing', 'occupations_nl.csv', 'conceptUri,preferredLabel\r\na,b\r\n', 'missingColumns'],
    ['no language in its name', 'occupations.csv', TWO, 'noLanguage'],
    [
      'no UTF-8',
      'occupations_nl.csv',
      Buffer.from(TWO.replace('molenbouwer', 'mol\u00e9nbouwer'), 'latin1'),
      'notUtf8',
    ],
    ['a quote that stays open', 'occupations_nl.csv', `${TWO}Occupation,"x`, 'openQuote'],
    ['nothing in it', 'occupations_nl.csv', '', 'empty'],
    ['something else', 'letter.txt', 'Dear all,\nthis is a letter', 'unknownFile'],
    ['relations alone', 'occupationSkillRelations.csv', relations([['one', 'essential', 'a']]), 'needsOccupations'],
    ['a zip that was cut off', 'esco.zip', whole.subarray(0, whole.length - 30), 'brokenZip'],
    ['a zip with a damaged piece', 'esco.zip', zip({ 'occupations_nl.csv': TWO }, { checksum: 1 }), 'brokenZip'],
    ['a zip with a password', 'esco.zip', zip({ 'occupations_nl.csv': TWO }, { locked: true }), 'lockedZip'],
    ['a zip without a list', 'esco.zip', zip({ 'picture.png': 'x' }), 'nothingInZip'],
    ['a zip that says it is enormous', 'esco.zip', zip({ 'occupations_nl.csv': TWO }, { says: 2 ** 31 }), 'swollenZip'],
    [
      'a zip that swells beyond what it says',
      'esco.zip',
      zip({ 'occupations_nl.csv': 'x'.repeat(5_000_000) }, { says: 1_000 }),
      'swollenZip',
    ],
  ];
  it.each(cases)('%s', async (_, name, content, reason) => {
    const found = await read({ [name]: content });
    expect(found.problems.map((each) => each.reason)).toContain(reason);
  });

  it('is told by its name, with the columns that it lacks', async () => {
    expect(told(await read({ 'occupations_nl.csv': 'conceptUri,preferredLabel\r\na,b\r\n' }))).toEqual([
      ['occupations_nl.csv', 'missingColumns', 1, 0, 'iscoGroup, altLabels'],
    ]);
  });
});

describe('the other lists', () => {
  it('interests of O*NET and the crosswalk to ESCO', async () => {
    const found = await read({
      'Interests.txt': interests({
        '11-1011.00': [1.3, 3.24, 2.08, 3.52, 6.88, 5],
        x: [1, 1, 1, 1, 1, 1],
        '11-1021.00': [9],
      }),
      'Occupation Data.txt': 'O*NET-SOC Code\tTitle\tDescription\n11-1011.00\tChief "Invented" Officers\tWords\n',
      'ESCO_to_ONET-SOC.csv': crosswalk([
        ['1112.1', '11-1011.00'],
        ['1112.1', '11-1021.00'],
        ['none', '11-1011.00'],
      ]),
    });
    expect(found.drafts.map(({ kind, version }) => [kind, version])).toEqual([
      ['crosswalk', '2019'],
      ['interests', '2023-11'],
    ]);
    expect(entriesOf(found.drafts[0])).toEqual([['1112.1', ['11-1011.00', '11-1021.00']]]);
    expect(entriesOf(found.drafts[1])).toEqual([
      ['11-1011.00', { title: 'Chief "Invented" Officers', scores: [1.3, 3.24, 2.08, 3.52, 6.88, 5] }],
    ]);
    expect(told(found)).toEqual([
      ['Interests.txt', 'badCode', 6, 8, 'O*NET-SOC Code'],
      ['Interests.txt', 'badNumber', 1, 14, 'Data Value'],
      ['ESCO_to_ONET-SOC.csv', 'badCode', 1, 4, 'ESCO/ISCO Code'],
    ]);
  });

  it('postcodes: the middle of the places that share one, and the municipality that GeoNames left open', async () => {
    const line = (code: string, lat: string, lon: string, municipality = '14') =>
      ['NL', code, 'Reigerveen', 'P', '01', 'M', municipality, '', '', lat, lon, ''].join('\t');
    const found = await read({
      'NL.txt': [
        line('9999', '53.0', '6.0'),
        line('9999', '53.2', '6.2'),
        line('3225', '51.8', '4.1', ''),
        line('1111', '0', '0'),
      ].join('\n'),
    });
    expect(entriesOf(found.drafts[0])).toEqual([
      ['9999', { place: 'Reigerveen', municipality: 'GM0014', lat: 53.1, lon: 6.1 }],
      ['3225', { place: 'Reigerveen', municipality: 'GM1992', lat: 51.8, lon: 4.1 }],
    ]);
    expect(told(found)).toEqual([['NL.txt', 'badNumber', 1, 4, 'latitude, longitude']]);
  });

  it('regions with the columns that CBS happens to have, and groups of occupations', async () => {
    const found = await read({
      'gebieden 2026.csv':
        'Gemeentecode (code);Gemeentenaam;Arbeidsmarktregio code;Arbeidsmarktregio naam\r\nGM0014;Reigerveen;AM01;Het Noorden\r\nGM0014;Reigerveen;AM01;Het Noorden\r\n',
      'brc2014.csv': csv([
        ['brc2014_beroepsgroep', 'primaire_isco08', 'label_nl'],
        ['0111', '2310', 'Molenbouwers, en zo meer'],
      ]),
    });
    expect(found.drafts.map(({ kind, version }) => [kind, version])).toEqual([
      ['regions', '2026'],
      ['brc', '2014'],
    ]);
    expect(entriesOf(found.drafts[0])).toEqual([
      ['GM0014', { name: 'Reigerveen', regionCode: 'AM01', region: 'Het Noorden' }],
    ]);
    expect(entriesOf(found.drafts[1])).toEqual([['0111', { isco: '2310', name: 'Molenbouwers, en zo meer' }]]);
    expect(told(found)).toEqual([['gebieden 2026.csv', 'twice', 1, 3, 'GM0014']]);
  });
});

it('stops when it is asked to', async () => {
  const result = await readPacks([{ name: 'occupations_nl.csv', bytes: Buffer.from(TWO) }], {
    progress: () => undefined,
    breathe: async () => false,
  });
  expect(result).toEqual({ ok: false, error: { type: 'Cancelled' } });
});
