/** The working half of PDF.js, which comes without types: only its being there is asked for. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
