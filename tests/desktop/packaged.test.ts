// The packaged application as it is shipped, and what its window can not do. Everything here is tried for real on the
// running application; the shipped copy is only looked at, since nothing may drive it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentPolicy } from '../../electron/shell/content-policy.ts';
import {
  drive,
  drivenExecutable,
  exitCode,
  noPackage,
  openScreen,
  rootSwitches,
  shippedExecutable,
  type Driven,
} from '../support/packaged.ts';

/** How @electron/fuses reads a fuse that is on; its own name for it is no value that can be imported. */
const fuseOn = 49;

describe('the application as shipped', () => {
  beforeEach((context) => {
    if (shippedExecutable === null) context.skip(noPackage);
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(shippedExecutable ?? '');
    const state = (fuse: FuseV1Options): string => (Number(wire[fuse]) === fuseOn ? 'on' : 'off');
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeInspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      ownV8Snapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocolPrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: 'off',
      cookieEncryption: 'on',
      nodeOptions: 'off',
      nodeInspect: 'off',
      asarIntegrity: 'on',
      onlyFromAsar: 'on',
      ownV8Snapshot: 'off',
      fileProtocolPrivileges: 'off',
    });
  });

  it('starts and shows its window', async () => {
    const screen = await openScreen();
    const profile = mkdtempSync(join(tmpdir(), 'jobport-profile-'));
    const child = spawn(shippedExecutable ?? '', [`--user-data-dir=${profile}`, ...rootSwitches], {
      env: { ...process.env, DISPLAY: screen.display },
      stdio: 'ignore',
    });
    try {
      // Text on a ground is smoothed in dozens of shades; an empty window shows two.
      await expect.poll(() => screen.colours(), { timeout: 30_000, interval: 250 }).toBeGreaterThan(20);
      expect(child.exitCode).toBe(null);
    } finally {
      child.kill();
      await exitCode(child, 10_000);
      screen.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });

  it('does not start with a door for debuggers', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'jobport-profile-'));
    for (const door of ['--remote-debugging-port=0', '--remote-debugging-pipe']) {
      const child = spawn(
        shippedExecutable ?? '',
        [`--user-data-dir=${profile}`, ...rootSwitches, door, '--inspect=0'],
        {
          stdio: 'ignore',
        },
      );
      expect(await exitCode(child, 20_000), door).toBe(2);
    }
    rmSync(profile, { recursive: true, force: true });
  });

  it('is no Node, whatever the environment says', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'jobport-profile-'));
    const child = spawn(
      shippedExecutable ?? '',
      ['-e', 'process.exit(42)', `--user-data-dir=${profile}`, ...rootSwitches],
      {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere' },
        stdio: 'ignore',
      },
    );
    expect(await exitCode(child, 4_000)).toBe(null);
    child.kill();
    await exitCode(child, 10_000);
    rmSync(profile, { recursive: true, force: true });
  });
});

