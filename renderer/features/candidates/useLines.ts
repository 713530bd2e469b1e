/**
 * The lines of the list, read in pages of two hundred as they come into view. While a new filter is being answered the
 * former lines stay, so that typing does not flicker.
 */
import { useCallback, useRef } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { Answer } from '../../../core/contract/contract.ts';
import { AskFailure, useApi } from '../../api/ApiProvider.tsx';
import { askKey } from '../../api/useAsk.ts';
import type { Filter, Line, Sort } from './list-state.ts';

export const PAGE = 200;

export type Lines = {
  total: number | null;
  /** Restricted or shielded, and therefore in no list but their own. */
  frozen: number;
  at: (index: number) => Line | undefined;
  failure: AskFailure | null;
  retry: () => void;
};

export function useLines(filter: Filter, sort: Sort, first: number, last: number): Lines {
  const api = useApi();
  const pages: number[] = [];
  for (let page = Math.floor(Math.max(0, first) / PAGE); page <= Math.floor(Math.max(0, last) / PAGE); page++)
    pages.push(page);
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { filter, sort, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: askKey('candidates.list', input),
        queryFn: async (): Promise<Answer<'candidates.list'>> => {
          const answer = await api.ask('candidates.list', input);
          if (!answer.ok) throw new AskFailure(answer.error);
          return answer.value;
        },
      };
    }),
  });
  const complete = answers.every((each) => each.data);
  const former = useRef<{ total: number; frozen: number; pages: Map<number, Line[]> } | null>(null);
  if (complete && answers[0]?.data)
    former.current = {
      total: answers[0].data.total,
      frozen: answers[0].data.frozen,
      pages: new Map(pages.map((page, index) => [page, answers[index]?.data?.lines ?? []])),
    };
  const failed = answers.find((each) => each.error);
  return {
    total: former.current?.total ?? null,
    frozen: former.current?.frozen ?? 0,
    at: (index) => {
      const page = Math.floor(index / PAGE);
      const now = answers[pages.indexOf(page)]?.data?.lines ?? former.current?.pages.get(page);
      return now?.[index - page * PAGE];
    },
    failure: failed?.error instanceof AskFailure ? failed.error : null,
    retry: () => answers.forEach((each) => void each.refetch()),
  };
}

/** Every line of the list, at once: for paper. */
export function useEveryLine() {
  const api = useApi();
  return useCallback(
    async (filter: Filter, sort: Sort) => {
      const lines: Line[] = [];
      for (;;) {
        const answer = await api.ask('candidates.list', { filter, sort, offset: lines.length, limit: 500 });
        if (!answer.ok) return answer;
        lines.push(...answer.value.lines);
        if (lines.length >= answer.value.total || !answer.value.lines.length)
          return { ok: true as const, value: lines };
      }
    },
    [api],
  );
}
