/** Every released schema opens in this version; a schema from the future is left alone. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listCandidates } from '../../electron/caseload/candidates.ts';
import { openDatabase } from '../../electron/caseload/database.ts';
import { renewSearch, search } from '../../electron/caseload/search.ts';
import { migrationsDir, newFolder, problemsOf, removeFolder } from '../support/caseload.ts';
import { GOLDEN_CANDIDATES, GOLDEN_KEY, goldenFile } from './golden.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const copyOf = (name: string): string => {
  const dir = newFolder('golden');
  folders.push(dir);
  const file = join(dir, 'caseload.db');
  copyFileSync(goldenFile(name), file);
  return file;
};
const open = async (file: string, key = GOLDEN_KEY) => openDatabase({ file, key, migrationsDir });
const opened = async (file: string) => {
  const result = await open(file);
  if (!result.ok) throw new Error(result.error.type);
  // As the application does when it opens one.
  renewSearch(result.value);
  return result.value;
};

const names = readdirSync(import.meta.dirname).flatMap((file) => /^caseload-(\d{4})\.db$/.exec(file)?.[1] ?? []);

describe('a caseload of an earlier version', () => {
  it('has a golden file for the first schema', () => {
    expect(names).toContain('0001');
  });

  it.each(names)('%s opens, verifies, and finds its people', async (name) => {
    const db = await opened(copyOf(name));
    expect(problemsOf(db)).toEqual([]);
    const ask = { filter: {}, sort: { column: 'name', descending: false }, offset: 0, limit: 10 } as const;
    const { total, lines } = listCandidates(db, ask, '2026-11-29');
    expect(total).toBe(GOLDEN_CANDIDATES);
    for (const { id, surname } of lines)
      expect(search(db, surname ?? '', 10).hits.map((hit) => hit.dossier)).toContain(id);
    await db.close();
    // And again, now that this version has written in it.
    const again = await opened(copyOf(name));
    expect(problemsOf(again)).toEqual([]);
    await again.close();
  });

  it('is not a database to whoever has another key', async () => {
    const file = copyOf('0001');
    const before = readFileSync(file);
    const other = Uint8Array.from(GOLDEN_KEY, (byte) => byte ^ 1);
    expect(await open(file, other)).toEqual({ ok: false, error: { type: 'NotADatabase' } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('a caseload of a later version', () => {
  it('is refused by name, and not a byte of it changes', async () => {
    const file = copyOf('0001');
    const db = await opened(file);
    db.transact((tx) =>
      tx.run(`INSERT INTO "migration" ("name", "batch", "migration_time") VALUES ('9999-later.sql', 2, 0)`),
    );
    await db.close();
    const before = readFileSync(file);
    expect(await open(file)).toEqual({ ok: false, error: { type: 'SchemaNewer' } });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..'))).toEqual(['caseload.db']);
  });
});
