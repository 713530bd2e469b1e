/**
 * "Something changed": to the laptops that are connected now, and only to those whose person holds a dossier that was touched, or
 * who are meant by name. Nothing else is said: what changed is pulled. Between processes it goes by LISTEN/NOTIFY of PostgreSQL; on SQLite a
 * server looks each second whether the command line did something, and then pings everybody of that organisation. A ping that is lost costs only time, for laptops
 * also look by themselves.
 */
import pg from 'pg';
import { z } from 'zod';
import { ORGANISATION } from '../core/sync/protocol.ts';
import { holdersOf, type Caller } from './holdings.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

export type Change = {
  readonly organisation: string;
  readonly dossiers: readonly string[];
  readonly persons: readonly string[];
  /** Who made it knows. */
  readonly exceptDevice: string | null;
};

export type Listener = { readonly caller: Caller; readonly changed: () => void; readonly end: () => void };

export type Events = {
  announce(change: Change): void;
  listen(listener: Listener): () => void;
  readonly connected: () => number;
  close(): Promise<void>;
};

/** What comes within this time is one ping: a push of many batches is looked up once. */
const TOGETHER_MS = 10;
const CHANNEL = 'jobport';
/** PostgreSQL takes 8000 bytes; longer lists become "everything of this organisation". */
const LONGEST_NOTICE = 7500;

/** How long the work of the command line goes unheard on SQLite. */
const LOOK_MS = 1000;

const notice = z.object({
  /** Null is everybody. */
  organisation: z.string().nullable(),
  dossiers: z.array(z.string()).nullable(),
  persons: z.array(z.string()),
  exceptDevice: z.string().nullable(),
});
type Notice = z.infer<typeof notice>;
const TO_ALL: Notice = { organisation: null, dossiers: null, persons: [], exceptDevice: null };

/** Of a process that is no server, to the servers on the same PostgreSQL. */
export async function tellServers(postgresUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(TO_ALL)]);
  } finally {
    await client.end();
  }
}

export async function openEvents(
  store: Store,
  world: World,
  options: { postgresUrl: string | null; onTrouble: () => void },
): Promise<Events> {
  const listeners = new Set<Listener>();
  let waiting: Notice[] = [];
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const deliver = async (): Promise<void> => {
    timer = null;
    const notices = waiting;
    waiting = [];
    if (notices.some(({ organisation }) => organisation === null)) {
      for (const { changed } of listeners) changed();
      return;
    }
    for (const organisation of new Set(notices.flatMap((each) => each.organisation ?? []))) {
      const here = [...listeners].filter(({ caller }) => caller.organisation === organisation);
      if (here.length === 0) continue;
      const own = notices.filter((each) => each.organisation === organisation);
      const toAll = own.some(({ dossiers }) => dossiers === null || dossiers.includes(ORGANISATION));
      const dossiers = [...new Set(own.flatMap((each) => each.dossiers ?? []))];
      const holders = await holdersOf(store.alone, organisation, dossiers, world.now());
      for (const person of own.flatMap(({ persons }) => persons)) holders.add(person);
      const [first] = own;
      const except = own.every(({ exceptDevice }) => exceptDevice === first?.exceptDevice) ? first?.exceptDevice : null;
      for (const { caller, changed } of here) {
        if (caller.device !== except && (toAll || holders.has(caller.person))) changed();
      }
    }
  };
  const receive = (each: Notice): void => {
    if (isClosed || listeners.size === 0) return;
    waiting.push(each);
    timer ??= setTimeout(() => void deliver().catch(options.onTrouble), TOGETHER_MS);
  };

  // Who only looks also writes a little to a SQLite file, when it is opened: each deed makes a counter of its organisation go on.
  const moved = async (): Promise<Map<string, number>> =>
    new Map(
      (
        await store.read((db) =>
          db.all<{ id: string; moved: number }>(
            `SELECT "id", "counter" + "auditNumber" AS "moved" FROM "organisation"`,
          ),
        )
      ).map((each) => [each.id, each.moved]),
    );
  let version = await store.writtenByOthers?.();
  let before = await moved();
  const look = async (): Promise<void> => {
    const now = await store.writtenByOthers?.();
    const after = await moved();
    for (const [organisation, count] of after) {
      if (now !== version && count !== before.get(organisation)) receive({ ...TO_ALL, organisation });
    }
    version = now;
    before = after;
  };
  const looking = store.writtenByOthers && setInterval(() => void look().catch(options.onTrouble), LOOK_MS);

  const postgres =
    options.postgresUrl === null ? null : await listenTo(options.postgresUrl, receive, options.onTrouble);
  return {
    announce: (change) => {
      if (!postgres) return receive({ ...change, dossiers: [...change.dossiers], persons: [...change.persons] });
      const text = JSON.stringify(change);
      postgres.notify(text.length > LONGEST_NOTICE ? JSON.stringify({ ...change, dossiers: null, persons: [] }) : text);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connected: () => listeners.size,
    close: async () => {
      isClosed = true;
      if (looking) clearInterval(looking);
      if (timer) clearTimeout(timer);
      for (const { end } of listeners) end();
      await postgres?.close();
    },
  };
}

/** How long after each other a lost connection is tried again. */
const AGAIN_MS = 1000;

/** Held, shared, by each server on a database for as long as it runs; who puts a backup back asks whether it is free (backup.ts). */
export const RUNNING_LOCK = 4880;

/**
 * A connection of its own that comes back when it breaks, however often that takes. What was told meanwhile nobody heard: so then everybody
 * is told that there may be something.
 */
async function listenTo(url: string, receive: (each: Notice) => void, onTrouble: () => void) {
  let isClosed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** One after the other, as a connection wants it. */
  let said: Promise<unknown> = Promise.resolve();
  const connect = async (): Promise<void> => {
    // Otherwise a database that moved to another machine without a goodbye is never missed.
    const next = new pg.Client({ connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    next.on('notification', ({ payload }) => {
      const read = notice.safeParse(JSON.parse(payload ?? 'null'));
      if (read.success) receive(read.data);
    });
    next.on('error', () => {
      if (client !== next) return;
      client = null;
      again();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      await next.query('SELECT pg_advisory_lock_shared($1)', [RUNNING_LOCK]);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    if (isClosed) await next.end();
  };
  const again = (): void => {
    onTrouble();
    if (isClosed) return;
    timer = setTimeout(() => void connect().then(() => receive(TO_ALL), again), AGAIN_MS);
  };
  await connect();
  return {
    notify: (text: string): void => {
      said = said.then(() => client?.query('SELECT pg_notify($1, $2)', [CHANNEL, text])).catch(onTrouble);
    },
    close: async (): Promise<void> => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await said;
      await client?.end();
    },
  };
}
