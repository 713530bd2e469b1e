// Gives the built window's files by address, and nothing else on the disk. Owns which file answers which address; knows
// nothing of Electron, so the preview and the window tests serve exactly the same bytes with the same headers.

import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { windowHeaders } from './content-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  // Tables and letters that a PDF may need.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
};

export type FileAnswer = {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};

const absent: FileAnswer = { status: 404, headers: windowHeaders, body: new Uint8Array() };

/**
 * The file in `folder` that this path names. An address without an extension is a screen of the window, so it gets
 * index.html; anything that would leave the folder, or has a type the window never loads, does not exist.
 */
export async function windowFile(folder: string, pathname: string): Promise<FileAnswer> {
  const named = decoded(pathname);
  if (named === null) return absent;
  const extension = extname(named).toLowerCase();
  const file = join(folder, extension === '' ? 'index.html' : named);
  const type = types[extension === '' ? '.html' : extension];
  if (type === undefined || !file.startsWith(folder + sep)) return absent;
  try {
    // A link inside the folder must not lead out of it either.
    if (!(await realpath(file)).startsWith((await realpath(folder)) + sep)) return absent;
    const body = new Uint8Array(await readFile(file));
    return { status: 200, headers: { ...windowHeaders, 'Content-Type': type }, body };
  } catch {
    return absent;
  }
}

function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.includes('\\') || path.split('/').includes('..') ? null : path;
  } catch {
    return null;
  }
}
