/** The words of a PDF, page after page, by PDF.js in Node: it draws nothing, opens nothing and fetches nothing. */
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { NoWords } from './word-kinds.ts';

/** More pages than this are looked at by people, not by the search box. */
const MOST_PAGES = 3_000;

// PDF.js wants these of a browser as soon as it is read; they draw, which is never done here.
function Nothing(): void {
  // Made, and never asked for anything.
}
for (const name of ['DOMMatrix', 'Path2D', 'ImageData'] as const)
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: Nothing });

async function library() {
  // In this thread and not in one more: found here, PDF.js does not look for a file to begin one from.
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

export async function pdfWords(bytes: Uint8Array, most: number): Promise<Result<string, NoWords>> {
  const pdfjs = await library();
  const task = pdfjs.getDocument({
    data: bytes,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    maxImageSize: 0,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    let text = '';
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES) && text.length < most; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : ' ');
      text += '\n';
      page.cleanup();
    }
    return ok(text);
  } catch (error) {
    return err({ type: error instanceof pdfjs.PasswordException ? 'password' : 'damaged' });
  } finally {
    await task.destroy();
  }
}
