/**
 * Everything that can be asked of the server: one readable list. Each route says who may ask; a route that does not can not be
 * written. What a role may not see, and what is another organisation's, is not there: the same answer as for what never was.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { id } from '../core/domain/id.ts';
import { LARGEST_FILE } from '../core/domain/concepts.ts';
import { ok, type Result } from '../core/domain/result.ts';
import {
  leaseDays,
  someOfficeSettings,
  API_VERSION,
  auditAnswer,
  auditAsk,
  documentAsk,
  documentsAnswer,
  enrolAnswer,
  enrolAsk,
  helloAnswer,
  ORGANISATION,
  pullAnswer,
  pullAsk,
  pushAnswer,
  pushAsk,
  renameAnswer,
  renameAsk,
  role,
  SCHEMAS,
  signInAnswer,
  snapshotAnswer,
  snapshotAsk,
  tokenAnswer,
  type Role,
} from '../core/sync/protocol.ts';
import { giveToken, proven, thumbprintOf, TOKEN_SECONDS, type Asked } from './access.ts';
import { listAudit, receiveAudit, type AuditWanted } from './audit.ts';
import type { Files } from './document-files.ts';
import type { Documents } from './documents.ts';
import { eraseDossier, listErasures } from './erasure.ts';
import type { Events } from './events.ts';
import { giveGrant, listGrants, revokeGrant, type GrantsWanted } from './grants.ts';
import type { Caller } from './holdings.ts';
import { GROUNDS, type Journal } from './journal.ts';
import {
  attemptCookieIn,
  attemptCookieLine,
  beginForLaptop,
  comeBack,
  finishAsk,
  finishForLaptop,
  isOffered,
  isOneOfSeveral,
  laptopAsk,
  providerAsk,
  providerOf,
  removeProvider,
  setOff,
  setProvider,
  troublePage,
  type OidcError,
} from './oidc.ts';
import type { Hand } from './own-rows.ts';
import {
  addContact,
  addPerson,
  addTeam,
  changePerson,
  enrol,
  invite,
  joinTeam,
  leaveTeam,
  listContacts,
  listDevices,
  listPeople,
  listTeams,
  orderDevice,
  leaseDaysOf,
  officeSettingsOf,
  ORGANISATION_DETAILS,
  organisationDetails,
  removeContact,
  renameDevice,
  setLease,
  setOfficeSettings,
  setOrganisation,
} from './people.ts';
import { pull, snapshot } from './pull.ts';
import { push } from './push.ts';
import { decideQuarantine, listQuarantine } from './quarantine.ts';
import { listReassignments, previewReassignment, reassign, receiversOf, takeBackReassignment } from './reassignment.ts';
import {
  addStretch,
  beginReferenceFile,
  listReferenceFiles,
  nameReferenceFile,
  referenceFileAsk,
  referenceFileName,
  removeReferenceFile,
} from './reference-files.ts';
import { epochOf } from './server-epoch.ts';
import { cookieLine, endSession, isOwnPage, listSessions, OFFICE_ROLES, signIn } from './session.ts';
import type { Store } from './store.ts';
import { listAgreed, listStatements, publishStatement } from './statements.ts';
import { AUDIT_KINDS } from '../core/privacy/audit-kinds.ts';
import { watch, type Watch } from '../core/privacy/unusual.ts';
import { checkChains, setWatch, unusualIn, whoSees } from './watch.ts';
import { statementAsk } from '../core/privacy/statement.ts';
import { waitingAnswer, waitingAsk } from '../core/sync/waiting.ts';
import { decideWaiting } from './waiting.ts';
import { workloadFor } from './workload.ts';
import type { World } from './world.ts';

export type Context = {
  readonly store: Store;
  readonly world: World;
  readonly events: Events;
  readonly journal: Journal;
  readonly files: Files;
  readonly documents: Documents;
  /** False once the server is stopping. */
  readonly isReady: () => boolean;
};

/** Where a browser must come from to be our own page. */
export type FromBrowser = { readonly origin: string; readonly isSecure: boolean };

type Handling = {
  readonly caller: Caller;
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
  readonly asked: Asked & FromBrowser;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

export type Route = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly summary: string;
  /** Everybody, every laptop that is known, or people with one of these roles. */
  readonly access: 'open' | 'device' | readonly Role[];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  /** Something could be guessed here: few at a time from one address. */
  readonly isGuessable?: true;
  readonly handle: (handling: Handling) => Promise<Result<unknown> | 'streamed'>;
};

const administrator = ['administrator'] as const;
const privacyOfficer = ['privacyOfficer'] as const;
const byId = z.object({ id });
const milliseconds = z.number().int().positive();
const holder = z.union([z.strictObject({ person: id }), z.strictObject({ team: id })]);

