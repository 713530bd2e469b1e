// After a sleep nothing that was known of the line is true any more: sync looks at once instead of at its next time. A caseload that
// was locked when the laptop went to sleep looks when it is unlocked.

import { powerMonitor } from 'electron';
import type { Desktop } from '../desktop.ts';

/** The function that comes back stops it. */
export function syncWhenAwake(desktop: Desktop): () => void {
  const awake = (): void => void desktop.ask('sync.now', null).catch(() => undefined);
  powerMonitor.on('resume', awake);
  return () => void powerMonitor.off('resume', awake);
}
