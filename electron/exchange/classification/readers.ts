/** How each file of a pack is known, and what its rows say. */
import type { LineReason, PackLanguage } from '../../../core/classification/packs.ts';
import type { BrcEntry, ConceptKind, CrosswalkEntry, InterestEntry, PostcodeEntry, RegionEntry } from './pack-draft.ts';
import type { PackReading, Taking } from './pack-reading.ts';

export type Reader = {
  /** What the file is called where it is downloaded. */
  readonly file?: RegExp;
  /** Those with a higher number are read later. */
  readonly turn?: number;
  /** Belongs to the download, and is not needed. */
  readonly isIgnored?: boolean;
  fits(headers: readonly string[]): boolean;
  begin(packs: PackReading, file: string, headers: readonly string[]): Taking | { missing: string[] } | 'noLanguage';
};

const all =
  (...wanted: string[]) =>
  (headers: readonly string[]): boolean =>
    wanted.every((each) => headers.includes(each));
const missingOf = (headers: readonly string[], wanted: readonly string[]): string[] =>
  wanted.filter((each) => !headers.includes(each));
const wrong = (reason: LineReason, detail = ''): { reason: LineReason; detail: string } => ({ reason, detail });

/** Longer than any name that there is: a cell that is longer has lost its quotes. */
const LONGEST_NAME = 300;
const OCCUPATION = /^https?:\/\/data\.europa\.eu\/esco\/occupation\/[\w-]{1,60}$/;
const SKILL = /^https?:\/\/data\.europa\.eu\/esco\/skill\/[\w-]{1,60}$/;
const GROUP = /^https?:\/\/data\.europa\.eu\/esco\/isco\/C(\d{1,4})$/;
const SOC = /^\d{2}-\d{4}\.\d{2}$/;

/** occupations_nl.csv is in Dutch. */
const languageOf = (file: string): PackLanguage | null => {
  const found = /[_-](nl|en)(?=[^a-z]|$)/i.exec(file)?.[1]?.toLowerCase();
  return found === 'nl' || found === 'en' ? found : null;
};
/** The lists of all names are divided by line breaks, those of the collections by strokes. */
const namesIn = (cell: string): string[] =>
  cell
    .split(/\n|\s\|\s/)
    .map((each) => each.trim())
    .filter((each) => each !== '' && each.length <= LONGEST_NAME);

function concepts(kind: ConceptKind, code: RegExp, wanted: readonly string[]): Reader['begin'] {
  return (packs, file, given) => {
    // A list made of several says the language of each column.
    const headers = given.map((each) => each.replace(/_(nl|en)$/, ''));
    const missing = missingOf(headers, wanted);
    if (missing.length > 0) return { missing };
    const language = languageOf(file) ?? languageOf(given.join('.'));
    if (language === null) return 'noLanguage';
    packs.ofEsco(file);
    const at = (column: string): number => headers.indexOf(column);
    const [uri, label, others, hidden] = [at('conceptUri'), at('preferredLabel'), at('altLabels'), at('hiddenLabels')];
    const [status, changed, isco, notation, type] = [
      at('status'),
      at('modifiedDate'),
      at('iscoGroup'),
      at('code'),
      at('skillType'),
    ];
    const seen = new Set<string>();
    return {
      hasHeader: true,
      columns: Math.max(...wanted.map(at)) + 1,
      take(cells) {
        const found = code.exec(cells[uri]?.trim() ?? '');
        if (!found) return wrong('badCode', 'conceptUri');
        // What ESCO took back is not offered any more.
        if (cells[status] && cells[status] !== 'released') return null;
        const preferred = cells[label]?.trim() ?? '';
        if (preferred === '' || preferred.length > LONGEST_NAME) return wrong('noName', 'preferredLabel');
        const key = kind === 'group' ? (found[1] ?? '') : found[0].replace(/^https:/, 'http:');
        if (seen.has(key)) return wrong('twice', key);
        seen.add(key);
        const day = cells[changed]?.slice(0, 10) ?? '';
        if (/^\d{4}-\d{2}-\d{2}$/.test(day)) packs.seenChanged(day);
        const more = [...namesIn(cells[others] ?? ''), ...namesIn(cells[hidden] ?? '')];
        packs.name(
          key,
          {
            kind,
            isco: kind === 'occupation' ? (cells[isco]?.trim().replace(/^C/, '') ?? null) : null,
            notation: kind === 'occupation' ? cells[notation]?.trim() || null : null,
            type: kind === 'skill' ? (cells[type]?.trim() === 'knowledge' ? 'knowledge' : 'skill') : null,
          },
          language,
          { preferred, others: [...new Set(more)].filter((each) => each !== preferred) },
        );
        return null;
      },
    };
  };
}

