/** Puts the server together: database, journal, events, doors; and takes it apart in good order. */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { forgetProofs } from './access.ts';
import { prepareStore } from './backup.ts';
import { forgetLocks } from './document-lock.ts';
import type { FilesOptions } from './document-files.ts';
import { openDocuments, openFiles } from './documents.ts';
import { clearErased } from './erasure.ts';
import { forgetAttempts } from './oidc.ts';
import { openEvents } from './events.ts';
import { openHttp, type HttpOptions } from './http.ts';
import { openJournal } from './journal.ts';
import { openMetrics } from './metrics.ts';
import type { Context } from './routes.ts';
import { forgetSessions } from './session.ts';
import { openStore, type StoreOptions } from './store.ts';
import type { World } from './world.ts';

export type ServerOptions = Partial<HttpOptions> & {
  readonly database: StoreOptions;
  readonly journalFolder: string;
  /** A folder or a bucket that all instances on a database share. */
  readonly documents: FilesOptions;
  /** Names this one among several on one database. */
  readonly instance?: string;
  readonly host: string;
  readonly port: number;
  /** Where this machine can ask for figures; nowhere when null. */
  readonly metricsPort?: number | null;
  /** Another network than this machine's own that may ask for them: in a container nobody else can. */
  readonly metricsHost?: string;
  readonly world: World;
  readonly logTo: NodeJS.WritableStream;
};

export type RunningServer = {
  /** Where laptops and browsers find it: what it was told, or what can be made of where it listens. */
  readonly url: string;
  /** The same, for this machine alone: no proxy in between, and a name that the certificate need not have. */
  readonly localUrl: string;
  readonly metricsUrl: string | null;
  /** Everything that it answers to, "GET /v1/hello", whoever registered it: ours (routes.ts), the administrator's page, the description. */
  readonly answers: readonly string[];
  readonly app: FastifyInstance;
  readonly context: Context;
  close(): Promise<void>;
};

const FORGET_MS = 60_000;

export const databaseIn = (folder: string): StoreOptions => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { kind: 'sqlite', file: join(folder, 'server.sqlite') };
};

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { world } = options;
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(options.host);
  // A proxy on another machine (or in another container) has the certificate; laptops must then be told an address that has one.
  const hasProxy = (options.proxies ?? 0) > 0 && options.publicUrl?.startsWith('https://');
  if (!options.tls && !isLoopback && !hasProxy)
    throw new Error('without a certificate the server only listens to its own machine');
  const store = await openStore(options.database);
  await prepareStore(store, world, options.journalFolder, options.instance);
  const files = await openFiles(options.documents, store);
  let isReady = true;
  const events = await openEvents(store, world, {
    postgresUrl: options.database.kind === 'postgres' ? options.database.url : null,
    onTrouble: () => undefined,
  });
  const context: Context = {
    store,
    world,
    events,
    journal: openJournal(options.journalFolder, options.instance),
    files,
    documents: openDocuments(store, world, files, (organisation, dossier) =>
      events.announce({ organisation, dossiers: [dossier], persons: [], exceptDevice: null }),
    ),
    isReady: () => isReady,
  };
  const { app, figures, answers } = await openHttp(context, {
    publicUrl: null,
    tls: null,
    requestsPerMinute: 1200,
    enrolmentsPerMinute: 10,
    proxies: 0,
    ...options,
  });
  await app.listen({ host: options.host, port: options.port });
  const metrics =
    options.metricsPort == null ? null : await openMetrics(figures, options.metricsPort, options.metricsHost);
  const forget = (): void => {
    void forgetProofs(store, world).catch(() => undefined);
    void forgetSessions(store, world).catch(() => undefined);
    void forgetAttempts(store, world).catch(() => undefined);
    void forgetLocks(store, world).catch(() => undefined);
    void clearErased(context).catch(() => undefined);
  };
  forget();
  const forgetting = setInterval(forget, FORGET_MS);
  const { port } = app.server.address() as AddressInfo;
  const at = (host: string): string =>
    `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url: options.publicUrl ?? at(nameFor(options.host, options.tls?.certificateFile)),
    localUrl: at({ '0.0.0.0': '127.0.0.1', '::': '::1' }[options.host] ?? options.host),
    metricsUrl: metrics?.url ?? null,
    answers,
    app,
    context,
    // First nothing new, then the streams, then what is under way, then the database.
    close: async () => {
      isReady = false;
      clearInterval(forgetting);
      await metrics?.close();
      await events.close();
      await closeDoors(app);
      await store.close();
    },
  };
}

/** "Everywhere" is no address to type: the first name of the certificate is, or else what the network calls this machine. */
function nameFor(host: string, certificateFile: string | undefined): string {
  if (host !== '0.0.0.0' && host !== '::') return host;
  const names = certificateFile === undefined ? '' : new X509Certificate(readFileSync(certificateFile)).subjectAltName;
  const name = /(?:DNS:|IP Address:)([^*,\s]+)/.exec(names ?? '')?.[1];
  const onNetwork = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  return name ?? onNetwork ?? '127.0.0.1';
}

const LOOK_FOR_IDLE_MS = 100;
const LONGEST_ANSWER_MS = 5_000;

/** What is being answered is answered. A connection that is kept for later is not waited for: it only falls idle when we are closing. */
async function closeDoors(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  const late = setTimeout(() => app.server.closeAllConnections(), LONGEST_ANSWER_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(late);
}
