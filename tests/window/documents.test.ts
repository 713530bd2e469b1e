/** Documents in the dossier, in the real window with real files: added in each way, opened, kept, taken back, and between two laptops. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../scripts/paths.ts';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import { docxOf, hugePng, pdfOf, wavOf } from '../support/files.ts';
import { databases, openOffice } from '../server/support/office.ts';
import {
  accessibilityProblems,
  closeBrowser,
  openWindow,
  type WindowOptions,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const soon = soonWithin(15_000);
const SLOW = 120_000;
/** Our own icon: a real picture. */
const PICTURE = readFileSync(inRoot('resources', 'icon.png'));

let outside: string;
const windows: WindowUnderTest[] = [];
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'jobport-outside-'));
});
afterEach(async () => {
  for (const window of windows.splice(0)) await window.close();
  rmSync(outside, { recursive: true, force: true });
});

const file = (name: string, bytes: Uint8Array | string): string => {
  const path = join(outside, name);
  writeFileSync(path, bytes);
  return path;
};

async function openDossier(options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ savePath: (name) => join(outside, `kopie ${name}`), ...options });
  windows.push(window);
  const { page } = window;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await window.ask('preferences.write', { language });
  const made = await window.ask('vault.create', {
    adviser: { name: 'Vera Verzonnen' },
    organisation: { name: 'Voorbeeldgemeente Zandwijk' },
    passphrase: 'verzonnen wachtzin voor documenten',
    useKeychain: false,
  });
  await window.ask('vault.confirmRecovery', { code: made.recoveryCode });
  const { dossier } = await window.ask('candidates.add', {
    fields: { givenName: 'Noor', surname: 'Quispelbeek', place: 'Zandwijk', phase: 'orientation' },
  });
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  await goTo(page, `/dossier/${dossier}/documents`);
  await page.locator('[data-documents]').waitFor();
  return { window, page, dossier };
}
const drop = async (page: Page, files: readonly { name: string; text: string }[], how: 'drop' | 'paste' = 'drop') => {
  const given = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  if (how === 'drop') return page.dispatchEvent('[data-documents]', 'drop', { dataTransfer: given });
  return page.evaluate((clipboardData) => {
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, given);
};
/** By keyboard: to the tab, and `n`. */
const add = async (page: Page) => {
  await page.keyboard.press('Alt+6');
  await page.keyboard.press('n');
};
const row = (page: Page, name: string) =>
  page.locator('[data-documents] li').filter({ has: page.getByRole('group', { name, exact: true }) });
const names = async (window: WindowUnderTest, dossier: string): Promise<(string | null)[]> =>
  (await window.ask('dossier.open', { dossier })).rows.document.map(({ name }) => name);

describe('documents in a dossier', () => {
  it(
    'are chosen, dropped and pasted; one that can not be taken is said, and the others come',
    async () => {
      let chosen = [
        file('cv Noor.txt', 'Ik zoek werk in de zorg.\n'.repeat(40)),
        outside,
        file('groot.bin', randomBytes(3_000_000)),
      ];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await page.getByText('Hier staan bestanden').waitFor();
      await add(page);
      await row(page, 'groot.bin').waitFor();
      await page.getByRole('alert').filter({ hasText: 'Dit is een map' }).waitFor();
      await page.getByRole('button', { name: 'Sluit deze melding' }).click();
      await soon(() => page.getByRole('alert').count()).toBe(0);
      await drop(page, [
        { name: 'brief.txt', text: 'Geachte heer' },
        { name: 'motivatie.txt', text: 'Omdat ik dat wil' },
      ]);
      await row(page, 'motivatie.txt').waitFor();
      await page.getByText('2 documenten staan in het dossier.').nth(1).waitFor();
      await drop(page, [{ name: 'geplakt.txt', text: 'uit het klembord' }], 'paste');
      await row(page, 'geplakt.txt').waitFor();
      expect(await names(window, dossier)).toEqual([
        'cv Noor.txt',
        'groot.bin',
        'brief.txt',
        'motivatie.txt',
        'geplakt.txt',
      ]);
      await page.getByRole('link', { name: /^Documenten\s*5$/ }).waitFor();
      chosen = [];
      await add(page);
      // Nothing chosen is nothing done.
      await soon(() => names(window, dossier)).toHaveLength(5);
    },
    SLOW,
  );

  it(
    'open inside the window, and what can not be shown is offered as a copy; nothing of it stays outside the caseload',
    async () => {
      const chosen = [
        file('aantekening.txt', 'Zeldzaamwoord uit een gesprek dat nooit was.'),
        file('foto.png', PICTURE),
        file('verslag.docx', randomBytes(5_000)),
        file('programma.xyz', randomBytes(5_000)),
      ];
      const { window, page } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      await row(page, 'programma.xyz').waitFor();
      await page.getByRole('button', { name: 'aantekening.txt openen' }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Zeldzaamwoord').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'foto.png openen' }).click();
      await soon(() => dialog.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
        100,
      );
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'programma.xyz openen' }).click();
      await dialog.getByText('nog niet tonen').waitFor();
      await page.keyboard.press('Escape');
      // Something else than its name says.
      await page.getByRole('button', { name: 'verslag.docx openen' }).click();
      await dialog.getByText('Dit document is beschadigd, of is iets anders dan de naam zegt.').waitFor();
      await dialog.getByRole('button', { name: 'Kopie bewaren…' }).click();
      await page.getByText('Kopie bewaard als kopie verslag.docx. Die is niet versleuteld.').waitFor();
      expect(readFileSync(join(outside, 'kopie verslag.docx')).equals(readFileSync(chosen[2] ?? ''))).toBe(true);
      for (const each of readdirSync(window.profile, { recursive: true, withFileTypes: true }))
        if (each.isFile()) expect(readFileSync(join(each.parentPath, each.name)).includes('Zeldzaamwoord')).toBe(false);
    },
    SLOW,
  );

  it(
    'are named, dated and removed where they stand, by keyboard, and come back with Ctrl+Z',
    async () => {
      const chosen = [file('scan 001.pdf', randomBytes(2_000))];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      const line = row(page, 'scan 001.pdf');
      await line.waitFor();
      await line.locator('[data-field="document.name"]').press('Enter');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Diploma mbo zorg.pdf');
      await page.keyboard.press('Enter');
      await soon(() => names(window, dossier)).toEqual(['Diploma mbo zorg.pdf']);
      await page.getByRole('button', { name: 'Meer met Diploma mbo zorg.pdf' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Verwijderen' }).press('Enter');
      await soon(() => names(window, dossier)).toEqual([]);
      await page.keyboard.press('Control+z');
      await soon(() => names(window, dossier)).toEqual(['Diploma mbo zorg.pdf']);
      await page.getByRole('button', { name: 'Diploma mbo zorg.pdf openen' }).waitFor();
      // And the search box finds it, and leads here.
      await page.keyboard.press('Control+k');
      await page.keyboard.type('diploma');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-documents]').waitFor();
    },
    SLOW,
  );

  it(
    'belong to what they prove, have versions, and stand with what they belong to',
    async () => {
      const chosen = [file('diploma.txt', 'Diploma verzorgende'), file('los.txt', 'los')];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await window.ask('dossier.addRow', {
        dossier,
        concept: 'education',
        fields: { name: 'Verzorgende IG', institute: 'Verzonnen College' },
      });
      await window.ask('dossier.addRow', {
        dossier,
        concept: 'contactMoment',
        fields: { subject: 'Intake', date: '2026-11-02', finished: 'no' },
      });
      await add(page);
      await row(page, 'los.txt').waitFor();
      await page.getByRole('button', { name: 'Meer met diploma.txt' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Hoort bij, vertrouwelijk, opmerking' }).press('Enter');
      const line = row(page, 'diploma.txt');
      await line.getByRole('combobox', { name: 'Hoort bij' }).click();
      await page.keyboard.type('verzorgende');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await line.getByRole('link', { name: /hoort bij Opleiding: Verzorgende IG/ }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      // A newer version goes on with what was said of the one before it.
      chosen.splice(0, 2, file('diploma scan.txt', 'Diploma verzorgende, beter gescand'));
      await page.getByRole('button', { name: 'Meer met diploma.txt' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Nieuwe versie' }).press('Enter');
      const newer = row(page, 'diploma scan.txt');
      await newer.getByRole('link', { name: /Verzorgende IG/ }).waitFor();
      expect(await page.locator('[data-documents] li[data-place]').count()).toBe(2);
      await newer.getByRole('button', { name: '1 eerdere versie' }).press('Enter');
      await page.getByRole('button', { name: 'Eerdere versie diploma.txt openen' }).press('Enter');
      await page.getByRole('dialog').locator('pre', { hasText: 'Diploma verzorgende' }).waitFor();
      await page.keyboard.press('Escape');
      await picture(page, 'documents-versions');
      // On the other side: below the education, and in a contact moment.
      await newer.getByRole('link', { name: /Verzorgende IG/ }).press('Enter');
      await page.getByRole('button', { name: 'diploma scan.txt', exact: true }).press('Enter');
      await page.getByRole('dialog').locator('pre', { hasText: 'beter gescand' }).waitFor();
      await page.keyboard.press('Escape');
      await picture(page, 'documents-attached');
      await goTo(page, `/dossier/${dossier}/contact`);
      await page
        .getByRole('button', { name: /Intake/ })
        .first()
        .press('Enter');
      chosen.splice(0, 1, file('bijlage.txt', 'meegebracht'));
      await page.getByRole('button', { name: 'Bestand toevoegen' }).press('Enter');
      await page.getByRole('button', { name: 'bijlage.txt', exact: true }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      const { document } = (await window.ask('dossier.open', { dossier })).rows;
      expect(document.find(({ name }) => name === 'bijlage.txt')?.about).toMatch(/^contactMoment\//);
      // One Ctrl+Z takes back the file, and with it where it belonged.
      await page.keyboard.press('Control+z');
      await soon(() => names(window, dossier)).toEqual(['diploma.txt', 'los.txt', 'diploma scan.txt']);
    },
    SLOW,
  );

  it(
    'that does not open any more says so, with what to do',
    async () => {
      const chosen = [file('een.txt', 'een'.repeat(100)), file('twee.txt', 'twee')];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      await row(page, 'twee.txt').waitFor();
      const folder = join(window.profile, 'caseload', 'documents', dossier);
      const [first] = (await window.ask('documents.list', { dossier })).map((each) => each.row);
      writeFileSync(join(folder, first ?? ''), randomBytes(readFileSync(join(folder, first ?? '')).length));
      await page.getByRole('button', { name: 'een.txt openen' }).click();
      await page.getByRole('dialog').getByText('Dit document opent niet meer').waitFor();
      await page.keyboard.press('Escape');
      await row(page, 'een.txt').getByText('beschadigd').waitFor();
      await page.getByRole('button', { name: 'twee.txt openen' }).click();
      await page.getByRole('dialog').locator('pre', { hasText: 'twee' }).waitFor();
    },
    SLOW,
  );
});

describe('documents that are more than a picture or a text', () => {
  it(
    'PDF: its pages, larger and smaller, behind a password, and damaged',
    async () => {
      const pages = Array.from({ length: 40 }, (_, index) => `Bladzijde ${index + 1} van een verzonnen verslag`);
      const chosen = [
        file('verslag.pdf', pdfOf(pages)),
        file('slot.pdf', pdfOf(['Achter slot'], 'sesam')),
        file('stuk.pdf', randomBytes(3_000)),
      ];
      const { page } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      await row(page, 'stuk.pdf').waitFor();
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'verslag.pdf openen' }).press('Enter');
      await dialog.getByText('Bladzijde 1 van een verzonnen verslag').waitFor();
      await dialog.getByText('Pagina 1 van 40').waitFor();
      await picture(page, 'documents-pdf');
      expect(await accessibilityProblems(page)).toEqual([]);
      // Only what is near is drawn, and what is left behind is forgotten.
      const drawn = () =>
        dialog
          .locator('canvas')
          .evaluateAll((all) => all.filter((each) => (each as HTMLCanvasElement).width > 0).length);
      expect(await drawn()).toBeLessThan(6);
      await dialog.locator('[data-page="40"]').evaluate((last) => last.scrollIntoView());
      await dialog.getByText('Bladzijde 40 van een verzonnen verslag').waitFor();
      await soon(drawn).toBeLessThan(6);
      await soon(() => dialog.getByRole('status').first().textContent()).toBe('Pagina 40 van 40');
      await dialog.locator('[data-pdf]').focus();
      await page.keyboard.press('+');
      await dialog.getByRole('button', { name: '125%' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'slot.pdf openen' }).press('Enter');
      await dialog.getByLabel('Wachtwoord van dit bestand').fill('mis');
      await page.keyboard.press('Enter');
      await dialog.getByText('Dat is niet het wachtwoord').waitFor();
      await picture(page, 'documents-pdf-password');
      await dialog.getByLabel('Wachtwoord van dit bestand').fill('sesam');
      await page.keyboard.press('Enter');
      await dialog.getByText('Achter slot').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'stuk.pdf openen' }).press('Enter');
      await dialog.getByText('Dit PDF-bestand is beschadigd').waitFor();
    },
    SLOW,
  );

  it(
    'Word by its text, and the search box leads from a word in a document to it',
    async () => {
      const chosen = [
        file('brief.docx', await docxOf(['Geachte heer Verzonnen,', 'Ik solliciteer als kwartiermaker.'])),
        file('diploma.pdf', pdfOf(['Heftruckcertificaat'])),
      ];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      await row(page, 'diploma.pdf').waitFor();
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'brief.docx openen' }).press('Enter');
      await dialog.getByText('Ik solliciteer als kwartiermaker.').waitFor();
      await picture(page, 'documents-word');
      await page.keyboard.press('Escape');
      await soon(async () => (await window.ask('search.find', { words: 'heftruck', limit: 5 })).hits.length).toBe(1);
      await goTo(page, `/dossier/${dossier}/overview`);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('heftruckcert');
      await page.getByRole('option').getByText('In een document').waitFor();
      await picture(page, 'documents-found');
      await page.keyboard.press('Enter');
      await page
        .locator('[data-documents] [data-wanted]')
        .getByRole('button', { name: 'diploma.pdf openen' })
        .waitFor();
    },
    SLOW,
  );

  it(
    'sound is played from any place without coming whole, a photo is turned and loses its place, a huge one is not drawn',
    async () => {
      const chosen = [
        file('gesprek.wav', wavOf(3_600)),
        file('scheef.png', PICTURE),
        file('reus.png', hugePng(20_000, 10_000)),
        file('leeg.pdf', ''),
      ];
      const { window, page, dossier } = await openDossier({ chosenFiles: () => chosen });
      await add(page);
      await row(page, 'leeg.pdf').waitFor();
      const dialog = page.getByRole('dialog');
      let stretches = 0;
      page.on('response', (response) => void (stretches += response.url().includes('/media/') ? 1 : 0));
      await page.getByRole('button', { name: 'gesprek.wav openen' }).press('Enter');
      const audio = dialog.locator('audio');
      await soon(() => audio.evaluate((each: HTMLAudioElement) => Math.round(each.duration))).toBe(3_600);
      await audio.evaluate((each: HTMLAudioElement) => {
        each.currentTime = 3_000;
      });
      await soon(() => audio.evaluate((each: HTMLAudioElement) => each.seeking)).toBe(false);
      expect(await audio.evaluate((each: HTMLAudioElement) => each.currentTime)).toBe(3_000);
      // 28 MB in pieces of one: an hour of talk is not fetched to hear its last minutes.
      expect(stretches).toBeLessThan(25);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'scheef.png openen' }).press('Enter');
      await dialog.getByRole('button', { name: 'Draaien' }).press('Enter');
      await dialog.locator('[data-turned="1"] img').waitFor();
      await soon(async () => (await window.ask('dossier.open', { dossier })).rows.document[1]?.turned).toBe(1);
      await picture(page, 'documents-turned');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'reus.png openen' }).press('Enter');
      await dialog.getByText('te groot om te tonen: 200 megapixels').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'leeg.pdf openen' }).press('Enter');
      await dialog.getByText('Dit bestand is leeg').waitFor();
    },
    SLOW,
  );
});

