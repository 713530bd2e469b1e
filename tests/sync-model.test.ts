// The simulation of sync in the build: many stories with a fresh seed, and each planted mistake, which must be found.
// `npm run simulate` does the same at will (scripts/simulate.ts).
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ALL_PLANTS } from '../core/sync/model/plants.ts';
import { run, type Command } from '../core/sync/model/world.ts';
import { search, shrunk, told } from '../scripts/simulate.ts';

const STORIES = 50_000;
const A_MINUTE = 60_000;
/** The same stories each time, so that a build does not fail by bad luck in finding a mistake. */
const SEED_FOR_PLANTS = 1;
const SECONDS_FOR_A_PLANT = 60;

describe('the model of sync', () => {
  it(`I1–I11 hold in ${STORIES} stories`, { timeout: 4 * A_MINUTE }, () => {
    const seed = randomInt(2 ** 31);
    const found = search(seed, STORIES, null);
    const story = found && `story ${found.runs} of seed ${seed}\n${told(shrunk(found.commands, null), null)}`;
    expect(story).toBeNull();
  });

  it.each(ALL_PLANTS)('finds the planted mistake %s', { timeout: 2 * A_MINUTE }, (plant) => {
    const start = performance.now();
    const found = search(
      SEED_FOR_PLANTS,
      1_000_000,
      plant,
      () => performance.now() - start > SECONDS_FOR_A_PLANT * 1000,
    );
    expect(found).not.toBeNull();
    // It is the mistake that is found, and nothing else.
    expect(run(found?.commands ?? [], null).broken).toBeNull();
  });

  it('a failure is told as a short story, which fails again', () => {
    const found = search(SEED_FOR_PLANTS, 1000, 'no-idempotency');
    const story: readonly Command[] = shrunk(found?.commands ?? [], 'no-idempotency');
    expect(story.length).toBeLessThan(6);
    const text = told(story, 'no-idempotency');
    expect(text).toContain('Broken I3');
    expect(text).toContain('Anna’s laptop');
    expect(text).toContain(JSON.stringify(story));
  });
});
