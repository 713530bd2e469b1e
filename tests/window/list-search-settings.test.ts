/** The list, the search box and the settings, on the practice caseload; by keyboard, and with axe in every dress. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accessibilityProblems,
  closeBrowser,
  openWindow,
  type WindowOptions,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

/** Opening a caseload alone takes half a second of argon2; these machines are shared. */
const soon = soonWithin(10_000);

async function openDemo(options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ ...options, demo: language });
  await window.page.getByRole('grid').waitFor();
  await window.page.locator('[role=row][aria-rowindex="2"]').waitFor();
  return window;
}

const chosenRow = (page: Page) => page.locator('[role=row][data-here]').getAttribute('aria-rowindex');

describe('the list of candidates', () => {
  it('is walked by the keyboard, and finds the reader back where they were', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await soon(() => chosenRow(page)).toBe('4');
    await page.keyboard.press('End');
    await soon(() => chosenRow(page)).toBe('121');
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('121');
    await page.keyboard.press('PageUp');
    const place = await chosenRow(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/dossier\//);
    expect(page.url()).toMatch(/#\/dossier\/[0-9a-f-]{36}\/overview$/);
    await page.goBack();
    await soon(() => chosenRow(page)).toBe(place);
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await window.close();
  });

  it('filters by words typed anywhere, sorts by its head, and says when nobody is left', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.getByRole('grid').focus();
    await page.keyboard.type('b');
    await soon(() => page.getByLabel('Filter op naam, plaats of woord').inputValue()).toBe('b');
    await page.keyboard.type('estaatniet');
    await page.getByText('Niemand gevonden').waitFor();
    await page.getByRole('button', { name: 'Alle filters weg' }).first().press('Enter');
    await page.locator('#content').getByText('120 kandidaten').waitFor();
    await page.getByRole('button', { name: 'Fase' }).first().press('Enter');
    await page.getByRole('menuitemcheckbox', { name: /geplaatst/ }).press('Enter');
    await page.keyboard.press('Escape');
    await page.getByText(/^\d+ van 120 kandidaten$/).waitFor();
    await page.getByRole('button', { name: 'Meer filters' }).press('Enter');
    const day = page.getByRole('textbox', { name: 'Beschikbaar op' });
    await day.fill('3-2');
    await page.keyboard.press('Tab');
    await page.getByText('Hier hoort een hele datum').waitFor();
    await day.fill('3-2-2031');
    await page.getByText('beschikbaar op 3 feb 2031').waitFor();
    await day.fill('');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Naam' }).press('Enter');
    await soon(() => page.getByRole('columnheader', { name: 'Naam' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Bewaar als overzicht' }).press('Enter');
    await page.getByLabel('Naam van het overzicht').fill('Geplaatst');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Geplaatst', exact: true }).waitFor();
    // A menu takes the keyboard as soon as it opens, and gives it back.
    for (const name of ['Kolommen', /Geplaatst.*/]) {
      const opens = page.locator('button[aria-haspopup="menu"]').and(page.getByRole('button', { name }));
      await opens.press('Enter');
      await soon(() => page.evaluate(() => document.activeElement?.closest('[role="menu"]') !== null)).toBe(true);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
    expect(await window.ask('views.list', null)).toMatchObject([{ name: 'Geplaatst', filter: { phases: ['placed'] } }]);
    await window.close();
  });

  it('says in full when somebody was changed, at any hour and in both languages, beside all the other columns', async () => {
    const longest = { nl: 'gisteren 20:48', en: 'yesterday 20:48' } as const;
    for (const language of ['nl', 'en'] as const) {
      const window = await openDemo({}, language);
      const widths = await window.page.evaluate((words) => {
        const cell = document.querySelector('[role=row][aria-rowindex="2"] [role=gridcell]:last-child');
        const grid = document.querySelector('[role=grid]');
        if (!cell || !grid) throw new Error('no cell');
        const time = cell.querySelector('time');
        if (!time) throw new Error('no time');
        time.textContent = words;
        // Not scrollWidth: it rounds, and a part of a pixel too little already takes two letters away.
        const room = cell.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(cell).paddingRight);
        return { room: room - time.getBoundingClientRect().right, sideways: grid.scrollWidth - grid.clientWidth };
      }, longest[language]);
      expect(widths.room, language).toBeGreaterThanOrEqual(0);
      expect(widths.sideways, language).toBe(0);
      await window.close();
    }
  }, 120_000);

  it('shows of a long name the surname, and offers to fill in what is empty in the dossier', async () => {
    const window = await openDemo();
    const { page } = window;
    const givenName = 'Wilhelmina Johanna Cornelia Theodora';
    const { dossier } = await window.ask('candidates.add', {
      fields: { givenName, prefix: 'van der', surname: 'Aaverzonnen' },
    });
    const row = page.getByRole('row').filter({ hasText: 'Aaverzonnen' });
    await row.waitFor();
    // The first cell is the mark of who is picked.
    expect(await row.getByRole('gridcell').nth(1).textContent()).toContain(`${givenName} van der Aaverzonnen`);
    const { surname, cell } = await row.evaluate((line) => ({
      surname: line.querySelector('b')?.getBoundingClientRect().right ?? Number.NaN,
      cell: line.querySelectorAll('[role=gridcell]')[1]?.getBoundingClientRect().right ?? Number.NaN,
    }));
    expect(surname).toBeLessThanOrEqual(cell);
    await goTo(page, `#/dossier/${dossier}/overview`);
    await page.locator('[data-dossier]').waitFor();
    // Career, skills and availability.
    await soon(() => page.getByRole('link', { name: 'invullen' }).count()).toBe(3);
    expect(await page.getByRole('link', { name: /^alle 0/ }).count()).toBe(0);
    await window.close();
  });

  it('makes a candidate and takes it back with Ctrl+Z', async () => {
    const window = await openDemo();
    const { page } = window;
    // A menu that was opened with the mouse does not stay over what comes by a key.
    await page.getByRole('button', { name: 'Kolommen' }).click();
    await page.locator('[role=menu]').waitFor();
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    await soon(() => page.locator('[role=menu]').count()).toBe(0);
    await page.getByLabel('Roepnaam').fill('Wiesje');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/dossier\//);
    await goTo(page, '#/candidates');
    await page.locator('#content').getByText('121 kandidaten').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+z');
    await page.getByText(/Ongedaan gemaakt: kandidaat toevoegen/).waitFor();
    await page.locator('#content').getByText('120 kandidaten').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await page.locator('#content').getByText('121 kandidaten').waitFor();
    await window.close();
  });
});

describe('the list on paper', () => {
  it('has everybody of the filter, on sheets with the head on each, and goes when the printer is done', async () => {
    const window = await openDemo();
    const { page } = window;
    // The dialog of the operating system is where this test ends; what it would print is read by `pdf()` below.
    await page.evaluate(() => {
      globalThis.print = () => document.documentElement.setAttribute('data-printer-asked', '');
    });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+p');
    await page.locator('html[data-printer-asked]').waitFor({ state: 'attached' });
    expect(await page.locator('[data-paper] tbody tr').count()).toBe(120);
    const names = await page.locator('[data-paper] tbody td:first-child').allTextContents();
    const sheets = await sheetsOf(await page.pdf({ format: 'A4' }));
    expect(sheets.length).toBeGreaterThan(2);
    for (const sheet of sheets) expect(sheet).toContain('Gewenst beroep');
    const text = sheets.join(' ').replace(/\s+/g, ' ');
    for (const name of names) expect(text).toContain(name.trim().split(' ').at(-1));
    expect(text).toMatch(/Afgedrukt op \d/);
    // What is there to be pressed is not on paper, also not the way to the contents, which stood over the last row of each sheet.
    for (const words of ['Bewaar als overzicht', 'Naar de inhoud', 'Nieuwe kandidaat', 'Naar Excel'])
      expect(text).not.toContain(words);
    await page.locator('[data-paper]').waitFor({ state: 'detached' });
    await page.locator('[role=row][aria-rowindex="2"]').waitFor();

    await page.getByRole('button', { name: 'Fase' }).first().press('Enter');
    await page.getByRole('menuitemcheckbox', { name: /geplaatst/ }).press('Enter');
    await page.keyboard.press('Escape');
    // Until the answer comes, the former number stands there.
    const found = page.getByText(/^(?!120 )\d+ van 120 kandidaten$/);
    await found.waitFor();
    const shown = Number(/^\d+/.exec(await found.innerText())?.[0]);
    await page.keyboard.press('Control+p');
    await soon(() => page.locator('[data-paper] tbody tr').count()).toBe(shown);
    expect(await page.locator('[data-paper] > p').first().textContent()).toBe('geplaatst');
    expect(window.problems()).toEqual([]);
    await window.close();
  });
});

describe('ten thousand candidates', () => {
  it('are a screenful of rows of which the last is one key away, and the right one is found by typing', async () => {
    const window = await openDemo();
    const { page } = window;
    await takeIn(window, 10_000);
    await page.locator('#content').getByText('10.120 kandidaten').waitFor();
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('10121');
    await grid.focus();
    await page.keyboard.press('End');
    await page.locator('[role=row][aria-rowindex="10121"][data-here]').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(60);

    await page.keyboard.press('/');
    await page.keyboard.type('nummer07777');
    await page.locator('#content').getByText('1 van 10.120 kandidaten').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/dossier\//);
    await window.close();
  }, 120_000);
});

/** The words of each sheet, read back with poppler. */
async function sheetsOf(pdf: Uint8Array): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jobport-list-'));
  try {
    writeFileSync(join(folder, 'list.pdf'), pdf);
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(folder, 'list.pdf'), '-']);
    return stdout.split('\f').filter((sheet) => sheet.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes in a CSV of so many invented people, through the same door as an adviser. */
async function takeIn(window: WindowUnderTest, people: number): Promise<void> {
  const lines = Array.from(
    { length: people },
    (_, index) => `Proef;Nummer${String(index).padStart(5, '0')};Nergenshuizen`,
  );
  const bytes = new TextEncoder().encode(['Voornaam;Achternaam;Woonplaats', ...lines].join('\r\n'));
  const { token } = await window.ask('intake.offer', { name: 'proef.csv', bytes });
  const read = await window.ask('intake.read', { tokens: [token], job: 'proef-lezen' });
  const decisions = Array.from({ length: read.found }, (_, index) => ({ index, decision: 'add' as const }));
  await window.ask('intake.apply', { plan: read.plan, decisions, job: 'proef-innemen' });
}

describe('the search box', () => {
  it('shows all of itself at 200%, also the line below what was found', async () => {
    const window = await openDemo({ width: 640, height: 400, scale: 2 });
    const { page } = window;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('heftruck');
    await page.getByRole('option').nth(5).waitFor();
    const below = await page
      .getByText('sluiten')
      .last()
      .evaluate((line) => {
        const dialog = line.closest('section, [role="dialog"]')?.getBoundingClientRect();
        return dialog === undefined ? NaN : dialog.bottom - line.getBoundingClientRect().bottom;
      });
    expect(below).toBeGreaterThanOrEqual(4);
    await window.close();
  });

  it('finds a word in a dossier, marks it, and opens the dossier by keyboard', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('heftruck');
    await page.locator('mark').first().waitFor();
    await soon(async () => (await page.locator('mark').first().textContent())?.toLowerCase()).toContain('heftruck');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/dossier\//);
    await window.close();
  });

  it('carries out commands, and leaves the keyboard where it was when it carries out none', async () => {
    const window = await openDemo();
    const { page } = window;
    const grid = page.getByRole('grid');
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('niets');
    await page.keyboard.press('Escape');
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('donker');
    await page.getByRole('option', { name: 'Donker scherm' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('vergrendel');
    await page.getByRole('option', { name: 'Vergrendelen' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'De oefencaseload is vergrendeld' }).waitFor();
    await window.close();
  });
});

describe('settings', () => {
  it('save a field when it is left, keep what is wrong as a draft, and check the caseload', async () => {
    const window = await openDemo();
    const { page } = window;
    await goTo(page, '#/settings/you');
    await page.getByLabel('Functie').fill('Klantmanager');
    await page.keyboard.press('Tab');
    await soon(async () => (await window.ask('organisation.open', null)).adviser).toMatchObject({
      role: 'Klantmanager',
    });
    await page.getByLabel('IBAN').fill('NL00 FOUT');
    await page.keyboard.press('Tab');
    await page.getByText('Dit IBAN klopt niet').waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: 'Verder oefenen' }).press('Enter');
    await soon(() => page.getByLabel('IBAN').inputValue()).toBe('NL00 FOUT');
    await goTo(page, '#/settings/data');
    await page.getByRole('button', { name: 'Kijk de caseload na' }).press('Enter');
    await page.getByText('Alles klopt.').waitFor();
    await window.close();
  });

  it('say in the log whose dossier was opened, each on a line of its own, and lead there', async () => {
    const window = await openDemo();
    const { page } = window;
    const ids: string[] = [];
    for (const surname of ['Eerstgezien', 'Laterbekeken']) {
      const { dossier } = await window.ask('candidates.add', { fields: { surname } });
      ids.push(dossier);
      await goTo(page, `#/dossier/${dossier}/overview`);
      await page.getByRole('heading', { name: surname }).waitFor();
    }
    await goTo(page, '#/settings/security');
    for (const surname of ['Eerstgezien', 'Laterbekeken'])
      await page.getByRole('cell', { name: `dossier geopend · ${surname}` }).waitFor();
    await page.getByRole('cell', { name: 'dossier geopend' }).getByRole('link', { name: 'Eerstgezien' }).press('Enter');
    await page.waitForURL(new RegExp(`dossier/${ids[0]}/overview`));

    // Which document was opened: each on its own line, with the way to it and never its name.
    const [dossier = ''] = ids;
    const rows: string[] = [];
    for (const name of ['Geheimste brief.txt', 'Tweede brief.txt']) {
      const offer = await window.ask('documents.offer', { dossier, name, bytes: 3 });
      await window.ask('documents.piece', { token: offer.token, bytes: new TextEncoder().encode('abc') });
      const { row } = await window.ask('documents.add', { dossier, token: offer.token, job: name });
      await window.ask('documents.read', { row, offset: 0, length: 3 });
      rows.push(row);
    }
    await goTo(page, '#/settings/security');
    const opened = page.getByRole('cell', { name: 'document geopend · Eerstgezien' });
    await opened.nth(1).waitFor();
    expect(await page.getByText('Geheimste brief').count()).toBe(0);
    await opened.nth(1).getByRole('link', { name: 'welk document' }).press('Enter');
    await page.waitForURL(new RegExp(`dossier/${dossier}/documents\\?row=${rows[0]}`));
    await page.locator('[data-wanted]').getByText('Geheimste brief.txt').waitFor();
    await window.close();
  });
});

const DRESSES: (WindowOptions & { name: string; language: 'nl' | 'en' })[] = [
  { name: 'light, Dutch, 1280×800', language: 'nl', theme: 'light' },
  { name: 'dark, English, 1280×800', language: 'en', theme: 'dark' },
  { name: 'light, English, 200%', language: 'en', theme: 'light', width: 640, height: 400, scale: 2 },
  { name: 'dark, Dutch, 200%', language: 'nl', theme: 'dark', width: 640, height: 400, scale: 2 },
];

const ROOMS = [
  '#/today',
  '#/agenda',
  '#/reports',
  '#/intake',
  '#/removed',
  '#/duplicates',
  '#/free-text',
  '#/retention',
];

/** Which words at the head of the screen a button lies over. */
const underButtons = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const head = document.querySelector('main header');
    if (!head) return [];
    const buttons = [...head.querySelectorAll('button, a')].map((each) => each.getBoundingClientRect());
    return [...head.querySelectorAll('h1, h1 + *')].flatMap((words) => {
      const range = document.createRange();
      range.selectNodeContents(words);
      const isUnder = [...range.getClientRects()].some((line) =>
        buttons.some(
          ({ left, right, top, bottom }) =>
            left < line.right && right > line.left && top < line.bottom && bottom > line.top,
        ),
      );
      return isUnder ? [words.textContent ?? ''] : [];
    });
  });

