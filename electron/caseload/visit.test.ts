/** A visit on a real caseload: one deed, taken back as one, never half, and never lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../core/contract/contract.ts';
import { visitKey, type VisitDraft } from '../../core/guidance/visit.ts';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { addCandidate, addRow, readDossier, removeRow } from './dossier.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { listDrafts, saveDraft } from './stores.ts';
import { listVisits, saveVisit } from './visit.ts';
import type { Author } from './write.ts';

const ANNA = testId(0xabc);
let caseload: TestCaseload;
let dossier: string;
let author: Author;
beforeEach(async () => {
  caseload = await newCaseload();
  author = caseload.authorNamed(ANNA);
  dossier = somebody('Verzonnen');
});
afterEach(async () => {
  expect(problemsOf(caseload.db)).toEqual([]);
  await caseload.close();
});

function somebody(surname: string): string {
  const added = caseload.db.transact((tx) => addCandidate(tx, author, { surname }));
  if (!added.ok) throw new Error(added.error.type);
  return added.value.dossier;
}
function row(
  concept: 'planStep' | 'agreement' | 'task' | 'appointment',
  fields: Record<string, unknown>,
  of = dossier,
): string {
  const added = caseload.db.transact((tx) => addRow(tx, author, { dossier: of, concept, fields }));
  if (!added.ok) throw new Error(added.error.type);
  return added.value.row;
}
const read = () => {
  const found = readDossier(caseload.db, dossier);
  if (!found.ok) throw new Error(found.error.type);
  return found.value.rows;
};
const ask = (more: Partial<Ask<'visit.save'>> = {}): Ask<'visit.save'> => ({
  dossier,
  draft: visitKey(dossier, 'one'),
  today: '2026-11-29',
  moment: { kind: 'visit', date: '2026-11-29', time: '10:12', text: '# Besproken\nHet gaat goed.' },
  agreements: [{ what: 'Cv mailen', by: 'candidate', dueOn: '2026-12-04' }],
  tasks: [{ what: 'Bedrijf bellen', dueOn: '2026-12-01' }],
  steps: [],
  settled: [],
  finished: [],
  appointment: { kind: 'visit', date: '2026-12-13', time: '09:30', place: 'Thuis' },
  held: null,
  ...more,
});
const save = (input: Ask<'visit.save'>) => caseload.db.transact((tx) => saveVisit(tx, author, input));

describe('a visit', () => {
  it('is one deed with all that belongs to it, and one undo takes all of it back', () => {
    const [step, agreement, task, weekly, planned] = [
      row('planStep', { what: 'Inschrijven', state: 'todo' }),
      row('agreement', { what: 'Bellen', state: 'open' }),
      row('task', { what: 'Nagaan' }),
      row('task', { what: 'Elke week', repeats: 'weekly', dueOn: '2026-11-29' }),
      row('appointment', { subject: 'Huisbezoek', state: 'planned' }),
    ];
    const before = JSON.stringify(withoutTimes(read()));
    caseload.db.transact((tx) => saveDraft(tx, { key: visitKey(dossier, 'one'), body: 'x', savedAt: 1 }));
    const saved = save(
      ask({
        steps: [{ row: step, state: 'done' }],
        settled: [{ row: agreement, state: 'kept' }],
        finished: [task, weekly],
        held: planned,
      }),
    );
    expect(saved).toMatchObject({ ok: true, value: { gone: 0 } });
    const rows = read();
    const [moment] = rows.contactMoment;
    expect(moment).toMatchObject({ kind: 'visit', date: '2026-11-29', finished: 'yes' });
    expect(rows.agreement[1]).toMatchObject({
      what: 'Cv mailen',
      state: 'open',
      contactMoment: `contactMoment/${moment?.id}`,
    });
    expect(rows.task.map(({ what, done, adviser }) => [what, done, adviser])).toEqual([
      ['Nagaan', 'yes', `adviser/${ANNA}`],
      ['Elke week', 'yes', `adviser/${ANNA}`],
      ['Bedrijf bellen', null, `adviser/${ANNA}`],
      ['Elke week', null, `adviser/${ANNA}`],
    ]);
    expect(rows.planStep[0]).toMatchObject({ state: 'done', doneOn: '2026-11-29' });
    expect(rows.agreement[0]).toMatchObject({ state: 'kept' });
    expect(rows.appointment.map(({ state, date }) => [state, date])).toEqual([
      ['held', null],
      ['planned', '2026-12-13'],
    ]);
    expect(listDrafts(caseload.db, '')).toEqual([]);

    const undone = caseload.db.transact((tx) => undo(tx, author));
    expect(undone).toMatchObject({ ok: true, value: { label: 'visit', kept: 0 } });
    expect(JSON.stringify(withoutTimes(read()))).toBe(before);
    caseload.db.transact((tx) => redo(tx, author));
    expect(read().contactMoment).toHaveLength(1);
  });

  it('writes nothing at all where one answer is none, and its draft stays', () => {
    caseload.db.transact((tx) => saveDraft(tx, { key: visitKey(dossier, 'one'), body: 'x', savedAt: 1 }));
    for (const wrong of [
      ask({ moment: { kind: 'party' } }),
      ask({ agreements: [{ what: 'x'.repeat(501) }] }),
      ask({ tasks: [{ what: 'a', nonsense: 'x' }] }),
      ask({ appointment: { date: 'ooit' } }),
    ])
      expect(save(wrong)).toMatchObject({ ok: false, error: { type: 'InvalidField' } });
    expect(read().contactMoment).toEqual([]);
    expect(listDrafts(caseload.db, '')).toHaveLength(1);
  });

  it('counts what is gone meanwhile, and touches nothing of another dossier', () => {
    const other = somebody('Anders');
    const [theirs, mine] = [row('planStep', { what: 'a', state: 'todo' }, other), row('planStep', { what: 'b' })];
    caseload.db.transact((tx) => removeRow(tx, author, { dossier, concept: 'planStep', row: mine }));
    caseload.db.transact((tx) => saveDraft(tx, { key: visitKey(other, 'one'), body: 'x', savedAt: 1 }));
    const saved = save(
      ask({
        draft: visitKey(other, 'one'),
        steps: [
          { row: theirs, state: 'done' },
          { row: mine, state: 'done' },
        ],
        finished: [theirs, testId(99)],
        held: theirs,
      }),
    );
    expect(saved).toMatchObject({ ok: true, value: { gone: 5 } });
    const found = readDossier(caseload.db, other);
    expect(found.ok && found.value.rows.planStep[0]?.state).toBe('todo');
    expect(listDrafts(caseload.db, '')).toHaveLength(1);
  });

  it('keeps what was typed where the dossier is gone, and says so', () => {
    const body: VisitDraft = {
      name: 'Verzonnen',
      kind: 'visit',
      date: '29-11-2026',
      time: '10:12',
      minutes: '',
      spentMs: 0,
      participants: '',
      subject: 'Huisbezoek',
      text: 'Half',
      outline: '',
      confidentialNote: '',
      agreements: [],
      tasks: [],
      steps: {},
      settled: {},
      finished: [],
      next: { date: '', time: '', kind: 'visit', place: '', subject: '' },
      appointment: null,
    };
    const keep = (key: string, savedAt: number, text: string) =>
      caseload.db.transact((tx) => saveDraft(tx, { key, savedAt, body: text }));
    keep(visitKey(dossier, 'one'), 5, JSON.stringify(body));
    keep(visitKey(dossier, 'two'), 9, JSON.stringify({ ...body, subject: 'Later' }));
    keep(visitKey(dossier, 'three'), 9, '{"from": "another version"}');
    keep(`${dossier}/candidate/${dossier}/surname`, 9, 'x');
    expect(listVisits(caseload.db).map(({ visit, isHere, subject }) => [visit, isHere, subject])).toEqual([
      ['two', true, 'Later'],
      ['one', true, 'Huisbezoek'],
    ]);
    caseload.db.transact((tx) => removeRow(tx, author, { dossier, concept: 'candidate', row: dossier }));
    expect(save(ask())).toEqual({ ok: false, error: { type: 'DossierNotFound' } });
    expect(listVisits(caseload.db).map(({ isHere }) => isHere)).toEqual([false, false]);
  });
});

const withoutTimes = (rows: object): unknown =>
  JSON.parse(JSON.stringify(rows, (key, value: unknown) => (key === 'changedAt' ? undefined : value)));
