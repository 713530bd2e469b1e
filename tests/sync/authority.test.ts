// An organisation with a certificate authority of its own: what its file may be, and that it is trusted for as long as the caseload is open.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAuthority } from '../../electron/sync/authority.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import { databases, openOffice } from '../server/support/office.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobport-authority-'));
const file = (name: string): string => join(folder, name);
const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
const hasOpenssl = (() => {
  try {
    openssl('version');
    return true;
  } catch {
    return false;
  }
})();
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
function makeAuthority(): void {
  const isOne = 'basicConstraints=critical,CA:TRUE';
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Verzonnen', '-addext', isOne); // prettier-ignore
  openssl('req', ...newKey, '-keyout', 'office.key', '-out', 'office.csr', '-subj', '/CN=kantoor');
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n');
  openssl('x509', '-req', '-in', 'office.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names', '-out', 'office.pem'); // prettier-ignore
}

const places = databases('SQLite');
afterAll(async () => {
  await places.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasOpenssl)(`the organisation's own authority${hasOpenssl ? '' : ' (no openssl here)'}`, () => {
  it('is certificates of authorities that are good now, and nothing else of the file is kept', () => {
    makeAuthority();
    const pem = readFileSync(file('ca.pem'), 'utf8');
    const read = readAuthority(`Van je beheerder:\n${pem}\n${readFileSync(file('ca.key'), 'utf8')}`, Date.now());
    expect(read).toEqual({ ok: true, value: pem });
    const not = { ok: false, error: { type: 'AuthorityNotRight' } };
    for (const text of [
      '',
      'geen certificaat',
      readFileSync(file('office.pem'), 'utf8'),
      pem.replace(/[A-Z]{8}/, 'AAAAAAAA'),
    ])
      expect(readAuthority(text, Date.now())).toEqual(not);
    expect(readAuthority(pem, Date.now() + 3 * 24 * 3600_000)).toEqual(not);
  });

  it('lets a laptop in that would not trust the office otherwise, also after a lock, until it is taken away', async () => {
    const office = await openOffice(await places.fresh(), {
      tls: { certificateFile: file('office.pem'), keyFile: file('office.key') },
    });
    const dir = newFolder('authority');
    const service = serviceIn(dir);
    const passphrase = 'verzonnen wachtzin met certificaat';
    await askOf(service, 'vault.create', {
      adviser: { name: 'Anna Verzonnen' },
      organisation: { name: 'Nog zonder kantoor' },
      passphrase,
      useKeychain: false,
    });
    const { store, world } = office.server.context;
    const hand = atTheMachine(office.organisation);
    const { id } = await addPerson(store, world, hand, { name: 'Anna Verzonnen', email: null, roles: ['adviser'] });
    const made = await invite(store, world, hand, id);
    if (!made.ok) throw new Error(made.error.type);
    const ask = { address: office.server.url, code: made.value.code, name: 'laptop' };
    const connect = (authority?: string) =>
      service.ask('sync.connect', { ...ask, ...(authority === undefined ? {} : { authority }) }, quietJob);
    expect(await connect()).toEqual({ ok: false, error: { type: 'NotTheServer' } });
    expect(await connect('geen')).toEqual({ ok: false, error: { type: 'AuthorityNotRight' } });
    expect(await connect(readFileSync(file('ca.pem'), 'utf8'))).toMatchObject({ ok: true });

    const state = async () => {
      const now = await askOf(service, 'sync.state', null);
      return now.type === 'connected' ? now : null;
    };
    const isThere = async () => (await state())?.lastContact != null;
    await expect.poll(isThere, { timeout: 10_000 }).toBe(true);
    await askOf(service, 'vault.lock', { why: 'asked' });
    await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase });
    await expect.poll(isThere, { timeout: 10_000 }).toBe(true);
    expect((await state())?.hasAuthority).toBe(true);
    // Given again while connected, and refused where it is none.
    expect(await service.ask('sync.trust', { authority: 'geen' }, quietJob)).toMatchObject({ ok: false });
    await askOf(service, 'sync.trust', { authority: null });
    expect((await state())?.hasAuthority).toBe(false);
    await askOf(service, 'sync.trust', { authority: readFileSync(file('ca.pem'), 'utf8') });
    await expect.poll(isThere, { timeout: 10_000 }).toBe(true);
    await service.close();
    await office.close();
    removeFolder(dir);
  }, 60_000);
});
