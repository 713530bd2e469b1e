/** Documents on this laptop: real files, a real encrypted caseload behind its vault, and nothing of what they say in the clear. */
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENTS_FOLDER } from '../documents/files.ts';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../../tests/support/space.ts';
import type { Service } from './service.ts';

let outside: string;
let dir: string;
let service: Service;
let dossier: string;
beforeEach(async () => {
  outside = newFolder('outside');
  dir = newFolder('documents');
  service = serviceIn(dir);
  await askOf(service, 'vault.create', SET_UP);
  dossier = (await askOf(service, 'candidates.add', { fields: { surname: 'Voorbeeld' } })).dossier;
});
afterEach(async () => {
  await service.close();
  for (const folder of [outside, dir, `${dir}-keychain`]) removeFolder(folder);
});

const inside = async (channel: Parameters<Service['askInternal']>[0], input: object, job = quietJob) =>
  service.askInternal(channel, input as never, job);
const failure = async (asking: Promise<{ ok: boolean; error?: { type: string } }> | { ok: boolean }) => {
  const answer = (await asking) as { ok: boolean; error?: { type: string } };
  return answer.ok ? 'ok' : answer.error?.type;
};
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(outside, name);
  writeFileSync(path, bytes);
  return path;
};
const chosen = async (path: string): Promise<string> => {
  const opened = await inside('documents.openPath', { path });
  if (!opened.ok) throw new Error(opened.error.type);
  return (opened.value as { token: string }).token;
};
const add = async (path: string) => askOf(service, 'documents.add', { dossier, token: await chosen(path), job: 'add' });
const list = () => askOf(service, 'documents.list', { dossier });
const whole = async (row: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for (let offset = 0; ;) {
    const { bytes, total } = await askOf(service, 'documents.read', { row, offset, length: 1024 * 1024 });
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= total) return Buffer.concat(parts);
  }
};
const onDisk = (of = dossier): string[] => {
  const folder = join(dir, DOCUMENTS_FOLDER, of);
  return existsSync(folder) ? readdirSync(folder) : [];
};
const reopen = async (): Promise<void> => {
  await service.close();
  service = serviceIn(dir);
  await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase });
};

