/** The page around its rooms: who is signed in and may see what, the language, the theme; or why nobody is signed in. */
import { useEffect, useRef, useState, useSyncExternalStore, type ComponentType } from 'react';
import { MantineProvider, mergeThemeOverrides, Tooltip } from '@mantine/core';
import { QueryClient, QueryClientProvider, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  IconBuilding,
  IconChartBar,
  IconClipboardList,
  IconDeviceLaptop,
  IconEye,
  IconFolders,
  IconInbox,
  IconFiles,
  IconFileText,
  IconKey,
  IconLogout,
  IconMoon,
  IconPlayerPlayFilled,
  IconSun,
  IconTrash,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { I18nextProvider } from 'react-i18next';
import type { Role } from '../../core/sync/protocol.ts';
import type { Language } from '../../renderer/app/i18n.ts';
import { cssVariables, noColorSchemeStorage, theme } from '../../renderer/app/theme.ts';
import frame from '../../renderer/app/Frame.module.css';
import { ActionIcon, Button, LinkButton } from '../../renderer/components/Button.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon, type IconShape } from '../../renderer/components/Icon.tsx';
import { ScreenBoundary } from '../../renderer/components/ScreenBoundary.tsx';
import { Toasts } from '../../renderer/components/Toasts.tsx';
import { ask, Refused, type Me } from './ask.ts';
import { Audit } from './Audit.tsx';
import { Erasures, Waiting } from './officer.tsx';
import { Grants } from './Grants.tsx';
import { Laptops } from './Laptops.tsx';
import { Organisation, Sessions } from './Organisation.tsx';
import { ReferenceFiles } from './ReferenceFiles.tsx';
import { People, Teams } from './People.tsx';
import { Statement } from './Statement.tsx';
import { WhoSees } from './WhoSees.tsx';
import { Workload } from './Workload.tsx';
import { makeWords, useWords, type Word } from './words.ts';
import classes from './page.module.css';

/** Nothing behind a dialog scrolls anyway, and holding it would write a style that the policy refuses. */
const pageTheme = mergeThemeOverrides(theme, { components: { Modal: { defaultProps: { lockScroll: false } } } });

type Room = { at: string; word: Word; icon: IconShape; for: readonly Role[]; Screen: ComponentType };
const ROOMS: readonly Room[] = [
  { at: 'people', word: 'people', icon: IconUsers, for: ['administrator'], Screen: People },
  { at: 'teams', word: 'teams', icon: IconUsersGroup, for: ['administrator'], Screen: Teams },
  { at: 'dossiers', word: 'grants', icon: IconFolders, for: ['administrator'], Screen: Grants },
  { at: 'laptops', word: 'devices', icon: IconDeviceLaptop, for: ['administrator'], Screen: Laptops },
  { at: 'workload', word: 'workload', icon: IconChartBar, for: ['teamLead'], Screen: Workload },
  { at: 'waiting', word: 'waiting', icon: IconInbox, for: ['privacyOfficer'], Screen: Waiting },
  { at: 'erased', word: 'erasures', icon: IconTrash, for: ['privacyOfficer'], Screen: Erasures },
  { at: 'who-sees', word: 'whoSees', icon: IconEye, for: ['privacyOfficer'], Screen: WhoSees },
  { at: 'audit', word: 'audit', icon: IconClipboardList, for: ['privacyOfficer'], Screen: Audit },
  {
    at: 'statement',
    word: 'statement',
    icon: IconFileText,
    for: ['administrator', 'privacyOfficer'],
    Screen: Statement,
  },
  { at: 'organisation', word: 'organisation', icon: IconBuilding, for: ['administrator'], Screen: Organisation },
  { at: 'files', word: 'referenceFiles', icon: IconFiles, for: ['administrator'], Screen: ReferenceFiles },
  { at: 'signed-in', word: 'sessions', icon: IconKey, for: ['administrator'], Screen: Sessions },
];

/** A preference of this browser; nothing else is remembered in it. */
function usePreference<T extends string>(name: string, otherwise: T): [T, (next: T) => void] {
  const [value, setValue] = useState(() => (localStorage.getItem(name) as T | null) ?? otherwise);
  return [
    value,
    (next) => {
      localStorage.setItem(name, next);
      setValue(next);
    },
  ];
}

/** Whoever turns out not to be signed in any more sees that, wherever they are. */
function newCache(): QueryClient {
  const cache: QueryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 5_000 }, mutations: { retry: false } },
  });
  cache.getQueryCache().subscribe((event) => {
    const failed = event.type === 'updated' && event.action.type === 'error' ? event.query.state.error : null;
    if (failed instanceof Refused && failed.type === 'NotSignedIn' && event.query.queryKey[0] !== '/session')
      void cache.invalidateQueries({ queryKey: ['/session'] });
  });
  return cache;
}

