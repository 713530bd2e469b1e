/**
 * A working day at once: 200 laptops of an organisation edit at the same time, on PostgreSQL. The server and the database are processes
 * of their own, and so are the laptops (load-laptops.ts), which speak the protocol and have no caseload.
 *
 *   npm run bench -- load                            200 laptops, two minutes
 *   JOBPORT_LOAD_MINUTES=60 npm run bench -- load    an hour of it: then the memory of the server is judged too
 *   JOBPORT_LOAD_SECONDS=2 npm run bench -- load     each edits every two seconds instead of five
 */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { giveGrant } from '../server/grants.ts';
import { addOrganisation, addPerson, addTeam, atTheMachine, invite, joinTeam } from '../server/people.ts';
import { openStore, type Store } from '../server/store.ts';
import { realWorld } from '../server/world.ts';
import { startPostgres, whyNoPostgres } from '../tests/server/support/postgres.ts';
import { processes } from '../tests/server/support/processes.ts';
import { inRoot } from '../scripts/paths.ts';
import { skipped, type Benchmark, type Target } from './benchmark.ts';
import type { Done, Plan, Shared } from './load-laptops.ts';
import { machine, median, p95, rounded } from './measure.ts';

const SIZES = { small: { laptops: 40, minutes: 1 / 3 }, full: { laptops: 200, minutes: 2 } } as const;
/** One at the desk and one in the bag; four advisers are a team. */
const LAPTOPS_OF_ONE = 2;
const ADVISERS_OF_A_TEAM = 4;
/**
 * A field is left, and with that saved, so often: everybody types and nobody talks, but nobody fills a form faster than this for long.
 * `JOBPORT_LOAD_SECONDS=2` finds where two cores end.
 */
const EDIT_EVERY_MS = Number(process.env['JOBPORT_LOAD_SECONDS'] ?? 5) * 1000;
/** Below this, what the memory does is the garbage collector's rhythm. */
const MINUTES_TO_JUDGE_MEMORY = 30;
const SAMPLE_MS = 1000;

