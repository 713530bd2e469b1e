// Runs another program for a script: in the foreground with its own output, or quietly with its output only when it
// fails. The only place of the scripts that starts processes, so that nothing is left behind when one is broken off.

import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths.ts';

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
};

/** What a quiet run says; `stdout` is trimmed. */
export type Ran = { readonly ok: boolean; readonly stdout: string; readonly all: string };

export function runQuietly(command: string, args: readonly string[], options: RunOptions = {}): Ran {
  const result = spawnSync(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  const stdout = result.stdout ?? '';
  const all = `${stdout}${result.stderr ?? ''}${result.error ? `${result.error.message}\n` : ''}`;
  return { ok: result.status === 0, stdout: stdout.trim(), all };
}

/**
 * Runs in the foreground; the promise gives the exit code. A signal to us goes on to the child, which ends its own
 * children in good order; only xvfb-run does not, and would leave its application behind.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: 'inherit',
      // A process group of its own: Ctrl+C reaches us only, and we decide whom it is for.
      detached: process.platform !== 'win32',
    });
    const passOn = (signal: NodeJS.Signals): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(command === 'xvfb-run' ? -child.pid : child.pid, signal);
      } catch {
        // It ended meanwhile.
      }
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const each of signals) process.off(each, passOn);
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}

/** The environment without the PATH entries npm adds: for tools that must find the machine's own Node and npm. */
export function machineEnvironment(): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '')
    .split(':')
    .filter((part) => !part.includes('node_modules'))
    .join(':');
  const entries = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  return { ...Object.fromEntries(entries), PATH: path };
}
