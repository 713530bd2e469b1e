/** Search against a look at every row: nobody is missed, nobody is found who has it nowhere, the filter agrees. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/paths.ts';
import { candidatesWith, allIndexed, search } from './search.ts';
import { openDatabase, type Database } from './database.ts';
import { takeInGenerated } from './demo.ts';
import { idMaker } from './new-id.ts';
import { waitingForServer } from './candidates.ts';
import { createRandom } from '../demo/random.ts';
import { verifyCaseload } from './verify.ts';
import { openGroup } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobport-search-'));
let db: Database;
/** Number of the candidate → all words of the dossier, each after a space. */
const dossiers = new Map<number, string>();
const NOW = Date.parse('2026-11-23T09:00:00Z');

beforeAll(async () => {
  const opened = await openDatabase({
    file: join(folder, 'caseload.db'),
    key: new Uint8Array(32).fill(3),
    migrationsDir: inRoot('migrations', 'caseload'),
  });
  if (!opened.ok) throw new Error(opened.error.type);
  db = opened.value;
  const author = { actor: 'a', device: 'd', now: () => NOW, newId: idMaker(() => NOW) };
  takeInGenerated(
    { db, author },
    { seed: 3, candidates: 90, language: 'nl', now: NOW, rowsPerCandidate: 60, job: { progress: () => undefined } },
  );
  for (const [at, { name, words }] of allIndexed(db)) {
    const dossier = Math.floor(at / 2 ** 31);
    dossiers.set(dossier, `${dossiers.get(dossier) ?? ''} ${name} ${words}`);
  }
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbersOf = (ids: readonly string[]): number[] =>
  ids
    .map((id) => db.get<{ number: number }>(`SELECT "number" FROM "candidate" WHERE "id" = ?`, id)?.number ?? -1)
    .sort((one, other) => one - other);
const found = (question: string): number[] => numbersOf(search(db, question, 100).hits.map((hit) => hit.dossier));
const having = (words: readonly string[], before: '' | ' '): number[] =>
  [...dossiers]
    .filter(([, text]) => words.every((word) => text.includes(before + word)))
    .map(([number]) => number)
    .sort((one, other) => one - other);

describe('search', () => {
  const questions = [
    'a', 'b', 'x', '7', 'de', 'en', 'van', 'zz', 'mag', 'chauf', 'chauffeur', 'magazijn', 'schoon', 'nederlands', 'mbo',
    'rijbewijs b', 'de van', 'magazijn den', 'heftruck chauffeur', 'zorg hulp', 'a e i o', 'magazijn zorg keuken',
    '0600', '06 00 00', 'bestaatniet', 'wajong', 'de een van met en op te voor', 'magaz hout tuin',
  ]; // prettier-ignore

  it('finds everybody who has words that begin so, and only who has them at all', () => {
    for (const question of questions) {
      const words = question.split(' ');
      const got = found(question);
      expect(got, question).toEqual(expect.arrayContaining(having(words, ' ')));
      expect(having(words, ''), question).toEqual(expect.arrayContaining(got));
    }
  });

  it('finds the same as the filter of the list', () => {
    for (const question of questions) {
      expect(found(question), question).toEqual(candidatesWith(db, question).sort((one, other) => one - other));
    }
  });

  it('finds by any word of any dossier, whole or its first letters, and shows where it stands', () => {
    for (const [number, text] of dossiers) {
      const words = [...new Set(text.split(' '))].filter((word) => word.length > 1);
      const word = words[(number * 31) % words.length] ?? '';
      for (const asked of [word, word.slice(0, 2), word.slice(0, 5)]) {
        const { hits } = search(db, asked, 100);
        expect(numbersOf(hits.map((hit) => hit.dossier)), asked).toContain(number);
        expect(
          hits.every((hit) => hit.matches.length > 0),
          asked,
        ).toBe(true);
      }
    }
  });

  it('looks at the rows where more words begin alike than can be looked up', () => {
    const begins = db.get<{ total: number }>(
      `SELECT count(*) AS total FROM "word" WHERE "term" BETWEEN 'magazijn' AND 'magazijnzzz'`,
    );
    expect(begins?.total).toBeGreaterThan(48);
    expect(found('magazijn')).toEqual(expect.arrayContaining(having(['magazijn'], ' ')));
  });

  it('gives those first whose name it is, and says that there are more', () => {
    const { surname } = db.get<{ surname: string }>(`SELECT "surname" FROM "candidate" WHERE "number" = 40`)!;
    const first = search(db, surname, 1);
    expect(first.hits).toHaveLength(1);
    expect(first.hits[0]?.matches[0]).toMatchObject({ concept: 'candidate', field: 'surname' });
    expect(search(db, 'de', 5)).toMatchObject({ more: true, hits: { length: 5 } });
  });

  it('counts what waits for the server since the first of it', () => {
    const plain = db.get<{ total: number; since: number }>(
      `SELECT count(*) AS total, min("at") AS since FROM "operation" WHERE "acknowledgedAt" IS NULL`,
    );
    expect(waitingForServer(db)).toEqual(plain);
  });

  it('still knows every beginning after words that share one came and went, and keeps the index whole', () => {
    const random = createRandom(9, 0);
    const author = { actor: 'a', device: 'd', now: () => NOW, newId: idMaker(() => NOW) };
    const alike = ['kast', 'kastje', 'kasteel', 'kaste', 'kasba', 'ka', 'kat', 'katoen', 'zaag', 'zaagsel', 'zaal'];
    const rows = db.all<{ id: string; dossier: string }>(`SELECT "id", "dossier" FROM "skill" WHERE "number" < 120`);
    for (let round = 0; round < 4; round++) {
      db.transact((tx) => {
        const group = openGroup(tx, author, 'edit');
        for (const { id: row, dossier } of rows) {
          if (random.chance(30)) continue;
          const note = random.chance(10) ? null : random.some(alike, random.between(1, 7)).join(' ');
          const deleted = random.chance(10) ? { deleted: true } : random.chance(20) ? { deleted: false } : {};
          group.write({ concept: 'skill', row, dossier, fields: { note }, ...deleted });
        }
        group.close();
      });
      dossiers.clear();
      for (const [at, { name, words }] of allIndexed(db)) {
        const dossier = Math.floor(at / 2 ** 31);
        dossiers.set(dossier, `${dossiers.get(dossier) ?? ''} ${name} ${words}`);
      }
      for (const asked of ['ka', 'kas', 'kat', 'kast', 'kaste', 'za', 'zaa', 'zaag', 'zaags']) {
        expect(having([asked], '')).toEqual(expect.arrayContaining(found(asked)));
        expect(found(asked), asked).toEqual(expect.arrayContaining(having([asked], ' ')));
      }
    }
    expect(verifyCaseload(db, { progress: () => undefined })).toMatchObject({ search: true, operations: true });
  });
});
