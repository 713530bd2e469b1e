/**
 * Sync over TLS on the loopback: a laptop hands in its whole caseload, a second one fetches it, and then an edit on the one is to be
 * on the other's screen. The server is a process of its own; the laptops are real encrypted caseloads with their search index.
 *
 *   npm run bench -- sync                                  1,000 dossiers, beside PouchDB
 *   JOBPORT_SYNC_DOSSIERS=10000 npm run bench -- sync      ten times the size, alone: does it decay?
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { pullAnswer } from '../core/sync/protocol.ts';
import { eraseSlice } from '../electron/caseload/erased-words.ts';
import { takeInGenerated } from '../electron/caseload/demo.ts';
import { idMaker } from '../electron/caseload/new-id.ts';
import type { OpenCaseload } from '../electron/caseload/space.ts';
import { createSyncStore, type SyncStore } from '../electron/caseload/sync-store.ts';
import { write } from '../electron/caseload/write.ts';
import { createClient, type Client, newDeviceKey } from '../electron/sync/client.ts';
import { connect } from '../electron/sync/connect.ts';
import { startLoop, type Loop } from '../electron/sync/loop.ts';
import { handIn, syncRound } from '../electron/sync/round.ts';
import { inRoot } from '../scripts/paths.ts';
import { skipped, type Benchmark } from './benchmark.ts';
import { cacheFolder, NOW, PASSPHRASE, spaceIn } from './caseload.ts';
import { lastTenthToFirst, median, p95, timedAsync, type Step } from './measure.ts';

const SIZES = { small: 100, full: 1_000 } as const;
const ROWS = 100;
const EDITS = { small: 40, full: 200 } as const;

type Laptop = {
  readonly caseload: OpenCaseload;
  readonly store: SyncStore;
  readonly client: Client;
  /** @param stored after each slice that was stored */
  round(stored?: () => void): Promise<void>;
  loop(changed: (dossiers: readonly string[]) => void): Loop;
  close(): Promise<void>;
};

