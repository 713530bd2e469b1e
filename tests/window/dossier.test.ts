/** The dossier on the real desktop: read, filled in where it stands by keyboard, removed and brought back, and never lost. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accessibilityProblems,
  closeBrowser,
  newProfile,
  openWindow,
  type WindowOptions,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo as goAnywhere, openSomebody, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 60_000;

const TABS = [
  'overview',
  'contact',
  'doing',
  'plan',
  'applications',
  'documents',
  'profile',
  'career',
  'skills',
  'availability',
  'schemes',
  'timeline',
  'history',
] as const;

const goTo = async (page: Page, hash: string) => {
  await goAnywhere(page, hash);
  await page.locator('[data-dossier]').waitFor();
};

/** The demo caseload, at the dossier that has most in it. */
async function openFullDossier(options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ ...options, demo: language });
  const { lines } = await window.ask('candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 60,
  });
  let id = '';
  let most = -1;
  for (const line of lines) {
    const { rows } = await read(window, line.id);
    // What is sensitive is among it.
    if (rows.scheme.length === 0) continue;
    const fullness = Object.values(rows).filter((list) => list.length > 0).length;
    if (fullness > most) [id, most] = [line.id, fullness];
  }
  await window.page.getByRole('navigation').first().waitFor();
  await goTo(window.page, `/dossier/${id}/profile`);
  return { window, page: window.page, id };
}

const quiet = (page: Page, field: string) => page.locator(`[data-field="${field}"]`).first();
const editor = (page: Page, field: string) => page.locator(`[data-editor="${field}"]`).first();
const focused = (page: Page, attribute: string) =>
  page.evaluate((name) => document.activeElement?.getAttribute(name), attribute);

