/**
 * ESCO whole: importing the files as they are downloaded, and suggesting from them with every key that is typed, beside MiniSearch, which holds
 * the same names in memory. Needs the real files in ../shared/data, which are not ours to keep here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { foldedWords } from '../core/domain/fold.ts';
import { blockOf, placeOfLabel } from '../electron/caseload/classification/labels.ts';
import { createPacks } from '../electron/caseload/classification/packs.ts';
import type { Database } from '../electron/caseload/database.ts';
import type { Job } from '../electron/caseload/service.ts';
import { newCaseload } from '../tests/support/caseload.ts';
import { skipped, type Benchmark } from './benchmark.ts';
import { median, p95, repeated, timed, timedAsync } from './measure.ts';

const DATA = join(import.meta.dirname, '..', '..', 'shared', 'data', 'esco');
const FILES = [
  'v1.1.1-en/esco-1.1.1-en-csv.zip',
  'v1.1.1-en/esco-1.1.1-relations-csv.zip',
  'v1.2-nl/occupations_nl.csv',
  'v1.2-nl/ISCOGroups_nl.csv',
  'v1.2-nl/derived_skill_labels_nl.csv',
];
const LIMIT = 8;
const REPEATS = 3;

const OCCUPATIONS =
  'heftruckchauffeur, timmerman, verzorgende ig, pakketbezorger, lasser, secretaresse, data scientist, schoonmaker, kok, automonteur, winkelmedewerker, verpleegkundige, productiemedewerker, magazijnmedewerker, orderpicker, hovenier, beveiliger, administratief medewerker, boekhouder, receptionist, elektricien, loodgieter, schilder, kapper, leraar basisonderwijs, software developer, warehouse worker, welder, nurse, medewerker klantenservice'.split(
    ', ',
  );
const SKILLS =
  'lassen, heftruck besturen, excel, klanten adviseren, samenwerken, programmeren, engels, plannen, eerste hulp, first aid, teamwork, onderhandelen, schoonmaken, kassa bedienen, cash register, negotiate, project management, communicatie'.split(
    ', ',
  );

/** Of this process, on all cores: what does not grow when others work too, or hardly. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

type Question = { readonly kind: 'occupation' | 'skill'; readonly words: string };
/** What is asked while these are typed: from the second letter on, with every key. */
const typed = (kind: Question['kind'], whole: readonly string[]): Question[] =>
  whole.flatMap((each) => Array.from({ length: each.length - 1 }, (_, at) => ({ kind, words: each.slice(0, at + 2) })));

export const esco: Benchmark = {
  name: 'esco',
  what: 'importing ESCO whole and suggesting from it, beside MiniSearch in memory',
  async run({ folder, say }) {
    if (!FILES.every((file) => existsSync(join(DATA, file))))
      return skipped('the files of ESCO are not in ../shared/data');
    const caseload = await newCaseload({ dir: folder });
    // Of an open caseload they use the database and who writes.
    const packs = createPacks({ ...caseload, adviserRow: 'anna', identify: () => undefined, formerly: () => [] });
    let longest = 0;
    let since = performance.now();
    const watching = setInterval(() => {
      longest = Math.max(longest, performance.now() - since);
      since = performance.now();
    }, 1);
    const patient: Job = { progress: () => undefined, cancelled: () => false };
    say('Importing …');
    const began = processorMs();
    const imported = await timedAsync(async () => {
      const tokens = FILES.map((file) => {
        const opened = packs.openPath(join(DATA, file));
        return opened.ok ? opened.value.token : '';
      });
      const read = await packs.read({ tokens, job: 'read' }, patient);
      if (!read.ok) throw new Error(read.error.type);
      const brought = await packs.import({ plan: read.value.plan, job: 'import' }, patient);
      if (!brought.ok) throw new Error(brought.error.type);
      return brought.value.packs[0]?.counts ?? {};
    });
    clearInterval(watching);
    const importCpu = processorMs() - began;
    const questions = [...typed('occupation', OCCUPATIONS), ...typed('skill', SKILLS)];
    const ask = ({ kind, words }: Question): number =>
      packs.suggest({ kind, words, language: 'nl', limit: LIMIT }).suggestions.length;
    const firstMs = timed(() => ask({ kind: 'occupation', words: 'tim' }));
    const beganAsking = processorMs();
    const ours = questions.map((each) => median(repeated(REPEATS, () => ask(each))));
    const questionCpu = (processorMs() - beganAsking) / (questions.length * (REPEATS + 1));
    say('The same names into MiniSearch …');
    let find: (question: Question) => number = () => 0;
    const peerReadyMs = timed(() => (find = miniSearchOn(caseload.db)));
    const peer = questions.map((each) => median(repeated(REPEATS, () => find(each))));
    await packs.close();
    await caseload.close();
    return {
      figures: {
        ...imported.value,
        'import, s': imported.ms / 1000,
        'longest that somebody else waited meanwhile, ms': longest,
        questions: questions.length,
        'first question after opening, ms': firstMs,
        'median ms': median(ours),
        'p95 ms': p95(ours),
        'processor for the import, s': importCpu / 1000,
        'processor for a question, mean ms': questionCpu,
        'slowest ms': Math.max(...ours),
        'MiniSearch: median ms': median(peer),
        'MiniSearch: p95 ms': p95(peer),
        'MiniSearch: ready after, s': peerReadyMs / 1000,
      },
      ratios: {
        'median to MiniSearch': median(ours) / median(peer),
        'p95 to MiniSearch': p95(ours) / p95(peer),
      },
      targets: [
        { what: 'import', value: imported.ms / 1000, limit: 15, unit: 's', good: 'below' },
        { what: 'p95', value: p95(ours), limit: 15, unit: 'ms', good: 'below' },
      ],
      method:
        'The five files as downloaded, into an encrypted caseload, one process. Then 48 occupations and skills in two languages as they are typed, a question with each key from the second on, three times each: the median. Ours answers eight from the encrypted file, finds within words, in two languages; MiniSearch has one document a name, finds beginnings only.',
    };
  },
};

function miniSearchOn(db: Database): (question: Question) => number {
  const mini = new MiniSearch<{ id: number; text: string; kind: string }>({
    fields: ['text'],
    storeFields: ['kind'],
    tokenize: (text) => foldedWords(text),
    processTerm: (term) => term || null,
    searchOptions: { prefix: true, combineWith: 'AND' },
  });
  const SKILL = blockOf('skill', 'nl', true);
  const GROUP = blockOf('group', 'nl', true);
  mini.addAll(
    db
      .all<{ number: number; text: string }>(`SELECT "number", "text" FROM "packLabel"`)
      .map(({ number, text }) => ({ id: number, text, block: Math.floor((number % 2 ** 28) / 2 ** 24) }))
      .filter(({ block }) => block < GROUP)
      .map(({ id, text, block }) => ({ id, text, kind: block < SKILL ? 'occupation' : 'skill' })),
  );
  return ({ kind, words }) =>
    mini
      .search(words, {
        filter: (hit) => hit['kind'] === kind,
        boostDocument: (id) => (placeOfLabel(id as number).isPreferred ? 2 : 1),
      })
      .slice(0, LIMIT).length;
}