describe('the window of the packaged application', () => {
  let driven: Driven;
  let outside: Server;
  let outsideAddress = '';
  const heardOutside: string[] = [];

  beforeAll(async () => {
    if (drivenExecutable === null) return;
    outside = createServer((request, answer) => {
      heardOutside.push(request.url ?? '');
      answer.setHeader('Access-Control-Allow-Origin', '*').end('outside');
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    outsideAddress = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    driven = await drive();
  });
  afterAll(async () => {
    if (drivenExecutable === null) return;
    await driven.quit();
    await new Promise((resolve) => outside.close(resolve));
  });
  beforeEach((context) => {
    if (drivenExecutable === null) context.skip(noPackage);
  });

  it('is sandboxed, isolated and without Node', async () => {
    const preferences = await driven.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
      }),
    );
    expect(preferences).toEqual([
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
    ]);
    const reach = await driven.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(reach).toEqual([]);
  });

  it('has one bridge that can not be changed', async () => {
    const bridge = await driven.page.evaluate(() => {
      const own = (window as unknown as { jobport: Record<string, unknown> }).jobport;
      try {
        own['ask'] = () => 'mine';
      } catch {
        // Refused, as it should be.
      }
      return { keys: Object.keys(own).sort(), isChanged: String(own['ask']).includes('mine') };
    });
    expect(bridge).toEqual({ keys: ['ask', 'on'], isChanged: false });
  });

  it('asks the real desktop through it', async () => {
    const info = await driven.page.evaluate(() =>
      (window as unknown as { jobport: { ask(c: string, i: unknown): Promise<unknown> } }).jobport.ask(
        'app.info',
        null,
      ),
    );
    expect(info).toMatchObject({ ok: true, value: { host: 'electron' } });
  });

  it('gets an error, never data or a crash, for what it may not send', async () => {
    const answers = await driven.page.evaluate(async () => {
      const { jobport } = window as unknown as { jobport: { ask(c: unknown, i: unknown): Promise<unknown> } };
      let deep: unknown = 'x';
      for (let level = 0; level < 5000; level += 1) deep = [deep];
      const attempt = async (channel: unknown, input: unknown): Promise<string> => {
        try {
          return ((await jobport.ask(channel, input)) as { error?: { type?: string } }).error?.type ?? 'answered';
        } catch {
          return 'refused by Electron';
        }
      };
      return [
        await attempt('no.such.channel', null),
        await attempt('__proto__', null),
        await attempt(7, null),
        await attempt({ toString: () => 'app.info' }, null),
        await attempt('candidates.list', 'x'.repeat(6_000_000)),
        await attempt('candidates.list', deep),
        await attempt('candidates.list', { filter: new Map() }),
        await attempt('candidates.list', JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}')),
        await attempt('candidates.list', () => 1),
      ];
    });
    expect(answers.slice(0, 4)).toEqual(['UnknownChannel', 'UnknownChannel', 'UnknownChannel', 'UnknownChannel']);
    expect(answers[4]).toBe('BadInput');
    expect(answers).not.toContain('answered');
    expect(answers).not.toContain('Unexpected');
  });

  it('shows nothing that was not built with it', async () => {
    const { status, policy, missing, foreignHost } = await driven.page.evaluate(async () => {
      const own = await fetch('/index.html');
      const path = async (address: string): Promise<number | string> =>
        fetch(address).then(
          (answer) => answer.status,
          () => 'refused',
        );
      return {
        status: own.status,
        policy: own.headers.get('Content-Security-Policy'),
        missing: [
          await path('/%2e%2e/desktop/main.js'),
          await path('/..%2f..%2fpackage.json'),
          await path('/nothing.js'),
        ],
        foreignHost: await path('app://elsewhere/index.html'),
      };
    });
    expect({ status, policy }).toEqual({ status: 200, policy: contentPolicy });
    expect(missing).toEqual([404, 404, 404]);
    expect(foreignHost).toBe('refused');
  });

  it('reaches no network, no file and no foreign script', async () => {
    const outcome = await driven.page.evaluate(async (address) => {
      const fetched = await fetch(`${address}/fetch`).then(
        () => 'came through',
        () => 'refused',
      );
      const file = await fetch('file:///etc/hostname').then(
        () => 'came through',
        () => 'refused',
      );
      const load = (element: HTMLElement): Promise<string> =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('came through'));
          element.addEventListener('error', () => resolve('refused'));
          document.body.append(element);
        });
      const image = await load(Object.assign(new Image(), { src: `${address}/image.png` }));
      const script = await load(Object.assign(document.createElement('script'), { src: `${address}/script.js` }));
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.body.append(inline);
      const evaluated = ((): string => {
        try {
          // oxlint-disable-next-line no-eval -- the very thing that must be refused
          return String((window as unknown as { eval(text: string): unknown }).eval('"ran"'));
        } catch {
          return 'refused';
        }
      })();
      const socket = await new Promise<string>((resolve) => {
        try {
          const opened = new WebSocket(address.replace('http', 'ws'));
          opened.addEventListener('open', () => resolve('came through'));
          opened.addEventListener('error', () => resolve('refused'));
        } catch {
          resolve('refused');
        }
      });
      return { fetched, file, image, script, socket, evaluated, inline: 'inlineRan' in window };
    }, outsideAddress);
    expect(outcome).toEqual({
      fetched: 'refused',
      file: 'refused',
      image: 'refused',
      script: 'refused',
      socket: 'refused',
      evaluated: 'refused',
      inline: false,
    });
  });

  it('is kept from the network even where its policy would not see it', async () => {
    const reached = await driven.app.evaluate(async ({ BrowserWindow }, address) => {
      return BrowserWindow.getAllWindows()[0]!
        .webContents.session.fetch(`${address}/from-session`)
        .then(
          () => 'came through',
          () => 'refused',
        );
    }, outsideAddress);
    expect(reached).toBe('refused');
    expect(heardOutside).toEqual([]);
  });

  it('stays where it is and opens no other window', async () => {
    const before = driven.page.url();
    const opened = await driven.page.evaluate((address) => {
      const other = window.open(`${address}/window`);
      const link = Object.assign(document.createElement('a'), { href: `${address}/link`, target: '_blank' });
      document.body.append(link);
      link.click();
      window.location.href = `${address}/navigation`;
      return other === null;
    }, outsideAddress);
    expect(opened).toBe(true);
    await driven.page.evaluate(() => void (window.location.href = 'file:///etc/passwd'));
    await driven.page.waitForTimeout(500);
    expect(driven.page.url()).toBe(before);
    expect(driven.app.windows()).toHaveLength(1);
    expect(heardOutside).toEqual([]);
  });

  it('gets no permission for anything', async () => {
    const asked = await driven.page.evaluate(async () => {
      const states = await Promise.all(
        ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'].map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      );
      const place = await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
          { timeout: 5000 },
        ),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      const notification = await Notification.requestPermission();
      return [...states, place, camera, notification];
    });
    expect(new Set(asked)).toEqual(new Set(['denied']));
  });

  it('embeds no web view and gives an inner frame no bridge', async () => {
    const inner = await driven.page.evaluate(async () => {
      document.body.append(document.createElement('webview'));
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      frame.srcdoc = '<p>inner</p>';
      document.body.append(frame);
      await loaded;
      return 'jobport' in (frame.contentWindow ?? {});
    });
    expect(inner).toBe(false);
    const contents = await driven.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(contents).toBe(1);
  });

  it('carries no name in its title', async () => {
    await driven.page.evaluate(() => void (document.title = 'Somebody’s dossier'));
    await driven.page.waitForTimeout(200);
    const title = await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(title).toBe('Jobport Desktop');
  });

  it('is the only one: a second start brings the first forward', async () => {
    const second = spawn(drivenExecutable ?? '', [`--user-data-dir=${driven.profile}`, ...rootSwitches], {
      stdio: 'ignore',
    });
    expect(await exitCode(second, 15_000)).toBe(0);
    expect(driven.app.windows()).toHaveLength(1);
  });
});
