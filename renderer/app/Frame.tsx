/**
 * The frame around every screen: rooms at the side, search, undo and lock on top, and in plain words where the work is
 * kept. Its keys work everywhere (core/shortcuts).
 */
import { useEffect, useRef, useState } from 'react';
import { ariaKeys } from '../../core/shortcuts/shortcuts.ts';
import { Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsSplit2,
  IconCalendar,
  IconChartBar,
  IconDeviceLaptop,
  IconInbox,
  IconKey,
  IconLock,
  IconMailbox,
  IconPlayerPlayFilled,
  IconSearch,
  IconSettings,
  IconSunHigh,
  IconTrash,
  IconUsers,
  IconUserShield,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTurned } from '../api/ApiProvider.tsx';
import { seenWhenTurned } from '../api/seen-when-turned.ts';
import { useAsk, useDo, useEvent } from '../api/useAsk.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { ActionIcon, PlainButton } from '../components/Button.tsx';
import { Icon, type IconShape } from '../components/Icon.tsx';
import { KeyHint, useKeyText } from '../components/KeyHint.tsx';
import { usePrint } from '../components/Print.tsx';
import { ScreenBoundary } from '../components/ScreenBoundary.tsx';
import { useShortcuts } from '../components/useShortcuts.ts';
import { ClockBar } from './ClockBar.tsx';
import { DiskBar } from './DiskBar.tsx';
import { NoticeBar } from '../features/office/NoticeBar.tsx';
import { useSyncLine, type SyncLine } from '../features/office/sync-words.ts';
import { StatementBar } from '../features/statement/StatementBar.tsx';
import { SearchDialog } from '../features/search/SearchDialog.tsx';
import { ShortcutsDialog } from '../features/search/ShortcutsDialog.tsx';
import { TurnedAway, TurnedMark } from './TurnedAway.tsx';
import { useFrameCommands } from './useFrameCommands.ts';
import { useIdleLock } from './useIdleLock.ts';
import { useLine } from './useLine.ts';
import { useDidWords, useUndo } from './useUndo.ts';
import classes from './Frame.module.css';

