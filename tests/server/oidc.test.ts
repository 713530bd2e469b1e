/** Coming in with the account of the organisation: a real issuer, both databases, and everybody who tries to come in as somebody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setProvider } from '../../server/oidc.ts';
import { addPerson, atTheMachine, changePerson, orderDevice } from '../../server/people.ts';
import type { Role } from '../../core/sync/protocol.ts';
import { CLIENT, newBrowser, startIssuer } from './support/issuer.ts';
import { newId, newLaptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from './support/office.ts';

const PORT = 49_152;
const atLaptop = (url: string): boolean => url.startsWith(`http://127.0.0.1:${PORT}/`);

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`signing in on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    let office: Office;
    let issuer: Awaited<ReturnType<typeof startIssuer>>;
    const accounts = {
      vera: { email: 'Vera@example.nl', email_verified: true },
      joris: { email: 'joris@example.nl', email_verified: false },
      niemand: { email: 'niemand@example.nl', email_verified: true },
      'vera-anders': { email: 'vera@example.nl', email_verified: true },
      beheer: { email: 'beheer@example.nl', email_verified: true },
      zonder: {},
    };
    const person: Record<string, string> = {};
    const context = () => office.server.context;
    const hand = () => atTheMachine(office.organisation);

    beforeAll(async () => {
      office = await openOffice(await places.fresh());
      issuer = await startIssuer(`${office.server.url}/v1/oidc/callback`, accounts);
      const { store, world } = context();
      for (const [name, roles] of Object.entries({ vera: ['adviser'], joris: ['adviser'], beheer: ['administrator'] }))
        person[name] = (
          await addPerson(store, world, hand(), { name, email: `${name}@example.nl`, roles: roles as Role[] })
        ).id;
      const set = await setProvider(store, world, hand(), {
        issuer: issuer.issuer,
        clientId: CLIENT.id,
        clientSecret: CLIENT.secret,
        trustsEmail: false,
      });
      expect(set.ok).toBe(true);
    });
    afterAll(async () => {
      await office.close();
      await issuer.close();
      await places.close();
    });

    const begin = async (laptop: Awaited<ReturnType<typeof newLaptop>>, more: object = {}) => {
      const path = '/v1/oidc/attempts';
      const body = { device: laptop.state.device, name: 'Reislaptop', port: PORT, ...more };
      return laptop.send('POST', path, body, { dpop: await laptop.proofFor('POST', path, null) });
    };
    const finish = async (laptop: Awaited<ReturnType<typeof newLaptop>>, attempt: string, secret: string) => {
      const path = '/v1/oidc/finish';
      return laptop.send('POST', path, { attempt, secret }, { dpop: await laptop.proofFor('POST', path, null) });
    };
    const secretIn = (url: string): string => new URL(url).searchParams.get('secret') ?? '';
    /** Up to what the browser brings to the laptop. */
    const through = async (login: string, browser = newBrowser()) => {
      const laptop = await newLaptop(office.server.url);
      const begun = (await begin(laptop)).body as { attempt: string; url: string };
      const ended = await browser.signIn(begun.url, login, atLaptop);
      return { laptop, ...begun, ended };
    };

    it('lets a laptop in as who signed in, with its own key; asked again the answer is the same', async () => {
      expect((await (await fetch(`${office.server.url}/v1/hello`)).json()) as object).toMatchObject({ signsIn: true });
      const { laptop, attempt, ended } = await through('vera');
      const entered = await finish(laptop, attempt, secretIn(ended.url));
      expect([entered.status, entered.body]).toMatchObject([
        200,
        { person: person['vera'], name: 'vera', roles: ['adviser'] },
      ]);
      expect((await finish(laptop, attempt, secretIn(ended.url))).body).toMatchObject({ person: person['vera'] });
      Object.assign(laptop.state, entered.body);
      const dossier = newId();
      expect((await laptop.push(laptop.operation({ dossier }))).results).toMatchObject([{ result: 'applied' }]);
      // A second laptop of the same person, now by who they are and not by their address.
      const again = await through('vera');
      expect((await finish(again.laptop, again.attempt, secretIn(again.ended.url))).status).toBe(200);
      // Nothing of anybody stands in the log.
      expect(office.log()).not.toMatch(/example\.nl|verzonnen-geheim|secret=/);
    });

    it('is nobody with another key, a wrong secret, before the browser came back, or for another attempt', async () => {
      const { laptop, attempt, ended } = await through('vera');
      const thief = await newLaptop(office.server.url);
      const secret = secretIn(ended.url);
      for (const [who, what, with_] of [
        [thief, attempt, secret],
        [laptop, attempt, `${secret}x`],
        [laptop, 'another', secret],
      ] as const)
        expect((await finish(who, what, with_)).body).toEqual({ error: { type: 'AttemptOver' } });
      const early = (await begin(laptop)).body as { attempt: string };
      expect((await finish(laptop, early.attempt, '')).body).toEqual({ error: { type: 'AttemptOver' } });
      // Without a proof of a key nothing begins.
      const bare = await fetch(`${office.server.url}/v1/oidc/attempts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ device: newId(), name: 'x', port: PORT }),
      });
      expect(bare.status).toBe(401);
    });

    it('an attempt is one browser and one answer', async () => {
      const laptop = await newLaptop(office.server.url);
      const { url } = (await begin(laptop)).body as { url: string };
      const browser = newBrowser();
      const atIssuer = await browser.signIn(url, 'vera', (at) => at.startsWith(issuer.issuer));
      // Somebody else who is sent the same address.
      const other = await newBrowser().signIn(url, 'vera', atLaptop);
      expect([other.response?.status, await other.response?.text()]).toEqual([
        403,
        expect.stringContaining('Begin opnieuw'),
      ]);
      let back = '';
      await browser.signIn(atIssuer.url, 'vera', (at) => {
        if (at.includes('/v1/oidc/callback')) back = at;
        return back !== '';
      });
      // What the issuer says, brought by another browser, or with another state.
      expect((await newBrowser().go(back)).status).toBe(403);
      expect((await browser.go(back.replace(/state=[^&]+/, 'state=anders'))).status).toBe(403);
      expect((await browser.go(back)).status).toBe(303);
      expect((await browser.go(back)).status).toBe(403);
    });

    it('knows only people who are here, by an address that was verified, and never two as one', async () => {
      for (const login of ['niemand', 'joris', 'zonder', 'vera-anders']) {
        const { ended } = await through(login);
        expect([login, ended.response?.status, await ended.response?.text()]).toEqual([
          login,
          403,
          expect.stringContaining('kent je hier niet'),
        ]);
      }
      // The organisation says that its issuer gives verified addresses only.
      const { store, world } = context();
      const provider = { issuer: issuer.issuer, clientId: CLIENT.id, trustsEmail: true };
      expect((await setProvider(store, world, hand(), provider)).ok).toBe(true);
      const { laptop, attempt, ended } = await through('joris');
      expect((await finish(laptop, attempt, secretIn(ended.url))).body).toMatchObject({ person: person['joris'] });
      // Who does not work here any more does not come in, nor a laptop that was let in and is blocked.
      await orderDevice(context(), hand(), laptop.state.device, 'block');
      Object.assign(laptop.state, {});
      await expect(laptop.tokenNow()).rejects.toThrow('DeviceBlocked');
      await changePerson(context(), hand(), person['joris'] ?? '', { active: false });
      expect((await through('joris')).ended.response?.status).toBe(403);
    });

    it('a browser signs in to the page of the administrator, an adviser does not', async () => {
      const browser = newBrowser();
      const signIn = `${office.server.url}/v1/oidc/sign-in`;
      const ended = await browser.signIn(signIn, 'beheer', (at) => at === `${office.server.url}/admin/`);
      expect(ended.url).toBe(`${office.server.url}/admin/`);
      const asked = await fetch(`${office.server.url}/v1/session`, {
        headers: { cookie: browser.cookies(office.server.url), 'x-jobport-page': '1' },
      });
      expect(await asked.json()).toMatchObject({ person: person['beheer'], roles: ['administrator'] });
      const adviser = await newBrowser().signIn(signIn, 'vera', (at) => at.endsWith('/admin/'));
      expect(adviser.response?.status).toBe(403);
    });

    it('an issuer that is not there is not kept, and one that is removed lets nobody in', async () => {
      const { store, world } = context();
      const away = { issuer: 'http://127.0.0.1:9', clientId: 'x', trustsEmail: false };
      expect(await setProvider(store, world, hand(), away)).toEqual({ ok: false, error: { type: 'IssuerAway' } });
      const admin = await office.person(['administrator']);
      expect((await admin.ask('GET', '/v1/organisation')).body.provider).toEqual({
        issuer: issuer.issuer,
        clientId: CLIENT.id,
        hasSecret: true,
        trustsEmail: true,
      });
      expect(
        (await admin.ask('PUT', '/v1/oidc-provider', { ...away, issuer: 'http://elsewhere.example' })).status,
      ).toBe(400);
      const laptop = await newLaptop(office.server.url);
      const { url } = (await begin(laptop)).body as { url: string };
      expect((await admin.ask('DELETE', '/v1/oidc-provider')).status).toBe(200);
      expect((await newBrowser().go(url)).status).toBe(403);
      expect((await begin(laptop)).body).toEqual({ error: { type: 'SignInNotOffered' } });
      expect((await admin.ask('DELETE', '/v1/oidc-provider')).status).toBe(404);
    });
  });
}
