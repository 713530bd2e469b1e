/**
 * When something is the matter with the files or with the keychain: each its own words, its own way out that works by keyboard
 * alone, and never a new key over old data. The files are damaged for real. A keychain that is there stands in
 * trouble-keychain.test.ts.
 */
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../electron/caseload/backup.ts';
import { addCandidate } from '../../electron/caseload/dossier.ts';
import { migrationsDir } from '../support/caseload.ts';
import { spaceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';
import { accessibilityProblems, closeBrowser, newProfile, openWindow, type WindowOptions } from '../support/window.ts';

const SLOW = 60_000;
/** Everything of a caseload that works, with a backup beside it. */
let whole: string;
const made: string[] = [];
const folder = (): string => {
  const profile = newProfile();
  made.push(profile);
  return profile;
};
const backup = () => join(whole, 'reserve.jobport');
const backedUpKeys = () => `${backup()}.vault.json`;

beforeAll(async () => {
  whole = folder();
  const space = spaceIn(join(whole, 'caseload'));
  const created = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, ({ db, author }) =>
    db.transact((tx) => {
      for (let at = 0; at < 40; at++)
        addCandidate(tx, author, {
          givenName: 'Wiesje',
          surname: `Verzonnen${at}`,
          presentation: 'Leest. '.repeat(99),
        });
    }),
  );
  const open = space.current();
  if (!created.ok || !open) throw new Error('the caseload could not be made');
  const saved = await makeBackup(open, space.vault, backup());
  if (!saved.ok) throw new Error(saved.error.type);
  await space.lock('quit');
});
afterAll(async () => {
  await closeBrowser();
  for (const profile of made) rmSync(profile, { recursive: true, force: true });
});

type Damage = (dir: string) => void | Promise<void>;
/** A profile of its own, damaged, and the window on it; `kept` says what of the damaged folder is nowhere any more. */
async function openDamaged(damage: Damage, options: WindowOptions = {}) {
  const profile = folder();
  const dir = join(profile, 'caseload');
  cpSync(join(whole, 'caseload'), dir, { recursive: true });
  await damage(dir);
  const before = readdirSync(dir).map((name) => ({ name, bytes: readFileSync(join(dir, name)) }));
  const window = await openWindow({ ...options, profile });
  const lost = (): string[] => {
    const now = readdirSync(dir).map((name) => readFileSync(join(dir, name)));
    return before.filter(({ bytes }) => !now.some((each) => each.equals(bytes))).map(({ name }) => name);
  };
  /** By which key the caseload opens: another one is another vault. */
  const vaultId = (): unknown =>
    (JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { body: { vaultId: string } }).body.vaultId;
  return { page: window.page, close: () => window.close(), dir, lost, vaultId };
}

async function typePassphrase(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Je caseload is vergrendeld' }).waitFor();
  await page.getByRole('textbox', { name: 'Wachtzin' }).focus();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
/** Tabs to what is called so, and presses Enter. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().waitFor();
  for (let steps = 0; steps < 12; steps++) {
    if ((await focused(page)).startsWith(name)) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by the keyboard`);
}
/** A way out that asks once more; the keys begin at the answer that changes nothing. */
async function pressTwice(page: Page, name: string): Promise<void> {
  await press(page, name);
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => focused(page)).toBe('Annuleren');
  expect(await accessibilityProblems(page)).toEqual([]);
  await press(page, name);
}
const vaultIdOfWhole = () =>
  (JSON.parse(readFileSync(join(whole, 'caseload', 'vault.json'), 'utf8')) as { body: { vaultId: string } }).body
    .vaultId;
const waysOut = (page: Page) =>
  page
    .locator('main button, body button')
    .evaluateAll((all) => all.map((each) => each.querySelector('span > span')?.textContent));

const PUT_BACK = 'Reservekopie terugzetten';
const KEYS_BACK = 'Sleutels terugzetten';
const ASIDE = 'Opzij zetten en opnieuw beginnen';
const EMPTY = 'Beginnen met een lege caseload';
const FROM_BACKUP = 'Zet een reservekopie terug';
const AGAIN = 'Opnieuw proberen';

const truncated: Damage = (dir) => truncateSync(join(dir, 'caseload.db'), 8192);
const noDatabase: Damage = (dir) => rmSync(join(dir, 'caseload.db'));
const aLetter: Damage = (dir) =>
  writeFileSync(join(dir, 'caseload.db'), 'Dit is een brief en geen caseload.\n'.repeat(300));
