// What the container file and the compose example say, as far as it can be run without a container: whether the server is well is asked
// with the very command of HEALTHCHECK, and the figures are where another container finds them.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { databases } from './support/office.ts';
import { processes } from './support/processes.ts';

const root = join(import.meta.dirname, '..', '..');
const running = processes();
const places = databases('SQLite');
afterAll(async () => {
  running.close();
  await places.close();
});

const [, command = ''] =
  /^HEALTHCHECK[^[]*CMD (\[[^\]]*\])$/m.exec(readFileSync(join(root, 'server', 'Containerfile'), 'utf8')) ?? [];
/** @returns what the container's engine goes by: 0 is well, 1 is not */
const health = (folder: string): number | null => {
  const [, ...words] = JSON.parse(command) as string[];
  return spawnSync(process.execPath, words, { cwd: root, env: { PATH: '', JOBPORT_DATA: folder }, timeout: 20_000 })
    .status;
};
const outside = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe('a container', { timeout: 240_000 }, () => {
  it('says whether the server is well, in the clear and with a certificate for another name, and that it is not when it stopped', async () => {
    const place = await places.fresh();
    expect(health(place.folder)).toBe(1);
    const open = await running.serve(place);
    expect(health(place.folder)).toBe(0);
    await open.stop();
    expect(health(place.folder)).toBe(1);
    const made = [
      'req -x509 -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=Voorbeeld',
      '-keyout server.key -out server.pem -addext subjectAltName=DNS:kantoor.example',
    ];
    expect(spawnSync('openssl', made.join(' ').split(' '), { cwd: place.folder }).status).toBe(0);
    const tls = {
      JOBPORT_TLS_CERT: join(place.folder, 'server.pem'),
      JOBPORT_TLS_KEY: join(place.folder, 'server.key'),
    };
    const sealed = await running.serve(place, tls, '--host', '0.0.0.0');
    expect(health(place.folder)).toBe(0);
    // After a power cut its mark is still there.
    await sealed.kill();
    expect(health(place.folder)).toBe(1);
  });

  it.skipIf(outside === undefined)(
    `has its figures where another container finds them, when it is told so${outside === undefined ? ' (this machine has no network)' : ''}`,
    async () => {
      const at = (server: { said: string }): URL => new URL(/Figures[^:]*: (\S+)/.exec(server.said)?.[1] ?? '');
      const told = { JOBPORT_METRICS_PORT: '0', JOBPORT_METRICS_HOST: '0.0.0.0' };
      const server = await running.serve(await places.fresh(), told);
      const url = at(server);
      expect((await fetch(url)).status).toBe(200);
      url.hostname = outside ?? '';
      expect(await (await fetch(url)).text()).toContain('jobport_connected_devices');
      await server.stop();
      const own = await running.serve(await places.fresh(), { JOBPORT_METRICS_PORT: '0' });
      const other = at(own);
      expect((await fetch(other)).status).toBe(200);
      other.hostname = outside ?? '';
      await expect(fetch(other)).rejects.toThrow('fetch failed');
      await own.stop();
    },
  );

  it('of the compose example has a door for figures that is not handed on to the world', () => {
    const compose = readFileSync(join(root, 'server', 'compose.yaml'), 'utf8');
    const [, port = ''] = /JOBPORT_METRICS_PORT: '(\d+)'/.exec(compose) ?? [];
    expect(port).not.toBe('');
    expect(compose).toContain('JOBPORT_METRICS_HOST: 0.0.0.0');
    // Published are the ports of the proxy alone, and it hands on one port.
    expect([...compose.matchAll(/ports:\n\s+- '([^']+)'/g)].map(([, each]) => each)).toEqual(['443:443']);
    expect(compose.match(/--to \S+/g)).toEqual(['--to server-a:4880', '--to server-b:4880']);
  });
});
