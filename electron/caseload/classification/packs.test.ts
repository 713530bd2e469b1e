/** Packs in a real encrypted caseload: imported, asked, replaced, cancelled and killed half-way. Invented lists; the real ones where they are. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  crosswalk,
  groups,
  interests,
  occupationCode,
  occupations,
  relations,
  skillCode,
  skills,
  zip,
} from '../../../tests/support/pack-files.ts';
import {
  newCaseload,
  newFolder,
  problemsOf,
  removeFolder,
  type TestCaseload,
} from '../../../tests/support/caseload.ts';
import { addCandidate, addRow, readDossier } from '../dossier.ts';
import { redo, undo } from '../../../tests/support/undo.ts';
import type { Job } from '../service.ts';
import { createPacks, type Packs } from './packs.ts';

const FIRST = {
  'occupations_nl.csv': occupations([
    { id: 'mill', label: 'molenbouwer', others: ['bouwer van molens', 'meester-molenmaker'], notation: '7115.9' },
    { id: 'bells', label: 'klokkenist', isco: '2652', notation: '2652.9' },
    { id: 'lamp', label: 'lantaarnopsteker', notation: '9622.9' },
  ]),
  'occupations_en.csv': occupations([{ id: 'mill', label: 'millwright builder', others: ['mill maker'] }]),
  'skills_nl.csv': skills([
    { id: 'sails', label: 'wieken richten' },
    { id: 'wind', label: 'windkunde', type: 'knowledge' },
  ]),
  'occupationSkillRelations.csv': relations([
    ['mill', 'essential', 'sails'],
    ['mill', 'optional', 'wind'],
  ]),
  'ISCOGroups_nl.csv': groups([['8344', 'Bouwers van bijzondere zaken']]),
} as const;
/** The same list a year later: one is called otherwise, one has another code, one is gone. */
const SECOND = {
  ...FIRST,
  'occupations_nl.csv': occupations([
    { id: 'mill', label: 'molenmaker', notation: '7115.9' },
    { id: 'bells2', label: 'Klokkenist', isco: '2652', notation: '2652.9' },
    { id: 'new', label: 'kaarsenmaker' },
  ]),
  'occupations_en.csv': occupations([{ id: 'mill', label: 'millwright builder' }]),
} as const;

const patient: Job = { progress: () => undefined, cancelled: () => false };

let caseload: TestCaseload;
let packs: Packs;
let folder: string;
beforeEach(async () => {
  folder = newFolder('packs');
  caseload = await newCaseload();
  packs = openPacks();
});
afterEach(async () => {
  await packs.close();
  await caseload.close();
  removeFolder(folder);
});
const openPacks = (): Packs => createPacks(caseload as never);

async function plan(files: Readonly<Record<string, string | Buffer>>) {
  const tokens = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    const opened = packs.openPath(join(folder, name));
    if (!opened.ok) throw new Error(opened.error.type);
    return opened.value.token;
  });
  const read = await packs.read({ tokens, job: 'read' }, patient);
  if (!read.ok) throw new Error(read.error.type);
  return read.value;
}
async function bring(files: Readonly<Record<string, string | Buffer>>, job = patient) {
  return packs.import({ plan: (await plan(files)).plan, job: 'import' }, job);
}
const labels = (words: string, kind: 'occupation' | 'skill' = 'occupation', language: 'nl' | 'en' = 'nl') =>
  packs.suggest({ kind, words, language, limit: 10 }).suggestions.map(({ label }) => label);
const rowsIn = (table: string): number =>
  caseload.db.get<{ total: number }>(`SELECT count(*) AS "total" FROM "${table}"`)?.total ?? 0;

