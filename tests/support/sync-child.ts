/**
 * A laptop of its own process: opens its caseload, writes one answer (nothing where DOSSIER is empty), syncs until all is quiet, and kills itself, by SIGKILL, the first
 * time it comes past a named point of the store. Prints `acknowledged` once the answer was, and `quiet`.
 *
 *     node tests/support/sync-child.ts FOLDER DOSSIER PLACE [POINT]
 */
import { writeSync } from 'node:fs';
import { askOf, serviceIn } from './space.ts';
import { PASSPHRASE } from './vault-killing.ts';

const [dir = '', dossier = '', place = '', point = ''] = process.argv.slice(2);
const service = serviceIn(dir, {
  reached: (reached) => {
    if (reached === point) process.kill(process.pid, 'SIGKILL');
  },
});

await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
if (dossier !== '') {
  await askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place } });
  // Written by the system before the next line runs: a kill can not take it back.
  writeSync(1, 'acknowledged\n');
}
// Only now, so that what was written is there before any point is come by.
await askOf(service, 'sync.pause', { paused: false });
for (;;) {
  const state = await askOf(service, 'sync.state', null);
  if (state.type !== 'connected') throw new Error('not connected');
  const { lastContact, doing, onlyHere, unconfirmed, fetching } = state;
  if (lastContact !== null && doing === 'resting' && onlyHere === 0 && unconfirmed === 0 && fetching === null) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
// As the next one finds it.
await askOf(service, 'sync.pause', { paused: true });
writeSync(1, 'quiet\n');
await service.close();
