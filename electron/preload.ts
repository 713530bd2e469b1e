// The bridge between the window and the desktop: asks on known channels, hears events. Nothing of Electron or Node
// reaches the window. What may be asked stands in core/contract; its names are put in here when this is built, because a
// sandboxed preload is one file.

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

declare const CHANNEL_NAMES: readonly string[];

const channels: ReadonlySet<unknown> = new Set(CHANNEL_NAMES);

contextBridge.exposeInMainWorld('jobport', {
  ask: (channel: unknown, input: unknown): Promise<unknown> =>
    channels.has(channel)
      ? ipcRenderer.invoke('jobport:ask', channel, input)
      : Promise.resolve({ ok: false, error: { type: 'UnknownChannel' } }),

  /** Hears every event; the function that comes back stops it. */
  on: (listener: unknown): (() => void) => {
    if (typeof listener !== 'function') return () => undefined;
    const hear = (_event: IpcRendererEvent, message: unknown): void => void listener(message);
    ipcRenderer.on('jobport:event', hear);
    return () => void ipcRenderer.off('jobport:event', hear);
  },
});
