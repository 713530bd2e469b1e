/** Ids with randomness drawn in one go for many: a bulk needs two a row, and each draw of ten bytes costs a system call. */
import { randomFillSync } from 'node:crypto';
import { makeId, type Id } from '../../core/domain/id.ts';

const BYTES = 10;
const DRAWN = 512;

export function idMaker(now: () => number): () => Id {
  const pool = new Uint8Array(BYTES * DRAWN);
  let used = DRAWN;
  return () => {
    if (used === DRAWN) {
      randomFillSync(pool);
      used = 0;
    }
    const at = BYTES * used++;
    return makeId(now(), pool.subarray(at, at + BYTES));
  };
}
