/** From the first start to the list, and through the lock: on the real desktop, by keyboard. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, newProfile, openWindow } from '../support/window.ts';
import { soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

/** Opening a caseload alone takes half a second of argon2; these machines are shared. */
const soon = soonWithin(10_000);

const PASSPHRASE = 'paard batterij nietje juist';

/** Through the assistant without touching a mouse; answers with the recovery code. */
async function setUp(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Wie ben je?' }).waitFor();
  await page.keyboard.type('Noor Verzonnen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Voor welke organisatie werk je?' }).waitFor();
  await page.keyboard.type('Gemeente Nergenshuizen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hoe gaat je caseload open?' }).waitFor();
  const keychain = page.getByRole('checkbox', { name: 'Met deze laptop' });
  if (await keychain.count()) {
    await keychain.focus();
    if (await keychain.isChecked()) await page.keyboard.press('Space');
  }
  await page.locator('[name=passphrase]').focus();
  await page.keyboard.type(PASSPHRASE);
  await page.locator('[name=again]').focus();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  const code = await page.getByTestId('recovery-code').textContent();
  if (!code) throw new Error('no recovery code is shown');
  return code;
}

async function finish(page: Page, code: string): Promise<void> {
  await page.getByLabel('Typ de code over van je papier').focus();
  // As somebody types from paper: small letters, no dashes.
  await page.keyboard.type(code.replaceAll('-', ' ').toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByText('Hier komen je kandidaten').waitFor();
}

describe('the first start', () => {
  it('goes from the welcome to the list by keyboard alone, and keeps what was typed when going back', async () => {
    const window = await openWindow();
    const { page } = window;
    await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Vul je naam in. De rest mag later.').waitFor();
    await page.keyboard.type('Noor Verzonnen');
    await page.keyboard.press('Enter');
    await page.getByLabel('IBAN').fill('NL00 TEST 0123 4567 89');
    await page.getByLabel('KvK-nummer').focus();
    await page.getByText('Dit IBAN klopt niet').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Terug' }).press('Enter');
    await soon(() => page.getByLabel('Naam').inputValue()).toBe('Noor Verzonnen');
    await page.getByRole('button', { name: 'Terug' }).press('Enter');

    const code = await setUpAgain(page);
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]$/);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Typ de code over van je papier').fill('AAAA-BBBB');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Typ de code over van je papier').fill('');
    await finish(page, code);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await window.ask('organisation.open', null)).toMatchObject({
      adviser: { name: 'Noor Verzonnen' },
      organisation: { name: 'Gemeente Nergenshuizen', iban: null },
    });
    await window.close();
  });

  it('is in the other language by one key, and the keys stay where they are', async () => {
    const window = await openWindow();
    const { page } = window;
    await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Welcome to Jobport' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
    await window.close();
  });

  it('prints the recovery code alone on its sheet', async () => {
    const window = await openWindow();
    await setUp(window.page);
    await window.page.emulateMedia({ media: 'print' });
    const seen = await window.page.evaluate(() =>
      [...document.querySelectorAll('h1, button, input')]
        .filter((element) => getComputedStyle(element).visibility !== 'hidden' && element.getClientRects().length > 0)
        .map((element) => element.textContent),
    );
    expect(seen).toEqual(['Herstelcode Jobport']);
    await window.close();
  });

  it('opens the practice caseload in one click', async () => {
    const window = await openWindow();
    await window.page.getByRole('button', { name: /Oefen met verzonnen mensen/ }).click();
    await window.page.getByRole('grid').waitFor();
    await window.page.getByText('Oefencaseload').waitFor();
    expect(await window.ask('caseload.summary', null)).toMatchObject({ candidates: 120 });
    await window.close();
  });
});

/** The same way once more, over fields that already hold what was typed. */
async function setUpAgain(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Welkom bij Jobport' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Wie ben je?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('IBAN').fill('');
  await page.getByLabel('Naam van de organisatie').fill('Gemeente Nergenshuizen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hoe gaat je caseload open?' }).waitFor();
  const keychain = page.getByRole('checkbox', { name: 'Met deze laptop' });
  if (await keychain.count()) await keychain.uncheck();
  await page.locator('[name=passphrase]').fill(PASSPHRASE);
  await page.locator('[name=again]').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  return (await page.getByTestId('recovery-code').textContent()) ?? '';
}

