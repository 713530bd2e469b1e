/**
 * The real keychain of a Linux desktop, for one test: a gnome-keyring of its own on a session bus of its own, driven by
 * lines of JSON on stdin and answering on stdout. Started by keychain-session.ts under dbus-run-session.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { createSystemKeychain } from '../../electron/vault/system-keychain.ts';

const [password = '', timeoutMs = '4000'] = process.argv.slice(2);
const keychain = createSystemKeychain({ timeoutMs: Number(timeoutMs) });
let daemon: ChildProcess | undefined;

const finished = (command: string, args: string[], input = '') =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${command} ended with ${code}`))));
    child.stdin.end(input);
  });

const gdbus = (path: string, method: string, ...args: string[]) =>
  finished('gdbus', [
    'call',
    '--session',
    '--dest=org.freedesktop.secrets',
    `--object-path=${path}`,
    `--method=${method}`,
    ...args,
  ]);

const COLLECTION = '/org/freedesktop/secrets/collection/login';

const questions: Record<string, (...args: string[]) => Promise<unknown>> = {
  start: async () => {
    daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    daemon.stdin?.end(password);
    await finished('gdbus', ['wait', '--session', '--timeout=10', 'org.freedesktop.secrets']);
  },
  lock: () => gdbus('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `['${COLLECTION}']`),
  /** The daemon crashed and was started again, under a running application. */
  restart: async () => {
    const gone = new Promise((resolve) => daemon?.once('close', resolve));
    daemon?.kill();
    await gone;
    await questions['start']?.();
  },
  empty: () => gdbus(COLLECTION, 'org.freedesktop.Secret.Collection.Delete'),
  read: (account = '') => keychain.read(account),
  write: (account = '', secret = '') => keychain.write(account, secret),
  remove: (account = '') => keychain.remove(account),
  // The product asks from the caseload worker, not from the main thread.
  readInWorker: (account = '') =>
    new Promise((resolve, reject) => {
      const worker = new Worker(
        `const { parentPort, workerData } = require('node:worker_threads');
         import(workerData.module).then(({ createSystemKeychain }) =>
           createSystemKeychain().read(workerData.account).then((answer) => parentPort.postMessage(answer)));`,
        {
          eval: true,
          workerData: { module: import.meta.resolve('../../electron/vault/system-keychain.ts'), account },
        },
      );
      worker.once('message', resolve);
      worker.once('error', reject);
    }),
  /** Many questions at once, and a file read meanwhile: how long the file took. */
  flood: async () => {
    const { readFile } = await import('node:fs/promises');
    const many = Array.from({ length: 12 }, () => keychain.read('one'));
    const began = performance.now();
    await readFile(import.meta.filename);
    const fileMs = performance.now() - began;
    const answers = await Promise.all(many);
    return { fileWasQuick: fileMs < 500, answers: new Set(answers.map((answer) => JSON.stringify(answer))).size };
  },
};

const answer = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...args] = JSON.parse(line) as [string, ...string[]];
  try {
    answer({ value: await questions[name]?.(...args) });
  } catch (error) {
    answer({ failed: String(error) });
  }
}
daemon?.kill();
// Not process.exit: Node joins its threads, and one of them may hang in libsecret on a bus that never answers.
process.kill(process.pid, 'SIGKILL');
