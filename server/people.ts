/**
 * An organisation and its people: who there are, with which roles, in which teams, and how they are invited. Every change is in the
 * audit log. Everything asked for is looked up inside the one organisation that asks, so another's is simply not there.
 */
import { scrypt } from 'node:crypto';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { FieldValue } from '../core/domain/field.ts';
import { officeSettings, ORGANISATION, SCHEMAS, type OfficeSettings, type Role } from '../core/sync/protocol.ts';
import { appendAudit, BEGINNING } from './audit.ts';
import { rememberTaken } from './grants.ts';
import type { Lasting } from './journal.ts';
import { writeOwn, type BadValue, type Hand } from './own-rows.ts';
import type { Reader, Store, Writer } from './store.ts';
import type { World } from './world.ts';

export const atTheMachine = (organisation: string): Hand => ({ organisation, actor: organisation, device: null });

export type NotFound = { type: 'NotFound' };
const notFound = err<NotFound>({ type: 'NotFound' });

// --- The organisation ------------------------------------------------------------------------------------------------

/** §2 of the privacy statement: what is kept of a customer. */
export const ORGANISATION_DETAILS = [
  'name',
  'street',
  'houseNumber',
  'postcode',
  'place',
  'kvk',
  'vat',
  'iban',
  'contactName',
  'contactEmail',
  'processor',
] as const;

export type OrganisationDetails = Readonly<Record<string, FieldValue>>;

export async function addOrganisation(
  store: Store,
  world: World,
  details: OrganisationDetails,
): Promise<Result<{ id: string }, BadValue>> {
  const id = world.newId();
  return store.write(async (db) => {
    const now = world.now();
    await db.insert('organisation', [{ id, counter: 0, auditNumber: 0, auditHash: BEGINNING, createdAt: now }]);
    await db.insert('dossier', [{ organisation: id, id: ORGANISATION, lastSeq: 0, begunAt: now }]);
    // The hand of the server itself: what is written at the machine is an operation like any other.
    await db.insert('person', [
      { organisation: id, id, name: 'server', email: null, roles: '[]', active: 0, createdAt: now },
    ]);
    await db.insert('device', [
      { organisation: id, id, person: id, name: 'server', schema: SCHEMAS.to, lastContact: now, createdAt: now },
    ]);
    const written = await writeOwn(db, world, atTheMachine(id), ORGANISATION, ORGANISATION, details);
    if (!written.ok) return written;
    await appendAudit(db, world, { ...atTheMachine(id), action: 'organisation.added', dossier: null, detail: {} });
    return ok({ id });
  });
}

export const setOrganisation = (
  store: Store,
  world: World,
  hand: Hand,
  details: OrganisationDetails,
): Promise<Result<null, BadValue>> =>
  store.write((db) => writeOwn(db, world, hand, ORGANISATION, ORGANISATION, details));

export async function listOrganisations(db: Reader): Promise<{ id: string; createdAt: number; details: unknown }[]> {
  const rows = await db.all<{ id: string; createdAt: number; values: string }>(
    `SELECT o."id", o."createdAt", r."values" FROM "organisation" o
       JOIN "rowState" r ON r."organisation" = o."id" AND r."concept" = ? AND r."row" = ? ORDER BY o."createdAt"`,
    ORGANISATION,
    ORGANISATION,
  );
  return rows.map(({ values, ...rest }) => ({ ...rest, details: JSON.parse(values) as unknown }));
}

export async function organisationDetails(db: Reader, organisation: string): Promise<OrganisationDetails> {
  const row = await db.get<{ values: string }>(
    `SELECT "values" FROM "rowState" WHERE "organisation" = ? AND "concept" = ? AND "row" = ?`,
    organisation,
    ORGANISATION,
    ORGANISATION,
  );
  return row ? (JSON.parse(row.values) as OrganisationDetails) : {};
}

