// Native dialogs, the title bar and the first ground of the window follow the theme that the adviser chose.

import { nativeTheme } from 'electron';
import type { Answer } from '../../core/contract/contract.ts';

export function showTheme(theme: Answer<'preferences.read'>['theme']): void {
  nativeTheme.themeSource = theme;
}
