/** The headless door as an administrator uses it: a process for each command, on a real folder. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/caseload/database.ts';
import { OUTCOMES } from '../../electron/headless/outcomes.ts';
import { chromiumPath } from '../../scripts/machine.ts';
import { migrationsDir, newFolder, removeFolder, TEST_KEY } from '../support/caseload.ts';
import { occupations } from '../support/pack-files.ts';
import { askOf, serviceIn, spaceIn } from '../support/space.ts';

const door = join(import.meta.dirname, '..', '..', 'electron', 'headless', 'caseload.ts');
const PASSPHRASE = 'negen gele paraplu koffers';
let folder: string;
let dir: string;
const at = (name: string): string => join(folder, name);

type Ran = { code: number | null; out: string; errors: Record<string, Record<string, unknown>>[] };

const start = (args: readonly string[]) =>
  spawn(process.execPath, [door, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
const ran = (child: ReturnType<typeof start>): Promise<Ran> =>
  new Promise((resolve, reject) => {
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code,
        out,
        errors: errors
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Ran['errors'][number]),
      }),
    );
  });
const raw = (...args: string[]): Promise<Ran> => ran(start(args));
const inDir = (where: string, ...args: string[]): Promise<Ran> =>
  raw('--dir', where, '--passphrase-file', at('passphrase'), ...args);
const run = (...args: string[]): Promise<Ran> => inDir(dir, ...args);

/** The answer of a command that must succeed, without a word on standard error. */
async function told<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const done = await run(...args);
  expect({ args, code: done.code, errors: done.errors }).toEqual({ args, code: 0, errors: [] });
  return JSON.parse(done.out) as T;
}
/** A command that must fail in exactly this way: its exit code, one error, nothing on standard output. */
async function fails(done: Promise<Ran>, type: keyof typeof OUTCOMES): Promise<Record<string, unknown>> {
  const { code, out, errors } = await done;
  expect({ type: errors.at(-1)?.['error']?.['type'], code, out }).toEqual({ type, code: OUTCOMES[type][0], out: '' });
  return errors.at(-1)?.['error'] ?? {};
}

type Line = { id: string; surname: string };
const people = async (): Promise<Line[]> => (await told<{ lines: Line[] }>('list')).lines;

const VISITOR =
  'Voornaam;Achternaam;Postcode;Woonplaats;E-mail\r\nNoor;Voorbeeld;9990 AB;Reigerveen;noor@example.nl\r\n';

/** A caseload. Not by `create`, which has a test of its own: with a cheap key derivation, for each command below opens it anew. */
async function begin(where: string): Promise<void> {
  const service = serviceIn(where);
  await askOf(service, 'vault.create', {
    passphrase: PASSPHRASE,
    useKeychain: false,
    organisation: { name: 'Gemeente Reigerveen' },
    adviser: { name: 'Anna Voorbeeld' },
  });
  await service.close();
}

beforeAll(async () => {
  folder = newFolder('headless');
  dir = at('caseload');
  writeFileSync(at('passphrase'), `${PASSPHRASE}\n`, { mode: 0o600 });
  writeFileSync(at('people.csv'), VISITOR);
  await begin(dir);
});
afterAll(() => removeFolder(folder));

