import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCaseload, newFolder, removeFolder, type TestCaseload } from '../../tests/support/caseload.ts';
import { createAssessments } from './assessments.ts';
import { addCandidate, addRow, readDossier } from './dossier.ts';
import { undo } from '../../tests/support/undo.ts';

const folder = join(import.meta.dirname, '../../resources/questionnaires');
let caseload: TestCaseload;
let outside: string;
beforeAll(async () => {
  caseload = await newCaseload();
  outside = newFolder('assessments');
});
afterAll(async () => {
  await caseload.close();
  removeFolder(outside);
});
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { type: string } }): T => {
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
};

describe('assessments on this laptop', () => {
  it('take competences over as skills in one deed, with their level and what shows it, and none that is there', () => {
    const { db, author } = caseload;
    const assessments = createAssessments({ folder, newId: author.newId });
    const { dossier } = must(db.transact((tx) => addCandidate(tx, author, { surname: 'Verzonnen' })));
    db.transact((tx) =>
      addRow(tx, author, { dossier, concept: 'skill', fields: { name: 'Leren', code: '24116', codeSystem: 'vum' } }),
    );
    const { row } = must(
      db.transact((tx) =>
        addRow(tx, author, {
          dossier,
          concept: 'assessment',
          fields: {
            definition: 'jobport.competences@1',
            date: '2026-11-03',
            way: 'filledIn',
            finished: 'yes',
            scores: JSON.stringify({ b24105: 4, b24101: 1, b24116: 3 }),
          },
        }),
      ),
    );
    const take = () => must(db.transact((tx) => assessments.toSkills(tx, author, { dossier, row, language: 'nl' })));
    const skills = () =>
      must(readDossier(db, dossier)).rows.skill.map(({ name, code, level, evidence }) => [name, code, level, evidence]);
    expect(take().added).toBe(2);
    expect(skills()).toEqual([
      ['Leren', '24116', null, null],
      ['Aansturen', '24101', 'not', 'Zelf ingevuld op 3 nov 2026'],
      ['Samenwerken en overleggen', '24105', 'good', 'Zelf ingevuld op 3 nov 2026'],
    ]);
    expect(take()).toEqual({ group: null, added: 0 });
    db.transact((tx) => undo(tx, author));
    expect(skills()).toHaveLength(1);
    expect(db.transact((tx) => assessments.toSkills(tx, author, { dossier: row, row, language: 'nl' }))).toEqual({
      ok: false,
      error: { type: 'RowNotFound' },
    });
  });

  it('take in packs, never in the place of ours or of one that asks other things, and bring back what was taken out', () => {
    const { db, author } = caseload;
    const assessments = createAssessments({ folder, newId: author.newId });
    const values = JSON.parse(readFileSync(join(folder, 'values.json'), 'utf8')) as { items: { text: object }[] };
    const file = (name: string, content: object): string => {
      const path = join(outside, name);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const offer = (path: string): string => {
      const { found } = must(assessments.openPaths(db, [path]));
      return found[0]?.token ?? '';
    };
    const add = (path: string) => db.transact((tx) => assessments.add(tx, offer(path), 5));
    expect(add(file('ours.json', values))).toEqual({ ok: false, error: { type: 'PackIsOurs' } });
    const other = { ...values, id: 'example.values' };
    expect(add(file('other.json', other))).toEqual({ ok: true, value: { key: 'example.values@1' } });
    expect(assessments.list(db).map(({ key, shipped }) => [key, shipped])).toEqual([
      ['jobport.interests@1', true],
      ['jobport.values@1', true],
      ['jobport.competences@1', true],
      ['example.values@1', false],
    ]);
    const changed = {
      ...other,
      choices: [
        { value: 3, label: { nl: 'ja', en: 'yes' } },
        { value: 1, label: { nl: 'nee', en: 'no' } },
      ],
    };
    expect(add(file('changed.json', changed))).toEqual({ ok: false, error: { type: 'PackAsksOtherwise' } });
    const { token } = must(db.transact((tx) => assessments.remove(tx, 'example.values@1')));
    expect(assessments.list(db)).toHaveLength(3);
    must(db.transact((tx) => assessments.add(tx, token, 6)));
    expect(assessments.list(db)).toHaveLength(4);
    expect(must(assessments.openPaths(db, [join(outside, 'not there.json')])).problems).toEqual([
      { file: 'not there.json', reason: 'unknownFile', detail: '' },
    ]);
  });
});
