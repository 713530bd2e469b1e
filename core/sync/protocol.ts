/**
 * What goes between laptop and server (SPEC.md, "Protocol"). Every message is parsed on both sides with these schemas, or by
 * plainly.ts, which says the same sooner; the values inside `fields` are checked against the concepts of core/domain where they are applied, because an older or newer
 * version may know other fields.
 */
import { z } from 'zod';
import { id } from '../domain/id.ts';
import { PERIOD, RETENTION_RULES } from '../retention/rules.ts';

export const API_VERSION = 1;

/** Operations in one push or one page of a pull, and rows in one page of a snapshot. */
export const MOST_OPERATIONS = 1000;
export const MOST_ROWS = 5000;
/** Documents that one pull asks for. */
export const MOST_MISSING = 500;
export const MOST_UNANSWERED = 20_000;
/** A push stops adding operations here, so that a slow line gets its answer in time. */
export const MOST_PUSH_BYTES = 4_000_000;
/** One operation as JSON: the logo of an organisation is the largest value there is. */
export const LARGEST_OPERATION = 600_000;
/** Heads of one field, and operations awaited: more is no work of people. */
export const MOST_HEADS = 1000;
/** Operations of these schemas are understood: the number of the newest migration of the caseload, and from which on. */
export const SCHEMAS = { from: 1, to: 10 } as const;
const LONGEST_NAME = 60;
const name = z
  .string()
  .regex(/^[a-zA-Z*][a-zA-Z0-9]*$/)
  .max(LONGEST_NAME);
/** 'organisation' is the dossier that everybody holds: whose caseload this is, and its advisers. */
export const ORGANISATION = 'organisation';
const dossierId = z.union([id, z.literal(ORGANISATION)]);
const milliseconds = z.number().int().min(0).max(8_640_000_000_000_000);
const ids = z.array(id).max(MOST_HEADS);

const operationFields = {
  id,
  n: z.number().int().positive(),
  /** One deed of the adviser; operations of a group are undone together. */
  group: id,
  label: z.string().regex(/^[a-zA-Z]{1,40}$/),
  concept: name,
  row: dossierId,
  dossier: dossierId,
  schema: z.number().int().positive(),
  /** What the author's clock said: shown, never decisive. */
  at: milliseconds,
  actor: id,
  /** Any JSON: which values are allowed is checked where they are applied, with the concepts. */
  fields: z.record(name, z.unknown()),
  sees: z.record(name, ids).nullable(),
};

/** As a laptop sends it: whose laptop it is says the connection. */
export const sentOperation = z.strictObject(operationFields);
export type SentOperation = z.infer<typeof sentOperation>;

/** As the server gives it on: with its place in the order of the organisation. */
export const wireOperation = z.object({
  ...operationFields,
  device: id,
  seq: z.number().int().positive(),
  /** Who took it over out of quarantine (P4). */
  takenOverBy: id.optional(),
});

/** Why an operation is not applied, in a word the laptop has a sentence for. */
export const REFUSALS = ['unreadable', 'unknownConcept', 'badValue', 'badRow', 'notYours', 'tooLarge'] as const;

export const pushResult = z.discriminatedUnion('result', [
  z.object({ id, result: z.literal('applied'), seq: z.number().int().positive() }),
  /** The dossier is no longer this adviser's: kept for whoever has it now. */
  z.object({ id, result: z.literal('quarantined') }),
  /** The dossier was erased for good: nothing of it is kept. */
  z.object({ id, result: z.literal('erased') }),
  /** This server is too old to read it: no answer yet (S6). The laptop keeps it and asks again at a later round. */
  z.object({ id, result: z.literal('later') }),
  /** `id` is null where not even that could be read. */
  z.object({ id: id.nullable(), result: z.literal('refused'), why: z.enum(REFUSALS), field: name.nullable() }),
]);
export type PushResult = z.infer<typeof pushResult>;

export const grant = z.object({ dossier: dossierId, epoch: id, until: milliseconds.nullable() });
export type Grant = z.infer<typeof grant>;

const ENDINGS = ['revoked', 'ended', 'erased'] as const;
export const ending = z.object({ dossier: dossierId, why: z.enum(ENDINGS), at: milliseconds });
export type Ending = z.infer<typeof ending>;

/** Each operation is checked by itself on the server, so that one bad record never blocks the rest: here whatever JSON says. */
export const pushAsk = z.strictObject({
  /** The one the laptop pulled from last; null before the first contact, which counts as another (S3). */
  serverEpoch: id.nullable(),
  operations: z.array(z.unknown()).max(MOST_OPERATIONS),
  /** What waits after these, for the list of devices. */
  unsent: z.number().int().min(0),
});
export const pushAnswer = z.object({
  serverEpoch: id,
  /** The laptop knows another server, or this one from before it was restored: nothing was done, it pulls first (S3). */
  isOther: z.boolean(),
  /** One for each operation, in the order in which they were sent. */
  results: z.array(pushResult),
  /** Dossiers that began with this push: granted to their maker, who holds them already. */
  begun: z.array(grant),
  /** What the server answered when is counted on its clock (S3). */
  serverTime: milliseconds,
});

