// The documentation's pictures: each screen in Dutch and English, light and dark, at the size of a small laptop, and some
// at 200%. Always of the same invented people; only dates move with the calendar.

import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import type { Language } from '../../renderer/app/i18n.ts';
import { TABS, type Tab } from '../../renderer/components/dossier-tabs.ts';
import {
  beginOwnCaseload,
  button,
  chooseHandover,
  lock,
  openHandover,
  readFiles,
  search,
  wordsIn,
  type Say,
} from './adviser.ts';
import { settled } from './diary.ts';
import { laptop, type Host } from './host.ts';
import { writeFilesAboutKnown } from './own-files.ts';
import { smallPng } from './small-png.ts';

type Variant = { readonly language: Language; readonly theme: 'light' | 'dark' };
const variants: readonly Variant[] = [
  { language: 'nl', theme: 'light' },
  { language: 'nl', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

export async function makeScreenshots(host: Host, folder: string, filesFolder: string): Promise<void> {
  const { page } = host;
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (/^(nl|en)-(light|dark)-.*\.png$/.test(file)) rmSync(join(folder, file));

  const inEach = async (act: (shot: (name: string) => Promise<void>, say: Say, variant: Variant) => Promise<void>) => {
    for (const variant of variants) {
      await prefer(host, variant);
      const shot = (name: string) => take(page, join(folder, `${variant.language}-${variant.theme}-${name}.png`));
      await act(shot, wordsIn(variant.language), variant);
    }
    await prefer(host, { language: 'nl', theme: 'light' });
  };
  const shotNl = (name: string) => take(page, join(folder, `nl-light-${name}.png`));
  const nl = wordsIn('nl');

  await page.getByRole('heading', { name: nl('vault.welcomeTitle') }).waitFor();
  await inEach(async (shot, say) => {
    await page.getByRole('heading', { name: say('vault.welcomeTitle') }).waitFor();
    await shot('welcome');
  });

  await page.getByRole('button', { name: nl('vault.startDemo') }).click();
  await page.getByRole('grid').waitFor({ timeout: 120_000 });
  const known = await fullestDossier(page);
  // Something that was thrown away, and can come back.
  const { rows } = await ask(page, 'dossier.open', { dossier: known.id });
  const [task] = rows.task;
  if (task) await ask(page, 'dossier.removeRow', { dossier: known.id, concept: 'task', row: task.id });
  const files = writeFilesAboutKnown(filesFolder, known);
  await host.chooses(files);

  await inEach(async (shot, say, variant) => {
    await show(page, '#/candidates', '[role="gridcell"]');
    await shot('candidates');
    await search(page, say, 'heftruck');
    await shot('search');
    await page.keyboard.press('Escape');
    for (const tab of TABS) {
      // What an import left is not the same each time.
      if (tab === 'import') continue;
      // Every tab once; in the other three what differs most by colour and language.
      if (!isFirst(variant) && !MOST_DIFFERENT.includes(tab)) continue;
      await show(page, `#/dossier/${known.id}/${tab}`, '[data-dossier]');
      await shot(`dossier-${tab}`);
    }
    for (const room of ['today', 'agenda', 'own', 'reports'] as const) {
      await show(page, `#/${room}`, 'main section, main ol');
      await shot(room);
    }
    await show(page, '#/removed', '[data-removed] li');
    await shot('removed');
    await show(page, `#/dossier/${known.id}/visit`, '[data-at="text"]');
    await shot('visit');
    await page.keyboard.press('F8');
    await show(page, `#/dossier/${known.id}/overview`, '[data-dossier]');
    await shot('turned');
    await page.keyboard.press('F8');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await shot('keys');
    await page.keyboard.press('Escape');
    await show(page, `#/letter/${known.id}`, '[data-letter]');
    await page.waitForTimeout(1000);
    await shot('letter');
    await show(page, `#/dossier/${known.id}/overview`, '[data-dossier]');
    await openHandover(page, say);
    await chooseHandover(page, say, { recipient: 'employer', format: 'pdf' });
    await page.waitForTimeout(500);
    await shot('handover');
    if (isFirst(variant)) {
      await chooseHandover(page, say, { recipient: 'uwv', format: 'vum' });
      await shot('handover-data');
      await show(page, '#/intake', '[data-stage="choose"]');
      await shot('intake');
    }
    await readFiles(page, say, () => Promise.resolve());
    await shot('intake-preview');
    await button(page, say('intake.discard')).click();
    for (const section of isFirst(variant)
      ? (['appearance', 'you', 'templates', 'office', 'security', 'questionnaires', 'lists', 'data', 'about'] as const)
      : (['you', 'questionnaires'] as const)) {
      await show(page, `#/settings/${section}`, 'h1');
      await shot(`settings-${section}`);
    }
    await ask(page, 'candidateMode.begin', {
      dossier: known.id,
      tasks: ['check', 'consent'],
      purposes: ['shareWithEmployer'],
      plan: null,
      fills: [],
      pin: '2468',
    });
    await host.reload();
    await page.locator('[data-candidate-mode]').waitFor();
    await shot('candidate-mode');
    await ask(page, 'candidateMode.end', { by: 'pin', pin: '2468' });
    await host.reload();
  });

  await atZoom(page, 2, async (takeZoomed) => {
    const zoomed = (name: string) => takeZoomed(join(folder, `nl-light-200-percent-${name}.png`));
    await show(page, '#/candidates', '[role="gridcell"]');
    await zoomed('candidates');
    await show(page, `#/dossier/${known.id}/overview`, '[data-dossier]');
    await zoomed('dossier-overview');
    await show(page, '#/today', 'main section');
    await zoomed('today');
    await show(page, '#/reports', `h1:text-is("${nl('reports.title')}")`);
    await zoomed('reports');
    await show(page, `#/dossier/${known.id}/contact`, '[data-moment]');
    await zoomed('dossier-contact');
    await openHandover(page, nl);
    await zoomed('handover');
  });

  await show(page, '#/candidates', '[role="gridcell"]');
  await page.keyboard.press('Control+l');
  await button(page, nl('vault.leaveDemo')).click();
  await beginOwnCaseload(page, nl, async (step) => {
    if (step !== 'typedBack') await shotNl(`first-start-${step}`);
  });
  await shotNl('candidates-empty');
  await lock(page, nl);
  await inEach(async (shot, say) => {
    await page.getByRole('heading', { name: say('vault.unlockTitle') }).waitFor();
    await shot('unlock');
  });

  const all = readdirSync(folder).filter((file) => file.endsWith('.png'));
  const bytes = all.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  console.log(`${all.length} pictures in ${folder}, ${(bytes / 1024 / 1024).toFixed(1)} MB`);
}

const MOST_DIFFERENT: readonly Tab[] = [
  'overview',
  'contact',
  'plan',
  'applications',
  'documents',
  'career',
  'assessments',
];

const isFirst = ({ language, theme }: Variant): boolean => language === 'nl' && theme === 'light';

async function take(page: Page, file: string): Promise<void> {
  // The pointer rests nowhere: nothing lights up because of where the last click was.
  await page.mouse.move(0, 0);
  await settled(page);
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  writeFileSync(file, smallPng(picture));
}

async function show(page: Page, hash: string, until: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await page.locator(until).first().waitFor();
}

/** The language as the settings would write it, then the window anew; light or dark as the laptop itself is. */
async function prefer({ page, reload }: Host, { language, theme }: Variant): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await ask(page, 'preferences.write', { language, theme: 'system' });
  await reload();
  await page.locator(`html[lang="${language}"][data-mantine-color-scheme="${theme}"]`).waitFor();
  await page.locator('h1').first().waitFor();
}

/** What Chromium's own zoom does: half the room, drawn twice as large. `act` gets how to take a picture of that. */
async function atZoom(
  page: Page,
  factor: number,
  act: (takeZoomed: (file: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setDeviceMetricsOverride', {
    width: laptop.width / factor,
    height: laptop.height / factor,
    deviceScaleFactor: factor,
    mobile: false,
  });
  await act(async (file) => {
    await settled(page);
    // Playwright's own picture would be made at the size that it believes the window has.
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, smallPng(Buffer.from(data, 'base64')));
  });
  await cdp.send('Emulation.clearDeviceMetricsOverride');
  await cdp.detach();
}