export async function leaseDaysOf(db: Reader, organisation: string): Promise<number> {
  const row = await db.get<{ leaseDays: number }>(
    `SELECT "leaseDays" FROM "organisation" WHERE "id" = ?`,
    organisation,
  );
  return row?.leaseDays ?? 1;
}

/** How long laptops open without contact; each hears of it when it is next in touch. */
export const setLease = (store: Store, world: World, hand: Hand, days: number): Promise<null> =>
  store.write(async (db) => {
    await db.run(`UPDATE "organisation" SET "leaseDays" = ? WHERE "id" = ?`, days, hand.organisation);
    await appendAudit(db, world, { ...hand, action: 'organisation.lease', dossier: null, detail: { days } });
    return null;
  });

export async function officeSettingsOf(db: Reader, organisation: string): Promise<OfficeSettings> {
  const row = await db.get<{ settings: string }>(`SELECT "settings" FROM "organisation" WHERE "id" = ?`, organisation);
  return officeSettings.parse(JSON.parse(row?.settings ?? '{}'));
}

/** What the organisation wants of every laptop; null leaves it to the adviser again. Each hears of it when it is next in touch. */
export const setOfficeSettings = (
  store: Store,
  world: World,
  hand: Hand,
  some: { [K in keyof OfficeSettings]?: OfficeSettings[K] | null },
): Promise<OfficeSettings> =>
  store.write(async (db) => {
    const wanted = Object.entries({ ...(await officeSettingsOf(db, hand.organisation)), ...some });
    const settings = officeSettings.parse(Object.fromEntries(wanted.filter(([, value]) => value !== null)));
    await db.run(
      `UPDATE "organisation" SET "settings" = ? WHERE "id" = ?`,
      JSON.stringify(settings),
      hand.organisation,
    );
    await appendAudit(db, world, { ...hand, action: 'organisation.settings', dossier: null, detail: { ...some } });
    return settings;
  });

export type ContactPerson = { id: string; name: string; email: string };

export const listContacts = (db: Reader, organisation: string): Promise<ContactPerson[]> =>
  db.all(`SELECT "id", "name", "email" FROM "contactPerson" WHERE "organisation" = ? ORDER BY "id"`, organisation);

export const addContact = (
  store: Store,
  world: World,
  hand: Hand,
  contact: Omit<ContactPerson, 'id'>,
): Promise<{ id: string }> =>
  store.write(async (db) => {
    const id = world.newId();
    await db.insert('contactPerson', [{ organisation: hand.organisation, id, ...contact }]);
    await appendAudit(db, world, { ...hand, action: 'contact.added', dossier: null, detail: { contact: id } });
    return { id };
  });

export const removeContact = (store: Store, world: World, hand: Hand, id: string): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const gone = await db.run(`DELETE FROM "contactPerson" WHERE "organisation" = ? AND "id" = ?`, organisation, id);
    if (gone === 0) return notFound;
    await appendAudit(db, world, { ...hand, action: 'contact.removed', dossier: null, detail: { contact: id } });
    return ok(null);
  });

// --- People ----------------------------------------------------------------------------------------------------------

export type Person = { id: string; name: string; email: string | null; roles: Role[]; active: boolean };
type PersonRow = Omit<Person, 'roles' | 'active'> & { roles: string; active: number };

const rowToPerson = (row: PersonRow): Person => ({
  ...row,
  roles: JSON.parse(row.roles) as Role[],
  active: row.active === 1,
});

export async function listPeople(db: Reader, organisation: string): Promise<Person[]> {
  const rows = await db.all<PersonRow>(
    `SELECT "id", "name", "email", "roles", "active" FROM "person" WHERE "organisation" = ? AND "id" <> ? ORDER BY "id"`,
    organisation,
    organisation,
  );
  return rows.map(rowToPerson);
}