describe('documents that come in by themselves', () => {
  it(
    'from the folder of the scanner, and out of it when they are in the dossier',
    async () => {
      const scans = join(outside, 'scans');
      mkdirSync(scans);
      const { window, page, dossier } = await openDossier({ chosenFolder: () => scans });
      await goTo(page, '/settings/data');
      await page.getByRole('button', { name: 'Map kiezen…' }).press('Enter');
      await page.getByRole('button', { name: 'Niet meer kijken' }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      writeFileSync(join(scans, 'scan 7.pdf'), pdfOf(['Gescand diploma']));
      await goTo(page, `/dossier/${dossier}/documents`);
      await page.locator('[data-scans]').waitFor();
      await picture(page, 'documents-scans');
      expect(await accessibilityProblems(page)).toEqual([]);
      // Nothing leaves the folder that nobody asked to.
      await page.getByRole('checkbox', { name: 'daarna uit de scanmap halen' }).check();
      await page.getByRole('button', { name: 'scan 7.pdf in dit dossier zetten' }).press('Enter');
      await row(page, 'scan 7.pdf').waitFor();
      await soon(() => readdirSync(scans)).toEqual([]);
      await page.locator('[data-scans]').waitFor({ state: 'detached' });
      // What was looked at has a small picture from then on.
      await page.getByRole('button', { name: 'scan 7.pdf openen' }).press('Enter');
      await page.getByRole('dialog').getByText('Gescand diploma').waitFor();
      await page.keyboard.press('Escape');
      await row(page, 'scan 7.pdf').locator('img').waitFor();
      await picture(page, 'documents-thumbnail');
      expect(await names(window, dossier)).toEqual(['scan 7.pdf']);
    },
    SLOW,
  );

  it(
    'from the camera; and without one it is said what to do',
    async () => {
      const { window, page, dossier } = await openDossier();
      await page.getByRole('button', { name: 'Foto maken' }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog
        .getByRole('alert')
        .filter({ hasText: /camera/ })
        .waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      // A picture that moves, in the place of a device: what the browser gives is what the screen works with.
      await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 640;
        canvas.height = 480;
        const context = canvas.getContext('2d');
        setInterval(() => context?.fillRect(Math.random() * 600, 10, 20, 20), 50);
        navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
      });
      await page.getByRole('button', { name: 'Foto maken' }).press('Enter');
      await dialog.getByRole('button', { name: 'Maak de foto' }).click();
      await dialog.getByRole('img', { name: 'De foto die je maakte' }).waitFor();
      await dialog.getByRole('button', { name: 'Toevoegen' }).press('Enter');
      await row(page, 'Foto.jpg').waitFor();
      expect((await window.ask('dossier.open', { dossier })).rows.document[0]?.mediaType).toBe('image/jpeg');
    },
    SLOW,
  );
});

