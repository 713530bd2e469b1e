/** An office restored from last night, and the documents that came since. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, restore } from '../../server/backup.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { processes } from '../server/support/processes.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { addDocument, fileAt, whole } from '../support/laptop-documents.ts';
import { laptopsOf } from '../support/laptops.ts';
import { cuttable } from '../support/line.ts';
import { askOf } from '../support/space.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 25 });
const LONG = 120_000;
const places = databases('SQLite');
afterAll(() => places.close());

let office: Office;
let place: Awaited<ReturnType<typeof places.fresh>>;
let outside: string;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  place = await places.fresh();
  office = await openOffice(place);
  outside = newFolder('outside');
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
  removeFolder(outside);
});
const { connected, isQuiet, add, nameOf, give } = laptopsOf(() => office, closing);

describe('a document', () => {
  it(
    'P25 that came after the backup of which an office is restored is handed in again, and one that the backup knows is not',
    async () => {
      const line = await cuttable(office.server.url);
      closing.push(line.close);
      const anna = await connected('Anna Verzonnen', line.url);
      const bram = await connected('Bram Verzonnen', line.url);
      const dossier = await add(anna, 'Verzonnen');
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      const before = await addDocument(anna, dossier, randomBytes(3_000_000), outside, 'gisteren.bin');
      await soon(async () => (await fileAt(anna, dossier, before))?.isAtOffice).toBe(true);
      const file = join(place.folder, 'last-night');
      const { store, world } = office.server.context;
      expect(await backup(store, place.database, file)).toMatchObject({ ok: true });
      const bytes = randomBytes(200_000);
      const row = await addDocument(anna, dossier, bytes, outside, 'vandaag.bin');
      await soon(async () => (await fileAt(anna, dossier, row))?.isAtOffice).toBe(true);
      line.cut(true);
      await office.server.close();
      const done = await restore(
        place.database,
        { journalFolder: place.journalFolder, documents: { kind: 'folder', folder: join(place.folder, 'documents') } },
        world,
        file,
      );
      expect(done).toMatchObject({ ok: true });
      const running = processes();
      closing.push(async () => running.close());
      const again = await running.serve(place);
      line.to(again.url);
      line.cut(false);
      const { up } = line.moved();
      for (const { service } of [anna, bram]) await askOf(service, 'sync.now', null);
      await soon(() => isQuiet(anna)).toBe(true);
      await soon(async () => (await fileAt(anna, dossier, row))?.isAtOffice).toBe(true);
      await soon(async () => (await fileAt(anna, dossier, before))?.isAtOffice).toBe(true);
      await soon(async () => (await fileAt(bram, dossier, row))?.isAtOffice).toBe(true);
      await askOf(bram.service, 'documents.fetch', { rows: [row] });
      await soon(async () => (await fileAt(bram, dossier, row))?.isHere).toBe(true);
      expect((await whole(bram, row)).equals(bytes)).toBe(true);
      expect(line.moved().up - up).toBeLessThan(1_000_000);
      expect(await again.stop()).toBe(0);
      office = await openOffice(await places.fresh());
    },
    LONG,
  );
});
