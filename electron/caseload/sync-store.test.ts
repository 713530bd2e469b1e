import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORGANISATION, SCHEMAS } from '../../core/sync/protocol.ts';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { keepBoth, listConflicts, settle } from './conflicts.ts';
import { readDossier } from './dossier.ts';
import { historyState } from './history.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { settleUnknown } from './merged-row.ts';
import { listNotices, seeNotices } from './notices.ts';
import { search } from './search.ts';
import { createSyncStore, type SyncStore } from './sync-store.ts';
import { write } from './write.ts';

const DOSSIER = testId(0xd0);
const SKILL = testId(0x51);
const SERVER = testId(0x5e);
const EPOCH = testId(0xe0);
const BRAM = testId(0xb0);
const TIME = Date.UTC(2026, 10, 24, 9);

let caseload: TestCaseload;
let sync: SyncStore;
let seq = 0;

beforeEach(async () => {
  caseload = await newCaseload();
  seq = 0;
  const { author, db } = caseload;
  db.transact((tx) =>
    write(tx, author, 'setUp', [
      { concept: 'adviser', row: 'anna', dossier: ORGANISATION, fields: { name: 'Anna Verzonnen' } },
    ]),
  );
  sync = createSyncStore({
    db,
    author,
    adviserRow: 'anna',
    identify: () => undefined,
    formerly: () => [],
  });
  sync.connect({
    address: 'https://kantoor.test',
    organisation: SERVER,
    person: 'anna',
    name: 'Anna Verzonnen',
    device: 'device-of-anna',
    laptop: 'laptop van Anna',
    privateKey: {},
  });
  // The first contact: another epoch than none.
  sync.takePull(pulled([], { isOther: true, grants: granted(DOSSIER) }));
});
afterEach(() => caseload.close());

type Pulled = Parameters<SyncStore['takePull']>[0];
type Operation = Pulled['operations'][number];

const granted = (...dossiers: string[]): NonNullable<Pulled['grants']> => ({
  now: dossiers.map((dossier) => ({ dossier, epoch: EPOCH, until: null })),
  ended: [],
});
const pulled = (operations: Operation[], over: Partial<Pulled> = {}): Pulled => ({
  serverEpoch: SERVER,
  isOther: false,
  cursor: seq,
  more: false,
  operations,
  grants: null,
  serverTime: TIME,
  ...over,
});
const from = (fields: Operation['fields'], sees: Operation['sees'], over: Partial<Operation> = {}): Operation => ({
  id: testId(0x1000 + ++seq),
  n: seq,
  group: testId(0x2000 + seq),
  label: 'edit',
  concept: 'candidate',
  row: DOSSIER,
  dossier: DOSSIER,
  schema: SCHEMAS.to,
  at: TIME + seq,
  actor: BRAM,
  device: BRAM,
  seq,
  fields,
  sees,
  ...over,
});
type Page = Parameters<SyncStore['takePage']>[0];
const page = (rows: Page['rows'], over: Partial<Page> = {}): Page => ({
  serverEpoch: SERVER,
  rows,
  answers: [],
  serverTime: TIME,
  granted: granted(DOSSIER).now,
  next: null,
  ...over,
});
const rowOf = (
  concept: string,
  row: string,
  values: Page['rows'][number]['values'],
  head = testId(0x900),
): Page['rows'][number] => ({
  dossier: DOSSIER,
  concept,
  row,
  seq: ++seq,
  createdAt: TIME,
  changedAt: TIME,
  heads: { '*': [head] },
  values,
});
/** The dossier as the server gives it: a candidate and a skill. */
function fetchDossier(): void {
  expect(sync.nextSnapshot()).toMatchObject({ dossiers: [DOSSIER], after: null, unanswered: [] });
  sync.takePage(
    page([
      rowOf('candidate', DOSSIER, { surname: 'Verzonnen', place: 'Zandwijk' }),
      rowOf('skill', SKILL, { name: 'Lassen' }),
    ]),
  );
  seq += 10;
}
const open = () => {
  const found = readDossier(caseload.db, DOSSIER);
  if (!found.ok) throw new Error(found.error.type);
  return found.value;
};
const edit = (fields: Record<string, string | null>): void =>
  void caseload.db.transact((tx) =>
    write(tx, caseload.author, 'edit', [{ concept: 'candidate', row: DOSSIER, dossier: DOSSIER, fields }]),
  );
