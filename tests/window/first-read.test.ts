/**
 * What is read before the passphrase field stands there. Whatever is pulled in by one careless import keeps every adviser waiting at every
 * start, and nobody would see where it came from.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtDesktop, builtRenderer } from '../../scripts/paths.ts';

/** Says that something is in a bundle, whatever its names became. */
const MARK = {
  schemas: 'unrecognized_keys',
  word: 'w:abstractNum',
  zip: 'ZipReader',
  calendars: 'BYSETPOS',
  dossiers: 'FROM "candidate',
} as const;

/** A file with everything that it imports by itself. */
function readAtOnce(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const others = [...text.matchAll(/(?:^|[\n;}])\s*import\s*(?:[^'"()]*?from\s*)?["'](\.[^"']+\.js)["']/g)];
  return text + others.map(([, path]) => readAtOnce(join(dirname(file), String(path)), seen)).join('');
}
const isIn = (text: string) => Object.entries(MARK).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []));

describe('what is read before the lock stands there', () => {
  it('is in the window no schema of what lies behind it, and one file', () => {
    const [, first] =
      /<script[^>]* src="\.\/([^"]+)"/.exec(readFileSync(join(builtRenderer, 'index.html'), 'utf8')) ?? [];
    const file = join(builtRenderer, String(first));
    expect(isIn(readAtOnce(file))).toEqual([]);
    // Beside it only the few lines by which files find each other.
    expect(readAtOnce(file).length - readFileSync(file, 'utf8').length).toBeLessThan(1500);
    const others = readdirSync(join(builtRenderer, 'assets')).map((name) => join(builtRenderer, 'assets', name));
    expect(others.some((other) => other.endsWith('.js') && readFileSync(other, 'utf8').includes(MARK.schemas))).toBe(
      true,
    );
  });

  it('is in the main process no schema either', () => {
    expect(isIn(readAtOnce(join(builtDesktop, 'main.js')))).toEqual([]);
  });

  it('is in the caseload worker the vault and no dossiers, and nothing that makes Word files, zips or calendars, though it has all of them', () => {
    expect(isIn(readAtOnce(join(builtDesktop, 'worker.js')))).toEqual(['schemas']);
    const later = readdirSync(join(builtDesktop, 'later')).map((name) =>
      readFileSync(join(builtDesktop, 'later', name), 'utf8'),
    );
    expect(isIn(later.join('')).toSorted()).toEqual(['calendars', 'dossiers', 'schemas', 'word', 'zip']);
  });
});
