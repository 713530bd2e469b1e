/**
 * Sync of the caseload that is open: begins with it, ends before it is closed. Owns nothing but the loop; what is kept stands in the
 * caseload (sync-store.ts). A caseload without a server has none, and works the same.
 */
import { z } from 'zod';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Documents } from '../caseload/documents.ts';
import type { OpenCaseload } from '../caseload/space.ts';
import { readSetting, writeSetting } from '../caseload/stores.ts';
import { createSyncStore, type Connection, type Enrolling, type SyncStore } from '../caseload/sync-store.ts';
import { readAuthority, trust, type AuthorityNotRight } from './authority.ts';
import { newDeviceKey } from './client.ts';
import { connect, type ConnectError, type NameTaken } from './connect.ts';
import { startLoop, type Hindrance, type Loop } from './loop.ts';
import { beginSignIn, type ReturnedWords, type SigningIn } from './sign-in.ts';
import { createTransfers, type Transfers } from './transfers.ts';

export type SessionOptions = {
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: (bytes: number) => Uint8Array;
  /** Rows of these dossiers came in or went. */
  readonly changed: (dossiers: readonly string[]) => void;
  /** The bytes of documents in this dossier moved. */
  readonly moved: (dossier: string) => void;
  /** The office's clock less that of this laptop, in milliseconds, after each round that went well. */
  readonly clockOff: (off: number) => void;
  /** What `state` says is different. */
  readonly told: () => void;
  readonly wiped: () => void;
  readonly trouble: (error: unknown) => Hindrance;
};

/** The window paints the state some times a second, not for each page of a first sync. */
const TELL_MS = 250;
const PAUSED = 'sync.paused';
/** The adviser says that the line costs money, wherever this laptop is. */
const METERED = 'sync.metered';

