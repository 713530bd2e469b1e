/** Documents between two real laptops and a real office: sealed bytes up by tus and down by Range, over lines that break. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENTS_FOLDER } from '../../electron/documents/files.ts';
import { eraseDossier } from '../../server/erasure.ts';
import { listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { decideQuarantine, listQuarantine } from '../../server/quarantine.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { SHELVES, shelves, whyNoShelf, type Shelf } from '../server/support/shelf.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { addDocument, fileAt, whole } from '../support/laptop-documents.ts';
import { LAPTOP_PASSPHRASE, laptopsOf, type Laptop } from '../support/laptops.ts';
import { cuttable } from '../support/line.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 25 });
const LONG = 120_000;
const places = databases('SQLite');
afterAll(() => places.close());

let office: Office;
let shelf: Shelf;
let outside: string;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
  removeFolder(outside);
});
const atOffice = (dossier: string, row: string): string => `${office.organisation}/${dossier}/${row}`;
const { connected, stateOf, isQuiet, add, nameOf, give } = laptopsOf(() => office, closing);
const added = (laptop: Laptop, dossier: string, bytes: Uint8Array, name?: string): Promise<string> =>
  addDocument(laptop, dossier, bytes, outside, name);

/** Two advisers who hold the same dossier. */
async function two(address?: string): Promise<{ anna: Laptop; bram: Laptop; dossier: string }> {
  const anna = await connected('Anna Verzonnen', address);
  const bram = await connected('Bram Verzonnen', address);
  const dossier = await add(anna, 'Verzonnen');
  await soon(() => isQuiet(anna)).toBe(true);
  await give(dossier, bram);
  await askOf(bram.service, 'sync.now', null);
  await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
  return { anna, bram, dossier };
}

const isAtOffice = async (laptop: Laptop, dossier: string) => (await fileAt(laptop, dossier))?.isAtOffice ?? false;
const isHere = async (laptop: Laptop, dossier: string) => (await fileAt(laptop, dossier))?.isHere ?? false;
const onDisk = ({ dir }: Laptop, dossier: string): string[] => {
  const folder = join(dir, DOCUMENTS_FOLDER, dossier);
  return existsSync(folder) ? readdirSync(folder) : [];
};
async function revoke(dossier: string, from: Laptop): Promise<void> {
  const { context } = office.server;
  const grants = await context.store.read((db) =>
    listGrants(db, office.organisation, { dossier, person: from.person }),
  );
  for (const { epoch } of grants) await revokeGrant(context, atTheMachine(office.organisation), epoch);
}