const conflicts = () => listConflicts(caseload.db, caseload.author, null, new Map([[BRAM, 'Bram Verzonnen']]));

describe('what the server says, on the laptop', () => {
  it('a granted dossier is fetched, found by the search box, and confirmed', () => {
    fetchDossier();
    expect(open().candidate).toMatchObject({ surname: 'Verzonnen', onlyHere: false, confirmed: true, conflicts: [] });
    expect(search(caseload.db, 'lassen', 5).hits.map(({ dossier }) => dossier)).toEqual([DOSSIER]);
    expect(sync.nextSnapshot()).toBeNull();
    expect(sync.counts()).toMatchObject({ fetching: null, conflicts: 0, onlyHere: 0 });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('a row that comes before its candidate waits unseen, and is there when the candidate comes', () => {
    sync.nextSnapshot();
    const availability = rowOf('availability', DOSSIER, { hoursMax: 24 });
    sync.takePage(page([availability], { next: availability }));
    expect(readDossier(caseload.db, DOSSIER)).toMatchObject({ ok: false });
    expect(sync.nextSnapshot()).toMatchObject({ after: { concept: 'availability' } });
    sync.takePage(page([rowOf('candidate', DOSSIER, { surname: 'Verzonnen' })]));
    expect(open()).toMatchObject({ candidate: { surname: 'Verzonnen' }, availability: { hoursMax: 24 } });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('M2: two who changed the same field both stay; the own one is shown until the server has it, then the last', () => {
    fetchDossier();
    edit({ place: 'Reigerveen' });
    sync.takePull(pulled([from({ place: 'Nergenshuizen' }, { place: [testId(0x900)] })]));
    expect(open().candidate).toMatchObject({ place: 'Reigerveen', conflicts: ['place'], onlyHere: true });
    const [conflict] = conflicts();
    expect(conflict).toMatchObject({ field: 'place', whose: 'Verzonnen', mayKeepBoth: false, about: null });
    expect(conflict?.values).toMatchObject([
      { value: 'Reigerveen', isMine: true, before: 'Zandwijk' },
      { value: 'Nergenshuizen', isMine: false, name: 'Bram Verzonnen', before: 'Zandwijk' },
    ]);
    // Typing on leaves what somebody else said beside it.
    edit({ place: 'Verzonnendam' });
    expect(conflicts()[0]?.values.map(({ value }) => value)).toEqual(['Verzonnendam', 'Nergenshuizen']);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('a conflict is settled with what was seen, and undo brings it back', () => {
    fetchDossier();
    edit({ place: 'Reigerveen' });
    sync.takePull(pulled([from({ place: 'Nergenshuizen' }, { place: [testId(0x900)] })]));
    const [conflict] = conflicts();
    if (!conflict) throw new Error('no conflict');
    const sees = conflict.values.map(({ operation }) => operation);
    const ask = { ...conflict, sees, value: 'Nergenshuizen' };
    expect(caseload.db.transact((tx) => settle(tx, caseload.author, ask))).toMatchObject({ ok: true });
    expect(open().candidate).toMatchObject({ place: 'Nergenshuizen', conflicts: [] });
    expect(sync.nextPush(new Set())?.operations.at(-1)).toMatchObject({ sees: { place: sees }, label: 'settle' });
    // What somebody else settled meanwhile is not settled again.
    expect(caseload.db.transact((tx) => settle(tx, caseload.author, ask))).toMatchObject({
      error: { type: 'ConflictGone' },
    });
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(open().candidate.place).toBe('Reigerveen');
    // Each in the name of who said it, also though it is the undo that gave them back.
    const shown = ({ value, name, isMine, at, before }: (typeof conflict.values)[number]) => ({
      value,
      name,
      isMine,
      at,
      before,
    });
    expect(conflicts()[0]?.values.map(shown)).toEqual(conflict.values.map(shown));
    caseload.db.transact((tx) => redo(tx, caseload.author));
    expect(open().candidate).toMatchObject({ place: 'Nergenshuizen', conflicts: [] });
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(conflicts()[0]?.values.map(({ value }) => value)).toEqual(['Reigerveen', 'Nergenshuizen']);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('keeping both makes a row of what was not shown, and one undo takes it back', () => {
    fetchDossier();
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'edit', [
        { concept: 'skill', row: SKILL, dossier: DOSSIER, fields: { name: 'Booglassen' } },
      ]),
    );
    sync.takePull(pulled([from({ name: 'Solderen' }, { name: [testId(0x900)] }, { concept: 'skill', row: SKILL })]));
    const [conflict] = conflicts();
    if (!conflict) throw new Error('no conflict');
    expect(conflict).toMatchObject({ mayKeepBoth: true, about: 'Booglassen' });
    const sees = conflict.values.map(({ operation }) => operation);
    caseload.db.transact((tx) => keepBoth(tx, caseload.author, { ...conflict, sees }));
    expect(open().rows.skill.map(({ name }) => name)).toEqual(['Booglassen', 'Solderen']);
    expect(conflicts()).toEqual([]);
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(open().rows.skill.map(({ name }) => name)).toEqual(['Booglassen']);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('M3: who says the same twice is no conflict to look at', () => {
    fetchDossier();
    edit({ place: 'Reigerveen' });
    sync.takePull(pulled([from({ place: 'Reigerveen' }, { place: [testId(0x900)] })]));
    expect(conflicts()).toEqual([]);
    expect(open().candidate.conflicts).toEqual([]);
  });

  it('O7: a colleague removes what was changed here: it is shown, and brought back by who changed it', () => {
    fetchDossier();
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'edit', [
        { concept: 'skill', row: SKILL, dossier: DOSSIER, fields: { name: 'Booglassen' } },
      ]),
    );
    sync.takePull(pulled([from({ deleted: 1 }, { deleted: [testId(0x900)] }, { concept: 'skill', row: SKILL })]));
    expect(open().rows.skill).toEqual([]);
    const [conflict] = conflicts();
    if (!conflict) throw new Error('no conflict');
    expect(conflict).toMatchObject({ field: 'deleted', about: 'Booglassen', mayKeepBoth: false });
    expect(conflict.values.map(({ value, isMine }) => [value, isMine])).toEqual([
      [1, false],
      [0, true],
    ]);
    const sees = conflict.values.map(({ operation }) => operation);
    caseload.db.transact((tx) => settle(tx, caseload.author, { ...conflict, sees, value: 0 }));
    expect(open().rows.skill.map(({ name }) => name)).toEqual(['Booglassen']);
    expect(conflicts()).toEqual([]);
  });

  it('a dossier that is not granted any more goes, once what was written in it is handed in, with every word of it', () => {
    fetchDossier();
    edit({ surname: 'Zonderlingenberg' });
    const gone = { now: [], ended: [{ dossier: DOSSIER, why: 'revoked' as const, at: TIME }] };
    sync.takePull(pulled([], { grants: gone }));
    expect(sync.letGo().dossiers).toEqual([]);
    const ask = sync.nextPush(new Set());
    const id = ask?.operations[0]?.id ?? '';
    sync.takePush({
      serverEpoch: SERVER,
      isOther: false,
      serverTime: TIME,
      begun: [],
      results: [{ id, result: 'quarantined' }],
    });
    sync.takePull(pulled([]));
    expect(sync.letGo().dossiers).toEqual([DOSSIER]);
    expect(readDossier(caseload.db, DOSSIER)).toMatchObject({ ok: false });
    for (const table of ['candidate', 'skill', 'operation', 'word', 'scope', 'conflict']) {
      const rows = JSON.stringify(caseload.db.all(`SELECT * FROM "${table}"`)).toLowerCase();
      expect(rows).not.toMatch(/zonderlingenberg|lassen|zandwijk/);
    }
    expect(search(caseload.db, 'lassen', 5).hits).toEqual([]);
    expect(problemsOf(caseload.db)).toEqual([]);
    expect(listNotices(caseload.db).map(({ kind, count, name }) => [kind, count, name])).toEqual([
      ['workAside', 1, null],
      ['dossierRevoked', 1, null],
    ]);
    caseload.db.transact((tx) =>
      seeNotices(
        tx,
        TIME,
        listNotices(caseload.db).map(({ number }) => number),
      ),
    );
    expect(listNotices(caseload.db)).toEqual([]);
  });

  it('a dossier that a restored office does not know any more is not told of as one that was theirs for a while', () => {
    fetchDossier();
    const grants = { now: [], ended: [] };
    sync.takePull(pulled([], { serverEpoch: testId(0x5f), isOther: true, grants, serverTime: TIME + 3600_000 }));
    expect(listNotices(caseload.db).map(({ kind }) => kind)).toEqual(['serverRestored', 'dossierLost']);
    // Its maker hands it in again, and holds it again.
    sync.takePull(pulled([], { serverEpoch: testId(0x5f), grants: granted(DOSSIER) }));
    expect(listNotices(caseload.db).map(({ kind }) => kind)).toEqual(['serverRestored']);
  });

  it('S3: after a restore all is fetched anew, and what was answered lately is handed in again under the same ids', () => {
    fetchDossier();
    edit({ place: 'Reigerveen' });
    const first = sync.nextPush(new Set())?.operations ?? [];
    const results = first.map(({ id }) => ({ id, result: 'applied' as const, seq: ++seq }));
    sync.takePush({ serverEpoch: SERVER, isOther: false, serverTime: TIME, begun: [], results });
    expect(sync.nextPush(new Set())).toBeNull();
    sync.takePull(
      pulled([], { serverEpoch: testId(0x5f), isOther: true, grants: granted(DOSSIER), serverTime: TIME + 3600_000 }),
    );
    const again = sync.nextPush(new Set());
    expect(again?.serverEpoch).toBe(testId(0x5f));
    expect(again?.operations.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(again?.operations[0]?.n).toBeGreaterThan(first.at(-1)?.n ?? 0);
    expect(sync.nextSnapshot()).toMatchObject({ dossiers: [DOSSIER], unanswered: first.map(({ id }) => id) });
    // The page does not have it yet: it goes on top, and is seen all the time.
    sync.takePage(
      page([rowOf('candidate', DOSSIER, { surname: 'Verzonnen', place: 'Zandwijk' })], { serverEpoch: testId(0x5f) }),
    );
    expect(open().candidate).toMatchObject({ place: 'Reigerveen', onlyHere: true, confirmed: false });
  });

  it('a batch that is sent again for want of a line says as much of what waits as the first time', () => {
    fetchDossier();
    caseload.db.transact((tx) =>
      write(
        tx,
        caseload.author,
        'edit',
        Array.from({ length: 12_500 }, (_, at) => ({
          concept: 'skill' as const,
          row: SKILL,
          dossier: DOSSIER,
          fields: { note: `Verzonnen ${at}` },
        })),
      ),
    );
    const first = sync.nextPush(new Set());
    expect(first?.unsent).toBe(12_500 - (first?.operations.length ?? 0));
    const second = sync.nextPush(new Set(), first?.operations.at(-1)?.id);
    expect(second?.unsent).toBe(12_500 - (first?.operations.length ?? 0) - (second?.operations.length ?? 0));
    expect(sync.nextPush(new Set())?.unsent).toBe(first?.unsent);
  });

  it('S6: what this server can not read yet waits, and is offered again in the next round', () => {
    fetchDossier();
    edit({ place: 'Reigerveen' });
    const id = sync.nextPush(new Set())?.operations[0]?.id ?? '';
    sync.takePush({
      serverEpoch: SERVER,
      isOther: false,
      serverTime: TIME,
      begun: [],
      results: [{ id, result: 'later' }],
    });
    expect(sync.nextPush(new Set([id]))).toBeNull();
    expect(sync.nextPush(new Set())?.operations).toHaveLength(1);
    expect(sync.counts()).toMatchObject({ later: 1, onlyHere: 1 });
  });

  it('the search box lets go of an answer that the server does not have, or has as one that this version does not know', () => {
    fetchDossier();
    sync.takePull(pulled([], { serverEpoch: testId(0x5f), isOther: true, grants: granted(DOSSIER) }));
    expect(sync.nextSnapshot()).toMatchObject({ dossiers: [DOSSIER] });
    // Restored from before somebody gave the place.
    const restored = [
      rowOf('candidate', DOSSIER, { surname: 'Verzonnen', phase: 'orientation' }),
      rowOf('skill', SKILL, { name: 'Lassen' }),
    ];
    sync.takePage(page(restored, { serverEpoch: testId(0x5f) }));
    expect(open().candidate).toMatchObject({ surname: 'Verzonnen', place: null, phase: 'orientation' });
    expect(search(caseload.db, 'zandwijk', 5).hits).toEqual([]);
    expect(problemsOf(caseload.db)).toEqual([]);
    sync.takePull(
      pulled([from({ phase: 'aPhaseOfLater' }, { phase: [testId(0x900)] })], { serverEpoch: testId(0x5f) }),
    );
    expect(open().candidate.phase).toBeNull();
    expect(search(caseload.db, 'orientation', 5).hits).toEqual([]);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('S10: fields and concepts of a later version are kept, merged, and at home after the upgrade', () => {
    fetchDossier();
    sync.takePull(
      pulled([
        from({ surname: 'Anders', shoeSize: 43 }, { surname: [testId(0x900)], shoeSize: [testId(0x900)] }),
        from({ reason: 'verzonnen' }, null, { concept: 'hobby', row: testId(0x77) }),
        from({ phase: 'aPhaseOfLater' }, { phase: [testId(0x900)] }),
      ]),
    );
    expect(open().candidate).toMatchObject({ surname: 'Anders', phase: null });
    const apart =
      caseload.db.get<{ apart: string }>(`SELECT "apart" FROM "candidate" WHERE "id" = ?`, DOSSIER)?.apart ?? '';
    expect(JSON.parse(apart)).toEqual({ unknown: { shoeSize: 43, phase: 'aPhaseOfLater' } });
    expect(caseload.db.all(`SELECT "concept", "row" FROM "unknownRow"`)).toEqual([
      { concept: 'hobby', row: testId(0x77) },
    ]);
    expect(problemsOf(caseload.db)).toEqual([]);
    // As after an upgrade to a version that knows this answer: what is known moves, the rest stays.
    caseload.db.exec(`UPDATE "candidate" SET "apart" = '{"unknown":{"shoeSize":43,"phase":"placed"}}';
      UPDATE "unknownRow" SET "concept" = 'interest', "state" = json_set("state", '$.values', json('{"name":"Puzzelen"}'))`);
    caseload.db.transact((tx) => settleUnknown(tx, 'anna'));
    expect(open()).toMatchObject({ candidate: { phase: 'placed' }, rows: { interest: [{ name: 'Puzzelen' }] } });
    expect(caseload.db.all(`SELECT * FROM "unknownRow"`)).toEqual([]);
  });

  it('what came in from elsewhere is in the history, and is not undone here', () => {
    fetchDossier();
    const before = historyState(caseload.db).undo;
    sync.takePull(pulled([from({ place: 'Nergenshuizen' }, { place: [testId(0x900)] })]));
    expect(historyState(caseload.db).undo).toEqual(before);
  });
});
