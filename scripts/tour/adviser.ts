// What an adviser does in the window, by keyboard and mouse and by the words on the screen. The tour and the desktop tests
// act by this; whatever is not found within the page's patience throws.

import type { Locator, Page } from 'playwright';
import { makeWords, type Language } from '../../renderer/app/i18n.ts';
import type { Tab } from '../../renderer/components/dossier-tabs.ts';

export const wordsIn = (language: Language) => makeWords(language).getFixedT(language);
export type Say = ReturnType<typeof wordsIn>;

/** Invented, and recognisably so. */
export const inventedAdviser = {
  name: 'Anneke Verzonnen',
  role: 'Loopbaanadviseur',
  email: 'anneke.verzonnen@example.nl',
  phone: '06 00 00 00 01',
} as const;
export const inventedOrganisation = {
  name: 'Werkplein Nergenshuizen',
  street: 'Bedachtestraat',
  houseNumber: '1',
  postcode: '1234 AB',
  place: 'Nergenshuizen',
} as const;
/** Only ever opens a caseload that is thrown away. */
export const inventedPassphrase = 'paraplu lantaarn kaneel fietsbel';

export const button = (page: Page | Locator, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Types into the field that has the keyboard, and goes on with Tab. */
async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await page.locator(`[name="${name}"]`).focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

/**
 * From the welcome to the open, empty caseload. `look` is called at each step with what is on the screen; gives the
 * recovery code.
 */
export async function beginOwnCaseload(
  page: Page,
  say: Say,
  look: (step: 'you' | 'organisation' | 'lock' | 'recovery' | 'typedBack') => Promise<void> = () => Promise.resolve(),
  adviser: Readonly<Record<keyof typeof inventedAdviser, string>> = inventedAdviser,
): Promise<string> {
  await page.getByRole('heading', { name: say('vault.welcomeTitle') }).waitFor();
  // The button of the own caseload has the keyboard when the assistant opens.
  await page.getByRole('button', { name: say('vault.startOwn') }).focus();
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: say('vault.youTitle') }).waitFor();
  for (const [field, text] of Object.entries(adviser)) await typeInto(page, field, text);
  await look('you');
  await button(page, say('common.next')).click();

  await page.getByRole('heading', { name: say('vault.organisationTitle') }).waitFor();
  for (const [field, text] of Object.entries(inventedOrganisation)) await typeInto(page, field, text);
  await look('organisation');
  await button(page, say('common.next')).click();

  await page.getByRole('heading', { name: say('vault.lockTitle') }).waitFor();
  // By passphrase only: a machine without anybody logged in has no keychain.
  const keychain = page.getByRole('checkbox', { name: say('vault.useKeychain') });
  if (await keychain.isVisible()) await keychain.uncheck();
  await typeInto(page, 'passphrase', inventedPassphrase);
  await page.locator('[name="again"]').focus();
  await page.keyboard.type(inventedPassphrase);
  await look('lock');
  await button(page, say('vault.create')).click();

  await page.getByRole('heading', { name: say('vault.recoveryTitle') }).waitFor({ timeout: 60_000 });
  await look('recovery');
  const code = ((await page.getByTestId('recovery-code').textContent()) ?? '').trim();
  await page.getByLabel(say('vault.typeBack')).focus();
  // As from paper: small letters, without the dashes.
  await page.keyboard.type(code.replaceAll('-', '').toLowerCase());
  await look('typedBack');
  await page.keyboard.press('Enter');
  await page.getByText(say('candidates.emptyTitle')).waitFor();
  return code;
}

/** Goes to the room for taking in, chooses what the dialog gives, and waits until it is read. Nothing is written yet. */
export async function readFiles(page: Page, say: Say, lookAtColumns: () => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: say('app.intake') }).click();
  await button(page, say('intake.choose')).first().click();
  await page.locator('[data-stage="columns"], [data-stage="look"]').waitFor({ timeout: 120_000 });
  if ((await page.locator('[data-stage="columns"]').count()) === 0) return;
  await lookAtColumns();
  await button(page, say('intake.columnsRight')).click();
  await page.locator('[data-stage="look"]').waitFor();
}

