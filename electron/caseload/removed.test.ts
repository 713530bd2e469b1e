import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaseload, problemsOf, type TestCaseload } from '../../tests/support/caseload.ts';
import { addCandidate, addRow, readDossier, removeRow } from './dossier.ts';
import { undo } from '../../tests/support/undo.ts';
import { listRemoved, RESTORABLE_DAYS, restoreRemoved } from './removed.ts';
import { write } from './write.ts';

let caseload: TestCaseload;
beforeEach(async () => {
  caseload = await newCaseload();
});
afterEach(() => caseload.close());

const DAY_MS = 86_400_000;
const candidate = (surname: string): string => {
  const added = caseload.db.transact((tx) => addCandidate(tx, caseload.author, { surname }));
  if (!added.ok) throw new Error(added.error.type);
  return added.value.dossier;
};
const skill = (dossier: string, name: string): string => {
  const added = caseload.db.transact((tx) =>
    addRow(tx, caseload.author, { dossier, concept: 'skill', fields: { name } }),
  );
  if (!added.ok) throw new Error(added.error.type);
  return added.value.row;
};
const remove = (concept: 'candidate' | 'skill', row: string, dossier: string) =>
  caseload.db.transact((tx) => removeRow(tx, caseload.author, { concept, row, dossier }));
const listed = (over: Partial<Parameters<typeof listRemoved>[1]> = {}, now = caseload.author.now()) =>
  listRemoved(caseload.db, { dossier: null, words: '', offset: 0, limit: 100, ...over }, now);
const restore = (concept: 'candidate' | 'skill', row: string, dossier: string, author = caseload.author) =>
  caseload.db.transact((tx) => restoreRemoved(tx, author, { concept, row, dossier }));
const skillsOf = (dossier: string): unknown => {
  const found = readDossier(caseload.db, dossier);
  return found.ok ? found.value.rows.skill.map(({ name }) => name) : found.error.type;
};

describe('what was removed', () => {
  it('is listed newest first, with who, when and what, and found by its name', () => {
    const one = candidate('Voorbeeld');
    const lassen = skill(one, 'Lassen');
    const koken = skill(one, 'Koken');
    const other = candidate('Verzonnen');
    remove('skill', lassen, one);
    remove('skill', koken, one);
    remove('candidate', other, other);
    expect(listed().entries.map(({ concept, whose, about, actor }) => [concept, whose, about, actor])).toEqual([
      ['candidate', 'Verzonnen', null, 'anna'],
      ['skill', 'Voorbeeld', 'Koken', 'anna'],
      ['skill', 'Voorbeeld', 'Lassen', 'anna'],
    ]);
    expect(listed({ words: 'KÓken' }).entries.map(({ row }) => row)).toEqual([koken]);
    expect(listed({ dossier: one }).total).toBe(2);
    expect(listed({ offset: 1, limit: 1 })).toMatchObject({ total: 3, entries: [{ about: 'Koken' }] });
    expect(listed({ dossier: other }).total).toBe(0);
  });

  it('comes back as it was, and one undo takes it away again', () => {
    const one = candidate('Voorbeeld');
    const lassen = skill(one, 'Lassen');
    remove('skill', lassen, one);
    expect(restore('skill', lassen, one)).toMatchObject({ ok: true });
    expect(skillsOf(one)).toEqual(['Lassen']);
    expect(listed().total).toBe(0);
    expect(restore('skill', lassen, one)).toEqual({ ok: false, error: { type: 'RowNotFound' } });
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(skillsOf(one)).toEqual([]);
    expect(listed().total).toBe(1);
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('brings a dossier back with what went in the same deed, and leaves what was removed before', () => {
    const one = candidate('Voorbeeld');
    const early = skill(one, 'Eerder weg');
    remove('skill', early, one);
    // As an undo of taking in does it: the whole dossier in one deed.
    const lassen = skill(one, 'Lassen');
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'undo', [
        { concept: 'candidate', row: one, dossier: one, fields: {}, deleted: true },
        { concept: 'skill', row: lassen, dossier: one, fields: {}, deleted: true },
      ]),
    );
    expect(listed().entries.map(({ concept }) => concept)).toEqual(['candidate']);
    expect(restore('skill', lassen, one)).toMatchObject({ ok: false });
    expect(restore('candidate', one, one)).toMatchObject({ ok: true });
    expect(skillsOf(one)).toEqual(['Lassen']);
    expect(listed().entries.map(({ about }) => about)).toEqual(['Eerder weg']);
  });

  it('is not given back after thirty days, and not where two dossiers became one', () => {
    const one = candidate('Voorbeeld');
    const other = candidate('Dubbel');
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'removeCandidate', [
        { concept: 'candidate', row: other, dossier: other, fields: { mergedInto: `candidate/${one}` }, deleted: true },
      ]),
    );
    expect(listed().entries).toMatchObject([{ whose: 'Dubbel', mergedInto: { dossier: one, name: 'Voorbeeld' } }]);
    expect(restore('candidate', other, other)).toEqual({ ok: false, error: { type: 'MergedDossier' } });
    const lassen = skill(one, 'Lassen');
    remove('skill', lassen, one);
    const later = caseload.author.now() + (RESTORABLE_DAYS + 1) * DAY_MS;
    expect(listed({}, later).total).toBe(0);
    expect(restore('skill', lassen, one, { ...caseload.author, now: () => later })).toMatchObject({ ok: false });
    // With a clock that stood a year back, in between deeds of today: it is of today.
    const koken = skill(one, 'Koken');
    const aYearAgo = { ...caseload.author, now: () => caseload.author.now() - 365 * DAY_MS };
    caseload.db.transact((tx) => removeRow(tx, aYearAgo, { concept: 'skill', row: koken, dossier: one }));
    expect(listed().entries.map(({ about }) => about)).toContain('Koken');
    expect(restore('skill', koken, one)).toMatchObject({ ok: true });
    // What came from another dossier, or never was removed, is not there to be given back.
    expect(restore('skill', lassen, other)).toMatchObject({ ok: false });
    expect(restore('candidate', one, one)).toMatchObject({ ok: false });
  });
});
