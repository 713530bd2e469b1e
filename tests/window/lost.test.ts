/** Nothing lost: the dossier as it was, what was removed and comes back. On the real desktop. */
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  makeUnwritable,
  makeWritableAgain,
  mayMakeDisks,
  mayMakeUnwritable,
  whyNotUnwritable,
  newSmallDisk,
} from '../support/small-disk.ts';
import { accessibilityProblems, closeBrowser, newProfile, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';
import { removeFolder } from '../support/caseload.ts';
import { SET_UP } from '../support/desktop.ts';
import { askOf, serviceIn, spaceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;
/** Enough for more slices than an eye needs. */
const MANY = 3_000;

/** Somebody of whom an answer was changed, a skill was removed, and a phone number came later. */
async function withHistory(options: Parameters<typeof openWindow>[0] = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ ...options, demo: language });
  const { dossier } = await window.ask('candidates.add', {
    fields: { givenName: 'Vera', surname: 'Verzonnen', place: 'Otterdam' },
  });
  const { row } = await window.ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
  await window.ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Solderen' } });
  const earlier = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await window.ask('dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place: 'Reigerveen' } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await window.ask('dossier.removeRow', { dossier, concept: 'skill', row });
  await window.ask('dossier.addRow', { dossier, concept: 'contactDetail', fields: { phone: '0612345678' } });
  await window.page.getByRole('navigation').first().waitFor();
  return { window, page: window.page, dossier, earlier };
}

describe('a dossier as it was', () => {
  it(
    'is read only, marks what is different now, and gives an answer and a row back',
    async () => {
      const { window, page, dossier, earlier } = await withHistory();
      const read = async () => await window.ask('dossier.open', { dossier });
      await goTo(page, `/dossier/${dossier}/history`);
      await page
        .getByRole('link', { name: /^Zoals het was op/ })
        .first()
        .waitFor();
      await picture(page, 'history-nl-light');
      expect(await accessibilityProblems(page)).toEqual([]);
      await goTo(page, `/dossier/${dossier}/overview?asOf=${earlier}`);
      await page.getByRole('heading', { name: /zoals het was op/ }).waitFor();
      await page.getByText('Staat er nu niet meer').waitFor();
      await picture(page, 'past-nl-light');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.getByText('Sindsdien erbij gekomen').count()).toBe(1);

      await page.getByRole('button', { name: 'Zet terug: Woonplaats' }).click();
      await soon(async () => (await read()).candidate.place).toBe('Otterdam');
      await page.getByRole('button', { name: 'Zet terug: Lassen' }).click();
      await soon(async () => (await read()).rows.skill.map(({ name }) => name)).toEqual(['Lassen', 'Solderen']);
      await soon(() => page.getByText('Staat er nu niet meer').count()).toBe(0);

      // By keyboard: to the change before, and the skill that came last is not there yet; forward; and back to now.
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('link', { name: /Vaardigheden/ }).click();
      await soon(() => page.getByText('Solderen').count()).toBe(0);
      expect(await page.getByText('Lassen').count()).toBe(1);
      await page.keyboard.press('ArrowRight');
      await page.getByText('Solderen').waitFor();
      await page.keyboard.press('Escape');
      await soon(() => page.evaluate(() => location.hash)).toBe(`#/dossier/${dossier}/history`);
      // What was put back is an answer like any other.
      await page.keyboard.press('Control+z');
      await soon(async () => (await read()).rows.skill.map(({ name }) => name)).toEqual(['Solderen']);
      const { entries } = await window.ask('audit.list', { dossier, offset: 0, limit: 50 });
      expect(entries.filter(({ action }) => action === 'read').length).toBeGreaterThan(0);
      await window.close();
    },
    SLOW,
  );

  it(
    'is asked for by a day, and says when the dossier was not there',
    async () => {
      const { window, page, dossier } = await withHistory({ width: 640, height: 400 });
      await goTo(page, `/dossier/${dossier}/history`);
      const day = page.getByLabel('Zoals het was op (dag)');
      await day.fill('onzin');
      await day.press('Enter');
      await soon(() => day.getAttribute('aria-invalid')).toBe('true');
      await day.fill('3-3-2020');
      await day.press('Enter');
      await page.getByText('Dit dossier was er toen niet').waitFor();
      await picture(page, 'past-not-there-small');
      expect(await accessibilityProblems(page)).toEqual([]);
      await window.close();
    },
    SLOW,
  );
});

