/**
 * Handing over on the real desktop: what is seen is what is saved, nobody gets what is not theirs, and the log knows. PDFs
 * are printed for real; their text is read back with pdftotext.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { optionLabel } from '../../core/domain/words/words.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { mayReceive, RECIPIENTS, type Recipient } from '../../core/register/register.ts';
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

const poppler = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' });
const soon = soonWithin(15_000);
const SLOW = 90_000;

type Row = Record<string, unknown>;
/** Every row of a dossier with the concept it is of. */
const rowsOf = (dossier: Dossier): [ConceptName, Row][] => [
  ['candidate', dossier.candidate],
  ...(dossier.availability ? [['availability', dossier.availability] as [ConceptName, Row]] : []),
  ...Object.entries(dossier.rows).flatMap(([concept, rows]) =>
    (rows as readonly object[] as Row[]).map((row): [ConceptName, Row] => [concept as ConceptName, row]),
  ),
];

/** What would betray that this recipient got more than the register lets them have. */
function withheldWords(dossier: Dossier, recipient: Recipient): string[] {
  // The day of today stands on every paper, whatever else was on it.
  const allowed = [localDay(Date.now())];
  const withheld = new Set<string>();
  for (const [concept, row] of rowsOf(dossier)) {
    for (const [field, value] of Object.entries(row)) {
      const known = conceptOf(concept).fields[field];
      if (!known || typeof value !== 'string' || value.length < 5) continue;
      const words = known.kind === 'code' ? optionLabel('nl', concept, field, value) : value;
      if (mayReceive(recipient, concept, field)) allowed.push(words);
      // Of codes only those that say something by themselves: "goed" is in any text.
      else if (known.kind !== 'code' || concept === 'scheme') withheld.add(words);
    }
  }
  return [...withheld].filter((words) => !allowed.some((each) => each.includes(words)));
}

/** The demo caseload, at handing over the dossier from which most is withheld. */
async function openHandover(options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ printPdf: printer.print, ...options, demo: language });
  const { page } = window;
  const { lines } = await window.ask('candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 40,
  });
  let found: { id: string; dossier: Dossier } | null = null;
  let most = -1;
  for (const { id } of lines) {
    const dossier = await read(window, id);
    const count = dossier.rows.scheme.length > 0 ? withheldWords(dossier, 'employer').length : 0;
    if (count > most) [found, most] = [{ id, dossier }, count];
  }
  if (!found || most < 3) throw new Error('the demo caseload has nobody with something to withhold');
  const { id, dossier } = found;
  await page.getByRole('navigation').first().waitFor();
  await goTo(page, `/handover/${id}`);
  await page.locator('[data-handover] iframe').waitFor();
  return { window, page, id, dossier };
}

const choose = (page: Page, value: string) => page.locator(`[data-handover] input[value="${value}"]`).check();
const fresh = async (page: Page) => {
  await soon(() => page.locator('[data-handover] section[aria-busy="false"]').count()).toBe(1);
};
const pageText = (page: Page) => page.frameLocator('[data-handover] iframe').locator('body').innerText();
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    return at?.value || at?.textContent?.trim() || at?.tagName || '';
  });
const handovers = async (window: WindowUnderTest, id: string) => {
  const { entries } = await window.ask('audit.list', { dossier: id, offset: 0, limit: 200 });
  return entries.filter(({ action }) => action === 'handover');
};

