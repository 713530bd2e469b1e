// Composition of the desktop application. Reads as a table of contents: what happens, in which order; how stands in
// shell/ (everything of Electron) and in desktop.ts (everything of the caseload).

import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Answer } from '../core/contract/contract.ts';
import type { Result } from '../core/domain/result.ts';
import { createDesktop } from './desktop.ts';
import { createPreferences, preferencesFile } from './preferences.ts';
import { createCameraGate } from './shell/camera.ts';
import { announceSchemes, windowSession } from './shell/app-protocol.ts';
import { guardEveryPage, sealDefaultSession } from './shell/guards.ts';
import { holdWindow } from './shell/handed-over.ts';
import { lockWhenLeft } from './shell/locking.ts';
import { showMenu, type MenuCommand } from './shell/menu.ts';
import { syncWhenAwake } from './shell/waking.ts';
import { electronPlatform } from './shell/platform.ts';
import { showTheme } from './shell/theme.ts';
import { connect, tell } from './shell/router.ts';
import { isStartedWithADoor, quietChromium } from './shell/switches.ts';
import { bringForward, openWindow } from './shell/window.ts';

/** How long Electron gets to end by itself once the caseload is closed. */
const quittingPatienceMs = 3_000;

const here = import.meta.dirname;
const isDemo = app.commandLine.hasSwitch('demo');

// Every process, not only the window; but where somebody had to say --no-sandbox (as root), forcing it stops everything.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setName('Jobport Desktop');
chooseProfileFolder();
quietChromium();
announceSchemes();
guardEveryPage();

if (isStartedWithADoor()) {
  console.error('Jobport Desktop does not start with remote debugging.');
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0);
} else {
  // Not awaited here: Electron becomes ready only after this file has been read to its end.
  void start().catch(giveUp);
}

async function start(): Promise<void> {
  let window: BrowserWindow | null = null;
  const camera = createCameraGate();
  const currentWindow = (): BrowserWindow | null => window;
  const dir = join(app.getPath('userData'), isDemo ? 'demo' : 'caseload');

  // The worker thread gets going beside Chromium, not after it.
  const desktopStarting = createDesktop({
    dir,
    platform: electronPlatform(currentWindow, camera),
    demo: isDemo,
    host: 'electron',
    // A place in the program, never what was in it.
    onUnexpected: (place) => console.error(`Something went wrong: ${place}`),
  });
  await app.whenReady();
  const desktop = await desktopStarting;
  const lock = (): void => void desktop.ask('vault.lock', { why: 'asked' }).catch(() => undefined);
  const command = (name: MenuCommand): void => tell(window, { type: 'menu.command', command: name });

  const stored = createPreferences(preferencesFile(dir));
  let preferences = stored.read();
  const followPreferences = (): void => {
    preferences = stored.read();
    showTheme(preferences.theme);
    showMenu(preferences.language, { lock, command });
  };
  followPreferences();
  // Before there is a window, or it would begin with the assistant of the first run.
  if (isDemo) await desktop.ask('vault.createDemo', { language: preferences.language });
  const disconnect = connect(desktop, currentWindow, (channel) => {
    if (channel === 'preferences.write') followPreferences();
  });
  // Read at each look: the organisation may have shortened it.
  const stopWatching = lockWhenLeft(desktop, () => stored.read().idleMinutes);
  const stopWaking = syncWhenAwake(desktop);

  const ownSession = windowSession(join(here, '..', 'renderer'), desktop, camera);
  window = openWindow({
    preload: join(here, 'preload.cjs'),
    icon: join(here, 'resources', 'icon.png'),
    session: ownSession,
    placeFile: join(app.getPath('userData'), 'window.json'),
    developerTools: !app.isPackaged,
  });
  // The window has a session of its own; this one takes a while to make, beside the window's process and not before it.
  sealDefaultSession();
  const held = holdWindow(window, lock);
  const followHandedOver = async (): Promise<void> => {
    const state = (await desktop.ask('vault.state', null)) as Result<Answer<'vault.state'>>;
    const isHandedOver = state.ok && state.value.type === 'open' && state.value.handedOver;
    if (isHandedOver !== held.isHeld()) {
      held.hold(isHandedOver);
      if (!isHandedOver) followPreferences();
    }
  };
  desktop.subscribe((event) => {
    if (event.type === 'vault.changed') void followHandedOver().catch(() => undefined);
  });
  app.on('second-instance', () => bringForward(window));
  app.on('window-all-closed', () => app.quit());

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    held.hold(false);
    stopWatching();
    stopWaking();
    void desktop.close().finally(() => {
      disconnect();
      app.quit();
      // A keychain that never answers keeps a thread, and with it the process: the caseload is closed, so it may go.
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), quittingPatienceMs).unref();
    });
  });
}

/** What should never happen. The error may quote personal data, so only its name is shown. */
function giveUp(error: unknown): void {
  const name = error instanceof Error ? error.name : 'Error';
  const text = /^en\b/.test(app.getLocale())
    ? 'Jobport Desktop can not start. Nothing of your caseload was changed. Restart the laptop; if this comes back, call your administrator.'
    : 'Jobport Desktop kan niet starten. Er is niets aan je caseload veranderd. Start de laptop opnieuw; komt dit terug, bel dan je beheerder.';
  if (!app.isPackaged) console.error(error);
  dialog.showErrorBox('Jobport Desktop', `${text}\n\n(${name})`);
  app.exit(1);
}

/** `--user-data-dir` for whoever keeps two profiles apart; an unpackaged start would otherwise overlook it. */
function chooseProfileFolder(): void {
  const named = app.commandLine.getSwitchValue('user-data-dir');
  const folder = named === '' ? join(app.getPath('appData'), 'Jobport Desktop') : named;
  app.setPath('userData', folder);
  // Chromium's own bookkeeping apart from ours, so that each is seen for what it is.
  app.setPath('sessionData', join(folder, 'chromium'));
  app.setPath('crashDumps', join(folder, 'chromium', 'crashes'));
}
