/** What a laptop says to the server, and nothing else of a laptop: a key, proofs, tokens, numbered operations. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { makeId } from '../../../core/domain/id.ts';
import { pullAnswer, pushAnswer, snapshotAnswer, type SentOperation } from '../../../core/sync/protocol.ts';
import type { z } from 'zod';

export type Answer = { status: number; body: any; text: string }; // eslint-disable-line typescript/no-explicit-any -- each test knows what it asked
export type AskOptions = { token?: string; proof?: string; clockOff?: number; raw?: string };

export const newId = (): string => makeId(Date.now(), new Uint8Array(randomBytes(10)));

/** As a laptop would of what it sealed. */
export const announced = (of: { id: string; dossier: string }, bytes: Uint8Array, key: string) => ({
  ...of,
  length: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  key: Buffer.from(key).toString('base64'),
});

/** @param along headers of every request: what a proxy in front of the server would say */
export async function newLaptop(
  address: string,
  now: () => number = Date.now,
  along: Readonly<Record<string, string>> = {},
) {
  const key = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicKey: JWK = await exportJWK(key.publicKey);
  const device = newId();
  let url = address;
  let token: string | null = null;
  let n = 0;
  const state = { person: '', organisation: '', device, serverEpoch: '' };

  const proofFor = (method: string, path: string, forToken: string | null, clockOff = 0): Promise<string> =>
    new SignJWT({
      htm: method,
      htu: url + (path.split('?')[0] ?? ''),
      jti: randomUUID(),
      ...(forToken === null ? {} : { ath: createHash('sha256').update(forToken).digest('base64url') }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'dpop+jwt', jwk: publicKey })
      .setIssuedAt(Math.floor((now() + clockOff) / 1000))
      .sign(key.privateKey);

  async function send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      headers: { ...along, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: text }),
    });
    const said = await response.text();
    return {
      status: response.status,
      text: said,
      body: said.startsWith('{') || said.startsWith('[') ? JSON.parse(said) : said,
    };
  }

  async function tokenNow(): Promise<string> {
    if (token !== null) return token;
    const answer = await send('POST', '/v1/token', undefined, { dpop: await proofFor('POST', '/v1/token', null) });
    if (answer.status !== 200) throw new Error(answer.text);
    return (token = answer.body.accessToken as string);
  }

  const laptop = {
    state,
    publicKey,
    send,
    proofFor,
    tokenNow,
    moveTo: (other: string) => void (url = other),
    forgetToken: () => void (token = null),
    enrol: async (code: string): Promise<Answer> => {
      const dpop = await proofFor('POST', '/v1/enrol', null);
      const answer = await send('POST', '/v1/enrol', { code, device, name: 'laptop' }, { dpop });
      if (answer.status === 200) Object.assign(state, answer.body);
      return answer;
    },
    ask: async (method: string, path: string, body?: unknown, options: AskOptions = {}): Promise<Answer> => {
      const using = options.token ?? (await tokenNow());
      const dpop = options.proof ?? (await proofFor(method, path, using, options.clockOff));
      return send(method, path, body, { dpop, authorization: `DPoP ${using}` });
    },
    /** Speaks of a document as tus and Range want it. */
    document: async (method: string, id: string, headers: Record<string, string> = {}, bytes?: Uint8Array) => {
      const path = `/v1/documents/${id}`;
      const using = await tokenNow();
      const signed = { authorization: `DPoP ${using}`, dpop: await proofFor(method, path, using) };
      const response = await fetch(url + path, {
        method,
        headers: { ...along, 'tus-resumable': '1.0.0', ...signed, ...headers },
        ...(bytes ? { body: bytes as Uint8Array<ArrayBuffer> } : {}),
      });
      return {
        status: response.status,
        offset: Number(response.headers.get('upload-offset') ?? NaN),
        headers: response.headers,
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    },
    patch: (id: string, offset: number, bytes: Uint8Array) =>
      laptop.document(
        'PATCH',
        id,
        { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        bytes,
      ),
    /** The beginning of a request that does not end: what came of it came, and the connection stays open until it is let go. */
    patchSlowly: async (id: string, offset: number, length: number, bytes: Uint8Array): Promise<ClientRequest> => {
      const path = `/v1/documents/${id}`;
      const using = await tokenNow();
      const slow = request(url + path, {
        method: 'PATCH',
        headers: {
          authorization: `DPoP ${using}`,
          dpop: await proofFor('PATCH', path, using),
          'tus-resumable': '1.0.0',
          'upload-offset': offset,
          'content-type': 'application/offset+octet-stream',
          'content-length': length,
        },
      });
      slow.on('error', () => undefined);
      await new Promise<void>((resolve) => void slow.write(bytes, () => resolve()));
      return slow;
    },
    /** Whether a ping comes within some time; what came before is one. */
    listen: async () => {
      const using = await tokenNow();
      const headers = { ...along, authorization: `DPoP ${using}`, dpop: await proofFor('GET', '/v1/events', using) };
      const response = await fetch(`${url}/v1/events`, { headers });
      if (response.status !== 200) throw new Error(await response.text());
      const reader = response.body!.getReader();
      let pending: ReturnType<typeof reader.read> | null = null;
      return {
        /** Each time something comes, until the line ends. */
        each: async (came: () => void): Promise<void> => {
          for (;;) {
            const { done } = await (pending ??= reader.read());
            pending = null;
            if (done) return;
            came();
          }
        },
        heard: async (ms: number): Promise<boolean> => {
          const next = (pending ??= reader.read());
          const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));
          const got = await Promise.race([next, late]);
          if (got !== null) pending = null;
          return got !== null;
        },
        stop: () => reader.cancel(),
      };
    },
    operation: (over: Partial<SentOperation> & { dossier: string }): SentOperation => ({
      id: newId(),
      n: ++n,
      group: newId(),
      label: 'edit',
      concept: 'candidate',
      row: over.dossier,
      schema: 1,
      at: now(),
      actor: state.person,
      fields: { surname: 'Voorbeeld' },
      sees: null,
      ...over,
    }),
    push: async (...operations: unknown[]): Promise<z.infer<typeof pushAnswer>> => {
      const answer = await laptop.ask('POST', '/v1/push', { serverEpoch: state.serverEpoch, operations, unsent: 0 });
      if (answer.status !== 200) throw new Error(answer.text);
      return pushAnswer.parse(answer.body);
    },
    pull: async (cursor = 0, over: object = {}): Promise<z.infer<typeof pullAnswer>> => {
      const answer = await laptop.ask('POST', '/v1/pull', {
        cursor,
        serverEpoch: state.serverEpoch,
        grants: '',
        schema: 1,
        unsent: 0,
        limit: 1000,
        ...over,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return pullAnswer.parse(answer.body);
    },
    snapshot: async (dossiers: string[], over: object = {}): Promise<z.infer<typeof snapshotAnswer>> => {
      const answer = await laptop.ask('POST', '/v1/snapshot', {
        dossiers,
        after: null,
        limit: 5000,
        unanswered: [],
        ...over,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return snapshotAnswer.parse(answer.body);
    },
  };
  return laptop;
}
export type Laptop = Awaited<ReturnType<typeof newLaptop>>;
