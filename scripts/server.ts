// `npm run server`: builds the administrator's page when it is stale, and starts the server. `npm run -s server -- admin …` builds nothing:
// its output is JSON.

import { buildWhenStale } from './build.ts';

if (process.argv[2] !== 'admin') await buildWhenStale();
await import('../server/main.ts');
