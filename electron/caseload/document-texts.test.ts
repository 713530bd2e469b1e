/** The words in documents: found by the search box once they are read, and in no page of the database any more once they may not be. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IN_DOCUMENT } from '../../core/contract/contract.ts';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { docxOf, pdfOf, photoWithPlace } from '../../tests/support/files.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../../tests/support/space.ts';
import type { Service } from './service.ts';

let outside: string;
let dir: string;
let service: Service;
let dossier: string;
beforeEach(async () => {
  outside = newFolder('outside');
  dir = newFolder('texts');
  service = serviceIn(dir);
  await askOf(service, 'vault.create', SET_UP);
  dossier = (await askOf(service, 'candidates.add', { fields: { surname: 'Voorbeeld' } })).dossier;
});
afterEach(async () => {
  await service.close();
  for (const folder of [outside, dir, `${dir}-keychain`]) removeFolder(folder);
});

const add = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  const path = join(outside, name);
  writeFileSync(path, bytes);
  const opened = await service.askInternal('documents.openPath', { path }, quietJob);
  if (!opened.ok) throw new Error(opened.error.type);
  const { token } = opened.value as { token: string };
  return (await askOf(service, 'documents.add', { dossier, token, job: 'add' })).row;
};
const hits = async (words: string) =>
  (await askOf(service, 'search.find', { words, limit: 10 })).hits[0]?.matches ?? [];
// eslint-disable-next-line vitest/require-awaited-expect-poll -- awaited by every test that uses it
const soon = (words: string) => expect.poll(() => hits(words), { timeout: 30_000, interval: 200 });
const verified = () => askOf(service, 'caseload.verify', null);
const edit = (row: string, fields: Record<string, string | null>) =>
  askOf(service, 'dossier.edit', { dossier, concept: 'document', row, fields });

describe('the words in documents', () => {
  it('are found in PDF, Word and text, with what stands around them, and lead to the document', async () => {
    const pdf = await add('scan.pdf', pdfOf(['Zij haalde het heftruckcertificaat in Zandwijk']));
    const word = await add('brief.docx', await docxOf(['Geachte heer,', 'ik solliciteer als kwartiermaker']));
    await add('leeg.txt', '');
    await soon('heftruck').toMatchObject([{ concept: 'document', row: pdf, field: IN_DOCUMENT }]);
    await soon('kwartiermaker').toMatchObject([{ concept: 'document', row: word, field: IN_DOCUMENT }]);
    expect((await hits('zandwijk'))[0]?.excerpt).toContainEqual({ text: 'Zandwijk', hit: true });
    // A part of a compound, and words of the document and of the dossier together.
    expect(await hits('certificaat')).toMatchObject([{ row: pdf }]);
    expect((await hits('voorbeeld heftruck')).length).toBe(2);
    expect(await verified()).toMatchObject({ search: true, register: true, problems: [] });
    expect(await askOf(service, 'documents.text', { row: word })).toEqual({
      state: 'read',
      text: 'Geachte heer,\nik solliciteer als kwartiermaker',
    });
  }, 90_000);

  it('are forgotten at once when it is removed or becomes confidential, and read again when that is undone', async () => {
    const row = await add('brief.txt', 'onvindbaarwoord');
    await soon('onvindbaarwoord').toHaveLength(1);
    await edit(row, { confidential: 'yes' });
    expect(await hits('onvindbaarwoord')).toEqual([]);
    expect(await verified()).toMatchObject({ search: true, problems: [] });
    // Somebody who opens it may read it; it is kept nowhere for that.
    expect(await askOf(service, 'documents.text', { row })).toMatchObject({ text: 'onvindbaarwoord' });
    expect(await hits('onvindbaarwoord')).toEqual([]);
    await edit(row, { confidential: null });
    await soon('onvindbaarwoord').toHaveLength(1);
    await askOf(service, 'dossier.removeRow', { dossier, concept: 'document', row });
    expect(await hits('onvindbaarwoord')).toEqual([]);
    await askOf(service, 'history.undo', null);
    await soon('onvindbaarwoord').toHaveLength(1);
    expect(await verified()).toMatchObject({ search: true, problems: [] });
  }, 90_000);

  it('have a small picture beside them, of limited size, which goes with them', async () => {
    const row = await add('foto.txt', 'x');
    const picture = new Uint8Array(Buffer.from('RIFF\0\0\0\0WEBPVP8 and so on', 'latin1'));
    const refused = await service.ask('documents.keepThumbnail', { row, picture: picture.subarray(1) }, quietJob);
    expect(refused.ok).toBe(false);
    await askOf(service, 'documents.keepThumbnail', { row, picture });
    expect((await askOf(service, 'documents.thumbnail', { row })).picture).toEqual(picture);
    await edit(row, { confidential: 'yes' });
    expect((await askOf(service, 'documents.thumbnail', { row })).picture).toBeNull();
    expect((await service.ask('documents.keepThumbnail', { row, picture }, quietJob)).ok).toBe(false);
  });
});

describe('a photo', () => {
  it('loses its place and nothing else, in one deed that can be taken back', async () => {
    const photo = photoWithPlace();
    const row = await add('strand.jpg', photo);
    await edit(row, { note: 'Op de boot' });
    const made = await askOf(service, 'documents.removePlace', { row });
    const { document } = (await askOf(service, 'dossier.open', { dossier })).rows;
    expect(document).toMatchObject([
      { id: made.row, name: 'strand.jpg', note: 'Op de boot', mediaType: 'image/jpeg', bytes: photo.length },
    ]);
    expect((await service.ask('documents.removePlace', { row: made.row }, quietJob)).ok).toBe(false);
    await askOf(service, 'history.undo', null);
    expect((await askOf(service, 'dossier.open', { dossier })).rows.document.map(({ id }) => id)).toEqual([row]);
  });
});