const noKeys: Damage = (dir) => {
  for (const name of ['vault.json', 'vault.copy.json']) rmSync(join(dir, name), { force: true });
};
const brokenKeys: Damage = (dir) => {
  for (const name of ['vault.json', 'vault.copy.json']) writeFileSync(join(dir, name), '{"format":"jobport');
};
const newerKeys: Damage = (dir) => {
  const newer = { ...(JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as object), version: 99 };
  for (const name of ['vault.json', 'vault.copy.json']) writeFileSync(join(dir, name), JSON.stringify(newer));
};
const damagedPage: Damage = (dir) => {
  const file = join(dir, 'caseload.db');
  const bytes = readFileSync(file);
  // The first page with the schema stays whole enough to be recognised; all after it is noise.
  bytes.fill(0x55, 4096);
  writeFileSync(file, bytes);
};
const newerSchema: Damage = async (dir) => {
  const later = folder();
  cpSync(migrationsDir, later, { recursive: true });
  writeFileSync(join(later, '0099-later.sql'), 'CREATE TABLE "later" ("id" TEXT PRIMARY KEY) STRICT;\n');
  const space = spaceIn(dir, { migrations: later });
  const opened = await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE });
  if (!opened.ok) throw new Error(opened.error.type);
  await space.lock('quit');
};

type Case = {
  trouble: string;
  damage: Damage;
  /** Seen only once a key was given. */
  afterUnlock?: boolean;
  title: string;
  words: RegExp;
  ways: string[];
};
const CASES: Case[] = [
  {
    trouble: 'the database without its vault',
    damage: noKeys,
    title: 'De caseload is er, maar de sleutels ontbreken',
    words: /Het bestand met de sleutels \(vault\.json\) niet/,
    ways: [KEYS_BACK, ASIDE, AGAIN],
  },
  {
    trouble: 'the vault without its database',
    damage: noDatabase,
    title: 'De sleutels zijn er, maar de caseload ontbreekt',
    words: /caseload\.db/,
    ways: [PUT_BACK, EMPTY, AGAIN],
  },
  {
    trouble: 'a vault that can not be read',
    damage: brokenKeys,
    title: 'De sleutels op deze laptop zijn beschadigd',
    words: /Je dossiers zelf zijn niet veranderd/,
    ways: [KEYS_BACK, ASIDE, AGAIN],
  },
  {
    trouble: 'a vault of a newer version',
    damage: newerKeys,
    title: 'Deze caseload is van een nieuwere versie',
    words: /De sleutels zijn gemaakt door een nieuwere versie/,
    ways: [AGAIN],
  },
  {
    trouble: 'a database that was cut off',
    damage: truncated,
    afterUnlock: true,
    title: 'De caseload is niet meer heel',
    words: /Er ontbreekt een stuk van het bestand/,
    ways: [PUT_BACK, ASIDE, AGAIN],
  },
  {
    trouble: 'a file that is no database',
    damage: aLetter,
    afterUnlock: true,
    title: 'De caseload is geen leesbaar bestand',
    words: /Op de plaats van de caseload staat iets anders, of de sleutels/,
    ways: [PUT_BACK, KEYS_BACK, ASIDE, AGAIN],
  },
  {
    trouble: 'a database with pages written over',
    damage: damagedPage,
    afterUnlock: true,
    title: 'De caseload is beschadigd',
    words: /Een deel van het bestand klopt niet meer/,
    ways: [PUT_BACK, ASIDE, AGAIN],
  },
  {
    trouble: 'a database of a newer version',
    damage: newerSchema,
    afterUnlock: true,
    title: 'Deze caseload is van een nieuwere versie',
    words: /De dossiers zijn bewaard door een nieuwere versie/,
    ways: [AGAIN],
  },
];