export const sync: Benchmark = {
  name: 'sync',
  what: 'handing in, fetching, and an edit from one laptop to the other',
  async run({ folder, size, say }) {
    const certificate = selfSigned(folder);
    if (certificate === null) return skipped('openssl is not there to make a certificate');
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(certificate.cert, 'utf8')]);
    const server = await startServer(folder, certificate);
    const closing: (() => Promise<void>)[] = [];
    try {
      const dossiers = Number(process.env['JOBPORT_SYNC_DOSSIERS'] ?? SIZES[size]);
      say(`  Generating ${dossiers} dossiers …`);
      const one = await openLaptop(join(folder, 'one'), server.url, server.code, dossiers);
      closing.push(() => one.close());
      const handedIn = one.store.counts().onlyHere;
      say('  Waiting until the index is put together after generating …');
      while (eraseSlice(one.caseload.db));
      say(`  Handing in ${handedIn} operations …`);
      // The first contact: until the laptop knows the server it hands nothing in.
      const before = { queries: await server.queries(), bytes: server.bytes() };
      const pushing = stepsOf(() => handedInOf(one, handedIn));
      const push = await timedAsync(() => handItIn(one, pushing.stored));
      const queries = await server.queries();
      const bytes = server.bytes() - before.bytes;
      const confirm = await timedAsync(() => one.round());

      const other = await openLaptop(join(folder, 'other'), server.url, server.invite(), 0);
      closing.push(() => other.close());
      say('  Fetching it …');
      const queriesBefore = await server.queries();
      const pulling = stepsOf(() => rowsOf(other));
      const pull = await timedAsync(() => other.round(pulling.stored));
      const rows = rowsOf(other);
      const pullQueries = (await server.queries()) - queriesBefore;
      const memory = server.memory();

      say('  Editing …');
      const latencies = await edits(one, other, EDITS[size]);
      if (dossiers <= SIZES.full) say('  The same rows with PouchDB …');
      const peer = dossiers <= SIZES.full ? await pouchdb(folder, certificate, docsOf(one), say) : null;
      const noPeer = dossiers <= SIZES.full ? 'could not be installed' : 'not at this size';
      return {
        figures: {
          dossiers,
          'operations handed in': handedIn,
          'handed in, operations a second': (handedIn / push.ms) * 1000,
          'heard back that they are in order, operations a second': (handedIn / confirm.ms) * 1000,
          'rows fetched': rows,
          'fetched with encryption and search index, rows a second': (rows / pull.ms) * 1000,
          'an edit to the other laptop: median ms': median(latencies),
          'an edit to the other laptop: p95 ms': p95(latencies),
          'handing in, the last tenth to the first': lastTenthToFirst(pushing.steps),
          'fetching, the last tenth to the first': lastTenthToFirst(pulling.steps),
          'queries of the server for each operation handed in': (queries - before.queries) / handedIn,
          'queries of the server for each row fetched': pullQueries / rows,
          'bytes in the server’s database for each operation': bytes / handedIn,
          'memory of the server afterwards, MB': memory,
          'PouchDB: handed in, rows a second': peer?.push ?? noPeer,
          'PouchDB: fetched, rows a second': peer?.pull ?? noPeer,
        },
        ratios: peer
          ? {
              'handing in to PouchDB': (handedIn / push.ms) * (1000 / peer.push),
              'fetching to PouchDB': (rows / pull.ms) * (1000 / peer.pull),
            }
          : {},
        targets: [
          ...(peer
            ? [
                {
                  what: 'handing in beside PouchDB',
                  value: ((handedIn / push.ms) * 1000) / peer.push,
                  limit: 2,
                  unit: 'times',
                  good: 'above' as const,
                },
                {
                  what: 'fetching beside PouchDB',
                  value: ((rows / pull.ms) * 1000) / peer.pull,
                  limit: 3.5,
                  unit: 'times',
                  good: 'above' as const,
                },
              ]
            : []),
          { what: 'handing in', value: (handedIn / push.ms) * 1000, limit: 15_000, unit: 'a second', good: 'above' },
          { what: 'first fetch', value: (rows / pull.ms) * 1000, limit: 20_000, unit: 'rows a second', good: 'above' },
          { what: 'edit to screen p95', value: p95(latencies), limit: 100, unit: 'ms', good: 'below' },
        ],
        method: `Loopback with TLS, one run; both laptops in one process, the server (SQLite) in another, on the same cores. PouchDB likewise, with the same rows as documents, plain files and no search index. An edit counts from before it is written to when the other laptop tells its window.`,
      };
    } finally {
      for (const close of closing.reverse()) await close();
      server.process.kill('SIGTERM');
    }
  },
};

/** What a document store has its own of. */
const OURS = new Set(['id', 'number', 'heads', 'unsent', 'unconfirmed', 'seq', 'apart']);

/** The rows of a laptop as a document each. */
function docsOf({ caseload: { db } }: Laptop): object[] {
  return tablesOf(db).flatMap((name) =>
    db.all<Record<string, unknown>>(`SELECT * FROM "${name}"`).map((row) => ({
      _id: `${name}/${String(row['id'])}`,
      ...Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== null && !OURS.has(key))),
    })),
  );
}

async function pouchdb(
  folder: string,
  { cert, key }: { cert: string; key: string },
  docs: object[],
  say: (text: string) => void,
): Promise<{ push: number; pull: number } | null> {
  const modules = join(cacheFolder(), 'pouchdb');
  if (!existsSync(join(modules, 'node_modules', 'express-pouchdb'))) {
    mkdirSync(modules, { recursive: true });
    say('  Installing PouchDB (once) …');
    const packages = ['pouchdb@9.0.0', 'express-pouchdb@4.2.0', 'express@4.21.2'];
    const words = ['install', '--prefix', modules, '--no-audit', '--no-fund', ...packages];
    if (spawnSync('npm', words, { stdio: 'ignore' }).status !== 0) return null;
  }
  const rows = join(folder, 'rows.json');
  writeFileSync(rows, JSON.stringify(docs));
  const file = inRoot('benchmarks', 'pouchdb.ts');
  const server = spawn(process.execPath, [file, 'serve', join(folder, 'pouchdb-server'), modules, cert, key], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      server.once('exit', () => reject(new Error('PouchDB did not start')));
    });
    const laptops = join(folder, 'pouchdb-laptops');
    mkdirSync(laptops);
    const ran = spawnSync(process.execPath, [file, 'run', laptops, modules, rows, url], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(`PouchDB stopped: ${ran.stderr.slice(0, 300)}`);
    return JSON.parse(ran.stdout) as { push: number; pull: number };
  } finally {
    server.kill('SIGTERM');
  }
}

