// Several servers on one database with their documents in one folder or one S3-compatible store: any of them goes on with what another
// began, one writes at a time, and what is erased at one is not written by another. The second server is a process of its own.

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clearErased, eraseDossier } from '../../server/erasure.ts';
import { atTheMachine } from '../../server/people.ts';
import { announced, newId, type Laptop } from './support/laptop.ts';
import { databases, openOffice, whyNot, type Office } from './support/office.ts';
import { processes } from './support/processes.ts';
import { shelfInBucket, shelves, whyNoShelf, type Shelf } from './support/shelf.ts';
import { startSwift, SWIFT_SECRET, whyNoSwift, type Swift } from './support/swift.ts';

const environment = (shelf: Shelf, instance: string): NodeJS.ProcessEnv => ({
  JOBPORT_EXAMPLE: 'no',
  JOBPORT_INSTANCE: instance,
  ...(shelf.options.kind === 'folder'
    ? { JOBPORT_DOCUMENTS: shelf.options.folder }
    : {
        JOBPORT_S3_BUCKET: shelf.options.bucket,
        JOBPORT_S3_ENDPOINT: shelf.options.endpoint ?? '',
        JOBPORT_S3_KEY: shelf.options.credentials?.key,
        JOBPORT_S3_SECRET: shelf.options.credentials?.secret,
      }),
});

for (const { kind, where } of [
  { kind: 'SQLite', where: 'a folder' },
  { kind: 'SQLite', where: 'S3' },
  { kind: 'PostgreSQL', where: 'S3' },
] as const) {
  const reason = whyNot(kind) ?? whyNoShelf(where);
  const why = reason === null ? '' : ` (${reason})`;
  describe.skipIf(reason !== null)(`two servers on ${kind}, documents in ${where}${why}`, { timeout: 120_000 }, () => {
    const places = databases(kind);
    const stores = shelves(where);
    const running = processes();
    let place: Awaited<ReturnType<typeof places.fresh>>;
    let office: Office;
    let shelf: Shelf;
    let vera: Laptop;
    let other: Awaited<ReturnType<typeof running.serve>>;
    beforeAll(async () => {
      place = await places.fresh();
      shelf = await stores.fresh(place.folder);
      office = await openOffice(place, { documents: shelf.options });
      vera = await office.person();
      other = await running.serve(place, environment(shelf, 'other'));
    });
    afterEach(() => vera.moveTo(office.server.url));
    afterAll(async () => {
      running.close();
      await office.close();
      await places.close();
      await stores.close();
    });

    const begun = async (length: number) => {
      const [dossier, bytes] = [newId(), randomBytes(length)];
      await vera.push(vera.operation({ dossier }));
      const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
      expect((await vera.ask('POST', '/v1/documents', ask)).status).toBe(200);
      return { ...ask, bytes, address: `${office.organisation}/${dossier}/${ask.id}` };
    };
    const beginsAtOther = async (document: Awaited<ReturnType<typeof begun>>, length: number) => {
      vera.moveTo(other.url);
      const slow = await vera.patchSlowly(document.id, 0, document.length, document.bytes.subarray(0, length));
      await expect.poll(() => isLocked(document.id)).toBe(true);
      vera.moveTo(office.server.url);
      return slow;
    };
    const isLocked = async (id: string): Promise<boolean> =>
      (await office.server.context.store.read((db) =>
        db.get(`SELECT 1 AS "one" FROM "documentLock" WHERE "document" = ?`, id),
      )) !== undefined;
    const goesOnHere = async ({ id, bytes, length }: Awaited<ReturnType<typeof begun>>, from: number) => {
      expect(await vera.patch(id, from, bytes.subarray(from))).toMatchObject({ status: 204, offset: length });
      const whole = await vera.document('GET', id);
      expect([whole.status, whole.bytes.equals(bytes)]).toEqual([200, true]);
      const middle = await vera.document('GET', id, { range: 'bytes=6000000-6000099' });
      expect([middle.status, middle.bytes.equals(bytes.subarray(6_000_000, 6_000_100))]).toEqual([206, true]);
    };

    it('I12 one goes on where the connection to the other hangs: the other stops for it, and what came there is kept', async () => {
      const document = await begun(12_000_000);
      const slow = await beginsAtOther(document, 9_000_000);
      const { offset } = await vera.document('HEAD', document.id);
      slow.destroy();
      expect(offset).toBe(9_000_000);
      await goesOnHere(document, offset);
      expect(await isLocked(document.id)).toBe(false);
    });

    it('two that write at the same moment do not mix: one of them is told to look where it was', async () => {
      const document = await begun(12_000_000);
      const all = [office.server.url, other.url].map((url) => {
        vera.moveTo(url);
        return vera.patch(document.id, 0, document.bytes);
      });
      const statuses = (await Promise.all(all)).map(({ status }) => status).sort();
      expect(statuses).toEqual([204, 409]);
      expect((await vera.document('GET', document.id)).bytes.equals(document.bytes)).toBe(true);
    });

    it('I5 what is erased while its bytes come in at the other is not there afterwards', async () => {
      const document = await begun(12_000_000);
      const slow = await beginsAtOther(document, 6_000_000);
      const { context } = office.server;
      await eraseDossier(context, atTheMachine(office.organisation), document.dossier, 'request');
      slow.end(document.bytes.subarray(6_000_000));
      await expect.poll(() => isLocked(document.id), { timeout: 30_000 }).toBe(false);
      await expect
        .poll(() => shelf.kept(`${office.organisation}/${document.dossier}`), { timeout: 30_000 })
        .toEqual([]);
    });

    it('one goes on where the other was killed, once its lock has lapsed', async () => {
      const document = await begun(12_000_000);
      const slow = await beginsAtOther(document, 9_000_000);
      await other.kill();
      slow.destroy();
      const { status, offset } = await vera.document('HEAD', document.id);
      expect([status, offset <= 9_000_000]).toEqual([200, true]);
      await goesOnHere(document, offset);
    });
  });
}

