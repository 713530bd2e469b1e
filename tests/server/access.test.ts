// Who may ask what: every route × every role × own and foreign organisation × own and foreign dossier, generated from the list of
// routes; and what a thief, a guesser and a flood get.

import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, errorAnswer, MOST_OPERATIONS, MOST_ROWS, type Role } from '../../core/sync/protocol.ts';
import {
  addContact,
  addOrganisation,
  addPerson,
  addTeam,
  atTheMachine,
  changePerson,
  enrol,
  invite,
  orderDevice,
} from '../../server/people.ts';
import { giveGrant } from '../../server/grants.ts';
import { reassign } from '../../server/reassignment.ts';
import { routes } from '../../server/routes.ts';
import { addStretch, beginReferenceFile, nameReferenceFile } from '../../server/reference-files.ts';
import { listSessions, makeSignIn, OFFICE_ROLES, signIn } from '../../server/session.ts';
import { startIssuer } from './support/issuer.ts';
import { announced, newId, newLaptop, type AskOptions, type Laptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from './support/office.ts';

/** What stands in an organisation for somebody to reach for. */
type Stock = {
  person: string;
  team: string;
  device: string;
  dossier: string;
  grant: string;
  reassignment: string;
  waiting: string;
  document: string;
  session: string;
  contact: string;
  file: string;
};

/**
 * How each route is asked about something, who may, and whether it takes what it is asked about from the request. A route that
 * does not stand here fails the first test.
 */
type Entry = {
  path?: (of: Stock) => string;
  body?: (of: Stock, by: Laptop) => unknown;
  may: 'everybody' | 'laptops' | readonly Role[];
  /** The same for whoever asks: files of the administrator's page, and the description of what can be asked. */
  isFile?: true;
  /** Asked about what is another's: not there, or an answer with nothing of it in it. */
  foreign?: 'NotFound' | 'nothing';
};
const administrator = ['administrator'] as const;
const office = ['administrator', 'privacyOfficer'] as const;
const onPage = ['administrator', 'privacyOfficer', 'teamLead'] as const;
const officer = ['privacyOfficer'] as const;
const adviserOrOfficer = ['adviser', 'privacyOfficer'] as const;

/** Where an identity provider really answers. */
let issuer = '';
/** One of the files that the page was built into. */
let assetOfPage = '';
const ofMatrix = (answer: string): string =>
  answer.replace(/^GET \/admin\/assets\/[\w.-]+$/, 'GET /admin/assets/:file');
const MATRIX: Record<string, Entry> = {
  'GET /admin': { may: 'everybody', isFile: true },
  'GET /admin/': { may: 'everybody', isFile: true },
  // Each file of the page has a name of its own, that changes with it.
  'GET /admin/assets/:file': { may: 'everybody', isFile: true, path: () => assetOfPage },
  'GET /v1/docs': { may: 'everybody', isFile: true },
  'GET /v1/docs/json': { may: 'everybody', isFile: true },
  'GET /v1/docs/yaml': { may: 'everybody', isFile: true },
  'GET /v1/docs/static/index.html': { may: 'everybody', isFile: true },
  'GET /v1/docs/static/swagger-initializer.js': { may: 'everybody', isFile: true },
  'GET /v1/docs/static/*': { may: 'everybody', isFile: true, path: () => '/v1/docs/static/swagger-ui.css' },
  'HEAD /v1/docs/static/*': { may: 'everybody', isFile: true, path: () => '/v1/docs/static/swagger-ui.css' },
  'GET /health/live': { may: 'everybody' },
  'GET /health/ready': { may: 'everybody' },
  'GET /v1/hello': { may: 'everybody' },
  // Open, but nothing without a code or a key: the tests below.
  'POST /v1/enrol': { may: 'everybody', body: () => ({ code: 'no', device: newId(), name: 'x' }) },
  'POST /v1/token': { may: 'everybody' },
  'POST /v1/device': {
    may: 'laptops',
    body: () => ({
      device: newId(),
      name: 'x',
      publicKey: { kty: 'OKP', crv: 'Ed25519', x: randomBytes(32).toString('base64url') },
    }),
  },
  'POST /v1/push': {
    may: 'laptops',
    // In the name of who holds it.
    body: ({ dossier, person }, by) => ({
      serverEpoch: by.state.serverEpoch || null,
      operations: [by.operation({ dossier, actor: person })],
      unsent: 0,
    }),
    foreign: 'nothing',
  },
  'POST /v1/pull': {
    may: 'laptops',
    body: () => ({ cursor: 0, serverEpoch: null, grants: '', schema: 1, unsent: 0, limit: MOST_OPERATIONS }),
    foreign: 'nothing',
  },
  'POST /v1/snapshot': {
    may: 'laptops',
    body: ({ dossier }) => ({ dossiers: [dossier], after: null, limit: MOST_ROWS, unanswered: [] }),
    foreign: 'nothing',
  },
  'POST /v1/audit': { may: 'laptops', body: () => ({ lines: [] }) },
  'GET /v1/events': { may: 'laptops' },
  'GET /v1/documents': {
    may: 'laptops',
    path: ({ dossier }) => `/v1/documents?dossier=${dossier}`,
    foreign: 'NotFound',
  },
  'POST /v1/documents': {
    may: 'laptops',
    body: ({ dossier, document }) => announced({ id: document, dossier }, Buffer.from('x'), 'Mijn'),
    foreign: 'NotFound',
  },
  'HEAD /v1/documents/:id': {
    may: 'laptops',
    path: ({ document }) => `/v1/documents/${document}`,
    foreign: 'NotFound',
  },
  'PATCH /v1/documents/:id': {
    may: 'laptops',
    path: ({ document }) => `/v1/documents/${document}`,
    foreign: 'NotFound',
  },
  'GET /v1/documents/:id': {
    may: 'laptops',
    path: ({ document }) => `/v1/documents/${document}`,
    foreign: 'NotFound',
  },
  // Open, but nothing without a link, and only from our own page.
  'POST /v1/session': { may: 'everybody', body: () => ({ secret: 'no' }) },
  'GET /v1/session': { may: onPage, foreign: 'nothing' },
  'DELETE /v1/session': { may: onPage, foreign: 'nothing' },
  'GET /v1/sessions': { may: administrator, foreign: 'nothing' },
  'DELETE /v1/sessions/:id': {
    may: administrator,
    path: ({ session }) => `/v1/sessions/${session}`,
    foreign: 'NotFound',
  },
  // Open, but nothing without a key, an attempt of one's own, or a browser that was at the issuer.
  'POST /v1/oidc/attempts': { may: 'everybody' },
  'GET /v1/oidc/go': { may: 'everybody' },
  'GET /v1/oidc/sign-in': { may: 'everybody' },
  'GET /v1/oidc/callback': { may: 'everybody' },
  'POST /v1/oidc/finish': { may: 'everybody' },
  'PUT /v1/oidc-provider': { may: administrator, body: () => ({ issuer, clientId: 'jobport' }) },
  'DELETE /v1/oidc-provider': { may: administrator },
  'GET /v1/statements': { may: office, foreign: 'nothing' },
  'POST /v1/statements': {
    may: office,
    body: () => ({ title: 'Privacy', version: newId(), date: '2026-11-01', text: 'Wat we bewaren.' }),
  },
  'GET /v1/organisation': { may: administrator, foreign: 'nothing' },
  'GET /v1/reference-files': { may: administrator, foreign: 'nothing' },
  'POST /v1/reference-files': { may: administrator, body: () => ({ bytes: 3 }) },
  'PUT /v1/reference-files/:id': {
    may: administrator,
    path: ({ file }) => `/v1/reference-files/${file}?at=0`,
    foreign: 'NotFound',
  },
  'PATCH /v1/reference-files/:id': {
    may: administrator,
    path: ({ file }) => `/v1/reference-files/${file}`,
    body: () => ({ name: 'lijst.txt', note: null }),
    foreign: 'NotFound',
  },
  'DELETE /v1/reference-files/:id': {
    may: administrator,
    path: ({ file }) => `/v1/reference-files/${file}`,
    foreign: 'NotFound',
  },
  'PUT /v1/lease': { may: administrator, body: () => ({ days: 14 }) },
  'PUT /v1/settings': { may: administrator, body: () => ({ idleMinutes: 5 }) },
  'PATCH /v1/organisation': { may: administrator, body: () => ({ place: 'Zandwijk' }) },
  'POST /v1/contacts': { may: administrator, body: () => ({ name: 'Nieuw', email: 'nieuw@example.nl' }) },
  'DELETE /v1/contacts/:id': {
    may: administrator,
    path: ({ contact }) => `/v1/contacts/${contact}`,
    foreign: 'NotFound',
  },
  'GET /v1/people': { may: office, foreign: 'nothing' },
  'POST /v1/people': { may: administrator, body: () => ({ name: 'Nieuw', email: null, roles: [] }) },
  'PATCH /v1/people/:id': {
    may: administrator,
    path: ({ person }) => `/v1/people/${person}`,
    body: () => ({ name: 'Anders' }),
    foreign: 'NotFound',
  },
  'POST /v1/people/:id/invitation': {
    may: administrator,
    path: ({ person }) => `/v1/people/${person}/invitation`,
    foreign: 'NotFound',
  },
  'GET /v1/workload': { may: ['teamLead'], foreign: 'nothing' },
  'GET /v1/teams': { may: onPage, foreign: 'nothing' },
  'POST /v1/teams': { may: administrator, body: () => ({ name: 'Team' }) },
  'PUT /v1/teams/:id/members/:person': {
    may: administrator,
    path: ({ team, person }) => `/v1/teams/${team}/members/${person}`,
    foreign: 'NotFound',
  },
  'DELETE /v1/teams/:id/members/:person': {
    may: administrator,
    path: ({ team, person }) => `/v1/teams/${team}/members/${person}`,
    foreign: 'NotFound',
  },
  'GET /v1/devices': { may: office, foreign: 'nothing' },
  'POST /v1/devices/:id/:order': {
    may: administrator,
    path: ({ device }) => `/v1/devices/${device}/unblock`,
    foreign: 'NotFound',
  },
  'GET /v1/grants': { may: administrator, path: ({ dossier }) => `/v1/grants?dossier=${dossier}`, foreign: 'nothing' },
  'POST /v1/grants': {
    may: administrator,
    body: ({ dossier, person }) => ({ dossier, to: { person } }),
    foreign: 'NotFound',
  },
  'POST /v1/grants/:id/revoke': {
    may: administrator,
    path: ({ grant }) => `/v1/grants/${grant}/revoke`,
    foreign: 'NotFound',
  },
  'GET /v1/reassignments': { may: administrator, foreign: 'nothing' },
  'GET /v1/reassignments/preview': {
    may: administrator,
    path: ({ person, team }) => `/v1/reassignments/preview?from=${person}&team=${team}`,
    foreign: 'NotFound',
  },
  'POST /v1/reassignments': {
    may: administrator,
    body: ({ person, team }) => ({ from: person, to: { team }, until: Date.now() + 86_400_000 }),
    foreign: 'NotFound',
  },
  'POST /v1/reassignments/:id/revoke': {
    may: administrator,
    path: ({ reassignment }) => `/v1/reassignments/${reassignment}/revoke`,
    foreign: 'NotFound',
  },
  'GET /v1/quarantine': { may: adviserOrOfficer, foreign: 'nothing' },
  'POST /v1/quarantine/:id/:decision': {
    may: adviserOrOfficer,
    path: ({ waiting }) => `/v1/quarantine/${waiting}/refuse`,
    foreign: 'NotFound',
  },
  'POST /v1/waiting': {
    may: 'laptops',
    body: ({ waiting }) => ({ decisions: [{ operation: waiting, decision: 'leave' }] }),
    foreign: 'nothing',
  },
  'GET /v1/erasures': { may: officer, foreign: 'nothing' },
  'POST /v1/erasures': {
    may: officer,
    body: ({ dossier }) => ({ dossier, ground: 'request' }),
    foreign: 'NotFound',
  },
  'GET /v1/audit': { may: officer, foreign: 'nothing' },
  'GET /v1/audit/check': { may: officer, foreign: 'nothing' },
  'GET /v1/audit/unusual': { may: officer, path: () => '/v1/audit/unusual?from=1&until=2', foreign: 'nothing' },
  'PUT /v1/watch': { may: officer, body: () => ({ dossiersAnHour: 30, nightFrom: 22, nightUntil: 6, weekend: true }) },
  'GET /v1/who-sees': { may: officer, path: ({ dossier }) => `/v1/who-sees?dossier=${dossier}`, foreign: 'nothing' },
};

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`access on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    let office: Office;
    let own: Stock;
    let foreign: Stock;
    let words: string[] = [];
    let ownWords: string[] = [];
    const laptops = new Map<Role, Laptop>();
    /** A browser's cookie, as a link of this person gives it. */
    const signedIn = async (person: string, organisation = office.organisation): Promise<string> => {
      const { store, world } = office.server.context;
      const link = await makeSignIn(store, world, atTheMachine(organisation), person);
      if (!link.ok) throw new Error('no link');
      const signed = await signIn(store, world, link.value.secret);
      if (!signed.ok) throw new Error('not signed in');
      return signed.value.cookie;
    };
    /** An organisation with everything in it that can be reached for. */
    const stock = async (organisation: string, secret: string): Promise<Stock> => {
      const { store, world } = office.server.context;
      const holder = await office.person(['adviser'], organisation, `Naam ${secret}`);
      const late = await office.person(['adviser'], organisation, `Laat ${secret}`);
      const dossier = newId();
      await holder.push(holder.operation({ dossier, fields: { surname: secret } }));
      const operation = late.operation({ dossier, fields: { place: secret }, sees: {} });
      await late.push(operation);
      const document = newId();
      const bytes = Buffer.from(secret);
      expect(
        (await holder.ask('POST', '/v1/documents', announced({ id: document, dossier }, bytes, secret))).status,
      ).toBe(200);
      expect((await holder.patch(document, 0, bytes)).status).toBe(204);
      const hand = atTheMachine(organisation);
      const team = await addTeam(store, world, hand, `Team ${secret}`);
      const grant = await giveGrant(store, world, hand, { dossier, to: { team: team.id } });
      if (!grant.ok) throw new Error('no grant');
      const leaving = await office.person(['adviser'], organisation, `Weg ${secret}`);
      await leaving.push(leaving.operation({ dossier: newId(), sees: null, fields: { surname: secret } }));
      const asked = { from: leaving.state.person, to: { team: team.id }, until: Date.now() + 86_400_000 };
      const reassigned = await reassign(office.server.context, hand, asked);
      if (!reassigned.ok) throw new Error('not reassigned');
      const { person, device } = holder.state;
      const officer = await office.person(['administrator'], organisation, `Beheer ${secret}`);
      await signedIn(officer.state.person, organisation);
      const [session] = await store.read((db) => listSessions(db, organisation, Date.now()));
      const { context } = office.server;
      const { id: file } = await beginReferenceFile(context, hand, { bytes: 3 });
      await addStretch(context, hand, file, 0, Buffer.from('abc'));
      await nameReferenceFile(context, hand, file, { name: `${secret}.txt`, note: null });
      const contact = await addContact(store, world, hand, { name: secret, email: 'iemand@example.nl' });
      return {
        session: session?.id ?? '',
        contact: contact.id,
        file,
        person,
        team: team.id,
        device,
        dossier,
        grant: grant.value.epoch,
        reassignment: reassigned.value.id,
        waiting: operation.id,
        document,
      };
    };
    let provider: Awaited<ReturnType<typeof startIssuer>>;
    beforeAll(async () => {
      provider = await startIssuer('http://127.0.0.1:9/', {});
      issuer = provider.issuer;
      office = await openOffice(await places.fresh());
      const { store, world } = office.server.context;
      const other = await addOrganisation(store, world, { name: 'Voorbeeldstad' });
      if (!other.ok) throw new Error('no organisation');
      own = await stock(office.organisation, 'Eigenwoord');
      foreign = await stock(other.value.id, 'Vreemdwoord');
      ownWords = ['Eigenwoord', own.person, own.team, own.device, own.dossier, own.grant, own.document, own.session];
      assetOfPage = office.server.answers.find((answer) => answer.startsWith('GET /admin/assets/'))?.slice(4) ?? '';
      words = [
        'Vreemdwoord',
        foreign.person,
        foreign.team,
        foreign.device,
        foreign.grant,
        foreign.reassignment,
        foreign.waiting,
        foreign.session,
        foreign.contact,
      ];
      words.push(Buffer.from('Vreemdwoord').toString('base64'));
      for (const role of ROLES) laptops.set(role, await office.person([role]));
    });
    afterAll(async () => {
      await office.close();
      await provider.close();
      await places.close();
    });

    const ask = async (laptop: Laptop, name: string, entry: Entry, about: Stock) => {
      const [method = '', pattern = ''] = name.split(' ');
      const path = entry.path?.(about) ?? pattern;
      if (path === '/v1/events') {
        const token = await laptop.tokenNow();
        const stop = new AbortController();
        const response = await fetch(office.server.url + path, {
          headers: { authorization: `DPoP ${token}`, dpop: await laptop.proofFor(method, path, token) },
          signal: stop.signal,
        });
        stop.abort();
        return { status: response.status, text: '' };
      }
      return laptop.ask(method, path, entry.body?.(about, laptop));
    };

    it('everything that the server answers to stands in the matrix, whoever registered it, and nothing else does', () => {
      const answers = office.server.answers.map(ofMatrix);
      expect([...new Set(answers)].toSorted()).toEqual(Object.keys(MATRIX).toSorted());
      // What is in the list of routes is what is answered: with the access that it says.
      const listed = routes(office.server.context).map(
        ({ method, url, access }) => [`${method} ${url}`, access] as const,
      );
      for (const [name, access] of listed) {
        const { may } = MATRIX[name] ?? {};
        expect([name, may]).toEqual([name, { open: 'everybody', device: 'laptops' }[String(access)] ?? access]);
      }
      const others = Object.entries(MATRIX).filter(([name]) => !listed.some(([each]) => each === name));
      expect(others.filter(([, { isFile }]) => !isFile)).toEqual([]);
    });

    for (const [name, entry] of Object.entries(MATRIX)) {
      if (entry.may !== 'everybody') continue;
      it(`${name} is for everybody, and says nothing of anybody, whoever asks${entry.isFile ? ': the same to each' : ''}`, async () => {
        const [method = '', pattern = ''] = name.split(' ');
        const path = entry.path?.(own) ?? pattern;
        const { url } = office.server;
        const said = new Set<string>();
        const hear = (answer: { status: number; text: string }): void => {
          for (const word of [...words, ...ownWords]) expect(answer.text).not.toContain(word);
          said.add(`${answer.status} ${answer.text.replaceAll(/nonce(-|=")[\w+/=]+/g, '')}`);
        };
        const stranger = await newLaptop(url);
        hear(await stranger.send(method, path, entry.body?.(own, stranger), {}));
        for (const laptop of laptops.values()) hear(await laptop.ask(method, path, entry.body?.(own, laptop)));
        for (const role of OFFICE_ROLES) {
          const laptop = laptops.get(role)!;
          const cookie = `jobport=${await signedIn(laptop.state.person)}`;
          hear(
            await laptop.send(method, path, entry.body?.(own, laptop), { cookie, 'x-jobport-page': '1', origin: url }),
          );
        }
        if (!entry.isFile) return;
        expect(said.size).toBe(1);
        expect([...said][0]).toMatch(/^200 /);
        const answer = await fetch(url + path, { method, redirect: 'manual' });
        expect(answer.headers.get('set-cookie')).toBeNull();
        // Only looking: nothing is taken there, and nothing of the disk beside it is given.
        for (const other of ['POST', 'PUT', 'PATCH', 'DELETE'])
          expect((await fetch(url + path, { method: other })).status).toBe(404);
      });
    }

    it('what lies beside the files of the page and of the description is not given', async () => {
      for (const beside of ['..%2f..%2fpackage.json', '..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '.git'])
        for (const folder of ['/admin/', '/admin/assets/', '/v1/docs/static/']) {
          const { status, text } = await (
            await newLaptop(office.server.url)
          ).send('GET', folder + beside, undefined, {});
          expect([folder + beside, [400, 403, 404].includes(status), text.includes('"name"')]).toEqual([
            folder + beside,
            true,
            false,
          ]);
        }
    });

    for (const [name, entry] of Object.entries(MATRIX)) {
      if (entry.may === 'everybody') continue;
      it(`${name} is not for who is not known`, async () => {
        const [method = '', pattern = ''] = name.split(' ');
        const stranger = await newLaptop(office.server.url);
        const body = entry.body?.(own, stranger);
        const path = entry.path?.(own) ?? pattern;
        expect((await stranger.send(method, path, body, {})).status).toBe(401);
        const token = await laptops.get('administrator')!.tokenNow();
        const dpop = await stranger.proofFor(method, path, token);
        expect((await stranger.send(method, path, body, { dpop, authorization: `DPoP ${token}` })).status).toBe(401);
        expect((await stranger.send(method, path, body, { authorization: `Bearer ${token}` })).status).toBe(401);
      });
      for (const role of ROLES) {
        const may = entry.may === 'laptops' || entry.may.includes(role);
        it(`${name} by ${role}: ${may ? 'own things, and nothing of another organisation' : 'refused'}`, async () => {
          const laptop = laptops.get(role)!;
          const ofOthers = await ask(laptop, name, entry, foreign);
          for (const word of words) expect(ofOthers.text).not.toContain(word);
          if (!may) {
            expect([ofOthers.status, JSON.parse(ofOthers.text)]).toEqual([403, { error: { type: 'NotAllowed' } }]);
            expect((await ask(laptop, name, entry, own)).status).toBe(403);
            return;
          }
          expect(ofOthers.status).toBe(entry.foreign === 'NotFound' ? 404 : 200);
          // A dossier of the own organisation that is not held: administration may name it, its content reaches nobody.
          if (!name.startsWith('POST /v1/erasures') && !name.startsWith('POST /v1/quarantine')) {
            const ofColleagues = await ask(laptop, name, entry, own);
            if (
              name.includes('/push') ||
              name.includes('/pull') ||
              name.includes('/snapshot') ||
              name.includes('/documents')
            ) {
              expect(ofColleagues.text).not.toContain('Eigenwoord');
            }
            expect(ofColleagues.status).toBeLessThan(405);
          }
        });
      }
    }

    for (const role of OFFICE_ROLES) {
      it(`every route by the browser of ${role}: as by their laptop, nothing of laptops, and nothing from another site`, async () => {
        const laptop = laptops.get(role)!;
        for (const [name, entry] of Object.entries(MATRIX)) {
          if (entry.may === 'everybody') continue;
          const [method = '', pattern = ''] = name.split(' ');
          const path = entry.path?.(foreign) ?? pattern;
          const body = entry.body?.(foreign, laptop);
          const cookie = `jobport=${await signedIn(laptop.state.person)}`;
          const { url } = office.server;
          expect([name, (await laptop.send(method, path, body, { cookie, origin: url })).status]).toEqual([name, 403]);
          const elsewhere = { cookie, 'x-jobport-page': '1', origin: 'https://elsewhere.example.nl' };
          expect([name, (await laptop.send(method, path, body, elsewhere)).status]).toEqual([name, 403]);
          const said = await laptop.send(method, path, body, { cookie, 'x-jobport-page': '1', origin: url });
          for (const word of words) expect(said.text).not.toContain(word);
          const may = entry.may !== 'laptops' && entry.may.includes(role);
          expect([name, said.status]).toEqual([name, may ? (entry.foreign === 'NotFound' ? 404 : 200) : 403]);
        }
      });
    }

    it('who has no work on the page gets no link; who is deactivated is out at once, and stays out', async () => {
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const adviser = laptops.get('adviser')!.state.person;
      expect((await makeSignIn(store, world, hand, adviser)).ok).toBe(false);
      expect((await makeSignIn(store, world, hand, foreign.person)).ok).toBe(false);
      const laptop = await office.person(['administrator']);
      const cookie = `jobport=${await signedIn(laptop.state.person)}`;
      const ask = () => laptop.send('GET', '/v1/session', undefined, { cookie, 'x-jobport-page': '1' });
      expect((await ask()).status).toBe(200);
      await changePerson(office.server.context, hand, laptop.state.person, { active: false });
      expect((await ask()).status).toBe(401);
      await changePerson(office.server.context, hand, laptop.state.person, { active: true });
      expect((await ask()).status).toBe(401);
    });

    it('an adviser may not decide about work on a dossier that a colleague holds', async () => {
      const adviser = laptops.get('adviser')!;
      expect((await adviser.ask('POST', `/v1/quarantine/${own.waiting}/takeOver`)).status).toBe(404);
    });

    it('a stolen token opens nothing without the key, and a recorded request can not be sent again', async () => {
      const laptop = laptops.get('adviser')!;
      const token = await laptop.tokenNow();
      const thief = await newLaptop(office.server.url);
      expect((await thief.ask('GET', '/v1/quarantine', undefined, { token })).status).toBe(401);
      // Nor with another key that is known.
      const colleague = laptops.get('privacyOfficer')!;
      expect((await colleague.ask('GET', '/v1/quarantine', undefined, { token })).status).toBe(401);
      const proof = await laptop.proofFor('GET', '/v1/quarantine', token);
      expect((await laptop.ask('GET', '/v1/quarantine', undefined, { proof })).status).toBe(200);
      expect((await laptop.ask('GET', '/v1/quarantine', undefined, { proof })).status).toBe(401);
      // Nor may a proof serve another address, another method, or another token.
      const elsewhere = await laptop.proofFor('GET', '/v1/events', token);
      expect((await laptop.ask('GET', '/v1/quarantine', undefined, { proof: elsewhere })).status).toBe(401);
      const otherToken = await laptop.proofFor('GET', '/v1/quarantine', `${token}x`);
      expect((await laptop.ask('GET', '/v1/quarantine', undefined, { proof: otherToken })).status).toBe(401);
    });

    it('P17 a laptop whose clock is a year off is told what time it is', async () => {
      const laptop = laptops.get('adviser')!;
      const answer = await laptop.ask('GET', '/v1/quarantine', undefined, { clockOff: 365 * 24 * 3600 * 1000 });
      expect(answer.status).toBe(401);
      const { error } = errorAnswer.parse(answer.body);
      expect(error.type).toBe('ClockDiffers');
      expect(Math.abs((error.serverTime ?? 0) - Date.now())).toBeLessThan(5000);
    });

    it('P18 a blocked laptop is told so, also with a token it had; a wiped one hears that, and the office knows', async () => {
      const laptop = await office.person();
      await laptop.tokenNow();
      const order = (what: 'block' | 'unblock' | 'wipe') =>
        orderDevice(office.server.context, atTheMachine(office.organisation), laptop.state.device, what);
      await order('block');
      expect((await laptop.ask('GET', '/v1/quarantine')).body).toEqual({ error: { type: 'DeviceBlocked' } });
      await order('unblock');
      expect((await laptop.ask('GET', '/v1/quarantine')).status).toBe(200);
      await order('wipe');
      expect((await laptop.ask('GET', '/v1/quarantine')).body).toEqual({ error: { type: 'DeviceWiped' } });
      const devices = (await laptops.get('administrator')!.ask('GET', '/v1/devices')).body as {
        id: string;
        wipeHeardAt: number | null;
      }[];
      expect(devices.find(({ id }) => id === laptop.state.device)?.wipeHeardAt).toBeGreaterThan(0);
    });

    it('P18 a laptop that is connected hears at once that the office stopped it or takes everything off it', async () => {
      const [boss, vera] = [await office.person(['administrator']), await office.person()];
      const stream = await vera.listen();
      expect(await stream.heard(2000)).toBe(true);
      for (const order of ['block', 'unblock', 'wipe']) {
        expect((await boss.ask('POST', `/v1/devices/${vera.state.device}/${order}`)).status).toBe(200);
        expect(await stream.heard(2000)).toBe(true);
      }
      await stream.stop();
    });

    it('a code lets one laptop in, once; ten thousand guesses get nowhere and kill it', async () => {
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const { id } = await addPerson(store, world, hand, { name: 'Vera Voorbeeld', email: null, roles: ['adviser'] });
      const first = await invite(store, world, hand, id);
      const second = await invite(store, world, hand, id);
      if (!first.ok || !second.ok) throw new Error('not invited');
      const { url } = office.server;
      expect((await (await newLaptop(url)).enrol(first.value.code.toLowerCase().replaceAll('-', ' '))).status).toBe(
        200,
      );
      expect((await (await newLaptop(url)).enrol(first.value.code)).body).toEqual({ error: { type: 'CodeNotKnown' } });
      // As if from ten thousand addresses, which the limit per address would not hold back; the first part of the code known.
      let got = 0;
      for (let count = 0; count < 10_000; count++) {
        const code = second.value.code.slice(0, 4) + randomBytes(6).toString('hex');
        const key = { publicKey: '{}', thumbprint: String(count) };
        if ((await enrol(store, world, { code, device: newId(), name: 'x', ...key })).ok) got++;
      }
      expect(got).toBe(0);
      expect((await (await newLaptop(url)).enrol(second.value.code)).status).toBe(404);
    });

    it('from one address only a few codes a minute can be tried', async () => {
      const strict = await openOffice(await places.fresh(), { enrolmentsPerMinute: 5 });
      const guesser = await newLaptop(strict.server.url);
      const statuses: number[] = [];
      for (let count = 0; count < 12; count++) statuses.push((await guesser.enrol('AAAA-BBBB-CCCC-DDDD')).status);
      expect(statuses).toEqual([...Array(5).fill(404), ...Array(7).fill(429)]);
      await strict.close();
    });

    it('behind a proxy the address is what the proxy says, not what a guesser wrote before it', async () => {
      const strict = await openOffice(await places.fresh(), { enrolmentsPerMinute: 5, proxies: 1 });
      const statuses: number[] = [];
      for (let count = 0; count < 7; count++) {
        const from = { 'x-forwarded-for': `10.0.0.${count}, 192.0.2.1` };
        const guesser = await newLaptop(strict.server.url, Date.now, from);
        statuses.push((await guesser.enrol('AAAA-BBBB-CCCC-DDDD')).status);
      }
      expect(statuses).toEqual([...Array(5).fill(404), 429, 429]);
      const other = await newLaptop(strict.server.url, Date.now, { 'x-forwarded-for': '192.0.2.2' });
      expect((await other.enrol('AAAA-BBBB-CCCC-DDDD')).status).toBe(404);
      await strict.close();
    });

    it('laptops behind one address of an office do not use up each other’s requests; each has its own, and so has a stranger', async () => {
      const strict = await openOffice(await places.fresh(), { requestsPerMinute: 20 });
      const [one, other, stranger] = [await strict.person(), await strict.person(), await newLaptop(strict.server.url)];
      const asked = async (laptop: Laptop, times: number, options: AskOptions = {}): Promise<number[]> => {
        const statuses: number[] = [];
        const ask = { cursor: 0, serverEpoch: null, grants: '', schema: 1, unsent: 0, limit: 1 };
        for (let count = 0; count < times; count++)
          statuses.push((await laptop.ask('POST', '/v1/pull', ask, options)).status);
        return statuses;
      };
      expect(await asked(one, 22)).toEqual([...Array(20).fill(200), 429, 429]);
      expect(await asked(other, 20)).toEqual(Array(20).fill(200));
      expect(await asked(stranger, 22, { token: 'none' })).toEqual([...Array(21).fill(401), 429]);
      await strict.close();
    });

    it('a body of 100 MB is refused before it is read', async () => {
      const laptop = laptops.get('adviser')!;
      const token = await laptop.tokenNow();
      const { port, hostname } = new URL(office.server.url);
      const head = [
        'POST /v1/push HTTP/1.1',
        `host: ${hostname}:${port}`,
        'content-type: application/json',
        `authorization: DPoP ${token}`,
        `dpop: ${await laptop.proofFor('POST', '/v1/push', token)}`,
        `content-length: ${100 * 1024 * 1024}`,
      ];
      let sent = 0;
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(`${head.join('\r\n')}\r\n\r\n`);
          const flood = (): void => {
            if (socket.destroyed || sent > 100 * 1024 * 1024) return;
            sent += 65_536;
            socket.write(Buffer.alloc(65_536, 97), flood);
          };
          setTimeout(flood, 100);
        });
        socket.on('data', (chunk) => {
          resolve(chunk.toString());
          socket.destroy();
        });
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 413/);
      expect(answer).toContain('TooLarge');
      expect(sent).toBeLessThan(10 * 1024 * 1024);
    });

    it('nothing of anybody stands in the log, also when something fails', async () => {
      const laptop = await office.person(['adviser', 'administrator'], office.organisation, 'Zonderling');
      const dossier = newId();
      await laptop.push(laptop.operation({ dossier, fields: { surname: 'Geheimpersoon', place: 'a'.repeat(900) } }));
      await laptop.ask('GET', `/v1/grants?dossier=${dossier}&x=Vraagwoord`);
      await laptop.ask('POST', '/v1/push', '{"Geheimpersoon": oeps');
      await laptop.send('GET', '/v1/Onbekendwoord?naam=Geheimpersoon', undefined, {});
      const { store } = office.server.context;
      // A database that fails says what it was given: that may not come further than the error handler.
      const broken = `ALTER TABLE "answer" RENAME TO "gone"`;
      await store.write((db) => db.run(broken));
      const failed = await laptop.ask('POST', '/v1/push', {
        serverEpoch: laptop.state.serverEpoch,
        operations: [laptop.operation({ dossier, fields: { surname: 'Geheimpersoon' } })],
        unsent: 0,
      });
      await store.write((db) => db.run(`ALTER TABLE "gone" RENAME TO "answer"`));
      expect([failed.status, failed.body]).toEqual([503, { error: { type: 'Unavailable' } }]);
      const log = office.log();
      expect(log).toContain('failed');
      expect(log).toContain('/v1/push');
      for (const word of ['Geheimpersoon', 'Zonderling', 'Vraagwoord', 'Onbekendwoord', dossier, laptop.state.person]) {
        expect(log).not.toContain(word);
      }
    });

    it('says how it is: figures for Prometheus at a door of this machine only, and a page of what can be asked without anything from elsewhere', async () => {
      expect((await fetch(`${office.server.url}/metrics`)).status).toBe(404);
      const { metricsUrl } = office.server;
      expect(metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
      const metrics = await (await fetch(metricsUrl ?? '')).text();
      expect(metrics).toMatch(/jobport_requests_total\{.*route="\/v1\/push".*\} \d+/);
      const page = await fetch(`${office.server.url}/v1/docs/`);
      expect(page.status).toBe(200);
      expect(await page.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
      const description = (await (await fetch(`${office.server.url}/v1/docs/json`)).json()) as { paths: object };
      expect(Object.keys(description.paths)).toContain('/v1/snapshot');
    });
  });
}
