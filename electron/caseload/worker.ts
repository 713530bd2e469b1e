/**
 * The caseload worker thread: owns vault, key and database. The main thread only carries messages to and from here.
 *
 * It begins with the gate alone. The rest is read when something else is asked for, or a moment after the window knows what to show: on a
 * laptop of two cores it would take from Chromium what that needs to show anything at all.
 */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Event } from '../../core/contract/contract.ts';
import { createSystemKeychain } from '../vault/system-keychain.ts';
import type { OpenError } from './database.ts';
import { createGate } from './gate.ts';
import type { AnyResult, InternalAsk, InternalChannel, Job } from './service.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const { flags, ...settings } = workerData as WorkerData;
const say = (message: FromWorker): void => port.postMessage(message);

/** The window paints the lock first, and then nobody has typed a passphrase yet. */
const READ_REST_AFTER_MS = 250;

const both = {
  ...settings,
  keychain: createSystemKeychain(),
  now: Date.now,
  random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
};
const gate = createGate(both);
let reading: ReturnType<typeof readRest> | null = null;
const rest = () => (reading ??= readRest());

async function readRest() {
  const [{ createService }, { idMaker }, { loadKnex }] = await Promise.all([
    import('./service.ts'),
    import('./new-id.ts'),
    import('./database.ts'),
    gate.done(),
  ]);
  const service = createService({
    ...both,
    newId: idMaker(Date.now),
    emit: (event: Event) => say({ type: 'event', event }),
    unexpected: (error) => say({ type: 'unexpected', place: placeOf(error) }),
  });
  return { service, loadKnex };
}

port.on('message', (message: ToWorker) => void answer(message));

const HAPPENS: ReadonlySet<string> = new Set(['DiskFull', 'NoAccess', 'DatabaseBusy'] satisfies OpenError['type'][]);

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'close') {
    // What could not be read has nothing open.
    const read = await reading?.catch(() => null);
    await read?.service.close();
    say({ type: 'closed' });
    port?.close();
    return;
  }
  try {
    const result = await answered(message);
    say({ type: 'answer', id: message.id, result });
    // Also knex: before the passphrase is typed.
    if (reading === null && message.channel === 'vault.state')
      setTimeout(() => void readAhead(), READ_REST_AFTER_MS).unref();
  } catch (error) {
    const { databaseError } = await import('./database.ts');
    const known = databaseError(error);
    say({
      type: 'answer',
      id: message.id,
      result: { ok: false, error: { type: known?.type ?? 'Unexpected' } },
      // A disk that is full, locked or in use elsewhere happens; the window says what to do about it.
      ...(known && HAPPENS.has(known.type) ? {} : { place: placeOf(error) }),
    });
  }
}

/** What goes wrong here goes wrong again for whoever asks, and is told then. */
const readAhead = (): Promise<unknown> =>
  rest()
    .then(({ loadKnex }) => loadKnex())
    .catch(() => undefined);

async function answered(message: Exclude<ToWorker, { type: 'close' }>): Promise<AnyResult> {
  const { type, channel, input } = message;
  const atTheGate = reading === null && type === 'ask' ? gate.answer(channel, input) : null;
  if (atTheGate) return atTheGate;
  const { service } = await rest();
  return type === 'ask'
    ? service.ask(channel, input, jobOf(message))
    : service.askInternal(channel as InternalChannel, input as InternalAsk[InternalChannel], jobOf(message));
}

/** What should never happen. Its message may quote personal data: only where it happened leaves this thread. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' ').trim() : '';
  const kind = error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'Error';
  return `${kind} ${place}`;
}

function jobOf(message: Exclude<ToWorker, { type: 'close' }>): Job {
  const { slot, job } = message;
  let last = 0;
  return {
    // Thirty a second are enough for the eye; the last one always arrives.
    progress(phase, done, total) {
      const now = Date.now();
      if (job === null || (now - last < 33 && done < total)) return;
      last = now;
      say({ type: 'event', event: { type: 'job.progress', job, phase, done, total } });
    },
    cancelled: () => slot !== null && Atomics.load(flags, slot) === 1,
  };
}
