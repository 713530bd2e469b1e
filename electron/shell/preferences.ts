// What the shell needs of the adviser's preferences: the language of the menu, light or dark, the minutes until it locks.
// They hold nothing personal and can be read while the caseload is locked.

import { nativeTheme } from 'electron';
import type { Answer } from '../../core/contract/contract.ts';
import type { Desktop } from '../desktop.ts';

type Preferences = Answer<'preferences.read'>;

/** TRUST.md's ten minutes hold until the desktop has said otherwise. */
export const untilRead: Preferences = { language: 'nl', theme: 'system', idleMinutes: 10 };

export async function readPreferences(desktop: Desktop): Promise<Preferences> {
  const answer = await desktop.ask('preferences.read', null);
  return answer.ok ? (answer.value as Preferences) : untilRead;
}

/** Native dialogs, the title bar and the first ground of the window follow the theme. */
export function showTheme(theme: Preferences['theme']): void {
  nativeTheme.themeSource = theme;
}