export const pullAsk = z.strictObject({
  cursor: z.number().int().min(0),
  /** Null before the first contact. */
  serverEpoch: id.nullable(),
  /** `digestOfGrants` of what the laptop holds, so that nothing is listed while nothing changed. */
  grants: z.string().max(100),
  schema: z.number().int().positive(),
  unsent: z.number().int().min(0),
  limit: z.number().int().min(1).max(MOST_OPERATIONS),
});
/** Whole days. */
export const leaseDays = z.number().int().min(1).max(366);

/**
 * What the organisation wants of every laptop; it comes with each pull. Only ever stricter than what the adviser chose, and what is not
 * said is left to them. A laptop passes over a setting that it does not know, and over a value that does not fit.
 */
const OFFICE_SETTINGS = {
  /** At most so many minutes until an untouched laptop locks itself. */
  idleMinutes: z.number().int().min(1).max(120),
  /** The keychain alone does not open a caseload. */
  passphraseRequired: z.boolean(),
  /** After so many months without a change a dossier is to be looked at: does it still have to be kept. */
  retentionMonths: z.number().int().min(1).max(600),
  /** How long what is kept (core/retention/rules.ts); what is not said has its default. These are the organisation's, not only stricter. */
  retention: z.partialRecord(z.enum(RETENTION_RULES), z.string().regex(PERIOD).nullable()),
};
const { idleMinutes, passphraseRequired, retentionMonths, retention } = OFFICE_SETTINGS;
export const officeSettings = z.object({
  idleMinutes: idleMinutes.optional().catch(undefined),
  passphraseRequired: passphraseRequired.optional().catch(undefined),
  retentionMonths: retentionMonths.optional().catch(undefined),
  retention: retention.optional().catch(undefined),
});
export type OfficeSettings = z.infer<typeof officeSettings>;
/** As an administrator sets them: some, and null for what is left to the adviser again. */
export const someOfficeSettings = z.strictObject({
  idleMinutes: idleMinutes.nullable().optional(),
  passphraseRequired: passphraseRequired.nullable().optional(),
  retentionMonths: retentionMonths.nullable().optional(),
  retention: retention.nullable().optional(),
});

export const pullAnswer = z.object({
  serverEpoch: id,
  /** The server was restored from a backup, or is another: nothing else in this answer but grants; begin anew (P9). */
  isOther: z.boolean(),
  cursor: z.number().int().min(0),
  more: z.boolean(),
  operations: z.array(wireOperation),
  /** Present when the digest differs: all that is granted now, and why what is not granted any more is not. */
  grants: z.object({ now: z.array(grant), ended: z.array(ending) }).nullable(),
  serverTime: milliseconds,
  /** How many days from now the laptop may be opened without hearing of the server (P22). A server from before does not say. */
  leaseDays: leaseDays.optional(),
  /** Documents of granted dossiers that the server does not have whole: who has one hands it in (P25). */
  missing: z.array(id).max(MOST_MISSING).optional(),
  settings: officeSettings.optional(),
  /** Another word when something else waits to be taken over (waiting.ts); null when nothing does. A server from before does not say. */
  waiting: z.string().max(64).nullable().optional(),
});

export const snapshotAsk = z.strictObject({
  /** Ascending, as granted; those not granted any more are left out of the answer. */
  dossiers: z.array(dossierId).min(1).max(500),
  /** The last row of the page before. */
  after: z.object({ dossier: dossierId, concept: name, row: dossierId }).nullable(),
  limit: z.number().int().min(1).max(MOST_ROWS),
  /** The laptop's own operations in these dossiers that it has no answer to (S1). With more than these it asks for fewer dossiers. */
  unanswered: z.array(id).max(MOST_UNANSWERED),
});
const snapshotRow = z.object({
  dossier: dossierId,
  concept: name,
  row: dossierId,
  /** Of the last operation in it: pulled operations up to this one are in it. */
  seq: z.number().int().positive(),
  createdAt: milliseconds,
  changedAt: milliseconds,
  heads: z.record(name, ids),
  values: z.record(name, z.json()),
  others: z.record(name, z.record(id, z.json())).optional(),
  awaited: z.record(name, ids).optional(),
});
export const snapshotAnswer = z.object({
  serverEpoch: id,
  rows: z.array(snapshotRow),
  /** Of `unanswered`, those that have an answer, read together with the rows: the others go on top of them (S1). */
  answers: z.array(pushResult),
  serverTime: milliseconds,
  /** Of the dossiers asked for, those that were granted while this page was read. */
  granted: z.array(grant),
  next: z.object({ dossier: dossierId, concept: name, row: dossierId }).nullable(),
});

export const helloAnswer = z.object({
  product: z.literal('jobport'),
  api: z.number().int(),
  /** Operations of these schemas are understood. */
  schemas: z.object({ from: z.number().int(), to: z.number().int() }),
  serverEpoch: id,
  serverTime: milliseconds,
  /** Whether people come in with the account of their organisation (P26). A server from before does not say. */
  signsIn: z.boolean().optional(),
});

