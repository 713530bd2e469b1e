/** Taking in on the real desktop, by keyboard: look first, decide, write once, undo once; and files that are not right. */
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SET_UP } from '../support/desktop.ts';
import { accessibilityProblems, closeBrowser, newProfile, openWindow, type WindowOptions } from '../support/window.ts';
import { soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(15_000);
const SLOW = 60_000;

const table = (rows: number) =>
  [
    'Voornaam;Achternaam;Postcode;Woonplaats;E-mail;Hobby',
    ...Array.from(
      { length: rows },
      (_, at) => `Testpersoon;Verzonnen${at};1234 AB;Voorbeeldstad;persoon${at}@example.nl;schaken`,
    ),
  ].join('\r\n');

async function openIntake(files: Record<string, string>, options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const profile = newProfile();
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(profile, name), text);
    return join(profile, name);
  });
  const window = await openWindow({ ...options, demo: language, profile, chosenFiles: () => paths });
  const { page } = window;
  await page.getByRole('navigation').first().waitFor();
  await page.evaluate(() => {
    location.hash = '/intake';
  });
  const candidates = async () => (await window.ask('caseload.summary', null)).candidates;
  const close = async () => {
    await window.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { window, page, candidates, close };
}

describe('taking in', () => {
  it(
    'a table goes from columns to preview to dossiers with the keyboard alone, and back with one undo',
    async () => {
      const { window, page, candidates, close } = await openIntake({ 'lijst.csv': `\ufeff${table(6)}` });
      const before = await candidates();
      await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Kies bestanden');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Wat staat in welke kolom?' }).waitFor();
      expect(await page.getByText('onze gok').count()).toBe(5);
      await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Kolommen kloppen');
      await page.keyboard.press('Enter');

      await page.getByRole('listbox', { name: 'Wie erin komen' }).waitFor();
      await soon(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('3');
      await page.getByText('5 nieuw · 0 samenvoegen · 1 overslaan').waitFor();
      await page.getByRole('region', { name: 'Testpersoon Verzonnen1' }).getByText('schaken').waitFor();
      // Up to here nothing was written.
      expect(await candidates()).toBe(before);

      await page.keyboard.press('Control+Enter');
      await page.getByText('5 toegevoegd, 0 samengevoegd, 1 overgeslagen.').waitFor();
      expect(await candidates()).toBe(before + 5);
      await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Open het eerste dossier');
      await page.getByRole('button', { name: 'Ongedaan maken', exact: true }).first().click();
      await soon(candidates).toBe(before);
      expect(window.problems()).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'somebody who is already there is recognised, can be merged, and what was not understood stands in the dossier',
    async () => {
      const { window, page, candidates, close } = await openIntake({ 'lijst.csv': `\ufeff${table(1)}` });
      const { dossier } = await window.ask('candidates.add', {
        fields: { givenName: 'Testpersoon', surname: 'Verzonnen0', postcode: '1234 AB' },
      });
      const before = await candidates();
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByRole('button', { name: 'Kolommen kloppen' }).click();
      await page.getByRole('heading', { name: 'Lijkt op Testpersoon Verzonnen0' }).waitFor();
      await page.getByText('Dezelfde naam en postcode.').waitFor();
      await page.keyboard.press('2');
      await page.getByRole('button', { name: /Neem 1 kandidaat in/ }).click();
      await page.getByText('0 toegevoegd, 1 samengevoegd').waitFor();
      expect(await candidates()).toBe(before);
      await page.getByRole('button', { name: 'Open het eerste dossier' }).click();
      await page.waitForURL(new RegExp(`dossier/${dossier}/`));
      await page.getByRole('link', { name: /Uit import/ }).click();
      await page.getByText('schaken').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'what differs stands beside each other with the name of each field in whole words',
    async () => {
      const long = (word: string): string => `${word} `.repeat(120);
      const cv = { basics: { name: 'Vera Verzonnen', email: 'vera@example.org', summary: long('Rustig') } };
      const { window, page, close } = await openIntake({
        'cv.json': JSON.stringify({ ...cv, basics: { ...cv.basics, location: { city: 'Nergenshuizen' } } }),
      });
      const { dossier } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
      const edit = { dossier, row: dossier, concept: 'candidate' } as const;
      await window.ask('dossier.edit', { ...edit, fields: { place: 'Reigerveen', presentation: long('Vlot') } });
      await window.ask('dossier.addRow', { dossier, concept: 'contactDetail', fields: { email: 'vera@example.org' } });
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      const name = page.getByRole('rowheader', { name: 'Woonplaats' });
      await name.waitFor();
      const lines = await name.evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getClientRects().length;
      });
      expect(lines).toBe(1);
      await close();
    },
    SLOW,
  );

  it(
    'a column that is changed is read again at once',
    async () => {
      const { page, close } = await openIntake({ 'lijst.csv': `\ufeff${table(3)}` });
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByRole('combobox', { name: 'Kolom Hobby komt in' }).click();
      await page.getByRole('option', { name: 'Interesse: Interesse' }).click();
      await soon(() => page.getByRole('combobox', { name: 'Kolom Hobby komt in' }).inputValue()).toBe(
        'Interesse: Interesse',
      );
      await page.waitForTimeout(300);
      await page.getByRole('button', { name: 'Kolommen kloppen' }).click();
      const detail = page.getByRole('region', { name: 'Testpersoon Verzonnen0' });
      await detail.waitFor();
      expect(await detail.textContent()).toContain('Interesse');
      expect(await detail.textContent()).not.toContain('schaken');
      await close();
    },
    SLOW,
  );

  it(
    'a table that says of nobody who it is goes no further until a column does',
    async () => {
      const beroepen = 'soort,titel,status\nberoep,lasser,released\nberoep,kok,released\n';
      const { page, candidates, close } = await openIntake({ 'beroepen.csv': beroepen });
      const before = await candidates();
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByText('In geen enkele kolom staat wie het is.').waitFor();
      await soon(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/wie het is/);
      const right = page.getByRole('button', { name: 'Kolommen kloppen' });
      expect(await right.isDisabled()).toBe(true);
      await page.getByText('0 kandidaten gevonden').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('combobox', { name: 'Kolom titel komt in' }).click();
      await page.getByRole('option', { name: 'Hele naam' }).click();
      await soon(() => right.isDisabled()).toBe(false);
      expect(await page.getByText('In geen enkele kolom staat wie het is.').count()).toBe(0);
      await right.click();
      await page.getByRole('option', { name: /kok/ }).waitFor();
      expect(await candidates()).toBe(before);
      await close();
    },
    SLOW,
  );

  it(
    'beside a table of people, one that says of nobody who it is gives nobody, and stands with the files that gave nothing',
    async () => {
      const { page, close } = await openIntake({
        'lijst.csv': `\ufeff${table(2)}`,
        'beroepen.csv': 'soort,titel,status\nberoep,lasser,released\n',
      });
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByText('beroepen.csv').waitFor();
      await page.getByRole('combobox', { name: 'Kolom Achternaam komt in' }).waitFor();
      await page.getByRole('button', { name: 'Kolommen kloppen' }).click();
      await page.getByRole('region', { name: 'Testpersoon Verzonnen0' }).waitFor();
      expect(await page.getByRole('option').count()).toBe(2);
      await close();
    },
    SLOW,
  );

  it.each([
    ['nl', 1280, 800, 1],
    ['en', 1280, 800, 1],
    ['nl', 640, 400, 2],
    ['en', 640, 400, 2],
  ] as const)(
    'the buttons to take in and to throw away are in sight, whatever stands above: %s, %i×%i at %i',
    async (language, width, height, scale) => {
      const profile = newProfile();
      const files = { 'lijst.csv': `\ufeff${table(20)}`, 'kapot.json': '{"basics": {' };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(profile, name), text);
      const chosenFiles = () => Object.keys(files).map((name) => join(profile, name));
      const window = await openWindow({ profile, chosenFiles, width, height, scale });
      const { page } = window;
      await page.getByRole('heading', { level: 1 }).waitFor();
      await window.ask('preferences.write', { language });
      // A caseload of one's own, of which the recovery code was not typed back: the amber bar is there.
      await window.ask('vault.create', SET_UP);
      await page.reload();
      await page.getByRole('complementary').waitFor();
      await page.evaluate(() => {
        location.hash = '/intake';
      });
      await page.getByRole('button', { name: language === 'nl' ? 'Kies bestanden' : 'Choose files' }).click();
      await page
        .getByRole('button', { name: language === 'nl' ? 'Kolommen kloppen' : 'The columns are right' })
        .click();
      await page.getByRole('listbox').waitFor();
      const inSight = async (): Promise<boolean[]> =>
        Promise.all(
          (language === 'nl' ? ['Weggooien', /Neem 20/] : ['Discard', /Take in 20/]).map((name) =>
            page.getByRole('button', { name }).evaluate((button) => {
              const { left, right, top, bottom } = button.getBoundingClientRect();
              const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && button.contains(onTop);
            }),
          ),
        );
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
      expect(await inSight()).toEqual([true, true]);
      const pictures = process.env['INTAKE_PICTURES'];
      if (pictures) await page.screenshot({ path: join(pictures, `intake-${language}-${width}.png`) });
      // Also at the end of the page, and the list keeps room to walk in.
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      expect(await inSight()).toEqual([true, true]);
      if (pictures) await page.screenshot({ path: join(pictures, `intake-${language}-${width}-end.png`) });
      expect((await page.getByRole('listbox').boundingBox())?.height).toBeGreaterThan(150);
      expect(await accessibilityProblems(page)).toEqual([]);
      // Nor does what is said meanwhile stand before them.
      await page.getByRole('listbox').focus();
      await page.keyboard.press('Control+z');
      await page
        .getByRole('region', { name: language === 'nl' ? 'Meldingen' : 'Messages' })
        .locator('> *')
        .waitFor();
      expect(await inSight()).toEqual([true, true]);
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it(
    'a broken file says which, where and what to do, and writes nothing',
    async () => {
      const { page, candidates, close } = await openIntake({ 'kapot.json': '{"basics": {', 'leeg.csv': '' });
      const before = await candidates();
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByText('2 bestanden konden niet worden gelezen').waitFor();
      await page.getByText('Het bestand houdt halverwege op.').waitFor();
      await page.getByText('kapot.json · regel 1, teken 13').waitFor();
      await page.getByText('Het bestand is leeg.').waitFor();
      await page.getByText('Er is niemand gevonden om in te nemen').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await candidates()).toBe(before);
      await close();
    },
    SLOW,
  );

  it(
    'a thousand people are looked through at once: only what is in sight is drawn',
    async () => {
      const { page, close } = await openIntake({ 'lijst.csv': `\ufeff${table(1000)}` });
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByRole('button', { name: 'Kolommen kloppen' }).click();
      await page.getByRole('listbox').waitFor();
      await page.keyboard.press('End');
      await page.getByRole('region', { name: 'Testpersoon Verzonnen999' }).waitFor();
      expect(await page.getByRole('option').count()).toBeLessThan(60);
      expect(await page.getByRole('option', { selected: true }).getAttribute('aria-setsize')).toBe('1000');
      await close();
    },
    SLOW,
  );

  it(
    'a filter shows who it is about, what was decided stays, and what was not understood can be read',
    async () => {
      const profiles = Array.from({ length: 250 }, (_, at) => ({
        basics: { name: `Testpersoon Verzonnen${at}`, email: `persoon${at % 249}@example.nl` },
        ...(at % 120 === 0 ? { vreemd: { soort: 'heftruck', delen: ['een', { maat: 12 }] } } : {}),
      }));
      const { page, close } = await openIntake(
        Object.fromEntries(
          profiles.map((profile, at) => [`${String(at).padStart(3, '0')}.json`, JSON.stringify(profile)]),
        ),
      );
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByRole('region', { name: 'Testpersoon Verzonnen0' }).waitFor();
      const aside = page.getByRole('listitem').filter({ hasText: 'soort: heftruck' });
      expect(await aside.first().innerText()).toMatch(/soort: heftruck\s+delen:\s+een\s+maat: 12/);
      expect(await page.getByRole('region', { name: 'Testpersoon Verzonnen0' }).innerText()).not.toContain('{');
      expect(await accessibilityProblems(page)).toEqual([]);

      await page.getByRole('button', { name: 'Niet alles begrepen 3' }).click();
      expect(await page.getByRole('option').allInnerTexts()).toEqual([
        expect.stringContaining('Verzonnen0'),
        expect.stringContaining('Verzonnen120'),
        expect.stringContaining('Verzonnen240'),
      ]);
      await page.getByRole('option', { name: /Verzonnen240/ }).click();
      await page.getByRole('region', { name: 'Testpersoon Verzonnen240' }).waitFor();
      await page.keyboard.press('3');
      await page.getByText('248 nieuw · 1 samenvoegen · 1 overslaan').waitFor();

      // Who was chosen stays chosen where the filter shows them.
      await page.getByRole('button', { name: 'Alle 250' }).click();
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      await page.getByRole('region', { name: 'Testpersoon Verzonnen249' }).waitFor();
      await page.getByText('Staat eerder in deze bestanden.').waitFor();
      await page.getByRole('button', { name: 'Lijkt op iemand 1' }).click();
      await page.getByRole('option', { name: /lijkt op Testpersoon Verzonnen0/ }).waitFor();
      await page.getByRole('button', { name: 'Alle apart houden' }).click();
      await page.getByText('249 nieuw · 0 samenvoegen · 1 overslaan').waitFor();
      await page.getByRole('button', { name: /Neem 249 kandidaten in/ }).click();
      await page.getByText('249 toegevoegd, 0 samengevoegd, 1 overgeslagen.').waitFor();
      await close();
    },
    SLOW,
  );

  it(
    'files can be dropped on the screen',
    async () => {
      const { window, page, close } = await openIntake({});
      await page.getByRole('button', { name: 'Kies bestanden' }).waitFor();
      const given = await page.evaluateHandle(
        (text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], 'gesleept.csv', { type: 'text/csv' }));
          return transfer;
        },
        `\ufeff${table(2)}`,
      );
      await page.dispatchEvent('[data-stage=choose]', 'drop', { dataTransfer: given });
      await page.getByRole('heading', { name: 'Wat staat in welke kolom?' }).waitFor();
      expect(window.problems()).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'a file that went away, a folder and one that is too large are named, chosen or dropped; the others go on',
    async () => {
      const files: Record<string, string> = { 'weg.csv': '', 'te-groot.csv': '', 'goed.csv': `\ufeff${table(2)}` };
      const { window, page, close } = await openIntake(files);
      rmSync(join(window.profile, 'weg.csv'));
      truncateSync(join(window.profile, 'te-groot.csv'), 51 * 1024 * 1024);
      await page.getByRole('button', { name: 'Kies bestanden' }).click();
      await page.getByRole('heading', { name: 'Wat staat in welke kolom?' }).waitFor();
      await page.locator('[data-stage=columns]').getByText('2 kandidaten gevonden').waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'weg.csv' }).textContent()).toContain('niet te lezen');
      expect(await page.getByRole('listitem').filter({ hasText: 'te-groot.csv' }).textContent()).toContain('te groot');

      await page.getByRole('button', { name: 'Andere bestanden' }).click();
      const given = await page.evaluateHandle(
        (text) => {
          // What Chromium gives for a folder: a file whose bytes can not be had.
          File.prototype.arrayBuffer = function arrayBuffer(this: File) {
            return this.name === 'map'
              ? Promise.reject(new DOMException('', 'NotReadableError'))
              : Blob.prototype.arrayBuffer.call(this);
          };
          const transfer = new DataTransfer();
          transfer.items.add(new File([''], 'map'));
          transfer.items.add(new File([text], 'gesleept.csv', { type: 'text/csv' }));
          return transfer;
        },
        `\ufeff${table(3)}`,
      );
      await page.dispatchEvent('[data-stage=choose]', 'drop', { dataTransfer: given });
      await page.locator('[data-stage=columns]').getByText('3 kandidaten gevonden').waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'map' }).textContent()).toContain('Dit is een map');
      await close();
    },
    SLOW,
  );

  it(
    'never takes back something else: taking in what was there already leaves nothing to undo',
    async () => {
      const { page, candidates, close } = await openIntake({ 'lijst.csv': `\ufeff${table(1)}` });
      const before = await candidates();
      for (const done of ['1 toegevoegd, 0 samengevoegd', '0 toegevoegd, 1 samengevoegd']) {
        await page.getByRole('button', { name: 'Kies bestanden' }).click();
        await page.getByRole('button', { name: 'Kolommen kloppen' }).click();
        await page.getByRole('listbox').waitFor();
        await page.keyboard.press('Control+Enter');
        await page.getByText(done).waitFor();
        if (done.startsWith('1')) await page.getByRole('button', { name: 'Andere bestanden' }).click();
      }
      await page.getByRole('button', { name: 'Ongedaan maken', exact: true }).first().click();
      await page
        .getByText('Daarna is al iets anders gewijzigd')
        .or(page.getByRole('button', { name: 'Kies bestanden' }))
        .first()
        .waitFor();
      await page.waitForTimeout(500);
      expect(await candidates()).toBe(before + 1);
      await close();
    },
    SLOW,
  );

  it.each([
    ['light', 'nl', 1280, 800, 1],
    ['dark', 'en', 640, 400, 2],
  ] as const)(
    'is accessible at each step: %s, %s, %i×%i at %i',
    async (theme, language, width, height, scale) => {
      const { page, close } = await openIntake(
        { 'lijst.csv': `\ufeff${table(20)}`, 'kapot.json': '{' },
        { theme, width, height, scale },
        language,
      );
      const choose = page.getByRole('button', { name: language === 'nl' ? 'Kies bestanden' : 'Choose files' });
      await choose.waitFor();
      expect(await accessibilityProblems(page), 'choose').toEqual([]);
      await choose.click();
      const right = page.getByRole('button', {
        name: language === 'nl' ? 'Kolommen kloppen' : 'The columns are right',
      });
      await right.waitFor();
      expect(await accessibilityProblems(page), 'columns').toEqual([]);
      await right.click();
      await page.getByRole('listbox').waitFor();
      // To the end, where the foot covers nothing: axe takes a button that is half under it for a small one.
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      expect(await accessibilityProblems(page), 'look').toEqual([]);
      await page.keyboard.press('Control+Enter');
      await page.getByText(language === 'nl' ? 'Ingenomen' : 'Taken in', { exact: true }).waitFor();
      expect(await accessibilityProblems(page), 'done').toEqual([]);
      await close();
    },
    SLOW,
  );
});
