// S5: what the office did not take is listed with why, said again as new work, or put away; nothing of it is removed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { bringAsideBack, countAside, listAside, putAsideAway, sayAgain } from './aside.ts';
import { undo } from '../../tests/support/undo.ts';
import { createSyncStore, type SyncStore } from './sync-store.ts';
import { write } from './write.ts';

const DOSSIER = testId(0xd0);
const SKILL = testId(0x51);
const SERVER = testId(0x5e);

let caseload: TestCaseload;
let sync: SyncStore;
beforeEach(async () => {
  caseload = await newCaseload();
  const { author, db } = caseload;
  sync = createSyncStore({ db, author, adviserRow: 'anna', identify: () => undefined, formerly: () => [] });
  db.transact((tx) =>
    write(tx, author, 'addCandidate', [
      { concept: 'candidate', row: DOSSIER, dossier: DOSSIER, fields: { surname: 'Verzonnen', place: 'Zandwijk' } },
    ]),
  );
});
afterEach(() => caseload.close());

/** The office answers everything that waits; the last of it in this way. */
function answer(result: 'quarantined' | 'refused'): void {
  const ask = sync.nextPush(new Set());
  if (!ask) throw new Error('nothing waits');
  const last = ask.operations.length - 1;
  sync.takePush({
    serverEpoch: SERVER,
    isOther: false,
    begun: [],
    serverTime: 1,
    results: ask.operations.map(({ id }, index) =>
      index < last
        ? { id, result: 'applied', seq: index + 1 }
        : result === 'refused'
          ? { id, result, why: 'badValue', field: null }
          : { id, result },
    ),
  });
}
const change = (place: string) =>
  caseload.db.transact((tx) =>
    write(tx, caseload.author, 'edit', [{ concept: 'candidate', row: DOSSIER, dossier: DOSSIER, fields: { place } }]),
  );
const again = (operation: string, fields: Record<string, string>) =>
  caseload.db.transact((tx) => sayAgain(tx, caseload.author, { operation, fields }));
const placeNow = () =>
  caseload.db.get<{ place: string | null }>(`SELECT "place" FROM "candidate" WHERE "id" = ?`, DOSSIER)?.place;

describe('what the office did not take', () => {
  it('S5 is mended and said again as new work; undone, it is aside again', () => {
    change('Fout');
    answer('refused');
    const [aside] = listAside(caseload.db, caseload.author);
    expect(aside).toMatchObject({
      dossier: DOSSIER,
      whose: 'Verzonnen',
      why: 'badValue',
      mayRepeat: true,
      concept: 'candidate',
      fields: [{ field: 'place', value: 'Fout' }],
    });
    expect(countAside(caseload.db)).toEqual([{ why: 'badValue', count: 1 }]);
    const said = again(aside!.operation, { place: 'Reigerveen' });
    expect(said.ok).toBe(true);
    expect(placeNow()).toBe('Reigerveen');
    expect(listAside(caseload.db, caseload.author)).toEqual([]);
    expect(countAside(caseload.db)).toEqual([]);
    expect(sync.nextPush(new Set())?.operations.map(({ fields }) => fields)).toEqual([{ place: 'Reigerveen' }]);
    // Twice is once.
    expect(again(aside!.operation, { place: 'Reigerveen' })).toMatchObject({ error: { type: 'AsideGone' } });
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(listAside(caseload.db, caseload.author).map(({ operation }) => operation)).toEqual([aside!.operation]);
  });

  it('S5 a value that does not fit is not said again, and stays', () => {
    change('Fout');
    answer('refused');
    const [aside] = listAside(caseload.db, caseload.author);
    expect(again(aside!.operation, { surname: 'x'.repeat(10_000) }).ok).toBe(false);
    expect(listAside(caseload.db, caseload.author)).toHaveLength(1);
  });

  it('S5 a row that was refused is made anew', () => {
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'add', [
        { concept: 'skill', row: SKILL, dossier: DOSSIER, fields: { name: 'Lassen' } },
      ]),
    );
    answer('refused');
    // As the snapshot does that follows: the row that the server does not have goes.
    caseload.db.transact((tx) => void tx.run(`DELETE FROM "skill" WHERE "id" = ?`, SKILL));
    const [aside] = listAside(caseload.db, caseload.author);
    expect(aside).toMatchObject({ concept: 'skill', stands: 'absent', about: 'Lassen', mayRepeat: true });
    expect(again(aside!.operation, { name: 'Booglassen' }).ok).toBe(true);
    expect(caseload.db.all<{ id: string; name: string }>(`SELECT "id", "name" FROM "skill"`)).toEqual([
      { id: expect.not.stringMatching(SKILL), name: 'Booglassen' },
    ]);
  });

  it('S5 is put away and brought back; what waits at the office is not said twice', () => {
    change('Laat');
    answer('quarantined');
    const [aside] = listAside(caseload.db, caseload.author);
    expect(aside).toMatchObject({ why: 'quarantined', mayRepeat: false });
    expect(again(aside!.operation, { place: 'Laat' })).toMatchObject({ error: { type: 'RowNotFound' } });
    caseload.db.transact((tx) => putAsideAway(tx, [aside!.operation]));
    expect(listAside(caseload.db, caseload.author)).toEqual([]);
    expect(countAside(caseload.db)).toEqual([]);
    caseload.db.transact((tx) => bringAsideBack(tx, [aside!.operation]));
    expect(listAside(caseload.db, caseload.author)).toHaveLength(1);
  });
});