describe('what was removed', () => {
  it(
    'is found by its name and put back with one key; undo takes it away again',
    async () => {
      const { window, page, dossier } = await withHistory({ theme: 'dark' }, 'en');
      await goTo(page, '/removed');
      await page.getByText('Skill: Lassen').waitFor();
      await picture(page, 'removed-en-dark');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('searchbox').fill('nobody');
      await page.getByText('Nothing found').waitFor();
      await page.getByRole('searchbox').fill('vera lassen');
      await page.getByRole('button', { name: 'Put back: Skill: Lassen' }).press('Enter');
      await soon(async () => (await window.ask('dossier.open', { dossier })).rows.skill.length).toBe(2);
      await page.getByRole('searchbox').fill('');
      await page.getByText('Nothing was removed').waitFor();

      await window.ask('dossier.remove', { dossier });
      await page.getByText('Whole dossier').waitFor();
      await page.getByRole('button', { name: 'Put back: Vera Verzonnen' }).click();
      await soon(async () => (await window.desktop.ask('dossier.open', { dossier })).ok).toBe(true);
      await page.getByRole('heading').first().click();
      await page.keyboard.press('Control+z');
      await soon(async () => (await window.desktop.ask('dossier.open', { dossier })).ok).toBe(false);
      await picture(page, 'removed-dossier-en-dark');
      await window.close();
    },
    SLOW,
  );
});

describe.skipIf(!mayMakeDisks)('a disk that is full', () => {
  it(
    'keeps what is typed in the window, says so, and writes all of it by itself when there is room',
    async () => {
      const disk = newSmallDisk(24);
      const window = await openWindow({ profile: disk.dir, demo: 'nl' });
      const { page } = window;
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen', place: 'Otterdam' } });
      await goTo(page, `/dossier/${dossier}/profile`);
      await page.locator('[data-field="candidate.presentation"]').click();
      const editor = page.locator('[data-editor="candidate.presentation"]');
      await editor.fill('Begin.');
      disk.fill();
      const said = 'Een verzonnen zin over wat iemand kan. '.repeat(40);
      const more = { surname: 'Verzonnen', presentation: said };
      const bar = page.locator('[data-disk="DiskFull"]');
      // The log goes on in the room that it has, and begins anew in it when it has been put away: then what is typed
      // still fits where a candidate just did not. So the caseload grows again until not one more fits, and again.
      for (let at = 0; at < 60 && (await bar.count()) === 0; at++) {
        for (
          let added = 0;
          added < 5_000 && (await window.desktop.ask('candidates.add', { fields: more })).ok;
          added++
        );
        await editor.fill(`${at} ${said.repeat(35)}`);
        await page.waitForTimeout(60);
      }
      await bar.waitFor();
      await editor.fill(`Het laatste woord: ${said}`);
      await page.locator('[data-field="candidate.place"]').click();
      await page.locator('[data-editor="candidate.place"]').fill('Reigerveen');
      await page.keyboard.press('Enter');
      await picture(page, 'disk-full-nl');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.getByText('Het laatste woord').count()).toBeGreaterThan(0);
      disk.makeRoom();
      await soon(() => bar.count()).toBe(0);
      await soon(async () => {
        const { candidate } = await window.ask('dossier.open', { dossier });
        return [candidate.presentation?.startsWith('Het laatste woord'), candidate.place];
      }).toEqual([true, 'Reigerveen']);
      await soon(async () => (await window.ask('drafts.list', { prefix: dossier })).length).toBe(0);
      await window.close().finally(() => disk.remove());
    },
    SLOW,
  );
});

describe('a folder that may not be written any more', () => {
  beforeEach((context) => {
    if (!mayMakeUnwritable) context.skip(whyNotUnwritable);
  });

  it(
    'keeps what is typed in the window, says what to do, and writes all of it by itself when it may',
    async () => {
      const { window, page, dossier } = await withHistory();
      const folder = window.profile;
      try {
        await goTo(page, `/dossier/${dossier}/profile`);
        await page.locator('[data-field="candidate.presentation"]').click();
        const editor = page.locator('[data-editor="candidate.presentation"]');
        await editor.fill('Begin.');
        await soon(async () => (await window.ask('drafts.list', { prefix: dossier })).length).toBe(1);
        expect(makeUnwritable(folder)).toBe(true);
        await editor.fill('Begin. En wat daarna kwam.');
        const bar = page.locator('[data-disk="NoAccess"]');
        await bar.waitFor();
        await page.locator('[data-field="candidate.place"]').click();
        await page.locator('[data-editor="candidate.place"]').fill('Zandwijk');
        await page.keyboard.press('Enter');
        await picture(page, 'not-writable-nl');
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(await page.getByText('En wat daarna kwam').count()).toBeGreaterThan(0);
        expect(makeWritableAgain(folder)).toBe(true);
        await soon(() => bar.count()).toBe(0);
        await soon(async () => {
          const { candidate } = await window.ask('dossier.open', { dossier });
          return [candidate.presentation, candidate.place];
        }).toEqual(['Begin. En wat daarna kwam.', 'Zandwijk']);
        await soon(async () => (await window.ask('drafts.list', { prefix: dossier })).length).toBe(0);
      } finally {
        makeWritableAgain(folder);
      }
      await window.close();
    },
    SLOW,
  );
});

