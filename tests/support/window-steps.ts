/** Steps that tests of the window take: going somewhere, waiting until something is so, somebody to look at, pictures for whoever asks for them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Channel } from '../../core/contract/contract.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { openWindow, type WindowOptions, type WindowUnderTest } from './window.ts';

/** Where pictures are kept, for whoever wants to look at them. */
const PICTURES = process.env['JOBPORT_PICTURES'];

export async function picture(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), ...options });
}

export const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/**
 * Looks again and again until it is so: `await soon(() => look()).toBe(…)`.
 *
 * @param timeout for how long it may not be so, in milliseconds
 */
export const soonWithin =
  (timeout: number) =>
  <T>(look: () => Promise<T> | T) =>
    expect.poll(look, { timeout });

/** The desktop takes its time over one kind of question until it is let go, as with much work or a slow disk. */
export function slowly(window: WindowUnderTest, channel: Channel) {
  const { desktop } = window;
  const ask = desktop.ask.bind(desktop);
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  let asked = 0;
  desktop.ask = async (name, input) => {
    if (name !== channel) return ask(name, input);
    asked += 1;
    await go;
    return ask(name, input);
  };
  return {
    asked: () => asked,
    letGo: () => {
      desktop.ask = ask;
      letGo();
    },
  };
}

export const read = (window: WindowUnderTest, dossier: string): Promise<Dossier> =>
  window.ask('dossier.open', { dossier });

/** Somebody in the practice caseload of whom nothing is planned yet. */
export async function openSomebody(options: WindowOptions = {}, language: 'nl' | 'en' = 'nl') {
  const window = await openWindow({ ...options, demo: language });
  const { dossier: id } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
  await window.page.getByRole('navigation').first().waitFor();
  return { window, page: window.page, id };
}
