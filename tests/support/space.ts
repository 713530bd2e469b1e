/** A caseload behind its vault, as the application opens it: folder, passphrase, real encryption, a cheap key derivation. */
import { randomBytes } from 'node:crypto';
import { idMaker } from '../../electron/caseload/new-id.ts';
import { createGate } from '../../electron/caseload/gate.ts';
import { createService, type Job, type Service } from '../../electron/caseload/service.ts';
import { createSpace, type Space } from '../../electron/caseload/space.ts';
import { join } from 'node:path';
import type { Answer, Ask, Channel, Event } from '../../core/contract/contract.ts';
import { createFolderKeychain } from './folder-keychain.ts';
import { migrationsDir } from './caseload.ts';
import { CHEAP } from './vault-killing.ts';

type Options = {
  reached?: (point: string) => void;
  migrations?: string;
  now?: () => number;
  steady?: () => number;
  random?: (bytes: number) => Uint8Array;
  emit?: (event: Event) => void;
};

const common = (dir: string, options: Options) => ({
  dir,
  demo: false,
  migrationsDir: options.migrations ?? migrationsDir,
  keychain: createFolderKeychain(`${dir}-keychain`),
  now: options.now ?? Date.now,
  ...(options.steady ? { steady: options.steady } : {}),
  newId: idMaker(Date.now),
  random: options.random ?? ((bytes: number) => new Uint8Array(randomBytes(bytes))),
  passphraseCost: CHEAP,
  ...(options.reached ? { reached: options.reached } : {}),
});

export const gateIn = (dir: string) => createGate({ ...common(dir, {}), host: 'test', version: '0.0.0' });

export const spaceIn = (dir: string, options: Options = {}): Space => createSpace(common(dir, options));

export const serviceIn = (dir: string, options: Options = {}): Service =>
  createService({
    ...common(dir, options),
    demoDir: `${dir}-demo`,
    host: 'test',
    version: '0.0.0',
    questionnairesDir: join(import.meta.dirname, '../../resources/questionnaires'),
    paperFontDir: join(import.meta.dirname, '../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files'),
    emit: options.emit ?? (() => undefined),
  });

export const quietJob: Job = { progress: () => undefined, cancelled: () => false };

/** Asks, and throws where the caseload refuses. */
export async function askOf<C extends Channel>(service: Service, channel: C, input: Ask<C>): Promise<Answer<C>> {
  const answer = await service.ask(channel, input, quietJob);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as Answer<C>;
}
