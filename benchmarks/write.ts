/** Writing: a row with its operation, history, search index and audit, in bulk and one at a time; beside the bare rows. */
import { editRow } from '../electron/caseload/dossier.ts';
import type { OpenCaseload } from '../electron/caseload/space.ts';
import { openGroup } from '../electron/caseload/write.ts';
import { drawBulkRow } from '../electron/demo/bulk-rows.ts';
import { createRandom } from '../electron/demo/random.ts';
import { SECTORS } from '../electron/demo/sectors.ts';
import type { Benchmark } from './benchmark.ts';
import { openCaseload } from './caseload.ts';
import { median, p95, timed } from './measure.ts';

const BATCH = 5_000;
const BATCHES = 4;
const AUTOSAVES = 200;
/** The present month of the generated rows, counted through as year × 12 + month. */
const MONTH = 2026 * 12 + 10;

type Skill = { number: number; id: string; dossier: string };

export const writing: Benchmark = {
  name: 'write',
  what: 'writing with operation, history and search index, beside bare SQL',
  async run({ caseload }) {
    const { dir } = await caseload();
    const { caseload: opened, close } = await openCaseload(dir);
    const { db } = opened;
    const skills = db.all<Skill>(
      `SELECT "number", "id", "dossier" FROM "skill" WHERE "deleted" = 0 ORDER BY "number" LIMIT ?`,
      BATCH * BATCHES,
    );
    const notes = makeNotes(skills.length * 2);
    const rate = (count: number, ms: number): number => (count / ms) * 1000;
    const edits: number[] = [];
    const bareEdits: number[] = [];
    const adds: number[] = [];
    const bareAdds: number[] = [];
    // Turn by turn, so that what else the machine does falls on each.
    for (let from = 0; from < skills.length; from += BATCH) {
      const batch = skills.slice(from, from + BATCH);
      const own = notes.slice(from, from + BATCH);
      const other = notes.slice(skills.length + from, skills.length + from + BATCH);
      edits.push(
        rate(
          batch.length,
          timed(() => editAll(opened, batch, own)),
        ),
      );
      adds.push(
        rate(
          batch.length,
          timed(() => addAll(opened, batch, own)),
        ),
      );
      bareEdits.push(
        rate(
          batch.length,
          timed(() => bareUpdate(opened, batch, other)),
        ),
      );
      bareAdds.push(
        rate(
          batch.length,
          timed(() => bareInsert(opened, batch, other)),
        ),
      );
    }
    const saves = skills.slice(0, AUTOSAVES).map((skill, index) =>
      timed(() => {
        const { id: row, dossier } = skill;
        const ask = { concept: 'skill', row, dossier, fields: { note: notes[index * 7] ?? '' } } as const;
        const edited = db.transact((tx) => editRow(tx, opened.author, ask));
        if (!edited.ok || !edited.value) throw new Error('nothing was written');
      }),
    );
    await close();
    return {
      figures: {
        'edits of existing rows, a second': median(edits),
        'new rows, a second': median(adds),
        'bare updates without any of that, a second': median(bareEdits),
        'bare inserts without any of that, a second': median(bareAdds),
        'one autosaved edit, durable: median ms': median(saves),
        'one autosaved edit, durable: p95 ms': p95(saves),
      },
      ratios: {
        'bare update to our edit': median(bareEdits) / median(edits),
        'bare insert to our new row': median(bareAdds) / median(adds),
      },
      targets: [
        { what: 'edits in bulk', value: median(edits), limit: 5_000, unit: 'a second', good: 'above' },
        { what: 'new rows in bulk', value: median(adds), limit: 5_000, unit: 'a second', good: 'above' },
      ],
      method: `${BATCHES} × ${BATCH} of each, turn by turn, a transaction each; notes of about 250 characters. The bare ones write the same column of the same encrypted file.`,
    };
  },
};

function editAll({ db, author }: OpenCaseload, skills: readonly Skill[], notes: readonly string[]): void {
  db.transact((tx) => {
    const group = openGroup(tx, author, 'import');
    skills.forEach(({ id: row, dossier }, index) =>
      group.write({ concept: 'skill', row, dossier, fields: { note: notes[index] ?? '' } }),
    );
    group.close();
  });
}

function addAll({ db, author }: OpenCaseload, skills: readonly Skill[], notes: readonly string[]): void {
  db.transact((tx) => {
    const group = openGroup(tx, author, 'import');
    skills.forEach(({ dossier }, index) => {
      const fields = { name: 'Gemeten vaardigheid', kind: 'craft', level: 'good', note: notes[index] ?? '' };
      group.write({ concept: 'skill', row: author.newId(), dossier, fields });
    });
    group.close();
  });
}

function bareUpdate({ db }: OpenCaseload, skills: readonly Skill[], notes: readonly string[]): void {
  db.transact((tx) => {
    skills.forEach(({ id }, index) =>
      tx.run(`UPDATE "skill" SET "note" = ?, "changedAt" = ? WHERE "id" = ?`, notes[index] ?? '', Date.now(), id),
    );
  });
}

function bareInsert({ db, author }: OpenCaseload, skills: readonly Skill[], notes: readonly string[]): void {
  db.transact((tx) => {
    const at = Date.now();
    skills.forEach(({ dossier }, index) =>
      tx.run(
        `INSERT INTO "skill" ("id", "dossier", "heads", "createdAt", "changedAt", "name", "kind", "level", "note") VALUES (?, ?, '{}', ?, ?, 'Gemeten vaardigheid', 'craft', 'good', ?)`,
        author.newId(),
        dossier,
        at,
        at,
        notes[index] ?? '',
      ),
    );
  });
}

/** Different texts of the length that advisers write, made before anything is measured. */
function makeNotes(count: number): string[] {
  const random = createRandom(23, 0);
  const sector = SECTORS[0];
  if (!sector) throw new Error('no sector');
  const notes: string[] = [];
  while (notes.length < count) {
    const { concept, row } = drawBulkRow(random, sector, 'nl', MONTH);
    if (concept === 'skill' && row.note) notes.push(row.note);
  }
  return notes;
}