async function handItIn({ store, client }: Laptop, stored: () => void): Promise<void> {
  const breathe = async (): Promise<void> => stored();
  const done = await handIn({ store, client, changed: () => undefined, breathe }, new Set());
  if (!done.ok) throw new Error(`handing in: ${done.error.type}`);
}

/** What was done when, after each slice. */
function stepsOf(done: () => number): { steps: Step[]; stored: () => void } {
  const steps: Step[] = [{ at: performance.now(), done: 0 }];
  return { steps, stored: () => void steps.push({ at: performance.now(), done: done() }) };
}

/** Everything is numbered in the order in which it goes: counting what is left would take longer than handing it in. */
const handedInOf = ({ caseload: { db } }: Laptop, all: number): number =>
  all -
  (db.get<{ left: number }>(
    `SELECT (SELECT max("number") FROM "operation") - "number" + 1 AS "left" FROM "operation" WHERE "acknowledgedAt" IS NULL ORDER BY "number" LIMIT 1`,
  )?.left ?? 0);

const tablesOf = (db: Laptop['caseload']['db']): string[] =>
  db
    .all<{ name: string }>(`SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "sql" LIKE '%"unconfirmed"%'`)
    .map(({ name }) => name);

/** Of a laptop from which nothing was removed: rows are numbered, and counting them would take longer than fetching. */
const rowsOf = ({ caseload: { db } }: Laptop): number =>
  tablesOf(db).reduce(
    (sum, name) => sum + (db.get<{ n: number | null }>(`SELECT max("number") AS "n" FROM "${name}"`)?.n ?? 0),
    0,
  );

/** From before the edit is written on the one to when the other tells its window. */
async function edits(one: Laptop, other: Laptop, times: number): Promise<number[]> {
  let arrived: (dossier: string) => void = () => undefined;
  const near = one.loop(() => undefined);
  const far = other.loop((dossiers) => {
    for (const dossier of dossiers) arrived(dossier);
  });
  const ids = one.caseload.db
    .all<{ id: string }>(`SELECT "id" FROM "candidate" ORDER BY "number" LIMIT ?`, times)
    .map(({ id }) => id);
  const latencies: number[] = [];
  // Both lines open.
  await pause(1500);
  for (const dossier of ids) {
    const began = performance.now();
    const there = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('an edit did not arrive')), 10_000);
      arrived = (each) => {
        if (each !== dossier) return;
        clearTimeout(late);
        resolve();
      };
    });
    one.caseload.db.transact((tx) =>
      write(tx, one.caseload.author, 'edit', [
        { concept: 'candidate', row: dossier, dossier, fields: { place: `Verzonnendam ${latencies.length}` } },
      ]),
    );
    near.written();
    await there;
    latencies.push(performance.now() - began);
    await pause(20);
  }
  await near.stop();
  await far.stop();
  return latencies;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function openLaptop(dir: string, address: string, code: string, dossiers: number): Promise<Laptop> {
  const space = spaceIn(dir);
  const made = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, (caseload) => {
    const at = { dossier: 'organisation' } as const;
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'setUp', [
        { ...at, concept: 'adviser', row: caseload.adviserRow, fields: { name: 'Verzonnen Adviseur' } },
      ]),
    );
    if (dossiers > 0)
      takeInGenerated(caseload, {
        seed: 11,
        candidates: dossiers,
        rowsPerCandidate: ROWS,
        language: 'nl',
        now: NOW,
        job: { progress: () => undefined },
      });
  });
  const caseload = space.current();
  if (!made.ok || !caseload) throw new Error('the laptop did not open');
  const stopping = new AbortController();
  const options = { now: Date.now, signal: stopping.signal };
  const connected = await connect(
    { address, code, name: 'meten', authority: null },
    {
      ...options,
      enrolling: { device: caseload.author.device, privateKey: { ...(await newDeviceKey()).privateKey } },
    },
  );
  if (!connected.ok) throw new Error(`not let in: ${connected.error.type}`);
  const store = createSyncStore(caseload);
  store.connect(connected.value);
  const client = createClient({ ...options, address: connected.value.address, key: connected.value.privateKey });
  const common = { store, newId: idMaker(Date.now) };
  const round = async (stored: () => void = () => undefined): Promise<void> => {
    const done = await syncRound({
      ...common,
      client,
      changed: () => undefined,
      breathe: () => {
        stored();
        return new Promise((resolve) => setImmediate(resolve));
      },
    });
    if (!done.ok) throw new Error(`a round: ${done.error.type}`);
  };
  // The epoch of the server is known from the first pull on.
  if (dossiers > 0) await firstContact(store, client);
  return {
    caseload,
    store,
    client,
    round,
    loop: (changed) =>
      startLoop({
        ...common,
        connection: connected.value,
        now: Date.now,
        chance: Math.random,
        changed,
        clockOff: () => undefined,
        rounded: () => undefined,
        told: () => undefined,
        wiped: () => undefined,
        trouble: (error) => {
          throw error;
        },
        isPaused: false,
        isMetered: false,
      }),
    async close() {
      stopping.abort();
      await space.lock('quit');
    },
  };
}

