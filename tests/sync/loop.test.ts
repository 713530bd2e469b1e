/** Two real caseloads behind their real service and loop, and a real server over the loopback. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, restore } from '../../server/backup.ts';
import { atTheMachine, listDevices, orderDevice, setLease } from '../../server/people.ts';
import { listGrants, revokeGrant } from '../../server/grants.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { cuttable, deafAfter } from '../support/line.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';
import { askOf, serviceIn } from '../support/space.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { processes } from '../server/support/processes.ts';
import type { Service } from '../../electron/caseload/service.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 15_000, interval: 25 });
const LONG = 60_000;

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

const { open: openLaptop, invited, connected, stateOf, isQuiet, add, nameOf, give } = laptopsOf(() => office, closing);
const rename = ({ service }: Laptop, dossier: string, surname: string) =>
  askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { surname } });
const everybody = { filter: {}, sort: { column: 'name', descending: false }, offset: 0, limit: 10 } as const;
describe('the loop', () => {
  it(
    'what was there before the server goes to the office, and what one adviser writes is soon with the other',
    async () => {
      const anna = await openLaptop('Anna Verzonnen');
      const dossier = await add(anna, 'Verzonnen');
      expect(await askOf(anna.service, 'sync.state', null)).toEqual({ type: 'alone' });
      const { code, person } = await invited('Anna Verzonnen');
      expect(
        await askOf(anna.service, 'sync.connect', { address: office.server.url, code, name: 'laptop van Anna' }),
      ).toEqual({ person: 'Anna Verzonnen' });
      await soon(() => isQuiet(anna)).toBe(true);
      const bram = await connected('Bram Verzonnen');
      await soon(() => isQuiet(bram)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      expect((await askOf(bram.service, 'notices.list', null)).map(({ kind, name }) => [kind, name])).toEqual([
        ['dossierCame', 'Verzonnen'],
      ]);
      // From here on by itself: the server says that there is news.
      await rename(bram, dossier, 'Anders');
      await soon(() => nameOf(anna, dossier)).toBe('Anders');
      const history = await askOf(anna.service, 'dossier.history', { dossier, offset: 0, limit: 10 });
      await soon(async () => (await askOf(anna.service, 'organisation.open', null)).organisation?.name).toBe(
        'Voorbeeldgemeente Zandwijk',
      );
      expect(history.entries.map(({ before, after }) => [before, after])).toContainEqual(['Verzonnen', 'Anders']);
      expect(await askOf(anna.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
      expect(await askOf(bram.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
      expect(person).not.toBe('');
    },
    LONG,
  );

  it(
    'both write the same field without network: both values are with both, and one settles it for both',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const bram = await connected('Bram Verzonnen');
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      for (const { service } of [anna, bram]) await askOf(service, 'sync.pause', { paused: true });
      await rename(anna, dossier, 'Zandman');
      await rename(bram, dossier, 'Reigersma');
      expect(await stateOf(anna)).toMatchObject({ doing: 'paused', onlyHere: 1 });
      for (const { service } of [anna, bram]) await askOf(service, 'sync.pause', { paused: false });
      for (const laptop of [anna, bram]) await soon(async () => (await stateOf(laptop)).conflicts).toBe(1);
      for (const laptop of [anna, bram]) await soon(() => isQuiet(laptop)).toBe(true);
      const [conflict] = await askOf(anna.service, 'conflicts.list', { dossier });
      if (!conflict) throw new Error('no conflict');
      expect(conflict.values.map(({ value, name, before }) => [value, name, before]).sort()).toEqual([
        ['Reigersma', 'Bram Verzonnen', 'Verzonnen'],
        ['Zandman', 'Anna Verzonnen', 'Verzonnen'],
      ]);
      await askOf(anna.service, 'conflicts.settle', {
        concept: conflict.concept,
        row: conflict.row,
        dossier,
        field: conflict.field,
        sees: conflict.values.map(({ operation }) => operation),
        value: 'Zandman-Reigersma',
      });
      await soon(() => nameOf(bram, dossier)).toBe('Zandman-Reigersma');
      await soon(async () => (await stateOf(bram)).conflicts).toBe(0);
    },
    LONG,
  );

  it(
    'a dossier that is taken goes after its work was handed in, and the laptop says so',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const bram = await connected('Bram Verzonnen');
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      await soon(() => isQuiet(bram)).toBe(true);
      await askOf(bram.service, 'sync.pause', { paused: true });
      await rename(bram, dossier, 'Onderwegsma');
      const { context } = office.server;
      const grants = await context.store.read((db) =>
        listGrants(db, office.organisation, { dossier, person: bram.person }),
      );
      await revokeGrant(context, atTheMachine(office.organisation), grants[0]?.epoch ?? '');
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(() => nameOf(bram, dossier)).toBeNull();
      // And nothing any more of how it came: it has no name left to say.
      expect((await askOf(bram.service, 'notices.list', null)).map(({ kind }) => kind).sort()).toEqual([
        'dossierRevoked',
        'workAside',
      ]);
      expect(await stateOf(bram)).toMatchObject({ onlyHere: 0 });
      // What he wrote lies at the office, for whoever has it now.
      const waiting = await context.store.read((db) =>
        db.all(
          `SELECT "id" FROM "quarantine" WHERE "organisation" = ? AND "dossier" = ?`,
          office.organisation,
          dossier,
        ),
      );
      expect(waiting).toHaveLength(1);
    },
    LONG,
  );

  it(
    'a wiped laptop has no key, no caseload and begins anew; a blocked one keeps what it has and says so',
    async () => {
      const anna = await connected('Anna Verzonnen');
      await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      const { store } = office.server.context;
      const device = await store.read((db) =>
        db.get<{ id: string }>(
          `SELECT "id" FROM "device" WHERE "organisation" = ? AND "thumbprint" IS NOT NULL`,
          office.organisation,
        ),
      );
      const order = (what: 'block' | 'unblock' | 'wipe') =>
        orderDevice(office.server.context, atTheMachine(office.organisation), device?.id ?? '', what);
      await order('block');
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).hindrance).toBe('laptopBlocked');
      expect((await askOf(anna.service, 'caseload.summary', null)).candidates).toBe(1);
      await order('wipe');
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await askOf(anna.service, 'vault.state', null)).type).toBe('none');
      expect(existsSync(join(anna.dir, 'vault.json'))).toBe(false);
      expect(readdirSync(anna.dir).filter((name) => name !== 'preferences.json')).toEqual([]);
    },
    LONG,
  );

  it(
    'a server that is away is waited for, and found again; a lock in between leaves no request behind',
    async () => {
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      const anna = await connected('Anna Verzonnen', line.url);
      await soon(() => isQuiet(anna)).toBe(true);
      line.cut(true);
      const dossier = await add(anna, 'Verzonnen');
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).hindrance).toBe('serverAway');
      expect(await stateOf(anna)).toMatchObject({ doing: 'waiting', onlyHere: 1 });
      line.cut(false);
      await askOf(anna.service, 'sync.now', null);
      await soon(() => isQuiet(anna)).toBe(true);
      expect(await stateOf(anna)).toMatchObject({ hindrance: null });
      await rename(anna, dossier, 'Anders');
      await askOf(anna.service, 'vault.lock', { why: 'asked' });
      await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase: 'verzonnen wachtzin voor sync' });
      await soon(() => isQuiet(anna)).toBe(true);
      expect(await nameOf(anna, dossier)).toBe('Anders');
    },
    LONG,
  );

  it(
    'a replied push that is lost on the way is answered again, and nothing is there twice',
    async () => {
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      const anna = await connected('Anna Verzonnen', line.url);
      await soon(() => isQuiet(anna)).toBe(true);
      for (let each = 0; each < 6; each++) {
        await add(anna, `Verzonnen${each}`);
        line.swallowReplies(each % 2 === 0);
        await askOf(anna.service, 'sync.now', null);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      line.swallowReplies(false);
      line.cut(true);
      line.cut(false);
      await askOf(anna.service, 'sync.now', null);
      await soon(() => isQuiet(anna)).toBe(true);
      const { total } = (await office.server.context.store.read((db) =>
        db.get<{ total: number }>(
          `SELECT count(*) AS "total" FROM "operation" WHERE "organisation" = ? AND "dossier" <> 'organisation'`,
          office.organisation,
        ),
      )) ?? { total: 0 };
      expect(total).toBe(6);
    },
    LONG,
  );
});

describe('trouble that time brings', () => {
  it(
    'a laptop whose clock is a year off keeps in step, and its year decides nothing',
    async () => {
      const anna = await connected('Anna Verzonnen', undefined, () => Date.now() - 366 * 24 * 3600_000);
      const bram = await connected('Bram Verzonnen');
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      await rename(bram, dossier, 'Anders');
      await soon(() => nameOf(anna, dossier)).toBe('Anders');
      // Later, though her clock says that it was a year before.
      await rename(anna, dossier, 'Weer anders');
      await soon(() => nameOf(bram, dossier)).toBe('Weer anders');
      for (const laptop of [anna, bram]) expect(await stateOf(laptop)).toMatchObject({ conflicts: 0 });
    },
    LONG,
  );

  it(
    'a clock that is put back a year while the office is away makes nothing wait a year',
    async () => {
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      let ahead = 365 * 24 * 3600_000;
      const anna = await connected('Anna Verzonnen', line.url, () => Date.now() + ahead);
      await soon(() => isQuiet(anna)).toBe(true);
      line.cut(true);
      await add(anna, 'Verzonnen');
      await soon(async () => (await stateOf(anna)).hindrance).toBe('serverAway');
      ahead = 0;
      line.cut(false);
      await soon(() => isQuiet(anna)).toBe(true);
    },
    LONG,
  );

  it(
    'a server that is restored from last night has everything again when the laptops have been there',
    async () => {
      const place = await places.fresh();
      await office.close();
      office = await openOffice(place);
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      const anna = await connected('Anna Verzonnen', line.url);
      const bram = await connected('Bram Verzonnen', line.url);
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      const file = join(place.folder, 'last-night');
      const { store, world } = office.server.context;
      const documents = { kind: 'folder', folder: join(place.folder, 'documents') } as const;
      expect(await backup(store, place.database, file)).toMatchObject({ ok: true });
      // What was done since is gone from the server.
      await rename(bram, dossier, 'Na de reservekopie');
      const later = await add(anna, 'Pas vandaag');
      await soon(() => nameOf(anna, dossier)).toBe('Na de reservekopie');
      for (const laptop of [anna, bram]) await soon(() => isQuiet(laptop)).toBe(true);
      line.cut(true);
      await office.server.close();
      expect(
        await restore(place.database, { journalFolder: place.journalFolder, documents }, world, file),
      ).toMatchObject({ ok: true });
      const running = processes();
      closing.push(async () => running.close());
      const again = await running.serve(place);
      line.to(again.url);
      line.cut(false);
      for (const { service } of [anna, bram]) await askOf(service, 'sync.now', null);
      for (const laptop of [anna, bram]) await soon(() => isQuiet(laptop)).toBe(true);
      for (const laptop of [anna, bram]) await soon(() => nameOf(laptop, dossier)).toBe('Na de reservekopie');
      expect(await nameOf(anna, later)).toBe('Pas vandaag');
      expect((await askOf(anna.service, 'notices.list', null)).map(({ kind }) => kind)).toContain('serverRestored');
      for (const { service } of [anna, bram])
        expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ problems: [] });
      // I10: what the laptops told of themselves after the backup is told again, and no line of theirs is missed.
      expect(running.admin(place, 'audit', 'check').said).toEqual({ firstBrokenLine: null });
      const lines = running.admin(place, 'audit', 'list').said as { action: string; detail: string }[];
      const told = lines.filter(({ action }) => action.startsWith('laptop.'));
      expect(told.map(({ action }) => action)).toContain('laptop.sync.beganAnew');
      expect(
        told.filter(({ detail }) => !(JSON.parse(detail) as { laptop: { isWhole: boolean } }).laptop.isWhole),
      ).toEqual([]);
      expect(await again.stop()).toBe(0);
      office = await openOffice(await places.fresh());
    },
    LONG,
  );

  it(
    'a copied laptop gets a name of its own, and the work of both is there',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const first = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await askOf(anna.service, 'vault.lock', { why: 'asked' });
      const dir = newFolder('copy');
      cpSync(anna.dir, dir, { recursive: true });
      const copy = { service: serviceIn(dir), dir, person: anna.person };
      closing.push(async () => {
        await copy.service.close();
        removeFolder(dir);
      });
      const passphrase = 'verzonnen wachtzin voor sync';
      await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase });
      await rename(anna, first, 'Het origineel');
      await soon(() => isQuiet(anna)).toBe(true);
      await askOf(copy.service, 'vault.unlock', { by: 'passphrase', passphrase });
      const second = await add(copy, 'Van de kopie');
      await soon(() => isQuiet(copy)).toBe(true);
      await soon(() => nameOf(copy, first)).toBe('Het origineel');
      await askOf(anna.service, 'sync.now', null);
      await soon(() => nameOf(anna, second)).toBe('Van de kopie');
      expect((await askOf(copy.service, 'notices.list', null)).map(({ kind }) => kind)).toContain('laptopRenamed');
    },
    LONG,
  );
});

describe('the key lease', () => {
  it(
    'closes a caseload that did not hear of its office for too long, until it does; a clock that is put back gives no days',
    async () => {
      const day = 24 * 3600_000;
      let now = Date.now();
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      const { store, world } = office.server.context;
      await setLease(store, world, atTheMachine(office.organisation), 7);
      const anna = await connected('Anna Verzonnen', line.url, () => now);
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      line.cut(true);

      const openAgain = async (): Promise<number | null> => {
        await askOf(anna.service, 'vault.lock', { why: 'asked' });
        await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase: 'verzonnen wachtzin voor sync' });
        const state = await askOf(anna.service, 'vault.state', null);
        return state.type === 'open' ? (state.leaseEnded?.days ?? null) : -1;
      };
      now += 6 * day;
      expect(await openAgain()).toBeNull();
      now += 2 * day;
      // Who is writing is not interrupted.
      await rename(anna, dossier, 'Anders');
      expect(await openAgain()).toBe(7);
      await expect(rename(anna, dossier, 'Niet')).rejects.toThrow('LeaseEnded');
      await expect(askOf(anna.service, 'candidates.list', everybody)).rejects.toThrow('LeaseEnded');
      now -= 5 * day;
      expect(await openAgain()).toBe(7);

      line.cut(false);
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => {
        const state = await askOf(anna.service, 'vault.state', null);
        return state.type === 'open' && state.leaseEnded === null;
      }).toBe(true);
      expect(await nameOf(anna, dossier)).toBe('Anders');
      await soon(() => isQuiet(anna)).toBe(true);
      line.cut(true);
      expect(await openAgain()).toBeNull();
    },
    LONG,
  );
});

describe('connecting', () => {
  it(
    'says what is wrong with an address or a code, and that a hotel page is not the office',
    async () => {
      const anna = await openLaptop('Anna Verzonnen');
      const ask = async (address: string, code = 'VERZ-ONNE-N') => {
        const answer = await anna.service.ask(
          'sync.connect',
          { address, code, name: 'laptop' },
          { progress: () => undefined, cancelled: () => false },
        );
        return answer.ok ? 'connected' : answer.error.type;
      };
      expect(await ask('geen adres dat bestaat')).toBe('AddressNotRight');
      expect(await ask('http://kantoor.example.nl')).toBe('NotSecure');
      expect(await ask('http://127.0.0.1:9')).toBe('ServerAway');
      expect(await ask(office.server.url)).toBe('CodeNotKnown');
      const hotel: Server = createServer((_, reply) => {
        reply.setHeader('content-type', 'text/html').end('<html>Welkom in het hotel</html>');
      });
      await new Promise<void>((resolve) => hotel.listen(0, '127.0.0.1', resolve));
      closing.push(() => new Promise((resolve) => hotel.close(() => resolve())));
      expect(await ask(`http://127.0.0.1:${(hotel.address() as AddressInfo).port}`)).toBe('NotTheServer');
      const { code } = await invited('Anna Verzonnen');
      expect(await ask(office.server.url, code)).toBe('connected');
      expect(await ask(office.server.url, code)).toBe('AlreadyConnected');
    },
    LONG,
  );

  it(
    'gets the same answer when the first was lost, and a name of its own where another laptop has its name already',
    async () => {
      const { service, dir } = await openLaptop('Anna Verzonnen');
      const { code, person } = await invited('Anna Verzonnen');
      await service.close();
      const copy = `${dir}-copy`;
      cpSync(dir, copy, { recursive: true });
      closing.push(async () => removeFolder(copy));
      const openOf = async (folder: string): Promise<Service> => {
        const opened = serviceIn(folder);
        closing.push(() => opened.close());
        await askOf(opened, 'vault.unlock', { by: 'passphrase', passphrase: 'verzonnen wachtzin voor sync' });
        return opened;
      };
      const anna = await openOf(dir);
      const ask = (to: Service, address: string, typed: string) =>
        to.ask(
          'sync.connect',
          { address, code: typed, name: 'laptop' },
          { progress: () => undefined, cancelled: () => false },
        );
      // The server hears it and nobody hears the server: the reply to the enrolment is the second.
      const deaf = await deafAfter(office.server.url, 1);
      closing.push(deaf.close);
      expect(await ask(anna, deaf.url, code)).toMatchObject({ ok: false });
      expect(await ask(anna, office.server.url, code)).toMatchObject({ ok: true });
      const { store } = office.server.context;
      expect(
        (await store.read((db) => listDevices(db, office.organisation))).filter((one) => one.person === person),
      ).toHaveLength(1);

      const other = await openOf(copy);
      const { code: second } = await invited('Anna Verzonnen', person);
      expect(await ask(other, office.server.url, second)).toMatchObject({ ok: true });
      expect(
        (await store.read((db) => listDevices(db, office.organisation))).filter((one) => one.person === person),
      ).toHaveLength(2);
    },
    LONG,
  );
});
