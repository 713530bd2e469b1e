/**
 * The laptop's side of the line to the organisation's server: a key of its own, a proof with each request (DPoP, RFC 9449), answers that
 * are read with the schemas of core/sync/protocol.ts. Promises: whatever else answers in the server's place is never taken for it;
 * what went wrong has a name that the screen has a sentence for, and never says what was sent or received.
 */
import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { z } from 'zod';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Reading } from '../../core/sync/plainly.ts';
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
export const readAddress = (typed: string): Result<string, AddressError> => {
  const read = readOfficeAddress(typed);
  return read.ok ? ok(read.value.address) : read;
};

/** The address of an office; where several organisations sign in at one, it says which: `https://kantoor.nl/?organisation=…`. */
export function readOfficeAddress(
  typed: string,
): Result<{ readonly address: string; readonly organisation: string | null }, AddressError> {
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
  const [, organisation = null] = /^\?organisation=([\w-]{1,60})$/.exec(url.search) ?? [];
  if (url.username || url.password || url.hash || (url.search && organisation === null))
    return err({ type: 'AddressNotRight' });
  return ok({ address: url.origin + url.pathname.replace(/\/+$/, ''), organisation });
}

const ANSWER_MS = 60_000;
/** The server says something on an open line each 25 seconds; one that is silent for longer is dead, such as after a sleep. */
const SILENCE_MS = 65_000;
/** Proofs are made anew each time, the token is asked for once. */
const AGAIN = new Set<ProtocolError>(['NotSignedIn', 'ClockDiffers']);

export type ClientOptions = {
  readonly address: string;
  readonly key: JWK;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** How long an answer may take; a slow line is not a dead one. */
  readonly answerMs?: number;
  readonly silenceMs?: number;
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
    if (!response.ok) return err(errorOf(response, text, method));
    const read = jsonOf(text);
    return read === undefined ? err({ type: 'notTheServer' }) : ok(read);
  }

  /** Bytes up or down, of a document. */
  async function bytes(
    method: string,
    path: string,
    more: Record<string, string>,
    piece?: Uint8Array,
  ): Promise<
    Result<{ status: number; headers: Headers; body: Uint8Array }, LineError & { readonly serverTime?: number }>
  > {
    const headers = await authorised(method, path);
    if (!headers.ok) return headers;
    try {
      const response = await fetch(address + path, {
        method,
        redirect: 'manual',
        headers: { ...headers.value, ...more },
        ...(piece === undefined ? {} : { body: piece as Uint8Array<ArrayBuffer> }),
        signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.answerMs ?? ANSWER_MS)]),
      });
      const body = new Uint8Array(await response.arrayBuffer());
      return response.ok
        ? ok({ status: response.status, headers: response.headers, body })
        : err(errorOf(response, Buffer.from(body).toString(), method));
    } catch (error) {
      return err(options.signal.aborted ? { type: 'stopped' } : lineErrorOf(error));
    }
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
    /** P17: the office's clock less that of this laptop, in milliseconds; 0 when it said nothing of it. */
    clockOff: (): number => clockOff,

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

    ask: <T>(path: string, body: unknown, schema: Reading<T>): Promise<Result<T, LineError>> =>
      twice(async () => {
        const headers = await authorised('POST', path);
        return headers.ok ? parsed(await send('POST', path, body, headers.value), schema) : headers;
      }),

    read: <S extends z.ZodType>(path: string, schema: S): Promise<Result<z.infer<S>, LineError>> =>
      twice(async () => {
        const headers = await authorised('GET', path);
        return headers.ok ? parsed(await send('GET', path, undefined, headers.value), schema) : headers;
      }),

    /** How many bytes of an announced upload came (tus 1.0, HEAD). */
    uploadOffset: (path: string): Promise<Result<number, LineError>> =>
      twice(async () => {
        const answer = await bytes('HEAD', path, { 'tus-resumable': '1.0.0' });
        return answer.ok ? offsetOf(answer.value.headers) : answer;
      }),

    /** The next bytes of an upload (tus 1.0, PATCH). @returns how many came in all */
    upload: (path: string, offset: number, piece: Uint8Array): Promise<Result<number, LineError>> =>
      twice(async () => {
        const headers = {
          'tus-resumable': '1.0.0',
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(offset),
        };
        const answer = await bytes('PATCH', path, headers, piece);
        return answer.ok ? offsetOf(answer.value.headers) : answer;
      }),

    /** One span (RFC 9110, Range): from the one up to the other. Never more than was asked for. */
    download: (path: string, from: number, to: number): Promise<Result<Uint8Array, LineError>> =>
      twice(async () => {
        const answer = await bytes('GET', path, { range: `bytes=${from}-${to - 1}` });
        if (!answer.ok) return answer;
        const { status, body } = answer.value;
        return status === 206 && body.length === to - from ? ok(body) : err({ type: 'notTheServer' });
      }),

    /** Calls `changed` for each sign that something changed, until the line breaks, falls silent or is let go. */
    async listen(changed: () => void, until: AbortSignal): Promise<Result<null, LineError>> {
      return twice(async () => {
        const headers = await authorised('GET', '/v1/events');
        if (!headers.ok) return headers;
        const silence = new AbortController();
        const silent = setTimeout(() => silence.abort(), options.silenceMs ?? SILENCE_MS).unref();
        try {
          const response = await fetch(`${address}/v1/events`, {
            redirect: 'manual',
            headers: { ...headers.value, accept: 'text/event-stream' },
            signal: AbortSignal.any([options.signal, until, silence.signal]),
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
            silent.refresh();
            line += chunk;
            const lines = line.split('\n');
            line = lines.pop() ?? '';
            if (lines.some((each) => each.startsWith('data:') || each.startsWith('event:'))) changed();
          }
          return err({ type: 'serverAway', retryAfterMs: null });
        } catch (error) {
          return err(options.signal.aborted || until.aborted ? { type: 'stopped' } : lineErrorOf(error));
        } finally {
          clearTimeout(silent);
        }
      });
    },
  };
}

function parsed<T>(
  answer: Result<unknown, LineError & { readonly serverTime?: number }>,
  schema: Reading<T>,
): Result<T, LineError & { readonly serverTime?: number }> {
  if (!answer.ok) return answer;
  const read = schema.safeParse(answer.value);
  return read.success ? ok(read.data) : err({ type: 'notTheServer' });
}

/** What an answer that is not good says. */
function errorOf(response: Response, text: string, method: string): LineError & { readonly serverTime?: number } {
  const { status } = response;
  if (status >= 300 && status < 400) return { type: 'notTheServer' };
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
  const said = errorAnswer.safeParse(jsonOf(text));
  // An answer to HEAD has no words.
  if (!said.success && method === 'HEAD' && status === 404) return { type: 'said', error: 'NotFound' };
  if (!said.success && method === 'HEAD' && status === 401) return { type: 'said', error: 'NotSignedIn' };
  if (!said.success) return status >= 500 ? { type: 'serverAway', retryAfterMs } : { type: 'notTheServer' };
  const { type, serverTime } = said.data.error;
  if (type === 'Unavailable' || type === 'TooManyRequests') return { type: 'serverAway', retryAfterMs };
  return { type: 'said', error: type, ...(serverTime === undefined ? {} : { serverTime }) };
}

function offsetOf(headers: Headers): Result<number, LineError> {
  const offset = headers.get('upload-offset');
  return offset !== null && /^\d{1,15}$/.test(offset) ? ok(Number(offset)) : err({ type: 'notTheServer' });
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
