/**
 * What may have become of the file: cut off, written over, replaced, missing. Each has a name and a way out, nothing is
 * written to it, and never is there a new key over old data.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/caseload/database.ts';
import { addCandidate } from '../../electron/caseload/dossier.ts';
import { verifyCaseload } from '../../electron/caseload/verify.ts';
import { migrationsDir, newFolder, removeFolder } from '../support/caseload.ts';
import { spaceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const PAGE = 4096;
const unlockBy = { by: 'passphrase', passphrase: PASSPHRASE } as const;

let whole: string;
let other: string;
const folders: string[] = [];

async function makeCaseload(): Promise<string> {
  const dir = join(newFolder('damaged'), 'caseload');
  const space = spaceIn(dir);
  const made = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, ({ db, author }) =>
    db.transact((tx) => {
      for (let count = 0; count < 60; count++)
        addCandidate(tx, author, { surname: `Voorbeeld ${count}`, presentation: 'Werkt graag buiten. '.repeat(40) });
    }),
  );
  if (!made.ok) throw new Error(made.error.type);
  await space.lock('quit');
  return dir;
}

beforeAll(async () => {
  whole = await makeCaseload();
  other = await makeCaseload();
});
afterAll(() => {
  for (const dir of [whole, other]) removeFolder(join(dir, '..'));
});
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const copy = (): { dir: string; file: string } => {
  const folder = newFolder('damaged');
  folders.push(folder);
  const dir = join(folder, 'caseload');
  cpSync(whole, dir, { recursive: true });
  return { dir, file: join(dir, 'caseload.db') };
};
const original = (): Buffer => readFileSync(join(whole, 'caseload.db'));

/** Damages a copy, asks to unlock it, and sees to it that nothing was written and the old key still is the key. */
async function afterDamage(damage: (file: string) => void): Promise<{ error: string; trouble: unknown }> {
  const { dir, file } = copy();
  damage(file);
  const before = existsSync(file) ? readFileSync(file) : null;
  const space = spaceIn(dir);
  const unlocked = await space.unlock(unlockBy);
  const state = await space.state();
  expect(existsSync(file) ? readFileSync(file) : null).toEqual(before);
  // Whoever finds the right file again opens it as before.
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  copyFileSync(join(whole, 'caseload.db'), file);
  const later = spaceIn(dir);
  expect(await later.unlock(unlockBy)).toMatchObject({ ok: true });
  await later.lock('quit');
  return {
    error: unlocked.ok ? 'opened' : unlocked.error.type,
    trouble: state.type === 'trouble' ? state.trouble : state.type,
  };
}

describe('a database', { timeout: 60_000 }, () => {
  it('that lost its end is cut off, wherever it was cut', async () => {
    const size = statSync(join(whole, 'caseload.db')).size;
    const lengths = [0, 1, 15, 16, 1000, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, size / 2, size - PAGE, size - 1];
    for (const length of lengths.map(Math.floor)) {
      expect({ length, ...(await afterDamage((file) => truncateSync(file, length))) }).toEqual({
        length,
        error: 'DatabaseTruncated',
        trouble: 'databaseTruncated',
      });
    }
  });

  it('whose beginning was written over, or that is something else, is no database', async () => {
    const cases: Record<string, (file: string) => void> = {
      'a beginning of zeros': (file) => writeFileSync(file, Buffer.concat([Buffer.alloc(64), original().subarray(64)])),
      'nothing but zeros': (file) => writeFileSync(file, Buffer.alloc(statSync(file).size)),
      'one wrong byte in the salt': (file) => {
        const bytes = original();
        bytes[3] = (bytes[3] ?? 0) ^ 0xff;
        writeFileSync(file, bytes);
      },
      'a text': (file) => writeFileSync(file, 'Dit is een brief en geen caseload.\n'.repeat(30)),
      'a text of whole pages': (file) => writeFileSync(file, 'Dit is een brief'.repeat(PAGE / 16)),
      'random bytes of no whole pages': (file) => writeFileSync(file, randomBytes(3_000_000)),
      'random bytes of a little more than a page': (file) => writeFileSync(file, randomBytes(PAGE + 1)),
      'the cut off database of another vault': (file) => {
        copyFileSync(join(other, 'caseload.db'), file);
        truncateSync(file, statSync(file).size - 1);
      },
      'the database of another vault': (file) => copyFileSync(join(other, 'caseload.db'), file),
    };
    for (const [name, damage] of Object.entries(cases)) {
      expect({ name, ...(await afterDamage(damage)) }).toEqual({
        name,
        error: 'NotADatabase',
        trouble: 'notADatabase',
      });
    }
  });

  it('that is not encrypted is no caseload', async () => {
    const folder = newFolder('plain');
    folders.push(folder);
    const plain = await openDatabase({ file: join(folder, 'plain.db'), key: null, migrationsDir });
    if (!plain.ok) throw new Error(plain.error.type);
    await plain.value.close();
    expect(await afterDamage((file) => copyFileSync(join(folder, 'plain.db'), file))).toEqual({
      error: 'NotADatabase',
      trouble: 'notADatabase',
    });
  });

  it('that is gone is missing, and no empty one takes its place unasked', async () => {
    expect(await afterDamage((file) => rmSync(file))).toEqual({
      error: 'InTrouble',
      trouble: 'vaultWithoutDatabase',
    });
  });

  it('that is empty beside a write-ahead log leaves the log as it is', async () => {
    const { dir, file } = copy();
    for (const missing of [false, true]) {
      if (missing) rmSync(file);
      else truncateSync(file, 0);
      writeFileSync(`${file}-wal`, 'what was saved last');
      expect(await spaceIn(dir).unlock(unlockBy)).toEqual({ ok: false, error: { type: 'DatabaseTruncated' } });
      expect(readFileSync(`${file}-wal`, 'utf8')).toBe('what was saved last');
    }
  });

  it('with a page written over opens or says that it is damaged, and verifying finds it without falling over', async () => {
    const { dir, file } = copy();
    const bytes = readFileSync(file);
    const pages = bytes.length / PAGE;
    let found = 0;
    for (const page of [3, Math.floor(pages / 2), pages - 2]) {
      const damaged = Buffer.from(bytes);
      damaged.fill(0x55, page * PAGE + 100, page * PAGE + 140);
      writeFileSync(file, damaged);
      const space = spaceIn(dir);
      const unlocked = await space.unlock(unlockBy);
      if (!unlocked.ok) {
        expect(unlocked.error).toEqual({ type: 'DatabaseDamaged' });
        found++;
        continue;
      }
      const verified = verifyCaseload(unlocked.value.db, { progress: () => undefined });
      expect(verified.integrity).toBe(false);
      expect(verified.problems.length).toBeGreaterThan(0);
      found++;
      await space.lock('quit');
    }
    expect(found).toBe(3);
  });
});

