/**
 * The one undo and redo of the window: does it, says what was taken back, how much, and what could not be and why. A large deed takes a
 * while: the bar says how far it is and can stop it; what was taken back by then stays so, and the rest is one key away.
 */
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
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
  const say = useToast();
  const failureText = useFailureText();

  const back = useCallback(
    async (way: Direction) => {
      // A second press while the first is at work is impatience, not another deed.
      if (isBusy.current) return;
      isBusy.current = true;
      setDirection(way);
      const answer = await (way === 'undo' ? runUndo : runRedo)({ job: begin() });
      isBusy.current = false;
      end();
      setDirection(null);
      if (!answer.ok) {
        say({ message: failureText(answer.error), tone: 'red' });
        return;
      }
      const { group, label, count, kept, stopped, done, total } = answer.value;
      const number = new Intl.NumberFormat(i18n.language);
      if (stopped) {
        const goOn = async () => {
          const now = await api.ask('history.state', null);
          if (now.ok && now.value[way]?.group === group) await back(way);
          else say({ message: t('app.undoNotLast') });
        };
        const far = { done: number.format(done), total: number.format(total) };
        say({
          message: t(way === 'undo' ? 'app.undoStopped' : 'app.redoStopped', far),
          action: { label: t('app.goOn'), run: () => void goOn() },
        });
        return;
      }
      const what = didWords(label);
      const many = { what, count, replace: { what, count: number.format(count) } };
      const said = t(way === 'undo' ? 'app.undone' : 'app.redone', many);
      say({
        message: kept > 0 ? `${said} ${t('app.undoKept', { count: kept })}` : said,
        ...(way === 'undo' ? { action: { label: t('app.redo'), run: () => void back('redo') } } : {}),
      });
    },
    [runUndo, runRedo, begin, end, api, say, failureText, t, i18n, didWords],
  );
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