export function routes(context: Context): Route[] {
  const { store, world, events, documents } = context;
  const handOf = ({ caller }: Handling) => ({
    organisation: caller.organisation,
    actor: caller.person,
    device: caller.device,
  });
  const tell = (caller: Caller, dossiers: readonly string[], persons: readonly string[] = []): void =>
    events.announce({ organisation: caller.organisation, dossiers, persons, exceptDevice: caller.device });
  /** Whoever held it, through a team or not, hears of it: some hold it no more. */
  const tellHolders = async (hand: Hand, dossier: string): Promise<void> => {
    const given = await store.read((db) => listGrants(db, hand.organisation, { dossier }));
    const persons = given.flatMap(({ person }) => (person === null ? [] : [person]));
    const inTeams = given.some(({ team }) => team !== null)
      ? (await store.read((db) => listTeams(db, hand.organisation)))
          .filter((team) => given.some((each) => each.team === team.id))
          .flatMap(({ members }) => members)
      : [];
    events.announce({
      organisation: hand.organisation,
      dossiers: [dossier],
      persons: [...persons, ...inTeams],
      exceptDevice: null,
    });
  };

  const tellReassigned = async (hand: Hand, from: string, to: Parameters<typeof receiversOf>[2]): Promise<void> => {
    const receivers = await store.read((db) => receiversOf(db, hand.organisation, to));
    const { organisation } = hand;
    events.announce({ organisation, dossiers: [], persons: [from, ...receivers], exceptDevice: null });
  };

  /** Answered by tus, once it is sure who asks about what. */
  const transfer: Route['handle'] = async ({ caller, params, request, reply }) => {
    const found = await documents.transfer(caller, params['id'] ?? '', {
      request: request.raw,
      response: reply.raw,
      begin: () => void reply.hijack(),
    });
    if (!found.ok) return found;
    if (found.value.completed !== null) tell(caller, [found.value.completed]);
    return 'streamed';
  };

  const showTrouble = async (reply: FastifyReply, error: OidcError): Promise<'streamed'> => {
    const { html, headers } = troublePage(error);
    await reply
      .code(error.type === 'IssuerAway' ? 503 : 403)
      .headers(headers)
      .send(html);
    return 'streamed';
  };
  const sendToIssuer = async ({ asked, reply }: Handling, of: Parameters<typeof setOff>[2]): Promise<'streamed'> => {
    const off = await setOff(store, world, of, `${asked.origin}/v1/oidc/callback`);
    if (!off.ok) return showTrouble(reply, off.error);
    reply.header('set-cookie', attemptCookieLine(off.value.cookie, asked.isSecure));
    await reply.redirect(off.value.url, 303);
    return 'streamed';
  };

  return [
    {
      method: 'GET',
      url: '/health/live',
      summary: 'The process is there.',
      access: 'open',
      handle: async () => ok({ live: true }),
    },
    {
      method: 'GET',
      url: '/health/ready',
      summary:
        'The database answers, and the server is not stopping. Whether documents can be reached is said beside it: all else goes on without.',
      access: 'open',
      handle: async () => {
        const isThere = context.isReady() && (await store.read(epochOf).then(Boolean, () => false));
        if (!isThere) return { ok: false, error: { type: 'Unavailable' } };
        return ok({ ready: true, documents: await context.files.isReachable() });
      },
    },
    {
      method: 'GET',
      url: '/v1/hello',
      summary: 'Which server this is, what it understands, and what time it is.',
      access: 'open',
      answer: helloAnswer,
      handle: async () =>
        ok({
          product: 'jobport',
          api: API_VERSION,
          schemas: SCHEMAS,
          serverEpoch: await store.read(epochOf),
          serverTime: world.now(),
          signsIn: await store.read(isOffered),
        }),
    },
    {
      method: 'POST',
      url: '/v1/enrol',
      summary: 'Makes a laptop known, with the code of an invitation and a proof of its new key.',
      access: 'open',
      isGuessable: true,
      body: enrolAsk,
      answer: enrolAnswer,
      handle: async ({ body, asked }) => {
        const key = await proven(store, world, asked);
        if (!key.ok) return key;
        const enrolled = await enrol(store, world, { ...(body as z.infer<typeof enrolAsk>), ...key.value });
        if (!enrolled.ok) return enrolled;
        return ok({ ...enrolled.value, serverEpoch: await store.read(epochOf), serverTime: world.now() });
      },
    },
    {
      method: 'POST',
      url: '/v1/token',
      summary: 'A token for some minutes, bound to the key of the laptop that proves it.',
      access: 'open',
      answer: tokenAnswer,
      handle: async ({ asked }) => {
        const token = await giveToken(store, world, asked);
        if (!token.ok) return token;
        return ok({
          accessToken: token.value,
          tokenType: 'DPoP',
          expiresInSeconds: TOKEN_SECONDS,
          serverTime: world.now(),
        });
      },
    },
    {
      method: 'POST',
      url: '/v1/device',
      summary: 'A new name and key for this laptop, after it was copied (P7).',
      access: 'device',
      body: renameAsk,
      answer: renameAnswer,
      handle: async (handling) => {
        const ask = handling.body as z.infer<typeof renameAsk>;
        const { device, name, publicKey } = ask;
        const thumbprint = await thumbprintOf(publicKey);
        return renameDevice(store, world, handOf(handling), {
          device,
          name,
          publicKey: JSON.stringify(publicKey),
          thumbprint,
        });
      },
    },
    {
      method: 'POST',
      url: '/v1/push',
      summary: 'Hands in operations; each has an answer of its own (P1–P7).',
      access: 'device',
      body: pushAsk,
      answer: pushAnswer,
      handle: async ({ caller, body }) => {
        const pushed = await push(store, world, caller, body as z.infer<typeof pushAsk>);
        if (!pushed.ok) return pushed;
        if (pushed.value.touched.length > 0) tell(caller, pushed.value.touched);
        return ok(JSON.stringify(pushed.value.answer));
      },
    },
    {
      method: 'POST',
      url: '/v1/pull',
      summary: 'What is new in the dossiers that are held now, and which those are (P8–P12).',
      access: 'device',
      body: pullAsk,
      answer: pullAnswer,
      handle: async ({ caller, body }) => ok(await pull(store, world, caller, body as z.infer<typeof pullAsk>)),
    },
    {
      method: 'POST',
      url: '/v1/snapshot',
      summary: 'Whole dossiers, page by page (P13, P14).',
      access: 'device',
      body: snapshotAsk,
      answer: snapshotAnswer,
      handle: async ({ caller, body }) => ok(await snapshot(store, world, caller, body as z.infer<typeof snapshotAsk>)),
    },
    {
      method: 'POST',
      url: '/v1/audit',
      summary: "The laptop's own lines of the audit log.",
      access: 'device',
      body: auditAsk,
      answer: auditAnswer,
      handle: async ({ caller, body }) =>
        ok(await receiveAudit(store, world, caller, (body as z.infer<typeof auditAsk>).lines)),
    },
    {
      method: 'GET',
      url: '/v1/events',
      summary: "A stream of 'changed', for as long as a token is good: then pull.",
      access: 'device',
      handle: async ({ caller, reply }) => {
        streamEvents(context, caller, reply);
        return 'streamed';
      },
    },

    // --- Documents
    {
      method: 'GET',
      url: '/v1/documents',
      summary: 'The documents of a dossier, with the keys that open them.',
      access: 'device',
      query: z.object({ dossier: z.union([id, z.literal(ORGANISATION)]) }),
      answer: documentsAnswer,
      handle: ({ caller, query }) => documents.list(caller, (query as { dossier: string }).dossier),
    },
    {
      method: 'POST',
      url: '/v1/documents',
      summary: 'Announces a document; its bytes follow at its own address. Asked again it is the same.',
      access: 'device',
      body: documentAsk,
      handle: ({ caller, body }) => documents.announce(caller, body as z.infer<typeof documentAsk>),
    },
    {
      method: 'HEAD',
      url: '/v1/documents/:id',
      summary: 'How far the bytes came (tus 1.0).',
      access: 'device',
      params: byId,
      handle: transfer,
    },
    {
      method: 'PATCH',
      url: '/v1/documents/:id',
      summary: 'The bytes, from where they were broken off (tus 1.0); with the last of them the checksum is looked at.',
      access: 'device',
      params: byId,
      handle: transfer,
    },
    {
      method: 'GET',
      url: '/v1/documents/:id',
      summary: 'The bytes as they were sealed, whole or a span (Range).',
      access: 'device',
      params: byId,
      handle: async ({ caller, params, request, reply }) => {
        const found = await documents.download(caller, params['id'] ?? '', request.headers.range);
        if (!found.ok && found.error.type === 'RangeNotThere') {
          await reply.code(416).header('content-range', `bytes */${found.error.length}`).send();
          return 'streamed';
        }
        if (!found.ok) return found;
        const { span, length, sha256, bytes } = found.value;
        reply.headers({
          'content-type': 'application/octet-stream',
          'content-length': span.to - span.from + 1,
          'accept-ranges': 'bytes',
          etag: `"${sha256}"`,
        });
        if (request.headers.range !== undefined) {
          reply.code(206).header('content-range', `bytes ${span.from}-${span.to}/${length}`);
        }
        await reply.send(bytes);
        return 'streamed';
      },
    },

    // --- Signing in with the account of the organisation
    {
      method: 'POST',
      url: '/v1/oidc/attempts',
      summary:
        'A laptop wants in by its browser, with a proof of its new key; the browser is to go to the address that is given.',
      access: 'open',
      isGuessable: true,
      body: laptopAsk,
      answer: signInAnswer,
      handle: async ({ body, asked }) => {
        const key = await proven(store, world, asked);
        if (!key.ok) return key;
        const begun = await beginForLaptop(store, world, { ...(body as z.infer<typeof laptopAsk>), ...key.value });
        if (!begun.ok) return begun;
        const { attempt, expiresAt } = begun.value;
        return ok({ attempt, expiresAt, url: `${asked.origin}/v1/oidc/go?attempt=${attempt}` });
      },
    },
    {
      method: 'GET',
      url: '/v1/oidc/go',
      summary: 'The browser of a laptop sets off for the issuer. Once.',
      access: 'open',
      isGuessable: true,
      query: z.object({ attempt: z.string().max(100) }),
      handle: (handling) => sendToIssuer(handling, { attempt: (handling.query as { attempt: string }).attempt }),
    },
    {
      method: 'GET',
      url: '/v1/oidc/sign-in',
      summary: "A browser signs in to the administrator's page with the account of the organisation.",
      access: 'open',
      isGuessable: true,
      query: z.object({ organisation: z.string().max(60).optional() }),
      handle: (handling) =>
        sendToIssuer(handling, { page: (handling.query as { organisation?: string }).organisation }),
    },
    {
      method: 'GET',
      url: '/v1/oidc/callback',
      summary: 'Where the issuer sends the browser back to.',
      access: 'open',
      isGuessable: true,
      handle: async ({ asked, request, reply }) => {
        const cookie = attemptCookieIn(request.headers.cookie, asked.isSecure);
        const back = await comeBack(store, world, new URL(request.url, asked.origin), cookie);
        if (!back.ok) return showTrouble(reply, back.error);
        const ended = attemptCookieLine('', asked.isSecure);
        if (back.value.to === 'page') {
          reply.header('set-cookie', [ended, cookieLine(back.value.session, asked.isSecure)]);
          await reply.redirect('/admin/', 303);
        } else {
          const { port, secret } = back.value;
          reply.header('set-cookie', ended);
          await reply.redirect(`http://127.0.0.1:${port}/?secret=${secret}`, 303);
        }
        return 'streamed';
      },
    },
    {
      method: 'POST',
      url: '/v1/oidc/finish',
      summary: 'Makes a laptop known whose browser came back, with a proof of the key it began with.',
      access: 'open',
      isGuessable: true,
      body: finishAsk,
      answer: enrolAnswer,
      handle: async ({ body, asked }) => {
        const key = await proven(store, world, asked);
        if (!key.ok) return key;
        const entered = await finishForLaptop(store, world, { ...(body as z.infer<typeof finishAsk>), ...key.value });
        if (!entered.ok) return entered;
        return ok({ ...entered.value, serverEpoch: await store.read(epochOf), serverTime: world.now() });
      },
    },
    {
      method: 'PUT',
      url: '/v1/oidc-provider',
      summary: 'The identity provider of the organisation; it is asked first whether it is there.',
      access: administrator,
      body: providerAsk,
      handle: (handling) => setProvider(store, world, handOf(handling), handling.body as z.infer<typeof providerAsk>),
    },
    {
      method: 'DELETE',
      url: '/v1/oidc-provider',
      summary: 'No signing in with the account of the organisation any more. Laptops that are in stay in.',
      access: administrator,
      handle: (handling) => removeProvider(store, world, handOf(handling)),
    },

    // --- The administrator's page
    {
      method: 'POST',
      url: '/v1/session',
      summary: 'Signs a browser in, with the secret of a link that is good once.',
      access: 'open',
      isGuessable: true,
      body: z.strictObject({ secret: z.string().min(1).max(200) }),
      handle: async ({ body, asked, request, reply }) => {
        if (!isOwnPage(request.headers, 'POST', asked.origin)) return { ok: false, error: { type: 'NotAllowed' } };
        const signed = await signIn(store, world, (body as { secret: string }).secret);
        if (!signed.ok) return signed;
        reply.header('set-cookie', cookieLine(signed.value.cookie, asked.isSecure));
        return ok({ expiresAt: signed.value.expiresAt });
      },
    },
    {
      method: 'GET',
      url: '/v1/session',
      summary: 'Who is signed in, and what they may do.',
      access: OFFICE_ROLES,
      handle: async ({ caller }) => {
        const { person, organisation, roles, device } = caller;
        return ok({ person, organisation, roles, session: device, serverTime: world.now() });
      },
    },
    {
      method: 'DELETE',
      url: '/v1/session',
      summary: 'Signs this browser out.',
      access: OFFICE_ROLES,
      handle: async (handling) => {
        await endSession(store, world, handOf(handling), handling.caller.device);
        handling.reply.header('set-cookie', cookieLine('', handling.asked.isSecure));
        return ok(null);
      },
    },
    {
      method: 'GET',
      url: '/v1/sessions',
      summary: 'Browsers that are signed in.',
      access: administrator,
      handle: async ({ caller }) => ok(await store.read((db) => listSessions(db, caller.organisation, world.now()))),
    },
    {
      method: 'DELETE',
      url: '/v1/sessions/:id',
      summary: 'Signs a browser out.',
      access: administrator,
      params: byId,
      handle: (handling) => endSession(store, world, handOf(handling), handling.params['id'] ?? ''),
    },
    {
      method: 'GET',
      url: '/v1/organisation',
      summary: 'The details of the organisation, and whom at it we may write to.',
      access: administrator,
      handle: async ({ caller: { organisation } }) =>
        ok(
          await store.read(async (db) => ({
            details: await organisationDetails(db, organisation),
            contacts: await listContacts(db, organisation),
            leaseDays: await leaseDaysOf(db, organisation),
            provider: await providerOf(db, organisation),
            isOneOfSeveral: await isOneOfSeveral(db),
            settings: await officeSettingsOf(db, organisation),
          })),
        ),
    },
    {
      method: 'PATCH',
      url: '/v1/organisation',
      summary: 'Other details of the organisation; every laptop hears of it.',
      access: administrator,
      body: z.partialRecord(z.enum(ORGANISATION_DETAILS), z.string().max(500).nullable()),
      handle: async (handling) => {
        const set = await setOrganisation(
          store,
          world,
          { ...handOf(handling), device: handling.caller.device },
          handling.body as Record<string, string | null>,
        );
        if (set.ok) tell(handling.caller, [ORGANISATION]);
        return set;
      },
    },
    {
      method: 'PUT',
      url: '/v1/lease',
      summary: 'How many days a laptop opens without hearing of the server.',
      access: administrator,
      body: z.strictObject({ days: leaseDays }),
      handle: async (handling) =>
        ok(await setLease(store, world, handOf(handling), (handling.body as { days: number }).days)),
    },
    {
      method: 'PUT',
      url: '/v1/settings',
      summary: 'What the organisation wants of every laptop; null leaves it to the adviser. Every laptop hears of it.',
      access: administrator,
      body: someOfficeSettings,
      handle: async (handling) => {
        const some = handling.body as z.infer<typeof someOfficeSettings>;
        const set = await setOfficeSettings(store, world, handOf(handling), some);
        tell(handling.caller, [ORGANISATION]);
        return ok(set);
      },
    },
    {
      method: 'GET',
      url: '/v1/reference-files',
      summary: 'The files that the organisation gives to all its laptops.',
      access: administrator,
      handle: ({ caller }) => store.read(async (db) => ok(await listReferenceFiles(db, caller.organisation))),
    },
    {
      method: 'POST',
      url: '/v1/reference-files',
      summary: 'Room for one more. Its bytes follow, then its name; with that it goes to every laptop.',
      access: administrator,
      body: referenceFileAsk,
      handle: async (handling) =>
        ok(await beginReferenceFile(context, handOf(handling), handling.body as z.infer<typeof referenceFileAsk>)),
    },
    {
      method: 'PUT',
      url: '/v1/reference-files/:id',
      summary: 'The bytes from `at` on: whole pieces of 64 KiB, at most 4 MiB, or up to the end.',
      access: administrator,
      params: byId,
      query: z.object({ at: z.coerce.number().int().min(0).max(LARGEST_FILE) }),
      handle: (handling) =>
        addStretch(
          context,
          handOf(handling),
          handling.params['id'] ?? '',
          Number(handling.query['at']),
          // An empty file has an empty body, which is none.
          handling.body instanceof Uint8Array ? handling.body : new Uint8Array(),
        ),
    },
    {
      method: 'PATCH',
      url: '/v1/reference-files/:id',
      summary: 'How a file is called; every laptop hears of it.',
      access: administrator,
      params: byId,
      body: referenceFileName,
      handle: async (handling) => {
        const fields = handling.body as z.infer<typeof referenceFileName>;
        const named = await nameReferenceFile(context, handOf(handling), handling.params['id'] ?? '', fields);
        if (named.ok) tell(handling.caller, [ORGANISATION]);
        return named;
      },
    },
    {
      method: 'DELETE',
      url: '/v1/reference-files/:id',
      summary: 'Takes a file back, also from every laptop.',
      access: administrator,
      params: byId,
      handle: async (handling) => {
        const removed = await removeReferenceFile(context, handOf(handling), handling.params['id'] ?? '');
        if (removed.ok) tell(handling.caller, [ORGANISATION]);
        return removed;
      },
    },
    {
      method: 'GET',
      url: '/v1/statements',
      summary: 'Every version of the privacy statement, and who agreed to which.',
      access: ['administrator', 'privacyOfficer'],
      handle: ({ caller: { organisation } }) =>
        store.read(async (db) =>
          ok({ statements: await listStatements(db, organisation), agreed: await listAgreed(db, organisation) }),
        ),
    },
    {
      method: 'POST',
      url: '/v1/statements',
      summary: 'Publishes a version of the privacy statement, for good; every laptop hears of it.',
      access: ['administrator', 'privacyOfficer'],
      body: statementAsk,
      handle: async (handling) => {
        const statement = handling.body as z.infer<typeof statementAsk>;
        const published = await publishStatement(store, world, handOf(handling), statement);
        if (published.ok) tell(handling.caller, [ORGANISATION]);
        return published;
      },
    },
    {
      method: 'POST',
      url: '/v1/contacts',
      summary: 'Adds somebody at the organisation whom we may write to.',
      access: administrator,
      body: z.strictObject({ name: z.string().min(1).max(200), email: z.email().max(254) }),
      handle: async (handling) =>
        ok(await addContact(store, world, handOf(handling), handling.body as Parameters<typeof addContact>[3])),
    },
    {
      method: 'DELETE',
      url: '/v1/contacts/:id',
      summary: 'We do not write to them any more.',
      access: administrator,
      params: byId,
      handle: (handling) => removeContact(store, world, handOf(handling), handling.params['id'] ?? ''),
    },

    // --- Administration
    {
      method: 'GET',
      url: '/v1/people',
      summary: 'Everybody of the organisation, with roles.',
      access: ['administrator', 'privacyOfficer'],
      handle: async ({ caller }) => ok(await store.read((db) => listPeople(db, caller.organisation))),
    },
    {
      method: 'POST',
      url: '/v1/people',
      summary: 'Adds somebody.',
      access: administrator,
      body: z.strictObject({
        name: z.string().min(1).max(200),
        email: z.email().max(254).nullable(),
        roles: z.array(role),
      }),
      handle: async (handling) =>
        ok(await addPerson(store, world, handOf(handling), handling.body as Parameters<typeof addPerson>[3])),
    },
    {
      method: 'PATCH',
      url: '/v1/people/:id',
      summary: 'Another name, address or role, or no access any more.',
      access: administrator,
      params: byId,
      body: z.strictObject({
        name: z.string().min(1).max(200).optional(),
        email: z.email().max(254).nullable().optional(),
        roles: z.array(role).optional(),
        active: z.boolean().optional(),
      }),
      handle: async (handling) => {
        const person = handling.params['id'] ?? '';
        const changed = await changePerson(
          context,
          handOf(handling),
          person,
          handling.body as Parameters<typeof changePerson>[3],
        );
        if (changed.ok) tell(handling.caller, [], [person]);
        return changed;
      },
    },
    {
      method: 'POST',
      url: '/v1/people/:id/invitation',
      summary: 'A code for one laptop of this person; it is shown once.',
      access: administrator,
      params: byId,
      handle: (handling) => invite(store, world, handOf(handling), handling.params['id'] ?? ''),
    },
    {
      method: 'GET',
      url: '/v1/teams',
      summary: 'Teams and their members.',
      access: OFFICE_ROLES,
      handle: async ({ caller }) => ok(await store.read((db) => listTeams(db, caller.organisation))),
    },
    {
      method: 'GET',
      url: '/v1/workload',
      summary: 'How much each adviser of their teams has to do, for who leads them: counts, and nothing of a dossier.',
      access: ['teamLead'],
      handle: async ({ caller }) => ok(await store.read((db) => workloadFor(db, caller, world.now()))),
    },
    {
      method: 'POST',
      url: '/v1/teams',
      summary: 'Adds a team.',
      access: administrator,
      body: z.strictObject({ name: z.string().min(1).max(200) }),
      handle: async (handling) =>
        ok(await addTeam(store, world, handOf(handling), (handling.body as { name: string }).name)),
    },
    {
      method: 'PUT',
      url: '/v1/teams/:id/members/:person',
      summary: 'Somebody joins a team, and holds its dossiers.',
      access: administrator,
      params: z.object({ id, person: id }),
      handle: async (handling) => {
        const { id: team = '', person = '' } = handling.params;
        const joined = await joinTeam(store, world, handOf(handling), team, person);
        if (joined.ok) tell(handling.caller, [], [person]);
        return joined;
      },
    },
    {
      method: 'DELETE',
      url: '/v1/teams/:id/members/:person',
      summary: 'Somebody leaves a team, and its dossiers leave the laptop.',
      access: administrator,
      params: z.object({ id, person: id }),
      handle: async (handling) => {
        const { id: team = '', person = '' } = handling.params;
        const left = await leaveTeam(context, handOf(handling), team, person);
        if (left.ok) tell(handling.caller, [], [person]);
        return left;
      },
    },
    {
      method: 'GET',
      url: '/v1/devices',
      summary: 'Laptops: whose, last contact, unsent work.',
      access: ['administrator', 'privacyOfficer'],
      handle: async ({ caller }) => ok(await store.read((db) => listDevices(db, caller.organisation))),
    },
    {
      method: 'POST',
      url: '/v1/devices/:id/:order',
      summary: 'Block, unblock or wipe a laptop.',
      access: administrator,
      params: z.object({ id, order: z.enum(['block', 'unblock', 'wipe']) }),
      handle: async (handling) => {
        const { id: device = '', order } = handling.params;
        const ordered = await orderDevice(context, handOf(handling), device, order as 'block' | 'unblock' | 'wipe');
        // A laptop that is connected would otherwise ask of itself only after minutes.
        if (ordered.ok) tell(handling.caller, [], [ordered.value.person]);
        return ordered;
      },
    },
    {
      method: 'GET',
      url: '/v1/grants',
      summary: 'Who may hold which dossier, and who might once.',
      access: administrator,
      query: z.object({
        dossier: id.optional(),
        person: id.optional(),
        team: id.optional(),
        standing: z.enum(['yes', 'no']).optional(),
      }),
      handle: async ({ caller, query }) =>
        ok(await store.read((db) => listGrants(db, caller.organisation, query as GrantsWanted, world.now()))),
    },
    {
      method: 'POST',
      url: '/v1/grants',
      summary: 'Gives a dossier to somebody or to a team, for good or until a day.',
      access: administrator,
      body: z.strictObject({
        dossier: id,
        to: holder,
        from: milliseconds.optional(),
        until: milliseconds.nullable().optional(),
      }),
      handle: async (handling) => {
        const grant = handling.body as Parameters<typeof giveGrant>[3];
        const given = await giveGrant(store, world, handOf(handling), grant);
        if (given.ok) await tellHolders(handOf(handling), grant.dossier);
        return given;
      },
    },
    {
      method: 'POST',
      url: '/v1/grants/:id/revoke',
      summary: 'Takes a dossier back.',
      access: administrator,
      params: byId,
      handle: async (handling) => {
        const revoked = await revokeGrant(context, handOf(handling), handling.params['id'] ?? '');
        if (revoked.ok) await tellHolders(handOf(handling), revoked.value.dossier);
        return revoked;
      },
    },
    {
      method: 'GET',
      url: '/v1/reassignments',
      summary:
        'All dossiers of somebody that were given to another, as far as that stands and can be taken back in one go.',
      access: administrator,
      handle: async ({ caller }) =>
        ok(await store.read((db) => listReassignments(db, caller.organisation, world.now()))),
    },
    {
      method: 'GET',
      url: '/v1/reassignments/preview',
      summary: 'How many dossiers would go, before they do.',
      access: administrator,
      query: z.object({
        from: id,
        person: id.optional(),
        team: id.optional(),
        until: z.coerce.number().int().positive().optional(),
      }),
      handle: ({ caller, query }) => {
        const { from, person, team, until } = query as { from: string; person?: string; team?: string; until?: number };
        const to = person === undefined ? { team: team ?? '' } : { person };
        const asked = { from, to, until: until ?? null };
        return store.read((db) => previewReassignment(db, caller.organisation, asked, world.now()));
      },
    },
    {
      method: 'POST',
      url: '/v1/reassignments',
      summary:
        'Gives all dossiers of somebody to a colleague or a team: for a while, beside them, or for good, in their place.',
      access: administrator,
      body: z.strictObject({ from: id, to: holder, until: milliseconds.nullable() }),
      handle: async (handling) => {
        const asked = handling.body as Parameters<typeof reassign>[2];
        const hand = handOf(handling);
        const done = await reassign(context, hand, asked);
        if (done.ok) await tellReassigned(hand, asked.from, { person: null, team: null, ...asked.to });
        return done;
      },
    },
    {
      method: 'POST',
      url: '/v1/reassignments/:id/revoke',
      summary: 'Takes all of it back in one go: what was given, and whose they were has again what was taken.',
      access: administrator,
      params: byId,
      handle: async (handling) => {
        const hand = handOf(handling);
        const done = await takeBackReassignment(context, hand, handling.params['id'] ?? '');
        if (done.ok) await tellReassigned(hand, done.value.from, done.value);
        return done;
      },
    },
    {
      method: 'GET',
      url: '/v1/quarantine',
      summary: 'Work that waits for a decision of whoever asks.',
      access: ['adviser', 'privacyOfficer'],
      handle: async ({ caller }) => ok(await store.read((db) => listQuarantine(db, world, caller))),
    },
    {
      method: 'POST',
      url: '/v1/quarantine/:id/:decision',
      summary: 'Takes over work that came too late, or refuses it.',
      access: ['adviser', 'privacyOfficer'],
      params: z.object({ id, decision: z.enum(['takeOver', 'refuse']) }),
      handle: async ({ caller, params }) => {
        const decided = await decideQuarantine(
          store,
          world,
          caller,
          params['id'] ?? '',
          params['decision'] as 'takeOver' | 'refuse',
        );
        if (decided.ok && decided.value.dossier !== null) {
          const { organisation } = caller;
          events.announce({ organisation, dossiers: [decided.value.dossier], persons: [], exceptDevice: null });
        }
        return decided;
      },
    },
    {
      method: 'POST',
      url: '/v1/waiting',
      summary: 'What waits for whoever holds the dossiers of this laptop, after what they decide about it.',
      access: 'device',
      body: waitingAsk,
      answer: waitingAnswer,
      handle: async ({ caller, body }) => {
        const { answer, touched } = await decideWaiting(store, world, caller, body as z.infer<typeof waitingAsk>);
        const { organisation } = caller;
        if (touched.length > 0) events.announce({ organisation, dossiers: touched, persons: [], exceptDevice: null });
        return ok(answer);
      },
    },
    {
      method: 'GET',
      url: '/v1/erasures',
      summary: 'What was erased for good, without its content.',
      access: privacyOfficer,
      handle: async ({ caller }) => ok(await store.read((db) => listErasures(db, caller.organisation))),
    },
    {
      method: 'POST',
      url: '/v1/erasures',
      summary: 'Erases a dossier for good, everywhere.',
      access: privacyOfficer,
      body: z.strictObject({ dossier: id, ground: z.enum(GROUNDS) }),
      handle: async (handling) => {
        const { dossier, ground } = handling.body as { dossier: string; ground: (typeof GROUNDS)[number] };
        const erased = await eraseDossier(context, handOf(handling), dossier, ground);
        if (erased.ok) await tellHolders(handOf(handling), dossier);
        return erased;
      },
    },
    {
      method: 'GET',
      url: '/v1/audit',
      summary:
        'The audit log, the newest first: all of it, or of somebody, a dossier, a laptop, a kind of deed, a period.',
      access: privacyOfficer,
      query: z.object({
        dossier: id.optional(),
        actor: id.optional(),
        device: id.optional(),
        kind: z.enum(AUDIT_KINDS).optional(),
        from: z.coerce.number().int().optional(),
        until: z.coerce.number().int().optional(),
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(200),
      }),
      handle: async ({ caller, query }) =>
        ok(await store.read((db) => listAudit(db, caller.organisation, query as AuditWanted))),
    },
    {
      method: 'GET',
      url: '/v1/audit/check',
      summary: 'Whether the log is whole: the office’s own, and as each laptop sent it.',
      access: privacyOfficer,
      handle: async ({ caller }) => ok(await store.read((db) => checkChains(db, caller.organisation))),
    },
    {
      method: 'GET',
      url: '/v1/audit/unusual',
      summary: 'What is unusual in the log of a period, and from which numbers on it is.',
      access: privacyOfficer,
      query: z.object({ from: z.coerce.number().int(), until: z.coerce.number().int() }),
      handle: async ({ caller, query }) =>
        ok(
          await store.read((db) =>
            unusualIn(db, caller.organisation, query as { readonly from: number; readonly until: number }),
          ),
        ),
    },
    {
      method: 'PUT',
      url: '/v1/watch',
      summary: 'From which numbers and hours on something in the log is unusual.',
      access: privacyOfficer,
      body: watch,
      handle: async (handling) => ok(await setWatch(store, world, handOf(handling), handling.body as Watch)),
    },
    {
      method: 'GET',
      url: '/v1/who-sees',
      summary: 'Who may see which dossier now, and by which grant.',
      access: privacyOfficer,
      query: z.object({ person: id.optional(), dossier: id.optional() }),
      handle: async ({ caller, query }) =>
        ok(
          await store.read((db) =>
            whoSees(db, caller.organisation, query as { person?: string; dossier?: string }, world.now()),
          ),
        ),
    },
  ];
}

const HEARTBEAT_MS = 25_000;

/** Ends with the token: who may listen is asked again, and a laptop that was blocked hears nothing more. */
function streamEvents({ events }: Context, caller: Caller, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  // A stream begins with a ping: what changed while nobody listened is pulled.
  raw.write('event: changed\ndata: {}\n\n');
  const stop = events.listen({
    caller,
    changed: () => void raw.write('event: changed\ndata: {}\n\n'),
    end: () => void raw.end(),
  });
  const heartbeat = setInterval(() => void raw.write(': here\n\n'), HEARTBEAT_MS);
  const end = setTimeout(() => raw.end(), TOKEN_SECONDS * 1000);
  const close = (): void => {
    stop();
    clearInterval(heartbeat);
    clearTimeout(end);
  };
  raw.on('close', close);
}
