/**
 * Reading and doing, from a component. `useAsk` reads and stays fresh by events; `useDo` does something once and answers
 * with a Result; `useJob` follows long work; `useEvent` hears the desktop.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  keepPreviousData,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Answer, Ask, Channel, Event } from '../../core/contract/contract.ts';
import type { Result } from '../../core/domain/result.ts';
import { AskFailure, useApi } from './ApiProvider.tsx';
import type { Api, Failure } from './bridge.ts';

/** The key under which an answer is kept: `[channel, input]`. */
export const askKey = <C extends Channel>(channel: C, input: Ask<C>) => [channel, input ?? null] as const;

export type AskOptions = {
  enabled?: boolean;
  /** Show the former answer until the new one is there: a filter that is being typed does not flicker. */
  keepPrevious?: boolean;
  /** Ask again each time that the component comes, also when the answer is still there: the desktop keeps who looked. */
  eachTime?: boolean;
};

export function useAsk<C extends Channel>(
  channel: C,
  input: Ask<C>,
  { enabled = true, keepPrevious = false, eachTime = false }: AskOptions = {},
): UseQueryResult<Answer<C>, AskFailure> {
  const api = useApi();
  const cache = useQueryClient();
  return useQuery<Answer<C>, AskFailure>({
    queryKey: askKey(channel, input),
    enabled,
    refetchOnMount: eachTime ? 'always' : true,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    queryFn: async () => {
      const answer = await api.ask(channel, input);
      if (answer.ok) return answer.value;
      if (answer.error.type === 'Locked') void cache.invalidateQueries({ queryKey: ['vault.state'] });
      throw new AskFailure(answer.error);
    },
  });
}

/** Asks before anything is shown. A refusal is not kept: whoever needs the answer asks again, and hears it then. */
export async function askAhead<C extends Channel>(
  api: Api,
  cache: QueryClient,
  channel: C,
  input: Ask<C>,
): Promise<Answer<C> | undefined> {
  await cache.prefetchQuery({
    queryKey: askKey(channel, input),
    queryFn: async (): Promise<Answer<C>> => {
      const answer = await api.ask(channel, input);
      if (answer.ok) return answer.value;
      throw new AskFailure(answer.error);
    },
  });
  return cache.getQueryData<Answer<C>>(askKey(channel, input));
}

/** As much as the desktop gives at once of what comes in pages. */
const PAGE = 200;

/** So many pages of one answer; what is shown stays while the next is on its way. */
export function useAskPages<C extends 'dossier.history' | 'audit.list' | 'intake.notUnderstood'>(
  channel: C,
  of: Omit<Ask<C>, 'offset' | 'limit'>,
  pages: number,
) {
  const api = useApi();
  const asked = useQueries({
    queries: Array.from({ length: pages }, (_, page) => {
      const input = { ...of, offset: page * PAGE, limit: PAGE } as Ask<C>;
      return {
        queryKey: askKey(channel, input),
        queryFn: async (): Promise<Answer<C>> => {
          const answer = await api.ask(channel, input);
          if (!answer.ok) throw new AskFailure(answer.error);
          return answer.value;
        },
      };
    }),
  });
  const total = asked[0]?.data?.total ?? null;
  return {
    entries: asked.flatMap((each) => (each.data?.entries ?? []) as Answer<C>['entries'][number][]),
    /** `null` until the first page is there. */
    total,
    more: total !== null && total > pages * PAGE,
    failure: asked.map(({ error }) => error).find((error) => error instanceof AskFailure)?.failure ?? null,
    retry: () => asked.forEach((each) => each.isError && void each.refetch()),
  };
}

/** Does something once. `run` never throws: it answers with a Result, and the last failure is kept for showing. */
export function useDo<C extends Channel>(channel: C) {
  const api = useApi();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (input: Ask<C>): Promise<Result<Answer<C>, Failure>> => {
      setBusy(true);
      setFailure(null);
      const answer = await api.ask(channel, input);
      setBusy(false);
      if (!answer.ok) {
        setFailure(answer.error);
        if (answer.error.type === 'Locked') void cache.invalidateQueries({ queryKey: ['vault.state'] });
      }
      return answer;
    },
    [api, cache, channel],
  );
  const reset = useCallback(() => setFailure(null), []);
  return { run, busy, failure, reset };
}

export function useEvent(listener: (event: Event) => void): void {
  const api = useApi();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => api.subscribe((event) => latest.current(event)), [api]);
}

export type JobProgress = { readonly phase: string; readonly done: number; readonly total: number };

/**
 * Long work: give `job.id` with the question, show `job.progress`, and `job.cancel()` stops it. Call `job.begin()` before
 * each piece of work; it answers with a fresh id.
 */
export function useJob() {
  const api = useApi();
  const current = useRef<string | null>(null);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [cancelling, setCancelling] = useState(false);
  useEvent((event) => {
    if (event.type === 'job.progress' && event.job === current.current)
      setProgress({ phase: event.phase, done: event.done, total: event.total });
  });
  const begin = useCallback(() => {
    current.current = crypto.randomUUID();
    setProgress(null);
    setCancelling(false);
    return current.current;
  }, []);
  const end = useCallback(() => {
    current.current = null;
    setProgress(null);
    setCancelling(false);
  }, []);
  const cancel = useCallback(async () => {
    if (!current.current) return;
    setCancelling(true);
    await api.ask('jobs.cancel', { job: current.current });
  }, [api]);
  return { begin, end, cancel, progress, cancelling };
}
