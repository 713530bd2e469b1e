/**
 * Sync of the caseload that is open: begins with it, ends before it is closed. Owns nothing but the loop; what is kept stands in the
 * caseload (sync-store.ts). A caseload without a server has none, and works the same.
 */
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { OpenCaseload } from '../caseload/space.ts';
import { readSetting, writeSetting } from '../caseload/stores.ts';
import { createSyncStore, type Enrolling, type SyncStore } from '../caseload/sync-store.ts';
import { newDeviceKey } from './client.ts';
import { connect, type ConnectError } from './connect.ts';
import { startLoop, type Hindrance, type Loop } from './loop.ts';

export type SessionOptions = {
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: (bytes: number) => Uint8Array;
  /** Rows of these dossiers came in or went. */
  readonly changed: (dossiers: readonly string[]) => void;
  /** What `state` says is different. */
  readonly told: () => void;
  readonly wiped: () => void;
  readonly trouble: (error: unknown) => Hindrance;
};

/** The window paints the state some times a second, not for each page of a first sync. */
const TELL_MS = 250;
const PAUSED = 'sync.paused';

export function createSyncSession(options: SessionOptions) {
  let current: {
    readonly caseload: OpenCaseload;
    readonly store: SyncStore;
    loop: Loop | null;
    readonly connecting: AbortController;
  } | null = null;
  let telling: NodeJS.Timeout | null = null;

  const told = (): void => {
    telling ??= setTimeout(() => {
      telling = null;
      options.told();
    }, TELL_MS).unref();
  };

  function start(): void {
    if (!current) return;
    const { caseload, store } = current;
    const connection = store.connection();
    if (!connection) return;
    current.loop = startLoop({
      store,
      connection,
      now: options.now,
      newId: options.newId,
      chance: () => (options.random(1)[0] ?? 0) / 256,
      changed: (dossiers) => {
        options.changed(dossiers);
        told();
      },
      told,
      wiped: options.wiped,
      trouble: options.trouble,
      isPaused: readSetting(caseload.db, PAUSED, z.boolean()) ?? false,
    });
  }

  return {
    open(caseload: OpenCaseload): void {
      current = { caseload, store: createSyncStore(caseload), loop: null, connecting: new AbortController() };
      start();
    },

    /** Before the caseload closes: afterwards no request is under way and nothing is stored. */
    async close(): Promise<void> {
      const closing = current;
      current = null;
      closing?.connecting.abort();
      await closing?.loop?.stop();
    },

    state(): Answer<'sync.state'> {
      const connection = current?.store.connection();
      if (!current || !connection) return { type: 'alone' };
      const loop = current.loop?.state();
      return {
        type: 'connected',
        address: connection.address,
        person: connection.name,
        laptop: connection.laptop,
        doing: loop?.doing ?? 'resting',
        hindrance: loop?.hindrance ?? null,
        lastContact: loop?.lastContact ?? null,
        nextTry: loop?.nextTry ?? null,
        ...current.store.counts(),
      };
    },

    async connect(ask: Ask<'sync.connect'>): Promise<Result<Answer<'sync.connect'>, ConnectError>> {
      const connecting = current;
      if (!connecting) return err({ type: 'Stopped' });
      if (connecting.store.connection()) return err({ type: 'AlreadyConnected' });
      const { store } = connecting;
      const { signal } = connecting.connecting;
      const askAs = async (enrolling: Enrolling) => {
        // Before it is said: an answer that is lost must find the same laptop again.
        store.keepEnrolling(enrolling);
        return connect(ask, { enrolling, now: options.now, signal });
      };
      const asNew = async (device: string): Promise<Enrolling> => ({
        device,
        privateKey: { ...(await newDeviceKey()).privateKey },
      });
      const enrolling = store.enrolling() ?? (await asNew(connecting.caseload.author.device));
      if (current !== connecting) return err({ type: 'Stopped' });
      let connected = await askAs(enrolling);
      // The name is another's: this caseload was put back from before it was let in.
      if (!connected.ok && connected.error.type === 'nameTaken' && current === connecting)
        connected = await askAs(await asNew(options.newId()));
      if (!connected.ok) {
        const { type } = connected.error;
        return err({ type: type === 'nameTaken' ? 'ServerAway' : type });
      }
      if (current !== connecting) return err({ type: 'Stopped' });
      connecting.store.connect(connected.value);
      start();
      options.changed([]);
      told();
      return ok({ person: connected.value.name });
    },

    /** Something was written here. */
    written: (): void => current?.loop?.written(),
    now: (): void => current?.loop?.now(),
    pause(paused: boolean): void {
      if (!current) return;
      current.caseload.db.transact((tx) => writeSetting(tx, PAUSED, paused));
      current.loop?.pause(paused);
    },
  };
}
