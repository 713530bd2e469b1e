/** Starts keychain-child.ts with a home of its own, under dbus-run-session or on a bus that the test names. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Keychain } from '../../electron/vault/keychain.ts';

/** Why the real keychain can not be tried on this machine, or nothing. */
export const keychainMissing = (): string | null => {
  if (process.platform !== 'linux') return 'the real keychain is tried on Linux only';
  for (const tool of ['dbus-run-session', 'gnome-keyring-daemon', 'gdbus'])
    if (spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)
      return `${tool} is missing (apt-get install dbus gnome-keyring libglib2.0-bin libsecret-1-0)`;
  return null;
};

const childFile = join(import.meta.dirname, 'keychain-child.ts');

export type KeychainSession = Keychain & {
  ask(question: string, ...args: string[]): Promise<unknown>;
  end(): Promise<void>;
};

export const startKeychainSession = (o: {
  bus: 'own' | string | null;
  timeoutMs?: number;
  /** A home that stays when the session ends, for whoever logs in again. */
  home?: string;
}): KeychainSession => {
  // Short: the path of a socket has room for a hundred characters.
  const home = o.home ?? mkdtempSync(join(tmpdir(), 'jk-'));
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' };
  for (const [name, folder] of [
    ['XDG_DATA_HOME', 'data'],
    ['XDG_RUNTIME_DIR', 'run'],
    ['XDG_CACHE_HOME', 'cache'],
    ['XDG_CONFIG_HOME', 'config'],
  ] as const) {
    env[name] = join(home, folder);
    mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  }
  if (o.bus !== 'own' && o.bus !== null) env['DBUS_SESSION_BUS_ADDRESS'] = o.bus;
  const node = [process.execPath, childFile, 'wachtwoord van de proef', `${o.timeoutMs ?? 4000}`];
  const [command = '', ...args] = o.bus === 'own' ? ['dbus-run-session', '--', ...node] : node;
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const ask = async (...question: string[]): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await lines.next();
    if (line.done) throw new Error(`the keychain's process ended at ${question[0]}`);
    const answer = JSON.parse(line.value) as { value?: unknown; failed?: string };
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer.value;
  };
  // JSON has no undefined: `ok(undefined)` arrives without its value.
  const result = async (...question: string[]) => {
    const answer = (await ask(...question)) as { ok: boolean };
    return answer.ok ? { value: undefined, ...answer } : answer;
  };
  return {
    ask,
    read: (account) => result('read', account) as ReturnType<Keychain['read']>,
    write: (account, secret) => result('write', account, secret) as ReturnType<Keychain['write']>,
    remove: (account) => result('remove', account) as ReturnType<Keychain['remove']>,
    end: async () => {
      if (!child.stdin.writableEnded) child.stdin.end();
      await closed;
      if (o.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
};
