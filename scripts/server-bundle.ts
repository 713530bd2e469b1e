// `npm run server:bundle -- DIR`: the server alone, to run where nothing else of the house is: its sources, its migrations, the
// administrator's page, and only the libraries it uses, at the versions of the lock file. What the container is made of.
//
// Start it there with `node server/main.ts …` (Node 24).

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhenStale } from './build.ts';
import { builtAdmin, inRoot } from './paths.ts';
import { run } from './run.ts';

const to = resolve(process.argv[2] ?? '');
if (process.argv[2] === undefined || (existsSync(to) && readdirSync(to).length > 0)) {
  console.log('Give a folder that is empty or not there yet: npm run server:bundle -- DIR');
  process.exit(2);
}

await buildWhenStale();
mkdirSync(to, { recursive: true });
const isTest = (path: string): boolean => path.endsWith('.test.ts');
for (const part of ['core', 'server', join('migrations', 'server')])
  cpSync(inRoot(part), join(to, part), {
    recursive: true,
    filter: (path) => !isTest(path) && path !== inRoot('server', 'web'),
  });
cpSync(builtAdmin, join(to, 'dist', 'admin'), { recursive: true });

type Manifest = {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;
const known = { ...manifest.devDependencies, ...manifest.dependencies };
// By name where nothing imports them: knex asks for its drivers itself.
const libraries = new Set(['better-sqlite3', 'pg']);
for (const file of sources(to)) {
  const text = readFileSync(file, 'utf8');
  for (const [, name = ''] of text.matchAll(/from '((?:@[^/']+\/)?[^./'@][^/']*)/g))
    if (!name.startsWith('node:')) libraries.add(name);
}
const dependencies = Object.fromEntries(
  [...libraries].sort().map((name) => {
    const version = known[name];
    if (version === undefined) throw new Error(`no version of ${name} in package.json`);
    return [name, version];
  }),
);
const { name, version } = manifest;
writeFileSync(
  join(to, 'package.json'),
  `${JSON.stringify({ name: `${name}-server`, version, private: true, type: 'module', dependencies }, null, 2)}\n`,
);
cpSync(inRoot('package-lock.json'), join(to, 'package-lock.json'));
const code = await run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund'], { cwd: to });
if (code === 0) console.log(`The server stands in ${to}: node server/main.ts`);
process.exit(code);

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}
