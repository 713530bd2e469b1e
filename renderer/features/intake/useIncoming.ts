/** Who comes in, asked for as they come into sight: any number of people is one small answer, and then a page at a time. */
import { useQueries } from '@tanstack/react-query';
import type { Answer } from '../../../core/contract/contract.ts';
import { AskFailure, useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { askKey } from '../../api/useAsk.ts';

const PAGE = 100;

export type Line = Answer<'intake.lines'>[number];

/** @param shown the places in the plan of whom the list holds, of which `first` to `last` are in sight */
export function useIncoming(
  plan: string,
  shown: readonly number[],
  first: number,
  last: number,
): { at: (row: number) => Line | undefined; failure: Failure | null; retry: () => void } {
  const api = useApi();
  const from = Math.floor(Math.max(0, first) / PAGE);
  const pages = Array.from({ length: Math.floor(Math.max(0, last) / PAGE) - from + 1 }, (_, index) => from + index);
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { plan, indexes: shown.slice(page * PAGE, (page + 1) * PAGE) };
      return {
        queryKey: askKey('intake.lines', input),
        queryFn: async (): Promise<Answer<'intake.lines'>> => {
          const answer = await api.ask('intake.lines', input);
          if (!answer.ok) throw new AskFailure(answer.error);
          return answer.value;
        },
      };
    }),
  });
  return {
    at: (row) => answers[pages.indexOf(Math.floor(row / PAGE))]?.data?.[row % PAGE],
    failure: answers.map(({ error }) => error).find((error) => error instanceof AskFailure)?.failure ?? null,
    retry: () => answers.forEach((each) => each.isError && void each.refetch()),
  };
}
