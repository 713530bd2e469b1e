/** A vault whose process is killed at each step on the disk, in turn: it opens, with everything that was acknowledged. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createVault } from '../electron/vault/vault.ts';
import { createFolderKeychain } from './support/folder-keychain.ts';
import { CHEAP, type KillAction, NEXT_PASSPHRASE, PASSPHRASE } from './support/vault-killing.ts';

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
});

const childFile = join(import.meta.dirname, 'support', 'vault-child.ts');

const run = (root: string, action: KillAction, nth: number) =>
  new Promise<{ steps: string[]; acknowledged: boolean }>((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, root, action, `${nth}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = out.trim().split('\n');
      const acknowledged = lines.at(-1) === 'acknowledged';
      if (signal === 'SIGKILL') resolve({ steps: lines, acknowledged: false });
      else if (code === 0 && acknowledged) resolve({ steps: lines.slice(0, -1), acknowledged });
      else reject(new Error(`${action} at ${nth} ended with ${code}: ${out}${errors}`));
    });
  });

const open = (root: string) => {
  const clock = { now: Date.UTC(2026, 10, 23, 13) };
  return createVault({
    dir: join(root, 'caseload'),
    keychain: createFolderKeychain(join(root, 'keychain')),
    now: () => clock.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    passphraseCost: CHEAP,
  });
};
type Opened = ReturnType<typeof open>;

const newRoot = async () => {
  const root = await mkdtemp(join(tmpdir(), 'vault-kill-'));
  roots.push(root);
  return root;
};

/** A vault with a database, its key and code beside it for the process and the check. */
const founded = async () => {
  const root = await newRoot();
  const made = await open(root).create({ passphrase: PASSPHRASE, useKeychain: true });
  if (!made.ok) throw new Error(made.error.type);
  await writeFile(join(root, 'key'), made.value.key);
  await writeFile(join(root, 'code'), made.value.recoveryCode);
  for (const part of ['', '-wal', '-shm']) await writeFile(join(root, 'caseload', `caseload.db${part}`), `x${part}`);
  return { root, key: made.value.key, code: made.value.recoveryCode };
};

const keyBy = async (vault: Opened, way: Parameters<Opened['unlock']>[0]) => {
  const result = await vault.unlock(way);
  return result.ok ? result.value.key : result.error.type;
};
const byPassphrase = (passphrase: string) => ({ by: 'passphrase', passphrase }) as const;

/** Kills at step 1, 2, 3 … until the process comes through, and checks each time. */
const atEveryStep = async <T extends { root: string }>(
  action: KillAction,
  prepare: () => Promise<T>,
  check: (prepared: T, acknowledged: boolean, lastStep: string) => Promise<void>,
): Promise<string[]> => {
  for (let nth = 1; ; nth++) {
    const prepared = await prepare();
    const { steps, acknowledged } = await run(prepared.root, action, nth);
    await check(prepared, acknowledged, steps.at(-1) ?? '');
    if (acknowledged) {
      expect(steps.length).toBe(nth - 1);
      return steps;
    }
    expect(steps.length).toBe(nth);
  }
};

const ENVELOPE_STEPS = ['vault.copy.json', 'vault.json'].flatMap((file) =>
  ['begun', 'written', 'synced', 'renamed', 'done'].map((step) => `${file}: ${step}`),
);

