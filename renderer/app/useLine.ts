/** What the window sees of the line: that there is one again, and whether the system says that it costs money. */
import { useEffect } from 'react';
import { useApi } from '../api/ApiProvider.tsx';

/** Of Chromium, where the system tells it; absent elsewhere. */
type Connection = EventTarget & { readonly saveData?: boolean; readonly type?: string };

export function useLine(): void {
  const api = useApi();
  useEffect(() => {
    const { connection } = navigator as { connection?: Connection };
    const back = () => void api.ask('sync.now', null);
    const tell = () =>
      void api.ask('sync.line', { metered: connection?.saveData === true || connection?.type === 'cellular' });
    window.addEventListener('online', back);
    connection?.addEventListener('change', tell);
    tell();
    return () => {
      window.removeEventListener('online', back);
      connection?.removeEventListener('change', tell);
    };
  }, [api]);
}
