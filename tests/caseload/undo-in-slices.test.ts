/**
 * Taking back a deed over many dossiers: whoever asks meanwhile is answered, and stopped, refused, locked or killed half-way the rest can be taken
 * back, or what was taken back can be given back. On a real encrypted caseload; the kills are real.
 */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { AnyResult, Job, Service } from '../../electron/caseload/service.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { SET_UP } from '../support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const MANY = 350;
const childFile = join(import.meta.dirname, '..', 'support', 'caseload-child.ts');
const SORT = { column: 'name', descending: false } as const;
type Phases = Record<string, number>;

let template: string;
let root: string;
let service: Service;
const folders: string[] = [];

const idsOf = async (): Promise<string[]> =>
  (await askOf(service, 'candidates.ids', { filter: {}, sort: SORT })).dossiers;
/** How many are in each phase. */
async function phases(): Promise<Phases> {
  const found: Phases = {};
  const { lines } = await askOf(service, 'candidates.list', { filter: {}, sort: SORT, offset: 0, limit: 500 });
  for (const { phase } of lines) found[phase ?? ''] = (found[phase ?? ''] ?? 0) + 1;
  return found;
}
const bulk = (dossiers: string[], fields: Ask<'bulk.edit'>['set'][number]['fields']) =>
  askOf(service, 'bulk.edit', { dossiers, set: [{ concept: 'candidate', fields }], add: [], job: 'bulk' });
const ask = (direction: 'undo' | 'redo', job: Job): Promise<AnyResult> =>
  service.ask(`history.${direction}`, { job: 'back' }, job);
const back = (direction: 'undo' | 'redo') => askOf(service, `history.${direction}`, null);
/** Stops after so many slices. */
const after = (slices: number): Job => {
  let times = 0;
  return { ...quietJob, cancelled: () => ++times > slices };
};
async function stopped(direction: 'undo' | 'redo', slices: number): Promise<Answer<'history.undo'>> {
  const answer = await ask(direction, after(slices));
  if (!answer.ok) throw new Error(answer.error.type);
  expect(answer.value).toMatchObject({ stopped: true });
  return answer.value as Answer<'history.undo'>;
}
const next = async () => await askOf(service, 'history.state', null);

const openAt = async (from: string): Promise<void> => {
  root = from;
  service = serviceIn(join(root, 'caseload'));
  await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
};
function copyOfTemplate(): string {
  const copy = newFolder('slices');
  folders.push(copy);
  cpSync(template, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  template = newFolder('slices');
  service = serviceIn(join(template, 'caseload'));
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  for (let at = 0; at < MANY; at++)
    await askOf(service, 'candidates.add', { fields: { surname: `Proef${at}`, phase: 'intake' } });
  expect(await bulk(await idsOf(), { phase: 'applying' })).toMatchObject({ changed: MANY });
  await service.close();
});
beforeEach(() => openAt(copyOfTemplate()));
afterEach(async () => {
  expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
  await service.close();
});
afterAll(() => {
  for (const folder of [template, ...folders]) removeFolder(folder);
});

