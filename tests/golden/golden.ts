/**
 * The golden caseloads: for each released schema one encrypted file as that version wrote it, so that every later version
 * is held to opening it. Made once from invented people and then never again (README.md).
 *
 *     node tests/golden/golden.ts 0001
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeInGenerated } from '../../electron/caseload/demo.ts';
import { openDatabase } from '../../electron/caseload/database.ts';
import type { Author } from '../../electron/caseload/write.ts';

/** Not a secret: it opens these files and nothing else. */
export const GOLDEN_KEY = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256);
export const GOLDEN_CANDIDATES = 2;
export const goldenFile = (name: string): string => join(import.meta.dirname, `caseload-${name}.db`);

async function make(name: string): Promise<void> {
  const file = goldenFile(name);
  if (existsSync(file)) throw new Error('A golden file is made once. What is released does not change.');
  const opened = await openDatabase({
    file: `${file}.making`,
    key: GOLDEN_KEY,
    migrationsDir: join(import.meta.dirname, '..', '..', 'migrations', 'caseload'),
  });
  if (!opened.ok) throw new Error(opened.error.type);
  const db = opened.value;
  let ids = 0;
  let time = Date.UTC(2026, 10, 23, 9);
  const author: Author = {
    actor: 'golden-adviser',
    device: 'golden-device',
    now: () => (time += 1000),
    newId: () => `00000000-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`,
  };
  takeInGenerated(
    { db, author },
    { seed: 1, candidates: GOLDEN_CANDIDATES, language: 'nl', now: time, job: { progress: () => undefined } },
  );
  // A fresh copy: as small as it can be, and without a write-ahead log.
  db.copyTo(file);
  await db.close();
  rmSync(`${file}.making`);
}

if (import.meta.main) await make(process.argv[2] ?? '');
