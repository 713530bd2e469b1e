/**
 * From the click to something that can be used, beside a bare window. What stands there first is the passphrase field: the
 * target is judged by it. Unlocking waits for a person and then mostly for argon2id, which is slow on purpose, so it is
 * told apart; `--demo` goes all the way to the list without anybody typing.
 */
import { skipped, type Benchmark } from './benchmark.ts';
import { applications, BARE_READY, FIRST_LINE, PASSPHRASE_FIELD } from './electron-window.ts';
import { median } from './measure.ts';

const RUNS = { small: 3, full: 7 } as const;

export const start: Benchmark = {
  name: 'start',
  what: 'the packaged application to a usable window, beside a bare window with React',
  async run({ folder, caseload, size, say }) {
    const { profile, passphrase, candidates } = await caseload();
    const electron = await applications(folder);
    if (electron === null) return skipped('no Electron, or no screen for it, on this machine');
    try {
      const bare: number[] = [];
      const locked: number[] = [];
      const unlocking: number[] = [];
      const demo: number[] = [];
      const demoProfile = `${folder}/demo-profile`;
      // Used before, as ours is: a first start also makes its folders.
      const bareProfile = `${folder}/bare-profile`;
      for (let run = 0; run <= RUNS[size]; run++) {
        say(`start ${run} of ${RUNS[size]}`);
        const other = await electron.start('bare', { profile: bareProfile });
        await other.page.waitForSelector(BARE_READY);
        const bareMs = other.since();
        await other.quit();

        const ours = await electron.start('ours', { profile });
        await ours.page.waitForSelector(PASSPHRASE_FIELD);
        const lockedMs = ours.since();
        await ours.page.fill(PASSPHRASE_FIELD, passphrase);
        const typed = performance.now();
        await ours.page.press(PASSPHRASE_FIELD, 'Enter');
        await ours.page.waitForSelector(FIRST_LINE);
        const unlockMs = performance.now() - typed;
        await ours.quit();

        // The first of these makes the demo caseload; it is among the runs that only warm up.
        const shown = await electron.start('ours', { profile: demoProfile, args: ['--demo'] });
        await shown.page.waitForSelector(FIRST_LINE);
        const demoMs = shown.since();
        await shown.quit();
        if (run === 0) continue;
        bare.push(bareMs);
        locked.push(lockedMs);
        unlocking.push(unlockMs);
        demo.push(demoMs);
      }
      const ratio = median(locked) / median(bare);
      return {
        figures: {
          Electron: electron.version,
          'bare window with React: median ms': median(bare),
          'to the passphrase field: median ms': median(locked),
          [`from passphrase to the list of ${candidates}: median ms`]: median(unlocking),
          'demo caseload, start to list with its key derivation: median ms': median(demo),
        },
        ratios: { 'passphrase field to bare window': ratio, 'demo list to bare window': median(demo) / median(bare) },
        targets: [{ what: 'start, to the bare window', value: ratio, limit: 1.5, unit: 'times', good: 'below' }],
        method: `${RUNS[size]} starts of each, turn by turn, after one to warm up; both driven by Playwright on a virtual screen.`,
      };
    } finally {
      electron.close();
    }
  },
};
