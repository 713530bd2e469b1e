/**
 * The packaged application and a bare window on the same Electron, started alike: by Playwright, on a screen of their own.
 * The bare one is the least that could be called an application: one sandboxed window in which React shows a line.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { build } from 'vite';
import { needs, provide } from '../scripts/machine.ts';
import { executableName, packageWhenStale } from '../scripts/package.ts';
import { packagedForTests, root } from '../scripts/paths.ts';
import { openScreen } from '../tests/support/packaged.ts';

export type Applications = {
  readonly version: string;
  start(which: 'ours' | 'bare', options?: { profile: string; args?: readonly string[] }): Promise<Started>;
  close(): void;
};

export type Started = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Milliseconds since the start was asked for. */
  since(): number;
  /** Megabytes of the working set: of the main process (with the caseload worker in it), the window, all together. */
  memory(): Promise<{ main: number; window: number; all: number }>;
  quit(): Promise<void>;
};

/** Null where there is no Electron or no screen; has said why. */
export async function applications(folder: string): Promise<Applications | null> {
  if (process.platform !== 'linux') return null;
  if (provide([...needs.electron, ...needs.display]).length > 0) return null;
  const dist = await packageWhenStale();
  if (dist === null) return null;
  const bare = await bareWindow(folder, dist.folder);
  const screen = await openScreen();
  const environment = Object.fromEntries(
    Object.entries({ ...process.env, DISPLAY: screen.display }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
    ),
  );
  let profiles = 0;
  return {
    version: dist.version,
    async start(which, options) {
      const profile = options?.profile ?? join(folder, `empty-profile-${++profiles}`);
      const started = performance.now();
      const app = await _electron.launch({
        executablePath: which === 'ours' ? join(packagedForTests, executableName) : bare,
        args: [
          `--user-data-dir=${profile}`,
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          ...(options?.args ?? []),
        ],
        env: environment,
        timeout: 120_000,
      });
      const page = await app.firstWindow();
      page.setDefaultTimeout(120_000);
      return {
        app,
        page,
        since: () => performance.now() - started,
        async memory() {
          const processes = await app.evaluate(({ app: electron }) =>
            electron.getAppMetrics().map(({ type, memory }) => ({ type, kilobytes: memory.workingSetSize })),
          );
          const sum = (type?: string): number =>
            processes
              .filter((each) => type === undefined || each.type === type)
              .reduce((total, { kilobytes }) => total + kilobytes / 1000, 0);
          return { main: sum('Browser'), window: sum('Tab'), all: sum() };
        },
        quit: () => app.close(),
      };
    },
    close: () => screen.close(),
  };
}

/** What stands there first, and what there is to work with when the caseload is open. */
export const PASSPHRASE_FIELD = 'input[type=password]';
export const FIRST_LINE = '[role=grid] [role=row][aria-rowindex="2"]';
/** The element by which the bare window shows that it is there. */
export const BARE_READY = '#ready';

const BARE_WINDOW = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement('h1', { id: 'ready' }, 'There'));
`;
const BARE_PAGE =
  '<!doctype html><meta charset="utf-8"><title>Bare</title><div id="root"></div><script type="module" src="window.js"></script>';
const BARE_MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 840, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;

async function bareWindow(folder: string, electron: string): Promise<string> {
  const home = join(folder, 'bare');
  const app = join(home, 'resources', 'app');
  cpSync(electron, home, { recursive: true });
  rmSync(join(home, 'resources', 'default_app.asar'), { force: true });
  mkdirSync(app, { recursive: true });
  const entry = 'virtual:bare-window';
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'bare-window',
        resolveId: (id) => (id === entry ? join(root, 'benchmarks', 'bare-window.js') : null),
        load: (id) => (id.endsWith('bare-window.js') ? BARE_WINDOW : null),
      },
    ],
    build: {
      target: 'chrome130',
      outDir: app,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'window.js' } },
    },
  });
  writeFileSync(join(app, 'index.html'), BARE_PAGE);
  writeFileSync(join(app, 'main.cjs'), BARE_MAIN);
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'bare-window', main: 'main.cjs' }));
  return join(home, 'electron');
}
