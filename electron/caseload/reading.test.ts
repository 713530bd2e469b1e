/** Who saw a dossier: a line for each reading, however the window came to see it, and no line for each keystroke. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../../tests/support/space.ts';
import type { Event } from '../../core/contract/contract.ts';
import type { Service } from './service.ts';

const MINUTE = 60_000;

let dir: string;
let service: Service;
let time = Date.UTC(2026, 10, 23, 9);
const heard: Event[] = [];

beforeAll(async () => {
  dir = newFolder('reading');
  service = serviceIn(dir, { now: () => time, emit: (event) => heard.push(event) });
  await askOf(service, 'vault.create', SET_UP);
});
afterAll(async () => {
  await service.close();
  removeFolder(dir);
});

const someone = async (surname: string): Promise<string> =>
  (await askOf(service, 'candidates.add', { fields: { surname } })).dossier;
const open = (dossier: string) => askOf(service, 'dossier.open', { dossier });
const readings = async (dossier: string): Promise<number> =>
  (await askOf(service, 'audit.list', { dossier, offset: 0, limit: 200 })).entries.filter(
    ({ action }) => action === 'read',
  ).length;

describe('who saw a dossier', () => {
  it('is one line while somebody works in it, however often the window asks it again', async () => {
    const dossier = await someone('Verzonnen');
    await open(dossier);
    for (const place of ['Reigerveen', 'Nergenshuizen', 'Reigerveen']) {
      time += MINUTE;
      await askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place } });
      await open(dossier);
      await askOf(service, 'dossier.history', { dossier, offset: 0, limit: 10 });
    }
    expect(await readings(dossier)).toBe(1);
  });

  it('is a new line after another dossier, after a lock, and after a quarter of an hour', async () => {
    const [one, other] = [await someone('Eerste'), await someone('Tweede')];
    await open(one);
    await open(other);
    await open(one);
    expect([await readings(one), await readings(other)]).toEqual([2, 1]);
    await askOf(service, 'vault.lock', { why: 'asked' });
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase });
    await open(one);
    expect(await readings(one)).toBe(3);
    time += 15 * MINUTE;
    await open(one);
    expect(await readings(one)).toBe(4);
    // The clock of the laptop was put back.
    time -= 60 * MINUTE;
    await open(one);
    expect(await readings(one)).toBe(5);
  });

  it('is written too when it was seen by its history or by what would be handed over', async () => {
    const [one, other] = [await someone('Derde'), await someone('Vierde')];
    await askOf(service, 'dossier.history', { dossier: one, offset: 0, limit: 10 });
    await askOf(service, 'handover.preview', {
      dossier: other,
      recipient: 'candidate',
      recipientName: null,
      format: 'jsonResume',
      language: 'nl',
    });
    expect([await readings(one), await readings(other)]).toEqual([1, 1]);
    await service.ask('dossier.open', { dossier: '01a20a1c-0000-7000-8000-000000000000' }, quietJob);
    expect((await askOf(service, 'audit.list', { offset: 0, limit: 1 })).entries).toMatchObject([
      { action: 'read', dossier: other, name: 'Vierde' },
    ]);
  });
});

it('is written too when what comes in is held against it', async () => {
  const dossier = await someone('Vergeleken');
  await askOf(service, 'dossier.edit', {
    dossier,
    concept: 'candidate',
    row: dossier,
    fields: { place: 'Reigerveen' },
  });
  await askOf(service, 'dossier.addRow', { dossier, concept: 'contactDetail', fields: { email: 'zes@example.nl' } });
  const look = async (place: string) => {
    const bytes = new TextEncoder().encode(`Achternaam;E-mail;Woonplaats\r\nVergeleken;zes@example.nl;${place}\r\n`);
    const { token } = await askOf(service, 'intake.offer', { name: 'mensen.csv', bytes });
    const { plan } = await askOf(service, 'intake.read', { tokens: [token], job: 'one' });
    return askOf(service, 'intake.look', { plan, index: 0 });
  };
  const before = await readings(dossier);
  expect((await look('Reigerveen')).same?.differs).toEqual([]);
  expect(await readings(dossier)).toBe(before);
  expect((await look('Nergenshuizen')).same?.differs).toMatchObject([{ field: 'place', existing: 'Reigerveen' }]);
  expect(await readings(dossier)).toBe(before + 1);
});

it('taking in tells of the dossiers that it added to, so that no screen keeps showing how they were', async () => {
  const dossier = await someone('Samengevoegd');
  await askOf(service, 'dossier.addRow', { dossier, concept: 'contactDetail', fields: { email: 'vijf@example.nl' } });
  const bytes = new TextEncoder().encode('Achternaam;E-mail;Woonplaats\r\nSamengevoegd;vijf@example.nl;Reigerveen\r\n');
  const { token } = await askOf(service, 'intake.offer', { name: 'mensen.csv', bytes });
  const { plan } = await askOf(service, 'intake.read', { tokens: [token], job: 'one' });
  expect(await askOf(service, 'intake.look', { plan, index: 0 })).toMatchObject({ same: { dossier } });
  heard.length = 0;
  const applied = await askOf(service, 'intake.apply', {
    plan,
    decisions: [{ index: 0, decision: 'merge' }],
    job: 'two',
  });
  expect(applied).toEqual({ group: applied.group, added: 0, merged: 1, skipped: 0, frozen: 0, first: dossier });
  expect(heard).toEqual([{ type: 'dossier.changed', dossier }, { type: 'candidates.changed' }]);
});
