/** From the passphrase to a list that can be used: through the real worker, with everything the window then asks. */
import { setTimeout } from 'node:timers/promises';
import { argon2id } from 'hash-wasm';
import type { Answer, Ask, Channel } from '../core/contract/contract.ts';
import { createDesktop, type Desktop } from '../electron/desktop.ts';
import { PASSPHRASE_COST } from '../electron/vault/slots.ts';
import type { Benchmark } from './benchmark.ts';
import { median, timedAsync } from './measure.ts';

const RUNS = 7;
/** Nobody types a passphrase faster. */
const TYPING_MS = 1500;
const FIRST_PAGE: Ask<'candidates.list'> = {
  filter: {},
  sort: { column: 'name', descending: false },
  offset: 0,
  limit: 100,
};

export const open: Benchmark = {
  name: 'open',
  what: 'unlocking to a usable list, through the caseload worker',
  async run({ caseload }) {
    const { dir, passphrase, candidates } = await caseload();
    const total: number[] = [];
    const unlocking: number[] = [];
    const listing: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const desktop = await createDesktop({ dir, platform: noPlatform, host: 'test' });
      // The window stands there with the passphrase field: the rest of the worker is read while somebody types.
      await ask(desktop, 'vault.state', null);
      await setTimeout(TYPING_MS);
      const unlocked = await timedAsync(() => ask(desktop, 'vault.unlock', { by: 'passphrase', passphrase }));
      const listed = await timedAsync(async () => {
        // All that the list's screen asks before it is whole, asked at once as the window does.
        const [list] = await Promise.all([
          ask(desktop, 'candidates.list', FIRST_PAGE),
          ask(desktop, 'candidates.facets', null),
          ask(desktop, 'caseload.summary', null),
          ask(desktop, 'views.list', null),
          ask(desktop, 'history.state', null),
        ]);
        if (list.total !== candidates || list.lines.length !== 100) throw new Error('the list is not whole');
      });
      await desktop.close();
      // The first run warms the disk's cache and the compiler, as the machine of somebody who works is warm.
      if (run === 0) continue;
      total.push(unlocked.ms + listed.ms);
      unlocking.push(unlocked.ms);
      listing.push(listed.ms);
    }
    const derivation: number[] = [];
    for (let run = 0; run < 5; run++) derivation.push((await timedAsync(deriveKey)).ms);
    return {
      figures: {
        candidates: candidates,
        'unlock to list, median ms': median(total),
        'unlock to list, slowest ms': Math.max(...total),
        'unlock, median ms': median(unlocking),
        'list, facets, summary, views, history, median ms': median(listing),
        'key derivation alone (argon2id, 64 MiB), median ms': median(derivation),
        'without the key derivation, median ms': median(total) - median(derivation),
      },
      ratios: { 'whole to key derivation': median(total) / median(derivation) },
      targets: [{ what: 'unlock to list', value: median(total), limit: 1000, unit: 'ms', good: 'below' }],
      method: `${RUNS} starts of the worker after one to warm up; ${TYPING_MS / 1000} s for typing the passphrase are not counted.`,
    };
  },
};

const deriveKey = (): Promise<Uint8Array> =>
  argon2id({
    password: 'zo lang als een wachtzin is',
    salt: new Uint8Array(16).fill(1),
    memorySize: PASSPHRASE_COST.memoryKiB,
    iterations: PASSPHRASE_COST.iterations,
    parallelism: PASSPHRASE_COST.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });

const noPlatform = {
  chooseFiles: async () => [],
  chooseSave: async () => null,
  openInBrowser: async () => undefined,
  printPdf: async () => new Uint8Array(),
};

async function ask<C extends Channel>(desktop: Desktop, channel: C, input: Ask<C>): Promise<Answer<C>> {
  const answer = await desktop.ask(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.type}`);
  return answer.value as Answer<C>;
}
