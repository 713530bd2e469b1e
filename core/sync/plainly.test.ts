import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPTS, conceptOf, someFields, type ConceptName } from '../domain/concepts.ts';
import { areFieldsPlainly, isSentPlainly, readPull, readPush, readSnapshot, type Reading } from './plainly.ts';
import { pullAnswer, pushAnswer, sentOperation, snapshotAnswer } from './protocol.ts';

/** Nearly always right, and otherwise wrong in one of the ways that there are. */
const mostly = <T>(right: fc.Arbitrary<T>, ...wrong: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 60, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...wrong, null, undefined, '', 0, -1, 1.5, NaN, Infinity, 2 ** 53, [], {}, [[]], true),
    },
  );
const rightId = fc.uuid();
const id = mostly(
  rightId,
  'organisation',
  '0'.repeat(36),
  `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}\n`,
  'A'.repeat(36),
);
const dossier = mostly(fc.oneof(rightId, fc.constant('organisation')), 'organisations', 'Organisation');
const rightName = fc.constantFrom('surname', 'note', '*', 'deleted', 'level2');
const nameOrNot = fc.oneof(
  { weight: 60, arbitrary: rightName },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'a b',
      '2nd',
      'a'.repeat(60),
      'a'.repeat(61),
      '__proto__',
      'constructor',
      'naam\n',
      'é',
      'a*',
    ),
  },
);
const name = mostly(nameOrNot);
const count = mostly(fc.integer({ min: 1, max: 99 }), 2 ** 53 - 1, '1');
const time = mostly(fc.integer({ min: 0, max: 8_640_000_000_000_000 }), 8_640_000_000_000_001, '1', -0);
const value = mostly(
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 2 }),
  ),
  { a: [1, { b: null }] },
  [1, 'a'],
);
const ids = mostly(
  fc.array(id, { maxLength: 3 }),
  Array.from({ length: 1001 }, () => '0'.repeat(36)),
);
/** As JSON.parse makes it: `__proto__` is a name like any other. */
const record = (key: fc.Arbitrary<string>, held: fc.Arbitrary<unknown>) =>
  mostly(
    fc.array(fc.tuple(key, held), { maxLength: 4 }).map((entries) => {
      const made = {};
      for (const [name, value] of entries)
        Object.defineProperty(made, name, { value, enumerable: true, writable: true, configurable: true });
      return made;
    }),
    'a',
  );
const heads = record(nameOrNot, ids);
const idKey = fc.oneof({ weight: 60, arbitrary: rightId }, { weight: 1, arbitrary: fc.constantFrom('a', '') });
/** Now and then something is missing or is there beside what belongs there. */
const message = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  mostly(
    fc
      .tuple(fc.record(model, { noNullPrototype: true }), fc.nat(40), fc.nat(40), fc.nat())
      .map(([drawn, lacks, has, which]) => {
        const made = { ...drawn };
        const keys = Object.keys(made);
        if (lacks === 0) delete made[keys[which % keys.length] ?? ''];
        if (has === 0) made[['more', '__proto__x', 'takenOverBy', 'others'][which % 4] ?? ''] = 'x';
        return made;
      }),
    'a',
  );

const operation = {
  id,
  n: count,
  group: id,
  label: mostly(fc.constantFrom('edit', 'setUp'), 'a'.repeat(41), 'a b', 'edit\n'),
  concept: name,
  row: dossier,
  dossier,
  schema: count,
  at: time,
  actor: id,
  fields: record(nameOrNot, value),
  sees: fc.oneof(fc.constant(null), heads),
};
const wired = message({ ...operation, device: id, seq: count });
const row = {
  dossier,
  concept: name,
  row: dossier,
  seq: count,
  createdAt: time,
  changedAt: time,
  heads,
  values: record(nameOrNot, value),
};
const rows = fc.oneof(
  { weight: 3, arbitrary: message(row) },
  { weight: 1, arbitrary: message({ ...row, others: record(nameOrNot, record(idKey, value)), awaited: heads }) },
);
const result = fc.oneof(
  { weight: 9, arbitrary: message({ id, result: fc.constant('applied'), seq: count }) },
  { weight: 1, arbitrary: message({ id, result: fc.constantFrom('quarantined', 'erased', 'later') }) },
  { weight: 1, arbitrary: message({ id, result: fc.constant('refused'), why: fc.constant('badValue'), field: name }) },
);
const answer = (model: Record<string, fc.Arbitrary<unknown>>) =>
  message({ serverEpoch: id, serverTime: time, ...model });
const few = (each: fc.Arbitrary<unknown>) => mostly(fc.array(each, { maxLength: 2 }), 'a');

const RUNS = { numRuns: 4000 };

describe('what fits plainly', () => {
  it('is an operation that the schema reads as the same', () => {
    let plainly = 0;
    fc.assert(
      fc.property(message(operation), (value) => {
        if (!isSentPlainly(value)) return;
        plainly++;
        // By node, since a field may be called 'constructor', where vitest looks for the class.
        expect(isDeepStrictEqual(sentOperation.safeParse(value).data, value)).toBe(true);
      }),
      RUNS,
    );
    expect(plainly).toBeGreaterThan(1000);
  });

  it.each<[string, Reading<unknown>, Reading<unknown>, fc.Arbitrary<unknown>]>([
    [
      'an answer to a push',
      readPush,
      pushAnswer,
      answer({ isOther: fc.boolean(), results: few(result), begun: fc.constant([]) }),
    ],
    [
      'a page of a pull',
      readPull,
      pullAnswer,
      answer({
        isOther: fc.boolean(),
        cursor: count,
        more: fc.boolean(),
        operations: few(wired),
        grants: fc.constant(null),
      }),
    ],
    [
      'a page of a snapshot',
      readSnapshot,
      snapshotAnswer,
      answer({ rows: few(rows), answers: few(result), granted: fc.constant([]), next: fc.constant(null) }),
    ],
  ])('leaves %s what the schema says of it', (_, reading, schema, values) => {
    let read = 0;
    fc.assert(
      fc.property(values, (value) => {
        const said = schema.safeParse(value);
        const plainly = reading.safeParse(value);
        expect(plainly.success).toBe(said.success);
        if (!plainly.success || !said.success) return;
        read++;
        expect(isDeepStrictEqual(plainly.data, said.data)).toBe(true);
      }),
      RUNS,
    );
    expect(read).toBeGreaterThan(1000);
  });

  it('are values that the schema of the concept takes', () => {
    const names = CONCEPTS.map((each): ConceptName => each.name);
    const options = names.flatMap((each) =>
      Object.values(conceptOf(each).fields).flatMap((field) => field.options ?? []),
    );
    const held = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.constantFrom(...options, '2024-02-29', '1998-12', 3, 40),
      fc.array(fc.constantFrom(...options), { maxLength: 2 }),
      value,
    );
    const named = fc.constantFrom(...names).chain((concept) =>
      fc.record({
        concept: fc.constant(concept),
        values: fc.dictionary(
          fc.oneof(
            { weight: 30, arbitrary: fc.constantFrom(...Object.keys(conceptOf(concept).fields)) },
            { weight: 1, arbitrary: fc.constantFrom('constructor', 'nothing', 'toString') },
          ),
          held,
          { maxKeys: 3, noNullPrototype: true },
        ),
      }),
    );
    let plainly = 0;
    fc.assert(
      fc.property(named, ({ concept, values }) => {
        if (!areFieldsPlainly(concept, values)) return;
        plainly++;
        expect(someFields(concept).safeParse(values).success).toBe(true);
      }),
      RUNS,
    );
    expect(plainly).toBeGreaterThan(500);
  });
});
