/**
 * `npm run bench`: how fast and how large, on this machine, beside peers in the same run.
 *
 *   npm run bench                          all of them, 10,000 candidates of 100 rows
 *   npm run bench -- search write          some of them
 *   npm run bench -- --size small          300 candidates: minutes become seconds, targets are not judged
 *   npm run bench -- --json                one JSON document on stdout
 *
 * Slowness is a result, not a failure: the exit code only says whether everything ran.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from './access.ts';
import { isMet, type Benchmark, type CaseloadOnDisk, type Context, type Outcome, type Size } from './benchmark.ts';
import { caseloadIn } from './caseload.ts';
import { documents } from './documents.ts';
import { dossier } from './dossier.ts';
import { esco } from './esco.ts';
import { encryption } from './encryption.ts';
import { intake } from './import.ts';
import { load } from './load.ts';
import { machine, rounded } from './measure.ts';
import { memory } from './memory.ts';
import { open } from './open.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { sync } from './sync.ts';
import { today } from './today.ts';
import { typing } from './typing.ts';
import { writing } from './write.ts';

const BENCHMARKS: readonly Benchmark[] = [
  open,
  search,
  dossier,
  access,
  documents,
  today,
  typing,
  esco,
  writing,
  intake,
  encryption,
  start,
  memory,
  sync,
  load,
];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const sizeAt = args.indexOf('--size');
  const size = sizeAt < 0 ? 'full' : args[sizeAt + 1];
  const wanted = args.filter((arg, index) => !arg.startsWith('--') && (sizeAt < 0 || index !== sizeAt + 1));
  const unknown = wanted.filter((name) => BENCHMARKS.every((each) => each.name !== name));
  if ((size !== 'small' && size !== 'full') || unknown.length > 0) {
    console.error(
      `Usage: npm run bench -- [${BENCHMARKS.map(({ name }) => name).join('|')}] [--size small|full] [--json]`,
    );
    return 2;
  }
  const say = (text: string): void => console.error(text);
  const folder = mkdtempSync(join(tmpdir(), 'jobport-bench-'));
  const ran: Ran[] = [];
  let failures = 0;
  const before = machine();
  process.once('SIGINT', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    let shared: Promise<CaseloadOnDisk> | null = null;
    for (const benchmark of BENCHMARKS) {
      if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue;
      say(`${benchmark.name}: ${benchmark.what}`);
      const own = join(folder, benchmark.name);
      mkdirSync(own);
      const context: Context = {
        size,
        folder: own,
        say: (text) => say(`  ${text}`),
        caseload: () => (shared ??= caseloadIn(folder, size, (text) => say(`  ${text}`))),
      };
      const load = machine().load;
      try {
        const result = resultOf(benchmark, await benchmark.run(context), size, load);
        ran.push(result);
        if (!json) show(result);
      } catch (error) {
        failures++;
        console.error(`  did not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      rmSync(own, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (json) console.log(JSON.stringify({ at: new Date().toISOString(), size, machine: before, results: ran }, null, 2));
  else say(`Measured on ${sentence(before)}`);
  return failures === 0 ? 0 : 1;
}

type Ran = Outcome & {
  readonly name: string;
  readonly what: string;
  /** Running processes when it began: above the number of cores the machine was busy with something else. */
  readonly load: number;
  readonly target: string;
  /** Null when it was skipped, has no target, or was measured at a size for which the target was not set. */
  readonly met: boolean | null;
};

function resultOf({ name, what }: Benchmark, outcome: Outcome, size: Size, load: number): Ran {
  const round = <V extends number | string>(all: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => [key, typeof value === 'number' ? rounded(value, 3) : value]),
    ) as Record<string, V>;
  const targets = outcome.targets.map((target) => ({ ...target, value: rounded(target.value, 3) }));
  return {
    name,
    what,
    load,
    target: targets.map((each) => `${each.what} ${each.good} ${each.limit} ${each.unit}`.trim()).join('; '),
    met: outcome.skipped !== undefined || targets.length === 0 || size !== 'full' ? null : targets.every(isMet),
    ...outcome,
    figures: round(outcome.figures),
    ratios: round(outcome.ratios),
    targets,
  };
}

function show({ figures, ratios, targets, method, skipped, load }: Ran): void {
  if (skipped !== undefined) return console.log(`  skipped: ${skipped}`);
  const line = (name: string, value: number | string, mark = ''): void =>
    console.log(`  ${name.padEnd(56)} ${String(value).padStart(14)} ${mark}`);
  for (const [name, value] of Object.entries(figures)) line(name, value);
  for (const [name, value] of Object.entries(ratios)) line(`${name}, ratio`, `×${value}`);
  for (const target of targets) {
    const mark = isMet(target) ? 'met' : 'NOT MET';
    line(`→ ${target.what} (${target.good} ${target.limit} ${target.unit})`, target.value, mark);
  }
  console.log(`  ${method} Load ${load}.\n`);
}

function sentence({ processor, cores, memoryGiB, node, platform, load }: ReturnType<typeof machine>): string {
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}; load ${load} at the beginning.`;
}
