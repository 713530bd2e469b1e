/** A quiet voice for screen readers: `announce('12 kandidaten gevonden')`. Later words replace earlier ones. */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const Announce = createContext<(words: string) => void>(() => {});
export const useAnnounce = (): ((words: string) => void) => useContext(Announce);

const SayBusy = createContext<() => void>(() => {});
/** Says that what was pressed before is still on its way. */
export const useSayBusy = (): (() => void) => useContext(SayBusy);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const announce = useCallback((words: string) => setSaid((before) => ({ words, turn: before.turn + 1 })), []);
  const { t } = useTranslation();
  const sayBusy = useCallback(() => announce(t('common.stillBusy')), [announce, t]);
  return (
    <Announce.Provider value={announce}>
      <SayBusy.Provider value={sayBusy}>{children}</SayBusy.Provider>
      <VisuallyHidden>
        <div role="status" aria-live="polite">
          {/* A new element each time: the same words said twice are spoken twice. */}
          <span key={said.turn}>{said.words}</span>
        </div>
      </VisuallyHidden>
    </Announce.Provider>
  );
}
