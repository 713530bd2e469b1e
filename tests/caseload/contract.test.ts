/** Every channel of the contract has somebody behind it, and what it answers is what the contract says, on the demo caseload. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACCESS_FORMS_OF,
  CHANNELS,
  contract,
  event,
  HANDOVER_FORMATS,
  type Channel,
  type Event,
} from '../../core/contract/contract.ts';
import { ACCESS_KINDS } from '../../core/register/access-report.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { newDesktop, SET_UP, type TestDesktop } from '../support/desktop.ts';
import { photoWithPlace } from '../support/files.ts';
import { paragraph, run, wordFile } from '../support/word-file.ts';

let outside: string;
let demo: TestDesktop;
/** What the dialog gives instead, once it is there. */
let list: string | null = null;
beforeAll(async () => {
  outside = newFolder('contract');
  const file = join(outside, 'people.csv');
  writeFileSync(file, 'Voornaam;Achternaam\r\nNoor;Invention\r\n');
  demo = await newDesktop({
    chooseFiles: async () => [list ?? file],
    chooseSave: async ({ suggestedName }) => join(outside, suggestedName),
    chooseFolder: async () => join(outside, 'scans'),
  });
});
afterAll(async () => {
  await demo.close();
  removeFolder(outside);
});

describe('the contract', { timeout: 120_000 }, () => {
  it('has somebody behind every channel', async () => {
    const empty = await newDesktop();
    for (const channel of CHANNELS) {
      const answer = await empty.desktop.ask(channel, 'rubbish');
      expect([channel, answer.ok ? 'answered' : answer.error.type]).toEqual([channel, 'BadInput']);
    }
    expect(empty.unexpected).toEqual([]);
    await empty.close();
  });

  it('is what every channel really answers, and every event really says', async () => {
    const { desktop } = demo;
    const heard: Event[] = [];
    desktop.subscribe((each) => heard.push(each));
    const asked = new Set<Channel>();
    const ask = async (channel: Channel, input: unknown): Promise<never> => {
      asked.add(channel);
      const answer = await desktop.ask(channel, input);
      if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
      const parsed = contract[channel].output.safeParse(answer.value);
      expect([channel, parsed.error?.issues]).toEqual([channel, undefined]);
      return answer.value as never;
    };
    const refused = async (channel: Channel, input: unknown): Promise<string> => {
      asked.add(channel);
      const answer = await desktop.ask(channel, input);
      return answer.ok ? 'answered' : answer.error.type;
    };

    await ask('app.info', null);
    await ask('preferences.read', null);
    await ask('preferences.write', { theme: 'dark' });
    await ask('vault.state', null);
    await ask('vault.createDemo', { language: 'nl' });
    await ask('vault.state', null);
    await ask('caseload.summary', null);
    await ask('caseload.verify', null);
    const sort = { column: 'name', descending: false };
    const { lines } = (await ask('candidates.list', { filter: {}, sort, offset: 0, limit: 500 })) as {
      lines: { id: string }[];
    };
    expect(lines.length).toBe(120);
    await ask('candidates.facets', null);
    await ask('candidates.ids', { filter: {}, sort });
    await ask('freeText.look', { after: 0 });
    await ask('retention.setTerm', { rule: 'dossier', term: 'P1D' });
    const due = (await ask('retention.list', { show: 'due', rule: null, terms: null, offset: 0, limit: 1 })) as {
      items: { concept: string; row: string }[];
    };
    expect(due.items).toHaveLength(1);
    await ask('retention.setTerm', { rule: 'dossier' });
    await ask('retention.erase', {
      items: due.items.map(({ concept, row }) => ({ concept, row })),
      job: 'erase',
    });
    await ask('duplicates.list', null);
    const [keep, other] = lines.slice(2, 4).map((line) => line.id);
    await ask('duplicates.look', { keep, other });
    await ask('duplicates.notSame', { one: keep, other, isSame: false });
    await ask('duplicates.merge', { keep, other, choose: [], job: 'merge' });
    await ask('history.undo', { job: 'undo' });
    await ask('clock.state', null);
    await ask('clock.accept', null);
    const two = lines.slice(0, 2).map((line) => line.id);
    const set = [{ concept: 'candidate', fields: { phase: 'applying' } }];
    await ask('bulk.edit', { dossiers: two, set, add: [{ concept: 'task', fields: { what: 'Bel' } }], job: 'bulk' });
    await ask('bulk.remove', { dossiers: two, job: 'bulk' });
    await ask('history.undo', null);
    await ask('candidates.exportList', {
      dossiers: two,
      sort,
      columns: [
        { column: 'name', header: 'Naam' },
        { column: 'hours', header: 'Uren' },
      ],
      language: 'nl',
      job: 'list',
    });
    await ask('views.save', { id: 'one', name: 'Een', filter: { words: 'a' }, sort, columns: ['name'] });
    await ask('views.list', null);
    await ask('views.order', { ids: ['one'] });
    await ask('views.remove', { id: 'one' });
    await ask('commands.use', { command: 'tab.contact' });
    await ask('commands.recent', null);
    await ask('search.find', { words: 'rijbewijs zorg', limit: 100 });
    await ask('search.find', { words: 'a', limit: 100 });
    // Every dossier, since each holds other things.
    for (const { id } of lines) await ask('dossier.open', { dossier: id });
    const dossier = lines[0]?.id ?? '';
    await ask('dossier.history', { dossier, offset: 0, limit: 200 });
    await ask('organisation.open', null);
    await ask('referenceFiles.list', null);
    await ask('statement.write', { title: 'Privacy', version: '1', date: '2026-11-01', text: 'Wat we bewaren.' });
    await ask('statement.read', null);
    expect(await refused('statement.agree', { id: dossier })).toBe('RowNotFound');
    const { dossier: mine } = (await ask('candidates.add', { fields: { surname: 'Voorbeeld' } })) as {
      dossier: string;
    };
    await ask('dossier.edit', { dossier: mine, concept: 'candidate', row: mine, fields: { place: 'Reigerveen' } });
    const { row } = (await ask('dossier.addRow', { dossier: mine, concept: 'skill', fields: { name: 'Lassen' } })) as {
      row: string;
    };
    await ask('dossier.removeRow', { dossier: mine, concept: 'skill', row });
    const fields = { what: 'Ask for the roster', dueOn: '2026-01-05', repeats: 'weekly' };
    await ask('removed.list', { dossier: null, words: '', offset: 0, limit: 100 });
    await ask('removed.restore', { dossier: mine, concept: 'skill', row });
    await ask('dossier.asItWas', { dossier: mine, at: Date.now() });
    await ask('dossier.putBack', { dossier: mine, concept: 'skill', row, at: Date.now() });
    const task = (await ask('dossier.addRow', { dossier: mine, concept: 'task', fields })) as { row: string };
    await ask('dossier.addRow', {
      dossier: mine,
      concept: 'appointment',
      fields: { date: '2026-11-28', time: '09:30' },
    });
    await ask('dossier.addRow', { dossier: mine, concept: 'contactMoment', fields: { subject: 'Intake' } });
    await ask('today.read', { today: '2026-11-28', quietDays: 42 });
    const { row: request } = (await ask('dossier.addRow', {
      dossier: mine,
      concept: 'request',
      fields: { right: 'rectification', receivedOn: '2026-11-02', state: 'open' },
    })) as { row: string };
    for (const closed of [false, true]) await ask('requests.list', { closed });
    await ask('requests.receivers', { dossier: mine, request });
    await ask('agenda.read', { from: '2026-11-23', until: '2026-11-29' });
    const own = (await ask('own.read', null)) as { dossier: string };
    await ask('dossier.addRow', {
      dossier: own.dossier,
      concept: 'template',
      fields: { name: 'Intake', kind: 'letter' },
    });
    await ask('dossier.addRow', { dossier: own.dossier, concept: 'appointment', fields: { date: '2026-11-28' } });
    await ask('own.read', null);
    await ask('dossier.open', { dossier: own.dossier });
    await ask('today.read', { today: '2026-11-28', quietDays: 42 });
    const handed = { dossier: mine, tasks: ['check', 'consent', 'sign', 'fill'], purposes: ['shareWithEmployer'] };
    const fills = [{ definition: 'jobport.interests@1', language: 'nl', row: null, showsResult: true }];
    const signature = 'data:image/png;base64,iVBORw0KGgo=';
    const today = '2026-11-28';
    const { row: signed } = (await ask('dossier.addRow', {
      dossier: mine,
      concept: 'actionPlan',
      fields: { title: 'Plan' },
    })) as { row: string };
    await ask('candidateMode.begin', { ...handed, plan: signed, fills, pin: '2468' });
    await ask('vault.state', null);
    await ask('candidateMode.read', { language: 'nl' });
    const theirs = { concept: 'candidate', row: mine, field: 'place', today };
    await ask('candidateMode.propose', { ...theirs, value: 'Zandwoude' });
    await ask('candidateMode.consent', { purpose: 'shareWithEmployer', signature, language: 'nl', today });
    await ask('candidateMode.sign', { signature, today });
    await ask('candidateMode.withdraw', { purpose: 'shareWithEmployer', today });
    await ask('candidateMode.right', { concepts: ['candidate', 'skill'], isRight: true, today });
    await ask('candidateMode.answer', { at: 0, answers: { r1: 5 } });
    await ask('candidateMode.finish', { at: 0, today });
    await ask('candidateMode.read', { language: 'en' });
    await ask('candidateMode.end', { by: 'pin', pin: '2468' });
    const { rows: told } = (await ask('dossier.open', { dossier: mine })) as { rows: { proposal: { id: string }[] } };
    await ask('proposals.decide', {
      dossier: mine,
      row: told.proposal[0]?.id,
      accept: true,
      value: 'Zandwoude',
      today,
    });
    const spoken = { purpose: 'keepApplication', way: 'spoken', givenOn: today };
    await ask('dossier.addRow', { dossier: mine, concept: 'consent', fields: spoken });
    await ask('consent.withdraw', { dossier: mine, purpose: 'keepApplication', today });
    const visit = `visit/${mine}/one`;
    await ask('drafts.save', { key: visit, body: 'half' });
    await ask('visit.list', null);
    await ask('visit.save', {
      dossier: mine,
      draft: visit,
      today: '2026-11-28',
      moment: { kind: 'visit', date: '2026-11-28', text: 'Besproken' },
      agreements: [{ what: 'Cv mailen' }],
      tasks: [{ what: 'Bellen' }],
      steps: [],
      settled: [],
      finished: [],
      appointment: { date: '2026-12-05', time: '09:30' },
      held: null,
    });
    const bytes = new TextEncoder().encode(
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:een\nDTSTART:20261203T090000Z\nEND:VEVENT\nEND:VCALENDAR',
    );
    const days = { from: '2026-11-28', until: '2026-12-31' };
    await ask('reports.read', { from: '2026-01-01', until: '2026-12-31', today: '2026-11-28' });
    await ask('reports.save', { from: '2026-01-01', until: '2026-12-31', today: '2026-11-28', language: 'nl' });
    await ask('calendar.look', { bytes, ...days });
    await ask('calendar.take', { bytes, ...days, choices: [{ key: 'een', dossier: null }] });
    await ask('calendar.save', { ...days, row: null, names: 'initials', language: 'nl' });
    await ask('tasks.finish', { dossier: mine, row: task.row, today: '2026-11-28' });
    await ask('history.state', null);
    await ask('history.undo', null);
    await ask('history.redo', null);
    await ask('dossier.remove', { dossier: mine });
    await ask('audit.list', { offset: 0, limit: 200 });
    await ask('assessments.definitions', null);
    const result = (await ask('dossier.addRow', {
      dossier,
      concept: 'assessment',
      fields: { definition: 'jobport.competences@1', way: 'filledIn', finished: 'yes', scores: '{"b24100":4}' },
    })) as { row: string };
    expect(await ask('assessments.toSkills', { dossier, row: result.row, language: 'nl' })).toMatchObject({ added: 1 });
    await ask('assessmentPacks.choose', null);
    expect(await refused('assessmentPacks.add', { token: 'none' })).toBe('UnknownFile');
    expect(await refused('assessmentPacks.remove', { key: 'none' })).toBe('UnknownFile');
    await ask('drafts.save', { key: 'one', body: 'half' });
    await ask('drafts.list', { prefix: '' });
    await ask('drafts.remove', { key: 'one' });
    const [chosen] = (await ask('intake.choose', null)) as { token: string }[];
    await ask('intake.offer', { name: 'people.csv', bytes: new TextEncoder().encode('Achternaam\r\nInvention\r\n') });
    const { plan } = (await ask('intake.read', { tokens: [chosen?.token], job: 'one' })) as { plan: string };
    await ask('intake.lines', { plan, indexes: [0] });
    await ask('intake.look', { plan, index: 0 });
    await ask('intake.notUnderstood', { plan, index: 0, offset: 0, limit: 10 });
    await ask('intake.apply', { plan, decisions: [], job: 'two' });
    await ask('intake.discard', { plan });
    await ask('jobs.cancel', { job: 'one' });
    const { files } = (await ask('documents.choose', null)) as { files: { token: string }[] };
    await ask('documents.discard', { token: files[0]?.token });
    const offered = (await ask('documents.offer', { dossier, name: 'brief.txt', bytes: 4 })) as { token: string };
    await ask('documents.piece', { ...offered, bytes: new TextEncoder().encode('Dag.') });
    const { row: document } = (await ask('documents.add', { dossier, ...offered, job: 'add' })) as { row: string };
    await ask('documents.list', { dossier });
    await ask('documents.read', { row: document, offset: 0, length: 100 });
    await ask('documents.camera', { allow: true });
    const scanFolder = join(outside, 'scans');
    mkdirSync(scanFolder);
    writeFileSync(join(scanFolder, 'scan.txt'), 'gescand');
    await ask('scans.choose', null);
    const scanned = async () => ((await ask('scans.state', null)) as { files: { token: string }[] }).files[0]?.token;
    await expect.poll(scanned, { timeout: 20_000 }).toBeDefined();
    const token = await scanned();
    const scan = (await ask('scans.take', { token })) as { token: string };
    await ask('documents.add', { dossier, token: scan.token, job: 'add' });
    await ask('scans.remove', { token });
    await ask('scans.forget', null);
    const PHOTO = photoWithPlace();
    await ask('documents.text', { row: document });
    await ask('documents.keepThumbnail', {
      row: document,
      picture: new Uint8Array(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')),
    });
    await ask('documents.thumbnail', { row: document });
    const photo = (await ask('documents.offer', { dossier, name: 'foto.jpg', bytes: PHOTO.length })) as {
      token: string;
    };
    await ask('documents.piece', { ...photo, bytes: PHOTO });
    const { row: placed } = (await ask('documents.add', { dossier, ...photo, job: 'add' })) as { row: string };
    await ask('documents.removePlace', { row: placed });
    await ask('documents.saveCopy', { row: document, job: 'copy' });
    await ask('documents.pin', { rows: [document], pinned: true });
    await ask('documents.fetch', { rows: [document] });
    await ask('documents.stop', { row: document });
    await ask('documents.setLimit', { dailyLimitMb: 100 });
    await ask('documents.settings', null);
    await ask('classification.suggest', { kind: 'occupation', words: 'heftruck', language: 'nl', limit: 8 });
    const profile = { realistic: 1, investigative: 2, artistic: 3, social: 4, enterprising: 5, conventional: 6 };
    await ask('classification.explore', { profile, language: 'nl', limit: 10 });
    await ask('classification.skillsOf', { code: 'x', language: 'en' });
    expect(await refused('classification.addSkills', { dossier, codes: ['x'], language: 'nl' })).toBe('UnknownCode');
    await ask('classification.place', { postcode: '1234 AB' });
    list = join(outside, 'NL.txt');
    writeFileSync(list, ['NL', '9999', 'Reigerveen', 'P', '01', 'M', '14', '', '', '53', '6', ''].join('\t'));
    const listed = (await ask('packs.choose', null)) as { token: string }[];
    const read = (await ask('packs.read', { tokens: listed.map(({ token }) => token), job: 'list' })) as {
      plan: string;
    };
    await ask('packs.import', { plan: read.plan, job: 'list' });
    expect(await refused('packs.fromOffice', { row: document })).toBe('RowNotFound');
    await ask('packs.list', null);
    await ask('classification.place', { postcode: '9999 AB' });
    await ask('packs.uses', { kind: 'esco' });
    await ask('packs.changes', { language: 'nl' });
    await ask('packs.follow', { codes: ['x'], language: 'nl' });
    await ask('packs.remove', { kind: 'postcodes' });
    await ask('packs.discard', { plan: 'x' });
    for (const recipient of ['candidate', 'colleague', 'employer', 'uwv'])
      for (const format of HANDOVER_FORMATS) {
        const handover = { dossier, recipient, recipientName: null, format, language: 'nl' };
        await ask('handover.preview', handover);
        const locked = format === 'zip' ? { password: 'lapi-vuro-tekazi', documents: [document], job: 'zip' } : {};
        await ask('handover.save', { ...handover, ...locked });
      }
    const { parts } = (await ask('access.parts', { dossier })) as { parts: { concept: string; row: string }[] };
    const leaveOut = parts
      .slice(0, 1)
      .map(({ concept, row }) => ({ concept, row, field: null, reason: 'rightsOfOthers' }));
    for (const kind of ACCESS_KINDS)
      for (const form of ACCESS_FORMS_OF[kind]) {
        const access = { dossier, kind, form, language: 'nl', leaveOut, hide: ['Bedacht'] };
        await ask('access.preview', access);
        await ask('access.save', {
          ...access,
          job: 'access',
          ...(form === 'zip' ? { password: 'lapi-vuro-tekazi' } : {}),
        });
      }
    const letter = { dossier, recipient: 'candidate', recipientName: null, jobApplication: null, language: 'nl' };
    await ask('letters.fill', { ...letter, subject: 'Dag {{kandidaat.naam}}', text: '{{afspraken.lijst}} {{niets}}' });
    const said = { ...letter, subject: 'Dag', text: 'Tot ziens, zegt iemand.' };
    await ask('letters.preview', said);
    await ask('letters.save', { ...said, format: 'docx', keep: true, contactMoment: true });
    await ask('letters.save', { ...said, format: 'pdf', keep: false, contactMoment: false });
    for (const form of ['docx', 'zip'])
      await ask('letters.merge', {
        dossiers: lines.slice(0, 5).map(({ id }) => id),
        language: 'nl',
        subject: 'Aan {{kandidaat.naam}}',
        text: 'Tot {{afspraak.datum}}',
        form,
        keep: false,
        job: 'merge',
      });
    await ask('wordTemplates.list', null);
    expect(await refused('wordTemplates.choose', null)).toBe('TemplateRefused');
    const wordOffer = (await ask('wordTemplates.offer', {
      name: 'Uitnodiging.docx',
      bytes: await wordFile({ body: paragraph(run('Dag {{kandidaat.naam}}')) }),
    })) as { token: string };
    const { row: template } = (await ask('wordTemplates.keep', {
      token: wordOffer.token,
      name: 'Uitnodiging',
      replaces: null,
    })) as { row: string };
    await ask('wordTemplates.look', { row: template });
    await ask('wordTemplates.discard', { token: 'x' });
    const word = { ...letter, subject: '', text: '', template };
    await ask('letters.fill', word);
    await ask('letters.preview', word);
    await ask('letters.save', { ...word, format: 'docx', keep: true, contactMoment: true });
    await ask('letters.merge', {
      dossiers: lines.slice(0, 5).map(({ id }) => id),
      language: 'nl',
      subject: '',
      text: '',
      template,
      leaveOut: true,
      form: 'zip',
      keep: true,
      job: 'merge',
    });
    await ask('sync.state', null);
    await ask('sync.pause', { paused: false });
    await ask('sync.now', null);
    // Of a real office it is tried in tests/sync; here that the channel answers in the contract's words.
    expect(
      await refused('sync.connect', { address: 'http://127.0.0.1:9', code: 'AAAA-AAAA', name: 'Laptop' }),
    ).not.toBe('answered');
    expect(await refused('sync.signIn', { address: 'http://127.0.0.1:9', name: 'Laptop', job: 'in' })).not.toBe(
      'answered',
    );
    await ask('sync.trust', { authority: null });
    await ask('sync.line', { metered: false });
    await ask('sync.meter', { metered: false });
    const none = '00000000-0000-7000-8000-000000000009';
    await ask('waiting.list', { dossier: null });
    await refused('waiting.decide', { operations: [none], decision: 'takeOver' });
    await refused('waiting.undecide', { operations: [none] });
    await ask('aside.list', null);
    expect(await refused('aside.sayAgain', { operation: none, fields: {} })).not.toBe('answered');
    await refused('aside.putAway', { operations: [none] });
    await refused('aside.bringBack', { operations: [none] });
    await ask('conflicts.list', { dossier: null });
    const nowhere = { dossier, concept: 'candidate', row: dossier, sees: ['none'] };
    expect(await refused('conflicts.settle', { ...nowhere, field: 'place', value: 'Zandwijk' })).not.toBe('answered');
    expect(await refused('conflicts.keepBoth', nowhere)).not.toBe('answered');
    await ask('notices.list', null);
    await ask('notices.seen', { numbers: [1] });
    await ask('caseload.backup', null);
    await ask('vault.leaveDemo', null);
    const { recoveryCode } = (await ask('vault.create', SET_UP)) as { recoveryCode: string };
    await ask('vault.confirmRecovery', { code: recoveryCode });
    await ask('vault.renewRecovery', null);
    await ask('vault.changePassphrase', { current: SET_UP.passphrase, next: 'tien blauwe paraplu koffers' });
    await refused('vault.useKeychain', { use: false });
    await ask('vault.lock', { why: 'asked' });
    await ask('vault.state', null);
    await ask('vault.unlock', { by: 'passphrase', passphrase: 'tien blauwe paraplu koffers' });
    expect(await refused('vault.wayOut', { way: 'retry' })).toBe('NoSuchWayOut');

    expect([...asked].toSorted()).toEqual([...CHANNELS].toSorted());
    for (const each of heard) expect(event.safeParse(each).error).toBe(undefined);
    expect(new Set(heard.map(({ type }) => type))).toEqual(
      new Set([
        'vault.changed',
        'packs.changed',
        'dossier.changed',
        'candidates.changed',
        'sync.changed',
        'job.progress',
        'documents.changed',
        'scans.changed',
      ]),
    );
    expect(demo.unexpected).toEqual([]);
  });
});

describe('the desktop without a window', () => {
  it('never loads Electron, whatever of it is imported', () => {
    const script = `
      import { registerHooks } from 'node:module';
      const asked = [];
      registerHooks({ resolve(name, context, next) { if (/^electron(\\/|$)/.test(name)) asked.push(name); return next(name, context); } });
      await import('${join(import.meta.dirname, '../../electron/desktop.ts')}');
      await import('${join(import.meta.dirname, '../../electron/caseload/service.ts')}');
      console.log(JSON.stringify(asked));
    `;
    const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect([ran.status, ran.stdout.trim()]).toEqual([0, '[]']);
  });
});
