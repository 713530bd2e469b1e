/** Two dossiers of one person, on a real encrypted caseload with real files. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, serviceIn } from '../../tests/support/space.ts';
import type { Service } from './service.ts';

let dir: string;
let service: Service;
let keep: string;
let other: string;
beforeEach(async () => {
  dir = newFolder('duplicates');
  service = serviceIn(dir);
  await askOf(service, 'vault.create', SET_UP);
  const add = async (fields: Record<string, string>) => (await askOf(service, 'candidates.add', { fields })).dossier;
  keep = await add({ givenName: 'Puk', surname: 'Verzonnen', place: 'Reigerveen', phase: 'intake' });
  other = await add({
    givenName: 'Puk',
    surname: 'Verzonnen',
    place: 'Reigerveen',
    phase: 'applying',
    postcode: '1234 AB',
  });
});
afterEach(async () => {
  expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
  await service.close();
  for (const folder of [dir, `${dir}-keychain`]) removeFolder(folder);
});

const addRow = async (dossier: string, concept: 'task' | 'skill' | 'contactMoment', fields: Record<string, string>) =>
  (await askOf(service, 'dossier.addRow', { dossier, concept, fields })).row;
const addDocument = async (dossier: string, text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  const { token } = await askOf(service, 'documents.offer', { dossier, name: 'cv.txt', bytes: bytes.length });
  await askOf(service, 'documents.piece', { token, bytes });
  return (await askOf(service, 'documents.add', { dossier, token, job: 'add' })).row;
};
const textOf = async (row: string): Promise<string> =>
  new TextDecoder().decode((await askOf(service, 'documents.read', { row, offset: 0, length: 1000 })).bytes);
const merge = (choose: { concept: 'candidate' | 'availability'; field: string }[] = []) =>
  askOf(service, 'duplicates.merge', { keep, other, choose, job: 'merge' });
const open = (dossier: string) => askOf(service, 'dossier.open', { dossier });
const isThere = async (dossier: string): Promise<boolean> =>
  (
    await askOf(service, 'candidates.ids', { filter: {}, sort: { column: 'name', descending: false } })
  ).dossiers.includes(dossier);

describe('two dossiers of one person', () => {
  it('are found with why, until somebody says that they are two people, which can be taken back', async () => {
    expect(await askOf(service, 'duplicates.list', null)).toMatchObject({
      total: 1,
      pairs: [{ one: { dossier: keep }, other: { dossier: other }, why: ['nameAndPlace'] }],
    });
    await askOf(service, 'duplicates.notSame', { one: other, other: keep, isSame: false });
    expect(await askOf(service, 'duplicates.list', null)).toEqual({ total: 0, pairs: [] });
    await askOf(service, 'duplicates.notSame', { one: keep, other, isSame: true });
    expect((await askOf(service, 'duplicates.list', null)).total).toBe(1);
  });

  it('become one with everything of both, by the answers that were chosen, and its rows still name each other', async () => {
    await addRow(keep, 'skill', { name: 'Lassen' });
    await addRow(other, 'skill', { name: 'Lassen' });
    await addRow(other, 'skill', { name: 'Solderen' });
    const moment = await addRow(other, 'contactMoment', { subject: 'Intake', date: '2026-11-23' });
    await addRow(other, 'task', { what: 'Terugbellen', about: `contactMoment/${moment}` });
    const document = await addDocument(other, 'Wat hier staat, is verzonnen.');
    const looked = await askOf(service, 'duplicates.look', { keep, other });
    expect(looked.fields.filter(({ differs }) => differs)).toEqual([
      { concept: 'candidate', field: 'phase', keep: 'intake', other: 'applying', differs: true },
    ]);
    expect(looked.rows.find(({ concept }) => concept === 'skill')).toEqual({
      concept: 'skill',
      keep: 1,
      other: 2,
      added: 1,
    });
    await merge([{ concept: 'candidate', field: 'phase' }]);
    const one = await open(keep);
    expect(one.candidate).toMatchObject({ phase: 'applying', postcode: '1234 AB', place: 'Reigerveen' });
    expect(one.rows.skill.map(({ name }) => name)).toEqual(['Lassen', 'Solderen']);
    const [came] = one.rows.contactMoment;
    expect(one.rows.task).toMatchObject([{ what: 'Terugbellen', about: `contactMoment/${came?.id}` }]);
    const [copy] = one.rows.document;
    expect(copy?.id).not.toBe(document);
    expect(await textOf(copy?.id ?? '')).toBe('Wat hier staat, is verzonnen.');
    expect(await isThere(other)).toBe(false);
    expect(await askOf(service, 'duplicates.list', null)).toEqual({ total: 0, pairs: [] });
  });

  it('have the history of both', async () => {
    await askOf(service, 'dossier.edit', {
      dossier: other,
      concept: 'candidate',
      row: other,
      fields: { place: 'Zandwijk' },
    });
    await merge();
    const { entries } = await askOf(service, 'dossier.history', { dossier: keep, offset: 0, limit: 200 });
    expect(entries).toContainEqual(
      expect.objectContaining({ row: other, field: 'place', before: 'Reigerveen', after: 'Zandwijk' }),
    );
    expect(entries.filter(({ label, row }) => label === 'addCandidate' && row === keep).length).toBeGreaterThan(0);
  });

  it('are two again as they were after one undo, with their documents, and can be merged once more', async () => {
    await addRow(other, 'skill', { name: 'Solderen' });
    const document = await addDocument(other, 'Wat hier staat, is verzonnen.');
    const content = async () => {
      const [one, two] = [await open(keep), await open(other)];
      const plain = (dossier: typeof one) =>
        JSON.stringify([dossier.candidate, dossier.availability, dossier.rows], (key, value: unknown) =>
          ['changedAt', 'onlyHere', 'confirmed'].includes(key) ? undefined : value,
        );
      return [plain(one), plain(two)];
    };
    const before = await content();
    await merge([{ concept: 'candidate', field: 'phase' }]);
    expect((await askOf(service, 'history.undo', null)).kept).toBe(0);
    expect(await content()).toEqual(before);
    expect(await textOf(document)).toBe('Wat hier staat, is verzonnen.');
    await askOf(service, 'history.redo', null);
    expect(await isThere(other)).toBe(false);
    const [copy] = (await open(keep)).rows.document;
    expect(await textOf(copy?.id ?? '')).toBe('Wat hier staat, is verzonnen.');
    await askOf(service, 'history.undo', null);
    await merge();
    expect((await open(keep)).rows.skill.map(({ name }) => name)).toEqual(['Solderen']);
    expect((await open(keep)).rows.document.length).toBe(1);
  });

  it('are not merged with themselves, with one that is gone, or while a document is not on this laptop', async () => {
    const ask = (one: string, two: string) =>
      service.ask(
        'duplicates.merge',
        { keep: one, other: two, choose: [], job: 'm' },
        { progress: () => undefined, cancelled: () => false },
      );
    expect(await ask(keep, keep)).toMatchObject({ error: { type: 'DossierNotFound' } });
    await askOf(service, 'dossier.remove', { dossier: other });
    expect(await ask(keep, other)).toMatchObject({ error: { type: 'DossierNotFound' } });
    await askOf(service, 'history.undo', null);
    await addDocument(other, 'Verzonnen.');
    const stopped = await service.ask(
      'duplicates.merge',
      { keep, other, choose: [], job: 'm' },
      { progress: () => undefined, cancelled: () => true },
    );
    expect(stopped).toMatchObject({ error: { type: 'Cancelled' } });
    expect((await open(keep)).rows.document).toEqual([]);
    expect(await isThere(other)).toBe(true);
  });
});