describe('what is the matter with the files', () => {
  it.each(CASES)(
    '$trouble is said in its own words, with its own ways out, and nothing is changed by looking',
    async ({ damage, afterUnlock, title, words, ways }) => {
      const { page, lost, close } = await openDamaged(damage);
      if (afterUnlock) await typePassphrase(page);
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.getByText(words).count()).toBe(1);
      await expect.poll(() => focused(page)).toContain(ways[0]);
      expect((await waysOut(page)).filter(Boolean)).toEqual(ways);
      expect(await accessibilityProblems(page)).toEqual([]);
      // Nothing became better meanwhile: trying again says the same.
      await press(page, AGAIN);
      if (afterUnlock) await typePassphrase(page);
      await page.getByRole('heading', { name: title }).waitFor();
      await close();
      // The envelope counts guesses, and is the same otherwise.
      expect(lost().filter((name) => !name.startsWith('vault'))).toEqual([]);
    },
    SLOW,
  );

  it.each([
    { trouble: 'the vault without its database', damage: noDatabase },
    { trouble: 'a database that was cut off', damage: truncated, afterUnlock: true },
    { trouble: 'a file that is no database', damage: aLetter, afterUnlock: true },
    { trouble: 'a database with pages written over', damage: damagedPage, afterUnlock: true },
  ])(
    'a backup mends $trouble, and what was there is kept',
    async ({ damage, afterUnlock }) => {
      const { page, lost, vaultId, close } = await openDamaged(damage, { chosenFiles: () => [backup()] });
      if (afterUnlock) await typePassphrase(page);
      await press(page, PUT_BACK);
      await typePassphrase(page);
      await page
        .getByRole('row', { name: /Wiesje/ })
        .first()
        .waitFor();
      expect(lost().filter((name) => !name.startsWith('vault'))).toEqual([]);
      expect(vaultId()).toBe(vaultIdOfWhole());
      await close();
    },
    SLOW,
  );

  it.each([
    { trouble: 'the database without its vault', damage: noKeys },
    { trouble: 'a vault that can not be read', damage: brokenKeys },
  ])(
    'the keys of a backup open $trouble again',
    async ({ damage }) => {
      const { page, lost, vaultId, close } = await openDamaged(damage, { chosenFiles: () => [backedUpKeys()] });
      await press(page, KEYS_BACK);
      await typePassphrase(page);
      await page
        .getByRole('row', { name: /Wiesje/ })
        .first()
        .waitFor();
      expect(lost().filter((name) => name !== 'caseload.db')).toEqual([]);
      expect(vaultId()).toBe(vaultIdOfWhole());
      await close();
    },
    SLOW,
  );

  it(
    'a file that is no envelope, or no choice at all, puts nothing in the place of the keys',
    async () => {
      let chosen: string[] = [];
      const { page, lost, close } = await openDamaged(noKeys, { chosenFiles: () => chosen });
      await press(page, KEYS_BACK);
      await page.getByText('Er is niets gekozen. Er is niets veranderd.').waitFor();
      chosen = [backup()];
      await press(page, KEYS_BACK);
      await page.getByRole('alert').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      chosen = [join(whole, 'is-er-niet.json')];
      await press(page, KEYS_BACK);
      await page.getByText('Dit bestand is niet te lezen. Kies een ander bestand; er is niets gewijzigd.').waitFor();
      expect(lost()).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'the keys of another caseload, put back by mistake, make way for the right ones',
    async () => {
      const otherDir = join(folder(), 'caseload');
      const others = spaceIn(otherDir);
      if (!(await others.create({ passphrase: PASSPHRASE, useKeychain: false }, () => undefined)).ok)
        throw new Error('the other caseload could not be made');
      await others.lock('quit');
      let chosen = join(otherDir, 'vault.json');
      const { page, lost, vaultId, close } = await openDamaged(noKeys, { chosenFiles: () => [chosen] });
      await press(page, KEYS_BACK);
      await typePassphrase(page);
      await page.getByRole('heading', { name: 'De caseload is geen leesbaar bestand' }).waitFor();
      await page.getByText(/de sleutels op deze laptop horen bij een andere caseload/).waitFor();
      chosen = backedUpKeys();
      await press(page, KEYS_BACK);
      await typePassphrase(page);
      await page
        .getByRole('row', { name: /Wiesje/ })
        .first()
        .waitFor();
      expect(lost().filter((name) => name !== 'caseload.db')).toEqual([]);
      expect(vaultId()).toBe(vaultIdOfWhole());
      await close();
    },
    SLOW,
  );

  it(
    'on a laptop without a caseload the first screen puts a backup back, and says what is missing when it can not',
    async () => {
      let chosen: string[] = [];
      const profile = folder();
      const window = await openWindow({ profile, chosenFiles: () => chosen });
      const { page } = window;
      await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
      await press(page, FROM_BACKUP);
      await page.getByText('Er is niets gekozen. Er is niets veranderd.').waitFor();
      const lonely = join(profile, 'alleen.jobport');
      copyFileSync(backup(), lonely);
      chosen = [lonely];
      await press(page, FROM_BACKUP);
      await page.getByText(/Naast dit bestand staan de sleutels niet/).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      const pictures = process.env['TROUBLE_PICTURES'];
      if (pictures) await page.screenshot({ path: join(pictures, 'first-run-backup.png') });
      chosen = [backup()];
      await press(page, FROM_BACKUP);
      await typePassphrase(page);
      await page
        .getByRole('row', { name: /Wiesje/ })
        .first()
        .waitFor();
      await window.close();
    },
    SLOW,
  );

  it.each([
    { trouble: 'a database that was cut off', damage: truncated, afterUnlock: true },
    { trouble: 'a file that is no database', damage: aLetter, afterUnlock: true },
  ])(
    'whoever sets $trouble aside begins again at once under the same key, and nothing is erased',
    async ({ damage, afterUnlock }) => {
      const { page, lost, vaultId, close } = await openDamaged(damage);
      if (afterUnlock) await typePassphrase(page);
      await pressTwice(page, ASIDE);
      await typePassphrase(page);
      await page.getByText('Hier komen je kandidaten').waitFor();
      expect(lost().filter((name) => !name.startsWith('vault'))).toEqual([]);
      expect(vaultId()).toBe(vaultIdOfWhole());
      await close();
    },
    SLOW,
  );

  it.each([
    { trouble: 'the database without its vault', damage: noKeys },
    { trouble: 'a vault that can not be read', damage: brokenKeys },
  ])(
    'whoever sets $trouble aside begins as on the first day, and the old caseload stays as it was',
    async ({ damage }) => {
      const { page, lost, close } = await openDamaged(damage);
      await pressTwice(page, ASIDE);
      await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
      expect(lost()).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'an empty caseload begins under the keys that are there, after one question more',
    async () => {
      const { page, vaultId, close } = await openDamaged(noDatabase);
      await press(page, EMPTY);
      await page.getByRole('dialog').waitFor();
      await expect.poll(() => focused(page)).toBe('Annuleren');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: 'De sleutels zijn er, maar de caseload ontbreekt' }).waitFor();
      await pressTwice(page, EMPTY);
      await typePassphrase(page);
      await page.getByText('Hier komen je kandidaten').waitFor();
      expect(vaultId()).toBe(vaultIdOfWhole());
      await close();
    },
    SLOW,
  );

  it(
    'a disk that comes back is found by trying again',
    async () => {
      const { page, dir, close } = await openDamaged(noDatabase);
      await page.getByRole('heading', { name: 'De sleutels zijn er, maar de caseload ontbreekt' }).waitFor();
      copyFileSync(join(whole, 'caseload', 'caseload.db'), join(dir, 'caseload.db'));
      await press(page, AGAIN);
      await typePassphrase(page);
      await page
        .getByRole('row', { name: /Wiesje/ })
        .first()
        .waitFor();
      await close();
    },
    SLOW,
  );

  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'is accessible and in sight: $language, $theme, $width×$height at $scale',
    async ({ language, theme, width, height, scale }) => {
      const profile = folder();
      cpSync(join(whole, 'caseload'), join(profile, 'caseload'), { recursive: true });
      rmSync(join(profile, 'caseload', 'caseload.db'));
      const window = await openWindow({ profile, theme, width, height, scale });
      const { page } = window;
      await page.getByRole('heading', { level: 1 }).waitFor();
      await window.ask('preferences.write', { language, theme });
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const pictures = process.env['TROUBLE_PICTURES'];
      if (pictures) await page.screenshot({ path: join(pictures, `trouble-${language}-${theme}.png`) });
      await window.close();
    },
    SLOW,
  );
});

