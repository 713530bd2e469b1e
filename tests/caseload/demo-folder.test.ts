import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDesktop } from '../../electron/desktop.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { SET_UP } from '../support/desktop.ts';

const platform = {
  chooseFiles: async () => [],
  chooseSave: async () => null,
  openInBrowser: async () => undefined,
  printPdf: async () => new Uint8Array(),
};

it('nothing of an office comes into the demo, which everybody can open', { timeout: 60_000 }, async () => {
  const folder = newFolder('demo-office');
  const desktop = await createDesktop({ dir: join(folder, 'caseload'), host: 'test', platform });
  expect(await desktop.ask('vault.createDemo', { language: 'nl' })).toMatchObject({ ok: true });
  const where = { address: 'http://127.0.0.1:9', name: 'Laptop' };
  const refused = { ok: false, error: { type: 'PracticeCaseload' } };
  expect(await desktop.ask('sync.connect', { ...where, code: 'AAAA-AAAA' })).toEqual(refused);
  expect(await desktop.ask('sync.signIn', { ...where, job: 'in' })).toEqual(refused);
  await desktop.close();
  removeFolder(folder);
});

it('a real caseload in a folder that is called demo is never taken for the demo', { timeout: 60_000 }, async () => {
  const folder = newFolder('demo-folder');
  const dir = join(folder, 'demo');
  const desktop = await createDesktop({
    dir,
    host: 'test',
    platform,
  });
  expect(await desktop.ask('vault.create', SET_UP)).toMatchObject({ ok: true });
  await desktop.ask('vault.lock', { why: 'asked' });
  // In trouble, which for a demo means: away with it.
  rmSync(join(dir, 'vault.json'));
  rmSync(join(dir, 'vault.copy.json'));
  expect(await desktop.ask('vault.createDemo', { language: 'nl' })).toMatchObject({ ok: true });
  expect(existsSync(join(dir, 'caseload.db'))).toBe(true);
  await desktop.close();
  removeFolder(folder);
});
