/**
 * The keychain that gives no key: each standing said, the passphrase always a way in, and the key put back. On a real
 * gnome-keyring, on a session bus of its own that the desktop under test asks as it would ask the adviser's.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemKeychain } from '../../electron/vault/system-keychain.ts';
import { keychainMissing, startKeychainSession, type KeychainSession } from '../support/keychain-session.ts';
import { accessibilityProblems, closeBrowser, newProfile, openWindow } from '../support/window.ts';

const missing =
  keychainMissing() ?? (spawnSync('sh', ['-c', 'command -v dbus-daemon']).status === 0 ? null : 'no dbus-daemon');
const PASSPHRASE = 'paard batterij nietje juist';
const BUS = 'DBUS_SESSION_BUS_ADDRESS';
const SLOW = 90_000;

const before = process.env[BUS];
let profile: string;
let home: string;
let bus: ChildProcess;
let keychain: KeychainSession;

beforeAll(async () => {
  profile = newProfile();
  home = mkdtempSync(join(tmpdir(), 'jk-'));
  if (missing !== null) return;
  // Nothing of this machine's own desktop: a keychain that is asked could show somebody a prompt there.
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', XDG_RUNTIME_DIR: join(home, 'run') };
  bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!bus.stdout) throw new Error('a bus says where it is');
  const address = (await createInterface({ input: bus.stdout })[Symbol.asyncIterator]().next()).value as string;
  // The desktop's keychain library finds the bus where every application does.
  process.env[BUS] = address;
  keychain = startKeychainSession({ bus: address, home });
  await keychain.ask('start');
  // Held by this thread too: with the worker of the first window GLib would be unloaded, and it can not be loaded twice.
  await createSystemKeychain().read('nobody');
});
afterAll(async () => {
  await closeBrowser();
  if (missing === null) {
    await keychain.end();
    bus.kill();
  }
  if (before === undefined) delete process.env[BUS];
  else process.env[BUS] = before;
  for (const folder of [profile, home]) rmSync(folder, { recursive: true, force: true });
});

/** The name of our entry in the keychain, as the vault says it. */
function account(): string {
  const { body } = JSON.parse(readFileSync(join(profile, 'caseload', 'vault.json'), 'utf8')) as {
    body: { vaultId: string; slots: { keychain: { id: string } } };
  };
  return `${body.vaultId}.${body.slots.keychain.id}`;
}
async function openByPassphrase(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Wachtzin' }).focus();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByText('Hier komen je kandidaten').waitFor();
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

describe.skipIf(missing !== null)(`the keychain${missing === null ? '' : ` (${missing})`}`, () => {
  it(
    'opens by one key; when it lost the key that is said, the passphrase opens, and the key is put back',
    async () => {
      const window = await openWindow({ profile });
      const { page } = window;
      await page.getByRole('heading', { level: 1 }).waitFor();
      await window.ask('vault.create', {
        passphrase: PASSPHRASE,
        useKeychain: true,
        adviser: { name: 'Noor Verzonnen' },
        organisation: { name: 'Gemeente Nergenshuizen' },
      });
      await window.ask('vault.lock', { why: 'asked' });
      await page.reload();
      await page.getByText('De sleutel ligt klaar in GNOME-sleutelbos. Druk op Enter.').waitFor();
      await expect.poll(() => focused(page)).toBe('Ontgrendelen');
      await page.keyboard.press('Enter');
      await page.getByText('Hier komen je kandidaten').waitFor();

      await keychain.remove(account());
      await page.keyboard.press('Control+l');
      await page
        .getByText(/GNOME-sleutelbos geeft de sleutel niet\. .* of de sleutel ligt er niet meer in\./)
        .waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      // To try it all the same changes nothing and says what to do.
      await page.getByRole('button', { name: 'Met deze laptop' }).press('Enter');
      await page.getByRole('button', { name: 'Ontgrendelen' }).press('Enter');
      await page.getByText(/Gebruik je wachtzin of herstelcode\.$/).waitFor();
      await page.getByRole('button', { name: 'Met de wachtzin' }).press('Enter');
      await openByPassphrase(page);

      await page.evaluate(() => {
        location.hash = '#/settings/security';
      });
      const lost = page.getByText(/GNOME-sleutelbos geeft de sleutel niet: /);
      await lost.waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Leg de sleutel terug' }).press('Enter');
      await lost.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+l');
      await page.getByText('De sleutel ligt klaar in GNOME-sleutelbos. Druk op Enter.').waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Logboek' }).waitFor();

      // And it can be left and taken again.
      const use = page.getByRole('switch', { name: 'Gebruik de sleutelbos' });
      for (const checked of [false, true]) {
        await use.press('Space');
        await expect.poll(() => use.isChecked()).toBe(checked);
      }
      await window.close();
    },
    SLOW,
  );

  it(
    'that is locked itself is said to be, and the passphrase opens',
    async () => {
      await keychain.ask('lock');
      const window = await openWindow({ profile });
      await window.page.getByText(/GNOME-sleutelbos geeft de sleutel niet\. Hij is op slot of leeg/).waitFor();
      expect(await accessibilityProblems(window.page)).toEqual([]);
      await openByPassphrase(window.page);
      await window.close();
    },
    SLOW,
  );
});
