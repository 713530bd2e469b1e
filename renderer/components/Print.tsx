/**
 * Printing what is on the screen. A screen of which not everything is drawn (a long list) says with `useBeforePrint` how
 * it makes itself whole; `usePrint` waits for that, prints, and lets the screen go back to what it was.
 */
import { createContext, useCallback, useContext, useEffect, useRef, type ReactNode, type RefObject } from 'react';

/** Makes the screen whole for paper, and gives what undoes it. Null: it did not succeed, and the screen says why. */
type Prepare = () => Promise<(() => void) | null>;

const Preparing = createContext<RefObject<Prepare | null> | null>(null);

function usePreparing(): RefObject<Prepare | null> {
  const preparing = useContext(Preparing);
  if (!preparing) throw new Error('no Printing around this component');
  return preparing;
}

export function Printing({ children }: { children: ReactNode }) {
  return <Preparing.Provider value={useRef<Prepare | null>(null)}>{children}</Preparing.Provider>;
}

export function useBeforePrint(prepare: Prepare): void {
  const preparing = usePreparing();
  useEffect(() => {
    preparing.current = prepare;
    return () => {
      preparing.current = null;
    };
  }, [preparing, prepare]);
}

export function usePrint(): () => void {
  const preparing = usePreparing();
  const busy = useRef(false);
  return useCallback(() => {
    // A second Ctrl+P while the first is still gathering would print twice.
    if (busy.current) return;
    busy.current = true;
    const print = async () => {
      const after = preparing.current ? await preparing.current() : () => {};
      if (!after) return;
      // Not after `print()` returns: some hosts show their dialog beside the page and return at once.
      window.addEventListener('afterprint', after, { once: true });
      window.print();
    };
    void print().finally(() => {
      busy.current = false;
    });
  }, [preparing]);
}
