/**
 * Every deed that writes is one step back and one step forward, and both give exactly what stood there. A channel that writes and stands in none
 * of the lists below makes this fail: whoever adds one says here what one step of it is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SET_UP } from '../support/desktop.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { askOf, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';
import { paragraph, run, wordFile } from '../support/word-file.ts';
import type { Service } from '../../electron/caseload/service.ts';

/** Not about what stands in a dossier: nothing to take back. Each with what brings it back where somebody might want to. */
const NO_DEED: readonly string[] = [
  // Typing is a draft, and the letters have their own undo.
  'drafts.save',
  'drafts.remove',
  // How the window is used.
  'views.save',
  'views.remove',
  'views.order',
  'commands.use',
  'notices.seen',
  // That two who look alike are two: of the list of look-alikes, not of a dossier.
  'duplicates.notSame',
  // For good, after a look at the list and a question: that is what it is for.
  'retention.erase',
  // A setting, changed back in the same place.
  'retention.setTerm',
  // Has its own way back: `waiting.undecide`, `aside.bringBack`.
  'waiting.decide',
  'waiting.undecide',
  'aside.putAway',
  'aside.bringBack',
  // Files of the organisation on this laptop; taken away and put there again.
  'assessmentPacks.add',
  'assessmentPacks.remove',
  // The vault, and the laptop in the hands of a candidate: what they enter there is signed or proposed by them, and is decided on by the adviser.
  'vault.unlock',
  'candidateMode.begin',
  'candidateMode.propose',
  'candidateMode.consent',
  'candidateMode.withdraw',
  'candidateMode.sign',
  'candidateMode.answer',
  'candidateMode.end',
  'proposals.decide',
  // What is thought of the clock of this laptop.
  'clock.accept',
  // What was agreed to, and a version that is published, stand.
  'statement.agree',
  'statement.write',
  // Undoing itself.
  'history.undo',
  'history.redo',
];
/** Needs somebody else's work, or a file from elsewhere: one step back is shown there. */
const SHOWN_ELSEWHERE: Readonly<Record<string, string>> = {
  'conflicts.settle': 'electron/caseload/sync-store.test.ts',
  'conflicts.keepBoth': 'electron/caseload/sync-store.test.ts',
  'aside.sayAgain': 'electron/caseload/aside.test.ts',
  'calendar.take': 'electron/caseload/calendar.test.ts',
  'duplicates.merge': 'electron/caseload/duplicates.test.ts',
  'documents.removePlace': 'electron/caseload/document-texts.test.ts',
  'candidateMode.right': 'tests/handed-over.test.ts',
  'candidateMode.finish': 'tests/handed-over.test.ts',
  'assessments.toSkills': 'electron/caseload/assessments.test.ts',
  'classification.addSkills': 'electron/caseload/classification/packs.test.ts',
  'packs.follow': 'electron/caseload/classification/packs.test.ts',
};

let dir: string;
let service: Service;
let dossier: string;
let skill: string;
let task: string;
let removedSkill: string;
let before: number;
let template: string;

beforeAll(async () => {
  dir = newFolder('undo');
  service = serviceIn(join(dir, 'caseload'));
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  ({ dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen', place: 'Begin' } }));
  const add = async (concept: 'skill' | 'task', fields: Record<string, string>): Promise<string> =>
    (await askOf(service, 'dossier.addRow', { dossier, concept, fields })).row;
  skill = await add('skill', { name: 'Lassen' });
  removedSkill = await add('skill', { name: 'Koken' });
  task = await add('task', { what: 'Bellen', dueOn: '2026-01-05', repeats: 'weekly' });
  const bytes = await wordFile({ body: paragraph(run('Dag')) });
  const { token } = await askOf(service, 'wordTemplates.offer', { name: 'Eerst.docx', bytes });
  template = (await askOf(service, 'wordTemplates.keep', { token, name: 'Eerst', replaces: null })).row;
  const consent = { purpose: 'keepApplication', way: 'spoken', givenOn: '2026-11-01' };
  await askOf(service, 'dossier.addRow', { dossier, concept: 'consent', fields: consent });
  const application = { vacancy: 'Lasser', keepOnFile: 'yes' };
  await askOf(service, 'dossier.addRow', { dossier, concept: 'jobApplication', fields: application });
  before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await askOf(service, 'dossier.edit', { dossier, concept: 'skill', row: skill, fields: { name: 'Solderen' } });
  await askOf(service, 'dossier.removeRow', { dossier, concept: 'skill', row: removedSkill });
});
afterAll(async () => {
  await service.close();
  removeFolder(dir);
});

const TECHNICAL = new Set(['createdAt', 'changedAt', 'onlyHere', 'confirmed']);
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (TECHNICAL.has(name) ? undefined : each)));

/** Everything that the adviser can see of everybody. */
async function everything(): Promise<unknown> {
  const sort = { column: 'name' as const, descending: false };
  const { lines } = await askOf(service, 'candidates.list', { filter: {}, sort, offset: 0, limit: 500 });
  const ids = lines.map(({ id }) => id).sort();
  const dossiers = [];
  for (const id of ids) dossiers.push(bare(await askOf(service, 'dossier.open', { dossier: id })));
  return {
    dossiers,
    organisation: bare(await askOf(service, 'organisation.open', null)),
    wordTemplates: bare(await askOf(service, 'wordTemplates.list', null)),
  };
}

