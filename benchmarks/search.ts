/**
 * Searching everything that stands in ten thousand dossiers, beside MiniSearch, which holds the same words in memory. Each
 * runs in a process of its own, so that memory can be told apart.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { median, p95 } from './measure.ts';

type Answered = {
  readonly questions: readonly { readonly kind: string; readonly ms: number; readonly hits: number }[];
  readonly readyMs: number;
  readonly memoryMiB: number;
};

export const search: Benchmark = {
  name: 'search',
  what: 'searching everything, beside MiniSearch in memory',
  async run({ caseload, say }) {
    const { dir } = await caseload();
    const ours = inProcessOfItsOwn('ours', dir);
    say('The same records into MiniSearch …');
    const peer = inProcessOfItsOwn('minisearch', dir);
    const times = (of: Answered): number[] => of.questions.map(({ ms }) => ms);
    const kinds = [...new Set(ours.questions.map(({ kind }) => kind))];
    const slowest = kinds.map((kind) => ({
      kind,
      ms: p95(ours.questions.filter((each) => each.kind === kind).map(({ ms }) => ms)),
    }));
    return {
      figures: {
        questions: ours.questions.length,
        'of which found nobody': ours.questions.filter(({ hits }) => hits === 0).length,
        'median ms': median(times(ours)),
        'p95 ms': p95(times(ours)),
        'slowest ms': Math.max(...times(ours)),
        ...Object.fromEntries(slowest.map(({ kind, ms }) => [`p95 ms: ${kind}`, ms])),
        'MiniSearch: median ms': median(times(peer)),
        'MiniSearch: p95 ms': p95(times(peer)),
        'ready to answer after opening, ms': ours.readyMs,
        'MiniSearch: ready after reading and indexing everything, s': peer.readyMs / 1000,
        'memory for it, MiB': ours.memoryMiB,
        'MiniSearch: memory for it, MiB': peer.memoryMiB,
      },
      ratios: {
        'median to MiniSearch': median(times(ours)) / median(times(peer)),
        'p95 to MiniSearch': p95(times(ours)) / p95(times(peer)),
        'memory to MiniSearch': ours.memoryMiB / peer.memoryMiB,
      },
      targets: [{ what: 'p95', value: p95(times(ours)), limit: 20, unit: 'ms', good: 'below' }],
      method:
        'Each question once to warm up, then five times: its median. Ours answers twenty dossiers with the places and texts around the words from the encrypted file, finds within words, and is ready when the caseload is open; MiniSearch has one document a dossier, finds beginnings only, and gives ids.',
    };
  },
};

function inProcessOfItsOwn(who: 'ours' | 'minisearch', dir: string): Answered {
  const ran = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', '--expose-gc', join(import.meta.dirname, 'search-child.ts'), who, dir],
    { encoding: 'utf8', maxBuffer: 64 * 2 ** 20, timeout: 20 * 60 * 1000, killSignal: 'SIGKILL' },
  );
  if (ran.status !== 0) throw new Error(`${who} did not answer: ${ran.stderr.slice(-2000)}`);
  return JSON.parse(ran.stdout) as Answered;
}
