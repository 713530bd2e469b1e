/** What stands against a dossier, on a real encrypted caseload: what is refused, what goes on, and how it is taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConceptName } from '../../core/domain/concepts.ts';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { bulkEdit } from './bulk.ts';
import { withdrawConsent } from './consent.ts';
import type { Writer } from './database.ts';
import { listConflicts } from './conflicts.ts';
import { addCandidate, addRow, editRow, readDossier, removeRow } from './dossier.ts';
import { consentOf, frozenCalled, FrozenDossier, isFrozen, objects, whyNotTo } from './limits.ts';
import { addNotice, listNotices } from './notices.ts';
import { readReport } from './reports.ts';
import { write, type Author } from './write.ts';

let caseload: TestCaseload;
let author: Author;
let dossier: string;
beforeEach(async () => {
  caseload = await newCaseload();
  author = { ...caseload.author, actor: testId(0xa11a) };
  dossier = added({ givenName: 'Noor', prefix: 'van', surname: 'Verzonnen', initials: 'N.A.' });
});
afterEach(async () => {
  expect(problemsOf(caseload.db)).toEqual([]);
  await caseload.close();
});

const inTurn = <T>(work: (tx: Writer) => T): T => caseload.db.transact(work);
const added = (fields: Record<string, unknown>): string => {
  const answer = inTurn((tx) => addCandidate(tx, author, fields));
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value.dossier;
};
const row = (concept: ConceptName, fields: Record<string, unknown>, of = dossier): string => {
  const answer = inTurn((tx) => addRow(tx, author, { dossier: of, concept, fields }));
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.row;
};
const edit = (concept: ConceptName, of: string, fields: Record<string, unknown>) =>
  inTurn((tx) => editRow(tx, author, { dossier, concept, row: of, fields }));
const freeze = (kind = 'restriction'): string =>
  row('restriction', { kind, ground: 'asked', from: '2026-11-30', reason: 'Op verzoek' });
const rows = () => {
  const found = readDossier(caseload.db, dossier);
  if (!found.ok) throw new Error(found.error.type);
  return found.value.rows;
};

describe('a dossier that is frozen', () => {
  it('takes no change, and is as it was', () => {
    const skill = row('skill', { name: 'Lassen' });
    freeze();
    expect(() => row('skill', { name: 'Koken' })).toThrow(FrozenDossier);
    expect(() => edit('skill', skill, { name: 'Solderen' })).toThrow(FrozenDossier);
    expect(() => edit('candidate', dossier, { place: 'Otterdam' })).toThrow(FrozenDossier);
    expect(() => edit('availability', dossier, { hoursMin: 20 })).toThrow(FrozenDossier);
    expect(() => inTurn((tx) => removeRow(tx, author, { dossier, concept: 'skill', row: skill }))).toThrow(
      FrozenDossier,
    );
    expect(() => inTurn((tx) => removeRow(tx, author, { dossier, concept: 'candidate', row: dossier }))).toThrow(
      FrozenDossier,
    );
    expect(rows().skill).toMatchObject([{ name: 'Lassen' }]);
  });

  it('is frozen by a shielding too, and by one of which nobody said what kind it is, and not by an objection', () => {
    freeze('objection');
    expect(isFrozen(caseload.db, dossier)).toBe(false);
    row('restriction', {});
    expect(isFrozen(caseload.db, dossier)).toBe(true);
    const other = added({ surname: 'Voorbeeld' });
    row('restriction', { kind: 'shielding' }, other);
    expect(isFrozen(caseload.db, other)).toBe(true);
  });

  it('takes what a restriction needs: a request, its document, a legal hold, and a consent that is withdrawn', () => {
    const consent = row('consent', { purpose: 'shareWithEmployer', way: 'spoken', givenOn: '2026-11-01' });
    const restriction = freeze();
    const request = row('request', { right: 'restriction', receivedOn: '2026-11-30' });
    row('legalHold', { reason: 'Een vordering', from: '2026-11-30' });
    expect(edit('restriction', restriction, { request: `request/${request}` })).toMatchObject({ ok: true });
    const letter = {
      concept: 'document',
      row: testId(0xd0c),
      dossier,
      fields: { name: 'Brief', about: `request/${request}` },
    } as const;
    inTurn((tx) => write(tx, author, 'add', [letter]));
    expect(edit('consent', consent, { withdrawnOn: '2026-11-30' })).toMatchObject({ ok: true });
    expect(() => edit('consent', consent, { withdrawnOn: null })).toThrow(FrozenDossier);
    expect(() => row('consent', { purpose: 'shareWithEmployer', way: 'spoken' })).toThrow(FrozenDossier);
    // All of it is taken back and given again, step by step.
    for (let step = 0; step < 5; step++)
      expect(inTurn((tx) => undo(tx, author))).toMatchObject({ ok: true, value: { frozen: 0 } });
    expect(rows()).toMatchObject({ request: [], legalHold: [], consent: [{ withdrawnOn: null }] });
    expect(inTurn((tx) => undo(tx, author))).toMatchObject({ ok: true });
    expect(isFrozen(caseload.db, dossier)).toBe(false);
    expect(inTurn((tx) => redo(tx, author))).toMatchObject({ ok: true });
    expect(isFrozen(caseload.db, dossier)).toBe(true);
  });

  it('keeps what an undo would change, and says how much; the rest of the deed is taken back', async () => {
    const other = added({ surname: 'Voorbeeld' });
    const bulk = { db: caseload.db, author, isOpen: () => true };
    const set = [{ concept: 'candidate' as const, fields: { phase: 'applying' } }];
    const job = { progress: () => undefined, cancelled: () => false };
    await bulkEdit(bulk, { dossiers: [dossier, other], set, add: [], job: 'b' }, job);
    // By somebody else: it is not what is undone next.
    inTurn((tx) =>
      write(tx, author, 'setUp', [
        { concept: 'restriction', row: testId(0xf0), dossier, fields: { kind: 'shielding' } },
      ]),
    );
    expect(inTurn((tx) => undo(tx, author))).toMatchObject({ ok: true, value: { count: 1, frozen: 1, kept: 0 } });
    const phase = (id: string) =>
      caseload.db.get<{ phase: string | null }>(`SELECT "phase" FROM "candidate" WHERE "id" = ?`, id);
    expect([phase(dossier), phase(other)]).toEqual([{ phase: 'applying' }, { phase: null }]);
  });

  it('waits with what happened in it and with two answers, and tells of both when it is lifted', () => {
    inTurn((tx) => addNotice(tx, author.now(), 'lateWritten', dossier));
    inTurn((tx) =>
      tx.run(
        `INSERT INTO "conflict" ("concept", "row", "field", "dossier") VALUES ('candidate', ?, 'place', ?)`,
        dossier,
        dossier,
      ),
    );
    const told = () => [
      listNotices(caseload.db).length,
      listConflicts(caseload.db, author, null, new Map()).length,
      listConflicts(caseload.db, author, dossier, new Map()).length,
    ];
    expect(told()).toEqual([1, 1, 1]);
    const restriction = freeze();
    expect(told()).toEqual([0, 0, 1]);
    edit('restriction', restriction, { toldOn: '2026-11-29', liftedOn: '2026-11-30' });
    expect(told()).toEqual([1, 1, 1]);
    inTurn((tx) => tx.run(`DELETE FROM "conflict"`));
  });

  it('is lifted only after they were told, and then takes changes again', () => {
    const restriction = freeze();
    const refusal = { ok: false, error: { type: 'InvalidField', where: 'restriction.toldOn', reason: 'toldFirst' } };
    expect(edit('restriction', restriction, { liftedOn: '2026-11-30' })).toEqual(refusal);
    expect(edit('restriction', restriction, { kind: 'objection' })).toEqual(refusal);
    expect(edit('restriction', restriction, { kind: 'objection', toldOn: '2026-11-29' })).toEqual(refusal);
    expect(inTurn((tx) => removeRow(tx, author, { dossier, concept: 'restriction', row: restriction }))).toEqual(
      refusal,
    );
    expect(isFrozen(caseload.db, dossier)).toBe(true);
    expect(edit('restriction', restriction, { toldOn: '2026-11-29', liftedOn: '2026-11-30' })).toMatchObject({
      ok: true,
    });
    expect(isFrozen(caseload.db, dossier)).toBe(false);
    row('skill', { name: 'Koken' });
  });

  it('is found by its whole name in any order and writing, and by no part of it', () => {
    freeze();
    const called = (question: string) => frozenCalled(caseload.db, question);
    for (const whole of ['Noor van Verzonnen', 'verzonnen, noor van', 'N.A. van Verzonnen', ' NOOR  VAN VERZÓNNEN '])
      expect([whole, called(whole)]).toEqual([whole, [dossier]]);
    for (const part of [
      'Noor',
      'Verzonnen',
      'van',
      'Noor Verzonnen',
      'Noor van Verzonne',
      'Noor van Verzonnen lassen',
      '',
    ])
      expect([part, called(part)]).toEqual([part, []]);
  });
});

describe('an objection', () => {
  it('stands for the purposes that it names, until it is lifted', () => {
    const objection = row('restriction', { kind: 'objection', purposes: ['sharing', 'letters'] });
    const stands = () =>
      (['matching', 'analysis', 'sharing', 'letters'] as const).filter((each) => objects(caseload.db, dossier, each));
    expect(stands()).toEqual(['sharing', 'letters']);
    expect(edit('restriction', objection, { liftedOn: '2026-11-30' })).toMatchObject({ ok: true });
    expect(stands()).toEqual([]);
  });

  it('to sharing keeps the dossier from everybody but the candidate', () => {
    row('restriction', { kind: 'objection', purposes: ['sharing'] });
    const to = (['candidate', 'colleague', 'employer', 'uwv'] as const).map((each) =>
      whyNotTo(caseload.db, dossier, each),
    );
    expect(to).toEqual([null, 'ObjectsToSharing', 'ObjectsToSharing', 'ObjectsToSharing']);
  });

  it('to analysis leaves them out of the report, and to matching out of what is put before many', async () => {
    const others = Array.from({ length: 6 }, () => added({ surname: 'Voorbeeld', phase: 'intake' }));
    for (const each of [dossier, ...others]) row('contactMoment', { kind: 'visit', date: '2026-11-02' }, each);
    const inReport = () =>
      readReport(caseload.db, { from: '2026-01-01', until: '2026-12-31', today: '2026-11-30' })
        .tables.find(({ name }) => name === 'contactKinds')
        ?.cells.find(({ key }) => key === 'visit')?.count;
    expect(inReport()).toBe(7);
    row('restriction', { kind: 'objection', purposes: ['analysis', 'matching'] });
    expect(inReport()).toBe(6);
    const bulk = { db: caseload.db, author, isOpen: () => true };
    const job = { progress: () => undefined, cancelled: () => false };
    const ask = { dossiers: [dossier, ...others], set: [], job: 'b' };
    const vacancy = { concept: 'jobApplication' as const, fields: { vacancy: 'Lasser' } };
    const task = { concept: 'task' as const, fields: { what: 'Bellen' } };
    expect(await bulkEdit(bulk, { ...ask, add: [vacancy] }, job)).toMatchObject({
      value: { changed: 6, objecting: 1, frozen: 0 },
    });
    expect(await bulkEdit(bulk, { ...ask, add: [task] }, job)).toMatchObject({ value: { changed: 7, objecting: 0 } });
  });
});

describe('a consent', () => {
  const give = (purpose: string) => row('consent', { purpose, way: 'spoken', givenOn: '2026-11-01' });

  it('is never given, given, or withdrawn, and given anew after that', () => {
    const now = () => consentOf(caseload.db, dossier, 'shareWithEmployer');
    expect([now(), whyNotTo(caseload.db, dossier, 'employer')]).toEqual(['never', null]);
    give('shareWithEmployer');
    give('shareWithEmployer');
    expect(now()).toBe('given');
    inTurn((tx) => withdrawConsent(tx, author, { dossier, purpose: 'shareWithEmployer', today: '2026-11-30' }));
    expect([now(), whyNotTo(caseload.db, dossier, 'employer')]).toEqual(['withdrawn', 'ConsentWithdrawn']);
    expect(whyNotTo(caseload.db, dossier, 'uwv')).toBe(null);
    give('shareWithEmployer');
    expect([now(), whyNotTo(caseload.db, dossier, 'employer')]).toEqual(['given', null]);
  });

  it('for keeping applications takes that off all of them in the one deed that withdraws it, by whatever way, and one undo puts it back', () => {
    const consent = give('keepApplication');
    row('jobApplication', { vacancy: 'Lasser', keepOnFile: 'yes' });
    row('jobApplication', { vacancy: 'Kok', keepOnFile: 'yes' });
    const kept = () => rows().jobApplication.map(({ keepOnFile }) => keepOnFile);
    for (const withdraw of [
      () => inTurn((tx) => withdrawConsent(tx, author, { dossier, purpose: 'keepApplication', today: '2026-11-30' })),
      () => edit('consent', consent, { withdrawnOn: '2026-11-30' }),
    ]) {
      expect(withdraw()).toMatchObject({ ok: true });
      expect(kept()).toEqual(['no', 'no']);
      expect(inTurn((tx) => undo(tx, author))).toMatchObject({ ok: true, value: { count: 3 } });
      expect([kept(), rows().consent[0]?.withdrawnOn]).toEqual([['yes', 'yes'], null]);
    }
  });

  it('is withdrawn in a frozen dossier as well, with what rests on it', () => {
    give('keepApplication');
    row('jobApplication', { vacancy: 'Lasser', keepOnFile: 'yes' });
    freeze();
    expect(
      inTurn((tx) => withdrawConsent(tx, author, { dossier, purpose: 'keepApplication', today: '2026-11-30' })),
    ).toMatchObject({ ok: true });
    expect(rows().jobApplication).toMatchObject([{ keepOnFile: 'no' }]);
    expect(inTurn((tx) => undo(tx, author))).toMatchObject({ ok: true, value: { frozen: 0 } });
    expect(rows().jobApplication).toMatchObject([{ keepOnFile: 'yes' }]);
  });
});
