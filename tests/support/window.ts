/**
 * The window for a test: the production bundle in Chromium, under the production policy, on a real desktop in a folder of
 * its own. Anything that reaches out, any error on the console or thrown in the page is a problem, and `close` fails on it.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import { createDesktop, type Desktop, type Platform } from '../../electron/desktop.ts';
import { throwawayHome, type ThrowawayHome } from '../../scripts/chromium/throwaway-home.ts';
import { chromiumArguments, connectWindow, origin } from '../../scripts/chromium/window.ts';
import { headlessChromiumPath } from '../../scripts/machine.ts';
import { builtRenderer } from '../../scripts/paths.ts';
import { smallPdf } from './small-pdf.ts';

export type WindowOptions = {
  /** The folder of the profile; a new one when absent. Two windows after each other on one folder are a restart. */
  profile?: string;
  width?: number;
  height?: number;
  scale?: number;
  theme?: 'light' | 'dark';
  /** At which address to begin: '#/candidates'. */
  hash?: string;
  /** In the practice caseload, in this language. */
  demo?: 'nl' | 'en';
  /** Files that the dialog for choosing gives. */
  chosenFiles?: () => string[];
  chosenFolder?: () => string;
  savePath?: (suggestedName: string) => string | null;
  printPdf?: Platform['printPdf'];
  openInBrowser?: Platform['openInBrowser'];
};

export type WindowUnderTest = {
  readonly page: Page;
  readonly desktop: Desktop;
  readonly profile: string;
  /** Asks the desktop past the window; throws when it refuses. */
  ask<C extends Channel>(channel: C, input: Ask<C>): Promise<Answer<C>>;
  problems(): string[];
  close(): Promise<void>;
};

/** One browser for a test file; `closeBrowser` in afterAll. */
let browser: Promise<Browser> | null = null;
let home: ThrowawayHome | null = null;

export const closeBrowser = async (): Promise<void> => {
  if (browser !== null) await (await browser).close();
  browser = null;
  home?.remove();
  home = null;
  for (const [language, made] of demos) {
    demos.delete(language);
    rmSync(await made, { recursive: true, force: true });
  }
};

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'jobport-window-'));

/** Profiles with the practice caseload in them: made once for a test file, and copied for each window that begins there. */
const demos = new Map<'nl' | 'en', Promise<string>>();

async function makeDemo(language: 'nl' | 'en'): Promise<string> {
  const profile = newProfile();
  const desktop = await createDesktop({
    dir: join(profile, 'caseload'),
    host: 'test',
    onUnexpected: refuse,
    platform: platformOf({}, profile),
  });
  await askOf(desktop, 'preferences.write', { language });
  await askOf(desktop, 'vault.createDemo', { language });
  await desktop.close();
  return profile;
}

const platformOf = (options: WindowOptions, profile: string): Platform => ({
  chooseFiles: async () => options.chosenFiles?.() ?? [],
  chooseFolder: async () => options.chosenFolder?.() ?? null,
  chooseSave: async ({ suggestedName }) =>
    options.savePath ? options.savePath(suggestedName) : join(profile, suggestedName),
  openInBrowser: options.openInBrowser ?? (async () => undefined),
  printPdf: options.printPdf ?? smallPdf,
});

const refuse = (place: string): never => {
  throw new Error(`unexpected in the desktop: ${place}`);
};

async function askOf<C extends Channel>(desktop: Desktop, channel: C, input: Ask<C>): Promise<Answer<C>> {
  const answer = await desktop.ask(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as Answer<C>;
}

export async function openWindow(options: WindowOptions = {}): Promise<WindowUnderTest> {
  const executablePath = headlessChromiumPath();
  if (executablePath === null) throw new Error('No Chromium on this machine. Install it: apt-get install chromium');
  // A bundle of one's own while others work on theirs; the product's otherwise.
  const bundle = process.env['JOBPORT_WINDOW_BUNDLE'] ?? builtRenderer;
  if (!existsSync(join(bundle, 'index.html'))) throw new Error('The window is not built. Run: npm run build');
  browser ??= chromium.launch({
    executablePath,
    chromiumSandbox: false,
    env: (home ??= throwawayHome()).env,
    args: [...chromiumArguments],
  });
  const context = await (
    await browser
  ).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const profile = options.profile ?? newProfile();
  const { demo } = options;
  if (demo) {
    const made = demos.get(demo) ?? makeDemo(demo);
    demos.set(demo, made);
    cpSync(await made, profile, { recursive: true });
  }
  const problems: string[] = [];
  const desktop = await createDesktop({
    dir: join(profile, 'caseload'),
    host: 'test',
    onUnexpected: (place) => problems.push(`unexpected in the desktop: ${place}`),
    platform: platformOf(options, profile),
  });
  if (demo) await askOf(desktop, 'vault.createDemo', { language: demo });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  const connection = await connectWindow(context, page, desktop, bundle);
  await page.goto(`${origin}/${options.hash ?? ''}`);

  const found = () => [...problems, ...connection.strays.map((address) => `reached out: ${address}`)];
  return {
    page,
    desktop,
    profile,
    ask: (channel, input) => askOf(desktop, channel, input),
    problems: found,
    close: async () => {
      connection.disconnect();
      await context.close();
      await desktop.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
      const all = found();
      if (all.length > 0) throw new Error(`The window had problems:\n${all.join('\n')}`);
    },
  };
}

/**
 * What axe finds against WCAG 2.2 AA on what is shown now, one line each. Not inside a sandboxed frame: no script runs
 * there, not even that of axe; the paper in it has tests of its own.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Otherwise axe puts what it finds in frames together in a second window: we have none that it may read, the application opens no second
  // window, and each look would cost three times as much. `resultTypes`: what is right need not be told with every element.
  const result = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('iframe[sandbox]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}
