/** Undo and redo of the last thing, anywhere: says what was undone, how much, and what could not be and why. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/ApiProvider.tsx';
import { useAsk, useDo } from '../api/useAsk.ts';
import { useFailureText } from '../components/useFailureText.ts';
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

export function useUndo() {
  const { t } = useTranslation();
  const didWords = useDidWords();
  const state = useAsk('history.state', null);
  const { run: runUndo } = useDo('history.undo');
  const { run: runRedo } = useDo('history.redo');
  const say = useToast();
  const failureText = useFailureText();

  const back = useCallback(
    async (direction: 'undo' | 'redo') => {
      const answer = await (direction === 'undo' ? runUndo(null) : runRedo(null));
      if (!answer.ok) {
        say({ message: failureText(answer.error), tone: 'red' });
        return;
      }
      const { label, count, kept } = answer.value;
      const done = t(direction === 'undo' ? 'app.undone' : 'app.redone', { what: didWords(label), count });
      say({
        message: kept > 0 ? `${done} ${t('app.undoKept', { count: kept })}` : done,
        ...(direction === 'undo' ? { action: { label: t('app.redo'), run: () => void back('redo') } } : {}),
      });
    },
    [runUndo, runRedo, say, failureText, t, didWords],
  );
  const undo = useCallback(() => back('undo'), [back]);
  const redo = useCallback(() => back('redo'), [back]);
  return { undo, redo, next: state.data?.undo ?? null, nextRedo: state.data?.redo ?? null };
}

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