const relations: Reader = {
  file: /^occupationSkillRelations(_\w\w)?\.csv$/i,
  turn: 2,
  fits: all('occupationUri', 'relationType', 'skillUri'),
  begin(packs, file, headers) {
    const wanted = ['occupationUri', 'relationType', 'skillUri'];
    const missing = missingOf(headers, wanted);
    if (missing.length > 0) return { missing };
    const esco = packs.ofEsco(file);
    const [occupationAt, typeAt, skillAt] = wanted.map((each) => headers.indexOf(each)) as [number, number, number];
    return {
      hasHeader: true,
      columns: Math.max(occupationAt, typeAt, skillAt) + 1,
      take(cells) {
        const occupation = cells[occupationAt]?.trim().replace(/^https:/, 'http:') ?? '';
        const skill = cells[skillAt]?.trim().replace(/^https:/, 'http:') ?? '';
        if (!esco.concepts.has(occupation)) return wrong('unknownCode', occupation);
        if (!esco.concepts.has(skill)) return wrong('unknownCode', skill);
        let skills = esco.relations.get(occupation);
        if (!skills) esco.relations.set(occupation, (skills = new Map()));
        if (skills.has(skill)) return wrong('twice', skill);
        skills.set(skill, cells[typeAt]?.trim() === 'essential');
        return null;
      },
    };
  },
};

/** Of O*NET, in a text file, or in the workbook with a few lines above it. */
const crosswalk: Reader = {
  fits: (headers) =>
    headers.some((each) => /^ESCO.*Code$/i.test(each)) && headers.some((each) => /^O\*NET-SOC.*Code$/i.test(each)),
  begin(packs, file, headers) {
    const escoAt = headers.findIndex((each) => /^ESCO.*Code$/i.test(each));
    const socAt = headers.findIndex((each) => /^O\*NET-SOC.*Code$/i.test(each));
    const draft = packs.ofEntries('crosswalk', file, /\d{4}/.exec(headers[socAt] ?? '')?.[0] ?? '');
    return {
      hasHeader: true,
      columns: Math.max(escoAt, socAt) + 1,
      take(cells) {
        const [esco = '', soc = ''] = [cells[escoAt]?.trim(), cells[socAt]?.trim()];
        if (!/^\d{4}[\d.]*$/.test(esco)) return wrong('badCode', headers[escoAt] ?? '');
        if (!SOC.test(soc)) return wrong('badCode', headers[socAt] ?? '');
        const socs = draft.entries.get(esco) as CrosswalkEntry | undefined;
        if (socs?.includes(soc)) return wrong('twice', `${esco} ${soc}`);
        if (socs) socs.push(soc);
        else draft.entries.set(esco, [soc]);
        return null;
      },
    };
  },
};

const ELEMENTS = ['1.B.1.a', '1.B.1.b', '1.B.1.c', '1.B.1.d', '1.B.1.e', '1.B.1.f'];
const blankInterest = (): InterestEntry => ({ title: '', scores: ELEMENTS.map(() => null) });

const interests: Reader = {
  file: /^Interests\.(txt|csv)$/i,
  fits: all('O*NET-SOC Code', 'Element ID', 'Scale ID', 'Data Value'),
  begin(packs, file, headers) {
    const wanted = ['O*NET-SOC Code', 'Element ID', 'Scale ID', 'Data Value'];
    const missing = missingOf(headers, wanted);
    if (missing.length > 0) return { missing };
    const draft = packs.ofEntries('interests', file, '');
    const [socAt, elementAt, scaleAt, valueAt] = wanted.map((each) => headers.indexOf(each)) as [
      number,
      number,
      number,
      number,
    ];
    const dateAt = headers.indexOf('Date');
    return {
      hasHeader: true,
      columns: Math.max(socAt, elementAt, scaleAt, valueAt) + 1,
      take(cells) {
        const soc = cells[socAt]?.trim() ?? '';
        if (!SOC.test(soc)) return wrong('badCode', 'O*NET-SOC Code');
        const element = ELEMENTS.indexOf(cells[elementAt]?.trim() ?? '');
        // Besides the scores it says which three are the highest.
        if (cells[scaleAt]?.trim() !== 'OI' || element < 0) return null;
        const value = Number(cells[valueAt]?.trim() || Number.NaN);
        if (!(value >= 1 && value <= 7)) return wrong('badNumber', 'Data Value');
        const entry = (draft.entries.get(soc) as InterestEntry | undefined) ?? blankInterest();
        draft.entries.set(soc, entry);
        if (entry.scores[element] !== null) return wrong('twice', soc);
        entry.scores[element] = value;
        const [month, year] = (cells[dateAt] ?? '').split('/');
        if (year && month && `${year}-${month}` > draft.version) draft.version = `${year}-${month}`;
        return null;
      },
    };
  },
};

