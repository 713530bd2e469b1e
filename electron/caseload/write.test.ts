import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONCEPTS } from '../../core/domain/concepts.ts';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { SCHEMAS } from '../../core/sync/protocol.ts';
import type { Reader } from './database.ts';
import { search } from './search.ts';
import { openGroup, write, type Change } from './write.ts';

let caseload: TestCaseload;
beforeEach(async () => {
  caseload = await newCaseload();
});
afterEach(() => caseload.close());

const DOSSIER = testId(0xd1);
const OTHER = testId(0xd2);
const ROW = testId(0xa1);

type Operation = {
  id: string;
  device: string;
  n: number;
  concept: string;
  row: string;
  dossier: string;
  schema: number;
  actor: string;
  fields: string;
  sees: string | null;
  before: string | null;
  acknowledgedAt: number | null;
};
const operations = (): Operation[] => caseload.db.all<Operation>(`SELECT * FROM "operation" ORDER BY "number"`);
const row = (table: string, id: string): Record<string, unknown> =>
  caseload.db.get<Record<string, unknown>>(`SELECT * FROM "${table}" WHERE "id" = ?`, id) ?? {};
const writeIt = (changes: Change[], label: 'edit' | 'addCandidate' = 'edit', author = caseload.author) =>
  caseload.db.transact((tx) => write(tx, author, label, changes, { dossier: DOSSIER }));
const candidate = (fields: Change['fields'], dossier = DOSSIER): Change => ({
  concept: 'candidate',
  row: dossier,
  dossier,
  fields,
});
const skill = (fields: Change['fields'], more: Partial<Change> = {}): Change => ({
  concept: 'skill',
  row: ROW,
  dossier: DOSSIER,
  fields,
  ...more,
});

