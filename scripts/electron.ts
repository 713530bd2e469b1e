// Finds an Electron to run or package with, without ever importing the `electron` package (in plain Node that import
// downloads). The pinned one when it is there or can be had; else a stand-in for machines that can not reach the
// download: an older Electron for tests only, with the same database driver built for it (`adapt`).

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtDesktop, builtRenderer, electronOffline, inRoot, root } from './paths.ts';
import { machineEnvironment, runQuietly } from './run.ts';
import { needs, provide } from './machine.ts';

export type ElectronDist = {
  readonly folder: string;
  readonly version: string;
  /** False: a stand-in older than the pinned version. Needs `adapt` on whatever database driver it loads. */
  readonly pinned: boolean;
};

const pinnedVersion = (): string =>
  (JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')) as { version: string }).version;

const versionIn = (folder: string): string => readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');

function distAt(folder: string): ElectronDist | null {
  if (!existsSync(join(folder, 'version'))) return null;
  const version = versionIn(folder);
  return { folder, version, pinned: version === pinnedVersion() };
}

/** The first that is there, cheapest first; null when none can be had. Says in one line what it found. */
export function findElectron(): ElectronDist | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const found =
    distAt(inRoot('node_modules', 'electron', 'dist')) ??
    (override ? distAt(override) : null) ??
    standIn() ??
    download();
  if (found === null) console.error('No Electron binary can be had on this machine.');
  else if (!found.pinned) {
    console.error(
      `Electron ${found.version} stands in for the pinned ${pinnedVersion()}, for tests on this machine only.`,
    );
  }
  return found;
}

function standIn(): ElectronDist | null {
  const setup = join(electronOffline, 'setup.sh');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(setup)) return null;
  const ran = runQuietly('bash', [setup], { env: machineEnvironment(), timeoutMs: 3 * 60 * 1000 });
  return ran.ok ? distAt(ran.stdout.split('\n').at(-1) ?? '') : null;
}

function download(): ElectronDist | null {
  console.log(`Getting Electron ${pinnedVersion()} (once) …`);
  // The official download answers within seconds or not at all where it is blocked; two minutes is a slow line.
  runQuietly(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], { timeoutMs: 120_000 });
  return distAt(inRoot('node_modules', 'electron', 'dist'));
}

/** Puts the stand-in's own build of the database driver into a folder of ours. Never into node_modules. */
export function adapt(folder: string): void {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(process.env['HOME'] ?? '/root', '.cache');
  const compiled = join(cache, 'electron-offline', 'better-sqlite3-multiple-ciphers-13.0.3-napi9.node');
  if (!existsSync(compiled)) {
    console.log('Building the database driver for this Electron (once, about a minute) …');
    provide(needs.compiler);
  }
  // It builds with the machine's own npm; Node 24 from node_modules would send it to the wrong global folder.
  const ran = runQuietly('bash', [join(electronOffline, 'adapt.sh'), folder], {
    env: machineEnvironment(),
    timeoutMs: 10 * 60 * 1000,
  });
  if (!ran.ok) throw new Error(`The database driver could not be adapted:\n${ran.all}`);
}

/** The folders of node_modules that the packaged application needs, from the lock file. */
export function productionModules(): readonly string[] {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && existsSync(inRoot(path)))
    .map(([path]) => path);
}

/** What starts the application from its sources: the command and its arguments, before any switches. */
export const startCommand = (dist: ElectronDist): readonly [command: string, ...rest: string[]] =>
  dist.pinned
    ? [`${dist.folder}/${process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'}`, root]
    : [runnableStandIn(dist)];

/**
 * A folder that the stand-in can run unpackaged: Electron with our built application as its `resources/app`, and with
 * its own copies of the native modules, so that node_modules keeps the shipped driver for the tests in Node.
 */
function runnableStandIn(dist: ElectronDist): string {
  const folder = inRoot('dist', 'run');
  const app = join(folder, 'resources', 'app');
  if (!existsSync(join(folder, 'version')) || versionIn(folder) !== dist.version) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(dist.folder, folder, { recursive: true });
    // Without its own start-up application Electron takes `resources/app`, and waits for it as for a packaged one.
    rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
    for (const path of productionModules()) copy(inRoot(path), join(app, path));
    adapt(join(app, 'node_modules'));
  }
  rmSync(join(app, 'dist'), { recursive: true, force: true });
  copy(inRoot('package.json'), join(app, 'package.json'));
  copy(builtDesktop, join(app, 'dist', 'desktop'));
  copy(builtRenderer, join(app, 'dist', 'renderer'));
  return join(folder, 'electron');
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  // Half of the driver is its sources; they are not needed to run.
  cpSync(from, to, { recursive: true, filter: (path) => !/better-sqlite3\/(deps|src)(\/|$)/.test(path) });
}
