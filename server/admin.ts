/**
 * The administrator's work from the command line, at the machine of the server: `npm run -s server -- admin <what> [<deed>] …`. Answers
 * with one line of JSON; what went wrong is `{"error":…}` and exit code 1. Beside a running server this is fine: laptops that are
 * connected hear of it within a second or two. Only a restore wants the server stopped.
 */
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../core/domain/result.ts';
import { leaseDays, ROLES, role, someOfficeSettings } from '../core/sync/protocol.ts';
import { firstBrokenLine, listAudit } from './audit.ts';
import { backup, restore } from './backup.ts';
import type { FilesOptions } from './document-files.ts';
import { openFiles } from './documents.ts';
import { eraseDossier, listErasures } from './erasure.ts';
import { tellServers } from './events.ts';
import { giveGrant, listGrants, revokeGrant } from './grants.ts';
import type { Caller } from './holdings.ts';
import { GROUNDS, openJournal } from './journal.ts';
import { providerAsk, providerOf, removeProvider, setProvider } from './oidc.ts';
import {
  addContact,
  addOrganisation,
  addPerson,
  addTeam,
  atTheMachine,
  changePerson,
  invite,
  joinTeam,
  leaveTeam,
  listContacts,
  listDevices,
  listOrganisations,
  listPeople,
  listTeams,
  ORGANISATION_DETAILS,
  orderDevice,
  removeContact,
  setLease,
  setOfficeSettings,
  setOrganisation,
  type Device,
} from './people.ts';
import type { Hand } from './own-rows.ts';
import { decideQuarantine, listQuarantine } from './quarantine.ts';
import { listReassignments, previewReassignment, reassign, takeBackReassignment } from './reassignment.ts';
import {
  addStretch,
  beginReferenceFile,
  listReferenceFiles,
  nameReferenceFile,
  referenceFileAsk,
  referenceFileName,
  removeReferenceFile,
  STRETCH,
  type Here,
} from './reference-files.ts';
import { ensureEpoch } from './server-epoch.ts';
import { makeSignIn, signInLink } from './session.ts';
import { openStore, type Reader, type StoreOptions } from './store.ts';
import type { World } from './world.ts';

export type AdminOptions = {
  readonly database: StoreOptions;
  readonly journalFolder: string;
  readonly documents: FilesOptions;
  readonly world: World;
  /** Where the server is found by a browser. */
  readonly url: string;
  /** Whether a server runs on this folder now. */
  readonly isRunning: boolean;
};

export const ADMIN_USAGE = `admin organisation add|set|list  [--name --street --houseNumber --postcode --place --kvk --vat --iban --contactName --contactEmail]
admin organisation lease DAYS    how long laptops open without contact
admin oidc set|show|remove       [--issuer --client-id --client-secret-file FILE --trusts-email yes]
admin organisation settings      [--idleMinutes N --passphraseRequired true|false --retentionMonths N]; none: left to the adviser
admin contact add|list|remove    [--name --email | ID]
admin person add|list|change     [--name --email --roles ${ROLES.join(',')} --active true|false | ID]
                                 --active false says what their laptops did not send yet, and does it with --confirm yes
admin team add|list|join|leave   [--name | TEAM PERSON]
admin file add|list|remove       [--path FILE --note TEXT | ID]: to all laptops
admin invite PERSON
admin sign-in PERSON             a link for the administrator's page: once, within ten minutes
admin grant give|revoke|list     [--dossier --person --team --until YYYY-MM-DD | EPOCH]; through the last moment of that day
                                 [--held yes|no]: of the list, who holds what now, or what nobody holds
admin reassignment give|list|takeBack   [--from PERSON --person|--team ID --until YYYY-MM-DD | ID]: all dossiers of somebody, in one go;
                                 without --until for good. Says how many; does it with --confirm yes
admin device list|block|unblock|wipe [ID]   block and wipe say what was not sent yet, and do it with --confirm yes
admin quarantine list|takeOver|refuse [OPERATION]
admin erase DOSSIER --ground ${GROUNDS.join('|')}     admin erasures
admin audit list|check
admin backup FILE                admin restore FILE
admin restored                   after the database was put back by its own means
--organisation ID where there is more than one`;

