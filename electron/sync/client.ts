/**
 * The laptop's side of the line to the organisation's server: a key of its own, a proof with each request (DPoP, RFC 9449), answers that
 * are read with the schemas of core/sync/protocol.ts. Promises: whatever else answers in the server's place is never taken for it;
 * what went wrong has a name that the screen has a sentence for, and never says what was sent or received.
 */
import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { z } from 'zod';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { errorAnswer, helloAnswer, tokenAnswer, type ProtocolError } from '../../core/sync/protocol.ts';

export type LineError =
  | { readonly type: 'noNetwork' }
  /** `retryAfterMs` where the server said so. */
  | { readonly type: 'serverAway'; readonly retryAfterMs: number | null }
  /** A hotel's page, a proxy, another certificate. */
  | { readonly type: 'notTheServer' }
  /** The server's own words about the whole request. */
  | { readonly type: 'said'; readonly error: ProtocolError }
  /** Whoever asked does not want to know any more. */
  | { readonly type: 'stopped' };

export type DeviceKey = { readonly privateKey: JWK; readonly publicKey: JWK };

/** Ed25519 (RFC 8037). */
export async function newDeviceKey(): Promise<DeviceKey> {
  const made = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateKey: await exportJWK(made.privateKey), publicKey: await exportJWK(made.publicKey) };
}

export type AddressError = { type: 'AddressNotRight' } | { type: 'NotSecure' };

/** "kantoor.example.nl" or an address in full. Only https, so that nobody on the way reads along; this machine itself is no way. */
export function readAddress(typed: string): Result<string, AddressError> {
  const text = typed.trim();
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return err({ type: 'AddressNotRight' });
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return err({ type: 'AddressNotRight' });
  if (url.protocol === 'http:' && !isHere) return err({ type: 'NotSecure' });
  if (url.username || url.password || url.search || url.hash) return err({ type: 'AddressNotRight' });
  return ok(url.origin + url.pathname.replace(/\/+$/, ''));
}

const ANSWER_MS = 60_000;
/** Proofs are made anew each time, the token is asked for once. */
const AGAIN = new Set<ProtocolError>(['NotSignedIn', 'ClockDiffers']);

export type ClientOptions = {
  readonly address: string;
  readonly key: JWK;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** How long an answer may take; a slow line is not a dead one. */
  readonly answerMs?: number;
};

export type Client = ReturnType<typeof createClient>;

