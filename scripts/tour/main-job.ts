// The main job, played as an adviser would: a look at the demo caseload, then from the first start of an own one to a
// dossier that is handed over, locked and opened again. Each step says what it does and leaves a picture.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright';
import { TABS } from '../../renderer/components/dossier-tabs.ts';
import { runQuietly } from '../run.ts';
import {
  beginOwnCaseload,
  button,
  chooseHandover,
  inventedAdviser,
  inventedOrganisation,
  lock,
  openBySearch,
  openHandover,
  openTab,
  readFiles,
  saveHandover,
  search,
  takeIn,
  typeAnswer,
  unlock,
  wordsIn,
} from './adviser.ts';
import type { Diary } from './diary.ts';
import type { Host } from './host.ts';

const say = wordsIn('nl');

/** A look at the invented caseload, and back to the first start of an own one. */
export async function playDemo({ page }: Host, { step, note, picture }: Diary): Promise<void> {
  await step('First start, on a laptop without a caseload: the assistant says welcome', async () => {
    await page.getByRole('heading', { name: say('vault.welcomeTitle') }).waitFor();
    await picture('welcome');
  });
  await step(`“${say('vault.startDemo')}”: the demo caseload, 120 invented people`, async () => {
    await page.getByRole('button', { name: say('vault.startDemo') }).click();
    await page.getByRole('heading', { name: say('candidates.title') }).waitFor({ timeout: 120_000 });
    await page.getByRole('gridcell').first().waitFor();
    await picture('demo-candidates');
  });
  await step('Filters the list by a word while typing, and takes the filter away again', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('orderpicker');
    await page.getByText(/\d+ van 120 /).waitFor();
    note(
      (await page
        .getByText(/\d+ van 120 /)
        .first()
        .textContent()) ?? '',
    );
    await picture('demo-candidates-filtered');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
  });
  await step('Searches everything with Ctrl+K: “heftruck” is found inside dossiers too', async () => {
    note(`${await search(page, say, 'heftruck')} dossiers found`);
    await picture('demo-search');
    await page.keyboard.press('Enter');
    await page.locator('[data-dossier]').waitFor();
  });
  await step('Reads that dossier, tab by tab', async () => {
    for (const tab of TABS) if (await openTab(page, say, tab)) await picture(`demo-dossier-${tab}`);
  });
  await step(`Locks the demo caseload with Ctrl+L, and chooses “${say('vault.leaveDemo')}”`, async () => {
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: say('vault.unlockDemo') }).waitFor();
    await picture('demo-locked');
    await button(page, say('vault.leaveDemo')).click();
    await page.getByRole('heading', { name: say('vault.welcomeTitle') }).waitFor();
  });
}