describe('the files of a caseload', { timeout: 60_000 }, () => {
  const endings = ['', '-wal', '-shm'];
  const modesOf = (files: readonly string[]): string[] =>
    files.filter((file) => existsSync(file)).map((file) => (statSync(file).mode & 0o777).toString(8));

  // Windows keeps no such bits: there the folder of the profile is the user's own.
  it.skipIf(process.platform === 'win32')(
    'can be read by nobody but their owner: when made, when found otherwise, and as a backup [skipped on Windows, which keeps no such bits]',
    async () => {
      const before = process.umask(0o022);
      try {
        const { dir, file } = copy();
        const files = endings.map((ending) => file + ending);
        for (const ending of endings) rmSync(file + ending, { force: true });
        const fresh = spaceIn(dir);
        await fresh.wayOut('startEmptyDatabase', null, (path) => readFileSync(path));
        expect(await fresh.unlock(unlockBy)).toMatchObject({ ok: true });
        expect(modesOf(files)).toEqual(['600', '600', '600']);
        const open = fresh.current();
        if (!open) throw new Error('it was opened');
        // As an earlier version left them, after a crash.
        const left = newFolder('damaged');
        folders.push(left);
        cpSync(dir, left, { recursive: true });
        const laterFiles = endings.map((ending) => join(left, 'caseload.db') + ending);
        for (const each of laterFiles) chmodSync(each, 0o644);
        const backup = join(left, 'reserve.jobport');
        open.db.copyTo(backup);
        expect(modesOf([backup])).toEqual(['600']);
        await fresh.lock('quit');
        const later = spaceIn(left);
        expect(await later.unlock(unlockBy)).toMatchObject({ ok: true });
        expect(modesOf(laterFiles)).toEqual(['600', '600', '600']);
        await later.lock('quit');
      } finally {
        process.umask(before);
      }
    },
  );
});

