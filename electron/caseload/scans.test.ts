/** The folder of a scanner, with real files: what is whole is offered, what is none is not, and only what was taken in is ever removed. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { SET_UP } from '../../tests/support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../../tests/support/space.ts';
import type { Service } from './service.ts';

let folder: string;
let dir: string;
let service: Service;
let dossier: string;
beforeEach(async () => {
  folder = newFolder('scans');
  dir = newFolder('scanning');
  service = serviceIn(dir);
  await askOf(service, 'vault.create', SET_UP);
  dossier = (await askOf(service, 'candidates.add', { fields: { surname: 'Voorbeeld' } })).dossier;
});
afterEach(async () => {
  await service.close();
  for (const each of [folder, dir, `${dir}-keychain`]) removeFolder(each);
});
const names = async () => (await askOf(service, 'scans.state', null)).files.map(({ name }) => name).sort();
const choose = (path: string) => service.askInternal('scans.chooseFolder', { path }, quietJob);
// eslint-disable-next-line vitest/require-awaited-expect-poll -- awaited by every test that uses it
const soon = () => expect.poll(names, { timeout: 20_000, interval: 200 });

describe('the folder of a scanner', () => {
  it('offers whole files once they do not grow any more, and neither links, folders, hidden nor half files', async () => {
    expect(await askOf(service, 'scans.state', null)).toEqual({ folder: null, isThere: false, files: [] });
    writeFileSync(join(folder, 'scan 1.pdf'), 'een');
    writeFileSync(join(folder, 'leeg.pdf'), '');
    writeFileSync(join(folder, '.verborgen.pdf'), 'x');
    writeFileSync(join(folder, 'half.pdf.part'), 'x');
    mkdirSync(join(folder, 'map'));
    symlinkSync('/etc/passwd', join(folder, 'link.pdf'));
    expect((await choose(folder)).ok).toBe(true);
    await soon().toEqual(['scan 1.pdf']);
    const { folder: name } = await askOf(service, 'scans.state', null);
    expect(name).not.toContain('/');
    writeFileSync(join(folder, 'scan 2.pdf'), 'twee');
    await soon().toEqual(['scan 1.pdf', 'scan 2.pdf']);
    await askOf(service, 'scans.forget', null);
    expect(await askOf(service, 'scans.state', null)).toMatchObject({ folder: null, files: [] });
  }, 60_000);

  it('is never the folder of the caseload itself', async () => {
    expect((await choose(dir)).ok).toBe(false);
  });

  it('loses a file only after it was put into a dossier, and only the one that was', async () => {
    for (const name of ['een.pdf', 'twee.pdf']) writeFileSync(join(folder, name), name);
    await choose(folder);
    await soon().toEqual(['een.pdf', 'twee.pdf']);
    const [first] = (await askOf(service, 'scans.state', null)).files;
    if (!first) throw new Error('no scan');
    // Not before it was taken, whatever a window asks.
    expect((await service.ask('scans.remove', { token: first.token }, quietJob)).ok).toBe(false);
    const taken = await askOf(service, 'scans.take', { token: first.token });
    expect(taken).toMatchObject({ name: first.name, bytes: first.bytes });
    await askOf(service, 'documents.add', { dossier, token: taken.token, job: 'add' });
    // Written anew meanwhile: that one is not in the dossier.
    writeFileSync(join(folder, first.name), 'een ander');
    expect(await service.ask('scans.remove', { token: first.token }, quietJob)).toMatchObject({
      error: { type: 'FileChanged' },
    });
    const [, second] = (await askOf(service, 'scans.state', null)).files;
    const other = second?.name === first.name ? undefined : second;
    if (!other) throw new Error('no second scan');
    const also = await askOf(service, 'scans.take', { token: other.token });
    await askOf(service, 'documents.add', { dossier, token: also.token, job: 'add' });
    await askOf(service, 'scans.remove', { token: other.token });
    expect(existsSync(join(folder, other.name))).toBe(false);
    expect(existsSync(join(folder, first.name))).toBe(true);
  }, 60_000);
});