export function createSyncSession(options: SessionOptions) {
  let current: {
    readonly caseload: OpenCaseload;
    readonly store: SyncStore;
    readonly documents: Documents;
    readonly transfers: Transfers;
    loop: Loop | null;
    readonly connecting: AbortController;
  } | null = null;
  let telling: NodeJS.Timeout | null = null;
  /** What the system tells of the line it has now. */
  let isToldMetered = false;

  const told = (): void => {
    telling ??= setTimeout(() => {
      telling = null;
      options.told();
    }, TELL_MS).unref();
  };

  const saysMetered = (): boolean => (current && readSetting(current.caseload.db, METERED, z.boolean())) ?? false;
  const isMetered = (): boolean => isToldMetered || saysMetered();

  function start(): void {
    if (!current) return;
    const { caseload, store, transfers } = current;
    const connection = store.connection();
    if (!connection) return;
    trust(connection.authority ?? null);
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
      rounded: transfers.wake,
      clockOff: options.clockOff,
      wiped: options.wiped,
      trouble: options.trouble,
      isPaused: readSetting(caseload.db, PAUSED, z.boolean()) ?? false,
      isMetered: isMetered(),
    });
  }

  let signingIn: {
    readonly stop: AbortController;
    readonly came: Promise<Result<Answer<'sync.connect'>, ConnectError>>;
  } | null = null;

  /** This laptop becomes somebody's, in whichever way it is let in. */
  async function letIn(
    authorityText: string | null,
    enter: (
      enrolling: Enrolling,
      signal: AbortSignal,
      authority: string | null,
    ) => Promise<Result<Connection, ConnectError | NameTaken>>,
  ): Promise<Result<Answer<'sync.connect'>, ConnectError>> {
    const connecting = current;
    if (!connecting) return err({ type: 'Stopped' });
    if (connecting.store.connection()) return err({ type: 'AlreadyConnected' });
    const { store } = connecting;
    const authority = readOptional(authorityText, options.now());
    if (!authority.ok) return authority;
    trust(authority.value);
    const { signal } = connecting.connecting;
    const enterAs = async (enrolling: Enrolling) => {
      // Before it is said: an answer that is lost must find the same laptop again.
      store.keepEnrolling(enrolling);
      return enter(enrolling, signal, authority.value);
    };
    const asNew = async (device: string): Promise<Enrolling> => ({
      device,
      privateKey: { ...(await newDeviceKey()).privateKey },
    });
    const enrolling = store.enrolling() ?? (await asNew(connecting.caseload.author.device));
    if (current !== connecting) return err({ type: 'Stopped' });
    let entered = await enterAs(enrolling);
    // The name is another's: this caseload was put back from before it was let in.
    if (!entered.ok && entered.error.type === 'nameTaken' && current === connecting)
      entered = await enterAs(await asNew(options.newId()));
    if (!entered.ok) {
      const { type } = entered.error;
      trust(null);
      return err({ type: type === 'nameTaken' ? 'ServerAway' : type });
    }
    if (current !== connecting) return err({ type: 'Stopped' });
    connecting.store.connect(entered.value);
    start();
    options.changed([]);
    told();
    return ok({ person: entered.value.name });
  }

  return {
    open(caseload: OpenCaseload, documents: Documents): void {
      const transfers = createTransfers({
        db: caseload.db,
        documents,
        now: options.now,
        own: () => caseload.author.actor,
        isMetered,
        told: (dossier) => {
          options.moved(dossier);
          told();
        },
        trouble: (error) => void options.trouble(error),
      });
      const store = createSyncStore(caseload);
      current = { caseload, store, documents, transfers, loop: null, connecting: new AbortController() };
      start();
    },

    /** Before the caseload closes: afterwards no request is under way and nothing is stored. */
    async close(): Promise<void> {
      const closing = current;
      current = null;
      closing?.connecting.abort();
      signingIn?.stop.abort();
      signingIn = null;
      // The line first: what is on its way ends with it.
      await closing?.loop?.stop();
      await closing?.transfers.stop();
      trust(null);
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
        hasAuthority: (connection.authority ?? null) !== null,
        doing: loop?.doing ?? 'resting',
        hindrance: loop?.hindrance ?? null,
        lastContact: loop?.lastContact ?? null,
        nextTry: loop?.nextTry ?? null,
        metered: saysMetered() ? 'said' : isToldMetered ? 'told' : 'no',
        ...current.store.counts(),
        documents: documentsOnlyHere(current.documents),
      };
    },

    /** With the code of an invitation. */
    connect: (ask: Ask<'sync.connect'>): Promise<Result<Answer<'sync.connect'>, ConnectError>> =>
      letIn(ask.authority ?? null, (enrolling, signal, authority) =>
        connect({ ...ask, authority }, { enrolling, now: options.now, signal }),
      ),

    /** By the browser: gives the address it is to go to. `finishSignIn` then waits for it. */
    async beginSignIn(
      ask: Omit<Ask<'sync.signIn'>, 'job'>,
      words: ReturnedWords,
    ): Promise<Result<{ url: string }, ConnectError>> {
      signingIn?.stop.abort();
      signingIn = null;
      const stop = new AbortController();
      let begun: SigningIn | null = null;
      // The name and the key are the same from here until the office lets this laptop in, whatever is lost on the way.
      const came = new Promise<Result<Answer<'sync.connect'>, ConnectError>>((resolve) => {
        const run = letIn(ask.authority ?? null, async (enrolling, signal, authority) => {
          // The browser is sent once: with another name it begins anew.
          if (begun) return err({ type: 'AttemptOver' });
          const both = AbortSignal.any([signal, stop.signal]);
          const started = await beginSignIn(
            { ...ask, authority },
            { enrolling, now: options.now, signal: both, words },
          );
          if (!started.ok) return started;
          begun = started.value;
          waiting(null);
          return begun.finish();
        });
        void run.then(resolve, () => resolve(err({ type: 'Stopped' })));
      });
      let waiting: (failed: ConnectError | null) => void = () => undefined;
      const isWaiting = new Promise<ConnectError | null>((resolve) => (waiting = resolve));
      void came.then((result) => waiting(result.ok ? null : result.error));
      const failed = await isWaiting;
      const { url } = (begun as SigningIn | null) ?? { url: '' };
      if (failed || url === '') return err(failed ?? { type: 'Stopped' });
      signingIn = { stop, came };
      return ok({ url });
    },
    async finishSignIn(isCancelled: () => boolean): Promise<Result<Answer<'sync.connect'>, ConnectError>> {
      const current = signingIn;
      if (!current) return err({ type: 'Stopped' });
      const looking = setInterval(() => {
        if (isCancelled()) current.stop.abort();
      }, 200);
      const came = await current.came;
      clearInterval(looking);
      if (signingIn === current) signingIn = null;
      return came;
    },

    /** Another authority of the organisation, or none; the next round begins with it. */
    async setAuthority(text: string | null): Promise<Result<null, AuthorityNotRight>> {
      const changing = current;
      if (!changing) return ok(null);
      const authority = readOptional(text, options.now());
      if (!authority.ok) return authority;
      changing.store.setAuthority(authority.value);
      await changing.loop?.stop();
      if (current === changing) start();
      told();
      return ok(null);
    },

    /** Something was written here, or is to be said by then. */
    written: (inMs?: number): void => current?.loop?.written(inMs),
    now: (): void => current?.loop?.now(),
    meter(metered: boolean): void {
      if (!current) return;
      current.caseload.db.transact((tx) => writeSetting(tx, METERED, metered));
      current.loop?.meter(isMetered());
      told();
    },
    toldMetered(metered: boolean): void {
      if (metered === isToldMetered) return;
      isToldMetered = metered;
      current?.loop?.meter(isMetered());
      told();
    },
    pause(paused: boolean): void {
      if (!current) return;
      current.caseload.db.transact((tx) => writeSetting(tx, PAUSED, paused));
      current.loop?.pause(paused);
      if (paused) current.transfers.rest();
    },

    /** Null while the caseload is locked. */
    transfers: (): Transfers | null => current?.transfers ?? null,
    /** Whether this caseload has an office. */
    isConnected: (): boolean => current?.loop != null,
  };
}

function documentsOnlyHere(documents: Documents): { waiting: number; bytes: number } {
  const { waiting, waitingBytes } = documents.totals();
  return { waiting, bytes: waitingBytes };
}
const readOptional = (text: string | null, now: number): Result<string | null, AuthorityNotRight> =>
  text === null ? ok(null) : readAuthority(text, now);