/** The public half of the key that a laptop makes for itself and never lets go of (RFC 8037). */
const devicePublicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().max(60) });

export const ROLES = ['adviser', 'teamLead', 'administrator', 'privacyOfficer'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Sent with a proof of the key (`DPoP` header, RFC 9449) that is to be this laptop's. */
export const enrolAsk = z.strictObject({
  code: z.string().max(60),
  /** The name under which the laptop has been writing; a free one. */
  device: id,
  /** What people call the laptop, for the list of devices. */
  name: z.string().min(1).max(80),
});
export const enrolAnswer = z.object({
  organisation: id,
  /** Who the invitation was for: from now on the actor of every operation, and the row of `adviser`. */
  person: id,
  name: z.string(),
  roles: z.array(role),
  device: id,
  serverEpoch: id,
  serverTime: milliseconds,
});

/** Where the browser of a laptop is to go, to come in with the account of the organisation (P26). */
export const signInAnswer = z.object({ attempt: z.string().max(100), url: z.url(), expiresAt: milliseconds });

/** A new name for this laptop after `DeviceCopied` (P7): asked under the old one, with the new key. */
export const renameAsk = z.strictObject({ device: id, name: z.string().min(1).max(80), publicKey: devicePublicKey });
export const renameAnswer = z.object({ device: id });

export const tokenAnswer = z.object({
  accessToken: z.string(),
  tokenType: z.literal('DPoP'),
  expiresInSeconds: z.number().int().positive(),
  serverTime: milliseconds,
});

/** The laptop's audit lines, in the order of its own chain. */
export const auditLine = z.strictObject({
  number: z.number().int().positive(),
  at: milliseconds,
  actor: id,
  device: id,
  action: z.string().regex(/^[a-zA-Z.]{1,60}$/),
  dossier: dossierId.nullable(),
  detail: z.string().max(4000),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export const auditAsk = z.strictObject({ lines: z.array(auditLine).max(1000) });
export const auditAnswer = z.object({
  /** The number of the last line the server has: the next goes on from there. */
  last: z.number().int().min(0),
  /** Lines that did not fit the ones before: kept, and marked. */
  broken: z.number().int().min(0),
});

/** One line a grant, ascending: hashed by whoever has a hash, so that core needs none. */
export const textOfGrants = (grants: readonly Pick<Grant, 'dossier' | 'epoch'>[]): string =>
  grants
    .map(({ dossier, epoch }) => `${dossier} ${epoch}\n`)
    .sort()
    .join('');

/** 2 GB of plain bytes and what sealing them adds. */
const LARGEST_DOCUMENT = 2 * 1024 ** 3 + 64 * 1024 ** 2;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/**
 * Announces the sealed bytes of a document (SPEC.md, "Documents"); asked again it is the same upload. `key` is what opens them, as base64:
 * it goes to who is granted the dossier, and is destroyed with it.
 */
export const documentAsk = z.strictObject({
  id,
  dossier: dossierId,
  length: z.number().int().positive().max(LARGEST_DOCUMENT),
  sha256,
  key: z.base64().max(200),
});
const storedDocument = z.object({
  id,
  dossier: dossierId,
  length: z.number().int().positive(),
  sha256,
  key: z.string(),
  /** Until then there is nothing to download. */
  isComplete: z.boolean(),
});
export type StoredDocument = z.infer<typeof storedDocument>;
export const documentsAnswer = z.object({ documents: z.array(storedDocument) });

/** What may go wrong with a whole request; everything about one operation is a result. */
export const PROTOCOL_ERRORS = [
  'BadRequest',
  /** No token, no proof, or one that is over or was used before: ask for a token, once. */
  'NotSignedIn',
  /** The proof is of another time: set the difference by `serverTime` and try again. */
  'ClockDiffers',
  'NotAllowed',
  'DeviceBlocked',
  'DeviceWiped',
  /** Another laptop speaks with this one's name (a copy, a restored backup): begin again under a new name (P7). */
  'DeviceCopied',
  'SchemaTooOld',
  'TooLarge',
  /** The bytes of a document are not those that were announced: they begin again at 0. */
  'Damaged',
  'TooManyRequests',
  /** An invitation that is not there, is over, or was used. */
  'CodeNotKnown',
  /** Nobody comes in here with an account of the organisation. */
  'SignInNotOffered',
  /** The issuer of the organisation does not answer. */
  'IssuerAway',
  /** An attempt to sign in that is over, was used, or is another laptop's. */
  'AttemptOver',
  /** Something with this name is there already. */
  'Taken',
  /** A legal hold stands in the dossier: it is lifted first. */
  'OnHold',
  'OtherOffset',
  'NotFound',
  'Unavailable',
] as const;
export type ProtocolError = (typeof PROTOCOL_ERRORS)[number];

/** The one shape of every answer that is not what was asked for. `serverTime` comes with ClockDiffers. */
export const errorAnswer = z.object({
  error: z.object({ type: z.enum(PROTOCOL_ERRORS), serverTime: milliseconds.optional() }),
});