export function Frame() {
  const { t } = useTranslation();
  const [searching, setSearching] = useState(false);
  const [showingKeys, setShowingKeys] = useState(false);
  const keyText = useKeyText();
  const navigate = useNavigate();
  const { run: runLock } = useDo('vault.lock');
  const { undo, redo, next } = useUndo();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const didWords = useDidWords();
  const undoWords = next ? t('app.undoWhat', { what: didWords(next.label) }) : t('app.undoNothing');
  const lock = () => void runLock({ why: 'asked' });
  useIdleLock();
  useLine();
  const print = usePrint();
  const { turned, screen } = useTurned();
  const announce = useAnnounce();

  const goTo = {
    newCandidate: () => void navigate({ to: '/candidates', search: { add: true } }),
    intake: () => void navigate({ to: '/intake' }),
    settings: () => void navigate({ to: '/settings/$section', params: { section: 'appearance' } }),
  };
  const turnScreen = () => {
    if (turned) screen.turnBack();
    else screen.turn(DOSSIER.exec(pathname)?.[1] ?? null, seenWhenTurned);
    announce(t(turned ? 'turned.toldBack' : 'turned.told'));
  };
  const showKeys = () => {
    setSearching(false);
    setShowingKeys(true);
  };
  const does = {
    search: () => setSearching(true),
    shortcuts: showKeys,
    undo: () => void undo(),
    redo: () => void redo(),
    lock,
    print,
    turnScreen,
    ...goTo,
  };
  useShortcuts(does);
  useEvent((event) => {
    if (event.type === 'menu.command') does[event.command === 'import' ? 'intake' : event.command]();
  });
  useFrameCommands(does);
  const isAway = turned !== null && !isOfDossier(pathname, turned.dossier);

  // In a new room the keyboard starts at its content, unless the screen already took the focus itself.
  const room = pathname.split('/').slice(0, 3).join('/');
  useEffect(() => {
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    // The room is not read, it is what this waits for.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [room]);

  return (
    <div className={classes.frame}>
      <TurnedMark />
      <a
        className={classes.skip}
        href="#content"
        data-no-print
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skipToContent')}
      </a>
      <Side />
      <header className={classes.top} data-no-print>
        <button
          type="button"
          className={classes.search}
          aria-keyshortcuts={ariaKeys('search')}
          aria-haspopup="dialog"
          onClick={() => setSearching(true)}
        >
          <Icon of={IconSearch} />
          <span className={classes.searchWords}>{t('app.search')}</span>
          <KeyHint of="search" />
        </button>
        <div className={classes.tools}>
          <Tooltip label={next ? `${undoWords} (${keyText('undo')})` : undoWords}>
            <PlainButton
              className={classes.tool}
              disabled={!next}
              aria-keyshortcuts={ariaKeys('undo')}
              aria-label={undoWords}
              onClick={() => next && void undo()}
            >
              <Icon of={IconArrowBackUp} />
              <span className={classes.toolWord}>{t('app.undo')}</span>
            </PlainButton>
          </Tooltip>
          <Tooltip label={`${t('turned.turnWhat')} (${keyText('turnScreen')})`} multiline w={240}>
            <button
              type="button"
              className={classes.tool}
              aria-pressed={turned !== null}
              aria-keyshortcuts={ariaKeys('turnScreen')}
              aria-label={t(turned ? 'turned.back' : 'turned.turn')}
              onClick={turnScreen}
            >
              <Icon of={IconDeviceLaptop} />
              <span className={classes.toolWord}>{t(turned ? 'turned.back' : 'turned.turn')}</span>
            </button>
          </Tooltip>
          <Tooltip label={`${t('app.lock')} (${keyText('lock')})`}>
            <ActionIcon
              variant="transparent"
              size={36}
              className={classes.iconTool}
              aria-label={t('app.lock')}
              aria-keyshortcuts={ariaKeys('lock')}
              onClick={lock}
            >
              <Icon of={IconLock} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      <main className={classes.main} ref={main} tabIndex={-1} id="content" data-quiet-focus>
        <RecoveryReminder />
        <DiskBar />
        <ClockBar />
        <StatementBar />
        <NoticeBar />
        <ScreenBoundary key={room}>{isAway ? <TurnedAway /> : <Outlet />}</ScreenBoundary>
      </main>
      <SearchDialog opened={searching} onClose={() => setSearching(false)} />
      <ShortcutsDialog opened={showingKeys} onClose={() => setShowingKeys(false)} />
    </div>
  );
}

const DOSSIER = /^\/dossier\/([^/]+)(?:\/|$)/;
/** Of a turned screen nothing is seen but the one dossier. */
const isOfDossier = (pathname: string, dossier: string | null): boolean =>
  dossier !== null && DOSSIER.exec(pathname)?.[1] === dossier;

/** Until the recovery code was typed back once, nobody knows whether it stands on paper. */
function RecoveryReminder() {
  const { t } = useTranslation();
  const vault = useAsk('vault.state', null);
  const { pathname } = useLocation();
  if (vault.data?.type !== 'open' || vault.data.demo || vault.data.recoveryConfirmed) return null;
  if (pathname === '/settings/security') return null;
  return (
    <aside className={classes.reminder} data-no-print>
      <Icon of={IconKey} />
      <p>
        <b>{t('app.recoveryNotKept')}</b> {t('app.recoveryNotKeptWhat')}
      </p>
      <Link to="/settings/$section" params={{ section: 'security' }}>
        {t('app.recoveryKeepNow')}
      </Link>
    </aside>
  );
}

function Side() {
  const { t, i18n } = useTranslation();
  const summary = useAsk('caseload.summary', null);
  const info = useAsk('app.info', null);
  const number = new Intl.NumberFormat(i18n.language);
  const sync = useAsk('sync.state', null);
  const line = useSyncLine(sync.data, summary.data?.onlyHere ?? 0);
  const announce = useAnnounce();
  const { turned } = useTurned();
  const conflicts = sync.data?.type === 'connected' ? sync.data.conflicts : 0;
  const waits = sync.data?.type === 'connected' ? sync.data.waits : 0;

  // Spoken when it is another story, not with every letter that goes to the office.
  const story = line && line.stage !== 'moving' ? line.stage : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (story === null || story === told.current) return;
    if (told.current !== null && line) announce(`${line.title}. ${line.detail}`);
    told.current = story;
  }, [story, line, announce]);
  return (
    <div className={classes.side} data-no-print>
      <div className={classes.brand}>
        <span className={classes.mark} aria-hidden>
          <IconPlayerPlayFilled size="0.875rem" />
        </span>
        <span className={classes.brandName}>{t('app.name')}</span>
      </div>
      <nav aria-label={t('app.rooms')} className={classes.rooms}>
        <Room to="/today" icon={IconSunHigh} word={t('guidance.today')} />
        <Room to="/agenda" icon={IconCalendar} word={t('guidance.agenda')} />
        <Room to="/candidates" also="/dossier" icon={IconUsers} word={t('app.candidates')}>
          {summary.data && !turned && number.format(summary.data.candidates)}
        </Room>
        <Room to="/reports" icon={IconChartBar} word={t('reports.title')} />
        <Room to="/requests" icon={IconUserShield} word={t('requests.title')} />
        <Room to="/intake" icon={IconInbox} word={t('app.intake')} />
        {conflicts > 0 && (
          <Room to="/conflicts" icon={IconArrowsSplit2} word={t('conflicts.room')}>
            {number.format(conflicts)}
          </Room>
        )}
        {waits > 0 && (
          <Room to="/waiting" icon={IconMailbox} word={t('waiting.room')}>
            {number.format(waits)}
          </Room>
        )}
        <Room to="/removed" icon={IconTrash} word={t('past.removed')} />
        <Room to="/settings" icon={IconSettings} word={t('app.settings')} />
      </nav>
      <div className={classes.state}>
        {info.data?.demo && <p className={classes.demo}>{t('app.demo')}</p>}
        {summary.data && line && <StateLine {...line} />}
      </div>
    </div>
  );
}