describe('killed at every step on the disk', { timeout: 240_000 }, () => {
  it('while it is made: there is a vault that opens, or none, and then it can be made', async () => {
    const steps = await atEveryStep(
      'create',
      async () => ({ root: await newRoot() }),
      async ({ root }, acknowledged) => {
        const { state } = await open(root).look();
        if (state === 'none') {
          expect(acknowledged).toBe(false);
          expect((await open(root).create({ passphrase: PASSPHRASE, useKeychain: true })).ok).toBe(true);
        }
        const key = await keyBy(open(root), byPassphrase(PASSPHRASE));
        expect(key).toBeInstanceOf(Uint8Array);
        expect(await keyBy(open(root), { by: 'keychain' })).toEqual(key);
        // A code that was never shown is never taken for confirmed.
        expect(await open(root).look()).toMatchObject({ recoveryConfirmed: false, state: 'vault-without-database' });
      },
    );
    expect(steps).toEqual(ENVELOPE_STEPS);
  });

  it('while somebody guesses: it opens, and the guess is counted before it is tried', async () => {
    const steps = await atEveryStep('wrong-passphrase', founded, async ({ root, key }, _, lastStep) => {
      const copy = await readFile(join(root, 'caseload', 'vault.copy.json'), 'utf8');
      const replaced = ENVELOPE_STEPS.indexOf(lastStep) >= ENVELOPE_STEPS.indexOf('vault.copy.json: renamed');
      expect(copy).toContain(`"failures":{"count":${replaced ? 1 : 0},`);
      expect(await keyBy(open(root), byPassphrase(PASSPHRASE))).toEqual(key);
    });
    expect(steps).toEqual(ENVELOPE_STEPS);
  });

  it('while the passphrase changes: the old or the new one opens, and the new one once it was acknowledged', async () => {
    const steps = await atEveryStep('change-passphrase', founded, async ({ root, key, code }, acknowledged) => {
      const before = await keyBy(open(root), byPassphrase(PASSPHRASE));
      const after = await keyBy(open(root), byPassphrase(NEXT_PASSPHRASE));
      if (acknowledged) expect([before, after]).toEqual(['WrongPassphrase', key]);
      else expect([before, after].toSorted()).toEqual([key, 'WrongPassphrase'].toSorted());
      expect(await keyBy(open(root), { by: 'recovery', code })).toEqual(key);
      expect(await keyBy(open(root), { by: 'keychain' })).toEqual(key);
    });
    // The guess is counted, then forgotten, then the slot is written: each time both envelopes.
    expect(steps).toEqual([...ENVELOPE_STEPS, ...ENVELOPE_STEPS, ...ENVELOPE_STEPS]);
  });

  it('while the keychain’s slot is written again: the keychain opens at every step', async () => {
    await atEveryStep('add-keychain', founded, async ({ root, key }, acknowledged) => {
      expect(await keyBy(open(root), { by: 'keychain' })).toEqual(key);
      if (acknowledged) expect((await readdir(join(root, 'keychain'))).length).toBe(1);
    });
  });

  it('while the keychain’s slot is removed: the passphrase opens, and the keychain no more once acknowledged', async () => {
    await atEveryStep('remove-keychain', founded, async ({ root, key }, acknowledged) => {
      expect(await keyBy(open(root), byPassphrase(PASSPHRASE))).toEqual(key);
      if (acknowledged) expect(await keyBy(open(root), { by: 'keychain' })).toBe('SlotMissing');
    });
  });

  it('while the recovery code is renewed: the printed one opens', async () => {
    await atEveryStep('renew-recovery', founded, async ({ root, key, code }) => {
      expect(await keyBy(open(root), { by: 'recovery', code })).toEqual(key);
    });
  });

  it('while a renewed code is confirmed: the new one opens', async () => {
    const renewed = async () => {
      const { root, key } = await founded();
      const result = await open(root).renewRecovery(key);
      if (!result.ok) throw new Error(result.error.type);
      await writeFile(join(root, 'code'), result.value.recoveryCode);
      return { root, key, code: result.value.recoveryCode };
    };
    await atEveryStep('confirm-recovery', renewed, async ({ root, key, code }, acknowledged) => {
      expect(await keyBy(open(root), { by: 'recovery', code })).toEqual(key);
      if (acknowledged) expect(await open(root).look()).toMatchObject({ recoveryConfirmed: true });
    });
  });

  it('while a kept envelope is put back: it can be put back again, or it opens', async () => {
    const lost = async () => {
      const { root, key } = await founded();
      const kept = await open(root).exportEnvelope();
      if (!kept.ok) throw new Error(kept.error.type);
      await writeFile(join(root, 'kept'), kept.value);
      for (const name of ['vault.json', 'vault.copy.json']) await writeFile(join(root, 'caseload', name), 'half');
      return { root, key, kept: kept.value };
    };
    await atEveryStep('restore-vault', lost, async ({ root, key, kept }, acknowledged) => {
      const state = await open(root).look();
      if (state.state === 'database-without-vault' || (state.state === 'vault-damaged' && !state.copyUsable)) {
        expect(acknowledged).toBe(false);
        expect(await open(root).restoreVault(kept)).toEqual({ ok: true, value: undefined });
      }
      expect(await keyBy(open(root), byPassphrase(PASSPHRASE))).toEqual(key);
    });
  });

  it('while everything is set aside: at the next look all of it is aside, or nothing', async () => {
    await atEveryStep('set-aside', founded, async ({ root, key }, acknowledged) => {
      const { state } = await open(root).look();
      const names = (await readdir(join(root, 'caseload'))).filter((name) => !name.endsWith('.new')).toSorted();
      if (state === 'locked') {
        expect(acknowledged).toBe(false);
        expect(names).toEqual(['caseload.db', 'caseload.db-shm', 'caseload.db-wal', 'vault.copy.json', 'vault.json']);
        expect(await keyBy(open(root), byPassphrase(PASSPHRASE))).toEqual(key);
      } else {
        expect(state).toBe('none');
        expect(names.map((name) => name.replace(/2026-11-23-\d{6}/, 'DATE'))).toEqual([
          'caseload.db.aside-DATE',
          'caseload.db.aside-DATE-shm',
          'caseload.db.aside-DATE-wal',
          'vault.copy.json.aside-DATE',
          'vault.json.aside-DATE',
        ]);
      }
    });
  });
});
