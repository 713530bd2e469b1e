/**
 * When sync happens. Events only change what is known; `evaluate` alone decides what is next: nothing, a round, or waiting until a
 * time. Promises: one round at a time; after `stop` no request is under way and nothing is stored any more; a server that is away
 * is asked ever less often, and nobody's work ever waits for it.
 */
import type { Result } from '../../core/domain/result.ts';
import type { SYNC_HINDRANCES } from '../../core/contract/contract.ts';
import type { Connection, SyncStore } from '../caseload/sync-store.ts';
import { createClient, type Client, type LineError } from './client.ts';
import { isSaid, syncRound, takeNewName, type RoundError } from './round.ts';

export type Hindrance = (typeof SYNC_HINDRANCES)[number];

export type LoopOptions = {
  readonly store: SyncStore;
  readonly connection: Connection;
  readonly now: () => number;
  readonly newId: () => string;
  /** Between 0 and 1, so that a thousand laptops do not come back in the same second. */
  readonly chance: () => number;
  readonly changed: (dossiers: readonly string[]) => void;
  /** What `state` says is different. */
  readonly told: () => void;
  /** A round went well: this is the line, for whatever else is to go along it. */
  readonly rounded: (client: Client) => void;
  /** P17: the office's clock less that of this laptop, in milliseconds; 0 when they are the same within its tolerance. */
  readonly clockOff: (off: number) => void;
  /** The organisation takes everything off this laptop (P18). */
  readonly wiped: () => void;
  /** What should never happen: a bug, or a disk that is full. Says which hindrance it is. */
  readonly trouble: (error: unknown) => Hindrance;
  readonly isPaused: boolean;
  /** The line costs money: longer rests, and none that is kept open. */
  readonly isMetered: boolean;
};

export type LoopState = {
  readonly doing: 'resting' | 'busy' | 'waiting' | 'paused';
  readonly hindrance: Hindrance | null;
  readonly lastContact: number | null;
  readonly nextTry: number | null;
};

/** All is quiet and the line is open: look all the same, for a word of the server may be lost. */
const QUIET_MS = 5 * 60_000;
/** What was typed is saved when the adviser pauses: this only takes together what one deed writes. */
const TYPED_MS = 15;
/** On a line that costs money: so long without looking, and until what was typed goes along together. */
const METERED_QUIET_MS = 30 * 60_000;
const METERED_TYPED_MS = 60_000;
/** Whoever signs in on the wifi of a train is not kept waiting for minutes. */
const PORTAL_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** No rest is longer: a due time further off was set by a clock that was put back since. */
const FURTHEST_MS = 60 * 60_000;
/** A server that says that it can not, or does not know us, is not asked each second. */
const SAID_NO_MS = 60_000;

class Stopped extends Error {}

export type Loop = ReturnType<typeof startLoop>;

