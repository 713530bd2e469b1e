// `npm test`: sees to what the machine lacks, builds and packages what is stale, runs every test, and ends with one line:
// `N passed, N failed, N skipped`. Exit code 0 only when something passed and nothing failed. Asks nothing.
//
//   npm test                              everything
//   npm test -- core/domain               files by path
//   npm test -- --project=unit            one kind: unit, screen, window, desktop

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhenStale } from './build.ts';
import type { ElectronDist } from './electron.ts';
import { packageWhenStale } from './package.ts';
import { hasDisplay, needs, provide } from './machine.ts';
import { inRoot, packaged, packagedForTests } from './paths.ts';
import { run } from './run.ts';
import type { Counts } from './tests/count-reporter.ts';

const args = process.argv.slice(2);
/** Naming a kind or a folder says which preparations can be left out. */
const isOnly = (...kinds: readonly string[]): boolean =>
  args.length > 0 &&
  args.every((argument) => {
    if (argument.startsWith('--project=')) return kinds.includes(argument.slice('--project='.length));
    if (argument.startsWith('-')) return true;
    const kind = /^(\.\/)?tests\/(window|desktop)/.exec(argument)?.[2] ?? 'unit';
    return kinds.includes(kind);
  }) &&
  args.some((argument) => argument.startsWith('--project=') || !argument.startsWith('-'));

const lacking = provide([...needs.test]);
if (lacking.length > 0) console.log('Tests that need these say so and are counted as skipped.');
/** What can not even be built or packaged counts as a failure; the tests that do without it still say how they are. */
let unprepared = 0;
const electron = await prepare().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  unprepared = 1;
  return null;
});

const folder = mkdtempSync(join(tmpdir(), 'jobport-tests-'));
const countsFile = join(folder, 'counts.json');
const env: NodeJS.ProcessEnv = {
  ...process.env,
  // Building leaves `production` behind in this process: what the tests see may not hang on whether something was stale.
  NODE_ENV: 'test',
  JOBPORT_TEST_COUNTS: countsFile,
  TZ: 'Europe/Amsterdam',
  // Hundreds of tests start a process of their own, and each would compile the same two hundred modules again.
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? inRoot('node_modules', '.cache', 'compiled'),
};
if (electron !== null) {
  env['JOBPORT_PACKAGED'] = packaged;
  env['JOBPORT_PACKAGED_FOR_TESTS'] = packagedForTests;
  env['JOBPORT_ELECTRON_VERSION'] = electron.version;
}
const vitest = [
  inRoot('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  `--reporter=${inRoot('scripts', 'tests', 'count-reporter.ts')}`,
  ...args,
];
// One virtual display for the whole run: the desktop tests open their windows on it.
const code = hasDisplay()
  ? await run(process.execPath, vitest, { env })
  : await run('xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', process.execPath, ...vitest], { env });

const counts: Counts | null = existsSync(countsFile) ? (JSON.parse(readFileSync(countsFile, 'utf8')) as Counts) : null;
rmSync(folder, { recursive: true, force: true });
for (const { name, reason } of counts?.skipped ?? []) console.log(`skipped: ${name}: ${reason}`);
const failed = unprepared + (counts?.failed ?? 1);
console.log(`${counts?.passed ?? 0} passed, ${failed} failed, ${counts?.skipped.length ?? 0} skipped`);
process.exitCode = code === 0 && failed === 0 && (counts?.passed ?? 0) > 0 ? 0 : 1;

async function prepare(): Promise<ElectronDist | null> {
  await buildWhenStale();
  return isOnly('unit', 'screen', 'window') ? null : packageWhenStale();
}
