/**
 * Who is picked in the list of candidates, for whatever can be done with several at once: by ids of dossiers, never by a filter, so that
 * nobody is among them whom the adviser did not see picked. Kept while the caseload is open, also on another screen; gone with the lock.
 */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

export type Picked = ReadonlySet<string>;
const NOBODY: Picked = new Set();

type Picking = { readonly picked: Picked; readonly setPicked: (next: Picked) => void };
const PickingContext = createContext<Picking | null>(null);

export function PickedCandidates({ children }: { children: ReactNode }) {
  const [picked, setPicked] = useState(NOBODY);
  return (
    <PickingContext.Provider value={useMemo(() => ({ picked, setPicked }), [picked])}>
      {children}
    </PickingContext.Provider>
  );
}

export function usePicked(): Picking {
  const picking = useContext(PickingContext);
  if (!picking) throw new Error('no PickedCandidates around this component');
  return picking;
}
