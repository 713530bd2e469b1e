/** Letters on the real desktop: filled in from the dossier, seen before they are made, kept, and one letter to many. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun, Textbox } from 'docx';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { readWord } from '../../electron/exchange/check/read-word.ts';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);
const SLOW = 180_000;

/** A letter of an organisation as its Word makes it: a header, a table, a text box, and fields that Word has cut up. */
const wordLetter = (language: 'nl' | 'en', more: readonly string[] = []): Promise<Uint8Array> => {
  const field = (nl: string, en: string): string => `{{${language === 'nl' ? nl : en}}}`;
  const cut = field('kandidaat.voornaam', 'candidate.first-name');
  return Packer.toBuffer(
    new Document({
      creator: 'Iemand Verzonnen',
      sections: [
        {
          headers: {
            default: new Header({ children: [new Paragraph(`Gemeente Reigerveen, ${field('vandaag', 'today')}`)] }),
          },
          children: [
            new Table({
              rows: [
                new TableRow({
                  children: [
                    new TableCell({ children: [new Paragraph(field('kandidaat.adres', 'candidate.address'))] }),
                  ],
                }),
              ],
            }),
            new Paragraph({
              children: [
                new TextRun('Beste '),
                new TextRun({ text: cut.slice(0, 6), bold: true }),
                new TextRun({ text: cut.slice(6), italics: true }),
                new TextRun(','),
              ],
            }),
            new Paragraph('We horen graag van je.'),
            new Textbox({
              children: [new Paragraph(field('adviseur.naam', 'adviser.name'))],
              style: { width: '200pt', height: 'auto' },
            }),
            ...more.map((line) => new Paragraph(line)),
          ],
        },
      ],
    }),
  );
};
const dropWord = async (page: Page, name: string, bytes: Uint8Array): Promise<void> => {
  const given = await page.evaluateHandle(
    ({ called, content }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(content)], called));
      return transfer;
    },
    { called: name, content: [...bytes] },
  );
  await page.dispatchEvent('[data-word-templates]', 'drop', { dataTransfer: given });
};
const soon = soonWithin(15_000);

