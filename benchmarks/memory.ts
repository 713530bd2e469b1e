/** What the application holds in memory with the caseload open and the list scrolled through, beside a bare window. */
import { skipped, type Benchmark } from './benchmark.ts';
import { applications, BARE_READY } from './electron-window.ts';

const STEPS = 100;

export const memory: Benchmark = {
  name: 'memory',
  what: 'memory after scrolling through the list, beside a bare window with React',
  async run({ folder, caseload }) {
    const { profile, passphrase, candidates } = await caseload();
    const electron = await applications(folder);
    if (electron === null) return skipped('no Electron, or no screen for it, on this machine');
    try {
      const other = await electron.start('bare');
      await other.page.waitForSelector(BARE_READY);
      await other.page.waitForTimeout(2000);
      const bare = await other.memory();
      await other.quit();

      const ours = await electron.start('ours', { profile });
      await ours.page.waitForSelector('input[type=password]');
      const locked = await ours.memory();
      await ours.page.fill('input[type=password]', passphrase);
      await ours.page.press('input[type=password]', 'Enter');
      await ours.page.waitForSelector('[role=grid] [role=row][aria-rowindex="2"]');
      const opened = await ours.memory();
      for (let step = 1; step <= STEPS; step++) {
        await ours.page.evaluate((part) => {
          const grid = document.querySelector('[role=grid]');
          const scrolls = (element: Element): boolean => element.scrollHeight > element.clientHeight + 10;
          for (let at: Element | null = grid; at !== null; at = at.parentElement) {
            if (scrolls(at)) at.scrollTop = part * at.scrollHeight;
          }
        }, step / STEPS);
        await ours.page.waitForTimeout(60);
      }
      await ours.page.waitForTimeout(2000);
      const scrolled = await ours.memory();
      await ours.quit();
      return {
        figures: {
          Electron: electron.version,
          candidates: candidates,
          'bare window: all processes MB': bare.all,
          'locked: all processes MB': locked.all,
          'list open: all processes MB': opened.all,
          'scrolled: all processes MB': scrolled.all,
          'scrolled: main process with the caseload worker MB': scrolled.main,
          'scrolled: window MB': scrolled.window,
          'bare window: main process MB': bare.main,
          'bare window: window MB': bare.window,
        },
        ratios: {
          'all to bare': scrolled.all / bare.all,
          'main to bare': scrolled.main / bare.main,
          'window to bare': scrolled.window / bare.window,
        },
        targets: [],
        method: `Working sets as Electron counts them (pages that processes share count in each); ${STEPS} steps through the whole list, then two seconds of rest.`,
      };
    } finally {
      electron.close();
    }
  },
};
