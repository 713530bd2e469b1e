/**
 * Language, theme and the minutes until locking: needed before unlocking, so they stand in a plain file. It holds nothing
 * personal; a file that is missing or damaged means the defaults.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Answer } from '../core/contract/contract.ts';
import { gateAnswers } from '../core/contract/gate.ts';

type Preferences = Answer<'preferences.read'>;

const DEFAULT_PREFERENCES: Preferences = { language: 'nl', theme: 'system', idleMinutes: 10 };

/** Where they stand in the folder of a caseload. */
export const preferencesFile = (dir: string): string => join(dir, 'preferences.json');

export function createPreferences(file: string) {
  const read = (): Preferences => {
    try {
      return gateAnswers['preferences.read'](JSON.parse(readFileSync(file, 'utf8'))) ?? DEFAULT_PREFERENCES;
    } catch {
      return DEFAULT_PREFERENCES;
    }
  };
  return {
    read,
    write(some: { [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
      const next = { ...read(), ...some } as Preferences;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(next));
      renameSync(`${file}.new`, file);
      return next;
    },
  };
}
