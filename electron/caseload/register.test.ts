/** The register against the real database, in both directions: no column without a purpose, and no purpose without a column. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONCEPTS, DOSSIER_CONCEPTS } from '../../core/domain/concepts.ts';
import { MACHINERY, RECIPIENTS, REGISTER, registerLines, TECHNICAL_COLUMNS } from '../../core/register/register.ts';
import type { Field } from '../../core/domain/field.ts';
import { newCaseload, type TestCaseload } from '../../tests/support/caseload.ts';
import { registerProblems } from './verify.ts';

let caseload: TestCaseload;
beforeAll(async () => {
  caseload = await newCaseload();
});
afterAll(() => caseload.close());

type Column = { readonly name: string; readonly type: string };
const columnsOf = (table: string): Column[] =>
  caseload.db.all<Column>(`SELECT "name", "type" FROM pragma_table_info(?)`, table);

describe('the data register', () => {
  it('knows every column of the database, and names none that is not there', () => {
    expect(registerProblems(caseload.db)).toEqual([]);
  });

  it('notices a column that a migration adds without it, a table that nobody described, and a column that went', async () => {
    const own = await newCaseload();
    own.db.exec(`ALTER TABLE "candidate" ADD COLUMN "bsn" TEXT`);
    own.db.exec(`CREATE TABLE "gossip" ("number" INTEGER PRIMARY KEY, "said" TEXT)`);
    own.db.exec(`ALTER TABLE "interest" DROP COLUMN "note"`);
    expect(registerProblems(own.db)).toEqual([
      'register: column candidate.bsn is not in the register',
      'register: interest.note has no column',
      'register: column gossip.said is not in the register',
    ]);
    await own.close();
  });

  it('has a column of the right kind for each field, and the technical ones beside them', () => {
    for (const { name, fields } of CONCEPTS) {
      const columns = new Map(columnsOf(name).map((column) => [column.name, column.type]));
      for (const technical of TECHNICAL_COLUMNS)
        expect([name, technical, columns.has(technical)]).toEqual([name, technical, true]);
      for (const [field, { kind }] of Object.entries(fields as Record<string, Field>))
        expect([name, field, columns.get(field)]).toEqual([name, field, kind === 'integer' ? 'INTEGER' : 'TEXT']);
      const beside = Object.keys(MACHINERY[name] ?? {});
      expect([...columns.keys()].toSorted()).toEqual(
        [...TECHNICAL_COLUMNS, ...Object.keys(fields), ...beside].toSorted(),
      );
    }
  });

  it('says of every field what it is, whose, why, how long and for whom', () => {
    expect(registerLines().length).toBe(CONCEPTS.reduce((total, { fields }) => total + Object.keys(fields).length, 0));
    for (const { concept, entry } of registerLines()) {
      for (const recipient of entry.recipients) expect(RECIPIENTS).toContain(recipient);
      // Whoever it is about may always have it.
      if (entry.subject === 'candidate')
        expect([concept, entry.recipients]).toEqual([concept, expect.arrayContaining(['candidate'])]);
      // What reveals health never goes to an employer (DOMAIN.md).
      if (entry.sensitivity === 'sensitive') expect(entry.recipients).not.toContain('employer');
    }
    for (const field of Object.values(REGISTER.scheme)) expect(field.sensitivity).toBe('sensitive');
  });

  it('has nowhere to write what the privacy statement does not name', () => {
    const never = /bsn|birth|geboorte|gender|geslacht|nationalit|diagnos|religion|ethnic|salary/i;
    for (const { name } of CONCEPTS) for (const { name: column } of columnsOf(name)) expect(column).not.toMatch(never);
    expect(DOSSIER_CONCEPTS.length).toBeGreaterThan(10);
  });
});
