// What the loop does with a line that costs money, falls silent, or is somebody else's; and a first sync that is stopped half-way.
import { readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, newDeviceKey } from '../../electron/sync/client.ts';
import { askOf } from '../support/space.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { LAPTOP_PASSPHRASE, laptopsOf, type Laptop } from '../support/laptops.ts';

const LONG = 60_000;
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 15_000, interval: 10 });

const places = databases('SQLite');
afterAll(() => places.close());
let office: Office;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  office = await openOffice(await places.fresh());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
});

const { connected, stateOf, isQuiet, add, nameOf, give } = laptopsOf(() => office, closing);

describe('the line', () => {
  it(
    'that costs money is not kept open and carries nothing by itself; asked for it carries all; free again it is as before',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const bram = await connected('Bram Verzonnen');
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(async () => (await askOf(bram.service, 'caseload.summary', null)).candidates).toBe(1);
      await soon(() => isQuiet(bram)).toBe(true);
      const rename = ({ service }: Laptop, surname: string) =>
        askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { surname } });

      await askOf(bram.service, 'sync.meter', { metered: true });
      expect((await stateOf(bram)).metered).toBe('said');
      await rename(anna, 'Zandman');
      await soon(() => isQuiet(anna)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await nameOf(bram, dossier)).toBe('Verzonnen');
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Zandman');
      // Also where it cost money already when the caseload was opened: one look, and no more.
      await askOf(bram.service, 'vault.lock', { why: 'asked' });
      await askOf(bram.service, 'vault.unlock', { by: 'passphrase', passphrase: LAPTOP_PASSPHRASE });
      await soon(() => isQuiet(bram)).toBe(true);
      await rename(anna, 'Duinman');
      await soon(() => isQuiet(anna)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await nameOf(bram, dossier)).toBe('Zandman');
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Duinman');
      await rename(bram, 'Reigersma');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await stateOf(bram)).toMatchObject({ onlyHere: 1, hindrance: null });

      await askOf(bram.service, 'sync.meter', { metered: false });
      await soon(() => nameOf(anna, dossier)).toBe('Reigersma');
      await rename(anna, 'Anders');
      await soon(() => nameOf(bram, dossier)).toBe('Anders');
      // What the system tells counts as well, and ends with what it tells.
      await askOf(bram.service, 'sync.line', { metered: true });
      expect((await stateOf(bram)).metered).toBe('told');
      await askOf(bram.service, 'sync.line', { metered: false });
      expect((await stateOf(bram)).metered).toBe('no');
    },
    LONG,
  );

  it(
    'a first sync that is stopped half-way keeps what came, does nothing more, and goes on where it was',
    async () => {
      const anna = await connected('Anna Verzonnen');
      await askOf(anna.service, 'sync.pause', { paused: true });
      const dossiers: string[] = [];
      for (let index = 0; index < 1200; index++) dossiers.push(await add(anna, `Verzonnen ${index}`));
      await askOf(anna.service, 'sync.pause', { paused: false });
      await soon(() => isQuiet(anna)).toBe(true);
      const bram = await connected('Bram Verzonnen');
      await soon(() => isQuiet(bram)).toBe(true);
      await askOf(bram.service, 'sync.pause', { paused: true });
      for (const dossier of dossiers) await give(dossier, bram);
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(async () => (await stateOf(bram)).fetching?.done ?? 0).toBeGreaterThan(0);
      await askOf(bram.service, 'sync.pause', { paused: true });
      await soon(async () => (await stateOf(bram)).doing).toBe('paused');
      await new Promise((resolve) => setTimeout(resolve, 200));
      const stopped = (await stateOf(bram)).fetching;
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await stateOf(bram)).fetching).toEqual(stopped);
      expect(stopped?.done).toBeLessThan(stopped?.total ?? 0);
      // A fetch writes past the log; what the adviser writes now goes to it.
      expect(readdirSync(bram.dir).filter((name) => name.startsWith('caseload.db-'))).toEqual([
        'caseload.db-shm',
        'caseload.db-wal',
      ]);
      await askOf(bram.service, 'sync.pause', { paused: false });
      const seen: number[] = [];
      await soon(async () => {
        const { fetching } = await stateOf(bram);
        if (fetching) seen.push(fetching.done);
        return isQuiet(bram);
      }).toBe(true);
      // Never from the beginning again.
      expect(Math.min(stopped?.done ?? 0, ...seen)).toBe(stopped?.done);
      expect((await askOf(bram.service, 'caseload.summary', null)).candidates).toBe(1200);
    },
    LONG,
  );
});

describe('a line that is listened on', () => {
  const listening = async (answer: RequestListener) => {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const stop = new AbortController();
    const client = createClient({
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      key: (await newDeviceKey()).privateKey,
      now: Date.now,
      signal: stop.signal,
      silenceMs: 150,
    });
    return { client };
  };
  const token: RequestListener = (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ accessToken: 'x', tokenType: 'DPoP', expiresInSeconds: 600, serverTime: Date.now() }));

  it('and falls silent, as after a sleep, is let go of; one that speaks is not', async () => {
    let times = 0;
    const { client } = await listening((request, response) => {
      if (request.url === '/v1/token') return token(request, response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const speaking = setInterval(() => {
        response.write(': here\n\n');
        if (++times === 6) clearInterval(speaking);
      }, 60);
    });
    const ended = await client.listen(() => undefined, new AbortController().signal);
    expect(ended).toEqual({ ok: false, error: { type: 'serverAway', retryAfterMs: null } });
    expect(times).toBe(6);
  });

  it('and whose answer is the page of a hotel is not the server', async () => {
    const { client } = await listening((request, response) => {
      if (request.url === '/v1/token') return token(request, response);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Welkom</title>');
    });
    const ended = await client.listen(() => undefined, new AbortController().signal);
    expect(ended).toEqual({ ok: false, error: { type: 'notTheServer' } });
  });
});
