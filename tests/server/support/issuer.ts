/** A real OpenID provider on the loopback (oidc-provider), with the people that a test gives it; and a browser that goes through its pages. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Account = { readonly email?: string; readonly email_verified?: boolean };

export const CLIENT = { id: 'jobport', secret: 'verzonnen-geheim-van-de-proef' } as const;

export async function startIssuer(redirectUri: string, accounts: Readonly<Record<string, Account>>) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const warn = console.warn;
  // It says on the console that its pages are for development: that is what they are here.
  console.warn = () => undefined;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['verzonnen'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ sub: id, ...accounts[id] }),
    }),
  });
  console.warn = warn;
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Cookies by address, redirects one by one: what a browser does of its own accord. */
export function newBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  async function go(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jarOf(url).delete(name);
      else jarOf(url).set(name, value);
    }
    return response;
  }
  return {
    go,
    cookies: (url: string): string => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; '),
    /** Follows redirects until `stop` says so, filling in the issuer's pages on the way. @returns where it ended, and what was there */
    async signIn(
      from: string,
      login: string,
      stop: (url: string) => boolean,
    ): Promise<{ url: string; response: Response | null }> {
      let url = from;
      for (let steps = 0; steps < 20; steps++) {
        if (stop(url)) return { url, response: null };
        let response = await go(url);
        if (response.status === 200 && url.includes('/interaction/')) {
          const page = await response.text();
          const prompt = page.includes('name="login"')
            ? { prompt: 'login', login, password: 'x' }
            : { prompt: 'consent' };
          response = await go(url, prompt);
        }
        const to = response.headers.get('location');
        if (to === null) return { url, response };
        url = new URL(to, url).href;
      }
      throw new Error('the browser went round in circles');
    },
  };
}
