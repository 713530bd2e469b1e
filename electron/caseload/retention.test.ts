/** What has a term goes when its term is over, and nothing else; and what went is nowhere any more, whatever is put back. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { addDays, addMonths, localDay } from '../../core/guidance/calendar.ts';
import { inRoot } from '../../scripts/paths.ts';
import { createRandom } from '../demo/random.ts';
import { openDatabase, type Database } from './database.ts';
import { emptyLog } from './erase.ts';
import { eraseAgain } from './erased-list.ts';
import { eraseSlice } from './erased-words.ts';
import { idMaker } from './new-id.ts';
import { eraseDue, listRetention, setTerm, termsOf } from './retention.ts';
import { search } from './search.ts';
import { verifyCaseload } from './verify.ts';
import { write } from './write.ts';

let now = Date.parse('2026-11-30T09:00:00Z');
const author = { actor: idMaker(() => now)(), device: 'd', now: () => now, newId: idMaker(() => now) };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Not encrypted, so that its bytes can be read as they are. */
async function openIn(folder: string): Promise<Database> {
  const opened = await openDatabase({
    file: join(folder, 'caseload.db'),
    key: null,
    migrationsDir: inRoot('migrations', 'caseload'),
  });
  if (!opened.ok) throw new Error(opened.error.type);
  closing.push(() => opened.value.close());
  return opened.value;
}
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jobport-retention-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Fields = Readonly<Record<string, FieldValue>>;
function add(db: Database, concept: ConceptName, dossier: string | null, fields: Fields): string {
  const row = author.newId();
  db.transact((tx) => write(tx, author, 'add', [{ concept, row, dossier: dossier ?? row, fields }]));
  return row;
}
const edit = (
  db: Database,
  concept: ConceptName,
  row: string,
  dossier: string,
  fields: Fields,
  deleted?: boolean,
): void =>
  void db.transact((tx) =>
    write(tx, author, 'edit', [{ concept, row, dossier, fields, ...(deleted === undefined ? {} : { deleted }) }]),
  );
const quiet = { progress: () => undefined, cancelled: () => false };
const bulk = (db: Database) => ({ db, author, isOpen: () => true });
const ask = (show: 'due' | 'held' | 'later') => ({ show, rule: null, terms: null, offset: 0, limit: 500 });
const listed = (db: Database, show: 'due' | 'held' | 'later') => listRetention(db, ask(show), localDay(now)).items;
const eraseAll = (db: Database) => eraseDue(bulk(db), listed(db, 'due'), quiet);
const exists = (db: Database, concept: ConceptName, row: string): boolean =>
  db.get(`SELECT 1 FROM "${concept}" WHERE "id" = ?`, row) !== undefined;

/** In the database and in what SQLite writes ahead of it. */
function standsIn(folder: string, word: string): boolean {
  return ['caseload.db', 'caseload.db-wal'].some(
    (name) => existsSync(join(folder, name)) && readFileSync(join(folder, name)).includes(word),
  );
}
function settle(db: Database): void {
  while (eraseSlice(db));
  emptyLog(db);
}

