/** What the organisation wants of a laptop, and a line that costs money, as the adviser sees them; by keyboard, with axe in every dress. */
import { describe, expect, it } from 'vitest';
import { atTheMachine, setOfficeSettings } from '../../server/people.ts';
import { addStretch, beginReferenceFile, nameReferenceFile } from '../../server/reference-files.ts';
import { inEveryDress, isQuiet, PASSPHRASE, officeForEachTest, soon } from '../support/office-window.ts';
import { goTo } from '../support/window-steps.ts';
import { paragraph, run, TEMPLATE_OF_WORD, wordFile } from '../support/word-file.ts';

const SLOW = 120_000;

const here = officeForEachTest();
const { connectedFor } = here;

describe('what the organisation wants, in the window', () => {
  it(
    'a line that costs money is said with what it means; the minutes and the keychain say who decided',
    async () => {
      const { window, page } = await connectedFor('Anna Verzonnen');
      await soon(() => isQuiet(window)).toBe(true);
      const { store, world } = here.office.server.context;
      await setOfficeSettings(store, world, atTheMachine(here.office.organisation), {
        idleMinutes: 5,
        passphraseRequired: true,
        retentionMonths: 24,
      });
      await window.ask('sync.now', null);
      await goTo(page, '/settings/office');
      await page.getByText('24 maanden zonder wijziging').waitFor();
      const metered = page.getByRole('switch', { name: 'Deze verbinding kost per MB' });
      await metered.press('Space');
      await soon(async () => {
        const state = await window.ask('sync.state', null);
        return state.type === 'connected' && state.metered;
      }).toBe('said');
      await inEveryDress(window, 'metered');
      await goTo(page, '/settings/appearance');
      await page.getByText('Je kantoor wil hoogstens 5 minuten.').waitFor();
      await goTo(page, '/settings/security');
      await page.getByText('Je organisatie wil een wachtzin op elke laptop').first().waitFor();
      await inEveryDress(window, 'security-of-the-office');
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'files of the office are there by themselves, open, leave this laptop and come back',
    async () => {
      const { window, page } = await connectedFor('Anna Verzonnen');
      await goTo(page, '/settings/office');
      await page.getByText('Je organisatie heeft nog geen bestanden klaargezet').waitFor();
      const { context } = here.office.server;
      const hand = atTheMachine(here.office.organisation);
      const giveAll = async (files: readonly (readonly [name: string, note: string | null, bytes: Uint8Array])[]) => {
        for (const [name, note, bytes] of files) {
          const { id } = await beginReferenceFile(context, hand, { bytes: bytes.length });
          await addStretch(context, hand, id, 0, bytes);
          await nameReferenceFile(context, hand, id, { name, note });
        }
        await window.ask('sync.now', null);
      };
      await giveAll([
        [
          'Afspraken proefplaatsing.txt',
          'Neem mee naar de werkgever',
          new TextEncoder().encode('Eerst een verzonnen afspraak.'),
        ],
        [
          'Regionale lijst met een heel lange naam die niet op een regel past van november 2026.csv',
          null,
          new TextEncoder().encode('a;b'),
        ],
      ]);
      const first = page.locator('li', { hasText: 'Afspraken proefplaatsing.txt' });
      await first.getByText('hier en op kantoor').waitFor();
      await first.getByText('Neem mee naar de werkgever').waitFor();
      await inEveryDress(window, 'files-of-the-office');
      await first.getByRole('button', { name: 'Afspraken proefplaatsing.txt openen' }).press('Enter');
      await page.getByText('Eerst een verzonnen afspraak.').waitFor();
      await page.keyboard.press('Escape');
      await first.getByRole('button', { name: 'Hier weghalen: Afspraken proefplaatsing.txt' }).press('Enter');
      await first.getByRole('button', { name: 'Afspraken proefplaatsing.txt ophalen van kantoor' }).press('Enter');
      await first.getByRole('button', { name: 'Afspraken proefplaatsing.txt openen' }).waitFor();

      // Templates of Word among them are there for letters.
      const template = async (text: string) =>
        new Uint8Array(await wordFile({ body: paragraph(run(text)), mainType: TEMPLATE_OF_WORD }));
      await giveAll([
        ['Uitnodiging gesprek.dotx', null, await template('Dag {{kandidaat.voornaam}}, tot {{vandaag}}')],
        ['Brief met een fout.dotx', null, await template('Dag {{kandidaat.voornam}}')],
      ]);
      await goTo(page, '/settings/templates');
      const given = page.locator('[data-word-templates] li', { hasText: 'Uitnodiging gesprek' });
      await given.getByText('2 velden').waitFor();
      await given.getByText('van je organisatie').waitFor();
      expect(await given.getByRole('button').count()).toBe(0);
      await page.getByText('Dit veld kennen we niet: kandidaat.voornam.').waitFor();
      await inEveryDress(window, 'templates-of-the-office');
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'where a passphrase is wanted and there is one, unlocking is as before',
    async () => {
      const { window, page } = await connectedFor('Anna Verzonnen');
      await soon(() => isQuiet(window)).toBe(true);
      const { store, world } = here.office.server.context;
      await setOfficeSettings(store, world, atTheMachine(here.office.organisation), { passphraseRequired: true });
      await window.ask('sync.now', null);
      await soon(async () => {
        const state = await window.ask('sync.state', null);
        return state.type === 'connected' && state.wants.passphraseRequired;
      }).toBe(true);
      await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      // There is one: nothing is asked.
      await window.ask('vault.lock', { why: 'asked' });
      await page.getByLabel('Wachtzin').first().fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation').first().waitFor();
      await page.waitForTimeout(300);
      expect(await page.getByText('Kies een nieuwe wachtzin').count()).toBe(0);
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );
});
