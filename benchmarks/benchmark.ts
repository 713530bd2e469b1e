/** What a benchmark is, and what it says: figures, ratios beside a peer, and whether its targets are met. */

export type Size = 'small' | 'full';

export type Context = {
  readonly size: Size;
  /** Gone after the run. */
  readonly folder: string;
  /** Says what it is doing; never part of the result. */
  readonly say: (text: string) => void;
  /** The same generated caseload for every benchmark, as a profile folder of its own that may be changed. */
  readonly caseload: () => Promise<CaseloadOnDisk>;
};

export type CaseloadOnDisk = {
  /** A profile: `caseload/` in it is what `createDesktop` opens, the folder itself what Electron takes. */
  readonly profile: string;
  readonly dir: string;
  readonly passphrase: string;
  readonly candidates: number;
  readonly rowsPerCandidate: number;
};

export type Target = {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Which side of the limit is good. */
  readonly good: 'below' | 'above';
};

export type Outcome = {
  readonly figures: Readonly<Record<string, number | string>>;
  /** Ours divided by the peer's, measured in the same run. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly targets: readonly Target[];
  readonly method: string;
  /** Why it was not measured; then there are no figures. */
  readonly skipped?: string;
};

export type Benchmark = {
  readonly name: string;
  readonly what: string;
  run(context: Context): Promise<Outcome>;
};

export const skipped = (why: string): Outcome => ({ figures: {}, ratios: {}, targets: [], method: '', skipped: why });

export const isMet = ({ value, limit, good }: Target): boolean => (good === 'below' ? value <= limit : value >= limit);
