/** The vault on a real keychain: gnome-keyring on a session bus of its own, locked, emptied, robbed, silent or absent. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createVault } from '../electron/vault/vault.ts';
import { type KeychainSession, keychainMissing, startKeychainSession } from './support/keychain-session.ts';
import { keychainSuite } from './support/keychain-suite.ts';
import { CHEAP, PASSPHRASE } from './support/vault-killing.ts';

const missing = keychainMissing();

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

const session = async (o: Parameters<typeof startKeychainSession>[0] = { bus: 'own' }): Promise<KeychainSession> => {
  const started = startKeychainSession(o);
  endings.push(() => started.end());
  if (o.bus === 'own') await started.ask('start');
  return started;
};

const house = async (keychain: KeychainSession) => {
  const dir = await mkdtemp(join(tmpdir(), 'vault-keychain-'));
  endings.push(() => rm(dir, { recursive: true, force: true }));
  return (now: KeychainSession = keychain) =>
    createVault({
      dir,
      keychain: now,
      now: () => Date.UTC(2026, 10, 23),
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      passphraseCost: CHEAP,
    });
};

const founded = async (keychain: KeychainSession) => {
  const start = await house(keychain);
  const made = await start().create({ passphrase: PASSPHRASE, useKeychain: true });
  if (!made.ok) throw new Error(made.error.type);
  return { start, key: made.value.key };
};
const opened = (key: Uint8Array) => ({ ok: true, value: { key } });
const byPassphrase = { by: 'passphrase', passphrase: PASSPHRASE } as const;
const refused = (keychain: 'absent' | 'locked-or-empty') => ({
  ok: false,
  error: { type: 'KeychainUnavailable', keychain },
});

describe.skipIf(missing !== null)(`the system’s keychain${missing === null ? '' : ` (${missing})`}`, () => {
  keychainSuite(session);

  it('opens the vault, and answers in a worker thread as well', async () => {
    const keychain = await session();
    const { start, key } = await founded(keychain);
    expect(await start().look()).toMatchObject({ keychain: 'ready' });
    expect(await start().unlock({ by: 'keychain' })).toEqual(opened(key));
    await keychain.write('one', 'kaas');
    expect(await keychain.ask('readInWorker', 'one')).toEqual({ ok: true, value: 'kaas' });
  });

  it('that is locked is said to be locked or empty; it opens again after the next login', async () => {
    const home = await mkdtemp(join(tmpdir(), 'jk-'));
    endings.push(() => rm(home, { recursive: true, force: true }));
    const keychain = await session({ bus: 'own', home });
    const { start, key } = await founded(keychain);
    await keychain.ask('lock');
    expect(await start().look()).toMatchObject({ keychain: 'locked-or-empty' });
    expect(await start().unlock({ by: 'keychain' })).toEqual(refused('locked-or-empty'));
    expect(await start().create({ useKeychain: true })).toMatchObject({ error: { type: 'VaultExists' } });
    expect(await start().unlock(byPassphrase)).toEqual(opened(key));
    expect(await start().addKeychain(key)).toEqual(refused('locked-or-empty'));
    await keychain.end();
    const nextDay = await session({ bus: 'own', home });
    expect(await start(nextDay).unlock({ by: 'keychain' })).toEqual(opened(key));
  });

  it('whose daemon was restarted under the running application is absent, and the passphrase opens', async () => {
    const keychain = await session();
    const { start, key } = await founded(keychain);
    await keychain.ask('restart');
    // libsecret keeps its session with the old daemon for as long as the process lives.
    expect(await start().unlock({ by: 'keychain' })).toEqual(refused('absent'));
    expect(await start().unlock(byPassphrase)).toEqual(opened(key));
  });

  it('that is locked takes no new vault, and nothing is left behind', async () => {
    const keychain = await session();
    const start = await house(keychain);
    await keychain.ask('lock');
    expect(await start().create({ useKeychain: true })).toEqual(refused('locked-or-empty'));
    expect(await start().look()).toEqual({ state: 'none' });
  });

  it('that lost its entry gets it again', async () => {
    const keychain = await session();
    const accounts: string[] = [];
    const { start, key } = await founded({
      ...keychain,
      write: (account, secret) => {
        accounts.push(account);
        return keychain.write(account, secret);
      },
    });
    for (const account of accounts) await keychain.remove(account);
    expect(await start().unlock({ by: 'keychain' })).toEqual(refused('locked-or-empty'));
    expect(await start().unlock(byPassphrase)).toEqual(opened(key));
    expect(await start().addKeychain(key)).toEqual({ ok: true, value: undefined });
    expect(await start().unlock({ by: 'keychain' })).toEqual(opened(key));
  });

  it('that was emptied, collection and all, leaves the passphrase', async () => {
    const keychain = await session();
    const { start, key } = await founded(keychain);
    await keychain.ask('empty');
    expect(await start().look()).toMatchObject({ state: 'vault-without-database', keychain: 'locked-or-empty' });
    expect(await start().unlock({ by: 'keychain' })).toEqual(refused('locked-or-empty'));
    expect(await start().unlock(byPassphrase)).toEqual(opened(key));
  });

  it('is absent where there is no session bus', async () => {
    const keychain = await session({ bus: null });
    const start = await house(keychain);
    expect(await keychain.read('one')).toEqual({ ok: false, error: { type: 'KeychainAbsent', reason: 'refused' } });
    expect(await start().create({ useKeychain: true })).toEqual(refused('absent'));
  });

  it('that never answers is absent after its time, keeps one thread busy, and lets files be read', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'bus-'));
    const sockets = new Set<Socket>();
    // A bus that takes the connection and says nothing.
    const bus = createServer((socket) => void sockets.add(socket));
    await new Promise<void>((resolve) => bus.listen(join(dir, 's'), resolve));
    endings.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => bus.close(resolve));
      await rm(dir, { recursive: true, force: true });
    });
    const keychain = await session({ bus: `unix:path=${join(dir, 's')}`, timeoutMs: 800 });
    const began = performance.now();
    expect(await keychain.read('one')).toEqual({ ok: false, error: { type: 'KeychainAbsent', reason: 'no-answer' } });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await keychain.ask('flood')).toEqual({ fileWasQuick: true, answers: 1 });
    const start = await house(keychain);
    expect(await start().create({ useKeychain: true })).toEqual(refused('absent'));
    const made = await start().create({ passphrase: PASSPHRASE, useKeychain: false });
    expect(made.ok).toBe(true);
  });
});
