// What no page of this application may do, whatever it shows: go elsewhere, open a window, embed a web view. Holds for
// every web contents that is ever made, so a window added later is guarded without anybody thinking of it.

import { app, session } from 'electron';
import { seal } from './app-protocol.ts';

export function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (event.url !== 'about:srcdoc' && event.url !== 'about:blank') event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('select-bluetooth-device', (event) => event.preventDefault());
  });
}

/** Nothing uses the default session; should something ever, it reaches nothing. */
export function sealDefaultSession(): void {
  seal(session.defaultSession, []);
}