describe('what has a term', () => {
  it('goes with every trace of it: row, history, undo, words; the rest of the dossier stays', async () => {
    const folder = newFolder();
    const db = await openIn(folder);
    const dossier = add(db, 'candidate', null, { surname: 'Verzonnen' });
    const gone = add(db, 'jobApplication', dossier, {
      vacancy: 'Zqeenkelvacature',
      note: 'Zqtweedezin',
      stage: 'rejected',
      closedOn: '2026-10-01',
    });
    edit(db, 'jobApplication', gone, dossier, { note: 'Zqderdezin' });
    const kept = add(db, 'jobApplication', dossier, { vacancy: 'Zqblijft', stage: 'applied' });
    const consented = add(db, 'jobApplication', dossier, {
      stage: 'rejected',
      closedOn: '2026-10-01',
      keepOnFile: 'yes',
    });
    expect(
      listed(db, 'due').map(({ row, rule, lastDay, about, whose }) => ({ row, rule, lastDay, about, whose })),
    ).toEqual([
      { row: gone, rule: 'applicationRejected', lastDay: '2026-10-29', about: 'Zqeenkelvacature', whose: 'Verzonnen' },
    ]);
    expect(listed(db, 'later').map(({ row, lastDay }) => [row, lastDay])).toEqual([[consented, '2027-10-01']]);

    const went = await eraseAll(db);
    expect(went.ok && went.value).toMatchObject({
      erased: [{ rule: 'applicationRejected', term: 'P28D', count: 1 }],
      left: 0,
      stopped: false,
      dossiers: [dossier],
    });
    expect(exists(db, 'jobApplication', gone)).toBe(false);
    expect(exists(db, 'jobApplication', kept)).toBe(true);
    expect(search(db, 'zqeenkelvacature', 5).hits).toEqual([]);
    expect(search(db, 'zqblijft', 5).hits).toHaveLength(1);
    settle(db);
    for (const word of ['Zqeenkelvacature', 'zqeenkelvacature', 'Zqtweedezin', 'Zqderdezin', 'zqderdezin'])
      expect(standsIn(folder, word)).toBe(false);
    expect(standsIn(folder, 'Zqblijft')).toBe(true);
    const verified = verifyCaseload(db, quiet);
    expect(verified.problems).toEqual([]);
    expect(
      db.get(`SELECT "detail" FROM "audit" WHERE "action" = 'retention.erased' AND "dossier" = ?`, dossier),
    ).toEqual({
      detail: JSON.stringify({
        rule: 'applicationRejected',
        concept: 'jobApplication',
        begun: '2026-10-01',
        lastDay: '2026-10-29',
        term: 'P28D',
      }),
    });
  });

  it('goes again when a backup of before is put back', async () => {
    const folder = newFolder();
    const db = await openIn(folder);
    const dossier = add(db, 'candidate', null, { surname: 'Verzonnen' });
    const other = add(db, 'candidate', null, { surname: 'Zqweggehaald' });
    const row = add(db, 'jobApplication', dossier, { vacancy: 'Zqterug', stage: 'rejected', closedOn: '2026-01-01' });
    edit(db, 'candidate', other, other, {}, true);
    now += 40 * 86_400_000;
    db.copyTo(join(folder, 'backup.db'));
    const went = await eraseAll(db);
    expect(went.ok && went.value.erased.map(({ rule, count }) => [rule, count])).toEqual([
      ['applicationRejected', 1],
      ['removed', 1],
    ]);
    expect(exists(db, 'candidate', other)).toBe(false);
    await db.close();
    closing.pop();
    for (const name of ['caseload.db-wal', 'caseload.db-shm']) rmSync(join(folder, name), { force: true });
    copyFileSync(join(folder, 'backup.db'), join(folder, 'caseload.db'));
    const again = await openIn(folder);
    expect(exists(again, 'jobApplication', row)).toBe(true);
    expect(eraseAgain(again, author.actor)).toBe(2);
    expect(exists(again, 'jobApplication', row)).toBe(false);
    expect(exists(again, 'candidate', other)).toBe(false);
    expect(exists(again, 'candidate', dossier)).toBe(true);
    settle(again);
    rmSync(join(folder, 'backup.db'));
    for (const word of ['Zqterug', 'Zqweggehaald']) expect(standsIn(folder, word)).toBe(false);
    expect(eraseAgain(again, author.actor)).toBe(0);
  });

  it('stays while a legal hold or a restriction stands, and a dossier as long as something in it must stay', async () => {
    const db = await openIn(newFolder());
    db.transact((tx) => setTerm(tx, 'dossier', 'P1M'));
    expect(termsOf(db)).toEqual({ dossier: 'P1M' });
    const make = (surname: string) => add(db, 'candidate', null, { surname, phase: 'closed' });
    const [held, frozen, withScheme, free] = [make('Vast'), make('Beperkt'), make('Regeling'), make('Vrij')];
    const hold = add(db, 'legalHold', held, { reason: 'bezwaar', from: '2026-01-01' });
    add(db, 'restriction', frozen, { kind: 'restriction', from: '2026-01-01' });
    add(db, 'scheme', withScheme, { scheme: 'ww', until: '2026-01-01' });
    now += 40 * 86_400_000;
    expect(listed(db, 'due').map(({ dossier }) => dossier)).toEqual([free]);
    expect(Object.fromEntries(listed(db, 'held').map(({ dossier, held: by }) => [dossier, by]))).toEqual({
      [held]: 'legalHold',
    });
    expect(listed(db, 'later').find(({ rule, dossier }) => rule === 'dossier' && dossier === withScheme)).toMatchObject(
      {
        held: 'scheme',
        lastDay: '2036-01-01',
      },
    );
    // Who is restricted stands in no list.
    expect(listRetention(db, ask('held'), localDay(now)).rules.find(({ rule }) => rule === 'dossier')).toMatchObject({
      all: 4,
      held: 3,
    });
    // Chosen all the same: left, and counted.
    const asked = [held, frozen, withScheme, free].map((row) => ({ concept: 'candidate' as const, row }));
    const went = await eraseDue(bulk(db), asked, quiet);
    expect(went.ok && went.value).toMatchObject({ erased: [{ rule: 'dossier', count: 1 }], left: 3 });
    for (const row of [held, frozen, withScheme]) expect(exists(db, 'candidate', row)).toBe(true);
    edit(db, 'legalHold', hold, held, { liftedOn: localDay(now) });
    expect(listed(db, 'due').map(({ dossier }) => dossier)).toEqual([held]);
  });

  it('shows what another term would do before it is set', async () => {
    const db = await openIn(newFolder());
    const dossier = add(db, 'candidate', null, { surname: 'Verzonnen' });
    add(db, 'jobApplication', dossier, { stage: 'rejected', closedOn: addDays(localDay(now), -10) });
    const due = (terms: Parameters<typeof listRetention>[3]) =>
      listRetention(db, ask('due'), localDay(now), terms).rules.find(({ rule }) => rule === 'applicationRejected');
    expect(due({})).toMatchObject({ due: 0, all: 1, isSet: false, term: 'P28D' });
    expect(due({ applicationRejected: 'P1W' })).toMatchObject({ due: 1, isSet: true });
    expect(termsOf(db)).toEqual({});
  });

  it('over twenty years deletes exactly what the rules say, month by month', async () => {
    const db = await openIn(newFolder());
    const random = createRandom(20, 1);
    const start = '2006-01-31';
    now = Date.parse(`${start}T12:00:00Z`);
    const expected = new Map<string, string>();
    const dossier = add(db, 'candidate', null, { surname: 'Verzonnen' });
    for (let each = 0; each < 60; each++) {
      const day = addDays(start, random.between(0, 7000));
      const kind = random.between(0, 4);
      if (kind === 0)
        expected.set(add(db, 'jobApplication', dossier, { stage: 'rejected', closedOn: day }), addDays(day, 28));
      if (kind === 1)
        expected.set(
          add(db, 'jobApplication', dossier, { stage: 'withdrawn', closedOn: day, keepOnFile: 'yes' }),
          addMonths(day, 12),
        );
      if (kind === 2) expected.set(add(db, 'scheme', dossier, { scheme: 'ww', until: day }), addMonths(day, 120));
      if (kind === 3)
        expected.set(
          add(db, 'scheme', dossier, { scheme: 'wia', outcome: 'refused', decidedOn: day }),
          addMonths(day, 60),
        );
      if (kind === 4)
        expected.set(
          add(db, 'scheme', dossier, { scheme: 'lkv', outcome: 'brokenOff', decidedOn: day }),
          addDays(day, 42),
        );
    }
    const rowsLeft = (): string[] =>
      db
        .all<{ id: string }>(`SELECT "id" FROM "jobApplication" UNION ALL SELECT "id" FROM "scheme"`)
        .map(({ id }) => id)
        .sort();
    for (let month = 0; month <= 240; month++) {
      now = Date.parse(`${addMonths(start, month)}T12:00:00Z`);
      await eraseAll(db);
      const today = localDay(now);
      expect(rowsLeft()).toEqual([...expected].flatMap(([row, last]) => (today <= last ? [row] : [])).sort());
    }
    expect(rowsLeft().length).toBeLessThan(expected.size);
    expect(exists(db, 'candidate', dossier)).toBe(true);
  });
});
