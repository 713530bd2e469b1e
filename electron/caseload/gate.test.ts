/** What the gate says before the rest is read is what the service says of the same folder, whatever became of it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../../tests/support/caseload.ts';
import { gateIn, quietJob, serviceIn, spaceIn } from '../../tests/support/space.ts';
import { PASSPHRASE } from '../../tests/support/vault-killing.ts';
import { ENVELOPE_COPY_FILE, ENVELOPE_FILE } from '../vault/files.ts';

const CHANNELS = ['app.info', 'preferences.read', 'vault.state'] as const;
const dir = newFolder('gate');
afterEach(() => removeFolder(dir));

async function caseload(): Promise<void> {
  const space = spaceIn(dir);
  const made = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, () => undefined);
  if (!made.ok) throw new Error(made.error.type);
  await space.lock('quit');
}
const remove = (...names: string[]): void => {
  for (const name of names) rmSync(join(dir, name));
};
const damage = (...names: string[]): void => {
  for (const name of names) writeFileSync(join(dir, name), 'geen sleutels');
};

const STANDINGS: Readonly<Record<string, { readonly make: () => Promise<void>; readonly is: string }>> = {
  'where nothing is': { make: async () => undefined, is: 'none' },
  'of a caseload': { make: caseload, is: 'locked' },
  'without the database': { make: async () => (await caseload(), remove('caseload.db')), is: 'vaultWithoutDatabase' },
  'without the keys': {
    make: async () => (await caseload(), remove(ENVELOPE_FILE, ENVELOPE_COPY_FILE)),
    is: 'databaseWithoutVault',
  },
  'with keys of which one is damaged': { make: async () => (await caseload(), damage(ENVELOPE_FILE)), is: 'locked' },
  'with damaged keys': {
    make: async () => (await caseload(), damage(ENVELOPE_FILE, ENVELOPE_COPY_FILE)),
    is: 'vaultDamaged',
  },
  'with preferences of its own': {
    make: async () => {
      await caseload();
      writeFileSync(join(dir, 'preferences.json'), '{"language":"en","theme":"dark","idleMinutes":3}');
    },
    is: 'locked',
  },
};

describe('the gate', () => {
  it.each(Object.entries(STANDINGS))('says of a folder %s what the service says', async (_name, { make, is }) => {
    await make();
    const gate = gateIn(dir);
    const service = serviceIn(dir);
    for (const channel of CHANNELS)
      expect(await gate.answer(channel, null)).toEqual(await service.ask(channel, null, quietJob));
    const state = (await gate.answer('vault.state', null)) as { value: { type: string; trouble?: string } };
    expect(state.value.trouble ?? state.value.type).toBe(is);
    await service.close();
  });

  it('answers nothing else, and nothing that was asked in another way', async () => {
    const gate = gateIn(dir);
    expect(gate.answer('vault.unlock', { by: 'keychain' })).toBeNull();
    expect(gate.answer('candidates.list', null)).toBeNull();
    expect(gate.answer('vault.state', { dir: '/' })).toBeNull();
    await gate.done();
  });

  it('looks again each time: a caseload that was made meanwhile is there', async () => {
    const gate = gateIn(dir);
    expect(await gate.answer('vault.state', null)).toEqual({ ok: true, value: { type: 'none' } });
    await caseload();
    expect(await gate.answer('vault.state', null)).toMatchObject({ value: { type: 'locked' } });
  });
});
