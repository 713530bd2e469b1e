/** Locks when nobody touched the window for as long as preferred. The window is the one who can see that. */
import { useEffect } from 'react';
import { useApi } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;
/** Checked by the clock and not by one long timer: a laptop that slept has no running timers. */
const CHECK_MS = 1_000;

export function useIdleLock(): void {
  const api = useApi();
  const minutes = useAsk('preferences.read', null).data?.idleMinutes;
  useEffect(() => {
    if (!minutes) return;
    let last = Date.now();
    let asked = false;
    const alive = () => {
      last = Date.now();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (asked || Date.now() - last < minutes * 60_000) return;
      asked = true;
      void api.ask('vault.lock', { why: 'idle' });
    }, CHECK_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [api, minutes]);
}