/** What may be said with it. A word that was typed wrong is not passed over: without its `--until` a grant is for good. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  'organisation add': ORGANISATION_DETAILS,
  'organisation set': ORGANISATION_DETAILS,
  'organisation settings': Object.keys(someOfficeSettings.shape),
  'oidc set': ['issuer', 'client-id', 'client-secret-file', 'trusts-email'],
  'contact add': ['name', 'email'],
  'person add': ['name', 'email', 'roles'],
  'person change': ['name', 'email', 'roles', 'active', 'confirm'],
  'device block': ['confirm'],
  'device wipe': ['confirm'],
  'team add': ['name'],
  'file add': ['path', 'note'],
  'grant give': ['dossier', 'person', 'team', 'until'],
  'reassignment give': ['from', 'person', 'team', 'until', 'confirm'],
  'grant list': ['dossier', 'person', 'team', 'held'],
  'audit list': ['dossier'],
  'sign-in': ['person'],
  erase: ['ground'],
};

type Words = { readonly words: readonly string[]; readonly flags: Readonly<Record<string, string>> };

export async function admin(options: AdminOptions, asked: Words): Promise<Result<unknown>> {
  const done = await perform(options, asked);
  const { database } = options;
  const isLooking =
    ['list', 'check'].includes(asked.words[1] ?? '') || ['backup', 'erasures'].includes(asked.words[0] ?? '');
  // On SQLite a running server sees by itself that somebody wrote.
  if (done.ok && !isLooking && database.kind === 'postgres') await tellServers(database.url);
  return done;
}

async function perform(options: AdminOptions, { words, flags }: Words): Promise<Result<unknown>> {
  const { world, database, journalFolder } = options;
  const [what = '', deed = '', second = ''] = words;
  const known = ['organisation', ...(FLAGS[`${what} ${deed}`] ?? FLAGS[what] ?? [])];
  const unknown = Object.keys(flags).find((name) => !known.includes(name));
  if (unknown !== undefined) return err({ type: 'Usage', flag: unknown });
  if (['backup', 'restore'].includes(what) && deed === '') return err({ type: 'Usage' });
  if (what === 'restore' || what === 'restored') {
    if (options.isRunning) return err({ type: 'ServerRunning' });
    return restore(database, options, world, what === 'restore' ? deed : null);
  }
  const store = await openStore(database);
  try {
    await store.write((db) => ensureEpoch(db, world));
    if (what === 'backup') return await backup(store, database, deed);
    if (what === 'organisation' && deed === 'list') return ok(await store.read(listOrganisations));
    if (what === 'organisation' && deed === 'add')
      return await addOrganisation(store, world, withoutOrganisation(flags));
    const organisations = await store.read(listOrganisations);
    const organisation = flags['organisation'] ?? (organisations.length === 1 ? organisations[0]?.id : undefined);
    if (!organisations.some(({ id }) => id === organisation) || organisation === undefined) {
      return err({ type: 'WhichOrganisation' });
    }
    const hand = atTheMachine(organisation);
    const lasting = { store, world, journal: openJournal(journalFolder, 'admin') };
    const officer: Caller = { organisation, person: organisation, device: organisation, roles: ['privacyOfficer'] };
    const read = <T>(list: (db: Parameters<Parameters<typeof store.read>[0]>[0]) => Promise<T>) =>
      store.read(list).then((value) => ok(value));
    const person = () =>
      z.object({
        name: z.string().min(1).max(200),
        email: z.email().nullable().default(null),
        roles: z.array(role).default(['adviser']),
        active: z.stringbool().optional(),
      });
    const personFlags = { ...flags, ...(flags['roles'] === undefined ? {} : { roles: flags['roles'].split(',') }) };
    switch (`${what} ${deed}`.trim()) {
      case 'organisation set':
        return await setOrganisation(store, world, hand, withoutOrganisation(flags));
      case 'organisation lease': {
        const days = z.coerce.number().pipe(leaseDays).safeParse(second);
        return days.success ? ok(await setLease(store, world, hand, days.data)) : badFlags(days.error);
      }
      case 'oidc show':
        return await read((db) => providerOf(db, organisation));
      case 'oidc set': {
        // A secret on the command line stands in the list of processes: it comes from a file.
        const secretFile = flags['client-secret-file'];
        const provider = providerAsk.safeParse({
          issuer: flags['issuer'],
          clientId: flags['client-id'],
          ...(secretFile === undefined ? {} : { clientSecret: readFileSync(secretFile, 'utf8').trim() }),
          trustsEmail: flags['trusts-email'] === 'yes',
        });
        return provider.success ? await setProvider(store, world, hand, provider.data) : badFlags(provider.error);
      }
      case 'oidc remove':
        return await removeProvider(store, world, hand);
      case 'organisation settings': {
        const some = Object.fromEntries(
          Object.entries(withoutOrganisation(flags)).map(([name, typed]) => [
            name,
            typed === 'none' ? null : /^\d+$/.test(typed) ? Number(typed) : { true: true, false: false }[typed],
          ]),
        );
        const settings = someOfficeSettings.safeParse(some);
        return settings.success
          ? ok(await setOfficeSettings(store, world, hand, settings.data))
          : badFlags(settings.error);
      }
      case 'file list':
        return await read((db) => listReferenceFiles(db, organisation));
      case 'file add': {
        const { path = '', note = null } = flags;
        return await addFromDisk({ store, world, files: await openFiles(options.documents, store) }, hand, path, note);
      }
      case 'file remove':
        return await removeReferenceFile(
          { store, world, files: await openFiles(options.documents, store) },
          hand,
          second,
        );
      case 'contact list':
        return await read((db) => listContacts(db, organisation));
      case 'contact add': {
        const contact = z.object({ name: z.string().min(1).max(200), email: z.email() }).safeParse(flags);
        return contact.success ? ok(await addContact(store, world, hand, contact.data)) : badFlags(contact.error);
      }
      case 'contact remove':
        return await removeContact(store, world, hand, second);
      case 'person list':
        return await read((db) => listPeople(db, organisation));
      case 'person add': {
        const asked = person().safeParse(personFlags);
        return asked.success ? ok(await addPerson(store, world, hand, asked.data)) : badFlags(asked.error);
      }
      case 'person change': {
        const { name, email, roles, active } = person().shape;
        const change = z
          .object({ name: name.optional(), email: email.unwrap().optional(), roles: roles.unwrap().optional(), active })
          .safeParse(personFlags);
        if (!change.success) return badFlags(change.error);
        if (change.data.active === false && flags['confirm'] !== 'yes')
          return await store.read((db) => whatStops(db, organisation, world.now(), { person: second }));
        return await changePerson(lasting, hand, second, change.data);
      }
      case 'team list':
        return await read((db) => listTeams(db, organisation));
      case 'team add':
        return flags['name'] ? ok(await addTeam(store, world, hand, flags['name'])) : err({ type: 'Usage' });
      case 'team join':
        return await joinTeam(store, world, hand, second, words[3] ?? '');
      case 'team leave':
        return await leaveTeam(lasting, hand, second, words[3] ?? '');
      case 'grant list':
        return await read((db) =>
          listGrants(
            db,
            organisation,
            {
              dossier: flags['dossier'],
              person: flags['person'],
              team: flags['team'],
              standing: flags['held'] === 'yes' || flags['held'] === 'no' ? flags['held'] : undefined,
            },
            world.now(),
          ),
        );
      case 'grant give': {
        const receiver = receiverIn(flags);
        if (!receiver.ok) return receiver;
        return await giveGrant(store, world, hand, { dossier: flags['dossier'] ?? '', ...receiver.value });
      }
      case 'reassignment list':
        return await read((db) => listReassignments(db, organisation, world.now()));
      case 'reassignment give': {
        const receiver = receiverIn(flags);
        if (!receiver.ok) return receiver;
        const asked = { from: flags['from'] ?? '', ...receiver.value };
        if (flags['confirm'] === 'yes') return await reassign(lasting, hand, asked);
        const plan = await store.read((db) => previewReassignment(db, organisation, asked, world.now()));
        return plan.ok ? err({ type: 'NotConfirmed', ...plan.value }) : plan;
      }
      case 'reassignment takeBack':
        return await takeBackReassignment(lasting, hand, second);
      case 'grant revoke':
        return await revokeGrant(lasting, hand, second);
      case 'device list':
        return await read((db) => listDevices(db, organisation));
      case 'device block':
      case 'device unblock':
      case 'device wipe':
        if (deed !== 'unblock' && flags['confirm'] !== 'yes')
          return await store.read((db) => whatStops(db, organisation, world.now(), { device: second }));
        return await orderDevice(lasting, hand, second, deed as 'block' | 'unblock' | 'wipe');
      case 'quarantine list':
        return await read((db) => listQuarantine(db, world, officer));
      case 'quarantine takeOver':
      case 'quarantine refuse':
        return await decideQuarantine(store, world, officer, second, deed as 'takeOver' | 'refuse');
      case 'erasures':
        return await read((db) => listErasures(db, organisation));
      case 'audit list':
        return await read((db) => listAudit(db, organisation, { dossier: flags['dossier'], limit: 200 }));
      case 'audit check':
        return await read(async (db) => ({ firstBrokenLine: await firstBrokenLine(db, organisation) }));
      default:
    }
    if (what === 'sign-in') {
      const made = await makeSignIn(store, world, hand, deed || (flags['person'] ?? ''));
      if (!made.ok) return made;
      const { secret, expiresAt } = made.value;
      return ok({ link: signInLink(options.url, secret), expiresAt });
    }
    if (what === 'invite') {
      const invited = await invite(store, world, hand, deed);
      return invited.ok ? ok({ ...invited.value, url: options.url }) : invited;
    }
    if (what === 'erase') {
      const ground = z.enum(GROUNDS).safeParse(flags['ground']);
      if (!ground.success) return err({ type: 'BadValue', field: 'ground' });
      const files = await openFiles(options.documents, store);
      return await eraseDossier({ ...lasting, files }, hand, deed, ground.data);
    }
    return err({ type: 'Usage' });
  } finally {
    await store.close();
  }
}

/** What somebody who is stopped still has, and what their laptops, or the one that is meant, had not sent when they were last heard. */
async function whatStops(
  db: Reader,
  organisation: string,
  now: number,
  of: { readonly person: string } | { readonly device: string },
): Promise<Result<never>> {
  const isMeant = (device: Device): boolean => ('person' in of ? device.person === of.person : device.id === of.device);
  const devices = (await listDevices(db, organisation)).filter(
    (device) => isMeant(device) && (device.wipeHeardAt === null || 'device' in of),
  );
  const isThere =
    'person' in of
      ? (await listPeople(db, organisation)).some(({ id }) => id === of.person)
      : devices.some(({ id }) => id === of.device);
  if (!isThere) return err({ type: 'NotFound' });
  const laptops = devices.map(({ id, name, unsent, lastContact }) => ({
    id,
    name,
    unsent,
    lastContact: new Date(lastContact).toISOString(),
  }));
  if (!('person' in of)) return err({ type: 'NotConfirmed', laptops });
  const grants = await listGrants(db, organisation, { person: of.person, standing: 'yes' }, now);
  const dossiers = new Set(grants.map(({ dossier }) => dossier)).size;
  return err({ type: 'NotConfirmed', dossiers, laptops });
}

