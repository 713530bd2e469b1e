import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../../core/domain/dossier.ts';
import { ORGANISATION, SCHEMAS } from '../../core/sync/protocol.ts';
import { newCaseload, problemsOf, testId, type TestCaseload } from '../../tests/support/caseload.ts';
import { cpuMs } from '../../tests/support/cpu-time.ts';
import { fittingTimes, putBack, readAsItWas } from './as-it-was.ts';
import { addCandidate, addRow, editRow, readDossier, removeRow } from './dossier.ts';
import { redo, undo } from '../../tests/support/undo.ts';
import { createSyncStore, type SyncStore } from './sync-store.ts';
import { write } from './write.ts';

type Pulled = Parameters<SyncStore['takePull']>[0];
type AnyRow = Record<string, unknown>;
type Wire = Pulled['operations'][number];

const SERVER = testId(0x5e);
const EPOCH = testId(0xe0);
const BRAM = testId(0xb0);
const LATE = Number.MAX_SAFE_INTEGER;

let caseload: TestCaseload;
let sync: SyncStore;
let dossier: string;
beforeEach(begin);
afterEach(() => caseload.close());

async function begin(): Promise<void> {
  caseload = await newCaseload();
  const { author, db } = caseload;
  db.transact((tx) =>
    write(tx, author, 'setUp', [
      { concept: 'adviser', row: 'anna', dossier: ORGANISATION, fields: { name: 'Anna Verzonnen' } },
    ]),
  );
  sync = createSyncStore({ db, author, adviserRow: 'anna', identify: () => undefined, formerly: () => [] });
  sync.connect({
    address: 'https://kantoor.test',
    organisation: SERVER,
    person: 'anna',
    name: 'Anna Verzonnen',
    device: 'device-of-anna',
    laptop: 'laptop van Anna',
    privateKey: {},
  });
  const added = db.transact((tx) => addCandidate(tx, author, { surname: 'Verzonnen' }));
  if (!added.ok) throw new Error(added.error.type);
  dossier = added.value.dossier;
}

/** Not an answer, and not what this is about. */
const ABOUT_IT = new Set(['createdAt', 'changedAt', 'onlyHere', 'confirmed', 'conflicts']);

/** What is seen of a dossier: its rows with their answers, in their order. */
function answersOf(read: Dossier | null): unknown {
  if (!read) return null;
  const bare = (row: AnyRow) => Object.fromEntries(Object.entries(row).filter(([name]) => !ABOUT_IT.has(name)));
  return {
    candidate: bare(read.candidate),
    availability: read.availability && bare(read.availability),
    rows: Object.entries(read.rows).flatMap(([name, rows]) => rows.map((row) => [name, bare(row)])),
  };
}
const present = (): Dossier | null => {
  const found = readDossier(caseload.db, dossier);
  return found.ok ? found.value : null;
};
const asItWas = (at: number, now = LATE) => {
  const found = readAsItWas(caseload.db, dossier, at, now);
  if (!found.ok) throw new Error(found.error.type);
  return found.value;
};
const edit = (fields: Record<string, unknown>, row = dossier, concept: 'candidate' | 'skill' = 'candidate') =>
  caseload.db.transact((tx) => editRow(tx, caseload.author, { dossier, concept, row, fields }));
const addSkill = (name: string): string => {
  const added = caseload.db.transact((tx) =>
    addRow(tx, caseload.author, { dossier, concept: 'skill', fields: { name } }),
  );
  if (!added.ok) throw new Error(added.error.type);
  return added.value.row;
};
const removeSkill = (row: string) =>
  caseload.db.transact((tx) => removeRow(tx, caseload.author, { dossier, concept: 'skill', row }));