describe('a document that is added', () => {
  it('is a row with its operation and a sealed file, and reads back to the byte', async () => {
    const bytes = randomBytes(2_500_000);
    const { row } = await add(file('cv Noor Invention.pdf', bytes));
    expect((await askOf(service, 'dossier.open', { dossier })).rows.document).toMatchObject([
      {
        id: row,
        name: 'cv Noor Invention.pdf',
        kind: 'cv',
        mediaType: 'application/pdf',
        bytes: bytes.length,
        onlyHere: true,
      },
    ]);
    expect(await list()).toMatchObject([
      {
        row,
        bytes: bytes.length,
        here: bytes.length,
        office: 0,
        isHere: true,
        isAtOffice: false,
        doing: null,
        damaged: false,
      },
    ]);
    expect((await whole(row)).equals(bytes)).toBe(true);
    expect((await askOf(service, 'search.find', { words: 'invention', limit: 10 })).hits[0]?.matches[0]).toMatchObject({
      concept: 'document',
      row,
    });
    expect(await askOf(service, 'caseload.verify', null)).toMatchObject({
      documents: true,
      operations: true,
      problems: [],
    });
    expect(statSync(join(dir, DOCUMENTS_FOLDER, dossier, row)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['📄 verslag.txt', '📄 verslag.txt'],
    ['\u200fסיפור.txt', '\u200fסיפור.txt'],
    ['cv \u202efdp.txt', 'cv fdp.txt'],
    ['\u2066cv\u2069.pdf', 'cv.pdf'],
    [`${'a'.repeat(251)}.txt`, `${'a'.repeat(251)}.txt`],
  ])('keeps its name %j, but for what would turn its letters round', async (name, kept) => {
    // Offered, as a file that is dropped is: not every disk takes a name of so many bytes.
    const offer = await askOf(service, 'documents.offer', { dossier, name, bytes: 0 });
    const { row } = await askOf(service, 'documents.add', { dossier, ...offer, job: 'x' });
    const { rows } = await askOf(service, 'dossier.open', { dossier });
    expect(rows.document.find(({ id }) => id === row)?.name).toBe(kept);
  });

  it.each([0, 1, 65_536, 65_537])('may have %i bytes', async (length) => {
    const bytes = randomBytes(length);
    const { row } = await add(file('klein.bin', bytes));
    expect((await whole(row)).equals(bytes)).toBe(true);
  });

  it('says nothing in the clear anywhere in the folder', async () => {
    const sentence = 'Zeldzaamwoord over een verzonnen persoon.';
    await add(file('geheimnaam.txt', Buffer.from(sentence.repeat(50_000))));
    await service.close();
    const all = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(all.length).toBeGreaterThan(3);
    for (const each of all) {
      const bytes = readFileSync(join(each.parentPath, each.name));
      expect([each.name, bytes.includes('Zeldzaamwoord'), bytes.includes('geheimnaam')]).toEqual([
        each.name,
        false,
        false,
      ]);
    }
  });

  it('comes in pieces as well, in order and as many as were announced', async () => {
    const bytes = randomBytes(1_500_000);
    const offer = await askOf(service, 'documents.offer', { dossier, name: 'foto.JPG', bytes: bytes.length });
    for (let at = 0; at < bytes.length; at += 700_000)
      await askOf(service, 'documents.piece', { ...offer, bytes: new Uint8Array(bytes.subarray(at, at + 700_000)) });
    expect(await failure(service.ask('documents.piece', { ...offer, bytes: new Uint8Array(1) }, quietJob))).toBe(
      'FileChanged',
    );
    const { row } = await askOf(service, 'documents.add', { dossier, ...offer, job: 'add' });
    expect((await whole(row)).equals(bytes)).toBe(true);
    expect((await askOf(service, 'dossier.open', { dossier })).rows.document[0]).toMatchObject({
      kind: 'photo',
      mediaType: 'image/jpeg',
    });
  });

  it('is taken back and put back as one deed, with its bytes', async () => {
    const bytes = randomBytes(1000);
    const { row } = await add(file('brief.txt', bytes));
    await askOf(service, 'history.undo', null);
    expect([
      await list(),
      await failure(service.ask('documents.read', { row, offset: 0, length: 1 }, quietJob)),
    ]).toEqual([[], 'DocumentNotFound']);
    await askOf(service, 'history.redo', null);
    expect((await whole(row)).equals(bytes)).toBe(true);
  });
});

describe('nothing half is left', () => {
  it('when it is cancelled, comes short, or changes while it is read', async () => {
    const path = file('groot.bin', randomBytes(4_000_000));
    let asked = 0;
    const cancelling = { progress: () => undefined, cancelled: () => ++asked > 2 };
    expect(
      await failure(service.ask('documents.add', { dossier, token: await chosen(path), job: 'x' }, cancelling)),
    ).toBe('Cancelled');
    const offer = await askOf(service, 'documents.offer', { dossier, name: 'half.txt', bytes: 10 });
    await askOf(service, 'documents.piece', { ...offer, bytes: new Uint8Array(4) });
    expect(await failure(service.ask('documents.add', { dossier, ...offer, job: 'x' }, quietJob))).toBe('FileChanged');
    const token = await chosen(path);
    appendFileSync(path, 'meer');
    expect(await failure(service.ask('documents.add', { dossier, token, job: 'x' }, quietJob))).toBe('FileChanged');
    const shorter = await chosen(path);
    truncateSync(path, 100);
    expect(await failure(service.ask('documents.add', { dossier, token: shorter, job: 'x' }, quietJob))).toBe(
      'FileChanged',
    );
    expect([onDisk(), await list()]).toEqual([[], []]);
  });

  it('when what is chosen is no file, is too large, or is not there', async () => {
    mkdirSync(join(outside, 'map'));
    symlinkSync('/etc/hostname', join(outside, 'verwijzing'));
    const large = file('te-groot.bin', new Uint8Array(0));
    truncateSync(large, 2 * 1024 ** 3 + 1);
    for (const [name, why] of [
      ['map', 'NotAFile'],
      ['verwijzing', 'NotAFile'],
      ['weg', 'NotReadable'],
      ['te-groot.bin', 'DocumentTooLarge'],
    ])
      expect([name, await failure(inside('documents.openPath', { path: join(outside, name ?? '') }))]).toEqual([
        name,
        why,
      ]);
  });

  it('for a dossier that is not there, and of what was offered when the caseload locks', async () => {
    const token = await chosen(file('los.txt', randomBytes(10)));
    const other = '00000000-0000-7000-8000-000000000009';
    expect(await failure(service.ask('documents.add', { dossier: other, token, job: 'x' }, quietJob))).toBe(
      'DossierNotFound',
    );
    const offer = await askOf(service, 'documents.offer', { dossier, name: 'half.txt', bytes: 10 });
    expect(onDisk()).toHaveLength(1);
    await askOf(service, 'vault.lock', { why: 'asked' });
    expect(onDisk()).toEqual([]);
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase });
    expect(await failure(service.ask('documents.add', { dossier, ...offer, job: 'x' }, quietJob))).toBe('UnknownFile');
  });
});

