// Native dialogs can not be clicked from outside, so their answers are given from outside: Playwright puts them in the
// place of the system's own. The product has nothing for this.

import type { ElectronApplication } from 'playwright';

/** The dialog for choosing files gives these from now on; none means cancelled. */
export async function answerOpenDialog(app: ElectronApplication, files: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths });
    },
    [...files],
  );
}

/** The dialog for saving saves in this folder from now on, under the name that the product suggests. */
export async function answerSaveDialog(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = (...asked: unknown[]) => {
      const { defaultPath = '' } = asked.at(-1) as { defaultPath?: string };
      return Promise.resolve({ canceled: false, filePath: `${into}/${defaultPath.split(/[/\\]/).at(-1) ?? ''}` });
    };
  }, folder);
}