export const load: Benchmark = {
  name: 'load',
  what: 'many laptops that edit at once, on PostgreSQL',
  async run({ folder, size, say }) {
    const reason = whyNoPostgres();
    if (reason !== null) return skipped(reason);
    const { laptops } = SIZES[size];
    const minutes = Number(process.env['JOBPORT_LOAD_MINUTES'] ?? SIZES[size].minutes);
    // As it is out of the box: what is acknowledged is on the disk.
    const postgres = await startPostgres([]);
    const running = processes();
    try {
      const url = await postgres.newDatabase();
      const place = { database: { kind: 'postgres' as const, url }, folder };
      const server = await running.serve(place, {
        JOBPORT_EXAMPLE: 'no',
        JOBPORT_METRICS_PORT: '0',
        JOBPORT_BEHIND_PROXY: '1',
      });
      const figuresAt = /^Figures: (\S+)/m.exec(server.said)?.[1] ?? '';
      const store = await openStore(place.database);
      const atFirst = await figuresOf(figuresAt);
      const { plan, grant } = await invited(store, server.url, laptops, minutes);

      const child = fork(inRoot('benchmarks', 'load-laptops.ts'), { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
      const heard = <T>(type: string): Promise<T> =>
        new Promise((resolve, reject) => {
          child.on('message', (message: { type: string }) => message.type === type && resolve(message as T));
          child.once('exit', (code) => reject(new Error(`the laptops stopped: ${code}`)));
        });
      const seeded = heard<Shared>('seeded');
      const typing = heard<object>('typing');
      const done = heard<Done>('done');
      typing.catch(() => undefined);
      done.catch(() => undefined);
      say(`Letting in ${laptops} laptops …`);
      child.send(plan);
      const { shared, operations } = await seeded;
      for (const each of shared) await grant(each);
      child.send({ type: 'go' });
      await typing;
      const bytesBefore = await bytesOf(store);
      const before = await figuresOf(figuresAt);
      const postgresBefore = cpuSecondsBelow(postgres.pid);
      const began = performance.now();
      say(`Editing for ${rounded(minutes, 2)} minutes …`);
      const samples: { readonly minute: number; readonly mb: number }[] = [];
      const sampling = setInterval(() => {
        void figuresOf(figuresAt).then(({ memory }) =>
          samples.push({ minute: (performance.now() - began) / 60_000, mb: memory }),
        );
      }, SAMPLE_MS);
      const seen = await done.finally(() => clearInterval(sampling));
      const seconds = (performance.now() - began) / 1000;
      const after = await figuresOf(figuresAt);
      const postgresCpu = cpuSecondsBelow(postgres.pid) - postgresBefore;
      const bytesAfter = await bytesOf(store);
      await store.close();
      await server.stop();

      const late = samples.filter(({ minute }) => minute > minutes / 4);
      const slope = slopeOf(late.map(({ minute, mb }) => [minute / 60, mb]));
      const { answers, arrivals, edits } = seen;
      const percent = (cpuSeconds: number): number => Math.round((cpuSeconds / seconds) * 100);
      const targets: Target[] = [
        { what: 'handed in to answered, p95', value: p95(answers), limit: 250, unit: 'ms', good: 'below' },
        { what: 'handed in to the other laptop, p95', value: p95(arrivals), limit: 250, unit: 'ms', good: 'below' },
        { what: 'edits that did not arrive', value: seen.missing, limit: 0, unit: '', good: 'below' },
      ];
      if (minutes >= MINUTES_TO_JUDGE_MEMORY)
        targets.push({ what: 'memory growing', value: slope, limit: 20, unit: 'MB an hour', good: 'below' });
      return {
        figures: {
          laptops,
          minutes: rounded(seconds / 60, 1),
          'operations there before': operations,
          'edits a second': edits / seconds,
          'requests a second': (after.requests - before.requests) / seconds,
          'other laptops that hold what is edited, on average': seen.expected / edits,
          'handed in to answered: median ms': median(answers),
          'handed in to answered: p95 ms': p95(answers),
          'handed in to answered: slowest ms': maxOf(answers),
          'handed in to the other laptop: median ms': median(arrivals),
          'handed in to the other laptop: p95 ms': p95(arrivals),
          'requests that failed': seen.failures,
          'lateness of the laptops’ own process: p95 ms': seen.lateness,
          'processor: server, % of one core': percent(after.cpu - before.cpu),
          'processor: server, for each request, ms':
            ((after.cpu - before.cpu) * 1000) / (after.requests - before.requests),
          'processor: PostgreSQL, % of one core': percent(postgresCpu),
          'processor: the laptops, % of one core': percent(seen.cpu),
          'load of the machine at the end': machine().load,
          'memory of the server at the start, MB': atFirst.memory,
          'memory after a quarter, MB': late[0]?.mb ?? Number.NaN,
          'memory at the end, MB': after.memory,
          'memory at most, MB': maxOf(samples.map(({ mb }) => mb)),
          'slope over the last three quarters, MB an hour': slope,
          'queries for each edit, with all its pulls': (after.queries - before.queries) / edits,
          'queries for each request': (after.queries - before.queries) / (after.requests - before.requests),
          'transactions that were done over': after.retries - before.retries,
          'bytes handed in for each edit': seen.bytesIn / edits,
          'bytes given out for each edit, to all laptops': seen.bytesOut / edits,
          'bytes in the database for each edit': (bytesAfter - bytesBefore) / edits,
        },
        ratios: {},
        targets,
        method: `${laptops} laptops of ${laptops / LAPTOPS_OF_ONE} advisers, teams of ${ADVISERS_OF_A_TEAM}; each edits after ${EDIT_EVERY_MS / 1000} s on average (exponential), one edit in five in a dossier of its team; a line for events each, loopback, no TLS. Handing in counts from the request to its answer; arriving from the request to when another laptop has pulled it. PostgreSQL with its own settings, server and laptops on the same cores.`,
      };
    } finally {
      running.close();
      await postgres.close();
    }
  },
};

async function invited(store: Store, url: string, laptops: number, minutes: number) {
  const world = realWorld();
  const added = await addOrganisation(store, world, { name: 'Voorbeeldgemeente Zandwijk' });
  if (!added.ok) throw new Error('no organisation');
  const hand = atTheMachine(added.value.id);
  const advisers: { codes: string[]; team: string }[] = [];
  let team = '';
  for (let number = 0; number < laptops / LAPTOPS_OF_ONE; number++) {
    if (number % ADVISERS_OF_A_TEAM === 0) team = (await addTeam(store, world, hand, `Team ${number}`)).id;
    const name = `Adviseur ${number}`;
    const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
    await joinTeam(store, world, hand, team, id);
    const codes: string[] = [];
    for (let laptop = 0; laptop < LAPTOPS_OF_ONE; laptop++) {
      const code = await invite(store, world, hand, id);
      if (!code.ok) throw new Error(code.error.type);
      codes.push(code.value.code);
    }
    advisers.push({ codes, team });
  }
  const plan: Plan = { type: 'plan', url, advisers, minutes, editEveryMs: EDIT_EVERY_MS };
  return {
    plan,
    grant: async ({ dossier, team: to }: Shared['shared'][number]): Promise<void> => {
      const given = await giveGrant(store, world, hand, { dossier, to: { team: to } });
      if (!given.ok) throw new Error(given.error.type);
    },
  };
}

async function figuresOf(url: string) {
  const text = await (await fetch(url)).text();
  const sum = (name: string): number =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+-]+)$`, 'gm'))].reduce(
      (total, [, value]) => total + Number(value),
      0,
    );
  return {
    memory: sum('process_resident_memory_bytes') / 2 ** 20,
    cpu: sum('process_cpu_seconds_total'),
    queries: sum('jobport_database_queries'),
    retries: sum('jobport_database_retries'),
    requests: sum('jobport_requests_total'),
  };
}

const bytesOf = async (store: Store): Promise<number> =>
  Number(
    (
      await store.read((db) =>
        db.get<{ bytes: number }>('SELECT pg_database_size(current_database())::bigint AS "bytes"'),
      )
    )?.bytes,
  );

/** Of a process and its children, also those that are over; a hundredth of a second each tick. */
function cpuSecondsBelow(parent: number): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      if (Number(pid) !== parent && Number(stat[1]) !== parent) continue;
      const [user, system, userOfOver, systemOfOver] = stat.slice(11, 15).map(Number);
      ticks += (user ?? 0) + (system ?? 0) + (Number(pid) === parent ? (userOfOver ?? 0) + (systemOfOver ?? 0) : 0);
    } catch {
      // It ended while we looked.
    }
  }
  return ticks / 100;
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
  return over / points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
}

/** An hour of figures is more than Math.max takes as arguments. */
const maxOf = (values: readonly number[]): number => values.reduce((most, each) => Math.max(most, each), 0);