describe('suggestions', () => {
  it('come from the starter set as long as nothing was imported, with the group of ISCO', () => {
    const { from, suggestions } = packs.suggest({ kind: 'occupation', words: 'reachtr', language: 'nl', limit: 3 });
    expect(from).toBe('starter');
    expect(suggestions[0]).toEqual({
      code: '8344',
      codeSystem: 'isco',
      label: 'heftruckchauffeur',
      matched: 'reachtruckchauffeur',
      hint: null,
      type: null,
    });
    expect(labels('lassen', 'skill')[0]).toBe('lassen');
    expect(labels('welder', 'occupation', 'en')[0]).toBe('welder');
    expect(packs.suggest({ kind: 'skill', words: 'lassen', language: 'nl', limit: 1 }).suggestions[0]?.code).toBe(null);
    expect(labels('x')).toEqual([]);
  });

  it('come from the imported list: by beginnings, parts and other names, in either language', async () => {
    await bring(FIRST);
    expect(packs.suggest({ kind: 'occupation', words: 'MOLEN', language: 'nl', limit: 5 })).toEqual({
      from: 'pack',
      suggestions: [
        {
          code: occupationCode('mill'),
          codeSystem: 'esco',
          label: 'molenbouwer',
          matched: null,
          hint: 'Bouwers van bijzondere zaken',
          type: null,
        },
      ],
    });
    expect(labels('bouwer')).toEqual(['molenbouwer']);
    expect(labels('mill mak')).toEqual(['molenbouwer']);
    expect(labels('mill', 'occupation', 'en')).toEqual(['millwright builder']);
    // No English name is known: the Dutch one is better than none.
    expect(labels('klok', 'occupation', 'en')).toEqual(['klokkenist']);
    expect(labels('molenbouwer uit het oosten')).toEqual(['molenbouwer']);
    expect(labels('molenbouwer z')).toEqual(['molenbouwer']);
    expect(labels('molen', 'skill')).toEqual([]);
    expect(labels('" OR words : *')).toEqual([]);
    expect(packs.suggest({ kind: 'skill', words: 'wind', language: 'nl', limit: 5 }).suggestions[0]?.type).toBe(
      'knowledge',
    );
  });
});

