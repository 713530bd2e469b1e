// `npm run server`: builds the administrator's page when it is stale, and starts the server. `npm run -s server -- admin …` builds nothing:
// its output is JSON.
//
// npm passes a signal on to the shell that it starts, and that shell keeps it to itself (dash does): whoever stops npm would leave the
// server running. So a server that npm started stops when the shell above it is gone.

import { buildWhenStale } from './build.ts';

const LOOK_MS = 250;
const above = process.ppid;

if (process.argv[2] !== 'admin') await buildWhenStale();
await import('../server/main.ts');

if (process.env['npm_lifecycle_event'] !== undefined)
  setInterval(() => {
    if (process.ppid !== above) process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS).unref();
