/**
 * Suggestions from the lists while an occupation or a skill is typed (a combobox with a list, by the WAI-ARIA practices). What is typed is never
 * replaced by itself: an arrow chooses, Enter or a click takes, Esc closes the list and leaves the text.
 */
import { useState, type KeyboardEvent } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import type { CodedField } from '../../../core/classification/coded-fields.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import { askKey } from '../../api/useAsk.ts';
import { useWords } from '../../components/useWords.ts';

export type Suggestion = Answer<'classification.suggest'>['suggestions'][number];

const MOST = 8;

export function useSuggestions({
  coded,
  text,
  onTake,
}: {
  coded: CodedField | null;
  /** What was typed since the editor opened; null while nothing was, or the list was closed. */
  text: string | null;
  onTake: (suggestion: Suggestion) => void;
}) {
  const api = useApi();
  const { language } = useWords();
  const words = text?.trim() ?? '';
  // What is marked belongs to what was typed then.
  const [marked, setMarked] = useState<{ readonly words: string; readonly at: number } | null>(null);
  const active = marked?.words === words ? marked.at : -1;
  const setActive = (at: number) => setMarked({ words, at });
  const enabled = coded !== null && words.length >= 2;
  const ask: Ask<'classification.suggest'> = {
    kind: coded?.kind ?? 'occupation',
    words: words.slice(0, 200),
    language,
    limit: MOST,
  };
  const found = useQuery({
    queryKey: askKey('classification.suggest', ask),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    // Where the list can not be asked the text is as good: no suggestions, and no error in the way.
    queryFn: async () => {
      const answer = await api.ask('classification.suggest', ask);
      return answer.ok ? answer.value.suggestions : [];
    },
  });
  const shown = enabled ? (found.data ?? []) : [];

  return {
    shown,
    active,
    setActive,
    /** True when the key was for the list. */
    onKey(event: KeyboardEvent<HTMLElement>): boolean {
      if (shown.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
      const chosen = shown[active];
      switch (event.key) {
        case 'ArrowDown':
          setActive(active + 1 < shown.length ? active + 1 : -1);
          return true;
        case 'ArrowUp':
          setActive(active < 0 ? shown.length - 1 : active - 1);
          return true;
        case 'Enter':
          if (!chosen) return false;
          onTake(chosen);
          return true;
        default:
          return false;
      }
    },
  };
}