for (const where of SHELVES) {
  const reason = whyNoShelf(where);
  describe.skipIf(reason !== null)(
    `a document, with the office's in ${where}${reason === null ? '' : ` (${reason})`}`,
    () => {
      const stores = shelves(where);
      afterAll(() => stores.close());
      beforeEach(async () => {
        const place = await places.fresh();
        shelf = await stores.fresh(place.folder);
        office = await openOffice(place, { documents: shelf.options });
        outside = newFolder('outside');
      });

      it(
        'I12 goes to the office by itself, and comes to a colleague when they ask, the same to the byte',
        async () => {
          const { anna, bram, dossier } = await two();
          const bytes = randomBytes(1_500_000);
          const row = await added(anna, dossier, bytes);
          await soon(() => isAtOffice(anna, dossier)).toBe(true);
          expect((await stateOf(anna)).documents).toEqual({ waiting: 0, bytes: 0 });
          // What lies at the office is not what it says.
          expect((await shelf.bytes(atOffice(dossier, row))).includes(bytes.subarray(0, 64))).toBe(false);
          await soon(() => fileAt(bram, dossier)).toMatchObject({
            row,
            isHere: false,
            isAtOffice: true,
            here: 0,
            doing: null,
          });
          expect(await bram.service.ask('documents.read', { row, offset: 0, length: 1 }, quietJob)).toEqual({
            ok: false,
            error: { type: 'DocumentNotHere' },
          });
          await askOf(bram.service, 'documents.fetch', { rows: [row] });
          await soon(() => isHere(bram, dossier)).toBe(true);
          expect((await whole(bram, row)).equals(bytes)).toBe(true);
          expect(await askOf(bram.service, 'caseload.verify', null)).toMatchObject({ documents: true, problems: [] });
          // What the office has may go from this laptop, and come back.
          await askOf(bram.service, 'documents.pin', { rows: [row], pinned: false });
          expect([await isHere(bram, dossier), onDisk(bram, dossier)]).toEqual([false, []]);
          await askOf(bram.service, 'documents.pin', { rows: [row], pinned: true });
          await soon(() => isHere(bram, dossier)).toBe(true);
          expect((await fileAt(bram, dossier))?.pinned).toBe(true);
        },
        LONG,
      );

      it(
        'that is broken off goes on where it was, on the way up and on the way down, also after a stop',
        async () => {
          const line = await cuttable(office.server.url);
          closing.push(line.close);
          const { anna, bram, dossier } = await two(line.url);
          const bytes = randomBytes(24_000_000);
          const row = await added(anna, dossier, bytes);
          const arrived = (): Promise<number> => shelf.arrived(atOffice(dossier, row));
          await soon(arrived).toBeGreaterThan(1_000_000);
          line.cut(true);
          const before = await arrived();
          expect(before).toBeLessThan(bytes.length);
          await soon(async () => (await fileAt(anna, dossier))?.doing).toBe('waitsForLine');
          line.cut(false);
          await askOf(anna.service, 'sync.now', null);
          await soon(() => isAtOffice(anna, dossier)).toBe(true);
          await soon(() => fileAt(bram, dossier)).toMatchObject({ isAtOffice: true });

          await askOf(bram.service, 'documents.fetch', { rows: [row] });
          await soon(async () => (await fileAt(bram, dossier))?.here ?? 0).toBeGreaterThan(1_000_000);
          line.cut(true);
          await bram.service.close();
          const half = readdirSync(join(bram.dir, DOCUMENTS_FOLDER, dossier));
          expect(half).toEqual([`${row}.half`]);
          line.cut(false);
          bram.service = serviceIn(bram.dir);
          const unlocked = askOf(bram.service, 'vault.unlock', { by: 'passphrase', passphrase: LAPTOP_PASSPHRASE });
          await unlocked;
          const goesOnAt = (await fileAt(bram, dossier))?.here ?? 0;
          expect(goesOnAt).toBeGreaterThan(1_000_000);
          await askOf(bram.service, 'sync.now', null);
          await soon(() => isHere(bram, dossier)).toBe(true);
          expect((await whole(bram, row)).equals(bytes)).toBe(true);
          const { movedTodayMb } = await askOf(bram.service, 'documents.settings', null);
          // No byte came twice, but those of the piece that was under way.
          expect(movedTodayMb).toBeLessThan(24 + 17);
        },
        LONG,
      );

      it(
        'P25 of a dossier that was taken before it was handed in is handed in all the same, and comes with the work that is taken over',
        async () => {
          const { anna, bram, dossier } = await two();
          await askOf(bram.service, 'sync.pause', { paused: true });
          const bytes = randomBytes(300_000);
          const row = await added(bram, dossier, bytes);
          await revoke(dossier, bram);
          await askOf(bram.service, 'sync.pause', { paused: false });
          await soon(() => nameOf(bram, dossier)).toBeNull();
          await soon(() => onDisk(bram, dossier)).toEqual([]);
          expect(await shelf.arrived(atOffice(dossier, row))).toBeGreaterThan(0);
          const { store, world, events } = office.server.context;
          const holder = {
            organisation: office.organisation,
            person: anna.person,
            device: 'x',
            roles: ['adviser' as const],
          };
          const waiting = await store.read((db) => listQuarantine(db, world, holder as never));
          for (const { id } of waiting)
            expect((await decideQuarantine(store, world, holder as never, id, 'takeOver')).ok).toBe(true);
          events.announce({ organisation: office.organisation, dossiers: [dossier], persons: [], exceptDevice: null });
          await askOf(anna.service, 'sync.now', null);
          await soon(() => fileAt(anna, dossier)).toMatchObject({ row, isAtOffice: true });
          await askOf(anna.service, 'documents.fetch', { rows: [row] });
          await soon(() => isHere(anna, dossier)).toBe(true);
          expect((await whole(anna, row)).equals(bytes)).toBe(true);
        },
        LONG,
      );

      it(
        'P25 that must leave with its dossier is handed in whatever the limit of the day, and on a line that costs money',
        async () => {
          const { bram, dossier } = await two();
          await askOf(bram.service, 'documents.setLimit', { dailyLimitMb: 1 });
          const first = await added(bram, dossier, randomBytes(1_200_000), 'een.bin');
          await soon(async () => (await fileAt(bram, dossier, first))?.isAtOffice).toBe(true);
          const second = await added(bram, dossier, randomBytes(100_000), 'twee.bin');
          await soon(async () => (await fileAt(bram, dossier, second))?.doing).toBe('waitsForDay');
          await askOf(bram.service, 'sync.meter', { metered: true });
          await revoke(dossier, bram);
          await askOf(bram.service, 'sync.now', null);
          await soon(() => nameOf(bram, dossier)).toBeNull();
          await soon(() => onDisk(bram, dossier)).toEqual([]);
          expect(await shelf.arrived(atOffice(dossier, second))).toBeGreaterThan(100_000);
          // The day of what does not leave is as full as it was.
          const other = await add(bram, 'Anders');
          const third = await added(bram, other, randomBytes(100_000), 'drie.bin');
          await soon(async () => (await fileAt(bram, other, third))?.doing).toBe('waitsForDay');
        },
        LONG,
      );

      it(
        'P25 of a dossier that is let go while the last of it is on its way goes from the laptop when it has arrived',
        async () => {
          const line = await cuttable(office.server.url);
          closing.push(line.close);
          const { bram, dossier } = await two(line.url);
          line.hold('PATCH');
          const row = await added(bram, dossier, randomBytes(100_000));
          await soon(() => shelf.arrived(atOffice(dossier, row))).toBeGreaterThan(100_000);
          await revoke(dossier, bram);
          await askOf(bram.service, 'sync.now', null);
          await soon(() => nameOf(bram, dossier)).toBeNull();
          expect(onDisk(bram, dossier)).toEqual([row]);
          line.hold(null);
          await soon(() => onDisk(bram, dossier)).toEqual([]);
        },
        LONG,
      );

      it(
        'P25 of a dossier that was erased goes at once, here and there, whether it was handed in or not',
        async () => {
          const { anna, bram, dossier } = await two();
          await added(anna, dossier, randomBytes(10_000), 'een.txt');
          await soon(() => isAtOffice(anna, dossier)).toBe(true);
          await askOf(bram.service, 'sync.pause', { paused: true });
          await added(bram, dossier, randomBytes(10_000), 'twee.txt');
          await eraseDossier(office.server.context, atTheMachine(office.organisation), dossier, 'request');
          await askOf(bram.service, 'sync.pause', { paused: false });
          for (const laptop of [anna, bram]) {
            await askOf(laptop.service, 'sync.now', null);
            await soon(() => nameOf(laptop, dossier)).toBeNull();
            await soon(() => onDisk(laptop, dossier)).toEqual([]);
          }
          expect(await shelf.kept(`${office.organisation}/${dossier}`)).toEqual([]);
        },
        LONG,
      );

      it(
        'I4 of a dossier that was taken goes from the disk at once, also while another one is coming',
        async () => {
          const { anna, bram, dossier } = await two();
          const row = await added(anna, dossier, randomBytes(100_000), 'klein.bin');
          await soon(() => isAtOffice(bram, dossier)).toBe(true);
          await askOf(bram.service, 'documents.fetch', { rows: [row] });
          await soon(() => isHere(bram, dossier)).toBe(true);
          const other = await add(anna, 'Anders');
          await soon(() => isQuiet(anna)).toBe(true);
          await give(other, bram);
          const large = await added(anna, other, Buffer.alloc(80_000_000, randomBytes(1000)), 'groot.bin');
          await soon(() => isAtOffice(anna, other)).toBe(true);
          await soon(() => isAtOffice(bram, other)).toBe(true);
          await askOf(bram.service, 'documents.fetch', { rows: [large] });
          await soon(async () => (await fileAt(bram, other))?.here ?? 0).toBeGreaterThan(0);
          await revoke(dossier, bram);
          await askOf(bram.service, 'sync.now', null);
          await expect.poll(() => onDisk(bram, dossier), { timeout: 30_000, interval: 5 }).toEqual([]);
          expect(await isHere(bram, other)).toBe(false);
        },
        LONG,
      );

      it(
        'that is damaged on one laptop is fetched again, and one that the office lost is handed in again',
        async () => {
          const { anna, dossier } = await two();
          const bytes = randomBytes(200_000);
          const row = await added(anna, dossier, bytes);
          await soon(() => isAtOffice(anna, dossier)).toBe(true);
          const path = join(anna.dir, DOCUMENTS_FOLDER, dossier, row);
          const sealed = readFileSync(path);
          sealed[100_000] = (sealed[100_000] ?? 0) ^ 1;
          writeFileSync(path, sealed);
          const read = await anna.service.ask('documents.read', { row, offset: 0, length: 200_000 }, quietJob);
          expect(read).toEqual({ ok: false, error: { type: 'DocumentToFetchAgain' } });
          await askOf(anna.service, 'sync.now', null);
          await soon(() => isHere(anna, dossier)).toBe(true);
          expect((await whole(anna, row)).equals(bytes)).toBe(true);

          await shelf.lose(atOffice(dossier, row));
          const bram = await connected('Bram Anders');
          await give(dossier, bram);
          await askOf(bram.service, 'sync.now', null);
          await soon(() => fileAt(bram, dossier)).toMatchObject({ isAtOffice: true });
          await askOf(bram.service, 'documents.fetch', { rows: [row] });
          // The office finds that it has none; Anna's laptop hears of it, and hands it in again.
          await soon(() => isHere(bram, dossier)).toBe(true);
          expect((await whole(bram, row)).equals(bytes)).toBe(true);
        },
        LONG,
      );

      it(
        'that has not got its name yet, as after a kill, goes to the office all the same and is not called damaged',
        async () => {
          const { anna, dossier } = await two();
          await askOf(anna.service, 'sync.pause', { paused: true });
          const bytes = randomBytes(200_000);
          const row = await added(anna, dossier, bytes);
          const path = join(anna.dir, DOCUMENTS_FOLDER, dossier, row);
          renameSync(path, `${path}.half`);
          await askOf(anna.service, 'sync.pause', { paused: false });
          await soon(async () => (await fileAt(anna, dossier))?.doing).toBeNull();
          expect(await fileAt(anna, dossier)).toMatchObject({ isHere: true, isAtOffice: true, damaged: false });
          expect((await whole(anna, row)).equals(bytes)).toBe(true);
        },
        LONG,
      );

      it(
        'waits when the limit of the day is reached, but comes when the adviser asks for it',
        async () => {
          const { anna, bram, dossier } = await two();
          await askOf(anna.service, 'documents.setLimit', { dailyLimitMb: 1 });
          const first = await added(anna, dossier, randomBytes(1_200_000), 'een.bin');
          await soon(async () => (await fileAt(anna, dossier, first))?.isAtOffice).toBe(true);
          const second = await added(anna, dossier, randomBytes(100_000), 'twee.bin');
          await soon(async () => (await fileAt(anna, dossier, second))?.doing).toBe('waitsForDay');
          expect((await stateOf(anna)).documents).toMatchObject({ waiting: 1 });
          await askOf(bram.service, 'documents.setLimit', { dailyLimitMb: 1 });
          await soon(async () => (await fileAt(bram, dossier, first))?.isAtOffice).toBe(true);
          await askOf(bram.service, 'documents.fetch', { rows: [first] });
          await soon(async () => (await fileAt(bram, dossier, first))?.isHere).toBe(true);
          await askOf(anna.service, 'sync.meter', { metered: true });
          await askOf(anna.service, 'documents.setLimit', { dailyLimitMb: null });
          await soon(async () => (await fileAt(anna, dossier, second))?.doing).toBe('waitsForLine');
          // A line that costs money carries what is asked for, and nothing else of documents.
          await askOf(anna.service, 'sync.meter', { metered: false });
          await askOf(anna.service, 'sync.now', null);
          await soon(async () => (await fileAt(anna, dossier, second))?.isAtOffice).toBe(true);
        },
        LONG,
      );
    },
  );
}
