/**
 * PDF.js in the window: loaded when the first PDF is opened, its work in a worker of its own, everything it needs from the window's own
 * address, no script made of text and no wasm. A PDF that a message can carry comes whole, a larger one as far as its pages are looked at.
 */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import type { Api } from '../../api/bridge.ts';
import { readDocument } from './read-document.ts';

const load = () => import('pdfjs-dist');
let loaded: ReturnType<typeof load> | undefined;
/** Once: the worker is shared by all PDFs, and idle between them. */
export const pdfjs = (): ReturnType<typeof load> =>
  (loaded ??= load().then((library) => {
    library.GlobalWorkerOptions.workerPort = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      type: 'module',
    });
    return library;
  }));

/** Up to this many bytes a PDF comes whole. */
const WHOLE = 4_000_000;
/** What is fetched at once of a larger one. */
const STRETCH = 256 * 1024;
/** Pixels of one picture in a PDF: more is left out rather than drawn. */
const MOST_PIXELS = 50_000_000;

/** @param failed told when its bytes can not be read (any more) */
export async function openPdf(
  api: Api,
  row: string,
  bytes: number,
  failed: (error: unknown) => void,
): Promise<PDFDocumentLoadingTask> {
  const library = await pdfjs();
  const beside = (path: string): string => new URL(`pdf/${path}/`, document.baseURI).href;
  const options = {
    cMapUrl: beside('cmaps'),
    standardFontDataUrl: beside('standard_fonts'),
    wasmUrl: beside('decoders'),
    useWasm: false,
    // The same letters on every laptop where a PDF does not carry its own.
    useSystemFonts: false,
    useWorkerFetch: true,
    disableWorkerRendering: true,
    enableXfa: false,
    maxImageSize: MOST_PIXELS,
    canvasMaxAreaInBytes: 4 * MOST_PIXELS,
    verbosity: library.VerbosityLevel.ERRORS,
  };
  if (bytes <= WHOLE) return library.getDocument({ ...options, data: await readDocument(api, row, { to: bytes }) });
  class Stretches extends library.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      readDocument(api, row, { from: begin, to: end }).then((part) => this.onDataRange(begin, part), failed);
    }
  }
  const first = await readDocument(api, row, { to: STRETCH });
  return library.getDocument({
    ...options,
    range: new Stretches(bytes, first),
    rangeChunkSize: STRETCH,
    disableAutoFetch: true,
    disableStream: true,
  });
}