export const addPerson = (
  store: Store,
  world: World,
  hand: Hand,
  person: { name: string; email: string | null; roles: readonly Role[] },
): Promise<{ id: string }> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const id = world.newId();
    const { name, email, roles } = person;
    await db.insert('person', [
      { organisation, id, name, email, roles: JSON.stringify(roles), active: 1, createdAt: world.now() },
    ]);
    await appendAudit(db, world, { ...hand, action: 'person.added', dossier: null, detail: { person: id, roles } });
    return { id };
  });

export const changePerson = (
  { store, world, journal }: Lasting,
  hand: Hand,
  id: string,
  change: {
    name?: string | undefined;
    email?: string | null | undefined;
    roles?: readonly Role[] | undefined;
    active?: boolean | undefined;
  },
): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const row = await db.get<PersonRow & { epoch: string | null; decidedAt: number }>(
      `SELECT "id", "name", "email", "roles", "active", "epoch", "decidedAt" FROM "person"
        WHERE "organisation" = ? AND "id" = ? AND "id" <> "organisation" FOR UPDATE`,
      organisation,
      id,
    );
    if (!row) return notFound;
    const before = rowToPerson(row);
    const after = {
      name: change.name ?? before.name,
      email: change.email === undefined ? before.email : change.email,
      roles: change.roles ?? before.roles,
      active: change.active ?? before.active,
    };
    const held = before.active && before.roles.includes('adviser');
    const holds = after.active && after.roles.includes('adviser');
    const isDecided = change.roles !== undefined || change.active !== undefined;
    const decidedAt = isDecided ? Math.max(world.now(), row.decidedAt + 1) : row.decidedAt;
    await db.run(
      `UPDATE "person" SET "name" = ?, "email" = ?, "roles" = ?, "active" = ?, "epoch" = ?, "decidedAt" = ? WHERE "organisation" = ? AND "id" = ?`,
      after.name,
      after.email,
      JSON.stringify(after.roles),
      after.active ? 1 : 0,
      // Whoever holds again after a while without must have every dossier whole (P11): in between, operations were skipped.
      !held && holds ? world.newId() : row.epoch,
      decidedAt,
      organisation,
      id,
    );
    await appendAudit(db, world, {
      ...hand,
      action: 'person.changed',
      dossier: null,
      detail: { person: id, roles: after.roles, active: after.active },
    });
    if (after.email !== before.email || !after.active)
      // Whoever has another address is asked anew who they are at the issuer (oidc.ts).
      await db.run(`DELETE FROM "oidcIdentity" WHERE "organisation" = ? AND "person" = ?`, organisation, id);
    // Coming back later is signing in again.
    if (!after.active) {
      await db.run(`DELETE FROM "session" WHERE "organisation" = ? AND "person" = ?`, organisation, id);
      await db.run(`DELETE FROM "signIn" WHERE "organisation" = ? AND "person" = ?`, organisation, id);
    }
    if (isDecided) {
      const { roles, active } = after;
      journal.append({
        kind: 'person',
        organisation,
        at: decidedAt,
        actor: hand.actor,
        person: id,
        roles: [...roles],
        active,
      });
    }
    return ok(null);
  });

// --- Teams -----------------------------------------------------------------------------------------------------------

export type Team = { id: string; name: string; members: string[] };

export async function listTeams(db: Reader, organisation: string): Promise<Team[]> {
  const teams = await db.all<{ id: string; name: string }>(
    `SELECT "id", "name" FROM "team" WHERE "organisation" = ? ORDER BY "id"`,
    organisation,
  );
  const members = await db.all<{ team: string; person: string }>(
    `SELECT "team", "person" FROM "teamMember" WHERE "organisation" = ? AND "until" IS NULL ORDER BY "person"`,
    organisation,
  );
  return teams.map((team) => ({
    ...team,
    members: members.filter((each) => each.team === team.id).map(({ person }) => person),
  }));
}

export const addTeam = (store: Store, world: World, hand: Hand, name: string): Promise<{ id: string }> =>
  store.write(async (db) => {
    const id = world.newId();
    await db.insert('team', [{ organisation: hand.organisation, id, name, createdAt: world.now() }]);
    await appendAudit(db, world, { ...hand, action: 'team.added', dossier: null, detail: { team: id } });
    return { id };
  });

