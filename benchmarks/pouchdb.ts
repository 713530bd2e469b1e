/**
 * The peer of `sync`: PouchDB ↔ express-pouchdb with the same rows, over TLS, a process for the server and one for the laptops. It is
 * plain files without a search index. Installed beside the cache of the benchmarks when it is first needed, never a dependency of the product.
 *
 *   node benchmarks/pouchdb.ts serve FOLDER MODULES CERT KEY      prints its address
 *   node benchmarks/pouchdb.ts run FOLDER MODULES ROWS ADDRESS    prints its figures as JSON
 */
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const [mode, folder = '', modules = '', third = '', fourth = ''] = process.argv.slice(2);
const load = createRequire(join(modules, 'package.json'));
type Database = {
  bulkDocs(docs: readonly object[]): Promise<unknown>;
  replicate: {
    to(url: string, options: object): Promise<{ docs_written: number }>;
    from(url: string, options: object): Promise<{ docs_written: number }>;
  };
};
const PouchDB = load('pouchdb') as (new (name: string) => Database) & { defaults(options: object): unknown };
/** The same as our own pages. */
const BATCH = { batch_size: 1000 };

if (mode === 'serve') {
  mkdirSync(folder, { recursive: true });
  const express = load('express') as () => { use(path: string, handler: unknown): void };
  const door = load('express-pouchdb') as (database: unknown, options: object) => unknown;
  const app = express();
  const logPath = join(folder, 'log.txt');
  const configPath = join(folder, 'config.json');
  app.use('/', door(PouchDB.defaults({ prefix: `${folder}/` }), { mode: 'minimumForPouchDB', logPath, configPath }));
  const server = createServer({ cert: readFileSync(third), key: readFileSync(fourth) }, app as never);
  server.listen(0, '127.0.0.1', () => console.log(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
} else {
  const docs = JSON.parse(readFileSync(third, 'utf8')) as object[];
  const one = new PouchDB(join(folder, 'one'));
  for (let from = 0; from < docs.length; from += 1000) await one.bulkDocs(docs.slice(from, from + 1000));
  const url = `${fourth}/caseload`;
  const pushing = performance.now();
  const pushed = await one.replicate.to(url, BATCH);
  const push = pushed.docs_written / (performance.now() - pushing);
  const pulling = performance.now();
  const pulled = await new PouchDB(join(folder, 'other')).replicate.from(url, BATCH);
  const pull = pulled.docs_written / (performance.now() - pulling);
  console.log(JSON.stringify({ rows: pulled.docs_written, push: push * 1000, pull: pull * 1000 }));
  process.exit(0);
}
