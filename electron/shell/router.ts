// The only ear of the desktop: one request channel in, one event channel out. Who sends is checked here (our window, its
// main frame, our own address) and how large it is; what it says is parsed by the desktop against the contract.

import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { Event } from '../../core/contract/contract.ts';
import type { Desktop } from '../desktop.ts';
import { windowOrigin } from './app-protocol.ts';
import { isWithinBounds } from './message-bounds.ts';

/**
 * Lets the window ask the desktop and hear its events; `answered` hears which channels were asked. The function that
 * comes back ends it.
 */
export function connect(
  desktop: Desktop,
  currentWindow: () => BrowserWindow | null,
  answered: (channel: string) => void,
): () => void {
  const isOurWindow = (event: IpcMainInvokeEvent): boolean => {
    const window = currentWindow();
    const frame = event.senderFrame;
    return (
      window !== null &&
      !window.isDestroyed() &&
      frame !== null &&
      event.sender === window.webContents &&
      frame === window.webContents.mainFrame &&
      frame.origin === windowOrigin
    );
  };

  ipcMain.handle('jobport:ask', async (event, channel: unknown, input: unknown) => {
    if (!isOurWindow(event)) return { ok: false, error: { type: 'UnknownChannel' } };
    if (typeof channel !== 'string' || channel.length > 100 || !isWithinBounds(input)) {
      return { ok: false, error: { type: 'BadInput', where: '' } };
    }
    try {
      const answer = await desktop.ask(channel, input);
      answered(channel);
      return answer;
    } catch {
      // Whatever was thrown may quote personal data: nothing of it goes to the window or into a log.
      return { ok: false, error: { type: 'Unexpected' } };
    }
  });

  const stopListening = desktop.subscribe((event) => tell(currentWindow(), event));

  return () => {
    ipcMain.removeHandler('jobport:ask');
    stopListening();
  };
}

/** Sends the window an event of the contract. */
export function tell(window: BrowserWindow | null, event: Event): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send('jobport:event', event);
}
