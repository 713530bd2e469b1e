/**
 * A keychain in memory that can be locked, emptied or taken away, as a desktop does it. It passes the same suite as the
 * real one (keychain-suite.ts).
 */
import { err, ok } from '../../core/domain/result.ts';
import type { Keychain } from '../../electron/vault/keychain.ts';

export type MemoryKeychain = Keychain & {
  readonly entries: Map<string, string>;
  become(state: 'open' | 'locked' | 'absent'): void;
};

export const createMemoryKeychain = (): MemoryKeychain => {
  const entries = new Map<string, string>();
  let state: 'open' | 'locked' | 'absent' = 'open';
  const absent = () => err({ type: 'KeychainAbsent' as const, reason: 'refused' as const });
  return {
    entries,
    become: (next) => {
      state = next;
    },
    read: async (account) =>
      state === 'absent' ? absent() : ok(state === 'locked' ? null : (entries.get(account) ?? null)),
    write: async (account, secret) => {
      if (state !== 'open') return absent();
      entries.set(account, secret);
      return ok(undefined);
    },
    remove: async (account) => {
      if (state !== 'open') return absent();
      entries.delete(account);
      return ok(undefined);
    },
  };
};
