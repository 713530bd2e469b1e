/**
 * Atkinson Hyperlegible Next for the paper, as a style sheet that carries the font itself: the page may load nothing. Read
 * once, from node_modules in development and from the resources of the package.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FONT_FAMILY } from './page-style.ts';

/** Western European letters, and the rest of Latin: Polish, Turkish, Czech names. */
const FILES: readonly { file: string; range: string }[] = [
  {
    file: 'atkinson-hyperlegible-next-latin-ext-wght-normal.woff2',
    range:
      'U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02D9, U+02DB, U+02DD-02FF, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0',
  },
  {
    file: 'atkinson-hyperlegible-next-latin-wght-normal.woff2',
    range: 'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2212',
  },
];

/** The files the package must have beside it. */
export const PAPER_FONT_FILES: readonly string[] = FILES.map(({ file }) => file);

/** @param folder holds PAPER_FONT_FILES: `node_modules/@fontsource-variable/atkinson-hyperlegible-next/files`, or a copy */
export function paperFontCss(folder: string): string {
  return FILES.map(
    ({ file, range }) =>
      `@font-face { font-family: '${FONT_FAMILY}'; font-style: normal; font-weight: 200 800; unicode-range: ${range}; ` +
      `src: url(data:font/woff2;base64,${readFileSync(join(folder, file)).toString('base64')}) format('woff2'); }\n`,
  ).join('');
}
