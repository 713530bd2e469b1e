// Starts the packaged application for the desktop tests: the copy with Node's inspector for Playwright to drive, or the
// shipped one on a screen of its own to look at. Each gets a profile folder that is gone afterwards.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from 'playwright';

const executableIn = (folder: string | undefined): string | null => {
  const file = folder === undefined ? null : join(folder, 'jobport-desktop');
  return file !== null && existsSync(file) ? file : null;
};

export const shippedExecutable = executableIn(process.env['JOBPORT_PACKAGED']);
export const drivenExecutable = executableIn(process.env['JOBPORT_PACKAGED_FOR_TESTS']);
/** For `context.skip(noPackage)` where there is none. */
export const noPackage = 'no packaged application: no Electron can be had here, or not started by npm test';

/** As root Chromium refuses to start with its sandbox. Said on the command line by whoever starts, never by the product. */
export const rootSwitches: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export type Driven = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  readonly quit: () => Promise<void>;
};

export async function drive(
  options: { readonly args?: readonly string[]; readonly profile?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Driven> {
  if (drivenExecutable === null) throw new Error(noPackage);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'jobport-profile-'));
  const app = await takenHoldOf(drivenExecutable, [`--user-data-dir=${profile}`, ...(options.args ?? [])], options.env);
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return {
    app,
    page,
    profile,
    async quit() {
      await app.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The application starts while Playwright is still coming in, and about once in a hundred starts it attaches just as the first page is
 * being put in place. It then waits for an event that has been (its protocol log shows the page loaded and no answer missing), for as long
 * as it is given. Started anew, with what it left behind killed by Playwright. An application that does not start fails each time.
 */
async function takenHoldOf(
  executablePath: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv | undefined,
): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({
        executablePath,
        args: [...args, ...rootSwitches],
        env: stringsOf({ ...process.env, ...env }),
        timeout: 25_000,
      });
    } catch (error) {
      if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
      console.warn('Playwright missed the first page of the application; started anew.');
    }
  }
}

const stringsOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

export type Screen = {
  readonly display: string;
  /** How many different colours the screen shows; an empty one shows one. */
  readonly colours: () => number;
  readonly close: () => void;
};

/** A virtual screen whose pixels can be read, for an application that nothing may drive. */
export async function openScreen(): Promise<Screen> {
  const folder = mkdtempSync(join(tmpdir(), 'jobport-screen-'));
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-fbdir', folder],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb did not start')));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return {
    display: `:${number}`,
    colours: () => coloursIn(readFileSync(join(folder, 'Xvfb_screen0'))),
    close() {
      server.removeAllListeners('exit');
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The screen is kept as an X window dump: a header of big-endian numbers, colour entries of 12 bytes, then pixels. */
function coloursIn(dump: Buffer): number {
  const [headerSize, colourEntries] = [dump.readUInt32BE(0), dump.readUInt32BE(76)];
  const seen = new Set<number>();
  for (let at = headerSize + colourEntries * 12; at + 4 <= dump.length; at += 4) seen.add(dump.readUInt32LE(at));
  return seen.size;
}

/** Waits for a process; null when it is still there after that time. */
export function exitCode(child: ChildProcess, withinMs: number): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), withinMs);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(code ?? (signal === null ? 0 : -1));
    });
  });
}
