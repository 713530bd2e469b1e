// Says whether something that was made is older than what it was made from, so that starting and testing rebuild only
// when needed. Compares names and times of every source file: a removed file makes the result stale too.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.ts';

/** A short text that changes when any of these files or folders changes. Tests are not part of what is built. */
export function fingerprint(sources: readonly string[], extra: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const text of extra) hash.update(`${text}\n`);
  const visit = (path: string): void => {
    if (!existsSync(path)) return void hash.update(`${path} absent\n`);
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

/** Runs `make` unless the stamp says that it already ran for this fingerprint; the stamp is written after success. */
export async function whenStale(stampFile: string, mark: string, make: () => Promise<void>): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === mark) return false;
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, mark);
  return true;
}

/** Everything the built application depends on. */
export const applicationSources: readonly string[] = [
  'core',
  'electron',
  'renderer',
  'server/web',
  'migrations',
  'resources',
  'scripts/build.ts',
  'package.json',
  'package-lock.json',
].map((name) => inRoot(name));