describe('ways out', { timeout: 60_000 }, () => {
  const read = (path: string): Uint8Array => readFileSync(path);

  it('a backup takes the place of what is damaged, which is set aside, whatever lay beside it', async () => {
    const { dir, file } = copy();
    truncateSync(file, PAGE);
    writeFileSync(`${file}-wal`, 'of another time');
    const space = spaceIn(dir);
    await space.unlock(unlockBy);
    expect(await space.wayOut('restoreBackup', join(whole, 'caseload.db'), read)).toEqual({
      ok: true,
      value: { done: true },
    });
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(await space.unlock(unlockBy)).toMatchObject({ ok: true });
    expect(space.current()?.db.get(`SELECT count(*) AS "total" FROM "candidate"`)).toEqual({ total: 60 });
    await space.lock('quit');
  });

  it('a backup that can not be read leaves everything as it was', async () => {
    const { dir, file } = copy();
    truncateSync(file, PAGE);
    const space = spaceIn(dir);
    await space.unlock(unlockBy);
    expect(await space.wayOut('restoreBackup', join(dir, 'is-not-there'), read)).toEqual({
      ok: false,
      error: { type: 'NotReadable' },
    });
    expect(statSync(file).size).toBe(PAGE);
  });

  it('the keys of another caseload, put back by mistake, make way for the right ones', async () => {
    const { dir, file } = copy();
    const before = readFileSync(file);
    for (const name of ['vault.json', 'vault.copy.json']) rmSync(join(dir, name));
    const space = spaceIn(dir);
    await space.wayOut('restoreVault', join(other, 'vault.json'), read);
    expect(await space.unlock(unlockBy)).toMatchObject({ ok: false });
    expect(await space.state()).toMatchObject({
      trouble: 'notADatabase',
      waysOut: expect.arrayContaining(['restoreVault']),
    });
    // What is no vault takes no place.
    expect(await space.wayOut('restoreVault', join(whole, 'caseload.db'), read)).toMatchObject({ ok: false });
    expect(readFileSync(join(dir, 'vault.json'))).toEqual(readFileSync(join(dir, 'vault.copy.json')));
    expect(await space.state()).toMatchObject({ trouble: 'notADatabase' });
    expect(await space.wayOut('restoreVault', join(whole, 'vault.json'), read)).toEqual({
      ok: true,
      value: { done: true },
    });
    expect(readFileSync(file)).toEqual(before);
    expect(await space.unlock(unlockBy)).toMatchObject({ ok: true });
    expect(space.current()?.db.get(`SELECT count(*) AS "total" FROM "candidate"`)).toEqual({ total: 60 });
    await space.lock('quit');
    // The others are somebody's keys, and are kept.
    expect(readdirSync(dir).filter((name) => name.startsWith('vault.json.aside-'))).toHaveLength(1);
  });

  describe('on a laptop without a caseload', () => {
    const empty = (): string => {
      const folder = newFolder('damaged');
      folders.push(folder);
      return join(folder, 'caseload');
    };
    const backupIn = (dir: string): string => {
      const path = join(dir, '..', 'reserve.jobport');
      copyFileSync(join(whole, 'caseload.db'), path);
      copyFileSync(join(whole, 'vault.json'), `${path}.vault.json`);
      return path;
    };

    it('a backup with its keys beside it is the caseload again', async () => {
      const dir = empty();
      const space = spaceIn(dir);
      expect(await space.state()).toEqual({ type: 'none' });
      expect(await space.wayOut('restoreBackup', backupIn(dir), read)).toEqual({
        ok: true,
        value: { done: true },
      });
      expect(await space.state()).toMatchObject({ type: 'locked' });
      expect(await space.unlock(unlockBy)).toMatchObject({ ok: true });
      expect(space.current()?.db.get(`SELECT count(*) AS "total" FROM "candidate"`)).toEqual({ total: 60 });
      await space.lock('quit');
    });

    it('without its keys beside it, or without itself, nothing is put back and the reason is named', async () => {
      const dir = empty();
      const space = spaceIn(dir);
      const path = backupIn(dir);
      rmSync(path);
      expect(await space.wayOut('restoreBackup', path, read)).toEqual({
        ok: false,
        error: { type: 'NotReadable' },
      });
      copyFileSync(join(whole, 'caseload.db'), path);
      writeFileSync(`${path}.vault.json`, 'a letter');
      expect(await space.wayOut('restoreBackup', path, read)).toEqual({ ok: false, error: { type: 'VaultDamaged' } });
      rmSync(`${path}.vault.json`);
      expect(await space.wayOut('restoreBackup', path, read)).toEqual({
        ok: false,
        error: { type: 'BackupWithoutKeys' },
      });
      expect(await space.state()).toEqual({ type: 'none' });
      expect(existsSync(join(dir, 'caseload.db.half'))).toBe(false);
      // And the other ways out are for trouble only.
      expect(await space.wayOut('setAside', null, read)).toEqual({ ok: false, error: { type: 'NoSuchWayOut' } });
    });
  });

  it('an empty caseload begins only where the adviser says so', async () => {
    const { dir, file } = copy();
    rmSync(file);
    const space = spaceIn(dir);
    expect(await space.wayOut('startEmptyDatabase', null, read)).toEqual({ ok: true, value: { done: true } });
    expect(await space.unlock(unlockBy)).toMatchObject({ ok: true });
    expect(space.current()?.db.get(`SELECT count(*) AS "total" FROM "candidate"`)).toEqual({ total: 0 });
    await space.lock('quit');
  });
});

describe('a caseload that is open in another window', { timeout: 60_000 }, () => {
  it('says so, does not count as open, and opens when the other is done', async () => {
    const { dir } = copy();
    const one = spaceIn(dir);
    await one.unlock(unlockBy);
    const space = spaceIn(dir);
    expect(await space.unlock(unlockBy)).toEqual({ ok: false, error: { type: 'DatabaseBusy' } });
    expect([space.current(), (await space.state()).type]).toEqual([null, 'locked']);
    await one.lock('quit');
  });
});
