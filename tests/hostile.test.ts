/**
 * A window that has been taken over, against the desktop: whatever it sends, it gets an error as a value. Never an
 * exception, never somebody's data, never a desktop that stopped answering; and afterwards the caseload is as it was.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, contract, type Channel } from '../core/contract/contract.ts';
import { newDesktop, SET_UP, type TestDesktop } from './support/desktop.ts';

let open: TestDesktop;
let locked: TestDesktop;
const dossiers: string[] = [];
const rows: string[] = [];

const VISIT = {
  draft: 'visit/x/y',
  today: '2026-11-28',
  moment: {},
  agreements: [],
  tasks: [],
  steps: [],
  settled: [],
  finished: [],
  appointment: null,
  held: null,
};
const SECRET = 'Zwartkapmeesterwoord';

beforeAll(async () => {
  open = await newDesktop();
  locked = await newDesktop();
  for (const { ask } of [open, locked]) {
    await ask('vault.create', SET_UP);
    for (const surname of [SECRET, 'Voorbeeld']) {
      const { dossier } = await ask('candidates.add', { fields: { surname } });
      const { row } = await ask('dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
      dossiers.push(dossier);
      rows.push(row);
    }
  }
  await locked.ask('vault.lock', { why: 'idle' });
});
afterAll(async () => {
  await open.close();
  await locked.close();
});

/** What the adviser sees of the caseload, without the audit log, which rightly grows. */
const everything = async ({ ask }: TestDesktop): Promise<unknown> => ({
  summary: await ask('caseload.summary', null),
  history: await Promise.all(
    dossiers.slice(0, 2).map((dossier) => ask('dossier.history', { dossier, offset: 0, limit: 200 })),
  ),
});
const problems = async ({ ask }: TestDesktop): Promise<string[]> => (await ask('caseload.verify', null)).problems;

