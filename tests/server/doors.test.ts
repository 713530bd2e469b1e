// The server as it stands at an organisation: behind its own certificate, and several processes on one PostgreSQL.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from '../../server/start.ts';
import { realWorld } from '../../server/world.ts';
import { newId, newLaptop } from './support/laptop.ts';
import { databases, whyNot } from './support/office.ts';
import { processes } from './support/processes.ts';

const running = processes();
afterAll(running.close);

describe('a server with a certificate', { timeout: 240_000 }, () => {
  const places = databases('SQLite');
  afterAll(places.close);

  it('listens everywhere, and prints an address that can be typed: the name in its certificate, or what it was told', async () => {
    const place = await places.fresh();
    const made = [
      'req -x509 -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes',
      '-subj /CN=Voorbeeld -keyout server.key -out server.pem',
      '-addext subjectAltName=DNS:*.voorbeeld.example,DNS:kantoor.example,IP:127.0.0.1',
    ];
    const openssl = spawnSync('openssl', made.join(' ').split(' '), { cwd: place.folder, encoding: 'utf8' });
    expect(openssl.status).toBe(0);
    const tls = {
      JOBPORT_TLS_CERT: join(place.folder, 'server.pem'),
      JOBPORT_TLS_KEY: join(place.folder, 'server.key'),
    };
    for (const host of ['0.0.0.0', '::']) {
      const server = await running.serve(place, tls, '--host', host);
      expect(server.said).not.toContain(`//${host}`);
      expect(server.said).not.toContain('[::]');
      expect(server.url).toMatch(/^https:\/\/kantoor\.example:\d+$/);
      const people = running.admin(place, 'person', 'list').said as { id: string; roles: string[] }[];
      const boss = people.find(({ roles }) => roles.includes('administrator'))?.id ?? '';
      expect(running.admin(place, 'sign-in', boss).said.link).toContain(`${server.url}/admin/#sign-in=`);
      expect(running.admin(place, 'invite', boss).said.url).toBe(server.url);
      expect(await server.stop()).toBe(0);
    }
    const told = { ...tls, JOBPORT_PUBLIC_URL: 'https://buiten.example/' };
    const server = await running.serve(await places.fresh(), told, '--host', '0.0.0.0');
    expect(server.url).toBe('https://buiten.example');
    expect(server.said).toContain('https://buiten.example/admin/#sign-in=');
    await server.stop();
  });

  it('speaks only to laptops that know who signed it, and not in the clear', async () => {
    const place = await places.fresh();
    const openssl = (...args: string[]): void => {
      const ran = spawnSync('openssl', args, { cwd: place.folder, encoding: 'utf8' });
      if (ran.status !== 0) throw new Error(ran.stderr);
    };
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const ca = ['-x509', '-days', '2', '-subj', '/CN=Voorbeeld CA', '-keyout', 'ca.key', '-out', 'ca.pem'];
    openssl('req', ...curve, ...ca);
    openssl('req', ...curve, '-subj', '/CN=server', '-keyout', 'server.key', '-out', 'server.csr');
    writeFileSync(join(place.folder, 'san'), 'subjectAltName=IP:127.0.0.1');
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'san'];
    openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
    const server = await running.serve(place, {
      JOBPORT_TLS_CERT: join(place.folder, 'server.pem'),
      JOBPORT_TLS_KEY: join(place.folder, 'server.key'),
    });
    expect(server.url).toMatch(/^https:/);
    const code = /[A-Z\d]{4}(-[A-Z\d]{4}){3}/.exec(server.said)?.[0] ?? '';
    const stranger = await newLaptop(server.url);
    await expect(stranger.enrol(code)).rejects.toThrow('fetch failed');
    await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow('fetch failed');
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, readFileSync(join(place.folder, 'ca.pem'), 'utf8')]);
    try {
      const laptop = await newLaptop(server.url);
      expect((await laptop.enrol(code)).status).toBe(200);
      const dossier = newId();
      expect((await laptop.push(laptop.operation({ dossier }))).results[0]?.result).toBe('applied');
      expect((await laptop.snapshot([dossier])).rows).toHaveLength(1);
    } finally {
      setDefaultCACertificates(before);
    }
    expect(await server.stop()).toBe(0);
  });
});

describe('a server that others can reach', { timeout: 240_000 }, () => {
  const places = databases('SQLite');
  afterAll(places.close);

  it('wants a certificate, or a proxy that laptops reach with one', async () => {
    const { database, journalFolder, folder } = await places.fresh();
    const start = (publicUrl: string | null, proxies: number) =>
      startServer({
        database,
        journalFolder,
        documents: { kind: 'folder', folder: join(folder, 'documents') },
        host: '0.0.0.0',
        port: 0,
        publicUrl,
        proxies,
        world: realWorld(),
        logTo: new PassThrough(),
      });
    await expect(start(null, 1)).rejects.toThrow('own machine');
    await expect(start('http://kantoor.example', 1)).rejects.toThrow('own machine');
    await expect(start('https://kantoor.example', 0)).rejects.toThrow('own machine');
    const server = await start('https://kantoor.example', 1);
    await server.close();
  });

  it('says why it does not start', async () => {
    const place = await places.fresh();
    const database = { kind: 'postgres' as const, url: 'postgres://jobport@127.0.0.1:1/nowhere' };
    await expect(running.serve({ ...place, database })).rejects.toThrow('did not start: connect ECONNREFUSED');
  });

  it('begins empty where no example is asked for', async () => {
    const place = await places.fresh();
    const server = await running.serve(place, { JOBPORT_EXAMPLE: 'no' });
    expect(server.said).not.toContain('example');
    await server.stop();
    expect(running.admin(place, 'organisation', 'list').said).toEqual([]);
  });
});

