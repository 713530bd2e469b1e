/**
 * The operating system's keychain: Keychain (macOS), Credential Manager (Windows), Secret Service (Linux), by keytar.
 *
 * Promises: never throws, never hangs (a keychain that does not answer in time is absent), and keeps at most one thread
 * of the pool busy, however often it is asked while it hangs. The native library is loaded at the first question.
 *
 * What it can not promise: a question that hangs (a bus that is stuck, a system prompt that nobody answers) holds its
 * thread until the system gives it back, and neither `Worker.terminate()` nor `process.exit()` comes back before that.
 * Whoever closes the application waits for them a limited time, and then ends its own process by SIGKILL.
 */
import type * as keytarModule from 'keytar';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Keychain, KeychainAbsent } from './keychain.ts';

/** The name that stands before the adviser in the system's own list of passwords. */
export const KEYCHAIN_SERVICE = 'Jobport Desktop';

/** Answers come in milliseconds; four seconds is a bus that is stuck, or a system prompt that waits for the adviser. */
const TIMEOUT_MS = 4000;

type Keytar = Pick<typeof keytarModule, 'getPassword' | 'setPassword' | 'deletePassword'>;

const loadKeytar = async (): Promise<Keytar> => {
  // keytar is CommonJS: plain Node hands its functions over on `default` only.
  const loaded = (await import('keytar')) as Keytar & { default?: Keytar };
  return loaded.default ?? loaded;
};

export const createSystemKeychain = ({
  service = KEYCHAIN_SERVICE,
  timeoutMs = TIMEOUT_MS,
}: { service?: string; timeoutMs?: number } = {}): Keychain => {
  // One question at a time: each occupies a thread of Node's small pool, which also serves the files.
  let before: Promise<unknown> = Promise.resolve();

  const ask = async <T>(question: (keytar: Keytar) => Promise<T>): Promise<Result<T, KeychainAbsent>> => {
    const state = { abandoned: false };
    const answer = before.then(async (): Promise<Result<T, KeychainAbsent>> => {
      // Nobody waits any more: a write that comes minutes late would surprise everybody.
      if (state.abandoned) return err({ type: 'KeychainAbsent', reason: 'no-answer' });
      let keytar: Keytar;
      try {
        keytar = await loadKeytar();
      } catch {
        return err({ type: 'KeychainAbsent', reason: 'not-installed' });
      }
      try {
        return ok(await question(keytar));
      } catch {
        // The message is the system's own, in its language; it may name accounts and is not passed on.
        return err({ type: 'KeychainAbsent', reason: 'refused' });
      }
    });
    before = answer;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Result<T, KeychainAbsent>>((resolve) => {
      timer = setTimeout(() => {
        state.abandoned = true;
        resolve(err({ type: 'KeychainAbsent', reason: 'no-answer' }));
      }, timeoutMs);
    });
    const first = await Promise.race([answer, late]);
    clearTimeout(timer);
    return first;
  };

  return {
    read: (account) => ask((keytar) => keytar.getPassword(service, account)),
    write: (account, secret) => ask((keytar) => keytar.setPassword(service, account, secret)),
    remove: (account) =>
      ask(async (keytar) => {
        await keytar.deletePassword(service, account);
      }),
  };
};
