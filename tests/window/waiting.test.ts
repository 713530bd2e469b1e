/** Work that waits, in two windows and a real office: what a colleague wrote too late, and what the office did not take of one's own. */
import { describe, expect, it } from 'vitest';
import { listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { inEveryDress, isQuiet, officeForEachTest, soon } from '../support/office-window.ts';
import { goTo } from '../support/window-steps.ts';

const SLOW = 120_000;

const here = officeForEachTest();
const { connectedFor, give } = here;

describe('work that waits', () => {
  it(
    'is told of in the dossier, read beside what stands, taken over by keyboard, taken back, and left',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', {
        fields: { surname: 'Verzonnen', place: 'Zandwijk' },
      });
      await soon(() => isQuiet(anna.window)).toBe(true);
      await give(dossier, bram.person);
      await bram.window.ask('sync.now', null);
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(1);
      await soon(() => isQuiet(bram.window)).toBe(true);
      await bram.window.ask('sync.pause', { paused: true });
      await bram.window.ask('dossier.edit', {
        dossier,
        concept: 'candidate',
        row: dossier,
        fields: { place: 'Reigerveen', presentation: 'Werkt graag buiten.' },
      });
      await bram.window.ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
      const { store } = here.office.server.context;
      const given = await store.read((db) =>
        listGrants(db, here.office.organisation, { dossier, person: bram.person }),
      );
      for (const { epoch } of given)
        await revokeGrant(here.office.server.context, atTheMachine(here.office.organisation), epoch);
      await bram.window.ask('sync.pause', { paused: false });
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(0);
      const { page } = anna;
      await goTo(page, `/dossier/${dossier}/overview`);
      await anna.window.ask('sync.now', null);
      const bar = page.locator('[data-waiting-bar]');
      await bar.getByText('2 wijzigingen van iemand anders wachten op jou.').waitFor();
      await inEveryDress(anna.window, 'waiting-bar');
      await bar.getByRole('link', { name: 'Bekijk' }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Werk dat wacht' }).waitFor();
      await inEveryDress(anna.window, 'waiting');
      const deed = page.locator('[data-work]').filter({ hasText: 'Reigerveen' });
      await deed.getByText('Bram Verzonnen schreef dit in het dossier van Verzonnen').waitFor();
      await deed.getByText('Nu: Zandwijk').waitFor();
      // Without contact a decision waits, and says so.
      await anna.window.ask('sync.pause', { paused: true });
      await deed.getByRole('button', { name: 'Overnemen' }).press('Enter');
      await deed.getByText('Wordt overgenomen').waitFor();
      await deed.getByText('Gaat mee zodra er contact is met kantoor.').waitFor();
      await inEveryDress(anna.window, 'waiting-decided');
      await deed.getByRole('button', { name: 'Ongedaan maken' }).press('Enter');
      await deed.getByRole('button', { name: 'Overnemen' }).press('Enter');
      await deed.getByText('Wordt overgenomen').waitFor();
      await anna.window.ask('sync.pause', { paused: false });
      const skill = page.locator('[data-work]').filter({ hasText: 'Lassen' });
      await skill.getByText('Nieuw', { exact: true }).waitFor();
      await skill.getByRole('button', { name: 'Laten liggen' }).press('Enter');
      await soon(async () => (await anna.window.ask('dossier.open', { dossier })).candidate.place).toBe('Reigerveen');
      await soon(() => deed.count()).toBe(0);
      await skill.getByText('Blijft liggen voor de privacyfunctionaris').waitFor();
      await skill.getByRole('button', { name: 'Toch bekijken' }).waitFor();
      expect([...anna.window.problems(), ...bram.window.problems()]).toEqual([]);
    },
    SLOW,
  );

  it(
    'what the office did not take is listed with why and what to do, and put away with an undo',
    async () => {
      const { window, page } = await connectedFor('Anna Verzonnen');
      await soon(() => isQuiet(window)).toBe(true);
      // The organisation's own answers are an administrator's.
      await window.ask('dossier.edit', {
        dossier: 'organisation',
        concept: 'organisation',
        row: 'organisation',
        fields: { place: 'Nergenshuizen' },
      });
      await goTo(page, '/settings/office');
      await page.getByRole('link', { name: 'Bekijk wat het was en wat je kunt doen' }).press('Enter');
      const item = page.locator('[data-aside] [data-why="notYours"]');
      await item.getByText('Nergenshuizen').waitFor();
      await item.getByText('Alleen een ander mag dit wijzigen.').waitFor();
      await item.getByText('Vraag wie dit mag wijzigen').waitFor();
      await inEveryDress(window, 'aside');
      await item.getByRole('button', { name: 'Opbergen' }).press('Enter');
      await page.getByText('Er wacht geen werk').waitFor();
      await page.getByRole('button', { name: 'Ongedaan maken' }).last().press('Enter');
      await item.waitFor();
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );
});
