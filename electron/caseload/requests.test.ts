/** Requests over the whole caseload, and who received what was put right since, on a real encrypted caseload. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import { appendAudit } from './audit.ts';
import type { Database } from './database.ts';
import { idMaker } from './new-id.ts';
import { closedRequests, openRequests, receiversOf } from './requests.ts';
import { readToday } from './today.ts';
import { write } from './write.ts';

let now = Date.parse('2026-09-01T09:00:00Z');
const newId = idMaker(() => now);
const author = { actor: newId(), device: 'd', now: () => now, newId };
let db: Database;
let caseload: TestCaseload;

beforeAll(async () => {
  caseload = await newCaseload();
  ({ db } = caseload);
});
afterAll(() => caseload.close());

const on = (day: string): void => void (now = Date.parse(`${day}T09:00:00Z`));
function candidate(surname: string): string {
  const id = newId();
  db.transact((tx) =>
    write(tx, author, 'addCandidate', [{ concept: 'candidate', row: id, dossier: id, fields: { surname } }]),
  );
  return id;
}
function add(dossier: string, concept: ConceptName, fields: Record<string, FieldValue>): string {
  const row = newId();
  db.transact((tx) => write(tx, author, 'add', [{ concept, row, dossier, fields }]));
  return row;
}
const edit = (dossier: string, concept: ConceptName, row: string, fields: Record<string, FieldValue>): void =>
  void db.transact((tx) => write(tx, author, 'edit', [{ concept, row, dossier, fields }]));
const handOver = (dossier: string, recipient: string, recipientName: string | null): void =>
  db.transact((tx) => appendAudit(tx, author, { action: 'handover', dossier, detail: { recipient, recipientName } }));

describe('requests of all dossiers', () => {
  it('are listed by when they end, those that are closed apart, without what was written at length, and not of whoever is gone', () => {
    on('2026-11-01');
    const dossier = candidate('Verzoek');
    const gone = candidate('Weg');
    const asked = (fields: Record<string, FieldValue>, of = dossier) =>
      add(of, 'request', { right: 'access', state: 'open', ...fields });
    const late = asked({ receivedOn: '2026-10-20', about: 'Alles wat jullie hebben.' });
    const extended = asked({ receivedOn: '2026-10-05', extendedOn: '2026-10-12' });
    const soon = asked({ receivedOn: '2026-10-01' });
    const answered = asked({ receivedOn: '2026-09-01', state: 'granted', answeredOn: '2026-09-20' });
    const withdrawn = asked({ receivedOn: '2026-10-02', state: 'withdrawn', decidedOn: '2026-10-03' });
    asked({ receivedOn: '2026-10-01' }, gone);
    db.transact((tx) =>
      write(tx, author, 'remove', [{ concept: 'candidate', row: gone, dossier: gone, fields: {}, deleted: true }]),
    );
    const open = openRequests(db, author);
    expect(open.map(({ row }) => row.id)).toEqual([soon, late, extended]);
    expect(open.every(({ row, surname }) => row.about === null && surname === 'Verzoek')).toBe(true);
    expect(closedRequests(db, author).map(({ row }) => row.id)).toEqual([withdrawn, answered]);
    // Today: what ends within a week, or ended.
    const named = (today: string) => readToday(db, author, { today, quietDays: 42 }).requests.map(({ row }) => row.id);
    expect(named('2026-10-20')).toEqual([]);
    expect(named('2026-10-26')).toEqual([soon]);
    expect(named('2026-11-16')).toEqual([soon, late]);
    expect(named('2026-12-29')).toEqual([soon, late, extended]);
  });
});

describe('who received what was put right', () => {
  it('is whoever had the former value by a handing over, and may have that field by the register', () => {
    on('2026-09-01');
    const dossier = candidate('Correctie');
    handOver(dossier, 'employer', 'Bakkerij Bedacht');
    on('2026-09-05');
    const job = add(dossier, 'workExperience', { role: 'bakker', employer: 'Fictief' });
    edit(dossier, 'candidate', dossier, { street: 'Nergensstraat' });
    on('2026-09-10');
    handOver(dossier, 'employer', 'Zorghuis Nergens');
    handOver(dossier, 'uwv', null);
    handOver(dossier, 'candidate', null);
    on('2026-09-12');
    const row = add(dossier, 'request', { right: 'rectification', state: 'open', receivedOn: '2026-09-12' });
    const found = () => {
      const answer = receiversOf(db, { dossier, request: row });
      if (!answer.ok) throw new Error(answer.error.type);
      return answer.value;
    };
    expect(found()).toEqual({ changed: [], receivers: [] });
    on('2026-09-15');
    edit(dossier, 'workExperience', job, { role: 'banketbakker' });
    edit(dossier, 'candidate', dossier, { street: 'Ergensstraat' });
    // What was not there before, and what is put back, is not put right.
    add(dossier, 'skill', { name: 'bakken' });
    edit(dossier, 'candidate', dossier, { place: 'Zandwoude' });
    edit(dossier, 'workExperience', job, { employer: 'Vergist' });
    edit(dossier, 'workExperience', job, { employer: 'Fictief' });
    on('2026-09-20');
    // Has the new value.
    handOver(dossier, 'employer', 'Te Laat BV');
    const role = { concept: 'workExperience', field: 'role' };
    const street = { concept: 'candidate', field: 'street' };
    expect(found().changed).toEqual([
      { ...role, row: job, now: 'banketbakker' },
      { ...street, row: dossier, now: 'Ergensstraat' },
    ]);
    const at = Date.parse('2026-09-10T09:00:00Z');
    const employer = { recipient: 'employer', recipientName: 'Zorghuis Nergens', at, toldAt: null };
    // By the register an employer does not get the street.
    expect(found().receivers).toEqual([
      { ...employer, fields: [role] },
      { recipient: 'uwv', recipientName: null, at, toldAt: null, fields: [role, street] },
    ]);
    // A notice of another request tells nobody of this one.
    const letter = (of: string) =>
      db.transact((tx) =>
        appendAudit(tx, author, {
          action: 'letter',
          dossier,
          detail: { recipient: 'employer', recipientName: 'Zorghuis Nergens', rights: 'notice', row: of },
        }),
      );
    letter(newId());
    expect(found().receivers[0]?.toldAt).toBeNull();
    letter(row);
    expect(found().receivers.map(({ recipient, toldAt }) => [recipient, toldAt])).toEqual([
      ['uwv', null],
      ['employer', now],
    ]);
  });

  it('is, of a restriction, everybody who received something; and of no request of another dossier', () => {
    on('2026-10-01');
    const dossier = candidate('Beperkt');
    handOver(dossier, 'employer', 'Bakkerij Bedacht');
    const row = add(dossier, 'request', { right: 'restriction', state: 'granted', receivedOn: '2026-10-02' });
    const answer = receiversOf(db, { dossier, request: row });
    expect(answer.ok && answer.value.receivers.map(({ recipientName, fields }) => [recipientName, fields])).toEqual([
      ['Bakkerij Bedacht', []],
    ]);
    expect(receiversOf(db, { dossier: candidate('Ander'), request: row })).toEqual({
      ok: false,
      error: { type: 'RowNotFound' },
    });
  });
});
