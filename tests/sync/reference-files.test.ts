/** Files that the organisation gives to all its laptops: handed in at the office, fetched by each, opened without it, taken back. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PIECE } from '../../core/sealing/sealing.ts';
import { DOCUMENTS_FOLDER } from '../../electron/documents/files.ts';
import { listAudit } from '../../server/audit.ts';
import { documentOf } from '../../server/document-files.ts';
import { atTheMachine } from '../../server/people.ts';
import {
  addStretch,
  beginReferenceFile,
  listReferenceFiles,
  nameReferenceFile,
  removeReferenceFile,
} from '../../server/reference-files.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';
import { askOf, quietJob } from '../support/space.ts';
import { paragraph, run, TEMPLATE_OF_WORD, wordFile } from '../support/word-file.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 25 });
const places = databases('SQLite');
afterAll(() => places.close());

let office: Office;
let atOffice: string;
let now = 0;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  now = Date.now();
  const place = await places.fresh();
  office = await openOffice(place, { now: () => now });
  atOffice = join(dirname(place.journalFolder), 'documents', office.organisation, 'organisation');
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
});
const { connected } = laptopsOf(() => office, closing);
const hand = () => atTheMachine(office.organisation);

/** By stretches of so many pieces. */
async function handIn(name: string, bytes: Buffer, pieces = 3): Promise<string> {
  const { context } = office.server;
  const { id } = await beginReferenceFile(context, hand(), { bytes: bytes.length });
  for (let at = 0; at < bytes.length || at === 0; at += pieces * PIECE) {
    const added = await addStretch(context, hand(), id, at, bytes.subarray(at, at + pieces * PIECE));
    expect(added).toMatchObject({ ok: true });
    if (bytes.length === 0) break;
  }
  expect(await nameReferenceFile(context, hand(), id, { name, note: 'Waar het voor is' })).toEqual({
    ok: true,
    value: null,
  });
  return id;
}
const filesAt = ({ service }: Laptop) => askOf(service, 'documents.list', { dossier: 'organisation' });
const isHereAt = async (laptop: Laptop, id: string) =>
  (await filesAt(laptop)).find(({ row }) => row === id)?.isHere ?? false;
const namesAt = async ({ service }: Laptop) =>
  (await askOf(service, 'referenceFiles.list', null)).map((row) => row.name);
