// Locks the caseload when nobody sits behind it: at suspend, when the screen locks, when the user of the computer
// changes, and after the minutes without a key or a mouse that the preferences say. The vault is asked; it decides what locking means.

import { powerMonitor } from 'electron';
import type { Desktop } from '../desktop.ts';

/** Often enough that a locked screen is noticed on Linux, where the system does not tell. */
const lookEveryMs = 15_000;

/** `idleMinutes` is asked at each look, so a changed preference holds at once. The function that comes back stops it. */
export function lockWhenLeft(desktop: Desktop, idleMinutes: () => number): () => void {
  const lock = (why: 'idle' | 'suspend' | 'screenLock'): void =>
    void desktop.ask('vault.lock', { why }).catch(() => undefined);
  const onSuspend = (): void => lock('suspend');
  const onScreenLock = (): void => lock('screenLock');
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('lock-screen', onScreenLock);
  powerMonitor.on('user-did-resign-active', onScreenLock);
  let wasLeft = false;
  const timer = setInterval(() => {
    const idle = powerMonitor.getSystemIdleTime() >= idleMinutes() * 60;
    const isLeft = idle || powerMonitor.getSystemIdleState(idleMinutes() * 60) === 'locked';
    // Once: a laptop that is left for the night must not be asked to lock four times a minute.
    if (isLeft && !wasLeft) lock(idle ? 'idle' : 'screenLock');
    wasLeft = isLeft;
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('lock-screen', onScreenLock);
    powerMonitor.off('user-did-resign-active', onScreenLock);
  };
}
