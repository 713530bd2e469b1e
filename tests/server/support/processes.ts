/** The server as it is started, and the command line as it is typed: processes of their own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreOptions } from '../../../server/store.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export type Place = { readonly database: StoreOptions; readonly folder: string };

export type Served = {
  readonly url: string;
  /** All that it printed while it started. */
  readonly said: string;
  /** What it logged that is no information: what should never happen. */
  readonly failed: readonly string[];
  /** @returns its exit code */
  stop(): Promise<number | null>;
  /** As a power cut would. */
  kill(): Promise<void>;
};

export function processes() {
  const children: ChildProcess[] = [];
  const envOf = ({ database }: Place): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_NO_WARNINGS: '1',
    DATABASE_URL: database.kind === 'postgres' ? database.url : '',
  });
  return {
    admin: (place: Place, ...args: string[]) => {
      const ran = spawnSync(process.execPath, ['server/main.ts', '--data', place.folder, 'admin', ...args], {
        cwd: root,
        env: envOf(place),
        encoding: 'utf8',
      });
      return { code: ran.status, said: JSON.parse(ran.stdout || 'null') };
    },
    serve: async (place: Place, env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Served> => {
      const child = spawn(process.execPath, ['server/main.ts', '--data', place.folder, '--port', '0', ...args], {
        cwd: root,
        env: { ...envOf(place), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.push(child);
      const failed: string[] = [];
      let said = '';
      createInterface(child.stderr).on('line', (line) => {
        if (!line.includes('"level":30')) failed.push(line);
      });
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (/The server is at .*\n/.test(said)) resolve();
        });
        child.once('exit', () => reject(new Error(`the server stopped: ${said}`)));
      });
      const ended = (signal: NodeJS.Signals): Promise<number | null> =>
        new Promise((resolve) => {
          child.removeAllListeners('exit');
          child.once('exit', resolve);
          child.kill(signal);
        });
      return {
        url: /The server is at (https?:\/\/[^\s/]+)/.exec(said)?.[1] ?? '',
        said,
        failed,
        stop: () => ended('SIGTERM'),
        kill: () => ended('SIGKILL').then(() => undefined),
      };
    },
    close: (): void => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
