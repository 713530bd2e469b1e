import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contract, failure } from './contract.ts';
import { gateAnswers, gateFailure } from './gate.ts';

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const GOOD = {
  'app.info': fc.record({
    version: fc.string(),
    host: oneOf('electron', 'preview', 'test'),
    demo: fc.boolean(),
    keychainName: fc.string(),
  }),
  'preferences.read': fc.record({
    language: oneOf('nl', 'en'),
    theme: oneOf('system', 'light', 'dark'),
    idleMinutes: fc.integer({ min: 1, max: 120 }),
  }),
  'vault.state': fc.oneof(
    fc.record({ type: fc.constant('none') }),
    fc.record({
      type: fc.constant('locked'),
      hasPassphrase: fc.boolean(),
      keychain: oneOf('notUsed', 'ready', 'absent', 'lockedOrEmpty'),
      waitMs: fc.nat(),
      demo: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('open'),
      hasPassphrase: fc.boolean(),
      usesKeychain: fc.boolean(),
      keychainAvailable: fc.boolean(),
      recoveryConfirmed: fc.boolean(),
      demo: fc.boolean(),
      passphraseDue: fc.boolean(),
      handedOver: fc.boolean(),
      leaseEnded: fc.option(
        fc.record({ days: fc.nat(), heardAt: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
      ),
    }),
    fc.record({
      type: fc.constant('trouble'),
      trouble: oneOf(
        'databaseWithoutVault',
        'vaultWithoutDatabase',
        'vaultDamaged',
        'vaultNewer',
        'databaseTruncated',
        'notADatabase',
        'databaseDamaged',
        'schemaNewer',
      ),
      waysOut: fc.array(oneOf('restoreVault', 'restoreBackup', 'setAside', 'startEmptyDatabase', 'retry')),
    }),
  ),
} as const;

const odd = fc.oneof(
  fc.anything(),
  oneOf<unknown>(-1, 0, 1, 120, 121, 1.5, Number.NaN, Infinity, 2 ** 53, '', 'none', 'open', 'toString', [], {}, null),
  oneOf<unknown>({ days: 1, heardAt: 2 }, { days: 1, heardAt: 2, more: 3 }, { days: -1, heardAt: 2 }, { days: 1 }),
);
const NAMES = [
  'type',
  'demo',
  'waitMs',
  'waysOut',
  'keychain',
  'language',
  'idleMinutes',
  'host',
  'trouble',
  'leaseEnded',
  'passphraseDue',
  'more',
];

/** One field, known or not, gone or turned into something odd. */
const changed = (good: fc.Arbitrary<object>): fc.Arbitrary<unknown> =>
  fc.tuple(good, oneOf(...NAMES), odd, fc.boolean()).map(([value, name, other, gone]) => {
    const copy: Record<string, unknown> = { ...value };
    if (gone) delete copy[name];
    else copy[name] = other;
    return copy;
  });

describe.each(Object.keys(gateAnswers) as (keyof typeof gateAnswers)[])(
  'the answer to %s before unlocking',
  (channel) => {
    const same = (value: unknown) => {
      const parsed = contract[channel].output.safeParse(value);
      expect(gateAnswers[channel](value)).toEqual(parsed.success ? parsed.data : null);
    };

    it('is taken when the contract takes it', () => {
      fc.assert(
        fc.property(GOOD[channel] as fc.Arbitrary<object>, (value) => {
          expect(gateAnswers[channel](value)).not.toBeNull();
          same(value);
        }),
      );
    });

    it('is refused, or loses what is too much, as the contract says', () => {
      fc.assert(fc.property(fc.oneof(changed(GOOD[channel] as fc.Arbitrary<object>), odd), same), { numRuns: 2_000 });
    });
  },
);

describe('a failure before unlocking', () => {
  it('is what the contract calls a failure', () => {
    const named = fc.record({ type: fc.oneof(fc.string(), odd), waitMs: odd }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(named, odd), (value) => {
        const parsed = failure.safeParse(value);
        expect(gateFailure(value)).toEqual(parsed.success ? parsed.data : null);
      }),
      { numRuns: 2_000 },
    );
  });
});
