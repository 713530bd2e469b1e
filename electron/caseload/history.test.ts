import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import { newCaseload, problemsOf, type TestCaseload } from '../../tests/support/caseload.ts';
import { addCandidate, addRow, editRow, readDossier, removeRow } from './dossier.ts';
import { historyState, listHistory } from './history.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { search } from './search.ts';
import { write, type Author } from './write.ts';

let caseload: TestCaseload;
beforeEach(async () => {
  caseload = await newCaseload();
});
afterEach(() => caseload.close());

/** Everything the adviser sees: each row that is not removed, with its answers. */
function shown({ db }: TestCaseload): Record<string, unknown> {
  const rows: Record<string, unknown> = {};
  for (const { name } of CONCEPTS) {
    for (const row of db.all<StoredRow>(`SELECT * FROM "${name}" WHERE "deleted" = 0 ORDER BY "id"`))
      rows[`${name}/${row.id}`] = fieldsOfRow(name, row);
  }
  return rows;
}

const edit = (concept: ConceptName, row: string, dossier: string, fields: Record<string, unknown>, author?: Author) =>
  caseload.db.transact((tx) => editRow(tx, author ?? caseload.author, { concept, row, dossier, fields }));
const add = (dossier: string, fields: Record<string, unknown>): string => {
  const added = caseload.db.transact((tx) => addRow(tx, caseload.author, { dossier, concept: 'skill', fields }));
  if (!added.ok) throw new Error(added.error.type);
  return added.value.row;
};
const candidate = (fields: Record<string, unknown>): string => {
  const added = caseload.db.transact((tx) => addCandidate(tx, caseload.author, fields));
  if (!added.ok) throw new Error(added.error.type);
  return added.value.dossier;
};
const remove = (concept: ConceptName, row: string, dossier: string) =>
  caseload.db.transact((tx) => removeRow(tx, caseload.author, { concept, row, dossier }));
const undoOne = (author = caseload.author) => caseload.db.transact((tx) => undo(tx, author));
const redoOne = (author = caseload.author) => caseload.db.transact((tx) => redo(tx, author));