describe('taking back a deed over many', { timeout: 120_000 }, () => {
  it('says how far it is, answers whoever asks in between, and is one step back and one forward', async () => {
    const [first = ''] = await idsOf();
    const seen: number[] = [];
    const between: Promise<AnyResult>[] = [];
    const opened: string[] = [];
    const answer = await ask('undo', {
      ...quietJob,
      progress: (phase, done, total) => {
        expect([phase, total]).toEqual(['history.undo', MANY]);
        seen.push(done);
        between.push(
          service.ask('dossier.open', { dossier: first }, quietJob).then((read) => {
            opened.push(read.ok ? 'read' : read.error.type);
            return read;
          }),
        );
      },
    });
    // Read while there was more to do, not when all was done.
    expect(seen).toEqual([100, 200, 300]);
    expect(opened).toEqual(['read', 'read', 'read']);
    await Promise.all(between);
    expect(answer).toMatchObject({ ok: true, value: { label: 'bulkEdit', count: MANY, kept: 0, stopped: false } });
    expect(await phases()).toEqual({ intake: MANY });
    expect(await back('redo')).toMatchObject({ count: MANY, kept: 0, stopped: false });
    expect(await phases()).toEqual({ applying: MANY });
    expect(await back('undo')).toMatchObject({ count: MANY, kept: 0 });
    expect(await phases()).toEqual({ intake: MANY });
  });

  it('stopped, says how far it came, and goes on where it was; then one step forward gives all of it back', async () => {
    const before = (await next()).undo;
    expect(await stopped('undo', 2)).toMatchObject({ group: before?.group, count: 200, done: 200, total: MANY });
    expect(await phases()).toEqual({ intake: 200, applying: 150 });
    expect((await next()).undo).toMatchObject({ group: before?.group, label: 'bulkEdit', count: 150 });
    expect(await back('undo')).toMatchObject({ count: 150, kept: 0, total: 150, stopped: false });
    expect(await phases()).toEqual({ intake: MANY });
    expect((await next()).undo?.label).toBe('addCandidate');
    expect(await back('redo')).toMatchObject({ count: MANY, kept: 0 });
    expect(await phases()).toEqual({ applying: MANY });
  });

  it('stopped, gives back what it took, and takes all of it back after that', async () => {
    await stopped('undo', 2);
    expect(await back('redo')).toMatchObject({ count: 200, kept: 0 });
    expect(await phases()).toEqual({ applying: MANY });
    expect(await back('undo')).toMatchObject({ count: 200, kept: 0 });
    expect(await back('undo')).toMatchObject({ label: 'bulkEdit', count: 150, kept: 0, stopped: false });
    expect(await phases()).toEqual({ intake: MANY });
  });

  it('forward is stopped and goes on as well', async () => {
    await back('undo');
    await stopped('redo', 1);
    expect(await phases()).toEqual({ applying: 100, intake: 250 });
    expect(await back('redo')).toMatchObject({ count: 250, kept: 0, stopped: false });
    expect(await phases()).toEqual({ applying: MANY });
    expect(await back('undo')).toMatchObject({ count: MANY, kept: 0 });
  });

  it('stopped, leaves alone what is filled in after that, in the half that was taken back and in the other', async () => {
    await stopped('undo', 1);
    const ids = await idsOf();
    const inPhase = async (phase: string): Promise<string> => {
      for (const dossier of ids)
        if ((await askOf(service, 'dossier.open', { dossier })).candidate.phase === phase) return dossier;
      throw new Error(phase);
    };
    const [gone, left] = [await inPhase('intake'), await inPhase('applying')];
    for (const dossier of [gone, left])
      await askOf(service, 'dossier.edit', {
        dossier,
        concept: 'candidate',
        row: dossier,
        fields: { phase: 'placed' },
      });
    // Those two come first: they were done last.
    expect(await back('undo')).toMatchObject({ label: 'edit', count: 1 });
    expect(await back('redo')).toMatchObject({ label: 'edit', count: 1 });
    expect(await phases()).toEqual({ intake: 99, applying: 249, placed: 2 });
    await back('undo');
    await back('undo');
    expect(await back('undo')).toMatchObject({ label: 'bulkEdit', count: 250, kept: 0 });
    expect(await phases()).toEqual({ intake: MANY });
  });

  it('is not begun twice, nor while the deed itself is still at work', async () => {
    const second: Promise<AnyResult>[] = [];
    const answer = await ask('undo', {
      ...quietJob,
      progress: (_phase, done) => {
        if (done === 100) second.push(service.ask('history.undo', null, quietJob));
      },
    });
    expect(await Promise.all(second)).toEqual([{ ok: false, error: { type: 'StillBusy' } }]);
    expect(answer).toMatchObject({ ok: true, value: { count: MANY } });
    const set = [{ concept: 'candidate', fields: { place: 'Otterdam' } }];
    const during: Promise<AnyResult>[] = [];
    await service.ask(
      'bulk.edit',
      { dossiers: await idsOf(), set, add: [], job: 'bulk' },
      {
        ...quietJob,
        progress: (_phase, done) => {
          if (done === 100) during.push(service.ask('history.undo', null, quietJob));
        },
      },
    );
    expect(await Promise.all(during)).toEqual([{ ok: false, error: { type: 'StillBusy' } }]);
    expect(await back('undo')).toMatchObject({ count: MANY, kept: 0 });
  });

  it('that is locked half-way goes on after it was unlocked', async () => {
    const locking: Promise<AnyResult>[] = [];
    const answer = await ask('undo', {
      ...quietJob,
      progress: (_phase, done) => {
        if (done === 200) locking.push(service.ask('vault.lock', { why: 'asked' }, quietJob));
      },
    });
    await Promise.all(locking);
    expect(answer).toMatchObject({ ok: true, value: { stopped: true } });
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
    expect(Object.keys(await phases()).length).toBe(2);
    await back('undo');
    expect(await phases()).toEqual({ intake: MANY });
  });

  it.each([1, 2, 3, 4])('killed in its slice %i, goes on where it was, and gives all of it back', async (nth) => {
    await service.close();
    const killed = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
      const child = spawn(process.execPath, [childFile, root, 'undoMany', `${nth}`], { stdio: 'ignore' });
      child.on('error', reject);
      child.on('close', (_code, signal) => resolve(signal));
    });
    expect(killed).toBe('SIGKILL');
    await openAt(root);
    const taken = 100 * (nth - 1);
    const { intake = 0, applying } = await phases();
    expect({ intake, applying }).toEqual({ intake: taken, applying: MANY - taken });
    expect(await back('undo')).toMatchObject({ label: 'bulkEdit', count: MANY - taken, kept: 0, stopped: false });
    expect(await phases()).toEqual({ intake: MANY });
    expect(await back('redo')).toMatchObject({ count: MANY, kept: 0 });
    expect(await phases()).toEqual({ applying: MANY });
  });
});
