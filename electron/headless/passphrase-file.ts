/** The passphrase of the headless door comes from a file: never from an argument, which every user of the machine can read. */
import { readFileSync, statSync } from 'node:fs';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Failed } from './outcomes.ts';

/** The longest passphrase is 1024 characters, of at most four bytes each, and a line end. */
const MOST_BYTES = 4096 + 2;

export function readPassphraseFile(path: string): Result<{ passphrase: string; readByOthers: boolean }, Failed> {
  let bytes: Buffer;
  let mode: number;
  try {
    const found = statSync(path);
    if (found.size > MOST_BYTES) return err({ type: 'PassphraseFile', reason: 'notOneLine' });
    mode = found.mode;
    bytes = readFileSync(path);
  } catch {
    return err({ type: 'PassphraseFile', reason: 'notReadable' });
  }
  const passphrase = bytes.toString('utf8').replace(/\r?\n$/, '');
  bytes.fill(0);
  if (passphrase === '' || /[\r\n]/.test(passphrase)) return err({ type: 'PassphraseFile', reason: 'notOneLine' });
  // Windows keeps no such bits; its files are the user's own by default.
  return ok({ passphrase, readByOthers: process.platform !== 'win32' && (mode & 0o044) !== 0 });
}
