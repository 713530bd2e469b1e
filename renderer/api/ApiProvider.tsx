/**
 * Gives the window its api and its cache. Events of the desktop make what is shown fresh again; when the caseload is
 * locked, everything that was read is forgotten at once.
 */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Ask, Channel, Event } from '../../core/contract/contract.ts';
import type { Api, Failure } from './bridge.ts';
import type { Turned, TurnedScreen } from './turned.ts';
import type { Disk, DiskTrouble } from './disk.ts';

/** A failure on its way through the cache, which knows only exceptions. */
export class AskFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.type);
    this.failure = failure;
  }
}

const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('no api around this component');
  return api;
}

const TurnedContext = createContext<TurnedScreen | null>(null);

/** How the screen is turned, or null; and the two ways to change that. */
export function useTurned(): { turned: Turned | null; screen: TurnedScreen } {
  const screen = useContext(TurnedContext);
  if (!screen) throw new Error('no api around this component');
  return { turned: useSyncExternalStore(screen.subscribe, screen.state), screen };
}

/** Holds nothing personal: survives a lock. */
const ALWAYS_READABLE = new Set<unknown>(['vault.state', 'preferences.read', 'app.info'] satisfies Channel[]);

export function forgetCaseload(cache: QueryClient): void {
  cache.removeQueries({ predicate: (query) => !ALWAYS_READABLE.has(query.queryKey[0]) });
}

// What is painted is on screen before the next task; TanStack's own timer would let a chosen answer jump back for a moment.
notifyManager.setScheduler(queueMicrotask);

/** What was read, made old by what the desktop says from now on. Lives as long as the window. */
export function newCache(api: Api, turned: TurnedScreen): QueryClient {
  const cache = new QueryClient({
    defaultOptions: {
      queries: {
        // The desktop is in the same machine: it answers or it does not, and says itself when something changed.
        retry: false,
        networkMode: 'always',
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  api.subscribe((event) => refresh(cache, event));
  turned.subscribe(() => turnCache(cache, turned.state()));
  return cache;
}

const DiskContext = createContext<Disk | null>(null);

/** Why what is typed can not be kept at this moment; null while it can. */
export function useDiskTrouble(): DiskTrouble | null {
  const disk = useContext(DiskContext);
  if (!disk) throw new Error('no disk around this component');
  return useSyncExternalStore(disk.subscribe, disk.trouble);
}

export function ApiProvider({
  api,
  cache,
  disk,
  turned,
  children,
}: {
  api: Api;
  cache: QueryClient;
  disk: Disk;
  turned: TurnedScreen;
  children: ReactNode;
}) {
  return (
    <ApiContext.Provider value={api}>
      <TurnedContext.Provider value={turned}>
        <DiskContext.Provider value={disk}>
          <QueryClientProvider client={cache}>{children}</QueryClientProvider>
        </DiskContext.Provider>
      </TurnedContext.Provider>
    </ApiContext.Provider>
  );
}

/** What was read already is hidden in the same picture in which the screen turns, and read again when it turns back. */
function turnCache(cache: QueryClient, turned: Turned | null): void {
  if (turned === null) return void cache.invalidateQueries();
  for (const query of cache.getQueryCache().getAll()) {
    const [channel, input] = query.queryKey;
    const seen =
      query.state.data === undefined
        ? null
        : turned.seen.answer(turned.dossier, channel as Channel, input, query.state.data);
    if (seen) query.setData(seen.answer);
    else void cache.resetQueries({ queryKey: query.queryKey, exact: true });
  }
}

/** Which answers an event makes old. */
function refresh(cache: QueryClient, event: Event): void {
  const old = (...channels: Channel[]) => {
    for (const channel of channels) void cache.invalidateQueries({ queryKey: [channel] });
  };
  switch (event.type) {
    case 'vault.changed':
      return old('vault.state', 'preferences.read', 'app.info', 'caseload.summary', 'audit.list');
    case 'documents.changed':
      void cache.invalidateQueries({ queryKey: ['documents.list', { dossier: event.dossier }] });
      // A letter hangs on a file where it is on a template; any other would be filled in anew with each document that was read.
      void cache.invalidateQueries({
        queryKey: ['letters.fill'],
        predicate: ({ queryKey: [, ask] }) => (ask as Ask<'letters.fill'>).template !== undefined,
      });
      return old(
        'documents.settings',
        'documents.thumbnail',
        'search.find',
        'wordTemplates.list',
        'wordTemplates.look',
      );
    case 'scans.changed':
      return old('scans.state');
    case 'dossier.changed':
      if (event.dossier === 'organisation')
        old('organisation.open', 'referenceFiles.list', 'assessments.definitions', 'statement.read');
      else void cache.invalidateQueries({ queryKey: ['dossier.open', { dossier: event.dossier }] });
      void cache.invalidateQueries({ queryKey: ['documents.list', { dossier: event.dossier }] });
      return old(
        'dossier.history',
        'dossier.asItWas',
        'removed.list',
        'history.state',
        'caseload.summary',
        'search.find',
        'audit.list',
        'handover.preview',
        'access.parts',
        'access.preview',
        'letters.fill',
        'letters.preview',
        'wordTemplates.list',
        'conflicts.list',
        'waiting.list',
        'aside.list',
        'sync.state',
        'own.read',
        'reports.read',
        'today.read',
        'agenda.read',
        'requests.list',
        'requests.receivers',
        'packs.changes',
        'packs.uses',
        'retention.list',
      );
    case 'candidates.changed':
      return old(
        'candidates.list',
        'candidates.facets',
        'retention.list',
        'removed.list',
        'caseload.summary',
        'history.state',
        'search.find',
        'today.read',
        'agenda.read',
        'requests.list',
      );
    case 'sync.changed':
      return old('sync.state', 'notices.list', 'waiting.list', 'aside.list');
    case 'clock.changed':
      return old('clock.state');
    case 'packs.changed':
      return old(
        'packs.list',
        'packs.uses',
        'packs.changes',
        'classification.suggest',
        'classification.explore',
        'classification.skillsOf',
        'classification.place',
      );
    case 'job.progress':
    case 'menu.command':
      return;
  }
}
