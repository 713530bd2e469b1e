// What the organisation wants of every laptop (TRUST.md): comes with a pull, and is only ever stricter than what the adviser chose.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atTheMachine, setOfficeSettings } from '../../server/people.ts';
import { officeSettings } from '../../core/sync/protocol.ts';
import { askOf, quietJob } from '../support/space.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';

const LONG = 60_000;
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 15_000, interval: 10 });

const places = databases('SQLite');
afterAll(() => places.close());
let office: Office;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  office = await openOffice(await places.fresh());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
});

const { connected, stateOf } = laptopsOf(() => office, closing, null);
const set = (some: Parameters<typeof setOfficeSettings>[3]) => {
  const { store, world } = office.server.context;
  return setOfficeSettings(store, world, atTheMachine(office.organisation), some);
};
const vaultOf = async ({ service }: Laptop) => {
  const state = await askOf(service, 'vault.state', null);
  if (state.type !== 'open') throw new Error(state.type);
  return state;
};
const failed = async ({ service }: Laptop, channel: string, input: unknown) => {
  const answer = await service.ask(channel, input, quietJob);
  return answer.ok ? null : answer.error.type;
};

describe('what the organisation wants of a laptop', () => {
  it(
    'minutes until it locks are shortened, never lengthened, and left to the adviser again',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const minutes = async () => (await askOf(anna.service, 'preferences.read', null)).idleMinutes;
      expect(await minutes()).toBe(10);
      await set({ idleMinutes: 5, retentionMonths: 24 });
      await askOf(anna.service, 'sync.now', null);
      await soon(minutes).toBe(5);
      expect((await stateOf(anna)).wants).toEqual({ idleMinutes: 5, retentionMonths: 24 });
      expect((await askOf(anna.service, 'preferences.write', { idleMinutes: 60 })).idleMinutes).toBe(5);
      expect((await askOf(anna.service, 'preferences.write', { idleMinutes: 2 })).idleMinutes).toBe(2);
      await set({ idleMinutes: 30 });
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).wants.idleMinutes).toBe(30);
      expect(await minutes()).toBe(2);
      await set({ idleMinutes: null });
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).wants).toEqual({ retentionMonths: 24 });
      expect((await askOf(anna.service, 'preferences.write', { idleMinutes: 60 })).idleMinutes).toBe(60);
    },
    LONG,
  );

  it(
    'a passphrase is asked for at the next unlock, and from then on the keychain alone opens nothing; who writes is not interrupted',
    async () => {
      const anna = await connected('Anna Verzonnen');
      await set({ passphraseRequired: true });
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).wants.passphraseRequired).toBe(true);
      expect(await vaultOf(anna)).toMatchObject({ passphraseDue: false, hasPassphrase: false });
      await askOf(anna.service, 'candidates.add', { fields: { surname: 'Verzonnen' } });

      await askOf(anna.service, 'vault.lock', { why: 'asked' });
      await askOf(anna.service, 'vault.unlock', { by: 'keychain' });
      expect((await vaultOf(anna)).passphraseDue).toBe(true);
      expect(await failed(anna, 'caseload.summary', null)).toBe('PassphraseDue');
      expect(await failed(anna, 'candidates.facets', null)).toBe('PassphraseDue');
      const next = 'verzonnen wachtzin die lang genoeg is';
      await askOf(anna.service, 'vault.changePassphrase', { current: null, next });
      expect(await vaultOf(anna)).toMatchObject({ passphraseDue: false, hasPassphrase: true, usesKeychain: false });
      expect((await askOf(anna.service, 'caseload.summary', null)).candidates).toBe(1);
      expect(await failed(anna, 'vault.useKeychain', { use: true })).toBe('PassphraseRequired');
      expect(await failed(anna, 'vault.changePassphrase', { current: next, next: null })).toBe('PassphraseRequired');

      await askOf(anna.service, 'vault.lock', { why: 'asked' });
      expect(await failed(anna, 'vault.unlock', { by: 'keychain' })).not.toBe(null);
      await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase: next });
      expect((await vaultOf(anna)).passphraseDue).toBe(false);
    },
    LONG,
  );

  it('a setting that this laptop does not know, or a value that does not fit, is passed over', async () => {
    expect(officeSettings.parse({ idleMinutes: 0, passphraseRequired: 'yes', other: 1 })).toEqual({});
  });
});
