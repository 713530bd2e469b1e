import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';
import { keeperOf } from './draft-keeper.ts';
import { readKept } from './read-kept.ts';

/**
 * What is typed in a form comes back after leaving the screen, a lock or a crash: kept with each key. It is kept under the dossier it is about, with which
 * it goes from this laptop.
 *
 * @param typed one and the same value wherever there is nothing to keep
 * @returns lets go of it
 */
export function useKeptDraft<T extends object>(
  dossier: string,
  form: 'letter' | `letter/${string}` | 'handover' | 'access' | 'statement',
  typed: T,
  setTyped: (typed: T) => void,
): () => void {
  const key = `${dossier}/${form}`;
  const api = useApi();
  const drafts = useAsk('drafts.list', { prefix: key }, { eachTime: true });
  const [keeper] = useState(() => keeperOf(api));
  const [began] = useState(typed);
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    if (restored || !drafts.isFetchedAfterMount || !drafts.data) return;
    setRestored(true);
    const draft = drafts.data.find((each) => each.key === key);
    if (draft) setTyped(readKept(draft.body, began));
  }, [restored, drafts.isFetchedAfterMount, drafts.data, key, began, setTyped]);
  const isKept = useRef(false);
  useEffect(() => {
    if (!restored) return;
    if (typed !== began) keeper.save(key, JSON.stringify(typed));
    else if (isKept.current) keeper.remove(key);
    isKept.current = typed !== began;
  }, [restored, typed, began, key, keeper]);
  return useCallback(() => keeper.remove(key), [keeper, key]);
}
