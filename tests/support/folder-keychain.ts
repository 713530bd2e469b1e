/** A keychain that outlives the process, as the real one does: a file an entry, in a folder of the test. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../core/domain/result.ts';
import type { Keychain } from '../../electron/vault/keychain.ts';

export const createFolderKeychain = (folder: string): Keychain => {
  mkdirSync(folder, { recursive: true });
  return {
    read: async (account) => {
      try {
        return ok(readFileSync(join(folder, account), 'utf8'));
      } catch {
        return ok(null);
      }
    },
    write: async (account, secret) => {
      writeFileSync(join(folder, account), secret);
      return ok(undefined);
    },
    remove: async (account) => {
      rmSync(join(folder, account), { force: true });
      return ok(undefined);
    },
  };
};
