/**
 * The laptop in the hands of a candidate, against a window that asks everything: no channel but the few of that one dossier answers, it ends
 * by nothing but a key of the adviser, and neither a lock nor a new start ends it.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS, type Ask, type Channel } from '../core/contract/contract.ts';
import { handedOverNow, WHILE_HANDED_OVER } from '../electron/caseload/handed-over.ts';
import { writeSetting } from '../electron/caseload/stores.ts';
import type { Service } from '../electron/caseload/service.ts';
import { newCaseload, newFolder, removeFolder } from './support/caseload.ts';
import { askOf, quietJob, serviceIn } from './support/space.ts';

const PASSPHRASE = 'vier groene paraplu wolken';
const SIGNATURE = 'data:image/png;base64,iVBORw0KGgo=';
const TODAY = '2026-11-29';
let dir: string;
let service: Service;
let now: number;
let [mine, other] = ['', ''];

const begin = (more: Partial<Ask<'candidateMode.begin'>> = {}): Ask<'candidateMode.begin'> => ({
  dossier: mine,
  tasks: ['check', 'consent'],
  purposes: ['shareWithEmployer'],
  plan: null,
  fills: [],
  pin: '2468',
  ...more,
});
const typeOf = async (channel: string, input: unknown): Promise<string> => {
  const answer = await service.ask(channel, input, quietJob);
  return answer.ok ? 'answered' : answer.error.type;
};
const isHandedOver = async (): Promise<boolean> => {
  const state = await askOf(service, 'vault.state', null);
  return state.type === 'open' && state.handedOver;
};

async function made(): Promise<void> {
  await askOf(service, 'vault.create', {
    passphrase: PASSPHRASE,
    useKeychain: true,
    adviser: { name: 'Anna Adviseur' },
    organisation: { name: 'Gemeente Voorbeeld' },
  });
  for (const surname of ['Verzonnen', 'Geheimhouder']) {
    const { dossier } = await askOf(service, 'candidates.add', { fields: { surname, place: 'Reigerveen' } });
    await askOf(service, 'dossier.addRow', {
      dossier,
      concept: 'scheme',
      fields: { scheme: 'wajong', note: 'Nooitgelezen' },
    });
    [mine, other] = surname === 'Verzonnen' ? [dossier, other] : [mine, dossier];
  }
}

beforeEach(async () => {
  dir = newFolder('handed');
  now = Date.UTC(2026, 10, 29, 10);
  service = serviceIn(dir, { now: () => now });
  await made();
});
afterEach(async () => {
  await service.close();
  removeFolder(dir);
  removeFolder(`${dir}-keychain`);
});

describe('the laptop that is handed over', { timeout: 60_000 }, () => {
  it('answers nothing but what the candidate needs, in any channel', async () => {
    await askOf(service, 'candidateMode.begin', begin());
    for (const channel of CHANNELS) {
      const said = await typeOf(channel, 'rubbish');
      expect([channel, said]).toEqual([
        channel,
        ['HandedOver', 'UnknownChannel'].includes(said)
          ? said
          : WHILE_HANDED_OVER.has(channel)
            ? 'BadInput'
            : 'HandedOver',
      ]);
    }
    const asks: [Channel, unknown][] = [
      ['dossier.open', { dossier: mine }],
      ['dossier.open', { dossier: other }],
      ['search.find', { words: 'Geheimhouder', limit: 10 }],
      ['vault.unlock', { by: 'keychain' }],
      ['vault.createDemo', { language: 'nl' }],
      ['vault.leaveDemo', null],
      ['preferences.write', { theme: 'dark' }],
      ['history.undo', null],
      ['candidateMode.begin', begin({ dossier: other })],
    ];
    for (const [channel, input] of asks)
      expect([channel, await typeOf(channel, input)]).toEqual([channel, 'HandedOver']);
    expect(await service.askInternal('caseload.backupTo', { path: `${dir}/x` })).toMatchObject({ ok: false });
    const read = JSON.stringify(await askOf(service, 'candidateMode.read', { language: 'nl' }));
    expect(read).toContain('Verzonnen');
    expect(read).not.toMatch(/Geheimhouder|Nooitgelezen|wajong/);
    // Of another dossier, of a field that is hidden, of a purpose that was not asked.
    const theirs = { concept: 'candidate', row: mine, field: 'place', value: 'Zandwoude', today: TODAY };
    expect(await typeOf('candidateMode.propose', { ...theirs, row: other })).toBe('RowNotFound');
    expect(await typeOf('candidateMode.propose', { ...theirs, concept: 'availability', field: 'needsGuidance' })).toBe(
      'RowNotFound',
    );
    expect(await typeOf('candidateMode.propose', { ...theirs, concept: 'scheme' })).toBe('RowNotFound');
    const consent = { purpose: 'photoAndVideo', signature: SIGNATURE, language: 'nl', today: TODAY };
    expect(await typeOf('candidateMode.consent', consent)).toBe('RowNotFound');
    expect(await typeOf('candidateMode.sign', { signature: SIGNATURE, today: TODAY })).toBe('RowNotFound');
    expect(await isHandedOver()).toBe(true);
  });

  it('keeps what the candidate did as theirs, and the adviser takes it over as one deed', async () => {
    await askOf(service, 'candidateMode.begin', begin());
    const propose = (value: string) =>
      askOf(service, 'candidateMode.propose', { concept: 'candidate', row: mine, field: 'place', value, today: TODAY });
    await propose('Zandwude');
    await propose('Zandwoude');
    await askOf(service, 'candidateMode.consent', {
      purpose: 'shareWithEmployer',
      signature: SIGNATURE,
      language: 'nl',
      today: TODAY,
    });
    await askOf(service, 'candidateMode.end', { by: 'passphrase', passphrase: PASSPHRASE });
    const { rows } = await askOf(service, 'dossier.open', { dossier: mine });
    const [proposal] = rows.proposal;
    expect(rows.proposal).toHaveLength(1);
    expect(proposal).toMatchObject({ field: 'place', before: 'Reigerveen', value: 'Zandwoude', state: 'open' });
    expect(rows.consent[0]).toMatchObject({ purpose: 'shareWithEmployer', way: 'signature', signature: SIGNATURE });
    const { entries } = await askOf(service, 'dossier.history', { dossier: mine, offset: 0, limit: 50 });
    expect(entries.filter(({ concept }) => concept === 'consent').every(({ label }) => label === 'candidate')).toBe(
      true,
    );
    const audit = await askOf(service, 'audit.list', { dossier: mine, offset: 0, limit: 50 });
    const actions = audit.entries.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['candidateMode.begin', 'candidateMode.end']));
    const decide = { dossier: mine, row: proposal?.id ?? '', accept: true, value: 'Zandwoude', today: TODAY };
    expect(await typeOf('proposals.decide', { ...decide, dossier: other })).toBe('RowNotFound');
    await askOf(service, 'proposals.decide', decide);
    expect(await typeOf('proposals.decide', decide)).toBe('RowNotFound');
    expect((await askOf(service, 'dossier.open', { dossier: mine })).candidate.place).toBe('Zandwoude');
    await askOf(service, 'history.undo', null);
    const back = await askOf(service, 'dossier.open', { dossier: mine });
    expect([back.candidate.place, back.rows.proposal[0]?.state]).toEqual(['Reigerveen', 'open']);
  });

  it('is ended by the PIN, which is slow to guess, and by nothing that anybody at the laptop can do', async () => {
    await askOf(service, 'candidateMode.begin', begin());
    for (const pin of ['0000', '1111', '2222'])
      expect(await typeOf('candidateMode.end', { by: 'pin', pin })).toBe('WrongPin');
    expect(await typeOf('candidateMode.end', { by: 'pin', pin: '2468' })).toBe('TooSoon');
    // A lock, opening by the keychain, and a new start of the application go on with it, the wait too.
    await askOf(service, 'vault.lock', { why: 'asked' });
    await askOf(service, 'vault.unlock', { by: 'keychain' });
    expect(await isHandedOver()).toBe(true);
    await service.close();
    service = serviceIn(dir, { now: () => now });
    await askOf(service, 'vault.unlock', { by: 'keychain' });
    expect(await typeOf('dossier.open', { dossier: mine })).toBe('HandedOver');
    expect(await typeOf('candidateMode.end', { by: 'pin', pin: '2468' })).toBe('TooSoon');
    now += 6 * 60_000;
    expect(await typeOf('candidateMode.end', { by: 'pin', pin: '2468' })).toBe('answered');
    expect(await typeOf('dossier.open', { dossier: mine })).toBe('answered');
    expect(await typeOf('candidateMode.read', { language: 'nl' })).toBe('NotHandedOver');
    // The passphrase at the lock is the adviser.
    await askOf(service, 'candidateMode.begin', begin());
    await askOf(service, 'vault.lock', { why: 'idle' });
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
    expect(await isHandedOver()).toBe(false);
  });

  it('asks a PIN where there is no passphrase that gets it back', async () => {
    await askOf(service, 'vault.changePassphrase', { current: PASSPHRASE, next: null });
    expect(await typeOf('candidateMode.begin', begin({ pin: null }))).toBe('PinNeeded');
    expect(await typeOf('candidateMode.begin', begin({ dossier: '00000000-0000-7000-8000-000000000009' }))).toBe(
      'DossierNotFound',
    );
    expect(await typeOf('candidateMode.begin', begin())).toBe('answered');
  });

  it('keeps that a candidate says that something is right, with its day, as theirs and as one deed', async () => {
    const right = (concepts: Ask<'candidateMode.right'>['concepts'], isRight = true) =>
      askOf(service, 'candidateMode.right', { concepts, isRight, today: TODAY });
    await askOf(service, 'candidateMode.begin', begin({ tasks: ['consent'] }));
    expect(await typeOf('candidateMode.right', { concepts: ['skill'], isRight: true, today: TODAY })).toBe(
      'RowNotFound',
    );
    await askOf(service, 'candidateMode.end', { by: 'pin', pin: '2468' });
    now += 1000;
    await askOf(service, 'candidateMode.begin', begin());
    for (const concepts of [['scheme'], ['contactMoment', 'skill'], ['assessment']])
      expect(await typeOf('candidateMode.right', { concepts, isRight: true, today: TODAY })).toBe('RowNotFound');
    const said = async () => (await askOf(service, 'candidateMode.read', { language: 'nl' })).right;
    await right(['candidate', 'skill']);
    await right(['skill']);
    expect((await said()).toSorted()).toEqual(['candidate', 'skill']);
    await right(['skill'], false);
    await right(['skill'], false);
    expect(await said()).toEqual(['candidate']);
    await right(['skill', 'education']);
    await askOf(service, 'candidateMode.end', { by: 'pin', pin: '2468' });
    const proposals = async () => (await askOf(service, 'dossier.open', { dossier: mine })).rows.proposal;
    const kept = await proposals();
    expect(kept.map(({ field }) => field).toSorted()).toEqual(['candidate', 'education', 'skill']);
    expect(kept[0]).toMatchObject({ state: 'right', proposedOn: TODAY, value: null, about: `candidate/${mine}` });
    // Nothing to decide on: it proposes nothing.
    const decide = { dossier: mine, row: kept[0]?.id ?? '', accept: true, value: null, today: TODAY };
    expect(await typeOf('proposals.decide', decide)).toBe('RowNotFound');
    await askOf(service, 'history.undo', null);
    expect((await proposals()).map(({ field }) => field)).toEqual(['candidate']);
    await askOf(service, 'history.redo', null);
    expect(await proposals()).toHaveLength(3);
    // Another time is another time: what was said before stays as it was.
    now += 1000;
    await askOf(service, 'candidateMode.begin', begin());
    expect(await said()).toEqual([]);
  });

  describe('with a questionnaire', () => {
    const INTERESTS = 'jobport.interests@1';
    const fill = { definition: INTERESTS, language: 'nl', row: null, showsResult: false } as const;
    const filling = (more: Partial<Ask<'candidateMode.begin'>> = {}) =>
      askOf(service, 'candidateMode.begin', begin({ tasks: ['fill'], fills: [fill], ...more }));
    const filled = async () => (await askOf(service, 'candidateMode.read', { language: 'nl' })).fills[0] ?? null;
    const resultsOf = async (dossier: string) => (await askOf(service, 'dossier.open', { dossier })).rows.assessment;
    const back = () => askOf(service, 'candidateMode.end', { by: 'pin', pin: '2468' });
    const everyAnswer = (value: number) =>
      filled().then((read) => Object.fromEntries(read?.definition.items.map(({ id }) => [id, value]) ?? []));

    it('is that one, of that candidate, and takes no answer that it does not offer', async () => {
      const row = (
        await askOf(service, 'dossier.addRow', {
          dossier: other,
          concept: 'assessment',
          fields: { definition: INTERESTS, way: 'filledIn', finished: 'no', answers: '{"r1":2}' },
        })
      ).row;
      // Somebody else's result, a questionnaire that is not there, a language that it has not, and none at all.
      for (const wrong of [
        { ...fill, row },
        { ...fill, definition: 'nergens@1' },
      ])
        expect(await typeOf('candidateMode.begin', begin({ tasks: ['fill'], fills: [wrong] }))).toBe('RowNotFound');
      expect(await typeOf('candidateMode.begin', begin({ tasks: ['fill'] }))).toBe('RowNotFound');
      // Not handed over for it: no questionnaire is read, answered or finished.
      await askOf(service, 'candidateMode.begin', begin({ tasks: ['check'], fills: [fill] }));
      expect(await filled()).toBe(null);
      expect(await typeOf('candidateMode.answer', { at: 0, answers: { r1: 5 } })).toBe('RowNotFound');
      expect(await typeOf('candidateMode.finish', { at: 0, today: TODAY })).toBe('RowNotFound');
      await back();
      await filling();
      const wrong: Record<string, number>[] = [{ nergens: 1 }, { r1: 9 }, { r1: 2.5 }, { 'r1.rank': 1 }, { r1: -1 }];
      for (const answers of wrong) expect(await typeOf('candidateMode.answer', { at: 0, answers })).toBe('RowNotFound');
      expect(await typeOf('candidateMode.answer', { at: 0, answers: { r1: 5 }, dossier: other, row })).toBe('BadInput');
      expect(await typeOf('candidateMode.finish', { at: 0, today: TODAY, row })).toBe('BadInput');
      expect((await filled())?.answers).toEqual({});
      for (const [channel, input] of [
        ['assessments.definitions', null],
        ['assessmentPacks.remove', { key: INTERESTS }],
        ['drafts.list', { prefix: '' }],
        ['drafts.save', { key: `${other}/filling/${row}`, body: '{}' }],
        ['dossier.edit', { dossier: mine, concept: 'assessment', row, fields: { scores: '{}' } }],
      ] as const)
        expect([channel, await typeOf(channel, input)]).toEqual([channel, 'HandedOver']);
      await back();
      // Nothing was answered: there is no result, and that of somebody else is as it was.
      expect(await resultsOf(mine)).toEqual([]);
      expect((await resultsOf(other))[0]).toMatchObject({ answers: '{"r1":2}', finished: 'no' });
    });

    it('goes on after a kill, is unfinished when the adviser takes it back, and then finished by the candidate', async () => {
      await filling();
      await askOf(service, 'candidateMode.answer', { at: 0, answers: { r1: 5 } });
      await askOf(service, 'candidateMode.answer', { at: 0, answers: { r1: 5, i1: 2 } });
      await service.close();
      service = serviceIn(dir, { now: () => now });
      await askOf(service, 'vault.unlock', { by: 'keychain' });
      expect((await filled())?.answers).toEqual({ r1: 5, i1: 2 });
      await back();
      const [half] = await resultsOf(mine);
      expect(half).toMatchObject({
        definition: INTERESTS,
        way: 'filledIn',
        answeredBy: 'candidate',
        language: 'nl',
        finished: 'no',
        scores: null,
        answers: '{"r1":5,"i1":2}',
      });
      expect(await askOf(service, 'drafts.list', { prefix: mine })).toEqual([]);
      await filling({ fills: [{ ...fill, row: half?.id ?? '' }] });
      expect((await filled())?.answers).toEqual({ r1: 5, i1: 2 });
      await askOf(service, 'candidateMode.answer', { at: 0, answers: { ...(await everyAnswer(3)), r1: 5 } });
      await askOf(service, 'candidateMode.finish', { at: 0, today: TODAY });
      // Neither its scores nor its answers are on the screen any more, and none can be changed.
      expect(await filled()).toMatchObject({ isFinished: true, answers: {}, scores: null });
      expect(await typeOf('candidateMode.answer', { at: 0, answers: { r1: 1 } })).toBe('RowNotFound');
      expect(await typeOf('candidateMode.finish', { at: 0, today: TODAY })).toBe('RowNotFound');
      await back();
      const results = await resultsOf(mine);
      expect(results).toHaveLength(1);
      expect(results[0]).toMatchObject({ id: half?.id, finished: 'yes', answeredBy: 'candidate' });
      expect(JSON.parse(results[0]?.scores ?? '{}')).toMatchObject({ realistic: 26, social: 24 });
    });

    it('can be one of several, each with its own answers, result and place after a kill', async () => {
      const values = { ...fill, definition: 'jobport.values@1', showsResult: true } as const;
      await filling({ fills: [fill, values] });
      const read = async () => (await askOf(service, 'candidateMode.read', { language: 'nl' })).fills;
      expect((await read()).map((each) => each?.definition.id)).toEqual(['jobport.interests', 'jobport.values']);
      await askOf(service, 'candidateMode.answer', { at: 0, answers: await everyAnswer(3) });
      // Of the other one, and of one that was not handed over.
      expect(await typeOf('candidateMode.answer', { at: 1, answers: { r1: 5 } })).toBe('RowNotFound');
      expect(await typeOf('candidateMode.answer', { at: 2, answers: {} })).toBe('RowNotFound');
      expect(await typeOf('candidateMode.finish', { at: 2, today: TODAY })).toBe('RowNotFound');
      await askOf(service, 'candidateMode.finish', { at: 0, today: TODAY });
      const [card = ''] = (await read())[1]?.definition.items.map(({ id }) => id) ?? [];
      await askOf(service, 'candidateMode.answer', { at: 1, answers: { [card]: 1 } });
      await service.close();
      service = serviceIn(dir, { now: () => now });
      await askOf(service, 'vault.unlock', { by: 'keychain' });
      expect((await read()).map((each) => [each?.isFinished, each?.answers])).toEqual([
        [true, {}],
        [false, { [card]: 1 }],
      ]);
      await back();
      expect((await resultsOf(mine)).map(({ definition, finished }) => [definition, finished]).toSorted()).toEqual([
        [INTERESTS, 'yes'],
        ['jobport.values@1', 'no'],
      ]);
      // The same result is not handed over twice at once.
      const [half] = (await resultsOf(mine)).filter(({ finished }) => finished === 'no');
      const twice = { ...values, row: half?.id ?? '' };
      expect(await typeOf('candidateMode.begin', begin({ tasks: ['fill'], fills: [twice, twice] }))).toBe(
        'RowNotFound',
      );
    });

    it('that an earlier version handed over is still handed over', async () => {
      const caseload = await newCaseload();
      const { fills: _, ...rest } = begin({ tasks: ['fill'] });
      const before = { ...rest, pin: null, at: now, failures: { count: 0, lastAt: 0 } };
      const one = { definition: INTERESTS, language: 'nl', row: 'r', title: 'Interesses', showsResult: false };
      const keeps = (value: object) => {
        caseload.db.transact((tx) => writeSetting(tx, 'handedOver', value));
        return handedOverNow(caseload.db)?.fills;
      };
      expect([keeps({ ...before, fill: one }), keeps({ ...before, fill: null }), keeps(before)]).toEqual([
        [one],
        [],
        [],
      ]);
      expect(keeps({ ...before, fills: [one, one] })).toEqual([one, one]);
      await caseload.close();
    });

    it('is one deed of the candidate, which the adviser takes back and gives again', async () => {
      await filling({ fills: [{ ...fill, showsResult: true }] });
      await askOf(service, 'candidateMode.answer', { at: 0, answers: await everyAnswer(4) });
      await askOf(service, 'candidateMode.finish', { at: 0, today: TODAY });
      expect((await filled())?.scores).toMatchObject({ social: 32 });
      await back();
      const [done] = await resultsOf(mine);
      expect(done).toMatchObject({ finished: 'yes', date: TODAY, answeredBy: 'candidate' });
      const { entries } = await askOf(service, 'dossier.history', { dossier: mine, offset: 0, limit: 50 });
      const theirs = entries.filter(({ concept }) => concept === 'assessment');
      expect(theirs.length).toBeGreaterThan(0);
      expect(new Set(theirs.map(({ label }) => label))).toEqual(new Set(['candidate']));
      await askOf(service, 'history.undo', null);
      expect(await resultsOf(mine)).toEqual([]);
      await askOf(service, 'history.redo', null);
      expect((await resultsOf(mine))[0]).toMatchObject({ id: done?.id, scores: done?.scores, finished: 'yes' });
    });
  });
});