/** To whom, and until when: as on the page through the last moment of that day, at this machine. */
function receiverIn(flags: Words['flags']) {
  const { team, person } = flags;
  if ((team === undefined) === (person === undefined)) return err({ type: 'Usage' as const });
  const until = flags['until'] === undefined ? null : new Date(`${flags['until']}T23:59:59`).getTime();
  if (Number.isNaN(until)) return err({ type: 'BadValue' as const, field: 'until' });
  return ok({ to: team === undefined ? { person: person ?? '' } : { team }, until });
}

/** As the administrator's page does it: stretch by stretch, and taken away again when it does not end well. */
async function addFromDisk(here: Here, hand: Hand, path: string, note: string | null): Promise<Result<unknown>> {
  const named = referenceFileName.safeParse({ name: basename(path), note });
  if (!named.success) return badFlags(named.error);
  const source = await open(path).catch(() => null);
  if (!source) return err({ type: 'NotReadable' });
  try {
    const asked = referenceFileAsk.safeParse({ bytes: (await source.stat()).size });
    if (!asked.success) return err({ type: 'TooLarge' });
    const { bytes: total } = asked.data;
    const [name, file] = [named.data, source];
    const { id } = await beginReferenceFile(here, hand, asked.data);
    const done = await handIn(id);
    if (!done.ok) await removeReferenceFile(here, hand, id);
    return done;

    async function handIn(of: string): Promise<Result<unknown>> {
      let at = 0;
      do {
        const bytes = Buffer.alloc(Math.min(STRETCH, total - at));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
        if (bytesRead < bytes.length) return err({ type: 'FileChanged' });
        const added = await addStretch(here, hand, of, at, bytes);
        if (!added.ok) return added;
        at = added.value.at;
      } while (at < total);
      const given = await nameReferenceFile(here, hand, of, name);
      return given.ok ? ok({ id: of }) : given;
    }
  } finally {
    await source.close();
  }
}

const withoutOrganisation = (flags: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(flags).filter(([name]) => name !== 'organisation'));

const badFlags = (error: z.ZodError) => err({ type: 'BadValue', field: String(error.issues[0]?.path[0] ?? '') });
