/** The page's only door to the server. Names the page in a header, so that no other site can ask in our name; errors are their type. */
import type { OfficeSettings } from '../../core/sync/protocol.ts';
export class Refused extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: { 'x-jobport-page': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused('Unavailable');
  }
  const said = (await response.json()) as { error?: { type: string } };
  if (!response.ok) throw new Refused(said.error?.type ?? 'Unavailable');
  return said as T;
}

export type Role = 'adviser' | 'teamLead' | 'administrator' | 'privacyOfficer';
export type Person = { id: string; name: string; email: string | null; roles: Role[]; active: boolean };
export type Team = { id: string; name: string; members: string[] };
export type Grant = {
  epoch: string;
  dossier: string;
  person: string | null;
  team: string | null;
  from: number;
  until: number | null;
  revokedAt: number | null;
};
export type Device = {
  id: string;
  person: string;
  name: string;
  lastContact: number;
  unsent: number;
  schema: number;
  blockedAt: number | null;
  wipeAt: number | null;
  wipeHeardAt: number | null;
};
export type Waiting = { id: string; dossier: string | null; author: string; receivedAt: number; why: string | null };
export type Erasure = { dossier: string; at: number; actor: string; ground: string };
export type AuditLine = { number: number; at: number; actor: string; action: string; dossier: string | null };
export type Session = { id: string; person: string; createdAt: number; expiresAt: number };
export type Me = { person: string; roles: Role[]; session: string };
export type Contact = { id: string; name: string; email: string };
export type Provider = { issuer: string; clientId: string; hasSecret: boolean; trustsEmail: boolean };
export type Organisation = {
  details: Record<string, string | null>;
  contacts: Contact[];
  leaseDays: number;
  provider: Provider | null;
  settings: OfficeSettings;
};
