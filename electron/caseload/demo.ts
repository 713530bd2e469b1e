/** The demo caseload: an invented municipality with 120 invented candidates, written like everything else. */
import { localDay } from '../../core/guidance/calendar.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import { generateCandidates, type DemoDossier } from '../demo/generate.ts';
import { drawGuidance, drawOwn } from '../demo/guidance.ts';
import { generateAdviser, generateOrganisation } from '../demo/organisation.ts';
import { demoCv } from '../demo/cv.ts';
import type { Documents } from './documents.ts';
import { readDossier } from './dossier.ts';
import { changesForNew } from './incoming.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';
import { mergeLater } from './erased-words.ts';
import { openGroup, write, type Change } from './write.ts';

const DEMO_CANDIDATES = 120;
const DEMO_SEED = 20;

/** @returns how many candidates there are now */
export function takeInDemo(
  { db, author, adviserRow }: OpenCaseload,
  options: { language: 'nl' | 'en'; now: number; job: Job },
): number {
  db.transact((tx) =>
    write(tx, author, 'setUp', [
      {
        concept: 'organisation',
        row: 'organisation',
        dossier: 'organisation',
        fields: generateOrganisation(DEMO_SEED),
      },
      { concept: 'adviser', row: adviserRow, dossier: 'organisation', fields: generateAdviser(DEMO_SEED) },
    ]),
  );
  db.transact((tx) =>
    write(
      tx,
      author,
      'demo',
      drawOwn(options.language, localDay(options.now)).map(({ concept, fields }) => ({
        concept,
        row: author.newId(),
        dossier: author.actor,
        fields: concept === 'template' ? fields : { ...fields, adviser: referenceTo('adviser', author.actor) },
      })),
    ),
  );
  return takeInGenerated({ db, author }, { seed: DEMO_SEED, candidates: DEMO_CANDIDATES, ...options });
}

/** Of so many the demo is there as soon as without them. */
const DOSSIERS_WITH_DOCUMENTS = 24;

/** A curriculum vitae in plain text for some, as they would have sent it. */
export async function addDemoDocuments(
  { db }: Pick<OpenCaseload, 'db'>,
  documents: Documents,
  language: 'nl' | 'en',
): Promise<void> {
  const some = db.all<{ id: string; changedAt: number }>(
    `SELECT "id", "changedAt" FROM "candidate" WHERE "presentation" IS NOT NULL ORDER BY "number" LIMIT ?`,
    DOSSIERS_WITH_DOCUMENTS,
  );
  for (const { id, changedAt } of some) {
    const dossier = readDossier(db, id);
    if (dossier.ok) await documents.place(id, { ...demoCv(dossier.value, language), at: changedAt });
  }
}

export function takeInGenerated(
  { db, author }: Pick<OpenCaseload, 'db' | 'author'>,
  options: {
    seed: number;
    candidates: number;
    language: 'nl' | 'en';
    now: number;
    job: Pick<Job, 'progress'>;
    rowsPerCandidate?: number;
  },
): number {
  const { job, now, ...rest } = options;
  const today = localDay(now);
  const guidanceFor = (candidate: DemoDossier, dossier: string, index: number): Change[] => {
    const ids = new Map<string, string>([['candidate', referenceTo('candidate', dossier)]]);
    return drawGuidance(candidate, { ...rest, index, today }).map(({ key, concept, fields, about }) => {
      const row = author.newId();
      ids.set(key, referenceTo(concept, row));
      const known = Object.entries({ ...fields, ...mapped(about, ids) }).filter(([, value]) => value != null);
      return { concept, row, dossier, fields: Object.fromEntries(known) };
    });
  };
  let done = 0;
  const generated = generateCandidates({ ...rest, today })[Symbol.iterator]();
  // Some hundred at a time: one transaction of a million rows would keep them all in the write-ahead log.
  for (let more = true; more;) {
    more = db.transact((tx) => {
      for (let count = 0; count < 250; count++) {
        const next = generated.next();
        if (next.done) return false;
        const at = workedOnAt(now, done++, options.candidates);
        const group = openGroup(tx, { ...author, now: () => at }, 'demo');
        const dossier = author.newId();
        for (const change of changesForNew(next.value, dossier, author.newId)) group.write(change);
        // For benchmarks every row is one of those that were asked for.
        if (options.rowsPerCandidate === undefined)
          for (const change of guidanceFor(next.value, dossier, done - 1)) group.write(change);
        group.close();
      }
      return true;
    });
    job.progress('demo.writing', done, options.candidates);
  }
  db.transact(mergeLater);
  return done;
}

/** Spread over the half year before now, the last some hours ago, at an hour when advisers work. */
function workedOnAt(now: number, index: number, all: number): number {
  const day = 24 * 60 * 60 * 1000;
  const age = ((all - index) / all) ** 2 * 180 * day;
  const at = new Date(now - age - 3 * 60 * 60 * 1000);
  at.setHours(9 + (index % 8), (index * 7) % 60, 0, 0);
  return Math.min(at.getTime(), now - 60_000);
}

const mapped = (about: Readonly<Record<string, string>>, ids: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(about).map(([field, key]) => [field, ids.get(key) ?? key]));