describe('the headless door', { timeout: 120_000 }, () => {
  it('explains itself, with every exit code once', async () => {
    const { code, out } = await raw('--help');
    expect(code).toBe(0);
    for (const [type, [number]] of Object.entries(OUTCOMES))
      expect(out).toMatch(new RegExp(`\\b${number}  ${type}\\b`));
    const codes = Object.values(OUTCOMES).map(([number]) => number);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('makes a caseload once, and prints its recovery code', async () => {
    const where = at('made');
    const made = await inDir(where, 'create');
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out)).toEqual({ recoveryCode: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{1,4}){8}$/) });
    const before = readdirSync(where).map((name) => [name, readFileSync(join(where, name)).toString('hex')]);
    await fails(inDir(where, 'create'), 'CaseloadExists');
    expect(readdirSync(where).map((name) => [name, readFileSync(join(where, name)).toString('hex')])).toEqual(before);
    rmSync(join(where, 'vault.json'));
    rmSync(join(where, 'vault.copy.json'));
    await fails(inDir(where, 'create'), 'CaseloadExists');
    await fails(inDir(where, 'list'), 'databaseWithoutVault');
  });

  it('takes people in, skips who is there already unless told otherwise, and says what it did', async () => {
    const first = await told('import', at('people.csv'));
    expect(first).toMatchObject({
      written: true,
      added: 1,
      files: [{ file: 'people.csv', format: 'csv', dossiers: 1, added: 1, merged: 0, skipped: 0 }],
      suggestions: [],
    });
    expect(await told('import', at('people.csv'))).toMatchObject({
      added: 0,
      skipped: 1,
      suggestions: [{ file: 'people.csv', decision: 'skip', same: { why: 'email' } }],
    });
    expect(await told('import', '--dry-run', '--merge', at('people.csv'))).toMatchObject({ written: false });
    expect(await told('import', '--merge', at('people.csv'))).toMatchObject({ added: 0, merged: 1 });
    expect((await people()).length).toBe(1);
    expect(await told('import', '--keep-both', at('people.csv'))).toMatchObject({ added: 1, merged: 0 });
    expect((await people()).length).toBe(2);
    await fails(run('import', '--merge', '--skip', at('people.csv')), 'Usage');
  });

  it('takes in everybody who shares an address but has a reference of their own, unless told to skip', async () => {
    const where = at('references');
    await begin(where);
    const profiles = ['VERZONNEN-1', 'VERZONNEN-2', 'verzonnen-1'].map((idWerkzoekende) => ({
      idWerkzoekende,
      emailadres: ['samen@example.nl'],
    }));
    writeFileSync(at('profiles.json'), JSON.stringify(profiles));
    const skipped = await inDir(where, 'import', '--dry-run', '--skip', at('profiles.json'));
    expect(JSON.parse(skipped.out)).toMatchObject({ files: [{ added: 1, skipped: 2 }] });
    const taken = await inDir(where, 'import', at('profiles.json'));
    expect(JSON.parse(taken.out)).toMatchObject({
      added: 2,
      skipped: 1,
      suggestions: [
        { position: 2, decision: 'add', same: { why: 'email' } },
        { position: 3, decision: 'skip', same: { why: 'reference' } },
      ],
    });
  });

  it('writes nothing of any file when one of them has a problem, and says which, where and why', async () => {
    writeFileSync(at('broken.json'), '{"basics": {"name": "Half');
    const before = (await people()).length;
    const error = await fails(run('import', '--keep-both', at('people.csv'), at('broken.json')), 'FilesWithProblems');
    expect(error['problems']).toEqual([
      { type: 'BrokenFile', file: 'broken.json', place: expect.any(String), reason: expect.any(String) },
    ]);
    await fails(run('import', at('is-not-there.csv')), 'NotReadable');
    expect((await people()).length).toBe(before);
  });

  it('takes nobody from a table that says of nobody who it is, and says which file', async () => {
    writeFileSync(at('occupations.csv'), 'soort,omschrijving,status\nberoep,lasser,released\nberoep,kok,released\n');
    const before = (await people()).length;
    for (const how of [['--dry-run'], ['--keep-both']]) {
      const error = await fails(run('import', ...how, at('occupations.csv'), at('people.csv')), 'FilesWithProblems');
      expect(error['problems']).toEqual([
        { type: 'WrongShape', file: 'occupations.csv', place: '', reason: 'nobodyInColumns' },
      ]);
    }
    expect((await people()).length).toBe(before);
  });

  it('imports lists as they were downloaded, all or none, and says which lines were passed over', async () => {
    const twice = [{ id: 'mill', label: 'molenbouwer' }];
    writeFileSync(at('occupations_nl.csv'), occupations([...twice, ...twice]));
    const error = await fails(run('pack', at('occupations_nl.csv'), at('people.csv')), 'FilesWithProblems');
    expect(error['problems']).toContainEqual({
      file: 'people.csv',
      reason: 'unknownFile',
      count: 1,
      lines: [{ line: 0, detail: '' }],
    });
    expect(await told('pack', at('occupations_nl.csv'))).toMatchObject({
      packs: [{ kind: 'esco', languages: ['nl'], counts: { occupations: 1 } }],
      problems: [{ file: 'occupations_nl.csv', reason: 'twice', count: 1 }],
      files: ['occupations_nl.csv'],
    });
  });

  it('shows, finds and hands over a dossier, and keeps its history', async () => {
    const [person] = await people();
    const id = person?.id ?? '';
    expect(await told('show', id)).toMatchObject({ candidate: { id, surname: 'Voorbeeld' } });
    expect(await told('search', 'reigerveen')).toMatchObject({
      hits: expect.arrayContaining([{ dossier: id }].map((hit) => expect.objectContaining(hit))),
    });
    const history = await told<{ total: number; entries: { actor: string }[] }>('history', id);
    expect(history.entries.length).toBeGreaterThan(3);
    expect(history.entries[0]?.actor).toBe('Anna Voorbeeld');
    for (const format of ['jsonresume', 'vum']) {
      const out = at(`${format}.json`);
      expect(await told('export', id, '--format', format, '--for', 'uwv', '--out', out)).toMatchObject({
        saved: true,
        fileName: `${format}.json`,
        leftOut: expect.any(Array),
      });
      expect(JSON.parse(readFileSync(out, 'utf8'))).toBeTypeOf('object');
    }
    await fails(run('show', 'nobody'), 'DossierNotFound');
    await fails(run('show', '00000000-0000-7000-8000-00000000dead'), 'DossierNotFound');
    await fails(run('export', id, '--format', 'vum', '--for', 'uwv', '--out', at('no/such/place')), 'NotWritten');
    // A pipe or a device is not a file to take the place of: as root `--out /dev/stdout` would take it from everybody.
    execFileSync('mkfifo', [at('pipe')]);
    await fails(run('export', id, '--format', 'vum', '--for', 'uwv', '--out', at('pipe')), 'NotWritten');
    await fails(run('backup', at('pipe')), 'NotWritten');
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
    const database = readFileSync(join(dir, 'caseload.db'));
    await fails(run('export', id, '--format', 'vum', '--for', 'uwv', '--out', join(dir, 'caseload.db')), 'NotWritten');
    await fails(run('backup', join(dir, 'caseload.db')), 'NotWritten');
    expect(readFileSync(join(dir, 'caseload.db')).length).toBeGreaterThanOrEqual(database.length);
    expect(await told('verify')).toMatchObject({ problems: [] });
  });

  it.skipIf(chromiumPath() === null)('prints a dossier as a PDF, and leaves nothing half done at Ctrl+C', async () => {
    const [person] = await people();
    const pdf = (out: string) =>
      ['--dir', dir, '--passphrase-file', at('passphrase'), 'export', person?.id ?? '', '--format', 'pdf'].concat([
        '--for',
        'candidate',
        '--out',
        out,
      ]);
    const made = await raw(...pdf(at('dossier.pdf')));
    expect([made.code, made.errors]).toEqual([0, []]);
    expect(JSON.parse(made.out)).toMatchObject({ saved: true, pages: expect.any(Number) });
    expect(readFileSync(at('dossier.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    for (const delay of [400, 900, 1400]) {
      const child = start(pdf(at(`stopped-${delay}.pdf`)));
      const timer = setTimeout(() => child.kill('SIGINT'), delay);
      const { code } = await ran(child);
      clearTimeout(timer);
      if (code !== 0) expect(existsSync(at(`stopped-${delay}.pdf`))).toBe(false);
      expect(readdirSync(folder).filter((name) => name.includes('.half'))).toEqual([]);
    }
    expect(await told('verify')).toMatchObject({ problems: [] });
  });

  it('stopped while it makes people leaves each of them whole', async () => {
    const where = at('stopped');
    await begin(where);
    const child = start(
      ['--dir', where, '--passphrase-file', at('passphrase'), 'generate'].concat([
        '--candidates',
        '3000',
        '--seed',
        '3',
      ]),
    );
    const timer = setTimeout(() => child.kill('SIGINT'), 2500);
    await ran(child);
    clearTimeout(timer);
    expect(JSON.parse((await inDir(where, 'verify')).out)).toMatchObject({ problems: [] });
    const { total } = JSON.parse((await inDir(where, 'list')).out) as { total: number };
    expect(total % 250).toBe(0);
  });

  it('makes the same people from the same seed', async () => {
    const names: unknown[] = [];
    for (const where of [at('seed-one'), at('seed-two')]) {
      await begin(where);
      expect(JSON.parse((await inDir(where, 'generate', '--candidates', '4', '--seed', '9')).out)).toEqual({
        candidates: 4,
      });
      const { lines } = JSON.parse((await inDir(where, 'list')).out) as { lines: Line[] };
      names.push(lines.map(({ surname }) => surname));
    }
    expect(names[0]).toEqual(names[1]);
  });

  it('makes a backup that opens with the same passphrase', async () => {
    const backup = at('backup.jobport');
    expect(await told('backup', backup)).toMatchObject({ saved: true });
    const where = at('restored');
    rmSync(where, { recursive: true, force: true });
    await begin(where);
    for (const name of readdirSync(where)) rmSync(join(where, name));
    writeFileSync(join(where, 'caseload.db'), readFileSync(backup));
    writeFileSync(join(where, 'vault.json'), readFileSync(`${backup}.vault.json`));
    const restored = JSON.parse((await inDir(where, 'list')).out) as { total: number };
    expect(restored.total).toBe((await people()).length);
  });

  it('needs the passphrase like everybody, from a file of one line', async () => {
    writeFileSync(at('wrong'), 'een andere zin dan deze', { mode: 0o600 });
    const withFile = (name: string) => raw('--dir', dir, '--passphrase-file', at(name), 'list');
    const wrong = await fails(withFile('wrong'), 'WrongPassphrase');
    expect(wrong).toMatchObject({ waitMs: expect.any(Number) });
    writeFileSync(at('two-lines'), 'een\ntwee\n', { mode: 0o600 });
    await fails(withFile('two-lines'), 'PassphraseFile');
    writeFileSync(at('nothing'), '\n', { mode: 0o600 });
    await fails(withFile('nothing'), 'PassphraseFile');
    await fails(withFile('is-not-there'), 'PassphraseFile');
    writeFileSync(at('weak'), 'welkom', { mode: 0o600 });
    await fails(raw('--dir', at('weak-one'), '--passphrase-file', at('weak'), 'create'), 'PassphraseTooWeak');
    chmodSync(at('passphrase'), 0o644);
    const seen = await run('list');
    chmodSync(at('passphrase'), 0o600);
    expect([seen.code, seen.errors.map((line) => line['warning']?.['type'])]).toEqual([
      0,
      ['PassphraseFileReadByOthers'],
    ]);
  });

  it('says what is the matter with a folder, each with its own code', async () => {
    await fails(inDir(at('empty'), 'list'), 'NoCaseload');
    const where = at('damaged');
    await begin(where);
    const whole = readFileSync(join(where, 'caseload.db'));
    truncateSync(join(where, 'caseload.db'), 100);
    await fails(inDir(where, 'list'), 'databaseTruncated');
    writeFileSync(join(where, 'caseload.db'), 'Dit is een brief en geen caseload.');
    await fails(inDir(where, 'verify'), 'notADatabase');
    rmSync(join(where, 'caseload.db'));
    await fails(inDir(where, 'list'), 'vaultWithoutDatabase');
    writeFileSync(join(where, 'caseload.db'), whole);
    writeFileSync(join(where, 'vault.json'), 'half');
    writeFileSync(join(where, 'vault.copy.json'), 'half');
    await fails(inDir(where, 'list'), 'vaultDamaged');
  });

  it('finds what somebody changed behind the back of the product', async () => {
    const where = at('tampered');
    await begin(where);
    const space = spaceIn(where);
    const unlocked = await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE });
    if (!unlocked.ok) throw new Error(unlocked.error.type);
    unlocked.value.db.exec(`UPDATE "audit" SET "actor" = 'nobody' WHERE "number" = 1`);
    await space.lock('quit');
    const error = await fails(inDir(where, 'verify'), 'ProblemsFound');
    expect(error['found']).toMatchObject({ audit: false, integrity: true, operations: true });
  });

  it('understands nothing but its own commands and options, and repeats nothing of what was typed', async () => {
    const all = ['--dir', dir, '--passphrase-file', at('passphrase')];
    for (const args of [
      [],
      ['list'],
      ['--dir', dir, 'list'],
      [...all],
      [...all, 'geheim'],
      [...all, 'list', 'geheim'],
      [...all, 'list', '--geheim'],
      [...all, 'list', '--merge'],
      [...all, 'show'],
      [...all, 'import'],
      [...all, 'generate', '--candidates', '-4', '--seed', '1'],
      [...all, 'generate', '--candidates', '4'],
      [...all, 'export', 'geheim', '--format', 'odt', '--for', 'uwv', '--out', 'x'],
      [...all, 'export', 'geheim', '--format', 'vum', '--for', 'geheim', '--out', 'x'],
    ]) {
      expect(JSON.stringify(await fails(raw(...args), 'Usage'))).not.toContain('geheim');
    }
  });

  it('does not mind a reader who has seen enough', async () => {
    const child = start(['--dir', dir, '--passphrase-file', at('passphrase'), 'list']);
    child.stdout.destroy();
    expect(await ran(child)).toEqual({ code: 0, out: '', errors: [] });
  });

  it('knows a caseload of another key from one of its own', async () => {
    const where = at('other-key');
    await begin(where);
    rmSync(join(where, 'caseload.db'));
    const opened = await openDatabase({ file: join(where, 'caseload.db'), key: TEST_KEY, migrationsDir });
    if (!opened.ok) throw new Error(opened.error.type);
    await opened.value.close();
    await fails(inDir(where, 'list'), 'notADatabase');
  });
});