export function startLoop(options: LoopOptions) {
  const { now } = options;
  const stopping = new AbortController();
  let connection = options.connection;
  let client = clientOf(connection);

  // What is known.
  let isPaused = options.isPaused;
  let isMetered = options.isMetered;
  /** Lets go of the line on which the server says that there is news. */
  let hush = new AbortController();
  let isBusy = false;
  let isListening = false;
  let hindrance: Hindrance | null = null;
  let failures = 0;
  let lastContact: number | null = null;
  /** When the next round is due. */
  let dueAt = now();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let listening: Promise<void> = Promise.resolve();

  function clientOf({ address, privateKey }: Connection): Client {
    return createClient({ address, key: privateKey, now, signal: stopping.signal });
  }

  function due(inMs: number): void {
    dueAt = Math.min(dueAt, now() + inMs);
    evaluate();
  }

  function evaluate(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stopping.signal.aborted || isPaused || isBusy) return;
    if (dueAt > now() + FURTHEST_MS) dueAt = now();
    const inMs = dueAt - now();
    if (inMs > 0) {
      timer = setTimeout(evaluate, Math.min(inMs, QUIET_MS));
      // It waits for the adviser or the server: nobody waits for it.
      timer.unref();
      return;
    }
    isBusy = true;
    options.told();
    running = round();
  }

  async function round(): Promise<void> {
    dueAt = now() + (isMetered ? METERED_QUIET_MS : QUIET_MS);
    try {
      const done = await once();
      if (stopping.signal.aborted) return;
      if (done.ok) {
        hindrance = null;
        failures = 0;
        lastContact = now();
        options.clockOff(client.clockOff());
        options.rounded(client);
        dueAt = Math.min(dueAt, options.store.waitingDueAt() ?? Infinity);
        listen();
      } else if (isSaid(done.error, 'DeviceCopied')) {
        await rename();
      } else {
        take(done.error);
      }
    } catch (error) {
      if (error instanceof Stopped || stopping.signal.aborted) return;
      hindrance = options.trouble(error);
      waitLonger(null);
    } finally {
      isBusy = false;
      options.told();
      evaluate();
    }
  }

  const once = (): Promise<Result<unknown, RoundError>> =>
    syncRound({
      store: options.store,
      client,
      newId: options.newId,
      changed: options.changed,
      breathe: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        if (stopping.signal.aborted || isPaused) throw new Stopped();
      },
    });

  function take(error: RoundError): void {
    if (isSaid(error, 'DeviceWiped')) {
      stopping.abort();
      options.wiped();
      return;
    }
    hindrance = hindranceOf(error);
    waitLonger(error.type === 'serverAway' ? error.retryAfterMs : null);
    if (error.type === 'notTheServer') dueAt = Math.min(dueAt, now() + PORTAL_WAIT_MS);
    if (error.type === 'said') dueAt = Math.max(dueAt, now() + SAID_NO_MS);
  }

  async function rename(): Promise<void> {
    const renamed = await takeNewName({ store: options.store, client, newId: options.newId }, connection);
    if (renamed.ok) {
      connection = options.store.connection() ?? connection;
      client = clientOf(connection);
      dueAt = now();
    } else {
      take(renamed.error);
    }
  }

  /** Twice as long each time, and never all at once. */
  function waitLonger(atLeastMs: number | null): void {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    failures = Math.min(failures + 1, 20);
    dueAt = now() + Math.max(wait * (0.5 + options.chance() / 2), atLeastMs ?? 0);
  }

  /** The line on which the server says that there is news. Without it the laptop looks by itself. */
  function listen(): void {
    if (isListening || stopping.signal.aborted || isPaused || isMetered) return;
    isListening = true;
    listening = client
      .listen(() => due(0), hush.signal)
      .then(() => {
        isListening = false;
        if (isMetered) return;
        // It ends with its token, every ten minutes: the next round opens it again.
        if (!stopping.signal.aborted && !isPaused) due(FIRST_WAIT_MS);
      });
  }

  evaluate();

  return {
    state(): LoopState {
      const isWaiting = hindrance !== null && !isBusy;
      return {
        doing: isPaused ? 'paused' : isBusy ? 'busy' : isWaiting ? 'waiting' : 'resting',
        hindrance,
        lastContact,
        nextTry: isWaiting && !isPaused ? Math.round(dueAt) : null,
      };
    },
    /** Something was written here. While the server is away the time of the next try stands. */
    written(inMs = TYPED_MS): void {
      if (hindrance === null) due(isMetered ? Math.max(inMs, METERED_TYPED_MS) : inMs);
    },
    meter(metered: boolean): void {
      if (metered === isMetered) return;
      isMetered = metered;
      if (metered) {
        hush.abort();
        dueAt = Math.max(dueAt, hindrance === null ? now() + METERED_QUIET_MS : dueAt);
        evaluate();
      } else {
        hush = new AbortController();
        due(0);
      }
      options.told();
    },
    /** Asked for, awake again, or the network came back: whatever was waited for, it is tried now. */
    now(): void {
      failures = 0;
      due(0);
    },
    pause(paused: boolean): void {
      isPaused = paused;
      options.told();
      if (!paused) due(0);
      else evaluate();
    },
    async stop(): Promise<void> {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await running;
      await listening;
    },
  };
}

function hindranceOf(error: LineError): Hindrance {
  if (error.type === 'stopped') return 'unexpected';
  if (error.type !== 'said') return error.type;
  switch (error.error) {
    case 'DeviceBlocked':
      return 'laptopBlocked';
    case 'NotSignedIn':
    case 'NotAllowed':
      return 'notSignedIn';
    case 'SchemaTooOld':
      return 'thisVersionTooOld';
    case 'ClockDiffers':
      return 'serverAway';
    default:
      return 'unexpected';
  }
}
