// The product's window in a Chromium, without Electron, port or server: the built files under https://app.test/ with the
// production policy, connected to a real desktop in this process. The preview and every window test use it, so what is
// seen there is what the product shows. Reaching for anything else is refused and reported.

import type { BrowserContext, Page, Request } from 'playwright';
import { CHANNELS, type Event } from '../../core/contract/contract.ts';
import type { Desktop } from '../../electron/desktop.ts';
import { isWithinBounds } from '../../electron/shell/message-bounds.ts';
import { mediaAnswer, mediaRow } from '../../electron/shell/media.ts';
import { windowFile } from '../../electron/shell/window-files.ts';

export const origin = 'https://app.test';

/** How Debian's Chromium is started everywhere: no traffic of its own, and no sandbox because tests may run as root. */
export const chromiumArguments: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=MediaRouter,OptimizationHints,Translate',
];

export type Connection = {
  /** Requests to anywhere but the window's own files; must stay empty. */
  readonly strays: readonly string[];
  /** Ends the events; the page itself belongs to who made it. */
  readonly disconnect: () => void;
};

/** Makes the page the window of this desktop. Go to `${origin}/` afterwards. */
export async function connectWindow(
  context: BrowserContext,
  page: Page,
  desktop: Desktop,
  rendererFolder: string,
): Promise<Connection> {
  const strays: string[] = [];
  const isOwn = (request: Request): boolean => new URL(request.url()).origin === origin;

  await context.route('**/*', async (route) => {
    const request = route.request();
    if (!isOwn(request) || request.method() !== 'GET') {
      if (!/^(data|blob|about):/.test(request.url())) strays.push(request.url());
      return route.abort('blockedbyclient');
    }
    const { pathname } = new URL(request.url());
    const row = mediaRow(pathname);
    const { status, headers, body } =
      row === null
        ? await windowFile(rendererFolder, pathname)
        : await mediaAnswer((channel, input) => desktop.ask(channel, input), row, request.headers()['range'] ?? null);
    return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) });
  });

  await page.exposeBinding('jobportAsk', async ({ frame }, channel: unknown, input: unknown) => {
    // The same checks, with the same answers, as the product's router.
    if (frame !== page.mainFrame() || new URL(frame.url()).origin !== origin) {
      return { ok: false, error: { type: 'UnknownChannel' } };
    }
    if (typeof channel !== 'string' || channel.length > 100 || !isWithinBounds(input)) {
      return { ok: false, error: { type: 'BadInput', where: '' } };
    }
    try {
      return await desktop.ask(channel, input);
    } catch {
      return { ok: false, error: { type: 'Unexpected' } };
    }
  });
  await page.addInitScript(bridge, [...CHANNELS]);

  const stopListening = desktop.subscribe((event: Event) => {
    // The page may be loading or gone; then it reads the state anew anyway.
    page
      .evaluate((message) => window.dispatchEvent(new CustomEvent('jobport:event', { detail: message })), event)
      .catch(() => undefined);
  });
  return { strays, disconnect: stopListening };
}

/** Runs in the page, before its own scripts: what the preload does in the product. */
function bridge(channels: readonly string[]): void {
  if (window !== window.top) return;
  const known = new Set<unknown>(channels);
  const own = window as unknown as {
    jobportAsk?: (channel: unknown, input: unknown) => Promise<unknown>;
    jobport?: unknown;
  };
  const send = own.jobportAsk;
  delete own.jobportAsk;
  const jobport = Object.freeze({
    ask: (channel: unknown, input: unknown): Promise<unknown> =>
      known.has(channel) && send !== undefined
        ? send(channel, input)
        : Promise.resolve({ ok: false, error: { type: 'UnknownChannel' } }),
    on: (listener: unknown): (() => void) => {
      if (typeof listener !== 'function') return () => undefined;
      const hear = (event: globalThis.Event): void => void listener((event as CustomEvent<unknown>).detail);
      window.addEventListener('jobport:event', hear);
      return () => window.removeEventListener('jobport:event', hear);
    },
  });
  Object.defineProperty(window, 'jobport', { value: jobport, writable: false, configurable: false });
}
