/**
 * Letting this laptop in: the one-time code of an invitation, and a key that is made here and never leaves. Asked again after an answer
 * that was lost, with the same name and key, it is the same laptop (P16).
 */
import type { z } from 'zod';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { API_VERSION, enrolAnswer, SCHEMAS } from '../../core/sync/protocol.ts';
import type { Connection, Enrolling } from '../caseload/sync-store.ts';
import type { AuthorityNotRight } from './authority.ts';
import { createClient, readAddress, type AddressError, type Client, type LineError } from './client.ts';

/** Each has a text on the screen: what is going on, and what to do. */
export type ConnectError = {
  type:
    | AddressError['type']
    | AuthorityNotRight['type']
    | 'NoNetwork'
    | 'ServerAway'
    /** Something answers there, but not ours. */
    | 'NotTheServer'
    /** Not there, used before, or over. */
    | 'CodeNotKnown'
    | 'ServerTooOld'
    | 'ThisVersionTooOld'
    | 'AlreadyConnected'
    /** Nobody comes in there with an account of the organisation. */
    | 'SignInNotOffered'
    /** The sign-in page of the organisation does not answer. */
    | 'IssuerAway'
    | 'AttemptOver'
    | 'Stopped';
};
export type NameTaken = { type: 'nameTaken' };

const NAMES: Readonly<Record<Exclude<LineError['type'], 'said'>, ConnectError['type']>> = {
  noNetwork: 'NoNetwork',
  serverAway: 'ServerAway',
  notTheServer: 'NotTheServer',
  stopped: 'Stopped',
};

export async function connect(
  ask: { readonly address: string; readonly code: string; readonly name: string; readonly authority: string | null },
  options: { readonly enrolling: Enrolling; readonly now: () => number; readonly signal: AbortSignal },
): Promise<Result<Connection, ConnectError | NameTaken>> {
  const address = readAddress(ask.address);
  if (!address.ok) return address;
  const client = clientFor(address.value, options);
  const seen = await lookAtServer(client);
  if (!seen.ok) return seen;
  const body = { code: ask.code.trim(), device: options.enrolling.device, name: ask.name };
  const enrolled = await client.proven('/v1/enrol', body, enrolAnswer);
  if (!enrolled.ok) return err(connectError(enrolled.error));
  return ok(connectionOf(address.value, ask, options.enrolling, enrolled.value));
}

export const clientFor = (
  address: string,
  { enrolling, now, signal }: { enrolling: Enrolling; now: () => number; signal: AbortSignal },
): Client => createClient({ address, key: enrolling.privateKey, now, signal, answerMs: 20_000 });

/** Whether it is ours, and of a version that this one speaks with. */
export async function lookAtServer(client: Client): Promise<Result<{ signsIn: boolean }, ConnectError | NameTaken>> {
  const hello = await client.hello();
  if (!hello.ok) return err(connectError(hello.error));
  if (hello.value.api < API_VERSION) return err({ type: 'ServerTooOld' });
  if (hello.value.api > API_VERSION || hello.value.schemas.from > SCHEMAS.to) return err({ type: 'ThisVersionTooOld' });
  return ok({ signsIn: hello.value.signsIn ?? false });
}

export function connectionOf(
  address: string,
  { name: laptop, authority }: { readonly name: string; readonly authority: string | null },
  { privateKey }: Enrolling,
  { organisation, person, name, device }: z.infer<typeof enrolAnswer>,
): Connection {
  return { address, organisation, person, name, device, laptop, authority, privateKey };
}

export function connectError(error: LineError): ConnectError | NameTaken {
  if (error.type !== 'said') return { type: NAMES[error.type] };
  if (error.error === 'Taken') return { type: 'nameTaken' };
  if (error.error === 'SignInNotOffered' || error.error === 'IssuerAway' || error.error === 'AttemptOver')
    return { type: error.error };
  if (error.error === 'CodeNotKnown' || error.error === 'BadRequest') return { type: 'CodeNotKnown' };
  return { type: error.error === 'SchemaTooOld' ? 'ThisVersionTooOld' : 'ServerAway' };
}
