/**
 * `npm run server`: the organisation's server on this machine, ready to use with an example organisation.
 * `npm run -s server -- admin …`: the administrator's work (admin.ts).
 *
 *   --data DIR          folder of the database and the journal (default ~/.local/share/jobport-server)
 *   --port N --host H   where to listen (4880 on the own machine only; elsewhere needs a certificate)
 *   DATABASE_URL        postgres://… instead of the database in the folder; any number of servers may share one
 *   JOBPORT_TLS_CERT, JOBPORT_TLS_KEY   files of the certificate and its key
 *   JOBPORT_METRICS_PORT   figures for Prometheus at http://127.0.0.1:PORT/metrics, for this machine only; with JOBPORT_METRICS_HOST
 *                       where else: 0.0.0.0 in a container, whose port is then not published
 *   JOBPORT_PUBLIC_URL  the address laptops use, where something stands in between
 *   JOBPORT_DOCUMENTS   folder of the documents (default in --data); several servers share one
 *   JOBPORT_S3_BUCKET   a bucket of an S3-compatible store instead of that folder; with JOBPORT_S3_ENDPOINT https://… (Amazon's own without),
 *                       JOBPORT_S3_REGION (us-east-1), and JOBPORT_S3_KEY and JOBPORT_S3_SECRET (without: what AWS has for it, as AWS_ACCESS_KEY_ID)
 *   JOBPORT_INSTANCE    a name for this one among several; JOBPORT_JOURNAL their common folder for what a restore may not bring back
 *   JOBPORT_BEHIND_PROXY=1   how many proxies stand in front, which say the client's address; with an https JOBPORT_PUBLIC_URL the proxy has the certificate
 *   JOBPORT_EXAMPLE=no  no example organisation where there is none yet
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { err } from '../core/domain/result.ts';
import { admin, ADMIN_USAGE } from './admin.ts';
import type { FilesOptions } from './document-files.ts';
import { addExample } from './example.ts';
import { atTheMachine } from './people.ts';
import { makeSignIn, signInLink } from './session.ts';
import { databaseIn, startServer } from './start.ts';
import type { StoreOptions } from './store.ts';
import { realWorld } from './world.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { words, flags } = readArguments(process.argv.slice(2));
const env = process.env;
const data = resolve(flags['data'] ?? env['JOBPORT_DATA'] ?? join(homedir(), '.local', 'share', 'jobport-server'));
const folder = databaseIn(data);
const url = env['DATABASE_URL'];
const database: StoreOptions = url ? { kind: 'postgres', url } : folder;
const journalFolder = env['JOBPORT_JOURNAL'] ?? join(data, 'journal');
const documents = documentsOf(env);
const running = join(data, 'running');
// Of what was typed only what an address begins with: laptops prove which address they ask, and a last stroke would make it another.
const publicUrl = env['JOBPORT_PUBLIC_URL'] ? new URL(env['JOBPORT_PUBLIC_URL']).origin : null;
const world = realWorld();
const whyNot = (error: unknown): string => (error instanceof Error && (error.message || error.name)) || String(error);
const whoServes = z.object({ pid: z.number(), begun: z.string().nullable(), url: z.string() });

if (words[0] === 'admin') {
  const withoutData = Object.fromEntries(Object.entries(flags).filter(([name]) => name !== 'data'));
  const here = whoRuns();
  const result = await admin(
    {
      database,
      journalFolder,
      documents,
      world,
      isRunning: !url && here !== null,
      url: publicUrl ?? here?.url ?? 'http://127.0.0.1:4880',
    },
    { words: words.slice(1), flags: withoutData },
    // Whoever typed it reads what went wrong, also where nobody thought of it: it is their machine.
  ).catch((error: unknown) => err({ type: 'Failed', says: whyNot(error) }));
  say(JSON.stringify(result.ok ? (result.value ?? {}) : { error: result.error }));
  if (!result.ok && result.error.type === 'Usage') process.stderr.write(`${ADMIN_USAGE}\n`);
  process.exitCode = result.ok ? 0 : 1;
} else {
  await serve().catch((error: unknown) => {
    say(`The server did not start: ${whyNot(error)}`);
    process.exit(1);
  });
}

async function serve(): Promise<void> {
  if (!url && whoRuns() !== null) {
    say(`A server runs on ${data} already.`);
    process.exitCode = 1;
    return;
  }
  const certificateFile = env['JOBPORT_TLS_CERT'];
  const keyFile = env['JOBPORT_TLS_KEY'];
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    say('A certificate needs its key: set both JOBPORT_TLS_CERT and JOBPORT_TLS_KEY.');
    process.exitCode = 1;
    return;
  }
  const metricsPort = env['JOBPORT_METRICS_PORT'];
  const server = await startServer({
    database,
    journalFolder,
    documents,
    ...(env['JOBPORT_INSTANCE'] ? { instance: env['JOBPORT_INSTANCE'] } : {}),
    host: flags['host'] ?? '127.0.0.1',
    port: Number(flags['port'] ?? 4880),
    publicUrl,
    tls: certificateFile && keyFile ? { certificateFile, keyFile } : null,
    metricsPort: metricsPort ? Number(metricsPort) : null,
    ...(env['JOBPORT_METRICS_HOST'] ? { metricsHost: env['JOBPORT_METRICS_HOST'] } : {}),
    proxies: Number(env['JOBPORT_BEHIND_PROXY'] ?? 0) || 0,
    world,
    logTo: process.stderr,
  });
  writeFileSync(
    running,
    JSON.stringify({ pid: process.pid, begun: begunAt(process.pid), url: server.url, localUrl: server.localUrl }),
  );
  const example = env['JOBPORT_EXAMPLE'] === 'no' ? null : await addExample(server.context.store, world);
  if (example) {
    say('An example organisation is ready. A laptop of its adviser is let in with this code, once:');
    say(`  ${example.adviserCode}   ${example.adviserName}, adviser`);
    say(`  ${example.administratorCode}   ${example.administratorName}, administrator and privacy officer`);
    const link = await makeSignIn(
      server.context.store,
      world,
      atTheMachine(example.organisation),
      example.administrator,
    );
    if (link.ok) {
      say("The administrator's page, with this link once:");
      say(`  ${signInLink(server.url, link.value.secret)}`);
    }
    say(
      `More codes and links: npm run -s server -- ${flags['data'] === undefined ? '' : `--data ${data} `}admin person list, and then admin invite <id> or admin sign-in <id>`,
    );
  }
  if (server.metricsUrl) say(`Figures: ${server.metricsUrl}`);
  // The last line: whoever waits for it finds everything there.
  say(`The server is at ${server.url} (what it can be asked: ${server.url}/v1/docs)`);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void server.close().then(() => {
      rmSync(running, { force: true });
      process.exit(0);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function documentsOf(env: NodeJS.ProcessEnv): FilesOptions {
  const bucket = env['JOBPORT_S3_BUCKET'];
  if (!bucket) return { kind: 'folder', folder: env['JOBPORT_DOCUMENTS'] ?? join(data, 'documents') };
  const [key, secret] = [env['JOBPORT_S3_KEY'], env['JOBPORT_S3_SECRET']];
  return {
    kind: 'bucket',
    bucket,
    endpoint: env['JOBPORT_S3_ENDPOINT'] || null,
    region: env['JOBPORT_S3_REGION'] || 'us-east-1',
    credentials: key && secret ? { key, secret } : null,
  };
}

/** The server of this folder, if it runs. Its number alone says nothing: after a power cut another has it, and in a container each has the same. */
function whoRuns(): { url: string } | null {
  try {
    const server = whoServes.parse(JSON.parse(readFileSync(running, 'utf8')));
    process.kill(server.pid, 0);
    return begunAt(server.pid) === server.begun ? server : null;
  } catch {
    return null;
  }
}

/** When a process began, as Linux counts it; elsewhere null. */
function begunAt(pid: number): string | null {
  try {
    // Behind its name, which may hold anything.
    const [, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    return rest.join(') ').split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function readArguments(args: readonly string[]): { words: string[]; flags: Record<string, string> } {
  const words: string[] = [];
  const flags: Record<string, string> = {};
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (!argument.startsWith('--')) words.push(argument);
    else if (argument.includes('='))
      flags[argument.slice(2, argument.indexOf('='))] = argument.slice(argument.indexOf('=') + 1);
    else flags[argument.slice(2)] = args[++index] ?? '';
  }
  return { words, flags };
}
