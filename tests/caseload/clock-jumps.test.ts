/**
 * A clock that jumps a year while somebody works: nothing is lost or out of order, nothing waits a year, and it is told. The clock and the stopwatch are
 * the test's; everything else is the product's own.
 */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../core/contract/contract.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { SET_UP } from '../support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const YEAR = 365 * 24 * 60 * 60_000;
const MINUTE = 60_000;
const UNLOCK = { by: 'passphrase', passphrase: PASSPHRASE } as const;

let root: string;
let wall: number;
let stopwatch: number;
let service: Service;
let events: Event['type'][];
let dossier: string;

beforeEach(async () => {
  root = newFolder('clock');
  [wall, stopwatch, events] = [Date.now(), 0, []];
  service = serviceIn(join(root, 'caseload'), {
    now: () => (wall += 10),
    steady: () => (stopwatch += 10),
    emit: ({ type }) => void events.push(type),
  });
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  ({ dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen', place: 'Begin' } }));
});
afterEach(async () => {
  expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
  await service.close();
  removeFolder(root);
});

const edit = (place: string) =>
  askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place } });
const place = async () => (await askOf(service, 'dossier.open', { dossier })).candidate.place;
const told = () => askOf(service, 'clock.state', null);

describe('a clock that jumps a year', { timeout: 60_000 }, () => {
  it.each([
    ['back', -YEAR, 'behind'],
    ['forward', YEAR, 'ahead'],
  ] as const)(
    '%s, leaves history, undo and redo in the order in which things were done, and is told once',
    async (_, by, way) => {
      await edit('Reigerveen');
      expect(await told()).toBe(null);
      wall += by;
      await edit('Otterdam');
      expect(await told()).toMatchObject({ way, isByOffice: false });
      await edit('Zwaluwhoek');
      wall -= by;
      await edit('Zandwijk');
      expect(await told()).toBe(null);
      expect(events.filter((type) => type === 'clock.changed').length).toBe(2);

      const { entries } = await askOf(service, 'dossier.history', { dossier, field: 'place', offset: 0, limit: 50 });
      expect(entries.map(({ after }) => after)).toEqual(['Zandwijk', 'Zwaluwhoek', 'Otterdam', 'Reigerveen', 'Begin']);
      for (const before of ['Zwaluwhoek', 'Otterdam', 'Reigerveen', 'Begin']) {
        expect((await askOf(service, 'history.undo', null)).kept).toBe(0);
        expect(await place()).toBe(before);
      }
      for (const after of ['Reigerveen', 'Otterdam', 'Zwaluwhoek', 'Zandwijk']) {
        await askOf(service, 'history.redo', null);
        expect(await place()).toBe(after);
      }
    },
  );

  it('back, does not make of the wait after wrong passphrases a year, nor of what was removed something that is too old', async () => {
    wall -= YEAR;
    const { row } = await askOf(service, 'dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
    await askOf(service, 'dossier.removeRow', { dossier, concept: 'skill', row });
    wall += YEAR;
    const removed = await askOf(service, 'removed.list', { dossier, words: '', offset: 0, limit: 10 });
    expect(removed.entries.map(({ about }) => about)).toEqual(['Lassen']);
    await askOf(service, 'removed.restore', { dossier, concept: 'skill', row });

    await askOf(service, 'vault.lock', { why: 'asked' });
    for (let times = 0; times < 5; times++) {
      wall += 10 * MINUTE;
      await service.ask('vault.unlock', { by: 'passphrase', passphrase: 'niet deze vier woorden' }, quietJob);
    }
    wall -= YEAR;
    const state = await askOf(service, 'vault.state', null);
    expect(state.type === 'locked' && state.waitMs).toBeGreaterThan(0);
    expect(state.type === 'locked' && state.waitMs).toBeLessThanOrEqual(5 * MINUTE);
    wall += 6 * MINUTE;
    expect(await service.ask('vault.unlock', UNLOCK, quietJob)).toMatchObject({ ok: true });
    // It stands before what was here already: that is told at the next opening too.
    expect(await told()).toMatchObject({ way: 'behind' });
    await askOf(service, 'clock.accept', null);
    expect(await told()).toBe(null);
  });
});
