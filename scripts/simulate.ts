// The simulation of sync (core/sync/model): random stories of three laptops and a server, each checked against the invariants.
//
//   npm run simulate                      50,000 stories with a fresh seed, which is printed
//   npm run simulate -- --runs 1000000    a million
//   npm run simulate -- --seed 42         the same stories again
//   npm run simulate -- --plant NAME      plants a mistake, and fails when it is not found; `all` plants each in turn
//   npm run simulate -- --commands '[[3,0,0,0]]'   one story, told
//
// A failure is told as the shortest story that still fails, with the state of each laptop.

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { ALL_PLANTS, describePlant, type Plant } from '../core/sync/model/plants.ts';
import { commandsOf, KINDS, run, wordsFor, type Command } from '../core/sync/model/world.ts';

/** How long a planted mistake may stay unseen. */
const SECONDS_FOR_A_PLANT = 30;
const STORIES_BETWEEN_WORDS = 50_000;

export type Found = { readonly commands: readonly Command[]; readonly runs: number };

/** Stories from a seed on, until one fails, or there were enough. */
export function search(
  seed: number,
  runs: number,
  plant: Plant | null,
  until: (at: number) => boolean = () => false,
): Found | null {
  for (let at = 0; at < runs; at += 1) {
    // Looking at the clock takes longer than a short story.
    if (at % 64 === 0 && until(at)) return null;
    const commands = commandsOf(Math.imul(seed, 0x9e3779b1) + at);
    if (run(commands, plant).broken) return { commands, runs: at + 1 };
  }
  return null;
}

/** The shortest story that breaks the same invariant. */
export function shrunk(commands: readonly Command[], plant: Plant | null): readonly Command[] {
  const invariant = run(commands, plant).broken?.invariant;
  const small = fc.nat(15);
  const stories = fc.array(fc.tuple(fc.nat(KINDS.length - 1), small, small, small), { maxLength: 64 });
  const result = fc.check(
    fc.property(stories, (story) => run(story, plant).broken?.invariant !== invariant),
    { examples: [[commands.map(([kind, one, two, three]) => [kind, one, two, three])]], numRuns: 1 },
  );
  let best = (result.counterexample?.[0] ?? commands) as readonly Command[];
  // What is left is looked through once more, command by command and two by two: their order in a list hides them from each other.
  const fails = (story: readonly Command[]): boolean => run(story, plant).broken?.invariant === invariant;
  for (let isShorter = true; isShorter;) {
    const shorter = without(best).find(fails);
    isShorter = shorter !== undefined;
    best = shorter ?? best;
  }
  return best;
}

function without(story: readonly Command[]): Command[][] {
  const shorter: Command[][] = [];
  for (let one = 0; one < story.length; one += 1)
    for (let other = one; other < story.length; other += 1)
      shorter.push(story.filter((_, at) => at !== one && at !== other));
  return shorter;
}

export function told(commands: readonly Command[], plant: Plant | null): string {
  const lines: string[] = [];
  const { broken, world } = run(commands, plant, (line) => lines.push(`  ${lines.length + 1}. ${line}`));
  return [
    ...lines,
    broken ? `Broken ${broken.message}` : 'Every invariant holds.',
    ...wordsFor(world),
    `  again: npm run simulate -- ${plant === null ? '' : `--plant ${plant} `}--commands '${JSON.stringify(commands)}'`,
  ].join('\n');
}

if (import.meta.main) process.exitCode = main();

function main(): number {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      plant: { type: 'string' },
      commands: { type: 'string' },
      tell: { type: 'boolean', default: false },
    },
  });
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  const plants = values.plant === 'all' ? ALL_PLANTS : ALL_PLANTS.filter((name) => name === values.plant);
  if (!Number.isInteger(seed) || (values.plant !== undefined && plants.length === 0)) {
    console.error(`A seed is a whole number; mistakes to plant are: all, ${ALL_PLANTS.join(', ')}`);
    return 2;
  }
  if (values.commands !== undefined) {
    console.log(told(JSON.parse(values.commands) as Command[], plants.length === 1 ? (plants[0] as Plant) : null));
    return 0;
  }
  console.log(`seed ${seed}`);
  return plants.length > 0 ? plantEach(plants, seed, values.tell) : simulate(seed, Number(values.runs ?? 50_000));
}

function simulate(seed: number, runs: number): number {
  const start = performance.now();
  let passed = 0;
  const found = search(seed, runs, null, (at) => {
    if (at - passed >= STORIES_BETWEEN_WORDS) console.log(`${(passed = at)} hold`);
    return false;
  });
  const seconds = (performance.now() - start) / 1000;
  if (found) {
    console.log(
      `Story ${found.runs} of seed ${seed} breaks an invariant:\n${told(shrunk(found.commands, null), null)}`,
    );
    return 1;
  }
  console.log(
    `${runs} stories in ${seconds.toFixed(1)} s (${Math.round(runs / seconds)} a second): every invariant holds`,
  );
  return 0;
}

function plantEach(plants: readonly Plant[], seed: number, tell: boolean): number {
  let missed = 0;
  for (const plant of plants) {
    const start = performance.now();
    const seconds = (): number => (performance.now() - start) / 1000;
    const found = search(seed, Number.MAX_SAFE_INTEGER, plant, () => seconds() > SECONDS_FOR_A_PLANT);
    const after = seconds().toFixed(2);
    if (!found) {
      missed += 1;
      console.log(`${plant}: NOT FOUND in ${after} s (${describePlant(plant)})`);
      continue;
    }
    const story = shrunk(found.commands, plant);
    const { broken } = run(story, plant);
    if (run(found.commands, null).broken) {
      missed += 1;
      console.log(
        `${plant}: this story breaks an invariant without it as well\n${told(shrunk(found.commands, null), null)}`,
      );
      continue;
    }
    console.log(`${plant}: ${after} s, ${found.runs} stories, ${story.length} commands: ${broken?.message ?? ''}`);
    if (tell || plants.length === 1) console.log(`${describePlant(plant)}\n${told(story, plant)}`);
  }
  console.log(`${plants.length - missed} of ${plants.length} planted mistakes found`);
  return missed === 0 ? 0 : 1;
}