describe('documents between two laptops', () => {
  it(
    'say where they are, are fetched when asked for, and kept when taken along',
    async () => {
      const places = databases('SQLite');
      const office = await openOffice(await places.fresh());
      try {
        const chosen = [file('cv.txt', 'Twintig jaar ervaring.'), file('film.bin', randomBytes(2_000_000))];
        const anna = await openDossier({ chosenFiles: () => chosen });
        const bram = await openDossier();
        const { store, world } = office.server.context;
        const hand = atTheMachine(office.organisation);
        const people: string[] = [];
        for (const [{ window }, name] of [
          [anna, 'Anna Verzonnen'],
          [bram, 'Bram Verzonnen'],
        ] as const) {
          const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
          const invited = await invite(store, world, hand, id);
          if (!invited.ok) throw new Error(invited.error.type);
          people.push(id);
          await window.ask('sync.connect', { address: office.server.url, code: invited.value.code, name });
        }
        await add(anna.page);
        await row(anna.page, 'film.bin').getByText('hier en op kantoor').waitFor();
        await giveGrant(store, world, hand, { dossier: anna.dossier, to: { person: people[1] ?? '' } });
        await bram.window.ask('sync.now', null);
        await soon(async () => (await bram.window.ask('caseload.summary', null)).candidates).toBe(2);
        await goTo(bram.page, `/dossier/${anna.dossier}/documents`);
        await row(bram.page, 'cv.txt').getByText('op kantoor', { exact: true }).waitFor();
        await picture(bram.page, 'documents-office');
        expect(await accessibilityProblems(bram.page)).toEqual([]);
        await bram.page.getByRole('button', { name: 'cv.txt ophalen van kantoor' }).click();
        await bram.page.getByRole('button', { name: 'cv.txt openen' }).click();
        await bram.page.getByRole('dialog').getByText('Twintig jaar ervaring.').waitFor();
        await bram.page.keyboard.press('Escape');
        await bram.page.getByRole('button', { name: 'Alles meenemen' }).click();
        await row(bram.page, 'film.bin').getByText('hier en op kantoor').waitFor();
        await row(bram.page, 'film.bin').getByText('blijft op deze laptop').waitFor();
        // Without the office: what is added waits here, and the side of the window says so.
        await anna.window.ask('sync.pause', { paused: true });
        chosen.splice(0, 2, file('laat.txt', 'na sluitingstijd'));
        await add(anna.page);
        await row(anna.page, 'laat.txt').getByText('alleen op deze laptop').waitFor();
        await anna.page
          .getByText(/en 1 document alleen op deze laptop/)
          .first()
          .waitFor();
        await goTo(anna.page, '/settings/office');
        await anna.page.getByText('Nog niet op kantoor').waitFor();
        expect(await accessibilityProblems(anna.page)).toEqual([]);
        await picture(anna.page, 'documents-settings', { fullPage: true });
        await anna.window.ask('sync.pause', { paused: false });
        await goTo(anna.page, `/dossier/${anna.dossier}/documents`);
        await row(anna.page, 'laat.txt').getByText('hier en op kantoor').waitFor();
      } finally {
        for (const window of windows.splice(0)) await window.close();
        await office.close();
        await places.close();
      }
    },
    SLOW,
  );
});

