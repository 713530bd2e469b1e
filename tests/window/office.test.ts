/** Two windows and a real office: connecting, both writing in the same field, choosing; by keyboard, with axe in every dress. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listGrants, revokeGrant } from '../../server/grants.ts';
import { addOrganisation, addPerson, atTheMachine } from '../../server/people.ts';
import { setProvider } from '../../server/oidc.ts';
import { CLIENT, startIssuer } from '../server/support/issuer.ts';
import { cuttable } from '../support/line.ts';
import { askOf, serviceIn } from '../support/space.ts';
import { accessibilityProblems, newProfile, openWindow, type WindowUnderTest } from '../support/window.ts';
import { goTo, picture } from '../support/window-steps.ts';
import { inEveryDress, isQuiet, PASSPHRASE, officeForEachTest, soon } from '../support/office-window.ts';

const SLOW = 120_000;

const here = officeForEachTest();
const { openFor, invited, connectedFor, give, windows } = here;

describe('coming in with the account of the organisation', () => {
  it(
    'goes by the browser of this machine, can be cancelled, and says what is wrong',
    async () => {
      const { store, world } = here.office.server.context;
      const hand = atTheMachine(here.office.organisation);
      await addPerson(store, world, hand, { name: 'Anna Verzonnen', email: 'anna@example.nl', roles: ['adviser'] });
      const issuer = await startIssuer(`${here.office.server.url}/v1/oidc/callback`, {
        anna: { email: 'anna@example.nl', email_verified: true },
      });
      const opened: string[] = [];
      const { window, page } = await openFor('Anna Verzonnen', async (url) => void opened.push(url));
      const signIn = async (address = here.office.server.url) => {
        await page.getByLabel('Adres van het kantoor').fill(address);
        await page.getByLabel('Naam van deze laptop').fill('Laptop van Anna');
        await page.getByRole('button', { name: 'Inloggen in je browser' }).press('Enter');
      };
      try {
        await goTo(page, '/settings/office');
        await signIn();
        await page.getByText('Bij dit kantoor kun je niet met een account').waitFor();
        const { id: clientId, secret: clientSecret } = CLIENT;
        await setProvider(store, world, hand, { issuer: issuer.issuer, clientId, clientSecret, trustsEmail: false });
        await signIn();
        await page.getByRole('heading', { name: 'Ga verder in je browser' }).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.getByRole('button', { name: 'Annuleren' }).press('Enter');
        // A second organisation at the same server signs in so too: then the address says which.
        const other = await addOrganisation(store, world, { name: 'Voorbeeldstad' });
        if (!other.ok) throw new Error(other.error.type);
        const second = { issuer: issuer.issuer, clientId, clientSecret, trustsEmail: false };
        await setProvider(store, world, atTheMachine(other.value.id), second);
        await page.getByRole('button', { name: 'Inloggen in je browser' }).waitFor();
        await signIn();
        await page.getByText('of om het hele adres').waitFor();
        await signIn(`${here.office.server.url}/?organisation=${here.office.organisation}`);
        await page.getByRole('heading', { name: 'Ga verder in je browser' }).waitFor();
        await soon(() => opened.length).toBe(2);
        // A browser of the machine, with its own eyes and cookies.
        const browser = await page.context().browser()?.newContext();
        const outside = await browser?.newPage();
        if (!outside) throw new Error('no browser');
        await outside.goto(opened[1] ?? '');
        await outside.locator('input[name=login]').fill('anna');
        await outside.locator('input[name=password]').fill('x');
        await outside.locator('button[type=submit]').click();
        await outside.getByText('Continue').click();
        await outside.getByText('Je bent aangemeld').waitFor();
        await picture(outside, 'signed-in');
        // Whoever is sent the same address later comes to a page that says so.
        await outside.goto(opened[1] ?? '');
        await outside.getByText('Begin opnieuw').waitFor();
        await picture(outside, 'sign-in-over');
        await browser?.close();
        await page.getByText('Verbonden als Anna Verzonnen').waitFor();
        await soon(() => isQuiet(window)).toBe(true);
      } finally {
        await issuer.close();
      }
    },
    SLOW,
  );
});

describe('the office', () => {
  it(
    'a laptop is connected with the keyboard alone, says what is wrong with a code, and then where everything is',
    async () => {
      const { window, page } = await openFor('Anna Verzonnen');
      await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await goTo(page, '/settings/office');
      await page.getByRole('heading', { name: 'Verbinden met kantoor' }).waitFor();
      await inEveryDress(window, 'connect');
      await page.getByLabel('Adres van het kantoor').focus();
      await page.keyboard.type(here.office.server.url);
      await page.keyboard.press('Tab');
      await page.keyboard.type('VERZ-ONNE-N');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Laptop van Anna');
      await page.keyboard.press('Enter');
      await page.getByText('Deze code klopt niet').waitFor();
      const { code } = await invited('Anna Verzonnen');
      await page.getByLabel('Code').fill(code);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Alles staat op kantoor' }).waitFor();
      await soon(() => page.locator('[data-sync-state]').getAttribute('data-sync-state')).toBe('safe');
      await page.getByRole('link', { name: /Bijgewerkt: / }).waitFor();
      await page.getByRole('button', { name: 'Pauzeren' }).press('Enter');
      await page.getByRole('button', { name: 'Doorgaan' }).waitFor();
      await window.ask('candidates.add', { fields: { surname: 'Zandman' } });
      await page.getByRole('link', { name: /1 wijziging alleen op deze laptop/ }).waitFor();
      await inEveryDress(window, 'paused');
      await page.getByRole('button', { name: 'Doorgaan' }).press('Enter');
      await soon(() => isQuiet(window)).toBe(true);
      await page.getByRole('heading', { name: 'Alles staat op kantoor' }).waitFor();
      await inEveryDress(window, 'office');
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'what a colleague removed is told on Today and in the dossier, with who and when, and put back with one key',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      const other = await anna.window.ask('candidates.add', { fields: { surname: 'Zandman' } });
      const add = (concept: 'skill' | 'scheme', fields: object) =>
        anna.window.ask('dossier.addRow', { dossier, concept, fields: { ...fields } });
      const skill = await add('skill', { name: 'Hardsolderen' });
      const scheme = await add('scheme', { source: 'Brief over een regeling' });
      await soon(() => isQuiet(anna.window)).toBe(true);
      for (const each of [dossier, other.dossier]) await give(each, bram.person);
      await bram.window.ask('sync.now', null);
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(2);
      await soon(() => isQuiet(bram.window)).toBe(true);
      await bram.window.ask('dossier.removeRow', { dossier, concept: 'skill', row: skill.row });
      await bram.window.ask('dossier.removeRow', { dossier, concept: 'scheme', row: scheme.row });
      await bram.window.ask('dossier.remove', { dossier: other.dossier });
      await soon(async () => (await anna.window.ask('caseload.summary', null)).candidates).toBe(1);

      await goTo(anna.page, '/today');
      const card = anna.page.getByRole('region', { name: 'Door anderen verwijderd' });
      await card.getByText('Vaardigheid: Hardsolderen').waitFor();
      await card.getByText('door Bram Verzonnen').first().waitFor();
      expect(await anna.page.getByText('Brief over een regeling').count()).toBe(0);
      await inEveryDress(anna.window, 'removed-by-others');
      await goTo(anna.page, `/dossier/${dossier}/overview`);
      await anna.page.getByText('Vaardigheid: Hardsolderen').waitFor();
      await anna.page.getByText('door Bram Verzonnen').first().waitFor();
      await inEveryDress(anna.window, 'removed-in-dossier');
      await goTo(anna.page, '/today');
      await card.getByRole('button', { name: 'Zet terug: Vaardigheid: Hardsolderen' }).press('Enter');
      await anna.page.getByText('Vaardigheid: Hardsolderen is teruggezet.').waitFor();
      await soon(() => card.getByText('Vaardigheid: Hardsolderen').count()).toBe(0);
      await card.getByRole('button', { name: 'Zet terug: Zandman' }).press('Enter');
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(2);
      const { rows } = await bram.window.ask('dossier.open', { dossier });
      expect(rows.skill.map(({ name }) => name)).toEqual(['Hardsolderen']);
      expect(anna.window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'two answers are shown to both, chosen with one key, undone with another, and settled for both',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', {
        fields: { surname: 'Verzonnen', place: 'Zandwijk' },
      });
      const skill = await anna.window.ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
      await soon(() => isQuiet(anna.window)).toBe(true);
      await give(dossier, bram.person);
      await bram.window.ask('sync.now', null);
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(1);
      await soon(() => isQuiet(bram.window)).toBe(true);
      // The notice of what came, and away with it.
      await goTo(bram.page, '/settings/office');
      await bram.page.getByText('Je kreeg het dossier van Verzonnen.').waitFor();
      await inEveryDress(bram.window, 'notice');
      await bram.page.getByRole('button', { name: 'Gezien' }).press('Enter');
      await soon(() => bram.page.getByText('Je kreeg het dossier').count()).toBe(0);

      for (const { window } of [anna, bram]) await window.ask('sync.pause', { paused: true });
      const change = (
        window: WindowUnderTest,
        concept: 'candidate' | 'skill',
        row: string,
        fields: Record<string, string>,
      ) => window.ask('dossier.edit', { dossier, concept, row, fields });
      await change(anna.window, 'candidate', dossier, { place: 'Reigerveen' });
      await change(bram.window, 'candidate', dossier, { place: 'Nergenshuizen' });
      await change(anna.window, 'skill', skill.row, { name: 'Booglassen' });
      await change(bram.window, 'skill', skill.row, { name: 'Solderen' });
      await goTo(anna.page, `/dossier/${dossier}/profile`);
      await anna.page.getByText('Reigerveen').first().waitFor();
      for (const { window } of [anna, bram]) await window.ask('sync.pause', { paused: false });
      // By itself: the bar, the mark on the field, the room.
      await anna.page.getByText('Op 2 vragen staan twee antwoorden.').waitFor();
      await anna.page.locator('[data-two-answers]').first().waitFor();
      await soon(() => isQuiet(anna.window)).toBe(true);
      await soon(() => isQuiet(bram.window)).toBe(true);
      await inEveryDress(anna.window, 'dossier-with-two-answers');
      await anna.page.getByRole('link', { name: 'Bekijk en kies', exact: true }).press('Enter');
      await anna.page.getByRole('heading', { name: 'Twee antwoorden op dezelfde vraag' }).first().waitFor();
      await inEveryDress(anna.window, 'conflicts');
      const first = anna.page.locator('section').filter({ hasText: 'Plaats' });
      await first.getByText('Nergenshuizen').waitFor();
      await first.getByText('was: Zandwijk').first().waitFor();
      await soon(() => anna.page.evaluate(() => document.activeElement?.tagName)).toBe('SECTION');
      const shownFirst = await first.locator('li').first().textContent();
      await anna.page.keyboard.press('1');
      await soon(() => first.count()).toBe(0);
      await anna.page.keyboard.press('Control+z');
      await first.waitFor();
      // What stood before is there again, with the other beside it.
      const choice = first.locator('li').filter({ hasText: 'Nergenshuizen' }).getByRole('button');
      await choice.press('Enter');
      await soon(() => first.count()).toBe(0);
      expect(shownFirst).toMatch(/Reigerveen|Nergenshuizen/);
      await soon(async () => (await bram.window.ask('dossier.open', { dossier })).candidate.place).toBe(
        'Nergenshuizen',
      );

      const second = anna.page.locator('section').filter({ hasText: 'Booglassen' });
      await second.getByRole('button', { name: 'Allebei houden' }).press('Enter');
      await anna.page.getByText('Nergens staan twee antwoorden').waitFor();
      await soon(async () =>
        (await bram.window.ask('dossier.open', { dossier })).rows['skill']
          ?.map((row) => (row as { name?: string }).name)
          .sort(),
      ).toEqual(['Booglassen', 'Solderen']);
      await soon(async () => (await bram.window.ask('conflicts.list', { dossier: null })).length).toBe(0);
      expect([...anna.window.problems(), ...bram.window.problems()]).toEqual([]);
    },
    SLOW,
  );

  it(
    'each record says where it is: once for a list when all is well, row by row when it is not',
    async () => {
      const { window, page } = await openFor('Anna Verzonnen');
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen', givenName: 'Vera' } });
      const skill = (name: string) => window.ask('dossier.addRow', { dossier, concept: 'skill', fields: { name } });
      const welding = await skill('Lassen');
      await skill('Solderen');
      await goTo(page, `/dossier/${dossier}/skills`);
      // Without an office there is nothing to tell apart.
      await page.getByText('Solderen').first().waitFor();
      expect(await page.locator('[data-at]').count()).toBe(0);
      const { code } = await invited('Anna Verzonnen');
      await window.ask('sync.connect', { address: here.office.server.url, code, name: 'Laptop van Anna' });
      await soon(() => isQuiet(window)).toBe(true);
      const skills = page.locator('[data-row-list="skill"]');
      await skills.getByRole('heading').locator('[data-at="confirmed"]').waitFor();
      expect(await skills.locator('li [data-at]').count()).toBe(0);
      expect(await skills.locator('li').filter({ hasText: 'op kantoor en bevestigd' }).count()).toBe(2);

      await window.ask('sync.pause', { paused: true });
      await window.ask('dossier.edit', { dossier, concept: 'skill', row: welding.row, fields: { name: 'Booglassen' } });
      const changed = skills.locator('li').filter({ hasText: 'Booglassen' });
      await changed.locator('[data-at="onlyHere"]').getByText('alleen hier').waitFor();
      await skills.locator('li').filter({ hasText: 'Solderen' }).locator('[data-at="confirmed"]').waitFor();
      await page.locator('header').getByText('alleen op deze laptop', { exact: true }).waitFor();
      await inEveryDress(window, 'marks');
      await window.ask('sync.pause', { paused: false });
      await soon(() => isQuiet(window)).toBe(true);
      await soon(() => skills.locator('li [data-at]').count()).toBe(0);
      await goTo(page, '/candidates');
      await page.getByRole('button', { name: 'Kolommen' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Bewaard' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('gridcell', { name: 'op kantoor' }).waitFor();
      expect(window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'what came is one line above the screen that goes when it is seen; a server that is away is said with what to do',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await soon(() => isQuiet(anna.window)).toBe(true);
      await goTo(bram.page, '/candidates');
      await give(dossier, bram.person);
      await bram.window.ask('sync.now', null);
      const bar = bram.page.locator('[data-notice-bar]');
      await bar.getByText('Je kreeg het dossier van Verzonnen.').waitFor();
      await inEveryDress(bram.window, 'notice-bar');
      await bar.getByRole('link', { name: 'Open het dossier' }).press('Enter');
      await bram.page.getByRole('heading', { level: 1, name: 'Verzonnen' }).waitFor();
      await soon(() => bar.count()).toBe(0);
      expect(await bram.window.ask('notices.list', null)).toEqual([]);

      await here.closeOffice();
      await goTo(bram.page, '/settings/office');
      await bram.window.ask('dossier.edit', {
        dossier,
        concept: 'candidate',
        row: dossier,
        fields: { place: 'Reigerveen' },
      });
      await bram.window.ask('sync.now', null);
      await bram.page.locator('[data-hindrance="serverAway"]').getByText('vanzelf opnieuw').waitFor();
      await bram.page
        .getByRole('link', { name: /1 wijziging alleen op deze laptop.*Kantoor antwoordt niet/ })
        .waitFor();
      await bram.page.getByText('Volgende poging').waitFor();
      await inEveryDress(bram.window, 'server-away');
      expect([...anna.window.problems(), ...bram.window.problems()]).toEqual([]);
    },
    SLOW,
  );

  it(
    'two long answers are made into one by keyboard; typing over one of them keeps the other in sight',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await soon(() => isQuiet(anna.window)).toBe(true);
      await give(dossier, bram.person);
      await bram.window.ask('sync.now', null);
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(1);
      for (const { window } of [anna, bram]) await window.ask('sync.pause', { paused: true });
      const say = (window: WindowUnderTest, presentation: string) =>
        window.ask('dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { presentation } });
      await say(anna.window, 'Werkt graag buiten.');
      await say(bram.window, 'Wil terug naar de zorg.');
      for (const { window } of [anna, bram]) {
        await window.ask('sync.pause', { paused: false });
        await soon(() => isQuiet(window)).toBe(true);
      }
      const { page } = anna;
      await goTo(page, `/dossier/${dossier}/profile`);
      const mark = page.getByRole('link', { name: /^Twee antwoorden op Over mij/ });
      await mark.waitFor();
      await soon(() => isQuiet(anna.window)).toBe(true);
      // Typing on is not deciding: what Bram said last is shown, and what Anna said herself stays beside it.
      await page.locator('[data-field="candidate.presentation"]').press('Enter');
      await page.keyboard.type(' Liefst overdag.');
      await page.keyboard.press('Control+Enter');
      await soon(() => isQuiet(anna.window)).toBe(true);
      await mark.press('Enter');
      const card = page.locator('[data-conflict]');
      await card.getByText('twee antwoorden van jou').waitFor();
      await card.getByRole('button', { name: 'Samenvoegen' }).press('Enter');
      await inEveryDress(anna.window, 'two-long-answers');
      await card.getByRole('button', { name: 'Samenvoegen' }).press('Enter');
      const text = card.getByRole('textbox');
      await soon(() => text.evaluate((element) => element === document.activeElement)).toBe(true);
      const begun = await text.inputValue();
      expect(begun).toContain('Werkt graag buiten.');
      expect(begun).toContain('Wil terug naar de zorg.');
      expect(begun).toContain('Liefst overdag.');
      await page.keyboard.press('Control+Enter');
      await page.getByText('Nergens staan twee antwoorden').waitFor();
      await soon(async () => (await bram.window.ask('dossier.open', { dossier })).candidate.presentation).toBe(begun);
      expect([...anna.window.problems(), ...bram.window.problems()]).toEqual([]);
    },
    SLOW,
  );

  it(
    'a dossier that is taken while it is open leaves the screen, with a word about why',
    async () => {
      const anna = await connectedFor('Anna Verzonnen');
      const bram = await connectedFor('Bram Verzonnen');
      const { dossier } = await anna.window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await soon(() => isQuiet(anna.window)).toBe(true);
      await give(dossier, bram.person);
      await bram.window.ask('sync.now', null);
      await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(1);
      await goTo(bram.page, `/dossier/${dossier}/profile`);
      await bram.page.getByRole('heading', { name: 'Verzonnen' }).waitFor();
      const { context } = here.office.server;
      const [grant] = await context.store.read((db) =>
        listGrants(db, here.office.organisation, { dossier, person: bram.person }),
      );
      await revokeGrant(context, atTheMachine(here.office.organisation), grant?.epoch ?? '');
      await bram.window.ask('sync.now', null);
      await bram.page.getByText('Dit dossier is er niet').waitFor();
      await goTo(bram.page, '/settings/office');
      await bram.page.getByText('Een dossier is van je overgenomen.').waitFor();
      expect(bram.window.problems()).toEqual([]);
    },
    SLOW,
  );

  it(
    'a laptop that did not hear of the office for too long asks for contact first, and opens by itself once there is',
    async () => {
      const line = await cuttable(here.office.server.url);
      const profile = newProfile();
      // Forty days ago: the clock of the laptop was right then.
      const service = serviceIn(join(profile, 'caseload'), { now: () => Date.now() - 40 * 24 * 3600_000 });
      await askOf(service, 'vault.create', {
        adviser: { name: 'Anna Verzonnen' },
        organisation: { name: 'Voorbeeldgemeente Zandwijk' },
        passphrase: PASSPHRASE,
        useKeychain: false,
      });
      await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen' } });
      const { code } = await invited('Anna Verzonnen');
      await askOf(service, 'sync.connect', { address: line.url, code, name: 'Laptop van Anna' });
      await soon(async () => {
        const state = await askOf(service, 'sync.state', null);
        return state.type === 'connected' && state.lastContact !== null && state.onlyHere === 0;
      }).toBe(true);
      await service.close();
      line.cut(true);

      const window = await openWindow({ profile });
      windows.push(window);
      const { page } = window;
      await window.ask('preferences.write', { language: 'nl' });
      await page.locator('[name=passphrase], input[type=password]').first().fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Eerst contact met kantoor' }).waitFor();
      await page.getByText('Het kantoor antwoordt niet.').waitFor();
      expect(await page.getByText('Verzonnen').count()).toBe(0);
      for (const [language, theme, width, height] of [
        ['nl', 'light', 1280, 800],
        ['en', 'dark', 640, 400],
      ] as const) {
        await window.ask('preferences.write', { language, theme });
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        await page.reload();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForTimeout(300);
        expect(await accessibilityProblems(page), `lease, ${language}, ${theme}`).toEqual([]);
        await picture(page, `lease-${language}-${theme}`);
      }
      await window.ask('preferences.write', { language: 'nl', theme: 'light' });
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.reload();
      await page.getByRole('button', { name: 'Probeer nu' }).press('Enter');
      await page.getByRole('heading', { name: 'Eerst contact met kantoor' }).waitFor();
      line.cut(false);
      await page.getByRole('button', { name: 'Probeer nu' }).press('Enter');
      await page.getByText('Verzonnen').first().waitFor();
      await line.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );
});