/** Writes what stands in the preview; gives the sentence that says what was done. */
export async function takeIn(page: Page, say: Say): Promise<string> {
  if (await page.getByText(say('intake.foundNothing')).isVisible()) {
    throw new Error('nobody was found in these files; the window says why of each file');
  }
  await page.getByRole('listbox', { name: say('intake.listName') }).focus();
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-stage="done"]').waitFor({ timeout: 300_000 });
  return (await page.locator('[data-stage="done"] [role="status"] h2 + div').first().textContent()) ?? '';
}

/** Ctrl+K and the words; the answers stay on the screen. Gives how many dossiers were found. */
export async function search(page: Page, say: Say, words: string): Promise<number> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: say('search.title') });
  await box.waitFor();
  await page.keyboard.type(words);
  const found = page.getByRole('group', { name: say('search.dossiers') }).getByRole('option');
  await found.first().waitFor();
  return found.count();
}

/** Opens the first dossier that these words find. */
export async function openBySearch(page: Page, say: Say, words: string): Promise<void> {
  await search(page, say, words);
  await page.keyboard.press('Enter');
  await page.locator('[data-dossier]').waitFor();
}

/** Goes to a tab of the open dossier; false where this dossier has none. */
export async function openTab(page: Page, say: Say, tab: Tab): Promise<boolean> {
  const link = page
    .getByRole('navigation', { name: say('dossier.tabs') })
    .getByRole('link', { name: say(`dossier.tab.${tab}`) });
  if ((await link.count()) === 0) return false;
  await link.click();
  await page.locator(`nav [aria-current="page"]`, { hasText: say(`dossier.tab.${tab}`) }).waitFor();
  return true;
}

/** Types a new answer over the old one, leaving it to be saved by itself: no key says so. */
export async function typeAnswer(page: Page, field: string, text: string): Promise<void> {
  await page.locator(`[data-field="${field}"]`).first().click();
  await page.locator(`[data-editor="${field}"]`).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

export async function lock(page: Page, say: Say): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: say('vault.unlockTitle') }).waitFor();
}

export async function unlock(page: Page, say: Say, passphrase = inventedPassphrase): Promise<void> {
  await page.getByRole('textbox', { name: say('vault.passphrase') }).focus();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

export type Recipient = 'candidate' | 'colleague' | 'employer' | 'uwv';
export type HandoverFormat = 'pdf' | 'jsonResume' | 'vum';

/** From the open dossier to the screen for handing over. */
export async function openHandover(page: Page, say: Say): Promise<void> {
  await button(page, say('dossier.handover')).click();
  await page.locator('[data-handover] [role="radio"], [data-handover] input[type="radio"]').first().waitFor();
}

/** Says for whom and in which form, and waits for the preview of exactly that. */
export async function chooseHandover(
  page: Page,
  say: Say,
  choice: { readonly recipient: Recipient; readonly format: HandoverFormat; readonly recipientName?: string },
): Promise<void> {
  for (const word of [say(`handover.${choice.recipient}`), say(`handover.${choice.format}`)]) {
    await page.getByRole('radio', { name: new RegExp(`^${word}`) }).check({ force: true });
  }
  if (choice.recipientName !== undefined) {
    await page.getByLabel(say('handover.recipientName')).fill(choice.recipientName);
  }
  const preview = choice.format === 'pdf' ? 'iframe' : '[data-file]';
  await page.locator(`[data-handover] section[aria-busy="false"] ${preview}`).waitFor();
}

/** Saves what is previewed; gives what the window says about it: name, pages, fingerprint. */
export async function saveHandover(page: Page): Promise<string> {
  await page.keyboard.press('Control+Enter');
  const saved = page.locator('[data-saved]');
  await saved.waitFor({ timeout: 90_000 });
  return (await saved.locator('p').first().textContent()) ?? '';
}
