/**
 * What the window asks before the caseload is open, answered from little: all else of the worker takes longer to read than the rest of the
 * start together, and is read behind this (worker.ts). What it says is what the service says of the same caseload while it is closed.
 */
import type { Answer } from '../../core/contract/contract.ts';
import { ok, type Result } from '../../core/domain/result.ts';
import { createPreferences, preferencesFile } from '../preferences.ts';
import type { Keychain } from '../vault/keychain.ts';
import { createVault, type VaultState as Seen } from '../vault/vault.ts';

type VaultState = Answer<'vault.state'>;
export type Trouble = Extract<VaultState, { type: 'trouble' }>;

const WAYS_OUT: Readonly<Record<Trouble['trouble'], Trouble['waysOut']>> = {
  databaseWithoutVault: ['restoreVault', 'setAside', 'retry'],
  vaultWithoutDatabase: ['restoreBackup', 'startEmptyDatabase', 'retry'],
  vaultDamaged: ['restoreVault', 'setAside', 'retry'],
  vaultNewer: ['retry'],
  databaseTruncated: ['restoreBackup', 'setAside', 'retry'],
  // Also what keys of another caseload make of it.
  notADatabase: ['restoreBackup', 'restoreVault', 'setAside', 'retry'],
  databaseDamaged: ['restoreBackup', 'setAside', 'retry'],
  schemaNewer: ['retry'],
};

/**
 * @param known of what opening it came to before, in this process
 */
export function closedState(
  seen: Seen,
  known: { readonly demo: boolean; readonly trouble: Trouble['trouble'] | null; readonly mayStartEmpty: boolean },
): VaultState {
  if (seen.state === 'none') return { type: 'none' };
  const found =
    known.trouble ??
    (seen.state === 'database-without-vault'
      ? 'databaseWithoutVault'
      : seen.state === 'vault-without-database' && !known.mayStartEmpty
        ? 'vaultWithoutDatabase'
        : seen.state === 'vault-damaged' && !seen.copyUsable
          ? 'vaultDamaged'
          : seen.state === 'vault-newer'
            ? 'vaultNewer'
            : null);
  if (found) return { type: 'trouble', trouble: found, waysOut: WAYS_OUT[found] };
  if (!('hasPassphrase' in seen)) throw new Error('a vault that can be opened says how');
  return {
    type: 'locked',
    hasPassphrase: seen.hasPassphrase,
    keychain: ({ unused: 'notUsed', ready: 'ready', absent: 'absent', 'locked-or-empty': 'lockedOrEmpty' } as const)[
      seen.keychain
    ],
    waitMs: Math.ceil(seen.waitMs),
    demo: known.demo,
  };
}

function keychainName(): string {
  if (process.platform === 'darwin') return 'macOS-sleutelhanger';
  return process.platform === 'win32' ? 'Windows Referentiebeheer' : 'GNOME-sleutelbos';
}

export const infoOf = (
  { version, host }: Pick<GateOptions, 'version' | 'host'>,
  demo: boolean,
): Answer<'app.info'> => ({
  version,
  host,
  demo,
  keychainName: keychainName(),
});

type GateOptions = {
  readonly dir: string;
  readonly demo: boolean;
  readonly host: Answer<'app.info'>['host'];
  readonly version: string;
  readonly keychain: Keychain;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
};

export function createGate(options: GateOptions) {
  const vault = createVault(options);
  const preferences = createPreferences(preferencesFile(options.dir));
  const look = async (): Promise<Result<VaultState>> =>
    ok(closedState(await vault.look(), { demo: options.demo, trouble: null, mayStartEmpty: false }));
  // Every window asks this first: looked at while Chromium still starts, and good for whoever asks first.
  let looking = look();
  let isFresh = true;
  looking.catch(() => undefined);
  return {
    /** Null for what is not answered here. */
    answer(channel: string, input: unknown): Promise<Result<unknown>> | null {
      if (input !== null) return null;
      if (channel === 'app.info') return Promise.resolve(ok(infoOf(options, options.demo)));
      if (channel === 'preferences.read') return Promise.resolve(ok(preferences.read()));
      if (channel !== 'vault.state') return null;
      if (!isFresh) looking = look();
      isFresh = false;
      return looking;
    },
    /** Nobody else touches the vault while this looks at it. */
    done: (): Promise<unknown> => looking.catch(() => undefined),
  };
}
