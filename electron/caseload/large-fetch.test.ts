/**
 * A large fetch writes its pages straight to their place, without the log. Killed while half of a page of rows is there, the caseload opens as it
 * was before that page; nothing of it is in the clear meanwhile; afterwards the log is there again.
 */
import { cpSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wordsInTheClear } from '../../tests/support/clear-words.ts';
import { newCaseload, newFolder, problemsOf, removeFolder, testId } from '../../tests/support/caseload.ts';
import { search } from './search.ts';
import { createSyncStore, type SyncStore } from './sync-store.ts';

type Page = Parameters<SyncStore['takePage']>[0];

const SERVER = testId(0x5e);
const EPOCH = testId(0xe0);
const TIME = Date.UTC(2026, 10, 30, 9);
const DOSSIERS = Array.from({ length: 12 }, (_, at) => testId(0xd00 + at));
const GRANTED = DOSSIERS.map((dossier) => ({ dossier, epoch: EPOCH, until: null }));
const CONNECTION = {
  address: 'https://kantoor.test',
  organisation: SERVER,
  person: 'anna',
  name: 'Anna Verzonnen',
  device: 'device-of-anna',
  laptop: 'laptop van Anna',
  privateKey: {},
};

/** So much that it does not fit in the memory that the test leaves. */
const LONG = 'Zonderlingenberg en verzonnen verhalen. '.repeat(90);
const SKILLS = 40;

/** The candidates of these dossiers, each with its skills, as the office gives them. */
function page(from: number, to: number): Page {
  const rows = DOSSIERS.slice(from, to).flatMap((dossier, at) => {
    const row = (concept: string, id: string, values: Record<string, string>) => ({
      dossier,
      concept,
      row: id,
      seq: 1 + from + at,
      createdAt: TIME,
      changedAt: TIME,
      heads: { '*': [testId(0x900)] },
      values,
    });
    return [
      row('candidate', dossier, { surname: `Verzonnen${from + at}`, presentation: LONG }),
      ...Array.from({ length: SKILLS }, (_, skill) =>
        row('skill', testId(0x10_000 + (from + at) * SKILLS + skill), { name: `vaardigheid ${from + at} ${skill}` }),
      ),
    ];
  });
  const last = rows.at(-1);
  return {
    serverEpoch: SERVER,
    serverTime: TIME,
    granted: GRANTED,
    answers: [],
    rows,
    next: to < DOSSIERS.length && last ? { dossier: last.dossier, concept: last.concept, row: last.row } : null,
  };
}

let folder: string;
let whenStored: () => void;
beforeEach(() => {
  folder = newFolder('large-fetch');
  whenStored = () => undefined;
});
afterEach(() => removeFolder(folder));

it('is whole when it is killed in the middle of a page, and enciphered on the disk', async () => {
  const dir = join(folder, 'laptop');
  const killed = join(folder, 'killed');
  mkdirSync(dir);
  const laptop = await newCaseload({
    dir,
    reached: (point) => point === 'sync: page stored' && whenStored(),
  });
  const { db, author } = laptop;
  const store = createSyncStore({ db, author, adviserRow: 'anna', identify: () => undefined, formerly: () => [] });
  store.connect(CONNECTION);
  store.takePull({
    serverEpoch: SERVER,
    isOther: true,
    cursor: 0,
    more: false,
    operations: [],
    grants: { now: GRANTED, ended: [] },
    serverTime: TIME,
  });
  expect(store.nextSnapshot()?.dossiers).toHaveLength(DOSSIERS.length);
  store.takePage(page(0, 6));
  expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'truncate' }]);

  // What does not fit in memory goes to its place before the transaction is through.
  db.pragma('cache_size=5');
  whenStored = () => cpSync(dir, killed, { recursive: true });
  store.takePage(page(6, 12));
  whenStored = () => undefined;
  expect(statSync(join(killed, 'caseload.db-journal')).size).toBeGreaterThan(4096);
  expect(wordsInTheClear(killed, ['Zonderlingenberg', 'Verzonnen3', 'Verzonnen7'])).toEqual([]);

  store.restFromFetching();
  expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  const counted = `SELECT (SELECT count(*) FROM "candidate") AS "candidates", (SELECT count(*) FROM "skill") AS "skills"`;
  expect(db.get(counted)).toEqual({ candidates: 12, skills: 12 * SKILLS });
  expect(problemsOf(db)).toEqual([]);
  await laptop.close();

  const again = await newCaseload({ dir: killed });
  expect(again.db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(again.db.get(counted)).toEqual({ candidates: 6, skills: 6 * SKILLS });
  expect(search(again.db, 'Zonderlingenberg', 20).hits).toHaveLength(6);
  expect(problemsOf(again.db)).toEqual([]);
  await again.close();
});
