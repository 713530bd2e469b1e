// A soak of sync with everything real (tests/support/soak.ts): laptops at work, kills, bad lines, grants, erasures, and the invariants.
//
//   npm run soak                                    eight laptops for an hour, with a fresh seed, which is printed
//   npm run soak -- --minutes 10 --laptops 4        shorter
//   npm run soak -- --seed 42 --database postgres   the same deeds again; on PostgreSQL
//
// Says after each look what was done. What broke is told with the seed; then the exit code is 1, and the laptops' folders stay.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { soak } from '../tests/support/soak.ts';
import { whyNot } from '../tests/server/support/office.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      laptops: { type: 'string', default: '8' },
      seed: { type: 'string' },
      database: { type: 'string', default: 'sqlite' },
    },
  });
  const [minutes, laptops] = [Number(values.minutes), Number(values.laptops)];
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  const kind = values.database === 'postgres' ? 'PostgreSQL' : 'SQLite';
  if (
    !(minutes > 0) ||
    !(laptops >= 2) ||
    !Number.isInteger(seed) ||
    !['sqlite', 'postgres'].includes(values.database)
  ) {
    console.error('Usage: npm run soak -- [--minutes 60] [--laptops 8] [--seed N] [--database sqlite|postgres]');
    return 2;
  }
  const reason = whyNot(kind);
  if (reason !== null) {
    console.error(reason);
    return 2;
  }
  console.log(`seed ${seed}: ${laptops} laptops for ${minutes} minutes on ${kind}`);
  const { broken } = await soak({ seed, minutes, laptops, kind, stretchMs: 60_000, say: (text) => console.log(text) });
  for (const each of broken) console.log(`BROKEN ${each}`);
  console.log(broken.length === 0 ? 'Every invariant holds' : `Broken with seed ${seed}`);
  return broken.length === 0 ? 0 : 1;
}
