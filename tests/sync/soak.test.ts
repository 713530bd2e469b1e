/** Half a minute of the soak that `npm run soak` does for an hour: kills, bad lines, grants, erasures, everything real. */
import { expect, it } from 'vitest';
import { soak } from '../support/soak.ts';

const SEED = Number(process.env['JOBPORT_SOAK_SEED'] ?? 20);

it(
  `laptops at work that fall over, with a server that does, lose nothing (seed ${SEED})`,
  { timeout: 400_000 },
  async () => {
    const { broken, counts } = await soak({
      seed: SEED,
      minutes: 0.4,
      laptops: 4,
      kind: 'SQLite',
      stretchMs: 12_000,
      say: () => undefined,
    });
    expect(broken).toEqual([]);
    // Otherwise nothing was tried.
    for (const what of ['writes', 'granted', 'laptops killed', 'looks']) expect(counts[what], what).toBeGreaterThan(0);
  },
);
