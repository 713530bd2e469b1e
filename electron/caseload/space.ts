/**
 * A caseload on this laptop: its folder, its vault, and while it is open its database and its key. Opening, closing, setting
 * up, and the ways out of trouble. A laptop has the adviser's own caseload and, in a folder of its own, the demo.
 */
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { SCHEMAS } from '../../core/sync/protocol.ts';
import { DOCUMENTS_FOLDER } from '../documents/files.ts';
import {
  BACKUP_DOCUMENTS_ENDING,
  BACKUP_ENVELOPE_ENDING,
  DATABASE_FILE,
  ENVELOPE_COPY_FILE,
  ENVELOPE_FILE,
} from '../vault/files.ts';
import type { PassphraseCost } from '../vault/envelope.ts';
import type { Keychain } from '../vault/keychain.ts';
import { wipe } from '../vault/slots.ts';
import { createVault, type Vault } from '../vault/vault.ts';
import { appendAudit } from './audit.ts';
import {
  databaseError,
  holdFolder,
  openDatabase,
  type Database,
  type Held,
  type OpenError,
  type Writer,
} from './database.ts';
import { eraseAgain } from './erased-list.ts';
import { eraseWhenIdle } from './erased-words.ts';
import { closedState, type Trouble } from './gate.ts';
import { settleUnknown } from './merged-row.ts';
import { renewSearch } from './search.ts';
import { readSetting, writeSetting } from './stores.ts';
import { write, type Author } from './write.ts';

type VaultState = Answer<'vault.state'>;
type Failure = { type: string };

export type SpaceOptions = {
  readonly dir: string;
  readonly demo: boolean;
  readonly migrationsDir: string;
  readonly keychain: Keychain;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: (bytes: number) => Uint8Array;
  readonly passphraseCost?: PassphraseCost;
  readonly reached?: (point: string) => void;
};

export type OpenCaseload = {
  readonly db: Database;
  readonly author: Author;
  readonly adviserRow: string;
  /** Under which name a server knows who writes here, and this laptop. What was written under another stays theirs. */
  identify(tx: Writer, who: { readonly adviser: string; readonly device: string }): void;
  /** Names under which the same person wrote before. */
  formerly(): readonly string[];
};

/** Language and theme: nobody's datum. */
const KEPT_WHEN_DESTROYED = new Set(['preferences.json']);

/** The demo is nobody's: everybody may know how it opens, and the unlock screen says so. */
export const DEMO_PASSPHRASE = 'rondkijken mag altijd';
/** Nothing is gained by making a guess cost much where everybody knows the answer: whoever looks around need not wait for it. */
export const DEMO_COST: PassphraseCost = { memoryKiB: 8 * 1024, iterations: 1, parallelism: 1 };

const TROUBLE_OF: Readonly<Record<OpenError['type'], Trouble['trouble'] | null>> = {
  DatabaseTruncated: 'databaseTruncated',
  NotADatabase: 'notADatabase',
  DatabaseDamaged: 'databaseDamaged',
  SchemaNewer: 'schemaNewer',
  DatabaseBusy: null,
  DiskFull: null,
  NoAccess: null,
};

const identity = z.object({ device: z.string(), adviser: z.string(), formerly: z.array(z.string()).optional() });

export type Space = ReturnType<typeof createSpace>;

