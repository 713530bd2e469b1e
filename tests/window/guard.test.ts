/** Words in free text that reveal what seldom may be held are pointed at while typing; nothing is held back. */
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const soon = soonWithin(15_000);
const SLOW = 120_000;

async function openProfile(options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow({ demo: 'nl', ...options });
  const { page } = window;
  const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
  await goTo(page, `/dossier/${dossier}/profile`);
  await page.locator('[data-field="candidate.presentation"]').click();
  const editor = page.locator('[data-editor="candidate.presentation"]');
  const guard = page.locator('[data-guard]');
  const kept = async () => (await window.ask('dossier.open', { dossier })).candidate.presentation;
  return { window, page, dossier, editor, guard, kept };
}

describe('the guard of free text', () => {
  it(
    'points at what is typed with why and what instead, goes by keyboard, leaves what is left, and holds nothing back',
    async () => {
      const { window, page, editor, guard, kept } = await openProfile();
      const text = 'Heeft een depressie gehad en ADHD. Is moslim. BSN 123456782.';
      await editor.fill(text);
      await guard.waitFor();
      expect(
        await guard.locator('[data-sort]').evaluateAll((all) => all.map((each) => each.getAttribute('data-sort'))),
      ).toEqual(['health', 'religion', 'bsn']);
      await guard.getByText('‘depressie’ en ‘ADHD’ zeggen iets over gezondheid.').waitFor();
      await soon(kept).toBe(text);

      // Behind the text, and still in it: Tab to it, why, Esc back to the text.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await guard.getByText('De zieke werknemer').waitFor();
      await picture(page, 'guard-why');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await soon(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await soon(() => guard.count()).toBe(0);
      await soon(() => editor.evaluate((element) => element === document.activeElement)).toBe(true);
      // What was left is not told again; what is new is.
      await editor.fill(`${text} Zit in de schulden. Heeft autisme.`);
      await guard.getByText('‘autisme’ zegt iets over gezondheid.').waitFor();
      expect(await guard.textContent()).not.toContain('depressie');
      await editor.fill('Kan vier uur achter elkaar staan.');
      await soon(() => guard.count()).toBe(0);

      // Tab past it closes the text and goes on to the next field.
      await editor.fill('Heeft epilepsie.');
      await guard.waitFor();
      for (const _ of [1, 2, 3]) await page.keyboard.press('Tab');
      await soon(() => editor.count()).toBe(0);
      await soon(() => guard.count()).toBe(0);
      await soon(kept).toBe('Heeft epilepsie.');
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['nl', 'dark', 1],
    ['en', 'light', 2],
  ] as const)(
    'is under the report of a visit, and not on a turned screen: %s, %s, at scale %i',
    async (language, theme, zoom) => {
      const small = { width: 1280 / zoom, height: 800 / zoom, scale: zoom };
      const { window, page, dossier, guard } = await openProfile({ demo: language, theme, ...small });
      await page.keyboard.press('Escape');
      await goTo(page, `/dossier/${dossier}/visit`);
      await page.locator('[data-at="text"]').fill('Zij vertelt dat ze een burn-out heeft.');
      await guard.waitFor();
      await picture(page, `guard-visit-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Alt+3');
      await page.locator('[data-part="2"] input').first().fill('Stopt met antidepressiva voor mei');
      const below = page.locator('[data-part="2"] [data-guard]');
      await below.waitFor();
      await picture(page, `guard-line-${language}-${theme}`);
      await below.getByRole('button').last().press('Enter');
      await soon(() => below.count()).toBe(0);
      await soon(() =>
        page
          .locator('[data-part="2"] input')
          .first()
          .evaluate((each) => each === document.activeElement),
      ).toBe(true);
      await page.keyboard.press('F8');
      await soon(() => guard.count()).toBe(0);
      await window.close();
    },
    SLOW,
  );
});

describe('words to look over in all dossiers', () => {
  it.each([
    ['nl', 'light', 1],
    ['en', 'dark', 2],
  ] as const)(
    'are found from the search box, chosen by what they are about, and lead to the text: %s, %s, at scale %i',
    async (language, theme, zoom) => {
      const small = { width: 1280 / zoom, height: 800 / zoom, scale: zoom };
      const { window, page, dossier } = await openProfile({ demo: language, theme, ...small });
      await page.keyboard.press('Escape');
      await window.ask('dossier.edit', {
        dossier,
        concept: 'candidate',
        row: dossier,
        fields: { presentation: 'Is moslim. BSN 123456782.' },
      });
      const { row } = await window.ask('dossier.addRow', {
        dossier,
        concept: 'contactMoment',
        fields: { subject: 'Verzonnen gesprek', text: 'Vertelde dat hij een burn-out heeft gehad.' },
      });
      const neverOpened = await window.ask('candidates.add', { fields: { presentation: 'Gebruikt medicatie.' } });
      await goTo(page, '/candidates');
      await page.keyboard.press('Control+k');
      await page.keyboard.type(language === 'nl' ? 'woorden nakijken' : 'look over words');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      const line = page.locator('[data-free-text] li').filter({ hasText: 'burn-out' });
      await line.waitFor();
      await soon(() => page.getByRole('progressbar').count()).toBe(0);
      await picture(page, `free-text-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      // Whoever sees a text of a dossier has read in it.
      const { entries } = await window.ask('audit.list', { dossier: neverOpened.dossier, offset: 0, limit: 50 });
      expect(entries.filter(({ action }) => action === 'read')).toHaveLength(1);
      const all = await page.locator('[data-free-text] li').count();
      await page.getByRole('button', { name: 'BSN' }).click();
      await soon(() => page.locator('[data-free-text] li').count()).toBeLessThan(all);
      await page.getByRole('button', { name: 'BSN' }).click();
      await line.getByRole('link').press('Enter');
      await page.waitForURL(new RegExp(`/dossier/${dossier}/contact`));
      await page.locator('[data-moment] [aria-expanded="true"]').filter({ hasText: 'Verzonnen gesprek' }).waitFor();
      expect(row).not.toBe('');
      await window.close();
    },
    SLOW,
  );
});