export function createClient(options: ClientOptions) {
  const { address, now } = options;
  const { d: _, ...publicKey } = options.key;
  const signing = importJWK(options.key, 'EdDSA');
  let token: string | null = null;
  /** P17: the server's clock less this laptop's. */
  let clockOff = 0;

  async function proof(method: string, path: string, forToken: string | null): Promise<string> {
    const claims = {
      htm: method,
      htu: address + (path.split('?')[0] ?? ''),
      jti: randomUUID(),
      ...(forToken === null ? {} : { ath: createHash('sha256').update(forToken).digest('base64url') }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'dpop+jwt', jwk: publicKey })
      .setIssuedAt(Math.floor((now() + clockOff) / 1000))
      .sign(await signing);
  }

  async function send(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Result<unknown, LineError & { readonly serverTime?: number }>> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(address + path, {
        method,
        redirect: 'manual',
        headers: {
          accept: 'application/json',
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.answerMs ?? ANSWER_MS)]),
      });
      text = await response.text();
    } catch (error) {
      return err(options.signal.aborted ? { type: 'stopped' } : lineErrorOf(error));
    }
    if (response.status >= 300 && response.status < 400) return err({ type: 'notTheServer' });
    const read = jsonOf(text);
    if (response.ok) return read === undefined ? err({ type: 'notTheServer' }) : ok(read);
    const said = errorAnswer.safeParse(read);
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
    if (!said.success)
      return err(response.status >= 500 ? { type: 'serverAway', retryAfterMs } : { type: 'notTheServer' });
    const { type, serverTime } = said.data.error;
    if (type === 'Unavailable' || type === 'TooManyRequests') return err({ type: 'serverAway', retryAfterMs });
    return err({ type: 'said', error: type, ...(serverTime === undefined ? {} : { serverTime }) });
  }

  async function tokenNow(): Promise<Result<string, LineError & { readonly serverTime?: number }>> {
    if (token !== null) return ok(token);
    const answer = await send('POST', '/v1/token', undefined, { dpop: await proof('POST', '/v1/token', null) });
    if (!answer.ok) return answer;
    const read = tokenAnswer.safeParse(answer.value);
    if (!read.success) return err({ type: 'notTheServer' });
    token = read.data.accessToken;
    return ok(token);
  }

  /** What the server said about the time, or about a token that is over, is mended once. */
  async function twice<T>(
    ask: () => Promise<Result<T, LineError & { readonly serverTime?: number }>>,
  ): Promise<Result<T, LineError>> {
    let answer = await ask();
    for (
      let tries = 0;
      tries < 2 && !answer.ok && answer.error.type === 'said' && AGAIN.has(answer.error.error);
      tries++
    ) {
      if (answer.error.error === 'ClockDiffers') clockOff = (answer.error.serverTime ?? now()) - now();
      else token = null;
      answer = await ask();
    }
    return answer;
  }

  const authorised = async (
    method: string,
    path: string,
  ): Promise<Result<Record<string, string>, LineError & { serverTime?: number }>> => {
    const current = await tokenNow();
    if (!current.ok) return current;
    return ok({ authorization: `DPoP ${current.value}`, dpop: await proof(method, path, current.value) });
  };

  return {
    /** Is it ours, and what does it understand. Needs no key. */
    async hello(): Promise<Result<z.infer<typeof helloAnswer>, LineError>> {
      const answer = await send('GET', '/v1/hello', undefined, {});
      if (!answer.ok) return answer.error.type === 'said' ? err({ type: 'notTheServer' }) : answer;
      const read = helloAnswer.safeParse(answer.value);
      return read.success ? ok(read.data) : err({ type: 'notTheServer' });
    },

    /** With a proof of the key, without a token: letting this laptop in. */
    proven: <S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<Result<z.infer<S>, LineError>> =>
      twice(async () => parsed(await send('POST', path, body, { dpop: await proof('POST', path, null) }), schema)),

    ask: <S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<Result<z.infer<S>, LineError>> =>
      twice(async () => {
        const headers = await authorised('POST', path);
        return headers.ok ? parsed(await send('POST', path, body, headers.value), schema) : headers;
      }),

    /** Calls `changed` for each sign that something changed, until the line breaks or is let go. */
    async listen(changed: () => void): Promise<Result<null, LineError>> {
      return twice(async () => {
        const headers = await authorised('GET', '/v1/events');
        if (!headers.ok) return headers;
        try {
          const response = await fetch(`${address}/v1/events`, {
            redirect: 'manual',
            headers: { ...headers.value, accept: 'text/event-stream' },
            signal: options.signal,
          });
          if (!response.ok) {
            const said = errorAnswer.safeParse(jsonOf(await response.text()));
            return err(
              said.success
                ? {
                    type: 'said',
                    error: said.data.error.type,
                    ...(said.data.error.serverTime === undefined ? {} : { serverTime: said.data.error.serverTime }),
                  }
                : { type: 'notTheServer' },
            );
          }
          if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
            return err({ type: 'notTheServer' });
          // A word of the stream is never needed: that there is one is the news. Comments only keep the line open.
          let line = '';
          for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
            line += chunk;
            const lines = line.split('\n');
            line = lines.pop() ?? '';
            if (lines.some((each) => each.startsWith('data:') || each.startsWith('event:'))) changed();
          }
          return err({ type: 'serverAway', retryAfterMs: null });
        } catch (error) {
          return err(options.signal.aborted ? { type: 'stopped' } : lineErrorOf(error));
        }
      });
    },
  };
}

function parsed<S extends z.ZodType>(
  answer: Result<unknown, LineError & { readonly serverTime?: number }>,
  schema: S,
): Result<z.infer<S>, LineError & { readonly serverTime?: number }> {
  if (!answer.ok) return answer;
  const read = schema.safeParse(answer.value);
  return read.success ? ok(read.data) : err({ type: 'notTheServer' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NO_WAY_OUT = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
const CERTIFICATE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

/** A failed fetch says why in its cause; a name that several addresses failed under, in the first of several errors. */
function lineErrorOf(error: unknown): LineError {
  let at: unknown = error;
  for (let depth = 0; depth < 4 && at instanceof Error; depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') {
      if (NO_WAY_OUT.has(code)) return { type: 'noNetwork' };
      if (CERTIFICATE.test(code)) return { type: 'notTheServer' };
    }
    at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined);
  }
  return { type: 'serverAway', retryAfterMs: null };
}

function retryAfterOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null;
}
