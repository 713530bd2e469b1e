/** A person of whom little is known yet: no name, no answer. They are there, can be filled in, and can be undone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, serviceIn } from '../../tests/support/space.ts';
import type { Service } from './service.ts';

let dir: string;
let service: Service;
beforeAll(async () => {
  dir = newFolder('nameless');
  service = serviceIn(dir);
  await askOf(service, 'vault.create', SET_UP);
});
afterAll(async () => {
  expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ problems: [] });
  await service.close();
  removeFolder(dir);
});

const total = async (): Promise<number> =>
  (
    await askOf(service, 'candidates.list', {
      filter: {},
      sort: { column: 'name', descending: false },
      offset: 0,
      limit: 10,
    })
  ).total;

describe('a person without a name', () => {
  it.each([
    ['cv.json', '{"basics":{},"work":[{"name":"Bedrijf Nergens","position":"Lasser"}]}'],
    ['profiel.json', '[{"idWerkzoekende":"","arbeidsmarktkwalificatie":{"werkervaring":[{"naamOrganisatie":"X"}]}}]'],
  ])('is taken in with what is known of them, from %s', async (name, text) => {
    const before = await total();
    const { token } = await askOf(service, 'intake.offer', { name, bytes: new TextEncoder().encode(text) });
    const { plan } = await askOf(service, 'intake.read', { tokens: [token], job: 'one' });
    const { added, first } = await askOf(service, 'intake.apply', { plan, decisions: [], job: 'two' });
    expect(added).toBe(1);
    const { rows } = await askOf(service, 'dossier.open', { dossier: first ?? '' });
    expect(rows.workExperience).toHaveLength(1);
    expect(await total()).toBe(before + 1);
    await askOf(service, 'history.undo', null);
    expect(await total()).toBe(before);
    await askOf(service, 'history.redo', null);
    expect(await total()).toBe(before + 1);
  });

  it('is there as soon as they are added, and so is a row of which nothing is said yet', async () => {
    const { dossier } = await askOf(service, 'candidates.add', { fields: {} });
    const { row } = await askOf(service, 'dossier.addRow', { dossier, concept: 'skill', fields: {} });
    await askOf(service, 'dossier.edit', { dossier, concept: 'skill', row, fields: { name: 'Lassen' } });
    await askOf(service, 'dossier.edit', {
      dossier,
      concept: 'candidate',
      row: dossier,
      fields: { place: 'Reigerveen' },
    });
    expect(await askOf(service, 'dossier.open', { dossier })).toMatchObject({
      candidate: { place: 'Reigerveen', surname: null },
      rows: { skill: [{ id: row, name: 'Lassen' }] },
    });
    for (let times = 0; times < 4; times++) await askOf(service, 'history.undo', null);
    expect(
      (await service.ask('dossier.open', { dossier }, { progress: () => undefined, cancelled: () => false })).ok,
    ).toBe(false);
    for (let times = 0; times < 4; times++) await askOf(service, 'history.redo', null);
    expect(await askOf(service, 'dossier.open', { dossier })).toMatchObject({ rows: { skill: [{ name: 'Lassen' }] } });
  });
});