export const joinTeam = (
  store: Store,
  world: World,
  hand: Hand,
  team: string,
  person: string,
): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const there = await db.get(
      `SELECT t."id" FROM "team" t JOIN "person" p ON p."organisation" = t."organisation"
        WHERE t."organisation" = ? AND t."id" = ? AND p."id" = ? AND p."id" <> p."organisation" FOR UPDATE OF t`,
      organisation,
      team,
      person,
    );
    if (!there) return notFound;
    const isMember = await db.get(
      `SELECT "epoch" FROM "teamMember" WHERE "organisation" = ? AND "team" = ? AND "person" = ? AND "until" IS NULL`,
      organisation,
      team,
      person,
    );
    if (isMember) return ok(null);
    await db.insert('teamMember', [
      { organisation, epoch: world.newId(), team, person, from: world.now(), until: null },
    ]);
    await appendAudit(db, world, { ...hand, action: 'team.joined', dossier: null, detail: { team, person } });
    return ok(null);
  });

export const leaveTeam = (
  { store, world, journal }: Lasting,
  hand: Hand,
  team: string,
  person: string,
): Promise<Result<null, NotFound>> =>
  store.write(async (db) => {
    const { organisation } = hand;
    const left = await db.all<{ epoch: string }>(
      `UPDATE "teamMember" SET "until" = ? WHERE "organisation" = ? AND "team" = ? AND "person" = ? AND "until" IS NULL RETURNING "epoch"`,
      world.now(),
      organisation,
      team,
      person,
    );
    if (left.length === 0) return notFound;
    await appendAudit(db, world, { ...hand, action: 'team.left', dossier: null, detail: { team, person } });
    const dossiers = await db.all<{ dossier: string }>(
      `SELECT DISTINCT "dossier" FROM "dossierGrant" WHERE "organisation" = ? AND "team" = ? AND "revokedAt" IS NULL`,
      organisation,
      team,
    );
    await rememberTaken(db, { world, journal }, hand, {
      ended: left.map(({ epoch }) => epoch),
      persons: [person],
      dossiers: dossiers.map(({ dossier }) => dossier),
    });
    return ok(null);
  });

// --- Invitations -----------------------------------------------------------------------------------------------------

/** Without letters and digits that people mistake for each other. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LOOKUP_LENGTH = 4;
const CODE_LENGTH = 16;
/** A code is typed by one person once: five mistakes are a guesser. */
const MOST_GUESSES = 5;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** A code for one laptop of one person, shown once: the server keeps what proves it, not the code. */
export async function invite(
  store: Store,
  world: World,
  hand: Hand,
  person: string,
  validMs = WEEK_MS,
): Promise<Result<{ code: string; expiresAt: number }, NotFound>> {
  const signs = codeSigns(world);
  const salt = Buffer.from(world.random(16)).toString('hex');
  const hash = await slowHash(signs.slice(LOOKUP_LENGTH), salt);
  return store.write(async (db) => {
    const { organisation } = hand;
    const now = world.now();
    const there = await db.get(
      `SELECT "id" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "active" = 1`,
      organisation,
      person,
    );
    if (!there) return notFound;
    const lookup = signs.slice(0, LOOKUP_LENGTH);
    await db.run(
      `DELETE FROM "enrolment" WHERE "lookup" = ? AND ("usedAt" IS NOT NULL OR "expiresAt" < ?)`,
      lookup,
      now,
    );
    const expiresAt = now + validMs;
    await db.insert('enrolment', [{ organisation, lookup, person, salt, hash, guesses: 0, createdAt: now, expiresAt }]);
    await appendAudit(db, world, { ...hand, action: 'person.invited', dossier: null, detail: { person } });
    return ok({ code: signs.match(/.{4}/g)?.join('-') ?? signs, expiresAt });
  });
}