describe('a dossier', () => {
  it(
    'is filled in by keyboard only: Enter opens, Tab goes on, what is typed is written and in the history',
    async () => {
      const { window, page, id } = await openFullDossier();
      await quiet(page, 'candidate.givenName').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('Verzonnen');
      await page.keyboard.press('Tab');
      await soon(() => focused(page, 'data-editor')).toBe('candidate.initials');
      await page.keyboard.type('V.');
      await page.keyboard.press('Enter');
      await soon(() => focused(page, 'data-field')).toBe('candidate.initials');
      await soon(async () => (await read(window, id)).candidate.givenName).toBe('Verzonnen');
      expect((await read(window, id)).candidate.initials).toBe('V.');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Verzonnen');

      await page.keyboard.press('Alt+h');
      const history = page.getByRole('dialog', { name: 'Geschiedenis van Voorletters' });
      await history.waitFor();
      await soon(() => history.getByRole('listitem').count()).toBeGreaterThan(0);
      expect(await history.textContent()).toContain('V.');
      await page.keyboard.press('Escape');
      await soon(() => focused(page, 'data-field')).toBe('candidate.initials');

      await page.keyboard.press('Alt+0');
      await page.waitForURL(/history/);
      await page.getByText('Gewijzigd').first().waitFor();
      expect(await window.ask('drafts.list', { prefix: `${id}/` })).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'reads dates and postcodes the Dutch way, says what is wrong with the rest, writes nothing of it and loses nothing of it',
    async () => {
      const { window, page, id } = await openFullDossier();
      const before = await read(window, id);
      await quiet(page, 'candidate.postcode').click();
      await editor(page, 'candidate.postcode').fill('1234ab');
      await page.keyboard.press('Enter');
      await soon(async () => (await read(window, id)).candidate.postcode).toBe('1234 AB');

      await quiet(page, 'contactDetail.email').click();
      await editor(page, 'contactDetail.email').fill('dit is geen adres');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'geen heel e-mailadres' }).waitFor();
      await page.getByText('nog niet bewaard', { exact: true }).waitFor();
      // It is still there on another tab and back, and the desktop keeps it; the dossier itself does not have it.
      await page.keyboard.press('Alt+8');
      await page.waitForURL(/career/);
      await page.keyboard.press('Alt+7');
      await page.waitForURL(/profile/);
      await page.getByText('dit is geen adres').waitFor();
      expect((await read(window, id)).rows.contactDetail.map((row) => row.email)).toEqual(
        before.rows.contactDetail.map((row) => row.email),
      );
      await soon(async () => (await window.ask('drafts.list', { prefix: `${id}/` })).map((each) => each.body)).toEqual([
        'dit is geen adres',
      ]);
      await page.getByRole('button', { name: 'Laat vervallen' }).first().click();
      await soon(async () => (await window.ask('drafts.list', { prefix: `${id}/` })).length).toBe(0);

      await goTo(page, `/dossier/${id}/availability`);
      await quiet(page, 'availability.from').click();
      await editor(page, 'availability.from').fill('1 dec 2026');
      await page.keyboard.press('Enter');
      await soon(async () => (await read(window, id)).availability?.from).toBe('2026-12-01');
      await page.getByText('1 dec 2026').first().waitFor();
      await window.close();
    },
    SLOW,
  );

  it(
    'gives back what stood there on Esc, also when a pause already wrote it',
    async () => {
      const { window, page, id } = await openFullDossier();
      const { place } = (await read(window, id)).candidate;
      await quiet(page, 'candidate.place').click();
      await editor(page, 'candidate.place').fill('Ergens Anders');
      await soon(async () => (await read(window, id)).candidate.place).toBe('Ergens Anders');
      await editor(page, 'candidate.place').press('Escape');
      await soon(async () => (await read(window, id)).candidate.place).toBe(place);
      await soon(async () => (await window.ask('drafts.list', { prefix: `${id}/` })).length).toBe(0);
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'takes a new row with n, writes it with its first answer, and leaves no trace of an empty one',
    async () => {
      const { window, page, id } = await openFullDossier();
      await goTo(page, `/dossier/${id}/career`);
      const before = (await read(window, id)).rows.workExperience.length;
      await quiet(page, 'workExperience.role').focus();
      await page.keyboard.press('n');
      await soon(() => focused(page, 'data-editor')).toBe('workExperience.from');
      expect((await read(window, id)).rows.workExperience).toHaveLength(before);
      await page.keyboard.type('mrt 2019');
      await page.keyboard.press('Tab');
      await soon(() => focused(page, 'data-editor')).toBe('workExperience.until');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Verzonnen functie');
      await page.keyboard.press('Enter');
      await soon(async () =>
        (await read(window, id)).rows.workExperience
          .filter((row) => row.role === 'Verzonnen functie')
          .map(({ from, until }) => ({ from, until })),
      ).toEqual([{ from: '2019-03', until: null }]);
      expect((await read(window, id)).rows.workExperience).toHaveLength(before + 1);

      // The focus is back before a next key can be pressed.
      await page.locator('[data-field="workExperience.role"]').first().press('F2');
      const after = await page.locator('[data-editor="workExperience.role"]').evaluate(async (editor) => {
        editor.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        return (document.activeElement as HTMLElement).dataset.field;
      });
      expect(after).toBe('workExperience.role');

      // A second one in which nothing is filled goes away by itself.
      const rows = page.locator('[data-row-list=workExperience] li');
      await soon(() => rows.count()).toBe(before + 1);
      await page.keyboard.press('n');
      await soon(() => rows.count()).toBe(before + 2);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Overdragen' }).focus();
      await soon(() => rows.count()).toBe(before + 1);
      expect((await read(window, id)).rows.workExperience).toHaveLength(before + 1);
      await window.close();
    },
    SLOW,
  );

  it(
    'is reached by the search box and a tab by its key, and n begins a row there at once',
    async () => {
      const { window, page, id } = await openSomebody();
      await goAnywhere(page, '/candidates');
      await page.getByRole('heading', { name: 'Kandidaten', level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Verzonnen Vera');
      await page.getByRole('option', { name: 'Vera Verzonnen' }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-dossier]').waitFor();
      await page.keyboard.press('Alt+Digit2');
      await page.getByRole('button', { name: 'Nieuw contactmoment' }).waitFor();
      // In what the tab shows, so that Tab goes on from there.
      await soon(() =>
        page.evaluate(() => document.querySelector('[data-dossier]')?.contains(document.activeElement)),
      ).toBe(true);
      await page.keyboard.press('n');
      await soon(() => focused(page, 'data-editor')).toBe('contactMoment.subject');
      await page.keyboard.type('Over vroege diensten');
      // An answer of a list by its letters: they take the place of what stood there, and going on chooses it.
      await page.keyboard.press('Tab');
      await soon(() => focused(page, 'aria-label')).toBe('Soort');
      await page.keyboard.type('tel');
      await page.keyboard.press('Tab');
      await soon(() => focused(page, 'data-editor')).toBe('contactMoment.date');
      const kinds = async () => (await read(window, id)).rows.contactMoment.map(({ subject, kind }) => [subject, kind]);
      await soon(kinds).toContainEqual(['Over vroege diensten', 'telephone']);
      await page.keyboard.press('Escape');
      const kind = page.locator('[data-moment]').first().locator('[data-field="contactMoment.kind"]');
      // Choosing what stands there keeps it.
      await kind.press('F2');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await kind.press('F2');
      await page.keyboard.type('video');
      await page.keyboard.press('Enter');
      await soon(kinds).toContainEqual(['Over vroege diensten', 'videoCall']);
      // And at whatever came by an address: the focus is still nowhere.
      await goTo(page, `/dossier/${id}/career`);
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await page.keyboard.press('n');
      await soon(() => focused(page, 'data-editor')).toBe('workExperience.from');
      await window.close();
    },
    SLOW,
  );

  it(
    'loses a row at once and gets it back with one key; the whole dossier too',
    async () => {
      const { window, page, id } = await openFullDossier();
      await goTo(page, `/dossier/${id}/skills`);
      const before = (await read(window, id)).rows.skill.length;
      await page
        .locator('[data-row-list=skill]')
        .getByRole('button', { name: /verwijderen$/ })
        .first()
        .click();
      await soon(async () => (await read(window, id)).rows.skill.length).toBe(before - 1);
      await page.getByRole('region', { name: 'Meldingen' }).getByRole('button', { name: 'Ongedaan maken' }).click();
      await soon(async () => (await read(window, id)).rows.skill.length).toBe(before);

      const everybody = async () => (await window.ask('caseload.summary', null)).candidates;
      const all = await everybody();
      await page.getByRole('button', { name: 'Meer met dit dossier' }).click();
      await page.getByRole('menuitem', { name: 'Dossier verwijderen' }).click();
      await page.waitForURL(/candidates/);
      await soon(everybody).toBe(all - 1);
      await page
        .getByRole('region', { name: 'Meldingen' })
        .getByRole('button', { name: 'Ongedaan maken' })
        .last()
        .click();
      await soon(everybody).toBe(all);
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'turns the week by day, by part of the day and by arrow keys, and answers yes, no and not known',
    async () => {
      const { window, page, id } = await openFullDossier();
      await window.ask('dossier.edit', {
        dossier: id,
        concept: 'availability',
        row: id,
        fields: { days: ['monday'], dayParts: null, officeHours: null },
      });
      await goTo(page, `/dossier/${id}/availability`);
      const week = page.getByRole('table', { name: 'Dagen en dagdelen' });
      await week.getByRole('button', { name: 'maandag' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await soon(async () => (await read(window, id)).availability?.days).toEqual(['monday', 'tuesday']);
      await week.getByRole('button', { name: 'ochtend' }).click();
      await soon(async () => (await read(window, id)).availability?.dayParts).toEqual(['morning']);
      // Chosen and shown in the same turn: an answer that jumps back for a moment is seen, and heard.
      const no = page.getByRole('radiogroup', { name: 'Kantooruren' }).getByRole('radio', { name: 'nee' });
      const atOnce = await no.evaluate(async (radio) => {
        (radio as HTMLInputElement).click();
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        return (radio as HTMLInputElement).checked;
      });
      expect(atOnce).toBe(true);
      await soon(async () => (await read(window, id)).availability?.officeHours).toBe('no');
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'shows what is sensitive only when it is asked for',
    async () => {
      const { window, page, id } = await openFullDossier();
      await goTo(page, `/dossier/${id}/schemes`);
      const { scheme } = (await read(window, id)).rows;
      expect(scheme.length).toBeGreaterThan(0);
      expect(await page.locator('[data-row-list=scheme]').count()).toBe(0);
      await page.getByRole('button', { name: /^Toon .* regeling/ }).click();
      await soon(() => page.locator('[data-row-list=scheme] li').count()).toBe(scheme.length);
      await window.close();
    },
    SLOW,
  );

  it(
    'is printed without what can only be clicked, with the heads above their columns',
    async () => {
      const { window, page, id } = await openFullDossier();
      await goTo(page, `/dossier/${id}/career`);
      const list = page.locator('[data-row-list=workExperience]');
      await list.locator('li').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('[data-add-row]:visible, nav:visible').count()).toBe(0);
      const lefts = await list.evaluate((element) => {
        const head = [...element.querySelectorAll('[aria-hidden] span')];
        const cells = [...element.querySelectorAll('li [role=group] > div:first-child > *')].slice(0, head.length);
        return [head, cells].map((all) => all.map((each) => Math.round(each.getBoundingClientRect().left)));
      });
      const apart = lefts[0]!.map((left, index) => Math.abs(left - (lefts[1]![index] ?? 0)));
      expect(Math.max(...apart)).toBeLessThanOrEqual(12);
      await page.emulateMedia({ media: 'screen' });
      await window.close();
    },
    SLOW,
  );

  it(
    'says so when it is not there',
    async () => {
      const { window, page } = await openFullDossier();
      await page.evaluate(() => {
        location.hash = '/dossier/00000000-0000-4000-8000-000000000000/overview';
      });
      await page.getByText('Dit dossier is er niet (meer)').waitFor();
      expect(window.problems()).toEqual([]);
      await window.close();
    },
    SLOW,
  );
});

describe('the lock', () => {
  it(
    'takes along what was just told about somebody: nobody reads a name on a locked screen',
    async () => {
      const { window, page, id } = await openFullDossier();
      const { surname } = (await read(window, id)).candidate;
      await page.getByRole('button', { name: 'Meer met dit dossier' }).click();
      await page.getByRole('menuitem', { name: /verwijderen/i }).click();
      await page.getByText(/ is verwijderd/).waitFor();
      expect(await page.locator('body').textContent()).toContain(surname);
      await page.keyboard.press('Control+l');
      await page.getByText('De oefencaseload is vergrendeld').waitFor();
      expect(await page.locator('body').textContent()).not.toContain(surname);
      expect(await page.getByText(/ is verwijderd/).count()).toBe(0);
      await window.close();
    },
    SLOW,
  );
});

describe('what was being typed', () => {
  it(
    'is kept before it is an answer, survives a lock and a new start of the desktop, and is finished where it stood',
    async () => {
      const profile = newProfile();
      const first = await openFullDossier({ profile });
      const { id } = first;
      const kept = async (window: WindowUnderTest) =>
        (await window.ask('drafts.list', { prefix: `${id}/` })).map((each) => each.body);
      const emails = async (window: WindowUnderTest) =>
        (await read(window, id)).rows.contactDetail.map((row) => row.email);
      const before = await emails(first.window);
      await quiet(first.page, 'contactDetail.email').click();
      // Half an address: no pause and no leaving can write it.
      await editor(first.page, 'contactDetail.email').fill('halverwege@exampl');
      await soon(() => kept(first.window)).toEqual(['halverwege@exampl']);
      await first.page.keyboard.press('Control+l');
      await soon(() => first.page.locator('[data-dossier]').count()).toBe(0);
      expect(await first.page.content()).not.toContain('halverwege@exampl');
      await first.window.close();

      const second = await openWindow({ profile });
      await second.page.getByRole('heading', { level: 1 }).waitFor();
      await second.ask('vault.createDemo', { language: 'nl' });
      await second.page.reload();
      await second.page.getByRole('navigation').first().waitFor();
      await goTo(second.page, `/dossier/${id}/profile`);
      const note = second.page.locator('[data-restored]');
      await note.waitFor();
      expect(await note.textContent()).toContain('Contactgegeven: E-mailadres');
      expect(await emails(second)).toEqual(before);
      expect(await accessibilityProblems(second.page)).toEqual([]);
      await second.page.getByRole('button', { name: 'E-mailadres halverwege@exampl' }).click();
      await second.page.keyboard.press('End');
      await second.page.keyboard.type('e.nl');
      await second.page.keyboard.press('Enter');
      await soon(() => emails(second)).toContain('halverwege@example.nl');
      await soon(() => kept(second)).toEqual([]);
      await soon(() => note.count()).toBe(0);
      await second.close();
      rmSync(profile, { recursive: true, force: true });
    },
    2 * SLOW,
  );
});

describe('the history of a dossier', () => {
  it(
    'says the hour in English as the list and the rest of the window do, 14:05 and not 2:05 PM, and what a removed row was called',
    async () => {
      const { window, page, id } = await openFullDossier({}, 'en');
      const add = (name: string) => window.ask('dossier.addRow', { dossier: id, concept: 'skill', fields: { name } });
      const { row } = await add('Inventing chairs');
      await window.ask('dossier.removeRow', { dossier: id, concept: 'skill', row });
      await goTo(page, `/dossier/${id}/history`);
      // What was removed is still called something.
      await soon(() =>
        page.locator('li', { hasText: 'Skill removed' }).getByText('Skill: Inventing chairs').count(),
      ).toBe(1);
      const hour = page.locator('[data-dossier] li time').first();
      await hour.waitFor();
      expect(await hour.textContent()).toMatch(/^\d\d:\d\d$/);
      await window.close();
    },
    SLOW,
  );

  it(
    'goes back to the first day, however much was changed since',
    async () => {
      const { window, page, id } = await openFullDossier();
      for (let nth = 0; nth < 450; nth++) {
        const fields = { place: `Reigerveen ${nth}` };
        await window.ask('dossier.edit', { dossier: id, concept: 'candidate', row: id, fields });
      }
      await goTo(page, `/dossier/${id}/history`);
      const older = page.getByRole('button', { name: 'Toon ook wat ouder is' });
      const demo = page.getByText('Oefencaseload gemaakt');
      await older.waitFor();
      for (let presses = 0; presses < 10 && (await older.count()) > 0; presses++) {
        const before = await page.locator('dl > div').count();
        await older.press('Enter');
        await soon(() => page.locator('dl > div').count()).toBeGreaterThan(before);
      }
      await soon(() => older.count()).toBe(0);
      await soon(() => demo.count()).toBeGreaterThan(0);
      expect(await page.getByText('Reigerveen 0', { exact: true }).count()).toBeGreaterThan(0);
      await window.close();
    },
    2 * SLOW,
  );
});

describe('every tab of a dossier', () => {
  it(
    'stays where it is when another one is shown',
    async () => {
      const { window, page } = await openFullDossier();
      const places = () =>
        page
          .locator('nav a[aria-keyshortcuts]')
          .evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().left));
      const before = await places();
      await page.keyboard.press('Alt+3');
      await page.locator('nav a[aria-keyshortcuts="Alt+3"][aria-current]').waitFor();
      expect(await places()).toEqual(before);
      await window.close();
    },
    SLOW,
  );

  it(
    'shows its name whole when it is the first that is looked at, and after the window became smaller',
    async () => {
      const { window, page, id } = await openFullDossier({});
      const clear = () =>
        page.locator('nav a[aria-current][href*="/dossier/"]').evaluate((shown) => {
          const all = shown.closest('nav');
          const end = (all?.getBoundingClientRect().right ?? NaN) - (all?.hasAttribute('data-after') ? 32 : 0);
          return shown.getBoundingClientRect().right <= end;
        });
      for (const tab of ['privacy', 'history']) {
        await goTo(page, `/dossier/${id}/${tab}`);
        await page.reload();
        await page.locator('nav a[aria-current][href*="/dossier/"]').waitFor();
        await soon(clear).toBe(true);
      }
      await page.setViewportSize({ width: 1000, height: 800 });
      await soon(clear).toBe(true);
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['light', 'nl', 1280, 800, 1],
    ['dark', 'en', 1280, 800, 1],
    ['light', 'en', 640, 400, 2],
    ['dark', 'nl', 640, 400, 2],
  ] as const)(
    'is accessible: %s, %s, %i×%i at %i',
    async (theme, language, width, height, scale) => {
      const { window, page, id } = await openFullDossier({ theme, width, height, scale }, language);
      for (const tab of TABS) {
        await goTo(page, `/dossier/${id}/${tab}`);
        await page.waitForTimeout(150);
        expect(await accessibilityProblems(page), tab).toEqual([]);
        const sideways = await page.evaluate(() => {
          const main = document.querySelector('main');
          return main ? main.scrollWidth - main.clientWidth : 0;
        });
        expect(sideways, `${tab} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await goTo(page, `/dossier/${id}/profile`);
      await quiet(page, 'candidate.phase').click();
      await page.waitForTimeout(150);
      expect(await accessibilityProblems(page), 'a list of choices').toEqual([]);
      await window.close();
    },
    2 * SLOW,
  );
});
