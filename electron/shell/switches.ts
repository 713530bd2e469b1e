// What Chromium is told before it starts: no traffic of its own, nothing personal on the disk, no way in from outside.

import inspector from 'node:inspector';
import { app } from 'electron';

export function quietChromium(): void {
  for (const name of [
    'disable-http-cache',
    'disable-gpu-shader-disk-cache',
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'disable-breakpad',
    'disable-crash-reporter',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  // Fatal errors only: Chromium's chatter may quote addresses, and tells an adviser nothing.
  app.commandLine.appendSwitch('log-level', '3');
  app.commandLine.appendSwitch('disable-features', 'MediaRouter,OptimizationHints,AutofillServerCommunication');
}

const waysIn = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'];

/**
 * Whether somebody started the shipped application with a door in it: whoever can pass a switch could then read the
 * unlocked window. Only the package made for tests has a Node inspector, and with it the door may be there.
 */
export function isStartedWithADoor(): boolean {
  return app.isPackaged && inspector.url() === undefined && waysIn.some((name) => app.commandLine.hasSwitch(name));
}
