/** Small invented lists in the formats of the real ones, and zips as they are downloaded, whole or spoiled. */
import { crc32, deflateRawSync } from 'node:zlib';

const OCCUPATION = 'http://data.europa.eu/esco/occupation/';
const SKILL = 'http://data.europa.eu/esco/skill/';
export const occupationCode = (name: string): string => `${OCCUPATION}${name}`;
export const skillCode = (name: string): string => `${SKILL}${name}`;

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const csv = (rows: readonly (readonly string[])[], newline = '\r\n'): string =>
  rows.map((row) => row.map(cell).join(',')).join(newline) + newline;

export const OCCUPATION_COLUMNS = [
  'conceptType',
  'conceptUri',
  'iscoGroup',
  'preferredLabel',
  'altLabels',
  'hiddenLabels',
  'status',
  'modifiedDate',
  'description',
  'code',
];
const SKILL_COLUMNS = ['conceptType', 'conceptUri', 'skillType', 'reuseLevel', 'preferredLabel', 'altLabels', 'status'];

type Occupation = { id: string; label: string; others?: string[]; isco?: string; notation?: string; day?: string };
export const occupations = (rows: readonly Occupation[], newline?: string): string =>
  csv(
    [
      OCCUPATION_COLUMNS,
      ...rows.map(({ id, label, others = [], isco = '8344', notation = '8344.1', day = '2026-01-05T10:00:00Z' }) => [
        'Occupation',
        occupationCode(id),
        isco,
        label,
        others.join('\n'),
        '',
        'released',
        day,
        'Words, with "quotes"\nand lines',
        notation,
      ]),
    ],
    newline,
  );
export const skills = (rows: readonly { id: string; label: string; others?: string[]; type?: string }[]): string =>
  csv([
    SKILL_COLUMNS,
    ...rows.map(({ id, label, others = [], type = 'skill/competence' }) => [
      'KnowledgeSkillCompetence',
      skillCode(id),
      type,
      'sector-specific',
      label,
      others.join('\n'),
      'released',
    ]),
  ]);
export const relations = (rows: readonly (readonly [string, 'essential' | 'optional', string])[]): string =>
  csv([
    ['occupationUri', 'relationType', 'skillType', 'skillUri'],
    ...rows.map(([occupation, type, skill]) => [occupationCode(occupation), type, 'knowledge', skillCode(skill)]),
  ]);
export const groups = (rows: readonly (readonly [string, string])[]): string =>
  csv([
    ['conceptType', 'conceptUri', 'code', 'preferredLabel', 'status', 'altLabels'],
    ...rows.map(([code, label]) => [
      'ISCOGroup',
      `http://data.europa.eu/esco/isco/C${code}`,
      code,
      label,
      'released',
      '',
    ]),
  ]);

/** Six scores of each occupation of O*NET. */
export const interests = (rows: Readonly<Record<string, readonly number[]>>): string =>
  [
    ['O*NET-SOC Code', 'Element ID', 'Element Name', 'Scale ID', 'Data Value', 'Date', 'Domain Source'],
    ...Object.entries(rows).flatMap(([soc, scores]) =>
      scores.map((score, at) => [soc, `1.B.1.${'abcdef'[at]}`, 'Name', 'OI', score.toFixed(2), '11/2023', 'Invented']),
    ),
  ]
    .map((row) => row.join('\t'))
    .join('\n');
export const crosswalk = (rows: readonly (readonly [string, string])[]): string =>
  csv([
    ['ESCO/ISCO Code', 'ESCO/ISCO Title', 'O*NET-SOC 2019 Code', 'O*NET-SOC 2019 Title'],
    ...rows.map(([esco, soc]) => [esco, 'A, title', soc, 'Another title']),
  ]);

type Spoil = { readonly locked?: boolean; readonly says?: number; readonly checksum?: number };
/** @param spoil of every entry: what its directory says and is not so */
export function zip(files: Readonly<Record<string, string | Buffer>>, spoil: Spoil = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(spoil.locked ? 0x0801 : 0x0800, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(spoil.checksum ?? crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(spoil.says ?? bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    // Before its bytes it says the same: from the version that it needs to the length of its name.
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), entry.subarray(6, 32)]);
    parts.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const length = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
