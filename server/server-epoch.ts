/**
 * Which server this is (P9). A database that was restored, or begun anew, has another epoch: laptops then take everything again
 * and send again what it may have lost.
 */
import type { Reader, Writer } from './store.ts';
import type { World } from './world.ts';

export async function epochOf(db: Reader): Promise<string> {
  const row = await db.get<{ epoch: string }>(`SELECT "epoch" FROM "server"`);
  if (!row) throw new Error('a database without a server epoch');
  return row.epoch;
}

/** Does nothing where there is one. */
export async function ensureEpoch(db: Writer, world: World): Promise<void> {
  await db.insert('server', [serverRow(world)], { conflict: '("one") DO NOTHING' });
}

/** Tokens given out before are worth nothing afterwards, and laptops begin anew. */
export async function renewEpoch(db: Writer, world: World): Promise<string> {
  const row = serverRow(world);
  await db.run(`DELETE FROM "server"`);
  await db.insert('server', [row]);
  await db.run(`DELETE FROM "proof"`);
  return row.epoch;
}

const serverRow = (world: World) => ({
  one: 1,
  epoch: world.newId(),
  tokenSecret: Buffer.from(world.random(32)).toString('base64'),
  startedAt: world.now(),
});
