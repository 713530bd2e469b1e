/**
 * Typing in visit mode, where each key also goes into an encrypted draft: how long a key waits until the window is done with it, in the
 * packaged application with the whole caseload, beside a textarea of a bare window in the same run.
 */
import type { Page } from 'playwright';
import { skipped, type Benchmark } from './benchmark.ts';
import { applications, BARE_READY, FIRST_LINE, PASSPHRASE_FIELD, type Started } from './electron-window.ts';
import { median, p95 } from './measure.ts';

const KEYS = { small: 150, full: 600 } as const;
/** Quicker than people type: 25 keys a second. */
const BETWEEN_KEYS_MS = 40;
const WORDS = 'De kandidaat vertelt over het werk van vroeger en wat er nu anders moet. ';

export const typing: Benchmark = {
  name: 'typing',
  what: 'a key in visit mode, beside one in a bare window',
  async run({ folder, caseload, size, say }) {
    const { profile, passphrase } = await caseload();
    const electron = await applications(folder);
    if (electron === null) return skipped('no Electron, or no screen for it, on this machine');
    try {
      say('a bare window');
      const other = await electron.start('bare');
      await other.page.waitForSelector(BARE_READY);
      await other.page.evaluate(() => document.body.append(document.createElement('textarea')));
      const bare = await waits(other.page, KEYS[size]);
      await other.quit();

      const ours = await electron.start('ours', { profile });
      await toVisit(ours, passphrase);
      say('a visit');
      const visit = await waits(ours.page, KEYS[size]);
      await ours.quit();
      const slowest = Math.max(...visit);
      return {
        figures: {
          Electron: electron.version,
          keys: visit.length,
          'a key in a visit: median ms': median(visit),
          'a key in a visit: p95 ms': p95(visit),
          'a key in a visit: slowest ms': slowest,
          'a key in a bare window: median ms': median(bare),
          'a key in a bare window: p95 ms': p95(bare),
          'a key in a bare window: slowest ms': Math.max(...bare),
        },
        ratios: { 'a key to one in a bare window, medians': median(visit) / median(bare) },
        targets: [{ what: 'a key, slowest', value: slowest, limit: 16, unit: 'ms', good: 'below' }],
        method: `${KEYS[size]} keys, one each ${BETWEEN_KEYS_MS} ms, the first ten not counted. From the moment Chromium gives the key to when the window’s thread is free again: whoever types the next is not kept waiting. Painting comes after it, with the screen’s own beat.`,
      };
    } finally {
      electron.close();
    }
  },
};

async function toVisit({ page }: Started, passphrase: string): Promise<void> {
  await page.fill(PASSPHRASE_FIELD, passphrase);
  await page.press(PASSPHRASE_FIELD, 'Enter');
  await page.waitForSelector(FIRST_LINE);
  await page.click(FIRST_LINE);
  await page.waitForURL(/#\/dossier\/[^/]+/);
  await page.locator('h1').first().waitFor();
  await page.keyboard.press('v');
  await page.waitForURL(/\/visit/);
  await page.locator('textarea').first().waitFor();
  // What else the screen reads when it opens is no typing.
  await page.waitForTimeout(2000);
}

/** How long each key held the window's thread, in milliseconds, queueing included. */
async function waits(page: Page, keys: number): Promise<number[]> {
  await page.locator('textarea').first().focus();
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const { port1, port2 } = new MessageChannel();
    let began = 0;
    port1.onmessage = () => seen.push(performance.now() - began);
    const capture = { capture: true };
    window.addEventListener('keydown', (event) => (began = event.timeStamp), capture);
    // The letter comes in an event of its own; behind everything that this one sets going at once.
    window.addEventListener('input', () => port2.postMessage(null), capture);
  });
  for (let key = 0; key < keys; key++) {
    const letter = WORDS.charAt(key % WORDS.length);
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(BETWEEN_KEYS_MS);
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  if (seen.length < keys) throw new Error('not every key arrived');
  return seen.slice(10);
}