/** The office, as far as one laptop notices it: an order, answers, and work of Bram that comes late and saw less. */
function newOffice() {
  let seq = 0;
  let begun = false;
  const log: Wire[] = [];
  const bram = { n: 0, sees: new Map<string, Record<string, readonly string[]>>() };
  const skip = new Set<string>();
  const office = {
    handIn(): void {
      const asked = sync.nextPush(skip);
      if (!asked) return;
      const results = asked.operations.map((operation) => {
        log.push({ ...operation, device: 'device-of-anna', seq: ++seq });
        return { id: operation.id, result: 'applied' as const, seq };
      });
      sync.takePush({
        serverEpoch: SERVER,
        isOther: false,
        results,
        serverTime: caseload.author.now(),
        begun: begun ? [] : [{ dossier, epoch: EPOCH, until: null }],
      });
      begun = true;
    },
    pull(): void {
      const cursor = sync.pullAsk().cursor;
      sync.takePull({
        serverEpoch: SERVER,
        isOther: false,
        cursor: seq,
        more: false,
        operations: log.filter((each) => each.seq > cursor),
        grants: { now: begun ? [{ dossier, epoch: EPOCH, until: null }] : [], ended: [] },
        serverTime: caseload.author.now(),
      });
    },
    /** Bram looks: from now on he sees what the office has, which is what he did not hear of before. */
    bramLooks(): void {
      const heads = new Map<string, Record<string, readonly string[]>>();
      for (const each of log) {
        const key = `${each.concept}/${each.row}`;
        const of = { ...heads.get(key) };
        if (each.sees === null) of['*'] = [each.id];
        else
          for (const field of Object.keys(each.fields))
            of[field] = [...(of[field] ?? of['*'] ?? []).filter((id) => !each.sees?.[field]?.includes(id)), each.id];
        heads.set(key, of);
      }
      bram.sees = heads;
    },
    bramWrites(concept: string, row: string, fields: Record<string, string | number | null>): void {
      const known = bram.sees.get(`${concept}/${row}`);
      const id = testId(0x10_0000 + ++bram.n);
      const sees =
        known && Object.fromEntries(Object.keys(fields).map((f) => [f, (known[f] ?? known['*'] ?? []).slice(0, 1)]));
      if (!sees && concept === 'candidate') return;
      log.push({
        id,
        n: bram.n,
        group: testId(0x20_0000 + bram.n),
        label: 'edit',
        concept,
        row,
        dossier,
        schema: SCHEMAS.to,
        // What his clock said; it decides nothing here.
        at: caseload.author.now() - 5_000_000,
        actor: BRAM,
        device: BRAM,
        seq: ++seq,
        fields,
        sees: sees ?? null,
      });
      const of = { ...known };
      if (sees) for (const field of Object.keys(fields)) of[field] = [id];
      else of['*'] = [id];
      bram.sees.set(`${concept}/${row}`, of);
    },
    begin(): void {
      sync.takePull({
        serverEpoch: SERVER,
        isOther: true,
        cursor: 0,
        more: false,
        operations: [],
        grants: { now: [], ended: [] },
        serverTime: caseload.author.now(),
      });
    },
  };
  return office;
}

const WORDS = ['Reigerveen', 'Otterdam', 'Zwaluwhoek', 'Zandwijk'];
const word = fc.constantFrom(...WORDS);
const which = fc.nat({ max: 5 });
const deed = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), field: fc.constantFrom('place', 'surname', 'street'), word }),
  fc.record({ do: fc.constant('add' as const), word }),
  fc.record({ do: fc.constant('editSkill' as const), which, word }),
  fc.record({ do: fc.constant('remove' as const), which }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
  fc.record({ do: fc.constant('handIn' as const) }),
  fc.record({ do: fc.constant('pull' as const) }),
  fc.record({ do: fc.constant('bramLooks' as const) }),
  fc.record({ do: fc.constant('bramEdits' as const), field: fc.constantFrom('place', 'surname'), word }),
  fc.record({ do: fc.constant('bramEditsSkill' as const), which, word }),
  fc.record({ do: fc.constant('bramAdds' as const), word }),
  fc.record({ do: fc.constant('bramRemoves' as const), which }),
  fc.record({ do: fc.constant('putBack' as const), which }),
);