/** Asks and expects an error within ten seconds; in it nothing of the caseload. */
async function refused({ desktop }: TestDesktop, channel: string, input: unknown): Promise<string> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${channel} never answered`)), 10_000);
  const answer = await Promise.race([desktop.ask(channel, input), late.promise]);
  clearTimeout(timer);
  expect({ channel, ok: answer.ok }).toEqual({ channel, ok: false });
  const said = JSON.stringify(answer);
  expect(said.length).toBeLessThan(400);
  expect(said).not.toContain(SECRET);
  return answer.ok ? '' : answer.error.type;
}

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'x';
  for (let at = 0; at < depth; at++) value = wrap(value);
  return value;
};

/** Names that stand somewhere in the contract, and one that never should work. */
const NAMES =
  'dossier concept row fields limit offset words filter sort column key body prefix id name columns tokens plan indexes index decisions job recipient format language recipientName surname place descending field bytes theme __proto__'.split(
    ' ',
  );

const access = { kind: 'access', form: 'pdf', language: 'nl', leaveOut: [], hide: [] };
const letter = {
  recipient: 'uwv',
  recipientName: null,
  jobApplication: null,
  language: 'nl',
  subject: '',
  text: 'Dag {{constructor}}',
} as const;

describe('a hostile window', { timeout: 120_000 }, () => {
  it('finds no channel that is not in the contract', async () => {
    const channels: unknown[] = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'prototype',
      '',
      ' vault.state',
      'vault.state\u0000',
      'VAULT.STATE',
      'intake.openPath',
      'access.compose',
      'access.record',
      'handover.compose',
      'handover.record',
      'letters.compose',
      'letters.record',
      'letters.mergeTo',
      'letters.mergeName',
      'wordTemplates.openPath',
      'caseload.backupTo',
      'caseload.generate',
      'vault.wayOutWith',
      'x'.repeat(1_000_000),
      null,
      undefined,
      7,
      {},
      ['vault.state'],
      Symbol('vault.state'),
      { toString: () => 'vault.state' },
    ];
    for (const desktop of [open, locked])
      for (const channel of channels) {
        const answer = await desktop.desktop.ask(channel as string, { path: '/etc/passwd' });
        expect(answer).toEqual({ ok: false, error: { type: 'UnknownChannel' } });
      }
  });

  it('gets an error for rubbish in every channel', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
        has: () => {
          throw new Error('trap');
        },
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    );
    const rubbish: unknown[] = [
      7,
      'x',
      true,
      [],
      [[]],
      Number.NaN,
      new Date(0),
      new Map([['dossier', 'x']]),
      /x/,
      12n,
      cyclic,
      trap,
      () => 'x',
      Symbol('x'),
      { dossier: () => 'x' },
      {
        get dossier(): string {
          throw new Error('getter');
        },
      },
      new SharedArrayBuffer(8),
      Object.create({ dossier: dossiers[0] }),
      JSON.parse(`{"__proto__":{"dossier":"${dossiers[0]}","isAdmin":true},"constructor":{"prototype":{}}}`),
      Object.assign(Object.create(null), { dossier: { toString: () => dossiers[0] } }),
    ];
    for (const channel of CHANNELS)
      for (const value of rubbish) {
        // What is asked with nothing may be asked; the rest of this list is nothing to no channel, but for preferences.
        if (channel === 'preferences.write') continue;
        await refused(open, channel, value);
      }
    expect(({} as Record<string, unknown>)['isAdmin']).toBe(undefined);
    expect(await problems(open)).toEqual([]);
  });

  it('does not get through with what is huge or deep', async () => {
    const before = await everything(open);
    const dossier = dossiers[0];
    const huge = 'x'.repeat(10_000_000);
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, 'x']));
    const values: [Channel, unknown][] = [
      ['search.find', { words: huge, limit: 10 }],
      ['drafts.save', { key: 'x', body: huge }],
      ['drafts.save', { key: huge, body: 'x' }],
      ['dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { surname: huge } }],
      ['dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: many }],
      ['candidates.add', { fields: { surname: huge } }],
      ['candidates.add', { fields: { [huge]: 'x' } }],
      ['vault.confirmRecovery', { code: huge }],
      ['vault.changePassphrase', { current: huge, next: huge }],
      ['intake.read', { tokens: Array.from({ length: 100_000 }, () => 'x'), job: 'x' }],
      ['intake.read', { tokens: ['x'], job: huge }],
      ['jobs.cancel', { job: huge }],
    ];
    for (const depth of [100, 10_000, 200_000]) {
      for (const wrap of [(inner: unknown) => [inner], (inner: unknown) => ({ fields: inner })]) {
        values.push(['candidates.add', nested(depth, wrap)]);
        values.push(['candidates.add', { fields: { surname: nested(depth, wrap) } }]);
        values.push(['jobs.cancel', nested(depth, wrap)]);
      }
    }
    for (const [channel, value] of values) await refused(open, channel, value);
    expect(await everything(open)).toEqual(before);
  });

  it('reaches no row by the name of another dossier, and no dossier that is none', async () => {
    const before = await everything(open);
    const [mine = '', other = ''] = dossiers;
    const [row = '', otherRow = ''] = rows;
    const none = '00000000-0000-7000-8000-00000000dead';
    const fields = { name: 'Gestolen' };
    const asks: [Channel, unknown][] = [
      ['dossier.edit', { dossier: mine, concept: 'skill', row: otherRow, fields }],
      ['dossier.edit', { dossier: mine, concept: 'candidate', row: other, fields: { surname: 'Gestolen' } }],
      ['dossier.edit', { dossier: mine, concept: 'availability', row: other, fields: { hoursMin: 8 } }],
      ['dossier.edit', { dossier: 'organisation', concept: 'skill', row: otherRow, fields }],
      ['dossier.edit', { dossier: 'organisation', concept: 'adviser', row: 'another', fields }],
      ['dossier.edit', { dossier: 'organisation', concept: 'organisation', row: mine, fields }],
      ['dossier.edit', { dossier: mine, concept: 'organisation', row: 'organisation', fields }],
      ['dossier.edit', { dossier: none, concept: 'candidate', row: none, fields: { surname: 'Gestolen' } }],
      ['dossier.edit', { dossier: none, concept: 'availability', row: none, fields: { hoursMin: 8 } }],
      ['dossier.edit', { dossier: mine, concept: 'operation', row, fields: { actor: 'x' } }],
      ['dossier.edit', { dossier: mine, concept: 'candidate', row: mine, fields: { deleted: 1 } }],
      ['dossier.edit', { dossier: mine, concept: 'candidate', row: mine, fields: { heads: '{}' } }],
      ['dossier.edit', { dossier: mine, concept: 'candidate', row: mine, fields: { 'surname" = 1 --': 'x' } }],
      ['dossier.edit', { dossier: mine, concept: 'skill', row: `${row}' OR '1'='1`, fields }],
      ['dossier.addRow', { dossier: none, concept: 'skill', fields }],
      ['dossier.addRow', { dossier: mine, concept: 'candidate', fields: {} }],
      ['dossier.addRow', { dossier: mine, concept: 'adviser', fields: {} }],
      ['dossier.removeRow', { dossier: mine, concept: 'skill', row: otherRow }],
      ['dossier.removeRow', { dossier: none, concept: 'skill', row }],
      ['tasks.finish', { dossier: mine, row, today: '2026-11-28' }],
      ['tasks.finish', { dossier: none, row, today: '2026-11-28' }],
      ['visit.save', { ...VISIT, dossier: none }],
      ['visit.save', { ...VISIT, dossier: mine, moment: { deleted: 1 } }],
      ['visit.save', { ...VISIT, dossier: mine, agreements: [{ what: 5 }] }],
      ['visit.save', { ...VISIT, dossier: mine, steps: [{ row, state: 'stolen' }] }],
      ['visit.save', { ...VISIT, dossier: mine, finished: [`${row}' OR '1'='1`] }],
      ['visit.save', { ...VISIT, dossier: 'organisation' }],
      ['dossier.remove', { dossier: none }],
      ['dossier.open', { dossier: none }],
      ['dossier.open', { dossier: 'organisation' }],
      ['handover.preview', { dossier: none, recipient: 'uwv', recipientName: null, format: 'vum', language: 'nl' }],
      ['access.parts', { dossier: none }],
      ['access.preview', { ...access, dossier: none }],
      ['access.preview', { ...access, dossier: mine, kind: 'portability' }],
      ['access.save', { ...access, dossier: none, job: 'x' }],
      ['letters.fill', { dossier: none, ...letter }],
      ['letters.preview', { dossier: none, ...letter }],
      ['letters.save', { dossier: none, ...letter, format: 'docx', keep: true, contactMoment: true }],
      [
        'letters.save',
        {
          dossier: mine,
          ...letter,
          format: 'docx',
          keep: true,
          contactMoment: true,
          rights: { letter: 'answer', row },
        },
      ],
      ['requests.receivers', { dossier: mine, request: row }],
      ['requests.receivers', { dossier: none, request: none }],
      // A document of somebody's dossier is no template, and a PDF of a template there is not.
      ['letters.fill', { dossier: mine, ...letter, template: row }],
      ['letters.save', { dossier: mine, ...letter, template: none, format: 'docx', keep: true, contactMoment: true }],
      ['letters.save', { dossier: mine, ...letter, template: none, format: 'pdf', keep: true, contactMoment: true }],
      ['wordTemplates.look', { row }],
      ['wordTemplates.look', { row: '../../etc/passwd' }],
      ['wordTemplates.offer', { name: 'x.docx', bytes: new Uint8Array(64) }],
      ['wordTemplates.offer', { name: 'x.docx', bytes: new Uint8Array(21 * 1024 * 1024) }],
      ['wordTemplates.keep', { token: 'x', name: 'x', replaces: null }],
      ['wordTemplates.keep', { token: 'x', name: 'x', replaces: row }],
      ['handover.save', { dossier: none, recipient: 'uwv', recipientName: null, format: 'vum', language: 'nl' }],
      ['intake.read', { tokens: ['/etc/passwd'], job: 'x' }],
      ['intake.lines', { plan: 'x', indexes: [0] }],
      ['intake.look', { plan: 'x', index: 0 }],
      ['intake.notUnderstood', { plan: 'x', index: 0, offset: 0, limit: 10 }],
      ['intake.apply', { plan: 'x', decisions: [], job: 'x' }],
      ['vault.create', SET_UP],
      ['vault.wayOut', { way: 'setAside' }],
      ['vault.wayOut', { way: 'startEmptyDatabase' }],
      ['vault.changePassphrase', { current: null, next: 'een heel nieuwe zin dan' }],
    ];
    for (const [channel, input] of asks) await refused(open, channel, input);
    expect(await everything(open)).toEqual(before);
  });

  it('sees of a plan only what is in it, and of a plan that is gone nothing', async () => {
    const before = await everything(open);
    const bytes = new TextEncoder().encode(`Achternaam;Hobby\r\n${SECRET};schaken\r\nAnders;dammen\r\n`);
    const read = async (): Promise<string> => {
      const { token } = await open.ask('intake.offer', { name: 'mensen.csv', bytes });
      return (await open.ask('intake.read', { tokens: [token], job: 'x' })).plan;
    };
    const former = await read();
    const plan = await read();
    expect(await open.ask('intake.lines', { plan, indexes: [1, 1] })).toHaveLength(2);
    const aside = { plan, index: 0, limit: 10 };
    for (const offset of [1, 1e6, Number.MAX_SAFE_INTEGER])
      expect(await open.ask('intake.notUnderstood', { ...aside, offset })).toEqual({ total: 1, entries: [] });

    const places: unknown[] = [2, 1e6, -1, 0.5, '0', '__proto__', 'length', Number.NaN, Infinity, 1e308, null];
    const asks: [Channel, unknown][] = [
      ...places.flatMap((index): [Channel, unknown][] => [
        ['intake.lines', { plan, indexes: [0, index] }],
        ['intake.look', { plan, index }],
        ['intake.notUnderstood', { plan, index, offset: 0, limit: 10 }],
      ]),
      ...[former, '', '__proto__', 'constructor', [plan], null].flatMap((of): [Channel, unknown][] => [
        ['intake.lines', { plan: of, indexes: [0] }],
        ['intake.look', { plan: of, index: 0 }],
        ['intake.notUnderstood', { plan: of, index: 0, offset: 0, limit: 10 }],
        ['intake.apply', { plan: of, decisions: [], job: 'x' }],
      ]),
      ['intake.lines', { plan, indexes: [] }],
      ['intake.lines', { plan, indexes: Array.from({ length: 201 }, () => 0) }],
      ['intake.notUnderstood', { ...aside, offset: 0, limit: 201 }],
      ['intake.notUnderstood', { ...aside, offset: -1 }],
      ['intake.apply', { plan, decisions: [{ index: 0, decision: 'remove' }], job: 'x' }],
    ];
    for (const [channel, input] of asks) await refused(open, channel, input);

    await open.ask('intake.discard', { plan });
    await refused(open, 'intake.look', { plan, index: 0 });
    expect(await everything(open)).toEqual(before);
    const again = await read();
    await open.ask('vault.lock', { why: 'asked' });
    await open.ask('vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase });
    await refused(open, 'intake.lines', { plan: again, indexes: [0] });
  });

  it('gets nothing out of a caseload that is locked, in any channel', async () => {
    const [dossier = ''] = dossiers.slice(2);
    const asks: Partial<Record<Channel, unknown>> = {
      'vault.changePassphrase': { current: SET_UP.passphrase, next: 'een heel nieuwe zin dan' },
      'vault.useKeychain': { use: true },
      'vault.renewRecovery': null,
      'caseload.summary': null,
      'caseload.backup': null,
      'caseload.verify': null,
      'candidates.list': { filter: {}, sort: { column: 'name', descending: false }, offset: 0, limit: 10 },
      'candidates.facets': null,
      'candidates.add': { fields: {} },
      'views.list': null,
      'views.order': { ids: [] },
      'freeText.look': { after: 0 },
      'retention.list': { show: 'due', rule: null, terms: null, offset: 0, limit: 10 },
      'retention.setTerm': { rule: 'dossier', term: 'P1Y' },
      'retention.erase': { items: [{ concept: 'skill', row: dossier }], job: 'hostile' },
      'duplicates.list': null,
      'duplicates.look': { keep: dossier, other: dossier },
      'duplicates.notSame': { one: dossier, other: dossier, isSame: false },
      'duplicates.merge': { keep: dossier, other: dossier, choose: [], job: 'x' },
      'candidates.ids': { filter: {}, sort: { column: 'name', descending: false } },
      'candidates.exportList': {
        dossiers: [dossier],
        sort: { column: 'name', descending: false },
        columns: [{ column: 'name', header: 'x' }],
        language: 'nl',
        job: 'x',
      },
      'bulk.edit': { dossiers: [dossier], set: [], add: [], job: 'x' },
      'bulk.remove': { dossiers: [dossier], job: 'x' },
      'views.save': {
        id: 'x',
        name: 'x',
        filter: {},
        sort: { column: 'name', descending: false },
        columns: ['name'],
      },
      'views.remove': { id: 'x' },
      'commands.recent': null,
      'commands.use': { command: 'lock' },
      'search.find': { words: SECRET, limit: 10 },
      'dossier.open': { dossier },
      'dossier.edit': { dossier, concept: 'candidate', row: dossier, fields: { place: 'x' } },
      'dossier.addRow': { dossier, concept: 'skill', fields: {} },
      'dossier.removeRow': { dossier, concept: 'skill', row: rows[2] },
      'tasks.finish': { dossier, row: rows[2], today: '2026-11-28' },
      'today.read': { today: '2026-11-28', quietDays: 42 },
      'requests.list': { closed: false },
      'requests.receivers': { dossier, request: rows[2] },
      'agenda.read': { from: '2026-11-23', until: '2026-11-29' },
      'own.read': null,
      'reports.read': { from: '2026-11-23', until: '2026-11-29', today: '2026-11-29' },
      'reports.save': { from: '2026-11-23', until: '2026-11-29', today: '2026-11-29', language: 'nl' },
      'calendar.look': { bytes: new Uint8Array(1), from: '2026-11-23', until: '2026-11-29' },
      'calendar.take': { bytes: new Uint8Array(1), from: '2026-11-23', until: '2026-11-29', choices: [] },
      'calendar.save': { from: '2026-11-23', until: '2026-11-29', row: null, names: 'none', language: 'nl' },
      'visit.save': { ...VISIT, dossier },
      'visit.list': null,
      'candidateMode.begin': { dossier, tasks: ['check'], purposes: [], plan: null, fills: [], pin: '2468' },
      'candidateMode.read': { language: 'nl' },
      'candidateMode.propose': { concept: 'skill', row: rows[2], field: 'name', value: 'x', today: '2026-11-28' },
      'candidateMode.consent': {
        purpose: 'shareWithEmployer',
        signature: 'data:image/png;base64,AA==',
        language: 'nl',
        today: '2026-11-28',
      },
      'candidateMode.withdraw': { purpose: 'shareWithEmployer', today: '2026-11-28' },
      'consent.withdraw': { dossier, purpose: 'shareWithEmployer', today: '2026-11-28' },
      'candidateMode.sign': { signature: 'data:image/png;base64,AA==', today: '2026-11-28' },
      'candidateMode.right': { concepts: ['skill'], isRight: true, today: '2026-11-28' },
      'candidateMode.answer': { at: 0, answers: { r1: 5 } },
      'candidateMode.finish': { at: 0, today: '2026-11-28' },
      'candidateMode.end': { by: 'pin', pin: '2468' },
      'proposals.decide': { dossier, row: rows[2], accept: false, value: null, today: '2026-11-28' },
      'dossier.remove': { dossier },
      'dossier.history': { dossier, offset: 0, limit: 10 },
      'dossier.asItWas': { dossier, at: 0 },
      'dossier.putBack': { dossier, concept: 'skill', row: rows[2], at: 0 },
      'removed.list': { dossier: null, words: '', offset: 0, limit: 10 },
      'removed.restore': { dossier, concept: 'skill', row: rows[2] },
      'organisation.open': null,
      'referenceFiles.list': null,
      'statement.read': null,
      'statement.agree': { id: dossier },
      'statement.write': { title: 'x', version: '1', date: '2026-11-01', text: 'x' },
      'clock.state': null,
      'clock.accept': null,
      'history.state': null,
      'history.undo': null,
      'history.redo': null,
      'audit.list': { offset: 0, limit: 10 },
      'assessments.definitions': null,
      'assessments.toSkills': { dossier, row: rows[2], language: 'nl' },
      'assessmentPacks.choose': null,
      'assessmentPacks.add': { token: 'x' },
      'assessmentPacks.remove': { key: 'x' },
      'drafts.save': { key: 'x', body: 'x' },
      'drafts.list': { prefix: '' },
      'drafts.remove': { key: 'x' },
      'sync.state': null,
      'sync.connect': { address: 'http://127.0.0.1:9', code: 'x', name: 'x' },
      'sync.signIn': { address: 'http://127.0.0.1:9', name: 'x', job: 'x' },
      'sync.line': { metered: true },
      'sync.meter': { metered: true },
      'sync.trust': { authority: null },
      'waiting.list': { dossier: null },
      'waiting.decide': { operations: ['01a21e33-c1e8-7178-ab7b-da6a41a808a0'], decision: 'takeOver' },
      'waiting.undecide': { operations: ['01a21e33-c1e8-7178-ab7b-da6a41a808a0'] },
      'aside.list': null,
      'aside.sayAgain': { operation: '01a21e33-c1e8-7178-ab7b-da6a41a808a0', fields: {} },
      'aside.putAway': { operations: ['01a21e33-c1e8-7178-ab7b-da6a41a808a0'] },
      'aside.bringBack': { operations: ['01a21e33-c1e8-7178-ab7b-da6a41a808a0'] },
      'sync.now': null,
      'sync.pause': { paused: true },
      'conflicts.list': { dossier: null },
      'conflicts.settle': { concept: 'skill', row: rows[2], dossier, field: 'name', sees: ['x'], value: 'x' },
      'conflicts.keepBoth': { concept: 'skill', row: rows[2], dossier, sees: ['x'] },
      'notices.list': null,
      'notices.seen': { numbers: [1] },
      'documents.list': { dossier },
      'documents.choose': null,
      'documents.offer': { dossier, name: 'x', bytes: 4 },
      'documents.piece': { token: 'x', bytes: new Uint8Array(4) },
      'documents.add': { dossier, token: 'x', job: 'x' },
      'documents.discard': { token: 'x' },
      'documents.read': { row: rows[2], offset: 0, length: 10 },
      'documents.camera': { allow: false },
      'scans.state': null,
      'scans.choose': null,
      'scans.forget': null,
      'scans.take': { token: 'x' },
      'scans.remove': { token: 'x' },
      'documents.text': { row: rows[2] },
      'documents.thumbnail': { row: rows[2] },
      'documents.keepThumbnail': { row: rows[2], picture: new Uint8Array(4) },
      'documents.removePlace': { row: rows[2] },
      'documents.saveCopy': { row: rows[2], job: 'x' },
      'documents.fetch': { rows: [rows[2]] },
      'documents.stop': { row: rows[2] },
      'documents.pin': { rows: [rows[2]], pinned: true },
      'documents.settings': null,
      'documents.setLimit': { dailyLimitMb: 1 },
      'classification.suggest': { kind: 'occupation', words: 'heftruck', language: 'nl', limit: 8 },
      'classification.explore': { profile: null, language: 'nl', limit: 10 },
      'classification.skillsOf': { code: 'x', language: 'nl' },
      'classification.addSkills': { dossier, codes: ['x'], language: 'nl' },
      'classification.place': { postcode: '1234 AB' },
      'packs.list': null,
      'packs.choose': null,
      'packs.fromOffice': { row: rows[2] },
      'packs.read': { tokens: ['x'], job: 'x' },
      'packs.import': { plan: 'x', job: 'x' },
      'packs.discard': { plan: 'x' },
      'packs.remove': { kind: 'esco' },
      'packs.uses': { kind: 'esco' },
      'packs.changes': { language: 'nl' },
      'packs.follow': { codes: ['x'], language: 'nl' },
      'intake.choose': null,
      'intake.offer': { name: 'x.csv', bytes: new Uint8Array(4) },
      'intake.read': { tokens: ['x'], job: 'x' },
      'intake.lines': { plan: 'x', indexes: [0] },
      'intake.look': { plan: 'x', index: 0 },
      'intake.notUnderstood': { plan: 'x', index: 0, offset: 0, limit: 10 },
      'intake.apply': { plan: 'x', decisions: [], job: 'x' },
      'handover.preview': { dossier, recipient: 'uwv', recipientName: null, format: 'vum', language: 'nl' },
      'access.parts': { dossier },
      'access.preview': { ...access, dossier },
      'access.save': { ...access, dossier, job: 'x' },
      'letters.fill': { dossier, ...letter },
      'letters.preview': { dossier, ...letter },
      'letters.save': { dossier, ...letter, format: 'docx', keep: false, contactMoment: false },
      'letters.merge': {
        dossiers: [dossier],
        language: 'nl',
        subject: '',
        text: 'Dag',
        form: 'docx',
        keep: false,
        job: 'merge',
      },
      'wordTemplates.list': null,
      'wordTemplates.look': { row: rows[2] },
      'wordTemplates.choose': null,
      'wordTemplates.offer': { name: 'x.docx', bytes: new Uint8Array(4) },
      'wordTemplates.discard': { token: 'x' },
      'wordTemplates.keep': { token: 'x', name: 'x', replaces: null },
      'handover.save': { dossier, recipient: 'uwv', recipientName: null, format: 'pdf', language: 'nl' },
    };
    // What may be asked of a locked caseload; each answers without a word of anybody.
    const mayBeAsked = [
      'app.info',
      'preferences.read',
      'preferences.write',
      'vault.state',
      'vault.create',
      'vault.createDemo',
      'vault.leaveDemo',
      'vault.confirmRecovery',
      'vault.unlock',
      'vault.lock',
      'vault.wayOut',
      'intake.discard',
      'jobs.cancel',
    ];
    expect(Object.keys(asks).concat(mayBeAsked).toSorted()).toEqual([...CHANNELS].toSorted());
    for (const [channel, input] of Object.entries(asks)) expect(await refused(locked, channel, input)).toBe('Locked');
    expect(await locked.ask('vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase })).toEqual({
      candidates: 2,
    });
    expect(await problems(locked)).toEqual([]);
    await locked.ask('vault.lock', { why: 'idle' });
  });

  it('gets an answer of the contract or an error for anything that looks nearly right', async () => {
    const id = fc.constantFrom(
      ...dossiers,
      ...rows,
      'organisation',
      '00000000-0000-7000-8000-00000000dead',
      '../x',
      '',
    );
    const leaf: fc.Arbitrary<unknown> = fc.oneof(
      id,
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.double(),
      fc.integer(),
      fc.constantFrom(
        null,
        undefined,
        true,
        -1,
        1e308,
        'name',
        'candidate',
        'skill',
        'add',
        'nl',
        'pdf',
        'uwv',
        'asked',
      ),
    );
    const keys = fc.constantFrom(...NAMES);
    const value = fc.letrec<{ any: unknown; object: unknown }>((tie) => ({
      object: fc.dictionary(keys, tie('any'), { maxKeys: 6 }),
      any: fc.oneof({ depthSize: 'small' }, leaf, tie('object'), fc.array(tie('any'), { maxLength: 4 })),
    })).any;
    // Not those that lock or leave this caseload: what they do is what they are for.
    const asked = CHANNELS.filter((channel) => !['vault.lock', 'vault.createDemo', 'vault.unlock'].includes(channel));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...asked), value, async (channel, input) => {
        const answer = await open.desktop.ask(channel, input);
        if (answer.ok) expect(contract[channel].output.safeParse(answer.value).error).toBe(undefined);
        else expect(answer.error.type).not.toBe('Unexpected');
      }),
      { numRuns: 1500 },
    );
    expect(await problems(open)).toEqual([]);
  });

  it('made nothing happen that never should', () => {
    expect([open.unexpected, locked.unexpected]).toEqual([[], []]);
  });
});