describe('a letter', () => {
  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'is filled in, says what is missing, is made and kept as one deed that one undo takes back: $language, $theme, $width×$height',
    async ({ language, ...options }) => {
      const window = await openWindow({ ...options, demo: language });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: {
          givenName: 'Noor',
          surname: 'Bedacht',
          street: 'Nergensstraat',
          houseNumber: '7',
          place: 'Reigerveen',
        },
      });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, `/letter/${id}`);
      const frame = page.frameLocator('[data-letter] iframe');
      await soon(() => frame.locator('body').innerText()).toContain('Noor Bedacht');
      // No appointment yet: said by name, and not made.
      const missing = page.locator('[data-missing]');
      await soon(() => missing.textContent()).toContain(language === 'nl' ? 'afspraak.datum' : 'appointment.date');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor();
      expect((await window.ask('documents.list', { dossier: id })).length).toBe(0);

      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'appointment',
        fields: { date: '2031-03-05', time: '10:30', place: 'Stadhuis, kamer 4', state: 'planned' },
      });
      await soon(() => missing.count()).toBe(0);
      await soon(() => frame.locator('body').innerText()).toContain('Stadhuis, kamer 4');
      expect(await frame.locator('body').innerText()).toContain(language === 'nl' ? '5 maart 2031' : '5 March 2031');
      await page.getByLabel(language === 'nl' ? 'Met een contactmoment' : 'With a contact moment').check();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await picture(page, `letter-${language}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-made]').waitFor({ timeout: 30_000 });
      await picture(page, `letter-made-${language}`);
      const file = join(window.profile, language === 'nl' ? 'Brief Noor Bedacht.docx' : 'Letter Noor Bedacht.docx');
      const word = await readWord(new Uint8Array(readFileSync(file)));
      expect(word?.hidden).toEqual([]);
      expect(word?.text).toContain('Stadhuis, kamer 4');
      const { rows } = await window.ask('dossier.open', { dossier: id });
      expect(rows.document).toMatchObject([{ kind: 'letter', about: `contactMoment/${rows.contactMoment[0]?.id}` }]);
      await window.ask('history.undo', null);
      const after = await window.ask('dossier.open', { dossier: id });
      expect([after.rows.document.length, after.rows.contactMoment.length]).toEqual([0, 0]);
      await window.close();
    },
    SLOW,
  );

  it(
    'to an employer has no field that the register withholds, and is not saved when it was typed in all the same',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: { givenName: 'Noor', surname: 'Bedacht', street: 'Nergensstraatje', houseNumber: '7' },
      });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, `/letter/${id}`);
      await page.getByLabel('Voor wie is het?').selectOption('employer');
      await page.getByLabel('Onderwerp').fill('Kennismaken');
      await page.getByLabel('Tekst').fill('Adres: {{kandidaat.adres}}');
      await soon(() => page.locator('[data-missing]').textContent()).toContain('mag dit niet hebben: kandidaat.adres');
      await page.getByLabel('Tekst').fill('Zij woont in de Nergensstraatje 7.');
      await soon(() => page.frameLocator('[data-letter] iframe').locator('body').innerText()).toContain('Zij woont');
      await page.keyboard.press('Control+Enter');
      await soon(() => page.getByRole('alert').innerText()).toContain('iets over adres en contact');
      expect(existsSync(join(window.profile, 'Brief Noor Bedacht.docx'))).toBe(false);
      // What was typed is there after a lock that came right behind the last key.
      await page.getByLabel('Tekst').focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' Tot morgen.');
      await page.keyboard.press('Control+l');
      await page.getByRole('button', { name: 'Verder oefenen' }).press('Enter');
      await soon(() => page.getByLabel('Tekst').inputValue()).toBe('Zij woont in de Nergensstraatje 7. Tot morgen.');
      // Under the dossier, with which it goes from this laptop.
      expect((await window.ask('drafts.list', { prefix: `${id}/` })).map(({ key }) => key)).toEqual([`${id}/letter`]);
      await window.close();
    },
    SLOW,
  );

  it(
    'goes to everybody who is picked, a file for each, and says for whom there is none and why',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { lines } = await window.ask('candidates.list', {
        filter: {},
        sort: { column: 'name', descending: false },
        offset: 0,
        limit: 8,
      });
      const merged = await window.ask('letters.merge', {
        dossiers: lines.map(({ id }) => id),
        language: 'nl',
        subject: 'Voor {{kandidaat.naam}}',
        text: 'Beste {{kandidaat.naam}},\n\nTot ziens.',
        form: 'zip',
        keep: false,
        job: 'merge',
      });
      expect([merged.made + merged.failed.length, merged.made > 0]).toEqual([8, true]);
      for (const { why, fields } of merged.failed) expect([why, fields]).toEqual(['empty', ['kandidaat.naam']]);
      const zip = join(window.profile, 'Brieven.zip');
      expect(execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n')).toEqual(
        Array.from({ length: merged.made }, (_, at) => `brief-00${at + 1}.docx`),
      );
      for (const { id } of lines.filter((line) => !merged.failed.some(({ dossier }) => dossier === line.id))) {
        const { entries } = await window.ask('audit.list', { dossier: id, offset: 0, limit: 5 });
        expect(entries.filter(({ action }) => action === 'letter')).toHaveLength(1);
      }
      await window.close();
    },
    SLOW,
  );
});

describe('a letter on a Word file of the organisation', () => {
  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'is chosen, looked at, kept, filled in and saved, and does not have what its recipient may not have: $language, $theme, $width×$height',
    async ({ language, ...options }) => {
      const nl = language === 'nl';
      const folder = mkdtempSync(join(tmpdir(), 'word-'));
      const file = join(folder, 'Onze brief.docx');
      const window = await openWindow({ ...options, demo: language, chosenFiles: () => [file] });
      const { page } = window;
      const { dossier: id } = await window.ask('candidates.add', {
        fields: {
          givenName: 'Noor',
          surname: 'Bedacht',
          street: 'Nergensstraatje',
          houseNumber: '7',
          place: 'Reigerveen',
        },
      });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, '/settings/templates');
      const room = page.locator('[data-word-templates]');
      await room.waitFor();
      await picture(page, `word-none-${language}`);
      await room.locator('summary').click();
      await soon(() => room.innerText()).toContain(nl ? '{{afspraak.datum}}' : '{{appointment.date}}');
      expect(await accessibilityProblems(page)).toEqual([]);
      await room.locator('summary').scrollIntoViewIfNeeded();
      await picture(page, `word-how-${language}`);
      await room.locator('summary').click();

      // One that can not be a template: said, with what to do.
      await dropWord(page, 'oud.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
      await soon(() => room.getByRole('alert').innerText()).toContain('.docx');
      await picture(page, `word-refused-${language}`);
      // A field that is none: named, with what was meant, and not to be kept.
      await dropWord(
        page,
        'Onze brief.docx',
        await wordLetter(language, [nl ? '{{kandidaat.voornam}}' : '{{candidate.first-nam}}']),
      );
      const looked = page.locator('[data-looked]');
      await soon(() => looked.innerText()).toContain(
        nl ? 'bedoel je kandidaat.voornaam?' : 'do you mean candidate.first-name?',
      );
      expect(await looked.getByRole('button').count()).toBe(1);
      expect(await accessibilityProblems(page)).toEqual([]);
      await looked.scrollIntoViewIfNeeded();
      await picture(page, `word-unknown-${language}`);

      writeFileSync(file, await wordLetter(language));
      await page.getByRole('button', { name: nl ? 'Word-bestand kiezen' : 'Choose a Word file' }).click();
      await looked.getByRole('button', { name: nl ? 'Bewaar als sjabloon' : 'Keep as a template' }).waitFor();
      expect(await looked.innerText()).toContain(nl ? '4 velden gevonden' : '4 fields found');
      expect(await looked.innerText()).toContain(nl ? 'wie het bestand maakte' : 'who made the file');
      expect(await looked.innerText()).toMatch(
        nl ? /werkgever blijft dit weg: kandidaat.adres/ : /employer leaves this out: candidate.address/,
      );
      await picture(page, `word-looked-${language}`);
      await looked.getByLabel(nl ? 'Naam van het sjabloon' : 'Name of the template').fill('Welkom');
      await page.keyboard.press('Enter');
      await soon(() => room.getByRole('listitem').first().innerText()).toContain('Welkom');
      await soon(() => room.getByRole('listitem').first().innerText()).toContain(nl ? '4 velden' : '4 fields');
      await room.scrollIntoViewIfNeeded();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await picture(page, `word-kept-${language}`);

      await goTo(page, `/letter/${id}`);
      await page
        .getByLabel(nl ? 'Voorbeeldbrief' : 'Example letter', { exact: true })
        .selectOption({ label: 'Welkom' });
      const preview = page.locator('[data-word-preview]');
      await soon(() => preview.innerText()).toContain('Beste Noor,');
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `word-letter-${language}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-made]').waitFor({ timeout: 30_000 });
      const saved = join(window.profile, nl ? 'Brief Noor Bedacht.docx' : 'Letter Noor Bedacht.docx');
      const raw = execFileSync('unzip', ['-p', saved], { encoding: 'utf8' });
      for (const word of ['Noor', 'Nergensstraatje 7, Reigerveen', 'We horen graag van je.', '<w:b/>'])
        expect(raw).toContain(word);
      expect(raw).not.toMatch(/\{\{|Verzonnen/);

      // To an employer: told before, and nowhere in the file.
      await page.getByLabel(nl ? 'Voor wie is het?' : 'Who is it for?').selectOption('employer');
      await soon(() => page.locator('[data-missing]').innerText()).toContain(nl ? 'Het blijft weg' : 'It is left out');
      await picture(page, `word-employer-${language}`);
      rmSync(saved);
      await page.keyboard.press('Control+Enter');
      await soon(() => existsSync(saved)).toBe(true);
      await page.locator('[data-made]').waitFor({ timeout: 30_000 });
      const employer = execFileSync('unzip', ['-p', saved], { encoding: 'utf8' });
      expect(employer).toContain('Noor');
      expect(employer).not.toMatch(/Nergens|Reigerveen<|\{\{/);
      expect(employer).not.toContain('Nergensstraatje');
      await picture(page, `word-made-${language}`);

      // The log says to whom each went, and on what.
      await goTo(page, '/settings/security');
      const logged = page.getByRole('cell', {
        name: nl ? 'brief gemaakt · Noor Bedacht' : 'letter made · Noor Bedacht',
      });
      await logged.nth(1).waitFor();
      expect(await logged.first().innerText()).toContain(nl ? 'Een werkgever' : 'An employer');
      await soon(() => logged.first().innerText()).toContain(nl ? 'Op sjabloon: Welkom' : 'On template: Welkom');
      expect(await logged.nth(1).innerText()).toContain(nl ? 'De kandidaat zelf' : 'The candidate');
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `word-log-${language}`);

      // Called otherwise, and removed, each with its way back.
      await goTo(page, '/settings/templates');
      const does = async (name: string, what: string) => {
        const menu = nl ? `Wat je kunt doen met ${name}` : `What you can do with ${name}`;
        await page.getByRole('button', { name: menu, exact: true }).press('Enter');
        await page.getByRole('menuitem', { name: what }).waitFor();
        await picture(page, `word-menu-${language}`);
        await page.getByRole('menuitem', { name: what }).press('Enter');
      };
      await does('Welkom', nl ? 'Naam wijzigen' : 'Change the name');
      // Whoever chose that goes on typing.
      await soon(() => room.getByRole('textbox').evaluate((field) => field === document.activeElement)).toBe(true);
      await page.waitForTimeout(300);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Hartelijk welkom');
      await page.keyboard.press('Enter');
      await soon(() => room.getByRole('listitem').first().innerText()).toContain('Hartelijk welkom');
      await does('Hartelijk welkom', nl ? 'Verwijderen' : 'Remove');
      await soon(() => room.getByRole('listitem').count()).toBe(0);
      await page.keyboard.press('Control+z');
      await soon(() => room.getByRole('listitem').count()).toBe(1);
      await window.close();
      rmSync(folder, { recursive: true });
    },
    SLOW,
  );

  it(
    'goes to everybody who is picked, says for whom there is none, stops when told to, and is made with fields left out where that is asked for',
    async () => {
      const window = await openWindow({ theme: 'dark', demo: 'nl' });
      const { page } = window;
      const { dossier: without } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      const { token } = await window.ask('wordTemplates.offer', {
        name: 'Nieuwsbrief.docx',
        bytes: new Uint8Array(await wordLetter('nl', ['Tot ziens, {{kandidaat.achternaam}}'])),
      });
      await window.ask('wordTemplates.keep', { token, name: 'Nieuwsbrief', replaces: null });
      await page.getByRole('navigation').first().waitFor();
      await goTo(page, '/candidates');
      await page.getByRole('checkbox').first().click();
      await page.getByRole('button', { name: 'Brief', exact: true }).click();
      await page.getByLabel('Voorbeeldbrief', { exact: true }).selectOption({ label: 'Nieuwsbrief' });
      await page.locator('[data-word-preview]').waitFor();
      await page.getByLabel('Ook in het dossier bewaren').uncheck();
      await page.getByText('Een bestand per persoon (zip)').click();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, 'word-many-nl');
      await page.keyboard.press('Control+Enter');
      const made = page.locator('[data-made]');
      await made.waitFor({ timeout: 60_000 });
      expect(await made.innerText()).toMatch(/Verzonnen: in het dossier ontbreekt .*kandidaat\.adres/);
      await picture(page, 'word-many-failed-nl');
      const zip = join(window.profile, 'Brieven.zip');
      const inZip = (): number => execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n').length;
      const some = inZip();

      await page.getByLabel('Maak de brief ook als een veld leeg blijft').check();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Annuleren' }).click();
      await soon(() => page.getByRole('alert').innerText()).toContain('Gestopt');
      expect(inZip()).toBe(some);

      await page.keyboard.press('Control+Enter');
      await made.waitFor({ timeout: 60_000 });
      expect(await made.innerText()).toMatch(/Verzonnen: kandidaat\.adres, kandidaat\.voornaam/);
      expect(await made.innerText()).not.toContain('geen brief');
      await picture(page, 'word-many-made-nl');
      const { count } = await window.ask('caseload.summary', null).then(({ candidates }) => ({ count: candidates }));
      expect(inZip()).toBe(count);
      const { entries } = await window.ask('audit.list', { dossier: without, offset: 0, limit: 5 });
      expect(entries.filter(({ action }) => action === 'letter')).toHaveLength(1);
      await window.close();
    },
    SLOW,
  );
});
