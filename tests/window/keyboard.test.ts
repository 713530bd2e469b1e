/** By keyboard alone: the focus is never lost, whatever is on its way, and a letter goes where it is typed. */
import type { Locator, Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../core/contract/contract.ts';
import { closeBrowser, type WindowUnderTest } from '../support/window.ts';
import { goTo, openSomebody, slowly, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;

const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);
const isLost = (page: Page) => page.evaluate(() => document.activeElement === document.body);

/** Presses a button twice while the desktop is busy with the first: it keeps the focus, says so, and nothing is done twice. */
async function pressedWhileBusy(window: WindowUnderTest, button: Locator, channel: Channel): Promise<void> {
  const { page } = window;
  await button.waitFor();
  const desktop = slowly(window, channel);
  // What it is called changes with some: it is held on to as it is.
  const name = await button.evaluate((element) => (element.dataset['underTest'] = crypto.randomUUID()));
  const same = page.locator(`[data-under-test="${name}"]`);
  await same.focus();
  await page.keyboard.press('Enter');
  await soon(desktop.asked).toBe(1);
  await soon(() => same.getAttribute('aria-busy')).toBe('true');
  expect([channel, await same.getAttribute('aria-disabled')]).toEqual([channel, 'true']);
  expect([channel, await hasFocus(same)]).toEqual([channel, true]);
  await page.keyboard.press('Enter');
  await soon(() => page.getByRole('status').filter({ hasText: 'Nog bezig' }).count()).toBe(1);
  expect([channel, desktop.asked(), await hasFocus(same)]).toEqual([channel, 1, true]);
  desktop.letGo();
  await soon(() => page.locator('[aria-busy="true"][data-under-test]').count()).toBe(0);
  await soon(() => isLost(page)).toBe(false);
}

describe('by keyboard', () => {
  it(
    'a button that is busy keeps the focus, says so, and is passed over by a second press',
    async () => {
      const { window, page, id } = await openSomebody();
      const button = (name: string | RegExp) => page.getByRole('button', { name });

      await goTo(page, '/settings/data');
      await pressedWhileBusy(window, button('Reservekopie maken'), 'caseload.backup');
      await pressedWhileBusy(window, button('Kijk de caseload na'), 'caseload.verify');

      await goTo(page, '/candidates');
      await pressedWhileBusy(window, button('Naar Excel'), 'candidates.exportList');

      await goTo(page, '/reports');
      await pressedWhileBusy(window, button('Bewaar als tabel (CSV)'), 'reports.save');

      await goTo(page, '/agenda');
      await button('Afspraak erbij').click();
      await page.getByRole('textbox', { name: 'Onderwerp' }).fill('Verzonnen beraad');
      await pressedWhileBusy(window, button(/^Toevoegen$/), 'dossier.addRow');

      await goTo(page, `/dossier/${id}/plan`);
      await pressedWhileBusy(window, button('Begin een plan'), 'dossier.addRow');

      await goTo(page, `/dossier/${id}/privacy`);
      await pressedWhileBusy(window, button('Mondeling gegeven'), 'dossier.addRow');
      await pressedWhileBusy(window, button('Trek in'), 'consent.withdraw');

      await goTo(page, `/dossier/${id}/contact`);
      await pressedWhileBusy(window, button('Nieuw contactmoment').first(), 'dossier.addRow');

      await goTo(page, `/handover/${id}`);
      await pressedWhileBusy(window, button(/^Bewaren/), 'handover.save');
      await window.close();
    },
    SLOW,
  );

  it(
    'the focus goes on with what was pressed, at once, however late a frame comes',
    async () => {
      const { window, page, id } = await openSomebody();
      const add = (concept: 'task' | 'jobApplication' | 'document', fields: Record<string, string>) =>
        window.ask('dossier.addRow', { dossier: id, concept, fields });
      await add('task', { what: 'Verzonnen eerste', dueOn: '2020-01-01' });
      await add('task', { what: 'Verzonnen tweede', dueOn: '2020-01-02' });
      await add('jobApplication', { vacancy: 'Verzonnen baan', stage: 'interested' });
      await page.evaluate(() => {
        globalThis.requestAnimationFrame = (late) => Number(setTimeout(() => late(performance.now()), 1_000));
      });
      const button = (name: string | RegExp) => page.getByRole('button', { name });

      // A task that is done makes place for the next one, on Today and in the dossier.
      await goTo(page, '/today');
      await button('Gedaan: Verzonnen eerste').press('Enter');
      await soon(() => button('Gedaan: Verzonnen eerste').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Gedaan: /);
      await goTo(page, `/dossier/${id}/doing`);
      await button('Gedaan: Verzonnen tweede').press('Enter');
      await soon(() => button('Gedaan: Verzonnen tweede').count()).toBe(0);
      expect(await isLost(page)).toBe(false);

      // A card on the board keeps its arrow, stage after stage.
      await goTo(page, `/dossier/${id}/applications`);
      const card = (stage: string) => page.locator(`[data-stage="${stage}"] [data-application]`);
      await card('interested').getByRole('button').last().press('Enter');
      for (const stage of ['preparing', 'applied']) {
        await card(stage).waitFor();
        await page.keyboard.press('Enter');
      }

      // The history of a field closes on the field, and the search box on what had the keys.
      await goTo(page, `/dossier/${id}/profile`);
      const field = page.locator('[data-field="candidate.place"]');
      await field.focus();
      await page.keyboard.press('Alt+h');
      await page.locator('button[data-autofocus]').waitFor();
      for (const key of ['Escape', 'Enter']) await page.keyboard.press(key);
      await page.keyboard.type('Verzonnendam');
      await soon(() => page.locator('[data-editor="candidate.place"]').inputValue()).toBe('Verzonnendam');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await soon(() => page.getByRole('dialog').count()).toBe(0);
      expect(await hasFocus(field)).toBe(true);

      // An outline is chosen in a visit, and the first letter stands in the report.
      await goTo(page, `/dossier/${id}/visit`);
      await button('Opzet').press('Enter');
      await page.getByRole('menuitem').first().waitFor();
      for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.keyboard.type('Verzonnen zin');
      await soon(() => page.locator('textarea').first().inputValue()).toContain('Verzonnen zin');
      await page.waitForTimeout(50);
      expect(await hasFocus(page.locator('textarea').first())).toBe(true);

      // A column keeps the keys while it moves.
      await goTo(page, '/candidates');
      const head = page.getByRole('columnheader').getByRole('button').first();
      const name = await head.innerText();
      await head.press('Control+ArrowRight');
      await page.keyboard.press('Control+ArrowRight');
      await soon(() => page.getByRole('columnheader').nth(3).innerText()).toContain(name);
      expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toBe(name);

      await window.close();
    },
    SLOW,
  );

  it(
    'Ctrl+Enter right behind the last letter is done as soon as what is saved can be seen',
    async () => {
      const { window, page, id } = await openSomebody();
      const { token } = await window.ask('documents.offer', { dossier: id, name: 'verzonnen.txt', bytes: 4 });
      await window.ask('documents.piece', { token, bytes: new TextEncoder().encode('Dag.') });
      const { row } = await window.ask('documents.add', { dossier: id, token, job: 'add' });
      await goTo(page, `/letter/${id}`);
      await page.frameLocator('[data-letter] iframe').getByText('Vera Verzonnen').first().waitFor();
      const filling = slowly(window, 'letters.fill');
      await page.getByLabel('Tekst').fill('Beste Vera, dit is een verzonnen brief.');
      await page.keyboard.press('Control+Enter');
      const saving = page.locator('button[aria-keyshortcuts="Control+Enter"]');
      await soon(() => saving.getAttribute('aria-busy')).toBe('true');
      await soon(filling.asked).toBe(1);
      // A document that is read or comes in meanwhile is nothing that a letter without a template hangs on.
      await window.ask('documents.pin', { rows: [row], pinned: true });
      await page.waitForTimeout(300);
      expect(filling.asked()).toBe(1);
      filling.letGo();
      await page.locator('[data-made]').waitFor();
      expect((await window.ask('documents.list', { dossier: id })).length).toBe(2);

      await goTo(page, `/handover/${id}`);
      await page.locator('[data-handover] input[value="candidate"]').waitFor();
      const previewing = slowly(window, 'handover.preview');
      await page.locator('[data-handover] input[value="employer"]').press('Space');
      await page.keyboard.press('Control+Enter');
      await soon(() => saving.getAttribute('aria-busy')).toBe('true');
      await soon(previewing.asked).toBe(1);
      previewing.letGo();
      await page.locator('[data-saved]').waitFor();
      await window.close();
    },
    SLOW,
  );

  it(
    'Esc closes the list that is open and nothing around it',
    async () => {
      const { window, page, id } = await openSomebody();
      const esc = () => page.keyboard.press('Escape');

      // The outlines in a visit: the visit stays.
      await goTo(page, `/dossier/${id}/visit`);
      await page.getByRole('button', { name: 'Opzet' }).press('Enter');
      await page.getByRole('menuitem').first().waitFor();
      await esc();
      await soon(() => page.getByRole('menuitem').count()).toBe(0);
      expect(page.url()).toContain('/visit');

      // Whom an appointment is with: the appointment stays.
      await goTo(page, '/agenda');
      await page.getByRole('button', { name: 'Afspraak erbij' }).click();
      await page.getByRole('dialog').getByLabel('Kandidaat').first().click();
      await page.keyboard.type('Verzonnen');
      await page.getByRole('option').first().waitFor();
      await esc();
      await soon(() => page.getByRole('option').count()).toBe(0);
      expect(await page.getByRole('dialog').count()).toBe(1);
      expect(await page.getByRole('dialog').getByLabel('Kandidaat').first().inputValue()).toBe('Verzonnen');
      await esc();
      await soon(() => page.getByRole('dialog').count()).toBe(0);
      await window.close();
    },
    SLOW,
  );
});