describe.each([
  ['nl', 'light', 1280, 800, 1],
  ['en', 'dark', 1280, 800, 1],
  ['nl', 'dark', 640, 400, 2],
  ['en', 'light', 640, 400, 2],
] as const)('the tab in %s, %s, %i×%i at %i', (language, theme, width, height, scale) => {
  it(
    'has nothing against WCAG 2.2 AA and nothing that runs out of the window',
    async () => {
      const chosen = [
        file('cv Noor Quispelbeek, zorg en welzijn, versie voor de gemeente.pdf', randomBytes(82_000)),
        file('foto.png', PICTURE),
        file('gesprek.mp3', randomBytes(1_300_000)),
      ];
      const { window, page, dossier } = await openDossier(
        { theme, width, height, scale, chosenFiles: () => chosen },
        language,
      );
      const look = async (name: string) => {
        await picture(page, `documents-${name}-${language}-${theme}-${width}`);
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      };
      await look('empty');
      await add(page);
      await row(page, 'gesprek.mp3').waitFor();
      const [first] = (await window.ask('dossier.open', { dossier })).rows.document;
      await window.ask('dossier.edit', {
        dossier,
        concept: 'document',
        row: first?.id ?? '',
        fields: { confidential: 'yes', note: 'Gekregen bij de intake.', date: '2026-10' },
      });
      await page.getByText('Gekregen bij de intake.').waitFor();
      await page.waitForTimeout(200);
      await look('list');
      await page
        .locator('[data-documents] li')
        .nth(1)
        .getByRole('button')
        .filter({ hasText: /Openen|Open/ })
        .click();
      await page.getByRole('dialog').locator('img').waitFor();
      await look('picture');
    },
    SLOW,
  );
});
