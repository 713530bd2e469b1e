/**
 * What the vault asks of a keychain. The operating system's stands in system-keychain.ts.
 *
 * `null` from `read` means "nothing was handed out": the entry may be gone, or the keychain may be locked. Nobody may
 * conclude from it that there never was one.
 */
import type { Result } from '../../core/domain/result.ts';

export type KeychainAbsent = { type: 'KeychainAbsent'; reason: 'not-installed' | 'no-answer' | 'refused' };

export type Keychain = {
  read(account: string): Promise<Result<string | null, KeychainAbsent>>;
  write(account: string, secret: string): Promise<Result<void, KeychainAbsent>>;
  remove(account: string): Promise<Result<void, KeychainAbsent>>;
};