/** 30 signs: bytes from 240 on would make the first sixteen likelier. */
function codeSigns(world: World): string {
  let signs = '';
  while (signs.length < CODE_LENGTH) {
    for (const byte of world.random(CODE_LENGTH)) {
      if (byte < 240 && signs.length < CODE_LENGTH) signs += CODE_SIGNS[byte % 30];
    }
  }
  return signs;
}

const slowHash = (secret: string, salt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: 2 ** 14, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    );
  });

type EnrolmentRow = {
  organisation: string;
  person: string;
  salt: string;
  hash: string;
  guesses: number;
  expiresAt: number;
  usedAt: number | null;
};

export type Enrolled = { organisation: string; person: string; name: string; roles: Role[]; device: string };

/**
 * Makes a laptop known. A guess is counted before it is looked at, so that many at once are many; after five the code is dead,
 * and whoever guesses cannot tell a dead code from one that never was.
 */
export async function enrol(
  store: Store,
  world: World,
  ask: { code: string; device: string; name: string; publicKey: string; thumbprint: string },
): Promise<Result<Enrolled, { type: 'CodeNotKnown' } | { type: 'Taken' }>> {
  const signs = ask.code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const lookup = signs.slice(0, LOOKUP_LENGTH);
  const guessed = await store.write(async (db) => {
    await db.run(`UPDATE "enrolment" SET "guesses" = "guesses" + 1 WHERE "lookup" = ?`, lookup);
    return db.get<EnrolmentRow>(`SELECT * FROM "enrolment" WHERE "lookup" = ?`, lookup);
  });
  const unknown = err({ type: 'CodeNotKnown' as const });
  if (!guessed || guessed.guesses > MOST_GUESSES || guessed.expiresAt < world.now()) return unknown;
  if ((await slowHash(signs.slice(LOOKUP_LENGTH), guessed.salt)) !== guessed.hash) return unknown;
  return store.write(async (db) => {
    const { organisation, person } = guessed;
    const entered = await letIn(db, world, {
      organisation,
      person,
      ...ask,
      isUsed: guessed.usedAt !== null,
      // Two laptops with one code: the second finds it used.
      mayBeNew: async () =>
        (await db.run(
          `UPDATE "enrolment" SET "usedAt" = ? WHERE "lookup" = ? AND "hash" = ? AND "usedAt" IS NULL`,
          world.now(),
          lookup,
          guessed.hash,
        )) > 0,
    });
    if (!entered.ok) return entered.error.type === 'Taken' ? err({ type: 'Taken' as const }) : unknown;
    return entered;
  });
}

/**
 * A laptop becomes somebody's, once it is sure that it may. The same one with the same key that asks again, because the answer was lost
 * on the way, gets the same answer (P16).
 */
export async function letIn(
  db: Writer,
  world: World,
  laptop: NewDevice & { readonly isUsed?: boolean; readonly mayBeNew?: () => Promise<boolean> },
): Promise<Result<Enrolled, NotFound | { type: 'Taken' }>> {
  const { organisation, person: id, device, thumbprint } = laptop;
  const row = await db.get<PersonRow>(
    `SELECT "id", "name", "email", "roles", "active" FROM "person" WHERE "organisation" = ? AND "id" = ? AND "active" = 1`,
    organisation,
    id,
  );
  if (!row) return notFound;
  const { name, roles } = rowToPerson(row);
  const enrolled = ok({ organisation, person: id, name, roles, device });
  const isAgain = await db.get(
    `SELECT 1 AS "one" FROM "device" WHERE "organisation" = ? AND "id" = ? AND "person" = ? AND "thumbprint" = ?`,
    organisation,
    device,
    id,
    thumbprint,
  );
  if (isAgain) {
    await laptop.mayBeNew?.();
    return enrolled;
  }
  if (laptop.isUsed) return notFound;
  if (!(await isDeviceFree(db, organisation, device, thumbprint))) return err({ type: 'Taken' });
  if (laptop.mayBeNew && !(await laptop.mayBeNew())) return notFound;
  await addDevice(db, world, laptop);
  await appendAudit(db, world, {
    organisation,
    actor: id,
    device,
    action: 'device.enrolled',
    dossier: null,
    detail: {},
  });
  return enrolled;
}