describe('importing', () => {
  it('tells what it holds, and changes nothing before it is asked to', async () => {
    const read = await plan({ 'esco v1.2.0.zip': zip(FIRST) });
    expect(read).toMatchObject({
      ready: true,
      packs: [
        {
          kind: 'esco',
          version: '1.2.0',
          languages: ['nl', 'en'],
          counts: { occupations: 3, skills: 2, labels: 10, relations: 2, groups: 1 },
          replaces: null,
        },
      ],
      problems: [],
    });
    expect(packs.list()).toEqual([]);
    expect(rowsIn('packConcept')).toBe(0);
  });

  it('is not ready while a file can not be taken', async () => {
    const half = await plan({ ...FIRST, 'occupations_en.csv': 'conceptUri,preferredLabel\r\na,b\r\n' });
    expect(half).toMatchObject({
      ready: false,
      problems: [{ file: 'occupations_en.csv', reason: 'missingColumns' }],
    });
    expect(await packs.import({ plan: half.plan, job: 'x' }, patient)).toEqual({
      ok: false,
      error: { type: 'UnknownPlan' },
    });
    const gone = packs.openPath(join(folder, 'gone.csv'));
    if (!gone.ok) throw new Error('a token was expected');
    const read = await packs.read({ tokens: [gone.value.token], job: 'x' }, patient);
    expect(read.ok && read.value.problems.map(({ file, reason }) => [file, reason])).toEqual([
      ['gone.csv', 'notReadable'],
    ]);
    expect(await packs.read({ tokens: ['nobody'], job: 'x' }, patient)).toEqual({
      ok: false,
      error: { type: 'UnknownFile' },
    });
    expect(await packs.import({ plan: 'none', job: 'x' }, patient)).toEqual({
      ok: false,
      error: { type: 'UnknownPlan' },
    });
  });

  it('puts a new list in the place of the old one, of which nothing stays', async () => {
    await bring(FIRST);
    const before = ['packConcept', 'packLabel', 'packRelation'].map(rowsIn);
    await bring(SECOND);
    expect(labels('molen')).toEqual(['molenmaker']);
    expect(labels('lantaarn')).toEqual([]);
    expect(['packConcept', 'packLabel', 'packRelation'].map(rowsIn)).toEqual([
      before[0],
      (before[1] ?? 0) - 3,
      before[2],
    ]);
    expect(packs.list().map(({ kind }) => kind)).toEqual(['esco']);
    await packs.remove('esco');
    expect(['pack', 'packConcept', 'packLabel', 'packRelation', 'packTermsA', 'packTermsB'].map(rowsIn)).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
    expect(labels('heftruck')).toEqual(['heftruckchauffeur']);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('cancelled anywhere leaves the former list whole, and nothing of the new one', async () => {
    await bring(FIRST);
    const before = ['pack', 'packConcept', 'packLabel', 'packRelation'].map(rowsIn);
    for (const at of ['packs.concepts', 'packs.labels', 'packs.relations']) {
      let isAsked = false;
      const cancelled = await bring(SECOND, {
        progress: (phase) => void (isAsked ||= phase === at),
        cancelled: () => isAsked,
      });
      expect(cancelled).toEqual({ ok: false, error: { type: 'Cancelled' } });
      expect(labels('molen')).toEqual(['molenbouwer']);
      expect(['pack', 'packConcept', 'packLabel', 'packRelation'].map(rowsIn)).toEqual(before);
    }
  });

  it('stopped by a lock or a kill leaves the former list in use, and what is half-written goes at the next opening', async () => {
    await bring(FIRST);
    const { plan: half } = await plan(SECOND);
    const closing: Promise<void>[] = [];
    const stopped = await packs.import(
      { plan: half, job: 'x' },
      {
        progress: (phase) => void (phase === 'packs.relations' && closing.push(packs.close())),
        cancelled: () => false,
      },
    );
    expect(stopped.ok).toBe(false);
    await Promise.all(closing);
    expect(rowsIn('pack')).toBe(2);
    packs = openPacks();
    expect(labels('molen')).toEqual(['molenbouwer']);
    // Behind the clearing, since one piece of long work goes at a time.
    await packs.remove('brc');
    expect(rowsIn('pack')).toBe(1);
    expect(labels('kaarsen')).toEqual([]);
  });
});

describe('a new version of the list', () => {
  const answers = (dossier: string) => {
    const read = readDossier(caseload.db, dossier);
    if (!read.ok) throw new Error(read.error.type);
    const { workExperience, desiredOccupation } = read.value.rows;
    return [
      ...workExperience.map((row) => [row.role, row.roleCode, row.roleCodeSystem]),
      ...desiredOccupation.map((row) => [row.name, row.code, row.codeSystem]),
    ];
  };

  it('tells which dossiers have codes that are gone, replaced or renamed, and follows on request as one deed', async () => {
    await bring(FIRST);
    const { author, db } = caseload;
    const added = db.transact((tx) => addCandidate(tx, author, { givenName: 'Noor', surname: 'Invention' }));
    if (!added.ok) throw new Error(added.error.type);
    const { dossier } = added.value;
    const job = (role: string, code: string) =>
      db.transact((tx) =>
        addRow(tx, author, {
          dossier,
          concept: 'workExperience',
          fields: { role, roleCode: occupationCode(code), roleCodeSystem: 'esco' },
        }),
      );
    job('molenbouwer', 'mill');
    job('Bouwde eigen molens', 'mill');
    job('Beiaardier', 'bells');
    const wish = { name: 'lantaarnopsteker', code: occupationCode('lamp'), codeSystem: 'esco' };
    db.transact((tx) => addRow(tx, author, { dossier, concept: 'desiredOccupation', fields: wish }));
    const before = answers(dossier);
    expect(packs.changes('nl')).toEqual([]);

    const brought = await bring(SECOND);
    expect(brought.ok && brought.value.changes).toBe(3);
    expect(answers(dossier)).toEqual(before);
    expect(packs.uses('esco')).toEqual({ rows: 4, dossiers: 1 });
    const changes = packs.changes('nl');
    expect(
      changes.map(({ change, was, becomes, rows }) => [
        change,
        was,
        becomes?.label,
        rows.map((row) => [row.whose, row.text, row.textAfter]),
      ]),
    ).toEqual([
      ['replaced', 'klokkenist', 'Klokkenist', [['Noor Invention', 'Beiaardier', 'Beiaardier']]],
      ['gone', 'lantaarnopsteker', undefined, [['Noor Invention', 'lantaarnopsteker', 'lantaarnopsteker']]],
      // Who wrote it in their own words keeps them, and has nothing to decide.
      ['renamed', 'molenbouwer', 'molenmaker', [['Noor Invention', 'molenbouwer', 'molenmaker']]],
    ]);

    expect(packs.follow({ codes: changes.map(({ code }) => code), language: 'nl' })).toMatchObject({
      changed: 3,
      dossiers: [dossier],
    });
    expect(answers(dossier)).toEqual([
      ['molenmaker', occupationCode('mill'), 'esco'],
      ['Bouwde eigen molens', occupationCode('mill'), 'esco'],
      ['Beiaardier', occupationCode('bells2'), 'esco'],
      ['lantaarnopsteker', null, null],
    ]);
    expect(packs.changes('nl')).toEqual([]);
    db.transact((tx) => undo(tx, author));
    expect(answers(dossier)).toEqual(before);
    expect(packs.changes('nl').length).toBe(3);
    db.transact((tx) => redo(tx, author));
    expect(packs.changes('nl')).toEqual([]);
    expect(problemsOf(db)).toEqual([]);
  });

  it('forgets a change when the code comes back', async () => {
    await bring(FIRST);
    await bring(SECOND);
    expect(rowsIn('packChange')).toBeGreaterThan(0);
    await bring(FIRST);
    expect(caseload.db.all(`SELECT "code", "change" FROM "packChange" ORDER BY "code"`)).toEqual([
      { code: occupationCode('bells2'), change: 'replaced' },
      { code: occupationCode('mill'), change: 'renamed' },
      { code: occupationCode('new'), change: 'gone' },
    ]);
  });
});

describe('what the lists say together', () => {
  it('skills of an occupation, the essential ones first, go into a dossier once and as one deed', async () => {
    await bring(FIRST);
    const { author, db } = caseload;
    const added = db.transact((tx) => addCandidate(tx, author, { surname: 'Invention' }));
    if (!added.ok) throw new Error(added.error.type);
    const { dossier } = added.value;
    const { skills: of } = packs.skillsOf({ code: occupationCode('mill'), language: 'nl' });
    expect(of).toEqual([
      { code: skillCode('sails'), label: 'wieken richten', essential: true, type: 'skill' },
      { code: skillCode('wind'), label: 'windkunde', essential: false, type: 'knowledge' },
    ]);
    const codes = of.map(({ code }) => code);
    expect(packs.addSkills({ dossier, codes, language: 'nl' })).toMatchObject({ ok: true, value: { added: 2 } });
    expect(packs.addSkills({ dossier, codes, language: 'nl' })).toMatchObject({ ok: true, value: { added: 0 } });
    const names = () => {
      const read = readDossier(db, dossier);
      return read.ok ? read.value.rows.skill.map((row) => [row.name, row.code, row.codeSystem]) : [];
    };
    expect(names()).toEqual([
      ['wieken richten', skillCode('sails'), 'esco'],
      ['windkunde', skillCode('wind'), 'esco'],
    ]);
    db.transact((tx) => undo(tx, author));
    expect(names()).toEqual([]);
    expect(packs.addSkills({ dossier, codes: ['nothing'], language: 'nl' })).toEqual({
      ok: false,
      error: { type: 'UnknownCode' },
    });
  });

  it('occupations with the interests that they ask, and which lists that needs', async () => {
    const ask = { profile: null, language: 'nl', limit: 10 } as const;
    await bring(FIRST);
    expect(packs.explore(ask)).toEqual({ missing: ['crosswalk', 'interests'], occupations: [] });
    await bring({
      'Interests.txt': interests({
        '11-1111.00': [7, 1, 1, 1, 1, 1],
        '22-2222.00': [4, 1, 1, 1, 1, 1],
        '33-3333.00': [1, 1, 1, 1, 7, 1],
      }),
      'crosswalk.csv': crosswalk([
        ['7115.9', '11-1111.00'],
        ['7115.9', '22-2222.00'],
        ['2652.9', '33-3333.00'],
        ['9999.9', '33-3333.00'],
      ]),
    });
    const flat = { realistic: 0, investigative: 0, artistic: 0, social: 0, enterprising: 0, conventional: 0 };
    const mill = {
      code: occupationCode('mill'),
      codeSystem: 'esco',
      label: 'molenbouwer',
      isco: '8344',
      group: 'Bouwers van bijzondere zaken',
    };
    expect(packs.explore(ask).occupations.map(({ label }) => label)).toEqual(['klokkenist', 'molenbouwer']);
    const [first] = packs.explore({ ...ask, profile: { ...flat, realistic: 80 } }).occupations;
    expect({ ...first, likeness: Math.round((first?.likeness ?? 0) * 1000) / 1000 }).toEqual({
      ...mill,
      scores: { ...flat, realistic: 75 },
      likeness: 1,
    });
    expect(packs.explore({ ...ask, profile: flat }).occupations[0]?.likeness).toBe(null);
  });

  it('where a postcode is', async () => {
    expect(packs.place('9999 AB')).toBe(null);
    await bring({ 'NL.txt': ['NL', '9999', 'Reigerveen', 'P', '01', 'M', '14', '', '', '53', '6', ''].join('\t') });
    expect(packs.place('9999 AB')).toEqual({ municipality: null, region: null, lat: 53, lon: 6 });
    await bring({
      'regio 2026.csv': 'gemeentecode,gemeentenaam,arbeidsmarktregio\r\nGM0014,Reigerveen,Het Noorden\r\n',
    });
    expect(packs.place('9999AB')).toEqual({ municipality: 'Reigerveen', region: 'Het Noorden', lat: 53, lon: 6 });
    expect(packs.place('no postcode')).toBe(null);
  });
});

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
describe.skipIf(!existsSync(join(DATA, 'esco')))('the real lists (only where ../shared/data is)', () => {
  it('are imported whole, and find what is meant', { timeout: 300_000 }, async () => {
    const nl = join(DATA, 'esco', 'v1.2-nl');
    const en = join(DATA, 'esco', 'v1.1.1-en');
    const files = [
      ...['esco-1.1.1-en-csv.zip', 'esco-1.1.1-relations-csv.zip'].map((name) => join(en, name)),
      ...readdirSync(nl)
        .filter((name) => /\.(csv|xlsx)$/.test(name))
        .map((name) => join(nl, name)),
      join(DATA, 'onet', 'Interests.txt'),
      join(DATA, 'onet', 'Occupation Data.txt'),
      join(DATA, 'postcodes', 'NL.txt'),
      join(DATA, 'regions', 'gemeente_arbeidsmarktregio_2026.csv'),
      join(DATA, 'occupations-nl', 'brc2014_beroepsgroep_isco.csv'),
    ];
    const tokens = files.map((file) => {
      const opened = packs.openPath(file);
      return opened.ok ? opened.value.token : '';
    });
    const read = await packs.read({ tokens, job: 'read' }, patient);
    if (!read.ok) throw new Error(read.error.type);
    expect(read.value.ready).toBe(true);
    expect(Object.fromEntries(read.value.packs.map(({ kind, counts }) => [kind, counts]))).toEqual({
      esco: { occupations: 3042, skills: 14028, labels: 164059, relations: 123788, groups: 619 },
      crosswalk: { links: 8619 },
      interests: { profiles: 923 },
      postcodes: { postcodes: 4086 },
      regions: { municipalities: 342, regions: 35 },
      brc: { groups: 114 },
    });
    const brought = await packs.import({ plan: read.value.plan, job: 'import' }, patient);
    expect(brought.ok).toBe(true);

    const first = (words: string, kind: 'occupation' | 'skill' = 'occupation', language: 'nl' | 'en' = 'nl') =>
      labels(words, kind, language)[0];
    const meant: readonly (readonly [string, string])[] = [
      ['heftruck', 'heftruckchauffeur'],
      ['timmerman', 'timmerman'],
      ['lasser', 'lasser'],
      ['data scientist', 'data scientist'],
      ['schoonmaker', 'schoonmaker gebouwen'],
      ['kok', 'kok'],
      ['automonteur', 'automonteur'],
      ['winkelmedewerker', 'winkelmedewerker'],
      ['verpleegkundige', 'algemeen verpleegkundige'],
      ['productiemedewerker', 'productiemedewerker'],
      ['orderpicker', 'orderpicker'],
      ['hovenier', 'hovenier'],
      ['beveiliger', 'beveiliger'],
      ['administratief medewerker', 'administratief medewerker'],
      ['boekhouder', 'boekhouder'],
      ['receptionist', 'receptionist'],
      ['loodgieter', 'loodgieter'],
      ['stukadoor', 'stukadoor'],
      ['kapper', 'kapper'],
      ['vrachtwagenchauffeur', 'vrachtwagenchauffeur'],
      ['metselaar', 'metselaar'],
      ['welder', 'lasser'],
      ['forklift', 'heftruckchauffeur'],
    ];
    expect(meant.map(([words]) => [words, first(words)])).toEqual(meant);
    expect(labels('secretaresse')).toContain('administratief medewerker secretariaat');
    expect(labels('verzorgende ig')).toContain('thuiszorgmedewerker');
    expect(labels('pakketbezorger').length).toBeGreaterThan(0);
    expect(
      ['welder', 'bricklayer', 'hairdresser', 'data scientist'].map((words) => first(words, 'occupation', 'en')),
    ).toEqual(['welder', 'bricklayer', 'hairdresser', 'data scientist']);
    expect([first('Engels', 'skill'), first('plannen', 'skill'), first('Haskell', 'skill')]).toEqual([
      'Engels',
      'plannen',
      'Haskell',
    ]);
    expect(first('first aid', 'skill', 'en')).toBe('first aid');
    // The crosswalk is of another version of ESCO than the names: nearly all of them meet.
    expect(packs.explore({ profile: null, language: 'nl', limit: 5_000 }).occupations.length).toBeGreaterThan(2_800);
    expect(packs.place('9401 AB')).toMatchObject({ municipality: 'Assen', region: 'Groningen' });
    expect(problemsOf(caseload.db)).toEqual([]);
  });
});
