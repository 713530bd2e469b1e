/** The caseload worker thread: owns vault, key and database. The main thread only carries messages to and from here. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { databaseError, type OpenError } from './database.ts';
import { loadKnex } from './database.ts';
import { idMaker } from './new-id.ts';
import type { Event } from '../../core/contract/contract.ts';
import { createSystemKeychain } from '../vault/system-keychain.ts';
import { createService, type AnyResult, type InternalAsk, type InternalChannel, type Job } from './service.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const { flags, ...settings } = workerData as WorkerData;
const say = (message: FromWorker): void => port.postMessage(message);

const service = createService({
  ...settings,
  keychain: createSystemKeychain(),
  now: Date.now,
  newId: idMaker(Date.now),
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  emit: (event: Event) => say({ type: 'event', event }),
  unexpected: (error) => say({ type: 'unexpected', place: placeOf(error) }),
});

port.on('message', (message: ToWorker) => void answer(message));

let isWarm = false;

/** Every window asks this first: worked out while Chromium still starts, and good until anything else is done. */
let ahead: Promise<AnyResult> | null = service.ask('vault.state', null, { progress: () => {}, cancelled: () => false });
ahead.catch(() => undefined);
const CHANGES_NOTHING = new Set(['preferences.read', 'app.info', 'vault.state']);

/** The answer worked out ahead, once: to the first question about the vault, when nothing was done before it. */
function takeAhead(message: ToWorker): Promise<AnyResult> | null {
  const isRead = message.type === 'ask' && CHANGES_NOTHING.has(message.channel);
  if (isRead && message.channel !== 'vault.state') return null;
  const taken = isRead && message.input === null ? ahead : null;
  ahead = null;
  return taken;
}

const HAPPENS: ReadonlySet<string> = new Set(['DiskFull', 'NoAccess', 'DatabaseBusy'] satisfies OpenError['type'][]);

async function answer(message: ToWorker): Promise<void> {
  const ready = takeAhead(message);
  if (message.type === 'close') {
    await service.close();
    say({ type: 'closed' });
    port?.close();
    return;
  }
  try {
    const result =
      message.type === 'ask'
        ? await (ready ?? service.ask(message.channel, message.input, jobOf(message)))
        : await service.askInternal(
            message.channel as InternalChannel,
            message.input as InternalAsk[InternalChannel],
            jobOf(message),
          );
    say({ type: 'answer', id: message.id, result });
    // Once the window shows something, and before the passphrase is typed.
    if (!isWarm && message.type === 'ask' && message.channel === 'vault.state') {
      isWarm = true;
      setTimeout(() => void loadKnex(), 50);
    }
  } catch (error) {
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
