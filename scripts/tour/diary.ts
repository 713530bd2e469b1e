// What the tour did, step by step in plain words, with numbered pictures. A step that fails leaves a picture of how it
// looked then, and ends the tour.

import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright';

export type Diary = {
  readonly step: <T>(what: string, act: () => Promise<T>) => Promise<T>;
  /** Something worth knowing of the step that is going on. */
  readonly note: (text: string) => void;
  /** A picture of the window now; `name` says what is on it. */
  readonly picture: (name: string) => Promise<void>;
};

/** A step failed; it was said and pictured already. */
export class StepFailed extends Error {}

/** The folder is ours: what an earlier tour left in it goes, what somebody else put there stays. */
export function emptyTourFolder(folder: string): void {
  for (const part of ['pictures', 'exports', 'taken-in']) rmSync(join(folder, part), { recursive: true, force: true });
  for (const part of ['pictures', 'exports', 'taken-in']) mkdirSync(join(folder, part), { recursive: true });
}

export function createDiary(page: Page, folder: string): Diary {
  let steps = 0;
  let pictures = 0;
  const take = async (name: string): Promise<string> => {
    pictures += 1;
    const file = join(folder, 'pictures', `${String(pictures).padStart(2, '0')}-${name}.png`);
    await settled(page);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'initial' });
    return file;
  };
  return {
    async step(what, act) {
      steps += 1;
      const started = performance.now();
      console.log(`${String(steps).padStart(2)}. ${what}`);
      try {
        return await act();
      } catch (error) {
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        console.error(`    failed after ${seconds} s: ${error instanceof Error ? error.message : String(error)}`);
        const file = await take('FAILED').catch(() => null);
        if (file !== null) console.error(`    how it looked: ${relative(process.cwd(), file)}`);
        throw new StepFailed(what);
      }
    },
    note: (text) => console.log(`    ${text}`),
    picture: async (name) => void (await take(name)),
  };
}

/** Fonts are there, and nothing that is on its way in or out is half. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const finite = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.race([
      Promise.allSettled(finite.map((each) => each.finished)),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ]);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** What lies in the folder now, one line each, for the end of the tour. */
export function contents(folder: string): string[] {
  return ['exports', 'pictures'].flatMap((part) =>
    readdirSync(join(folder, part), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => `${relative(folder, file)} (${Math.ceil(statSync(file).size / 1024)} kB)`),
  );
}
