/**
 * The one undo and redo of the window: does it, says what was taken back, how much, and what could not be and why. A large deed takes a
 * while: the bar says how far it is and can stop it; what was taken back by then stays so, and the rest is one key away.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api/ApiProvider.tsx';
import { useAsk, useDo, useJob } from '../api/useAsk.ts';
import { Progress } from '../components/Progress.tsx';
import { useFailureText } from '../components/useFailureText.ts';
import { useToast } from '../components/Toasts.tsx';
import { UndoingContext, useDidWords, type Undoing } from './useUndo.ts';
import classes from './Undoing.module.css';

type Direction = 'undo' | 'redo';

export function UndoingProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const didWords = useDidWords();
  const api = useApi();
  const state = useAsk('history.state', null);
  const { run: runUndo } = useDo('history.undo');
  const { run: runRedo } = useDo('history.redo');
  const { begin, end, cancel, progress, cancelling } = useJob();
  const [direction, setDirection] = useState<Direction | null>(null);
  const isBusy = useRef(false);
  const isLong = useRef(false);
  const pressed = useRef<Direction[]>([]);
  const say = useToast();
  const failureText = useFailureText();

  useEffect(() => {
    if (progress) isLong.current = true;
  }, [progress]);

  const again = useRef<(way: Direction) => void>(() => undefined);
  const once = useCallback(
    async (way: Direction): Promise<boolean> => {
      setDirection(way);
      const answer = await (way === 'undo' ? runUndo : runRedo)({ job: begin() });
      end();
      setDirection(null);
      if (!answer.ok) {
        say({ message: failureText(answer.error), tone: 'red' });
        return false;
      }
      const { group, label, count, kept, frozen, stopped, done, total } = answer.value;
      const number = new Intl.NumberFormat(i18n.language);
      if (stopped) {
        const goOn = async () => {
          const now = await api.ask('history.state', null);
          if (now.ok && now.value[way]?.group === group) again.current(way);
          else say({ message: t('app.undoNotLast') });
        };
        const far = { done: number.format(done), total: number.format(total) };
        say({
          message: t(way === 'undo' ? 'app.undoStopped' : 'app.redoStopped', far),
          action: { label: t('app.goOn'), run: () => void goOn() },
        });
        return false;
      }
      const what = didWords(label);
      const many = { what, count, replace: { what, count: number.format(count) } };
      const said = t(way === 'undo' ? 'app.undone' : 'app.redone', many);
      say({
        message: [
          said,
          ...(kept > 0 ? [t('app.undoKept', { count: kept })] : []),
          ...(frozen > 0 ? [t('app.undoFrozen', { count: frozen })] : []),
        ].join(' '),
        ...(way === 'undo' ? { action: { label: t('app.redo'), run: () => again.current('redo') } } : {}),
      });
      return true;
    },
    [runUndo, runRedo, begin, end, api, say, failureText, t, i18n, didWords],
  );
  // Three quick presses are three steps back, one after the other. While a large deed is at work, another press is impatience and no other deed.
  const back = useCallback(
    async (way: Direction) => {
      if (isBusy.current) {
        if (!isLong.current) pressed.current.push(way);
        return;
      }
      isBusy.current = true;
      try {
        for (let next: Direction | undefined = way; next; next = isLong.current ? undefined : pressed.current.shift())
          if (!(await once(next))) break;
      } finally {
        isBusy.current = false;
        isLong.current = false;
        pressed.current = [];
      }
    },
    [once],
  );
  useEffect(() => {
    again.current = (way) => void back(way);
  }, [back]);
  const next = state.data?.undo ?? null;
  const undoing = useMemo<Undoing>(() => ({ undo: () => back('undo'), redo: () => back('redo'), next }), [back, next]);
  return (
    <UndoingContext value={undoing}>
      {children}
      {direction !== null && progress && (
        <div className={classes.bar} data-undoing={direction} data-foot data-no-print>
          <Progress
            phase={t(direction === 'undo' ? 'app.undoing' : 'app.redoing')}
            done={progress.done}
            total={progress.total}
            cancelling={cancelling}
            onCancel={() => void cancel()}
          />
        </div>
      )}
    </UndoingContext>
  );
}
