/**
 * A real caseload for a test: an encrypted file in a folder of its own with all migrations, a clock that goes on by itself
 * and ids that count, so that whole values can be compared.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../electron/caseload/database.ts';
import type { Author } from '../../electron/caseload/write.ts';
import { verifyCaseload } from '../../electron/caseload/verify.ts';

export const migrationsDir = join(import.meta.dirname, '..', '..', 'migrations', 'caseload');
export const TEST_KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);

const START = Date.UTC(2026, 10, 23, 9);

export const newFolder = (name = 'caseload'): string => mkdtempSync(join(tmpdir(), `jobport-${name}-`));
export const removeFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true });

export type TestCaseload = {
  readonly dir: string;
  readonly file: string;
  readonly db: Database;
  /** Another adviser on the same file: what a sync will bring. */
  authorNamed(actor: string): Author;
  readonly author: Author;
  close(): Promise<void>;
};

export async function newCaseload(
  options: { dir?: string; reached?: (point: string) => void } = {},
): Promise<TestCaseload> {
  const dir = options.dir ?? newFolder();
  const file = join(dir, 'caseload.db');
  const opened = await openDatabase({
    file,
    key: TEST_KEY,
    migrationsDir,
    ...(options.reached ? { reached: options.reached } : {}),
  });
  if (!opened.ok) throw new Error(opened.error.type);
  const db = opened.value;
  let time = START;
  let ids = 0;
  const authorNamed = (actor: string): Author => ({
    actor,
    device: `device-of-${actor}`,
    now: () => (time += 1000),
    newId: () => testId(++ids),
  });
  return {
    dir,
    file,
    db,
    authorNamed,
    author: authorNamed('anna'),
    async close() {
      await db.close();
      if (options.dir === undefined) removeFolder(dir);
    },
  };
}

export const testId = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** What the caseload itself finds wrong; empty when all is well. */
export const problemsOf = (db: Database): string[] => verifyCaseload(db, { progress: () => undefined }).problems;
