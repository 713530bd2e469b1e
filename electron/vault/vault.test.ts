import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keychainSuite } from '../../tests/support/keychain-suite.ts';
import { createMemoryKeychain } from '../../tests/support/memory-keychain.ts';
import { decodeEnvelope, encodeEnvelope, type Envelope } from './envelope.ts';
import { DATABASE_FILE, ENVELOPE_COPY_FILE, ENVELOPE_FILE } from './files.ts';
import { wipe } from './slots.ts';
import { createVault, type UnlockBy } from './vault.ts';

// Real argon2id at the least an envelope may ask, so that hundreds of tries take seconds; the product's own cost is
// tried once below, and in slots.test.ts.
const CHEAP = { memoryKiB: 8192, iterations: 1, parallelism: 1 };
const PASSPHRASE = 'drie losse woorden';
const OTHER = 'vier andere woorden samen';

const dirs: string[] = [];
afterEach(async () => {
  for (const dir of dirs.splice(0)) await rm(dir, { recursive: true, force: true });
});

const house = async (cost: typeof CHEAP | undefined = CHEAP) => {
  const dir = await mkdtemp(join(tmpdir(), 'vault-'));
  dirs.push(dir);
  const clock = { now: Date.UTC(2026, 10, 23, 10, 15) };
  const keychain = createMemoryKeychain();
  const start = (folder = dir, keys = keychain) =>
    createVault({
      dir: folder,
      keychain: keys,
      now: () => clock.now,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      ...(cost && { passphraseCost: cost }),
    });
  const file = (name: string) => join(dir, name);
  return {
    dir,
    clock,
    keychain,
    /** A new process: what it knows, it knows from the disk. */
    start,
    file,
    files: async () => (await readdir(dir)).toSorted(),
    envelope: async (name: string = ENVELOPE_FILE): Promise<Envelope> => {
      const decoded = decodeEnvelope(await readFile(file(name)));
      if (decoded.kind !== 'whole') throw new Error(`${name} is ${decoded.kind}`);
      return decoded.envelope;
    },
    putEnvelope: async (envelope: Envelope) => {
      for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) await writeFile(file(name), encodeEnvelope(envelope));
    },
    putDatabase: async () => {
      await writeFile(file(DATABASE_FILE), 'pages');
      await writeFile(file(`${DATABASE_FILE}-wal`), 'frames');
      await writeFile(file(`${DATABASE_FILE}-shm`), 'index');
    },
    /** A vault with a database, as after the first start. */
    founded: async (
      o: { passphrase?: string; useKeychain: boolean } = { passphrase: PASSPHRASE, useKeychain: true },
    ) => {
      const vault = start();
      const made = must(await vault.create(o));
      await writeFile(file(DATABASE_FILE), 'pages');
      return { vault, ...made };
    },
  };
};

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { type: string } }): T => {
  if (!result.ok) throw new Error(`unexpected ${result.error.type}`);
  return result.value;
};
const errorOf = (result: { ok: true; value: unknown } | { ok: false; error: { type: string } }) =>
  result.ok ? 'no error' : result.error;
const byPassphrase = (passphrase: string): UnlockBy => ({ by: 'passphrase', passphrase });
const wrong = byPassphrase('helemaal verkeerd geraden');