describe('a keychain that is gone', () => {
  const BUS = 'DBUS_SESSION_BUS_ADDRESS';
  const before = process.env[BUS];
  afterAll(() => {
    if (before === undefined) delete process.env[BUS];
    else process.env[BUS] = before;
  });

  it(
    'is said to give no answer; the passphrase opens, and it can not be put back to use by accident',
    async () => {
      process.env[BUS] = 'unix:path=/nowhere/at/all';
      const profile = folder();
      const space = spaceIn(join(profile, 'caseload'));
      const created = await space.create({ passphrase: PASSPHRASE, useKeychain: true }, ({ db, author }) =>
        db.transact((tx) => addCandidate(tx, author, { givenName: 'Wiesje', surname: 'Verzonnen' })),
      );
      if (!created.ok) throw new Error('the caseload could not be made');
      await space.lock('quit');
      const window = await openWindow({ profile });
      const { page } = window;
      await page.getByText(/De sleutelbos van deze laptop geeft geen antwoord/).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await typePassphrase(page);
      await page.getByRole('row', { name: /Wiesje/ }).waitFor();
      await page.evaluate(() => {
        location.hash = '#/settings/security';
      });
      await page.getByRole('button', { name: 'Leg de sleutel terug' }).press('Enter');
      await page.getByText(/De sleutelbos van deze laptop is op slot, leeg of geeft geen antwoord/).waitFor();
      await page.keyboard.press('Control+l');
      await typePassphrase(page);
      await page.getByRole('heading', { name: 'Logboek' }).waitFor();
      await window.close();
    },
    SLOW,
  );
});
