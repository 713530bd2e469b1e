/** Laptops of an office: real caseloads behind their real service and loop, over the loopback. */
import type { Answer } from '../../core/contract/contract.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { giveGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import type { Office } from '../server/support/office.ts';
import { newFolder, removeFolder } from './caseload.ts';
import { askOf, serviceIn } from './space.ts';

export type Laptop = { service: Service; readonly dir: string; readonly person: string };
type Connected = Extract<Answer<'sync.state'>, { type: 'connected' }>;

export const LAPTOP_PASSPHRASE = 'verzonnen wachtzin voor sync';

/**
 * @param office the office of this moment
 * @param closing what is to be done after the test, in reverse
 * @param passphrase what opens their caseloads; null: the keychain alone
 */
export function laptopsOf(
  office: () => Office,
  closing: (() => Promise<void>)[],
  passphrase: string | null = LAPTOP_PASSPHRASE,
) {
  async function open(name: string, now?: () => number): Promise<Laptop> {
    const dir = newFolder('loop');
    const laptop: Laptop = { service: serviceIn(dir, now ? { now } : {}), dir, person: '' };
    closing.push(async () => {
      await laptop.service.close();
      removeFolder(dir);
    });
    await askOf(laptop.service, 'vault.create', {
      adviser: { name },
      organisation: { name: 'Nog zonder kantoor' },
      passphrase,
      useKeychain: passphrase === null,
    });
    return laptop;
  }

  async function invited(name: string, person?: string): Promise<{ code: string; person: string }> {
    const { store, world } = office().server.context;
    const hand = atTheMachine(office().organisation);
    const id = person ?? (await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] })).id;
    const code = await invite(store, world, hand, id);
    if (!code.ok) throw new Error(code.error.type);
    return { code: code.value.code, person: id };
  }

  async function connected(name: string, address = office().server.url, now?: () => number): Promise<Laptop> {
    const laptop = await open(name, now);
    const { code, person } = await invited(name);
    await askOf(laptop.service, 'sync.connect', { address, code, name: `laptop van ${name}` });
    return Object.assign(laptop, { person });
  }

  async function stateOf({ service }: Laptop): Promise<Connected> {
    const state = await askOf(service, 'sync.state', null);
    if (state.type !== 'connected') throw new Error('not connected');
    return state;
  }

  return {
    open,
    invited,
    connected,
    stateOf,
    isQuiet: async (laptop: Laptop): Promise<boolean> => {
      const { doing, onlyHere, fetching, unconfirmed, lastContact } = await stateOf(laptop);
      return lastContact !== null && doing === 'resting' && onlyHere === 0 && unconfirmed === 0 && fetching === null;
    },
    add: async ({ service }: Laptop, surname: string): Promise<string> =>
      (await askOf(service, 'candidates.add', { fields: { surname } })).dossier,
    nameOf: async ({ service }: Laptop, dossier: string): Promise<string | null> => {
      const found = await service.ask(
        'dossier.open',
        { dossier },
        { progress: () => undefined, cancelled: () => false },
      );
      return found.ok ? (found.value as Answer<'dossier.open'>).candidate.surname : null;
    },
    give: (dossier: string, to: Laptop) => {
      const { store, world } = office().server.context;
      return giveGrant(store, world, atTheMachine(office().organisation), { dossier, to: { person: to.person } });
    },
  };
}