// --- Devices ---------------------------------------------------------------------------------------------------------

type NewDevice = {
  organisation: string;
  person: string;
  device: string;
  name: string;
  publicKey: string;
  thumbprint: string;
};

const isDeviceFree = async (db: Reader, organisation: string, device: string, thumbprint: string): Promise<boolean> =>
  (await db.get(
    `SELECT "id" FROM "device" WHERE ("organisation" = ? AND "id" = ?) OR "thumbprint" = ?`,
    organisation,
    device,
    thumbprint,
  )) === undefined;

const addDevice = (db: Writer, world: World, { device, ...rest }: NewDevice): Promise<number> =>
  db.insert('device', [
    {
      organisation: rest.organisation,
      id: device,
      person: rest.person,
      name: rest.name,
      publicKey: rest.publicKey,
      thumbprint: rest.thumbprint,
      lastContact: world.now(),
      createdAt: world.now(),
    },
  ]);

/** P7: a laptop that was copied takes a new name and a new key; the old name stays for whichever of the two keeps it. */
export const renameDevice = (
  store: Store,
  world: World,
  hand: Hand & { device: string },
  ask: { device: string; name: string; publicKey: string; thumbprint: string },
): Promise<Result<{ device: string }, { type: 'Taken' }>> =>
  store.write(async (db) => {
    const { organisation, actor } = hand;
    if (!(await isDeviceFree(db, organisation, ask.device, ask.thumbprint))) return err({ type: 'Taken' });
    await addDevice(db, world, { organisation, person: actor, ...ask });
    const detail = { to: ask.device };
    await appendAudit(db, world, { ...hand, action: 'device.renamed', dossier: null, detail });
    return ok({ device: ask.device });
  });

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

export const listDevices = (db: Reader, organisation: string): Promise<Device[]> =>
  db.all(
    `SELECT "id", "person", "name", "lastContact", "unsent", "schema", "blockedAt", "wipeAt", "wipeHeardAt" FROM "device"
      WHERE "organisation" = ? AND "thumbprint" IS NOT NULL ORDER BY "id"`,
    organisation,
  );

/** Blocked: may say nothing more until it is unblocked. Wiped: destroys what it has at its next contact, for good. */
export type DeviceOrder = 'block' | 'unblock' | 'wipe';

export const orderDevice = (
  { store, world, journal }: Lasting,
  hand: Hand,
  device: string,
  order: DeviceOrder,
): Promise<Result<{ person: string }, NotFound>> =>
  store.write(async (db) => {
    const column = order === 'wipe' ? 'wipeAt' : 'blockedAt';
    const { organisation, actor } = hand;
    const now = world.now();
    const row = await db.get<{ person: string; blockedAt: number | null; wipeAt: number | null; decidedAt: number }>(
      `UPDATE "device" SET "${column}" = ?, "decidedAt" = CASE WHEN "decidedAt" < ? THEN ? ELSE "decidedAt" + 1 END
        WHERE "organisation" = ? AND "id" = ? AND "thumbprint" IS NOT NULL RETURNING "person", "blockedAt", "wipeAt", "decidedAt"`,
      order === 'unblock' ? null : now,
      now,
      now,
      organisation,
      device,
    );
    if (!row) return notFound;
    await appendAudit(db, world, { ...hand, action: `device.${order}`, dossier: null, detail: { device } });
    const { person, blockedAt, wipeAt, decidedAt } = row;
    journal.append({ kind: 'device', organisation, at: decidedAt, actor, device, blockedAt, wipeAt });
    return ok({ person });
  });