export function Page({ secret }: { secret: string | null }) {
  const [cache] = useState(newCache);
  const [language, setLanguage] = usePreference<Language>(
    'language',
    navigator.language.startsWith('nl') ? 'nl' : 'en',
  );
  const [scheme, setScheme] = usePreference<'light' | 'dark'>(
    'theme',
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  const [i18n] = useState(() => makeWords(language));
  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.nonce ?? '';
  return (
    <QueryClientProvider client={cache}>
      <I18nextProvider i18n={i18n}>
        <MantineProvider
          theme={pageTheme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={noColorSchemeStorage}
          forceColorScheme={scheme}
          getStyleNonce={() => nonce}
        >
          <Toasts>
            <SignedIn
              secret={secret}
              tools={
                <Tools
                  scheme={scheme}
                  onScheme={() => setScheme(scheme === 'dark' ? 'light' : 'dark')}
                  onLanguage={() => setLanguage(language === 'nl' ? 'en' : 'nl')}
                />
              }
            />
          </Toasts>
        </MantineProvider>
      </I18nextProvider>
    </QueryClientProvider>
  );
}

function Tools({
  scheme,
  onScheme,
  onLanguage,
}: {
  scheme: 'light' | 'dark';
  onScheme: () => void;
  onLanguage: () => void;
}) {
  const say = useWords();
  const other = say(scheme === 'dark' ? 'light' : 'dark');
  return (
    <>
      <button type="button" className={frame.tool} onClick={onLanguage}>
        {say('otherLanguage')}
      </button>
      <Tooltip label={other}>
        <ActionIcon variant="transparent" size={36} className={frame.iconTool} aria-label={other} onClick={onScheme}>
          <Icon of={scheme === 'dark' ? IconSun : IconMoon} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

function SignedIn({ secret, tools }: { secret: string | null; tools: React.ReactNode }) {
  const say = useWords();
  const [wrongLink, setWrongLink] = useState(false);
  const [using, setUsing] = useState(secret !== null);
  // In a ref: React may run an effect twice, and a link is good once.
  const used = useRef(false);
  useEffect(() => {
    if (secret === null || used.current) return;
    used.current = true;
    ask('POST', '/session', { secret })
      .catch((failure: unknown) => setWrongLink(failure instanceof Refused && failure.type !== 'Unavailable'))
      .finally(() => setUsing(false));
  }, [secret]);
  const me = useQuery({ queryKey: ['/session'], queryFn: () => ask<Me>('GET', '/session'), enabled: !using });
  const hello = useQuery({ queryKey: ['/hello'], queryFn: () => ask<{ signsIn?: boolean }>('GET', '/hello') });
  if (me.data && !me.isError) return <Rooms me={me.data} tools={tools} />;
  const isOut = me.error instanceof Refused && me.error.type === 'NotSignedIn';
  return (
    <main className={classes.out}>
      <div className={classes.outTools}>{tools}</div>
      {using || me.isPending ? (
        <p role="status">{say('loading')}</p>
      ) : (
        <EmptyState
          icon={IconKey}
          title={say('signInTitle')}
          action={
            !isOut ? (
              <Button onClick={() => void me.refetch()}>{say('again')}</Button>
            ) : (
              hello.data?.signsIn && <LinkButton href="/v1/oidc/sign-in">{say('signInByAccount')}</LinkButton>
            )
          }
        >
          {wrongLink && <p role="alert">{say('linkUsed')}</p>}
          <p>{say(isOut ? 'signInText' : 'failedUnavailable')}</p>
        </EmptyState>
      )}
    </main>
  );
}

const whenHash = (heard: () => void) => {
  window.addEventListener('hashchange', heard);
  return () => window.removeEventListener('hashchange', heard);
};

function Rooms({ me, tools }: { me: Me; tools: React.ReactNode }) {
  const say = useWords();
  const cache = useQueryClient();
  const main = useRef<HTMLElement>(null);
  const hash = useSyncExternalStore(whenHash, () => location.hash);
  const rooms = ROOMS.filter((room) => room.for.some((role) => me.roles.includes(role)));
  const room = rooms.find(({ at }) => hash === `#/${at}`) ?? rooms[0];
  const out = useMutation({
    mutationFn: () => ask('DELETE', '/session'),
    onSettled: () => {
      cache.clear();
      location.replace(location.pathname);
    },
  });
  useEffect(() => {
    if (room) document.title = `${say(room.word)} · Jobport`;
    main.current?.focus({ preventScroll: true });
    // Only in a new room: another language moves nobody's focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [room]);
  return (
    <div className={frame.frame}>
      <a
        className={frame.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {say('skip')}
      </a>
      <div className={frame.side} data-no-print>
        <div className={frame.brand}>
          <span className={frame.mark} aria-hidden>
            <IconPlayerPlayFilled size="0.875rem" />
          </span>
          <span className={frame.brandName}>{say('office')}</span>
        </div>
        <nav aria-label={say('rooms')} className={frame.rooms}>
          {rooms.map(({ at, word, icon }) => (
            <Tooltip key={at} label={say(word)} position="right" events={{ hover: true, focus: true, touch: false }}>
              <a
                href={`#/${at}`}
                className={frame.room}
                {...(at === room?.at ? { 'aria-current': 'page' as const } : {})}
              >
                <Icon of={icon} size={20} />
                <span className={frame.roomWord}>{say(word)}</span>
              </a>
            </Tooltip>
          ))}
        </nav>
      </div>
      <header className={frame.top} data-no-print>
        <div className={frame.tools}>
          {tools}
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon of={IconLogout} size={16} />}
            busy={out.isPending}
            onClick={() => out.mutate()}
          >
            {say('signOut')}
          </Button>
        </div>
      </header>
      <main className={frame.main} ref={main} tabIndex={0} id="content" data-quiet-focus>
        <ScreenBoundary key={room?.at ?? ''}>{room && <room.Screen />}</ScreenBoundary>
      </main>
    </div>
  );
}
