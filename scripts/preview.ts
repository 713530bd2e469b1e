// The preview: the same window in a Chromium, where no Electron can be had. Real caseload, real encryption, real PDFs;
// what an operating system does for an application (dialog for saving, locking at suspend, a menu) is simpler or absent.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { chromium, type Page } from 'playwright';
import { createDesktop, type Platform } from '../electron/desktop.ts';
import { chromiumPrinter } from './chromium/print.ts';
import { throwawayHome } from './chromium/throwaway-home.ts';
import { chromiumArguments, connectWindow, origin } from './chromium/window.ts';
import { buildWhenStale } from './build.ts';
import { startOptions } from './start-options.ts';
import { canSandbox, chromiumPath, isRoot } from './machine.ts';
import { builtRenderer } from './paths.ts';

const sandboxOff = isRoot()
  ? 'Started as root, so for development without Chromium’s sandbox (--no-sandbox).'
  : 'This machine gives no user namespaces, so without Chromium’s sandbox (--no-sandbox).';

export async function preview(args: readonly string[]): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('No Chromium on this machine. Install it: apt-get install chromium');
  const { profile, isDemo } = startOptions(args);

  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  // Chromium's own folder is thrown away afterwards: nothing of a dossier may stay in a cache.
  const browserFolder = mkdtempSync(join(tmpdir(), 'jobport-preview-'));
  const sandboxed = canSandbox();
  if (!sandboxed) console.log(sandboxOff);
  const context = await chromium.launchPersistentContext(browserFolder, {
    executablePath,
    headless: false,
    chromiumSandbox: sandboxed,
    env: throwawayHome(browserFolder).env,
    viewport: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
    args: [...chromiumArguments, '--app=about:blank', '--window-size=1280,840', '--disk-cache-size=1'],
    ignoreDefaultArgs: ['--enable-automation'],
    // We close it ourselves, after the caseload.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const ended = new Promise<void>((resolve) => {
    context.once('close', () => resolve());
    page.once('close', () => resolve());
    void interrupted.then(resolve);
  });
  const printer = chromiumPrinter(executablePath);
  const desktop = await createDesktop({
    dir: join(profile, isDemo ? 'demo' : 'caseload'),
    platform: previewPlatform(page, printer.print),
    demo: isDemo,
    host: 'preview',
  });
  if (isDemo) await desktop.ask('vault.createDemo', { language: 'nl' });
  const shown = connectWindow(context, page, desktop, builtRenderer).then(async ({ disconnect }) => {
    await page.goto(`${origin}/`);
    console.log('Jobport Desktop is open (preview in Chromium). Close its window to end.');
    return disconnect;
  });
  // A window that is closed while it opens is no failure.
  const isOpen = shown.catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  await Promise.race([ended, isOpen.then(() => ended)]);

  await desktop.close();
  await printer.close();
  await context.close().catch(() => undefined);
  rmSync(browserFolder, { recursive: true, force: true });
}

function previewPlatform(page: Page, printPdf: Platform['printPdf']): Platform {
  return {
    printPdf,
    openInBrowser(url) {
      console.log(`Open in your browser: ${url}`);
      return Promise.resolve();
    },
    /** Chromium's own dialog; its debugger tells where the chosen files are, which a page never learns. */
    async chooseFiles({ extensions, many }) {
      const cdp = await page.context().newCDPSession(page);
      try {
        const accept = extensions.map((extension) => `.${extension}`).join(',');
        const chosen = await cdp.send('Runtime.evaluate', {
          expression: `new Promise((resolve) => {
            const input = Object.assign(document.createElement('input'), { type: 'file', multiple: ${String(many)} });
            input.accept = ${JSON.stringify(accept)};
            input.addEventListener('change', () => resolve([...input.files]));
            input.addEventListener('cancel', () => resolve([]));
            input.click();
          })`,
          awaitPromise: true,
          userGesture: true,
        });
        const list = chosen.result.objectId;
        if (list === undefined) return [];
        const { result } = await cdp.send('Runtime.getProperties', { objectId: list, ownProperties: true });
        const paths: string[] = [];
        for (const { name, value } of result) {
          if (!/^\d+$/.test(name) || value?.objectId === undefined) continue;
          paths.push((await cdp.send('DOM.getFileInfo', { objectId: value.objectId })).path);
        }
        return paths;
      } finally {
        await cdp.detach().catch(() => undefined);
      }
    },
    /** Chromium gives no path to save at, so the preview saves beside other downloads, under a free name, and says so. */
    chooseSave({ suggestedName }) {
      const downloads = join(homedir(), 'Downloads');
      const folder = existsSync(downloads) ? downloads : homedir();
      const { name, ext } = parse(suggestedName.replace(/[/\\\0]/g, '-'));
      let file = join(folder, name + ext);
      for (let number = 2; existsSync(file); number += 1) file = join(folder, `${name} (${number})${ext}`);
      console.log(`Saving in ${folder}`);
      return Promise.resolve(file);
    },
  };
}

if (import.meta.main) {
  await buildWhenStale();
  await preview(process.argv.slice(2));
}
