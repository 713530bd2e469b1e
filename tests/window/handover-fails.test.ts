/** A PDF that can not be made, for real reasons of a printer: it says so and what to do, and the log knows of nothing. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../electron/desktop.ts';
import { smallPdf } from '../support/small-pdf.ts';
import { accessibilityProblems, closeBrowser, openWindow, type WindowOptions } from '../support/window.ts';
import { goTo } from '../support/window-steps.ts';

const SLOW = 90_000;
const folder = mkdtempSync(join(tmpdir(), 'handover-fails-'));
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

async function openHandover(options: WindowOptions, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ savePath: (name) => join(folder, name), ...options, demo: language });
  const { page } = window;
  const sort = { column: 'name', descending: false } as const;
  const { lines } = await window.ask('candidates.list', { filter: {}, sort, offset: 0, limit: 1 });
  const dossier = lines[0]?.id ?? '';
  await page.getByRole('navigation').first().waitFor();
  await goTo(page, `/handover/${dossier}`);
  await page.locator('[data-handover] iframe').waitFor();
  const handovers = async () => {
    const { entries } = await window.ask('audit.list', { dossier, offset: 0, limit: 200 });
    return entries.filter(({ action }) => action === 'handover');
  };
  return { window, page, dossier, handovers };
}

describe('a PDF that can not be made', () => {
  const broken: [string, Platform['printPdf']][] = [
    ['the printer broke', () => Promise.reject(new Error('Printing failed: /home/anna/Voorbeeld.html'))],
    ['it gave nothing', () => Promise.resolve(new Uint8Array())],
    ['it was cut off', async (html) => (await smallPdf(html)).subarray(0, 20)],
  ];
  it.each(broken)(
    'is said, with what to do, and nothing is saved or written in the log: %s',
    async (_, printPdf) => {
      let print = printPdf;
      const { window, page, handovers } = await openHandover({ printPdf: (...asked) => print(...asked) });
      await page.keyboard.press('Control+Enter');
      const said = page.getByRole('alert');
      await said.waitFor();
      expect(await said.innerText()).toContain(
        'De PDF kon niet worden gemaakt. Er is niets bewaard en niets overgedragen.',
      );
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await handovers()).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);

      // The way out that is named: again, once the printer does it.
      print = smallPdf;
      await said.getByRole('button').press('Enter');
      await page.locator('[data-saved]').waitFor();
      expect(await handovers()).toHaveLength(1);
      expect(readdirSync(folder)).toHaveLength(1);
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      await window.close();
    },
    SLOW,
  );
});

describe('the log in Settings', () => {
  it.each([
    { language: 'nl', theme: 'light', width: 1280, height: 800, scale: 1 },
    { language: 'en', theme: 'dark', width: 640, height: 400, scale: 2 },
  ] as const)(
    'says of each handing over to whom it went and by which hash it is recognised: $language, $theme, $width×$height',
    async ({ language, ...options }) => {
      const { window, page, dossier } = await openHandover(options, language);
      const to = { dossier, language, format: 'vum' } as const;
      const first = await window.ask('handover.save', { ...to, recipient: 'uwv', recipientName: null });
      const second = await window.ask('handover.save', {
        ...to,
        recipient: 'employer',
        recipientName: "Bakkerij 't Bedacht",
      });
      await page.evaluate(() => {
        location.hash = '#/settings/security';
      });
      const named = page.getByText(
        language === 'nl'
          ? "Ontvanger: Een werkgever, Bakkerij 't Bedacht · VUM"
          : "Recipient: An employer, Bakkerij 't Bedacht · VUM",
      );
      await named.waitFor();
      // Two of one minute are two lines: each went to somebody.
      const hashes = page.locator('details');
      expect(await hashes.count()).toBe(2);
      await hashes.first().locator('summary').press('Enter');
      expect(await hashes.first().innerText()).toContain(second.sha256);
      expect(await hashes.last().innerText()).toContain(first.sha256.slice(0, 12));
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const pictures = process.env['TROUBLE_PICTURES'];
      if (pictures) {
        await named.scrollIntoViewIfNeeded();
        await page.screenshot({ path: join(pictures, `log-${language}.png`) });
      }
      await window.close();
    },
    SLOW,
  );
});