/** From the first start of an own caseload on. `files` are taken in; `exports` is where handed-over files come. */
export async function playMainJob(
  host: Host,
  diary: Diary,
  { files, exports }: { readonly files: readonly string[]; readonly exports: string },
): Promise<void> {
  const { page } = host;
  const { step, note, picture } = diary;

  await step(
    'Begins an own caseload: who you are, your organisation, a passphrase, the recovery code typed back',
    async () => {
      await beginOwnCaseload(page, say, (at) => picture(`first-start-${at}`));
      note(`${inventedAdviser.name} of ${inventedOrganisation.name} has an encrypted caseload, still empty`);
      await picture('empty-caseload');
    },
  );

  let name = '';
  await step(
    `Takes in ${files.length === 1 ? 'a file' : `${files.length} files`}: ${files.map((file) => basename(file)).join(', ')}`,
    async () => {
      await host.chooses(files);
      await readFiles(page, say, () => picture('intake-columns'));
      await picture('intake-preview');
      note('Nothing is written yet; this is what comes in and what was not understood.');
      note(await takeIn(page, say));
      await picture('intake-done');
    },
  );
  await step('Looks at the list: they are there', async () => {
    await page.getByRole('link', { name: new RegExp(`^${say('app.candidates')}`) }).click();
    await page.getByRole('gridcell').first().waitFor();
    name = await fullestName(page);
    await picture('candidates');
  });

  await step('Finds one of them with Ctrl+K by the name, and opens the dossier with Enter', async () => {
    if (name !== '') {
      await search(page, say, name);
      await picture('search');
      await page.keyboard.press('Enter');
    } else {
      note('Nobody taken in has a name (as in an anonymous profile): opens the first of the list instead.');
      await page.getByRole('grid').focus();
      await page.keyboard.press('Enter');
    }
    await page.locator('[data-dossier]').waitFor();
    await picture('dossier-overview');
  });
  await step('Reads it, tab by tab', async () => {
    for (const tab of TABS.slice(1)) if (await openTab(page, say, tab)) await picture(`dossier-${tab}`);
  });

  const before = 'candidate.place';
  let placeBefore = '';
  await step('Changes where this person lives; nothing has to be pressed, it is saved while typing', async () => {
    await openTab(page, say, 'profile');
    const place = page.locator(`[data-field="${before}"]`);
    placeBefore = ((await place.textContent()) ?? '').trim();
    await typeAnswer(page, before, 'Bedachtendam');
    await picture('typing');
    // The pause after the last key is what saves it; then leaving the field changes nothing any more.
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
    await place.filter({ hasText: 'Bedachtendam' }).waitFor();
  });
  await step('Looks who changed that field, from what to what (Alt+H)', async () => {
    await page.locator(`[data-field="${before}"]`).focus();
    await page.keyboard.press('Alt+h');
    await page.getByRole('dialog').getByText('Bedachtendam').waitFor();
    await picture('field-history');
    await page.keyboard.press('Escape');
  });
  await step('Takes it back with Ctrl+Z', async () => {
    await page.locator(`[data-field="${before}"]`).focus();
    await page.keyboard.press('Control+z');
    await page.locator(`[data-field="${before}"]`).filter({ hasNotText: 'Bedachtendam' }).waitFor();
    const now = ((await page.locator(`[data-field="${before}"]`).textContent()) ?? '').trim();
    if (now !== placeBefore) throw new Error('after undo the place is not what it was before');
    await picture('undone');
  });
  await step('Adds a course with “n”, as it is told at the kitchen table', async () => {
    await openTab(page, say, 'career');
    await page.locator('[data-row-list="course"] [data-add-row]').click();
    await page.locator('[data-row-list="course"] [data-editor]').waitFor();
    // From one answer of the row to the next with Tab, until it asks how the course is called.
    for (let tabs = 0; tabs < 6 && (await page.locator('[data-editor="course.name"]').count()) === 0; tabs += 1) {
      await page.keyboard.press('Tab');
      await page.waitForTimeout(150);
    }
    await page.keyboard.type('Veilig werken op hoogte');
    await page.keyboard.press('Enter');
    await page.locator('[data-row-list="course"]').getByText('Veilig werken op hoogte').waitFor();
    await picture('course-added');
  });
  await step('Reads the history of the dossier: every change, by whom', async () => {
    await openTab(page, say, 'history');
    await picture('history');
  });

  await host.savesIn(exports);
  await step('Hands the dossier over to an employer as a PDF, after a preview of exactly that', async () => {
    await openHandover(page, say);
    await chooseHandover(page, say, { recipient: 'employer', format: 'pdf', recipientName: 'Bakkerij Bedacht' });
    await picture('handover-pdf');
    note(await saveHandover(page));
    await picture('handover-pdf-saved');
    report(exports, '.pdf', note);
  });
  await step('Hands it over as data too: JSON Resume for the employer, a VUM profile for UWV', async () => {
    await chooseHandover(page, say, { recipient: 'employer', format: 'jsonResume' });
    await picture('handover-json-resume');
    note(await saveHandover(page));
    report(exports, '.json', note);
    await chooseHandover(page, say, { recipient: 'uwv', format: 'vum' });
    const folder = join(exports, 'vum');
    await host.savesIn(folder);
    await picture('handover-vum');
    note(await saveHandover(page));
    report(folder, '.json', note);
  });

  await step('Locks with Ctrl+L while typing; a wrong passphrase is refused', async () => {
    await page.getByRole('link', { name: new RegExp(`^${say('app.candidates')}`) }).click();
    await page.getByRole('grid').waitFor();
    if (name !== '') await openBySearch(page, say, name);
    else await page.keyboard.press('Enter');
    await openTab(page, say, 'profile');
    await typeAnswer(page, before, 'Half getypt');
    await lock(page, say);
    await picture('locked');
    await unlock(page, say, 'dit is hem zeker niet');
    await page.getByText(say('errors.WrongPassphrase')).waitFor({ timeout: 60_000 });
    await picture('wrong-passphrase');
  });
  await step('Unlocks with the passphrase: the dossier is back where it was, with what was being typed', async () => {
    await page.waitForTimeout(1200);
    await unlock(page, say);
    await page.locator('[data-dossier]').waitFor({ timeout: 60_000 });
    await page.getByText('Half getypt').first().waitFor();
    await picture('unlocked');
  });
  await step('Closes the laptop (the system says it suspends): the caseload locks by itself', async () => {
    if (!(await host.suspend())) return note('A browser does not hear of it; only the application does.');
    await page.getByRole('heading', { name: say('vault.unlockTitle') }).waitFor();
    await unlock(page, say);
    await page.locator('[data-dossier]').waitFor({ timeout: 60_000 });
  });
  await step('Has the whole caseload checked: file, log, register, changes, search', async () => {
    await page.getByRole('link', { name: say('app.settings') }).click();
    await page.getByRole('link', { name: say('settings.section.data') }).click();
    await button(page, say('settings.verifyNow')).click();
    await page.getByText(say('settings.verifyGood')).waitFor({ timeout: 120_000 });
    await picture('checked');
  });
}

/** Of the people on the screen who have a name, the one of whom most is known; empty when nobody has one. */
async function fullestName(page: Page): Promise<string> {
  let best = { filled: 0, name: '' };
  for (const row of (await page.getByRole('row').all()).slice(1)) {
    const cells = await row.getByRole('gridcell').allTextContents();
    // The surname is bold; a profile without a name shows its reference instead.
    const surname = row.getByRole('gridcell').first().locator('b, strong');
    const filled = cells.filter((text) => text.trim() !== '').length;
    if (filled > best.filled && (await surname.count()) > 0) {
      best = { filled, name: (await surname.first().textContent()) ?? '' };
    }
  }
  return best.name;
}

/** The newest file of this kind: what it is called, how large, its fingerprint, and for a PDF how many pages. */
function report(folder: string, extension: string, note: (text: string) => void): void {
  const file = readdirSync(folder).find((name) => name.endsWith(extension));
  if (file === undefined) throw new Error(`nothing was saved in ${folder}`);
  const path = join(folder, file);
  const bytes = readFileSync(path);
  const pages = extension === '.pdf' ? /Pages:\s+(\d+)/.exec(runQuietly('pdfinfo', [path]).stdout)?.[1] : undefined;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  note(`${file}: ${Math.ceil(bytes.length / 1024)} kB${pages ? `, ${pages} pages` : ''}, sha256 ${hash}…`);
}
