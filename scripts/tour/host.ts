// The window that the tour looks at and what stands around it: the real Electron, or the preview's Chromium where there
// is none.

import { basename, join } from 'node:path';
import { _electron, chromium, type Page } from 'playwright';
import { createDesktop } from '../../electron/desktop.ts';
import { chromiumPrinter } from '../chromium/print.ts';
import { throwawayHome } from '../chromium/throwaway-home.ts';
import { chromiumArguments, connectWindow, origin } from '../chromium/window.ts';
import { builtRenderer } from '../paths.ts';
import { answerOpenDialog, answerSaveDialog } from './dialogs.ts';

/** One laptop screen for every picture; small enough for an old one. */
export const laptop = { width: 1280, height: 800 } as const;

export type Host = {
  readonly kind: 'electron' | 'preview';
  readonly page: Page;
  /** What the dialog for choosing files gives from now on. */
  readonly chooses: (files: readonly string[]) => Promise<void>;
  /** In which folder the dialog for saving saves from now on, under the name that the product suggests. */
  readonly savesIn: (folder: string) => Promise<void>;
  /** The window anew, as after its page died; the caseload stays as it is. */
  readonly reload: () => Promise<void>;
  /** What the operating system tells when the laptop is closed. False where there is nobody to tell. */
  readonly suspend: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** `command` as `npm start` would start it. */
export async function electronHost(
  command: readonly string[],
  profile: string,
  options: { readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Host> {
  const [executablePath = '', ...args] = command;
  const app = await _electron.launch({
    executablePath,
    args: [...args, `--user-data-dir=${profile}`, '--force-device-scale-factor=1'],
    env: stringsOf({ ...process.env, TZ: 'Europe/Amsterdam', ...options.env }),
    timeout: 120_000,
  });
  const page = await app.firstWindow({ timeout: 60_000 });
  page.setDefaultTimeout(30_000);
  const size = () =>
    app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, laptop);
  await size();
  return {
    kind: 'electron',
    page,
    chooses: (files) => answerOpenDialog(app, files),
    savesIn: (folder) => answerSaveDialog(app, folder),
    async reload() {
      // From outside the page: the window refuses whatever its own page wants to go to, itself included.
      const loaded = page.waitForEvent('load');
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
      await loaded;
      // A screen without a window manager leaves the window as large as candidate mode made it.
      await size();
    },
    async suspend() {
      await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
      return true;
    },
    async close() {
      await app.close();
    },
  };
}

export async function previewHost(executablePath: string, profile: string): Promise<Host> {
  const home = throwawayHome();
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    env: home.env,
    args: [...chromiumArguments],
  });
  const context = await browser.newContext({
    viewport: { ...laptop },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    acceptDownloads: false,
    timezoneId: 'Europe/Amsterdam',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  let chosen: readonly string[] = [];
  let saveFolder: string | null = null;
  const printer = chromiumPrinter(executablePath);
  const desktop = await createDesktop({
    dir: join(profile, 'caseload'),
    host: 'preview',
    platform: {
      openInBrowser: () => Promise.resolve(),
      printPdf: printer.print,
      chooseFiles: () => Promise.resolve([...chosen]),
      chooseSave: ({ suggestedName }) =>
        Promise.resolve(saveFolder === null ? null : join(saveFolder, basename(suggestedName))),
    },
  });
  const { disconnect } = await connectWindow(context, page, desktop, builtRenderer);
  await page.goto(`${origin}/`);
  return {
    kind: 'preview',
    page,
    chooses(files) {
      chosen = files;
      return Promise.resolve();
    },
    savesIn(folder) {
      saveFolder = folder;
      return Promise.resolve();
    },
    reload: async () => void (await page.reload()),
    suspend: () => Promise.resolve(false),
    async close() {
      disconnect();
      await desktop.close();
      await printer.close();
      await browser.close();
      home.remove();
    },
  };
}

const stringsOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
