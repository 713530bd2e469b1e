/**
 * Two processes on the folder of one caseload: whoever comes second is told so by name and changes nothing, the first goes on, and when it is done or
 * dies, however it dies, the other opens at once with all that was saved. Real processes: the application's own service, and the headless door.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../electron/headless/outcomes.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { SET_UP } from '../support/desktop.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const childFile = join(import.meta.dirname, '..', 'support', 'caseload-child.ts');
const door = join(import.meta.dirname, '..', '..', 'electron', 'headless', 'caseload.ts');
const UNLOCK = { by: 'passphrase', passphrase: PASSPHRASE } as const;
const MANY = 300;

let root: string;
let dir: string;
let service: Service;
const folders: string[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = newFolder('two');
  folders.push(root);
  dir = join(root, 'caseload');
  writeFileSync(join(root, 'passphrase'), `${PASSPHRASE}\n`, { mode: 0o600 });
  const people = Array.from({ length: MANY }, (_, at) => `Noor;Verzonnen${at};9990 AB;Reigerveen`);
  writeFileSync(join(root, 'people.csv'), ['Voornaam;Achternaam;Postcode;Woonplaats', ...people, ''].join('\r\n'));
  service = serviceIn(dir);
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  await askOf(service, 'candidates.add', { fields: { surname: 'Eersteling' } });
});
afterEach(async () => {
  await service.close();
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
});
afterAll(() => folders.forEach(removeFolder));

const begin = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  return child;
};
/** Another window: a process that has the caseload open. */
async function otherWindow(): Promise<ChildProcess> {
  const child = begin(childFile, root, 'hold', '0');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => void (text.toString().includes('acknowledged open') && resolve()));
    child.on('close', () => reject(new Error('it did not open')));
  });
  return child;
}
const byDoor = (...args: string[]): ChildProcess =>
  begin(door, '--dir', dir, '--passphrase-file', join(root, 'passphrase'), ...args);
const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; out: string; errors: string }>((resolve) => {
    let out = '';
    let errors = '';
    child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
    child.on('close', (code) => resolve({ code, out, errors }));
  });
const unlock = () => service.ask('vault.unlock', UNLOCK, quietJob);
const surnames = async (): Promise<(string | null)[]> => {
  const sort = { column: 'name' as const, descending: false };
  const { lines } = await askOf(service, 'candidates.list', { filter: {}, sort, offset: 0, limit: 500 });
  return lines.map(({ surname }) => surname);
};
const lock = () => askOf(service, 'vault.lock', { why: 'asked' });

describe('two processes on one caseload', { timeout: 120_000 }, () => {
  it('a second window is told that it is open already, and opens it when the first has locked it', async () => {
    await lock();
    const other = await otherWindow();
    expect(await unlock()).toEqual({ ok: false, error: { type: 'DatabaseBusy' } });
    // Busy is no trouble: nothing is offered that would move or replace a file.
    expect((await askOf(service, 'vault.state', null)).type).toBe('locked');
    other.stdin?.end();
    await ended(other);
    expect(await unlock()).toMatchObject({ ok: true });
    expect(await surnames()).toEqual(['Eersteling', 'Erbij']);
  });

  it('a second window opens it at once when the first is killed, with what was saved and what was being typed', async () => {
    await lock();
    const other = await otherWindow();
    expect((await unlock()).ok).toBe(false);
    const gone = ended(other);
    other.kill('SIGKILL');
    await gone;
    expect(await unlock()).toMatchObject({ ok: true });
    expect(await surnames()).toEqual(['Eersteling', 'Erbij']);
    expect((await askOf(service, 'drafts.list', { prefix: '' })).map(({ body }) => body)).toEqual(['half een zin']);
    expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
  });

  it('the headless door does nothing on a caseload that is open, says what to do, and works when it is locked', async () => {
    const refused = await ended(byDoor('import', '--keep-both', join(root, 'people.csv')));
    expect(refused).toMatchObject({ code: OUTCOMES.DatabaseBusy[0], out: '' });
    expect(JSON.parse(refused.errors)).toMatchObject({ error: { type: 'DatabaseBusy' } });
    // The window goes on as if nothing was asked.
    await askOf(service, 'candidates.add', { fields: { surname: 'Tweede' } });
    expect(await surnames()).toEqual(['Eersteling', 'Tweede']);
    await lock();
    expect(await ended(byDoor('import', '--keep-both', join(root, 'people.csv')))).toMatchObject({
      code: 0,
      errors: '',
    });
    expect(await unlock()).toMatchObject({ ok: true });
    expect((await surnames()).length).toBe(MANY + 2);
  });

  it('a window is told that the headless door is at work, and has all of it afterwards', async () => {
    await lock();
    const command = byDoor('import', '--keep-both', join(root, 'people.csv'));
    const done = ended(command);
    // Stopped as soon as it has it open, so that it is at work for as long as this takes.
    while (!existsSync(join(dir, 'caseload.db-wal'))) {
      expect(command.exitCode).toBe(null);
      await setTimeout(1);
    }
    command.kill('SIGSTOP');
    expect(await unlock()).toEqual({ ok: false, error: { type: 'DatabaseBusy' } });
    command.kill('SIGCONT');
    expect(await done).toMatchObject({ code: 0, errors: '' });
    expect(await unlock()).toMatchObject({ ok: true });
    expect((await surnames()).length).toBe(MANY + 1);
  });
});
