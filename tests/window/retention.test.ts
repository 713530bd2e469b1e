/** What has been kept long enough is looked at, chosen and erased for good; what keeps it is said, and a term shows its effect first. */
import { afterAll, describe, expect, it } from 'vitest';
import { addDays, localDay } from '../../core/guidance/calendar.ts';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const soon = soonWithin(15_000);
const SLOW = 120_000;
const DRESSES = [
  { language: 'nl', theme: 'light', scale: 1 },
  { language: 'en', theme: 'dark', scale: 2 },
] as const;
const WORDS = {
  nl: {
    all: /Alle \d+ hieronder/,
    erase: /Verwijder \d+ voorgoed…/,
    yes: 'Voorgoed verwijderen',
    certificate: 'Bewijs van verwijdering',
    due: 'Mag weg',
    reason: 'Waarom niets weg mag',
    held: 'Wordt vastgehouden',
    hold: 'bewaarplicht',
    change: 'Wijzig de termijn: Sollicitaties die niets werden',
    save: 'Bewaar deze termijn',
    number: 'Hoe lang',
    command: 'bewaartermijnen',
  },
  en: {
    all: /All \d+ below/,
    erase: /Erase \d+ for good…/,
    yes: 'Erase for good',
    certificate: 'Certificate of erasure',
    due: 'May go',
    reason: 'Why nothing may go',
    held: 'Held',
    hold: 'legal hold',
    change: 'Change the term: Job applications that came to nothing',
    save: 'Save this term',
    number: 'How long',
    command: 'retention terms',
  },
} as const;

describe('keeping and erasing', () => {
  it.each(DRESSES)(
    'shows what may go and what is held, erases what is chosen, and says so: $language, $theme, at scale $scale',
    async ({ language, theme, scale }) => {
      const window = await openWindow({
        demo: language,
        theme,
        ...(scale === 2 ? { width: 640, height: 400, scale } : {}),
      });
      const { page } = window;
      const words = WORDS[language];
      const today = localDay(Date.now());
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      const reject = (vacancy: string, of: string, closedOn: string) =>
        window.ask('dossier.addRow', {
          dossier: of,
          concept: 'jobApplication',
          fields: { vacancy, stage: 'rejected', closedOn },
        });
      await reject('Verzonnen vacature', dossier, addDays(today, -60));
      await reject('Net afgewezen', dossier, addDays(today, -10));
      const { dossier: held } = await window.ask('candidates.add', { fields: { surname: 'Vastgehouden' } });
      await reject('Blijft om een bezwaar', held, addDays(today, -60));
      await goTo(page, `/dossier/${held}/privacy`);
      await page.getByLabel(words.reason).fill('Bezwaarschrift loopt');
      await page.keyboard.press('Enter');
      await page.locator('[data-holds]').getByText('Bezwaarschrift loopt').waitFor();
      await picture(page, `retention-hold-${language}-${theme}`);

      await goTo(page, '/candidates');
      await page.getByText('Abdullahi').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type(words.command);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      const screen = page.locator('[data-retention]');
      await screen.getByText('Verzonnen vacature').waitFor();
      expect(await screen.getByText('Net afgewezen').count()).toBe(0);
      expect(await screen.getByText('Blijft om een bezwaar').count()).toBe(0);
      await picture(page, `retention-due-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);

      await screen.getByText(words.held, { exact: true }).click();
      await screen.locator('[data-item]').filter({ hasText: 'Blijft om een bezwaar' }).getByText(words.hold).waitFor();
      await picture(page, `retention-held-${language}-${theme}`);

      // A shorter term says what it would do before it is saved.
      const rule = screen.locator('[data-rule="applicationRejected"]');
      await rule.getByRole('button', { name: words.change }).click();
      const before = await rule.getByRole('status').textContent();
      await rule.getByLabel(words.number).fill('5');
      await soon(() => rule.getByRole('status').textContent()).not.toBe(before);
      await picture(page, `retention-term-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await rule.getByRole('button', { name: words.save }).click();
      await soon(() => rule.getByRole('status').count()).toBe(0);

      await screen.getByText(words.due, { exact: true }).click();
      await screen.getByText('Net afgewezen').waitFor();
      await screen.getByLabel(words.all).check();
      await screen.getByRole('button', { name: words.erase }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: words.yes }).waitFor();
      await picture(page, `retention-sure-${language}-${theme}`);
      // The safe answer has the focus: Enter erases nothing.
      await page.keyboard.press('Enter');
      await soon(() => dialog.count()).toBe(0);
      await screen.getByText('Net afgewezen').waitFor();
      await screen.getByRole('button', { name: words.erase }).click();
      await dialog.getByRole('button', { name: words.yes }).click();
      await screen.getByText(words.certificate).waitFor();
      await soon(() => screen.evaluate((each) => each.contains(document.activeElement))).toBe(true);
      await soon(() => screen.getByText('Net afgewezen').count()).toBe(0);
      await picture(page, `retention-went-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      const { rows } = await window.ask('dossier.open', { dossier });
      expect(rows.jobApplication).toEqual([]);
      expect((await window.ask('dossier.open', { dossier: held })).rows.jobApplication).toHaveLength(1);
      expect((await window.ask('history.state', null)).undo?.label ?? null).not.toBe('retention');
      await window.close();
    },
    SLOW,
  );
});
