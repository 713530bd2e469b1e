/** The page's only door to the server. Names the page in a header, so that no other site can ask in our name; errors are their type. */
import type { OfficeSettings } from '../../core/sync/protocol.ts';

export class Refused extends Error {
  readonly type: string;
  /** Where the next stretch of a file begins, when that is what was wrong. */
  readonly at: number | null;
  constructor(type: string, at: number | null = null) {
    super(type);
    this.type = type;
    this.at = at;
  }
}

/** @param body sent as it is where it is a piece of a file, otherwise as JSON */
export async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const type = body instanceof Blob ? 'application/octet-stream' : 'application/json';
  let response: Response;
  try {
    response = await fetch(`/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: { 'x-jobport-page': '1', ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch {
    throw new Refused('Unavailable');
  }
  const said = (await response.json().catch(() => ({}))) as { error?: { type: string; at?: number } };
  if (!response.ok) throw new Refused(said.error?.type ?? 'Unavailable', said.error?.at);
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
/** Of a grant that was taken: whose laptops erase the dossier, and who keeps it by another grant. */
export type Taken = { lost: string[]; kept: { person: string; team: string | null; until: number | null }[] };
/** How many dossiers go, the receiver has already, are taken from whose they were, and stay with their teams. */
export type ReassignmentPlan = { given: number; already: number; taken: number; ofTeams: number };
export type Reassignment = {
  id: string;
  from: string;
  person: string | null;
  team: string | null;
  until: number | null;
  at: number;
  dossiers: number;
};
export type Workload = {
  team: string;
  name: string;
  advisers: {
    person: string;
    name: string;
    dossiers: number;
    temporary: number;
    lastContact: number | null;
    unsent: number;
  }[];
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
export type AuditLine = {
  number: number;
  at: number;
  actor: string;
  device: string | null;
  action: string;
  dossier: string | null;
  /** JSON: whom or what it was about, by their numbers. */
  detail: string;
};
export type ChainCheck = {
  office: number | null;
  laptops: { device: string; name: string; person: string; lines: number; broken: number; first: number | null }[];
};
export type Sees = {
  person: string;
  dossier: string;
  team: string | null;
  from: number;
  until: number | null;
  givenBy: string;
};
export type Session = { id: string; person: string; createdAt: number; expiresAt: number };
export type Me = { person: string; organisation: string; roles: Role[]; session: string };
export type Contact = { id: string; name: string; email: string };
export type ReferenceFile = { id: string; name: string; note: string | null; bytes: number; at: number };
export type Statements = {
  statements: { id: string; title: string; version: string; date: string; text: string; createdAt: number }[];
  agreed: { person: string; statement: string; at: number }[];
};
export type Provider = { issuer: string; clientId: string; hasSecret: boolean; trustsEmail: boolean };
export type Organisation = {
  details: Record<string, string | null>;
  contacts: Contact[];
  leaseDays: number;
  provider: Provider | null;
  isOneOfSeveral: boolean;
  settings: OfficeSettings;
};
