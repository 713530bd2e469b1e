/**
 * A PostgreSQL of our own for a test file or a benchmark: a cluster in a temp folder on a loopback port, gone afterwards. Debian's; as root it runs as
 * the user `postgres`, because initdb refuses root.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const VERSIONS = '/usr/lib/postgresql';

const binaries = (): string | null => {
  const [version] = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort().reverse() : [];
  return version === undefined ? null : join(VERSIONS, version, 'bin');
};

const idOf = (name: string, what: '-u' | '-g'): number | null => {
  const ran = spawnSync('id', [what, name], { encoding: 'utf8' });
  return ran.status === 0 ? Number(ran.stdout) : null;
};

/** Why it can not be had here, or null. */
export function whyNoPostgres(): string | null {
  if (binaries() === null) return 'PostgreSQL is not installed (apt-get install postgresql)';
  if (process.getuid?.() === 0 && idOf('postgres', '-u') === null) return 'there is no user postgres to run it';
  return null;
}

export type Postgres = { readonly pid: number; newDatabase(): Promise<string>; close(): Promise<void> };

/** @param settings as in postgresql.conf; a test need not survive a power cut */
export async function startPostgres(settings: readonly string[] = ['fsync=off']): Promise<Postgres> {
  const bin = binaries() ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'jobport-pg-'));
  const isRoot = process.getuid?.() === 0;
  const who = isRoot ? { uid: idOf('postgres', '-u') ?? 0, gid: idOf('postgres', '-g') ?? 0 } : null;
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const env = { PATH: `${bin}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8' };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'jobport', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...who, env, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-k',
      folder,
      ...['max_connections=60', ...settings].flatMap((each) => ['-c', each]),
    ],
    { ...who, env, cwd: folder, stdio: 'ignore' },
  );
  const urlOf = (name: string): string => `postgres://jobport@127.0.0.1:${port}/${name}`;
  await until(() => connects(urlOf('postgres')));
  let number = 0;
  return {
    pid: server.pid ?? 0,
    newDatabase: async () => {
      const name = `test${++number}`;
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return urlOf(name);
    },
    close: async () => {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PostgreSQL did not start');
}

/** SIGINT: without waiting for its clients. */
const ended = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
