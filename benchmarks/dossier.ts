/** Opening a dossier: reading it whole and noting the reading in the audit log, as `dossier.open` does. */
import { appendAudit } from '../electron/caseload/audit.ts';
import { createDocuments, putFile } from '../electron/caseload/documents.ts';
import { readDossier } from '../electron/caseload/dossier.ts';
import { changesForNew } from '../electron/caseload/incoming.ts';
import { write } from '../electron/caseload/write.ts';
import { generateCandidates } from '../electron/demo/generate.ts';
import type { Benchmark } from './benchmark.ts';
import { openCaseload } from './caseload.ts';
import { median, p95, timed } from './measure.ts';

const LONG = 2_000;
const MOMENTS = 2_000;
const DOCUMENTS = 500;

export const dossier: Benchmark = {
  name: 'dossier',
  what: 'opening a dossier',
  async run({ caseload }) {
    const { dir, rowsPerCandidate } = await caseload();
    const { caseload: opened, close } = await openCaseload(dir);
    const { db, author } = opened;
    const openDossier = (id: string): void => {
      const found = readDossier(db, id);
      if (!found.ok) throw new Error('a dossier is not there');
      db.transact((tx) => appendAudit(tx, author, { action: 'read', dossier: id }));
      // What the worker does with it: the copy that goes to the window.
      structuredClone(found.value);
    };
    const everybody = db.all<{ id: string }>(`SELECT "id" FROM "candidate" WHERE "deleted" = 0 ORDER BY "id"`);
    const step = Math.max(1, Math.floor(everybody.length / 300));
    const typical = everybody.filter((_, index) => index % step === 0).map(({ id }) => timed(() => openDossier(id)));

    const long = author.newId();
    const [made] = generateCandidates({
      seed: 11,
      candidates: 1,
      today: '2026-11-23',
      language: 'nl',
      rowsPerCandidate: LONG,
    });
    if (!made) throw new Error('nobody was generated');
    db.transact((tx) => write(tx, author, 'addCandidate', changesForNew(made, long, author.newId), { dossier: long }));
    const again = Array.from({ length: 25 }, () => timed(() => openDossier(long))).slice(5);

    // Years of guidance: what the timeline shows, and a drawer full of documents with where each of them is.
    const years = author.newId();
    const at = { dossier: years };
    const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
    const rows = Array.from({ length: DOCUMENTS }, () => author.newId());
    db.transact((tx) => {
      write(
        tx,
        author,
        'addCandidate',
        [
          { concept: 'candidate', row: years, dossier: years, fields: { surname: 'Voorbeeld' } },
          ...Array.from({ length: MOMENTS }, (_, index) => ({
            concept: 'contactMoment' as const,
            row: author.newId(),
            dossier: years,
            fields: { date: day(index), subject: `Gesprek ${index}`, text: 'Besproken wat er goed ging. '.repeat(12) },
          })),
          ...rows.map((row, index) => ({
            concept: 'document' as const,
            row,
            dossier: years,
            fields: { name: `brief ${index}.pdf`, date: day(index), mediaType: 'application/pdf', bytes: 100_000 },
          })),
        ],
        at,
      );
      for (const id of rows)
        putFile(tx, {
          id,
          dossier: years,
          key: 'AAAA',
          length: 100_040,
          sha256: id,
          here: 100_040,
          atOffice: 1,
          pinned: 0,
          wantedAt: null,
          leaving: 0,
          damaged: 0,
          usedAt: 0,
        });
    });
    const kept = createDocuments(opened);
    const full = Array.from({ length: 25 }, () =>
      timed(() => {
        openDossier(years);
        structuredClone(kept.list(years, new Map(), () => null));
      }),
    ).slice(5);
    await close();
    return {
      figures: {
        [`${rowsPerCandidate} rows, each opened once: median ms`]: median(typical),
        [`${rowsPerCandidate} rows, each opened once: p95 ms`]: p95(typical),
        [`${LONG} rows: median ms`]: median(again),
        [`${LONG} rows: p95 ms`]: p95(again),
        [`${MOMENTS} contact moments and ${DOCUMENTS} documents: median ms`]: median(full),
        [`${MOMENTS} contact moments and ${DOCUMENTS} documents: p95 ms`]: p95(full),
      },
      ratios: {},
      targets: [
        { what: `${rowsPerCandidate} rows, p95`, value: p95(typical), limit: 50, unit: 'ms', good: 'below' },
        { what: `${LONG} rows, median`, value: median(again), limit: 50, unit: 'ms', good: 'below' },
        {
          what: `${MOMENTS} contact moments and ${DOCUMENTS} documents, median`,
          value: median(full),
          limit: 100,
          unit: 'ms',
          good: 'below',
        },
      ],
      method: `${typical.length} different dossiers from all over the file, so pages are seldom in memory yet; the long one 20 times.`,
    };
  },
};
