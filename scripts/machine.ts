// What a bare Debian 12 lacks for starting or testing, and how it gets it: installed with apt-get where we are root,
// named with the exact command where we are not. Asks nothing. On other systems it only says what is needed.

import { existsSync } from 'node:fs';
import { runQuietly } from './run.ts';

/** Electron's own libraries, and the keychain's. Names of Debian 12. */
const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libnotify4',
  'libsecret-1-0',
];
const virtualDisplay = ['xvfb', 'xauth'];
const browser = ['chromium'];
/** Chromium without what it needs for windows: what is tested in it takes an eighth less of the time. */
const headlessBrowser = ['chromium-headless-shell'];
/**
 * pdftotext reads back the PDFs we hand over; 7za packs; gnome-keyring and dbus are a real keychain; PostgreSQL for the server, and
 * OpenStack Swift as an S3-compatible store for its documents; libfaketime is a clock that is wrong.
 */
const forTests = [
  'poppler-utils',
  'p7zip-full',
  'gnome-keyring',
  'libpam-gnome-keyring',
  'dbus',
  'procps',
  'postgresql',
  'python3-swift',
  'libfaketime',
];
/** Only to build the stand-in database driver for a stand-in Electron (see electron.ts). */
const compiler = ['g++', 'make', 'python3', 'patch'];

export const needs = {
  electron: electronLibraries,
  display: virtualDisplay,
  browser,
  compiler,
  test: [...electronLibraries, ...virtualDisplay, ...browser, ...headlessBrowser, ...forTests],
} as const satisfies Record<string, readonly string[]>;

export const isRoot = (): boolean => process.getuid?.() === 0;
const isDebian = (): boolean => existsSync('/usr/bin/dpkg-query') && existsSync('/usr/bin/apt-get');

/** The packages of this list that are not installed, in Debian's own administration. */
function absent(packages: readonly string[]): string[] {
  const { stdout } = runQuietly('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...packages]);
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Sees to it that these packages are there. Gives what is still lacking, with one sentence for people; an empty list
 * means that all is well. Whoever calls decides whether it can go on without.
 */
export function provide(packages: readonly string[]): readonly string[] {
  if (process.platform !== 'linux') return [];
  if (!isDebian()) {
    console.log(`Not a Debian system: make sure it has the likes of ${packages.join(', ')}.`);
    return [];
  }
  const lacking = absent(packages);
  if (lacking.length === 0) return [];
  if (!isRoot()) {
    console.log(`This machine lacks ${lacking.join(', ')}. Install with:\n  sudo apt-get install ${lacking.join(' ')}`);
    return lacking;
  }
  console.log(`Installing what this machine lacks: ${lacking.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = { env, timeoutMs: 10 * 60 * 1000 };
  const updated = runQuietly('apt-get', ['update', '-qq'], patience);
  const installed = runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lacking], patience);
  const still = absent(lacking);
  if (still.length > 0) {
    console.log(
      `Could not install ${still.join(', ')}:\n${lastLines(updated.ok ? '' : updated.all)}${lastLines(installed.all)}`,
    );
  }
  return still;
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-6).join('\n');

/** Where the machine's Chromium is; Debian's own, or what the environment names. */
export const chromiumPath = (): string | null =>
  firstThere('/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');

/** The Chromium for the tests, at which nobody looks. It does not print for us: it writes its own name into each PDF. */
export const headlessChromiumPath = (): string | null =>
  firstThere('/usr/bin/chromium-headless-shell') ?? chromiumPath();

function firstThere(...paths: readonly string[]): string | null {
  const named = process.env['JOBPORT_CHROMIUM'];
  return [...(named ? [named] : []), ...paths].find((path) => existsSync(path)) ?? null;
}

/** Whether Chromium's sandbox works: not for root, and on Linux only where a user may make a namespace. */
export const canSandbox = (): boolean =>
  !isRoot() && (process.platform !== 'linux' || runQuietly('unshare', ['--user', '--map-root-user', 'true']).ok);

/** Whether a window can be shown without a virtual display. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

if (import.meta.main) process.exit(provide([...needs.test]).length === 0 ? 0 : 1);
