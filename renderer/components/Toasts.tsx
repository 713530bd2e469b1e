/**
 * What just happened, at the bottom of the window, with its undo. Spoken; reached by keyboard with Tab; stays as long as it
 * is looked at (pointer or focus on it), and otherwise long enough to read (WCAG 2.2.1: the same undo stays in the bar).
 */
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import classes from './Toasts.module.css';

export type Toast = {
  message: ReactNode;
  tone?: 'plain' | 'red';
  action?: { label: string; run: () => void };
};

const Say = createContext<(toast: Toast) => void>(() => {});
/** `const say = useToast(); say({ message, action: { label: t('common.undo'), run: undo } })` */
export const useToast = (): ((toast: Toast) => void) => useContext(Say);

const SHOWN_MS = 9_000;

/** @param forgets whenever it changes, what was told goes: it may name somebody whom who looks on now should not see */
export function Toasts({ children, forgets = false }: { children: ReactNode; forgets?: boolean }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(Toast & { id: number })[]>([]);
  const next = useRef(0);
  const [told, setTold] = useState(forgets);
  if (told !== forgets) {
    setTold(forgets);
    setShown([]);
  }
  const say = useCallback((toast: Toast) => {
    next.current += 1;
    const id = next.current;
    setShown((before) => [...before.slice(-2), { ...toast, id }]);
  }, []);
  const leave = useCallback((id: number) => setShown((before) => before.filter((each) => each.id !== id)), []);
  return (
    <Say.Provider value={say}>
      {children}
      <section className={classes.place} aria-label={t('common.notifications')} aria-live="polite">
        {shown.map((toast) => (
          <OneToast key={toast.id} toast={toast} leave={() => leave(toast.id)} />
        ))}
      </section>
    </Say.Provider>
  );
}

function OneToast({ toast, leave }: { toast: Toast; leave: () => void }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const latestLeave = useRef(leave);
  latestLeave.current = leave;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => latestLeave.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      className={classes.toast}
      data-tone={toast.tone ?? 'plain'}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.words}>{toast.message}</span>
      {toast.action && (
        <Button
          size="xs"
          variant="transparent"
          className={classes.action}
          onClick={() => {
            toast.action?.run();
            leave();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <button type="button" className={classes.close} aria-label={t('common.close')} onClick={leave}>
        <Icon of={IconX} size={16} />
      </button>
    </div>
  );
}
