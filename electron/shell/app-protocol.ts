// Owns the two addresses the product has: `app://jobport/` for the window and `print://page/` for a page on its way to
// paper. Both live in memory-only sessions that can reach nothing else: every other request is cancelled.

import { protocol, session, type Session } from 'electron';
import type { Desktop } from '../desktop.ts';
import type { CameraGate } from './camera.ts';
import { mediaAnswer, mediaRow } from './media.ts';
import { windowFile } from './window-files.ts';

export const windowOrigin = 'app://jobport';
export const printAddress = 'print://page/';

/** Without `persist:` a partition lives in memory: no cache, no cookies, no storage on the disk. */
const windowPartition = 'window';

/** Before the application is ready, or Electron refuses. */
export function announceSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: false },
    },
    { scheme: 'print', privileges: { standard: true, secure: true } },
  ]);
}

/** The session of the window: it serves the built files and what is played, refuses every permission and reaches no network. */
export function windowSession(folder: string, desktop: Pick<Desktop, 'ask'>, camera: CameraGate): Session {
  const own = session.fromPartition(windowPartition, { cache: false });
  own.protocol.handle('app', async (request) => {
    const address = new URL(request.url);
    if (address.host !== 'jobport' || request.method !== 'GET') return new Response(null, { status: 404 });
    const row = mediaRow(address.pathname);
    const { status, headers, body } =
      row === null
        ? await windowFile(folder, address.pathname)
        : await mediaAnswer((channel, input) => desktop.ask(channel, input), row, request.headers.get('range'));
    return new Response(body, { status, headers: { ...headers } });
  });
  seal(own, ['app:', 'blob:', 'data:', 'devtools:']);
  // But the camera, while its screen is open, for our own page and no frame in it.
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isOurs = details.isMainFrame && details.requestingUrl.startsWith(`${windowOrigin}/`);
    answer(isOurs && camera.isOpenFor(permission, media));
  });
  own.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const isOurs = origin.replace(/\/$/, '') === windowOrigin && details.isMainFrame;
    return isOurs && camera.isOpenFor(permission, details.mediaType === undefined ? [] : [details.mediaType]);
  });
  return own;
}

/** Takes from a session everything it could reach, ask for or keep, but these schemes. */
export function seal(own: Session, schemes: readonly string[]): void {
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !schemes.some((scheme) => details.url.startsWith(scheme)) });
  });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  own.setSpellCheckerEnabled(false);
  // What is handed over goes through a dialog of the desktop, never through a download of the window.
  own.on('will-download', (event) => event.preventDefault());
  // Name look-ups and connections would tell a network which organisation this is.
  void own.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '' });
}
