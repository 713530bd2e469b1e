/**
 * A caseload whose process is killed at each named point between two writes, in turn: it opens, verifies, has everything
 * that was acknowledged, and nothing of anything else.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenCaseload } from '../../electron/caseload/space.ts';
import { addCandidate, editRow } from '../../electron/caseload/dossier.ts';
import { listDrafts } from '../../electron/caseload/stores.ts';
import {
  DOCUMENT,
  FIRST_NAME,
  IMPORT_FILE,
  IMPORT_TEXT,
  PLACES,
  type CaseloadAction,
} from '../support/caseload-killing.ts';
import { migrationsDir, newFolder, problemsOf, removeFolder } from '../support/caseload.ts';
import { askOf, serviceIn, spaceIn } from '../support/space.ts';
import { NEXT_PASSPHRASE, PASSPHRASE } from '../support/vault-killing.ts';

const childFile = join(import.meta.dirname, '..', 'support', 'caseload-child.ts');
const EXTRA = '0002-for-this-test.sql';
const INDEXES = ['One', 'Two', 'Three'].map((name) => `testIndex${name}`);

let template: string;
const folders: string[] = [];

beforeAll(async () => {
  template = newFolder('kill');
  const space = spaceIn(join(template, 'caseload'));
  const made = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, ({ db, author }) =>
    db.transact((tx) => {
      const added = addCandidate(tx, author, { givenName: FIRST_NAME, surname: 'Voorbeeld' });
      if (!added.ok) throw new Error(added.error.type);
      const { dossier } = added.value;
      editRow(tx, author, { dossier, concept: 'candidate', row: dossier, fields: { place: 'Begin', country: 'NL' } });
    }),
  );
  if (!made.ok) throw new Error(made.error.type);
  await space.lock('quit');
  writeFileSync(join(template, IMPORT_FILE), IMPORT_TEXT);
  cpSync(migrationsDir, join(template, 'migrations'), { recursive: true });
  writeFileSync(
    join(template, 'migrations', EXTRA),
    INDEXES.map((name) => `CREATE INDEX "${name}" ON "candidate" ("place");\n`).join(''),
  );
});
afterAll(() => {
  for (const folder of [template, ...folders]) removeFolder(folder);
});

type Killed = {
  readonly root: string;
  readonly points: string[];
  readonly acknowledged: string[];
  readonly through: boolean;
};

const run = (root: string, action: CaseloadAction, nth: number) =>
  new Promise<Killed>((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, root, action, `${nth}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = out.trim().split('\n');
      const after = (word: string) =>
        lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
      const through = lines.at(-1) === 'through';
      if (signal !== 'SIGKILL' && !through)
        reject(new Error(`${action} at ${nth} ended with ${code}: ${out}${errors}`));
      else resolve({ root, points: after('at'), acknowledged: after('acknowledged'), through });
    });
  });

/**
 * Lets the process come through once, to know the points; then kills at each of them, two processes at a time, and checks
 * what each left behind. Of the statements of one migration, which are one transaction, every eighth will do, and of the
 * vault's steps at a new passphrase every fourth: tests/vault-kill.test.ts takes them all.
 */
async function atEveryPoint(
  action: CaseloadAction,
  check: (killed: Killed) => Promise<void>,
  from: () => string = copyOfTemplate,
): Promise<string[]> {
  const whole = await run(from(), action, 0);
  await check(whole);
  const wanted = whole.points.flatMap((point, index) => {
    // The long ones: their statements are all in one transaction each.
    const statement = Number(/^migration (?:0001|0002-sync).*: (\d+)$/.exec(point)?.[1] ?? 0);
    const every = action === 'passphrase' ? 4 : 1;
    return statement % 8 === 0 && index % every === 0 ? [index + 1] : [];
  });
  for (let at = 0; at < wanted.length; at += 2) {
    const pair = await Promise.all(wanted.slice(at, at + 2).map((nth) => run(from(), action, nth)));
    for (const killed of pair) {
      expect(killed.through).toBe(false);
      await check(killed);
    }
  }
  return whole.points;
}

