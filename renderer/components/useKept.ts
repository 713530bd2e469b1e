/**
 * What is typed outside a field of the dossier (a dialog, a form): kept with each key, like everything that is typed, and back after a lock or
 * a kill. It leaves when it was used or the adviser took it back (`forget`).
 */
import { useCallback, useEffect, useState } from 'react';
import { useApi } from '../api/ApiProvider.tsx';
import { keeperOf } from './draft-keeper.ts';
import { readKept } from './read-kept.ts';

/**
 * @param key its own name; it begins with the dossier's id where it is about one, so that it goes when the dossier goes
 * @param empty what stands there when nothing was kept; its shape is that of what is kept
 * @param isOpen kept words are looked for each time that it opens
 */
export function useKept<T extends Readonly<Record<string, string>>>(
  key: string,
  empty: T,
  isOpen = true,
): [kept: T, change: (next: T) => void, forget: () => void] {
  const api = useApi();
  const [typed, setTyped] = useState<T | null>(null);
  const [keeper] = useState(() => keeperOf(api));
  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    void api.ask('drafts.list', { prefix: key }).then((answer) => {
      const found = answer.ok ? answer.value.find((each) => each.key === key) : undefined;
      // What is typed now is newer than what was kept.
      if (isCurrent && found) setTyped((now) => now ?? readKept(found.body, empty));
    });
    return () => {
      isCurrent = false;
    };
    // What is empty is a constant of whoever uses it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key, isOpen]);
  const change = useCallback(
    (next: T) => {
      setTyped(next);
      keeper.save(key, JSON.stringify(next));
    },
    [keeper, key],
  );
  const forget = useCallback(() => {
    setTyped(null);
    keeper.remove(key);
  }, [keeper, key]);
  return [typed ?? empty, change, forget];
}
