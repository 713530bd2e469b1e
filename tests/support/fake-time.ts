/** Another clock for one process, from outside it: Debian's libfaketime stands before the system's own. The product has nothing for this. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = '/usr/lib';
const library =
  process.platform !== 'linux'
    ? undefined
    : readdirSync(LIBRARIES, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
        .map(({ name }) => join(LIBRARIES, name, 'faketime', 'libfaketime.so.1'))
        .find((path) => existsSync(path));

/** Why no clock can be put wrong here, or null. */
export const noFakeTime = library === undefined ? 'no other clock: libfaketime is not installed' : null;

/** @param by as libfaketime writes it: `+365d` */
export const clockOff = (by: string): NodeJS.ProcessEnv => ({
  LD_PRELOAD: library,
  FAKETIME: by,
  // What only counts on, as Chromium's own timers do, is nobody's clock.
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  // Nor are its waits, which would be ten times as long.
  FAKETIME_FORCE_MONOTONIC_FIX: '0',
  FAKETIME_DISABLE_SHM: '1',
});