function copyOfTemplate(): string {
  const root = newFolder('kill');
  folders.push(root);
  cpSync(template, root, { recursive: true });
  return root;
}
function emptyFolder(): string {
  const root = newFolder('kill');
  folders.push(root);
  return root;
}

/** Opens what was left behind, holds it against its promises, and gives it to the check. */
async function opened(
  killed: Killed,
  check: (caseload: OpenCaseload) => void,
  how: { passphrase?: string; migrations?: string } = {},
): Promise<void> {
  const space = spaceIn(join(killed.root, 'caseload'), how.migrations ? { migrations: how.migrations } : {});
  const unlocked = await space.unlock({ by: 'passphrase', passphrase: how.passphrase ?? PASSPHRASE });
  if (!unlocked.ok) throw new Error(`${unlocked.error.type} after ${killed.points.at(-1)}`);
  const { db } = unlocked.value;
  expect({ after: killed.points.at(-1), problems: problemsOf(db) }).toEqual({
    after: killed.points.at(-1),
    problems: [],
  });
  // No deed without its operations, and no operation without its deed.
  expect(
    db.all(
      `SELECT g."number" FROM "operationGroup" g WHERE g."operations" <> (SELECT count(*) FROM "operation" o WHERE o."groupNumber" = g."number")`,
    ),
  ).toEqual([]);
  check(unlocked.value);
  await space.lock('quit');
}

const placeOf = ({ db }: OpenCaseload): unknown =>
  db.get<{ place: string }>(`SELECT "place" FROM "candidate" WHERE "givenName" = ?`, FIRST_NAME)?.place;
const people = ({ db }: OpenCaseload): unknown =>
  db.get<{ total: number }>(`SELECT count(*) AS total FROM "candidate" WHERE "deleted" = 0`)?.total;

