/** What a day asks, and a task that is done, on a real encrypted caseload. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import type { Database } from './database.ts';
import { undo } from '../../tests/support/undo.ts';
import { idMaker } from './new-id.ts';
import { finishTask } from './tasks.ts';
import { readAgenda, readToday } from './today.ts';
import { write } from './write.ts';

const NOW = Date.parse('2026-11-28T09:00:00Z');
const LONG_AGO = Date.parse('2026-01-05T09:00:00Z');
const TODAY = '2026-11-28';
const newId = idMaker(() => NOW);
const author = { actor: newId(), device: 'd', now: () => NOW, newId };
const colleague = { ...author, actor: newId() };
let db: Database;
let caseload: TestCaseload;

beforeAll(async () => {
  caseload = await newCaseload();
  ({ db } = caseload);
});
afterAll(() => caseload.close());

function candidate(surname: string, at = NOW): string {
  const id = newId();
  const change = { concept: 'candidate' as const, row: id, dossier: id, fields: { surname } };
  db.transact((tx) => write(tx, { ...author, now: () => at }, 'addCandidate', [change]));
  return id;
}
function add(dossier: string, concept: ConceptName, fields: Record<string, FieldValue>, by = author): string {
  const row = newId();
  db.transact((tx) => write(tx, by, 'add', [{ concept, row, dossier, fields }]));
  return row;
}
const remove = (dossier: string, concept: ConceptName, row: string): void =>
  void db.transact((tx) => write(tx, author, 'remove', [{ concept, row, dossier, fields: {}, deleted: true }]));
const today = () => readToday(db, author, { today: TODAY, quietDays: 42 });

describe('Today', () => {
  it('tells what is due and planned, of what stands and of whoever stands, and of nobody else’s tasks', () => {
    const dossier = candidate('Dagelijks');
    const gone = candidate('Weg');
    const due = add(dossier, 'task', { what: 'Bellen', dueOn: '2026-11-20' });
    add(dossier, 'task', { what: 'Later', dueOn: '2026-11-29' });
    add(dossier, 'task', { what: 'Klaar', dueOn: '2026-11-20', done: 'yes' });
    add(dossier, 'task', { what: 'Van een ander', dueOn: '2026-11-20', adviser: `adviser/${colleague.actor}` });
    const mine = add(dossier, 'task', { what: 'Van mij', dueOn: TODAY, adviser: `adviser/${author.actor}` });
    remove(dossier, 'task', add(dossier, 'task', { what: 'Verwijderd', dueOn: '2026-11-20' }));
    add(gone, 'task', { what: 'Van wie weg is', dueOn: '2026-11-20' });
    remove(gone, 'candidate', gone);
    const second = add(dossier, 'appointment', { subject: 'Middag', date: TODAY, time: '14:00' });
    const first = add(dossier, 'appointment', { subject: 'Ochtend', date: TODAY, time: '09:30' });
    const other = add(dossier, 'appointment', { subject: 'Morgen', date: '2026-11-29', time: '09:30' });
    const agreed = add(dossier, 'agreement', { what: 'Cv', dueOn: TODAY, state: 'open' });
    add(dossier, 'agreement', { what: 'Nagekomen', dueOn: TODAY, state: 'kept' });
    const draft = add(dossier, 'contactMoment', {
      subject: 'Half',
      date: TODAY,
      finished: 'no',
      text: 'een heel verhaal',
      confidentialNote: 'en wat apart staat',
    });
    add(dossier, 'contactMoment', { subject: 'Heel', date: TODAY, finished: 'yes' });
    const next = add(dossier, 'jobApplication', { vacancy: 'Kok', stage: 'invited', nextOn: '2026-11-27' });
    add(dossier, 'jobApplication', { vacancy: 'Voorbij', nextOn: '2026-11-27', closedOn: '2026-11-26' });
    add(dossier, 'jobApplication', { vacancy: 'Afgewezen', nextOn: '2026-11-27', stage: 'rejected' });
    const undated = add(dossier, 'task', { what: 'Ooit' });
    const plan = add(dossier, 'actionPlan', {
      title: 'Plan',
      evaluateOn: TODAY,
      state: 'agreed',
      summary: 'lang verhaal',
    });
    add(dossier, 'actionPlan', { title: 'Oud plan', evaluateOn: TODAY, state: 'ended' });
    const moment = add(dossier, 'planStep', { what: 'Terugkijken', kind: 'evaluation', dueOn: TODAY, state: 'todo' });
    add(dossier, 'planStep', { what: 'Al teruggekeken', kind: 'evaluation', dueOn: TODAY, state: 'done' });
    add(dossier, 'planStep', { what: 'Later terugkijken', kind: 'evaluation', dueOn: '2026-11-29' });
    add(dossier, 'planStep', { what: 'Cursus', kind: 'step', dueOn: TODAY });
    const placed = add(dossier, 'placement', { employer: 'Fictief', from: '2026-08-31', followedUp1: '2026-09-30' });
    add(dossier, 'placement', { employer: 'Te kort', from: '2026-11-20' });

    const day = today();
    expect(day.tasks.map(({ row }) => row.id)).toEqual([due, mine, undated]);
    expect(day.evaluations).toMatchObject([{ row: { id: plan, title: 'Plan', summary: null } }]);
    expect(day.evaluationSteps.map(({ row }) => row.id)).toEqual([moment]);
    expect(day.tasks[0]).toMatchObject({ dossier, surname: 'Dagelijks' });
    expect(day.appointments.map(({ row }) => row.id)).toEqual([first, second]);
    expect(day.agreements.map(({ row }) => row.id)).toEqual([agreed]);
    expect(day.concepts.map(({ row }) => row.id)).toEqual([draft]);
    // No dossier was opened, so nothing of what was written in it is told.
    expect(JSON.stringify(day)).not.toMatch(/verhaal|apart/);
    expect(day.applications.map(({ row }) => row.id)).toEqual([next]);
    expect(readToday(db, author, { today: '2026-11-30', quietDays: 42 }).followUps).toMatchObject([
      { months: 3, dueOn: '2026-11-30', row: { id: placed } },
    ]);
    expect(day.followUps).toEqual([]);
    expect(readAgenda(db, author, { from: TODAY, until: '2026-11-29' }).map(({ row }) => row.id)).toEqual([
      first,
      second,
      other,
    ]);
  });

  it('keeps asking after a placement until it is done, however long ago it began', () => {
    const dossier = candidate('Lang geplaatst');
    const open = add(dossier, 'placement', { employer: 'Fictief Oud', from: '2024-03-01', followedUp6: '2024-09-02' });
    const never = add(dossier, 'placement', { employer: 'Fictief Nooit', from: '2023-01-31' });
    add(dossier, 'placement', { employer: 'Gedaan', from: '2023-01-01', followedUp12: '2024-01-01' });
    add(dossier, 'placement', { employer: 'Te vroeg', from: '2026-11-01' });
    // Over for more than a year: there is nobody to ask any more.
    add(dossier, 'placement', { employer: 'Lang voorbij', from: '2024-03-01', until: '2025-06-01' });
    const mine = today().followUps.filter((each) => each.dossier === dossier);
    expect(mine.map(({ row, months, dueOn }) => [row.id, months, dueOn])).toEqual([
      [never, 12, '2024-01-31'],
      [open, 12, '2025-03-01'],
    ]);
  });

  it('names whom nobody spoke with for long, longest ago first, and not who is new or closed', () => {
    const never = candidate('Nooit', LONG_AGO);
    const once = candidate('Eens', LONG_AGO);
    const closed = candidate('Gesloten', LONG_AGO);
    const lately = candidate('Laatst', LONG_AGO);
    add(once, 'contactMoment', { date: '2026-03-02' });
    add(lately, 'contactMoment', { date: '2026-11-02' });
    db.transact((tx) =>
      write(tx, author, 'edit', [{ concept: 'candidate', row: closed, dossier: closed, fields: { phase: 'closed' } }]),
    );
    expect(today().quiet).toMatchObject({
      total: 2,
      candidates: [
        { dossier: once, lastContact: '2026-03-02' },
        { dossier: never, lastContact: null },
      ],
    });
  });

  it('tells what others changed, and not what was done here', () => {
    const dossier = candidate('Gedeeld');
    expect(today().changed).toEqual([]);
    add(dossier, 'skill', { name: 'Lassen' }, colleague);
    add(dossier, 'skill', { name: 'Zagen' }, colleague);
    expect(today().changed).toMatchObject([{ dossier, surname: 'Gedeeld', count: 2 }]);
  });

  it('tells what others removed and is not back: what, by whom and when, and no name that is nobody’s business beside it', () => {
    const by = (dossier: string, concept: ConceptName, row: string, who = colleague, deleted = true): void =>
      void db.transact((tx) => write(tx, who, 'remove', [{ concept, row, dossier, fields: {}, deleted }]));
    const dossier = candidate('Gedeeld');
    const gone = candidate('Opgeruimd');
    const merged = candidate('Dubbel');
    const before = today().removed.length;
    const skill = add(dossier, 'skill', { name: 'Lassen' });
    by(dossier, 'skill', skill);
    by(dossier, 'skill', add(dossier, 'skill', { name: 'Zelf weggehaald' }), author);
    const back = add(dossier, 'skill', { name: 'Terug' });
    by(dossier, 'skill', back);
    by(dossier, 'skill', back, author, false);
    const scheme = add(dossier, 'scheme', { source: 'Brief over de Wajong' });
    by(dossier, 'scheme', scheme);
    const letter = add(dossier, 'document', { name: 'Verklaring arts', confidential: 'yes' });
    by(dossier, 'document', letter);
    by(gone, 'skill', add(gone, 'skill', { name: 'Ging mee' }));
    by(gone, 'candidate', gone);
    db.transact((tx) =>
      write(tx, colleague, 'merge', [
        {
          concept: 'candidate',
          row: merged,
          dossier: merged,
          fields: { mergedInto: `candidate/${dossier}` },
          deleted: true,
        },
      ]),
    );
    expect(before).toBe(0);
    const told = today().removed;
    expect(told.map(({ concept, row, whose, about }) => [concept, row, whose, about])).toEqual([
      ['candidate', merged, 'Dubbel', null],
      ['candidate', gone, 'Opgeruimd', null],
      ['document', letter, 'Gedeeld', null],
      ['scheme', scheme, 'Gedeeld', null],
      ['skill', skill, 'Gedeeld', 'Lassen'],
    ]);
    expect(told.every(({ actor, at }) => actor === colleague.actor && at === NOW)).toBe(true);
    expect(told[0]?.mergedInto).toEqual({ dossier, name: 'Gedeeld' });
    expect(readToday(db, author, { today: '2026-12-20', quietDays: 42 }).removed).toEqual([]);
    expect(readToday(db, colleague, { today: TODAY, quietDays: 42 }).removed[0]?.about).toBe('Zelf weggehaald');
  });

  it('asks by index, never by going through a table', () => {
    const plans: string[] = [];
    const watched = new Proxy(db, {
      get: (target, name) =>
        name === 'all' || name === 'get'
          ? (sql: string, ...parameters: never[]) => {
              plans.push(
                ...target
                  .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
                  .map(({ detail }) => detail)
                  .filter((detail) => /^SCAN (?:r|m)\b/.test(detail) && !detail.includes('USING INDEX')),
              );
              return target[name](sql, ...parameters);
            }
          : Reflect.get(target, name),
    });
    readToday(watched, author, { today: TODAY, quietDays: 42 });
    readAgenda(watched, author, { from: TODAY, until: TODAY });
    expect(plans).toEqual([]);
  });
});

describe('a task', () => {
  it('is done once; where it repeats the next one comes with it, and one undo takes both back', () => {
    const dossier = candidate('Taken');
    const row = add(dossier, 'task', { what: 'Bellen', dueOn: '2026-11-20', repeats: 'weekly', priority: 'high' });
    const finish = () => db.transact((tx) => finishTask(tx, author, { dossier, row, today: TODAY }));
    const tasks = () =>
      db.all<{ done: string | null; dueOn: string; deleted: number }>(
        `SELECT "done", "dueOn", "deleted" FROM "task" WHERE "dossier" = ? AND "deleted" = 0 ORDER BY "number"`,
        dossier,
      );
    expect(finish()).toMatchObject({ ok: true, value: { nextDueOn: '2026-12-04' } });
    expect(finish()).toEqual({ ok: true, value: { group: null, nextDueOn: null } });
    expect(tasks()).toMatchObject([
      { done: 'yes', dueOn: '2026-11-20' },
      { done: null, dueOn: '2026-12-04' },
    ]);
    expect(db.transact((tx) => undo(tx, author)).ok).toBe(true);
    expect(tasks()).toMatchObject([{ done: null, dueOn: '2026-11-20' }]);
    // Again, and opened and finished once more: there is one next time, and it has come back.
    finish();
    db.transact((tx) =>
      write(tx, author, 'edit', [{ concept: 'task', row, dossier, fields: { done: 'no', doneOn: null } }]),
    );
    finish();
    expect(tasks()).toMatchObject([
      { done: 'yes', dueOn: '2026-11-20' },
      { done: null, dueOn: '2026-12-04' },
    ]);
  });

  it('of every month that began on the 31st is due on the last day of each, until its day is changed by hand', () => {
    const dossier = candidate('Maandelijks');
    const first = add(dossier, 'task', { what: 'Uren', dueOn: '2026-01-31', repeats: 'monthly' });
    const open = () =>
      db.get<{ id: string; dueOn: string }>(
        `SELECT "id", "dueOn" FROM "task" WHERE "dossier" = ? AND "deleted" = 0 AND "done" IS NULL`,
        dossier,
      ) ?? { id: first, dueOn: '' };
    const finish = (row: string, day: string) => {
      db.transact((tx) => finishTask(tx, author, { dossier, row, today: day }));
      return open().dueOn;
    };
    expect(finish(first, '2026-02-01')).toBe('2026-02-28');
    expect(finish(open().id, '2026-03-01')).toBe('2026-03-31');
    expect(finish(open().id, '2026-04-01')).toBe('2026-04-30');
    const edit = { concept: 'task' as const, row: open().id, dossier, fields: { dueOn: '2026-04-20' } };
    db.transact((tx) => write(tx, author, 'edit', [edit]));
    expect(finish(open().id, '2026-04-21')).toBe('2026-05-20');
  });

  it('of nobody is the adviser’s own: in Today and in the calendar, without a name', () => {
    const task = add(author.actor, 'task', { what: 'Zonder kandidaat', dueOn: '2026-11-20' });
    add(author.actor, 'appointment', { subject: 'Overleg', date: TODAY });
    add(colleague.actor, 'task', { what: 'Van een ander', dueOn: '2026-11-20' }, colleague);
    expect(today().tasks.find(({ row }) => row.id === task)).toMatchObject({ dossier: author.actor, surname: null });
    expect(today().tasks.map(({ row }) => row.what)).not.toContain('Van een ander');
    expect(readAgenda(db, author, { from: TODAY, until: TODAY }).map(({ row }) => row.subject)).toContain('Overleg');
    remove(author.actor, 'task', task);
    expect(today().tasks.map(({ row }) => row.id)).not.toContain(task);
  });

  it('of another dossier, or one that is gone, is not found', () => {
    const dossier = candidate('Een');
    const row = add(candidate('Ander'), 'task', { what: 'Bellen' });
    const found = db.transact((tx) => finishTask(tx, author, { dossier, row, today: TODAY }));
    expect(found).toEqual({ ok: false, error: { type: 'RowNotFound' } });
  });
});
