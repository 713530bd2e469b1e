/** Locks when nobody touched the window for as long as preferred. The window is the one who can see that. */
import { useEffect } from 'react';
import { useApi } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;
/**
 * By two clocks, whichever says more: that of the laptop goes on while it sleeps, and the stopwatch goes on when the other is put back, so that a
 * laptop that nobody touches locks in time also when its clock is set. Never by one long timer: a laptop that slept has none that run.
 */
const CHECK_MS = 1_000;

export function useIdleLock(): void {
  const api = useApi();
  const minutes = useAsk('preferences.read', null).data?.idleMinutes;
  useEffect(() => {
    if (!minutes) return;
    const look = () => ({ clock: Date.now(), stopwatch: performance.now() });
    let last = look();
    let asked = false;
    const alive = () => {
      last = look();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    const timer = setInterval(() => {
      const now = look();
      const untouched = Math.max(now.clock - last.clock, now.stopwatch - last.stopwatch);
      if (asked || untouched < minutes * 60_000) return;
      asked = true;
      void api.ask('vault.lock', { why: 'idle' });
    }, CHECK_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [api, minutes]);
}
