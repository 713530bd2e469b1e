/**
 * Who writes a document: one at a time, over all servers on a database (tus wants it, and has it in memory by itself: trap 8 of the
 * design). A line in the database, renewed while it is used; of a server that died it lapses. Whoever waits says so in the line, and the
 * holder stops: mostly that is the same laptop, whose broken connection the holder has not noticed yet.
 *
 * A server that sleeps longer than its lock lasts may write together with another. Then the checksum of the whole does not fit, and the
 * document is handed in again (P20): the lock spares work, it is not what keeps a document whole.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ERRORS, type Locker } from '@tus/server';
import { placeOf } from './document-files.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** Above what clocks of servers differ, below what a laptop waits for an answer. */
const LASTS_MS = 15_000;
const RENEWED_EACH_MS = 1_000;
const LOOKED_EACH_MS = 200;
/** Above LASTS_MS: whoever comes after a server that died gets it. */
const PATIENCE_MS = 25_000;

/** Of servers that died. */
export const forgetLocks = (store: Store, world: World): Promise<number> =>
  store.write((db) => db.run(`DELETE FROM "documentLock" WHERE "until" < ?`, world.now()));

export const sharedLocks = (store: Store, world: World): Locker => ({
  newLock(address) {
    const { organisation, id } = placeOf(address);
    const holder = world.newId();
    let renewing: NodeJS.Timeout | undefined;

    const take = (): Promise<boolean> =>
      store.write(async (db) => {
        const takenAt = world.now();
        const line = { organisation, document: id, holder, takenAt, until: takenAt + LASTS_MS, wanted: 0 };
        const taken = await db.insert('documentLock', [line], {
          conflict: `("organisation", "document") DO UPDATE SET "holder" = excluded."holder", "takenAt" = excluded."takenAt",
            "until" = excluded."until", "wanted" = 0 WHERE "documentLock"."until" < excluded."takenAt"`,
        });
        if (taken > 0) return true;
        await db.run(
          `UPDATE "documentLock" SET "wanted" = 1 WHERE "organisation" = ? AND "document" = ?`,
          organisation,
          id,
        );
        return false;
      });
    /** Whether it is still only ours, and nobody waits. */
    const renew = (): Promise<boolean> =>
      store.write(async (db) => {
        const mine = [organisation, id, holder] as const;
        await db.run(
          `UPDATE "documentLock" SET "until" = ? WHERE "organisation" = ? AND "document" = ? AND "holder" = ?`,
          world.now() + LASTS_MS,
          ...mine,
        );
        const line = await db.get<{ wanted: number }>(
          `SELECT "wanted" FROM "documentLock" WHERE "organisation" = ? AND "document" = ? AND "holder" = ?`,
          ...mine,
        );
        return line?.wanted === 0;
      });

    return {
      async lock(signal, stop) {
        const giveUpAt = Date.now() + PATIENCE_MS;
        while (!(await take())) {
          if (signal.aborted || Date.now() > giveUpAt) throw ERRORS.ERR_LOCK_TIMEOUT; // eslint-disable-line typescript/only-throw-error -- what tus takes
          await sleep(LOOKED_EACH_MS);
        }
        let renewedAt = Date.now();
        renewing = setInterval(() => {
          void renew().then(
            (isOurs) => {
              renewedAt = Date.now();
              if (!isOurs) void stop();
            },
            () => {
              // Without the database nobody else takes it either, but it may be back for them first.
              if (Date.now() - renewedAt > LASTS_MS / 2) void stop();
            },
          );
        }, RENEWED_EACH_MS);
      },
      async unlock() {
        clearInterval(renewing);
        await store.write((db) =>
          db.run(
            `DELETE FROM "documentLock" WHERE "organisation" = ? AND "document" = ? AND "holder" = ?`,
            organisation,
            id,
            holder,
          ),
        );
      },
    };
  },
});
