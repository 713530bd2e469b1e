// Checks the directions between the parts (.dependency-cruiser.cjs), and that nothing was overlooked: a tool that can not
// read TypeScript passes happily having seen no module at all, so the numbers must match what is on the disk.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot, root } from './paths.ts';
import { runQuietly } from './run.ts';

type Cruised = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { name: string } }[];
  };
};

const parts = ['core', 'electron', 'renderer', 'server', 'scripts', 'tests', 'benchmarks'].filter((part) =>
  existsSync(inRoot(part)),
);

const ran = runQuietly(process.execPath, [
  inRoot('node_modules', 'dependency-cruiser', 'bin/dependency-cruiser.mjs'),
  '--config',
  inRoot('.dependency-cruiser.cjs'),
  '--output-type',
  'json',
  ...parts,
]);
if (!ran.stdout.startsWith('{')) throw new Error(`dependency-cruiser failed:\n${ran.all}`);
const { modules, summary } = JSON.parse(ran.stdout) as Cruised;

const problems = summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`);

const cruised = new Set(modules.map((module) => module.source));
const present = parts.flatMap((part) => sourcesIn(inRoot(part)));
problems.push(...present.filter((file) => !cruised.has(file)).map((file) => `${file} was not looked at`));

// The bridge is a name on the window, not an import: no module graph shows who reaches for it.
for (const file of present.filter((name) => name.startsWith('renderer/') && !name.startsWith('renderer/api/'))) {
  if (/\.test\.tsx?$/.test(file)) continue;
  if (/\b(window|globalThis|self)\s*(\.|\[\s*['"`])jobport\b/.test(readFileSync(inRoot(file), 'utf8'))) {
    problems.push(`${file} reaches for the bridge; only renderer/api may`);
  }
}

for (const problem of problems) console.error(problem);
console.log(`${present.length} modules looked at, ${problems.length} against the directions of the house`);
process.exitCode = problems.length === 0 && present.length > 0 ? 0 : 1;

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