describe('undo and redo', () => {
  it('take back the last deed first, and give it back', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    edit('candidate', dossier, dossier, { place: 'Reigerveen' });
    edit('candidate', dossier, dossier, { place: 'Otterdam' });
    const place = () => {
      const found = readDossier(caseload.db, dossier);
      return found.ok ? found.value.candidate.place : found.error.type;
    };
    expect(undoOne()).toMatchObject({ ok: true, value: { label: 'edit', dossier, count: 1, kept: 0 } });
    expect(place()).toBe('Reigerveen');
    expect(undoOne()).toMatchObject({ ok: true, value: { kept: 0 } });
    expect(place()).toBe(null);
    expect(undoOne()).toMatchObject({ ok: true, value: { label: 'addCandidate' } });
    expect(place()).toBe('DossierNotFound');
    expect(undoOne()).toEqual({ ok: false, error: { type: 'NothingToUndo' } });
    const places = [1, 2, 3].map(() => {
      expect(redoOne()).toMatchObject({ ok: true, value: { kept: 0 } });
      return place();
    });
    expect(places).toEqual([null, 'Reigerveen', 'Otterdam']);
    expect(redoOne()).toEqual({ ok: false, error: { type: 'NothingToRedo' } });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('are gone once something new is done', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    edit('candidate', dossier, dossier, { place: 'Reigerveen' });
    undoOne();
    edit('candidate', dossier, dossier, { place: 'Otterdam' });
    expect(redoOne()).toEqual({ ok: false, error: { type: 'NothingToRedo' } });
    expect(historyState(caseload.db)).toMatchObject({ undo: { label: 'edit', dossier, count: 1 }, redo: null });
  });

  it('keep a value that somebody else changed since, and say so', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    const bob = caseload.authorNamed('bob');
    edit('candidate', dossier, dossier, { place: 'Reigerveen', country: 'Nederland' });
    caseload.db.transact((tx) =>
      write(tx, bob, 'setUp', [{ concept: 'candidate', row: dossier, dossier, fields: { place: 'Otterdam' } }]),
    );
    expect(undoOne()).toMatchObject({ ok: true, value: { count: 1, kept: 1 } });
    expect(readDossier(caseload.db, dossier)).toMatchObject({
      value: { candidate: { place: 'Otterdam', country: null } },
    });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('find a dossier again that was removed and came back, with everything in it', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    add(dossier, { name: 'Lassen' });
    remove('candidate', dossier, dossier);
    expect(search(caseload.db, 'lassen', 5).hits).toEqual([]);
    undoOne();
    expect(search(caseload.db, 'lassen', 5).hits.map((hit) => hit.dossier)).toEqual([dossier]);
  });

  it('never swallow what is written after the first answer of the availability was taken back', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    edit('availability', dossier, dossier, { hoursMin: 8, hoursMax: 24, note: 'Liefst in de ochtend' });
    undoOne();
    expect(edit('availability', dossier, dossier, { hoursMin: 12 })).toMatchObject({ ok: true });
    const found = readDossier(caseload.db, dossier);
    expect(found).toMatchObject({ value: { availability: { hoursMin: 12, hoursMax: null, note: null } } });
    undoOne();
    expect(readDossier(caseload.db, dossier)).toMatchObject({ value: { availability: null } });
    redoOne();
    expect(readDossier(caseload.db, dossier)).toMatchObject({ value: { availability: { hoursMin: 12, note: null } } });
    expect(problemsOf(caseload.db)).toEqual([]);
  });

  it('stand in the history of a field like every change: who, from what, to what, and whether it was taken back', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    edit('candidate', dossier, dossier, { place: 'Reigerveen' });
    undoOne();
    const { total, entries } = listHistory(caseload.db, { dossier, field: 'place', offset: 0, limit: 10 });
    expect(total).toBe(2);
    expect(entries.map(({ label, actor, before, after, undone }) => [label, actor, before, after, undone])).toEqual([
      ['undo', 'anna', 'Reigerveen', null, false],
      ['edit', 'anna', null, 'Reigerveen', true],
    ]);
  });

  it('name the row that they are about, also when it was removed', () => {
    const dossier = candidate({ surname: 'Voorbeeld' });
    const row = add(dossier, { name: 'Stoelen bedenken' });
    remove('skill', row, dossier);
    const { entries } = listHistory(caseload.db, { dossier, concept: 'skill', offset: 0, limit: 10 });
    expect(entries.map(({ field, after, about }) => [field, after, about])).toContainEqual([
      'deleted',
      1,
      'Stoelen bedenken',
    ]);
  });
});

type Deed =
  | { do: 'addCandidate' | 'addSkill' | 'addWork'; at: number; value: string | null }
  | {
      do: 'editCandidate' | 'editAvailability' | 'editSkill' | 'editWork';
      at: number;
      value: string | null;
      field: number;
    }
  | { do: 'removeSkill' | 'removeWork' | 'removeDossier'; at: number }
  | { do: 'undo' | 'redo' };

const value = fc.constantFrom('een', 'twee', 'Drie vier', 'vijf\u0308', null);
const at = fc.nat(5);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('addCandidate', 'addSkill', 'addWork'), at, value }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('editCandidate', 'editAvailability', 'editSkill', 'editWork'),
      at,
      value,
      field: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('removeSkill', 'removeWork', 'removeDossier'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo', 'redo') }) },
);

