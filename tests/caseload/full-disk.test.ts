/**
 * A disk that is full, and a folder that may not be written, for real: a small file system of its own (as root; otherwise skipped, with why).
 * Each refusal has its name, nothing is half written, and everything goes on by itself when there is room.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseError } from '../../electron/caseload/database.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { SET_UP } from '../support/desktop.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import {
  makeUnwritable,
  makeWritableAgain,
  mayMakeDisks,
  mayMakeUnwritable,
  whyNotUnwritable,
  newSmallDisk,
} from '../support/small-disk.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A disk of a few megabytes with a caseload and somebody in it. */
async function smallDisk() {
  const disk = newSmallDisk(8);
  closing.push(() => disk.remove());
  const dir = join(disk.dir, 'caseload');
  const service = serviceIn(dir);
  closing.push(() => service.close());
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  const { dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen', place: 'Begin' } });
  return { disk, dir, service, dossier, refusal: refusalOf(service) };
}

/** What the worker answers (electron/caseload/worker.ts): `done`, or the name of why not. */
const refusalOf =
  (service: Service) =>
  async (channel: string, input: unknown): Promise<string> => {
    try {
      const answer = await service.ask(channel, input, quietJob);
      return answer.ok ? 'done' : answer.error.type;
    } catch (error) {
      return databaseError(error)?.type ?? `unexpected ${String(error)}`;
    }
  };

const LONG = 'Een verzonnen zin. '.repeat(4000);

describe.skipIf(!mayMakeDisks)('a full disk', { timeout: 60_000 }, () => {
  it('refuses by its name, keeps what was there whole, and goes on when there is room', async () => {
    const { disk, service, dossier, refusal } = await smallDisk();
    await askOf(service, 'drafts.save', { key: `${dossier}/one`, body: 'eerder getypt' });
    disk.fill();
    // What fits in the room that the log still has is taken; from then on it is refused, by name.
    const said = new Set<string>();
    for (let at = 0; at < 60 && !said.has('DiskFull'); at++)
      said.add(await refusal('drafts.save', { key: `${dossier}/big${at}`, body: LONG }));
    expect([...said].filter((each) => each !== 'done')).toEqual(['DiskFull']);
    const edit = { dossier, concept: 'candidate', row: dossier, fields: { presentation: LONG.slice(0, 3000) } };
    const answers = new Set<string>();
    for (let at = 0; at < 40; at++)
      answers.add(await refusal('dossier.edit', { ...edit, fields: { presentation: `${at}${LONG.slice(0, 3500)}` } }));
    expect([...answers].filter((each) => !['done', 'DiskFull'].includes(each))).toEqual([]);
    expect(answers.has('DiskFull')).toBe(true);
    expect(await refusal('documents.offer', { dossier, name: 'brief.txt', bytes: 500_000 })).toBe('DiskFull');
    const backup = await service.askInternal('caseload.backupTo', { path: join(disk.dir, 'copy.jobport') });
    expect(backup.ok).toBe(false);
    expect(readdirSync(disk.dir).filter((name) => name.startsWith('copy'))).toEqual([]);

    disk.makeRoom();
    expect(await refusal('drafts.save', { key: `${dossier}/one`, body: LONG })).toBe('done');
    expect(await refusal('dossier.edit', { ...edit, fields: { place: 'Otterdam' } })).toBe('done');
    expect((await askOf(service, 'drafts.list', { prefix: `${dossier}/one` }))[0]?.body).toBe(LONG);
    const verified = await askOf(service, 'caseload.verify', null);
    expect(verified.problems).toEqual([]);
  });

  it('is no damage: a caseload that is opened or closed on it says that the disk is full, and opens when there is room', async () => {
    const { disk, dir, service } = await smallDisk();
    disk.fill();
    await service.ask('vault.lock', { why: 'asked' }, quietJob);
    disk.fill();
    const again = serviceIn(dir);
    closing.push(() => again.close());
    const opened = await again.ask('vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE }, quietJob);
    if (!opened.ok) expect(['DiskFull', 'VaultNotWritable']).toContain(opened.error.type);
    expect((await askOf(again, 'vault.state', null)).type).not.toBe('trouble');
    disk.makeRoom();
    expect(await again.ask('vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE }, quietJob)).toMatchObject({
      ok: true,
    });
  });
});

describe.skipIf(!mayMakeDisks)('a folder that may not be written', { timeout: 60_000 }, () => {
  it('says so when it is opened, is no trouble of the files, and opens when it may be written', async () => {
    const { disk, dir, service } = await smallDisk();
    await service.ask('vault.lock', { why: 'asked' }, quietJob);
    expect(disk.makeReadOnly()).toBe(true);
    const again = serviceIn(dir);
    closing.push(() => again.close());
    const unlock = { by: 'passphrase', passphrase: PASSPHRASE };
    expect(['NoAccess', 'VaultNotWritable']).toContain(await refusalOf(again)('vault.unlock', unlock));
    expect((await askOf(again, 'vault.state', null)).type).toBe('locked');
    expect(disk.makeWritable()).toBe(true);
    expect(await refusalOf(again)('vault.unlock', unlock)).toBe('done');
    expect((await askOf(again, 'caseload.verify', null)).problems).toEqual([]);
  });
});

describe('a folder that may not be written any more while it is open', { timeout: 60_000 }, () => {
  beforeEach((context) => {
    if (!mayMakeUnwritable) context.skip(whyNotUnwritable);
  });

  it('refuses each deed by its name, keeps what was there whole, and goes on when it may be written again', async () => {
    const root = newFolder('unwritable');
    const dir = join(root, 'caseload');
    const service = serviceIn(dir);
    closing.push(async () => {
      makeWritableAgain(root);
      await service.close();
      removeFolder(root);
    });
    await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
    const { dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen', place: 'Begin' } });
    await askOf(service, 'drafts.save', { key: `${dossier}/one`, body: 'eerder getypt' });
    await askOf(service, 'dossier.open', { dossier });
    const refusal = refusalOf(service);
    const edit = { dossier, concept: 'candidate', row: dossier, fields: { place: 'Otterdam' } };

    expect(makeUnwritable(root)).toBe(true);
    expect(await refusal('drafts.save', { key: `${dossier}/one`, body: 'half een zin' })).toBe('NoAccess');
    expect(await refusal('dossier.edit', edit)).toBe('NoAccess');
    expect(await refusal('history.undo', null)).toBe('NoAccess');
    const set = [{ concept: 'candidate', fields: { phase: 'placed' } }];
    expect(await refusal('bulk.edit', { dossiers: [dossier], set, add: [], job: 'bulk' })).toBe('NoAccess');
    expect(await refusal('documents.offer', { dossier, name: 'brief.txt', bytes: 500 })).toBe('NoAccess');
    // What was open can still be read.
    expect((await askOf(service, 'dossier.open', { dossier })).candidate.place).toBe('Begin');
    expect((await askOf(service, 'drafts.list', { prefix: dossier })).map(({ body }) => body)).toEqual([
      'eerder getypt',
    ]);

    expect(makeWritableAgain(root)).toBe(true);
    expect(await refusal('drafts.save', { key: `${dossier}/one`, body: 'half een zin' })).toBe('done');
    expect(await refusal('dossier.edit', edit)).toBe('done');
    expect(await refusal('history.undo', null)).toBe('done');
    expect((await askOf(service, 'dossier.open', { dossier })).candidate.place).toBe('Begin');
    expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
  });

  it('locks all the same, and opens when it may be written', async () => {
    const root = newFolder('unwritable');
    const service = serviceIn(join(root, 'caseload'));
    closing.push(async () => {
      makeWritableAgain(root);
      await service.close();
      removeFolder(root);
    });
    await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
    await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen' } });
    makeUnwritable(root);
    await askOf(service, 'vault.lock', { why: 'asked' });
    expect((await askOf(service, 'vault.state', null)).type).toBe('locked');
    const unlock = { by: 'passphrase', passphrase: PASSPHRASE };
    expect(['NoAccess', 'VaultNotWritable']).toContain(await refusalOf(service)('vault.unlock', unlock));
    expect((await askOf(service, 'vault.state', null)).type).toBe('locked');
    makeWritableAgain(root);
    expect(await refusalOf(service)('vault.unlock', unlock)).toBe('done');
    expect((await askOf(service, 'caseload.summary', null)).candidates).toBe(1);
  });
});
