/**
 * Access and portability in the real window: from the privacy tab and the command box, what is seen is what is saved, what is left out is nowhere in it, and the log
 * knows. PDFs are printed for real and read back with another program.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeSchema } from '../../electron/exchange/access/complete-schema.ts';
import { readZip } from '../../electron/exchange/zip.ts';
import { chromiumPrinter, type Printer } from '../../scripts/chromium/print.ts';
import { chromiumPath } from '../../scripts/machine.ts';
import {
  accessibilityProblems,
  closeBrowser,
  openWindow,
  type WindowOptions,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, picture, read, soonWithin } from '../support/window-steps.ts';

let printer: Printer;
beforeAll(() => {
  printer = chromiumPrinter(chromiumPath() ?? 'no Chromium');
});
afterAll(async () => {
  await printer.close();
  await closeBrowser();
});

const soon = soonWithin(20_000);
const SLOW = 120_000;
const NOTE = 'Zijn broer Wiebren vertelde mij dat hij weer gaat verhuizen.';

/** Somebody of the demo with a contact moment in which a brother is named, and a note apart. */
async function openDossier(options: WindowOptions, language: 'nl' | 'en') {
  const window = await openWindow({ printPdf: printer.print, ...options, demo: language });
  const { lines } = await window.ask('candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 60,
  });
  let id = '';
  for (const line of lines) {
    const dossier = await read(window, line.id);
    if (dossier.rows.scheme.length > 0 && dossier.rows.contactMoment.length > 2) {
      id = line.id;
      break;
    }
  }
  await window.ask('dossier.addRow', {
    dossier: id,
    concept: 'contactMoment',
    fields: {
      date: '2026-11-20',
      subject: 'Verhuizing',
      text: 'Wiebren kwam mee.',
      confidentialNote: NOTE,
      finished: 'yes',
    },
  });
  const bytes = new TextEncoder().encode('Een getuigschrift, bedacht voor een proef.');
  const offered = await window.ask('documents.offer', { dossier: id, name: 'Getuigschrift.txt', bytes: bytes.length });
  await window.ask('documents.piece', { ...offered, bytes });
  await window.ask('documents.add', { dossier: id, ...offered, job: 'add' });
  await window.page.getByRole('navigation').first().waitFor();
  return { window, page: window.page, id };
}

const fresh = (page: Page) => soon(() => page.locator('[data-access] section[aria-busy="false"]').count()).toBe(1);
const pageText = (page: Page) => page.frameLocator('[data-access] iframe').locator('body').innerText();
async function savedFile({ page, profile }: WindowUnderTest): Promise<Buffer> {
  await page.keyboard.press('Control+Enter');
  const saved = page.locator('[data-saved]');
  await saved.waitFor({ timeout: 60_000 });
  const name = ((await saved.locator('b').textContent()) ?? '').replace(/^[^:]*: /, '');
  return readFileSync(join(profile, name));
}

describe.each([
  { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
  { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
] as const)('access in $language, $theme, $width×$height', ({ language, ...options }) => {
  const nl = language === 'nl';
  it(
    'is given as a report, without what was left out for somebody else, and stands in the log',
    async () => {
      const { window, page, id } = await openDossier(options, language);
      await goTo(page, `/dossier/${id}/privacy`);
      await page.getByRole('button', { name: nl ? 'Inzage geven' : 'Give access' }).waitFor();
      await picture(page, `access-tab-${language}`);
      await page.getByRole('button', { name: nl ? 'Inzage geven' : 'Give access' }).click();
      await page.locator('[data-access] iframe').waitFor();
      await fresh(page);
      expect(await pageText(page)).toContain(NOTE);
      await picture(page, `access-before-${language}`);

      const note = page.locator('[data-sort="note"]');
      await note.getByRole('checkbox').first().check();
      await note.getByRole('combobox').first().selectOption('toldInConfidence');
      await page.getByLabel(nl ? 'Namen van anderen' : 'Names of others').fill('wiebren');
      await fresh(page);
      await soon(() => pageText(page)).not.toContain('Wiebren');
      const seen = await pageText(page);
      expect(seen).not.toContain(NOTE);
      expect(seen).toContain(nl ? 'in vertrouwen' : 'in confidence');
      await picture(page, `access-left-${language}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      const overflow = await page.locator('#content').evaluate((content) => content.scrollWidth - content.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);

      const bytes = await savedFile(window);
      await picture(page, `access-saved-${language}`);
      const printed = execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
      expect(printed).not.toContain('Wiebren');
      expect(printed).toContain('Autoriteit Persoonsgegevens'.slice(0, nl ? 27 : 0));
      expect(bytes.toString('latin1')).toContain('/MarkInfo');
      const { entries } = await window.ask('audit.list', { dossier: id, offset: 0, limit: 5 });
      const line = entries.find(({ action }) => action === 'access');
      expect(line?.detail).toContain(createHash('sha256').update(bytes).digest('hex'));
      expect(line?.detail).not.toContain('iebren');
      await window.close();
    },
    SLOW,
  );

  it(
    'data to take along are found in the command box, and go with the documents in one zip',
    async () => {
      const { window, page, id } = await openDossier(options, language);
      await goTo(page, `/dossier/${id}/overview`);
      await page.locator('[data-dossier]').waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type(nl ? 'gegevens meegeven' : 'give data along');
      await page
        .getByRole('option', { name: nl ? /Gegevens meegeven/ : /Give data along/ })
        .first()
        .click();
      await page.locator('[data-access="portability"] iframe').waitFor();
      await fresh(page);
      await picture(page, `portability-${language}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByLabel(nl ? 'Zonder' : 'Without', { exact: true }).check();
      const parts = await readZip(await savedFile(window), { parts: 100, bytes: 50_000_000 });
      const names = [...(parts?.keys() ?? [])];
      expect(names).toEqual(
        expect.arrayContaining(nl ? ['gegevens.pdf', 'gegevens.json', 'json-resume.json', 'vum.json'] : ['data.json']),
      );
      const text = (name: string): string => new TextDecoder().decode(parts?.get(name));
      const data = completeSchema.parse(JSON.parse(text(nl ? 'gegevens.json' : 'data.json')));
      expect(data.kind).toBe('portability');
      // What an adviser wrote apart is not taken along, and that is said.
      expect(JSON.stringify(data)).not.toContain(NOTE);
      expect(data.log).toEqual([]);
      const [document] = data.documents.filter(({ name }) => name === 'Getuigschrift.txt');
      expect(text(document?.file ?? '')).toContain('bedacht voor een proef');
      await window.close();
    },
    SLOW,
  );
});