describe('a dossier as it was', () => {
  it(
    'is what was really read then, for any history of writing, undoing and merging',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 40 }), async (deeds) => {
          await caseload.close();
          await begin();
          const office = newOffice();
          office.begin();
          const skills: string[] = [];
          const kept: { at: number; read: unknown }[] = [{ at: caseload.author.now(), read: answersOf(present()) }];
          let bramRows = 0;
          for (const each of deeds) {
            const skill = 'which' in each ? skills[each.which % Math.max(1, skills.length)] : undefined;
            if (!present() && ['edit', 'add'].includes(each.do)) continue;
            if (each.do === 'edit') edit({ [each.field]: each.word });
            else if (each.do === 'add') skills.push(addSkill(each.word));
            else if (each.do === 'undo') caseload.db.transact((tx) => undo(tx, caseload.author));
            else if (each.do === 'redo') caseload.db.transact((tx) => redo(tx, caseload.author));
            else if (each.do === 'handIn') office.handIn();
            else if (each.do === 'pull') office.pull();
            else if (each.do === 'bramLooks') office.bramLooks();
            else if (each.do === 'bramEdits') office.bramWrites('candidate', dossier, { [each.field]: each.word });
            else if (each.do === 'bramAdds') {
              const row = testId(0x30_0000 + ++bramRows);
              skills.push(row);
              office.bramWrites('skill', row, { name: each.word });
            } else if (skill !== undefined) {
              if (each.do === 'editSkill') edit({ name: each.word }, skill, 'skill');
              else if (each.do === 'remove') removeSkill(skill);
              else if (each.do === 'putBack') {
                const { at } = kept[each.which % kept.length] ?? { at: 0 };
                caseload.db.transact((tx) =>
                  putBack(tx, caseload.author, { dossier, concept: 'skill', row: skill, at }),
                );
              } else {
                office.bramWrites('skill', skill, each.do === 'bramRemoves' ? { deleted: 1 } : { name: each.word });
              }
            }
            kept.push({ at: caseload.author.now(), read: answersOf(present()) });
          }
          for (const { at, read } of kept) expect(answersOf(asItWas(at).dossier)).toEqual(read);
          expect(asItWas(LATE).uncertain).toBe(0);
          expect(problemsOf(caseload.db)).toEqual([]);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('shows of two answers the one that was shown then: own work without an answer first', () => {
    const office = newOffice();
    office.begin();
    office.handIn();
    office.pull();
    office.bramLooks();
    edit({ place: 'Otterdam' });
    office.bramWrites('candidate', dossier, { place: 'Zandwijk' });
    office.pull();
    const both = caseload.author.now();
    const shown = present()?.candidate.place;
    office.handIn();
    edit({ surname: 'Later' });
    expect(asItWas(both).dossier?.candidate.place).toBe(shown);
    expect(shown).toBe('Otterdam');
  });

  it('was not there before it began, and not while it was removed', () => {
    const before = asItWas(LATE).moments[0] ?? 0;
    expect(asItWas(before - 1).dossier).toBeNull();
    caseload.db.transact((tx) => removeRow(tx, caseload.author, { dossier, concept: 'candidate', row: dossier }));
    const removedAt = caseload.author.now();
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(asItWas(removedAt).dossier).toBeNull();
    expect(asItWas(LATE).dossier).not.toBeNull();
    expect(readAsItWas(caseload.db, testId(0x99), LATE, LATE)).toEqual({
      ok: false,
      error: { type: 'DossierNotFound' },
    });
  });

  it('gives a row its answers back, and one that was removed since with them; one undo takes it away again', () => {
    const skill = addSkill('Lassen');
    const then = caseload.author.now();
    edit({ name: 'Solderen', level: null }, skill, 'skill');
    removeSkill(skill);
    const asked = { dossier, concept: 'skill' as const, row: skill, at: then };
    const back = caseload.db.transact((tx) => putBack(tx, caseload.author, asked));
    expect(back).toMatchObject({ ok: true, value: { group: expect.any(String) } });
    expect(present()?.rows.skill.map(({ name }) => name)).toEqual(['Lassen']);
    expect(caseload.db.transact((tx) => putBack(tx, caseload.author, asked))).toEqual({
      ok: true,
      value: { group: null },
    });
    caseload.db.transact((tx) => undo(tx, caseload.author));
    expect(present()?.rows.skill).toEqual([]);
    const never = { ...asked, at: 0 };
    expect(caseload.db.transact((tx) => putBack(tx, caseload.author, never))).toMatchObject({
      error: { type: 'RowNotFound' },
    });
  });

  it('says of what came from the office as a whole that it is not certain how it was before', () => {
    const office = newOffice();
    office.begin();
    const TIME = caseload.author.now();
    const other = testId(0xd1);
    const grants = { now: [{ dossier: other, epoch: EPOCH, until: null }], ended: [] };
    sync.takePull({
      serverEpoch: SERVER,
      isOther: false,
      cursor: 1,
      more: false,
      operations: [],
      grants,
      serverTime: TIME,
    });
    sync.nextSnapshot();
    sync.takePage({
      serverEpoch: SERVER,
      rows: [
        {
          dossier: other,
          concept: 'candidate',
          row: other,
          seq: 1,
          createdAt: TIME - 1000,
          changedAt: TIME,
          heads: { '*': [testId(0x900)] },
          values: { surname: 'Verzonnen', place: 'Otterdam' },
        },
        {
          dossier: other,
          concept: 'skill',
          row: testId(0x51),
          seq: 1,
          createdAt: TIME - 1000,
          changedAt: TIME,
          heads: { '*': [testId(0x901)] },
          values: { name: 'Lassen' },
        },
      ],
      answers: [],
      serverTime: TIME,
      granted: grants.now,
      next: null,
    });
    const read = (at: number) => {
      const found = readAsItWas(caseload.db, other, at, LATE);
      if (!found.ok) throw new Error(found.error.type);
      return found.value;
    };
    expect(read(TIME - 2000)).toMatchObject({ dossier: null, uncertain: 0 });
    expect(read(TIME - 500)).toMatchObject({ dossier: { candidate: { place: 'Otterdam' } }, uncertain: 1 });
    expect(read(TIME + 1)).toMatchObject({ uncertain: 0 });
    edit({}, other);
    caseload.db.transact((tx) =>
      editRow(tx, caseload.author, { dossier: other, concept: 'candidate', row: other, fields: { place: 'Zandwijk' } }),
    );
    expect(read(TIME + 1).dossier?.candidate.place).toBe('Otterdam');
    expect(read(LATE).dossier?.candidate.place).toBe('Zandwijk');
  });

  it('is there within 100 ms for a dossier with 2,000 operations', () => {
    caseload.db.transact((tx) => {
      const skills = Array.from({ length: 200 }, (_, index) => {
        const added = addRow(tx, caseload.author, {
          dossier,
          concept: 'skill',
          fields: { name: `Vaardigheid ${index}` },
        });
        if (!added.ok) throw new Error(added.error.type);
        return added.value.row;
      });
      for (let index = 0; index < 1800; index++)
        editRow(tx, caseload.author, {
          dossier,
          concept: 'skill',
          row: skills[index % 200] ?? '',
          fields: { name: `Vaardigheid ${index}`, evidence: 'Een verzonnen zin over wat iemand kan. '.repeat(5) },
        });
    });
    const { moments } = asItWas(LATE);
    const middle = moments[Math.floor(moments.length / 2)] ?? 0;
    const took = Array.from({ length: 9 }, () => {
      const began = cpuMs();
      asItWas(middle);
      return cpuMs() - began;
    }).sort((one, other) => one - other);
    expect(took[4]).toBeLessThan(100);
  });
});

describe('times that fit', () => {
  const now = 1000;
  it('are believed as they are', () => {
    expect(fittingTimes([1, 2, 2, 9], now)).toEqual([1, 2, 2, 9]);
    expect(fittingTimes([], now)).toEqual([]);
  });
  it('do without a clock that was ahead, and one that fell back', () => {
    expect(fittingTimes([10, 11, 900, 901, 12, 13, 14], now)).toEqual([10, 11, 11, 11, 12, 13, 14]);
    expect(fittingTimes([9, 10, 11, 1, 2, 12, 13], now)).toEqual([9, 10, 11, 11, 11, 12, 13]);
    expect(fittingTimes([5000, 5001, 12], now)).toEqual([12, 12, 12]);
    expect(fittingTimes([5000, 5001], now)).toEqual([now, now]);
  });
  it('never go back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2000 })), (stamps) => {
        const times = fittingTimes(stamps, now);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(times.length).toBe(stamps.length);
      }),
    );
  });
});
