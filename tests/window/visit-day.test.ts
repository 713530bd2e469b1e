/**
 * A day of visits at kitchen tables: no network, no mouse, the application killed in the middle. Every word is found again, and one key
 * takes a whole visit back.
 */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accessibilityProblems,
  closeBrowser,
  newProfile,
  openWindow,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, openSomebody, picture, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (page: Page, words: string): Promise<void> => page.keyboard.type(words);
const title = (page: Page): Promise<string | null> => page.locator('h1').first().textContent();

/** To a dossier as an adviser goes there without a mouse: the search box. */
async function toDossier(page: Page, surname: string): Promise<void> {
  await press(page, 'Control+k');
  await type(page, surname);
  await page.getByRole('option', { name: surname }).first().waitFor();
  await press(page, 'Enter');
  await soon(() => title(page)).toContain(surname);
}

/** A plan with two steps, a task and an agreement that stand open. */
async function withWork(window: WindowUnderTest, id: string): Promise<void> {
  const add = (concept: 'actionPlan' | 'goal' | 'planStep' | 'agreement' | 'task', fields: Record<string, string>) =>
    window.ask('dossier.addRow', { dossier: id, concept, fields });
  const plan = await add('actionPlan', { title: 'Trajectplan', state: 'agreed', from: '2026-11-01' });
  const goal = await add('goal', { what: 'Werk in de zorg', plan: `actionPlan/${plan.row}`, state: 'open' });
  for (const what of ['Inschrijven voor een cursus', 'Meelopen in een kraaiplantsoen'])
    await add('planStep', { what, goal: `goal/${goal.row}`, state: 'todo', by: 'candidate' });
  await add('agreement', { what: 'Rooster opvragen', by: 'candidate', state: 'open', dueOn: '2026-11-20' });
  await add('task', { what: 'Contactpersoon zoeken', dueOn: '2026-11-25' });
}