function carryOut({ db, author }: TestCaseload, what: Deed): void {
  db.transact((tx) => {
    const rows = (table: string): { id: string; dossier: string }[] =>
      tx.all(
        `SELECT r."id", r."dossier" FROM "${table}" r JOIN "candidate" c ON c."id" = r."dossier" AND c."deleted" = 0 WHERE r."deleted" = 0 ORDER BY r."number"`,
      );
    const pick = (table: string, index: number) => {
      const all = rows(table);
      return all[index % Math.max(1, all.length)];
    };
    switch (what.do) {
      case 'undo':
        return void undo(tx, author);
      case 'redo':
        return void redo(tx, author);
      case 'addCandidate':
        return void addCandidate(tx, author, { surname: what.value });
      case 'addSkill':
      case 'addWork': {
        const of = pick('candidate', what.at);
        if (!of) return;
        return void (what.do === 'addSkill'
          ? addRow(tx, author, { dossier: of.dossier, concept: 'skill', fields: { name: what.value } })
          : addRow(tx, author, { dossier: of.dossier, concept: 'workExperience', fields: { role: what.value } }));
      }
      case 'removeDossier':
      case 'removeSkill':
      case 'removeWork': {
        const concept = ({ removeDossier: 'candidate', removeSkill: 'skill', removeWork: 'workExperience' } as const)[
          what.do
        ];
        const of = pick(concept, what.at);
        return of && void removeRow(tx, author, { concept, row: of.id, dossier: of.dossier });
      }
      default: {
        const [concept, fields] = (
          {
            editCandidate: ['candidate', ['place', 'surname']],
            editAvailability: ['availability', ['note', 'sectors']],
            editSkill: ['skill', ['name', 'note']],
            editWork: ['workExperience', ['employer', 'role']],
          } as const
        )[what.do];
        const of = pick(concept === 'availability' ? 'candidate' : concept, what.at);
        if (!of) return;
        const edited = editRow(tx, author, {
          concept,
          row: of.id,
          dossier: of.dossier,
          fields: { [fields[what.field] ?? fields[0]]: what.value },
        });
        if (!edited.ok) throw new Error(edited.error.type);
      }
    }
  });
}

describe('any row of deeds, undone and redone', { timeout: 120_000 }, () => {
  it('undone to the first gives the beginning, and redone gives it all back, with a caseload that verifies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 25 }), async (deeds) => {
        const own = await newCaseload();
        try {
          for (const each of deeds) carryOut(own, each);
          const end = shown(own);
          const steps: Record<string, unknown>[] = [];
          for (;;) {
            const before = shown(own);
            const undone = own.db.transact((tx) => undo(tx, own.author));
            if (!undone.ok) break;
            expect(undone.value.kept).toBe(0);
            steps.push(before);
          }
          expect(shown(own)).toEqual({});
          for (const step of steps.toReversed()) {
            expect(own.db.transact((tx) => redo(tx, own.author))).toMatchObject({ ok: true, value: { kept: 0 } });
            expect(shown(own)).toEqual(step);
          }
          expect(shown(own)).toEqual(end);
          expect(problemsOf(own.db)).toEqual([]);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never takes away what somebody else wrote meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 12 }), fc.nat(11), async (deeds, when) => {
        const own = await newCaseload();
        const bob = own.authorNamed('bob');
        try {
          let theirs: string | null = null;
          deeds.forEach((each, index) => {
            carryOut(own, each);
            if (index !== when % deeds.length) return;
            const row = own.db.get<{ id: string }>(`SELECT "id" FROM "candidate" ORDER BY "number" LIMIT 1`);
            if (!row) return;
            theirs = row.id;
            own.db.transact((tx) =>
              // By its label no deed of this adviser: as a sync will bring it.
              write(tx, bob, 'setUp', [
                { concept: 'candidate', row: row.id, dossier: row.id, fields: { street: 'Van een ander' } },
              ]),
            );
          });
          while (own.db.transact((tx) => undo(tx, own.author)).ok) continue;
          if (theirs !== null)
            expect(own.db.get(`SELECT "street" FROM "candidate" WHERE "id" = ?`, theirs)).toEqual({
              street: 'Van een ander',
            });
          expect(problemsOf(own.db)).toEqual([]);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 30 },
    );
  });
});
