// A home for a Chromium that is thrown away with it: its profile lies in a temporary folder already, but the reports of its
// crashes, and what dconf keeps, would stay with the user (~/.config/chromium, ~/.cache).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type ThrowawayHome = {
  /** The environment to start it with. No flag of Chromium does it: `--crash-dumps-dir` is not heard. */
  readonly env: Record<string, string>;
  readonly remove: () => void;
};

export function throwawayHome(folder?: string): ThrowawayHome {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'jobport-chromium-'));
  const env = Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
  );
  return {
    env: { ...env, XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache') },
    // Its last processes may still be writing for a moment.
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}