describe('writing', () => {
  it('makes one operation for each change, with what it set, in the outbox', () => {
    writeIt([candidate({ surname: 'Voorbeeld' }), skill({ name: 'Lassen', level: 'good' })]);
    expect(
      operations().map(({ concept, row: id, dossier, fields, sees, before, acknowledgedAt, schema, actor }) => ({
        concept,
        id,
        dossier,
        fields: JSON.parse(fields) as unknown,
        sees,
        before,
        acknowledgedAt,
        schema,
        actor,
      })),
    ).toEqual([
      {
        concept: 'candidate',
        id: DOSSIER,
        dossier: DOSSIER,
        fields: { surname: 'Voorbeeld' },
        sees: null,
        before: null,
        acknowledgedAt: null,
        schema: SCHEMAS.to,
        actor: 'anna',
      },
      {
        concept: 'skill',
        id: ROW,
        dossier: DOSSIER,
        fields: { name: 'Lassen', level: 'good' },
        sees: null,
        before: null,
        acknowledgedAt: null,
        schema: SCHEMAS.to,
        actor: 'anna',
      },
    ]);
    expect(row('skill', ROW)).toMatchObject({ name: 'Lassen', level: 'good', evidence: null, unsent: 1, deleted: 0 });
  });

  it('keeps the head of each field apart, and says which values its author saw and what stood there', () => {
    writeIt([candidate({ surname: 'Voorbeeld' }), skill({ name: 'Lassen', level: 'good' })]);
    const made = operations()[1]?.id;
    expect(JSON.parse(String(row('skill', ROW)['heads']))).toEqual({ '*': [made] });
    writeIt([skill({ level: 'sufficient' })]);
    const changed = operations()[2];
    expect(JSON.parse(changed?.sees ?? '')).toEqual({ level: [made] });
    expect(JSON.parse(changed?.before ?? '')).toEqual({ level: 'good' });
    expect(JSON.parse(String(row('skill', ROW)['heads']))).toEqual({ '*': [made], level: [changed?.id] });
    writeIt([skill({ level: null, note: 'Ooit geleerd' })]);
    const last = operations()[3];
    expect(JSON.parse(last?.sees ?? '')).toEqual({ level: [changed?.id], note: [made] });
    expect(JSON.parse(last?.before ?? '')).toEqual({ level: 'sufficient', note: null });
    expect(row('skill', ROW)).toMatchObject({ level: null, note: 'Ooit geleerd', unsent: 3 });
  });

  it('counts on without gaps, also past operations that came in from another laptop', () => {
    writeIt([candidate({ surname: 'Voorbeeld' })]);
    // As sync writes them: with the numbers of the laptop they were made on.
    caseload.db.transact((tx) =>
      tx.run(
        `INSERT INTO "operation" ("id", "device", "n", "groupNumber", "concept", "row", "dossier", "schema", "at", "actor", "fields", "answer") VALUES ('x', 'device-of-bob', 70, 1, 'skill', ?, ?, 1, 1, 'bob', '{}', 'received')`,
        ROW,
        DOSSIER,
      ),
    );
    writeIt([candidate({ givenName: 'Anna' }), candidate({ place: 'Reigerveen' })]);
    expect(operations().map(({ device, n }) => [device, n])).toEqual([
      ['device-of-anna', 1],
      ['device-of-bob', 70],
      ['device-of-anna', 2],
      ['device-of-anna', 3],
    ]);
  });

  it('writes one line in the audit log for each dossier in a group, without a value', () => {
    writeIt([candidate({ surname: 'Voorbeeld' }), skill({ name: 'Lassen' }), candidate({ surname: 'Anders' }, OTHER)]);
    const lines = caseload.db.all<{ action: string; dossier: string; detail: string }>(
      `SELECT "action", "dossier", "detail" FROM "audit" ORDER BY "number"`,
    );
    expect(lines.map(({ action, dossier }) => [action, dossier])).toEqual([
      ['write.edit', DOSSIER],
      ['write.edit', OTHER],
    ]);
    expect(JSON.parse(lines[0]?.detail ?? '')).toMatchObject({ operations: 2, concepts: ['candidate', 'skill'] });
    for (const { detail } of lines) expect(detail).not.toMatch(/Voorbeeld|Lassen|Anders/);
  });

  it('keeps the search index in step with every change', () => {
    const found = (words: string): string[] => search(caseload.db, words, 10).hits.map((hit) => hit.dossier);
    writeIt([candidate({ surname: 'Voorbeeld' }), skill({ name: 'Lassen' })]);
    expect(found('lassen')).toEqual([DOSSIER]);
    writeIt([skill({ name: 'Metselen' })]);
    expect([found('lassen'), found('metselen')]).toEqual([[], [DOSSIER]]);
    writeIt([skill({}, { deleted: true })]);
    expect(found('metselen')).toEqual([]);
    writeIt([skill({}, { deleted: false })]);
    expect(found('metselen')).toEqual([DOSSIER]);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('never lets a row move between dossiers', () => {
    writeIt([candidate({ surname: 'Voorbeeld' }), candidate({ surname: 'Anders' }, OTHER), skill({ name: 'Lassen' })]);
    expect(() => writeIt([skill({ name: 'Gestolen' }, { dossier: OTHER })])).toThrow('does not move');
    expect(row('skill', ROW)).toMatchObject({ dossier: DOSSIER, name: 'Lassen' });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('writes nothing at all when one change of the group fails', () => {
    writeIt([candidate({ surname: 'Voorbeeld' })]);
    const before = operations().length;
    expect(() =>
      writeIt([skill({ name: 'Lassen' }), skill({ name: 'x'.repeat(5000) }, { row: testId(0xa2) })]),
    ).toThrow('too_big');
    expect(() =>
      writeIt([skill({ name: 'Lassen' }), skill({ name: 'Los' }, { row: testId(0xa3), dossier: testId(9) })]),
    ).toThrow('candidate first');
    expect(operations().length).toBe(before);
    expect(search(caseload.db, 'lassen', 10).hits).toEqual([]);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('refuses a field that the concept does not have, whatever the caller says', () => {
    expect(() => writeIt([candidate({ bsn: '000000000' })])).toThrow('unrecognized_keys');
    expect(() => writeIt([candidate({ surname: 'nul\u0000teken' })])).toThrow('controlCharacters');
    expect(operations()).toEqual([]);
  });

  it('has a line of operations, search words and a table for every concept', () => {
    writeIt([candidate({ surname: 'Voorbeeld' })]);
    for (const { name, place } of CONCEPTS) {
      if (place === 'candidate') continue;
      const dossier = place === 'organisation' ? 'organisation' : DOSSIER;
      const id = place === 'one' ? DOSSIER : testId(0xc0 + CONCEPTS.findIndex((each) => each.name === name));
      writeIt([{ concept: name, row: id, dossier, fields: {}, deleted: false }]);
      expect(row(name, id)).toMatchObject({ id, dossier });
    }
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('is only possible inside a transaction: anything else is a type error', () => {
    const reader: Reader = caseload.db;
    const never = (): void => {
      // @ts-expect-error a Reader can not write
      openGroup(reader, caseload.author, 'edit');
      // @ts-expect-error the open caseload itself can not write either
      write(caseload.db, caseload.author, 'edit', []);
      // @ts-expect-error there is no way to run a statement on a Reader
      reader.run('DELETE FROM "candidate"');
    };
    expect(never).toBeTypeOf('function');
  });
});
