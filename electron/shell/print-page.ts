// Prints a page to PDF in a hidden window that can do nothing else: no script, no bridge, no network, nothing on the
// disk. The page comes from memory by the print: address and is gone when the PDF is there.

import { BrowserWindow, session } from 'electron';
import { printAddress, seal } from './app-protocol.ts';
import { printPolicy } from './content-policy.ts';

export type PrintOptions = {
  /** Small HTML with Chromium's own classes: pageNumber, totalPages, title. */
  readonly header: string;
  readonly footer: string;
};

/** A dossier of sixty pages takes two seconds; after a minute something is wrong and the window goes. */
const patienceMs = 60_000;

/** `nth` makes the session of each page its own; it must be new for each call. */
export async function printPage(html: string, options: PrintOptions, nth: number): Promise<Uint8Array> {
  const own = session.fromPartition(`print-${nth}`, { cache: false });
  seal(own, ['print:', 'data:']);
  own.protocol.handle(
    'print',
    () =>
      new Response(html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': printPolicy,
          'Cache-Control': 'no-store',
        },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      devTools: false,
    },
  });
  const tooLong = setTimeout(() => window.destroy(), patienceMs);
  try {
    await window.loadURL(printAddress);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      // Chromium puts its own header where none is given.
      headerTemplate: options.header || '<span></span>',
      footerTemplate: options.footer || '<span></span>',
    });
  } finally {
    clearTimeout(tooLong);
    if (!window.isDestroyed()) window.destroy();
    own.protocol.unhandle('print');
  }
}
