/** The privacy statement in the window: read and agreed to, what changed since, never in the way of a visit; and an adviser's own. */
import { describe, expect, it } from 'vitest';
import { atTheMachine } from '../../server/people.ts';
import { publishStatement } from '../../server/statements.ts';
import { inEveryDress, officeForEachTest, soon } from '../support/office-window.ts';
import { accessibilityProblems } from '../support/window.ts';
import { goTo, picture } from '../support/window-steps.ts';

const SLOW = 120_000;
const here = officeForEachTest();

const FIRST = `# Wat we bewaren
We bewaren je naam en je werk.

- sollicitaties
- plaatsingen

# Hoe lang
Zo lang als het nodig is.`;
const SECOND = FIRST.replace('je naam en je werk', 'je naam, je adres en je werk').replace(
  '- plaatsingen',
  '- plaatsingen\n- uitslagen van tests',
);

async function publish(version: string, text: string): Promise<void> {
  const { store, world } = here.office.server.context;
  const statement = { title: 'Privacyverklaring Zandwijk', version, date: '2026-01-01', text };
  await publishStatement(store, world, atTheMachine(here.office.organisation), statement);
}

describe('the privacy statement of the office', () => {
  it(
    'is a quiet line while somebody works, is read and agreed to, and says what changed the next time',
    async () => {
      const { window, page } = await here.connectedFor('Anna Verzonnen');
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await publish('1.0', FIRST);
      await window.ask('sync.now', null);
      const bar = page.locator('[data-statement-bar]');
      await bar.getByText('Lees de privacyverklaring van je organisatie.').waitFor();
      // It came while somebody worked: nothing opened by itself. In a visit there is not even the line.
      expect(await page.getByRole('dialog').count()).toBe(0);
      await goTo(page, `/dossier/${dossier}/visit`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await bar.count()).toBe(0);
      await goTo(page, '/settings/privacy');
      await page.getByText('nog te lezen').waitFor();
      await inEveryDress(window, 'statement-due');
      await bar.getByRole('button', { name: 'Nu lezen' }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Zo lang als het nodig is.').waitFor();
      await inEveryDress(window, 'statement-first');
      await dialog.getByRole('button', { name: 'Gelezen en akkoord' }).press('Enter');
      await bar.waitFor({ state: 'detached' });
      await page.getByText('Akkoord op').waitFor();

      await publish('1.1', SECOND);
      await window.ask('sync.now', null);
      await bar.getByText('De privacyverklaring is gewijzigd.').waitFor();
      // With the next opening of the caseload it comes by itself; later is later.
      await page.reload();
      await dialog.getByText('Sinds versie 1.0, waarmee je akkoord ging: 1 regel erbij, 1 regel anders').waitFor();
      expect(await dialog.locator('ins').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining('je adres'), expect.stringContaining('uitslagen van tests')]),
      );
      await inEveryDress(window, 'statement-changed');
      await dialog.getByRole('button', { name: 'Later' }).press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await bar.waitFor();
      await bar.getByRole('button', { name: 'Nu lezen' }).press('Enter');
      await dialog.getByRole('button', { name: 'Hele tekst' }).press('Enter');
      await dialog.getByText('Zo lang als het nodig is.').waitFor();
      await dialog.getByRole('button', { name: 'Gelezen en akkoord' }).press('Enter');
      await soon(async () => (await window.ask('statement.read', null)).isDue).toBe(false);
      await goTo(page, '/settings/privacy');
      await page.getByText('Voorbeeldgemeente Zandwijk').first().waitFor();
      await page.getByRole('button', { name: 'Wat veranderde in versie 1.1' }).press('Enter');
      await dialog.getByText('Sinds versie 1.0: 1 regel erbij, 1 regel anders').waitFor();
      await page.keyboard.press('Escape');
      await inEveryDress(window, 'statement-settings');
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );
});

describe('on a laptop alone', () => {
  it(
    'there is a text to begin with, which the adviser makes their own; a candidate can read it',
    async () => {
      const { window, page } = await here.openFor('Anna Verzonnen');
      await goTo(page, '/settings/privacy');
      await page.getByText('Een tekst om mee te beginnen.').waitFor();
      await page.getByText('Niemand: alles staat alleen op deze laptop.').waitFor();
      await inEveryDress(window, 'statement-alone');
      await page.getByRole('button', { name: 'Maak er je eigen tekst van' }).press('Enter');
      await page.getByRole('textbox', { name: 'Versie' }).fill('1.0');
      await page.getByRole('textbox', { name: 'Tekst' }).fill('# Van Anna\nIk bewaar wat nodig is.');
      // What is typed is kept.
      await page.waitForTimeout(800);
      await page.reload();
      await soon(() => page.getByRole('textbox', { name: 'Tekst' }).inputValue()).toContain('Van Anna');
      await inEveryDress(window, 'statement-write');
      await page.getByRole('button', { name: 'Vastleggen' }).press('Enter');
      await page.getByText('geldt nu').waitFor();
      await page.getByText('Ik bewaar wat nodig is.').waitFor();
      expect(await page.locator('[data-statement-bar]').count()).toBe(0);

      const { dossier } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
      const handed = { dossier, tasks: ['check' as const], purposes: [], plan: null, fills: [], pin: '2468' };
      await window.ask('candidateMode.begin', handed);
      await page.getByRole('heading', { name: 'Kloppen je gegevens?' }).waitFor();
      await page.getByRole('button', { name: 'Privacyverklaring' }).press('Enter');
      await page.getByText('Ik bewaar wat nodig is.').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, 'statement-candidate');
      await page.getByRole('button', { name: 'Terug' }).first().press('Enter');
      await page.getByRole('heading', { name: 'Kloppen je gegevens?' }).waitFor();
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );
});
