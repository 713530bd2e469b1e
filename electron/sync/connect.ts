/**
 * Letting this laptop in: the one-time code of an invitation, and a key that is made here and never leaves. Asked again after an answer
 * that was lost, with the same name and key, it is the same laptop (P16).
 */
import { err, ok, type Result } from '../../core/domain/result.ts';
import { API_VERSION, enrolAnswer, SCHEMAS } from '../../core/sync/protocol.ts';
import type { Connection, Enrolling } from '../caseload/sync-store.ts';
import { createClient, readAddress, type AddressError, type LineError } from './client.ts';

/** Each has a text on the screen: what is going on, and what to do. */
export type ConnectError = {
  type:
    | AddressError['type']
    | 'NoNetwork'
    | 'ServerAway'
    /** Something answers there, but not ours. */
    | 'NotTheServer'
    /** Not there, used before, or over. */
    | 'CodeNotKnown'
    | 'ServerTooOld'
    | 'ThisVersionTooOld'
    | 'AlreadyConnected'
    | 'Stopped';
};

const NAMES: Readonly<Record<Exclude<LineError['type'], 'said'>, ConnectError['type']>> = {
  noNetwork: 'NoNetwork',
  serverAway: 'ServerAway',
  notTheServer: 'NotTheServer',
  stopped: 'Stopped',
};

export async function connect(
  ask: { readonly address: string; readonly code: string; readonly name: string },
  options: { readonly enrolling: Enrolling; readonly now: () => number; readonly signal: AbortSignal },
): Promise<Result<Connection, ConnectError | { type: 'nameTaken' }>> {
  const address = readAddress(ask.address);
  if (!address.ok) return address;
  const { device: asked, privateKey } = options.enrolling;
  const client = createClient({
    address: address.value,
    key: privateKey,
    now: options.now,
    signal: options.signal,
    answerMs: 20_000,
  });
  const hello = await client.hello();
  if (!hello.ok) return err(connectError(hello.error));
  if (hello.value.api < API_VERSION) return err({ type: 'ServerTooOld' });
  if (hello.value.api > API_VERSION || hello.value.schemas.from > SCHEMAS.to) return err({ type: 'ThisVersionTooOld' });
  const body = { code: ask.code.trim(), device: asked, name: ask.name };
  const enrolled = await client.proven('/v1/enrol', body, enrolAnswer);
  if (!enrolled.ok) return err(connectError(enrolled.error));
  const { organisation, person, name, device } = enrolled.value;
  return ok({
    address: address.value,
    organisation,
    person,
    name,
    device,
    laptop: ask.name,
    privateKey,
  });
}

function connectError(error: LineError): ConnectError | { type: 'nameTaken' } {
  if (error.type !== 'said') return { type: NAMES[error.type] };
  if (error.error === 'Taken') return { type: 'nameTaken' };
  if (error.error === 'CodeNotKnown' || error.error === 'BadRequest') return { type: 'CodeNotKnown' };
  return { type: error.error === 'SchemaTooOld' ? 'ThisVersionTooOld' : 'ServerAway' };
}
