/** Where PDF.js works, beside the window. */
import 'pdfjs-dist/build/pdf.worker.mjs';