describe('killed at every named point', { timeout: 480_000 }, () => {
  it('while a caseload is made: there is nothing, or a vault and a database that open, and all of it once acknowledged', async () => {
    const points = await atEveryPoint(
      'setup',
      async (killed) => {
        const space = spaceIn(join(killed.root, 'caseload'));
        let state = await space.state();
        if (state.type === 'none') {
          expect(killed.acknowledged).toEqual([]);
          return;
        }
        if (state.type === 'trouble') {
          // The vault was made and its database was not begun: nothing was promised, and there is a way on.
          expect([state.trouble, killed.acknowledged]).toEqual(['vaultWithoutDatabase', []]);
          expect(await space.wayOut('startEmptyDatabase', null, readFileSync)).toMatchObject({ ok: true });
          expect(await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE })).toMatchObject({ ok: true });
          await space.lock('quit');
          state = await space.state();
        }
        expect(state.type).toBe('locked');
        await opened(killed, ({ db }) => {
          const rows = db.all(`SELECT "name" FROM "organisation" UNION ALL SELECT "name" FROM "adviser"`);
          if (killed.acknowledged.length > 0) expect(rows.length).toBe(2);
          else expect([0, 2]).toContain(rows.length);
        });
      },
      emptyFolder,
    );
    expect(points.filter((point) => point.startsWith('migration')).length).toBeGreaterThan(30);
    expect(points).toContain('group-closed');
  });

  it('while answers are changed: each acknowledged one is there, and none is half there', async () => {
    const points = await atEveryPoint('edit', (killed) =>
      opened(killed, (caseload) => {
        const last = killed.acknowledged.length;
        // A kill after the commit and before the acknowledgement leaves one more than was said.
        expect([PLACES[last - 1] ?? 'Begin', PLACES[last]]).toContain(placeOf(caseload));
      }),
    );
    expect(new Set(points).size).toBeGreaterThanOrEqual(4);
  });

  it('while files are taken in: everybody is there, or nobody', async () => {
    await atEveryPoint('import', (killed) =>
      opened(killed, (caseload) => expect(people(caseload)).toBe(killed.acknowledged.length > 0 ? 4 : 1)),
    );
  });

  it('while a deed is undone and redone: it is undone whole, or not', async () => {
    await atEveryPoint('undo', (killed) =>
      opened(killed, (caseload) => {
        expect(caseload.db.get(`SELECT "place", "country" FROM "candidate"`)).toEqual(
          killed.acknowledged.at(-1) === 'undo' ? { place: null, country: null } : { place: 'Begin', country: 'NL' },
        );
      }),
    );
  });

  it('while a document is added: it is there whole, or not at all, and nothing half is left', async () => {
    const points = await atEveryPoint('document', async (killed) => {
      await opened(killed, () => undefined);
      const dir = join(killed.root, 'caseload');
      const service = serviceIn(dir);
      await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
      const { lines } = await askOf(service, 'candidates.list', {
        filter: {},
        sort: { column: 'name', descending: false },
        offset: 0,
        limit: 10,
      });
      const dossier = lines[0]?.id ?? '';
      const files = await askOf(service, 'documents.list', { dossier });
      if (killed.acknowledged.length > 0) expect(files.map(({ row }) => row)).toEqual(killed.acknowledged);
      for (const { row } of files) {
        const { bytes } = await askOf(service, 'documents.read', { row, offset: 0, length: DOCUMENT.length });
        expect(DOCUMENT.equals(bytes)).toBe(true);
      }
      const folder = join(dir, 'documents', dossier);
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual(files.map(({ row }) => row));
      expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ documents: true, problems: [] });
      await service.close();
    });
    expect(points).toEqual(expect.arrayContaining(['documents: sealed', 'documents: known', 'documents: named']));
  });

  it('while it locks: what was being typed is there', async () => {
    const points = await atEveryPoint('lock', (killed) =>
      opened(killed, ({ db }) => expect(listDrafts(db, 'dossier/').map(({ body }) => body)).toEqual(['half een zin'])),
    );
    expect(points).toEqual(['lock: audited', 'lock: closed']);
  });

  it('while the passphrase changes: the old or the new one opens, and the new one once acknowledged', async () => {
    await atEveryPoint('passphrase', async (killed) => {
      const space = spaceIn(join(killed.root, 'caseload'));
      const byNew = await space.unlock({ by: 'passphrase', passphrase: NEXT_PASSPHRASE });
      await space.lock('quit');
      if (killed.acknowledged.length > 0) expect(byNew.ok).toBe(true);
      await opened(killed, (caseload) => expect(placeOf(caseload)).toBe('Begin'), {
        passphrase: byNew.ok ? NEXT_PASSPHRASE : PASSPHRASE,
      });
    });
  });

  it('while a backup is made: it is there whole, or not at all, and it opens in the place of the caseload', async () => {
    const points = await atEveryPoint('backup', async (killed) => {
      const backup = join(killed.root, 'backup.jobport');
      await opened(killed, () => undefined);
      if (killed.acknowledged.length > 0) expect(existsSync(backup)).toBe(true);
      if (!existsSync(backup)) return;
      const elsewhere = { ...killed, root: emptyFolder() };
      cpSync(join(killed.root, 'caseload'), join(elsewhere.root, 'caseload'), { recursive: true });
      for (const name of ['vault.json', 'vault.copy.json'])
        copyFileSync(`${backup}.vault.json`, join(elsewhere.root, 'caseload', name));
      copyFileSync(backup, join(elsewhere.root, 'caseload', 'caseload.db'));
      await opened(elsewhere, (caseload) => expect(placeOf(caseload)).toBe('Begin'));
    });
    expect(points).toEqual(['backup: copied', 'backup: enveloped', 'backup: renamed']);
  });

  it('while a newer version brings its schema: the old version’s or the new one’s, never between', async () => {
    const points = await atEveryPoint('migration', async (killed) => {
      const migrations = join(killed.root, 'migrations');
      if (!killed.points.some((point) => point.startsWith('migration'))) return;
      await opened(
        killed,
        (caseload) => {
          expect(placeOf(caseload)).toBe('Begin');
          expect(
            caseload.db.all<{ name: string }>(
              `SELECT "name" FROM sqlite_master WHERE "name" LIKE 'testIndex%' ORDER BY "rowid"`,
            ).length,
          ).toBe(INDEXES.length);
        },
        { migrations },
      );
    });
    expect(points.filter((point) => point.startsWith('migration')).length).toBe(INDEXES.length);
  });
});
