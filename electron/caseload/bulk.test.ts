/** The same thing in many dossiers, on a real encrypted caseload. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { bulkEdit, bulkRemove } from './bulk.ts';
import { listCandidates } from './candidates.ts';
import { addCandidate, addRow, editRow, readDossier } from './dossier.ts';
import { historyState } from './history.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import type { Job } from './service.ts';

const TODAY = '2026-11-29';
const NAME = { column: 'name', descending: false } as const;
const FREE: Job = { progress: () => undefined, cancelled: () => false };

let caseload: TestCaseload;
beforeEach(async () => {
  caseload = await newCaseload();
});
afterEach(async () => {
  expect(problemsOf(caseload.db)).toEqual([]);
  await caseload.close();
});

const bulk = () => ({ db: caseload.db, author: { ...caseload.author, actor: testId(0xa11a) }, isOpen: () => true });
const inTurn = <T>(work: (tx: Parameters<Parameters<typeof caseload.db.transact>[0]>[0]) => T): T =>
  caseload.db.transact(work);
const people = (many: number, fields: Record<string, unknown> = {}): string[] =>
  Array.from({ length: many }, (_, index) =>
    inTurn((tx) => {
      const added = addCandidate(tx, caseload.author, { surname: `Proef${index}`, phase: 'intake', ...fields });
      if (!added.ok) throw new Error(added.error.type);
      return added.value.dossier;
    }),
  );
const phases = (): (string | null)[] =>
  listCandidates(caseload.db, { filter: {}, sort: NAME, offset: 0, limit: 500 }, TODAY).lines.map((each) => each.phase);
const done = async (ask: Partial<Parameters<typeof bulkEdit>[1]> & { dossiers: string[] }, job = FREE) => {
  const answer = await bulkEdit(bulk(), { set: [], add: [], job: 'bulk', ...ask }, job);
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value;
};
const applying = [{ concept: 'candidate' as const, fields: { phase: 'applying' } }];

describe('many dossiers at once', () => {
  it('are changed as one deed over several slices, and one undo takes all of it back', async () => {
    const dossiers = people(250);
    const answer = await done({ dossiers, set: applying });
    expect(answer).toMatchObject({ changed: 250, done: 250, gone: 0, stopped: false });
    expect(new Set(phases())).toEqual(new Set(['applying']));
    expect(historyState(caseload.db).undo).toMatchObject({ group: answer.group, label: 'bulkEdit', count: 250 });
    expect(inTurn((tx) => undo(tx, caseload.author))).toMatchObject({ ok: true, value: { count: 250, kept: 0 } });
    expect(new Set(phases())).toEqual(new Set(['intake']));
    expect(inTurn((tx) => redo(tx, caseload.author))).toMatchObject({ ok: true, value: { count: 250, kept: 0 } });
    expect(new Set(phases())).toEqual(new Set(['applying']));
  });

  it('have a line in the audit log each', async () => {
    const dossiers = people(3);
    const { group } = await done({ dossiers, set: applying });
    const lines = caseload.db.all<{ dossier: string; detail: string }>(
      `SELECT "dossier", "detail" FROM "audit" WHERE "action" = 'write.bulkEdit' ORDER BY "number"`,
    );
    expect(lines.map(({ dossier }) => dossier)).toEqual(dossiers);
    for (const { detail } of lines)
      expect(JSON.parse(detail)).toEqual({ group, operations: 1, concepts: ['candidate'] });
  });

  it('are left alone where it was so already, or where somebody is not in the list any more', async () => {
    const [one = '', two = '', three = ''] = people(3);
    inTurn((tx) =>
      editRow(tx, caseload.author, { dossier: one, concept: 'candidate', row: one, fields: { phase: 'applying' } }),
    );
    await bulkRemove(bulk(), [two], FREE);
    expect(await done({ dossiers: [one, two, three, three], set: applying })).toMatchObject({
      changed: 1,
      done: 3,
      gone: 1,
    });
    // Nothing to change is nothing to undo.
    expect(await done({ dossiers: [one], set: applying })).toMatchObject({ group: null, changed: 0 });
  });

  it('get a row each, which is the task of whoever added it, and an answer where there was none at all', async () => {
    const dossiers = people(2);
    await done({
      dossiers,
      set: [{ concept: 'availability', fields: { from: '2027-01-04' } }],
      add: [{ concept: 'task', fields: { what: 'Bel over de banenmarkt', dueOn: '2026-12-07', priority: 'high' } }],
    });
    for (const dossier of dossiers) {
      const read = readDossier(caseload.db, dossier);
      expect(read.ok && [read.value.availability?.from, read.value.rows.task]).toMatchObject([
        '2027-01-04',
        [{ what: 'Bel over de banenmarkt', priority: 'high' }],
      ]);
    }
    inTurn((tx) => undo(tx, caseload.author));
    for (const dossier of dossiers) {
      const read = readDossier(caseload.db, dossier);
      expect(read.ok && [read.value.availability, read.value.rows.task]).toEqual([null, []]);
    }
  });

  it('keep what was done when it is stopped, say how many, and that is undone as one', async () => {
    const dossiers = people(350);
    let asked = 0;
    const answer = await done({ dossiers, set: applying }, { ...FREE, cancelled: () => ++asked > 2 });
    expect(answer).toMatchObject({ changed: 200, done: 200, stopped: true });
    expect(phases().filter((phase) => phase === 'applying').length).toBe(200);
    inTurn((tx) => undo(tx, caseload.author));
    expect(new Set(phases())).toEqual(new Set(['intake']));
  });

  it('let others write in between, who are undone by themselves', async () => {
    const dossiers = people(200);
    const [first = ''] = dossiers;
    const job: Job = {
      cancelled: () => false,
      progress: (_, at) => {
        if (at !== 100) return;
        inTurn((tx) => addRow(tx, caseload.author, { dossier: first, concept: 'skill', fields: { name: 'Lassen' } }));
      },
    };
    await done({ dossiers, set: applying }, job);
    expect(historyState(caseload.db).undo).toMatchObject({ label: 'add' });
    inTurn((tx) => undo(tx, caseload.author));
    expect(inTurn((tx) => undo(tx, caseload.author))).toMatchObject({ value: { label: 'bulkEdit', count: 200 } });
  });

  it('go out of the list and come back whole', async () => {
    const dossiers = people(120, { place: 'Reigerveen' });
    expect(await bulkRemove(bulk(), dossiers, FREE)).toMatchObject({ changed: 120 });
    expect(phases()).toEqual([]);
    inTurn((tx) => undo(tx, caseload.author));
    expect(phases().length).toBe(120);
  });

  it('are refused what can not be the same for many, before anything is written', async () => {
    const dossiers = people(1);
    const ask = { dossiers, set: [], job: 'bulk' };
    expect(await bulkEdit(bulk(), { ...ask, add: [{ concept: 'document', fields: {} }] }, FREE)).toMatchObject({
      error: { type: 'InvalidField' },
    });
    expect(
      await bulkEdit(bulk(), { ...ask, add: [{ concept: 'task', fields: { dueOn: 'soon' } }] }, FREE),
    ).toMatchObject({
      error: { type: 'InvalidField', where: 'task.dueOn' },
    });
    expect(await bulkEdit(bulk(), { ...ask, add: [] }, FREE)).toMatchObject({ error: { type: 'NothingChosen' } });
  });
});