async function firstContact(store: SyncStore, client: Client): Promise<void> {
  const answer = await client.ask('/v1/pull', store.pullAsk(), pullAnswer);
  if (!answer.ok) throw new Error(`the first contact: ${answer.error.type}`);
  store.takePull(answer.value);
}

function selfSigned(folder: string): { cert: string; key: string } | null {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 -addext';
  const made = spawnSync('openssl', [...words.split(' '), 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert]);
  return made.status === 0 ? { cert, key } : null;
}

async function startServer(folder: string, certificate: { cert: string; key: string }) {
  const data = join(folder, 'server');
  const main = inRoot('server', 'main.ts');
  const server: ChildProcess = spawn(process.execPath, [main, '--data', data, '--port', '0'], {
    env: {
      ...process.env,
      JOBPORT_TLS_CERT: certificate.cert,
      JOBPORT_TLS_KEY: certificate.key,
      JOBPORT_METRICS_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /The server is at (\S+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    server.on('exit', () => reject(new Error('the server did not start')));
  });
  const figures = /^Figures: (\S+)/m.exec(said)?.[1] ?? '';
  const code = /^ {2}(\S+) .*, adviser$/m.exec(said)?.[1] ?? '';
  const admin = (...words: string[]): unknown =>
    JSON.parse(
      spawnSync(process.execPath, [main, 'admin', ...words, '--data', data], { encoding: 'utf8' }).stdout || 'null',
    );
  return {
    url,
    code,
    process: server,
    /** Another laptop of the same adviser. */
    invite(): string {
      const people = admin('person', 'list') as { id: string; roles: string[] }[];
      const adviser = people.find(({ roles }) => roles.includes('adviser'));
      const invited = admin('invite', adviser?.id ?? '') as { code?: string };
      if (!invited.code) throw new Error('nobody was invited');
      return invited.code;
    },
    /** What it asked its database since it started. */
    async queries(): Promise<number> {
      const text = await (await fetch(figures)).text();
      return Number(/^jobport_database_queries (\d+)/m.exec(text)?.[1]);
    },
    bytes: (): number =>
      existsSync(data)
        ? readdirSync(data)
            .filter((name) => /\.sqlite(-wal)?$/.test(name))
            .reduce((sum, name) => sum + statSync(join(data, name)).size, 0)
        : 0,
    memory(): number {
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
  };
}
