/** A key that came a moment too early is not lost: what it asks for is done as soon as it can be. */
import { useEffect, useRef, useState } from 'react';
import { useSayBusy } from './Announcer.tsx';

/**
 * @param readiness `coming`: it will be ready in a moment; `never`: it will not, and the screen says why; `busy`: it is being done
 * @returns what the key and the button ask by, and whether they wait
 */
export function useOnceReady(
  readiness: 'ready' | 'coming' | 'never' | 'busy',
  deed: () => void,
): { ask: () => void; isWaiting: boolean } {
  const [isWaiting, setWaiting] = useState(false);
  const sayBusy = useSayBusy();
  const latest = useRef(deed);
  latest.current = deed;
  useEffect(() => {
    if (!isWaiting || readiness === 'coming') return;
    setWaiting(false);
    if (readiness === 'ready') latest.current();
  }, [isWaiting, readiness]);
  return {
    ask: () => {
      if (readiness === 'ready') deed();
      else if (readiness === 'coming') setWaiting(true);
      else if (readiness === 'busy') sayBusy();
    },
    isWaiting,
  };
}