const titles: Reader = {
  file: /^Occupation Data\.(txt|csv)$/i,
  turn: 2,
  fits: all('O*NET-SOC Code', 'Title', 'Description'),
  begin(packs, file, headers) {
    const missing = missingOf(headers, ['O*NET-SOC Code', 'Title']);
    if (missing.length > 0) return { missing };
    const draft = packs.ofEntries('interests', file, '');
    const [socAt, titleAt] = [headers.indexOf('O*NET-SOC Code'), headers.indexOf('Title')];
    return {
      hasHeader: true,
      columns: Math.max(socAt, titleAt) + 1,
      take(cells) {
        const soc = cells[socAt]?.trim() ?? '';
        if (!SOC.test(soc)) return wrong('badCode', 'O*NET-SOC Code');
        // Titles of occupations without scores are of no use here.
        const entry = draft.entries.get(soc) as InterestEntry | undefined;
        if (entry) entry.title = cells[titleAt]?.trim().slice(0, LONGEST_NAME) ?? '';
        return null;
      },
    };
  },
};

/** GeoNames: tabs, no header. A postcode stands once for each place; what is kept is their middle. */
const postcodes: Reader = {
  fits: ([country = '', code = '', ...rest]) =>
    country === 'NL' && /^\d{4}( ?[A-Z]{2})?$/.test(code) && rest.length >= 9,
  begin(packs, file) {
    const draft = packs.ofEntries('postcodes', file, '');
    const times = new Map<string, number>();
    return {
      hasHeader: false,
      columns: 11,
      take(cells) {
        const code = /^(\d{4})( ?[A-Z]{2})?$/.exec(cells[1]?.trim() ?? '')?.[1];
        if (code === undefined) return wrong('badCode', 'postal code');
        const [lat, lon] = [Number(cells[9]?.trim() || Number.NaN), Number(cells[10]?.trim() || Number.NaN)];
        // The Netherlands in Europe.
        if (!(lat > 50 && lat < 54 && lon > 3 && lon < 8)) return wrong('badNumber', 'latitude, longitude');
        const municipality = /^\d{1,4}$/.test(cells[6]?.trim() ?? '') ? `GM${cells[6]?.trim().padStart(4, '0')}` : null;
        const there = draft.entries.get(code) as PostcodeEntry | undefined;
        const before = times.get(code) ?? 0;
        times.set(code, before + 1);
        draft.entries.set(code, {
          place: there?.place ?? cells[2]?.trim().slice(0, 80) ?? '',
          municipality: there?.municipality ?? municipality ?? VOORNE.get(code) ?? null,
          lat: there ? (there.lat * before + lat) / (before + 1) : lat,
          lon: there ? (there.lon * before + lon) / (before + 1) : lon,
        } satisfies PostcodeEntry);
        return null;
      },
    };
  },
};
/** GeoNames has no municipality for what became Voorne aan Zee in 2023 (GM1992): postcodes 3221 to 3238. */
const VOORNE = new Map(Array.from({ length: 18 }, (_, index) => [String(3221 + index), 'GM1992']));

const regions: Reader = {
  fits: (headers) => columnsOfRegions(headers) !== null,
  begin(packs, file, headers) {
    const columns = columnsOfRegions(headers);
    if (!columns) return { missing: ['gemeentecode', 'arbeidsmarktregio'] };
    const draft = packs.ofEntries('regions', file, /20\d\d/.exec(file)?.[0] ?? '');
    const { municipality, name, code, region } = columns;
    return {
      hasHeader: true,
      columns: Math.max(municipality, code, region) + 1,
      take(cells) {
        const found = /^(?:GM)?(\d{4})$/.exec(cells[municipality]?.trim() ?? '')?.[1];
        if (found === undefined) return wrong('badCode', headers[municipality] ?? '');
        const regionName = cells[region]?.trim() ?? '';
        if (regionName === '') return wrong('noName', headers[region] ?? '');
        const key = `GM${found}`;
        if (draft.entries.has(key)) return wrong('twice', key);
        draft.entries.set(key, {
          name: cells[name]?.trim().replace(/\.$/, '').slice(0, 80) ?? '',
          regionCode: (code < 0 ? '' : cells[code]?.trim()) || regionName,
          region: regionName.slice(0, 80),
        } satisfies RegionEntry);
        return null;
      },
    };
  },
};

