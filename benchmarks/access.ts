/**
 * The access report of the largest dossier: read with where every answer came from, put on paper, printed by the Chromium that is there, and looked at again before it
 * is saved; and the same as complete data.
 */
import { performance } from 'node:perf_hooks';
import { appendAudit } from '../electron/caseload/audit.ts';
import { composeAccess, recordAccess } from '../electron/caseload/access.ts';
import { createDocuments } from '../electron/caseload/documents.ts';
import { changesForNew } from '../electron/caseload/incoming.ts';
import { write } from '../electron/caseload/write.ts';
import { generateCandidates } from '../electron/demo/generate.ts';
import { paperFontCss } from '../electron/exchange/paper/paper-font.ts';
import { chromiumPrinter } from '../scripts/chromium/print.ts';
import { chromiumPath } from '../scripts/machine.ts';
import { join } from 'node:path';
import { skipped, type Benchmark } from './benchmark.ts';
import { openCaseload } from './caseload.ts';
import { median } from './measure.ts';

const MOMENTS = 2_000;
const DOCUMENTS = 500;
const READINGS = 3_000;
const TIMES = 3;

/** How many milliseconds go by while this thread works for one second: what others do on the machine, as a figure. */
function secondOfWork(): number {
  const from = performance.now();
  const began = process.cpuUsage();
  for (let work = 0; work < 300_000;) {
    const { user, system } = process.cpuUsage(began);
    work = user + system;
  }
  return (performance.now() - from) / 0.3;
}

export const access: Benchmark = {
  name: 'access',
  what: 'the access report of the largest dossier',
  async run({ caseload, folder }) {
    const chromium = chromiumPath();
    if (chromium === null) return skipped('no Chromium to print with');
    const { dir } = await caseload();
    const { caseload: opened, close } = await openCaseload(dir);
    const { db, author } = opened;
    const dossier = author.newId();
    const [made] = generateCandidates({
      seed: 11,
      candidates: 1,
      today: '2026-11-23',
      language: 'nl',
      rowsPerCandidate: 100,
    });
    if (!made) throw new Error('nobody was generated');
    const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
    db.transact((tx) => {
      write(tx, author, 'addCandidate', changesForNew(made, dossier, author.newId), { dossier });
      write(
        tx,
        author,
        'add',
        [
          ...Array.from({ length: MOMENTS }, (_, index) => ({
            concept: 'contactMoment' as const,
            row: author.newId(),
            dossier,
            fields: { date: day(index), subject: `Gesprek ${index}`, text: 'Besproken wat er goed ging. '.repeat(12) },
          })),
          ...Array.from({ length: DOCUMENTS }, (_, index) => ({
            concept: 'document' as const,
            row: author.newId(),
            dossier,
            fields: { name: `brief ${index}.pdf`, date: day(index), mediaType: 'application/pdf', bytes: 100_000 },
          })),
        ],
        { dossier },
      );
      for (let index = 0; index < READINGS; index++) appendAudit(tx, author, { action: 'read', dossier });
    });
    const documents = createDocuments(opened);
    const printer = chromiumPrinter(chromium);
    const fontCss = paperFontCss(
      join(import.meta.dirname, '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files'),
    );
    const people = new Map([[author.actor, 'Anna Voorbeeld']]);
    const how = { now: Date.UTC(2026, 10, 30), fontCss, people };
    const asked = { dossier, kind: 'access' as const, language: 'nl' as const, leaveOut: [], hide: [] };
    const figures: Record<string, number[]> = { compose: [], print: [], check: [], whole: [], data: [], second: [] };
    let pages = 0;
    // The first starts the browser, as the window of the product has it started already.
    for (let time = 0; time <= TIMES; time++) {
      const from = performance.now();
      const composed = composeAccess(opened, documents, { ...asked, form: 'pdf' }, how);
      if (!composed.ok || !composed.value.page) throw new Error('it was not composed');
      const composedAt = performance.now();
      const printed = await printer.print(composed.value.body, { ...composed.value.page, lang: 'nl' });
      const printedAt = performance.now();
      const giving = { ask: { ...asked, form: 'pdf' as const, job: 'x' }, composed: composed.value, printed };
      const saved = await recordAccess(opened, documents, { ...giving, path: join(folder, 'inzage.pdf') }, people, {
        progress: () => undefined,
        cancelled: () => false,
      });
      if (!saved.ok) throw new Error(saved.error.type);
      const savedAt = performance.now();
      const data = composeAccess(opened, documents, { ...asked, form: 'json' }, how);
      if (!data.ok) throw new Error(data.error.type);
      const dataAt = performance.now();
      pages = saved.value.pages ?? 0;
      if (time === 0) continue;
      figures['second']?.push(secondOfWork());
      figures['compose']?.push(composedAt - from);
      figures['print']?.push(printedAt - composedAt);
      figures['check']?.push(savedAt - printedAt);
      figures['whole']?.push(savedAt - from);
      figures['data']?.push(dataAt - savedAt);
    }
    await printer.close();
    await documents.close();
    await close();
    const of = (name: string): number => median(figures[name] ?? []);
    return {
      figures: {
        pages,
        'read and put on paper: median ms': of('compose'),
        'printed by Chromium: median ms': of('print'),
        'a second of work of one thread meanwhile took: median ms': of('second'),
        'looked at again and saved: median ms': of('check'),
        'whole report: median ms': of('whole'),
        'complete data, every line of the log: median ms': of('data'),
      },
      ratios: {},
      targets: [{ what: 'whole report, median', value: of('whole'), limit: 5_000, unit: 'ms', good: 'below' }],
      method: `${MOMENTS} contact moments, ${DOCUMENTS} documents and ${READINGS} readings beside a hundred rows; ${TIMES} times after one that starts the browser.`,
    };
  },
};
