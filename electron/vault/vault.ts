/**
 * The vault: where the database key lies, and every way to it.
 *
 * Promises:
 * - a new key is made only where neither an envelope nor a database is;
 * - an envelope always has an everyday way in (keychain or passphrase) and a recovery code, and none is taken away
 *   before its successor stands on the disk;
 * - the key is handed out, never kept: whoever gets it calls `wipe`;
 * - guesses are counted on the disk before they are tried, one after the other, whoever calls in parallel;
 * - what went wrong is a value with its own name, and says nothing about anybody.
 *
 * It runs in the caseload worker, never imports Electron, and never opens the database.
 */
import { err, ok, type Result } from '../../core/domain/result.ts';
import { anchored, type Failures, NO_FAILURES, remainingWait } from './delay.ts';
import { decodeEnvelope, encodeEnvelope, type Envelope, type PassphraseCost } from './envelope.ts';
import { createVaultFiles, type FilePoint, type NotWritable, type Standing } from './files.ts';
import type { Keychain } from './keychain.ts';
import { type PassphraseWeakness, passphraseWeakness } from './passphrase.ts';
import { newRecoveryCode, readRecoveryCode, type RecoveryCodeMistyped } from './recovery-code.ts';
import {
  isKeyOf,
  KEY_BYTES,
  keyCheckOf,
  newKeychainSlot,
  newPassphraseSlot,
  newRecoverySlot,
  openKeychainSlot,
  openPassphraseSlot,
  openRecoverySlot,
  PASSPHRASE_COST,
  wipe,
} from './slots.ts';

/** `locked-or-empty`: the keychain answers, but hands nothing out that opens this vault. On Linux the two look the same. */
export type KeychainStanding = 'unused' | 'ready' | 'absent' | 'locked-or-empty';

type Locked = {
  readonly hasPassphrase: boolean;
  readonly keychain: KeychainStanding;
  readonly recoveryConfirmed: boolean;
  readonly waitMs: number;
};

export type VaultState =
  | { readonly state: 'none' }
  | ({ readonly state: 'locked' } & Locked)
  /** Unlock as always; the caller may then make an empty database with the same key, or put a backup in its place. */
  | ({ readonly state: 'vault-without-database' } & Locked)
  /** `restoreVault` with an envelope that the adviser kept, or `setAside` and start anew. */
  | { readonly state: 'database-without-vault' }
  /** The copy opens as always, and the first unlock writes the damaged one again. */
  | ({ readonly state: 'vault-damaged'; readonly copyUsable: true; readonly databaseExists: boolean } & Locked)
  /** `restoreVault`, or `setAside`. */
  | { readonly state: 'vault-damaged'; readonly copyUsable: false; readonly databaseExists: boolean }
  | { readonly state: 'vault-newer'; readonly version: number };

export type NoVault =
  | { type: 'NoVault' }
  | { type: 'VaultDamaged' }
  | { type: 'VaultNewer'; version: number }
  /** The key that was handed in is not this vault's (or was wiped): nothing was wrapped. */
  | { type: 'NotThisKey' };
export type KeychainUnavailable = { type: 'KeychainUnavailable'; keychain: 'absent' | 'locked-or-empty' };
export type SlotMissing = { type: 'SlotMissing'; slot: 'keychain' | 'passphrase' };
export type Guess = { type: 'TooSoon'; waitMs: number } | { type: 'WrongPassphrase'; waitMs: number };
export type WrongRecoveryCode = { type: 'WrongRecoveryCode'; waitMs: number };
export type PassphraseTooWeak = { type: 'PassphraseTooWeak'; reason: PassphraseWeakness };
export type LastWayIn = { type: 'LastWayIn' };

export type CreateError =
  | { type: 'VaultExists'; found: 'vault' | 'database' }
  | PassphraseTooWeak
  | KeychainUnavailable
  | NotWritable
  /** Neither passphrase nor keychain was asked for: the recovery code alone is no everyday way in. */
  | LastWayIn;
export type UnlockError =
  NoVault | SlotMissing | KeychainUnavailable | Guess | WrongRecoveryCode | RecoveryCodeMistyped;
