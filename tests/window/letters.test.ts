/** Letters on the real desktop: filled in from the dossier, seen before they are made, kept, and one letter to many. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWord } from '../../electron/exchange/check/read-word.ts';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const SLOW = 120_000;
const soon = soonWithin(15_000);

describe('a letter', () => {
  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'is filled in, says what is missing, is made and kept as one deed that one undo takes back: $language, $theme, $width×$height',
    async ({ language, ...options }) => {
      const window = await openWindow({ ...options, demo: language });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: {
          givenName: 'Noor',
          surname: 'Bedacht',
          street: 'Nergensstraat',
          houseNumber: '7',
          place: 'Reigerveen',
        },
      });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, `/letter/${id}`);
      const frame = page.frameLocator('[data-letter] iframe');
      await soon(() => frame.locator('body').innerText()).toContain('Noor Bedacht');
      // No appointment yet: said by name, and not made.
      const missing = page.locator('[data-missing]');
      await soon(() => missing.textContent()).toContain(language === 'nl' ? 'afspraak.datum' : 'appointment.date');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor();
      expect((await window.ask('documents.list', { dossier: id })).length).toBe(0);

      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'appointment',
        fields: { date: '2031-03-05', time: '10:30', place: 'Stadhuis, kamer 4', state: 'planned' },
      });
      await soon(() => missing.count()).toBe(0);
      await soon(() => frame.locator('body').innerText()).toContain('Stadhuis, kamer 4');
      expect(await frame.locator('body').innerText()).toContain(language === 'nl' ? '5 maart 2031' : '5 March 2031');
      await page.getByLabel(language === 'nl' ? 'Met een contactmoment' : 'With a contact moment').check();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await picture(page, `letter-${language}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-made]').waitFor({ timeout: 30_000 });
      await picture(page, `letter-made-${language}`);
      const file = join(window.profile, language === 'nl' ? 'Brief Noor Bedacht.docx' : 'Letter Noor Bedacht.docx');
      const word = await readWord(new Uint8Array(readFileSync(file)));
      expect(word?.hidden).toEqual([]);
      expect(word?.text).toContain('Stadhuis, kamer 4');
      const { rows } = await window.ask('dossier.open', { dossier: id });
      expect(rows.document).toMatchObject([{ kind: 'letter', about: `contactMoment/${rows.contactMoment[0]?.id}` }]);
      await window.ask('history.undo', null);
      const after = await window.ask('dossier.open', { dossier: id });
      expect([after.rows.document.length, after.rows.contactMoment.length]).toEqual([0, 0]);
      await window.close();
    },
    SLOW,
  );

  it(
    'to an employer has no field that the register withholds, and is not saved when it was typed in all the same',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: { givenName: 'Noor', surname: 'Bedacht', street: 'Nergensstraatje', houseNumber: '7' },
      });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, `/letter/${id}`);
      await page.getByLabel('Voor wie is het?').selectOption('employer');
      await page.getByLabel('Onderwerp').fill('Kennismaken');
      await page.getByLabel('Tekst').fill('Adres: {{kandidaat.adres}}');
      await soon(() => page.locator('[data-missing]').textContent()).toContain('mag dit niet hebben: kandidaat.adres');
      await page.getByLabel('Tekst').fill('Zij woont in de Nergensstraatje 7.');
      await soon(() => page.frameLocator('[data-letter] iframe').locator('body').innerText()).toContain('Zij woont');
      await page.keyboard.press('Control+Enter');
      await soon(() => page.getByRole('alert').innerText()).toContain('iets over adres en contact');
      expect(existsSync(join(window.profile, 'Brief Noor Bedacht.docx'))).toBe(false);
      // What was typed is there after leaving the screen.
      await page.waitForTimeout(700);
      await page.evaluate(() => {
        location.hash = '/candidates';
      });
      await page.getByRole('grid').waitFor();
      await goTo(page, `/letter/${id}`);
      await soon(() => page.getByLabel('Tekst').inputValue()).toBe('Zij woont in de Nergensstraatje 7.');
      await window.close();
    },
    SLOW,
  );

  it(
    'goes to everybody who is picked, a file for each, and says for whom there is none and why',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { lines } = await window.ask('candidates.list', {
        filter: {},
        sort: { column: 'name', descending: false },
        offset: 0,
        limit: 8,
      });
      const merged = await window.ask('letters.merge', {
        dossiers: lines.map(({ id }) => id),
        language: 'nl',
        subject: 'Voor {{kandidaat.naam}}',
        text: 'Beste {{kandidaat.naam}},\n\nTot ziens.',
        form: 'zip',
        keep: false,
        job: 'merge',
      });
      expect([merged.made + merged.failed.length, merged.made > 0]).toEqual([8, true]);
      for (const { why, fields } of merged.failed) expect([why, fields]).toEqual(['empty', ['kandidaat.naam']]);
      const zip = join(window.profile, 'Brieven.zip');
      expect(execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n')).toEqual(
        Array.from({ length: merged.made }, (_, at) => `brief-00${at + 1}.docx`),
      );
      for (const { id } of lines.filter((line) => !merged.failed.some(({ dossier }) => dossier === line.id))) {
        const { entries } = await window.ask('audit.list', { dossier: id, offset: 0, limit: 5 });
        expect(entries.filter(({ action }) => action === 'letter')).toHaveLength(1);
      }
      await window.close();
    },
    SLOW,
  );
});
