import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperation, conflictsIn, headsOf, NO_ROW, REST, valueOfHead, type RowState, type Step } from './merge.ts';

const FIELDS = ['name', 'note', 'level'];
/** Whatever was seen came in before. */
const all = { isApplied: () => true };

/** Later work is shown before earlier work: on the server that is the order in which it came in. */
const isShownBefore = (one: string, other: string): boolean => Number(one) > Number(other);

const replay = (steps: readonly Step[]): RowState => {
  const applied = new Set<string>();
  return steps.reduce<RowState>((state, step) => {
    const next = applyOperation(state, step, { isApplied: (id) => applied.has(id), isShownBefore });
    applied.add(step.id);
    return next;
  }, NO_ROW);
};

/**
 * Several people at work on one row: each operation sees some of what was there when it was made. `view` picks, for the nth
 * operation, which of the earlier ones its author had.
 */
const work: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      value: fc.constantFrom('a', 'b', 'c', null),
      view: fc.array(fc.nat(20), { maxLength: 6 }),
      fields: fc.subarray(FIELDS, { minLength: 1 }),
      isNewRow: fc.integer({ min: 0, max: 12 }).map((drawn) => drawn === 0),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drawn) => {
    const steps: Step[] = [];
    drawn.forEach(({ value, view, fields, isNewRow }, index) => {
      // A view holds whatever its operations saw as well: it is a state that somebody really had.
      const held = new Set<number>();
      const take = (at: number): void => {
        if (held.has(at)) return;
        held.add(at);
        for (const seen of Object.values(steps[at]?.sees ?? {}).flat()) take(Number(seen));
      };
      for (const at of index > 0 ? [0, ...view] : []) take(at % index);
      const { heads } = replay([...held].sort((one, other) => one - other).map((at) => steps[at] as Step));
      const sees =
        index === 0 || isNewRow ? null : Object.fromEntries(fields.map((field) => [field, headsOf(heads, field)]));
      steps.push({ id: String(index), fields: Object.fromEntries(fields.map((field) => [field, value])), sees });
    });
    return steps;
  });

/** What is to be seen of a row, however it is stored. */
const seen = (state: RowState): unknown =>
  Object.fromEntries(
    FIELDS.map((field) => [
      field,
      headsOf(state.heads, field).map((id) => ({ id, value: valueOfHead(state, field, id) })),
    ]),
  );

const setsField = (step: Step, field: string): boolean => step.sees === null || field in step.fields;

describe('merging a row', () => {
  it('[M1] removes exactly the values its author saw, and no other', () => {
    fc.assert(
      fc.property(work, fc.subarray(['0', '1', '2', '3', '4']), (steps, sees) => {
        const before = replay(steps);
        const after = applyOperation(before, { id: 'new', fields: { note: 'x' }, sees: { note: sees } }, all);
        const stood = headsOf(before.heads, 'note');
        expect(new Set(headsOf(after.heads, 'note'))).toEqual(
          new Set([...stood.filter((id) => !sees.includes(id)), 'new']),
        );
        for (const field of ['name', 'level'])
          expect(headsOf(after.heads, field)).toEqual(headsOf(before.heads, field));
      }),
    );
  });

  it('[M3] does not take equal values together: replacing one leaves the other', () => {
    const made = replay([{ id: '0', fields: { note: 'oud' }, sees: null }]);
    const edit = (id: string, value: string, sees: string[]): Step => ({
      id,
      fields: { note: value },
      sees: { note: sees },
    });
    const both = [edit('1', 'gelijk', ['0']), edit('2', 'gelijk', ['0'])].reduce(
      (state, step) => applyOperation(state, step, all),
      made,
    );
    expect(headsOf(both.heads, 'note')).toEqual(['2', '1']);
    expect(conflictsIn(both)).toEqual(['note']);
    const after = applyOperation(both, edit('3', 'anders', ['1']), all);
    expect(seen(after)).toMatchObject({
      note: [
        { id: '3', value: 'anders' },
        { id: '2', value: 'gelijk' },
      ],
    });
  });

  it('[M4] applying an operation again while it stands changes nothing', () => {
    fc.assert(
      fc.property(work, (steps) => {
        const state = replay(steps);
        for (const step of steps) {
          const fields = FIELDS.filter(
            (field) => setsField(step, field) && !headsOf(state.heads, field).includes(step.id),
          );
          if (fields.length === 0) expect(seen(applyOperation(state, step, all))).toEqual(seen(state));
        }
      }),
    );
  });

  it('[M2, M5, I1] gives the same row, shown values too, for every order in which operations come in', () => {
    fc.assert(
      fc.property(
        work.chain((steps) =>
          fc.tuple(
            fc.constant(steps),
            fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length }),
          ),
        ),
        ([steps, shuffled]) => {
          const state = replay(shuffled);
          expect(seen(state)).toEqual(seen(replay(steps)));
          expect(state.awaited).toEqual({});
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('[I2, I6] loses no value and shows none again: each is a head, or was replaced by one whose author had seen it', () => {
    fc.assert(
      fc.property(work, (steps) => {
        const state = replay(steps);
        for (const field of FIELDS) {
          for (const { id } of steps.filter((step) => setsField(step, field))) {
            const replaced = steps.some((step) => step.sees?.[field]?.includes(id));
            expect(headsOf(state.heads, field).includes(id)).toBe(!replaced);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a row that nobody disputes as small as it is', () => {
    const made = replay([{ id: '0', fields: { name: 'a', note: null }, sees: null }]);
    expect(made).toEqual({ heads: { [REST]: ['0'] }, values: { name: 'a', note: null }, others: {}, awaited: {} });
    const edited = applyOperation(made, { id: '1', fields: { note: 'b' }, sees: { note: ['0'] } }, all);
    expect(edited).toEqual({
      heads: { [REST]: ['0'], note: ['1'] },
      values: { name: 'a', note: 'b' },
      others: {},
      awaited: {},
    });
  });
});

describe('the heads of a row', () => {
  it('of a field that is not named are those of the row as a whole', () => {
    const heads = { [REST]: ['0'], place: ['1', '2'] };
    expect(headsOf(heads, 'place')).toEqual(['1', '2']);
    expect(headsOf(heads, 'surname')).toEqual(['0']);
    expect(headsOf({}, 'surname')).toEqual([]);
  });
});
