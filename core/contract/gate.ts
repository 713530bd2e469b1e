/**
 * The answers that the window and the main process need before the caseload is open, checked without the contract: reading
 * that takes longer than all else they do to begin. What is accepted here and what comes out is exactly what the contract
 * says of these channels; gate.test.ts holds them beside each other.
 */
import type { Answer } from './contract.ts';

type Test = (value: unknown) => boolean;
/** Every field of an answer has its test; one that the contract gets later is missing here for the compiler too. */
type Tests<T> = { readonly [K in keyof T]-?: Test };
type VaultState = Answer<'vault.state'>;

const isBoolean: Test = (value) => typeof value === 'boolean';
const isText: Test = (value) => typeof value === 'string';
const whole =
  (least: number, most: number): Test =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const oneOf =
  <T extends string>(...known: readonly T[]): Test =>
  (value) =>
    known.includes(value as T);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);

const INFO: Tests<Answer<'app.info'>> = {
  version: isText,
  host: oneOf<Answer<'app.info'>['host']>('electron', 'preview', 'test'),
  demo: isBoolean,
  keychainName: isText,
};

const PREFERENCES: Tests<Answer<'preferences.read'>> = {
  language: oneOf<Answer<'preferences.read'>['language']>('nl', 'en'),
  theme: oneOf<Answer<'preferences.read'>['theme']>('system', 'light', 'dark'),
  idleMinutes: whole(1, 120),
};

const LEASE: Tests<NonNullable<Extract<VaultState, { type: 'open' }>['leaseEnded']>> = {
  days: whole(0, Number.MAX_SAFE_INTEGER),
  heardAt: Number.isFinite,
};
/** Strict in the contract. */
const isLease: Test = (value) =>
  value === null || (tested(LEASE, fieldsOf(value)) !== null && Object.keys(value as object).length === 2);

type State<T extends VaultState['type']> = Extract<VaultState, { type: T }>;
const STATES: { readonly [T in VaultState['type']]: Tests<State<T>> } = {
  none: { type: isText },
  locked: {
    type: isText,
    hasPassphrase: isBoolean,
    keychain: oneOf<State<'locked'>['keychain']>('notUsed', 'ready', 'absent', 'lockedOrEmpty'),
    waitMs: whole(0, Number.MAX_SAFE_INTEGER),
    demo: isBoolean,
  },
  open: {
    type: isText,
    hasPassphrase: isBoolean,
    usesKeychain: isBoolean,
    keychainAvailable: isBoolean,
    recoveryConfirmed: isBoolean,
    demo: isBoolean,
    leaseEnded: isLease,
    passphraseDue: isBoolean,
    handedOver: isBoolean,
  },
  trouble: {
    type: isText,
    trouble: oneOf<State<'trouble'>['trouble']>(
      'databaseWithoutVault',
      'vaultWithoutDatabase',
      'vaultDamaged',
      'vaultNewer',
      'databaseTruncated',
      'notADatabase',
      'databaseDamaged',
      'schemaNewer',
    ),
    waysOut: listOf(
      oneOf<State<'trouble'>['waysOut'][number]>(
        'restoreVault',
        'restoreBackup',
        'setAside',
        'startEmptyDatabase',
        'retry',
      ),
    ),
  },
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** A new value with the fields that were tested and no others. */
function tested<T>(tests: Tests<T>, fields: Fields | null): T | null {
  if (fields === null) return null;
  const entries = Object.entries<Test>(tests);
  return entries.every(([name, test]) => test(fields[name]))
    ? (Object.fromEntries(entries.map(([name]) => [name, fields[name]])) as T)
    : null;
}

/** `null` for whatever is no answer of the channel. */
export const gateAnswers = {
  'app.info': (value: unknown): Answer<'app.info'> | null => tested(INFO, fieldsOf(value)),
  'preferences.read': (value: unknown): Answer<'preferences.read'> | null => {
    const fields = fieldsOf(value);
    // Strict in the contract: a file with more in it is not ours.
    return fields !== null && Object.keys(fields).every((name) => Object.hasOwn(PREFERENCES, name))
      ? tested(PREFERENCES, fields)
      : null;
  },
  'vault.state': (value: unknown): VaultState | null => {
    const fields = fieldsOf(value);
    const type = fields?.['type'];
    return typeof type === 'string' && Object.hasOwn(STATES, type)
      ? tested<VaultState>(STATES[type as VaultState['type']], fields)
      : null;
  },
} satisfies { [C in 'app.info' | 'preferences.read' | 'vault.state']: (value: unknown) => Answer<C> | null };

/** An error of any channel: its name, and whatever stands beside it. */
export function gateFailure(value: unknown): { readonly type: string; readonly [detail: string]: unknown } | null {
  const fields = fieldsOf(value);
  return typeof fields?.['type'] === 'string' ? { ...fields, type: fields['type'] } : null;
}
