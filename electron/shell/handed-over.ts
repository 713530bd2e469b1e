// The window while the laptop is handed to a candidate: over the whole screen, without a menu, and closing it (Alt+F4) locks the caseload
// instead. What may be asked meanwhile the caseload itself decides.

import { Menu, type BrowserWindow } from 'electron';

export function holdWindow(window: BrowserWindow, lock: () => void) {
  let isHeld = false;
  window.on('close', (event) => {
    if (!isHeld) return;
    event.preventDefault();
    lock();
  });
  return {
    isHeld: (): boolean => isHeld,
    hold(next: boolean): void {
      isHeld = next;
      if (window.isDestroyed()) return;
      window.setKiosk(next);
      // The menu comes back with the preferences, in the language that they say.
      if (next) Menu.setApplicationMenu(null);
    },
  };
}
