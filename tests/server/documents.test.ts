// Documents at the server: sealed bytes in by tus, out by Range, the same to the byte or absent (I12), only to who holds the dossier.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseDossier } from '../../server/erasure.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { announced, newId, type Laptop } from './support/laptop.ts';
import { databases, openOffice, whyNot, type Office } from './support/office.ts';
import { shelves, whyNoShelf, type Shelf } from './support/shelf.ts';

const combinations = [
  { kind: 'SQLite', where: 'a folder' },
  { kind: 'PostgreSQL', where: 'a folder' },
  { kind: 'PostgreSQL', where: 'S3' },
] as const;
for (const { kind, where } of combinations) {
  const reason = whyNot(kind) ?? whyNoShelf(where);
  const why = reason === null ? '' : ` (${reason})`;
  describe.skipIf(reason !== null)(`documents on ${kind} and in ${where}${why}`, { timeout: 120_000 }, () => {
    const places = databases(kind);
    const stores = shelves(where);
    let office: Office;
    let shelf: Shelf;
    let vera: Laptop;
    let joris: Laptop;
    beforeAll(async () => {
      const place = await places.fresh();
      shelf = await stores.fresh(place.folder);
      office = await openOffice(place, { documents: shelf.options });
      vera = await office.person();
      joris = await office.person();
    });
    afterAll(async () => {
      await office.close();
      await places.close();
      await stores.close();
    });

    const begin = async (): Promise<string> => {
      const dossier = newId();
      await vera.push(vera.operation({ dossier }));
      return dossier;
    };
    const announce = (ask: ReturnType<typeof announced>, by = vera) => by.ask('POST', '/v1/documents', ask);
    const folderOf = (dossier: string): string => `${office.organisation}/${dossier}`;
    const addressOf = (dossier: string, id: string): string => `${folderOf(dossier)}/${id}`;
    /** A whole document of Vera's. */
    const stored = async (length = 100_000) => {
      const [dossier, bytes] = [await begin(), randomBytes(length)];
      const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
      expect((await announce(ask)).status).toBe(200);
      expect(await vera.patch(ask.id, 0, bytes)).toMatchObject({ status: 204, offset: length });
      return { ...ask, bytes };
    };

    it('I12 what was broken off goes on where it was, and comes out the same to the byte', async () => {
      const [dossier, bytes] = [await begin(), randomBytes(3_000_000)];
      const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
      const { id } = ask;
      expect((await announce(ask)).status).toBe(200);
      expect(await vera.document('HEAD', id)).toMatchObject({ status: 200, offset: 0 });
      expect((await vera.document('GET', id)).status).toBe(404);
      // A connection that breaks after a third, in the middle of a request.
      const broken = await vera.patchSlowly(id, 0, bytes.length, bytes.subarray(0, 1_000_000));
      await sleep(300);
      broken.destroy();
      const { offset } = await vera.document('HEAD', id);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(1_000_000);
      // Announced again after a lost reply: nothing of what was sent is lost.
      expect((await announce(ask)).status).toBe(200);
      expect((await vera.patch(id, offset + 1, bytes.subarray(offset + 1))).status).toBe(409);
      expect((await vera.patch(id, offset, bytes.subarray(offset, 2_000_000))).offset).toBe(2_000_000);
      expect((await vera.ask('GET', `/v1/documents?dossier=${dossier}`)).body).toEqual({
        documents: [{ ...ask, isComplete: false }],
      });
      expect((await vera.patch(id, 2_000_000, bytes.subarray(2_000_000))).offset).toBe(bytes.length);
      expect((await vera.ask('GET', `/v1/documents?dossier=${dossier}`)).body).toEqual({
        documents: [{ ...ask, isComplete: true }],
      });
      const whole = await vera.document('GET', id);
      expect([whole.status, whole.bytes.equals(bytes)]).toEqual([200, true]);
    });

    it('a span is given as it is asked for, and none where there is nothing', async () => {
      const { id, bytes, length } = await stored();
      const spans: [string, number, number][] = [
        ['bytes=0-9', 0, 10],
        ['bytes=5000-', 5000, length],
        ['bytes=-7', length - 7, length],
        ['bytes=99990-200000', 99_990, length],
      ];
      for (const [range, from, to] of spans) {
        const span = await vera.document('GET', id, { range });
        expect([span.status, span.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to - 1}/${length}`]);
        expect(span.bytes.equals(bytes.subarray(from, to))).toBe(true);
      }
      for (const range of [`bytes=${length}-`, 'bytes=9-5', 'bytes=-0', 'lines=1-2']) {
        const none = await vera.document('GET', id, { range });
        expect([none.status, none.headers.get('content-range')]).toEqual([416, `bytes */${length}`]);
      }
    });

    it('bytes that are not those that were announced are thrown away, and more than those are not taken', async () => {
      const [dossier, bytes] = [await begin(), randomBytes(1000)];
      const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
      await announce(ask);
      expect((await vera.patch(ask.id, 0, randomBytes(1001))).status).toBe(413);
      const other = Buffer.from(bytes);
      other[500] = (other[500] ?? 0) ^ 1;
      const damaged = await vera.patch(ask.id, 0, other);
      expect([damaged.status, damaged.bytes.toString()]).toEqual([460, '{"error":{"type":"Damaged"}}']);
      expect((await vera.document('HEAD', ask.id)).offset).toBe(0);
      expect((await vera.document('GET', ask.id)).status).toBe(404);
      expect((await vera.patch(ask.id, 0, bytes)).status).toBe(204);
      // What is whole stays what it is.
      expect((await announce({ ...ask, sha256: 'f'.repeat(64) })).body).toEqual({ error: { type: 'Taken' } });
      expect((await vera.document('GET', ask.id)).bytes.equals(bytes)).toBe(true);
    });

    it('only who holds the dossier at that moment hears of it, hands in and downloads; the key comes along with the grant', async () => {
      const { id, dossier, bytes, key } = await stored();
      const nothing = async (of: Laptop) => {
        expect((await of.ask('GET', `/v1/documents?dossier=${dossier}`)).status).toBe(404);
        expect((await of.document('GET', id)).status).toBe(404);
        expect((await of.document('HEAD', id)).status).toBe(404);
        expect((await of.patch(id, 0, bytes)).status).toBe(404);
        expect((await announce(announced({ id: newId(), dossier }, bytes, 'x'), of)).status).toBe(404);
      };
      await nothing(joris);
      const { context } = office.server;
      const hand = atTheMachine(office.organisation);
      const to = { person: joris.state.person };
      const given = await giveGrant(context.store, context.world, hand, { dossier, to });
      expect((await joris.ask('GET', `/v1/documents?dossier=${dossier}`)).body.documents).toMatchObject([{ id, key }]);
      expect((await joris.document('GET', id)).bytes.equals(bytes)).toBe(true);
      if (given.ok) await revokeGrant(context, hand, given.value.epoch);
      await nothing(joris);
      // And who lost it may not go on with what they began.
      const half = announced({ id: newId(), dossier }, bytes, 'x');
      await announce(half);
      const own = await context.store.read((db) => listGrants(db, office.organisation, { dossier }));
      for (const { epoch } of own) await revokeGrant(context, hand, epoch);
      await nothing(vera);
      expect((await vera.patch(half.id, 0, bytes)).status).toBe(404);
    });

    it('a document of one dossier is not to be had through another, nor a path', async () => {
      const { id, bytes } = await stored();
      const other = await begin();
      expect((await announce(announced({ id, dossier: other }, bytes, 'x'))).status).toBe(404);
      for (const path of ['..', '..%2F..%2Fserver.sqlite', `${other}%2F${id}`]) {
        expect((await vera.document('GET', path)).status).toBeGreaterThanOrEqual(400);
      }
    });

    it('I5 with the dossier its documents and their keys are gone, also those that were half there, and stay so', async () => {
      const { id, dossier, key } = await stored();
      const half = announced({ id: newId(), dossier }, randomBytes(500), 'half');
      await announce(half);
      expect(await shelf.kept(folderOf(dossier))).toEqual(
        expect.arrayContaining([addressOf(dossier, id), addressOf(dossier, half.id)]),
      );
      const { context } = office.server;
      await eraseDossier(context, atTheMachine(office.organisation), dossier, 'request');
      expect(await shelf.kept(folderOf(dossier))).toEqual([]);
      const rows = await context.store.read((db) => db.all(`SELECT * FROM "document" WHERE "dossier" = ?`, dossier));
      expect([rows, key.length > 0]).toEqual([[], true]);
      expect((await vera.patch(half.id, 0, randomBytes(500))).status).toBe(404);
      expect((await announce(half)).status).toBe(404);
    });

    it('bytes that came just before a server stopped count when their checksum was looked at, and not before', async () => {
      const [dossier, bytes] = [await begin(), randomBytes(1000)];
      for (const there of [bytes, randomBytes(1000)]) {
        const ask = announced({ id: newId(), dossier }, bytes, 'sleutel');
        await announce(ask);
        await shelf.put(addressOf(dossier, ask.id), there);
        expect((await vera.document('GET', ask.id)).status).toBe(404);
        expect((await vera.document('HEAD', ask.id)).offset).toBe(1000);
        expect((await vera.patch(ask.id, 1000, Buffer.alloc(0))).status).toBe(there === bytes ? 204 : 460);
        expect((await vera.document('GET', ask.id)).status).toBe(there === bytes ? 200 : 404);
      }
    });

    it('a large piece goes in one request, without a limit but the length that was announced', async () => {
      const { id, bytes } = await stored(30_000_000);
      expect((await vera.document('GET', id)).bytes.equals(bytes)).toBe(true);
    });

    it('what stands in the table and was lost is not there, and is handed in again', async () => {
      const { id, dossier, bytes, ...ask } = await stored();
      await shelf.lose(addressOf(dossier, id));
      expect((await vera.document('GET', id)).status).toBe(404);
      expect((await announce({ id, dossier, ...ask })).status).toBe(200);
      expect((await vera.document('HEAD', id)).offset).toBe(0);
      expect((await vera.patch(id, 0, Buffer.alloc(bytes.length - 1))).status).toBe(204);
      expect((await vera.patch(id, bytes.length - 1, bytes.subarray(-1))).status).toBe(460);
      expect((await vera.ask('GET', `/v1/documents?dossier=${dossier}`)).body.documents).toMatchObject([
        { id, isComplete: false },
      ]);
      expect((await vera.patch(id, 0, bytes)).status).toBe(204);
      expect((await vera.document('GET', id)).bytes.equals(bytes)).toBe(true);
    });

    it('what is shorter than it was is as good as lost', async () => {
      const { id, dossier, bytes, ...ask } = await stored();
      await shelf.lose(addressOf(dossier, id));
      await office.server.context.store.write((db) =>
        db.run(`UPDATE "document" SET "completedAt" = NULL WHERE "id" = ?`, id),
      );
      await announce({ id, dossier, ...ask });
      await shelf.put(addressOf(dossier, id), bytes.subarray(0, 10));
      await office.server.context.store.write((db) =>
        db.run(`UPDATE "document" SET "completedAt" = 1 WHERE "id" = ?`, id),
      );
      expect((await vera.document('GET', id)).status).toBe(404);
      expect((await announce({ id, dossier, ...ask })).status).toBe(200);
      const { offset } = await vera.document('HEAD', id);
      expect((await vera.patch(id, offset, bytes.subarray(offset))).status).toBe(204);
      expect((await vera.document('GET', id)).bytes.equals(bytes)).toBe(true);
    });
  });
}