describe('a server after a power cut', { timeout: 240_000 }, () => {
  const places = databases('SQLite');
  afterAll(places.close);

  it('starts, whoever has its number now: in a container every server has the same', async () => {
    const place = await places.fresh();
    const killed = await running.serve(place);
    await killed.kill();
    const file = join(place.folder, 'running');
    const left = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...left, pid: process.pid }));
    const server = await running.serve(place);
    // A link is for the address where it is found.
    const people = running.admin(place, 'person', 'list').said as { id: string; roles: string[] }[];
    const boss = people.find(({ roles }) => roles.includes('administrator'))?.id ?? '';
    expect(running.admin(place, 'sign-in', boss).said.link).toContain(`${server.url}/admin/#sign-in=`);
    await expect(running.serve(place)).rejects.toThrow('runs on');
    expect(await server.stop()).toBe(0);
  });
});

describe('a server that npm started', { timeout: 240_000 }, () => {
  const places = databases('SQLite');
  afterAll(places.close);

  it('stops in good order when npm is stopped, though npm only stops the shell between the two', async () => {
    const { folder } = await places.fresh();
    const npm = spawn('npm', ['run', '-s', 'server', '--', '--data', folder, '--port', '0'], {
      cwd: join(import.meta.dirname, '..', '..'),
      env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 180_000, interval: 200 }).toContain('The server is at');
    const file = join(folder, 'running');
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    const isThere = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    npm.kill('SIGTERM');
    try {
      await expect.poll(isThere, { timeout: 20_000, interval: 200 }).toBe(false);
      // In good order: it says itself that it runs no more.
      expect(existsSync(file)).toBe(false);
    } finally {
      if (isThere()) process.kill(pid, 'SIGKILL');
    }
  });
});

const reason = whyNot('PostgreSQL');
describe.skipIf(reason !== null)(
  `two servers on one PostgreSQL${reason === null ? '' : ` (${reason})`}`,
  { timeout: 240_000 },
  () => {
    const places = databases('PostgreSQL');
    afterAll(places.close);

    it('are one: what is pushed at one is pulled and heard of at the other, and asked again there it is not done twice', async () => {
      const place = await places.fresh();
      const one = await running.serve(place, { JOBPORT_INSTANCE: 'one' });
      const other = await running.serve(place, { JOBPORT_INSTANCE: 'other' });
      const code = /[A-Z\d]{4}(-[A-Z\d]{4}){3}/.exec(one.said)?.[0] ?? '';
      // The example is there already when the second starts.
      expect(other.said).not.toMatch(/[A-Z\d]{4}(-[A-Z\d]{4}){3}/);
      const vera = await newLaptop(one.url);
      expect((await vera.enrol(code)).status).toBe(200);
      const second = running.admin(place, 'invite', vera.state.person);
      const tablet = await newLaptop(other.url);
      expect((await tablet.enrol(second.said.code)).status).toBe(200);
      const stream = await tablet.listen();
      expect(await stream.heard(2000)).toBe(true);
      expect(await stream.heard(300)).toBe(false);
      const dossier = newId();
      const { results } = await vera.push(vera.operation({ dossier }));
      expect(await stream.heard(2000)).toBe(true);
      const pulled = await tablet.pull(0);
      expect(pulled.operations.at(-1)?.dossier).toBe(dossier);
      expect(results).toMatchObject([{ result: 'applied', seq: pulled.operations.at(-1)?.seq }]);
      expect(pulled.grants?.now.map((each) => each.dossier)).toContain(dossier);
      const operation = vera.operation({ dossier, fields: { place: 'Zandwijk' }, sees: {} });
      const first = await vera.push(operation);
      vera.moveTo(other.url);
      expect((await vera.push(operation)).results).toEqual(first.results);
      await stream.stop();
      expect([await one.stop(), await other.stop()]).toEqual([0, 0]);
    });

    it('hear of each other again when the database was away, and say that something may have been missed', async () => {
      const place = await places.fresh();
      const { url } = place.database as { url: string };
      const one = await running.serve(place, { JOBPORT_INSTANCE: 'one' });
      const other = await running.serve(place, { JOBPORT_INSTANCE: 'other' });
      const code = /[A-Z\d]{4}(-[A-Z\d]{4}){3}/.exec(one.said)?.[0] ?? '';
      const vera = await newLaptop(one.url);
      expect((await vera.enrol(code)).status).toBe(200);
      const tablet = await newLaptop(other.url);
      await tablet.enrol(running.admin(place, 'invite', vera.state.person).said.code);
      const dossier = newId();
      await vera.push(vera.operation({ dossier }));
      const stream = await tablet.listen();
      expect(await stream.heard(2000)).toBe(true);

      const name = new URL(url).pathname.slice(1);
      const machine = new pg.Client({ connectionString: url.replace(`/${name}`, '/postgres') });
      await machine.connect();
      await machine.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await machine.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
      // Longer than the first try to come back.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await stream.heard(1);
      await machine.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await machine.end();
      expect(await stream.heard(5000)).toBe(true);
      await stream.heard(1500);
      await vera.push(vera.operation({ dossier, fields: { place: 'Zandwijk' }, sees: {} }));
      expect(await stream.heard(5000)).toBe(true);
      await stream.stop();
      expect([await one.stop(), await other.stop()]).toEqual([0, 0]);
    });
  },
);