export type ChangeError = NoVault | NotWritable;
export type PassphraseError =
  | ChangeError
  | PassphraseTooWeak
  | Guess
  | { type: 'CurrentPassphraseMissing' }
  /** `setPassphraseAfterRecovery` without an unlock by the recovery code before it. */
  | { type: 'NotRecovered' };

export type UnlockBy =
  | { readonly by: 'keychain' }
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'recovery'; readonly code: string };

export type Vault = ReturnType<typeof createVault>;

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The name of an entry in the keychain. A slot that is written again gets a new one, so that the old keeps working until then. */
const accountOf = (vaultId: string, slotId: string): string => `${vaultId}.${slotId}`;

const missing = (standing: Exclude<Standing, { kind: 'whole' }>): { ok: false; error: NoVault } => {
  switch (standing.kind) {
    case 'absent':
      return err({ type: 'NoVault' });
    case 'damaged':
      return err({ type: 'VaultDamaged' });
    case 'newer':
      return err({ type: 'VaultNewer', version: standing.version });
  }
};

export const createVault = ({
  dir,
  keychain,
  now,
  random,
  passphraseCost = PASSPHRASE_COST,
  reached,
}: {
  dir: string;
  keychain: Keychain;
  now: () => number;
  random: (bytes: number) => Uint8Array;
  /** What new passphrase slots cost to try; each slot remembers its own. */
  passphraseCost?: PassphraseCost;
  /** Told of each step on the disk; tests stop the process there. */
  reached?: (point: FilePoint) => void;
}) => {
  const files = createVaultFiles({ dir, now, ...(reached && { reached }) });

  // What this process knows of failures: the file may be unwritable (a full disk) or put back by somebody.
  let remembered: Failures = NO_FAILURES;
  // Whoever came in by the recovery code may set a passphrase without knowing the old one.
  let recovered = false;
  let tail: Promise<unknown> = Promise.resolve();

  /** One after the other: two changes never read the same envelope, and parallel guesses are counted one by one. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const run = tail.then(work, work);
    tail = run.catch(() => undefined);
    return run;
  };

  /** Randomness that will be a secret: the vault's own copy is the only one. */
  const draw = (bytes: number): Uint8Array => {
    const drawn = random(bytes);
    const own = Uint8Array.from(drawn);
    wipe(drawn);
    return own;
  };

  const failuresNow = (envelope: Envelope): Failures => {
    const known = remembered.count >= envelope.failures.count ? remembered : envelope.failures;
    const anchoredFailures = anchored(known, now());
    if (anchoredFailures !== known) remembered = anchoredFailures;
    return anchoredFailures;
  };
  const waitNow = (envelope: Envelope): number => remainingWait(failuresNow(envelope), now());

  const update = async (change: (envelope: Envelope) => Envelope): Promise<Result<Envelope, ChangeError>> => {
    const standing = await files.read();
    if (standing.kind !== 'whole') return missing(standing);
    const next = { ...change(standing.envelope), generation: standing.envelope.generation + 1 };
    const written = await files.write(next, standing);
    return written.ok ? ok(next) : written;
  };

  const envelopeFor = async (key: Uint8Array): Promise<Result<Envelope, NoVault>> => {
    const standing = await files.read();
    if (standing.kind !== 'whole') return missing(standing);
    return isKeyOf(standing.envelope, key) ? ok(standing.envelope) : err({ type: 'NotThisKey' });
  };

  const checked = (envelope: Envelope, key: Uint8Array | null): Uint8Array | null => {
    if (key === null || isKeyOf(envelope, key)) return key;
    wipe(key);
    return null;
  };

  const secretFor = async (envelope: Envelope): Promise<Result<Uint8Array, KeychainUnavailable | SlotMissing>> => {
    const slot = envelope.slots.keychain;
    if (slot === null) return err({ type: 'SlotMissing', slot: 'keychain' });
    const entry = await keychain.read(accountOf(envelope.vaultId, slot.id));
    if (!entry.ok) return err({ type: 'KeychainUnavailable', keychain: 'absent' });
    const secret = entry.value === null ? null : Uint8Array.from(Buffer.from(entry.value, 'base64url'));
    const key = secret && checked(envelope, openKeychainSlot(envelope.vaultId, slot, secret));
    if (secret) wipe(secret);
    return key ? ok(key) : err({ type: 'KeychainUnavailable', keychain: 'locked-or-empty' });
  };

  const keychainStanding = async (envelope: Envelope): Promise<KeychainStanding> => {
    const key = await secretFor(envelope);
    if (key.ok) {
      wipe(key.value);
      return 'ready';
    }
    return key.error.type === 'SlotMissing' ? 'unused' : key.error.keychain;
  };

  /** A new entry in the keychain, read back, and the slot that belongs to it. */
  const enterKeychain = async (vaultId: string, key: Uint8Array) => {
    const id = toHex(random(8));
    const account = accountOf(vaultId, id);
    const secret = draw(32);
    const text = toBase64(secret);
    const written = await keychain.write(account, text);
    const back = await keychain.read(account);
    if (!written.ok || !back.ok || back.value !== text) {
      wipe(secret);
      // A keychain that refuses to write but answers a question is there, and locked.
      if (written.ok && back.ok) await keychain.remove(account);
      return err<KeychainUnavailable>({
        type: 'KeychainUnavailable',
        keychain: back.ok ? 'locked-or-empty' : 'absent',
      });
    }
    const slot = newKeychainSlot({ vaultId, key, secret, id }, random);
    wipe(secret);
    return ok({ slot, account });
  };

  /** Counts, then tries: a process that is killed while it tries has counted. */
  const guess = async <W extends 'WrongPassphrase' | 'WrongRecoveryCode'>(
    wrong: W,
    open: (envelope: Envelope) => Promise<Uint8Array | null>,
  ): Promise<Result<Uint8Array, NoVault | { type: 'TooSoon'; waitMs: number } | { type: W; waitMs: number }>> => {
    const standing = await files.read();
    if (standing.kind !== 'whole') return missing(standing);
    const waitMs = waitNow(standing.envelope);
    if (waitMs > 0) return err({ type: 'TooSoon', waitMs });
    const failures = { count: failuresNow(standing.envelope).count + 1, lastAt: now() };
    remembered = failures;
    // A disk that is full must not keep an adviser from their caseload: then the count lives in this process alone.
    await update((envelope) => ({ ...envelope, failures }));
    const key = checked(standing.envelope, await open(standing.envelope));
    if (key === null) {
      remembered = { ...failures, lastAt: now() };
      return err({ type: wrong, waitMs: waitNow(standing.envelope) });
    }
    await forgetFailures();
    return ok(key);
  };

  const forgetFailures = async (): Promise<void> => {
    remembered = NO_FAILURES;
    await update((envelope) => ({ ...envelope, failures: NO_FAILURES }));
  };

  const openByRecovery = (envelope: Envelope, secret: Uint8Array): Uint8Array | null => {
    const { recovery, renewedRecovery } = envelope.slots;
    return (
      openRecoverySlot(envelope.vaultId, recovery, secret) ??
      (renewedRecovery && openRecoverySlot(envelope.vaultId, renewedRecovery, secret))
    );
  };

  const writePassphrase = async (key: Uint8Array, passphrase: string): Promise<Result<void, PassphraseError>> => {
    const envelope = await envelopeFor(key);
    if (!envelope.ok) return envelope;
    const { vaultId } = envelope.value;
    const slot = await newPassphraseSlot({ vaultId, key, passphrase, cost: passphraseCost }, random);
    const written = await update((now_) => ({ ...now_, slots: { ...now_.slots, passphrase: slot } }));
    return written.ok ? ok(undefined) : written;
  };

  /** The current passphrase, where there is one: an open laptop alone must not be enough to change who can open it. */
  const proveCurrent = async (
    key: Uint8Array,
    current: string | undefined,
  ): Promise<Result<void, NoVault | Guess | { type: 'CurrentPassphraseMissing' }>> => {
    const envelope = await envelopeFor(key);
    if (!envelope.ok) return envelope;
    const slot = envelope.value.slots.passphrase;
    if (slot === null) return ok(undefined);
    if (current === undefined) return err({ type: 'CurrentPassphraseMissing' });
    const proof = await guess('WrongPassphrase', ({ vaultId }) => openPassphraseSlot(vaultId, slot, current));
    if (!proof.ok) return proof;
    wipe(proof.value);
    return ok(undefined);
  };

  return {
    /** What is there, from the files and the keychain. Asks nobody for anything, changes nothing but an interrupted setting aside. */
    look: async (): Promise<VaultState> => {
      const standing = await alone(async () => {
        await files.finishMovingAside();
        return files.read();
      });
      const databaseExists = await files.databaseExists();
      switch (standing.kind) {
        case 'newer':
          return { state: 'vault-newer', version: standing.version };
        case 'damaged':
          return { state: 'vault-damaged', copyUsable: false, databaseExists };
        case 'absent':
          return { state: databaseExists ? 'database-without-vault' : 'none' };
        case 'whole': {
          const { envelope } = standing;
          const locked: Locked = {
            hasPassphrase: envelope.slots.passphrase !== null,
            keychain: await keychainStanding(envelope),
            recoveryConfirmed: envelope.recoveryConfirmedAt !== null && envelope.slots.renewedRecovery === null,
            waitMs: waitNow(envelope),
          };
          if (standing.fromCopy) return { state: 'vault-damaged', copyUsable: true, databaseExists, ...locked };
          return { state: databaseExists ? 'locked' : 'vault-without-database', ...locked };
        }
      }
    },

    /** A new key in a new vault. The recovery code is said here, once. */
    create: (o: {
      passphrase?: string | undefined;
      useKeychain: boolean;
    }): Promise<Result<{ key: Uint8Array; recoveryCode: string }, CreateError>> =>
      alone(async () => {
        await files.finishMovingAside();
        if ((await files.read()).kind !== 'absent') return err({ type: 'VaultExists', found: 'vault' });
        if (await files.databaseExists()) return err({ type: 'VaultExists', found: 'database' });
        if (o.passphrase === undefined && !o.useKeychain) return err({ type: 'LastWayIn' });
        const reason = o.passphrase === undefined ? null : passphraseWeakness(o.passphrase);
        if (reason) return err({ type: 'PassphraseTooWeak', reason });

        const vaultId = toHex(random(16));
        const key = draw(KEY_BYTES);
        const entered = o.useKeychain ? await enterKeychain(vaultId, key) : null;
        if (entered && !entered.ok) {
          wipe(key);
          return entered;
        }
        const recovery = newRecoveryCode(draw);
        const written = await files.writeNew({
          vaultId,
          generation: 1,
          createdAt: now(),
          keyCheck: keyCheckOf(vaultId, key),
          slots: {
            keychain: entered?.value.slot ?? null,
            passphrase:
              o.passphrase === undefined
                ? null
                : await newPassphraseSlot({ vaultId, key, passphrase: o.passphrase, cost: passphraseCost }, random),
            recovery: newRecoverySlot({ vaultId, key, secret: recovery.secret }, random),
            renewedRecovery: null,
          },
          recoveryConfirmedAt: null,
          failures: NO_FAILURES,
        });
        wipe(recovery.secret);
        if (!written.ok) {
          wipe(key);
          if (entered) await keychain.remove(entered.value.account);
          return written.error.type === 'EnvelopeExists'
            ? err({ type: 'VaultExists', found: 'vault' })
            : err(written.error);
        }
        return ok({ key, recoveryCode: recovery.code });
      }),

    unlock: async (way: UnlockBy): Promise<Result<{ key: Uint8Array }, UnlockError>> => {
      switch (way.by) {
        case 'keychain': {
          // Not in the queue: while the system asks for its own password, the passphrase must work. Not counted: there
          // is nothing to guess.
          const standing = await files.read();
          if (standing.kind !== 'whole') return missing(standing);
          const key = await secretFor(standing.envelope);
          if (!key.ok) return key;
          recovered = false;
          if (!standing.tidy || failuresNow(standing.envelope).count > 0) await alone(forgetFailures);
          return ok({ key: key.value });
        }
        case 'passphrase':
          return alone(async () => {
            const standing = await files.read();
            if (standing.kind !== 'whole') return missing(standing);
            if (standing.envelope.slots.passphrase === null) return err({ type: 'SlotMissing', slot: 'passphrase' });
            const key = await guess(
              'WrongPassphrase',
              async ({ vaultId, slots }) =>
                slots.passphrase && openPassphraseSlot(vaultId, slots.passphrase, way.passphrase),
            );
            if (!key.ok) return key;
            recovered = false;
            return ok({ key: key.value });
          });
        case 'recovery':
          return alone(async () => {
            const secret = readRecoveryCode(way.code);
            if (!secret.ok) return secret;
            const key = await guess('WrongRecoveryCode', async (envelope) => openByRecovery(envelope, secret.value));
            wipe(secret.value);
            if (!key.ok) return key;
            recovered = true;
            return ok({ key: key.value });
          });
      }
    },

    /** Sets the first passphrase, or another one for whoever knows the current. The database is not written again. */
    changePassphrase: (o: {
      key: Uint8Array;
      current?: string | undefined;
      next: string;
    }): Promise<Result<void, PassphraseError>> =>
      alone(async () => {
        const reason = passphraseWeakness(o.next);
        if (reason) return err({ type: 'PassphraseTooWeak', reason });
        const proven = await proveCurrent(o.key, o.current);
        return proven.ok ? writePassphrase(o.key, o.next) : proven;
      }),

    /** For whoever forgot the passphrase and came in by the recovery code. */
    setPassphraseAfterRecovery: (key: Uint8Array, next: string): Promise<Result<void, PassphraseError>> =>
      alone(async () => {
        if (!recovered) return err({ type: 'NotRecovered' });
        const reason = passphraseWeakness(next);
        if (reason) return err({ type: 'PassphraseTooWeak', reason });
        const written = await writePassphrase(key, next);
        if (written.ok) recovered = false;
        return written;
      }),

    /** Only where the keychain opens the vault at this moment. */
    removePassphrase: (o: {
      key: Uint8Array;
      current: string;
    }): Promise<Result<void, PassphraseError | LastWayIn | KeychainUnavailable>> =>
      alone(async () => {
        const envelope = await envelopeFor(o.key);
        if (!envelope.ok) return envelope;
        const standing = await keychainStanding(envelope.value);
        if (standing === 'unused') return err({ type: 'LastWayIn' });
        if (standing !== 'ready') return err({ type: 'KeychainUnavailable', keychain: standing });
        const proven = await proveCurrent(o.key, o.current);
        if (!proven.ok) return proven;
        const written = await update((now_) => ({ ...now_, slots: { ...now_.slots, passphrase: null } }));
        return written.ok ? ok(undefined) : written;
      }),

    /** Writes the keychain's slot, or writes it again after the keychain lost it. */
    addKeychain: (key: Uint8Array): Promise<Result<void, ChangeError | KeychainUnavailable>> =>
      alone(async () => {
        const envelope = await envelopeFor(key);
        if (!envelope.ok) return envelope;
        const { vaultId, slots } = envelope.value;
        const entered = await enterKeychain(vaultId, key);
        if (!entered.ok) return entered;
        const written = await update((now_) => ({ ...now_, slots: { ...now_.slots, keychain: entered.value.slot } }));
        if (!written.ok) {
          await keychain.remove(entered.value.account);
          return written;
        }
        // Last, and its failure is no failure: an entry that no slot belongs to opens nothing.
        if (slots.keychain) await keychain.remove(accountOf(vaultId, slots.keychain.id));
        return ok(undefined);
      }),

    removeKeychain: (key: Uint8Array): Promise<Result<void, ChangeError | LastWayIn>> =>
      alone(async () => {
        const envelope = await envelopeFor(key);
        if (!envelope.ok) return envelope;
        const { vaultId, slots } = envelope.value;
        if (slots.passphrase === null) return err({ type: 'LastWayIn' });
        if (slots.keychain === null) return ok(undefined);
        const written = await update((now_) => ({ ...now_, slots: { ...now_.slots, keychain: null } }));
        if (!written.ok) return written;
        await keychain.remove(accountOf(vaultId, slots.keychain.id));
        return ok(undefined);
      }),

    /** A new code. The old one keeps working until the new one was typed back: a kill or an empty printer loses nothing. */
    renewRecovery: (key: Uint8Array): Promise<Result<{ recoveryCode: string }, ChangeError>> =>
      alone(async () => {
        const envelope = await envelopeFor(key);
        if (!envelope.ok) return envelope;
        const { code, secret } = newRecoveryCode(draw);
        const slot = newRecoverySlot({ vaultId: envelope.value.vaultId, key, secret }, random);
        wipe(secret);
        const written = await update((now_) => ({ ...now_, slots: { ...now_.slots, renewedRecovery: slot } }));
        return written.ok ? ok({ recoveryCode: code }) : written;
      }),

    /** The code was typed back from paper. Not counted as a guess: nothing is handed out, and 160 bits are not guessed. */
    confirmRecovery: (
      code: string,
    ): Promise<Result<void, ChangeError | RecoveryCodeMistyped | { type: 'NotTheCode' }>> =>
      alone(async () => {
        const secret = readRecoveryCode(code);
        if (!secret.ok) return secret;
        const standing = await files.read();
        if (standing.kind !== 'whole') return missing(standing);
        const { vaultId, slots } = standing.envelope;
        const expected = slots.renewedRecovery ?? slots.recovery;
        const key = openRecoverySlot(vaultId, expected, secret.value);
        wipe(secret.value);
        if (key === null) return err({ type: 'NotTheCode' });
        wipe(key);
        const written = await update((now_) => ({
          ...now_,
          slots: { ...now_.slots, recovery: expected, renewedRecovery: null },
          recoveryConfirmedAt: now(),
        }));
        return written.ok ? ok(undefined) : written;
      }),

    /** The envelope for the adviser's own safe place or a backup. It opens with the same passphrase and recovery code. */
    exportEnvelope: async (): Promise<Result<Uint8Array, NoVault>> => {
      const standing = await files.read();
      return standing.kind === 'whole' ? ok(encodeEnvelope(standing.envelope)) : missing(standing);
    },

    /**
     * Puts back an envelope that was kept. Only where none is usable, or `inPlaceOfWhole` where the one that is there does not
     * open this database; what was there is set aside first.
     */
    restoreVault: (
      bytes: Uint8Array,
      { inPlaceOfWhole = false }: { readonly inPlaceOfWhole?: boolean } = {},
    ): Promise<Result<void, NoVault | NotWritable | { type: 'VaultExists'; found: 'vault' }>> =>
      alone(async () => {
        const decoded = decodeEnvelope(bytes);
        if (decoded.kind !== 'whole') return missing(decoded);
        await files.finishMovingAside();
        const standing = await files.read();
        if (standing.kind === 'newer' || (standing.kind === 'whole' && !inPlaceOfWhole))
          return err({ type: 'VaultExists', found: 'vault' });
        if (standing.kind !== 'absent') {
          const moved = await files.setAside('envelopes');
          if (!moved.ok) return moved;
        }
        const written = await files.writeNew(decoded.envelope);
        if (written.ok) return ok(undefined);
        return written.error.type === 'EnvelopeExists'
          ? err({ type: 'VaultExists', found: 'vault' })
          : err(written.error);
      }),

    /**
     * Renames with the date, never deletes: the database alone (it is no database, or its vault is lost), or everything
     * (to start anew where nothing opens it). Returns the new names. The caller has closed the database before.
     */
    setAside: (what: 'database' | 'all'): Promise<Result<{ moved: readonly string[] }, NotWritable>> =>
      alone(async () => {
        const finished = await files.finishMovingAside();
        if (!finished.ok) return finished;
        const moved = await files.setAside(what);
        if (moved.ok && what === 'all') remembered = NO_FAILURES;
        return moved.ok ? ok({ moved: moved.value }) : moved;
      }),
  };
};
