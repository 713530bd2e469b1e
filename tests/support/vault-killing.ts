/** What the test of the killed vault and the process it kills agree on. */
export const CHEAP = { memoryKiB: 8192, iterations: 1, parallelism: 1 };
export const PASSPHRASE = 'drie losse woorden';
export const NEXT_PASSPHRASE = 'vier andere woorden samen';

export type KillAction =
  | 'create'
  | 'wrong-passphrase'
  | 'change-passphrase'
  | 'add-keychain'
  | 'remove-keychain'
  | 'renew-recovery'
  | 'confirm-recovery'
  | 'restore-vault'
  | 'set-aside';