const DEEDS: Readonly<Record<string, () => Promise<unknown>>> = {
  'candidates.add': () => askOf(service, 'candidates.add', { fields: { surname: 'Erbij', phase: 'intake' } }),
  'dossier.edit': () =>
    askOf(service, 'dossier.edit', {
      dossier,
      concept: 'candidate',
      row: dossier,
      fields: { place: 'Otterdam', street: 'Verzonnenstraat' },
    }),
  'dossier.addRow': () => askOf(service, 'dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Naaien' } }),
  'dossier.removeRow': () => askOf(service, 'dossier.removeRow', { dossier, concept: 'skill', row: skill }),
  'dossier.remove': () => askOf(service, 'dossier.remove', { dossier }),
  'dossier.putBack': () => askOf(service, 'dossier.putBack', { dossier, concept: 'skill', row: skill, at: before }),
  'removed.restore': () => askOf(service, 'removed.restore', { dossier, concept: 'skill', row: removedSkill }),
  'tasks.finish': () => askOf(service, 'tasks.finish', { dossier, row: task, today: '2026-11-28' }),
  'visit.save': () =>
    askOf(service, 'visit.save', {
      dossier,
      draft: `${dossier}/visit/one`,
      today: '2026-11-28',
      moment: { kind: 'visit', date: '2026-11-28', text: 'Besproken' },
      agreements: [{ what: 'Cv mailen' }],
      tasks: [{ what: 'Bellen' }],
      steps: [],
      settled: [],
      finished: [task],
      appointment: { date: '2026-12-05', time: '09:30' },
      held: null,
    }),
  'consent.withdraw': () =>
    askOf(service, 'consent.withdraw', { dossier, purpose: 'keepApplication', today: '2026-11-30' }),
  'bulk.edit': () =>
    askOf(service, 'bulk.edit', {
      dossiers: [dossier],
      set: [{ concept: 'candidate', fields: { phase: 'placed' } }],
      add: [{ concept: 'task', fields: { what: 'Bellen voor allen' } }],
      job: 'bulk',
    }),
  'bulk.remove': () => askOf(service, 'bulk.remove', { dossiers: [dossier], job: 'bulk' }),
  'intake.apply': async () => {
    const bytes = new TextEncoder().encode('Voornaam;Achternaam\r\nNoor;Voorbeeld\r\nSem;Invention\r\n');
    const { token } = await askOf(service, 'intake.offer', { name: 'people.csv', bytes });
    const { plan } = await askOf(service, 'intake.read', { tokens: [token], job: 'read' });
    await askOf(service, 'intake.apply', { plan, decisions: [], job: 'apply' });
  },
  'documents.add': async () => {
    const { token } = await askOf(service, 'documents.offer', { dossier, name: 'brief.txt', bytes: 4 });
    await askOf(service, 'documents.piece', { token, bytes: new TextEncoder().encode('Dag.') });
    await askOf(service, 'documents.add', { dossier, token, job: 'add' });
  },
  'wordTemplates.keep': async () => {
    const bytes = await wordFile({ body: paragraph(run('Dag {{kandidaat.naam}}')) });
    const { token } = await askOf(service, 'wordTemplates.offer', { name: 'Uitnodiging.docx', bytes });
    await askOf(service, 'wordTemplates.keep', { token, name: 'Uitnodiging', replaces: template });
  },
};

describe('undo and redo', { timeout: 60_000 }, () => {
  it('are said for every channel that writes', () => {
    const source = readFileSync(join(import.meta.dirname, '../../electron/caseload/service.ts'), 'utf8');
    const handlers = source.slice(
      source.indexOf('const handlers: Handlers'),
      source.indexOf('const internal: InternalHandlers'),
    );
    const writing = handlers
      .split(/^ {4}(?=')/m)
      .filter((each) => /transact\(|\bchanged\(|\btell\(|\.apply\(|kept\.add\(/.test(each))
      .map((each) => /^'([\w.]+)'/.exec(each)?.[1] ?? '');
    expect(writing.length).toBeGreaterThan(20);
    const said = new Set([...NO_DEED, ...Object.keys(SHOWN_ELSEWHERE), ...Object.keys(DEEDS)]);
    expect(writing.filter((channel) => channel !== '' && !said.has(channel))).toEqual([]);
  });

  it.each(Object.entries(SHOWN_ELSEWHERE))('%s is taken back in %s', (_, file) => {
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toMatch(/undo\(|history\.undo/);
  });

  it.each(Object.keys(DEEDS))('%s is one step back, and one forward', async (channel) => {
    const was = await everything();
    const last = (await askOf(service, 'history.state', null)).undo?.group;
    await DEEDS[channel]?.();
    const became = await everything();
    expect(became).not.toEqual(was);
    const { undo } = await askOf(service, 'history.state', null);
    expect(undo?.group).not.toBe(last);
    expect(await askOf(service, 'history.undo', null)).toMatchObject({ kept: 0 });
    expect(await everything()).toEqual(was);
    expect(await askOf(service, 'history.redo', null)).toMatchObject({ kept: 0 });
    expect(await everything()).toEqual(became);
    await askOf(service, 'history.undo', null);
    expect(await everything()).toEqual(was);
  });
});