async function readAt({ service }: Laptop, row: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; ;) {
    const { bytes, total } = await askOf(service, 'documents.read', { row, offset, length: 500_000 });
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= total) return Buffer.concat(parts);
  }
}
const onDisk = ({ dir }: Laptop): string[] => {
  const folder = join(dir, DOCUMENTS_FOLDER, 'organisation');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('files of the office', { timeout: 120_000 }, () => {
  it('come to every laptop by themselves, also to one that comes later, and open there without the office', async () => {
    const anna = await connected('Anna Verzonnen');
    const bytes = randomBytes(7 * PIECE + 123);
    const id = await handIn('Aanvraag proefplaatsing.pdf', bytes);
    const empty = await handIn('Leeg.txt', Buffer.alloc(0));
    await askOf(anna.service, 'sync.now', null);
    await soon(() => isHereAt(anna, id)).toBe(true);
    await soon(() => isHereAt(anna, empty)).toBe(true);
    const bram = await connected('Bram Verzonnen');
    await soon(() => isHereAt(bram, id)).toBe(true);
    expect(await namesAt(bram)).toEqual(['Aanvraag proefplaatsing.pdf', 'Leeg.txt']);
    expect((await askOf(bram.service, 'referenceFiles.list', null))[0]).toMatchObject({
      note: 'Waar het voor is',
      mediaType: 'application/pdf',
      bytes: bytes.length,
      onlyHere: false,
    });
    await askOf(bram.service, 'sync.pause', { paused: true });
    expect((await readAt(bram, id)).equals(bytes)).toBe(true);
    expect((await readAt(bram, empty)).length).toBe(0);
    // Sealed at the office and here.
    for (const folder of [atOffice, join(bram.dir, DOCUMENTS_FOLDER, 'organisation')])
      expect(readFileSync(join(folder, id)).includes(bytes.subarray(0, 64))).toBe(false);
    expect(await askOf(bram.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
  });

  it('leave every laptop when they are taken back, and only with the hand of the office', async () => {
    const anna = await connected('Anna Verzonnen');
    const id = await handIn('Oud formulier.txt', Buffer.from('Vul dit in'));
    const stays = await handIn('Nieuw formulier.txt', Buffer.from('Of dit'));
    await askOf(anna.service, 'sync.now', null);
    await soon(() => isHereAt(anna, id)).toBe(true);
    await soon(() => isHereAt(anna, stays)).toBe(true);
    const edit = { dossier: 'organisation', concept: 'referenceFile', row: id, fields: { name: 'Anders' } } as const;
    expect(await anna.service.ask('dossier.edit', edit, quietJob)).toMatchObject({ ok: false });
    const { context } = office.server;
    expect(await nameReferenceFile(context, hand(), stays, { name: 'Formulier.txt', note: null })).toMatchObject({
      ok: true,
    });
    expect(await removeReferenceFile(context, hand(), id)).toEqual({ ok: true, value: null });
    await askOf(anna.service, 'sync.now', null);
    await soon(() => namesAt(anna)).toEqual(['Formulier.txt']);
    await soon(() => onDisk(anna)).toEqual([stays]);
    expect(readdirSync(atOffice)).toEqual([stays]);
    expect(await removeReferenceFile(context, hand(), id)).toEqual({ ok: false, error: { type: 'NotFound' } });
    const lines = await context.store.read((db) => listAudit(db, office.organisation, { limit: 100 }));
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['referenceFile.added', 'referenceFile.removed']),
    );
  });

  it('that are templates of Word are there to make letters on, for everybody; other Word files are not, and nobody changes them on a laptop', async () => {
    const anna = await connected('Anna Verzonnen');
    const body = (text: string) => wordFile({ body: paragraph(run(text)), mainType: TEMPLATE_OF_WORD });
    const id = await handIn('Uitnodiging.dotx', Buffer.from(await body('Van kantoor: dag {{kandidaat.voornaam}}')));
    const wrong = await handIn('Verslag.DOTX', Buffer.from(await body('{{kandidaat.voornam}}')));
    await handIn('Handleiding.docx', Buffer.from(await wordFile({ body: paragraph(run('Lees dit')) })));
    await askOf(anna.service, 'sync.now', null);
    const templates = () => askOf(anna.service, 'wordTemplates.list', null);
    await soon(async () => (await templates()).map(({ name, office: given, state }) => [name, given, state])).toEqual([
      ['Uitnodiging', true, 'here'],
      ['Verslag', true, 'here'],
    ]);
    expect((await askOf(anna.service, 'wordTemplates.look', { row: wrong })).fields).toMatchObject([
      { name: 'kandidaat.voornam', isKnown: false },
    ]);

    const { dossier } = await askOf(anna.service, 'candidates.add', {
      fields: { givenName: 'Noor', surname: 'Bedacht' },
    });
    const letter = { dossier, recipientName: null, jobApplication: null, subject: '', text: '' } as const;
    const filled = await askOf(anna.service, 'letters.fill', {
      ...letter,
      recipient: 'candidate',
      language: 'nl',
      template: id,
    });
    expect(JSON.stringify(filled)).toContain('Van kantoor: dag Noor');

    const own = { name: 'brief.docx', bytes: await wordFile({ body: paragraph(run('Anders')) }) };
    const { token } = await askOf(anna.service, 'wordTemplates.offer', own);
    expect(
      await anna.service.ask('wordTemplates.keep', { token, name: 'Anders', replaces: id }, quietJob),
    ).toMatchObject({ ok: false, error: { type: 'TemplateNotFound' } });
    const { context } = office.server;
    expect(await removeReferenceFile(context, hand(), id)).toEqual({ ok: true, value: null });
    await askOf(anna.service, 'sync.now', null);
    await soon(async () => (await templates()).map(({ name }) => name)).toEqual(['Verslag']);
  });

  it('that a laptop does not want take no room, and come when they are asked for', async () => {
    const anna = await connected('Anna Verzonnen');
    const id = await handIn('Lijst.csv', randomBytes(100_000));
    await askOf(anna.service, 'sync.now', null);
    await soon(() => isHereAt(anna, id)).toBe(true);
    await askOf(anna.service, 'documents.pin', { rows: [id], pinned: false });
    expect(onDisk(anna)).toEqual([]);
    await askOf(anna.service, 'sync.now', null);
    await soon(async () => (await filesAt(anna))[0]?.isAtOffice).toBe(true);
    expect(await isHereAt(anna, id)).toBe(false);
    await askOf(anna.service, 'documents.fetch', { rows: [id] });
    await soon(() => isHereAt(anna, id)).toBe(true);
  });

  it('are with nobody until all of it is there; where it broke off is said, and what was left is gone after a day', async () => {
    const anna = await connected('Anna Verzonnen');
    const { context } = office.server;
    const bytes = randomBytes(2 * PIECE + 5);
    const { id } = await beginReferenceFile(context, hand(), { bytes: bytes.length });
    expect(await addStretch(context, hand(), id, PIECE, bytes.subarray(PIECE))).toEqual({
      ok: false,
      error: { type: 'OtherOffset', at: 0 },
    });
    expect(await addStretch(context, hand(), id, 0, bytes.subarray(0, 10))).toEqual({
      ok: false,
      error: { type: 'BadValue', field: 'bytes' },
    });
    expect(await addStretch(context, hand(), id, 0, bytes.subarray(0, PIECE))).toMatchObject({ ok: true });
    const named = await nameReferenceFile(context, hand(), id, { name: 'Half.bin', note: null });
    expect(named).toEqual({ ok: false, error: { type: 'OtherOffset', at: PIECE } });
    expect(await context.store.read((db) => listReferenceFiles(db, office.organisation))).toEqual([]);
    await askOf(anna.service, 'sync.now', null);
    expect(await filesAt(anna)).toEqual([]);
    now += 25 * 3600_000;
    await handIn('Heel.bin', Buffer.from('heel'));
    expect(readdirSync(atOffice)).not.toContain(id);
    expect(await addStretch(context, hand(), id, PIECE, bytes.subarray(PIECE))).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });

  it('that the office lost are handed in again by a laptop that has them', async () => {
    const anna = await connected('Anna Verzonnen');
    const bytes = randomBytes(90_000);
    const id = await handIn('Formulier.pdf', bytes);
    await askOf(anna.service, 'sync.now', null);
    await soon(() => isHereAt(anna, id)).toBe(true);
    await askOf(anna.service, 'sync.pause', { paused: true });
    rmSync(join(atOffice, id));
    const bram = await connected('Bram Verzonnen');
    await soon(async () => (await filesAt(bram)).length).toBe(1);
    const { store } = office.server.context;
    const known = () => store.read((db) => documentOf(db, office.organisation, id));
    await soon(async () => (await known())?.completedAt).toBeNull();
    // Known to be lost it is still the one that was given: nobody writes other bytes into it.
    expect(await addStretch(office.server.context, hand(), id, 0, Buffer.from('x'))).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
    await askOf(anna.service, 'sync.pause', { paused: false });
    await soon(async () => {
      await askOf(anna.service, 'sync.now', null);
      await askOf(bram.service, 'sync.now', null);
      return isHereAt(bram, id);
    }).toBe(true);
    expect((await readAt(bram, id)).equals(bytes)).toBe(true);
  });
});
