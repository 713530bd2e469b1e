/** What encryption costs: the same caseload in an encrypted and in a plain file, turn by turn. */
import { join } from 'node:path';
import { takeInGenerated } from '../electron/caseload/demo.ts';
import { openDatabase, type Database } from '../electron/caseload/database.ts';
import { idMaker } from '../electron/caseload/new-id.ts';
import { search } from '../electron/caseload/search.ts';
import { createRandom } from '../electron/demo/random.ts';
import type { Benchmark } from './benchmark.ts';
import { migrationsDir, NOW } from './caseload.ts';
import { sideBySide, timed } from './measure.ts';
import { questionsFrom } from './questions.ts';

const SIZES = {
  small: { candidates: 100, rowsPerCandidate: 50 },
  full: { candidates: 1_000, rowsPerCandidate: 100 },
} as const;
const READS = 5_000;
const TURNS = 15;

export const encryption: Benchmark = {
  name: 'encryption',
  what: 'the same, encrypted and in a plain file',
  async run({ folder, size }) {
    const make = async (name: string, key: Uint8Array | null): Promise<{ db: Database; ms: number }> => {
      const opened = await openDatabase({ file: join(folder, name), key, migrationsDir });
      if (!opened.ok) throw new Error(opened.error.type);
      const db = opened.value;
      // Same ids in both, so that the files differ in nothing but the cipher.
      const random = createRandom(1, 0);
      const hex = (digits: number): string =>
        random
          .between(0, 16 ** digits - 1)
          .toString(16)
          .padStart(digits, '0');
      const newId = (): string => `01935000-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
      const author = { actor: 'adviser', device: 'device', now: () => NOW, newId };
      const job = { progress: () => undefined };
      const ms = timed(() =>
        takeInGenerated({ db, author }, { seed: 5, ...SIZES[size], language: 'nl', now: NOW, job }),
      );
      return { db, ms };
    };
    // Something small first, so that neither of the two pays for the compiler.
    const warm = await make('warm.db', null);
    await warm.db.close();
    const plain = await make('plain.db', null);
    const sealed = await make('encrypted.db', new Uint8Array(32).fill(9));

    const ids = sealed.db.all<{ id: string }>(`SELECT "id" FROM "skill" ORDER BY "id"`).map(({ id }) => id);
    const newOrder = idMaker(() => 0);
    const shuffled = ids
      .map((id) => ({ id, by: newOrder() }))
      .sort((one, other) => (one.by < other.by ? -1 : 1))
      .slice(0, READS)
      .map(({ id }) => id);
    const points = (db: Database) => (): void => {
      for (const id of shuffled) db.get(`SELECT * FROM "skill" WHERE "id" = ?`, id);
    };
    const questions = questionsFrom(sealed.db, 3).slice(0, 100);
    const searches = (db: Database) => (): void => {
      for (const { words } of questions) search(db, words, 20);
    };
    const scan = (db: Database) => (): void => void db.get(`SELECT sum(length("fields")) AS total FROM "operation"`);

    const read = sideBySide(TURNS, points(sealed.db), points(plain.db));
    const found = sideBySide(TURNS, searches(sealed.db), searches(plain.db));
    const scanned = sideBySide(5, scan(sealed.db), scan(plain.db));
    await plain.db.close();
    await sealed.db.close();
    return {
      figures: {
        'point reads, encrypted: microseconds each': (read.ours / shuffled.length) * 1000,
        'point reads, plain: microseconds each': (read.peer / shuffled.length) * 1000,
        'searches, encrypted: ms each': found.ours / questions.length,
        'searches, plain: ms each': found.peer / questions.length,
        'writing in bulk, encrypted: s': sealed.ms / 1000,
        'writing in bulk, plain: s': plain.ms / 1000,
        'reading all operations, encrypted: ms': scanned.ours,
        'reading all operations, plain: ms': scanned.peer,
      },
      ratios: {
        'point reads': read.ratio,
        search: found.ratio,
        'writing in bulk (for information)': sealed.ms / plain.ms,
        'reading everything (for information)': scanned.ratio,
      },
      targets: [
        { what: 'point reads', value: read.ratio, limit: 1.1, unit: 'times', good: 'below' },
        { what: 'search', value: found.ratio, limit: 1.25, unit: 'times', good: 'below' },
      ],
      method: `${SIZES[size].candidates} candidates of ${SIZES[size].rowsPerCandidate} rows; ${shuffled.length} reads in random order and ${questions.length} searches, ${TURNS} turns each, medians. Writing once each.`,
    };
  },
};