/** Where the work is, in one line; the details are one click away. */
function StateLine({ tone, title, detail }: SyncLine) {
  return (
    <Tooltip label={`${title}. ${detail}`} position="right" multiline w={240}>
      <Link to="/settings/$section" params={{ section: 'office' }} className={classes.stateLink} data-sync-state={tone}>
        <span className={classes.stateTitle}>
          <span className={classes.stateDot} aria-hidden />
          <span className={classes.stateWords}>{title}</span>
        </span>
        <span className={classes.stateDetail}>{detail}</span>
      </Link>
    </Tooltip>
  );
}

function Room({
  to,
  also,
  icon,
  word,
  children,
}: {
  to:
    | '/today'
    | '/agenda'
    | '/candidates'
    | '/conflicts'
    | '/intake'
    | '/reports'
    | '/removed'
    | '/requests'
    | '/settings'
    | '/waiting';
  /** Another beginning of addresses that belong to this room. */
  also?: string;
  icon: IconShape;
  word: string;
  children?: React.ReactNode;
}) {
  const { pathname } = useLocation();
  const here = pathname.startsWith(to) || (also !== undefined && pathname.startsWith(also));
  return (
    <Tooltip label={word} position="right" events={{ hover: true, focus: true, touch: false }}>
      <Link to={to} className={classes.room} {...(here ? { 'aria-current': 'page' as const } : {})}>
        <Icon of={icon} size={20} />
        <span className={classes.roomWord}>{word}</span>
        {children && <span className={classes.count}>{children}</span>}
      </Link>
    </Tooltip>
  );
}