describe.each(DRESSES)('every screen, $name,', ({ language, ...options }) => {
  it('has nothing against WCAG 2.2 AA and nothing that runs out of the window', async () => {
    const window = await openDemo(options, language);
    const { page } = window;
    const found: string[] = [];
    for (const hash of [
      '#/candidates',
      '#/candidates?add=true',
      '#/settings/appearance',
      '#/settings/you',
      '#/settings/security',
      '#/settings/data',
      '#/settings/privacy',
      '#/settings/about',
      ...ROOMS,
    ]) {
      await goTo(page, hash);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await page.waitForTimeout(150);
      // The other rooms are looked at by axe in tests of their own.
      if (!ROOMS.includes(hash))
        found.push(...(await accessibilityProblems(page)).map((problem) => `${hash}: ${problem}`));
      found.push(...(await underButtons(page)).map((words) => `${hash}: "${words}" is under a button`));
      const over = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main ? main.scrollWidth - main.clientWidth : 0;
      });
      if (over > 1) found.push(`${hash}: ${over} pixels wider than the window`);
    }
    expect(found).toEqual([]);
    await window.close();
  });
});

describe('keys and commands', () => {
  it('shows every key with ?, unless somebody is typing, and the keys do what it says', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.getByRole('grid').focus();
    await page.keyboard.press('?');
    const overview = page.getByRole('dialog', { name: 'Sneltoetsen' });
    await overview.getByRole('row', { name: /Zoeken of iets doen/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await overview.waitFor({ state: 'hidden' });
    // A question mark in a field is a question mark.
    await page.keyboard.press('/');
    await page.keyboard.type('wie?');
    expect(await page.getByLabel('Filter op naam, plaats of woord').inputValue()).toBe('wie?');
    expect(await overview.count()).toBe(0);
    // What the menu shows as keys is heard by the window.
    await page.keyboard.press('Control+i');
    await page.waitForURL(/#\/intake/);
    await page.keyboard.press('Control+,');
    await page.waitForURL(/#\/settings/);
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog', { name: 'Nieuwe kandidaat' }).waitFor();
    await window.close();
  });

  it('does from the search box what can be done with the dossier that is open, and goes to each part of the settings', async () => {
    const window = await openDemo();
    const { page } = window;
    const { dossier } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
    const choose = async (words: string, option: RegExp) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(words);
      await page.getByRole('option', { name: option }).waitFor();
      await page.keyboard.press('Enter');
    };
    for (const [words, option, address] of [
      ['>bezoek', /In dit dossier: Bezoek/, /\/visit\b/],
      ['>overdragen', /In dit dossier: Overdragen/, /#\/handover\//],
      ['>brief', /In dit dossier: Brief/, /#\/letter\//],
    ] as const) {
      await goTo(page, `/dossier/${dossier}/overview`);
      await page.getByRole('heading', { name: 'Vera Verzonnen' }).waitFor();
      await choose(words, option);
      await page.waitForURL(address);
    }
    await goTo(page, `/dossier/${dossier}/overview`);
    await page.getByRole('heading', { name: 'Vera Verzonnen' }).waitFor();
    await choose('>handtekening', /In dit dossier: Laptop aan de kandidaat geven/);
    await page.getByRole('dialog', { name: 'Laptop aan de kandidaat geven' }).waitFor();
    await page.keyboard.press('Escape');
    await choose('>esco', /^Lijsten/);
    await page.waitForURL(/#\/settings\/lists/);
    // The dossier is gone with what could be done with it, and not only its address.
    await page.getByRole('heading', { name: 'Instellingen', level: 1 }).waitFor();
    await choose('>vragenlijst', /^Vragenlijsten/);
    await page.waitForURL(/#\/settings\/questionnaires/);
    await window.close();
  });

  it('runs a command found by another word for it, shows its key, and offers it first the next time', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('thema nacht');
    await page.getByRole('option', { name: 'Donker scherm' }).waitFor();
    await page.keyboard.press('Enter');
    await soon(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await soon(() => window.ask('commands.recent', null)).toEqual(['dark']);
    await page.keyboard.press('Control+k');
    await soon(() => page.getByRole('option').first().textContent()).toContain('Donker scherm');
    await page.keyboard.type('>vergr');
    await soon(() => page.getByRole('option').allTextContents()).toEqual(['VergrendelenCtrl L']);
    await picture(page, 'palette');
    await page.keyboard.press('Escape');
    // In a dossier its tabs are commands too.
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-dossier]').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('>documenten');
    await page.getByRole('option', { name: 'In dit dossier: Documenten' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents$/);
    await window.close();
  });
});

describe('many at once', () => {
  it('are picked by keyboard and mouse, get the same thing as one deed, and all of it goes back at once', async () => {
    const window = await openDemo();
    const { page } = window;
    const bar = page.getByRole('region', { name: 'Doen met wie gekozen is' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Space');
    await bar.getByText('1 kandidaat gekozen', { exact: true }).waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await bar.getByText('3 kandidaten gekozen', { exact: true }).waitFor();
    expect(await page.locator('[role=row][aria-selected=true]').count()).toBe(3);
    // Whoever is picked stays so while the filter shows others.
    await page.getByLabel('Filter op naam, plaats of woord').fill('Noorderhaag');
    await page.getByText(/^\d+ van 120 kandidaten$/).waitFor();
    await bar.getByText('3 kandidaten gekozen', { exact: true }).waitFor();
    await page.getByLabel('Filter op naam, plaats of woord').fill('');
    await page.locator('#content').getByText('120 kandidaten', { exact: true }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'picked');
    await bar.getByRole('button', { name: 'Fase' }).press('Enter');
    await page.getByRole('menuitem', { name: 'nazorg' }).press('Enter');
    await page.getByText('In 3 dossiers gedaan.').waitFor();
    const inAftercare = async () =>
      (
        await window.ask('candidates.list', {
          filter: { phases: ['aftercare'] },
          sort: { column: 'name', descending: false },
          offset: 0,
          limit: 500,
        })
      ).total;
    const after = await inAftercare();
    await page.locator('[data-tone]').getByRole('button', { name: 'Ongedaan maken', exact: true }).last().click();
    await soon(inAftercare).not.toBe(after);
    // A task for each of them, from the search box.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('>taak');
    await page.getByRole('option', { name: /^Taak: 3 kandidaten/ }).waitFor();
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Taak voor 3 kandidaten' });
    await form.getByRole('button', { name: 'Doen voor 3 kandidaten' }).click();
    await form.getByText('Vul dit in, dan weet iedereen waar het over gaat.').waitFor();
    await form.getByRole('textbox').first().fill('Bel over de banenmarkt');
    await picture(page, 'bulk-form');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'hidden' });
    await soon(async () => (await window.ask('history.state', null)).undo?.label).toBe('bulkAdd');
    // Everybody, also who is not drawn; out of the list, and back by the one key for everything.
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await bar.getByText('120 kandidaten gekozen', { exact: true }).waitFor();
    await bar.getByRole('button', { name: 'Uit de lijst' }).press('Enter');
    await page.getByText('120 dossiers uit de lijst gehaald.').waitFor();
    await bar.waitFor({ state: 'hidden' });
    await page.locator('#content').focus();
    await page.keyboard.press('Control+z');
    await page.locator('#content').getByText('120 kandidaten', { exact: true }).waitFor();
    await window.close();
  });

  it('go to Excel as the list shows them, and that stands in the log', async () => {
    const window = await openDemo();
    const { page } = window;
    await page.getByRole('grid').focus();
    await page.keyboard.press('Space');
    await page
      .getByRole('region', { name: 'Doen met wie gekozen is' })
      .getByRole('button', { name: 'Naar Excel' })
      .click();
    await page.getByText(/^kandidaten-\d{4}-\d\d-\d\d\.csv is bewaard, met 1 kandidaat\./).waitFor();
    const name = /kandidaten-[\d-]+\.csv/.exec(await page.locator('[data-tone]').last().innerText())?.[0] ?? '';
    const text = readFileSync(join(window.profile, name), 'utf8');
    expect(text.split('\r\n')[0]).toBe(
      '\uFEFFRoepnaam;Voorletters;Tussenvoegsel;Achternaam;Plaats;Fase;Gewenst beroep;Beschikbaar;Uren;Gewijzigd',
    );
    expect(text.split('\r\n').length).toBe(3);
    const { entries } = await window.ask('audit.list', { offset: 0, limit: 10 });
    expect(entries.filter(({ action }) => action === 'export.list').length).toBe(2);
    await window.close();
  });

  it('keep their view: renamed, updated, moved, the first one, and removed and back; columns by key', async () => {
    const window = await openDemo();
    const { page } = window;
    const views = async () => (await window.ask('views.list', null)).map(({ name }) => name);
    const menu = async (view: string, item: string) => {
      await page.getByRole('button', { name: `Overzicht “${view}”: meer` }).press('Enter');
      await page.getByRole('menuitem', { name: item }).press('Enter');
    };
    for (const name of ['Een', 'Twee']) {
      await page.getByRole('button', { name: 'Bewaar als overzicht' }).press('Enter');
      await page.getByLabel('Naam van het overzicht').fill(name);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name, exact: true }).waitFor();
    }
    await menu('Twee', 'Naar links');
    await soon(views).toEqual(['Twee', 'Een']);
    await menu('Twee', 'Andere naam geven');
    await page.getByRole('dialog').getByLabel('Naam van het overzicht').fill('Drie');
    await page.keyboard.press('Enter');
    await soon(views).toEqual(['Drie', 'Een']);
    // A column goes to the right, and gets wider; the view can take that over.
    await page.getByRole('button', { name: 'Plaats', exact: true }).focus();
    await page.keyboard.press('Control+ArrowRight');
    await soon(() => page.getByRole('columnheader').allTextContents()).toEqual([
      '',
      'Naam',
      'Fase',
      'Plaats',
      'Gewenst beroep',
      'Beschikbaar',
      'Uren',
      'Gewijzigd',
    ]);
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.getByRole('button', { name: 'Kolommen' }).click();
    for (const column of ['Laatste contact', 'Volgende afspraak', 'Open taken', 'Fase sinds'])
      await page.getByRole('menuitemcheckbox', { name: column }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Bijwerken met wat je nu ziet' }).click();
    await soon(async () => (await window.ask('views.list', null))[0]?.widths).toEqual({ place: 8 });
    await picture(page, 'columns');
    await menu('Drie', 'Hiermee begint de lijst');
    await soon(async () => (await window.ask('views.list', null))[0]?.isFirst).toBe(true);
    await page.reload();
    await page.getByRole('button', { name: 'Drie', exact: true, pressed: true }).waitFor();
    await menu('Drie', 'Verwijderen');
    await soon(views).toEqual(['Een']);
    await page.locator('[data-tone]').getByRole('button', { name: 'Ongedaan maken', exact: true }).last().click();
    await soon(views).toEqual(['Drie', 'Een']);
    await window.close();
  });
});
