// What the store promises of a transaction, on both databases: whole or not at all, also where its end goes along with its last questions.

import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../server/store.ts';
import { databases, KINDS, whyNot } from './support/office.ts';

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`a transaction on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    afterAll(() => places.close());

    it('leaves nothing when one of the questions that end it fails, and the next one is a whole one again', async () => {
      const store = await openStore((await places.fresh()).database);
      const proof = (id: string, expiresAt: number | null = 1) => ({ id, expiresAt });
      await store.write((db) => db.insert('proof', [proof('one')]));
      const failing = store.write(async (db) => {
        const asked = [db.insert('proof', [proof('two')]), db.insert('proof', [proof('two and a half', null)])];
        db.thatIsAll();
        await Promise.all(asked);
      });
      await expect(failing).rejects.toThrow();
      await store.write(async (db) => {
        const asked = db.insert('proof', [proof('three')]);
        db.thatIsAll();
        await asked;
      });
      const kept = await store.read((db) => db.all(`SELECT "id" FROM "proof" ORDER BY "id"`));
      expect(kept).toEqual([{ id: 'one' }, { id: 'three' }]);
      await store.close();
    });
  });
}