/** CBS names the columns otherwise from year to year: by what is in their names. */
function columnsOfRegions(headers: readonly string[]) {
  const at = (...words: RegExp[]): number => headers.findIndex((each) => words.every((word) => word.test(each)));
  const municipality = at(/gemeente/i, /code/i);
  const region = headers.findIndex((each) => /arbeidsmarktregio/i.test(each) && !/code/i.test(each));
  if (municipality < 0 || region < 0) return null;
  return { municipality, region, name: at(/gemeente/i, /naam/i), code: at(/arbeidsmarktregio/i, /code/i) };
}

const brc: Reader = {
  fits: (headers) =>
    headers.some((each) => /^brc\d*/i.test(each)) &&
    headers.some((each) => /isco/i.test(each)) &&
    headers.some((each) => /label|naam|omschrijving/i.test(each)),
  begin(packs, file, headers) {
    const draft = packs.ofEntries('brc', file, /20\d\d/.exec(headers.join(' '))?.[0] ?? '');
    const codeAt = headers.findIndex((each) => /^brc\d*/i.test(each));
    const iscoAt = headers.findIndex((each) => /isco/i.test(each));
    const nameAt = headers.findIndex((each) => /label|naam|omschrijving/i.test(each));
    return {
      hasHeader: true,
      columns: Math.max(codeAt, iscoAt, nameAt) + 1,
      take(cells) {
        const [code = '', isco = '', name = ''] = [codeAt, iscoAt, nameAt].map((at) => cells[at]?.trim());
        if (!/^\d{2,4}$/.test(code)) return wrong('badCode', headers[codeAt] ?? '');
        if (!/^\d{4}$/.test(isco)) return wrong('badCode', headers[iscoAt] ?? '');
        if (name === '') return wrong('noName', headers[nameAt] ?? '');
        if (draft.entries.has(code)) return wrong('twice', code);
        draft.entries.set(code, { isco, name: name.slice(0, LONGEST_NAME) } satisfies BrcEntry);
        return null;
      },
    };
  },
};

/** Of the download of ESCO and of O*NET, and nothing that is used here. */
const ignored: Reader = {
  file: /^(conceptSchemes|skillGroups|skillsHierarchy|greenShareOcc|dictionary|broaderRelations\w*|skillSkillRelations|researchOccupationsCollection)(_\w\w)?\.csv$|^(Read Me|Alternate Titles|Related Occupations|Job Zones|Work \w+|.* Reference)\.txt$/i,
  isIgnored: true,
  fits: () => false,
  begin: () => ({ missing: [] }),
};

/** The full lists go before the collections: what they say of a concept stands. */
export const READERS: readonly Reader[] = [
  ignored,
  {
    file: /^occupations(_\w\w)?\.csv$/i,
    fits: all('conceptUri', 'iscoGroup', 'preferredLabel'),
    begin: concepts('occupation', OCCUPATION, ['conceptUri', 'iscoGroup', 'preferredLabel', 'altLabels']),
  },
  {
    file: /^skills(_\w\w)?\.csv$/i,
    fits: () => false,
    begin: concepts('skill', SKILL, ['conceptUri', 'skillType', 'preferredLabel', 'altLabels']),
  },
  {
    file: /^\w*SkillsCollection(_\w\w)?\.csv$/i,
    turn: 1,
    fits: (headers) => headers.includes('conceptUri') && headers.some((each) => /^preferredLabel(_\w\w)?$/.test(each)),
    begin: concepts('skill', SKILL, ['conceptUri', 'skillType', 'preferredLabel', 'altLabels']),
  },
  {
    file: /^ISCOGroups(_\w\w)?\.csv$/i,
    fits: () => false,
    begin: concepts('group', GROUP, ['conceptUri', 'code', 'preferredLabel']),
  },
  relations,
  crosswalk,
  interests,
  titles,
  postcodes,
  regions,
  brc,
];
export const SHEET_READERS: readonly Reader[] = [crosswalk, regions, brc];
