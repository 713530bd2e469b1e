/** Windows of laptops that belong to an office: opened, let in, and looked at in each dress. */
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { Page } from 'playwright';
import { giveGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { accessibilityProblems, closeBrowser, openWindow, type WindowUnderTest } from './window.ts';
import { picture, soonWithin } from './window-steps.ts';

export const PASSPHRASE = 'verzonnen wachtzin voor kantoor';
export const soon = soonWithin(15_000);

/** A new office for each test of a file, and the windows of its laptops, which are closed after it. */
export function officeForEachTest() {
  const places = databases('SQLite');
  const windows: WindowUnderTest[] = [];
  let office: Office;
  let isOpen = false;
  beforeEach(async () => {
    office = await openOffice(await places.fresh());
    isOpen = true;
  });
  async function closeOffice(): Promise<void> {
    if (isOpen) await office.close();
    isOpen = false;
  }
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
    await closeOffice();
  });
  afterAll(async () => {
    await closeBrowser();
    await places.close();
  });

  async function openFor(
    name: string,
    openInBrowser?: (url: string) => Promise<void>,
  ): Promise<{ window: WindowUnderTest; page: Page }> {
    const window = await openWindow(openInBrowser ? { openInBrowser } : {});
    windows.push(window);
    await window.page.getByRole('heading', { level: 1 }).waitFor();
    await window.ask('preferences.write', { language: 'nl' });
    const made = await window.ask('vault.create', {
      adviser: { name },
      organisation: { name: 'Voorbeeldgemeente Zandwijk' },
      passphrase: PASSPHRASE,
      useKeychain: false,
    });
    await window.ask('vault.confirmRecovery', { code: made.recoveryCode });
    await window.page.reload();
    await window.page.getByRole('navigation').first().waitFor();
    return { window, page: window.page };
  }

  async function invited(name: string): Promise<{ code: string; person: string }> {
    const { store, world } = office.server.context;
    const hand = atTheMachine(office.organisation);
    const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
    const made = await invite(store, world, hand, id);
    if (!made.ok) throw new Error(made.error.type);
    return { code: made.value.code, person: id };
  }

  async function connectedFor(name: string) {
    const opened = await openFor(name);
    const { code, person } = await invited(name);
    await opened.window.ask('sync.connect', { address: office.server.url, code, name: `Laptop van ${name}` });
    return { ...opened, person };
  }

  const give = (dossier: string, person: string) => {
    const { store, world } = office.server.context;
    return giveGrant(store, world, atTheMachine(office.organisation), { dossier, to: { person } });
  };

  return {
    /** The office of this moment. */
    get office() {
      return office;
    },
    windows,
    closeOffice,
    openFor,
    invited,
    connectedFor,
    give,
  };
}

export const isQuiet = async (window: WindowUnderTest): Promise<boolean> => {
  const state = await window.ask('sync.state', null);
  return (
    state.type === 'connected' &&
    state.lastContact !== null &&
    state.onlyHere + state.unconfirmed === 0 &&
    !state.fetching
  );
};

/** Looked at in each dress; where a folder is named, the pictures stay. */
export async function inEveryDress(window: WindowUnderTest, name: string): Promise<void> {
  const { page } = window;
  for (const [language, theme, width, height] of [
    ['nl', 'light', 1280, 800],
    ['en', 'dark', 1280, 800],
    ['nl', 'dark', 640, 400],
  ] as const) {
    await window.ask('preferences.write', { language, theme });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    await page.reload();
    await page.locator('main h1, main h2').first().waitFor();
    await page.waitForTimeout(300);
    expect(await accessibilityProblems(page), `${name}, ${language}, ${theme}, ${width}`).toEqual([]);
    await picture(page, `${name}-${language}-${theme}-${width}`);
  }
  await window.ask('preferences.write', { language: 'nl', theme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
}
