/** Taking in a thousand VUM profiles: reading, looking for people who are already there, and writing them. */
import type { Dossier } from '../core/domain/dossier.ts';
import { DOSSIER_CONCEPTS } from '../core/domain/concepts.ts';
import type { Reader } from '../electron/caseload/database.ts';
import { createIntake } from '../electron/caseload/intake.ts';
import { generateCandidates, type DemoDossier } from '../electron/demo/generate.ts';
import { toVum } from '../electron/exchange/export-data/vum.ts';
import { readIntake } from '../electron/exchange/intake/read-intake.ts';
import type { Benchmark } from './benchmark.ts';
import { openCaseload, SEED_OF_CASELOAD } from './caseload.ts';
import { timedAsync } from './measure.ts';

/** One in ten is of somebody who is in the caseload already. */
const PROFILES = { small: 100, full: 1_000 } as const;
const quietly = { progress: () => undefined, cancelled: () => false };

export const intake: Benchmark = {
  name: 'import',
  what: 'taking in VUM profiles',
  async run({ caseload, size }) {
    const { dir, candidates } = await caseload();
    const profiles = PROFILES[size];
    const bytes = vumFile(profiles);
    const { caseload: opened, close } = await openCaseload(dir);
    const { db, author } = opened;
    await readIntake(bytes.subarray(0), 'warm.json');
    const parsed = await timedAsync(() => readIntake(bytes, 'verzonnen.json'));
    const intake = createIntake({ newId: author.newId });
    const offered = intake.offer('verzonnen.json', bytes);
    if (!offered.ok) throw new Error(offered.error.type);
    const read = await timedAsync(() => intake.read(db, { tokens: [offered.value.token], job: 'meten' }, quietly));
    if (!read.value.ok) throw new Error(read.value.error.type);
    const { plan, found, same } = read.value.value;
    const rows = rowsOf(db, intake, plan, found);
    const applied = await timedAsync(async () =>
      intake.apply(db, author, { plan, decisions: [], job: 'meten' }, quietly),
    );
    if (!applied.value.ok) throw new Error(applied.value.error.type);
    await close();
    const ms = read.ms + applied.ms;
    return {
      figures: {
        profiles: profiles,
        'megabytes of JSON': bytes.length / 1e6,
        'rows they bring': rows,
        'found to be there already': same.length,
        'of whom merged': applied.value.value.merged,
        'reading the file alone, ms': parsed.ms,
        [`reading with the preview against ${candidates}, ms`]: read.ms,
        'applying, ms': applied.ms,
        'profiles a second, file to caseload': (profiles / ms) * 1000,
        'rows a second, applying': (rows / applied.ms) * 1000,
      },
      ratios: {},
      targets: [],
      method: 'Once, after the file was read once to warm up; applying is one transaction, as the product does it.',
    };
  },
};

/** What they bring, by what the preview says of each. */
function rowsOf(db: Reader, intake: ReturnType<typeof createIntake>, plan: string, found: number): number {
  let rows = 0;
  for (let index = 0; index < found; index++) {
    const looked = intake.look(db, { plan, index });
    const aside = intake.notUnderstood({ plan, index, offset: 0, limit: 1 });
    if (!looked.ok || !aside.ok) throw new Error('what was read can be looked at');
    rows += looked.value.counts.reduce((sum, each) => sum + each.rows, aside.value.total);
  }
  return rows;
}

function vumFile(count: number): Uint8Array {
  const today = '2026-11-23';
  const known = [...generateCandidates({ seed: SEED_OF_CASELOAD, candidates: count / 10, today, language: 'nl' })];
  const fresh = [...generateCandidates({ seed: 99, candidates: count - known.length, today, language: 'nl' })];
  const profiles = [...known, ...fresh].map((each, index) => {
    // Telephone numbers of invented people are few: those who are new here leave theirs out, or all would seem known.
    const isNew = index >= known.length;
    const rows = isNew ? { ...each.rows, contactDetail: [{ email: `verzonnen.${index}@example.org` }] } : each.rows;
    return toVum(asDossier({ ...each, rows }, `meting-${index}`)).profile;
  });
  return new TextEncoder().encode(JSON.stringify(profiles));
}

/** As it would be read from a caseload: every field there, with what rows have besides. */
function asDossier(made: DemoDossier, reference: string): Dossier {
  let last = 0;
  const row = (fields: object): object => ({
    ...fields,
    id: `00000000-0000-7000-8000-${String(last++).padStart(12, '0')}`,
    createdAt: 0,
    changedAt: 0,
    onlyHere: false,
  });
  const rows = made.rows as Readonly<Record<string, readonly object[]>>;
  return {
    candidate: row({ ...made.candidate, externalReference: reference }),
    availability: made.availability ? row(made.availability) : null,
    rows: Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, (rows[name] ?? []).map(row)])),
  } as unknown as Dossier;
}
