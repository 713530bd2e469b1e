import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headsOf, mergeField, REST, type Head } from './merge.ts';

type Operation = Head<string> & { readonly sees: readonly string[] };

/**
 * Several people at work on one field: each operation sees some of what was there when it was made. `parents` picks, for the
 * nth operation, which of the earlier ones its author's view held.
 */
const work: fc.Arbitrary<Operation[]> = fc
  .array(fc.record({ value: fc.constantFrom('a', 'b', 'c'), view: fc.array(fc.nat(20), { maxLength: 6 }) }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((drawn) => {
    const operations: Operation[] = [];
    drawn.forEach(({ value, view }, index) => {
      // A view holds whatever its operations saw as well: it is a state that somebody really had.
      const held = new Set<number>();
      const take = (at: number): void => {
        if (held.has(at)) return;
        held.add(at);
        for (const seen of operations[at]?.sees ?? []) take(Number(seen));
      };
      for (const at of view) if (index > 0) take(at % index);
      const heads = replay([...held].sort((one, other) => one - other).map((at) => operations[at] as Operation));
      operations.push({ operation: String(index), value, sees: heads.map((head) => head.operation) });
    });
    return operations;
  });

const replay = (operations: readonly Operation[]): readonly Head<string>[] =>
  operations.reduce<readonly Head<string>[]>(
    (heads, { operation, value, sees }) => mergeField(heads, { operation, value }, sees),
    [],
  );
const sorted = (heads: readonly Head<string>[]): Head<string>[] =>
  heads
    .map(({ operation, value }) => ({ operation, value }))
    .sort((one, other) => Number(one.operation) - Number(other.operation));

/** Another order in which each still comes after those it saw. */
function otherOrder(operations: readonly Operation[], picks: readonly number[]): Operation[] {
  const waiting = [...operations];
  const done: Operation[] = [];
  for (let step = 0; waiting.length > 0; step++) {
    const ready = waiting.filter((each) => each.sees.every((seen) => done.some((one) => one.operation === seen)));
    const next = ready[(picks[step] ?? 0) % ready.length] as Operation;
    done.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return done;
}

describe('merging one field', () => {
  it('[M1] removes exactly the values its author saw, and no other', () => {
    fc.assert(
      fc.property(work, fc.subarray(['0', '1', '2', '3', '4']), (operations, sees) => {
        const before = replay(operations);
        const after = mergeField(before, { operation: 'new', value: 'x' }, sees);
        expect(after).toEqual([
          ...before.filter((head) => !sees.includes(head.operation)),
          { operation: 'new', value: 'x' },
        ]);
      }),
    );
  });

  it('[M2] keeps two values that did not see each other, in whatever order they come', () => {
    const one = { operation: '1', value: 'Reigerveen' };
    const other = { operation: '2', value: 'Otterdam' };
    const start = [{ operation: '0', value: 'Begin' }];
    const forth = mergeField(mergeField(start, one, ['0']), other, ['0']);
    const back = mergeField(mergeField(start, other, ['0']), one, ['0']);
    expect(sorted(forth)).toEqual([one, other]);
    expect(sorted(back)).toEqual([one, other]);
  });

  it('[M3] does not take equal values together: replacing one leaves the other', () => {
    const both = mergeField([{ operation: '1', value: 'gelijk' }], { operation: '2', value: 'gelijk' }, []);
    expect(both.length).toBe(2);
    expect(mergeField(both, { operation: '3', value: 'anders' }, ['1'])).toEqual([
      { operation: '2', value: 'gelijk' },
      { operation: '3', value: 'anders' },
    ]);
  });

  it('[M4] applying any operation again, at any time while it stands, changes nothing', () => {
    fc.assert(
      fc.property(work, (operations) => {
        const heads = replay(operations);
        for (const { operation, value, sees } of operations.filter((each) =>
          heads.some((head) => head.operation === each.operation),
        ))
          expect(mergeField(heads, { operation, value }, sees)).toEqual(heads);
      }),
    );
  });

  it('[I1] gives the same heads for every order that brings an operation after those it saw', () => {
    fc.assert(
      fc.property(work, fc.array(fc.nat(8), { maxLength: 9 }), (operations, picks) => {
        expect(sorted(replay(otherOrder(operations, picks)))).toEqual(sorted(replay(operations)));
      }),
      { numRuns: 500 },
    );
  });

  it('[I2] loses no value: each is a head, or was replaced by one whose author had seen it', () => {
    fc.assert(
      fc.property(work, (operations) => {
        const heads = replay(operations);
        for (const { operation } of operations) {
          const stands = heads.some((head) => head.operation === operation);
          const replaced = operations.some((each) => each.sees.includes(operation));
          expect(stands).toBe(!replaced);
        }
      }),
      { numRuns: 500 },
    );
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
