/** Words that were erased are not left in the search index: at once after one edit, after the passes when it was a bulk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { openDatabase, type Database } from './database.ts';
import { takeInGenerated } from './demo.ts';
import { ERASED_AT_ONCE, eraseSlice, eraseWhenIdle, hasErasedWords } from './erased-words.ts';
import { idMaker } from './new-id.ts';
import { createRandom } from '../demo/random.ts';
import { search } from './search.ts';
import { verifyCaseload } from './verify.ts';
import { write } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobport-erased-'));
const NOW = Date.parse('2026-11-23T09:00:00Z');
const author = { actor: 'a', device: 'd', now: () => NOW, newId: idMaker(() => NOW) };
let db: Database;
let rows: { id: string; dossier: string }[];

beforeAll(async () => {
  const opened = await openDatabase({
    file: join(folder, 'caseload.db'),
    key: new Uint8Array(32).fill(5),
    migrationsDir: inRoot('migrations', 'caseload'),
  });
  if (!opened.ok) throw new Error(opened.error.type);
  db = opened.value;
  takeInGenerated(
    { db, author },
    { seed: 5, candidates: 40, language: 'nl', now: NOW, rowsPerCandidate: 60, job: { progress: () => undefined } },
  );
  rows = db.all(`SELECT "id", "dossier" FROM "skill" WHERE "deleted" = 0 ORDER BY "number"`);
  // So large an import leaves the index in pieces.
  expect(hasErasedWords(db)).toBe(true);
  eraseAll();
  expect(rows.length).toBeGreaterThan(30 * ERASED_AT_ONCE);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** No word of the index is stored shorter than what it does not share with the word before: this one begins as no other. */
const inPages = (word: string): boolean =>
  db.all<{ block: Buffer }>(`SELECT "block" FROM "searchIndex_data"`).some(({ block }) => block.includes(word));
const noteAll = (of: readonly { id: string; dossier: string }[], note: string | null): void =>
  void db.transact((tx) =>
    write(
      tx,
      author,
      'edit',
      of.map(({ id: row, dossier }) => ({ concept: 'skill' as const, row, dossier, fields: { note } })),
    ),
  );
const securely = (): number | undefined =>
  db.get<{ v: number }>(`SELECT "v" FROM "searchIndex_config" WHERE "k" = 'secure-delete'`)?.v;
function eraseAll(): number {
  let slices = 1;
  while (eraseSlice(db)) slices++;
  return slices;
}

describe('erased words', () => {
  it('leave the pages at once when a few rows change', () => {
    const few = rows.slice(0, 8);
    noteAll(few, 'ÿzqeen');
    expect(inPages('zqeen')).toBe(true);
    noteAll(few, null);
    expect(inPages('zqeen')).toBe(false);
    expect(hasErasedWords(db)).toBe(false);
  });

  it('leave the pages after a pass when a bulk took them out, and are never found in between', () => {
    noteAll(rows, 'ÿzqtwee');
    noteAll(rows, 'ÿzqdrie');
    expect(hasErasedWords(db)).toBe(true);
    expect(securely()).toBe(0);
    expect(inPages('zqtwee')).toBe(true);
    expect(search(db, 'ÿzqtwee', 5).hits).toEqual([]);
    expect(search(db, 'ÿzqdrie', 5).more).toBe(true);
    expect(eraseAll()).toBeGreaterThan(1);
    expect(hasErasedWords(db)).toBe(false);
    expect(securely()).toBe(1);
    expect(inPages('zqtwee')).toBe(false);
    expect(search(db, 'ÿzqdrie', 5).more).toBe(true);
    expect(verifyCaseload(db, { progress: () => undefined })).toMatchObject({ search: true });
  });

  it('leave the pages also when edits and another bulk came while a pass was going on', () => {
    noteAll(rows, 'ÿzqvier');
    expect(eraseSlice(db)).toBe(true);
    noteAll(rows.slice(0, 5), 'ÿzqvijf');
    eraseSlice(db);
    noteAll(rows, 'ÿzqzes');
    eraseAll();
    for (const word of ['zqdrie', 'zqvier', 'zqvijf']) expect(inPages(word), word).toBe(false);
    expect(inPages('zqzes')).toBe(true);
    expect(verifyCaseload(db, { progress: () => undefined })).toMatchObject({ search: true });
  });

  it('are taken out at once again after a bulk that was not to be', () => {
    expect(() =>
      db.transact((tx) => {
        const changes = rows.map(({ id: row, dossier }) => ({
          concept: 'skill' as const,
          row,
          dossier,
          fields: { note: null },
        }));
        write(tx, author, 'edit', changes);
        throw new Error('cancelled');
      }),
    ).toThrow('cancelled');
    expect(hasErasedWords(db)).toBe(false);
    expect(securely()).toBe(1);
    noteAll(rows.slice(0, 3), 'ÿzqacht');
    noteAll(rows.slice(0, 3), 'ÿzqzes');
    expect(inPages('zqacht')).toBe(false);
  });

  it.each([26, 27, 28])(
    'do not come back whatever edits, bulks, removals and passes follow each other (seed %i)',
    async (seed) => {
      const opened = await openDatabase({
        file: join(folder, `any-order-${seed}.db`),
        key: new Uint8Array(32).fill(7),
        migrationsDir: inRoot('migrations', 'caseload'),
      });
      if (!opened.ok) throw new Error(opened.error.type);
      const own = opened.value;
      const random = createRandom(seed, 1);
      const dossiers = Array.from({ length: 120 }, () => author.newId());
      let said = 0;
      // Words that begin alike go and come together.
      const word = () => (random.chance(80) ? `wq${++said}` : `wq${random.between(1, said + 1)}`);
      own.transact((tx) =>
        write(
          tx,
          author,
          'add',
          dossiers.map((dossier) => ({
            concept: 'candidate' as const,
            row: dossier,
            dossier,
            fields: { place: word() },
          })),
        ),
      );
      for (let group = 0; group < 150; group++) {
        const changes = Array.from({ length: random.pick([1, 1, 2, 4, 15, 25]) }, () => {
          const dossier = random.pick(dossiers);
          const field = random.pick(['place', 'street', 'surname'] as const);
          const removal = random.chance(8) ? { deleted: random.chance(50) } : {};
          return { concept: 'candidate' as const, row: dossier, dossier, fields: { [field]: word() }, ...removal };
        });
        own.transact((tx) => write(tx, author, 'edit', changes));
        if (random.chance(20)) for (let slices = random.between(1, 40); slices > 0 && eraseSlice(own); slices--);
        if (group % 10 === 9)
          expect([group, verifyCaseload(own, { progress: () => undefined }).search]).toEqual([group, true]);
      }
      await own.close();
    },
    60_000,
  );

  it('go by themselves while nobody asks for anything', async () => {
    noteAll(rows, null);
    const troubles: unknown[] = [];
    const stop = eraseWhenIdle(db, (error) => troubles.push(error));
    await expect.poll(() => hasErasedWords(db), { timeout: 20_000 }).toBe(false);
    stop();
    expect(troubles).toEqual([]);
    expect(inPages('zqzes')).toBe(false);
  });
});
