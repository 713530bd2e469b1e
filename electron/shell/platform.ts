// What the operating system does for the desktop: choosing files, choosing where to save, printing. The desktop knows
// only the type; the preview and the tests do the same with a Chromium.

import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { Platform } from '../desktop.ts';
import { PRODUCT } from '../version.ts';
import type { CameraGate } from './camera.ts';
import { printPage } from './print-page.ts';

export function electronPlatform(currentWindow: () => BrowserWindow | null, camera: CameraGate): Platform {
  let printed = 0;
  // Chromium writes the name of the browser into each PDF. That of one window or session does not count, only this one does.
  app.userAgentFallback = PRODUCT;

  return {
    async chooseFiles({ title, extensions, many }) {
      const options: Electron.OpenDialogOptions = {
        title,
        properties: many ? ['openFile', 'multiSelections', 'dontAddToRecent'] : ['openFile', 'dontAddToRecent'],
        filters: extensions.length === 0 ? [] : [{ name: extensions.join(', '), extensions }],
      };
      const window = currentWindow();
      const chosen = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
      return chosen.canceled ? [] : chosen.filePaths;
    },

    async chooseSave({ title, suggestedName, extension }) {
      const options: Electron.SaveDialogOptions = {
        title,
        defaultPath: `${app.getPath('documents')}/${safeName(suggestedName)}`,
        filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
        properties: ['showOverwriteConfirmation', 'dontAddToRecent', 'createDirectory'],
      };
      const window = currentWindow();
      const chosen = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
      if (chosen.canceled || chosen.filePath === '') return null;
      const wanted = extension === '' ? '' : `.${extension.toLowerCase()}`;
      return chosen.filePath.toLowerCase().endsWith(wanted) ? chosen.filePath : chosen.filePath + wanted;
    },

    async chooseFolder({ title }) {
      const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'dontAddToRecent'] };
      const window = currentWindow();
      const chosen = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },

    allowCamera: (allowed) => camera.allow(allowed),

    async openInBrowser(url) {
      // Only ever made of the address that the adviser gave as that of the office, and of nothing else.
      if (/^https:|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/)/.test(url)) await shell.openExternal(url);
    },

    printPdf(html, options) {
      printed += 1;
      return printPage(html, options, printed);
    },
  };
}

/** Characters that Windows refuses in a file name, and anything that could point to another folder. */
const safeName = (name: string): string => name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-').replace(/^\.+/, '');