describe('a document that is here', () => {
  it('is copied out whole, with a line in the audit log and nothing of its name in it', async () => {
    const bytes = randomBytes(3_000_000);
    const { row } = await add(file('verslag Noor.docx', bytes));
    expect(await inside('documents.copyName', { row })).toEqual({
      ok: true,
      value: { name: 'verslag Noor.docx', extension: 'docx' },
    });
    const path = join(outside, 'kopie.docx');
    expect(await inside('documents.copyTo', { row, path, job: 'x' })).toEqual({
      ok: true,
      value: { saved: true, fileName: 'kopie.docx' },
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const { entries } = await askOf(service, 'audit.list', { dossier, offset: 0, limit: 50 });
    const line = entries.find(({ action }) => action === 'document.copied');
    expect(JSON.parse(line?.detail ?? '')).toEqual({
      document: row,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    // Cancelled, nor into the caseload itself, nor where nothing can be written.
    expect(
      await failure(
        inside(
          'documents.copyTo',
          { row, path: join(outside, 'b'), job: 'x' },
          { progress: () => undefined, cancelled: () => true },
        ),
      ),
    ).toBe('Cancelled');
    for (const to of [join(dir, 'caseload.db'), join(outside, 'geen-map', 'x')])
      expect(await failure(inside('documents.copyTo', { row, path: to, job: 'x' }))).toBe('NotWritten');
    expect(readdirSync(outside).toSorted()).toEqual(['kopie.docx', 'verslag Noor.docx']);
  });

  it('stands in the audit log once for each reading', async () => {
    const { row } = await add(file('foto.png', randomBytes(2_500_000)));
    await whole(row);
    await whole(row);
    const { entries } = await askOf(service, 'audit.list', { dossier, offset: 0, limit: 50 });
    expect(entries.filter(({ action }) => action === 'document.opened')).toHaveLength(1);
  });

  it('that is not what was sealed is said to be damaged, and hurts no other', async () => {
    const [one, other] = [
      await add(file('een.txt', randomBytes(100_000))),
      await add(file('ander.txt', Buffer.from('heel'))),
    ];
    const path = join(dir, DOCUMENTS_FOLDER, dossier, one.row);
    const bytes = readFileSync(path);
    bytes[70_000] = (bytes[70_000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await askOf(service, 'caseload.verify', null)).toMatchObject({
      documents: false,
      integrity: true,
      damaged: [{ dossier, name: expect.any(String) }],
    });
    expect(await failure(service.ask('documents.read', { row: one.row, offset: 66_000, length: 10 }, quietJob))).toBe(
      'DocumentDamaged',
    );
    expect((await whole(other.row)).toString()).toBe('heel');
    expect((await list()).map(({ damaged }) => damaged)).toEqual([true, false]);
  });
});

describe('after a stop at any moment', () => {
  it('what was known and had no name yet gets it, what was begun is swept, and what the disk lost is said', async () => {
    const bytes = randomBytes(1000);
    const [one, lost] = [await add(file('een.txt', bytes)), await add(file('twee.txt', bytes))];
    const at = (name: string): string => join(dir, DOCUMENTS_FOLDER, dossier, name);
    await service.close();
    renameSync(at(one.row), at(`${one.row}.half`));
    writeFileSync(at('00000000-0000-7000-8000-000000000001.half'), 'begonnen');
    rmSync(at(lost.row));
    await reopen();
    expect((await whole(one.row)).equals(bytes)).toBe(true);
    expect(onDisk()).toEqual([one.row]);
    expect((await list()).map(({ row, damaged }) => [row, damaged])).toEqual([
      [one.row, false],
      [lost.row, true],
    ]);
  });

  it('a backup has the sealed files beside it, and brings them back where nothing is', async () => {
    const bytes = randomBytes(200_000);
    const { row } = await add(file('diploma.pdf', bytes));
    const backup = join(outside, 'reserve.jobport');
    expect(await failure(inside('caseload.backupTo', { path: backup }))).toBe('ok');
    expect(await failure(inside('caseload.backupTo', { path: backup }))).toBe('ok');
    await service.close();
    rmSync(dir, { recursive: true });
    service = serviceIn(dir);
    expect(await inside('vault.wayOutWith', { way: 'restoreBackup', path: backup })).toEqual({
      ok: true,
      value: { done: true },
    });
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: SET_UP.passphrase });
    expect((await whole(row)).equals(bytes)).toBe(true);
    expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ documents: true, problems: [] });
  });
});
