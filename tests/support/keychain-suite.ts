/** What every keychain must do. The one in memory and the operating system's both pass it. */
import { expect, it } from 'vitest';
import type { Keychain } from '../../electron/vault/keychain.ts';

export const keychainSuite = (make: () => Promise<Keychain>): void => {
  it('gives back what was written, and null for what was not', async () => {
    const keychain = await make();
    expect(await keychain.write('one', 'kaas')).toEqual({ ok: true, value: undefined });
    expect(await keychain.read('one')).toEqual({ ok: true, value: 'kaas' });
    expect(await keychain.read('two')).toEqual({ ok: true, value: null });
  });

  it('replaces what was written before', async () => {
    const keychain = await make();
    await keychain.write('one', 'kaas');
    await keychain.write('one', 'brood');
    expect(await keychain.read('one')).toEqual({ ok: true, value: 'brood' });
  });

  it('removes, also what is not there', async () => {
    const keychain = await make();
    await keychain.write('one', 'kaas');
    await keychain.remove('one');
    expect(await keychain.read('one')).toEqual({ ok: true, value: null });
    expect(await keychain.remove('never')).toEqual({ ok: true, value: undefined });
  });
};