describe('handing over', () => {
  it(
    'does not put the name of one recipient on what is for another',
    async () => {
      const { window, page, id } = await openHandover();
      const name = page.getByLabel('Naam van de ontvanger');
      await choose(page, 'employer');
      await name.fill('Bakkerij Bedacht');
      await choose(page, 'vum');
      await choose(page, 'pdf');
      expect(await name.inputValue()).toBe('Bakkerij Bedacht');
      await choose(page, 'uwv');
      expect(await name.inputValue()).toBe('');
      await fresh(page);
      expect(await pageText(page)).not.toContain('Bakkerij Bedacht');
      await choose(page, 'employer');
      expect(await name.inputValue()).toBe('Bakkerij Bedacht');
      // For whom it is comes back after a lock, until it is saved: the next employer is another.
      await name.press('End');
      await page.keyboard.type(' en Zoon');
      await page.keyboard.press('Control+l');
      await page.getByRole('button', { name: 'Verder oefenen' }).press('Enter');
      await soon(() => name.inputValue()).toBe('Bakkerij Bedacht en Zoon');
      // Under the dossier, with which it goes from this laptop.
      expect((await window.ask('drafts.list', { prefix: `${id}/` })).map(({ key }) => key)).toEqual([`${id}/handover`]);
      await fresh(page);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-saved]').waitFor({ timeout: 60_000 });
      await page.reload();
      await soon(() => name.inputValue()).toBe('');
      await choose(page, 'employer');
      expect(await name.inputValue()).toBe('');
      expect(await window.ask('drafts.list', { prefix: `${id}/` })).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'shows each recipient nothing of what the register withholds, and names what that is',
    async () => {
      const { window, page, dossier } = await openHandover();
      for (const recipient of RECIPIENTS) {
        await choose(page, recipient);
        const withheld = withheldWords(dossier, recipient);
        for (const format of ['pdf', 'jsonResume', 'vum']) {
          await choose(page, format);
          await fresh(page);
          const text =
            format === 'pdf'
              ? await pageText(page)
              : await page.locator('[data-file]').evaluate((file) => file.textContent);
          expect(text.length).toBeGreaterThan(200);
          expect(withheld.filter((words) => text.includes(words))).toEqual([]);
        }
        const aside = page.getByRole('complementary');
        const sensitive = await aside.locator('[data-left-out] [data-sensitive]').allTextContents();
        if (recipient === 'employer') {
          expect(sensitive.some((words) => words.includes('Regelingen') && words.includes('gevoelig'))).toBe(true);
        }
        if (recipient === 'candidate') expect(await aside.textContent()).toContain('Alles mag mee');
      }
      await window.close();
    },
    SLOW,
  );

  it(
    'saves the page that is seen: the same words in the PDF, its pages and mark on the screen, a line in the log',
    async () => {
      const { window, page, id, dossier } = await openHandover();
      await choose(page, 'employer');
      await page.getByLabel('Naam van de ontvanger').fill('Bakkerij De Verzonnen Korst');
      await soon(() => pageText(page)).toContain('Bakkerij De Verzonnen Korst');
      await fresh(page);
      const seen = await pageText(page);
      await page.getByRole('button', { name: 'Bewaren' }).click();
      const saved = page.locator('[data-saved]');
      await saved.waitFor({ timeout: 30_000 });

      const { fileName, path } = await savedFile(page, window);
      const bytes = readFileSync(path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const words = (await saved.textContent()) ?? '';
      expect(words).toContain(fileName);
      expect(words).toMatch(/Nagekeken: \d+ bladzijde/);
      expect(words).toContain(sha256.slice(0, 12));

      const printed = poppler('pdftotext', path, '-');
      const inPdf = new Set(wordsIn(printed));
      // A long address may be broken over two lines on paper.
      const missing = wordsIn(seen).filter((word) => word.length <= 16 && !inPdf.has(word));
      expect(missing).toEqual([]);
      expect(withheldWords(dossier, 'employer').filter((each) => printed.includes(each))).toEqual([]);

      const [line] = await handovers(window, id);
      expect(line?.detail).toContain(sha256);
      expect(line?.detail).toContain('employer');
      expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-saved'))).toBe(true);
      await window.close();
    },
    SLOW,
  );

  it(
    'is done by keyboard only, and data are saved byte for byte as seen',
    async () => {
      const { window, page, id } = await openHandover();
      const tabTo = async (words: string) => {
        for (let i = 0; i < 12 && (await focused(page)) !== words; i++) await page.keyboard.press('Tab');
        await soon(() => focused(page)).toBe(words);
      };
      await page.locator('#content').focus();
      await tabTo('candidate');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await soon(() => focused(page)).toBe('employer');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Loods Nergenshuizen');
      await page.keyboard.press('Tab');
      await soon(() => focused(page)).toBe('pdf');
      await page.keyboard.press('ArrowRight');
      for (const format of ['jsonResume', 'vum']) {
        await page.keyboard.press('ArrowRight');
        await soon(() => focused(page)).toBe(format);
        await fresh(page);
        const seen = await page.locator('[data-file]').evaluate((file) => file.textContent);
        await page.keyboard.press('Control+Enter');
        await page.locator('[data-saved]').waitFor();
        await soon(() => page.evaluate(() => document.activeElement?.hasAttribute('data-saved'))).toBe(true);
        const { path } = await savedFile(page, window);
        expect(readFileSync(path, 'utf8')).toBe(seen);
        await page.keyboard.press('Tab');
        await soon(() => focused(page)).toBe('Nog een');
        await page.keyboard.press('Enter');
        await soon(() => focused(page)).toBe('employer');
        expect(await page.locator('[data-saved]').count()).toBe(0);
        await tabTo(format);
      }
      expect(await handovers(window, id)).toHaveLength(2);
      await page.keyboard.press('Tab');
      await soon(() => focused(page)).toBe('nl');
      await page.keyboard.press('Tab');
      await soon(() => focused(page)).toContain('Bewaren');
      await window.close();
    },
    SLOW,
  );

  it(
    'says what to do when the file can not be written, and that nothing was saved when no place was chosen',
    async () => {
      let place: string | null = '/nergens/deze map is er niet/dossier.json';
      const { window, page, id } = await openHandover({ savePath: () => place });
      await choose(page, 'vum');
      await fresh(page);
      await page.keyboard.press('Control+Enter');
      await soon(() => page.getByRole('alert').textContent()).toContain('Kies een andere map');
      place = null;
      await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
      await page.getByText('Je koos geen plaats').last().waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await handovers(window, id)).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  for (const [theme, language] of [
    ['light', 'nl'],
    ['dark', 'en'],
  ] as const) {
    it(
      `can be read by everybody: axe finds nothing (${theme}, ${language}), and at 200% all of it is in one column`,
      async () => {
        const { window, page } = await openHandover({ theme }, language);
        await choose(page, 'employer');
        await fresh(page);
        expect(await accessibilityProblems(page)).toEqual([]);
        await choose(page, 'vum');
        await fresh(page);
        await page.keyboard.press('Control+Enter');
        await page.locator('[data-saved]').waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);

        await page.setViewportSize({ width: 640, height: 400 });
        await choose(page, 'pdf');
        await fresh(page);
        const overflow = await page
          .locator('#content')
          .evaluate((content) => content.scrollWidth - content.clientWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        const preview = await page.locator('[data-handover] section').boundingBox();
        const aside = await page.getByRole('complementary').boundingBox();
        expect(aside!.y).toBeGreaterThanOrEqual(preview!.y + preview!.height);
        expect(await accessibilityProblems(page)).toEqual([]);
        await window.close();
      },
      SLOW,
    );
  }
});

/** The harness saves in the profile, under the name that was proposed. */
describe('a zip with a password', () => {
  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'asks for a password and which documents, and is read back by another program: $language, $theme, $width×$height',
    async ({ language, ...options }) => {
      const { window, page, id } = await openHandover(options, language);
      const bytes = new TextEncoder().encode('Een getuigschrift, bedacht voor een proef.');
      for (const name of ['Getuigschrift.txt', 'Rapport arts.txt']) {
        const offered = await window.ask('documents.offer', { dossier: id, name, bytes: bytes.length });
        await window.ask('documents.piece', { ...offered, bytes });
        const { row } = await window.ask('documents.add', { dossier: id, ...offered, job: 'add' });
        if (name.startsWith('Rapport'))
          await window.ask('dossier.edit', { dossier: id, concept: 'document', row, fields: { confidential: 'yes' } });
      }
      await choose(page, 'zip');
      const zip = page.locator('[data-zip]');
      await zip.getByLabel('Getuigschrift.txt').waitFor();
      // Nothing goes along by itself.
      expect(await zip.locator('input[type="checkbox"]:checked').count()).toBe(0);
      // Without a password nothing is made, and it says so where the password goes.
      await fresh(page);
      await page.keyboard.press('Control+Enter');
      await soon(() => zip.locator('[aria-invalid="true"]').count()).toBe(1);
      await zip
        .getByRole('button', { name: language === 'nl' ? 'Laat een wachtwoord maken' : 'Let a password be made' })
        .press('Enter');
      const password = (await zip.locator('[data-made-password]').textContent()) ?? '';
      expect(password.length).toBeGreaterThan(20);
      await zip.getByLabel('Getuigschrift.txt').check();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await picture(page, `zip-${language}`);
      // Another recipient: what was ticked for one is not ticked for the other.
      await choose(page, 'employer');
      expect(await zip.locator('input[type="checkbox"]:checked').count()).toBe(0);
      await choose(page, 'candidate');
      await fresh(page);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-saved]').waitFor({ timeout: 60_000 });
      const { path, fileName } = await savedFile(page, window);
      expect(fileName).toBe('dossier.zip');
      await picture(page, `zip-saved-${language}`);
      const out = execFileSync(
        '7za',
        ['x', '-so', `-p${password}`, path, language === 'nl' ? 'inhoud.txt' : 'contents.txt'],
        { encoding: 'utf8' },
      );
      expect(out).toContain('Getuigschrift.txt');
      expect(out).not.toContain('Rapport arts');
      expect(await handovers(window, id)).toHaveLength(1);
      await window.close();
    },
    SLOW,
  );
});

async function savedFile(page: Page, window: WindowUnderTest): Promise<{ fileName: string; path: string }> {
  const words = await page.locator('[data-saved] b').textContent();
  const fileName = (words ?? '').replace(/^(?:Bewaard|Saved): /, '');
  return { fileName, path: join(window.profile, fileName) };
}