describe('a visit day', () => {
  it(
    'is played offline by keyboard alone, killed in the middle, and every word is found',
    async () => {
      const profile = newProfile();
      const first = await openWindow({ profile, demo: 'nl' });
      const ids: Record<string, string> = {};
      for (const surname of ['Appelboomstra', 'Berkenhagen', 'Citroenveld']) {
        const { dossier } = await first.ask('candidates.add', { fields: { givenName: 'Vera', surname } });
        ids[surname] = dossier;
        await withWork(first, dossier);
      }
      const [anna = '', bert = '', carla = ''] = Object.values(ids);
      let { page } = first;
      await page.getByRole('navigation').first().waitFor();
      await page.context().setOffline(true);

      // The first visit: everything in it.
      await toDossier(page, 'Appelboomstra');
      await press(page, 'v');
      await page.getByRole('heading', { name: 'Bezoek: Vera Appelboomstra' }).waitFor();
      await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await picture(page, 'visit-begin');
      await type(page, 'Vera vertelt over haar kwartelbedrijf.\n- eerste punt\ntweede punt');
      await press(page, 'Alt+Digit3');
      await type(page, 'Cv nakijken met zus');
      await press(page, 'Tab', 'Tab');
      await type(page, 'vrijdag');
      await press(page, 'Enter');
      await type(page, 'Foto laten maken');
      await press(page, 'Enter', 'Backspace');
      await press(page, 'Alt+Digit4');
      await type(page, 'Kraaiplantsoen bellen over meelopen');
      await press(page, 'Tab');
      await type(page, 'morgen');
      await press(page, 'Alt+Digit5', 'Space', 'ArrowDown', 'Space', 'Space');
      await press(page, 'Alt+Digit6');
      await type(page, 'over 2 weken');
      await press(page, 'Tab');
      await type(page, '930');
      await press(page, 'Tab', 'Tab');
      await type(page, 'Keukentafel');
      await press(page, 'Alt+Digit0', 'Space', 'Tab', 'Space');
      await press(page, 'Alt+Digit7', 'Enter');
      await type(page, 'Maakt zich zorgen om geld');
      await picture(page, 'visit-full');
      expect(await accessibilityProblems(page)).toEqual([]);
      await press(page, 'Control+Enter');
      await page.getByText('staat in het dossier').waitFor();
      const done = (await read(first, anna)).rows;
      expect(done.contactMoment[0]).toMatchObject({
        kind: 'visit',
        finished: 'yes',
        confidentialNote: 'Maakt zich zorgen om geld',
      });
      expect(done.contactMoment[0]?.text).toContain('kwartelbedrijf.\n- eerste punt\n- tweede punt');
      expect(done.agreement.map(({ what, state }) => [what, state])).toEqual([
        ['Rooster opvragen', 'kept'],
        ['Cv nakijken met zus', 'open'],
        ['Foto laten maken', 'open'],
      ]);
      expect(done.agreement[1]?.dueOn).not.toBe(null);
      expect(done.task.map(({ what, done: isDone }) => [what, isDone])).toEqual([
        ['Contactpersoon zoeken', 'yes'],
        ['Kraaiplantsoen bellen over meelopen', null],
      ]);
      expect(done.planStep.map(({ state }) => state)).toEqual(['doing', 'done']);
      expect(done.appointment[0]).toMatchObject({ time: '09:30', place: 'Keukentafel', state: 'planned' });

      // The second is left for later, the third is under way when the application is killed.
      await toDossier(page, 'Berkenhagen');
      await press(page, 'v');
      await page.getByRole('heading', { name: 'Bezoek: Vera Berkenhagen' }).waitFor();
      await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await type(page, 'Wil later in de pruimenteelt.');
      await press(page, 'Alt+Digit3');
      await type(page, 'Neemt zwaluwdiploma mee');
      await press(page, 'Escape');
      await soon(() => title(page)).toContain('Berkenhagen');
      await toDossier(page, 'Citroenveld');
      await press(page, 'v');
      await page.getByRole('heading', { name: 'Bezoek: Vera Citroenveld' }).waitFor();
      await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await type(page, 'Halverwege een zeldzaamwoord');
      await soon(async () => JSON.stringify(await first.ask('drafts.list', { prefix: `visit/${carla}` }))).toContain(
        'zeldzaamwoord',
      );
      await first.close();

      const window = await openWindow({ profile });
      ({ page } = window);
      await window.ask('vault.createDemo', { language: 'nl' });
      await page.reload();
      await page.getByRole('navigation').first().waitFor();
      await page.context().setOffline(true);
      await page.evaluate(() => {
        location.hash = '/today';
      });
      await page.getByText('Niet afgemaakte bezoeken').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, 'visit-unfinished');
      await page.getByRole('link', { name: 'Vera Citroenveld' }).first().focus();
      await press(page, 'Enter');
      await soon(() => page.locator('[data-at="text"]').inputValue()).toContain('Halverwege een zeldzaamwoord');
      await press(page, 'Control+End');
      await type(page, ' en verder.');
      await press(page, 'Control+Enter');
      await page.getByText('staat in het dossier').waitFor();
      await toDossier(page, 'Berkenhagen');
      await page.getByRole('button', { name: 'Ga verder met het bezoek' }).waitFor();
      await press(page, 'v');
      await soon(() => page.locator('[data-at="text"]').inputValue()).toContain('pruimenteelt');
      await press(page, 'Control+Enter');
      await soon(async () => (await read(window, bert)).rows.agreement.length).toBe(2);

      // Every word by the search box; the confidential note by nobody.
      for (const [words, surname] of [
        ['kwartelbedrijf', 'Appelboomstra'],
        ['pruimenteelt', 'Berkenhagen'],
        ['zeldzaamwoord', 'Citroenveld'],
        ['foto laten maken', 'Appelboomstra'],
        ['kraaiplantsoen bellen', 'Appelboomstra'],
        ['zwaluwdiploma mee', 'Berkenhagen'],
        ['keukentafel', 'Appelboomstra'],
      ] as const) {
        const found = await window.ask('search.find', { words, limit: 10 });
        expect([words, found.hits.map(({ surname: name }) => name)]).toEqual([words, [surname]]);
      }
      expect((await window.ask('search.find', { words: 'zorgen om geld', limit: 10 })).hits).toEqual([]);
      expect(await window.ask('visit.list', null)).toEqual([]);

      // One key takes the last visit back as a whole.
      await page.locator('main').focus();
      await press(page, 'Control+z');
      await soon(async () => (await read(window, bert)).rows.contactMoment.length).toBe(0);
      expect((await read(window, bert)).rows.agreement.map(({ what }) => what)).toEqual(['Rooster opvragen']);
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it(
    'says what is not a day yet, holds nothing back, and begins from an appointment',
    async () => {
      const window = await openWindow({ demo: 'nl', width: 640, height: 400, theme: 'dark' });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: { givenName: 'Vera', surname: 'Verzonnen' },
      });
      const { row } = await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'appointment',
        fields: { subject: 'Kennismaken', kind: 'videoCall', participants: 'de jobcoach', state: 'planned' },
      });
      await window.ask('dossier.addRow', { dossier: id, concept: 'desiredOccupation', fields: { name: 'Hoefsmid' } });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, `/dossier/${id}/visit?appointment=${row}`);
      await page.getByRole('heading', { name: 'Bezoek: Vera Verzonnen' }).waitFor();
      expect(await page.locator('[data-at="subject"]').inputValue()).toBe('Kennismaken');
      expect(await page.locator('[data-at="participants"]').inputValue()).toBe('de jobcoach');
      await page.getByText('Gewenste beroepen: Hoefsmid').waitFor();
      // Nothing said yet: nothing is kept, and there is nothing to finish.
      await press(page, 'Control+Enter');
      expect(await window.ask('visit.list', null)).toEqual([]);
      await press(page, 'Alt+Digit6');
      await type(page, 'ooit eens');
      await press(page, 'Control+Enter');
      await page.getByText('Welke dag is dat?').waitFor();
      expect(await page.locator('[data-at="next-date"]').evaluate((each) => each === document.activeElement)).toBe(
        true,
      );
      await picture(page, 'visit-200-percent');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await window.ask('visit.list', null)).toHaveLength(1);
      await page.locator('[data-at="next-date"]').fill('morgen');
      await press(page, 'Control+Enter');
      await soon(async () => (await read(window, id)).rows.contactMoment.length).toBe(1);
      const { rows } = await read(window, id);
      expect(rows.contactMoment[0]).toMatchObject({ kind: 'videoCall', subject: 'Kennismaken' });
      expect(rows.appointment.map(({ state }) => state)).toEqual(['held', 'planned']);
      await window.close();
    },
    SLOW,
  );

  it('lets go at once: whoever goes elsewhere while it comes up is not brought back', { timeout: SLOW }, async () => {
    const { window, page, id } = await openSomebody();
    const leaves = async (after: number | 'shown') => {
      await page.evaluate(
        ([address, at]: readonly [string, number | 'shown']) =>
          new Promise<void>((resolve) => {
            const leave = () => {
              location.hash = '/today';
              resolve();
            };
            location.hash = address;
            if (at !== 'shown') return setTimeout(leave, at);
            new MutationObserver((_, observer) => {
              if (!document.querySelector('[data-at="text"]')) return;
              observer.disconnect();
              setTimeout(leave);
            }).observe(document.body, { childList: true, subtree: true });
          }),
        [`/dossier/${id}/visit`, after] as const,
      );
      await page.getByRole('heading', { name: 'Vandaag', level: 1 }).waitFor();
      await page.waitForTimeout(800);
      expect({ after, address: await page.evaluate(() => location.hash) }).toEqual({ after, address: '#/today' });
    };
    for (const after of [0, 20, 60, 150, 'shown'] as const) await leaves(after);
    await window.close();
  });

  it(
    'takes a letter where it is typed, however late a frame comes',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await goTo(page, `/dossier/${dossier}/visit`);
      await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await page.evaluate(() => {
        globalThis.requestAnimationFrame = (late) => Number(setTimeout(() => late(performance.now()), 300));
      });
      await page.keyboard.press('Alt+Digit3');
      await page.keyboard.type('Foto laten maken');
      for (const key of ['Enter', 'Backspace', 'Alt+Digit4']) await page.keyboard.press(key);
      await page.keyboard.type('Plantsoen bellen over meelopen', { delay: 20 });
      await soon(() => page.locator('[data-part="3"] input').first().inputValue()).toBe(
        'Plantsoen bellen over meelopen',
      );
      expect(await page.locator('[data-part="2"] input').first().inputValue()).toBe('Foto laten maken');
      await window.close();
    },
    SLOW,
  );
});
