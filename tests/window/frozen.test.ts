/** A dossier that is restricted, as an adviser meets it: put, looked at, looked for, refused, lifted; an objection; and a consent that is taken back. */
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, type WindowUnderTest } from '../support/window.ts';
import { goTo, openSomebody, picture, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const soon = soonWithin(20_000);
const SLOW = 240_000;

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 20_000 });

async function restrict(page: Page, id: string, words: { open: string; put: string; reason: string }): Promise<void> {
  await goTo(page, `/dossier/${id}/privacy`);
  await page.getByRole('button', { name: words.open, exact: true }).click();
  await page.locator('[data-restrict] textarea:visible').first().fill(words.reason);
  await picture(page, 'restrict-dialog');
  await page.getByRole('button', { name: words.put }).click();
  await page.locator('[data-frozen-bar]').waitFor();
}

const listed = async (window: WindowUnderTest, frozen: boolean): Promise<string[]> =>
  (
    await window.ask('candidates.list', {
      filter: frozen ? { frozen } : {},
      sort: { column: 'name', descending: false },
      offset: 0,
      limit: 500,
    })
  ).lines.map(({ id }) => id);

describe('a dossier that is restricted', () => {
  it(
    'can be looked at and no more, is found by its whole name and in its own list, and is lifted after the candidate was told',
    async () => {
      const { window, page, id } = await openSomebody();
      await window.ask('dossier.addRow', { dossier: id, concept: 'skill', fields: { name: 'Lassen' } });
      await restrict(page, id, {
        open: 'Beperk of scherm af',
        put: 'Zet de beperking',
        reason: 'Het telefoonnummer wordt nagekeken',
      });
      await says(page, /^Dit dossier is beperkt sinds \d+ /);
      await says(page, /Het telefoonnummer wordt nagekeken/);
      await picture(page, 'frozen-privacy-nl', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);

      // Each answer is text now: nothing opens, nothing can be added or taken away.
      await goTo(page, `/dossier/${id}/skills`);
      await page.locator('[data-frozen][data-field="skill.name"]').first().waitFor();
      expect(await page.locator('[data-frozen-bar]').count()).toBe(1);
      expect(await page.locator('[data-row-list="skill"] [data-add-row]').count()).toBe(0);
      expect(await page.getByRole('button', { name: /^Begin bezoek/ }).count()).toBe(0);
      await picture(page, 'frozen-skills-nl');

      // Out of the list, and said to be.
      expect(await listed(window, false)).not.toContain(id);
      expect(await listed(window, true)).toEqual([id]);
      await goTo(page, '/candidates');
      await page.locator('[data-frozen-list]').waitFor();
      expect(await page.locator('[data-frozen-list]').textContent()).toContain('1 afgeschermd');
      await picture(page, 'frozen-list-everyone-nl');
      await page.locator('[data-frozen-list]').click();
      await page.getByRole('row', { name: /Verzonnen/ }).waitFor();
      await picture(page, 'frozen-list-nl');

      // Found by the whole name alone.
      await page.keyboard.press('Control+k');
      const box = page.getByRole('dialog').getByRole('combobox').first();
      await box.fill('Verzonnen');
      await soon(() => page.getByRole('option', { name: /Vera/ }).count()).toBe(0);
      await box.fill('Vera Verzonnen');
      await page.getByRole('option', { name: /Vera Verzonnen.*afgeschermd/ }).waitFor();
      await picture(page, 'frozen-search-nl');
      await page.keyboard.press('Escape');

      // To others it does not go, in words; to the candidate it does.
      await goTo(page, `/handover/${id}`);
      await page.locator('[data-handover] iframe').waitFor();
      await page.getByRole('radio', { name: /Een werkgever/ }).check({ force: true });
      await says(page, /^Dit dossier is afgeschermd of beperkt/);
      await picture(page, 'frozen-handover-nl');

      // Lifted: the day on which they were told is asked first.
      await goTo(page, `/dossier/${id}/overview`);
      await page.locator('[data-frozen-bar]').getByRole('button', { name: 'Opheffen' }).click();
      await page.getByRole('button', { name: 'Hef op' }).click();
      await says(page, 'Vul de dag in waarop je het hebt verteld. Nog niet gedaan? Doe dat eerst.');
      await picture(page, 'lift-dialog-nl');
      await page.getByLabel('Wanneer heb je het de kandidaat verteld?').fill('1-11-2026');
      await page.keyboard.press('Enter');
      await page.locator('[data-frozen-bar]').waitFor({ state: 'detached' });
      expect((await read(window, id)).rows.restriction).toMatchObject([{ toldOn: '2026-11-01' }]);
      // One step back, and it stands again.
      await page.keyboard.press('Control+z');
      await page.locator('[data-frozen-bar]').waitFor();
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'says so in English, in the dark and at twice the size; an objection is refused in words and a consent that is missing is told',
    async () => {
      const { window, page, id } = await openSomebody({ width: 640, height: 400, scale: 2, theme: 'dark' }, 'en');
      await goTo(page, `/handover/${id}`);
      await page.locator('[data-handover] iframe').waitFor();
      await page.getByRole('radio', { name: /An employer/ }).check({ force: true });
      await page.locator('[data-consent-notice]').waitFor();
      await picture(page, 'consent-never-en-dark-200', { fullPage: true });
      await goTo(page, `/dossier/${id}/privacy`);
      await page.getByRole('button', { name: 'Note an objection' }).click();
      await page.getByRole('button', { name: 'Note the objection' }).click();
      await says(page, 'Tick what the candidate objects to.');
      await page.getByRole('checkbox', { name: /sharing with others/ }).check();
      await picture(page, 'object-dialog-en-dark-200');
      await page.getByRole('button', { name: 'Note the objection' }).click();
      await page.locator('[data-restriction]').waitFor();
      await picture(page, 'objection-en-dark-200');

      await goTo(page, `/handover/${id}`);
      await page.locator('[data-handover] iframe').waitFor();
      await page.getByRole('radio', { name: /An employer/ }).check({ force: true });
      await says(page, /^The candidate objects to sharing with others/);
      expect(await page.locator('[data-consent-notice]').count()).toBe(0);
      await picture(page, 'objection-handover-en-dark-200', { fullPage: true });

      await restrict(page, id, { open: 'Restrict or shield', put: 'Put the restriction', reason: 'Being looked at' });
      await says(page, /^This dossier has been restricted since /);
      await picture(page, 'frozen-en-dark-200', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'lets the candidate take back what they agreed to, on the laptop in their hands, and nothing else',
    async () => {
      const { window, page, id } = await openSomebody();
      const consent = { purpose: 'keepApplication', way: 'spoken', givenOn: '2026-11-02' };
      await window.ask('dossier.addRow', { dossier: id, concept: 'consent', fields: consent });
      const application = { vacancy: 'Lasser', keepOnFile: 'yes' };
      await window.ask('dossier.addRow', { dossier: id, concept: 'jobApplication', fields: application });
      await window.ask('dossier.addRow', { dossier: id, concept: 'restriction', fields: { kind: 'shielding' } });
      await goTo(page, `/dossier/${id}/overview`);
      await page.locator('[data-frozen-bar]').waitFor();
      const hand = page.getByRole('menuitem', { name: 'Laptop aan de kandidaat geven' });
      await soon(async () => {
        if ((await hand.count()) === 0) await page.getByRole('button', { name: 'Meer' }).first().click();
        return hand.count();
      }).toBe(1);
      await hand.click();
      await page.getByLabel('Pincode voor deze keer').fill('2468');
      await page.getByRole('button', { name: 'Geef de laptop' }).click();
      await says(page, 'Je zei hier ja op 2 november 2026.');
      await picture(page, 'candidate-said-yes');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Trek mijn toestemming in' }).click();
      await says(page, 'Je hebt je toestemming ingetrokken. Dat geldt meteen.');
      await picture(page, 'candidate-took-back');
      await page.getByRole('button', { name: 'Voor de adviseur' }).click();
      await page.getByLabel('Pincode').fill('2468');
      await page.getByRole('button', { name: 'Ontgrendel' }).click();
      await page.locator('[data-frozen-bar]').waitFor();
      const { rows } = await read(window, id);
      expect(rows.consent[0]?.withdrawnOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(rows.jobApplication).toMatchObject([{ keepOnFile: 'no' }]);
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );
});
