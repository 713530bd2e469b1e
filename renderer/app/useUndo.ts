/**
 * Undo and redo of the last thing, from anywhere. The state and the work are the frame's (Undoing.tsx): whoever asks, there is one of it,
 * and how far it is stands in one place.
 */
import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../core/contract/contract.ts';
import { useApi } from '../api/ApiProvider.tsx';
import { useToast } from '../components/Toasts.tsx';
import type { app } from '../locales/nl/app.ts';

/** What the adviser did, in words. */
export function useDidWords(): (label: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (label) => (i18n.exists(`app.did.${label}`) ? t(`app.did.${label as keyof typeof app.did}`) : t('app.did.other')),
    [t, i18n],
  );
}

export type Undoing = {
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  /** What undo would take back. */
  readonly next: Answer<'history.state'>['undo'];
};

export const UndoingContext = createContext<Undoing>({
  undo: async () => {},
  redo: async () => {},
  next: null,
});

export const useUndo = (): Undoing => useContext(UndoingContext);

/** Undoes a group only while it is the last: undoing something else by surprise is worse than saying so. */
export function useUndoOf(): (group: string) => void {
  const { t } = useTranslation();
  const api = useApi();
  const say = useToast();
  const { undo } = useUndo();
  return useCallback(
    (group) => {
      void (async () => {
        const state = await api.ask('history.state', null);
        if (state.ok && state.value.undo?.group === group) await undo();
        else say({ message: t('app.undoNotLast') });
      })();
    },
    [api, say, undo, t],
  );
}
