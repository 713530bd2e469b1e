/**
 * A process that does one thing to a vault and kills itself, by SIGKILL, at the nth step on the disk. It prints the name
 * of each step before it, and `acknowledged` when it came through.
 *
 *     node tests/support/vault-child.ts FOLDER ACTION NTH
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createVault } from '../../electron/vault/vault.ts';
import { createFolderKeychain } from './folder-keychain.ts';
import { CHEAP, type KillAction, NEXT_PASSPHRASE, PASSPHRASE } from './vault-killing.ts';

const [root = '', action, nth = '0'] = process.argv.slice(2);
let step = 0;

const vault = createVault({
  dir: join(root, 'caseload'),
  keychain: createFolderKeychain(join(root, 'keychain')),
  now: () => Date.UTC(2026, 10, 23, 12),
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  passphraseCost: CHEAP,
  reached: (point) => {
    step += 1;
    // Written by the system before the next line runs: a kill can not take it back.
    writeSync(1, `${point}\n`);
    if (step === Number(nth)) process.kill(process.pid, 'SIGKILL');
  },
});

const keyOf = () => Uint8Array.from(readFileSync(join(root, 'key')));

const actions: Record<KillAction, () => Promise<{ ok: boolean }>> = {
  create: () => vault.create({ passphrase: PASSPHRASE, useKeychain: true }),
  'wrong-passphrase': async () => {
    const result = await vault.unlock({ by: 'passphrase', passphrase: 'iets heel anders dan dat' });
    return { ok: !result.ok && result.error.type === 'WrongPassphrase' };
  },
  'change-passphrase': () => vault.changePassphrase({ key: keyOf(), current: PASSPHRASE, next: NEXT_PASSPHRASE }),
  'add-keychain': () => vault.addKeychain(keyOf()),
  'remove-keychain': () => vault.removeKeychain(keyOf()),
  'renew-recovery': () => vault.renewRecovery(keyOf()),
  'confirm-recovery': () => vault.confirmRecovery(readFileSync(join(root, 'code'), 'utf8')),
  'restore-vault': () => vault.restoreVault(readFileSync(join(root, 'kept'))),
  'set-aside': () => vault.setAside('all'),
};

const result = await actions[action as KillAction]();
writeSync(1, result.ok ? 'acknowledged\n' : `failed ${JSON.stringify(result)}\n`);
