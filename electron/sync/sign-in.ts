/**
 * Coming in with the account of the organisation (core/sync/SPEC.md P26): the browser of this machine goes to the office, and from there
 * to the organisation's own sign-in page. What this laptop hears of it comes over the loopback (RFC 8252, section 7.3), so that whoever signed in
 * sits at this machine. Nothing of the issuer ever comes here.
 */
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { enrolAnswer, signInAnswer } from '../../core/sync/protocol.ts';
import type { Connection, Enrolling } from '../caseload/sync-store.ts';
import { readOfficeAddress } from './client.ts';
import { clientFor, connectionOf, connectError, lookAtServer, type ConnectError, type NameTaken } from './connect.ts';

/** As long as the office waits. */
const LONGEST_MS = 10 * 60 * 1000;

export type SigningIn = {
  /** Where the browser is to go. */
  readonly url: string;
  /** When the browser came back and the office let this laptop in. Ends with `Stopped` when the signal says so. */
  finish(): Promise<Result<Connection, ConnectError | NameTaken>>;
};

export async function beginSignIn(
  ask: { readonly address: string; readonly name: string; readonly authority: string | null },
  options: {
    readonly enrolling: Enrolling;
    readonly now: () => number;
    readonly signal: AbortSignal;
    readonly words: ReturnedWords;
  },
): Promise<Result<SigningIn, ConnectError | NameTaken>> {
  const read = readOfficeAddress(ask.address);
  if (!read.ok) return read;
  const { address, organisation } = read.value;
  const { enrolling, signal } = options;
  const client = clientFor(address, options);
  const seen = await lookAtServer(client);
  if (!seen.ok) return seen;
  if (!seen.value.signsIn) return err({ type: 'SignInNotOffered' });
  const loopback = await waitOnLoopback(options.words, signal);
  const which = organisation === null ? {} : { organisation };
  const body = { device: enrolling.device, name: ask.name, port: loopback.port, ...which };
  const begun = await client.proven('/v1/oidc/attempts', body, signInAnswer);
  // Never another place than the office itself, whatever is answered.
  if (!begun.ok || !begun.value.url.startsWith(`${address}/`)) {
    loopback.close();
    return err(begun.ok ? { type: 'NotTheServer' } : connectError(begun.error));
  }
  const { attempt, url } = begun.value;
  return ok({
    url,
    async finish() {
      const secret = await loopback.secret;
      loopback.close();
      if (secret === null) return err({ type: 'Stopped' });
      const entered = await client.proven('/v1/oidc/finish', { attempt, secret }, enrolAnswer);
      return entered.ok ? ok(connectionOf(address, ask, enrolling, entered.value)) : err(connectError(entered.error));
    },
  });
}

/** What the browser shows when it is done: in the language of the window. */
export type ReturnedWords = { readonly title: string; readonly text: string };

async function waitOnLoopback(words: ReturnedWords, signal: AbortSignal) {
  // Not before somebody signs in: Node reads a tenth of a second for it, and the window would wait for that.
  const { createServer } = await import('node:http');
  let heard: (secret: string | null) => void = () => undefined;
  const secret = new Promise<string | null>((resolve) => (heard = resolve));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const found = url.searchParams.get('secret');
    if (request.method !== 'GET' || url.pathname !== '/' || !found || !/^[\w-]{20,100}$/.test(found)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    });
    response.end(
      `<!doctype html><meta charset="utf-8"><title>Jobport</title><style>:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif}main{max-width:28rem;padding:2rem}</style><main><h1>${words.title}</h1><p>${words.text}</p></main>`,
    );
    heard(found);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const late = setTimeout(() => heard(null), LONGEST_MS);
  late.unref();
  const stop = (): void => heard(null);
  signal.addEventListener('abort', stop, { once: true });
  return {
    port: (server.address() as AddressInfo).port,
    secret,
    close(): void {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      server.close();
    },
  };
}