/** Past the window's screens, by its own bridge: only to find out who is best to show. */
async function ask<C extends Channel>(page: Page, channel: C, input: Ask<C>): Promise<Answer<C>> {
  const answer = (await page.evaluate(
    ([name, what]) =>
      (window as unknown as { jobport: { ask(channel: unknown, input: unknown): Promise<unknown> } }).jobport.ask(
        name,
        what,
      ),
    [channel, input] as const,
  )) as { ok: boolean; value: Answer<C> };
  if (!answer.ok) throw new Error(`${channel} was refused`);
  return answer.value;
}

/** The first by name who has something on every tab. */
async function fullestDossier(page: Page): Promise<{ id: string; name: string; email: string }> {
  const sort = { column: 'name', descending: false } as const;
  const { lines } = await ask(page, 'candidates.list', { filter: {}, sort, offset: 0, limit: 200 });
  let best = { full: -1, id: '', name: '', email: '' };
  for (const { id } of lines) {
    const { candidate, availability, rows } = await ask(page, 'dossier.open', { dossier: id });
    const lists = Object.values(rows);
    const full =
      lists.filter((list) => list.length > 0).length + (availability?.days?.length ? 1 : 0) + 3 * rows.document.length;
    const email = rows.contactDetail.map((each) => each.email).find((each) => each !== null);
    if (full <= best.full || !email || !candidate.givenName || !candidate.surname) continue;
    best = {
      full,
      id,
      name: `${candidate.givenName} ${[candidate.prefix, candidate.surname].filter(Boolean).join(' ')}`,
      email,
    };
  }
  return best;
}
