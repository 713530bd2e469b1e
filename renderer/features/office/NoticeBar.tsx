/**
 * What happened while the adviser was at something else: one quiet line above the screen, spoken once, that asks nothing and holds
 * nothing up. It goes when it is seen; more of them, and the rest, stand at the office.
 */
import { IconBuilding, IconX } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PlainButton } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { OPENS, useNotices, useNoticeWords } from './useNotices.ts';
import classes from './office.module.css';

export function NoticeBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { told, seen, busy } = useNotices();
  const words = useNoticeWords();
  const [newest] = told;
  return (
    // Always there, so that what comes into it is spoken.
    <div role="status" data-no-print>
      {newest && pathname !== '/settings/office' && (
        <aside className={classes.bar} aria-label={t('office.notices')} data-notice-bar>
          <Icon of={IconBuilding} />
          <p>
            {words(newest)}
            {told.length > 1 && <span className={classes.quiet}> {t('office.more', { count: told.length - 1 })}</span>}
          </p>
          {told.length > 1 ? (
            <Link to="/settings/$section" params={{ section: 'office' }}>
              {t('office.showAll')}
            </Link>
          ) : newest.kind === 'workWaits' || newest.kind === 'workAside' ? (
            pathname !== '/waiting' && (
              <Link to="/waiting" search={{}} onClick={() => void seen([newest])}>
                {t('waiting.look')}
              </Link>
            )
          ) : (
            OPENS.has(newest.kind) &&
            newest.dossier &&
            newest.name !== null && (
              <Link
                to="/dossier/$id/$tab"
                params={{ id: newest.dossier, tab: 'overview' }}
                onClick={() => void seen([newest])}
              >
                {t('office.openDossier')}
              </Link>
            )
          )}
          <PlainButton className={classes.seen} busy={busy} onClick={() => void seen(told)}>
            <Icon of={IconX} size={16} />
            {t('office.noticesSeen')}
          </PlainButton>
        </aside>
      )}
    </div>
  );
}
