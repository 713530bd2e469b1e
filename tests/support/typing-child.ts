/**
 * Types in a caseload, a letter at a time, and prints what was acknowledged until somebody kills it: `KEY LENGTH MS`, and `place NUMBER` for
 * each answer that was written in between.
 *
 *     node tests/support/typing-child.ts FOLDER DOSSIER KEY…
 */
import { writeSync } from 'node:fs';
import { askOf, serviceIn } from './space.ts';
import { PASSPHRASE } from './vault-killing.ts';

const [dir = '', dossier = '', ...keys] = process.argv.slice(2);
// Written by the system before the next line runs: a kill can not take it back.
const say = (line: string): void => void writeSync(1, `${line}\n`);

const service = serviceIn(dir);
await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
say('begun 0 0');
for (let length = 1; ; length++) {
  for (const key of keys) {
    const began = performance.now();
    await askOf(service, 'drafts.save', { key, body: 'a'.repeat(length) });
    say(`${key} ${length} ${(performance.now() - began).toFixed(2)}`);
  }
  const fields = { place: `Plaats ${length}` };
  await askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields });
  say(`place ${length}`);
}
