/** One side of the benchmark of searching, in a process of its own: `ours DIR` or `minisearch DIR`; JSON on stdout. */
import MiniSearch from 'minisearch';
import { foldedWords } from '../core/domain/fold.ts';
import type { Database } from '../electron/caseload/database.ts';
import { allIndexed, search } from '../electron/caseload/search.ts';
import { openCaseload } from './caseload.ts';
import { median, repeated } from './measure.ts';
import { questionsFrom } from './questions.ts';

const EACH = 24;
const REPEATS = 5;
const HITS = 20;
/** Addresses in the index: the dossier's number stands before these bits. */
const DOSSIER = 2 ** 31;

const [who, dir] = process.argv.slice(2);
if (dir === undefined || (who !== 'ours' && who !== 'minisearch')) throw new Error('ours|minisearch DIR');
const memoryNow = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

const { caseload, close } = await openCaseload(dir);
const { db } = caseload;
const questions = questionsFrom(db, EACH);
const before = memoryNow();
const started = performance.now();
const find = who === 'ours' ? (words: string) => search(db, words, HITS).hits.length : miniSearchOn(db);
find('');
const readyMs = performance.now() - started;
const answered = questions.map(({ kind, words }) => {
  let hits = 0;
  const ms = median(repeated(REPEATS, () => (hits = find(words))));
  return { kind, ms, hits };
});
console.log(JSON.stringify({ questions: answered, readyMs, memoryMiB: memoryNow() - before }));
await close();

function miniSearchOn(from: Database): (words: string) => number {
  const mini = new MiniSearch<{ id: number; name: string; words: string }>({
    fields: ['name', 'words'],
    // What it gets is folded and in words already: it is spared doing that again for every word of a million rows.
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term || null,
    searchOptions: {
      tokenize: (question) => foldedWords(question),
      prefix: true,
      combineWith: 'AND',
      boost: { name: 4 },
    },
  });
  const documents = new Map<number, { name: string[]; words: string[] }>();
  for (const [at, held] of allIndexed(from)) {
    const id = Math.floor(at / DOSSIER);
    const document = documents.get(id) ?? { name: [], words: [] };
    document.name.push(held.name);
    document.words.push(held.words);
    documents.set(id, document);
  }
  for (const [id, document] of documents) {
    mini.add({ id, name: document.name.join(' '), words: document.words.join(' ') });
    documents.delete(id);
  }
  return (words) => mini.search(words).slice(0, HITS).length;
}