export function createSpace(options: SpaceOptions) {
  const vault: Vault = createVault(options);
  const file = join(options.dir, DATABASE_FILE);
  let open: (OpenCaseload & Held & { readonly key: Uint8Array; readonly stopErasing: () => void }) | null = null;
  let trouble: Trouble['trouble'] | null = null;
  let mayStartEmpty = false;
  let failedUnlocks = 0;

  /** @param andThen what must be written before the caseload counts as open */
  const openWith = async (
    key: Uint8Array,
    andThen: (caseload: OpenCaseload) => void,
  ): Promise<Result<OpenCaseload, Failure>> => {
    const held = await holdFolder(options.dir);
    if (!held.ok) {
      wipe(key);
      return held;
    }
    const { letGo } = held.value;
    try {
      const opened = await openHeld(key, andThen, letGo);
      if (!opened.ok) letGo();
      return opened;
    } catch (error) {
      letGo();
      throw error;
    }
  };

  const openHeld = async (
    key: Uint8Array,
    andThen: (caseload: OpenCaseload) => void,
    letGo: () => void,
  ): Promise<Result<OpenCaseload, Failure>> => {
    const opened = await openDatabase({
      file,
      key,
      migrationsDir: options.migrationsDir,
      ...(options.reached ? { reached: options.reached } : {}),
    });
    if (!opened.ok) {
      wipe(key);
      trouble = TROUBLE_OF[opened.error.type];
      return opened;
    }
    const db = opened.value;
    try {
      const who = db.transact((tx) => {
        const known = readSetting(tx, 'identity', identity);
        if (known) return known;
        const made = { device: options.newId(), adviser: options.newId() };
        writeSetting(tx, 'identity', made);
        return made;
      });
      renewSearch(db);
      eraseAgain(db, who.adviser);
      // S10: what this version knows and the one before did not.
      if (readSetting(db, 'schema', z.number()) !== SCHEMAS.to) {
        db.transact((tx) => {
          settleUnknown(tx, who.adviser);
          writeSetting(tx, 'schema', SCHEMAS.to);
        });
      }
      let known: z.infer<typeof identity> = who;
      const author: Author = {
        get actor() {
          return known.adviser;
        },
        get device() {
          return known.device;
        },
        now: options.now,
        newId: options.newId,
      };
      const caseload = {
        db,
        author,
        get adviserRow() {
          return known.adviser;
        },
        formerly: () => known.formerly ?? [],
        identify(tx: Writer, { adviser, device }: { readonly adviser: string; readonly device: string }): void {
          const others = adviser === known.adviser ? [] : [known.adviser];
          known = { adviser, device, formerly: [...(known.formerly ?? []), ...others] };
          writeSetting(tx, 'identity', known);
        },
        key,
      };
      andThen(caseload);
      const stopErasing = eraseWhenIdle(db, (error) => {
        // The disk is full, or may not be written: later, then.
        if (!databaseError(error)) throw error;
      });
      trouble = null;
      mayStartEmpty = false;
      open = Object.assign(caseload, { stopErasing, letGo });
      return ok(open);
    } catch (error) {
      // Half open is not open: the disk is full.
      await db.close();
      wipe(key);
      const known = databaseError(error);
      if (!known) throw error;
      trouble = TROUBLE_OF[known.type];
      return err(known);
    }
  };

  /**
   * The sealed files beside a backup. They never change, so what is here already stays; what does not come is said of each document when the
   * caseload opens.
   */
  const placeDocuments = (backup: string): Promise<void> =>
    cp(backup + BACKUP_DOCUMENTS_ENDING, join(options.dir, DOCUMENTS_FOLDER), {
      recursive: true,
      force: false,
      mode: constants.COPYFILE_FICLONE,
    }).catch(() => undefined);

  /** A backup where nothing is yet: with the keys beside it, without which it is noise. */
  const beginFromBackup = async (
    path: string | null,
    read: (path: string) => Uint8Array,
  ): Promise<Result<{ done: boolean }, Failure>> => {
    if (path === null) return ok({ done: false });
    const half = `${file}.half`;
    try {
      mkdirSync(options.dir, { recursive: true, mode: 0o700 });
      copyFileSync(path, half);
    } catch {
      rmSync(half, { force: true });
      return err({ type: 'NotReadable' });
    }
    let envelope: Uint8Array;
    try {
      envelope = read(path + BACKUP_ENVELOPE_ENDING);
    } catch {
      rmSync(half, { force: true });
      return err({ type: 'BackupWithoutKeys' });
    }
    await placeDocuments(path);
    // The keys first: a kill in between leaves keys that ask for their backup, never dossiers that nothing opens.
    const restored = await vault.restoreVault(envelope);
    if (!restored.ok) {
      rmSync(half, { force: true });
      return restored;
    }
    renameSync(half, file);
    return ok({ done: true });
  };

  const goOut = async (
    way: Trouble['waysOut'][number],
    found: Trouble['trouble'],
    path: string | null,
    read: (path: string) => Uint8Array,
  ): Promise<Result<{ done: boolean }, Failure>> => {
    switch (way) {
      case 'retry':
        trouble = null;
        return ok({ done: true });
      case 'startEmptyDatabase':
        mayStartEmpty = true;
        return ok({ done: true });
      case 'setAside': {
        const moved = await vault.setAside(found === 'vaultDamaged' ? 'all' : 'database');
        if (!moved.ok) return moved;
        trouble = null;
        // To begin again is what was asked for: under the keys that are there, not to be told that a caseload is missing.
        mayStartEmpty = true;
        return ok({ done: true });
      }
      case 'restoreVault': {
        if (path === null) return ok({ done: false });
        let bytes: Uint8Array;
        try {
          bytes = read(path);
        } catch {
          return err({ type: 'NotReadable' });
        }
        const restored = await vault.restoreVault(bytes, { inPlaceOfWhole: found === 'notADatabase' });
        if (!restored.ok) return restored;
        trouble = null;
        return ok({ done: true });
      }
      case 'restoreBackup': {
        if (path === null) return ok({ done: false });
        // Copied beside first, then renamed: a backup that can not be read, or a kill, leaves everything as it was.
        const half = `${file}.half`;
        try {
          copyFileSync(path, half);
        } catch {
          rmSync(half, { force: true });
          return err({ type: 'NotReadable' });
        }
        await placeDocuments(path);
        // Also a write-ahead log that was left alone: SQLite would play it over the backup.
        const moved = await vault.setAside('database');
        if (!moved.ok) return moved;
        renameSync(half, file);
        trouble = null;
        return ok({ done: true });
      }
    }
  };

  const space = {
    demo: options.demo,
    vault,
    current: (): OpenCaseload | null => open,
    key: (): Uint8Array | null => open?.key ?? null,

    async state(): Promise<VaultState> {
      const seen = await vault.look();
      if (open) {
        return {
          type: 'open',
          hasPassphrase: 'hasPassphrase' in seen && seen.hasPassphrase,
          usesKeychain: 'keychain' in seen && seen.keychain !== 'unused',
          keychainAvailable: 'keychain' in seen && seen.keychain === 'ready',
          recoveryConfirmed: 'recoveryConfirmed' in seen && seen.recoveryConfirmed,
          demo: options.demo,
          leaseEnded: null,
          passphraseDue: false,
          handedOver: false,
        };
      }
      return closedState(seen, { demo: options.demo, trouble, mayStartEmpty });
    },

    /** A new vault and an empty caseload, where neither was; `setUp` writes the first rows. */
    async create(
      how: { passphrase: string | null; useKeychain: boolean },
      setUp: (caseload: OpenCaseload) => void,
    ): Promise<Result<{ recoveryCode: string }, Failure>> {
      const made = await vault.create({ passphrase: how.passphrase ?? undefined, useKeychain: how.useKeychain });
      if (!made.ok) return made;
      const opened = await openWith(made.value.key, setUp);
      return opened.ok ? ok({ recoveryCode: made.value.recoveryCode }) : opened;
    },

    async unlock(ask: Ask<'vault.unlock'>): Promise<Result<OpenCaseload, Failure>> {
      if (open) return ok(open);
      const seen = await vault.look();
      // Never an empty caseload in the place of one that is missing, unless the adviser said so.
      if (seen.state === 'vault-without-database' && !mayStartEmpty) return err({ type: 'InTrouble' });
      const unlocked = await vault.unlock(ask);
      if (!unlocked.ok) {
        if (unlocked.error.type === 'WrongPassphrase' || unlocked.error.type === 'WrongRecoveryCode') failedUnlocks++;
        return unlocked;
      }
      const opened = await openWith(unlocked.value.key, ({ db, author, adviserRow }) =>
        db.transact((tx) => {
          // An empty caseload with the keys that were there, or one whose making was cut off: without these rows the adviser
          // could never say who they are.
          if (!tx.get(`SELECT 1 FROM "adviser" WHERE "id" = ?`, adviserRow)) {
            const ownRows = [
              ['organisation', 'organisation'],
              ['adviser', adviserRow],
            ] as const;
            const missing = ownRows.filter(
              ([concept, row]) => !tx.get(`SELECT 1 FROM "${concept}" WHERE "id" = ?`, row),
            );
            const changes = missing.map(([concept, row]) => ({
              concept,
              row,
              dossier: 'organisation',
              fields: { name: null },
            }));
            write(tx, author, 'setUp', changes);
          }
          if (failedUnlocks > 0) appendAudit(tx, author, { action: 'unlock.failed', detail: { times: failedUnlocks } });
          appendAudit(tx, author, { action: 'unlock', detail: { by: ask.by } });
        }),
      );
      if (opened.ok) failedUnlocks = 0;
      return opened;
    },

    /** Closes the database and zeroes the key. What was being typed is in the drafts already. */
    async lock(why: string): Promise<void> {
      if (!open) return;
      const { db, author, key, stopErasing, letGo } = open;
      open = null;
      stopErasing();
      try {
        db.transact((tx) => appendAudit(tx, author, { action: 'lock', detail: { why } }));
        options.reached?.('lock: audited');
      } catch (error) {
        // A full disk or another window at work: the line is missing, but a caseload that must lock locks.
        if (!databaseError(error)) throw error;
      } finally {
        wipe(key);
        await db.close();
        letGo();
        options.reached?.('lock: closed');
      }
    },

    /** `path` is the file that the adviser chose, for the two ways that need one. */
    async wayOut(
      way: Trouble['waysOut'][number],
      path: string | null,
      read: (path: string) => Uint8Array,
    ): Promise<Result<{ done: boolean }, Failure>> {
      const now = await space.state();
      if (now.type === 'none' && way === 'restoreBackup' && !options.demo) return beginFromBackup(path, read);
      if (now.type !== 'trouble' || !now.waysOut.includes(way)) return err({ type: 'NoSuchWayOut' });
      // Open elsewhere after all: a file that is moved away would take along what is written in it there.
      const held = way === 'setAside' || way === 'restoreBackup' ? await holdFolder(options.dir) : null;
      if (held && !held.ok) return held;
      try {
        return await goOut(way, now.trouble, path, read);
      } finally {
        held?.value.letGo();
      }
    },

    /**
     * The organisation takes everything off this laptop (core/sync/SPEC.md P18). The keys go first: without them what is left of the
     * rest, also what the disk still has of it, is noise.
     */
    destroy(): void {
      if (open) throw new Error('only a closed caseload is destroyed');
      for (const name of [ENVELOPE_FILE, ENVELOPE_COPY_FILE]) rmSync(join(options.dir, name), { force: true });
      for (const name of existsSync(options.dir) ? readdirSync(options.dir) : [])
        if (!KEPT_WHEN_DESTROYED.has(name)) rmSync(join(options.dir, name), { recursive: true, force: true });
      trouble = null;
      mayStartEmpty = false;
    },

    /** For the demo only: away with the old one, so that it always begins the same. */
    removeDemo(): void {
      if (!options.demo || open) throw new Error('only a closed demo is ever removed');
      rmSync(options.dir, { recursive: true, force: true });
    },
  };
  return space;
}