describe('the lock', () => {
  it('empties the window, slows down guessing, opens by passphrase at the same screen, and by the code after a restart', async () => {
    const profile = newProfile();
    const window = await openWindow({ profile });
    const { page } = window;
    const code = await setUp(page);
    await finish(page, code);
    await window.ask('candidates.add', { fields: { givenName: 'Wiesje', surname: 'Verzonnen' } });
    await page.getByRole('row', { name: /Wiesje/ }).waitFor();
    await page.evaluate(() => {
      location.hash = '#/settings/data';
    });
    await page.getByRole('heading', { name: 'Reservekopie' }).waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Je caseload is vergrendeld' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.content()).not.toContain('Wiesje');
    expect(await page.title()).not.toContain('Wiesje');

    const field = page.getByLabel('Wachtzin');
    for (let tries = 0; tries < 3; tries++) {
      await field.fill('een verkeerde zin');
      await page.keyboard.press('Enter');
      await soon(() => field.inputValue()).toBe('');
    }
    await page.getByText(/Wacht nog 1 seconde/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await field.fill(PASSPHRASE);
    await soon(() => page.getByRole('button', { name: 'Ontgrendelen' }).isEnabled()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Reservekopie' }).waitFor();
    await window.close();

    const again = await openWindow({ profile });
    await again.page.getByRole('button', { name: 'Met de herstelcode' }).press('Enter');
    // One wrong character: what was typed stays, to be mended where it stands.
    const mistyped = `${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`;
    await again.page.getByLabel('Herstelcode').fill(mistyped);
    await again.page.keyboard.press('Enter');
    await again.page.getByText('De code is niet goed overgetypt').waitFor();
    expect(await again.page.getByLabel('Herstelcode').inputValue()).toBe(mistyped);
    await again.page.getByLabel('Herstelcode').fill(code);
    await again.page.keyboard.press('Enter');
    await again.page.getByRole('heading', { name: 'Kies een nieuwe wachtzin' }).waitFor();
    expect(await accessibilityProblems(again.page)).toEqual([]);
    const fresh = 'fiets regen koffie lantaarn';
    await again.page.locator('[name=passphrase]').fill(fresh);
    await again.page.locator('[name=again]').fill(fresh);
    await again.page.keyboard.press('Enter');
    await again.page.getByRole('row', { name: /Wiesje/ }).waitFor();
    await again.page.keyboard.press('Control+l');
    await again.page.getByLabel('Wachtzin').fill(fresh);
    await again.page.keyboard.press('Enter');
    await again.page.getByRole('row', { name: /Wiesje/ }).waitFor();
    await again.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it('gets another passphrase in Settings from whoever knows the present one, and says what is wrong beside it', async () => {
    const window = await openWindow();
    const { page } = window;
    await finish(page, await setUp(page));
    await page.evaluate(() => {
      location.hash = '#/settings/security';
    });
    await page.getByRole('button', { name: 'Wachtzin wijzigen' }).press('Enter');
    const present = page.getByRole('textbox', { name: 'Je huidige wachtzin' });
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    const fresh = 'fiets regen koffie lantaarn';
    await page.getByRole('textbox', { name: 'Nieuwe wachtzin', exact: true }).fill(fresh);
    await page.getByRole('textbox', { name: 'Nieuwe wachtzin, nog een keer' }).fill(fresh);
    await page.keyboard.press('Enter');
    await page.getByText('Vul je huidige wachtzin in.').waitFor();
    expect(await focused()).toBe('current');
    await present.fill('een verkeerde zin');
    await page.keyboard.press('Enter');
    await page.getByText(/Dit is niet je huidige wachtzin\./).waitFor();
    await soon(focused).toBe('current');
    expect(await accessibilityProblems(page)).toEqual([]);
    await present.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Je caseload is vergrendeld' }).waitFor();
    await page.getByLabel('Wachtzin').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Dit is niet de wachtzin.').waitFor();
    await page.getByLabel('Wachtzin').fill(fresh);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Logboek' }).waitFor();
    await window.close();
  });
});