describe('a deed over many dossiers', () => {
  it(
    'is taken back with a bar that says how far it is, can be stopped, and goes on where it was',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const people = Array.from({ length: MANY }, (_, at) => `Noor;Proef${at};Proefhuizen`);
      const bytes = new TextEncoder().encode(['Voornaam;Achternaam;Woonplaats', ...people, ''].join('\r\n'));
      const { token } = await window.ask('intake.offer', { name: 'people.csv', bytes });
      const { plan } = await window.ask('intake.read', { tokens: [token], job: 'read' });
      await window.ask('intake.apply', { plan, decisions: [], job: 'apply' });
      const sort = { column: 'name' as const, descending: false };
      const { dossiers } = await window.ask('candidates.ids', { filter: { words: 'Proefhuizen' }, sort });
      expect(dossiers.length).toBe(MANY);
      await window.ask('bulk.edit', {
        dossiers,
        set: [{ concept: 'candidate', fields: { phase: 'applying' } }],
        add: [],
        job: 'bulk',
      });
      await page.getByRole('heading').first().waitFor();
      await page.keyboard.press('Control+z');
      const bar = page.locator('[data-undoing="undo"]');
      await bar.waitFor();
      // A second press is impatience, and takes back nothing else.
      await page.keyboard.press('Control+z');
      // Whoever looks at somebody meanwhile is answered.
      expect((await window.ask('dossier.open', { dossier: dossiers[0] ?? '' })).candidate.givenName).toBe('Noor');
      await picture(page, 'undoing-nl');
      await bar.getByRole('button', { name: 'Annuleren' }).click();
      await page.getByText(/^Gestopt: [\d.]+ van [\d.]+ wijzigingen/).waitFor();
      await picture(page, 'undo-stopped-nl');
      expect(await accessibilityProblems(page)).toEqual([]);
      const state = await window.ask('history.state', null);
      expect(state.undo?.label).toBe('bulkEdit');
      expect(state.undo?.count).toBeGreaterThan(0);
      expect(state.undo?.count).toBeLessThan(MANY);

      await page.getByRole('button', { name: 'Verder' }).click();
      await page.getByText(/^Ongedaan gemaakt: wijzigen bij meer kandidaten/).waitFor({ timeout: 60_000 });
      await soon(() => bar.count()).toBe(0);
      const phase = async (dossier = ''): Promise<string | null> =>
        (await window.ask('dossier.open', { dossier })).candidate.phase;
      expect([await phase(dossiers[0]), await phase(dossiers.at(-1))]).toEqual([null, null]);
      expect((await window.ask('history.state', null)).undo?.label).toBe('import');
      await window.close();
    },
    SLOW,
  );
});

/** A caseload of one's own, made by a process whose clock may be another. */
async function ownCaseload(now?: () => number): Promise<string> {
  const profile = newProfile();
  const service = serviceIn(join(profile, 'caseload'), now ? { now } : {});
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  await askOf(service, 'candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
  await service.close();
  return profile;
}

describe('a clock that was put back', () => {
  it(
    'is told with how far and what to do, holds nothing up, and is not told again to whoever looked',
    async () => {
      const profile = await ownCaseload(() => Date.now() + 365 * 86_400_000);
      const window = await openWindow({ profile });
      const { page } = window;
      await page.getByLabel('Wachtzin').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      const bar = page.locator('[data-clock="behind"]');
      await bar.getByText('De klok van deze laptop loopt 1 jaar achter').waitFor();
      await picture(page, 'clock-nl');
      expect(await accessibilityProblems(page)).toEqual([]);
      await goTo(page, '/candidates');
      await page.getByText('Vera Verzonnen').first().waitFor();
      await bar.getByRole('button', { name: 'De klok staat goed' }).click();
      await soon(() => bar.count()).toBe(0);
      expect(await window.ask('clock.state', null)).toBe(null);
      await window.close();
      removeFolder(profile);
    },
    SLOW,
  );

  it(
    'does not keep a laptop that nobody touches from locking',
    async () => {
      const profile = await ownCaseload();
      const window = await openWindow({ profile });
      const { page } = window;
      await window.ask('preferences.write', { idleMinutes: 1 });
      await page.clock.install();
      await page.reload();
      await page.getByLabel('Wachtzin').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation').first().waitFor();
      await page.mouse.move(10, 10);
      await page.clock.setSystemTime(Date.now() - 365 * 86_400_000);
      await page.clock.runFor(30_000);
      expect((await window.ask('vault.state', null)).type).toBe('open');
      await page.clock.runFor(35_000);
      await soon(async () => (await window.ask('vault.state', null)).type).toBe('locked');
      await window.close();
      removeFolder(profile);
    },
    SLOW,
  );
});

describe('a caseload that is open in another program', () => {
  it(
    'says so at the lock and what to do, and opens as soon as the other lets go',
    async () => {
      const profile = await ownCaseload();
      const other = spaceIn(join(profile, 'caseload'));
      expect((await other.unlock({ by: 'passphrase', passphrase: PASSPHRASE })).ok).toBe(true);
      const window = await openWindow({ profile });
      const { page } = window;
      await page.getByLabel('Wachtzin').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByText('Deze caseload is al open, in een ander venster of programma.').waitFor();
      await picture(page, 'open-elsewhere-nl');
      expect(await accessibilityProblems(page)).toEqual([]);
      await other.lock('quit');
      await page.getByLabel('Wachtzin').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation').first().waitFor();
      await window.close();
      removeFolder(profile);
    },
    SLOW,
  );
});