const reason = whyNoSwift();
describe.skipIf(reason !== null)(
  `an S3-compatible store${reason === null ? '' : ` (${reason})`}`,
  { timeout: 120_000 },
  () => {
    const places = databases('SQLite');
    let swift: Swift;
    beforeAll(async () => {
      swift = await startSwift();
    });
    afterAll(async () => {
      await swift.close();
      await places.close();
    });
    const opened = async () => {
      const shelf = shelfInBucket(swift, await swift.newBucket());
      const office = await openOffice(await places.fresh(), { documents: shelf.options });
      const vera = await office.person();
      const store = async (length: number) => {
        const [dossier, bytes] = [newId(), randomBytes(length)];
        await vera.push(vera.operation({ dossier }));
        const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
        expect((await vera.ask('POST', '/v1/documents', ask)).status).toBe(200);
        expect(await vera.patch(ask.id, 0, bytes)).toMatchObject({ status: 204 });
        return { ...ask, bytes };
      };
      return { shelf, office, vera, store };
    };
    /** Behind its back: whether bytes are on its disk. */
    const isOnDisk = (bytes: Buffer): boolean =>
      existsSync(swift.folder) &&
      readdirSync(swift.folder, { recursive: true, withFileTypes: true }).some(
        (each) => each.isFile() && readFileSync(join(each.parentPath, each.name)).includes(bytes),
      );

    it('I5 keeps no version of what is erased, also where a bucket keeps versions, nor a byte on its disk', async () => {
      const { shelf, office, vera, store } = await opened();
      const { bucket: Bucket } = shelf.options as { bucket: string };
      await swift.s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
      const { id, dossier, bytes } = await store(6_000_000);
      const piece = bytes.subarray(1000, 1064);
      expect(isOnDisk(piece)).toBe(true);
      // A second version of it, and something half beside it.
      await swift.s3.putObject({ Bucket, Key: `${office.organisation}/${dossier}/${id}`, Body: bytes });
      const half = announced({ id: newId(), dossier }, bytes, 'x');
      expect((await vera.ask('POST', '/v1/documents', half)).status).toBe(200);
      expect((await vera.patch(half.id, 0, bytes.subarray(0, 100_000))).status).toBe(204);
      const kept = await store(1000);
      await eraseDossier(office.server.context, atTheMachine(office.organisation), dossier, 'request');
      expect(await shelf.kept('')).toEqual([`${office.organisation}/${kept.dossier}/${kept.id}`]);
      expect(isOnDisk(piece)).toBe(false);
      expect((await vera.document('GET', kept.id)).bytes.equals(kept.bytes)).toBe(true);
      await office.close();
    });

    it('that can not be reached is said by readiness, loses nothing, and holds up neither sync nor an erasure', async () => {
      const { shelf, office, vera, store } = await opened();
      const [kept, erased] = [await store(1000), await store(1000)];
      const ready = () => vera.send('GET', '/health/ready', undefined, {});
      expect((await ready()).body).toEqual({ ready: true, documents: true });
      await swift.stop();
      expect((await ready()).body).toEqual({ ready: true, documents: false });
      for (const method of ['GET', 'HEAD']) expect((await vera.document(method, kept.id)).status).toBe(503);
      const half = announced({ id: newId(), dossier: kept.dossier }, Buffer.alloc(10), 'x');
      expect((await vera.ask('POST', '/v1/documents', half)).body).toEqual({ error: { type: 'Unavailable' } });
      const { context } = office.server;
      expect(await eraseDossier(context, atTheMachine(office.organisation), erased.dossier, 'request')).toMatchObject({
        ok: true,
      });
      expect((await vera.push(vera.operation({ dossier: newId() }))).results).toMatchObject([{ result: 'applied' }]);
      await swift.start();
      // Nothing was taken for lost meanwhile.
      expect((await vera.document('GET', kept.id)).bytes.equals(kept.bytes)).toBe(true);
      expect((await vera.ask('POST', '/v1/documents', half)).status).toBe(200);
      expect(await shelf.kept(`${office.organisation}/${erased.dossier}`)).not.toEqual([]);
      await clearErased(context);
      expect(await shelf.kept(`${office.organisation}/${erased.dossier}`)).toEqual([]);
      expect(office.log()).not.toContain(SWIFT_SECRET);
      expect(office.log()).not.toContain(kept.dossier);
      await office.close();
    });

    it('of which the bucket is gone has nothing to say about a document: it is not taken for lost', async () => {
      const { shelf, office, vera, store } = await opened();
      const kept = await store(1000);
      const { bucket: Bucket } = shelf.options as { bucket: string };
      await shelf.lose(`${office.organisation}/${kept.dossier}/${kept.id}`);
      await swift.s3.deleteBucket({ Bucket });
      expect((await vera.document('GET', kept.id)).status).toBe(503);
      const listed = await vera.ask('GET', `/v1/documents?dossier=${kept.dossier}`);
      expect(listed.body.documents).toMatchObject([{ isComplete: true }]);
      await office.close();
    });
  },
);