describe('a new vault', () => {
  it('opens by keychain, passphrase and recovery code with the same key', async () => {
    const h = await house();
    expect(await h.start().look()).toEqual({ state: 'none' });
    const { key, recoveryCode } = await h.founded();
    const vault = h.start();
    expect(await vault.look()).toEqual({
      state: 'locked',
      hasPassphrase: true,
      keychain: 'ready',
      recoveryConfirmed: false,
      waitMs: 0,
    });
    expect(key.length).toBe(32);
    for (const way of [{ by: 'keychain' }, byPassphrase(PASSPHRASE), { by: 'recovery', code: recoveryCode }] as const)
      expect(await vault.unlock(way)).toEqual({ ok: true, value: { key } });
  });

  it('is made with the cost of TRUST.md, and opens', async () => {
    const h = await house(undefined);
    const vault = createVault({
      dir: h.dir,
      keychain: h.keychain,
      now: () => 0,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
    });
    const { key } = must(await vault.create({ passphrase: PASSPHRASE, useKeychain: false }));
    expect((await h.envelope()).slots.passphrase?.cost).toEqual({ memoryKiB: 65536, iterations: 3, parallelism: 4 });
    expect(must(await vault.unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
  });

  it('leaves neither key, passphrase nor recovery code in its files, which only the owner may read', async () => {
    const h = await house();
    const { key, recoveryCode } = await h.founded();
    for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) {
      const text = await readFile(h.file(name), 'utf8');
      for (const secret of [
        Buffer.from(key).toString('hex'),
        Buffer.from(key).toString('base64'),
        Buffer.from(key).toString('base64url'),
        PASSPHRASE,
        recoveryCode,
        recoveryCode.replaceAll('-', ''),
        ...h.keychain.entries.values(),
      ])
        expect(text.includes(secret)).toBe(false);
      if (process.platform !== 'win32') expect((await stat(h.file(name))).mode & 0o777).toBe(0o600);
    }
  });

  it('is never made where an envelope, its copy, a damaged one, a newer one, a database or its log is', async () => {
    const newer = new TextDecoder()
      .decode(encodeEnvelope(await (await lonely()).envelope()))
      .replace('"version":1', '"version":2');
    for (const [name, content, found] of [
      [ENVELOPE_FILE, 'half', 'vault'],
      [ENVELOPE_FILE, '', 'vault'],
      [ENVELOPE_COPY_FILE, 'half', 'vault'],
      [ENVELOPE_FILE, newer, 'vault'],
      [DATABASE_FILE, 'pages', 'database'],
      [DATABASE_FILE, '', 'database'],
      [`${DATABASE_FILE}-wal`, 'frames', 'database'],
    ] as const) {
      const h = await house();
      await writeFile(h.file(name), content);
      expect(errorOf(await h.start().create({ passphrase: PASSPHRASE, useKeychain: true })), name).toEqual({
        type: 'VaultExists',
        found,
      });
      expect(await h.files()).toEqual([name]);
      expect(await readFile(h.file(name), 'utf8')).toBe(content);
      expect(h.keychain.entries.size).toBe(0);
    }
  });

  it('is never made over one that is there, nor twice at once', async () => {
    const h = await house();
    // Two processes: each with its own queue.
    const results = await Promise.all(
      [h.start(), h.start()].map((vault) => vault.create({ passphrase: PASSPHRASE, useKeychain: false })),
    );
    const made = results.filter((result) => result.ok);
    expect(made.length).toBe(1);
    expect(must(await h.start().unlock(byPassphrase(PASSPHRASE))).key).toEqual(must(made[0]!).key);
    expect(errorOf(await h.start().create({ passphrase: PASSPHRASE, useKeychain: false }))).toEqual({
      type: 'VaultExists',
      found: 'vault',
    });
  });

  it('needs an everyday way in, a passphrase that is long enough, and a keychain that keeps what it is given', async () => {
    const h = await house();
    const vault = h.start();
    expect(errorOf(await vault.create({ useKeychain: false }))).toEqual({ type: 'LastWayIn' });
    expect(errorOf(await vault.create({ passphrase: 'kort', useKeychain: true }))).toEqual({
      type: 'PassphraseTooWeak',
      reason: 'too-short',
    });
    for (const [state, said] of [
      ['locked', 'locked-or-empty'],
      ['absent', 'absent'],
    ] as const) {
      h.keychain.become(state);
      expect(errorOf(await vault.create({ passphrase: PASSPHRASE, useKeychain: true }))).toEqual({
        type: 'KeychainUnavailable',
        keychain: said,
      });
    }
    // A keychain that says yes and keeps nothing: what was written is read back.
    const forgetful = { ...h.keychain, write: async () => ({ ok: true as const, value: undefined }) };
    h.keychain.become('open');
    expect(errorOf(await h.start(h.dir, forgetful).create({ passphrase: PASSPHRASE, useKeychain: true }))).toEqual({
      type: 'KeychainUnavailable',
      keychain: 'locked-or-empty',
    });
    expect(await h.files()).toEqual([]);
  });

  it('that could not be written says so and leaves nothing behind', async () => {
    const h = await house();
    await writeFile(h.file('plain'), '');
    const vault = h.start(join(h.dir, 'plain', 'caseload'));
    expect(errorOf(await vault.create({ passphrase: PASSPHRASE, useKeychain: true }))).toEqual({
      type: 'VaultNotWritable',
      code: 'ENOTDIR',
    });
    expect(h.keychain.entries.size).toBe(0);
  });
});

const lonely = async () => {
  const h = await house();
  await h.founded();
  return h;
};

describe('a keychain that fails', () => {
  it('is told apart as absent, or as locked or emptied, and passphrase and recovery code still open', async () => {
    const h = await house();
    const { key, recoveryCode } = await h.founded();
    const vault = h.start();
    const seen = async () => {
      const state = await vault.look();
      const unlocked = await vault.unlock({ by: 'keychain' });
      expect(must(await vault.unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
      expect(must(await vault.unlock({ by: 'recovery', code: recoveryCode })).key).toEqual(key);
      return ['keychain' in state && state.keychain, errorOf(unlocked)];
    };
    h.keychain.become('absent');
    expect(await seen()).toEqual(['absent', { type: 'KeychainUnavailable', keychain: 'absent' }]);
    h.keychain.become('locked');
    expect(await seen()).toEqual(['locked-or-empty', { type: 'KeychainUnavailable', keychain: 'locked-or-empty' }]);
    h.keychain.become('open');
    const [account] = [...h.keychain.entries.keys()];
    h.keychain.entries.set(account!, 'something else');
    expect(await seen()).toEqual(['locked-or-empty', { type: 'KeychainUnavailable', keychain: 'locked-or-empty' }]);
    h.keychain.entries.clear();
    expect(await seen()).toEqual(['locked-or-empty', { type: 'KeychainUnavailable', keychain: 'locked-or-empty' }]);
  });

  it('gets its slot again from whoever unlocked another way', async () => {
    const h = await house();
    const { recoveryCode, key } = await h.founded({ useKeychain: true });
    h.keychain.entries.clear();
    const vault = h.start();
    expect(errorOf(await vault.create({ useKeychain: true }))).toEqual({ type: 'VaultExists', found: 'vault' });
    const { key: recovered } = must(await vault.unlock({ by: 'recovery', code: recoveryCode.toLowerCase() }));
    expect(await vault.addKeychain(recovered)).toEqual({ ok: true, value: undefined });
    expect(await h.start().unlock({ by: 'keychain' })).toEqual({ ok: true, value: { key } });
    expect(h.keychain.entries.size).toBe(1);
  });

  it('keeps the old slot when the new entry can not be written', async () => {
    const h = await house();
    const { vault, key } = await h.founded({ useKeychain: true });
    h.keychain.become('locked');
    expect(errorOf(await vault.addKeychain(key))).toEqual({ type: 'KeychainUnavailable', keychain: 'locked-or-empty' });
    h.keychain.become('open');
    expect(must(await vault.unlock({ by: 'keychain' })).key).toEqual(key);
  });

  it('never holds up the passphrase while it is asked', async () => {
    const h = await house();
    const { key } = await h.founded();
    const answer = Promise.withResolvers<{ ok: true; value: null }>();
    const vault = h.start(h.dir, { ...h.keychain, read: () => answer.promise });
    const waiting = vault.unlock({ by: 'keychain' });
    expect(must(await vault.unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
    answer.resolve({ ok: true, value: null });
    expect(errorOf(await waiting)).toEqual({ type: 'KeychainUnavailable', keychain: 'locked-or-empty' });
  });

  describe('in memory', () => {
    keychainSuite(async () => createMemoryKeychain());
  });
});

describe('changing the ways in', () => {
  it('changes the passphrase for whoever knows the current one, and only rewraps', async () => {
    const h = await house();
    const { vault, key } = await h.founded();
    expect(errorOf(await vault.changePassphrase({ key, next: OTHER }))).toEqual({ type: 'CurrentPassphraseMissing' });
    expect(errorOf(await vault.changePassphrase({ key, current: 'niet de mijne hoor', next: OTHER }))).toEqual({
      type: 'WrongPassphrase',
      waitMs: 0,
    });
    expect(errorOf(await vault.changePassphrase({ key, current: PASSPHRASE, next: 'aaaaaaaaaaaaa' }))).toEqual({
      type: 'PassphraseTooWeak',
      reason: 'repeats',
    });
    must(await vault.changePassphrase({ key, current: PASSPHRASE, next: OTHER }));
    expect(errorOf(await vault.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'WrongPassphrase', waitMs: 0 });
    expect(must(await vault.unlock(byPassphrase(OTHER))).key).toEqual(key);
  });

  it('slows down guessing the current passphrase on an open laptop', async () => {
    const h = await house();
    const { vault, key } = await h.founded();
    for (let tries = 0; tries < 3; tries++)
      await vault.changePassphrase({ key, current: 'geraden woorden', next: OTHER });
    expect(errorOf(await vault.changePassphrase({ key, current: PASSPHRASE, next: OTHER }))).toEqual({
      type: 'TooSoon',
      waitMs: 1000,
    });
  });

  it('sets a passphrase without the old one only after the recovery code opened, and once', async () => {
    const h = await house();
    const { vault, key, recoveryCode } = await h.founded();
    must(await vault.unlock({ by: 'keychain' }));
    expect(errorOf(await vault.setPassphraseAfterRecovery(key, OTHER))).toEqual({ type: 'NotRecovered' });
    must(await vault.unlock({ by: 'recovery', code: recoveryCode }));
    must(await vault.setPassphraseAfterRecovery(key, OTHER));
    expect(errorOf(await vault.setPassphraseAfterRecovery(key, PASSPHRASE))).toEqual({ type: 'NotRecovered' });
    expect(must(await h.start().unlock(byPassphrase(OTHER))).key).toEqual(key);
  });

  it('never takes away the last everyday way in', async () => {
    const h = await house();
    const { vault, key } = await h.founded();
    must(await vault.removeKeychain(key));
    expect(h.keychain.entries.size).toBe(0);
    expect(errorOf(await vault.unlock({ by: 'keychain' }))).toEqual({ type: 'SlotMissing', slot: 'keychain' });
    expect(errorOf(await vault.removePassphrase({ key, current: PASSPHRASE }))).toEqual({ type: 'LastWayIn' });
    must(await vault.addKeychain(key));
    h.keychain.become('locked');
    expect(errorOf(await vault.removePassphrase({ key, current: PASSPHRASE }))).toEqual({
      type: 'KeychainUnavailable',
      keychain: 'locked-or-empty',
    });
    h.keychain.become('open');
    must(await vault.removePassphrase({ key, current: PASSPHRASE }));
    expect(errorOf(await vault.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'SlotMissing', slot: 'passphrase' });
    expect(errorOf(await vault.removeKeychain(key))).toEqual({ type: 'LastWayIn' });
    must(await vault.changePassphrase({ key, next: OTHER }));
    expect(must(await vault.unlock(byPassphrase(OTHER))).key).toEqual(key);
  });

  it('never wraps a key that is not the vault’s, or was wiped', async () => {
    const h = await house();
    const { vault, key, recoveryCode } = await h.founded();
    must(await vault.unlock({ by: 'recovery', code: recoveryCode }));
    wipe(key);
    const before = await h.envelope();
    expect([
      errorOf(await vault.changePassphrase({ key, current: PASSPHRASE, next: OTHER })),
      errorOf(await vault.setPassphraseAfterRecovery(key, OTHER)),
      errorOf(await vault.removePassphrase({ key, current: PASSPHRASE })),
      errorOf(await vault.addKeychain(key)),
      errorOf(await vault.removeKeychain(key)),
      errorOf(await vault.renewRecovery(key)),
      errorOf(await vault.renewRecovery(new Uint8Array(0))),
    ]).toEqual(Array.from({ length: 7 }, () => ({ type: 'NotThisKey' })));
    expect(await h.envelope()).toEqual(before);
    expect(h.keychain.entries.size).toBe(1);
  });
});

describe('the recovery code', () => {
  it('is confirmed by typing it back', async () => {
    const h = await house();
    const { vault, recoveryCode } = await h.founded();
    const other = must(await (await house()).start().create({ passphrase: PASSPHRASE, useKeychain: false }));
    expect(errorOf(await vault.confirmRecovery(other.recoveryCode))).toEqual({ type: 'NotTheCode' });
    expect(errorOf(await vault.confirmRecovery(recoveryCode.slice(1)))).toEqual({
      type: 'RecoveryCodeMistyped',
      reason: 'length',
    });
    expect(await vault.look()).toMatchObject({ recoveryConfirmed: false });
    must(await vault.confirmRecovery(recoveryCode.replaceAll('-', ' ').toLowerCase()));
    expect(await h.start().look()).toMatchObject({ recoveryConfirmed: true });
  });

  it('is renewed, and the old one works until the new one was typed back', async () => {
    const h = await house();
    const { vault, key, recoveryCode } = await h.founded();
    must(await vault.confirmRecovery(recoveryCode));
    const { recoveryCode: renewed } = must(await vault.renewRecovery(key));
    expect(await vault.look()).toMatchObject({ recoveryConfirmed: false });
    for (const code of [recoveryCode, renewed])
      expect(must(await h.start().unlock({ by: 'recovery', code })).key).toEqual(key);
    expect(errorOf(await vault.confirmRecovery(recoveryCode))).toEqual({ type: 'NotTheCode' });
    must(await vault.confirmRecovery(renewed));
    expect(await vault.look()).toMatchObject({ recoveryConfirmed: true });
    expect(errorOf(await vault.unlock({ by: 'recovery', code: recoveryCode }))).toEqual({
      type: 'WrongRecoveryCode',
      waitMs: 0,
    });
    expect(must(await vault.unlock({ by: 'recovery', code: renewed })).key).toEqual(key);
  });

  it('with a typing error costs no try', async () => {
    const h = await house();
    const { vault, recoveryCode } = await h.founded();
    const typo = recoveryCode.replace(/^./, (first) => (first === '7' ? '8' : '7'));
    for (let tries = 0; tries < 10; tries++)
      expect(errorOf(await vault.unlock({ by: 'recovery', code: typo }))).toEqual({
        type: 'RecoveryCodeMistyped',
        reason: 'check',
      });
    expect((await h.envelope()).failures.count).toBe(0);
  });
});

describe('failed unlocks', () => {
  it('slow down after three, over a restart, and are forgotten after a success', async () => {
    const h = await house();
    await h.founded();
    const waits = [];
    for (let tries = 0; tries < 6; tries++) {
      const error = errorOf(await h.start().unlock(wrong));
      waits.push(error);
      const { waitMs = 0 } = error as { waitMs?: number };
      const early = h.start();
      expect(await early.look()).toMatchObject({ waitMs });
      if (waitMs > 0) {
        h.clock.now += waitMs - 1;
        expect(errorOf(await early.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'TooSoon', waitMs: 1 });
        h.clock.now += 1;
      }
    }
    expect(waits).toEqual([0, 0, 1000, 2000, 4000, 8000].map((waitMs) => ({ type: 'WrongPassphrase', waitMs })));
    must(await h.start().unlock(byPassphrase(PASSPHRASE)));
    expect((await h.envelope()).failures).toEqual({ count: 0, lastAt: 0 });
    expect(await h.start().look()).toMatchObject({ waitMs: 0 });
  });

  it('are counted one by one when they come at once', async () => {
    const h = await house();
    await h.founded();
    const vault = h.start();
    const errors = await Promise.all(Array.from({ length: 20 }, () => vault.unlock(wrong)));
    const types = errors.map((result) => (errorOf(result) as { type: string }).type);
    expect(types.filter((type) => type === 'WrongPassphrase').length).toBe(3);
    expect(types.filter((type) => type === 'TooSoon').length).toBe(17);
  });

  it('of passphrase and recovery code count together; the keychain is neither counted nor delayed', async () => {
    const h = await house();
    const { vault, key } = await h.founded();
    const other = must(await (await house()).start().create({ passphrase: PASSPHRASE, useKeychain: false }));
    await vault.unlock(wrong);
    await vault.unlock({ by: 'recovery', code: other.recoveryCode });
    expect(errorOf(await vault.unlock(wrong))).toEqual({ type: 'WrongPassphrase', waitMs: 1000 });
    expect(must(await vault.unlock({ by: 'keychain' })).key).toEqual(key);
    expect((await h.envelope()).failures.count).toBe(0);
  });

  it('do not lock out for ever when the clock was years ahead', async () => {
    const h = await house();
    const { key } = await h.founded();
    const today = h.clock.now;
    h.clock.now = Date.UTC(2036, 0, 1);
    const ahead = h.start();
    for (let tries = 0; tries < 5; tries++) {
      await ahead.unlock(wrong);
      h.clock.now += 60_000;
    }
    h.clock.now = today;
    const vault = h.start();
    const { waitMs } = (await vault.look()) as { waitMs: number };
    expect(waitMs).toBe(4000);
    h.clock.now += waitMs;
    expect(must(await vault.unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
  });

  it('are remembered by the process when somebody puts an older envelope back', async () => {
    const h = await house();
    await h.founded();
    const before = await h.envelope();
    const vault = h.start();
    for (let tries = 0; tries < 3; tries++) await vault.unlock(wrong);
    await h.putEnvelope(before);
    expect(errorOf(await vault.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'TooSoon', waitMs: 1000 });
  });
});

describe('a disk that is full', () => {
  const fullHouse = async () => {
    const h = await house();
    const made = await h.founded();
    const disk = { full: true };
    const vault = createVault({
      dir: h.dir,
      keychain: h.keychain,
      now: () => h.clock.now,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
      passphraseCost: CHEAP,
      reached: (point) => {
        if (disk.full && point.endsWith(': begun')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });
    return { ...h, ...made, vault, disk };
  };

  it('still opens, and still counts failures in this process', async () => {
    const { vault, key } = await fullHouse();
    expect(must(await vault.unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
    for (let tries = 0; tries < 3; tries++) await vault.unlock(wrong);
    expect(errorOf(await vault.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'TooSoon', waitMs: 1000 });
  });

  it('refuses each change by name, and leaves the ways in as they were', async () => {
    const { vault, key, recoveryCode, keychain, envelope } = await fullHouse();
    const before = await envelope();
    expect([
      errorOf(await vault.changePassphrase({ key, current: PASSPHRASE, next: OTHER })),
      errorOf(await vault.addKeychain(key)),
      errorOf(await vault.removeKeychain(key)),
      errorOf(await vault.removePassphrase({ key, current: PASSPHRASE })),
      errorOf(await vault.renewRecovery(key)),
      errorOf(await vault.confirmRecovery(recoveryCode)),
      errorOf(await vault.setAside('all')),
    ]).toEqual(Array.from({ length: 7 }, () => ({ type: 'VaultNotWritable', code: 'ENOSPC' })));
    expect(await envelope()).toEqual(before);
    expect(keychain.entries.size).toBe(1);
    for (const way of [{ by: 'keychain' }, byPassphrase(PASSPHRASE), { by: 'recovery', code: recoveryCode }] as const)
      expect(must(await vault.unlock(way)).key).toEqual(key);
  });
});

describe('files that are not as they were', () => {
  const look = async (h: Awaited<ReturnType<typeof house>>) => {
    const { state, ...rest } = await h.start().look();
    return 'copyUsable' in rest ? `${state} ${rest.copyUsable ? 'with' : 'without'} a usable copy` : state;
  };

  it.each([
    ['cut in half', (path: string) => truncate(path, 400)],
    ['emptied', (path: string) => truncate(path, 0)],
    ['deleted', (path: string) => rm(path)],
    ['overwritten', (path: string) => writeFile(path, randomBytes(3000))],
    ['made a folder', async (path: string) => void (await rm(path), await mkdir(path))],
    [
      'turned into a broken link',
      async (path: string) => void (await rm(path), await symlink('/nowhere/at-all', path)),
    ],
  ])('an envelope that was %s is replaced by its copy at the next unlock', async (what, damage) => {
    const h = await house();
    const { key } = await h.founded();
    await damage(h.file(ENVELOPE_FILE));
    expect(await look(h)).toBe('vault-damaged with a usable copy');
    expect(await h.start().look()).toMatchObject({ databaseExists: true, hasPassphrase: true, keychain: 'ready' });
    expect(must(await h.start().unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
    // A folder in its place can not be written over; the copy keeps opening.
    if (what === 'made a folder') return;
    expect(await look(h)).toBe('locked');
    expect(await h.envelope(ENVELOPE_FILE)).toEqual(await h.envelope(ENVELOPE_COPY_FILE));
  });

  it('a copy that was damaged is written again without a word, also by an unlock from the keychain', async () => {
    const h = await house();
    await h.founded();
    await truncate(h.file(ENVELOPE_COPY_FILE), 10);
    expect(await look(h)).toBe('locked');
    must(await h.start().unlock({ by: 'keychain' }));
    expect(await h.envelope(ENVELOPE_COPY_FILE)).toEqual(await h.envelope(ENVELOPE_FILE));
  });

  it('two damaged envelopes open nothing, and a kept one brings the vault back', async () => {
    const h = await house();
    const { vault, key } = await h.founded();
    const kept = must(await vault.exportEnvelope());
    for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) await truncate(h.file(name), 100);
    expect(await look(h)).toBe('vault-damaged without a usable copy');
    expect(errorOf(await vault.unlock(byPassphrase(PASSPHRASE)))).toEqual({ type: 'VaultDamaged' });
    expect(errorOf(await vault.create({ passphrase: PASSPHRASE, useKeychain: false }))).toEqual({
      type: 'VaultExists',
      found: 'vault',
    });
    expect(errorOf(await vault.restoreVault(kept.subarray(0, 500)))).toEqual({ type: 'VaultDamaged' });
    must(await vault.restoreVault(kept));
    expect(await look(h)).toBe('locked');
    expect(must(await h.start().unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
    // What was damaged is still there to be examined.
    expect((await h.files()).filter((name) => name.includes('.aside-')).length).toBe(2);
  });

  it('a database without its vault takes a kept envelope, and never a new key', async () => {
    const h = await house();
    const { vault, key, recoveryCode } = await h.founded();
    const kept = must(await vault.exportEnvelope());
    for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) await rm(h.file(name));
    expect(await look(h)).toBe('database-without-vault');
    expect(errorOf(await vault.unlock({ by: 'keychain' }))).toEqual({ type: 'NoVault' });
    expect(errorOf(await vault.create({ passphrase: PASSPHRASE, useKeychain: true }))).toEqual({
      type: 'VaultExists',
      found: 'database',
    });
    must(await vault.restoreVault(kept));
    expect(must(await h.start().unlock({ by: 'recovery', code: recoveryCode })).key).toEqual(key);
    expect(errorOf(await vault.restoreVault(kept))).toEqual({ type: 'VaultExists', found: 'vault' });
  });

  it('a database without its vault is set aside with its log, and a new vault can be made', async () => {
    const h = await house();
    await h.putDatabase();
    // Beside a database that was killed in the middle of a large fetch: without it the half of a page would stay.
    await writeFile(h.file(`${DATABASE_FILE}-journal`), 'what stood there');
    expect(must(await h.start().setAside('database')).moved).toEqual([
      'caseload.db.aside-2026-11-23-101500',
      'caseload.db.aside-2026-11-23-101500-wal',
      'caseload.db.aside-2026-11-23-101500-shm',
      'caseload.db.aside-2026-11-23-101500-journal',
    ]);
    expect(await readFile(h.file('caseload.db.aside-2026-11-23-101500-wal'), 'utf8')).toBe('frames');
    expect(await look(h)).toBe('none');
    // In the same second once more: nothing is overwritten.
    await h.putDatabase();
    expect(must(await h.start().setAside('database')).moved[0]).toBe('caseload.db.aside-2026-11-23-101500-2');
    expect((await h.files()).length).toBe(7);
    must(await h.start().create({ passphrase: PASSPHRASE, useKeychain: false }));
  });

  it('everything is set aside to start anew, and can be put back by hand', async () => {
    const h = await house();
    const { key } = await h.founded();
    await h.putDatabase();
    const { moved } = must(await h.start().setAside('all'));
    expect(moved.length).toBe(5);
    expect(await look(h)).toBe('none');
    for (const name of moved) await rename(h.file(name), h.file(name.replace(/\.aside-[0-9-]+[0-9]/, '')));
    expect(must(await h.start().unlock(byPassphrase(PASSPHRASE))).key).toEqual(key);
    expect(must(await (await house()).start().setAside('all')).moved).toEqual([]);
  });

  it('a vault without its database says so and still hands out the same key', async () => {
    const h = await house();
    const { key } = await h.founded();
    await rm(h.file(DATABASE_FILE));
    expect(await look(h)).toBe('vault-without-database');
    expect(must(await h.start().unlock({ by: 'keychain' })).key).toEqual(key);
  });

  it('a newer envelope, in either place, is not opened and not written over', async () => {
    for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) {
      const h = await house();
      const { vault, key } = await h.founded();
      const newer = (await readFile(h.file(name), 'utf8')).replace('"version":1', '"version":7');
      await writeFile(h.file(name), newer);
      expect(await h.start().look()).toEqual({ state: 'vault-newer', version: 7 });
      const error = { type: 'VaultNewer', version: 7 };
      expect([
        errorOf(await vault.unlock(byPassphrase(PASSPHRASE))),
        errorOf(await vault.unlock({ by: 'keychain' })),
        errorOf(await vault.changePassphrase({ key, current: PASSPHRASE, next: OTHER })),
        errorOf(await vault.renewRecovery(key)),
        errorOf(await vault.restoreVault(new TextEncoder().encode(newer))),
      ]).toEqual([error, error, error, error, error]);
      expect(await readFile(h.file(name), 'utf8')).toBe(newer);
    }
  });

  it('slots swapped in from another vault open nothing', async () => {
    const mine = await house();
    const theirs = await house();
    const { recoveryCode } = await mine.founded();
    const other = await theirs.founded({ passphrase: OTHER, useKeychain: true });
    const envelope = await mine.envelope();
    await mine.putEnvelope({ ...envelope, slots: (await theirs.envelope()).slots });
    for (const [account, secret] of theirs.keychain.entries)
      mine.keychain.entries.set(account.replace(/^[^.]+/, envelope.vaultId), secret);
    const vault = mine.start();
    expect([
      errorOf(await vault.unlock({ by: 'keychain' })),
      errorOf(await vault.unlock(byPassphrase(OTHER))),
      errorOf(await vault.unlock({ by: 'recovery', code: other.recoveryCode })),
      errorOf(await vault.unlock({ by: 'recovery', code: recoveryCode })),
    ]).toEqual([
      { type: 'KeychainUnavailable', keychain: 'locked-or-empty' },
      { type: 'WrongPassphrase', waitMs: 0 },
      { type: 'WrongRecoveryCode', waitMs: 0 },
      { type: 'WrongRecoveryCode', waitMs: 1000 },
    ]);
  });

  it('the copy of another vault is kept under another name before it would be overwritten', async () => {
    const mine = await house();
    const theirs = await house();
    await mine.founded();
    const other = await theirs.founded({ passphrase: OTHER, useKeychain: false });
    await writeFile(mine.file(ENVELOPE_COPY_FILE), await readFile(theirs.file(ENVELOPE_FILE)));
    must(await mine.start().unlock(byPassphrase(PASSPHRASE)));
    const [aside] = (await mine.files()).filter((name) => name.includes('.aside-'));
    const rescue = await house();
    must(await rescue.start().restoreVault(await readFile(mine.file(aside!))));
    expect(must(await rescue.start().unlock(byPassphrase(OTHER))).key).toEqual(other.key);
  });

  it('temporary files of a process that was killed are swept, those of a living one stay', async () => {
    const h = await house();
    await h.founded();
    // No process has a number that high (PID_MAX_LIMIT is 2^22).
    await writeFile(h.file('vault.json.99999999.new'), 'half');
    await writeFile(h.file(`vault.json.${process.ppid}.new`), 'half');
    must(await h.start().unlock(byPassphrase(PASSPHRASE)));
    expect((await h.files()).filter((name) => name.endsWith('.new'))).toEqual([`vault.json.${process.ppid}.new`]);
  });
});
