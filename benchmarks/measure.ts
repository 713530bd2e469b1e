/** Measuring: repeats and what is said of them, and the machine it was measured on. */
import { cpus, freemem, loadavg, totalmem } from 'node:os';

/** The value below which this part (0 to 1) of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const p95 = (values: readonly number[]): number => quantile(values, 0.95);

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Milliseconds of one run. */
export function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

export async function timedAsync<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

/** Milliseconds of each of so many runs, after as many to warm up as are asked. */
export function repeated(times: number, work: () => unknown, warmUp = 1): number[] {
  for (let run = 0; run < warmUp; run++) work();
  return Array.from({ length: times }, () => timed(work));
}

/** Ours and the peer's turn by turn, so that what else the machine does falls on both; the medians and their ratio. */
export function sideBySide(
  turns: number,
  ours: () => unknown,
  peers: () => unknown,
): { ours: number; peer: number; ratio: number } {
  ours();
  peers();
  const own: number[] = [];
  const other: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    own.push(timed(ours));
    other.push(timed(peers));
  }
  return { ours: median(own), peer: median(other), ratio: median(own) / median(other) };
}

/** How much was done at a moment. */
export type Step = { readonly at: number; readonly done: number };

/** How fast the last tenth went, to the first: below 1 the work became slower as it grew. */
export function lastTenthToFirst(steps: readonly Step[]): number {
  const all = steps.at(-1)?.done ?? 0;
  const first = steps.find(({ done }) => done >= all / 10);
  const last = steps.findLast(({ done }) => done <= all - all / 10);
  const rate = (from: Step | undefined, to: Step | undefined): number =>
    from && to ? (to.done - from.done) / (to.at - from.at) : Number.NaN;
  return (
    rate(
      last,
      steps.find(({ done }) => done === all),
    ) / rate(steps[0], first)
  );
}

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly freeGiB: number;
  readonly node: string;
  readonly platform: string;
  /** How much else was running: above the number of cores the figures say more of that than of us. */
  readonly load: number;
};

export const machine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: rounded(totalmem() / 2 ** 30, 1),
  freeGiB: rounded(freemem() / 2 ** 30, 1),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  load: rounded(loadavg()[0] ?? 0, 1),
});
