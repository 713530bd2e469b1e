/** The open dossier and what is being changed in it, for every component of the screen. */
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { freezing } from '../../../core/privacy/limits.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { DossierEditing } from './editing.ts';

type Open = { readonly dossier: Dossier; readonly editing: DossierEditing };
const OpenDossier = createContext<Open | null>(null);

export function useDossier(): Dossier {
  return useOpen().dossier;
}

/** Restricted or shielded: what stands here can be read, and nothing else. */
export const useFrozen = (): boolean => freezing(useDossier().rows.restriction).length > 0;

/** Renders again with every change of what is typed. */
export function useEditing(): DossierEditing {
  const { editing } = useOpen();
  useSyncExternalStore(editing.subscribe, editing.version);
  return editing;
}

function useOpen(): Open {
  const open = useContext(OpenDossier);
  if (!open) throw new Error('no open dossier around this component');
  return open;
}

export function useNewEditing(id: string): DossierEditing {
  const api = useApi();
  const cache = useQueryClient();
  const [editing] = useState(() => new DossierEditing({ id, api, cache, newId: () => crypto.randomUUID() }));
  useEffect(() => void editing.restore(), [editing]);
  return editing;
}

export function DossierContext({ dossier, editing, children }: Open & { children: ReactNode }) {
  const open = useMemo(() => ({ dossier, editing }), [dossier, editing]);
  return <OpenDossier.Provider value={open}>{children}</OpenDossier.Provider>;
}
